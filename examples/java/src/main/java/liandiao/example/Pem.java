package liandiao.example;

import java.util.Base64;

/** What stands between the lines of a PEM text. */
final class Pem {
    private Pem() {}

    static byte[] read(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z0-9 ]+-----", ""));
    }
}
