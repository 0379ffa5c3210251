package liandiao.example;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Genuine news of an order end its pause between two polls, and nothing else: what is true, the poll tells (C-12, D-8). */
final class News {
    private final SessionClock clock;
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    private record Pause(SessionClock.Timer timer, CompletableFuture<Void> over) {}

    News(SessionClock clock) {
        this.clock = clock;
    }

    void rest(String orderNo, SessionClock.Wait wait) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Pause pause = new Pause(clock.start(wait, () -> over.complete(null)), over);
        pauses.put(orderNo, pause);
        over.join();
        pauses.remove(orderNo, pause);
    }

    void heard(String orderNo) {
        Pause pause = pauses.remove(orderNo);
        if (pause != null) {
            pause.timer().cancel();
            pause.over().complete(null);
        }
    }
}
