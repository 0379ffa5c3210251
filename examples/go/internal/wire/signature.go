package wire

import (
	"crypto/hmac"
	"encoding/hex"
	"sort"
	"strings"

	"github.com/emmansun/gmsm/sm3"
)

// sign is HMAC-SM3 by the application's secret, of requests and answers alike (E-2).
func (a Application) sign(members map[string]string) string {
	mac := hmac.New(sm3.New, []byte(a.Secret))
	mac.Write([]byte(signatureText(members)))
	return hex.EncodeToString(mac.Sum(nil))
}

// signatureText holds all members but `signature`, empty ones left out, by name in ASCII order (E-1).
func signatureText(members map[string]string) string {
	var pairs []string
	for name, value := range members {
		if name != "signature" && value != "" {
			pairs = append(pairs, name+"="+value)
		}
	}
	sort.Slice(pairs, func(i, j int) bool { return nameOf(pairs[i]) < nameOf(pairs[j]) })
	return strings.Join(pairs, "&")
}

func nameOf(pair string) string {
	name, _, _ := strings.Cut(pair, "=")
	return name
}
