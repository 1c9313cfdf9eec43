package arrears

import (
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// The limits of what a host hands in, beside accrual.MaxText for names.
const (
	MaxDays  = 36_600 // overdue of one debt: a hundred years
	MaxParts = 10_000 // paid of one debt
	MaxSteps = 100
	MaxRates = 10_000 // of a timeline, and clauses in Except
	MaxGrace = 366    // days
)

// Validate reports everything that is wrong with t, as finance.Problems. A key
// rate is for a year: per day it needs steps, which say what share of it a day
// bears.
func (t Terms) Validate() error {
	var wrong finance.Problems
	wrong.Add("clause", checkName(t.Clause))
	wrong.Add("except", t.checkExcept())
	t.checkRate(&wrong)
	t.checkSteps(&wrong)
	t.checkTime(&wrong)
	t.checkGrace(&wrong)
	wrong.Add("payment_day", t.PaymentDay.Validate())
	t.checkSums(&wrong)
	wrong.Add("round_at", t.RoundAt.Validate())
	wrong.Add("rounding", t.Rounding.Validate())
	return wrong.Err()
}

func (t *Terms) checkExcept() error {
	if len(t.Except) > MaxRates {
		return limit(len(t.Except), MaxRates)
	}
	var wrong finance.Problems
	for i, name := range t.Except {
		wrong.AddAt("", i, checkName(name))
	}
	return wrong.Err()
}

func (t *Terms) checkRate(wrong *finance.Problems) {
	switch {
	case t.Rate.IsZero() && len(t.Key) == 0:
		wrong.Add("rate", finance.ErrMissing)
	case !t.Rate.IsZero() && len(t.Key) > 0:
		wrong.Add("key", fmt.Errorf("a rate is agreed already: %w", finance.ErrConflict))
	case t.Rate.Sign() < 0:
		wrong.Add("rate", finance.ErrNegative)
	}
	if len(t.Key) > MaxRates {
		wrong.Add("key", limit(len(t.Key), MaxRates))
		return
	}
	wrong.Add("key", t.Key.Validate())
	for i, e := range t.Key {
		if e.Value.Sign() < 0 {
			wrong.AddAt("key", i, finance.Problem{Path: "value", Err: finance.ErrNegative})
		}
	}
	t.checkCommon(wrong)
}

// checkCommon refuses a table of rates that have too little in common to be added
// up. Half the bits are left to shares and years.
func (t *Terms) checkCommon(wrong *finance.Problems) {
	common := big.NewInt(1)
	for i, e := range t.Key {
		den := big.NewInt(e.Value.Den())
		rest := new(big.Int).Mod(common, den)
		common.Mul(common, den.Div(den, rest.GCD(nil, nil, rest, den)))
		if common.BitLen() > maxBits/2 {
			wrong.AddAt("key", i, finance.Problem{Path: "value", Err: unlike()})
			return
		}
	}
}

func (t *Terms) checkSteps(wrong *finance.Problems) {
	if len(t.Steps) > MaxSteps {
		wrong.Add("steps", limit(len(t.Steps), MaxSteps))
		return
	}
	if len(t.Key) > 0 && t.Per == ByDay && len(t.Steps) == 0 {
		wrong.Add("steps", fmt.Errorf("what share of a yearly key rate a day bears: %w", finance.ErrMissing))
	}
	for i, s := range t.Steps {
		switch {
		case i == 0 && s.From != 1:
			wrong.AddAt("steps", i, finance.Problem{Path: "from", Err: fmt.Errorf("the first step begins on day 1: %w", finance.ErrRange)})
		case i > 0 && s.From <= t.Steps[i-1].From:
			wrong.AddAt("steps", i, finance.Problem{Path: "from", Err: finance.ErrOrder})
		case s.From > MaxDays:
			wrong.AddAt("steps", i, finance.Problem{Path: "from", Err: limit(s.From, MaxDays)})
		}
		if s.Share.Sign() < 0 {
			wrong.AddAt("steps", i, finance.Problem{Path: "share", Err: finance.ErrNegative})
		}
	}
}

func (t *Terms) checkTime(wrong *finance.Problems) {
	wrong.Add("per", t.Per.Validate())
	if _, err := yearDays(t.Days, civil.Date{}); err != nil {
		wrong.Add("days", err)
	} else if t.Per == ByDay && t.Days != civil.ByAct365F {
		wrong.Add("days", fmt.Errorf("a rate per day has no year: %w", finance.ErrConflict))
	}
}

func (t *Terms) checkGrace(wrong *finance.Problems) {
	wrong.Add("grace_mode", t.GraceMode.Validate())
	switch {
	case t.Grace < 0:
		wrong.Add("grace", finance.ErrNegative)
	case t.Grace > MaxGrace:
		wrong.Add("grace", limit(t.Grace, MaxGrace))
	case t.Grace > 0 && t.GraceMode == NoGrace:
		wrong.Add("grace_mode", finance.ErrMissing)
	case t.Grace == 0 && t.GraceMode != NoGrace:
		wrong.Add("grace", finance.ErrMissing)
	}
}

func (t *Terms) checkSums(wrong *finance.Problems) {
	if t.Cap.Sign() < 0 {
		wrong.Add("cap", finance.ErrNegative)
	}
	if !t.Cap.IsZero() && !t.CapSum.IsZero() {
		wrong.Add("cap_sum", fmt.Errorf("capped by a share already: %w", finance.ErrConflict))
	}
	wrong.Add("cap_sum", checkAmount(t.CapSum))
	wrong.Add("fixed", checkAmount(t.Fixed))
}

// checkAmount refuses what is below nothing, and a currency that is none.
func checkAmount(m finance.Money) error {
	if m.Sign() < 0 {
		return finance.ErrNegative
	}
	return m.Validate()
}

// checkName is what is wrong with a name that must be given.
func checkName(s string) error { return finance.CheckName(s, accrual.MaxText) }

func limit(n, most int) error { return fmt.Errorf("%d, at most %d: %w", n, most, finance.ErrLimit) }
