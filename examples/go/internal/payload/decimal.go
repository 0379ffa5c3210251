package payload

import (
	"math/big"
	"regexp"
	"strings"
)

var (
	decimalForm = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,15})(\.[0-9]+)?$`)
	minusZero   = regexp.MustCompile(`^-0(\.0+)?$`)
)

// Decimal reads an amount, a quantity or a rate exactly; money is never a float (P).
func Decimal(text string) (value *big.Rat, ok bool) {
	if !decimalForm.MatchString(text) || minusZero.MatchString(text) {
		return new(big.Rat), false
	}
	return new(big.Rat).SetString(text)
}

// Decimal is a member that is a decimal, or 0.
func (o Object) Decimal(name string) *big.Rat {
	value, _ := Decimal(o.Text(name))
	return value
}

// Places counts the digits behind the point of a decimal.
func Places(text string) int {
	_, fraction, _ := strings.Cut(text, ".")
	return len(fraction)
}

// SameDecimal compares two decimals as numbers (B-1).
func SameDecimal(one, other string) bool {
	a, isOne := Decimal(one)
	b, isOther := Decimal(other)
	return isOne && isOther && a.Cmp(b) == 0
}

// Round rounds half away from zero (P).
func Round(value *big.Rat, places int) *big.Rat {
	rounded, _ := new(big.Rat).SetString(value.FloatString(places))
	return rounded
}
