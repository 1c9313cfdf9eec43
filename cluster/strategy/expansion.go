package strategy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Expansion is more area: it is built, paid for by own money, a grant and a
// loan, and then let step by step, without end, to residents who are not known
// yet. Shares are 0 to 100 %. What lies before the first simulated month is
// done: of a loan that began earlier, the instalments since then count.
type Expansion struct {
	Name   string
	Gross  tenancy.Area
	Units  int           // equal spaces that the lettable part is divided into, 1 to 10,000
	Let    finance.Rate  // lettable over gross
	Built  civil.Month   // paid for on its first day; the loan begins
	Opens  civil.Month   // the first unit is let; not before Built
	Fills  int           // months from the first unit let to the last, 0 to MaxMonths
	Taken  finance.Rate  // the part of the units that is ever let; units round half-even
	Price  finance.Money // of a square metre a month, as the house prices it
	Cost   finance.Money // of a square metre to build
	Grant  finance.Rate  // the part of the cost that a grant pays
	Loan   finance.Rate  // the part that a loan pays; the rest is own money
	Rate   finance.Rate  // of the loan, a year
	Years  int           // of the loan, 1 to 40, paid back as by Annuity
	Upkeep finance.Money // of a square metre of gross area a month, from the opening
}

// maxName is how long the name of an expansion may be, in bytes: the ids of
// its leases begin with it.
const maxName = 200

// Validate reports everything that is wrong with e, as finance.Problems.
func (e Expansion) Validate(currency finance.Currency) error {
	var wrong finance.Problems
	switch {
	case e.Name == "":
		wrong.Add("name", finance.ErrMissing)
	case len(e.Name) > maxName:
		wrong.Add("name", fmt.Errorf("%d bytes, at most %d: %w", len(e.Name), maxName, finance.ErrLimit))
	}
	if e.Gross.IsZero() {
		wrong.Add("gross", finance.ErrMissing)
	}
	wrong.Add("units", within(e.Units, 1, 10_000))
	if e.Built.IsZero() || e.Opens.Before(e.Built) {
		wrong.Add("opens", finance.ErrOrder)
	}
	wrong.Add("fills", within(e.Fills, 0, MaxMonths))
	wrong.Add("years", within(e.Years, 1, MaxMonths/12))
	e.validateShares(&wrong)
	for _, x := range []struct {
		path string
		m    finance.Money
	}{{"price", e.Price}, {"cost", e.Cost}, {"upkeep", e.Upkeep}} {
		wrong.Add(x.path, notNegative(x.m))
		if x.m.Currency() != currency {
			wrong.Add(x.path, finance.ErrCurrency)
		}
	}
	return wrong.Err()
}

func (e Expansion) validateShares(wrong *finance.Problems) {
	for _, x := range []struct {
		path  string
		share finance.Rate
	}{{"let", e.Let}, {"taken", e.Taken}, {"grant", e.Grant}, {"loan", e.Loan}, {"rate", e.Rate}} {
		wrong.Add(x.path, probable(x.share))
	}
	if paid, err := e.Grant.Add(e.Loan); err != nil || paid.Cmp(certain) > 0 {
		wrong.Add("loan", fmt.Errorf("with the grant over the whole: %w", finance.ErrRange))
	}
	if e.Units < 1 || e.Let.Sign() <= 0 || e.Gross.IsZero() {
		return
	}
	if unit, err := e.unit(); err != nil {
		wrong.Add("let", err)
	} else if unit.IsZero() {
		wrong.Add("units", fmt.Errorf("of no area each: %w", finance.ErrRange))
	}
}

// unit is the area of one space, rounded down to hundredths of a square metre.
func (e Expansion) unit() (tenancy.Area, error) {
	part, err := finance.NewRate(1, int64(e.Units))
	if err != nil {
		return tenancy.Area{}, err
	}
	if part, err = part.Mul(e.Let); err != nil {
		return tenancy.Area{}, err
	}
	n, err := finance.MulDiv(e.Gross.Hundredths(), part.Num(), part.Den(), finance.Down)
	if err != nil {
		return tenancy.Area{}, err
	}
	return tenancy.NewArea(n)
}

// Capital is what the expansion costs to build, how much of it is borrowed, and
// how much is own money. The cost, the loan and the grant are rounded half-even;
// own money is the rest.
func (e Expansion) Capital() (cost, loan, own finance.Money, err error) {
	if cost, err = e.Cost.MulRate(e.Gross.Metres(), finance.HalfEven); err != nil {
		return cost, loan, own, err
	}
	if loan, err = cost.MulRate(e.Loan, finance.HalfEven); err != nil {
		return cost, loan, own, err
	}
	grant, err := cost.MulRate(e.Grant, finance.HalfEven)
	if err != nil {
		return cost, loan, own, err
	}
	if own, err = cost.Sub(loan); err != nil {
		return cost, loan, own, err
	}
	own, err = own.Sub(grant)
	return cost, loan, own, err
}

// leases are the agreements by which the units will be let: the first when the
// expansion opens, the last when it has filled, all without end.
func (e Expansion) leases(house tenancy.House) ([]accrual.Agreement, tenancy.Area, error) {
	area, err := e.unit()
	if err != nil || area.IsZero() { // nothing of it can be let
		return nil, area, err
	}
	taken, err := finance.MulDiv(int64(e.Units), e.Taken.Num(), e.Taken.Den(), finance.HalfEven)
	if err != nil {
		return nil, area, err
	}
	all := make([]accrual.Agreement, 0, taken)
	for i := range int(taken) {
		start := e.Opens
		if taken > 1 {
			start = e.Opens.Add(i * e.Fills / int(taken-1))
		}
		l := tenancy.Lease{
			ID: fmt.Sprintf("%s-%d", e.Name, i+1), Resident: accrual.Party(fmt.Sprintf("%s-resident-%d", e.Name, i+1)),
			Spaces: tenancy.ForTerm(fmt.Sprintf("%s-%d", e.Name, i+1)), Term: civil.Period{From: start.First()}, Signed: known,
			Clauses: []accrual.Named{{Name: "base rent", Clause: tenancy.Amount{Monthly: e.Price, Area: area}}},
		}
		a, err := l.Agreement(house.Landlord, house.Currency, house.Tax)
		if err != nil {
			return nil, area, err
		}
		all = append(all, a)
	}
	return slices.Clip(all), area, nil
}

// known is a day on which everything that a scenario adds is known.
var known = civil.MustDate("0001-01-01")

// allKnown is a day before which everything is known.
var allKnown = civil.MustDate("9999-12-31")
