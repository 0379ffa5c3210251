package liandiao.example;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What blue and red orders have in common: a number of their own that can be asked for, and polled once it is accepted. */
abstract class AcceptedOrder extends Procedure {
    private final Polling polling;

    protected AcceptedOrder(Command command, Desk desk) {
        super(command, desk);
        polling = new Polling(desk.settings().pollFirstMs());
    }

    /** Sends the order, or what has to be known before. */
    protected abstract Step send();

    protected abstract boolean isOurs(ObjectNode invoice);

    protected final Step ask() {
        ObjectNode payload = Json.object().put("orderNo", Json.text(command.payload(), "orderNo"));
        return exchange(new Request("invoice.query", payload, this::lostQuestion, this::found), this::ask);
    }

    /** After a send of the order that may or may not have arrived. */
    protected final Step lost() {
        return doubt(this::ask);
    }

    protected final Step sendOrAsk() {
        return isInDoubt() ? ask() : send();
    }

    /** 0000, 0001, 4001 and 4003 mean the same for both; the rest is refused. */
    protected Step sent(Heard.Answer answer) {
        return switch (answer.code()) {
            case "0000", "4001" -> adopt(answer.data());
            case "0001", "4003" -> poll();
            default -> refused(answer);
        };
    }

    protected Step adopt(ObjectNode invoice) {
        String status = Json.text(invoice, "status");
        if (!Json.has(invoice, "invoiceNo") || status.isEmpty()) {
            return lostQuestion();
        }
        if (!status.equals("issued") && !status.equals("delivered")) {
            return Outcome.unknown("the invoice of this order is " + status);
        }
        return isOurs(invoice) ? Outcome.issued(invoice) : Outcome.rejected("the number holds another invoice");
    }

    protected final Step poll() {
        acceptedOnce();
        long pause = polling.pause(now());
        desk.news().rest(Json.text(command.payload(), "orderNo"), new SessionClock.Wait(pause, SessionClock.Reason.POLL, command.id()));
        return polling.isOverdue(now()) ? Outcome.unknown("still in process after 30 minutes") : this::ask;
    }

    @Override
    protected void rest(long milliseconds, SessionClock.Reason reason) {
        long stretched = polling.isUnderWay() ? polling.stretch(milliseconds) : milliseconds;
        // A refused connection is a poll as well, whose pause does not shrink (C-10, C-11); a busy bureau says how long to wait.
        super.rest(reason == SessionClock.Reason.RETRY ? stretched : milliseconds, reason);
    }

    protected final Step found(Heard.Answer answer) {
        if (answer.is("4004")) {
            polling.end();
            return send();
        }
        if (!answer.is("0000")) {
            return Outcome.unknown("the query was refused with " + answer.code());
        }
        return switch (Json.text(answer.data(), "status")) {
            case "processing" -> poll();
            case "failed" -> isInDoubt() ? Outcome.rejected("the bureau failed the order") : send();
            default -> adopt(answer.data());
        };
    }

    /** An unreadable poll counts as a poll (C-10). */
    private Step lostQuestion() {
        return polling.isUnderWay() ? poll() : doubt(this::ask);
    }
}
