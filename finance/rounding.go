package finance

import (
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
func (r *Rounding) UnmarshalText(text []byte) error { return readText(r, string(text), ParseRounding) }

// awayFromZero holds a bit for each of eight situations: set when a quotient
// that was cut towards zero moves one away from it. Bits 0 to 3 are for a
// positive quotient whose rest is below a half, a half beside an even digit, a
// half beside an odd digit, above a half; bits 4 to 7 the same for a negative.
var awayFromZero = [...]uint8{
	HalfEven:    0b1100_1100,
	Up:          0b1111_1111,
	Down:        0b0000_0000,
	Ceiling:     0b0000_1111,
	Floor:       0b1111_0000,
	HalfUp:      0b1110_1110,
	HalfDown:    0b1000_1000,
	HalfCeiling: 0b1000_1110,
	HalfFloor:   0b1110_1000,
}

// carry is 1 when q, which left rest of divisor (0 < rest < divisor), moves
// away from zero, else 0. r is one of the nine.
func (r Rounding) carry(q, rest, divisor uint64, negative bool) uint64 {
	situation := uint(0)
	switch half := divisor - rest; {
	case rest > half:
		situation = 3
	case rest == half:
		situation = 1 + uint(q&1)
	}
	if negative {
		situation += 4
	}
	return uint64(awayFromZero[r]>>situation) & 1
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
	if hi >= divisor || r > HalfFloor {
		return 0, undivided(divisor, r)
	}
	var q, rest uint64
	if hi == 0 { // by far the usual case, and twice as fast
		q, rest = lo/divisor, lo%divisor
	} else {
		q, rest = bits.Div64(hi, lo, divisor)
	}
	if rest != 0 && q <= maxMagnitude {
		q += r.carry(q, rest, divisor, negative)
	}
	return signed(q, negative)
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
