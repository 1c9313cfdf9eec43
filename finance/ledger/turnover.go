package ledger

import (
	"fmt"
	"math"

	"github.com/creative-cluster/kvartal/finance"
)

// turnover is what was debited and credited in one currency, on the balance or
// off it, in minor units.
// A ledger keeps both within int64, so that no sum over its lines, whichever
// of them it takes, can leave it.
type turnover struct {
	currency      finance.Currency
	off           bool // the balance
	debit, credit int64
}

type turnovers []turnover

// add counts an amount. It changes t in place.
func (t turnovers) add(off bool, amount finance.Money) (turnovers, error) {
	n := amount.Minor()
	if n == math.MinInt64 {
		return t, finance.ErrOverflow
	}
	if n < 0 {
		return t.count(turnover{amount.Currency(), off, 0, -n})
	}
	return t.count(turnover{amount.Currency(), off, n, 0})
}

func (t turnovers) count(more turnover) (turnovers, error) {
	for i := range t {
		if t[i].currency != more.currency || t[i].off != more.off {
			continue
		}
		if more.debit > math.MaxInt64-t[i].debit || more.credit > math.MaxInt64-t[i].credit {
			return t, fmt.Errorf("turnover in %s: %w", more.currency, finance.ErrOverflow)
		}
		t[i].debit += more.debit
		t[i].credit += more.credit
		return t, nil
	}
	return append(t, more), nil
}

// balanced refuses debits that differ from credits on the balance.
func (t turnovers) balanced() error {
	for _, one := range t {
		if diff := one.debit - one.credit; diff != 0 && !one.off { // of two numbers from zero up, so it fits
			return fmt.Errorf("debits less credits are %s: %w", finance.Minor(diff, one.currency), finance.ErrConflict)
		}
	}
	return nil
}
