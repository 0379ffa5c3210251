package liandiao.example;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/** From command to outcome: what all procedures do with busy answers, lost answers and connections refused (C-4 to C-11). */
abstract class Procedure {
    private static final Set<String> BUSY = Set.of("3001", "3003", "3004");

    protected final Command command;
    protected final Desk desk;
    private final BusyWaits busy = new BusyWaits();
    private int attempts;
    private int rungs;
    private boolean resigned;
    private String returnCode;
    /** Whether the bureau may have done what it was asked for without our knowing. */
    private boolean inDoubt;

    protected Procedure(Command command, Desk desk) {
        this.command = command;
        this.desk = desk;
        inDoubt = command.resumed() || desk.isDoubtful(command);
    }

    protected abstract Step begin();

    final Outcome run() {
        Step step = begin();
        while (!(step instanceof Outcome outcome)) {
            step = step.take();
        }
        return outcome.after(attempts, returnCode);
    }

    final boolean isInDoubt() {
        return inDoubt;
    }

    /** The next request of a procedure: what to send, what to do if it was lost, and what to make of an answer. */
    protected record Request(String interfaceName, ObjectNode payload, Step lost, Function<Heard.Answer, Step> heard) {}

    /** `again` is taken when the bureau was not asked yet: after busy answers, stale timestamps and refused connections. */
    protected final Step exchange(Request request, Step again) {
        attempts++;
        Heard heard = desk.sender().attempt(command, request.interfaceName(), request.payload());
        boolean isBusy = heard instanceof Heard.Answer told && BUSY.contains(told.code());
        if (!isBusy) {
            busy.end();
        }
        if (heard instanceof Heard.Lost) {
            return request.lost();
        }
        if (!(heard instanceof Heard.Answer answer)) {
            return rung(again);
        }
        returnCode = answer.code();
        if (isBusy) {
            return waitOut(answer, again);
        }
        if (answer.is("2003", "2004") && !resigned) {
            resigned = true;
            return again;
        }
        return answer.is("3002", "9999") ? request.lost() : request.heard().apply(answer);
    }

    /** The outcome of an attempt that was to change something is unknown. */
    protected final Step doubt(Step settle) {
        inDoubt = true;
        return rung(settle);
    }

    /** The bureau took the order: whatever it says of its own state later does not undo that. */
    protected final void acceptedOnce() {
        inDoubt = true;
    }

    /** One rung of the ladder: its wait, and then an attempt to learn or settle the outcome (C-7). */
    protected final Step rung(Step then) {
        if (rungs == desk.settings().ladderMs().size()) {
            return Outcome.unknown("the ladder is exhausted");
        }
        long wait = desk.settings().ladderMs().get(rungs++);
        rest(wait, SessionClock.Reason.RETRY);
        return then;
    }

    /** A refusal: definitive where nothing is in doubt, or where it came after the order look-up (C-8). */
    protected final Outcome refused(Heard.Answer answer) {
        boolean definitive = answer.is("1001", "4002") || answer.code().startsWith("41") || answer.code().startsWith("42");
        if (inDoubt && !definitive) {
            return Outcome.unknown("stopped by " + answer.code() + " while the outcome is unknown");
        }
        Outcome outcome = Outcome.rejected("refused with " + answer.code());
        return answer.data().has("errors") ? outcome.with("errors", answer.data().get("errors")) : outcome;
    }

    protected void rest(long milliseconds, SessionClock.Reason reason) {
        desk.clock().rest(new SessionClock.Wait(milliseconds, reason, command.id()));
    }

    protected final Instant now() {
        return desk.clock().now();
    }

    private Step waitOut(Heard.Answer answer, Step again) {
        var wait = busy.after(answer, now());
        if (wait.isEmpty()) {
            return Outcome.unknown("the bureau stays busy");
        }
        rest(wait.getAsLong(), SessionClock.Reason.BACKOFF);
        return again;
    }
}
