// Package clock keeps the time of one session: the kit's virtual one, or the machine's (D-4, D-10).
package clock

import "time"

// Stamp is the form in which section D writes moments.
const Stamp = "2006-01-02T15:04:05.000-07:00"

// Wait is a wait as it is said to the kit; of a response timeout, Nonce names the request.
type Wait struct {
	Command, Reason, Nonce string
	Duration               time.Duration
}

// Clock gives the time and lets it pass.
type Clock interface {
	Now() time.Time
	// After runs what is given when the time is up, unless it is stopped before.
	After(wait Wait, run func()) (stop func())
	// Tell and Wake take what the kit says of the time; a real clock does not listen.
	Tell(now string)
	Wake(id, now string)
}

// Real is the machine's time, or one that runs rate times as fast since an instant (D-10).
type Real struct {
	since time.Time
	rate  float64
}

// NewReal takes what the kit's hello said; without a rate time is what it is.
func NewReal(rate float64, since string) Real {
	from, err := time.Parse(Stamp, since)
	if rate == 0 || err != nil {
		return Real{time.Now(), 1}
	}
	return Real{from, rate}
}

// Now is as precise as the machine.
func (r Real) Now() time.Time {
	return r.since.Add(time.Duration(float64(time.Since(r.since)) * r.rate))
}

// After keeps silent: a client on a real clock need not say its sleeps.
func (r Real) After(wait Wait, run func()) func() {
	timer := time.AfterFunc(time.Duration(float64(wait.Duration)/r.rate), run)
	return func() { timer.Stop() }
}

// Tell has nothing to tell a clock that runs by itself.
func (r Real) Tell(string) {}

// Wake wakes nobody: nothing was said to sleep.
func (r Real) Wake(string, string) {}
