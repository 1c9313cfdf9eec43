package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// TurnoverRent is a share of the sales of a window over a breakpoint, or what a
// table of steps gives for them. A slow month lowers what the other months of
// its window owe, and nothing of what other windows do. Sales below the
// breakpoint, or below nothing after returns, owe nothing.
//
// An artificial breakpoint is a sum that was agreed. A natural one is that on
// which the share equals the base rent: name the base rent in Above, and what
// it charged in the window is not charged again; or take the sum from
// [NaturalBreakpoint]. Name abatements too if only rent that was charged in fact
// is set off. Named in Less, what was paid on account is set off, and
// goes back where it was too much:
//
//	rent = max(0, share × max(0, sales - breakpoint) - Σ above) - Σ less
type TurnoverRent struct {
	Share    finance.Rate     `json:"share,omitzero"`    // above nothing, at most 100 %
	Tiers    *finance.Tiers   `json:"tiers,omitempty"`   // in place of a share: rates by layer, or the reached one on all, at most 100 %
	Over     finance.Money    `json:"over,omitzero"`     // the breakpoint of a whole window; the zero Money is none
	Of       []accrual.Meter  `json:"of,omitempty"`      // the sales that count, by category; none is all sales
	Except   []accrual.Meter  `json:"except,omitempty"`  // the categories of them that do not count
	Deemed   finance.Money    `json:"deemed,omitzero"`   // the least sales of a whole window, whatever was sold
	Above    []string         `json:"above,omitempty"`   // the clauses that it is the greater of
	Less     []string         `json:"less,omitempty"`    // the clauses that were paid on account
	Cycle    accrual.Cycle    `json:"cycle,omitzero"`    // the window: a month, quarter, year or contract year
	Once     bool             `json:"once,omitempty"`    // charged once, as the window settles; otherwise month by month
	After    int              `json:"after,omitempty"`   // months from the window's last to the one in which it is charged, 0 to 24; with Once
	Prorate  bool             `json:"prorate,omitempty"` // breakpoint and deemed sales shrink with the part of the window that is held; otherwise they stand whole, as the steps of a table always do
	Returns  accrual.Returns  `json:"returns,omitzero"`  // where a return counts
	Rounding finance.Rounding `json:"rounding,omitzero"` // of the total, and of a sum that shrinks, to the minor unit
}

// Earned returns the rent on what was sold so far. The share is rounded once. A
// breakpoint that shrinks is an amount that both sides read in the lease's
// statement, and is rounded to the minor unit itself:
//
//	breakpoint = over × days of the window held / days of the window
//
// In a window that an amendment restarts, what counts anew has a breakpoint that
// shrinks; what was counted before keeps the one that it was charged by.
func (r TurnoverRent) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := r.earned(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("turnover rent: %w", err)
	}
	return amount, nil
}

func (r *TurnoverRent) earned(s *accrual.Span) (finance.Money, error) {
	sales, err := r.sales(s)
	if err != nil {
		return finance.Money{}, err
	}
	rent, err := r.rent(s, sales)
	if err != nil || len(r.Above)+len(r.Less) == 0 {
		return rent, err
	}
	return r.beside(s, rent)
}

// sales are those that count, over the breakpoint.
func (r *TurnoverRent) sales(s *accrual.Span) (finance.Money, error) {
	sales, err := r.counted(s)
	if err != nil {
		return finance.Money{}, err
	}
	if !r.Deemed.IsZero() {
		least, err := r.shrunk(s, r.Deemed)
		if err != nil {
			return finance.Money{}, err
		}
		s.Trace.AtLeast(sales, least)
		if sales, err = finance.Max(sales, least); err != nil {
			return finance.Money{}, err
		}
	}
	over, err := r.shrunk(s, r.Over)
	if err != nil {
		return finance.Money{}, err
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
	return excess, nil
}

// counted are the sales of all meters that count, less those that do not.
func (r *TurnoverRent) counted(s *accrual.Span) (finance.Money, error) {
	of := max(1, len(r.Of))
	sales, err := counted(s, 0)
	for i := 1; i < of+len(r.Except) && err == nil; i++ {
		var more finance.Money
		if more, err = counted(s, i); err != nil {
			break
		}
		if i < of {
			sales, err = sales.Add(more)
		} else {
			sales, err = sales.Sub(more)
		}
	}
	return sales, err
}

// shrunk is a sum of the whole window, by the part of it that is held.
func (r *TurnoverRent) shrunk(s *accrual.Span, sum finance.Money) (finance.Money, error) {
	if !r.Prorate || sum.IsZero() {
		return sum, nil
	}
	held, whole := s.Part()
	if held == whole {
		return sum, nil
	}
	s.Trace.Days(sum, held, whole)
	return sum.MulDiv(held, whole, r.Rounding)
}

// rent is the share, or what the table gives.
func (r *TurnoverRent) rent(s *accrual.Span, sales finance.Money) (finance.Money, error) {
	if r.Tiers == nil {
		s.Trace.Share(sales, r.Share)
		s.Trace.Rounds(r.Rounding)
		return sales.MulRate(r.Share, r.Rounding)
	}
	if s.Trace != nil {
		for l := range r.Tiers.Layers(sales) {
			if !l.Base.IsZero() {
				s.Trace.Fixed(l.Base)
			}
			s.Trace.Share(l.In, l.Rate)
		}
		s.Trace.Rounds(r.Rounding)
	}
	return r.Tiers.Amount(sales, r.Rounding)
}

// beside is the rent over what the clauses above charged, less what was paid on
// account.
func (r *TurnoverRent) beside(s *accrual.Span, rent finance.Money) (amount finance.Money, err error) {
	first := max(1, len(r.Of)) + len(r.Except)
	amount = rent
	for i, name := range r.Above {
		if amount, err = charged(s, amount, first+i, name); err != nil {
			return finance.Money{}, err
		}
	}
	if len(r.Above) > 0 {
		amount = orNothing(s, amount)
	}
	for i, name := range r.Less {
		if amount, err = charged(s, amount, first+len(r.Above)+i, name); err != nil {
			return finance.Money{}, err
		}
	}
	return amount, nil
}

// charged is amount less what the clause of the meter i has charged.
func charged(s *accrual.Span, amount finance.Money, i int, clause string) (finance.Money, error) {
	paid, err := counted(s, i)
	if err != nil {
		return finance.Money{}, err
	}
	s.Trace.Charged(amount, paid, clause)
	return amount.Sub(paid)
}

// orNothing is an amount, or nothing if it is below.
func orNothing(s *accrual.Span, amount finance.Money) finance.Money {
	if amount.Sign() >= 0 {
		return amount
	}
	nothing := finance.Zero(s.Currency)
	s.Trace.AtLeast(amount, nothing)
	return nothing
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
	return accrual.Window{Cycle: r.Cycle, Once: r.Once, After: r.After, Returns: r.Returns}
}

// Meters are the sales that count, those that do not, and what the clauses
// beside it have charged.
func (r TurnoverRent) Meters() []accrual.Meter {
	meters := make([]accrual.Meter, 0, 1+len(r.Of)+len(r.Except)+len(r.Above)+len(r.Less))
	if len(r.Of) == 0 {
		meters = append(meters, Sales)
	}
	meters = append(append(meters, r.Of...), r.Except...)
	return clauseMeters(clauseMeters(meters, r.Above), r.Less)
}
