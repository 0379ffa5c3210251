package book

import (
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"github.com/emmansun/gmsm/sm3"

	"liandiao-example/internal/payload"
)

// RetentionYears is how long the log is kept; this client deletes nothing of it (C-13).
const RetentionYears = 5

const (
	mostShown      = 5000
	mostShownBytes = 900_000 // of a line of 1 MiB, with room for what stands around the entries (D-7)
)

// auditLog is a chain: each entry carries the hash of the one before, so that no change goes unseen (C-13, D-7).
type auditLog struct {
	lines   lines
	entries []payload.Object
}

func (l *auditLog) read(entry payload.Object) { l.entries = append(l.entries, entry) }

func (l *auditLog) knows(nonce string) bool {
	return slices.ContainsFunc(l.entries, func(entry payload.Object) bool { return entry.Text("nonce") == nonce })
}

func (l *auditLog) add(attempt payload.Object, returnCode, failure any) error {
	entry := maps.Clone(attempt)
	entry["returnCode"], entry["error"] = returnCode, failure
	entry["previous"] = strings.Repeat("0", 64)
	if len(l.entries) > 0 {
		entry["previous"] = l.entries[len(l.entries)-1].Text("hash")
	}
	hash := sm3.Sum(append([]byte(entry.Text("previous")), payload.JSON(entry)...))
	entry["hash"] = hex.EncodeToString(hash[:])
	l.read(entry)
	return l.lines.add(entry)
}

// Attempted completes an attempt in the audit log: by the return code that is believed, or by what went wrong.
func (b *Book) Attempted(attempt payload.Object, returnCode string, failure error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if failure != nil {
		return b.log.add(attempt, nil, failure.Error())
	}
	return b.log.add(attempt, returnCode, nil)
}

// Entries shows the audit log, without the oldest where there is more than a line holds.
func (b *Book) Entries() []payload.Object {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := b.log.entries
	from := len(all)
	for room := mostShownBytes; from > 0 && len(all)-from < mostShown; from-- {
		if room -= len(payload.JSON(all[from-1])) + 1; room < 0 {
			break
		}
	}
	return slices.Clone(all[from:])
}
