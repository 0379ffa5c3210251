package main

import (
	"context"
	"sync"
	"time"

	"liandiao-example/internal/book"
	"liandiao-example/internal/clock"
	"liandiao-example/internal/payload"
	"liandiao-example/internal/road"
	"liandiao-example/internal/wire"
)

// session is one taxpayer's world: keys, clock, state on disk, and the commands that are under way in it.
type session struct {
	name        string
	ctx         context.Context
	cancel      context.CancelFunc
	clock       clock.Clock
	application wire.Application
	road        *road.Road
	gate        *road.Gate
	book        *book.Book
	settings    payload.Object
	ladder      []time.Duration

	mu       sync.Mutex
	underWay map[string]*command // by subject
	commands int
}

func openSession(opening payload.Object, clock clock.Clock) (*session, error) {
	s := &session{
		name: opening.Text("session"), clock: clock, settings: opening.Object("settings"), underWay: map[string]*command{},
	}
	waits, _ := s.settings["retryLadderMs"].([]any)
	for _, wait := range waits {
		s.ladder = append(s.ladder, payload.Object{"wait": wait}.Milliseconds("wait"))
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.gate = &road.Gate{Blocked: s.blocked}
	var err error
	s.application, err = wire.NewApplication(
		opening.Text("appId"), opening.Text("appSecret"), opening.Text("sm4Key"), opening.Text("encryptType"))
	if err != nil {
		return nil, err
	}
	if s.road, err = road.New(opening.Text("baseUrl"), opening.Text("ca")); err != nil {
		return nil, err
	}
	s.book, err = book.Open(opening.Text("stateDir"))
	return s, err
}

func (s *session) blocked(command, by string) {
	say(payload.Object{"type": "blocked", "id": command, "session": s.name, "command": command, "by": by})
}

func (s *session) close() error {
	s.cancel()
	return s.book.Close()
}

// fail ends a session whose disk fails: a client that cannot write down what it does must not do it.
func (s *session) fail(id string, err error) {
	if err != nil && s.ctx.Err() == nil {
		say(payload.Object{"type": "error", "id": id, "message": err.Error()})
		s.cancel()
	}
}
