package terms_test

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// Clauses of the tests: a fixed rent, a share of sales with all that a clause
// may hold, and a sentence without fields.

type baseRent struct {
	Monthly  finance.Money    `json:"monthly"`
	Rounding finance.Rounding `json:"rounding,omitzero"`
}

func (baseRent) Window() accrual.Window  { return accrual.Window{} }
func (baseRent) Meters() []accrual.Meter { return nil }
func (r baseRent) Validate() error       { return nonNegative("monthly", r.Monthly) }
func nonNegative(p string, m finance.Money) error {
	var wrong finance.Problems
	if m.Sign() < 0 {
		wrong.Add(p, finance.ErrNegative)
	}
	return wrong.Err()
}

type turnoverRent struct {
	Share   finance.Rate                  `json:"share"`
	Over    finance.Money                 `json:"over,omitzero"`
	Counts  []accrual.Meter               `json:"counts"`
	Scale   *finance.Tiers                `json:"scale,omitempty"`
	Floors  civil.Timeline[finance.Money] `json:"floors,omitempty"`
	Weights map[string]int64              `json:"weights,omitempty"`
	Yearly  bool                          `json:"yearly,omitempty"`
}

func (turnoverRent) Window() accrual.Window    { return accrual.Window{} }
func (t turnoverRent) Meters() []accrual.Meter { return t.Counts }

type courtesy struct{}

func (courtesy) Window() accrual.Window  { return accrual.Window{} }
func (courtesy) Meters() []accrual.Meter { return nil }

var kinds = terms.Kinds{
	terms.KindOf[baseRent]("base-rent"),
	terms.KindOf[turnoverRent]("turnover-rent"),
	terms.KindOf[courtesy]("courtesy"),
}

// lease is an agreement that is asked whether it is right.
type lease struct {
	accrual.Agreement
	Note string `json:"note,omitempty"`
}

func (l *lease) Validate() error {
	var wrong finance.Problems
	for i, a := range l.Amendments {
		var in finance.Problems
		for j, n := range a.Set {
			if v, ok := n.Clause.(interface{ Validate() error }); ok {
				in.AddAt("set", j, v.Validate())
			}
		}
		wrong.AddAt("amendments", i, in.Err())
	}
	return wrong.Err()
}
