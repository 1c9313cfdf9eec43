package finance

import (
	"database/sql/driver"
	"fmt"
	"slices"
)

// Remainder says who gets the minor units that are left when every party has
// its share cut to whole units. The zero Remainder is LargestRemainder. Each
// party gets at most one of them, and a party whose exact share is whole none.
type Remainder uint8

// The rules for the remainder.
const (
	LargestRemainder Remainder = iota // those who lost most by the cut; of equals the earlier
	First                             // the parties in their order
	Last                              // the parties from the last backwards
)

var remainderNames = NewNames[Remainder]("remainder", "largest-remainder", "first", "last")

// ParseRemainder reads a rule as String writes it: largest-remainder.
func ParseRemainder(s string) (Remainder, error) { return remainderNames.Parse(s) }

// Validate refuses a value that is none of the three with ErrRange.
func (r Remainder) Validate() error { return remainderNames.Validate(r) }

// String returns the name, such as "largest-remainder".
func (r Remainder) String() string { return remainderNames.Text(r) }

// MarshalText writes the name.
func (r Remainder) MarshalText() ([]byte, error) { return remainderNames.Marshal(r) }

// UnmarshalText reads a name.
func (r *Remainder) UnmarshalText(text []byte) error { return remainderNames.Unmarshal(r, text) }

// Scan reads a name from a text column; NULL is LargestRemainder.
func (r *Remainder) Scan(src any) error { return remainderNames.Scan(r, src) }

// Value gives a database the name.
func (r Remainder) Value() (driver.Value, error) { return remainderNames.Value(r) }

// Allocate divides total over weights, so that the parts sum to it. A weight of
// zero gets nothing; a negative total gives the parts of its opposite, negated.
// No weights, weights that are all zero, and a negative one are ErrWeights.
func Allocate(total Money, weights []int64, rule Remainder) ([]Money, error) {
	parts, err := AllocateTo(make([]Money, 0, len(weights)), total, weights, rule)
	if err != nil {
		return nil, err
	}
	return parts, nil
}

// AllocateTo is Allocate that appends the parts to dst. It allocates nothing
// while dst has room. On an error it returns dst as it was.
func AllocateTo(dst []Money, total Money, weights []int64, rule Remainder) ([]Money, error) {
	sum, err := sumOf(weights)
	if err != nil {
		return dst, err
	}
	if err := rule.Validate(); err != nil {
		return dst, err
	}
	start := len(dst)
	dst = slices.Grow(dst, len(weights))[:start+len(weights)]
	s := split{magnitude(total.minor), total.minor < 0, total.currency, weights, sum}
	s.fill(dst[start:], rule)
	return dst, nil
}

// AllocateUnits is Allocate in whole units, such as 0.05 or a rouble. What the
// total holds beyond whole units is nobody's part: it is returned as rest.
func AllocateUnits(total, unit Money, weights []int64, rule Remainder) (parts []Money, rest Money, err error) {
	c, err := common(total, unit)
	if err != nil {
		return nil, Money{}, err
	}
	if unit.minor <= 0 {
		return nil, Money{}, fmt.Errorf("unit %v: %w", unit, ErrRange)
	}
	parts, err = Allocate(Money{total.minor / unit.minor, c}, weights, rule)
	if err != nil {
		return nil, Money{}, err
	}
	for i := range parts {
		parts[i].minor *= unit.minor // at most the total
	}
	return parts, Money{total.minor % unit.minor, c}, nil
}

// AllocateRates is Allocate over weights that are rates, such as the shares of
// co-creators. They need not sum to one. Rates without a common denominator
// within int64 are ErrOverflow.
func AllocateRates(total Money, weights []Rate, rule Remainder) ([]Money, error) {
	den := uint64(1)
	for _, w := range weights {
		var err error
		if den, err = lcm(den, uint64(w.Den())); err != nil {
			return nil, fmt.Errorf("weights: %w", err)
		}
	}
	whole := make([]int64, len(weights))
	for i, w := range weights {
		n, err := MulDiv(w.num, int64(den), w.Den(), Down) // exact: den is a multiple
		if err != nil {
			return nil, fmt.Errorf("weights: %w", err)
		}
		whole[i] = n
	}
	return Allocate(total, whole, rule)
}
