package finance

import (
	"math"
	"math/bits"
)

// maxMagnitude is the magnitude of the smallest int64, one more than that of
// the largest.
const maxMagnitude = 1 << 63

// magnitude is |n|, also for the smallest int64.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// signed gives a magnitude its sign, or is ErrOverflow.
func signed(m uint64, negative bool) (int64, error) {
	if negative {
		if m > maxMagnitude {
			return 0, ErrOverflow
		}
		return -int64(m), nil //nolint:gosec // 1<<63 wraps to the smallest int64, its own negation
	}
	if m > math.MaxInt64 {
		return 0, ErrOverflow
	}
	return int64(m), nil
}

// gcd is the greatest common divisor; gcd(0, b) is b.
func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// lcm is the least common multiple of two numbers above zero, or ErrOverflow
// when it is no int64.
func lcm(a, b uint64) (uint64, error) {
	if b%a == 0 && b <= math.MaxInt64 { // as it is of the rates of one table, mostly
		return b, nil
	}
	hi, lo := bits.Mul64(a/gcd(a, b), b)
	if hi != 0 || lo > math.MaxInt64 {
		return 0, ErrOverflow
	}
	return lo, nil
}

// powersOfTen are those that fit uint64.
var powersOfTen = [...]uint64{
	1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
}
