package terms

import (
	"errors"
	"fmt"
)

// ErrType is a type, tag or kind that cannot be read or written: a mistake of
// the program, not of the file.
var ErrType error = &mistake{}

type mistake struct{}

func (*mistake) Error() string { return "not a type of terms" }

// Code is the stable name of this kind of failure.
func (*mistake) Code() string { return "type" }

// mistaken is an ErrType that says what is wrong.
func mistaken(format string, args ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), ErrType)
}

// position is an error with its place in a JSON text.
type position struct {
	line, column int // from 1; no column is 0
	err          error
}

func (p *position) Error() string {
	if p.column == 0 {
		return fmt.Sprintf("line %d: %v", p.line, p.err)
	}
	return fmt.Sprintf("line %d, column %d: %v", p.line, p.column, p.err)
}

func (p *position) Unwrap() error { return p.err }

// Line is the line of the JSON text, from 1, at which a problem of Decode
// stands. It is 0 for an error without one.
func Line(err error) int {
	var p *position
	if errors.As(err, &p) {
		return p.line
	}
	return 0
}
