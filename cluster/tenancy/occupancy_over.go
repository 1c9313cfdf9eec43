package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// OccupancyOver is how much of a house was let over a period, day by day: each
// space counts on each day on which it can be let, with its area of that day.
type OccupancyOver struct {
	Over         civil.Period
	LettableDays int64 // days × hundredths of a square metre that could be let
	LetDays      int64 // of them, let
	SpaceDays    int64 // days × spaces that could be let
	LetSpaceDays int64 // of them, let
}

// OccupancyOver measures a period as [House.Occupancy] measures each of its
// days. An open period, one without a beginning and one that ends before it
// begins are refused; spaces that a lease holds twice count twice, which
// Validate refuses.
func (h House) OccupancyOver(p civil.Period) (OccupancyOver, error) {
	if err := bounded(p); err != nil {
		return OccupancyOver{}, fmt.Errorf("occupancy: %w", err)
	}
	s, o := h.survey(), OccupancyOver{Over: p}
	for i := range s.Spaces {
		if err := o.days(&s.Spaces[i], p, &o.LettableDays, &o.SpaceDays); err != nil {
			return OccupancyOver{}, fmt.Errorf("spaces[%d]: %w", i, err)
		}
	}
	for _, c := range s.claims() {
		if err := o.days(&s.Spaces[c.space], p.Intersect(c.held), &o.LetDays, &o.LetSpaceDays); err != nil {
			return OccupancyOver{}, s.lease(c.lease, err)
		}
	}
	return o, nil
}

// days adds those of a period on which s can be let, with its area of each and
// without.
func (o *OccupancyOver) days(s *Space, p civil.Period, areas, count *int64) error {
	if s.Common {
		return nil
	}
	for piece, m := range s.measures(p) {
		days := int64(piece.Days())
		for _, closed := range s.Closed {
			days -= int64(piece.Intersect(closed).Days())
		}
		*count += days
		if *areas += days * m.Area.hundredths; *areas < 0 || *count < 0 { // one product fits
			return finance.ErrOverflow
		}
	}
	return nil
}

// Share is the mean over the days, weighted by area: also called occupancy by
// square-metre-days. With nothing to let it is ErrRange.
//
//	occupancy = Σ let area × days / Σ lettable area × days
func (o OccupancyOver) Share() (finance.Rate, error) {
	return finance.NewRate(o.LetDays, o.LettableDays)
}

// ShareByCount is the mean over the days, each space alike.
func (o OccupancyOver) ShareByCount() (finance.Rate, error) {
	return finance.NewRate(o.LetSpaceDays, o.SpaceDays)
}

// bounded refuses a period that is invalid or has no end.
func bounded(p civil.Period) error {
	if err := p.Validate(); err != nil {
		return err
	}
	if p.IsOpen() {
		return fmt.Errorf("%v has no end: %w", p, finance.ErrRange)
	}
	return nil
}
