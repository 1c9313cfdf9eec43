package tenancy

import (
	"fmt"
	"slices"

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

// Space is a unit that can be let, or a common one that cannot. Spaces form a
// tree: a room is within a floor, which is common, and a desk within a hall.
// What can be let itself holds only desks, shelves and kiosks without an area
// of their own, so that no square metre counts twice; they count by the piece.
// A space that is rebuilt or divided ends, and others begin: see [House.Split].
type Space struct {
	ID       string                  `json:"id"`
	Name     string                  `json:"name,omitempty"`
	Building string                  `json:"building,omitempty"` // empty for what stands outside, or is within another space
	Within   string                  `json:"within,omitempty"`   // the space that it is a part of
	Zone     string                  `json:"zone,omitempty"`     // a name to group by: a floor, a wing
	Area     Area                    `json:"area,omitzero"`      // what can be let of it, until it is measured again
	Gross    Area                    `json:"gross,omitzero"`     // what it fills of its building or space; none is its area
	Measured civil.Timeline[Measure] `json:"measured,omitempty"` // later measures
	Pieces   finance.Number          `json:"pieces,omitzero"`    // the metres of a shelf or a kiosk, the passes of a desk; none is one
	Use      Use                     `json:"use,omitzero"`
	Common   bool                    `json:"common,omitempty"`  // a lobby, a floor: part of the gross area, never let itself
	Flags    []Flag                  `json:"flags,omitempty"`   // what limits what may be agreed
	Lettable civil.Period            `json:"lettable,omitzero"` // the days on which it is there; the zero Period is every day
	Closed   []civil.Period          `json:"closed,omitempty"`  // the days of them on which it is not offered, such as repairs; apart and in order
	Asking   finance.Money           `json:"asking,omitzero"`   // what the house asks a month for a square metre, or for a piece of what has no area; with tax if the house's prices hold it
}

// Validate reports everything that is wrong with s in itself, as
// finance.Problems.
func (s Space) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkID(s.ID))
	wrong.Add("use", s.Use.Validate())
	s.checkMeasures(&wrong)
	s.checkPieces(&wrong)
	s.checkFlags(&wrong)
	if !s.Lettable.IsZero() {
		wrong.Add("lettable", s.Lettable.Validate())
	}
	checkApart(&wrong, "closed", s.Closed)
	wrong.Add("asking", notNegative(s.Asking))
	if s.Common && !s.Asking.IsZero() {
		wrong.Add("asking", fmt.Errorf("a common space is not let: %w", finance.ErrConflict))
	}
	return wrong.Err()
}

func (s *Space) checkPieces(wrong *finance.Problems) {
	switch {
	case s.Pieces.IsZero():
	case s.Pieces.Sign() < 0:
		wrong.Add("pieces", finance.ErrNegative)
	case !s.Use.piecewise():
		wrong.Add("pieces", fmt.Errorf("of a %v: %w", s.Use, finance.ErrConflict))
	case s.Pieces.Cmp(maxPieces) > 0 || s.Pieces.Den() > maxDen:
		wrong.Add("pieces", fmt.Errorf("at most a million, as n/d, d at most 10000: %w", finance.ErrRange))
	}
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
func (s *Space) lettable(on civil.Date) bool {
	return !s.Common && s.there().Contains(on) && !s.closed(on)
}

// closed reports whether s is not offered on a day.
func (s *Space) closed(on civil.Date) bool {
	return slices.ContainsFunc(s.Closed, func(p civil.Period) bool { return p.Contains(on) })
}

// pieces is how many pieces s has.
func (s *Space) pieces() finance.Number {
	if s.Pieces.IsZero() {
		return finance.Number{Rate: one}
	}
	return s.Pieces
}

// asked is what the house asks for s a month, as its prices are, rounded
// half-even.
//
//	asked = asking × area    or, without an area, asking × pieces
func (s *Space) asked(on civil.Date) (finance.Money, error) {
	if area := s.area(on); !area.IsZero() {
		return area.at(s.Asking, 1, 1, finance.HalfEven)
	}
	return s.Asking.MulRate(s.pieces().Rate, finance.HalfEven)
}

// checkID refuses an empty id and one longer than accrual.MaxText.
func checkID(id string) error { return finance.CheckName(id, accrual.MaxText) }
