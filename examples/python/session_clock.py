"""The clock of one session: virtual time by sleep, wake and cancel (D-4), or the machine's own."""

import itertools
import threading
import time
from datetime import datetime


class Timer:
    """A sleep that was said to the kit, or a real timer."""

    def __init__(self, cancel):
        self.cancel = cancel


class VirtualClock:
    """Time is the last `now` the kit gave; every wait is said and ends by its wake."""

    _ids = itertools.count(1)

    def __init__(self, session, say, now):
        self.session, self.say = session, say
        self.sleeps = {}
        self.tell(now)

    def tell(self, now):
        self.now = datetime.fromisoformat(now)

    def now_ms(self):
        return int(self.now.timestamp() * 1000)

    def start_timer(self, milliseconds, reason, command, nonce, run):
        name = f"w{next(self._ids)}"
        self.sleeps[name] = run
        self.say({"type": "sleep", "id": name, "session": self.session, "command": command,
                  "milliseconds": milliseconds, "reason": reason, **({"nonce": nonce} if nonce else {})})

        def cancel():
            if self.sleeps.pop(name, None):
                self.say({"type": "cancel", "id": name})
        return Timer(cancel)

    def wake(self, name, now):
        run = self.sleeps.pop(name, None)
        if run:
            self.tell(now)
            run()

    def rest(self, milliseconds, reason, command):
        woken = threading.Event()
        self.start_timer(milliseconds, reason, command, None, woken.set)
        woken.wait()


class RealClock:
    """The machine's time, or one that runs `rate` times as fast since an instant (D-10); says nothing to the kit."""

    def __init__(self, rate=1, since=None):
        self.rate, self.since = rate, datetime.fromisoformat(since).timestamp() if since else 0

    def tell(self, now):
        pass

    def now_ms(self):
        return int((self.since + (time.time() - self.since) * self.rate) * 1000)

    def start_timer(self, milliseconds, _reason, _command, _nonce, run):
        timer = threading.Timer(milliseconds / 1000 / self.rate, run)
        timer.daemon = True
        timer.start()
        return Timer(timer.cancel)

    def rest(self, milliseconds, _reason, _command):
        time.sleep(milliseconds / 1000 / self.rate)
