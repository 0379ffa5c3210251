package liandiao.example;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The machine's time, or one that runs `rate` times as fast since an instant (D-10); the kit need not hear of waits. */
final class RealClock implements SessionClock {
    private static final ScheduledExecutorService TIMERS = Executors.newScheduledThreadPool(1);

    private final double rate;
    private final Instant since;

    RealClock(double rate, Instant since) {
        this.rate = rate;
        this.since = since;
    }

    @Override
    public Instant now() {
        long elapsed = Duration.between(since, Instant.now()).toMillis();
        return since.plusMillis((long) (elapsed * rate));
    }

    @Override
    public Timer start(Wait wait, Runnable onEnd) {
        long nanos = (long) Math.ceil(wait.milliseconds() * 1_000_000 / rate);
        Future<?> timer = TIMERS.schedule(onEnd, nanos, TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }
}
