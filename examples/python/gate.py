"""At most four requests in flight, oldest first, so that a bureau that has just come back is not overrun (C-19)."""

import threading


class _Waiting:
    def __init__(self, command):
        self.command, self.by = command, None
        self.admitted, self.spoken = threading.Event(), threading.Event()


class Gate:
    """`blocked(command, by)` tells the kit who waits for whom (D-4)."""

    def __init__(self, blocked, width=4):
        self.blocked, self.width = blocked, width
        self.inside, self.queue, self.lock = [], [], threading.Lock()

    def enter(self, command):
        """Returns when the request may leave. `spoken` of the result is to be set once its timeout was said."""
        ticket = _Waiting(command)
        with self.lock:
            if len(self.inside) < self.width:
                self.inside.append(command)
                return ticket
            self.queue.append(ticket)
            self._wait(ticket)
        ticket.admitted.wait()
        return ticket

    def leave(self, command):
        """Admits the next one, and goes on when that one has spoken: nobody is seen to wait for nothing."""
        with self.lock:
            self.inside.remove(command)
            admitted = self.queue.pop(0) if self.queue else None
            if admitted:
                self.inside.append(admitted.command)
            for ticket in self.queue:
                if ticket.by not in self.inside:
                    self._wait(ticket)
        if admitted:
            admitted.admitted.set()
            admitted.spoken.wait()

    def _wait(self, ticket):
        ticket.by = self.inside[0]
        self.blocked(ticket.command, ticket.by)
