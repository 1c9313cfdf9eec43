package civil

// sentinel is an error with a stable code that a host can translate.
type sentinel struct{ code, text string }

func (s *sentinel) Error() string { return s.text }

// Code is the stable code of the error.
func (s *sentinel) Code() string { return s.code }

// The errors of this package; others wrap them and add the place.
var (
	ErrMissing   error = &sentinel{"missing", "missing"}
	ErrSyntax    error = &sentinel{"syntax", "syntax"}
	ErrRange     error = &sentinel{"range", "out of range"}
	ErrOrder     error = &sentinel{"order", "out of order"}
	ErrOverlap   error = &sentinel{"overlap", "overlap"}
	ErrUnknown   error = &sentinel{"unknown", "unknown"}
	ErrDuplicate error = &sentinel{"duplicate", "duplicate"}
	ErrCalendar  error = &sentinel{"calendar", "beyond the calendar's years"}
	ErrContext   error = &sentinel{"context", "needs a context"}
)

// at puts a place before an error, and before the place that it has. It is nil
// for no error.
func at(path string, err error) error {
	switch inner := err.(type) { //nolint:errorlint // only an error that is nothing but a place is taken apart
	case nil:
		return nil
	case *entryError:
		return &entryError{path + "." + inner.path, inner.err}
	}
	return &entryError{path, err}
}

// entryError is what is wrong with one place of a value.
type entryError struct {
	path string
	err  error
}

func (e *entryError) Error() string { return e.path + ": " + e.err.Error() }

// Path is the place inside the value that was validated, such as [1].from.
func (e *entryError) Path() string { return e.path }

// Unwrap is the error without its place.
func (e *entryError) Unwrap() error { return e.err }
