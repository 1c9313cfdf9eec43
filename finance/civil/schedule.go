package civil

import (
	"errors"
	"fmt"
)

// Schedule cuts a term into periods of some months each. Regular dates count
// from one anchor, each in one step, so that the 31st comes back after February.
type Schedule struct {
	Months   int        `json:"months"`             // from one regular date to the next, 1 to 119988
	Anchor   Date       `json:"anchor,omitzero"`    // a regular date, in the term or not; none: the term's beginning, and its end for stubs that are first
	MonthEnd MonthEnd   `json:"month_end,omitzero"` // what becomes of an anchor at the end of a month
	Stub     Stub       `json:"stub,omitzero"`      // where the months that do not fill a period go
	Adjust   Convention `json:"adjust,omitzero"`    // of dates that are no business days
}

// Scheduled is one period of a schedule. What is earned counts by the period
// itself; what is paid moves with the calendar.
type Scheduled struct {
	Period   Period // as the contract counts it
	Adjusted Period // the same with both ends moved to business days; empty if they meet
	Stub     bool   // its ends are not one step apart
}

// Validate reports months out of range (ErrRange) and unknown rules.
func (s Schedule) Validate() error {
	var months error
	if s.Months < 1 || s.Months > maxMonth {
		months = fmt.Errorf("%w: %d", ErrRange, s.Months)
	}
	return errors.Join(
		at("months", months),
		at("month_end", s.MonthEnd.Validate()),
		at("stub", s.Stub.Validate()),
		at("adjust", s.Adjust.Validate()),
	)
}

// Over cuts term. The periods tile it; only the first and the last may be
// stubs, and both are only if the anchor is neither end of the term. A term
// that Validate refuses, one without an end (ErrMissing), and under NoStub one
// that regular dates do not fill (ErrRange) are refused. Without Adjust and
// LastBusinessDay, no calendar is asked.
func (s Schedule) Over(term Period, c Calendar) ([]Scheduled, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	if err := bounded(term); err != nil {
		return nil, at("term", err)
	}
	regular, err := s.regular(term, c)
	if err != nil {
		return nil, err
	}
	cuts, err := s.Stub.cut(term, regular)
	if err != nil {
		return nil, err
	}
	return s.periods(cuts, c)
}

func bounded(term Period) error {
	if term.IsOpen() {
		return &entryError{"to", ErrMissing}
	}
	return term.Validate()
}

// regular is every regular date from the beginning of term to its end, both
// included.
func (s Schedule) regular(term Period, c Calendar) ([]Date, error) {
	anchor := s.anchor(term)
	first, last := term.From.Month().Sub(anchor.Month()), term.To.Month().Sub(anchor.Month())
	first += ((-first)%s.Months + s.Months) % s.Months // up to whole steps
	var dates []Date
	at := term.From.AddDays(-1)
	for n := first; n <= last; n += s.Months {
		d, err := s.MonthEnd.AddMonths(anchor, n, c)
		if err != nil {
			return nil, err
		}
		if d.After(at) && !d.After(term.To) {
			dates = append(dates, d)
			at = d
		}
	}
	return dates, nil
}

func (s Schedule) anchor(term Period) Date {
	switch {
	case !s.Anchor.IsZero():
		return s.Anchor
	case s.Stub == ShortFirst || s.Stub == LongFirst:
		return term.To
	}
	return term.From
}

// periods gives each pair of neighbouring cuts its adjusted dates.
func (s Schedule) periods(cuts []cut, c Calendar) ([]Scheduled, error) {
	periods := make([]Scheduled, 0, len(cuts)-1)
	from, err := c.Adjust(cuts[0].on, s.Adjust)
	if err != nil {
		return nil, err
	}
	for i := 1; i < len(cuts); i++ {
		to, err := c.Adjust(cuts[i].on, s.Adjust)
		if err != nil {
			return nil, err
		}
		periods = append(periods, Scheduled{
			Period:   Period{cuts[i-1].on, cuts[i].on},
			Adjusted: Period{from, to},
			Stub:     cuts[i].stub,
		})
		from = to
	}
	return periods, nil
}
