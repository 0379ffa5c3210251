package deed

import (
	"liandiao-example/internal/payload"
	"liandiao-example/internal/wire"
)

// Issue issues one order, under one number for ever (C-8).
type Issue struct{ Order payload.Object }

// send is the order as it was given, each time (C-1).
func (d Issue) send() Request { return Request{"invoice.issue", d.Order} }

func (d Issue) ask() Request { return byOrderNo(d.Order.Text("orderNo")) }

func byOrderNo(orderNo string) Request {
	return Request{"invoice.query", payload.Object{"orderNo": orderNo}}
}

func byInvoiceNo(invoiceNo string) Request {
	return Request{"invoice.query", payload.Object{"invoiceNo": invoiceNo}}
}

func (d Issue) sent(answer wire.Answer) Move {
	switch answer.Code {
	case "0000":
		if !isInvoiceOf(answer.Data, d.Order.Text("orderNo")) {
			return inDoubt
		}
		return issued(answer.Data)
	case "0001", "4003":
		return wait(processing)
	case "4001":
		return d.adopt(answer.Data)
	}
	return refusedBy(answer)
}

func (d Issue) told(answer wire.Answer) Move {
	switch {
	case answer.Code == "4004":
		return Send
	case answer.Code != "0000":
		return notTold(answer)
	}
	switch answer.Data.Text("status") {
	case "processing":
		return wait(processing)
	case "failed":
		return ended("rejected", "the bureau failed the order")
	}
	return d.adopt(answer.Data)
}

// adopt takes an invoice that is there already, if it is this order's and stands (C-9).
func (d Issue) adopt(invoice payload.Object) Move {
	if !isInvoiceOf(invoice, d.Order.Text("orderNo")) {
		return inDoubt
	}
	for _, name := range []string{"amount", "tax", "total"} {
		if !payload.SameDecimal(invoice.Text(name), d.Order.Text(name)) {
			return ended("rejected", "the number holds an invoice with another "+name)
		}
	}
	if invoice.Text("buyerName") != d.Order.Object("buyer").Text("name") {
		return ended("rejected", "the number holds an invoice for another buyer")
	}
	return adoptStanding(invoice)
}

func adoptStanding(invoice payload.Object) Move {
	status := invoice.Text("status")
	if status != "issued" && status != "delivered" {
		return toPerson("the invoice is there, and " + status)
	}
	return issued(invoice)
}

func isInvoiceOf(invoice payload.Object, orderNo string) bool {
	return invoice.Text("invoiceNo") != "" && invoice.Text("orderNo") == orderNo
}
