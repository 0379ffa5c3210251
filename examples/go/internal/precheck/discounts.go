package precheck

import (
	"math/big"

	"liandiao-example/internal/payload"
)

// discount is P-9: a discount line follows its discounted line at once.
func (c *checker) discount(at int) {
	l := c.lines[at]
	if l.Text("kind") == "2" && (at+1 == len(c.lines) || !c.lines[at+1].isDiscount()) {
		c.refuse(l.path+"kind", "P-9", "a discounted line without its discount")
	}
	if !l.isDiscount() {
		return
	}
	for _, name := range []string{"quantity", "unitPrice", "unit", "spec"} {
		if l.Text(name) != "" {
			c.refuse(l.path+name, "P-9", "not on a discount line")
		}
	}
	if at == 0 || c.lines[at-1].Text("kind") != "2" {
		c.refuse(l.path+"kind", "P-9", "a discount without a discounted line before it")
		return
	}
	before := c.lines[at-1]
	if l.Text("name") != before.Text("name") || l.Text("taxCode") != before.Text("taxCode") ||
		!payload.SameDecimal(l.Text("rate"), before.Text("rate")) {
		c.refuse(l.path+"name", "P-9", "another name, code or rate than the discounted line")
	}
	if new(big.Rat).Neg(l.Decimal("amount")).Cmp(before.Decimal("amount")) > 0 {
		c.refuse(l.path+"amount", "P-9", "larger than the discounted line")
	}
}
