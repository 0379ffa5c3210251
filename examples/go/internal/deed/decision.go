package deed

import (
	"slices"

	"liandiao-example/internal/payload"
	"liandiao-example/internal/wire"
)

// Decision says yes (Y), no (N) or takes back (C) on a confirmation sheet; the sheet tells whether it is done.
type Decision struct{ SheetNo, Decision string }

// decided are the states in which a decision has come true (B-5).
var decided = map[string][]string{"Y": {"04"}, "N": {"05", "06"}, "C": {"08", "09"}}

// undecided are those in which there is something to decide; a confirmed one can still be withdrawn.
var undecided = map[string][]string{"Y": {"02", "03"}, "N": {"02", "03"}, "C": {"01", "02", "03", "04"}}

func (d Decision) send() Request {
	return Request{"red.confirm", payload.Object{"sheetNo": d.SheetNo, "decision": d.Decision}}
}

func (d Decision) ask() Request { return bySheetNo(d.SheetNo) }

func bySheetNo(sheetNo string) Request {
	return Request{"red.query", payload.Object{"sheetNo": sheetNo}}
}

func (d Decision) sent(answer wire.Answer) Move {
	if answer.Code == "0000" {
		return ended("done", "decided")
	}
	return refusedBy(answer)
}

func (d Decision) told(answer wire.Answer) Move {
	state := answer.Data.Text("state")
	switch {
	case answer.Code == "4004":
		return refused("there is no such sheet")
	case answer.Code != "0000":
		return notTold(answer)
	case slices.Contains(decided[d.Decision], state):
		return ended("done", "decided already")
	case slices.Contains(undecided[d.Decision], state):
		return Send
	}
	return refused("the sheet is in state " + state)
}
