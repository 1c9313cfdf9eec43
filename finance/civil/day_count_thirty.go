package civil

import "fmt"

// ThirtyE360 is the length of p in years of twelve months of 30 days: a 31st
// counts as the 30th. An open period has no end to count to: ErrContext.
//
//	f = (360×years + 30×months + days) / 360
//
// Also called Eurobond Basis. Source: 2006 ISDA Definitions, section 4.16(g).
func ThirtyE360(p Period) (Fraction, error) { return ByThirtyE360.Fraction(p, Context{}) }

// Thirty360Bond is ThirtyE360 but for an end on the 31st, which counts as the
// 30th only after a beginning on the 30th or 31st.
//
// Source: 2006 ISDA Definitions, section 4.16(f).
func Thirty360Bond(p Period) (Fraction, error) { return ByThirty360Bond.Fraction(p, Context{}) }

// Thirty360US is Thirty360Bond after the rule for February: a beginning on the
// last of February counts as the 30th, and with it an end on the last of
// February. That test comes before the test for the 31st.
//
// Source: SIFMA, Standard Securities Calculation Methods.
func Thirty360US(p Period) (Fraction, error) { return ByThirty360US.Fraction(p, Context{}) }

// thirty counts months of 30 days between days of the month that clamp moves.
func thirty(clamp func(from, to Date) (d1, d2 int)) func(Period, Context) (int, error) {
	return func(p Period, _ Context) (int, error) {
		d1, d2 := clamp(p.From, p.To)
		return thirtyDays(p, d1, d2), nil
	}
}

func thirtyDays(p Period, d1, d2 int) int { return 30*p.To.Month().Sub(p.From.Month()) + d2 - d1 }

func eurobond(from, to Date) (d1, d2 int) { return min(from.Day(), 30), min(to.Day(), 30) }

func bond(from, to Date) (d1, d2 int) { return bondDays(from.Day(), to.Day()) }

func us(from, to Date) (d1, d2 int) {
	d1, d2 = from.Day(), to.Day()
	if lastOfFebruary(from) {
		if d1 = 30; lastOfFebruary(to) {
			d2 = 30
		}
	}
	return bondDays(d1, d2)
}

func bondDays(d1, d2 int) (int, int) {
	if d1 = min(d1, 30); d1 == 30 {
		d2 = min(d2, 30)
	}
	return d1, d2
}

// thirtyISDA lets the last day of any month count as the 30th, but for an end
// in February on which the whole term terminates.
//
// Source: 2006 ISDA Definitions, section 4.16(h).
func thirtyISDA(p Period, c Context) (int, error) {
	if c.Termination.IsZero() {
		return 0, fmt.Errorf("%w: the day on which the term ends", ErrContext)
	}
	if p.IsEmpty() {
		return 0, nil // a last of February that terminates would count back from the 30th
	}
	d1, d2 := eurobond(p.From, p.To)
	if lastOfFebruary(p.From) {
		d1 = 30
	}
	if lastOfFebruary(p.To) && p.To != c.Termination {
		d2 = 30
	}
	return thirtyDays(p, d1, d2), nil
}

func lastOfFebruary(d Date) bool { return d.Month().Month() == 2 && d.isMonthEnd() }
