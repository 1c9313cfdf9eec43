package waterfall

import (
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Yield is a yearly return, and how it grows. 20 % compounded each month is
// 21.94 % a year, 20 % effective is 18.37 % compounded each month: the zero
// Growth is therefore none.
type Yield struct {
	Rate     finance.Rate     `json:"rate"`               // a year, above 0 and at most 1000 %
	Growth   Growth           `json:"growth"`             // what bears it
	Months   int              `json:"months,omitempty"`   // of a period of Compound and Lapsing: 1, 2, 3, 4, 6 or 12, from the first day of the term
	DayCount civil.DayCount   `json:"day_count,omitzero"` // of days between flows; zero is actual/365F. One that needs a context is refused
	Rounding finance.Rounding `json:"rounding,omitzero"`  // of the interest of each stretch to the minor unit
}

// Growth says what bears interest.
type Growth uint8

// The growths. Within a period of Compound interest is simple. Of Daily and
// Effective the growth of a stretch is rounded half-even to 30 decimals where it
// does not end, before it meets the amount.
const (
	NoGrowth  Growth = iota
	Simple           // capital alone; what is unpaid stays due: cumulative
	Compound         // capital, and what was unpaid when a period ended; the rate is nominal
	Daily            // the same by the day: (1 + rate/year)^days, of actual/365F or actual/360
	Effective        // (1 + rate)^years, whatever parts of a year: the rate that an internal rate of return is
	Lapsing          // capital alone; what is unpaid when a period has ended is not due any more: not cumulative
)

var growthNames = finance.NewNames[Growth]("growth", "none", "simple", "compound", "daily", "effective", "lapsing")

// Validate refuses a value that is no growth with ErrRange.
func (g Growth) Validate() error { return growthNames.Validate(g) }

// String is the name of the growth: simple, compound, daily, effective, lapsing.
func (g Growth) String() string { return growthNames.Text(g) }

// MarshalText writes what String writes; an unknown growth is an error.
func (g Growth) MarshalText() ([]byte, error) { return growthNames.Marshal(g) }

// UnmarshalText reads what String writes.
func (g *Growth) UnmarshalText(text []byte) error { return growthNames.Unmarshal(g, text) }

// Validate reports everything that is wrong with y, as finance.Problems.
func (y Yield) Validate() error {
	var wrong finance.Problems
	switch {
	case y.Rate.IsZero():
		wrong.Add("rate", finance.ErrMissing)
	case y.Rate.Sign() < 0:
		wrong.Add("rate", finance.ErrNegative)
	case y.Rate.Num()/10 >= y.Rate.Den() && y.Rate != finance.MustRate("1000%"):
		wrong.Add("rate", fmt.Errorf("%v, at most 1000%%: %w", y.Rate, finance.ErrRange))
	}
	wrong.Add("growth", y.Growth.Validate())
	if y.Growth == NoGrowth {
		wrong.Add("growth", finance.ErrMissing)
	}
	wrong.Add("months", y.checkMonths())
	wrong.Add("day_count", y.checkDays())
	wrong.Add("rounding", y.Rounding.Validate())
	return wrong.Err()
}

// periodic reports whether something happens as a period ends.
func (y *Yield) periodic() bool { return y.Growth == Compound || y.Growth == Lapsing }

func (y *Yield) checkMonths() error {
	switch {
	case !y.periodic() && y.Months != 0:
		return fmt.Errorf("%v has no period: %w", y.Growth, finance.ErrConflict)
	case y.periodic() && y.Months == 0:
		return finance.ErrMissing
	case y.periodic() && (y.Months < 0 || y.Months > 12 || 12%y.Months != 0):
		return fmt.Errorf("%d months do not divide a year: %w", y.Months, finance.ErrRange)
	}
	return nil
}

func (y *Yield) checkDays() error {
	if err := y.DayCount.Validate(); err != nil {
		return err
	}
	switch y.DayCount {
	case civil.ByActActICMA, civil.ByThirtyE360ISDA, civil.ByActMonth:
		return fmt.Errorf("%v asks more than two days: %w", y.DayCount, finance.ErrConflict)
	case civil.ByAct365F, civil.ByAct360:
	default:
		if y.Growth == Daily {
			return fmt.Errorf("%v has no fixed day: %w", y.DayCount, finance.ErrConflict)
		}
	}
	return nil
}

// yearly is what one becomes in the first year: the measure by which hurdles
// ascend.
func (y *Yield) yearly() *big.Rat {
	one := big.NewRat(1, 1)
	switch y.Growth {
	case Compound:
		step := new(big.Rat).Mul(ratio(y.Rate), big.NewRat(int64(y.Months), 12))
		step.Add(step, one)
		grown := big.NewRat(1, 1)
		for range 12 / y.Months {
			grown.Mul(grown, step)
		}
		return grown
	case Daily:
		return new(big.Rat).Add(one, y.byDays(y.yearDays()))
	}
	return one.Add(one, ratio(y.Rate))
}

// yearDays is how many days bear the rate, in growth by the day.
func (y *Yield) yearDays() int {
	if y.DayCount == civil.ByAct360 {
		return 360
	}
	return 365
}

func ratio(r finance.Rate) *big.Rat { return big.NewRat(r.Num(), r.Den()) }
