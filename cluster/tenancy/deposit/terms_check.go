package deposit

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// The limits of what a host hands in, beside accrual.MaxText for names.
const (
	MaxMonths      = 120 // of rent
	MaxInstalments = 120 // and purposes in an order
	MaxDays        = 3660
	MaxMovements   = 100_000
	MaxLife        = 12_000 // of a thing that was damaged
)

// Validate reports everything that is wrong with d, as finance.Problems.
func (d Deposit) Validate() error {
	var wrong finance.Problems
	wrong.Add("agreement", checkName(d.Agreement))
	wrong.Add("landlord", checkName(string(d.Landlord)))
	wrong.Add("resident", checkName(string(d.Resident)))
	if d.Landlord == d.Resident && d.Landlord != "" {
		wrong.Add("resident", finance.ErrConflict)
	}
	wrong.Add("terms", d.Terms.Validate())
	if n := len(d.Terms.Instalments); !d.HandedBack.IsZero() && n > 0 && d.HandedBack.Before(d.Terms.Instalments[0].Due) {
		wrong.Add("handed_back", fmt.Errorf("before the first instalment is due: %w", finance.ErrOrder))
	}
	return wrong.Err()
}

// Validate reports everything that is wrong with t, as finance.Problems.
func (t Terms) Validate() error {
	var wrong finance.Problems
	wrong.Add("clause", checkName(t.Clause))
	t.checkAmount(&wrong)
	t.checkInstalments(&wrong)
	wrong.Add("remainder", t.Remainder.Validate())
	t.checkTopUp(&wrong)
	wrong.Add("call_days", within(t.CallDays, MaxDays))
	t.checkOrder(&wrong)
	wrong.Add("interest", t.Interest.Validate())
	wrong.Add("return_days", within(t.ReturnDays, MaxDays))
	wrong.Add("forfeit", t.Forfeit.Validate())
	return wrong.Err()
}

func (t *Terms) checkAmount(wrong *finance.Problems) {
	wrong.Add("months", within(t.Months, MaxMonths))
	switch {
	case t.Months == 0 && t.Sum.IsZero():
		wrong.Add("months", finance.ErrMissing)
	case t.Months != 0 && !t.Sum.IsZero():
		wrong.Add("sum", fmt.Errorf("months of rent are agreed already: %w", finance.ErrConflict))
	}
	wrong.Add("sum", checkAmount(t.Sum))
}

func (t *Terms) checkInstalments(wrong *finance.Problems) {
	switch n := len(t.Instalments); {
	case n == 0:
		wrong.Add("instalments", finance.ErrMissing)
	case n > MaxInstalments:
		wrong.Add("instalments", limit(n, MaxInstalments))
		return
	}
	for i, one := range t.Instalments {
		switch {
		case one.Due.IsZero():
			wrong.AddAt("instalments", i, finance.Problem{Path: "due", Err: finance.ErrMissing})
		case i > 0 && !one.Due.After(t.Instalments[i-1].Due):
			wrong.AddAt("instalments", i, finance.Problem{Path: "due", Err: finance.ErrOrder})
		}
		switch {
		case one.Weight < 0:
			wrong.AddAt("instalments", i, finance.Problem{Path: "weight", Err: finance.ErrNegative})
		case one.Weight == 0:
			wrong.AddAt("instalments", i, finance.Problem{Path: "weight", Err: finance.ErrMissing})
		}
	}
}

func (t *Terms) checkTopUp(wrong *finance.Problems) {
	wrong.Add("top_up", t.TopUp.Validate())
	if t.TopUp == OnRise && t.Months == 0 {
		wrong.Add("top_up", fmt.Errorf("a sum does not grow with the rent: %w", finance.ErrConflict))
	}
	switch {
	case t.Threshold.Sign() < 0:
		wrong.Add("threshold", finance.ErrNegative)
	case !t.Threshold.IsZero() && t.TopUp == Never:
		wrong.Add("threshold", fmt.Errorf("nothing is topped up: %w", finance.ErrConflict))
	}
}

func (t *Terms) checkOrder(wrong *finance.Problems) {
	if len(t.Order) > MaxInstalments {
		wrong.Add("order", limit(len(t.Order), MaxInstalments))
		return
	}
	seen := map[Purpose]bool{Forfeits: true}
	for i, p := range t.Order {
		wrong.AddAt("order", i, checkName(string(p)))
		if seen[p] {
			wrong.AddAt("order", i, finance.ErrDuplicate)
		}
		seen[p] = true
	}
}

// checkRates refuses a timeline that no interest can follow.
func checkRates(rates civil.Timeline[finance.Rate]) error {
	if len(rates) > arrears.MaxRates {
		return limit(len(rates), arrears.MaxRates)
	}
	var wrong finance.Problems
	wrong.Add("", rates.Validate())
	for i, e := range rates {
		if e.Value.Sign() < 0 {
			wrong.AddAt("", i, finance.Problem{Path: "value", Err: finance.ErrNegative})
		}
	}
	return wrong.Err()
}

// within refuses a number below zero or above the most.
func within(n, most int) error {
	switch {
	case n < 0:
		return finance.ErrNegative
	case n > most:
		return limit(n, most)
	}
	return nil
}

// checkAmount refuses what is below nothing, and a currency that is none.
func checkAmount(m finance.Money) error {
	if m.Sign() < 0 {
		return finance.ErrNegative
	}
	return m.Validate()
}

// checkOwed refuses what is not above zero in a currency.
func checkOwed(m finance.Money) error {
	switch {
	case m.Currency().Validate() != nil:
		return finance.ErrCurrency
	case m.Sign() < 0:
		return finance.ErrNegative
	case m.IsZero():
		return finance.ErrMissing
	}
	return nil
}

// checkName is what is wrong with a name that must be given.
func checkName(s string) error { return finance.CheckName(s, accrual.MaxText) }

func limit(n, most int) error { return fmt.Errorf("%d, at most %d: %w", n, most, finance.ErrLimit) }
