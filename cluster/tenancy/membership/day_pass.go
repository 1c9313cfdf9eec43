package membership

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// DayPass charges each pass that was used, by count, in the month of its use. A
// pass that was not used after all is undone by a [Void]; passes that a plan
// includes, or that are bought ahead and may be cancelled, are an [Allowance].
type DayPass struct {
	Credit string        `json:"credit"` // what the passes are called in a Use
	Price  finance.Money `json:"price"`  // of one
}

var _ accrual.Earner = DayPass{}

// Earned returns what the passes used in the month so far cost. Nothing is
// rounded.
//
//	charge = price × passes
func (p DayPass) Earned(s accrual.Span) (finance.Money, error) {
	if len(s.Meters) != 1 {
		return finance.Money{}, fmt.Errorf("day pass: meters[0]: %w", finance.ErrMissing)
	}
	amount, err := p.Price.Mul(s.Meters[0])
	if err != nil {
		return finance.Money{}, fmt.Errorf("day pass: %w", err)
	}
	if s.Trace != nil {
		if count, err := finance.NewRate(s.Meters[0], 1); err == nil {
			s.Trace.Times(p.Price, count, p.Credit)
		}
	}
	return amount, nil
}

// Window is the month.
func (DayPass) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByMonth} }

// Meters are the passes used.
func (p DayPass) Meters() []accrual.Meter { return []accrual.Meter{Used(p.Credit)} }

// Validate reports everything that is wrong with p, as finance.Problems.
func (p DayPass) Validate() error {
	var wrong finance.Problems
	wrong.Add("credit", checkCredit(p.Credit))
	wrong.Add("price", sized(p.Price, positive(p.Price)))
	return wrong.Err()
}

func (p DayPass) in(c finance.Currency) error { return at("price", of(p.Price, c)) }

func (p DayPass) credit() string { return p.Credit }
