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
	return then, e.Road.Rest(ctx, wait, "retry")
}

const (
	fewestBusyWaits = 8
	longestBusy     = 12 * time.Hour
	busyStep        = 10 * time.Second
	longestBusyStep = 300 * time.Second
)

// patience is how often and since when the bureau has sent away; its row are the busy answers without another between.
type patience struct {
	waits int
	since time.Time
	row   int
	wait  time.Duration // the last of the row
}

// backOff waits longer with each 3001 or 3004 in a row; 3003 is none of them and says itself how long (C-6).
func (e *Errand) backOff(ctx context.Context, answer wire.Answer, again Move) (Move, error) {
	p := &e.patience
	if p.waits == 0 {
		p.since = e.Road.Now()
	}
	if p.waits >= fewestBusyWaits && e.Road.Now().Sub(p.since) > longestBusy {
		return toPerson("the bureau stays busy"), nil
	}
	p.waits++
	if answer.Code == "3003" {
		p.row, p.wait = 0, 0
		return again, e.Road.Rest(ctx, answer.RetryAfter, "backoff")
	}
	p.row++
	p.wait = max(answer.RetryAfter, min(longestBusyStep, max(time.Duration(p.row)*busyStep, p.wait)))
	return again, e.Road.Rest(ctx, p.wait, "backoff")
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
	// refused connections, each of which wants the next wait of the ladder (C-11)
	refused int
}

func (e *Errand) ladderWait() time.Duration {
	if len(e.Ladder) == 0 {
		return 0
	}
	e.polling.refused++
	return e.Ladder[min(e.polling.refused, len(e.Ladder))-1]
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
func (e *Errand) poll(ctx context.Context, kind pollKind, atLeast time.Duration) (Move, error) {
	p := &e.polling
	if p.on && p.kind == kind {
		p.pause = min(kind.longest, p.pause*2)
	} else {
		*p = polling{on: true, kind: kind, since: e.Road.Now(), pause: min(kind.longest, max(e.FirstPoll, kind.shortest, p.pause))}
		if kind == processing {
			e.Road.Accepted(p.since)
		}
	}
	p.pause = max(p.pause, atLeast)
	if err := e.Road.Rest(ctx, p.pause, "poll"); err != nil {
		return Move{}, err
	}
	if e.Road.Now().Sub(p.since) >= kind.limit {
		return toPerson("waited long enough"), nil
	}
	return Ask, nil
}
