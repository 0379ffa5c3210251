package liandiao.example;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** How long to wait after a busy answer, and when a person is to look (C-6). */
final class BusyWaits {
    private static final int MOST = 10;
    private static final long STEP_MS = 10_000;
    private static final long GROWS_TO_MS = 300_000;
    private static final long SILENT_SECONDS = 10;
    private static final Duration LONGEST = Duration.ofHours(24);

    private int row;
    private long before;
    private Instant since;

    /** What was not answered busy ends the row, an answer that was lost as well. */
    void end() {
        row = 0;
        before = 0;
    }

    /** Empty when the bureau has been busy for too long. */
    OptionalLong after(Heard.Answer answer, Instant now) {
        if (row == 0) {
            since = now;
        }
        row++;
        long told = 1000 * (answer.retryAfter().isEmpty() ? SILENT_SECONDS : Long.parseLong(answer.retryAfter()));
        long wait = answer.is("3003") ? told : Math.max(told, Math.min(GROWS_TO_MS, Math.max(row * STEP_MS, before)));
        before = wait;
        boolean tooLong = now.plusMillis(wait).isAfter(since.plus(LONGEST));
        return row > MOST || tooLong ? OptionalLong.empty() : OptionalLong.of(wait);
    }
}
