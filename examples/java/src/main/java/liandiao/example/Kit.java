package liandiao.example;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the client says to whoever drives it: one JSON object a line (D). */
final class Kit {
    private final OutputStream out;

    Kit(OutputStream out) {
        this.out = out;
    }

    synchronized void say(ObjectNode message) {
        try {
            out.write((Json.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    void blocked(String session, String command, String by) {
        say(Json.object().put("type", "blocked").put("id", command).put("session", session).put("command", command).put("by", by));
    }
}
