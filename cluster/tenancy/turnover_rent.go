package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// TurnoverRent is a share of the sales of a window over a breakpoint. A slow
// month lowers what the other months of its window owe, and nothing of what
// other windows do. Sales below the breakpoint, or below nothing after returns,
// owe nothing.
//
// An artificial breakpoint is a sum that was agreed; a natural one, base rent
// over share, comes from [NaturalBreakpoint].
type TurnoverRent struct {
	Share    finance.Rate     `json:"share"`             // above nothing, at most 100 %
	Over     finance.Money    `json:"over,omitzero"`     // the breakpoint of a whole window; the zero Money is none
	Cycle    accrual.Cycle    `json:"cycle,omitzero"`    // the window: a month, quarter, year or contract year
	Prorate  bool             `json:"prorate,omitempty"` // the breakpoint shrinks with the part of the window that is held; otherwise it stands whole
	Returns  accrual.Returns  `json:"returns,omitzero"`  // where a return counts
	Rounding finance.Rounding `json:"rounding,omitzero"` // of the total, and of a breakpoint that shrinks, to the minor unit
}

// Earned returns the rent on what was sold so far, rounded once.
//
//	rent = share × max(0, sales - breakpoint)
//
// A breakpoint that shrinks is an amount that both sides read in the lease's
// statement, and is rounded to the minor unit itself:
//
//	breakpoint = over × days of the window held / days of the window
func (r TurnoverRent) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := r.earned(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("turnover rent: %w", err)
	}
	return amount, nil
}

func (r *TurnoverRent) earned(s *accrual.Span) (finance.Money, error) {
	sales, err := counted(s, 0)
	if err != nil {
		return finance.Money{}, err
	}
	over := r.Over
	if r.Prorate {
		if over, err = r.breakpoint(s); err != nil {
			return finance.Money{}, err
		}
	}
	excess, err := sales.Sub(over)
	if err != nil {
		return finance.Money{}, err
	}
	if !over.IsZero() {
		s.Trace.Less(sales, over)
	}
	if excess.Sign() < 0 {
		excess = finance.Zero(s.Currency)
	}
	s.Trace.Share(excess, r.Share)
	return excess.MulRate(r.Share, r.Rounding)
}

// breakpoint is what sales must exceed in the window of s, by the part held.
func (r *TurnoverRent) breakpoint(s *accrual.Span) (finance.Money, error) {
	held, whole := s.Part()
	if held == whole || r.Over.IsZero() {
		return r.Over, nil
	}
	s.Trace.Days(r.Over, held, whole)
	return r.Over.MulDiv(held, whole, r.Rounding)
}

// counted is what the meter i of a clause has counted, as money. A span that
// does not show it is ErrMissing.
func counted(s *accrual.Span, i int) (finance.Money, error) {
	if i < len(s.Meters) {
		return finance.Minor(s.Meters[i], s.Currency), nil
	}
	return finance.Money{}, uncounted(i)
}

func uncounted(i int) error { return fmt.Errorf("meters[%d]: %w", i, finance.ErrMissing) }

// Window is the cycle of the clause.
func (r TurnoverRent) Window() accrual.Window {
	return accrual.Window{Cycle: r.Cycle, Returns: r.Returns}
}

// Meters are the sales.
func (TurnoverRent) Meters() []accrual.Meter { return []accrual.Meter{Sales} }

// Validate reports everything that is wrong with r, as finance.Problems.
func (r TurnoverRent) Validate() error {
	var wrong finance.Problems
	wrong.Add("share", checkShare(r.Share))
	wrong.Add("over", notNegative(r.Over))
	wrong.Add("", r.Window().Validate())
	if r.Cycle == accrual.ByLife || r.Cycle == accrual.ByLine {
		wrong.Add("cycle", fmt.Errorf("a month, quarter or year: %w", finance.ErrRange))
	}
	wrong.Add("rounding", r.Rounding.Validate())
	return wrong.Err()
}

// one is 100 %.
var one = finance.MustRate("100%")

// checkShare refuses a share that is not above nothing and at most all.
func checkShare(share finance.Rate) error {
	switch {
	case share.IsZero():
		return finance.ErrMissing
	case share.Sign() < 0:
		return finance.ErrNegative
	case share.Cmp(one) > 0:
		return fmt.Errorf("over 100%%: %w", finance.ErrRange)
	}
	return nil
}

func (r TurnoverRent) in(c finance.Currency) error { return problem("over", of(r.Over, c)) }

// NaturalBreakpoint returns the sales on which a share of them equals the base
// rent of the same window. Above it, base rent and turnover rent together are
// the share of all sales:
//
//	breakpoint = base / share
//	base + share × max(0, sales - breakpoint) = max(base, share × sales)
//
// It is rounded to the minor unit; where base / share is no whole number of
// them, the two sides of the second line may differ by one. A share that is not
// above nothing, or over 100 %, and a base below nothing are refused.
//
// Source: Percentage Rent and Natural Breakpoints, Capital Retail.
func NaturalBreakpoint(base finance.Money, share finance.Rate, r finance.Rounding) (finance.Money, error) {
	if err := checkShare(share); err != nil {
		return finance.Money{}, fmt.Errorf("natural breakpoint: share: %w", err)
	}
	if err := notNegative(base); err != nil {
		return finance.Money{}, fmt.Errorf("natural breakpoint: base: %w", err)
	}
	amount, err := base.MulDiv(share.Den(), share.Num(), r)
	if err != nil {
		return finance.Money{}, fmt.Errorf("natural breakpoint: %w", err)
	}
	return amount, nil
}
