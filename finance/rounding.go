package finance

import (
	"database/sql/driver"
	"fmt"
	"math/bits"
)

// Rounding says what becomes of the part that does not fit. The zero Rounding
// is HalfEven, the default of this library. One name means two things in other
// libraries as soon as an amount is negative; these follow the General Decimal
// Arithmetic, and the directed ones are named apart.
type Rounding uint8

// The nine roundings, with what they make of 2.5, 3.5, -2.5 and 2.1.
const (
	HalfEven    Rounding = iota // to the nearest, a tie to the even neighbour: 2, 4, -2, 2
	Up                          // away from zero: 3, 4, -3, 3
	Down                        // towards zero: 2, 3, -2, 2
	Ceiling                     // towards plus infinity: 3, 4, -2, 3
	Floor                       // towards minus infinity: 2, 3, -3, 2
	HalfUp                      // to the nearest, a tie away from zero: 3, 4, -3, 2
	HalfDown                    // to the nearest, a tie towards zero: 2, 3, -2, 2
	HalfCeiling                 // to the nearest, a tie towards plus infinity: 3, 4, -2, 2
	HalfFloor                   // to the nearest, a tie towards minus infinity: 2, 3, -3, 2
)

var roundingNames = NewNames[Rounding]("rounding", "half-even", "up", "down", "ceiling", "floor", "half-up", "half-down", "half-ceiling", "half-floor")

// ParseRounding reads a rounding as String writes it: half-even.
func ParseRounding(s string) (Rounding, error) { return roundingNames.Parse(s) }

// Validate refuses a value that is none of the nine with ErrRange.
func (r Rounding) Validate() error { return roundingNames.Validate(r) }

// String returns the name, such as "half-even".
func (r Rounding) String() string { return roundingNames.Text(r) }

// MarshalText writes the name; JSON therefore holds "half-even".
func (r Rounding) MarshalText() ([]byte, error) { return roundingNames.Marshal(r) }

// UnmarshalText reads a name. A missing rounding is a field left out, not an
// empty text.
func (r *Rounding) UnmarshalText(text []byte) error { return roundingNames.Unmarshal(r, text) }

// Scan reads a name from a text column; NULL is HalfEven.
func (r *Rounding) Scan(src any) error { return roundingNames.Scan(r, src) }

// Value gives a database the name.
func (r Rounding) Value() (driver.Value, error) { return roundingNames.Value(r) }

// awayFromZero holds a bit for each of twelve situations: set when a quotient
// that was cut towards zero moves one away from it. From the right, bits 0 to 5
// are for a positive quotient, a pair each for a rest below a half, of a half,
// and above a half; the left bit of a pair is for an odd quotient. Bits 6 to 11
// are the same for a negative quotient.
var awayFromZero = [...]uint64{
	HalfEven:    0b_11_10_00_11_10_00,
	Up:          0b_11_11_11_11_11_11,
	Down:        0b_00_00_00_00_00_00,
	Ceiling:     0b_00_00_00_11_11_11,
	Floor:       0b_11_11_11_00_00_00,
	HalfUp:      0b_11_11_00_11_11_00,
	HalfDown:    0b_11_00_00_11_00_00,
	HalfCeiling: 0b_11_00_00_11_11_00,
	HalfFloor:   0b_11_11_00_11_00_00,
}

// carry is 1 when q, which left rest of divisor (0 < rest < divisor), moves
// away from zero, else 0. r is one of the nine. It takes no branch on the rest:
// no processor foresees on which side of a half that lies.
func (r Rounding) carry(q, rest, divisor uint64, negative bool) uint64 {
	_, above := bits.Sub64(divisor-rest, rest, 0)
	_, below := bits.Sub64(rest, divisor-rest, 0)
	tie := uint64(2)
	if negative {
		tie = 8
	}
	return awayFromZero[r] >> (tie + 2*(above-below) + q&1) & 1
}

// MulDiv returns a × b / c, rounded once. The product has 128 bits, so only a
// result beyond int64 is ErrOverflow. A zero c or an unknown rounding is
// ErrRange. Every rounding of money on integers comes through here.
func MulDiv(a, b, c int64, r Rounding) (int64, error) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	return divide(hi, lo, magnitude(c), a^b^c < 0, r)
}

// divide rounds the 128-bit magnitude hi, lo over divisor and gives it its sign.
func divide(hi, lo, divisor uint64, negative bool, r Rounding) (int64, error) {
	switch {
	case hi >= divisor || r > HalfFloor:
		return 0, undivided(divisor, r)
	case hi == 0: // by far the usual case, and twice as fast
		return signed(r.quotient(lo, divisor, negative), negative)
	}
	q, rest := bits.Div64(hi, lo, divisor)
	if rest != 0 && q <= maxMagnitude {
		q += r.carry(q, rest, divisor, negative)
	}
	return signed(q, negative)
}

// quotient is n / divisor, rounded, as a magnitude. It is small enough to be
// inlined. r is one of the nine, divisor is above zero.
func (r Rounding) quotient(n, divisor uint64, negative bool) uint64 {
	q, rest := n/divisor, n%divisor
	if rest != 0 { // so divisor is at least 2, and q has room for one more
		q += r.carry(q, rest, divisor, negative)
	}
	return q
}

func undivided(divisor uint64, r Rounding) error {
	switch {
	case divisor == 0:
		return fmt.Errorf("division by zero: %w", ErrRange)
	case r > HalfFloor:
		return fmt.Errorf("%v: %w", r, ErrRange)
	}
	return ErrOverflow
}
