package utility

import (
	"cmp"
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// Quantity is an exact amount of what a meter counts, in thousandths of its
// unit: kilowatt-hours, cubic metres, gigacalories. It is from nothing to 10^12
// units. Quantities compare with == and serve as map keys.
type Quantity struct {
	thousandths int64 // 0 to maxThousandths
}

const (
	perUnit        = 1000
	maxThousandths = 1e12 * perUnit
)

// NewQuantity returns n thousandths of a unit: NewQuantity(12345) is 12.345. A
// negative n is ErrNegative, one beyond the range ErrOverflow.
func NewQuantity(n int64) (Quantity, error) {
	switch {
	case n < 0:
		return Quantity{}, fmt.Errorf("quantity: %w", finance.ErrNegative)
	case n > maxThousandths:
		return Quantity{}, fmt.Errorf("quantity: %w", finance.ErrOverflow)
	}
	return Quantity{n}, nil
}

// Thousandths returns the number of thousandths of a unit.
func (q Quantity) Thousandths() int64 { return q.thousandths }

// IsZero reports whether q is nothing.
func (q Quantity) IsZero() bool { return q.thousandths == 0 }

// Cmp returns -1, 0 or 1 as q is less than, equal to or more than o.
func (q Quantity) Cmp(o Quantity) int { return cmp.Compare(q.thousandths, o.thousandths) }

// Add returns q + o, or ErrOverflow.
func (q Quantity) Add(o Quantity) (Quantity, error) {
	return NewQuantity(q.thousandths + o.thousandths)
}

// Sub returns q - o, or ErrNegative where o is more.
func (q Quantity) Sub(o Quantity) (Quantity, error) {
	return NewQuantity(q.thousandths - o.thousandths)
}

// ratio is q / o; o is above nothing.
func (q Quantity) ratio(o Quantity) finance.Rate {
	rate, _ := finance.NewRate(q.thousandths, o.thousandths) // two quantities always fit
	return rate
}
