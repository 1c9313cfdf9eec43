package arrears_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Whatever is handed in gives a total that its lines sum to and that is what
// one day after another comes to, or an error and nothing.
//
// Seeds: the published part payment, the largest amount (overflow), a debt of
// nothing, a due day near the end of the calendar, conventions that have no
// name.
func FuzzInterest(f *testing.F) {
	f.Add(int64(10_000_000), "2025-01-10", int64(4_000_000), "2025-01-20", int64(1), int64(1000), uint8(1), uint8(0), uint8(0), 0, uint8(0), 21)
	f.Add(int64(9223372036854775807), "2025-01-10", int64(1), "2025-01-20", int64(9223372036854775807), int64(1), uint8(1), uint8(0), uint8(2), 0, uint8(0), 21)
	f.Add(int64(0), "2025-01-10", int64(0), "2025-01-20", int64(0), int64(1), uint8(0), uint8(0), uint8(0), 5, uint8(1), 21)
	f.Add(int64(1), "9999-12-30", int64(1), "0001-01-01", int64(1), int64(7), uint8(0), uint8(2), uint8(1), 5, uint8(2), 1)
	f.Add(int64(1), "2024-02-29", int64(-1), "2024-02-29", int64(-1), int64(-7), uint8(2), uint8(13), uint8(3), -1, uint8(3), 40_000)
	f.Fuzz(func(t *testing.T, amount int64, due string, part int64, on string, num, den int64, per, count, at uint8, grace int, mode uint8, days int) {
		rate, err := finance.NewRate(num, den)
		if err != nil {
			return
		}
		dueOn, _ := civil.ParseDate(due)
		paidOn, _ := civil.ParseDate(on)
		debt := arrears.Debt{Amount: finance.Minor(amount, finance.RUB), Due: dueOn, Paid: []arrears.Part{{On: paidOn, Amount: finance.Minor(part, finance.RUB)}}}
		terms := arrears.Terms{
			Clause: "x", Rate: rate, Per: arrears.Per(per), Days: civil.DayCount(count), RoundAt: arrears.RoundAt(at),
			Grace: grace, GraceMode: arrears.GraceMode(mode),
		}
		i, err := terms.Interest(debt, dueOn.AddDays(days))
		if err != nil {
			require.Zero(t, i)
			return
		}
		require.NoError(t, terms.Validate())
		require.NoError(t, debt.Validate())
		requireLines(t, i)
		require.NotEmpty(t, i.String())
	})
}
