package liandiao.example;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.util.encoders.Hex;

/** SM4 with PKCS#7, in base64; in CBC a fresh IV goes in front (E-4). */
record Sm4(byte[] key, Mode mode) {
    private static final int BLOCK = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** As it was registered for the application. */
    enum Mode {
        CBC,
        ECB;

        static Mode named(String encryptType) {
            return valueOf(encryptType.replaceFirst("^SM4-", ""));
        }

        String encryptType() {
            return "SM4-" + name();
        }
    }

    Sm4(String hex, Mode mode) {
        this(Hex.decode(hex), mode);
    }

    String encrypt(byte[] plain) {
        byte[] iv = new byte[mode == Mode.CBC ? BLOCK : 0];
        RANDOM.nextBytes(iv);
        try {
            byte[] sealed = run(true, iv, plain);
            byte[] whole = Arrays.copyOf(iv, iv.length + sealed.length);
            System.arraycopy(sealed, 0, whole, iv.length, sealed.length);
            return Base64.getEncoder().encodeToString(whole);
        } catch (InvalidCipherTextException error) {
            throw new IllegalStateException("SM4 could not encrypt", error);
        }
    }

    /** Throws IllegalArgumentException for what was not encrypted with this key. */
    byte[] decrypt(String data) {
        byte[] whole = Base64.getDecoder().decode(data);
        int front = mode == Mode.CBC ? BLOCK : 0;
        if (whole.length <= front || whole.length % BLOCK != 0) {
            throw new IllegalArgumentException("data of an impossible length");
        }
        try {
            return run(false, Arrays.copyOf(whole, front), Arrays.copyOfRange(whole, front, whole.length));
        } catch (InvalidCipherTextException error) {
            throw new IllegalArgumentException("data with a bad padding", error);
        }
    }

    private byte[] run(boolean encrypting, byte[] iv, byte[] input) throws InvalidCipherTextException {
        KeyParameter parameter = new KeyParameter(key);
        var cipher = mode == Mode.CBC
                ? new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(new SM4Engine()))
                : new PaddedBufferedBlockCipher(new SM4Engine());
        cipher.init(encrypting, mode == Mode.CBC ? new ParametersWithIV(parameter, iv) : parameter);
        byte[] output = new byte[cipher.getOutputSize(input.length)];
        int length = cipher.processBytes(input, 0, input.length, output, 0);
        length += cipher.doFinal(output, length);
        return Arrays.copyOf(output, length);
    }
}
