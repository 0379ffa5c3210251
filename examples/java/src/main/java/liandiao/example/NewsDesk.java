package liandiao.example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a session takes the bureau's pushes (B-4): at the port it had before the process was restarted, if that is free. */
final class NewsDesk implements AutoCloseable {
    private static final byte[] TAKEN = "{\"returnCode\":\"0000\"}".getBytes(StandardCharsets.US_ASCII);

    private static final int LONGEST = 1 << 20;

    private final Envelope envelope;
    private final News news;
    private final HttpServer server;

    NewsDesk(Envelope envelope, News news, Path folder) throws IOException {
        this.envelope = envelope;
        this.news = news;
        Path kept = folder.resolve("news-port");
        server = listen(Files.exists(kept) ? Integer.parseInt(Files.readString(kept)) : 0);
        Files.writeString(kept, String.valueOf(server.getAddress().getPort()));
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST);
            news.heard(Json.text(envelope.readPush(body), "orderNo"));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, TAKEN.length);
            exchange.getResponseBody().write(TAKEN);
        } catch (Envelope.Disbelieved error) {
            exchange.sendResponseHeaders(403, -1);
        }
    }

    private static HttpServer listen(int port) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try {
            return HttpServer.create(new InetSocketAddress(here, port), 0);
        } catch (BindException error) {
            return HttpServer.create(new InetSocketAddress(here, 0), 0);
        }
    }
}
