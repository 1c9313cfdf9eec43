package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

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
	if base.Sign() < 0 {
		return finance.Money{}, fmt.Errorf("natural breakpoint: base: %w", finance.ErrNegative)
	}
	amount, err := base.MulDiv(share.Den(), share.Num(), r)
	if err != nil {
		return finance.Money{}, fmt.Errorf("natural breakpoint: %w", err)
	}
	return amount, nil
}
