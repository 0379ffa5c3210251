package liandiao.example;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** HTTP over verified TLS (T-1, T-4, C-18): one connection for each request, and whether anything was sent is known. */
final class Road {
    static {
        // The library would connect twice, and has no other way to ask for a connection that is not kept.
        System.setProperty("jdk.httpclient.disableRetryConnect", "true");
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection");
    }

    private final HttpClient http;

    private Road(HttpClient http) {
        this.http = http;
    }

    /** Trusts `ca`, or the machine's own roots, and shows the certificate of `clientTls` where there is one (T-6). */
    static Road trusting(String ca, JsonNode clientTls) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10));
        if (!ca.isEmpty()) {
            builder.sslContext(context(ca, clientTls));
        }
        return new Road(builder.build());
    }

    /** The body of an answer with status 200 is left to `Envelope`. Cancelling breaks the connection. */
    CompletableFuture<HttpResponse<byte[]>> post(URI target, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .header("Connection", "close")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    static Heard failed(Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        if (cause instanceof CancellationException) {
            return new Heard.Lost("no answer in time");
        }
        boolean nothingSent = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException;
        return nothingSent ? new Heard.NotSent(cause.toString()) : new Heard.Lost(cause.toString());
    }

    private static SSLContext context(String ca, JsonNode clientTls) {
        try {
            KeyStore roots = emptyStore();
            int number = 0;
            for (Certificate root : certificates(ca)) {
                roots.setCertificateEntry("root" + number++, root);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(roots);
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] shown = clientTls.isObject() ? keyManagers(clientTls) : null;
            TrustManager[] trusted = trust.getTrustManagers();
            context.init(shown, trusted, null);
            return context;
        } catch (GeneralSecurityException | IOException error) {
            throw new IllegalArgumentException("a certificate or key for TLS cannot be read", error);
        }
    }

    private static KeyManager[] keyManagers(JsonNode clientTls) throws GeneralSecurityException, IOException {
        var chain = certificates(Json.text(clientTls, "certPem"));
        var encoded = new PKCS8EncodedKeySpec(Pem.read(Json.text(clientTls, "keyPem")));
        String algorithm = chain.iterator().next().getPublicKey().getAlgorithm();
        KeyStore store = emptyStore();
        store.setKeyEntry("own", KeyFactory.getInstance(algorithm).generatePrivate(encoded), new char[0], chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static Collection<? extends Certificate> certificates(String pem) throws GeneralSecurityException {
        var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        return CertificateFactory.getInstance("X.509").generateCertificates(bytes);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }
}
