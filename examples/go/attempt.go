package main

import (
	"context"
	"errors"
	"time"

	"liandiao-example/internal/clock"
	"liandiao-example/internal/deed"
	"liandiao-example/internal/payload"
	"liandiao-example/internal/wire"
)

var errNoAnswer = errors.New("no answer in time")

// Attempt sends once. At the moment it may leave it is written down and its timeout said, and only then sent; when its end
// is known, it is entered in the audit log.
func (c *command) Attempt(ctx context.Context, request deed.Request) (answer wire.Answer, err error) {
	ctx, giveUp := context.WithCancelCause(ctx)
	defer giveUp(nil)
	var draft payload.Object
	var body []byte
	stop := func() {}
	err = c.gate.Enter(ctx, c.id, c.age, func() {
		now, nonce := c.clock.Now(), wire.NewNonce()
		draft = payload.Object{
			"at": now.In(wire.China).Format(clock.Stamp), "command": c.kind, "interface": request.Service,
			"orderNo": request.Data["orderNo"], "nonce": nonce, "parameters": request.Data,
		}
		c.fail(c.id, c.book.Attempting(c.id, draft))
		body = c.application.WriteRequest(request.Service, request.Data, nonce, now)
		timeout := c.settings.Milliseconds("responseTimeoutMs")
		stop = c.clock.After(clock.Wait{Command: c.id, Reason: "response-timeout", Nonce: nonce, Duration: timeout},
			func() { giveUp(errNoAnswer) })
	})
	if err != nil {
		return answer, err
	}
	defer c.gate.Leave(c.id)
	c.attempts++
	text, err := c.road.Post(ctx, request.Service, body)
	stop()
	if err == nil {
		answer, err = c.application.ReadAnswer(text, draft.Text("nonce"))
	}
	c.fail(c.id, c.book.Attempted(draft, answer.Code, err))
	return answer, err
}

// Rest waits on the session's clock.
func (c *command) Rest(ctx context.Context, wait time.Duration, reason string) error {
	over := make(chan struct{})
	c.clock.After(clock.Wait{Command: c.id, Reason: reason, Duration: wait}, func() { close(over) })
	select {
	case <-over:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Accepted remembers since when the bureau has been at it, for the process after this one.
func (c *command) Accepted(at time.Time) { c.fail(c.id, c.book.Accepted(c.id, at)) }

// Now is the session's time.
func (c *command) Now() time.Time { return c.clock.Now() }
