package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Reserve holds back a part of what a meter counts, against returns that are
// yet to come. What is withheld in a month is a tranche. It is released Months
// later, or on the first of Dates that lies in a later month; a month after
// which no date comes withholds nothing. What Draws counts, returns, is given
// back from what is held meanwhile, oldest tranche first.
//
// A reserve shifts dates and never totals: each tranche is released in full, and
// with the last day on which the clause is in force whatever is held, also of
// the term, also where it is dropped. An amendment that carries it
// keeps the tranches and releases them by its own words. One that restarts it
// forgets them: they are then never released, so restart it only after it was
// dropped, as then nothing is held. Carried over days on which it was not in
// force, it withholds also from what those days counted.
//
// The amount is what the payee waits for, so the agreement says
// accrual.Named.Back, and Untaxed, as nothing is supplied; a release is below
// zero. In books it lessens what the payee is owed and stands in a debt of its
// own, such as liabilities:reserves, the Net of its rule in the chart. Each tranche has a line with a
// source, its month as text, 2026-03: the lines of one source are what was
// withheld less what was released. It reads no facts, so a simulation steps it
// too.
type Reserve struct {
	Meter    accrual.Meter    `json:"meter"`            // in minor units: of facts, or accrual.Of a clause; a month below zero withholds nothing
	Rate     finance.Rate     `json:"rate"`             // from 0 to 100 %
	Months   int              `json:"months,omitempty"` // from a tranche's month to that of its release, at most 120
	Dates    []civil.Date     `json:"dates,omitempty"`  // of release, in order; in place of Months
	Draws    accrual.Meter    `json:"draws,omitempty"`  // what came back, in minor units above zero, such as brand.Returns; none draws nothing
	Returns  accrual.Returns  `json:"returns,omitzero"` // in the sale's window, a return lowers the tranche of its sale
	Rounding finance.Rounding `json:"rounding,omitzero"`
}

var _ accrual.Stepper = Reserve{}

// Window is the whole term, whose end releases everything.
func (r Reserve) Window() accrual.Window {
	return accrual.Window{Cycle: accrual.ByLife, Returns: r.Returns}
}

// Meters are the one withheld from, and Draws if there is one.
func (r Reserve) Meters() []accrual.Meter {
	if r.Draws == "" {
		return []accrual.Meter{r.Meter}
	}
	return []accrual.Meter{r.Meter, r.Draws}
}

// Step withholds, releases and draws for the month so far, less what it has
// charged of it.
//
//	withheld = rate × counted in the month
//	drawn    = min(held, returned in the month)
//
// On an error the state is returned as it was.
func (r Reserve) Step(state accrual.State, s accrual.Span, _ []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	t, err := readTranches(state)
	if err != nil {
		return nil, state, fmt.Errorf("reserve: state: %w", err)
	}
	lines, err := r.step(&t, &s)
	if err != nil {
		return nil, state, fmt.Errorf("reserve: %w", err)
	}
	next, err := t.text()
	if err != nil {
		return nil, state, fmt.Errorf("reserve: state: %w", err)
	}
	return lines, next, nil
}

func (r Reserve) step(t *tranches, s *accrual.Span) ([]accrual.Line, error) {
	m, err := monthOf(s)
	if err != nil {
		return nil, err
	}
	if len(s.Meters) != len(r.Meters()) {
		return nil, fmt.Errorf("%d meters in the span: %w", len(s.Meters), finance.ErrConflict)
	}
	t.enter(m)
	basis, returned, err := t.count(s.Meters)
	if err != nil {
		return nil, err
	}
	before := t.nets()
	if err := r.fill(t, s, basis, returned); err != nil {
		return nil, err
	}
	return t.lines(before, s), nil
}

// fill computes the month anew from how it began.
func (r Reserve) fill(t *tranches, s *accrual.Span, basis, returned int64) error {
	for i := range t.rows {
		row := &t.rows[i]
		if row.net = 0; row.month.Before(t.month) && r.due(row.month, t.month) {
			row.release(s, row.held)
		}
	}
	own := &t.rows[len(t.rows)-1]
	if err := r.withhold(own, s, max(basis, 0)); err != nil {
		return err
	}
	left := max(returned, 0)
	for i := range t.rows {
		row := &t.rows[i]
		drawn := min(row.held+row.net, left)
		row.release(s, drawn)
		left -= drawn
	}
	if ends(s) {
		for i := range t.rows {
			t.rows[i].release(s, t.rows[i].held+t.rows[i].net)
		}
	}
	return nil
}

// withhold fills the tranche of the month, unless it would never be released.
func (r Reserve) withhold(own *tranche, s *accrual.Span, basis int64) error {
	if r.Months == 0 && !r.dateAfter(own.month) {
		return nil
	}
	base := finance.Minor(basis, s.Currency)
	amount, err := base.MulRate(r.Rate, r.Rounding)
	if err != nil {
		return err
	}
	s.Trace.For(own.month.String()).Share(base, r.Rate)
	own.net = amount.Minor()
	return nil
}

func (r Reserve) dateAfter(m civil.Month) bool {
	n := len(r.Dates)
	return n > 0 && r.Dates[n-1].Month().After(m)
}

// due reports whether a tranche of month m is released by month now.
func (r Reserve) due(m, now civil.Month) bool {
	if r.Months > 0 {
		return now.Sub(m) >= r.Months
	}
	for _, d := range r.Dates {
		if d.Month().After(m) {
			return !d.Month().After(now)
		}
	}
	return true // by an earlier wording it had a date
}

// ends reports whether s reaches the end of days on which the clause is in
// force.
func ends(s *accrual.Span) bool {
	for _, h := range s.Held {
		if h.To == s.To {
			return true
		}
	}
	return false
}

const maxReserveMonths = 120

// Validate reports everything that is wrong with r, as finance.Problems. A
// reserve that is never released is ErrMissing under months.
func (r Reserve) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", checkMeter(r.Meter))
	wrong.Add("rate", checkShare(r.Rate))
	r.checkRelease(&wrong)
	if r.Draws != "" {
		wrong.Add("draws", checkMeter(r.Draws))
		if r.Returns == accrual.InSaleWindow {
			wrong.Add("draws", fmt.Errorf("a return lowers the tranche of its sale: %w", finance.ErrConflict))
		}
	}
	checkWindow(&wrong, r.Window())
	wrong.Add("rounding", r.Rounding.Validate())
	return wrong.Err()
}

func (r Reserve) checkRelease(wrong *finance.Problems) {
	switch {
	case r.Months < 0 || r.Months > maxReserveMonths:
		wrong.Add("months", fmt.Errorf("1 to %d: %w", maxReserveMonths, finance.ErrRange))
	case r.Months == 0 && len(r.Dates) == 0:
		wrong.Add("months", fmt.Errorf("a reserve is released, after months or on dates: %w", finance.ErrMissing))
	case r.Months > 0 && len(r.Dates) > 0:
		wrong.Add("dates", fmt.Errorf("beside months: %w", finance.ErrConflict))
	}
	if len(r.Dates) > maxInstalments {
		wrong.Add("dates", fmt.Errorf("%d, at most %d: %w", len(r.Dates), maxInstalments, finance.ErrLimit))
		return
	}
	for i, d := range r.Dates {
		switch {
		case d.IsZero():
			wrong.AddAt("dates", i, finance.ErrMissing)
		case i > 0 && !r.Dates[i-1].Before(d):
			wrong.AddAt("dates", i, fmt.Errorf("not after %v: %w", r.Dates[i-1], finance.ErrOrder))
		}
	}
}
