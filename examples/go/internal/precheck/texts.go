package precheck

import (
	"regexp"
	"strings"
	"unicode"

	"liandiao-example/internal/payload"
)

var (
	taxNumber  = regexp.MustCompile(`^([0-9A-Z]{15}|[0-9A-Z]{17}|[0-9A-Z]{18}|[0-9A-Z]{20})$`)
	orderTexts = []string{"clerk", "callbackUrl"}
	partyTexts = []string{"name", "address", "phone", "bank", "account"}
	lineTexts  = []string{"name", "spec", "unit"}
)

func (c *checker) require(members payload.Object, path string, names ...string) {
	for _, name := range names {
		if members.Text(name) == "" {
			c.refuse(path+name, "P-1", "required, as a text")
		}
	}
}

// required is the first half of P-1.
func (c *checker) required() {
	c.require(c.order, "/", "orderNo", "invoiceType", "clerk", "amount", "tax", "total")
	c.require(c.order.Object("seller"), "/seller/", "name", "taxNo")
	buyer := c.order.Object("buyer")
	c.require(buyer, "/buyer/", "name", "kind")
	if isSpecial(c.order) || buyer.Text("kind") == "enterprise" {
		c.require(buyer, "/buyer/", "taxNo")
	}
	if isSpecial(c.order) && buyer.Text("kind") == "individual" {
		c.refuse("/buyer/kind", "P-1", "a special invoice is never issued to an individual")
	}
	if len(c.lines) == 0 {
		c.refuse("/lines", "P-1", "an invoice has lines")
	}
	for at, line := range c.lines {
		c.require(line, linePath(at, ""), "name", "taxCode", "amount", "rate", "tax")
		if (line.Text("quantity") == "") != (line.Text("unitPrice") == "") {
			c.refuse(linePath(at, "quantity"), "P-1", "quantity and unit price go together")
		}
	}
}

// texts is the second half of P-1; the remark alone is free.
func (c *checker) texts() {
	c.clean(c.order, "/", orderTexts)
	c.clean(c.order.Object("delivery"), "/delivery/", []string{"email", "phone"})
	c.clean(c.order.Object("seller"), "/seller/", partyTexts)
	c.clean(c.order.Object("buyer"), "/buyer/", partyTexts)
	for at, line := range c.lines {
		c.clean(line, linePath(at, ""), lineTexts)
	}
}

func (c *checker) clean(members payload.Object, path string, names []string) {
	for _, name := range names {
		text := members.Text(name)
		if strings.ContainsFunc(text, unicode.IsControl) {
			c.refuse(path+name, "P-1", "a control character or line break")
		} else if text != strings.Trim(text, " ") {
			c.refuse(path+name, "P-1", "leading or trailing spaces")
		}
	}
}

func (c *checker) taxNumbers() {
	for _, party := range []string{"seller", "buyer"} {
		number := c.order.Object(party).Text("taxNo")
		if number != "" && !taxNumber.MatchString(number) {
			c.refuse("/"+party+"/taxNo", "P-2", "15, 17, 18 or 20 characters of 0-9A-Z")
		}
	}
}
