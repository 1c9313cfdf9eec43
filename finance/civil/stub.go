package civil

import (
	"database/sql/driver"
	"fmt"
)

// Stub says where the days of a term go that fill no regular period. The zero
// Stub is ShortLast.
type Stub uint8

// The stubs. A term that holds no regular date inside it is one period.
const (
	ShortLast  Stub = iota // a short last period
	LongLast               // the last period takes them too
	ShortFirst             // a short first period
	LongFirst              // the first period takes them too
	NoStub                 // there must be none
)

var stubNames = names[Stub]{"stub", []string{"short-last", "long-last", "short-first", "long-first", "none"}}

// cut is a day between two periods; stub says of the period that ends there
// that it is not regular.
type cut struct {
	on   Date
	stub bool
}

// cut joins the regular dates with the ends of the term. regular ascends and
// lies in term, ends included.
func (s Stub) cut(term Period, regular []Date) ([]cut, error) {
	first := len(regular) == 0 || regular[0] != term.From
	last := len(regular) == 0 || regular[len(regular)-1] != term.To
	if s == NoStub && (first || last) {
		return nil, fmt.Errorf("%w: regular periods do not fill %s", ErrRange, term)
	}
	cuts := make([]cut, 0, len(regular)+2)
	if first {
		cuts = append(cuts, cut{on: term.From})
	}
	for _, d := range regular {
		cuts = append(cuts, cut{d, first && len(cuts) == 1})
	}
	if last {
		cuts = append(cuts, cut{term.To, true})
	}
	return s.lengthen(cuts, first, last), nil
}

// lengthen drops the cut that sets a stub apart, where the stub is to be long
// and has a neighbour.
func (s Stub) lengthen(cuts []cut, first, last bool) []cut {
	n := len(cuts)
	switch {
	case n < 3:
	case s == LongFirst && first:
		cuts[1].on = cuts[0].on
		cuts[2].stub = true
		return cuts[1:]
	case s == LongLast && last:
		cuts[n-2] = cuts[n-1]
		return cuts[:n-1]
	}
	return cuts
}

// ParseStub reads a stub as String writes it: short-last, long-first, none.
func ParseStub(s string) (Stub, error) { return stubNames.parse(s) }

// Validate refuses a value that is no stub with ErrRange.
func (s Stub) Validate() error { return stubNames.validate(s) }

// String is the name of the stub.
func (s Stub) String() string { return stubNames.text(s) }

// MarshalText writes what String writes; an unknown stub is an error.
func (s Stub) MarshalText() ([]byte, error) { return stubNames.marshal(s) }

// UnmarshalText reads what String writes.
func (s *Stub) UnmarshalText(b []byte) error { return stubNames.unmarshal(s, b) }

// Scan reads a stub from SQL: text, or NULL for ShortLast.
func (s *Stub) Scan(src any) error { return stubNames.scan(s, src) }

// Value gives SQL the name of s.
func (s Stub) Value() (driver.Value, error) { return stubNames.value(s) }
