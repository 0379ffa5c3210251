"""One attempt: sign, encrypt, send over verified TLS, and either believe the answer or not (C-1, C-2, C-7, C-11, C-18)."""

import http.client
import queue
import socket
import ssl
import threading
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

import wire

CHINA = timezone(timedelta(hours=8))


class NotSent(Exception):
    """The connection was refused or failed: nothing left this machine (C-11)."""


class UnknownOutcome(Exception):
    """The request may have been carried out: timeout, broken connection, HTTP status, disbelieved answer (C-8)."""


class Sender:
    """Sends to one base URL with one set of keys; `clock` gives now and timers, `gate` says when a request may leave."""

    def __init__(self, base_url, keys, ca, clock, gate, timeout_ms):
        self.url, self.keys, self.clock, self.gate, self.timeout_ms = urlsplit(base_url), keys, clock, gate, timeout_ms
        self.tls = ssl.create_default_context(cadata=ca) if ca else ssl.create_default_context()

    def attempt(self, interface, payload, command):
        ticket = self.gate.enter(command)
        try:
            return self._attempt(interface, payload, command, ticket.spoken.set)
        finally:
            ticket.spoken.set()
            self.gate.leave(command)

    def _attempt(self, interface, payload, command, spoken):
        nonce = wire.new_nonce()
        now = datetime.fromtimestamp(self.clock.now_ms() / 1000, CHINA)
        body = wire.write_request(interface, payload, now, nonce, self.keys)
        ended = queue.Queue()
        timer = self.clock.start_timer(self.timeout_ms, "response-timeout", command, nonce, lambda: ended.put(None))
        spoken()
        connection = self._connection()
        threading.Thread(target=self._exchange, args=(connection, interface, body, ended), daemon=True).start()
        try:
            received = ended.get()
        finally:
            timer.cancel()
            self._break(connection)
        if isinstance(received, Exception):
            raise received
        if received is None:
            raise UnknownOutcome("no answer in time")
        try:
            return wire.read_answer(received, nonce, self.keys)
        except wire.Unreadable as error:
            raise UnknownOutcome(str(error)) from error

    def _connection(self):
        if self.url.scheme == "https":
            return http.client.HTTPSConnection(self.url.hostname, self.url.port, context=self.tls)
        return http.client.HTTPConnection(self.url.hostname, self.url.port)

    def _exchange(self, connection, interface, body, ended):
        try:
            connection.connect()
        except OSError as error:
            ended.put(NotSent(str(error)))
            return
        try:
            connection.request("POST", f"{self.url.path}/{interface}", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            content = answer.read()
            ended.put(content if answer.status == 200 else UnknownOutcome(f"HTTP {answer.status}"))
        except (OSError, http.client.HTTPException) as error:
            ended.put(UnknownOutcome(str(error)))

    @staticmethod
    def _break(connection):
        sock = connection.sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            connection.close()
