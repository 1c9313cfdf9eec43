package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// waiting is a house on the day on which somebody asks for a space.
type waiting struct {
	*survey
	roll   RentRoll
	blocks [][]block // of each space, by their first day
}

// block is a stretch of days on which a space is not free, and the lease that
// has it; -1 while it is closed.
type block struct {
	in    civil.Period
	lease int
}

func (h House) waiting(on civil.Date) (*waiting, error) {
	s := h.survey()
	roll, err := s.roll(on)
	if err != nil {
		return nil, err
	}
	w := &waiting{survey: s, roll: roll, blocks: make([][]block, len(s.Spaces))}
	claims := s.claims()
	for _, c := range claims {
		w.block(c.space, c)
		for up := range above(s.parents, c.space) {
			w.block(up, c)
		}
	}
	for i := range s.Spaces {
		for up := range above(s.parents, i) {
			at := firstOf(claims, up, civil.Period{From: on})
			for ; at < len(claims) && claims[at].space == up; at++ {
				w.block(i, claims[at])
			}
		}
		for _, closed := range s.Spaces[i].Closed {
			w.blocks[i] = append(w.blocks[i], block{closed, -1})
		}
		slices.SortStableFunc(w.blocks[i], func(a, b block) int { return a.in.From.Compare(b.in.From) })
	}
	return w, nil
}

func (w *waiting) block(space int, c claim) {
	if !c.held.IsZero() {
		w.blocks[space] = append(w.blocks[space], block{c.held, c.lease})
	}
}

func (w *waiting) fits(a *Applicant) ([]Fit, error) {
	var fits []Fit
	for i := range w.Spaces {
		if w.Spaces[i].Common {
			continue
		}
		f, err := w.fit(i, a)
		if err != nil {
			return nil, fmt.Errorf("spaces[%d]: %w", i, err)
		}
		fits = append(fits, f)
	}
	return fits, nil
}

// fit is a space for an applicant.
func (w *waiting) fit(i int, a *Applicant) (Fit, error) {
	s := &w.Spaces[i]
	row, err := w.vacant(s, &w.roll)
	if err != nil {
		return Fit{}, err
	}
	f := Fit{Space: s.ID, Rent: row.Rent, By: row.By}
	if f.Why = a.refuses(s, w.roll.On); f.Why != Free {
		return f, nil
	}
	if over, err := row.Rent.Cmp(a.Budget); err != nil {
		return Fit{}, err
	} else if over > 0 && !a.Budget.IsZero() {
		f.Why = TooDear
		return f, nil
	}
	w.when(&f, i, a)
	return f, nil
}

// refuses says why a space itself is not what a needs; Free if it is.
func (a *Applicant) refuses(s *Space, on civil.Date) Reason {
	area := s.area(on)
	switch {
	case len(a.Uses) > 0 && !slices.Contains(a.Uses, s.Use):
		return WrongUse
	case a.Zone != "" && a.Zone != s.Zone:
		return WrongZone
	case area.Cmp(a.AtLeast) < 0 || !a.Pieces.IsZero() && s.pieces().Cmp(a.Pieces) < 0:
		return TooSmall
	case !a.AtMost.IsZero() && area.Cmp(a.AtMost) > 0:
		return TooLarge
	}
	return Free
}

// when finds the first stretch of days on which a space is free for long enough.
func (w *waiting) when(f *Fit, i int, a *Applicant) {
	s := &w.Spaces[i]
	need := a.from(later(w.roll.On, a.From))
	if s.there().From.After(need.From) {
		f.Why, need = AfterOpening, a.from(s.there().From)
	}
	until := s.there().To
	for _, b := range w.blocks[i] {
		if !b.in.Overlaps(need) {
			if !b.in.From.Before(need.To) { // those that begin later still are later
				until = earlier(until, b.in.From)
				break
			}
			continue
		}
		f.because(b, w)
		if b.in.IsOpen() {
			f.Why = NeverFree
			return
		}
		need = a.from(b.in.To)
	}
	if !s.there().ContainsPeriod(need) {
		f.Why, f.Lease = NeverFree, ""
		return
	}
	if !w.allowed(f, s, a, need) {
		f.Why, f.Lease, f.Needs = TooLong, "", nil
		return
	}
	f.From, f.Until = need.From, until
}

// from is the least that a needs, from a day on.
func (a *Applicant) from(d civil.Date) civil.Period {
	if a.Months == 0 {
		return civil.Period{From: d, To: d.AddDays(1)}
	}
	return civil.Period{From: d, To: d.AddMonths(a.Months)}
}

// because names what f waits for.
func (f *Fit) because(b block, w *waiting) {
	f.Why, f.Lease = AfterClosure, ""
	if b.lease >= 0 {
		f.Why, f.Lease = AfterLease, w.Leases[b.lease].ID
	}
}

// allowed reports whether the house's limits allow a lease of s for as long as a
// needs, and notes the documents that it would need. A length that a does not
// say is not limited.
func (w *waiting) allowed(f *Fit, s *Space, a *Applicant, need civil.Period) bool {
	term := need
	if a.Months == 0 {
		term.To = civil.Date{}
	}
	for _, limit := range w.limits(s, w.roll.On, term, term) {
		if a.Months > 0 && limit.tooLong(term) {
			return false
		}
		if limit.Basis != "" && !slices.Contains(f.Needs, limit.Basis) {
			f.Needs = append(f.Needs, limit.Basis)
		}
	}
	return true
}
