package deed

import "liandiao-example/internal/payload"

// fullPage: whoever shows fewer has no further page (P).
const fullPage = 500

// toldOfSheets follows a sheet about the original that is neither closed nor used; else it looks on, and sends at last.
func (d *Red) toldOfSheets(page payload.Object) Move {
	sheets := page.Objects("sheets")
	for _, sheet := range sheets {
		about := sheet.Text("originalInvoiceNo") == d.Request.Text("originalInvoiceNo")
		if about && sheet.Text("issued") != "Y" && sheet.Text("state") <= "04" {
			return d.follow(sheet)
		}
	}
	switch {
	case len(sheets) >= fullPage:
		d.page++
		return Ask
	case d.look == atSellersSheets:
		return d.turnTo(atBuyersSheets)
	}
	return Send
}

// follow goes by the state of a sheet (B-5).
func (d *Red) follow(sheet payload.Object) Move {
	state := sheet.Text("state")
	switch {
	case sheet.Text("issued") == "Y":
		d.redNo = sheet.Text("redInvoiceNo")
		return d.turnTo(atRedInvoice)
	case state == "02" || state == "03":
		d.sheetNo, d.look = sheet.Text("sheetNo"), atSheet
		return wait(sheetOpen)
	case state == "01" || state == "04":
		d.sheetNo = sheet.Text("sheetNo")
		return d.turnTo(atOwnNumber)
	}
	return refused("the sheet is closed, in state " + state)
}
