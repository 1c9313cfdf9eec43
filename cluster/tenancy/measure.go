package tenancy

import (
	"fmt"
	"iter"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Measure is what a space was found to have when it was measured.
type Measure struct {
	Area  Area `json:"area"`           // what can be let
	Gross Area `json:"gross,omitzero"` // what it fills of its frame; none is the area
}

// Validate refuses a measure without area, and a gross area under it.
func (m Measure) Validate() error {
	var wrong finance.Problems
	if m.Area.IsZero() {
		wrong.Add("area", finance.ErrMissing)
	}
	wrong.Add("gross", m.checkGross())
	return wrong.Err()
}

func (m Measure) checkGross() error {
	if !m.Gross.IsZero() && m.Gross.Cmp(m.Area) < 0 {
		return fmt.Errorf("%v m² is under the area of %v m²: %w", m.Gross, m.Area, finance.ErrRange)
	}
	return nil
}

// fills is what m takes of its frame.
func (m Measure) fills() Area {
	if m.Gross.IsZero() {
		return m.Area
	}
	return m.Gross
}

// measure is what s has on a day.
func (s *Space) measure(on civil.Date) Measure {
	if m, ok := s.Measured.On(on); ok {
		return m
	}
	return Measure{s.Area, s.Gross}
}

// area is what can be let of s on a day.
func (s *Space) area(on civil.Date) Area {
	if len(s.Measured) == 0 {
		return s.Area
	}
	return s.measure(on).Area
}

// measures yields the pieces of a period on which s is there, each with its
// measure.
func (s *Space) measures(p civil.Period) iter.Seq2[civil.Period, Measure] {
	return func(yield func(civil.Period, Measure) bool) {
		p := s.there().Intersect(p)
		first := p
		if len(s.Measured) > 0 {
			first = p.Intersect(civil.Period{From: always.From, To: s.Measured[0].From})
		}
		if !first.IsZero() && !yield(first, Measure{s.Area, s.Gross}) {
			return
		}
		for piece, e := range s.Measured.Over(p) {
			if !yield(piece, e.Value) {
				return
			}
		}
	}
}

func (s *Space) checkMeasures(wrong *finance.Problems) {
	if s.Area.IsZero() && !s.Use.inside() && (s.Use != Kiosk || s.Within == "") {
		wrong.Add("area", finance.ErrMissing)
	}
	wrong.Add("gross", Measure{s.Area, s.Gross}.checkGross())
	wrong.Add("measured", s.Measured.Validate())
	for i, e := range s.Measured {
		wrong.AddAt("measured", i, problem("value", e.Value.Validate()))
	}
}
