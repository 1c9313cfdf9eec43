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
// loan, and then let step by step to residents who are not known yet.
type Expansion struct {
	Name   string
	Gross  tenancy.Area
	Units  int           // equal spaces that the lettable part is divided into
	Let    finance.Rate  // lettable over gross
	Built  civil.Month   // paid for on its first day; the loan begins
	Opens  civil.Month   // the first unit is let
	Fills  int           // months from the first unit let to the last
	Taken  finance.Rate  // the part of the units that is ever let
	Price  finance.Money // of a square metre a month, as the house prices it
	Cost   finance.Money // of a square metre to build
	Grant  finance.Rate  // the part of the cost that a grant pays
	Loan   finance.Rate  // the part that a loan pays; the rest is own money
	Rate   finance.Rate  // of the loan, a year
	Years  int           // of the loan
	Upkeep finance.Money // of a square metre of gross area a month, from the opening
}

// Validate reports everything that is wrong with e, as finance.Problems.
func (e Expansion) Validate(currency finance.Currency) error {
	var wrong finance.Problems
	if e.Name == "" {
		wrong.Add("name", finance.ErrMissing)
	}
	if e.Gross.IsZero() {
		wrong.Add("gross", finance.ErrMissing)
	}
	if e.Units < 1 || e.Units > 10_000 {
		wrong.Add("units", fmt.Errorf("%d, 1 to 10000: %w", e.Units, finance.ErrRange))
	}
	if e.Built.IsZero() || e.Opens.Before(e.Built) {
		wrong.Add("opens", finance.ErrOrder)
	}
	if e.Fills < 0 || e.Fills > MaxMonths {
		wrong.Add("fills", finance.ErrRange)
	}
	if e.Years < 1 || e.Years > 40 {
		wrong.Add("years", fmt.Errorf("%d, 1 to 40: %w", e.Years, finance.ErrRange))
	}
	for path, share := range map[string]finance.Rate{"let": e.Let, "taken": e.Taken, "grant": e.Grant, "loan": e.Loan, "rate": e.Rate} {
		if share.Sign() < 0 || share.Cmp(certain) > 0 {
			wrong.Add(path, fmt.Errorf("%v, 0 to 100%%: %w", share, finance.ErrRange))
		}
	}
	if paid, err := e.Grant.Add(e.Loan); err != nil || paid.Cmp(certain) > 0 {
		wrong.Add("loan", fmt.Errorf("with the grant over the whole: %w", finance.ErrRange))
	}
	for path, m := range map[string]finance.Money{"price": e.Price, "cost": e.Cost, "upkeep": e.Upkeep} {
		if m.Currency() != currency {
			wrong.Add(path, finance.ErrCurrency)
		}
		if m.Sign() < 0 {
			wrong.Add(path, finance.ErrNegative)
		}
	}
	return wrong.Err()
}

// unit is the area of one space.
func (e Expansion) unit() (tenancy.Area, error) {
	n, err := finance.MulDiv(e.Gross.Hundredths(), e.Let.Num(), e.Let.Den()*int64(e.Units), finance.Down)
	if err != nil {
		return tenancy.Area{}, err
	}
	return tenancy.NewArea(n)
}

// Capital is what the expansion costs to build, and how much of it is borrowed
// and how much is own money.
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
	if err != nil || area.IsZero() {
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
			Spaces: []string{fmt.Sprintf("%s-%d", e.Name, i+1)}, Term: civil.Period{From: start.First()}, Signed: known,
			Clauses: []accrual.Named{{Name: "base rent", Clause: tenancy.AreaRent{Price: e.Price, Area: area}}},
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
