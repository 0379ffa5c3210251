package liandiao.example;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** The time of one session, and its timers. */
interface SessionClock {
    /** Why somebody waits, in the words of D. */
    enum Reason {
        RETRY("retry"),
        BACKOFF("backoff"),
        POLL("poll"),
        RESPONSE_TIMEOUT("response-timeout");

        final String word;

        Reason(String word) {
            this.word = word;
        }
    }

    /** A wait; `nonce` is that of the request whose answer it limits, else empty. */
    record Wait(long milliseconds, Reason reason, String command, String nonce) {
        Wait(long milliseconds, Reason reason, String command) {
            this(milliseconds, reason, command, "");
        }
    }

    @FunctionalInterface
    interface Timer {
        void cancel();
    }

    Instant now();

    /** What the kit says of time, which means something to a virtual clock alone (D-4). */
    default void tell(String now) {}

    default void wake(String id) {}

    /** Runs `onEnd` once, unless it is cancelled first. */
    Timer start(Wait wait, Runnable onEnd);

    default void rest(Wait wait) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        start(wait, () -> over.complete(null));
        over.join();
    }
}
