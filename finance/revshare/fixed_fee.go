package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// FixedFee is a fixed sum a window, whatever is sold: a listing fee a year, or a
// shelf fee of 800 a metre and month for 1.2 metres. It is owed whole as the
// window begins; prorated, by the days held so far. An amendment that restarts
// the window charges a fee that is not prorated anew.
type FixedFee struct {
	Amount   finance.Money    `json:"amount"`         // of a whole window, not below zero
	Times    finance.Number   `json:"times,omitzero"` // how many of Unit are taken, above zero; nothing said is one
	Unit     string           `json:"unit,omitempty"` // what Times counts, for the explanation: m
	Per      accrual.Cycle    `json:"per,omitzero"`
	Prorated bool             `json:"prorated,omitempty"`
	Rounding finance.Rounding `json:"rounding,omitzero"`
}

var _ accrual.Earner = FixedFee{}

// Window is what Per says.
func (f FixedFee) Window() accrual.Window { return accrual.Window{Cycle: f.Per} }

// Meters are none.
func (FixedFee) Meters() []accrual.Meter { return nil }

// Earned is the fee so far, rounded once.
//
//	fee = amount × times, × days held so far / days of the window where prorated
func (f FixedFee) Earned(s accrual.Span) (finance.Money, error) {
	fee, err := f.fee(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("fixed fee: %w", err)
	}
	return fee, nil
}

func (f *FixedFee) fee(s *accrual.Span) (finance.Money, error) {
	times := f.Times.Rate
	if times.IsZero() {
		times = whole
		if !f.Prorated {
			s.Trace.Fixed(f.Amount)
		}
	} else {
		s.Trace.Times(f.Amount, times, f.Unit)
	}
	if f.Prorated {
		held, days := s.DaysHeld(), int64(s.Window.Days())
		part, err := finance.NewRate(held, days)
		if err != nil {
			return finance.Money{}, err
		}
		if f.Times.IsZero() {
			s.Trace.Days(f.Amount, held, days)
		} else {
			s.Trace.OfDays(held, days)
		}
		if times, err = times.Mul(part); err != nil {
			return finance.Money{}, err
		}
	}
	return f.Amount.MulRate(times, f.Rounding)
}

// Validate reports everything that is wrong with f, as finance.Problems. A fee
// by line is a part of a [Combined] by line, and says no window of its own.
func (f FixedFee) Validate() error {
	var wrong finance.Problems
	wrong.Add("amount", checkAmount(f.Amount))
	if f.Times.Sign() < 0 {
		wrong.Add("times", finance.ErrNegative)
	}
	if len(f.Unit) > accrual.MaxText {
		wrong.Add("unit", finance.ErrLimit)
	}
	checkWindow(&wrong, f.Window())
	if f.Per == accrual.ByLine {
		wrong.Add("per", fmt.Errorf("no fact is counted: %w", finance.ErrConflict))
	}
	if f.Prorated && f.Per == accrual.ByLife {
		wrong.Add("prorated", fmt.Errorf("a life may have no end: %w", finance.ErrConflict))
	}
	wrong.Add("rounding", f.Rounding.Validate())
	return wrong.Err()
}
