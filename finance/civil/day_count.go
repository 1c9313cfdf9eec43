package civil

import "fmt"

// Fraction is an exact, reduced ratio of two whole numbers; Den is at least 1.
type Fraction struct{ Num, Den int64 }

// String writes the ratio as 182/365, a whole number without a denominator.
func (f Fraction) String() string {
	if f.Den == 1 {
		return fmt.Sprint(f.Num)
	}
	return fmt.Sprintf("%d/%d", f.Num, f.Den)
}

func fraction(num, den int64) Fraction {
	a, b := num, den
	for b != 0 {
		a, b = b, a%b
	}
	return Fraction{num / a, den / a}
}

// Act365F is the length of p in years of 365 days.
//
//	f = days / 365
//
// Also called Actual/365 Fixed. Source: 2006 ISDA Definitions, section 4.16(d).
// The first day counts, the last does not; so in each count here. An open
// period counts to the end of 9999.
func Act365F(p Period) Fraction { return fraction(int64(p.Days()), 365) }

// Act360 is the length of p in years of 360 days.
//
//	f = days / 360
//
// Source: 2006 ISDA Definitions, section 4.16(e).
func Act360(p Period) Fraction { return fraction(int64(p.Days()), 360) }

// ActActISDA is the length of p in years: days that fall in leap years over
// 366, other days over 365.
//
//	f = common/365 + leap/366
//
// Source: 2006 ISDA Definitions, section 4.16(b).
func ActActISDA(p Period) Fraction {
	leap := leapDays(p)
	common := int64(p.Days()) - leap
	return fraction(common*366+leap*365, 365*366)
}

// leapDays counts the days of p that fall in leap years.
func leapDays(p Period) int64 {
	var n int64
	if p.IsEmpty() {
		return 0
	}
	for y := p.From.Year(); y <= (Date{p.end() - 1}).Year(); y++ {
		if daysIn(y, 2) == 29 {
			n += int64(p.Intersect(Period{dateOf(y, 1, 1), MonthOf(y, 12).Next().First()}).Days())
		}
	}
	return n
}

// ThirtyE360 is the length of p in years of twelve months of 30 days: a 31st
// counts as the 30th.
//
//	f = (360×years + 30×months + days) / 360
//
// Also called Eurobond Basis. Source: 2006 ISDA Definitions, section 4.16(g).
func ThirtyE360(p Period) (Fraction, error) {
	return thirty360(p, func(_, _ Date, d1, d2 int) (int, int) { return min(d1, 30), min(d2, 30) })
}

// Thirty360Bond is ThirtyE360 but for an end on the 31st, which counts as the
// 30th only after a beginning on the 30th or 31st.
//
// Source: 2006 ISDA Definitions, section 4.16(f).
func Thirty360Bond(p Period) (Fraction, error) {
	return thirty360(p, func(_, _ Date, d1, d2 int) (int, int) { return bondDays(d1, d2) })
}

// Thirty360US is Thirty360Bond after the rule for February: a beginning on the
// last of February counts as the 30th, and with it an end on the last of
// February. That test comes before the test for the 31st.
//
// Source: SIFMA, Standard Securities Calculation Methods.
func Thirty360US(p Period) (Fraction, error) {
	return thirty360(p, func(from, to Date, d1, d2 int) (int, int) {
		if lastOfFebruary(from) {
			if d1 = 30; lastOfFebruary(to) {
				d2 = 30
			}
		}
		return bondDays(d1, d2)
	})
}

func bondDays(d1, d2 int) (int, int) {
	if d1 = min(d1, 30); d1 == 30 {
		d2 = min(d2, 30)
	}
	return d1, d2
}

func lastOfFebruary(d Date) bool { return d.Month().Month() == 2 && d.Day() == d.Month().Days() }

// thirty360 counts months of 30 days between days that clamp has moved. An open
// or missing period has no end to count to: ErrContext.
func thirty360(p Period, clamp func(from, to Date, d1, d2 int) (int, int)) (Fraction, error) {
	if p.From.IsZero() || p.IsOpen() {
		return Fraction{}, fmt.Errorf("%w: a count by months ends on a day", ErrContext)
	}
	d1, d2 := clamp(p.From, p.To, p.From.Day(), p.To.Day())
	return fraction(int64(30*p.To.Month().Sub(p.From.Month())+d2-d1), 360), nil
}
