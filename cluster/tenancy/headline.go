package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Agreed is what a [Fixed] clause implements whose price is agreed to move, or
// which takes rent off, such as [Amount]. Without it a clause is taken as rent
// that stays.
type Agreed interface {
	Fixed
	// Abates reports whether the clause takes off what another one charges, so
	// that contracted rent leaves it out.
	Abates() bool
	// LastStep is the last day on which its price moves, of those before the end
	// of a term; no day if it never does. No day is an open end.
	LastStep(end civil.Date) civil.Date
}

// Abates reports whether a counts below nothing.
func (a Amount) Abates() bool { return a.Part.Sign() < 0 }

// LastStep is the day of the last step before the end of a term.
func (a Amount) LastStep(end civil.Date) civil.Date {
	for _, s := range slices.Backward(a.Steps) {
		if end.IsZero() || s.From.Before(end) {
			return s.From
		}
	}
	return civil.Date{}
}

func abates(c accrual.Clause) bool {
	rent, ok := c.(Agreed)
	return ok && rent.Abates()
}

// headline is the contracted rent on the last day within the term on which
// something is agreed to change; where nothing is, that of the day.
func (s *survey) headline(row *Rent, i int, clauses []accrual.Named, on civil.Date) error {
	last, sorted := on, s.lives[i].sorted
	for _, a := range s.lives[i].agreed {
		if from := a.From; row.Ends.IsZero() || from.Before(row.Ends) {
			last = later(last, from)
		}
	}
	if last != on {
		clauses = s.Leases[i].clausesBy(sorted, last)
	}
	for i := range clauses {
		if rent, ok := clauses[i].Clause.(Agreed); ok {
			last = later(last, rent.LastStep(row.Ends))
		}
	}
	row.Headline = row.Contracted
	if last == on {
		return nil
	}
	row.Headline = finance.Zero(s.Currency)
	for i := range clauses {
		if err := s.agreed(&row.Headline, &clauses[i], last, on); err != nil {
			return fmt.Errorf("clause %.40q: %w", clauses[i].Name, err)
		}
	}
	return nil
}

// agreed adds a month of a clause on a day to a total, at the tax of another.
func (s *survey) agreed(total *finance.Money, n *accrual.Named, at, on civil.Date) error {
	rent, ok := n.Clause.(Fixed)
	if !ok || n.Back || n.To != "" || abates(n.Clause) {
		return nil
	}
	monthly, err := rent.PerMonth(at)
	if err != nil {
		return err
	}
	net, _, err := s.taxed(monthly, on, n.Untaxed)
	if err != nil {
		return err
	}
	*total, err = total.Add(net)
	return err
}
