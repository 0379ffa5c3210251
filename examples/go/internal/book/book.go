package book

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"liandiao-example/internal/payload"
)

// Owed is a command without a result yet.
type Owed struct {
	Command    payload.Object
	Attempts   int
	AcceptedAt time.Time // zero: not accepted (0001)
	last       payload.Object
}

// Book is the state of one session. Its file tells, line by line, what became of each command.
type Book struct {
	mu    sync.Mutex
	state lines
	log   auditLog
	owed  []*Owed
}

// Open reads what an earlier process has left in the folder, and enters in the audit log what the kill has cut short.
func Open(folder string) (*Book, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	b := &Book{}
	var ofLog, ofState error
	b.log.lines, ofLog = openLines(filepath.Join(folder, "audit.ndjson"), b.log.read)
	b.state, ofState = openLines(filepath.Join(folder, "commands.ndjson"), b.read)
	if err := errors.Join(ofLog, ofState); err != nil {
		return nil, err
	}
	for _, owed := range b.owed {
		if owed.last != nil && !b.log.knows(owed.last.Text("nonce")) {
			if err := b.log.add(owed.last, nil, "the process ended before an answer"); err != nil {
				return nil, err
			}
		}
	}
	return b, nil
}

func (b *Book) read(line payload.Object) {
	if command := line.Object("command"); command != nil {
		b.owed = append(b.owed, &Owed{Command: command})
		return
	}
	at := slices.IndexFunc(b.owed, func(owed *Owed) bool { return owed.Command.Text("id") == line.Text("id") })
	switch {
	case at < 0:
	case line["attempt"] != nil:
		b.owed[at].Attempts++
		b.owed[at].last = line.Object("attempt")
	case line["acceptedAt"] != nil:
		b.owed[at].AcceptedAt, _ = time.Parse(time.RFC3339Nano, line.Text("acceptedAt"))
	case line["outcome"] != nil:
		b.owed = slices.Delete(b.owed, at, at+1)
	}
}

// Owed are the commands that an earlier process has left open, oldest first.
func (b *Book) Owed() []*Owed { return b.owed }

// Begin writes a command down before anything is done for it (C-15).
func (b *Book) Begin(command payload.Object) error { return b.add(payload.Object{"command": command}) }

// Accepted remembers since when the bureau has been at it (C-10).
func (b *Book) Accepted(id string, at time.Time) error {
	return b.add(payload.Object{"id": id, "acceptedAt": at.Format(time.RFC3339Nano)})
}

// Attempting writes an attempt down before it leaves.
func (b *Book) Attempting(id string, attempt payload.Object) error {
	return b.add(payload.Object{"id": id, "attempt": attempt})
}

// End is written before the result is said: a result that was heard is never said again.
func (b *Book) End(id, outcome string) error {
	return b.add(payload.Object{"id": id, "outcome": outcome})
}

func (b *Book) add(line payload.Object) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.state.add(line)
}

// Close ends the session's use of the disk.
func (b *Book) Close() error { return errors.Join(b.state.file.Close(), b.log.lines.file.Close()) }
