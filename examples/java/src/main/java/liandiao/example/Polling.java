package liandiao.example;

import java.time.Duration;
import java.time.Instant;

/** The pauses of an accepted order: they never shrink, end at a minute, and after half an hour a person looks (C-10). */
final class Polling {
    private static final long LONGEST_MS = 60_000;
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final long firstMs;
    private long pauseMs;
    private Instant accepted;

    Polling(long firstMs) {
        this.firstMs = firstMs;
    }

    boolean isUnderWay() {
        return accepted != null;
    }

    /** The bureau knows nothing of the order any more. */
    void end() {
        accepted = null;
    }

    /** A wait of another kind between two polls: the longer of it and the pause before; no later pause is shorter. */
    long stretch(long milliseconds) {
        pauseMs = Math.max(pauseMs, milliseconds);
        return pauseMs;
    }

    long pause(Instant now) {
        if (accepted == null) {
            accepted = now;
        }
        pauseMs = Math.min(LONGEST_MS, Math.max(firstMs, pauseMs * 2));
        return pauseMs;
    }

    boolean isOverdue(Instant now) {
        return !now.isBefore(accepted.plus(LIMIT));
    }
}
