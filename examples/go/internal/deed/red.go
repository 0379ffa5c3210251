package deed

import (
	"maps"
	"math/big"
	"strconv"
	"time"

	"liandiao-example/internal/payload"
	"liandiao-example/internal/wire"
)

// Red reverses an invoice under an order number of its own. It looks before it acts, each time anew: for a red that is
// issued already, at the original's state, for a sheet that is open (C-16).
type Red struct {
	Request payload.Object
	Now     func() time.Time

	look    look
	page    int
	from    string // day of the original's issue: no sheet about it is older
	sheetNo string // of the sheet that is followed
	redNo   string // that the sheet names
}

type look int

const (
	atOwnNumber look = iota
	atOriginal
	atSellersSheets
	atBuyersSheets
	atSheet
	atRedInvoice
)

// send asks for the red, by its sheet where there is one.
func (d *Red) send() Request {
	data := maps.Clone(d.Request)
	if d.sheetNo != "" {
		data["sheetNo"] = d.sheetNo
	}
	d.look = atOwnNumber // whatever comes of it, its own number tells
	return Request{"invoice.red", data}
}

func (d *Red) ask() Request {
	switch d.look {
	case atOriginal:
		return byInvoiceNo(d.Request.Text("originalInvoiceNo"))
	case atSellersSheets, atBuyersSheets:
		side := strconv.Itoa(int(d.look - atSellersSheets))
		today := d.Now().In(wire.China).Format(time.DateOnly)
		return Request{"red.query", payload.Object{"side": side, "from": d.from, "to": today, "page": strconv.Itoa(d.page)}}
	case atSheet:
		return bySheetNo(d.sheetNo)
	case atRedInvoice:
		return byInvoiceNo(d.redNo)
	}
	return byOrderNo(d.Request.Text("orderNo"))
}

func (d *Red) sent(answer wire.Answer) Move {
	switch answer.Code {
	case "0000":
		if !isInvoiceOf(answer.Data, d.Request.Text("orderNo")) {
			return inDoubt
		}
		return issued(answer.Data)
	case "0001", "4003":
		return wait(processing)
	case "4001":
		return d.adopt(answer.Data)
	case "4203", "4205":
		if answer.Data.Text("sheetNo") == "" {
			return inDoubt
		}
		d.sheetNo, d.look = answer.Data.Text("sheetNo"), atSheet
		return wait(sheetOpen)
	}
	return refusedBy(answer)
}

func (d *Red) told(answer wire.Answer) Move {
	found := answer.Code == "0000"
	if !found && answer.Code != "4004" {
		return notTold(answer)
	}
	switch d.look {
	case atOriginal:
		return d.toldOfOriginal(answer.Data, found)
	case atSellersSheets, atBuyersSheets:
		return d.toldOfSheets(answer.Data)
	case atSheet:
		return d.follow(answer.Data)
	}
	return d.toldOfRed(answer.Data, found)
}

func (d *Red) turnTo(look look) Move {
	d.look, d.page = look, 1
	return Ask
}

func (d *Red) toldOfRed(red payload.Object, found bool) Move {
	switch {
	case !found && d.look == atRedInvoice:
		return toPerson("the sheet names a red invoice that is not there")
	case !found && d.sheetNo != "":
		return Send
	case !found:
		return d.turnTo(atOriginal)
	case red.Text("status") == "processing":
		return wait(processing)
	case red.Text("status") == "failed":
		return ended("rejected", "the bureau failed the red")
	}
	return d.adopt(red)
}

func (d *Red) toldOfOriginal(original payload.Object, found bool) Move {
	status := original.Text("status")
	issuedAt, err := time.Parse(time.DateTime, original.Text("issuedAt"))
	switch {
	case !found:
		return refused("there is no original")
	case status != "issued" && status != "delivered" && status != "red-partial":
		return refused("an original that is " + status + " is not reversed")
	case err != nil:
		return inDoubt
	}
	d.from = issuedAt.Format(time.DateOnly)
	return d.turnTo(atSellersSheets)
}

// adopt takes a red that is there already, if it reverses what this one was to (C-9).
func (d *Red) adopt(red payload.Object) Move {
	original := red.Text("original")
	amount, isDecimal := payload.Decimal(red.Text("amount"))
	switch {
	case red.Text("invoiceNo") == "":
		return inDoubt
	case red.Text("orderNo") != d.Request.Text("orderNo"):
		return refused("the original is reversed under another number")
	case original != "" && original != d.Request.Text("originalInvoiceNo"), !isDecimal || amount.Sign() > 0:
		return ended("rejected", "the number holds another invoice")
	case !d.isAsMuch(red, "amount"), !d.isAsMuch(red, "tax"):
		return ended("rejected", "the number holds a red of another amount")
	}
	return adoptStanding(red)
}

// isAsMuch compares with the lines that were to be reversed; without any it is the whole remainder.
func (d *Red) isAsMuch(red payload.Object, name string) bool {
	sum := new(big.Rat)
	for _, line := range d.Request.Objects("lines") {
		sum.Add(sum, line.Decimal(name))
	}
	return len(d.Request.Objects("lines")) == 0 || payload.SameDecimal(red.Text(name), sum.FloatString(2))
}
