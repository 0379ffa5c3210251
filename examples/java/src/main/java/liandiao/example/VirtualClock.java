package liandiao.example;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Time is what the kit last said; every wait is said and ends when the kit wakes it (D-4). */
final class VirtualClock implements SessionClock {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Kit kit;
    private final String session;
    private final Map<String, Runnable> sleeping = new ConcurrentHashMap<>();
    private volatile Instant now;

    VirtualClock(Kit kit, String session) {
        this.kit = kit;
        this.session = session;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void tell(String instant) {
        now = China.readDriver(instant);
    }

    @Override
    public Timer start(Wait wait, Runnable onEnd) {
        String id = "w" + NUMBERS.incrementAndGet();
        sleeping.put(id, onEnd);
        ObjectNode sleep = Json.object().put("type", "sleep").put("id", id).put("session", session)
                .put("command", wait.command()).put("milliseconds", wait.milliseconds()).put("reason", wait.reason().word);
        if (!wait.nonce().isEmpty()) {
            sleep.put("nonce", wait.nonce());
        }
        kit.say(sleep);
        return () -> {
            if (sleeping.remove(id) != null) {
                kit.say(Json.object().put("type", "cancel").put("id", id));
            }
        };
    }

    @Override
    public void wake(String id) {
        Runnable onEnd = sleeping.remove(id);
        if (onEnd != null) {
            onEnd.run();
        }
    }
}
