package civil

import "fmt"

// Act365F is the length of p in years of 365 days.
//
//	f = days / 365
//
// Also called Actual/365 Fixed. Source: 2006 ISDA Definitions, section 4.16(d).
// Like Act360 and ActActISDA it counts an open period to the end of 9999, which
// DayCount refuses.
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
		if leapYear(y) {
			n += int64(p.Intersect(YearOf(y).Period()).Days())
		}
	}
	return n
}

// actual counts the days of the calendar.
func actual(p Period, _ Context) (int, error) { return p.Days(), nil }

// afb counts whole years back from the end of p, and what is left at its
// beginning in days over 366 if a 29 February is among them, else over 365. In
// a leap year the count back from a 28 February lands on the 29th, or, plain,
// stays on the 28th.
//
//	f = years + rest/(365 or 366)
//
// Source: Association française des banques; EMU and Market Conventions:
// Recent Developments, ISDA (1998), for the 29th.
func afb(p Period, to29 bool) Fraction {
	years := p.To.Year() - p.From.Year()
	end := yearsBack(p.To, years, to29)
	if end.Before(p.From) {
		years--
		end = yearsBack(p.To, years, to29)
	}
	rest, year := Period{p.From, end}, int64(365)
	if holdsLeapDay(rest) {
		year = 366
	}
	return fraction(int64(years)*year+int64(rest.Days()), year)
}

func yearsBack(d Date, years int, to29 bool) Date {
	back := d.AddYears(-years)
	if to29 && years > 0 && back.Day() == 28 && back.Month().Month() == 2 {
		return back.Month().Last()
	}
	return back
}

// holdsLeapDay reports whether a 29 February is a day of p, which is not empty
// over more than a year.
func holdsLeapDay(p Period) bool {
	for _, y := range [...]int{p.From.Year(), p.To.Year()} {
		if leapYear(y) && p.Contains(dateOf(y, 2, 29)) {
			return true
		}
	}
	return false
}

// icma is the length of p in years by parts of reference periods, so that
// each of them is exactly one part of the year.
//
//	f = Σ days in the reference period / (its days × periods a year)
//
// Source: ICMA Rule Book, rule 251.1(iii).
func icma(p Period, days int, c Context) (Fraction, error) {
	if c.PerYear == 0 {
		return Fraction{}, fmt.Errorf("%w: how many reference periods a year", ErrContext)
	}
	if c.PerYear < 0 || c.PerYear > 366 {
		return Fraction{}, fmt.Errorf("%w: %d reference periods a year", ErrRange, c.PerYear)
	}
	f, err := references(p, days, c)
	if err != nil {
		return Fraction{}, err
	}
	return fraction(f.Num, f.Den*int64(c.PerYear)), nil
}

// references is the length of p in reference periods. Only the first and the
// last can be held in part, so two denominators meet at most.
//
//	f = Σ days in the reference period / its days
func references(p Period, _ int, c Context) (Fraction, error) {
	if err := c.holds(p); err != nil {
		return Fraction{}, err
	}
	sum := Fraction{0, 1}
	for _, whole := range c.Reference {
		part := fraction(int64(p.Intersect(whole).Days()), int64(whole.Days()))
		sum = fraction(sum.Num*part.Den+part.Num*sum.Den, sum.Den*part.Den)
	}
	return sum, nil
}

// holds refuses reference periods that are missing, that do not follow one
// another, or that leave out days of p.
func (c Context) holds(p Period) error {
	if len(c.Reference) == 0 {
		return fmt.Errorf("%w: the reference periods", ErrContext)
	}
	whole := Period{c.Reference[0].From, c.Reference[len(c.Reference)-1].To}
	if err := Tile(whole, c.Reference...); err != nil {
		return fmt.Errorf("reference periods: %w", err)
	}
	if !whole.ContainsPeriod(p) {
		return fmt.Errorf("%w: reference periods %s do not hold %s", ErrRange, whole, p)
	}
	return nil
}
