package tenancy

import (
	"cmp"
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// Area is an exact area in hundredths of a square metre, from nothing to a
// thousand square kilometres. Areas compare with == and serve as map keys. The
// zero Area is no area at all; Validate methods refuse it where there must be
// some.
type Area struct {
	hundredths int64 // 0 to maxHundredths
}

// maxHundredths leaves room for twelve times the product of an area and all days
// of the calendar.
const maxHundredths = 1e11

// perMetre is how many hundredths a square metre has.
const perMetre = 100

// NewArea returns n hundredths of a square metre: NewArea(4550) is 45.50 m².
// A negative n is ErrNegative, one beyond the range ErrOverflow.
func NewArea(n int64) (Area, error) {
	switch {
	case n < 0:
		return Area{}, fmt.Errorf("area: %w", finance.ErrNegative)
	case n > maxHundredths:
		return Area{}, fmt.Errorf("area: %w", finance.ErrOverflow)
	}
	return Area{n}, nil
}

// Hundredths returns the number of hundredths of a square metre.
func (a Area) Hundredths() int64 { return a.hundredths }

// IsZero reports whether a is no area.
func (a Area) IsZero() bool { return a.hundredths == 0 }

// Cmp returns -1, 0 or 1 as a is smaller than, equal to or larger than o.
func (a Area) Cmp(o Area) int { return cmp.Compare(a.hundredths, o.hundredths) }

// Add returns a + o, or ErrOverflow.
func (a Area) Add(o Area) (Area, error) { return NewArea(a.hundredths + o.hundredths) }

// Sub returns a - o, or ErrNegative where o is larger.
func (a Area) Sub(o Area) (Area, error) { return NewArea(a.hundredths - o.hundredths) }

// SumAreas adds areas; of none it is the zero Area. A total beyond the range is
// ErrOverflow.
func SumAreas(areas ...Area) (Area, error) {
	var total Area
	for _, a := range areas {
		var err error
		if total, err = total.Add(a); err != nil {
			return Area{}, err
		}
	}
	return total, nil
}

// Ratio returns a / o exactly; over no area it is ErrRange.
func (a Area) Ratio(o Area) (finance.Rate, error) {
	rate, err := finance.NewRate(a.hundredths, o.hundredths)
	if err != nil {
		return finance.Rate{}, fmt.Errorf("%v of %v m²: %w", a, o, err)
	}
	return rate, nil
}

// Metres returns the number of square metres, as an exact rate.
func (a Area) Metres() finance.Rate {
	rate, _ := finance.NewRate(a.hundredths, perMetre) // an area always fits
	return rate
}

// at is price a square metre × a × num / den, rounded once. num is at most
// twelve times the days of the calendar, so that its product with an area fits.
func (a Area) at(price finance.Money, num, den int64, r finance.Rounding) (finance.Money, error) {
	return price.MulDiv(a.hundredths*num, perMetre*den, r)
}
