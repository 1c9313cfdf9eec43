package tenancy_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// of2026 is the quarter with one untaxed lease of 2026, by its clauses.
func of2026(t *testing.T, clauses ...accrual.Named) closing {
	t.Helper()
	c := closing{T: t, house: quarter()}
	c.house.Tax, c.house.Leases = accrual.Tax{}, c.house.Leases[:1]
	l := &c.house.Leases[0]
	l.Term, l.Signed, l.Clauses = civil.YearOf(2026).Period(), day("2025-12-01"), clauses
	return c
}

// amend sets a clause from a day on.
func (c *closing) amend(from, known string, change accrual.Change, name string, clause accrual.Clause) {
	c.Helper()
	c.house.Leases[0].Amendments = append(c.house.Leases[0].Amendments, accrual.Amendment{
		From: day(from), Known: day(known), Set: []accrual.Named{{Name: name, Change: change, Clause: clause}},
	})
}

// until closes month after month, and answers the lines of the last one, sorted.
func (c *closing) until(first, last string) (lines []string) {
	c.Helper()
	for m := range civil.MustMonth(first).Through(civil.MustMonth(last)) {
		lines = c.close(m.String())
	}
	return slices.Sorted(slices.Values(lines))
}

// A share of 10 % over 146000.00 a year, above base rent of 1000.00 a month and
// less 500.00 a month on account, becomes 20 % from 1 July. 246000.00 are sold
// before, 200000.00 after. Up to July the old terms come to
// 10 % × 100000 - 6000 - 3000 = 1000.00, the new ones to 20000 - 6000 - 3000 =
// 11000.00; over the year the new ones to 60000 - 12000 - 6000 = 42000.00.
func TestTurnoverRentAmendedInMidYear(t *testing.T) {
	for _, c := range []struct {
		change  accrual.Change
		prorate bool
		want    string
	}{
		{accrual.Carry, false, "32000.00"},  // 1000 + 42000 - 11000
		{accrual.Rerate, false, "42000.00"}, // as if always so
		{accrual.Restart, false, "2800.00"}, // 1000 + 20 % × (200000 - 146000) - 6000 - 3000
		// What counts anew has 146000 × 184/365 = 73600 for a breakpoint: 20 % × 126400 -
		// 9000 = 16280. What was counted before keeps the one that it was charged by.
		{accrual.Restart, true, "17280.00"},
		{accrual.Carry, true, "32000.00"}, // the clause is in force all year
	} {
		old := tenancy.TurnoverRent{Share: rate("10%"), Over: rub("146000.00"), Cycle: accrual.ByYear, Once: true, After: 1, Prorate: c.prorate, Above: []string{"base"}, Less: []string{"on account"}}
		dearer := old
		dearer.Share = rate("20%")
		lease := func() closing {
			c := of2026(t, named("base", tenancy.Amount{Monthly: rub("1000.00")}), named("on account", tenancy.Amount{Monthly: rub("500.00"), For: tenancy.ForTurnover}), named("turnover", old))
			c.sell("S-1", "2026-03-10", "2026-03-10", "246000.00")
			c.sell("S-2", "2026-09-10", "2026-09-10", "200000.00")
			return c
		}
		known := lease()
		known.amend("2026-07-01", "2026-06-01", c.change, "turnover", dearer)
		require.Equal(t, []string{line("R-3", "turnover", "2027-01", c.want)}, known.until("2026-01", "2027-01"), "%v", c.change)

		late := lease() // what is posted by the old terms is 30000 - 12000 - 6000
		require.Equal(t, []string{line("R-3", "turnover", "2027-01", "12000.00")}, late.until("2026-01", "2027-01"))
		late.amend("2026-07-01", "2027-02-10", c.change, "turnover", dearer)
		want, err := rub(c.want).Sub(rub("12000.00"))
		require.NoError(t, err)
		require.Equal(t, []string{"R-3 turnover 2027-01 " + want.String() + " 0.00 RUB"}, late.until("2027-02", "2027-02"))
	}
}

// 10 % of the sales, but at least 12000.00 and at most 13000.00 a year. What was
// sold and became known late moves the rent, and the minimum against it.
func TestBoundOfAYearWithLateSales(t *testing.T) {
	c := of2026(t,
		named("turnover", tenancy.TurnoverRent{Share: rate("10%")}),
		named("bound", tenancy.Bound{Of: []string{"turnover"}, AtLeast: rub("12000.00"), AtMost: rub("13000.00"), Cycle: accrual.ByYear, After: 1}))
	c.sell("S-1", "2026-03-10", "2026-03-10", "100000.00")
	require.Equal(t, []string{line("R-3", "turnover", "2026-03", "10000.00")}, c.until("2026-01", "2026-03"))
	require.Empty(t, c.until("2026-04", "2026-12"))
	require.Equal(t, []string{line("R-3", "bound", "2027-01", "2000.00")}, c.until("2027-01", "2027-01"))
	c.sell("S-2", "2026-11-10", "2027-02-10", "15000.00")
	require.Equal(t, []string{line("R-3", "bound", "2027-01", "-1500.00"), line("R-3", "turnover", "2026-11", "1500.00")}, c.until("2027-02", "2027-02"))
	c.sell("S-3", "2026-12-10", "2027-03-10", "10000.00") // 12500.00: 500.00 of the minimum were left
	require.Equal(t, []string{line("R-3", "bound", "2027-01", "-500.00"), line("R-3", "turnover", "2026-12", "1000.00")}, c.until("2027-03", "2027-03"))
	c.sell("S-4", "2026-12-11", "2027-04-10", "10000.00") // 13500.00
	require.Equal(t, []string{line("R-3", "bound", "2027-01", "-500.00"), line("R-3", "turnover", "2026-12", "1000.00")}, c.until("2027-04", "2027-04"))
}

// The lease ended with May; that becomes known in August. What was charged for
// June and July goes back, and of the rent-free January what 214 of 365 days did
// not earn, as a charge of May. When the end is taken back, all of it turns round.
func TestClawBackOfAnEndLearntLate(t *testing.T) {
	rent := tenancy.Amount{Monthly: rub("36500.00")}
	c := of2026(t,
		named("rent", rent), named("rent-free", rent.Abated(rate("100%"), month("2026-01"))),
		named("claw-back", tenancy.ClawBack{Of: []string{"rent-free"}, Expiry: day("2027-01-01"), Earning: true}))
	require.Equal(t, []string{line("R-3", "rent", "2026-07", "36500.00")}, c.until("2026-01", "2026-07"))
	early, whole := period("2026-01-01", "2026-06-01"), civil.YearOf(2026).Period()
	l := &c.house.Leases[0]
	l.Amendments = []accrual.Amendment{{From: day("2026-06-01"), Known: day("2026-08-10"), Term: &early}}
	require.Equal(t, []string{
		line("R-3", "claw-back", "2026-05", "21400.00"), line("R-3", "rent", "2026-06", "-36500.00"), line("R-3", "rent", "2026-07", "-36500.00"),
	}, c.until("2026-08", "2026-08"))
	require.Empty(t, c.until("2026-09", "2026-09"))
	l.Amendments = append(l.Amendments, accrual.Amendment{From: day("2026-06-01"), Known: day("2026-10-10"), Term: &whole})
	require.Equal(t, []string{
		line("R-3", "claw-back", "2026-05", "-21400.00"), line("R-3", "rent", "2026-06", "36500.00"), line("R-3", "rent", "2026-07", "36500.00"),
		line("R-3", "rent", "2026-08", "36500.00"), line("R-3", "rent", "2026-09", "36500.00"), line("R-3", "rent", "2026-10", "36500.00"),
	}, c.until("2026-10", "2026-10"))
}

// A rent with a step, days of its own and a part is replaced on 16 March. Learnt in
// April, March is adjusted to what the change makes of its days.
func TestAmountReplacedInMidMonth(t *testing.T) {
	half := tenancy.Amount{
		Monthly: rub("31000.00"), Part: rate("50%"), Only: []civil.Period{period("2026-01-01", "2026-03-21")},
		Steps: []tenancy.Step{{From: day("2026-03-11"), Part: rate("100%")}},
	}
	thirty := tenancy.Amount{Monthly: rub("30000.00"), Days: tenancy.ThirtyDays}
	double := func(a tenancy.Amount) tenancy.Amount {
		return tenancy.Amount{Monthly: a.Monthly, Count: num("2"), Days: a.Days}
	}
	for _, c := range []struct {
		name         string
		old, changed tenancy.Amount
		change       accrual.Change
		posted, want string
	}{
		// 10 days at half and 10 whole are 15000.00; of them 10 and 5 come before the 16th.
		{"carry", half, double(half), accrual.Carry, "15000.00", "42000.00"},     // 5000 + 5000 + 62000 × 16/31
		{"restart", half, double(half), accrual.Restart, "15000.00", "42000.00"}, // days do not care
		{"re-rate", half, double(half), accrual.Rerate, "15000.00", "62000.00"},  // the whole month
		{"days of its own that are over", half, half, accrual.Carry, "15000.00", "15000.00"},
		{"days of the month in thirties", thirty, double(thirty), accrual.Carry, "30000.00", "45000.00"}, // 15/30 of each: a month is a month
		{"which a restart counts anew", thirty, double(thirty), accrual.Restart, "30000.00", "47000.00"}, // 15/30 of the old, 16/30 of the new
		{"to a price with a step", thirty, tenancy.Amount{Monthly: rub("31000.00"), Steps: []tenancy.Step{ // 15000, 31000 × 5/31, 62000 × 11/31
			{From: day("2026-03-21"), Monthly: rub("62000.00")},
		}}, accrual.Carry, "30000.00", "42000.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			known := of2026(t, named("rent", c.old))
			known.amend("2026-03-16", "2026-03-01", c.change, "rent", c.changed)
			require.Equal(t, []string{line("R-3", "rent", "2026-03", c.want)}, known.until("2026-01", "2026-03"))

			late := of2026(t, named("rent", c.old))
			require.Equal(t, []string{line("R-3", "rent", "2026-03", c.posted)}, late.until("2026-01", "2026-03"))
			late.amend("2026-03-16", "2026-04-10", c.change, "rent", c.changed)
			diff, err := rub(c.want).Sub(rub(c.posted))
			require.NoError(t, err)
			adjusted := late.until("2026-04", "2026-04")
			if diff.IsZero() {
				require.NotContains(t, adjusted, "2026-03")
				return
			}
			require.Contains(t, adjusted, "R-3 rent 2026-03 "+diff.String()+" 0.00 RUB")
		})
	}
}

// An indexed rent is doubled from 16 March, reviewed from April on by February as
// the new base: learnt in May, when February was 104; in June it is 103, and March
// is 105.
func TestIndexedRentAmendedLate(t *testing.T) {
	c := closing{T: t, house: reviewed(tenancy.Amount{Monthly: rub("28000.00")})}
	require.Equal(t, []string{line("R-3", "rent", "2026-03", "569.03"), line("R-3", "rent", "2026-04", "29120.00")}, c.until("2026-01", "2026-04"))
	c.amend("2026-03-16", "2026-05-10", accrual.Carry, "rent", tenancy.Amount{Monthly: rub("56000.00"), Index: &index.Indexation{
		Series: "cpi", First: day("2026-04-11"), Every: 1, Lag: 1, Base: civil.MustMonth("2026-02"),
	}})
	require.Equal(t, []string{
		// (10 × 28280 + 5 × 29120) / 31 = 13819.35, 56000 - 56000 × 15/31 = 28903.23; of 28849.03
		line("R-3", "rent", "2026-03", "13873.55"),
		line("R-3", "rent", "2026-04", "26880.00"), // 56000.00: March is not published
		line("R-3", "rent", "2026-05", "56000.00"),
	}, c.until("2026-05", "2026-05"))
	require.Equal(t, []string{
		line("R-3", "rent", "2026-03", "-45.16"),  // (10 × 28280 + 5 × 28840) / 31 = 13774.19
		line("R-3", "rent", "2026-04", "724.92"),  // (10 × 56000 + 20 × 57087.38) / 30 = 56724.92
		line("R-3", "rent", "2026-05", "1087.38"), // 56000 × 105/103 = 57087.38
		line("R-3", "rent", "2026-06", "57087.38"),
	}, c.until("2026-06", "2026-06"))
}
