package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Effective is what a lease pays over its term, abatements and incentives off:
// the net effective rent, without tax and undiscounted.
type Effective struct {
	Paid       finance.Money  // over the term, whatever is sold
	Months     finance.Number // of the term, a part month by its days
	AreaMonths finance.Number // square metres × months that they are held
}

// NetEffective is the net effective rent of a lease over its term as amended,
// from its [House.Contracted] instalments. A contribution of the landlord counts
// where the lease says it as a clause, such as a [OneOff] below nothing. A term
// without an end is ErrRange.
//
// Source: Effective rate, ConnectClassroom glossary.
func (h House) NetEffective(l Lease, clauses ...string) (Effective, error) {
	l = l.asSigned()
	term := l.held()
	paid, err := h.Contracted(l, civil.Period{}, clauses...)
	if err != nil {
		return Effective{}, err
	}
	e := Effective{Paid: finance.Zero(h.Currency)}
	for _, i := range paid {
		if e.Paid, err = e.Paid.Add(i.Amount); err != nil {
			return Effective{}, err
		}
	}
	if e.Months.Rate, err = monthsOf(term); err != nil {
		return Effective{}, err
	}
	s := h.survey()
	for _, held := range l.holdings() {
		at, ok := s.spaces[held.Space]
		if !ok {
			return Effective{}, problem(held.path(), unknown(held.Space))
		}
		for p, m := range s.Spaces[at].measures(held.Held) {
			months, err := monthsOf(p)
			if err == nil {
				months, err = months.Mul(m.Area.Metres())
			}
			if err == nil {
				e.AreaMonths.Rate, err = e.AreaMonths.Rate.Add(months)
			}
			if err != nil {
				return Effective{}, err
			}
		}
	}
	return e, nil
}

// monthsOf is how many months a period has, a part month by its days.
func monthsOf(p civil.Period) (total finance.Rate, err error) {
	first, last := p.From.Month(), p.To.AddDays(-1).Month()
	whole := int64(last.Sub(first)) + 1
	if total, err = finance.NewRate(whole, 1); err != nil {
		return total, err
	}
	for _, left := range [...]struct{ days, of int }{
		{p.From.Sub(first.First()), first.Days()},
		{last.Last().AddDays(1).Sub(p.To), last.Days()},
	} {
		part, err := finance.NewRate(int64(left.days), int64(left.of))
		if err == nil {
			total, err = total.Sub(part)
		}
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// PerMonth is the net effective rent of a month, rounded.
//
//	per month = paid / months
func (e Effective) PerMonth(r finance.Rounding) (finance.Money, error) { return e.per(e.Months, r) }

// PerMetre is that of a square metre a month, rounded. Where no area is held it
// is ErrRange.
//
//	per metre = paid / Σ area × months held
func (e Effective) PerMetre(r finance.Rounding) (finance.Money, error) { return e.per(e.AreaMonths, r) }

func (e Effective) per(n finance.Number, r finance.Rounding) (finance.Money, error) {
	amount, err := e.Paid.MulDiv(n.Den(), n.Num(), r)
	if err != nil {
		return finance.Money{}, fmt.Errorf("net effective rent: %w", err)
	}
	return amount, nil
}
