package liandiao.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.encoders.Hex;

/** The two ways to sign a signature text (E-2, E-3). */
sealed interface Signing {
    String type();

    String sign(String text);

    boolean verifies(String text, String signature);

    /** A secret that both sides know (E-2). */
    record HmacSm3(String appSecret) implements Signing {
        @Override
        public String type() {
            return "HMAC-SM3";
        }

        @Override
        public String sign(String text) {
            HMac mac = new HMac(new SM3Digest());
            mac.init(new KeyParameter(utf8(appSecret)));
            mac.update(utf8(text), 0, utf8(text).length);
            byte[] made = new byte[mac.getMacSize()];
            mac.doFinal(made, 0);
            return Hex.toHexString(made);
        }

        @Override
        public boolean verifies(String text, String signature) {
            return MessageDigest.isEqual(utf8(sign(text)), utf8(signature));
        }

        @Override
        public String toString() {
            return "HmacSm3[a secret]";
        }
    }

    /** Our private key signs, the bureau's public key verifies (E-3). */
    record Sm2(AsymmetricKeyParameter own, AsymmetricKeyParameter bureau) implements Signing {
        private static final byte[] USER = utf8("1234567812345678");

        static Sm2 of(String privateKeyPem, String bureauPublicKeyPem) {
            try {
                return new Sm2(
                        PrivateKeyFactory.createKey(Pem.read(privateKeyPem)),
                        PublicKeyFactory.createKey(Pem.read(bureauPublicKeyPem)));
            } catch (IOException error) {
                throw new IllegalArgumentException("a key of SM2 cannot be read", error);
            }
        }

        @Override
        public String type() {
            return "SM2-SM3";
        }

        @Override
        public String sign(String text) {
            SM2Signer signer = new SM2Signer();
            signer.init(true, new ParametersWithID(own, USER));
            signer.update(utf8(text), 0, utf8(text).length);
            try {
                return Base64.getEncoder().encodeToString(signer.generateSignature());
            } catch (CryptoException error) {
                throw new IllegalStateException("SM2 could not sign", error);
            }
        }

        @Override
        public boolean verifies(String text, String signature) {
            SM2Signer signer = new SM2Signer();
            signer.init(false, new ParametersWithID(bureau, USER));
            signer.update(utf8(text), 0, utf8(text).length);
            try {
                return signer.verifySignature(Base64.getDecoder().decode(signature));
            } catch (IllegalArgumentException error) {
                return false;
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
