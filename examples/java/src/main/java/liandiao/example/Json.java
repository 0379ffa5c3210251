package liandiao.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** How JSON is read and written: strictly read, one object at a time; empty, null and absent are the same (P). */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    /** The form that is hashed (D-7): keys by character code, `\u001f` in lower case as most writers have it. */
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,15})(\\.[0-9]+)?");

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode read(byte[] bytes) throws IOException {
        return asObject(MAPPER.readTree(bytes));
    }

    static ObjectNode read(String text) throws IOException {
        return asObject(MAPPER.readTree(text));
    }

    static String write(JsonNode node) {
        return write(MAPPER, node);
    }

    static String writeSorted(JsonNode node) {
        return write(SORTED, node);
    }

    /** The text of a member, empty where there is none. */
    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.textValue() : "";
    }

    static boolean has(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return !(value.isMissingNode() || value.isNull() || value.isTextual() && value.textValue().isEmpty()
                || value.isContainerNode() && value.isEmpty());
    }

    static boolean isDecimal(String text) {
        return DECIMAL.matcher(text).matches() && !text.matches("-0(\\.0+)?");
    }

    static boolean isDecimal(JsonNode node, String name) {
        return isDecimal(text(node, name));
    }

    static BigDecimal decimal(JsonNode node, String name) {
        return new BigDecimal(text(node, name));
    }

    private static ObjectNode asObject(JsonNode node) throws IOException {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IOException("not a JSON object");
    }

    private static String write(JsonMapper mapper, JsonNode node) {
        try {
            return mapper.writeValueAsString(node);
        } catch (JsonProcessingException error) {
            throw new IllegalStateException("a tree of JSON can always be written", error);
        }
    }
}
