package deed

import (
	"time"

	"liandiao-example/internal/payload"
	"liandiao-example/internal/wire"
)

// Query does nothing but ask (D-1).
type Query struct{ OrderNo string }

// Send is never called for: Told does not say so.
func (d Query) Send() Request { return d.Ask() }

// Ask looks for the order.
func (d Query) Ask() Request { return byOrderNo(d.OrderNo) }

// Sent is what Send would be answered.
func (d Query) Sent(answer wire.Answer) Move { return d.Told(answer) }

// Told says what the bureau has, whatever its status (D-2).
func (d Query) Told(answer wire.Answer) Move {
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
