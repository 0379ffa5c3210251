package liandiao.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a command ended (D-2): what a `result` says beside the command's id. */
record Outcome(ObjectNode fields) implements Step {
    static Outcome of(String outcome, String message) {
        return new Outcome(Json.object().put("outcome", outcome).put("message", message)
                .putNull("returnCode").putNull("invoice").put("attempts", 0));
    }

    static Outcome issued(JsonNode invoice) {
        return of("issued", "").with("invoice", invoice);
    }

    static Outcome done(String message) {
        return of("done", message);
    }

    static Outcome rejected(String message) {
        return of("rejected", message);
    }

    /** A person has to look. */
    static Outcome unknown(String message) {
        return of("unknown", message);
    }

    Outcome with(String member, JsonNode value) {
        ObjectNode wider = fields.deepCopy();
        wider.set(member, value);
        return new Outcome(wider);
    }

    /** For a command that ends as another one did. */
    Outcome withoutAttempts() {
        return new Outcome(fields.deepCopy().put("attempts", 0));
    }

    Outcome after(int attempts, String returnCode) {
        return new Outcome(fields.deepCopy().put("attempts", attempts).put("returnCode", returnCode));
    }

    @Override
    public Step take() {
        return this;
    }
}
