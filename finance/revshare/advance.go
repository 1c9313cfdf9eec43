package revshare

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Advance is paid ahead of what will be earned, by dated instalments: on
// signing, on delivery. A [Recoupment] takes it back from what is earned, and
// counts it by accrual.Of. An instalment of a day on which the clause is not in
// force is not owed. An amendment that carries it leaves what was owed as it
// is, and goes on by its own days.
//
// It is not accrual.Named.Advance, by which any clause is billed ahead; nor is
// it the payment: the host enters that on its day, against what it owes the
// payee. The agreement says accrual.Named.Untaxed. In books it stands as a claim,
// such as assets:advances, the Net of its rule in the chart and of that of the
// recoupment, so that what it holds is what is not recouped yet.
type Advance struct {
	Instalments []Instalment `json:"instalments"` // in order of days
}

// Instalment is an amount of a day.
type Instalment struct {
	On     civil.Date    `json:"on"`
	Amount finance.Money `json:"amount"` // above zero, in the agreement's currency
}

var _ accrual.Earner = Advance{}

// Window is the whole term.
func (Advance) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByLife} }

// Meters are none.
func (Advance) Meters() []accrual.Meter { return nil }

// Earned is the sum of the instalments so far.
//
//	advanced = Σ instalments of the days held so far
func (a Advance) Earned(s accrual.Span) (finance.Money, error) {
	total := finance.Zero(s.Currency)
	so := civil.Period{From: s.Since, To: s.To}
	for _, i := range a.Instalments {
		if !so.Contains(i.On) || !held(s.Held, i.On) {
			continue
		}
		var err error
		if total, err = total.Add(i.Amount); err != nil {
			return finance.Money{}, fmt.Errorf("advance: %w", err)
		}
		s.Trace.Fixed(i.Amount)
	}
	return total, nil
}

// held reports whether one of the periods holds d.
func held(in []civil.Period, d civil.Date) bool {
	return slices.ContainsFunc(in, func(p civil.Period) bool { return p.Contains(d) })
}

// maxInstalments is how many dated rows a clause may have: each charge reads
// all.
const maxInstalments = 1000

// Validate reports everything that is wrong with a, as finance.Problems.
func (a Advance) Validate() error {
	var wrong finance.Problems
	switch n := len(a.Instalments); {
	case n == 0:
		wrong.Add("instalments", finance.ErrMissing)
	case n > maxInstalments:
		wrong.Add("instalments", fmt.Errorf("%d, at most %d: %w", n, maxInstalments, finance.ErrLimit))
		return wrong.Err()
	}
	for i, one := range a.Instalments {
		wrong.AddAt("instalments", i, at("amount", checkSum(one.Amount)))
		switch {
		case one.On.IsZero():
			wrong.AddAt("instalments", i, at("on", finance.ErrMissing))
		case i > 0 && !a.Instalments[i-1].On.Before(one.On):
			wrong.AddAt("instalments", i, at("on", fmt.Errorf("not after %v: %w", a.Instalments[i-1].On, finance.ErrOrder)))
		}
	}
	return wrong.Err()
}

// ValidateIn refuses an instalment in another currency than the agreement's.
func (a Advance) ValidateIn(c finance.Currency) error {
	var wrong finance.Problems
	for i, one := range a.Instalments {
		wrong.AddAt("instalments", i, at("amount", checkCurrency(one.Amount, c)))
	}
	return wrong.Err()
}

// checkSum refuses an amount that is not above zero.
func checkSum(m finance.Money) error {
	if m.IsZero() {
		return finance.ErrMissing
	}
	return checkAmount(m)
}
