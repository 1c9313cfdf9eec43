package utility

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// given refuses no day.
func given(d civil.Date) error {
	if d.IsZero() {
		return finance.ErrMissing
	}
	return nil
}

// notNegative refuses an amount below nothing or in an unknown currency.
func notNegative(m finance.Money) error {
	if m.Sign() < 0 {
		return finance.ErrNegative
	}
	return m.Validate()
}

// of refuses an amount in another currency than c.
func of(m finance.Money, c finance.Currency) error {
	if m.Currency() != 0 && m.Currency() != c {
		return fmt.Errorf("%v, not in %v: %w", m, c, finance.ErrCurrency)
	}
	return nil
}
