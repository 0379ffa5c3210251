// Package road leads to the bureau: one attempt over verified TLS, at most four at a time.
package road

import (
	"context"
	"slices"
	"sync"
)

const lanes = 4

// Gate lets four requests be in flight, the oldest command first, so that a bureau that came back stays (C-19).
type Gate struct {
	// Blocked tells the kit who waits for whom (D-4).
	Blocked func(command, by string)

	mu      sync.Mutex
	inside  []string
	waiting []*ticket
}

type ticket struct {
	command  string
	age      int
	by       string
	begin    func()
	admitted chan struct{}
}

// Enter comes back when the request may leave. begin is run at that very moment, before anybody else goes on:
// a command that has been let in and has not said so would be taken for one that rests (D-4).
func (g *Gate) Enter(ctx context.Context, command string, age int, begin func()) error {
	t := &ticket{command: command, age: age, begin: begin, admitted: make(chan struct{})}
	g.mu.Lock()
	g.waiting = append(g.waiting, t)
	g.admit()
	g.mu.Unlock()
	select {
	case <-t.admitted:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Leave makes room.
func (g *Gate) Leave(command string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	at := slices.Index(g.inside, command)
	g.inside = slices.Delete(g.inside, at, at+1)
	g.admit()
}

func (g *Gate) admit() {
	slices.SortStableFunc(g.waiting, func(a, b *ticket) int { return a.age - b.age })
	for len(g.waiting) > 0 && len(g.inside) < lanes {
		next := g.waiting[0]
		g.waiting = g.waiting[1:]
		g.inside = append(g.inside, next.command)
		next.begin()
		close(next.admitted)
	}
	for _, t := range g.waiting {
		if !slices.Contains(g.inside, t.by) {
			t.by = g.inside[0]
			g.Blocked(t.command, t.by)
		}
	}
}
