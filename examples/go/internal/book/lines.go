// Package book keeps on disk what must survive a kill: the commands that are owed a result, and the audit log.
package book

import (
	"bytes"
	"os"

	"liandiao-example/internal/payload"
)

// lines is a file that only grows, one JSON object a line, each on the disk before the work goes on.
type lines struct{ file *os.File }

// openLines also hands over what is there. A last line that the kill has cut was promised to nobody.
func openLines(path string, each func(payload.Object)) (lines, error) {
	text, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return lines{}, err
	}
	whole := text[:bytes.LastIndexByte(text, '\n')+1]
	for _, line := range bytes.Split(bytes.TrimSpace(whole), []byte("\n")) {
		if len(line) == 0 {
			continue
		}
		entry, err := payload.Read(line)
		if err != nil {
			return lines{}, err
		}
		each(entry)
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return lines{}, err
	}
	return lines{file}, file.Truncate(int64(len(whole)))
}

func (l lines) add(entry payload.Object) error {
	if _, err := l.file.Write(append(payload.JSON(entry), '\n')); err != nil {
		return err
	}
	return l.file.Sync()
}
