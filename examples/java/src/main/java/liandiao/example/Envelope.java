package liandiao.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Requests are signed and encrypted here, answers and pushes believed or not (E-1 to E-8, C-1, C-2). */
record Envelope(Keys keys) {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(China.ZONE);
    private static final List<String> MEMBERS = List.of("requestId", "requestNonce", "interface", "timestamp", "returnCode",
            "returnMessage", "encryptType", "data", "signType", "signature");
    private static final Set<String> UNSIGNED = Set.of("1002", "2006");

    /** An envelope that is not to be believed, with the reason. */
    static final class Disbelieved extends Exception {
        private static final long serialVersionUID = 1;

        Disbelieved(String reason) {
            super(reason);
        }
    }

    byte[] writeRequest(String interfaceName, JsonNode payload, String nonce, Instant now) {
        Map<String, String> message = new TreeMap<>(Map.of(
                "appId", keys.appId(),
                "interface", interfaceName,
                "version", "1.0",
                "timestamp", TIMESTAMP.format(now),
                "nonce", nonce,
                "encryptType", keys.sm4().mode().encryptType(),
                "data", keys.sm4().encrypt(utf8(Json.write(payload))),
                "signType", keys.signing().type()));
        message.put("signature", keys.signing().sign(signatureText(message)));
        ObjectNode written = Json.object();
        message.forEach(written::put);
        return utf8(Json.write(written));
    }

    Heard.Answer readAnswer(byte[] body, String nonce) throws Disbelieved {
        Map<String, String> message = readMembers(body);
        String code = message.get("returnCode");
        String echo = message.get("requestNonce");
        if (message.get("signature").isEmpty()) {
            if (UNSIGNED.contains(code) && (echo.isEmpty() || echo.equals(nonce))) {
                return new Heard.Answer(code, "", Json.object());
            }
            throw new Disbelieved("an answer without a signature");
        }
        verify(message);
        if (!echo.equals(nonce)) {
            throw new Disbelieved("the answer of another request");
        }
        return new Heard.Answer(code, retryAfter(message), decrypt(message));
    }

    /** What a push of the bureau says (B-4): {`orderNo`, `invoiceNo`, `status`, `at`}. */
    ObjectNode readPush(byte[] body) throws Disbelieved {
        Map<String, String> message = readMembers(body);
        verify(message);
        if (!message.get("interface").equals("callback.status")) {
            throw new Disbelieved("no push");
        }
        return decrypt(message);
    }

    private void verify(Map<String, String> message) throws Disbelieved {
        if (!keys.signing().verifies(signatureText(message), message.get("signature"))) {
            throw new Disbelieved("a signature that does not verify");
        }
    }

    private ObjectNode decrypt(Map<String, String> message) throws Disbelieved {
        String data = message.get("data");
        try {
            return data.isEmpty() ? Json.object() : Json.read(keys.sm4().decrypt(data));
        } catch (IOException | IllegalArgumentException error) {
            throw new Disbelieved("data that cannot be read");
        }
    }

    private static Map<String, String> readMembers(byte[] body) throws Disbelieved {
        Map<String, String> message = new TreeMap<>();
        try {
            for (Map.Entry<String, JsonNode> member : Json.read(body).properties()) {
                if (!member.getValue().isTextual()) {
                    throw new Disbelieved("a member that is no string");
                }
                message.put(member.getKey(), member.getValue().textValue());
            }
        } catch (IOException error) {
            throw new Disbelieved("no JSON");
        }
        if (!message.keySet().containsAll(MEMBERS) || !message.get("returnCode").matches("[0-9]{4}")) {
            throw new Disbelieved("no answer of this interface");
        }
        return message;
    }

    private static String retryAfter(Map<String, String> message) throws Disbelieved {
        String seconds = message.getOrDefault("retryAfter", "");
        if (!seconds.matches("[0-9]{0,6}")) {
            throw new Disbelieved("retryAfter is no number of seconds");
        }
        return seconds;
    }

    /** E-1. */
    private static String signatureText(Map<String, String> message) {
        return message.entrySet().stream()
                .filter(member -> !member.getKey().equals("signature") && !member.getValue().isEmpty())
                .map(member -> member.getKey() + "=" + member.getValue())
                .collect(Collectors.joining("&"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
