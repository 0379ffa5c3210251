package precheck

import (
	"math/big"

	"liandiao-example/internal/payload"
)

// discount is P-9: a discount line follows its discounted line at once.
func (c *checker) discount(at int) {
	line := c.lines[at]
	if line.Text("kind") == "2" && (at+1 == len(c.lines) || !isDiscount(c.lines[at+1])) {
		c.refuse(linePath(at, "kind"), "P-9", "a discounted line without its discount")
	}
	if !isDiscount(line) {
		return
	}
	for _, name := range []string{"quantity", "unitPrice", "unit", "spec"} {
		if line.Text(name) != "" {
			c.refuse(linePath(at, name), "P-9", "not on a discount line")
		}
	}
	if at == 0 || c.lines[at-1].Text("kind") != "2" {
		c.refuse(linePath(at, "kind"), "P-9", "a discount without a discounted line before it")
		return
	}
	before := c.lines[at-1]
	if !sameWare(line, before) {
		c.refuse(linePath(at, "name"), "P-9", "another name, code or rate than the discounted line")
	}
	if new(big.Rat).Neg(number(line, "amount")).Cmp(number(before, "amount")) > 0 {
		c.refuse(linePath(at, "amount"), "P-9", "larger than the discounted line")
	}
}

func sameWare(one, other payload.Object) bool {
	return one.Text("name") == other.Text("name") && one.Text("taxCode") == other.Text("taxCode") &&
		payload.SameDecimal(one.Text("rate"), other.Text("rate"))
}
