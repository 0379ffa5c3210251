"""One order from command to outcome: ladder, busy answers, polling, unknown outcomes (C-4 to C-11)."""

from decimal import Decimal

import precheck
from attempt import NotSent, UnknownOutcome

MAX_BUSY_WAITS = 10
POLL_LIMIT_MS = 30 * 60 * 1000
DEFINITIVE = ("1001", "4002", "4101", "4102", "4103")
BUSY = ("3001", "3003", "3004")


class Person(Exception):
    """The order goes to a person as `unknown`, with what the last believed answer said."""


class OrderProcedure:
    """Carries one order; `attempt(interface, payload)` sends once, `rest(ms, reason)` waits on the session's clock."""

    def __init__(self, order, attempt, rest, now_ms, settings):
        self.order, self.attempt, self.rest, self.now_ms = order, attempt, rest, now_ms
        self.ladder = list(settings["retryLadderMs"])
        self.poll_first = settings["pollFirstMs"]
        self.attempts = 0
        self.return_code = None
        self.unknown = self.looking = False
        self.rungs_used = 0
        self.busy_row = 0
        self.busy_wait = 0
        self.resigned = False
        self.accepted_at = None
        self.poll_pause = 0

    def issue(self):
        errors = precheck.precheck(self.order)
        if errors:
            return self._result("invalid", message="refused before sending", errors=errors)
        return self._run(self._send)

    def settle(self):
        """After a restart: asks first what became of the order (D-6)."""
        self.unknown = True
        return self._run(self._ask)

    def look(self):
        """The command `query`: what the bureau has of the order. Patient with a busy bureau, and content with not knowing."""
        self.looking = True
        return self._run(self._ask)

    def _run(self, step):
        try:
            while callable(step):
                step = step()
            return step
        except Person as reason:
            return self._result("unknown", message=str(reason))

    def _send(self):
        return self._exchange("invoice.issue", self.order, self._after_issue)

    def _ask(self):
        return self._exchange("invoice.query", {"orderNo": self.order["orderNo"]}, self._after_query)

    def _exchange(self, interface, payload, understand):
        again = self._send if interface == "invoice.issue" else self._ask
        self.attempts += 1
        try:
            answer = self.attempt(interface, payload)
        except NotSent as error:
            if self.looking:
                raise Person(str(error)) from error
            return self._rung(again if self.accepted_at is not None else self._ask if self.unknown else self._send)
        except UnknownOutcome as error:
            if self.looking:
                raise Person(str(error)) from error
            if self.accepted_at is not None:
                return self._poll()
            self.unknown = True
            return self._rung(self._ask)
        code = self.return_code = answer["returnCode"]
        if code in BUSY:
            return self._busy(code, int(answer.get("retryAfter") or 10), again)
        self.busy_row = self.busy_wait = 0
        if code in ("2003", "2004") and not self.resigned:
            self.resigned = True
            return again
        if self.looking:
            return self._after_look(code, answer["payload"])
        if code in ("3002", "9999"):
            self.unknown = True
            return self._poll() if self.accepted_at is not None else self._rung(self._ask)
        return understand(code, answer["payload"])

    def _after_issue(self, code, payload):
        if code == "0000":
            return self._result("issued", invoice=payload)
        if code in ("0001", "4003"):
            return self._poll()
        if code == "4001":
            return self._adopt(payload)
        if code in DEFINITIVE or not self.unknown:
            return self._result("rejected", message=f"refused with {code}", errors=payload.get("errors"))
        raise Person(f"stopped by {code} while the outcome is unknown")

    def _after_query(self, code, payload):
        if code == "4004":
            self.accepted_at = None
            return self._send
        if code != "0000":
            raise Person(f"the query was refused with {code}")
        status = payload.get("status")
        if status == "processing":
            return self._poll()
        if status == "failed":
            return self._result("rejected", message="the bureau failed the order")
        return self._adopt(payload)

    def _after_look(self, code, invoice):
        if code == "4004" or invoice.get("status") == "failed":
            return self._result("rejected", message="there is no such invoice")
        if code != "0000":
            raise Person(f"the query was answered {code}")
        if invoice["status"] == "processing":
            return self._result("processing")
        return self._result("issued", invoice=invoice)

    def _adopt(self, invoice):
        if invoice.get("status") not in ("issued", "delivered"):
            raise Person(f"the invoice of this order is {invoice.get('status')}")
        same = all(Decimal(invoice.get(name, "NaN")) == Decimal(self.order[name]) for name in ("amount", "tax", "total"))
        if not same or invoice.get("buyerName") != self.order["buyer"]["name"]:
            return self._result("rejected", message="the number holds another invoice")
        return self._result("issued", invoice=invoice)

    def _rung(self, then):
        if self.rungs_used == len(self.ladder):
            raise Person("the ladder is exhausted")
        wait = self.ladder[self.rungs_used]
        self.rest(wait, "retry")
        self.rungs_used += 1
        self.poll_pause = max(self.poll_pause, wait)  # pauses between polls never shrink (C-10)
        return then

    def _busy(self, code, retry_after, again):
        if self.busy_row == MAX_BUSY_WAITS:
            raise Person("the bureau stays busy")
        self.busy_row += 1
        if code == "3003":
            wait = retry_after * 1000
        else:
            wait = max(retry_after * 1000, min(300_000, max(self.busy_row * 10_000, self.busy_wait)))
        self.busy_wait = wait
        self.rest(wait, "backoff")
        return again

    def _poll(self):
        now = self.now_ms()
        if self.accepted_at is None:
            self.accepted_at, self.poll_pause = now, self.poll_first
        else:
            self.poll_pause = min(60_000, self.poll_pause * 2)
        if now + self.poll_pause - self.accepted_at >= POLL_LIMIT_MS:
            self.rest(self.poll_pause, "poll")
            raise Person("still in process after 30 minutes")
        self.rest(self.poll_pause, "poll")
        return self._ask

    def _result(self, outcome, invoice=None, message="", errors=None):
        return {"outcome": outcome, "returnCode": self.return_code, "invoice": invoice,
                "attempts": self.attempts, "message": message, **({"errors": errors} if errors else {})}
