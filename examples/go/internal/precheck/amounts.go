package precheck

import (
	"math/big"
	"strings"

	"liandiao-example/internal/payload"
)

// decimals is P-3 and the forms of rate, quantity and price.
func (c *checker) decimals() {
	for _, name := range []string{"amount", "tax", "total"} {
		c.decimal(c.order, name, form{path: "/", rule: "P-3", exactly: 2})
	}
	for at, line := range c.lines {
		path := linePath(at, "")
		for _, name := range []string{"amount", "tax", "deduction"} {
			c.decimal(line, name, form{path: path, rule: "P-3", exactly: 2})
		}
		c.decimal(line, "rate", form{path: path, rule: "P-8", most: 6})
		c.decimal(line, "quantity", form{path: path, rule: "P-7", most: 13, positive: true})
		c.decimal(line, "unitPrice", form{path: path, rule: "P-7", most: 13, positive: true})
	}
}

type form struct {
	path, rule    string
	exactly, most int
	positive      bool
}

func (c *checker) decimal(members payload.Object, name string, form form) {
	if members[name] == nil || members[name] == "" {
		return
	}
	text := members.Text(name)
	value, ok := payload.Decimal(text)
	places := payload.Places(text)
	switch {
	case !ok:
		c.refuse(form.path+name, form.rule, "a decimal as text")
	case form.exactly > 0 && places != form.exactly:
		c.refuse(form.path+name, form.rule, "exactly %d decimals", form.exactly)
	case form.most > 0 && places > form.most:
		c.refuse(form.path+name, form.rule, "at most %d decimals", form.most)
	case form.positive && value.Sign() <= 0:
		c.refuse(form.path+name, form.rule, "above zero")
	}
}

// sums is P-4 and, for the whole invoice, P-6.
func (c *checker) sums() {
	amount, tax, exact := new(big.Rat), new(big.Rat), new(big.Rat)
	for _, line := range c.lines {
		amount.Add(amount, number(line, "amount"))
		tax.Add(tax, number(line, "tax"))
		exact.Add(exact, new(big.Rat).Mul(c.taxBase(line), number(line, "rate")))
	}
	if amount.Cmp(number(c.order, "amount")) != 0 {
		c.refuse("/amount", "P-4", "the lines come to %s", amount.FloatString(2))
	}
	if tax.Cmp(number(c.order, "tax")) != 0 {
		c.refuse("/tax", "P-4", "the lines come to %s", tax.FloatString(2))
	}
	both := new(big.Rat).Add(number(c.order, "amount"), number(c.order, "tax"))
	total := number(c.order, "total")
	if both.Cmp(total) != 0 {
		c.refuse("/total", "P-4", "amount and tax come to %s", both.FloatString(2))
	}
	if total.Sign() < 0 {
		c.refuse("/total", "P-3", "a blue invoice is not negative")
	}
	if further(exact, number(c.order, "tax"), "1.27") {
		c.refuse("/tax", "P-6", "more than 1.27 from %s", exact.FloatString(4))
	}
}

// taxBase is what the rate applies to: in mode 01 the whole amount, whatever is deducted (P-5).
func (c *checker) taxBase(line payload.Object) *big.Rat {
	if c.order.Text("deductionMode") != "02" {
		return number(line, "amount")
	}
	return new(big.Rat).Sub(number(line, "amount"), number(line, "deduction"))
}

func (c *checker) line(at int) {
	line := c.lines[at]
	amount, rate, tax := number(line, "amount"), number(line, "rate"), number(line, "tax")
	if isDiscount(line) && (amount.Sign() >= 0 || tax.Sign() > 0) || !isDiscount(line) && amount.Sign() <= 0 {
		c.refuse(linePath(at, "amount"), "P-3", "above zero, and below it on a discount line")
	}
	expected := payload.Round(new(big.Rat).Mul(c.taxBase(line), rate), 2)
	if further(expected, tax, "0.06") {
		c.refuse(linePath(at, "tax"), "P-5", "more than 0.06 from %s", expected.FloatString(2))
	}
	if line.Text("deduction") != "" {
		c.deduction(at)
	}
	if line.Text("quantity") != "" && !isDiscount(line) {
		c.price(at)
	}
	if rate.Sign() == 0 {
		c.rateZero(at)
	}
}

func (c *checker) deduction(at int) {
	line := c.lines[at]
	deduction := number(line, "deduction")
	most := new(big.Rat).Add(number(line, "amount"), number(line, "tax"))
	switch {
	case c.order.Text("deductionMode") == "" || line.Text("kind") != "" && line.Text("kind") != "0" || number(line, "rate").Sign() == 0:
		c.refuse(linePath(at, "deduction"), "P-5", "only with deductionMode, never with a discount or rate 0")
	case deduction.Sign() <= 0 || deduction.Cmp(most) > 0:
		c.refuse(linePath(at, "deduction"), "P-5", "from 0.01 to amount and tax together")
	}
}

// price is P-7: near enough, or the price that the amount makes, to eight decimals.
func (c *checker) price(at int) {
	line := c.lines[at]
	quantity, price, amount := number(line, "quantity"), number(line, "unitPrice"), number(line, "amount")
	if !further(new(big.Rat).Mul(quantity, price), amount, "0.01") {
		return
	}
	made := payload.Round(new(big.Rat).Quo(amount, quantity), 8)
	if made.Cmp(payload.Round(price, 8)) != 0 {
		c.refuse(linePath(at, "unitPrice"), "P-7", "the amount makes a price of %s", made.FloatString(8))
	}
}

// rateZero is the part of P-8 that needs no table.
func (c *checker) rateZero(at int) {
	line := c.lines[at]
	reasons := 0
	for _, given := range []bool{line.Text("policy") == "03", line.Text("policy") == "04", line.Text("zeroRate") == "export"} {
		if given {
			reasons++
		}
	}
	untaxable := strings.HasPrefix(line.Text("taxCode"), "6")
	switch {
	case reasons != 1 || untaxable != (line.Text("policy") == "04"):
		c.refuse(linePath(at, "rate"), "P-8", "rate 0 needs exactly one reason, for codes that begin with 6 policy 04")
	case number(line, "tax").Sign() != 0:
		c.refuse(linePath(at, "tax"), "P-8", "the tax of rate 0 is 0.00")
	case isSpecial(c.order):
		c.refuse(linePath(at, "rate"), "P-8", "a special invoice never has rate 0")
	}
}
