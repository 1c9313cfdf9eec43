package servicecharge

import (
	"fmt"
	"maps"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// validateYears refuses terms that look at other years where the window is none.
func (r *Reconciliation) validateYears(wrong *finance.Problems) {
	if isYear(r.Window) {
		return
	}
	for i := range r.Participants {
		if r.Participants[i].Terms.compares() {
			wrong.AddAt("participants", i, finance.Problem{Path: "terms", Err: fmt.Errorf("a base year or a cap in a window that is no calendar year: %w", finance.ErrConflict)})
		}
	}
}

// compares reports whether h looks at other years.
func (h *Share) compares() bool { return h.BaseYear != 0 || h.Cap != Cap{} }

func checkWindow(w civil.Period) error {
	switch {
	case w.Validate() != nil:
		return w.Validate()
	case w.To.IsZero():
		return finance.Problem{Path: "to", Err: finance.ErrMissing}
	case w.Days() > MaxDays:
		return fmt.Errorf("%d days, at most %d: %w", w.Days(), MaxDays, finance.ErrLimit)
	}
	return nil
}

func isYear(w civil.Period) bool {
	return !w.To.IsZero() && w == civil.YearOf(w.From.Year()).Period()
}

// checkParticipants reports what is wrong with those who share a pool over a
// window, which are valid. A lease may be listed twice, but not for one day.
func checkParticipants(pool *Pool, window civil.Period, all []Participant) error {
	var wrong finance.Problems
	if len(all) > MaxParticipants {
		wrong.Add("participants", tooMany(len(all), MaxParticipants))
		return wrong.Err()
	}
	held := make(map[string][]civil.Period, len(all))
	for i := range all {
		p := &all[i]
		if err := p.validate(pool, window); err != nil {
			wrong.AddAt("participants", i, err)
			continue
		}
		for h := range p.within(window) {
			held[p.Agreement] = append(held[p.Agreement], h)
		}
	}
	for _, agreement := range slices.Sorted(maps.Keys(held)) {
		periods := held[agreement]
		slices.SortFunc(periods, func(a, b civil.Period) int { return a.From.Compare(b.From) })
		for i := 1; i < len(periods); i++ {
			if periods[i-1].To.After(periods[i].From) {
				wrong.Add("participants["+agreement+"].held", fmt.Errorf("%v and %v: %w", periods[i-1], periods[i], finance.ErrOverlap))
			}
		}
	}
	return wrong.Err()
}

// validateEarlier refuses statements that cannot be of earlier years of the
// pool.
func (r *Reconciliation) validateEarlier(wrong *finance.Problems) {
	if len(r.Earlier) > MaxEarlier {
		wrong.Add("earlier", tooMany(len(r.Earlier), MaxEarlier))
		return
	}
	years := map[civil.Date]bool{}
	for i := range r.Earlier {
		s := &r.Earlier[i]
		wrong.AddAt("earlier", i, s.earlierThan(r))
		if years[s.Window.From] {
			wrong.AddAt("earlier", i, finance.Problem{Path: "window", Err: finance.ErrDuplicate})
		}
		years[s.Window.From] = true
	}
}

// earlierThan refuses what is no statement of an earlier year of the pool.
func (s *Statement) earlierThan(r *Reconciliation) error {
	var wrong finance.Problems
	if s.Pool != r.Pool.ID {
		wrong.Add("pool", fmt.Errorf("%.40q, not %.40q: %w", s.Pool, r.Pool.ID, finance.ErrConflict))
	}
	if s.Currency != r.Pool.Currency {
		wrong.Add("currency", finance.ErrCurrency)
	}
	if !isYear(s.Window) {
		wrong.Add("window", fmt.Errorf("no calendar year: %w", finance.ErrRange))
	} else if s.Window.To.After(r.Window.From) {
		wrong.Add("window", finance.ErrOrder)
	}
	wrong.Add("occupancy", part(s.Occupancy))
	for i, t := range s.Totals {
		wrong.AddAt("totals", i, t.validate(s.Currency))
		if i > 0 && s.Totals[i-1].Category >= t.Category {
			wrong.AddAt("totals", i, finance.Problem{Path: "category", Err: finance.ErrOrder})
		}
	}
	for i := range s.Parts {
		wrong.AddAt("parts", i, s.Parts[i].validate(s.Currency))
	}
	return wrong.Err()
}

func (t *Total) validate(c finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("fixed", notNegative(t.Fixed))
	wrong.Add("variable", notNegative(t.Variable))
	wrong.Add("fixed", of(t.Fixed, c))
	wrong.Add("variable", of(t.Variable, c))
	return wrong.Err()
}

func (p *Part) validate(c finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("charge", notNegative(p.Charge))
	wrong.Add("charge", of(p.Charge, c))
	if p.Days < 0 || p.Of < p.Days || p.Of > MaxDays {
		wrong.Add("days", finance.ErrRange)
	}
	return wrong.Err()
}
