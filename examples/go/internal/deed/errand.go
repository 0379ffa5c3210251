package deed

import (
	"context"
	"errors"
	"time"

	"liandiao-example/internal/payload"
	"liandiao-example/internal/road"
	"liandiao-example/internal/wire"
)

// Road is what an errand goes by.
type Road interface {
	// Attempt sends once.
	Attempt(ctx context.Context, request Request) (wire.Answer, error)
	// Rest waits on the session's clock; an error says that the session is over.
	Rest(ctx context.Context, wait time.Duration, reason string) error
	// Accepted is told since when the bureau has been at it.
	Accepted(at time.Time)
	Now() time.Time
}

// Errand carries one deed from its first request to its outcome.
type Errand struct {
	Deed      Deed
	Road      Road
	Ladder    []time.Duration
	FirstPoll time.Duration
	// Unknown: an attempt has been made whose outcome is not known (C-8), in an earlier process even.
	Unknown bool

	last     wire.Answer // the last believed one
	resigned bool
	rungs    int
	patience patience
	polling  polling
}

// Run comes back with the outcome as D-2 has it, or with an error when the session is over.
func (e *Errand) Run(ctx context.Context, move Move) (payload.Object, error) {
	var err error
	for move.act != finish && err == nil {
		move, err = e.step(ctx, move)
	}
	result := payload.Object{"outcome": move.outcome, "message": move.message, "invoice": move.invoice, "returnCode": nil}
	if e.last.Code != "" {
		result["returnCode"] = e.last.Code
	}
	if e.last.Code == "1001" {
		result["errors"] = e.last.Data["errors"]
	}
	return result, err
}

func (e *Errand) step(ctx context.Context, move Move) (Move, error) {
	switch move.act {
	case send:
		e.polling.on = false
		return e.exchange(ctx, move)
	case ask:
		return e.exchange(ctx, move)
	case poll:
		return e.poll(ctx, move.pollKind, 0)
	case doubt:
		e.Unknown = true
		if e.polling.on {
			return e.poll(ctx, e.polling.kind, 0) // an unreadable poll counts as a poll (C-10)
		}
		return e.rung(ctx, Ask)
	}
	if e.Unknown && !isDefinitive(e.last.Code) {
		return toPerson(move.message + ", and may be done all the same"), nil
	}
	return ended("rejected", move.message), nil
}

// exchange sends or asks. Busy answers, unknown outcomes and stale stamps mean the same for every deed.
func (e *Errand) exchange(ctx context.Context, move Move) (Move, error) {
	request, understand := e.Deed.ask(), e.Deed.told
	if move.act == send {
		request, understand = e.Deed.send(), e.Deed.sent
	}
	answer, err := e.Road.Attempt(ctx, request)
	switch {
	case ctx.Err() != nil:
		return move, ctx.Err()
	case errors.Is(err, road.ErrNotSent) && e.polling.on:
		return e.poll(ctx, e.polling.kind, e.ladderWait()) // neither shorter than C-10 has it nor than C-11
	case errors.Is(err, road.ErrNotSent) && e.Unknown:
		return e.rung(ctx, Ask)
	case errors.Is(err, road.ErrNotSent):
		return e.rung(ctx, move)
	case err != nil:
		return inDoubt, nil
	}
	e.last = answer
	if answer.Code == "3001" || answer.Code == "3003" || answer.Code == "3004" {
		return e.backOff(ctx, answer, move)
	}
	e.patience = patience{}
	switch answer.Code {
	case "2003", "2004":
		if !e.resigned {
			e.resigned = true
			return move, nil
		}
	case "3002", "9999":
		return inDoubt, nil
	}
	return understand(answer), nil
}
