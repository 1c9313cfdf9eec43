package membership_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Joined on 20 January, 12 of 31 days: 9000.00 × 12/31 = 3483.87, 8 hours × 12/31
// = 3. Five hours are used, two of them beyond: one more becomes known late.
func TestJoiningThroughTheSpine(t *testing.T) {
	c := closing{TB: t, membership: member(desk(), period("2025-01-20", ".."))}
	c.facts = append(c.facts, use("U-1", "2025-01-21", 5))
	require.Equal(t, []string{"desk 2025-01 3483.87 RUB", "rooms 2025-01 1000.00 RUB"}, c.close("2025-01"))
	c.facts = append(c.facts, use("U-2", "2025-01-25", 1, "2025-02-03"), use("U-3", "2025-02-05", 8))
	require.ElementsMatch(t, []string{"rooms 2025-01 500.00 RUB", "desk 2025-02 9000.00 RUB"}, c.close("2025-02"))
}

// A change of plan on 15 September, known a month late: two lines, the credit of
// the old plan and the charge of the new one, both adjustments of September. The
// day of the change is the new plan's.
func TestChangeOfPlanThroughTheSpine(t *testing.T) {
	c := closing{TB: t, membership: member(desk(), period("2025-09-01", ".."))}
	require.Equal(t, []string{"desk 2025-09 9000.00 RUB"}, c.close("2025-09"))
	c.membership.Changes = []membership.Change{{On: day("2025-09-15"), Known: day("2025-10-02"), Plan: studio()}}
	require.ElementsMatch(t, []string{
		"desk 2025-09 -4800.00 RUB", // 16 of 30 days
		"studio 2025-09 9600.00 RUB",
		"studio 2025-10 18000.00 RUB",
	}, c.close("2025-10"))
	require.Equal(t, []string{"studio 2025-11 18000.00 RUB"}, c.close("2025-11"))
}

// The same, converted into days: 16 days of the desk are 8 of the studio, which is
// billed from the 23rd on.
func TestConvertedThroughTheSpine(t *testing.T) {
	c := closing{TB: t, membership: member(desk(), period("2025-09-01", ".."))}
	c.membership.Changes = []membership.Change{{On: day("2025-09-15"), Known: day("2025-09-15"), Plan: studio(), Mode: membership.Converted}}
	require.Equal(t, []string{"desk 2025-09 9000.00 RUB", "studio 2025-09 18000.00 RUB"}, c.close("2025-09"))
	require.Equal(t, []string{"studio 2025-10 18000.00 RUB"}, c.close("2025-10"))
}

// Billed on the 31st, from the anchor always: the cycles begin on 31 January, 28
// February, 31 March. April's begins on the 30th.
func TestAnchoredCyclesThroughTheSpine(t *testing.T) {
	plan := membership.Plan{ID: "flex", Clauses: []accrual.Named{named("flex", membership.PlanFee{Price: rub("3100.00"), Day: 31})}}
	c := closing{TB: t, membership: member(plan, period("2025-01-15", "2025-04-10"))}
	require.Equal(t, []string{"flex 2025-01 4700.00 RUB"}, c.close("2025-01")) // 16 of 31 days, then to 28 February
	require.Equal(t, []string{"flex 2025-02 3100.00 RUB"}, c.close("2025-02"))
	require.Equal(t, []string{"flex 2025-03 1033.33 RUB"}, c.close("2025-03")) // 10 of 30 days
	require.Empty(t, c.close("2025-04"))
}

// A pause from the 11th to the 21st of March, known in April: 10 of 31 days of the
// fee are credited. Eight hours become 8 × 21/31 = 5, but all were used before the
// pause: they were allowed when they were used. April is not touched.
func TestPauseThroughTheSpine(t *testing.T) {
	c := closing{TB: t, membership: member(desk(), period("2025-03-01", ".."))}
	c.facts = append(c.facts, use("U-1", "2025-03-05", 8), use("U-2", "2025-03-25", 1))
	require.Equal(t, []string{"desk 2025-03 9000.00 RUB", "rooms 2025-03 500.00 RUB"}, c.close("2025-03"))
	c.membership.Pauses = []membership.Pause{{Period: period("2025-03-11", "2025-03-21"), Known: day("2025-04-02")}}
	require.ElementsMatch(t, []string{"desk 2025-03 -2903.23 RUB", "desk 2025-04 9000.00 RUB"}, c.close("2025-04"))
}

// What was bought stays through a change to a plan without the credit, and is
// refunded as the membership ends: 7 of 10 hours for 3000.00.
func TestBoughtNeverLapses(t *testing.T) {
	bare := membership.Plan{ID: "bare", Clauses: []accrual.Named{named("bare", membership.PlanFee{Price: rub("1000.00"), Day: 1})}}
	c := closing{TB: t, membership: member(desk(), period("2025-01-01", "2025-05-01"))}
	c.membership.Changes = []membership.Change{{On: day("2025-02-01"), Known: day("2025-01-10"), Plan: bare}}
	c.facts = append(c.facts, purchase("P-1", "2025-01-05", 10, "3000.00"), use("U-1", "2025-03-05", 3))
	require.Equal(t, []string{"desk 2025-01 9000.00 RUB", "rooms 2025-01 3000.00 RUB"}, c.close("2025-01"))
	require.Equal(t, []string{"bare 2025-02 1000.00 RUB"}, c.close("2025-02"))
	require.Equal(t, []string{"bare 2025-03 1000.00 RUB"}, c.close("2025-03"))
	require.ElementsMatch(t, []string{"bare 2025-04 1000.00 RUB", "rooms 2025-04 -2100.00 RUB"}, c.close("2025-04"))
}

// An end that comes late takes back what was billed after it, and refunds.
func TestEndThroughTheSpine(t *testing.T) {
	c := closing{TB: t, membership: member(desk(), period("2025-01-01", ".."))}
	c.facts = append(c.facts, purchase("P-1", "2025-01-05", 10, "3000.00"))
	c.close("2025-01")
	require.Equal(t, []string{"desk 2025-02 9000.00 RUB"}, c.close("2025-02"))
	c.membership.Ended = &membership.End{On: day("2025-02-15"), Known: day("2025-03-01")}
	require.ElementsMatch(t, []string{"desk 2025-02 -4500.00 RUB", "rooms 2025-02 -3000.00 RUB"}, c.close("2025-03"))
}

// Billed ahead on the day before the month begins.
func TestAdvanceThroughTheSpine(t *testing.T) {
	c := closing{TB: t, membership: member(desk(), period("2025-01-01", ".."))}
	c.close("2025-01")
	require.Equal(t, []string{"desk 2025-03 9000.00 RUB"}, c.cut(civil.MustMonth("2025-03"), day("2025-02-20")))
	require.Equal(t, []string{"desk 2025-02 9000.00 RUB"}, c.close("2025-02"))
	require.Empty(t, c.close("2025-03"))
}

// Converted otherwise: the day of the change the old plan's, half a day rounded
// down; days of a pause, which nobody paid; a dearer plan for a cheaper one, whose
// next cycle comes later; on a billing day, when nothing was paid ahead.
func TestConvertedDays(t *testing.T) {
	pause := membership.Pause{Period: period("2025-09-20", "2025-09-30"), Known: day("2025-09-01")}
	for _, c := range []struct {
		name     string
		old, new membership.Plan
		change   membership.Change
		pauses   []membership.Pause
		months   [3][]string
	}{
		{
			"half a day down", desk(), studio(), membership.Change{On: day("2025-09-15"), Day: membership.OldPlan, ToWhole: finance.Down}, nil, // 15 days are 7.5: from the 23rd
			[3][]string{{"desk 2025-09 9000.00 RUB", "studio 2025-09 18000.00 RUB"}, {"studio 2025-10 18000.00 RUB"}, {"studio 2025-11 18000.00 RUB"}},
		},
		{
			"without a pause", desk(), studio(), membership.Change{On: day("2025-09-15")}, []membership.Pause{pause}, // 6 days are 3: from the 18th, 20 of 30 days
			[3][]string{{"desk 2025-09 6000.00 RUB", "studio 2025-09 12000.00 RUB"}, {"studio 2025-10 18000.00 RUB"}, {"studio 2025-11 18000.00 RUB"}},
		},
		{
			"to a cheaper plan", studio(), desk(), membership.Change{On: day("2025-09-15")}, nil, // 16 days are 32: from 17 October
			[3][]string{{"studio 2025-09 18000.00 RUB"}, {"desk 2025-10 9000.00 RUB"}, {"desk 2025-11 9000.00 RUB"}},
		},
		{
			"on a billing day", studio(), desk(), membership.Change{On: day("2025-10-01")}, nil,
			[3][]string{{"studio 2025-09 18000.00 RUB"}, {"desk 2025-10 9000.00 RUB"}, {"desk 2025-11 9000.00 RUB"}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := closing{TB: t, membership: member(c.old, period("2025-09-01", ".."))}
			c.change.Known, c.change.Mode, c.change.Plan = day("2025-09-01"), membership.Converted, c.new
			x.membership.Changes, x.membership.Pauses = []membership.Change{c.change}, c.pauses
			for i, m := range []string{"2025-09", "2025-10", "2025-11"} {
				require.Equal(t, c.months[i], x.close(m), m)
			}
		})
	}
}

// A host's own clause rests during a pause: 3100.00 × 21/31 of a locker by the day.
func TestOtherClauses(t *testing.T) {
	plan := desk()
	plan.Clauses = append(plan.Clauses, named("locker", locker{rub("3100.00")}))
	c := closing{TB: t, membership: member(plan, period("2025-03-01", ".."))}
	c.membership.Pauses = []membership.Pause{{Period: period("2025-03-11", "2025-03-21"), Known: day("2025-03-02")}}
	require.Equal(t, []string{"desk 2025-03 6096.77 RUB", "locker 2025-03 2100.00 RUB"}, c.close("2025-03"))
}

// locker is a clause of a host.
type locker struct{ monthly finance.Money }

func (l locker) Window() accrual.Window  { return accrual.Window{} }
func (l locker) Meters() []accrual.Meter { return nil }
func (l locker) Earned(s accrual.Span) (finance.Money, error) {
	return l.monthly.MulDiv(s.DaysHeld(), int64(s.Window.Days()), finance.HalfEven)
}

// Back to the first plan after converted days, on the last day for which it was not
// paid any more: it is billed on its own day again.
func TestThereAndBackConverted(t *testing.T) {
	c := closing{TB: t, membership: member(desk(), period("2025-09-01", ".."))}
	c.membership.Changes = []membership.Change{
		{On: day("2025-09-15"), Known: day("2025-09-01"), Plan: studio(), Mode: membership.Converted}, // from the 23rd
		{On: day("2025-10-03"), Known: day("2025-09-01"), Plan: desk()},                               // 20 of 30 days are given back, 29 of 31 charged
	}
	require.Equal(t, []string{"desk 2025-09 9000.00 RUB", "studio 2025-09 6000.00 RUB"}, c.close("2025-09"))
	require.Equal(t, []string{"desk 2025-10 8419.35 RUB"}, c.close("2025-10"))
	require.Equal(t, []string{"desk 2025-11 9000.00 RUB"}, c.close("2025-11"))
}
