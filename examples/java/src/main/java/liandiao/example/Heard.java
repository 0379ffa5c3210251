package liandiao.example;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What came of one attempt. */
sealed interface Heard {
    /** Why there is no answer that is believed; null when there is one. */
    String error();

    /** An answer that is believed (C-2); `retryAfter` is empty where it was not said. */
    record Answer(String code, String retryAfter, ObjectNode data) implements Heard {
        boolean is(String... codes) {
            return List.of(codes).contains(code);
        }

        @Override
        public String error() {
            return null;
        }
    }

    /** No connection came about, so nothing was sent (C-11). */
    record NotSent(String error) implements Heard {}

    /** The request may have been carried out (C-8). */
    record Lost(String error) implements Heard {}
}
