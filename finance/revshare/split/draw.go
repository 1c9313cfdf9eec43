package split

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// Draw takes a need from sources in their order, each up to what it has: a cost
// from a deposit, then from vouchers. It answers what each gives. Sources that
// together have less than the need give nothing at all: finance.ErrLimit. A need or
// a source below zero is finance.ErrNegative, one in another currency
// finance.ErrCurrency.
//
//	drawn(k) = min(available(k), need - drawn(1) - … - drawn(k-1))
func Draw(need finance.Money, available []finance.Money) ([]finance.Money, error) {
	if need.Sign() < 0 {
		return nil, fmt.Errorf("need of %v: %w", need, finance.ErrNegative)
	}
	left := need
	drawn := make([]finance.Money, len(available))
	for i, has := range available {
		if has.Sign() < 0 {
			return nil, fmt.Errorf("source %d has %v: %w", i, has, finance.ErrNegative)
		}
		one, err := finance.Min(has, left)
		if err != nil {
			return nil, fmt.Errorf("source %d: %w", i, err)
		}
		drawn[i] = finance.Minor(one.Minor(), need.Currency())
		if left, err = left.Sub(one); err != nil {
			return nil, fmt.Errorf("source %d: %w", i, err)
		}
	}
	if left.Sign() > 0 {
		return nil, fmt.Errorf("%v of %v is nowhere: %w", left, need, finance.ErrLimit)
	}
	return drawn, nil
}
