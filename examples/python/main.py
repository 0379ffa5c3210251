"""A small invoicing client in Python behind the driver of section D, level 1. Run by `certify --client "python3 main.py"`."""

import json
import sys
import threading
from datetime import datetime

from attempt import Sender
from gate import Gate
from order_procedure import OrderProcedure
from session_clock import RealClock, VirtualClock

_writing = threading.Lock()


def say(message):
    with _writing:
        sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
        sys.stdout.flush()


class Session:
    """One taxpayer's world: keys, clock and the orders that are under way in it."""

    def __init__(self, opening, clock):
        self.name, self.clock, self.settings = opening["session"], clock, opening["settings"]
        keys = {name: opening[name] for name in ("appId", "appSecret", "sm4Key", "signType", "encryptType")}
        gate = Gate(lambda command, by: say({"type": "blocked", "id": command, "session": self.name, "command": command, "by": by}))
        self.sender = Sender(opening["baseUrl"], keys, opening.get("ca"), clock, gate, self.settings["responseTimeoutMs"])
        self.under_way, self.lock = {}, threading.Lock()

    def run(self, command):
        known = {"issue": self._issue, "query": self._query}.get(command["command"])
        if known is None:
            say({"type": "result", "id": command["id"], "outcome": "unsupported", "returnCode": None,
                 "invoice": None, "attempts": 0, "message": "this client has no such command"})
            return
        try:
            say({"type": "result", "id": command["id"], **known(command)})
        except Exception as error:  # noqa: BLE001 - whatever fails belongs to this command
            say({"type": "error", "id": command["id"], "message": repr(error)})

    def _issue(self, command):
        return self._alone(command, command["order"].get("orderNo"), self._procedure(command, command["order"]).issue)

    def _query(self, command):
        found = self._alone(command, command["orderNo"], self._procedure(command, {"orderNo": command["orderNo"]}).look)
        return {**found, **(self._lateness(found["invoice"]) if found["outcome"] == "issued" else {})}

    def _alone(self, command, number, carry):
        """One command at a time for an order (C-6): a second `issue` joins the first, whatever else waits for its turn."""
        while True:
            with self.lock:
                first = self.under_way.get(number)
                if first is None:
                    mine = self.under_way[number] = {**command, "done": threading.Event(), "result": None}
                    break
            say({"type": "blocked", "id": command["id"], "session": self.name, "command": command["id"], "by": first["id"]})
            first["done"].wait()
            if first["command"] == command["command"] and first["result"] is not None:
                return {**first["result"], "attempts": 0}
        try:
            mine["result"] = carry()
        finally:
            with self.lock:
                del self.under_way[number]
            mine["done"].set()
        return mine["result"]

    def _procedure(self, command, order):
        return OrderProcedure(
            order,
            lambda interface, payload: self.sender.attempt(interface, payload, command["id"]),
            lambda milliseconds, reason: self.clock.rest(milliseconds, reason, command["id"]),
            self.clock.now_ms,
            self.settings,
        )

    def _lateness(self, invoice):
        """C-14: issued, and not delivered though the time for it is up."""
        if invoice["status"] != "issued":
            return {}
        issued_ms = datetime.fromisoformat(f"{invoice['issuedAt']}+08:00").timestamp() * 1000
        late = self.clock.now_ms() - issued_ms > self.settings["deliveryDueMs"]
        return {"late": True} if late else {}


def main():
    sessions, clock_mode, real_clock = {}, "virtual", None
    for line in sys.stdin:
        message = json.loads(line)
        kind = message["type"]
        if kind == "hello":
            clock_mode, rate = message["clock"], message.get("rate", 1)
            real_clock = RealClock(rate, message.get("since"))
            say({"type": "hello", "name": "liandiao-example-python", "version": "0.1.0", "language": "Python",
                 "capabilities": ["core"], "clock": clock_mode, **({"rate": rate} if rate != 1 else {})})
        elif kind == "open":
            clock = VirtualClock(message["session"], say, message["now"]) if clock_mode == "virtual" else real_clock
            sessions[message["session"]] = Session(message, clock)
            say({"type": "opened", "session": message["session"]})
        elif kind == "command":
            session = sessions[message["session"]]
            session.clock.tell(message["now"])
            threading.Thread(target=session.run, args=(message,), daemon=True).start()
        elif kind == "wake":
            sessions[message["session"]].clock.wake(message["id"], message["now"])
        elif kind == "close":
            sessions.pop(message["session"], None)


if __name__ == "__main__":
    main()
