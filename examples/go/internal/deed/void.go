package deed

import (
	"liandiao-example/internal/payload"
	"liandiao-example/internal/wire"
)

// Void voids a paper invoice; the invoice's own status tells whether it is done (C-16).
type Void struct{ Request payload.Object }

func (d Void) send() Request { return Request{"invoice.void", d.Request} }

func (d Void) ask() Request { return byInvoiceNo(d.Request.Text("invoiceNo")) }

// sent understands the answer. 4301 tells the status, also of an invoice that is void already (R).
func (d Void) sent(answer wire.Answer) Move {
	if answer.Code == "0000" || answer.Code == "4301" && answer.Data.Text("status") == "void" {
		return ended("done", "void")
	}
	return refusedBy(answer)
}

func (d Void) told(answer wire.Answer) Move {
	switch {
	case answer.Code == "4004":
		return refused("there is no such invoice")
	case answer.Code != "0000":
		return notTold(answer)
	}
	switch status := answer.Data.Text("status"); status {
	case "void":
		return ended("done", "void")
	case "issued", "delivered":
		return Send
	default:
		return refused("an invoice that is " + status + " is not voided")
	}
}
