package liandiao.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.util.encoders.Hex;

/** The tamper-evident log of attempts: a chain of entries in a file that only grows (C-13, D-7). */
final class AuditLog {
    static final int RETENTION_YEARS = 5;
    private static final String NOTHING_BEFORE = "0".repeat(64);

    private final Path file;
    /** Attempts under way: what a kill leaves here never got an answer. */
    private final Path underWay;
    private String last = NOTHING_BEFORE;

    /** An attempt under way and where that is noted. */
    record Entry(ObjectNode fields, Path note) {}

    AuditLog(Path folder) throws IOException {
        file = folder.resolve("audit.ndjson");
        underWay = Files.createDirectories(folder.resolve("under-way"));
        for (JsonNode entry : entries()) {
            last = Json.text(entry, "hash");
        }
        List<Entry> interrupted = new ArrayList<>();
        try (var notes = Files.list(underWay)) {
            for (Path note : notes.toList()) {
                interrupted.add(new Entry(Json.read(Files.readString(note)), note));
            }
        }
        interrupted.sort(Comparator.comparing(entry -> Json.text(entry.fields(), "at")));
        interrupted.forEach(entry -> append(entry, null, "the process ended before an answer came"));
    }

    Entry begin(Instant at, String command, String interfaceName, String nonce, ObjectNode payload) {
        ObjectNode fields = Json.object().put("at", China.writeDriver(at)).put("command", command).put("interface", interfaceName)
                .put("orderNo", Json.has(payload, "orderNo") ? Json.text(payload, "orderNo") : null).put("nonce", nonce);
        fields.set("parameters", payload);
        Entry entry = new Entry(fields, underWay.resolve(nonce));
        try {
            Path beside = Files.writeString(file.resolveSibling(nonce), Json.write(fields));
            Files.move(beside, entry.note(), StandardCopyOption.ATOMIC_MOVE);
            return entry;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    void end(Entry entry, Heard heard) {
        if (heard instanceof Heard.Answer answer) {
            entry.fields().set("answer", answer.data());
        }
        append(entry, heard instanceof Heard.Answer answer ? answer.code() : null, heard.error());
    }

    synchronized ArrayNode entries() {
        ArrayNode entries = Json.object().putArray("entries");
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                entries.add(Json.read(line));
            }
            return entries;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private synchronized void append(Entry entry, String returnCode, String error) {
        ObjectNode fields = entry.fields().put("returnCode", returnCode).put("error", error).put("previous", last);
        last = hash(last + Json.writeSorted(fields));
        fields.put("hash", last);
        try {
            Files.writeString(file, Json.write(fields) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Files.deleteIfExists(entry.note());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        SM3Digest digest = new SM3Digest();
        digest.update(bytes, 0, bytes.length);
        byte[] made = new byte[digest.getDigestSize()];
        digest.doFinal(made, 0);
        return Hex.toHexString(made);
    }
}
