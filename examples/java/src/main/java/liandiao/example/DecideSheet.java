package liandiao.example;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** `red` with a decision: yes, no, or taking back a confirmation sheet (B-5). */
final class DecideSheet extends Procedure {
    /** The states in which a decision has been carried out. */
    private static final Map<String, Set<String>> CARRIED_OUT =
            Map.of("Y", Set.of("04"), "N", Set.of("05", "06"), "C", Set.of("08", "09"));
    private static final Set<String> UNDECIDED = Set.of("01", "02", "03", "04");

    private final String sheetNo;
    private final String decision;

    DecideSheet(Command command, Desk desk) {
        super(command, desk);
        sheetNo = Json.text(command.message(), "sheetNo");
        decision = Json.text(command.message(), "decision");
    }

    @Override
    protected Step begin() {
        return exchange(new Request("red.query", sheet(), () -> rung(this::begin), this::seen), this::begin);
    }

    private Step seen(Heard.Answer answer) {
        if (!answer.is("0000")) {
            return refused(answer);
        }
        String state = Json.text(answer.data(), "state");
        if (CARRIED_OUT.getOrDefault(decision, Set.of()).contains(state)) {
            return Outcome.done("the sheet is in state " + state);
        }
        return UNDECIDED.contains(state) ? send() : Outcome.rejected("the sheet is closed in state " + state);
    }

    private Step send() {
        ObjectNode payload = sheet().put("decision", decision);
        return exchange(new Request("red.confirm", payload, () -> doubt(this::begin), this::sent), this::begin);
    }

    private Step sent(Heard.Answer answer) {
        return answer.is("0000") ? Outcome.done("the bureau has the decision") : refused(answer);
    }

    private ObjectNode sheet() {
        return Json.object().put("sheetNo", sheetNo);
    }
}
