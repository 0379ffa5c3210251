package clock

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"liandiao-example/internal/payload"
)

var sleeps atomic.Int64

// Virtual is the last `now` that the kit told; every wait is said and ends by its wake (D-4).
type Virtual struct {
	session string
	say     func(payload.Object)
	mu      sync.Mutex
	now     time.Time
	open    map[string]func()
}

// NewVirtual makes the clock of a session; say writes a line to the kit.
func NewVirtual(session, now string, say func(payload.Object)) *Virtual {
	clock := &Virtual{session: session, say: say, open: map[string]func(){}}
	clock.Tell(now)
	return clock
}

// Now is the session's time.
func (v *Virtual) Now() time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.now
}

// Tell takes the time that a line of the kit bears.
func (v *Virtual) Tell(now string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if told, err := time.Parse(Stamp, now); err == nil {
		v.now = told
	}
}

// After says the sleep, and when it is stopped before its wake, the cancel.
func (v *Virtual) After(wait Wait, run func()) func() {
	id := fmt.Sprintf("w%d", sleeps.Add(1))
	v.mu.Lock()
	v.open[id] = run
	v.mu.Unlock()
	sleep := payload.Object{
		"type": "sleep", "id": id, "session": v.session, "command": wait.Command,
		"milliseconds": wait.Duration.Milliseconds(), "reason": wait.Reason,
	}
	if wait.Nonce != "" {
		sleep["nonce"] = wait.Nonce
	}
	v.say(sleep)
	return func() {
		if v.take(id) != nil {
			v.say(payload.Object{"type": "cancel", "id": id})
		}
	}
}

// Wake ends a sleep; one that nobody knows is ignored.
func (v *Virtual) Wake(id, now string) {
	if run := v.take(id); run != nil {
		v.Tell(now)
		run()
	}
}

func (v *Virtual) take(id string) func() {
	v.mu.Lock()
	defer v.mu.Unlock()
	run := v.open[id]
	delete(v.open, id)
	return run
}
