// Package wire writes requests and reads answers: signature, encryption, envelope (section E).
package wire

import (
	"crypto/cipher"
	"crypto/hmac"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/emmansun/gmsm/sm4"

	"liandiao-example/internal/payload"
)

// China is the time of the interface, whatever the machine's zone (E).
var China = time.FixedZone("UTC+8", 8*60*60)

// Application is what the bureau registered: identity, secret, way of encrypting.
type Application struct {
	AppID, Secret, EncryptType string
	block                      cipher.Block
}

// Answer is what was said and may be believed.
type Answer struct {
	Code       string
	RetryAfter time.Duration
	Data       payload.Object
}

// NewApplication takes the SM4 key as 32 hexadecimal characters.
func NewApplication(appID, secret, sm4Key, encryptType string) (Application, error) {
	key, err := hex.DecodeString(sm4Key)
	if err != nil {
		return Application{}, err
	}
	block, err := sm4.NewCipher(key)
	return Application{appID, secret, encryptType, block}, err
}

// NewNonce draws 32 characters, fresh for every attempt (C-1).
func NewNonce() string { return hex.EncodeToString(random(16)) }

// WriteRequest encrypts, signs and wraps a business payload.
func (a Application) WriteRequest(service string, data payload.Object, nonce string, now time.Time) []byte {
	members := map[string]string{
		"appId": a.AppID, "interface": service, "version": "1.0", "timestamp": now.In(China).Format("20060102150405"),
		"nonce": nonce, "encryptType": a.EncryptType, "data": a.encrypt(payload.JSON(data)), "signType": "HMAC-SM3",
	}
	members["signature"] = a.sign(members)
	return payload.JSON(members)
}

// ReadAnswer believes an answer or says why not (C-2); what is not believed is an unknown outcome.
func (a Application) ReadAnswer(body []byte, nonce string) (Answer, error) {
	members, err := readMembers(body)
	if err != nil {
		return Answer{}, err
	}
	code, own := members["returnCode"], members["requestNonce"] == nonce
	answer := Answer{Code: code, RetryAfter: readRetryAfter(members["retryAfter"])}
	switch unsigned := members["signature"] == ""; {
	case unsigned && (code == "1002" || code == "2006") && (own || members["requestNonce"] == ""):
		return answer, nil
	case unsigned:
		return Answer{}, fmt.Errorf("an unsigned %s", code)
	case !hmac.Equal([]byte(a.sign(members)), []byte(members["signature"])):
		return Answer{}, fmt.Errorf("the signature of a %s does not hold", code)
	case !own:
		return Answer{}, fmt.Errorf("a %s that answers another request", code)
	case members["data"] == "":
		return answer, nil
	}
	plaintext, err := a.decrypt(members["data"])
	if err != nil {
		return Answer{}, err
	}
	answer.Data, err = payload.Read(plaintext)
	return answer, err
}

var (
	answerMembers = []string{"requestId", "requestNonce", "interface", "timestamp", "returnCode", "returnMessage",
		"encryptType", "data", "signType", "signature"}
	returnCode = regexp.MustCompile(`^[0-9]{4}$`)
	retryAfter = regexp.MustCompile(`^[0-9]{1,6}$`)
)

// readMembers wants all members of E-7 and lets others pass, strings all of them (E-10).
func readMembers(body []byte) (map[string]string, error) {
	var read map[string]*string
	if err := json.Unmarshal(body, &read); err != nil {
		return nil, fmt.Errorf("no answer of this interface: %w", err)
	}
	for _, name := range answerMembers {
		if _, present := read[name]; !present {
			return nil, fmt.Errorf("%s is missing", name)
		}
	}
	members := make(map[string]string, len(read))
	for name, value := range read {
		if value == nil {
			return nil, fmt.Errorf("%s is null", name)
		}
		members[name] = *value
	}
	if !returnCode.MatchString(members["returnCode"]) {
		return nil, fmt.Errorf("%q is no return code", members["returnCode"])
	}
	return members, nil
}

// readRetryAfter takes whole seconds; absent means 10 (E-7).
func readRetryAfter(text string) time.Duration {
	if !retryAfter.MatchString(text) {
		return 10 * time.Second
	}
	seconds, _ := strconv.Atoi(text)
	return time.Duration(seconds) * time.Second
}
