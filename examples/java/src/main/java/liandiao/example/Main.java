package liandiao.example;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small invoicing client in Java behind the driver of section D, level 1: reads what the kit says, line by line. */
public final class Main {
    private static final List<String> CAPABILITIES = List.of("core", "restart", "red", "void", "audit", "callback");

    private final Kit kit = new Kit(new FileOutputStream(FileDescriptor.out));
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, Road> roads = new HashMap<>();
    private ObjectNode hello = Json.object();

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Main client = new Main();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            client.take(Json.read(line));
        }
        System.exit(0);
    }

    private void take(ObjectNode message) throws IOException {
        Session session = sessions.get(Json.text(message, "session"));
        if (session != null && Json.has(message, "now")) {
            session.clock().tell(Json.text(message, "now"));
        }
        switch (Json.text(message, "type")) {
            case "hello" -> greet(message);
            case "open" -> open(message);
            case "command" -> session.take(message);
            case "wake" -> session.clock().wake(Json.text(message, "id"));
            case "close" -> sessions.remove(Json.text(message, "session")).close();
            default -> System.err.println("not understood: " + Json.text(message, "type"));
        }
    }

    private void greet(ObjectNode message) {
        hello = message;
        ObjectNode answer = Json.object().put("type", "hello").put("name", "liandiao-example-java").put("version", "0.1.0")
                .put("language", "Java").put("clock", Json.text(message, "clock"));
        CAPABILITIES.forEach(answer.putArray("capabilities")::add);
        if (message.has("rate")) {
            answer.set("rate", message.get("rate"));
        }
        kit.say(answer);
    }

    private void open(ObjectNode message) throws IOException {
        String name = Json.text(message, "session");
        SessionClock clock = Json.text(hello, "clock").equals("real") ? realClock() : new VirtualClock(kit, name);
        clock.tell(Json.text(message, "now"));
        Road road = roads.computeIfAbsent(
                message.path("ca") + " " + message.path("clientTls"),
                key -> Road.trusting(Json.text(message, "ca"), message.path("clientTls")));
        Session session = new Session(message, kit, clock, road);
        sessions.put(name, session);
        session.open();
    }

    private SessionClock realClock() {
        Instant since = Json.has(hello, "since") ? China.readDriver(Json.text(hello, "since")) : Instant.now();
        return new RealClock(hello.path("rate").asDouble(1), since);
    }
}
