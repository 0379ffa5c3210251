package liandiao.example;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** One taxpayer's world: its commands take turns where they are about the same order, and each has a thread of its own. */
final class Session implements AutoCloseable {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private final String name;
    private final Kit kit;
    private final SessionClock clock;
    private final Desk desk;
    private final AuditLog log;
    private final NewsDesk newsDesk;
    private final AtomicLong ages = new AtomicLong();
    private final Map<String, Turn> lastTurns = new ConcurrentHashMap<>();

    /** A command in the line of its subject. */
    private record Turn(Command command, CompletableFuture<Outcome> ended) {}

    /** What a command does. */
    @FunctionalInterface
    private interface Work {
        Outcome run();
    }

    Session(ObjectNode opening, Kit kit, SessionClock clock, Road road) throws IOException {
        name = Json.text(opening, "session");
        this.kit = kit;
        this.clock = clock;
        Path folder = Files.createDirectories(Path.of(Json.text(opening, "stateDir")));
        Settings settings = Settings.of(opening.path("settings"));
        Envelope envelope = new Envelope(Keys.of(opening));
        log = new AuditLog(folder);
        News news = new News(clock);
        newsDesk = new NewsDesk(envelope, news, folder);
        Gate gate = new Gate(kit, name);
        Sender sender = new Sender(Json.text(opening, "baseUrl"), envelope, road, clock, gate, log, settings.responseTimeoutMs());
        desk = new Desk(sender, clock, settings, new OpenCommands(folder), news);
    }

    /** Says where news are taken, and goes on with what was open when the process ended (D-6). */
    void open() {
        kit.say(Json.object().put("type", "opened").put("session", name).put("callbackUrl", newsDesk.url()));
        desk.book().list().forEach(message -> start(new Command(message, ages.incrementAndGet(), true)));
    }

    void take(ObjectNode message) {
        start(new Command(message, ages.incrementAndGet(), false));
    }

    SessionClock clock() {
        return clock;
    }

    @Override
    public void close() {
        newsDesk.close();
    }

    private void start(Command command) {
        Optional<Work> work = workOf(command);
        if (work.isEmpty()) {
            say(command, Outcome.of("unsupported", "this client has no such command"));
            return;
        }
        desk.book().add(command);
        Turn turn = new Turn(command, new CompletableFuture<>());
        Turn before = command.subject().map(subject -> lastTurns.put(subject, turn)).orElse(null);
        THREADS.execute(() -> run(turn, before, work.get()));
        try {
            // Those who stand in line stand there in the order in which they came.
            command.begun().await();
        } catch (InterruptedException error) {
            throw new IllegalStateException("nobody interrupts the reader", error);
        }
    }

    private Optional<Work> workOf(Command command) {
        return switch (command.name()) {
            case "issue" -> Optional.of(() -> settle(command, new IssueOrder(command, desk)));
            case "query" -> Optional.of(() -> new QueryOrder(command, desk).run());
            case "void" -> Optional.of(() -> settle(command, new VoidInvoice(command, desk)));
            case "red" -> Optional.of(() -> settle(command, Json.has(command.message(), "decision")
                    ? new DecideSheet(command, desk)
                    : new ReverseInvoice(command, desk)));
            case "audit" -> Optional.of(() -> Outcome.done("")
                    .with("retentionYears", IntNode.valueOf(AuditLog.RETENTION_YEARS))
                    .with("entries", log.entries()));
            default -> Optional.empty();
        };
    }

    private Outcome settle(Command command, Procedure procedure) {
        Outcome outcome = procedure.run();
        boolean inDoubt = procedure.isInDoubt() && Json.text(outcome.fields(), "outcome").equals("unknown");
        command.subject().ifPresent(inDoubt ? desk.book()::leaveInDoubt : desk.book()::settle);
        return outcome;
    }

    private void run(Turn turn, Turn before, Work work) {
        Command command = turn.command();
        Outcome outcome = null;
        try {
            Outcome shared = before == null ? null : await(before, command);
            outcome = shared == null ? work.run() : shared.withoutAttempts();
            // The kit takes no result twice, so a kill between these two may cost one; asked again, the order is found.
            desk.book().close(command);
            say(command, outcome);
        } catch (RuntimeException error) {
            kit.say(Json.object().put("type", "error").put("id", command.id()).put("message", error.toString()));
        } finally {
            command.begun().countDown();
            command.subject().ifPresent(subject -> lastTurns.remove(subject, turn));
            turn.ended().complete(outcome);
        }
    }

    /** The outcome of the command before, where it is this one's as well (D-4); else null. */
    private Outcome await(Turn before, Command command) {
        if (before.ended().isDone()) {
            return null;
        }
        kit.blocked(name, command.id(), before.command().id());
        command.begun().countDown();
        Outcome outcome = before.ended().join();
        return command.asksTheSameAs(before.command()) ? outcome : null;
    }

    private void say(Command command, Outcome outcome) {
        ObjectNode result = Json.object().put("type", "result").put("id", command.id());
        result.setAll(outcome.fields());
        kit.say(result);
    }
}
