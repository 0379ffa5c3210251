// Package payload reads and writes objects with members that nobody need know, and decimals that are texts (section P).
package payload

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"
)

// Object is a payload, a line of the driver, or a part of one. Empty, null and absent are the same everywhere (P).
type Object map[string]any

// Read takes one JSON object and nothing behind it.
func Read(text []byte) (object Object, err error) {
	err = json.Unmarshal(text, &object)
	return object, err
}

// Text is a member that is a text, or "".
func (o Object) Text(name string) string {
	text, _ := o[name].(string)
	return text
}

// Milliseconds is a member that is a number of them.
func (o Object) Milliseconds(name string) time.Duration {
	count, _ := o[name].(float64)
	return time.Duration(count) * time.Millisecond
}

// Object is a member that is an object, or nil.
func (o Object) Object(name string) Object {
	members, _ := o[name].(map[string]any)
	return members
}

// Objects are the entries of a member that is an array.
func (o Object) Objects(name string) []Object {
	entries, _ := o[name].([]any)
	objects := make([]Object, len(entries))
	for at, entry := range entries {
		objects[at], _ = entry.(map[string]any)
	}
	return objects
}

// encoding/json escapes two line separators that JSON lets stand; the pair of backslashes keeps a written `\u2028` as it is.
var unescapeSeparators = strings.NewReplacer(`\\`, `\\`, `\u2028`, "\u2028", `\u2029`, "\u2029")

// JSON writes without blanks, the keys of objects sorted, nothing escaped that JSON does not oblige to: what D-7 hashes.
// What was read as JSON, or is made of texts and numbers, can always be written.
func JSON(value any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err)
	}
	return []byte(unescapeSeparators.Replace(strings.TrimSuffix(text.String(), "\n")))
}
