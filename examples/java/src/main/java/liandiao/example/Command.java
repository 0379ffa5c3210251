package liandiao.example;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * One command of the kit (D-1). The older one has the smaller `age`, a resumed one was open when the process ended, and
 * `begun` is counted down when it stands in line or has ended.
 */
record Command(ObjectNode message, long age, boolean resumed, CountDownLatch begun) {
    Command(ObjectNode message, long age, boolean resumed) {
        this(message, age, resumed, new CountDownLatch(1));
    }

    String id() {
        return Json.text(message, "id");
    }

    String name() {
        return Json.text(message, "command");
    }

    /** The payload that the command brings, or itself where it brings none. */
    ObjectNode payload() {
        for (String member : List.of("order", "request")) {
            if (message.get(member) instanceof ObjectNode payload) {
                return payload;
            }
        }
        return message;
    }

    /** What it is about: commands for one subject take turns. */
    Optional<String> subject() {
        for (String member : List.of("orderNo", "sheetNo", "invoiceNo")) {
            if (Json.has(payload(), member)) {
                return Optional.of(Json.text(payload(), member));
            }
        }
        return Optional.empty();
    }

    /** Whether it asks for the same, so that it may end as the other one did. */
    boolean asksTheSameAs(Command other) {
        return name().equals(other.name()) && payloadAlone().equals(other.payloadAlone());
    }

    private ObjectNode payloadAlone() {
        return payload().deepCopy().without(List.of("id", "now", "session", "type"));
    }
}
