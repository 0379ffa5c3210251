package deed

import (
	"context"
	"time"

	"liandiao-example/internal/wire"
)

// rung waits as the ladder says and goes on with an attempt to learn or settle the outcome (C-7, C-11).
func (e *Errand) rung(ctx context.Context, then Move) (Move, error) {
	if e.rungs == len(e.Ladder) {
		return toPerson("the ladder is at its end"), nil
	}
	wait := e.Ladder[e.rungs]
	e.rungs++
	if e.polling.on {
		e.polling.pause = max(e.polling.pause, wait) // pauses never shrink (C-10)
	}
	return then, e.Road.Rest(ctx, wait, "retry")
}

const (
	fewestBusyWaits = 8
	longestBusy     = 12 * time.Hour
	busyStep        = 10 * time.Second
	longestBusyStep = 300 * time.Second
)

// busyRow counts busy answers without another between them (C-6).
type busyRow struct {
	count int
	wait  time.Duration
	since time.Time
}

func (e *Errand) backOff(ctx context.Context, answer wire.Answer, again Move) (Move, error) {
	row := &e.busy
	if row.count == 0 {
		row.since = e.Road.Now()
	}
	if row.count >= fewestBusyWaits && e.Road.Now().Sub(row.since) > longestBusy {
		return toPerson("the bureau stays busy"), nil
	}
	row.count++
	if answer.Code == "3003" {
		row.wait = answer.RetryAfter
	} else {
		row.wait = max(answer.RetryAfter, min(longestBusyStep, max(time.Duration(row.count)*busyStep, row.wait)))
	}
	return again, e.Road.Rest(ctx, row.wait, "backoff")
}

// pollKind is how long somebody is waited for: the pauses at least and at most, and all of them together.
type pollKind struct {
	shortest, longest, limit time.Duration
}

var (
	processing = pollKind{longest: time.Minute, limit: 30 * time.Minute}
	// A sheet is asked for every 10 minutes or more (R, 4203) and closes by itself after 72 h (B-5).
	sheetOpen = pollKind{shortest: 10 * time.Minute, longest: 10 * time.Minute, limit: 72*time.Hour + 10*time.Minute}
)

// polling that is off remembers its pause: pauses never shrink, also when an order is sent and accepted again (C-10).
type polling struct {
	on    bool
	kind  pollKind
	since time.Time
	pause time.Duration
}

// Resume takes up the polling of an earlier process, if the bureau had accepted the order. How long its last pause was
// nobody knows any more; it was not longer than all the time since.
func (e *Errand) Resume(acceptedAt time.Time) {
	if !acceptedAt.IsZero() {
		pause := max(e.FirstPoll, e.Road.Now().Sub(acceptedAt))
		e.polling = polling{on: true, kind: processing, since: acceptedAt, pause: pause}
	}
}

// poll waits and asks; when the limit is over at the hour of a poll, it goes to a person instead (C-10).
func (e *Errand) poll(ctx context.Context, kind pollKind) (Move, error) {
	p := &e.polling
	if p.on && p.kind == kind {
		p.pause = min(kind.longest, p.pause*2)
	} else {
		*p = polling{on: true, kind: kind, since: e.Road.Now(), pause: min(kind.longest, max(e.FirstPoll, kind.shortest, p.pause))}
		if kind == processing {
			e.Road.Accepted(p.since)
		}
	}
	if err := e.Road.Rest(ctx, p.pause, "poll"); err != nil {
		return Move{}, err
	}
	if e.Road.Now().Sub(p.since) >= kind.limit {
		return toPerson("waited long enough"), nil
	}
	return Ask, nil
}
