package membership

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// checkID refuses an id that books would not keep as it is.
func checkID(id string) error { return finance.CheckName(id, accrual.MaxText) }

// notNegative refuses an amount below nothing, or of no known currency.
func notNegative(m finance.Money) error {
	if m.Sign() < 0 {
		return finance.ErrNegative
	}
	return m.Validate()
}

// positive refuses an amount that is not above nothing.
func positive(m finance.Money) error {
	if m.IsZero() {
		return finance.ErrMissing
	}
	return notNegative(m)
}

// maxAmount is what a price in terms may be, in minor units: a hundred billion of
// a currency with cents, so that what two hundred years charge fits.
const maxAmount = 10_000_000_000_000

// sized refuses a price that is larger than terms may name; of what is wrong with
// it otherwise, err, that is said alone.
func sized(m finance.Money, err error) error {
	if err == nil && m.Minor() > maxAmount {
		return fmt.Errorf("%v, at most %v: %w", m, finance.Minor(maxAmount, m.Currency()), finance.ErrLimit)
	}
	return err
}

// of refuses an amount in another currency than c. Where c itself is missing
// that is the problem, not each amount.
func of(m finance.Money, c finance.Currency) error {
	if m.Currency() != 0 && m.Currency() != c && c != 0 {
		return fmt.Errorf("%v, not in %v: %w", m, c, finance.ErrCurrency)
	}
	return nil
}

// at is err under a path, nil when there is none.
func at(path string, err error) error {
	if err == nil {
		return nil
	}
	return finance.Problem{Path: path, Err: err}
}
