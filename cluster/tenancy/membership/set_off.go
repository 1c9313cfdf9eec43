package membership

import (
	"database/sql/driver"
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// Unused says what becomes of what an invoice leaves of a goodwill credit. The
// zero Unused is Carries.
type Unused uint8

// The two ways.
const (
	Carries Unused = iota // it stands against the next invoice
	Lapses                // it is lost
)

var unusedNames = finance.NewNames[Unused]("unused credit", "carries", "lapses")

// SetOff is a goodwill credit against an invoice.
//
//	credit  = applied + carried + lapsed
//	invoice = applied + left
type SetOff struct {
	Applied finance.Money // the smaller of the two
	Left    finance.Money // of the invoice, to be paid
	Carried finance.Money // of the credit
	Lapsed  finance.Money
}

// NewSetOff sets a goodwill credit off against an invoice. Goodwill is what the
// house gives; money that it owes, such as the price of a bought credit or a
// deposit, is no credit of this kind and never lapses: a negative amount is
// ErrNegative.
//
// Source: one-time charges and credits, Cobot.
func NewSetOff(goodwill, invoice finance.Money, u Unused) (SetOff, error) {
	var wrong finance.Problems
	wrong.Add("goodwill", notNegative(goodwill))
	wrong.Add("invoice", notNegative(invoice))
	wrong.Add("unused", u.Validate())
	if err := wrong.Err(); err != nil {
		return SetOff{}, fmt.Errorf("set-off: %w", err)
	}
	s, err := newSetOff(goodwill, invoice, u)
	if err != nil {
		return SetOff{}, fmt.Errorf("set-off: %w", err)
	}
	return s, nil
}

func newSetOff(goodwill, invoice finance.Money, u Unused) (s SetOff, err error) {
	if s.Applied, err = finance.Min(goodwill, invoice); err != nil {
		return SetOff{}, err
	}
	if s.Left, err = invoice.Sub(s.Applied); err != nil {
		return SetOff{}, err
	}
	rest, err := goodwill.Sub(s.Applied)
	if err != nil {
		return SetOff{}, err
	}
	none := finance.Zero(rest.Currency())
	if s.Carried, s.Lapsed = rest, none; u == Lapses {
		s.Carried, s.Lapsed = none, rest
	}
	return s, nil
}

// ParseUnused reads a way as String writes it: carries, lapses.
func ParseUnused(s string) (Unused, error) { return unusedNames.Parse(s) }

// Validate refuses a value that is neither with ErrRange.
func (u Unused) Validate() error { return unusedNames.Validate(u) }

// String returns the name, such as lapses.
func (u Unused) String() string { return unusedNames.Text(u) }

// MarshalText writes the name.
func (u Unused) MarshalText() ([]byte, error) { return unusedNames.Marshal(u) }

// UnmarshalText reads a name.
func (u *Unused) UnmarshalText(text []byte) error { return unusedNames.Unmarshal(u, text) }

// Scan reads a name from a text column; NULL is Carries.
func (u *Unused) Scan(src any) error { return unusedNames.Scan(u, src) }

// Value gives a database the name.
func (u Unused) Value() (driver.Value, error) { return unusedNames.Value(u) }
