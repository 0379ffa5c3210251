package liandiao.example;

import com.fasterxml.jackson.databind.JsonNode;

/** With what an application proves itself and the bureau to it, as `open` gives it (D). */
record Keys(String appId, Signing signing, Sm4 sm4) {
    static Keys of(JsonNode opening) {
        Signing signing = switch (Json.text(opening, "signType")) {
            case "HMAC-SM3" -> new Signing.HmacSm3(Json.text(opening, "appSecret"));
            case "SM2-SM3" -> Signing.Sm2.of(Json.text(opening, "privateKeyPem"), Json.text(opening, "bureauPublicKeyPem"));
            default -> throw new IllegalArgumentException("signType");
        };
        return new Keys(
                Json.text(opening, "appId"),
                signing,
                new Sm4(Json.text(opening, "sm4Key"), Sm4.Mode.named(Json.text(opening, "encryptType"))));
    }
}
