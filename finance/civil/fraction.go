package civil

import "fmt"

// Fraction is an exact, reduced ratio of two whole numbers; Den is at least 1.
// The zero Fraction is none, and has an empty text.
type Fraction struct{ Num, Den int64 }

// String writes the ratio as 182/365, a whole number without a denominator.
func (f Fraction) String() string {
	switch f.Den {
	case 0:
		return ""
	case 1:
		return fmt.Sprint(f.Num)
	}
	return fmt.Sprintf("%d/%d", f.Num, f.Den)
}

// fraction reduces num/den; den is positive.
func fraction(num, den int64) Fraction {
	a, b := num, den
	for b != 0 {
		a, b = b, a%b
	}
	return Fraction{num / a, den / a}
}
