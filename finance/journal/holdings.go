package journal

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/creative-cluster/kvartal/finance"
)

// holdings are what accounts hold, each commodity alone and with the accounts
// below.
type holdings map[string]map[string]holding

type holding struct{ alone, below decimal.Decimal }

func (h holdings) add(account string, a Amount) {
	for i, at := range upward(account) {
		if h[at] == nil {
			h[at] = map[string]holding{}
		}
		one := h[at][a.Commodity]
		one.below = one.below.Add(a.Number)
		if i == 0 {
			one.alone = one.alone.Add(a.Number)
		}
		h[at][a.Commodity] = one
	}
}

// of is what an account holds in the commodity that a speaks of.
func (h holdings) of(account string, a *Assertion) decimal.Decimal {
	return h[account][a.Commodity].of(a.Below)
}

func (h holding) of(below bool) decimal.Decimal {
	if below {
		return h.below
	}
	return h.alone
}

// try is what an assertion says against the account.
func (h holdings) try(account string, a *Assertion) error {
	if held := h.of(account, a); !held.Equal(a.Number) {
		return fmt.Errorf("%.40q holds %s, not %s: %w", account, Amount{held, a.Commodity}, a.Amount, finance.ErrConflict)
	}
	if !a.Sole {
		return nil
	}
	for commodity, one := range h[account] {
		if commodity != a.Commodity && !one.of(a.Below).IsZero() {
			return fmt.Errorf("%.40q holds more than %.40q: %w", account, a.Commodity, finance.ErrConflict)
		}
	}
	return nil
}
