// Package deed does at the bureau what must be done exactly once, whatever becomes of the answers (C-4 to C-11, C-16).
package deed

import (
	"strings"

	"liandiao-example/internal/payload"
	"liandiao-example/internal/wire"
)

// Deed knows how to do one thing, how to ask whether it is done, and what the answers to the two mean.
type Deed interface {
	send() Request
	ask() Request
	sent(wire.Answer) Move
	told(wire.Answer) Move
}

// Request is a business payload on its way to an interface.
type Request struct {
	Service string
	Data    payload.Object
}

type act int

const (
	send   act = iota
	ask        // whether it is done
	poll       // wait for the bureau, or for somebody to decide, and ask
	doubt      // nothing is known of the last attempt
	refuse     // rejected, if no earlier attempt may have done it (C-8)
	finish
)

// Move is what comes next.
type Move struct {
	act      act
	pollKind pollKind
	outcome  string
	invoice  payload.Object
	message  string
}

// Moves without further words. A new order begins with Send, everything else looks first (C-16, D-6).
var (
	Send    = Move{act: send}
	Ask     = Move{act: ask}
	inDoubt = Move{act: doubt}
)

func wait(kind pollKind) Move { return Move{act: poll, pollKind: kind} }

func issued(invoice payload.Object) Move {
	return Move{act: finish, outcome: "issued", invoice: invoice}
}

func ended(outcome, message string) Move {
	return Move{act: finish, outcome: outcome, message: message}
}

func toPerson(message string) Move { return ended("unknown", message) }

func refused(message string) Move { return Move{act: refuse, message: message} }

// refusedBy reads a code that no deed knows a way around: repair and stop refuse, what is in no table goes to a person.
func refusedBy(answer wire.Answer) Move {
	if strings.ContainsAny(answer.Code[:1], "124") {
		return refused("refused with " + answer.Code)
	}
	return toPerson("answered " + answer.Code)
}

// notTold: what a query is refused with says nothing of what was asked for.
func notTold(answer wire.Answer) Move { return toPerson("the query was answered " + answer.Code) }

// isDefinitive: only refusals after the look-up of the order say that nothing was done (C-8).
func isDefinitive(code string) bool {
	return code == "1001" || code == "4002" || strings.HasPrefix(code, "41")
}
