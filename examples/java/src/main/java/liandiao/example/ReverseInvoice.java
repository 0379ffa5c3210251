package liandiao.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.StreamSupport;

/** `red`: looks for its own number, the original and open sheets before it reverses, and waits for the other side (B-5, C-16). */
final class ReverseInvoice extends AcceptedOrder {
    private static final Set<String> ISSUABLE = Set.of("01", "04");
    private static final Set<String> WAITING = Set.of("02", "03");
    private static final long FIRST_PAUSE_MS = Duration.ofMinutes(10).toMillis();
    private static final long LONGEST_PAUSE_MS = Duration.ofHours(1).toMillis();
    private static final Duration PATIENCE = Duration.ofHours(72);

    private final ObjectNode request;
    private final String originalNo;
    private long pauseMs = FIRST_PAUSE_MS;
    private Instant waitingSince;

    ReverseInvoice(Command command, Desk desk) {
        super(command, desk);
        request = command.payload();
        originalNo = Json.text(request, "originalInvoiceNo");
    }

    @Override
    protected Step begin() {
        return ask();
    }

    @Override
    protected Step send() {
        ObjectNode payload = Json.object().put("invoiceNo", originalNo);
        return exchange(new Request("invoice.query", payload, () -> rung(this::sendOrAsk), this::original), this::sendOrAsk);
    }

    private Step original(Heard.Answer answer) {
        if (!answer.is("0000")) {
            return refused(answer);
        }
        String status = Json.text(answer.data(), "status");
        if (status.equals("red-full") || status.equals("void")) {
            // In doubt it may be our own red, which is not found yet.
            return isInDoubt() ? rung(this::ask) : Outcome.rejected("the original is " + status);
        }
        return sheets(China.day(China.readIssuedAt(Json.text(answer.data(), "issuedAt"))), 1);
    }

    private Step sheets(String from, int page) {
        ObjectNode payload = Json.object().put("side", "0").put("from", from).put("to", China.day(now())).put("page", String.valueOf(page));
        Step again = () -> sheets(from, page);
        return exchange(new Request("red.query", payload, () -> rung(this::sendOrAsk), answer -> {
            if (!answer.is("0000")) {
                return refused(answer);
            }
            for (JsonNode sheet : answer.data().path("sheets")) {
                if (Json.text(sheet, "originalInvoiceNo").equals(originalNo) && isOpen(sheet)) {
                    return follow(sheet);
                }
            }
            return page < answer.data().path("pages").asInt(1) ? sheets(from, page + 1) : reverse(Json.text(request, "sheetNo"));
        }), again);
    }

    private static boolean isOpen(JsonNode sheet) {
        String state = Json.text(sheet, "state");
        return (ISSUABLE.contains(state) || WAITING.contains(state)) && !Json.text(sheet, "issued").equals("Y");
    }

    private Step reverse(String sheetNo) {
        ObjectNode payload = request.deepCopy();
        if (!sheetNo.isEmpty()) {
            payload.put("sheetNo", sheetNo);
        }
        Step again = () -> isInDoubt() ? ask() : reverse(sheetNo);
        return exchange(new Request("invoice.red", payload, this::lost, answer -> {
            boolean hasNews = answer.is("4203", "4205") && !Json.text(answer.data(), "sheetNo").equals(sheetNo);
            return hasNews ? follow(answer.data()) : sent(answer);
        }), again);
    }

    private Step follow(JsonNode sheet) {
        String state = Json.text(sheet, "state");
        String sheetNo = Json.text(sheet, "sheetNo");
        if (Json.text(sheet, "issued").equals("Y")) {
            return issuedBySheet();
        }
        if (ISSUABLE.contains(state)) {
            return reverse(sheetNo);
        }
        return WAITING.contains(state) ? await(sheetNo) : Outcome.rejected("the sheet is closed in state " + state);
    }

    /** R-4203: every ten minutes or more, for 72 hours at most. */
    private Step await(String sheetNo) {
        if (waitingSince == null) {
            waitingSince = now();
        }
        if (now().isAfter(waitingSince.plus(PATIENCE))) {
            return Outcome.unknown("nobody has spoken on the sheet " + sheetNo);
        }
        rest(pauseMs, SessionClock.Reason.POLL);
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
        return look(sheetNo);
    }

    private Step look(String sheetNo) {
        ObjectNode payload = Json.object().put("sheetNo", sheetNo);
        return exchange(new Request("red.query", payload, () -> await(sheetNo), answer ->
                answer.is("0000") ? follow(answer.data()) : Outcome.unknown("the sheet cannot be seen: " + answer.code())),
                () -> look(sheetNo));
    }

    /** The bureau has issued by the sheet: by ours under our number, or else a person has to look. */
    private Step issuedBySheet() {
        ObjectNode payload = Json.object().put("orderNo", Json.text(request, "orderNo"));
        return exchange(new Request("invoice.query", payload, () -> rung(this::issuedBySheet), answer ->
                answer.is("4004") ? Outcome.unknown("the sheet was used under another number") : found(answer)),
                this::issuedBySheet);
    }

    @Override
    protected boolean isOurs(ObjectNode invoice) {
        boolean sameOriginal = !Json.has(invoice, "original") || Json.text(invoice, "original").equals(originalNo);
        JsonNode lines = request.path("lines");
        boolean sameAmount = lines.isEmpty() || Json.isDecimal(invoice, "amount") && sum(lines).compareTo(Json.decimal(invoice, "amount")) == 0;
        return sameOriginal && sameAmount;
    }

    private static BigDecimal sum(JsonNode lines) {
        return StreamSupport.stream(lines.spliterator(), false)
                .filter(line -> Json.isDecimal(line, "amount"))
                .map(line -> Json.decimal(line, "amount"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
