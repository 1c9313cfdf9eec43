package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// FixedRents is the contracted rent of a lease a month, without tax, from each
// day on which it changes: what a deposit of so many months is reckoned by. It
// is made of the [Fixed] clauses that are owed to the landlord, abatements left
// out, by all that is known of the lease and of its indices. After the term it
// is nothing. A lease of another house's series or tariffs is refused as
// [House.Agreement] refuses it.
func (h House) FixedRents(l Lease) (civil.Timeline[finance.Money], error) {
	l = l.asSigned()
	if _, err := h.Agreement(l); err != nil {
		return nil, err
	}
	t := h.tables()
	l = t.lease(l)
	term, sorted := l.held(), l.inOrder()
	var rents civil.Timeline[finance.Money]
	for _, day := range l.moves(sorted, term) {
		total := finance.Zero(h.Currency)
		for _, n := range l.clausesBy(sorted, day) {
			rent, ok := n.Clause.(Fixed)
			if !ok || n.Back || n.To != "" || abates(n.Clause) {
				continue
			}
			monthly, err := rent.PerMonth(day)
			if err == nil {
				monthly, _, err = h.taxed(monthly, day, n.Untaxed)
			}
			if err == nil {
				total, err = total.Add(monthly)
			}
			if err != nil {
				return nil, fmt.Errorf("fixed rents of %.40q: %v: %w", l.ID, day, err)
			}
		}
		if n := len(rents); n == 0 || rents[n-1].Value != total {
			rents = append(rents, civil.Entry[finance.Money]{From: day, Value: total, Source: l.ID})
		}
	}
	if n := len(rents); n > 0 && !term.To.IsZero() && !rents[n-1].Value.IsZero() {
		rents = append(rents, civil.Entry[finance.Money]{From: term.To, Value: finance.Zero(h.Currency), Source: l.ID})
	}
	return rents, nil
}

// moves are the days of a term on which fixed rent may change.
func (l *Lease) moves(sorted []accrual.Amendment, term civil.Period) []civil.Date {
	days := []civil.Date{term.From}
	for _, a := range sorted {
		days = append(days, a.From)
	}
	for _, s := range l.sets() {
		for _, n := range s.clauses {
			switch c := n.Clause.(type) {
			case Amount:
				days = c.changeDays(days)
			case indexed:
				days = c.changeDays(days)
				for _, p := range c.prices {
					days = append(days, p.from)
				}
			}
		}
	}
	days = slices.DeleteFunc(days, func(d civil.Date) bool { return !term.Contains(d) })
	slices.SortFunc(days, civil.Date.Compare)
	return slices.Compact(days)
}

// changeDays appends the days on which a moves, begins to run or ceases to.
func (a *Amount) changeDays(days []civil.Date) []civil.Date {
	for _, s := range a.Steps {
		days = append(days, s.From)
	}
	for _, p := range a.Only {
		days = append(days, p.From)
		if !p.To.IsZero() {
			days = append(days, p.To)
		}
	}
	return days
}
