package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Retention is how many leases that could end in a period stayed.
//
//	could end  an end that was ever agreed has its last day in the period: that of the term,
//	           of an amended term, or a break; each lease counts once
//	kept       it could end, and its resident stayed: the lease was prolonged, the break not
//	           used, or a lease of the same resident begins on the day after the last
//	left       it ended in the period, and its resident did not stay
//	come       a lease that begins in the period and follows none of the same resident
//
// What ended earlier than ever agreed before could end all the same: the
// amendment that says so agreed on an end in the period. A lease that comes and
// leaves in one period is in both counts, and not in that of the start.
type Retention struct {
	Over                        civil.Period
	Start                       int  // the leases that hold on the day before the period
	CouldEnd, Kept, Left, Come  int  // leases
	StartArea                   Area // let on the day before
	EndArea, KeptArea, LeftArea Area // of the leases that could end, were kept, left: on their last day in the period
}

// Retention compares what could end in a period with what did, as the leases
// are now amended. An open period is refused.
func (h House) Retention(p civil.Period) (Retention, error) {
	if err := bounded(p); err != nil {
		return Retention{}, fmt.Errorf("retention: %w", err)
	}
	s := h.survey()
	r := Retention{Over: p}
	begins, ends := s.ways()
	for i := range s.Leases {
		if err := r.lease(s, i, begins, ends); err != nil {
			return Retention{}, s.lease(i, err)
		}
	}
	return r, nil
}

// way is a resident on the day on which a lease of it begins, or is over.
type way struct {
	resident accrual.Party
	on       civil.Date
}

// ways are the days on which residents' leases begin, and on which they are
// over.
func (s *survey) ways() (begins, ends map[way]bool) {
	begins, ends = make(map[way]bool, len(s.Leases)), make(map[way]bool, len(s.Leases))
	for i, term := range s.terms {
		l := &s.Leases[i]
		begins[way{l.resident(term.From), term.From}] = true
		if !term.To.IsZero() {
			ends[way{l.resident(term.To.AddDays(-1)), term.To}] = true
		}
	}
	return begins, ends
}

func (r *Retention) lease(s *survey, i int, begins, ends map[way]bool) error {
	l, term := &s.Leases[i], s.terms[i]
	if before := r.Over.From.AddDays(-1); term.Contains(before) {
		r.Start++
		if err := s.growBy(&r.StartArea, l, before); err != nil {
			return err
		}
	}
	if r.Over.Contains(term.From) && !ends[way{l.resident(term.From), term.From}] {
		r.Come++
	}
	last, could := lastAgreed(l, term, r.Over)
	if !could || !term.Overlaps(r.Over) { // it may be over long since
		return nil
	}
	r.CouldEnd++
	count, area := &r.Kept, &r.KeptArea
	if end := term.To; end == last && !begins[way{l.resident(end.AddDays(-1)), end}] {
		count, area = &r.Left, &r.LeftArea
	}
	*count++
	var held Area
	if err := s.growBy(&held, l, last.AddDays(-1)); err != nil {
		return err
	}
	if err := r.EndArea.grow(held); err != nil {
		return err
	}
	return area.grow(held)
}

// lastAgreed is the last end in a period that was agreed for a lease; its
// actual one, if that lies in it. Each end is the day after the last.
func lastAgreed(l *Lease, term, in civil.Period) (last civil.Date, could bool) {
	note := func(end civil.Date) {
		if !end.IsZero() && in.Contains(end.AddDays(-1)) && (!could || end.After(last)) {
			last, could = end, true
		}
	}
	if note(term.To); could {
		return last, true
	}
	note(l.Term.To)
	for _, a := range l.agreed() {
		if a.Term != nil {
			note(a.Term.To)
		}
	}
	for _, d := range l.breaks() {
		if term.Contains(d) {
			note(d)
		}
	}
	return last, could
}

// growBy adds what a lease holds on a day.
func (s *survey) growBy(total *Area, l *Lease, on civil.Date) error {
	for _, id := range l.holds(on) {
		at, ok := s.spaces[id]
		if !ok {
			return problem("spaces", unknown(id))
		}
		if err := total.grow(s.Spaces[at].area(on)); err != nil {
			return err
		}
	}
	return nil
}

// Rate is the part of the leases that could end that were kept. Where none
// could it is ErrRange.
//
//	retention = kept / could end
func (r Retention) Rate() (finance.Rate, error) {
	return finance.NewRate(int64(r.Kept), int64(r.CouldEnd))
}

// RateByArea is Rate with each lease weighed by its area.
func (r Retention) RateByArea() (finance.Rate, error) { return r.KeptArea.Ratio(r.EndArea) }

// Churn is the part of the leases at the start that left. Where there were none
// it is ErrRange.
//
//	churn = left / start
func (r Retention) Churn() (finance.Rate, error) {
	return finance.NewRate(int64(r.Left), int64(r.Start))
}

// ChurnByArea is Churn with each lease weighed by its area.
func (r Retention) ChurnByArea() (finance.Rate, error) { return r.LeftArea.Ratio(r.StartArea) }
