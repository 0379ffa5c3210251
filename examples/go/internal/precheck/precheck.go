// Package precheck refuses at home what the bureau would refuse: P-1 to P-7, P-9 and rate 0 of P-8 (C-3).
package precheck

import (
	"fmt"

	"liandiao-example/internal/payload"
)

// Error names one broken rule and the place, as the bureau does with 1001.
type Error struct {
	Field   string `json:"field"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
}

type checker struct {
	order  payload.Object
	lines  []line
	errors []Error
}

// line is one of the order's, with the place to name in an error.
type line struct {
	payload.Object
	path string
}

func (l line) isDiscount() bool { return l.Text("kind") == "1" }

// Check gives all errors of an order; none means that it may be sent.
func Check(order payload.Object) []Error {
	c := &checker{order: order}
	for at, members := range order.Objects("lines") {
		c.lines = append(c.lines, line{members, fmt.Sprintf("/lines/%d/", at)})
	}
	c.required()
	c.texts()
	c.decimals()
	if len(c.errors) > 0 {
		return c.errors // sums of what is missing or unreadable would only repeat it
	}
	c.sums()
	for at, l := range c.lines {
		c.line(l)
		c.discount(at)
	}
	return c.errors
}

func (c *checker) refuse(field, rule, message string) {
	c.errors = append(c.errors, Error{field, rule, message})
}

func (c *checker) isSpecial() bool {
	kind := c.order.Text("invoiceType")
	return kind == "81" || kind == "85"
}
