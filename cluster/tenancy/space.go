package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Building is a frame that spaces fill: at no time more of them than its area.
type Building struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
	Area Area   `json:"area"` // gross internal
}

// Validate reports everything that is wrong with b in itself, as
// finance.Problems.
func (b Building) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkID(b.ID))
	if b.Area.IsZero() {
		wrong.Add("area", finance.ErrMissing)
	}
	return wrong.Err()
}

// Space is a unit that can be let, or a common one that cannot. A desk or a
// shelf that stands inside another space has no area of its own, so that no
// square metre counts twice. A space that is rebuilt or divided ends, and
// others begin.
type Space struct {
	ID       string        `json:"id"`
	Name     string        `json:"name,omitempty"`
	Building string        `json:"building,omitempty"` // empty for what stands outside
	Zone     string        `json:"zone,omitempty"`     // the part of the cluster: a floor, a wing
	Area     Area          `json:"area,omitzero"`
	Use      Use           `json:"use,omitzero"`
	Common   bool          `json:"common,omitempty"`  // a lobby, a corridor: part of the gross area, never let
	Lettable civil.Period  `json:"lettable,omitzero"` // the days on which it is there; the zero Period is every day
	Asking   finance.Money `json:"asking,omitzero"`   // price of a square metre a month that the house asks for it; with tax if the house's prices hold it
}

// Validate reports everything that is wrong with s in itself, as
// finance.Problems.
func (s Space) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkID(s.ID))
	wrong.Add("use", s.Use.Validate())
	if s.Area.IsZero() && !s.Use.inside() {
		wrong.Add("area", finance.ErrMissing)
	}
	if !s.Lettable.IsZero() {
		wrong.Add("lettable", s.Lettable.Validate())
	}
	wrong.Add("asking", notNegative(s.Asking))
	if s.Common && !s.Asking.IsZero() {
		wrong.Add("asking", fmt.Errorf("a common space is not let: %w", finance.ErrConflict))
	}
	return wrong.Err()
}

// always is every day there is.
var always = civil.Period{From: civil.MustDate("0001-01-01")}

// there is when s is there.
func (s *Space) there() civil.Period {
	if s.Lettable.IsZero() {
		return always
	}
	return s.Lettable
}

// lettable reports whether s can be let on a day.
func (s *Space) lettable(on civil.Date) bool { return !s.Common && s.there().Contains(on) }

// checkID refuses an empty id and one longer than accrual.MaxText.
func checkID(id string) error {
	if id == "" {
		return finance.ErrMissing
	}
	if len(id) > accrual.MaxText {
		return fmt.Errorf("%d bytes, at most %d: %w", len(id), accrual.MaxText, finance.ErrLimit)
	}
	return nil
}

// notNegative refuses an amount below nothing, or of no known currency.
func notNegative(m finance.Money) error {
	if m.Sign() < 0 {
		return finance.ErrNegative
	}
	return m.Validate()
}

// positive refuses an amount that is not above nothing.
func positive(m finance.Money) error {
	if m.IsZero() {
		return finance.ErrMissing
	}
	return notNegative(m)
}
