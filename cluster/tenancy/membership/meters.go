package membership

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// The meters of a credit: room hours, day passes, prints. Facts add to them,
// clauses count them.

// Used is the meter of the units used.
func Used(credit string) accrual.Meter { return accrual.Meter("used:" + credit) }

// Cancelled is the meter of the units of uses that were cancelled.
func Cancelled(credit string) accrual.Meter { return accrual.Meter("cancelled:" + credit) }

// Bought is the meter of the units bought.
func Bought(credit string) accrual.Meter { return accrual.Meter("bought:" + credit) }

// Paid is the meter of what was agreed for the units bought, in minor units.
func Paid(credit string) accrual.Meter { return accrual.Meter("paid:" + credit) }

// Refunded is the meter of the units given back for money.
func Refunded(credit string) accrual.Meter { return accrual.Meter("refunded:" + credit) }

// Given is the meter of the units given as goodwill.
func Given(credit string) accrual.Meter { return accrual.Meter("given:" + credit) }

// maxCredit is the length of a credit's name in bytes: a meter has room for it.
const maxCredit = 200

func checkCredit(credit string) error {
	if len(credit) > maxCredit {
		return fmt.Errorf("%d bytes, at most %d: %w", len(credit), maxCredit, finance.ErrLimit)
	}
	return checkID(credit)
}

// MaxUnits is how many units one fact may add, and a plan grant a cycle.
const MaxUnits = 1_000_000_000

// checkUnits refuses units that are not 1 to MaxUnits.
func checkUnits(n int64) error {
	switch {
	case n == 0:
		return finance.ErrMissing
	case n < 0:
		return finance.ErrNegative
	case n > MaxUnits:
		return fmt.Errorf("%d units, at most %d: %w", n, MaxUnits, finance.ErrLimit)
	}
	return nil
}
