package liandiao.example;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/** At most four requests in flight, the oldest command first, so that a bureau that is just back is not overrun (C-19). */
final class Gate {
    private static final int WIDTH = 4;

    private final Kit kit;
    private final String session;
    private final List<Pass> inside = new ArrayList<>();
    private final TreeSet<Pass> waiting = new TreeSet<>(Comparator.comparingLong(pass -> pass.command.age()));

    Gate(Kit kit, String session) {
        this.kit = kit;
        this.session = session;
    }

    /** Leave for one request, given back by closing it. */
    final class Pass implements AutoCloseable {
        private final Command command;
        private final CountDownLatch admitted = new CountDownLatch(1);
        private final CountDownLatch spoken = new CountDownLatch(1);
        private Pass behind;

        private Pass(Command command) {
            this.command = command;
        }

        /** The kit knows of the request: whoever made room for it may go on. */
        void spoken() {
            spoken.countDown();
        }

        @Override
        public void close() {
            spoken();
            leave(this);
        }
    }

    Pass enter(Command command) {
        Pass pass = new Pass(command);
        synchronized (this) {
            if (inside.size() < WIDTH) {
                inside.add(pass);
                command.begun().countDown();
                return pass;
            }
            waiting.add(pass);
            wait(pass);
        }
        command.begun().countDown();
        await(pass.admitted);
        return pass;
    }

    /** Goes on when the next one has spoken, so that nobody is seen to wait for nothing (D-4). */
    private void leave(Pass pass) {
        Pass next;
        synchronized (this) {
            inside.remove(pass);
            next = waiting.pollFirst();
            if (next == null) {
                return;
            }
            inside.add(next);
            waiting.stream().filter(other -> other.behind == pass).forEach(this::wait);
        }
        next.admitted.countDown();
        await(next.spoken);
    }

    private void wait(Pass pass) {
        pass.behind = inside.get(0);
        kit.blocked(session, pass.command.id(), pass.behind.command.id());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException error) {
            throw new IllegalStateException("nobody interrupts a command", error);
        }
    }
}
