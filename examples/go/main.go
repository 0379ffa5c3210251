// A small invoicing client in Go behind the driver of section D, level 1, written from the specification alone.
//
// Build it with Go 1.22 or newer; the modules are fetched once, after that it builds offline:
//
//	examples/go/build.sh          # or in this folder: go build -o invoicing .
//
// Certify it, and run what no scenario thought of:
//
//	npm run --silent liandiao -- certify --client examples/go/invoicing --out report
//	npm run --silent liandiao -- certify --client examples/go/invoicing --soak 50 --out report
//
// To write one in another language, read internal/deed first: what to do after each answer stands there. internal/wire is
// section E, internal/precheck section P, internal/clock what D-4 says of time, internal/road one attempt over TLS,
// internal/book what survives a kill; this package speaks section D.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"liandiao-example/internal/clock"
	"liandiao-example/internal/payload"
)

// What is not named here is not claimed, and not there: callback, sync, xml, sm2, rollout.
var capabilities = []string{"core", "restart", "red", "void", "audit"}

var writing sync.Mutex

// say writes one line to the kit.
func say(message payload.Object) {
	writing.Lock()
	defer writing.Unlock()
	os.Stdout.Write(append(payload.JSON(message), '\n'))
}

// driver is the kit's partner: one process, any number of sessions.
type driver struct {
	hello    payload.Object
	sessions map[string]*session
}

func main() {
	d := driver{sessions: map[string]*session{}}
	for lines := json.NewDecoder(os.Stdin); ; {
		var line payload.Object
		err := lines.Decode(&line)
		if errors.Is(err, io.EOF) {
			return
		}
		if err == nil {
			err = d.hear(line)
		}
		if err != nil {
			say(payload.Object{"type": "error", "id": line["id"], "message": err.Error()})
			os.Exit(1)
		}
	}
}

func (d *driver) hear(line payload.Object) error {
	kind, s := line.Text("type"), d.sessions[line.Text("session")]
	switch {
	case kind == "hello":
		d.greet(line)
	case kind == "open":
		return d.open(line)
	case s == nil: // closed, or never opened
	case kind == "command":
		s.clock.Tell(line.Text("now"))
		s.begin(line)
	case kind == "wake":
		s.clock.Wake(line.Text("id"), line.Text("now"))
	case kind == "close":
		delete(d.sessions, s.name)
		return s.close()
	}
	return nil
}

func (d *driver) greet(hello payload.Object) {
	d.hello = hello
	answer := payload.Object{
		"type": "hello", "name": "liandiao-example-go", "version": "0.1.0", "language": "Go",
		"capabilities": capabilities, "clock": hello.Text("clock"),
	}
	if rate, asked := hello["rate"]; asked {
		answer["rate"] = rate
	}
	say(answer)
}

func (d *driver) open(opening payload.Object) error {
	rate, _ := d.hello["rate"].(float64)
	var time clock.Clock = clock.NewReal(rate, d.hello.Text("since"))
	if d.hello.Text("clock") == "virtual" {
		time = clock.NewVirtual(opening.Text("session"), opening.Text("now"), say)
	}
	s, err := openSession(opening, time)
	if err != nil {
		return fmt.Errorf("session %s: %w", opening.Text("session"), err)
	}
	d.sessions[s.name] = s
	say(payload.Object{"type": "opened", "session": s.name})
	if opening["resume"] == true {
		s.resume()
	}
	return nil
}
