// Package precheck refuses at home what the bureau would refuse: P-1 to P-7, P-9 and rate 0 of P-8 (C-3).
package precheck

import (
	"fmt"
	"math/big"

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
	lines  []payload.Object
	errors []Error
}

// Check gives all errors of an order; none means that it may be sent.
func Check(order payload.Object) []Error {
	c := &checker{order: order, lines: order.Objects("lines")}
	c.required()
	c.texts()
	c.taxNumbers()
	c.decimals()
	if len(c.errors) > 0 {
		return c.errors // sums of what is missing or unreadable would only repeat it
	}
	c.sums()
	for at := range c.lines {
		c.line(at)
		c.discount(at)
	}
	return c.errors
}

func (c *checker) refuse(field, rule, format string, about ...any) {
	c.errors = append(c.errors, Error{field, rule, fmt.Sprintf(format, about...)})
}

func linePath(at int, name string) string {
	return fmt.Sprintf("/lines/%d/%s", at, name)
}

func isSpecial(order payload.Object) bool {
	return order.Text("invoiceType") == "81" || order.Text("invoiceType") == "85"
}

func isDiscount(line payload.Object) bool {
	return line.Text("kind") == "1"
}

// number reads what decimals() has found to be one; absent counts as 0.
func number(members payload.Object, name string) *big.Rat {
	if value, ok := payload.Decimal(members.Text(name)); ok {
		return value
	}
	return new(big.Rat)
}

func further(one, other *big.Rat, limit string) bool {
	most, _ := new(big.Rat).SetString(limit)
	distance := new(big.Rat).Sub(one, other)
	return distance.Abs(distance).Cmp(most) > 0
}
