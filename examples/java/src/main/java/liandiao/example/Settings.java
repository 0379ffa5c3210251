package liandiao.example;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** What is settled for all clients (`settings` of `open`). */
record Settings(List<Long> ladderMs, long responseTimeoutMs, long pollFirstMs, long deliveryDueMs) {
    static Settings of(JsonNode settings) {
        return new Settings(
                StreamSupport.stream(settings.path("retryLadderMs").spliterator(), false).map(JsonNode::asLong).toList(),
                settings.path("responseTimeoutMs").asLong(),
                settings.path("pollFirstMs").asLong(),
                settings.path("deliveryDueMs").asLong());
    }
}
