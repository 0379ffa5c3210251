package main

import (
	"maps"
	"time"

	"liandiao-example/internal/book"
	"liandiao-example/internal/deed"
	"liandiao-example/internal/payload"
	"liandiao-example/internal/precheck"
)

// command is one command of the kit, and the road on which its deed is done.
type command struct {
	*session
	id, kind   string
	message    payload.Object
	subject    string // an order, an invoice or a sheet: one command at a time works on it (C-6)
	deed       deed.Deed
	age        int
	attempts   int
	acceptedAt time.Time
	first      deed.Move
	over       chan struct{}
	result     payload.Object
}

// read knows the commands of D-1 that this client has; deed stays nil for others.
func (s *session) read(message payload.Object) *command {
	c := &command{session: s, id: message.Text("id"), kind: message.Text("command"), message: message,
		first: deed.Ask, over: make(chan struct{})}
	request := message.Object("request")
	switch {
	case c.kind == "issue":
		c.deed, c.subject = deed.Issue{Order: message.Object("order")}, "order "+message.Object("order").Text("orderNo")
		c.first = deed.Send
	case c.kind == "query":
		c.deed, c.subject = deed.Query{OrderNo: message.Text("orderNo")}, "order "+message.Text("orderNo")
	case c.kind == "red" && request != nil:
		c.deed, c.subject = &deed.Red{Request: request, Now: c.Now}, "order "+request.Text("orderNo")
	case c.kind == "red" && message.Text("sheetNo") != "":
		c.deed = deed.Decision{SheetNo: message.Text("sheetNo"), Decision: message.Text("decision")}
		c.kind, c.subject = "red "+message.Text("decision"), "sheet "+message.Text("sheetNo")
	case c.kind == "void" && request != nil:
		c.deed, c.subject = deed.Void{Request: request}, "invoice "+request.Text("invoiceNo")
	}
	return c
}

// begin takes a command of the kit. What is done at the bureau is written down first (C-15).
func (s *session) begin(message payload.Object) {
	c := s.read(message)
	switch {
	case c.kind == "audit":
		c.say(payload.Object{"outcome": "done", "retentionYears": book.RetentionYears, "entries": s.book.Entries()})
	case c.deed == nil:
		c.say(payload.Object{"outcome": "unsupported", "message": "this client has no such command"})
	default:
		s.fail(c.id, s.book.Begin(message))
		c.start()
	}
}

// resume takes up what an earlier process has left open, unasked, and begins with a query (D-6).
func (s *session) resume() {
	for _, owed := range s.book.Owed() {
		c := s.read(owed.Command)
		c.attempts, c.acceptedAt, c.first = owed.Attempts, owed.AcceptedAt, deed.Ask
		c.start()
	}
}

// start takes the turn or says who has it, in the order in which commands came; the work goes on beside.
func (c *command) start() {
	c.commands++
	c.age = c.commands
	go c.work(c.takeTurn())
}

// takeTurn gives the command that works on the same subject, or nil when it is this one's turn.
func (c *command) takeTurn() *command {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := c.underWay[c.subject]
	if before == nil {
		c.underWay[c.subject] = c
	} else {
		c.blocked(c.id, before.id)
	}
	return before
}

// work: a second command of the same kind ends with the first one's outcome (D-4), another waits for its turn.
func (c *command) work(before *command) {
	for ; before != nil; before = c.takeTurn() {
		select {
		case <-before.over:
		case <-c.ctx.Done():
			return
		}
		if before.kind == c.kind {
			c.end(maps.Clone(before.result))
			return
		}
	}
	result, err := c.carry()
	if err != nil {
		return // the session is over, and the command stays owed
	}
	c.mu.Lock()
	delete(c.underWay, c.subject) // before the result is heard: a command that follows it joins nobody
	c.mu.Unlock()
	c.end(result)
	close(c.over)
}

func (c *command) carry() (payload.Object, error) {
	if c.kind == "issue" {
		if errors := precheck.Check(c.message.Object("order")); len(errors) > 0 {
			return payload.Object{"outcome": "invalid", "message": "refused before sending", "errors": errors}, nil
		}
	}
	errand := deed.Errand{
		Deed: c.deed, Road: c, Ladder: c.ladder, FirstPoll: c.settings.Milliseconds("pollFirstMs"), Unknown: c.attempts > 0,
	}
	errand.Resume(c.acceptedAt)
	result, err := errand.Run(c.ctx, c.first)
	if invoice, _ := result["invoice"].(payload.Object); c.kind == "query" {
		result["late"] = deed.IsLate(invoice, c.Now(), c.settings.Milliseconds("deliveryDueMs"))
	}
	return result, err
}

// end writes the result down before it is said: one that was heard is never said again (D-6).
func (c *command) end(result payload.Object) {
	c.result = result
	c.fail(c.id, c.book.End(c.id, result.Text("outcome")))
	c.say(result)
}

func (c *command) say(result payload.Object) {
	whole := payload.Object{"invoice": nil, "returnCode": nil, "message": ""}
	maps.Copy(whole, result)
	whole["type"], whole["id"], whole["attempts"] = "result", c.id, c.attempts
	say(whole)
}
