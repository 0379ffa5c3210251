package deed

import (
	"time"

	"liandiao-example/internal/payload"
	"liandiao-example/internal/wire"
)

// Query does nothing but ask (D-1).
type Query struct{ OrderNo string }

// send is never called for: told does not say so.
func (d Query) send() Request { return d.ask() }

func (d Query) ask() Request { return byOrderNo(d.OrderNo) }

func (d Query) sent(answer wire.Answer) Move { return d.told(answer) }

// told says what the bureau has, whatever its status (D-2).
func (d Query) told(answer wire.Answer) Move {
	status := answer.Data.Text("status")
	switch {
	case answer.Code == "4004":
		return ended("rejected", "there is no such invoice")
	case answer.Code != "0000":
		return notTold(answer)
	case status == "failed":
		return ended("rejected", "the bureau failed the order")
	case status == "processing":
		return ended("processing", "the bureau is at it")
	case !isInvoiceOf(answer.Data, d.OrderNo):
		return inDoubt
	}
	return issued(answer.Data)
}

// IsLate: issued, and not delivered though the time for it is up (C-14).
func IsLate(invoice payload.Object, now time.Time, due time.Duration) bool {
	issuedAt, err := time.ParseInLocation(time.DateTime, invoice.Text("issuedAt"), wire.China)
	return err == nil && invoice.Text("status") == "issued" && now.Sub(issuedAt) > due
}
