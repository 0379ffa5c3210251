package liandiao.example;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** China standard time, in the three forms of the interface and of the driver. */
final class China {
    static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter DRIVER = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZONE);
    private static final DateTimeFormatter ISSUED_AT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private China() {}

    static Instant readDriver(String now) {
        return OffsetDateTime.parse(now).toInstant();
    }

    static String writeDriver(Instant at) {
        return DRIVER.format(at);
    }

    static Instant readIssuedAt(String issuedAt) {
        return LocalDateTime.parse(issuedAt, ISSUED_AT).toInstant(ZONE);
    }

    static String day(Instant at) {
        return at.atOffset(ZONE).toLocalDate().toString();
    }
}
