package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// maxAmount is what an amount in terms may be, in minor units, below nothing or
// above: a hundred billion of a currency with cents. What clauses charge and
// count of each other in two hundred years then fits, and no month fails for the
// size of what was agreed.
const maxAmount = 10_000_000_000_000

// sized refuses an amount that is larger than terms may name, or of no known
// currency.
func sized(m finance.Money) error {
	if n := m.Minor(); n > maxAmount || n < -maxAmount {
		return fmt.Errorf("%v, at most %v: %w", m, finance.Minor(maxAmount, m.Currency()), finance.ErrLimit)
	}
	return m.Validate()
}

// notNegative refuses an amount below nothing, and one that is not sized.
func notNegative(m finance.Money) error {
	if m.Sign() < 0 {
		return finance.ErrNegative
	}
	return sized(m)
}

// positive refuses an amount that is not above nothing, and one that is not
// sized.
func positive(m finance.Money) error {
	if m.IsZero() {
		return finance.ErrMissing
	}
	return notNegative(m)
}

// maxTimes is how many days a month of one price may count, under any basis.
const maxTimes = 12 * 31

// checkSize refuses steps that lead to a price of which a month is too large.
func (a *Amount) checkSize(wrong *finance.Problems) {
	path, err := a.path(nil)
	if err != nil {
		wrong.Add("", err)
		return
	}
	switch i, err := a.fits(path); i {
	case 0:
		wrong.Add("monthly", err)
	default:
		wrong.AddAt("steps", i-1, err)
	}
}

// fits answers the first price of a path of which a month is too large.
func (a *Amount) fits(path []price) (at int, err error) {
	units, per := a.units()
	divisor := int64(1) // several prices of one month are added up before they are divided
	for i := range path {
		part, whole := path[i].share()
		divisor = min(lcm(divisor, whole), maxCommon)
		month, err := path[i].monthly.MulDiv(units*part, per*whole, a.Rounding)
		if err == nil {
			err = sized(month)
		}
		if err == nil && len(path) > 1 {
			_, err = path[i].monthly.Mul(maxTimes * divisor)
		}
		if err != nil {
			return i, err
		}
	}
	return 0, nil
}
