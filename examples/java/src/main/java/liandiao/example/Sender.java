package liandiao.example;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Makes one attempt: through the gate, signed, timed, logged, and either believed or not (C-1, C-2, C-7, C-13). */
final class Sender {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int NONCE_LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String baseUrl;
    private final Envelope envelope;
    private final Road road;
    private final SessionClock clock;
    private final Gate gate;
    private final AuditLog log;
    private final long timeoutMs;

    Sender(String baseUrl, Envelope envelope, Road road, SessionClock clock, Gate gate, AuditLog log, long timeoutMs) {
        this.baseUrl = baseUrl;
        this.envelope = envelope;
        this.road = road;
        this.clock = clock;
        this.gate = gate;
        this.log = log;
        this.timeoutMs = timeoutMs;
    }

    Heard attempt(Command command, String interfaceName, ObjectNode payload) {
        try (Gate.Pass pass = gate.enter(command)) {
            String nonce = freshNonce();
            Instant at = clock.now();
            AuditLog.Entry entry = log.begin(at, command.name(), interfaceName, nonce, payload);
            byte[] body = envelope.writeRequest(interfaceName, payload, nonce, at);
            CompletableFuture<HttpResponse<byte[]>> ended = new CompletableFuture<>();
            var timer = clock.start(
                    new SessionClock.Wait(timeoutMs, SessionClock.Reason.RESPONSE_TIMEOUT, command.id(), nonce),
                    () -> ended.cancel(false));
            pass.spoken();
            var flight = road.post(URI.create(baseUrl + "/" + interfaceName), body);
            flight.whenComplete((answer, error) -> {
                if (error == null) {
                    ended.complete(answer);
                } else {
                    ended.completeExceptionally(error);
                }
            });
            Heard heard = ended.handle((answer, error) -> error == null ? read(answer, nonce) : Road.failed(error)).join();
            timer.cancel();
            flight.cancel(true);
            log.end(entry, heard);
            return heard;
        }
    }

    private Heard read(HttpResponse<byte[]> answer, String nonce) {
        if (answer.statusCode() != 200) {
            return new Heard.Lost("HTTP " + answer.statusCode());
        }
        try {
            return envelope.readAnswer(answer.body(), nonce);
        } catch (Envelope.Disbelieved error) {
            return new Heard.Lost(error.getMessage());
        }
    }

    private static String freshNonce() {
        return RANDOM.ints(NONCE_LENGTH, 0, ALPHABET.length())
                .mapToObj(at -> ALPHABET.substring(at, at + 1))
                .reduce("", String::concat);
    }
}
