package wire

import (
	"bytes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"errors"

	"github.com/emmansun/gmsm/sm4"
)

var errUndecryptable = errors.New("data cannot be decrypted")

// encrypt is SM4 with PKCS#7: CBC with a fresh IV in front of the ciphertext, or ECB (E-4).
func (a Application) encrypt(plaintext []byte) string {
	padding := sm4.BlockSize - len(plaintext)%sm4.BlockSize
	text := append(bytes.Clone(plaintext), bytes.Repeat([]byte{byte(padding)}, padding)...)
	if a.EncryptType == "SM4-ECB" {
		eachBlock(text, a.block.Encrypt)
		return base64.StdEncoding.EncodeToString(text)
	}
	iv := random(sm4.BlockSize)
	cipher.NewCBCEncrypter(a.block, iv).CryptBlocks(text, text)
	return base64.StdEncoding.EncodeToString(append(iv, text...))
}

func (a Application) decrypt(data string) ([]byte, error) {
	text, err := base64.StdEncoding.Strict().DecodeString(data)
	if err != nil || len(text) < sm4.BlockSize || len(text)%sm4.BlockSize != 0 {
		return nil, errUndecryptable
	}
	if a.EncryptType == "SM4-ECB" {
		eachBlock(text, a.block.Decrypt)
	} else {
		iv := text[:sm4.BlockSize]
		text = text[sm4.BlockSize:]
		cipher.NewCBCDecrypter(a.block, iv).CryptBlocks(text, text)
	}
	if len(text) == 0 {
		return nil, errUndecryptable
	}
	padding := int(text[len(text)-1])
	if padding == 0 || padding > sm4.BlockSize || !bytes.HasSuffix(text, bytes.Repeat([]byte{byte(padding)}, padding)) {
		return nil, errUndecryptable
	}
	return text[:len(text)-padding], nil
}

// eachBlock is ECB, which the standard library leaves out on purpose; the interface knows it all the same.
func eachBlock(text []byte, turn func(dst, src []byte)) {
	for ; len(text) > 0; text = text[sm4.BlockSize:] {
		turn(text, text)
	}
}

// random draws what must be fresh for every attempt; without dice no request may leave at all.
func random(length int) []byte {
	drawn := make([]byte, length)
	if _, err := rand.Read(drawn); err != nil {
		panic(err)
	}
	return drawn
}
