package servicecharge

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Share is a lease's part in the costs of a pool: the terms by which a
// [Reconciliation] shares, and the clause that settles. Once a year it charges
// what the pool's statements say that the lease bears, with a fee, less what
// other clauses charged on account; where they charged more, the resident gets
// the difference back. Until a statement is drawn up it charges nothing.
//
// It is set for the whole year: one that restarts in the middle of a window
// loses what was paid before. A lease that ends in the middle of a year settles
// After months after its own last month; a statement that comes later than that
// adjusts it.
type Share struct {
	Pool     string           `json:"pool"`
	Fixed    finance.Rate     `json:"fixed,omitzero"`      // agreed, of the whole pool, once for the lease and all its spaces, up to 100 %; 0 is none: by the pool's key
	Of       Denominator      `json:"of,omitzero"`         // what the key is divided by; a fixed share has none
	BaseYear int              `json:"base_year,omitempty"` // bears only what costs more than in this calendar year, grossed up like it; 0 is none
	Stop     finance.Money    `json:"stop,omitzero"`       // bears only what a window's costs of the whole pool are above this sum; nothing is none
	Cap      Cap              `json:"cap,omitzero"`        // the zero Cap is none
	Exclude  []string         `json:"exclude,omitempty"`   // categories of cost that it does not bear
	Fee      finance.Rate     `json:"fee,omitzero"`        // of what it bears, up to 100 %, on top of the pool and of the cap
	Rounding finance.Rounding `json:"rounding,omitzero"`   // of the fee to the minor unit
	Less     []string         `json:"less,omitempty"`      // the clauses that were charged on account
	After    int              `json:"after,omitempty"`     // months from the year's last to the one in which it is charged, 0 to 24
}

// Earned returns what the lease bears and the fee on it, less what was charged
// on account. Only the fee is rounded.
//
//	settlement = borne + borne × fee - Σ charged on account
func (h Share) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := h.earned(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("service charge: %w", err)
	}
	return amount, nil
}

func (h *Share) earned(s *accrual.Span) (finance.Money, error) {
	if len(s.Meters) < 2+len(h.Less) {
		return finance.Money{}, fmt.Errorf("meters[%d]: %w", len(s.Meters), finance.ErrMissing)
	}
	if s.Meters[1] <= 0 {
		return finance.Zero(s.Currency), nil
	}
	amount, err := h.withFee(finance.Minor(s.Meters[0], s.Currency), s.Trace)
	for i, n := range s.Meters[2 : 2+len(h.Less)] {
		if err != nil {
			return finance.Money{}, err
		}
		paid := finance.Minor(n, s.Currency)
		s.Trace.Charged(amount, paid, h.Less[i])
		amount, err = amount.Sub(paid)
	}
	return amount, err
}

func (h *Share) withFee(borne finance.Money, trace *accrual.Trace) (finance.Money, error) {
	trace.Fixed(borne)
	if h.Fee.IsZero() {
		return borne, nil
	}
	trace.Share(borne, h.Fee)
	fee, err := borne.MulRate(h.Fee, h.Rounding)
	if err != nil {
		return finance.Money{}, err
	}
	return borne.Add(fee)
}

// Window is the calendar year, charged once.
func (h Share) Window() accrual.Window {
	return accrual.Window{Cycle: accrual.ByYear, Once: true, After: h.After}
}

// Meters are what the lease bears, how many statements say so, and what each
// clause on account has charged.
func (h Share) Meters() []accrual.Meter {
	meters := append(make([]accrual.Meter, 0, 2+len(h.Less)), Borne(h.Pool), Drawn(h.Pool))
	for _, name := range h.Less {
		meters = append(meters, accrual.Of(name))
	}
	return meters
}

// Validate reports everything that is wrong with h in itself, as
// finance.Problems. Whether the lease has the clauses on account is the lease's
// check.
func (h Share) Validate() error {
	var wrong finance.Problems
	wrong.Add("pool", checkName(h.Pool))
	h.validateBasis(&wrong)
	wrong.Add("cap", h.Cap.validate())
	checkNames(&wrong, "exclude", h.Exclude, MaxExclude, checkName)
	wrong.Add("fee", part(h.Fee))
	wrong.Add("rounding", h.Rounding.Validate())
	checkNames(&wrong, "less", h.Less, MaxLess, checkID)
	wrong.Add("", accrual.Window{Once: true, After: h.After}.Validate())
	return wrong.Err()
}

func (h *Share) validateBasis(wrong *finance.Problems) {
	wrong.Add("fixed", part(h.Fixed))
	if h.Fixed.Den() > MaxFixed {
		wrong.Add("fixed", fmt.Errorf("denominator %d, at most %d: %w", h.Fixed.Den(), int64(MaxFixed), finance.ErrLimit))
	}
	wrong.Add("of", h.Of.Validate())
	if !h.Fixed.IsZero() && h.Of != Lettable {
		wrong.Add("of", fmt.Errorf("a fixed share is divided by nothing: %w", finance.ErrConflict))
	}
	wrong.Add("base_year", checkYear(h.BaseYear))
	wrong.Add("stop", notNegative(h.Stop))
	if h.BaseYear != 0 && !h.Stop.IsZero() {
		wrong.Add("stop", fmt.Errorf("beside a base year: %w", finance.ErrConflict))
	}
}

// checkYear refuses what is no calendar year; 0 is none.
func checkYear(y int) error {
	if y < 0 || y > 9998 {
		return fmt.Errorf("year %d: %w", y, finance.ErrRange)
	}
	return nil
}
