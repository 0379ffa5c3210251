package liandiao.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What outlives the process: commands that still owe their result, and orders whose outcome stayed unknown (C-15, D-6). */
final class OpenCommands {
    private final Path file;
    private final Map<String, ObjectNode> open = new LinkedHashMap<>();
    private final Set<String> doubtful = new HashSet<>();

    OpenCommands(Path folder) throws IOException {
        file = folder.resolve("open-commands.json");
        if (Files.exists(file)) {
            ObjectNode kept = Json.read(Files.readString(file));
            kept.path("open").forEach(message -> open.put(Json.text(message, "id"), (ObjectNode) message));
            kept.path("doubtful").forEach(subject -> doubtful.add(subject.textValue()));
        }
    }

    synchronized List<ObjectNode> list() {
        return List.copyOf(open.values());
    }

    synchronized boolean isDoubtful(String subject) {
        return doubtful.contains(subject);
    }

    synchronized void add(Command command) {
        open.put(command.id(), command.message());
        save();
    }

    synchronized void close(Command command) {
        open.remove(command.id());
        save();
    }

    /** These two are on disk with the `close` of their command. */
    synchronized void leaveInDoubt(String subject) {
        doubtful.add(subject);
    }

    synchronized void settle(String subject) {
        doubtful.remove(subject);
    }

    private void save() {
        ObjectNode kept = Json.object();
        var commands = kept.putArray("open");
        open.values().forEach(commands::add);
        var subjects = kept.putArray("doubtful");
        doubtful.forEach(subjects::add);
        try {
            Path beside = Files.writeString(file.resolveSibling("open-commands.new"), Json.write((JsonNode) kept));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
