package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// GrossUp finds the amount at source of which a rate was taken before the rest
// was passed on: 1,000 received net of 15 % are 1,176.47, not 1,150. A rate
// below zero, or that leaves nothing, is ErrRange.
//
//	at source = received / (1 - rate)
func GrossUp(received finance.Money, taken finance.Rate, r finance.Rounding) (finance.Money, error) {
	if taken.Sign() < 0 || taken.Cmp(whole) >= 0 {
		return finance.Money{}, fmt.Errorf("gross-up of %v: %w", taken, finance.ErrRange)
	}
	left, err := whole.Sub(taken)
	if err != nil {
		return finance.Money{}, fmt.Errorf("gross-up of %v: %w", taken, err)
	}
	return BaseOf(received, left, r)
}

// BaseOf finds the base on which a charge at a rate was computed: a commission
// of 69,300 at 22 % was of 315,000. A rate that is not above zero is ErrRange.
//
//	base = charge / rate
func BaseOf(charge finance.Money, rate finance.Rate, r finance.Rounding) (finance.Money, error) {
	if rate.Sign() <= 0 {
		return finance.Money{}, fmt.Errorf("base at %v: %w", rate, finance.ErrRange)
	}
	per, err := rate.Inverse()
	if err != nil {
		return finance.Money{}, fmt.Errorf("base at %v: %w", rate, err)
	}
	return charge.MulRate(per, r)
}
