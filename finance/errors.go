package finance

import (
	"errors"
	"strconv"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// The kinds of failure, for errors.Is. Every error of the library wraps one of
// them or says why not; each has a stable code (see Code) that a host can
// translate. Those that package civil also answers are the same values there.
var (
	ErrMissing          = civil.ErrMissing                                     // what must be given is not
	ErrRange            = civil.ErrRange                                       // beyond what is allowed or exists
	ErrSyntax           = civil.ErrSyntax                                      // text that does not read as what it should be
	ErrOrder            = civil.ErrOrder                                       // reversed, or not ascending
	ErrCurrency   error = &failure{"currency", "currency"}                     // unknown, or not the same on both sides
	ErrOverflow   error = &failure{"overflow", "overflow"}                     // the result does not fit
	ErrOverlap          = civil.ErrOverlap                                     // two things claim the same days or place
	ErrUnknown          = civil.ErrUnknown                                     // a reference to nothing
	ErrDuplicate        = civil.ErrDuplicate                                   // the same name or id twice
	ErrTransition error = &failure{"transition", "not possible in this state"} // a lifecycle forbids it
	ErrClosed     error = &failure{"closed", "closed"}                         // what is closed does not change
	ErrConflict   error = &failure{"conflict", "conflict"}                     // contradicts what is known
	ErrNegative   error = &failure{"negative", "negative"}                     // below zero where that has no meaning
	ErrLimit      error = &failure{"limit", "over the limit"}                  // larger than the library accepts
	ErrCycle      error = &failure{"cycle", "cycle"}                           // depends on itself
	ErrWeights    error = &failure{"weights", "weights"}                       // none, all zero, or negative
)

// failure is a sentinel: compared by its address, translated by its code.
type failure struct{ code, text string }

func (f *failure) Error() string { return f.text }

// Code is the stable name of this kind of failure.
func (f *failure) Code() string { return f.code }

// Code returns the code of the first error in err's tree that has one, such as
// "missing" or "currency". It is empty when there is none.
func Code(err error) string {
	var coded interface{ Code() string }
	if errors.As(err, &coded) {
		return coded.Code()
	}
	return ""
}

// quoted is s as an error shows it: in quotes, without line breaks, short.
func quoted(s string) string { return strconv.Quote(cut(s, maxQuoted)) }
