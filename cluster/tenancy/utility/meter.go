package utility

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// MaxName is the length of a meter's name in bytes.
const MaxName = 200

// Units is the running total of what a meter counted, in thousandths of its
// unit.
func Units(name string) accrual.Meter { return accrual.Meter("utility:" + name + ":units") }

// Days is the running total of the days between readings.
func Days(name string) accrual.Meter { return accrual.Meter("utility:" + name + ":days") }

// Until is where the days of one fact end, as a number of a day. It is shown to
// a clause by line, and sums to nothing that has a meaning: a simulation leaves
// it out.
func Until(name string) accrual.Meter { return accrual.Meter("utility:" + name + ":until") }

// Meters are all totals that the meters of these names feed, for
// accrual.Agreement.Meters.
func Meters(names ...string) []accrual.Meter {
	all := make([]accrual.Meter, 0, 3*len(names))
	for _, name := range names {
		all = slices.Concat(all, metersOf(name))
	}
	return all
}

func metersOf(name string) []accrual.Meter {
	return []accrual.Meter{Units(name), Days(name), Until(name)}
}

// firstDay has the number 1, which leaves 0 for no day.
var firstDay = civil.MustDate("0001-01-01")

func numberOf(d civil.Date) int64 { return int64(d.Sub(firstDay)) + 1 }

// dayOf is the day of that number; no day if there is none.
func dayOf(n int64) civil.Date {
	if n < 1 || n > numberOf(civil.MustDate("9999-12-31")) {
		return civil.Date{}
	}
	return firstDay.AddDays(int(n - 1))
}
