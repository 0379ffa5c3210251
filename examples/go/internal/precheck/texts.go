package precheck

import (
	"regexp"
	"strings"
	"unicode"

	"liandiao-example/internal/payload"
)

var taxNumber = regexp.MustCompile(`^([0-9A-Z]{15}|[0-9A-Z]{17}|[0-9A-Z]{18}|[0-9A-Z]{20})$`)

// required is the first half of P-1.
func (c *checker) required() {
	buyer := c.order.Object("buyer")
	c.require(c.order, "/", "orderNo", "invoiceType", "clerk", "amount", "tax", "total")
	c.require(c.order.Object("seller"), "/seller/", "name", "taxNo")
	c.require(buyer, "/buyer/", "name", "kind")
	if c.isSpecial() || buyer.Text("kind") == "enterprise" {
		c.require(buyer, "/buyer/", "taxNo")
	}
	if c.isSpecial() && buyer.Text("kind") == "individual" {
		c.refuse("/buyer/kind", "P-1", "a special invoice is never issued to an individual")
	}
	if len(c.lines) == 0 {
		c.refuse("/lines", "P-1", "an invoice has lines")
	}
	for _, l := range c.lines {
		c.require(l.Object, l.path, "name", "taxCode", "amount", "rate", "tax")
		if (l.Text("quantity") == "") != (l.Text("unitPrice") == "") {
			c.refuse(l.path+"quantity", "P-1", "quantity and unit price go together")
		}
	}
}

func (c *checker) require(members payload.Object, path string, names ...string) {
	for _, name := range names {
		if members.Text(name) == "" {
			c.refuse(path+name, "P-1", "required, as a text")
		}
	}
}

// texts is the second half of P-1, from which the remark alone is free, and P-2.
func (c *checker) texts() {
	c.clean(c.order, "/", "clerk", "callbackUrl")
	c.clean(c.order.Object("delivery"), "/delivery/", "email", "phone")
	for _, side := range []string{"seller", "buyer"} {
		party := c.order.Object(side)
		c.clean(party, "/"+side+"/", "name", "address", "phone", "bank", "account")
		if number := party.Text("taxNo"); number != "" && !taxNumber.MatchString(number) {
			c.refuse("/"+side+"/taxNo", "P-2", "15, 17, 18 or 20 characters of 0-9A-Z")
		}
	}
	for _, l := range c.lines {
		c.clean(l.Object, l.path, "name", "spec", "unit")
	}
}

func (c *checker) clean(members payload.Object, path string, names ...string) {
	for _, name := range names {
		text := members.Text(name)
		if strings.ContainsFunc(text, unicode.IsControl) {
			c.refuse(path+name, "P-1", "a control character or line break")
		} else if text != strings.Trim(text, " ") {
			c.refuse(path+name, "P-1", "leading or trailing spaces")
		}
	}
}
