package membership

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A billing cycle is a month from one billing day to the next: from the 15th to
// the 15th. Its ends are counted from the billing day, never from the last end:
// the 31st gives 31 January, 28 February, 31 March.

// Cycle returns the billing cycle that contains d. The billing day is 1 to 31; a
// month that lacks it bills on its last. Another day is ErrRange, and so is a
// cycle beyond the years 1 to 9999.
func Cycle(billingDay int, d civil.Date) (civil.Period, error) {
	if billingDay == 0 {
		return civil.Period{}, fmt.Errorf("billing day: %w", finance.ErrMissing)
	}
	if err := checkDay(billingDay); err != nil {
		return civil.Period{}, fmt.Errorf("billing day: %w", err)
	}
	c := cycleOf(billingDay, d)
	if c.From.IsZero() || c.To.IsZero() {
		return civil.Period{}, fmt.Errorf("the billing cycle of %v: %w", d, finance.ErrRange)
	}
	return c, nil
}

// cycleOf is the cycle that contains d.
func cycleOf(day int, d civil.Date) civil.Period {
	m := d.Month()
	if billed(m, day).After(d) {
		m = m.Prev()
	}
	return civil.Period{From: billed(m, day), To: billed(m.Next(), day)}
}

// billed is the billing day in m.
func billed(m civil.Month, day int) civil.Date {
	return m.First().AddDays(min(day, m.Days()) - 1)
}

// cycles is how many cycles lie between two billing days.
func cycles(from, to civil.Date) int { return to.Month().Sub(from.Month()) }

// checkDay refuses what is no billing day; 0 is that of the term.
func checkDay(day int) error {
	if day < 0 || day > 31 {
		return fmt.Errorf("1 to 31, or 0 for the day on which the term begins: %w", finance.ErrRange)
	}
	return nil
}

// dayOr is the billing day, by default that of a day.
func dayOr(day int, d civil.Date) int {
	if day == 0 {
		return d.Day()
	}
	return day
}
