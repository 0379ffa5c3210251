package precheck

import (
	"math/big"
	"strings"

	"liandiao-example/internal/payload"
)

func add(a, b *big.Rat) *big.Rat      { return new(big.Rat).Add(a, b) }
func subtract(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }
func multiply(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }

// apart says whether two values are further from one another than a tolerance in hundredths.
func apart(a, b *big.Rat, hundredths int64) bool {
	distance := subtract(a, b)
	return distance.Abs(distance).Cmp(big.NewRat(hundredths, 100)) > 0
}

// decimals is P-3 and the forms of rate, quantity and price.
func (c *checker) decimals() {
	money := form{rule: "P-3", fewest: 2, most: 2, signed: true}
	rate, measure := form{rule: "P-8", most: 6, signed: true}, form{rule: "P-7", most: 13}
	for _, name := range []string{"amount", "tax", "total"} {
		c.decimal(line{c.order, "/"}, name, money)
	}
	for _, l := range c.lines {
		c.decimal(l, "amount", money)
		c.decimal(l, "tax", money)
		c.decimal(l, "deduction", money)
		c.decimal(l, "rate", rate)
		c.decimal(l, "quantity", measure)
		c.decimal(l, "unitPrice", measure)
	}
}

type form struct {
	rule         string
	fewest, most int // decimals
	signed       bool
}

func (c *checker) decimal(l line, name string, form form) {
	if l.Object[name] == nil || l.Object[name] == "" {
		return
	}
	value, ok := payload.Decimal(l.Text(name))
	places := payload.Places(l.Text(name))
	switch {
	case !ok:
		c.refuse(l.path+name, form.rule, "a decimal as text")
	case places < form.fewest || places > form.most:
		c.refuse(l.path+name, form.rule, "another number of decimals")
	case !form.signed && value.Sign() <= 0:
		c.refuse(l.path+name, form.rule, "above zero")
	}
}

// sums is P-4 and, for the whole invoice, P-6.
func (c *checker) sums() {
	amount, tax, exact := new(big.Rat), new(big.Rat), new(big.Rat)
	for _, l := range c.lines {
		amount, tax = add(amount, l.Decimal("amount")), add(tax, l.Decimal("tax"))
		exact = add(exact, multiply(c.taxBase(l), l.Decimal("rate")))
	}
	if amount.Cmp(c.order.Decimal("amount")) != 0 {
		c.refuse("/amount", "P-4", "the lines come to "+amount.FloatString(2))
	}
	if tax.Cmp(c.order.Decimal("tax")) != 0 {
		c.refuse("/tax", "P-4", "the lines come to "+tax.FloatString(2))
	}
	if total := add(c.order.Decimal("amount"), c.order.Decimal("tax")); total.Cmp(c.order.Decimal("total")) != 0 {
		c.refuse("/total", "P-4", "amount and tax come to "+total.FloatString(2))
	}
	if c.order.Decimal("total").Sign() < 0 {
		c.refuse("/total", "P-3", "a blue invoice is not negative")
	}
	if apart(exact, c.order.Decimal("tax"), 127) {
		c.refuse("/tax", "P-6", "more than 1.27 from "+exact.FloatString(4))
	}
}

// taxBase is what the rate applies to: in mode 01 the whole amount, whatever is deducted (P-5).
func (c *checker) taxBase(l line) *big.Rat {
	if c.order.Text("deductionMode") != "02" {
		return l.Decimal("amount")
	}
	return subtract(l.Decimal("amount"), l.Decimal("deduction"))
}

func (c *checker) line(l line) {
	amount, tax := l.Decimal("amount"), l.Decimal("tax")
	if l.isDiscount() && (amount.Sign() >= 0 || tax.Sign() > 0) || !l.isDiscount() && amount.Sign() <= 0 {
		c.refuse(l.path+"amount", "P-3", "above zero, and below it on a discount line")
	}
	if expected := payload.Round(multiply(c.taxBase(l), l.Decimal("rate")), 2); apart(expected, tax, 6) {
		c.refuse(l.path+"tax", "P-5", "more than 0.06 from "+expected.FloatString(2))
	}
	if l.Text("deduction") != "" {
		c.deduction(l)
	}
	if l.Text("quantity") != "" && !l.isDiscount() {
		c.price(l)
	}
	if l.Decimal("rate").Sign() == 0 {
		c.rateZero(l)
	}
}

func (c *checker) deduction(l line) {
	deduction := l.Decimal("deduction")
	if c.order.Text("deductionMode") == "" || l.isDiscount() || l.Decimal("rate").Sign() == 0 {
		c.refuse(l.path+"deduction", "P-5", "only with deductionMode, never with a discount or rate 0")
	}
	if deduction.Sign() <= 0 || deduction.Cmp(add(l.Decimal("amount"), l.Decimal("tax"))) > 0 {
		c.refuse(l.path+"deduction", "P-5", "from 0.01 to amount and tax together")
	}
}

// price is P-7: near enough, or the price that the amount makes, to eight decimals.
func (c *checker) price(l line) {
	quantity, price, amount := l.Decimal("quantity"), l.Decimal("unitPrice"), l.Decimal("amount")
	made := payload.Round(new(big.Rat).Quo(amount, quantity), 8)
	if apart(multiply(quantity, price), amount, 1) && made.Cmp(payload.Round(price, 8)) != 0 {
		c.refuse(l.path+"unitPrice", "P-7", "the amount makes a price of "+made.FloatString(8))
	}
}

// rateZero is the part of P-8 that needs no table.
func (c *checker) rateZero(l line) {
	free, untaxable, export := l.Text("policy") == "03", l.Text("policy") == "04", l.Text("zeroRate") == "export"
	switch {
	case export == (free || untaxable):
		c.refuse(l.path+"rate", "P-8", "rate 0 needs exactly one reason")
	case untaxable != strings.HasPrefix(l.Text("taxCode"), "6"):
		c.refuse(l.path+"policy", "P-8", "policy 04 goes with codes that begin with 6, and they with it")
	case l.Decimal("tax").Sign() != 0:
		c.refuse(l.path+"tax", "P-8", "the tax of rate 0 is 0.00")
	case c.isSpecial():
		c.refuse(l.path+"rate", "P-8", "a special invoice never has rate 0")
	}
}
