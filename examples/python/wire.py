"""The wire of the e-invoice interface: signature text, HMAC-SM3, SM4-CBC/ECB, envelope (clauses E-1 to E-8)."""

import base64
import hmac
import json
import secrets
from datetime import datetime

from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hmac import HMAC

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ANSWER_MEMBERS = ("requestId", "requestNonce", "interface", "timestamp", "returnCode",
                  "returnMessage", "encryptType", "data", "signType", "signature")


class Unreadable(Exception):
    """An answer that is ill-formed or not to be believed (C-2): its outcome is unknown."""


def new_nonce() -> str:
    """A fresh nonce of 32 letters and digits, one for every attempt (C-1)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(32))


def signature_text(message: dict) -> bytes:
    """All members but `signature`, empty ones left out, by name in ASCII order (E-1)."""
    named = sorted((name, value) for name, value in message.items() if name != "signature" and value != "")
    return "&".join(f"{name}={value}" for name, value in named).encode()


def hmac_sm3(text: bytes, app_secret: str) -> str:
    mac = HMAC(app_secret.encode(), hashes.SM3())
    mac.update(text)
    return mac.finalize().hex()


def _cipher(key: bytes, encrypt_type: str, iv: bytes) -> Cipher:
    return Cipher(algorithms.SM4(key), modes.CBC(iv) if encrypt_type == "SM4-CBC" else modes.ECB())


def encrypt(plaintext: str, sm4_key: str, encrypt_type: str) -> str:
    """base64(IV ‖ ciphertext) with a random IV; without the IV in ECB (E-4)."""
    iv = secrets.token_bytes(16)
    padder = padding.PKCS7(128).padder()
    padded = padder.update(plaintext.encode()) + padder.finalize()
    encryptor = _cipher(bytes.fromhex(sm4_key), encrypt_type, iv).encryptor()
    sealed = encryptor.update(padded) + encryptor.finalize()
    return base64.b64encode((iv if encrypt_type == "SM4-CBC" else b"") + sealed).decode()


def decrypt(data: str, sm4_key: str, encrypt_type: str) -> str:
    sealed = base64.b64decode(data, validate=True)
    iv, sealed = (sealed[:16], sealed[16:]) if encrypt_type == "SM4-CBC" else (b"", sealed)
    decryptor = _cipher(bytes.fromhex(sm4_key), encrypt_type, iv).decryptor()
    unpadder = padding.PKCS7(128).unpadder()
    padded = decryptor.update(sealed) + decryptor.finalize()
    return (unpadder.update(padded) + unpadder.finalize()).decode()


def write_request(interface: str, payload: dict, now: datetime, nonce: str, keys: dict) -> bytes:
    message = {
        "appId": keys["appId"], "interface": interface, "version": "1.0",
        "timestamp": now.strftime("%Y%m%d%H%M%S"), "nonce": nonce,
        "encryptType": keys["encryptType"],
        "data": encrypt(json.dumps(payload, ensure_ascii=False), keys["sm4Key"], keys["encryptType"]),
        "signType": keys["signType"],
    }
    message["signature"] = hmac_sm3(signature_text(message), keys["appSecret"])
    return json.dumps(message).encode()


def read_answer(body: bytes, nonce: str, keys: dict) -> dict:
    """The answer with its payload decrypted in `payload`; raises Unreadable where C-2 says not to believe it."""
    try:
        answer = json.loads(body)
        well_formed = isinstance(answer, dict) and all(isinstance(answer.get(name), str) for name in ANSWER_MEMBERS)
    except ValueError as error:
        raise Unreadable("not JSON") from error
    if not well_formed or not all(isinstance(value, str) for value in answer.values()):
        raise Unreadable("not an answer of this interface")
    if answer["signature"] == "":
        if answer["returnCode"] not in ("1002", "2006") or answer["requestNonce"] not in ("", nonce):
            raise Unreadable("unsigned answer")
        return {**answer, "payload": {}}
    expected = hmac_sm3(signature_text(answer), keys["appSecret"])
    if not hmac.compare_digest(expected, answer["signature"]) or answer["requestNonce"] != nonce:
        raise Unreadable("badly signed answer, or the answer of another request")
    try:
        text = decrypt(answer["data"], keys["sm4Key"], keys["encryptType"]) if answer["data"] else "{}"
        return {**answer, "payload": json.loads(text)}
    except ValueError as error:
        raise Unreadable("data cannot be read") from error
