package tenancy_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A lease of 31000.00 a month ends with 14 June; the resident stays until 15
// August.
func TestStayIsCharged(t *testing.T) {
	later := []tenancy.LaterPart{{FromDay: 31, Part: rate("200%")}}
	stays := []tenancy.Event{event(tenancy.HoldOver, "2026-06-15", "2026-06-15"), event(tenancy.Return, "2026-08-16", "2026-08-16")}
	for _, c := range []struct {
		name string
		stay tenancy.Holdover
		want []string // June, July, August
	}{
		// 30000 × 14/30 + 30000 × 16/30, 31 days, 15 of 31
		{"the whole rent by days", tenancy.Holdover{}, []string{"30000.00", "30000.00", "14516.13"}},
		{"150 % by days", tenancy.Holdover{Part: rate("150%")}, []string{"38000.00", "45000.00", "21774.19"}},
		{"by thirtieths", tenancy.Holdover{Part: rate("150%"), Days: tenancy.ThirtyDays}, []string{"38000.00", "45000.00", "22500.00"}},
		{"double from the 31st day, 15 July", tenancy.Holdover{Part: rate("150%"), Later: later}, []string{
			"38000.00", "53225.81", "29032.26", // 30000 × (1.5 × 14 + 2 × 17) / 31, 30000 × 2 × 15/31
		}},
		// months start on 15 June, 15 July and 15 August
		{"150 % by started months", tenancy.Holdover{Part: rate("150%"), By: tenancy.ByStartedMonth}, []string{"59000.00", "45000.00", "45000.00"}},
		{"double from the 31st day on, by started months", tenancy.Holdover{Part: rate("150%"), Later: later, By: tenancy.ByStartedMonth}, []string{"59000.00", "60000.00", "60000.00"}},
		{"a third less, rounded down", tenancy.Holdover{Part: rate("66.67%"), Rounding: finance.Down}, []string{"24667.20", "20001.00", "9677.90"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := rentOnly()
			l.Term, l.Options, l.HoldingOver = period("2026-01-01", "2026-06-15"), nil, &c.stay
			l.Clauses = []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("30000.00")})}
			l = applied(t, l, stays...)
			var want []string
			for i, m := range []string{"2026-06", "2026-07", "2026-08"} {
				want = append(want, line("R-3", "rent", m, c.want[i]))
			}
			require.Equal(t, want, charged(t, l, "2026-06", "2026-10"))
		})
	}
}

// Steps of the rent stop with the last day, an abatement in force is raised as
// the rent is, what is no rent runs on, and the greater of stays the greater.
func TestStayOfMoreThanRent(t *testing.T) {
	l := rentOnly()
	l.Term, l.Options = period("2026-01-01", "2026-07-01"), nil
	l.HoldingOver = &tenancy.Holdover{Part: rate("200%")}
	rent := tenancy.Amount{Monthly: rub("10000.00"), Steps: []tenancy.Step{{From: day("2026-06-01"), Raise: rate("10%")}, {From: day("2026-08-01"), Raise: rate("50%")}}}
	l.Clauses = []accrual.Named{
		named("rent", rent),
		named("reduced", tenancy.Amount{Monthly: rub("1000.00"), Part: rate("-100%")}),
		named("reduced before", tenancy.Amount{Monthly: rub("1000.00"), Part: rate("-100%"), Only: []civil.Period{month("2026-02")}}),
		named("service", tenancy.Amount{Monthly: rub("500.00"), For: tenancy.ForServiceCharge}),
		{Name: "paid back", Clause: tenancy.Amount{Monthly: rub("50.00")}, Back: true},
		named("least", tenancy.Amount{Monthly: rub("12500.00"), Above: []string{"rent"}}),
	}
	l = applied(t, l, event(tenancy.HoldOver, "2026-07-01", "2026-07-01"))
	require.ElementsMatch(t, []string{
		line("R-3", "rent", "2026-07", "22000.00"), line("R-3", "reduced", "2026-07", "-2000.00"), line("R-3", "service", "2026-07", "500.00"),
		line("operator", "paid back", "2026-07", "50.00"), line("R-3", "least", "2026-07", "3000.00"),
		line("R-3", "rent", "2026-08", "22000.00"), line("R-3", "reduced", "2026-08", "-2000.00"), line("R-3", "service", "2026-08", "500.00"),
		line("operator", "paid back", "2026-08", "50.00"), line("R-3", "least", "2026-08", "3000.00"),
	}, charged(t, l, "2026-07", "2026-08"))
	h := quarter()
	h.Leases = []tenancy.Lease{l}
	roll, err := h.RentRoll(day("2026-08-05"))
	require.NoError(t, err)
	require.Equal(t, rub("45000.00"), roll.Net) // 22000 - 2000 + 25000: the roll does not look at what is above what

	l = applied(t, l, until(event(tenancy.Renew, "2026-09-01", "2026-08-20"), "2027-01-01"))
	require.ElementsMatch(t, []string{
		line("R-3", "rent", "2026-09", "16500.00"), line("R-3", "reduced", "2026-09", "-1000.00"), line("R-3", "service", "2026-09", "500.00"),
		line("operator", "paid back", "2026-09", "50.00"),
	}, charged(t, l, "2026-09", "2026-09"), "renewed, the rent is again by its steps")
}

// A stay that is the greater of itself and another clause gives nothing back.
func TestStayUnderWhatIsAbove(t *testing.T) {
	rent := tenancy.HoldoverRent{Monthly: rub("3000.00"), Since: day("2026-06-01"), Above: []string{"other"}}
	for charged, want := range map[int64]string{2000_00: "1000.00", 4000_00: "0.00"} {
		require.Equal(t, rub(want), earned(t, rent, whole(month("2026-06"), charged)))
	}
}

// Why, in words.
func TestWhyOfAStay(t *testing.T) {
	for _, c := range []struct {
		stay tenancy.Holdover
		slot string
		want string
	}{
		{tenancy.Holdover{Part: rate("150%"), Later: []tenancy.LaterPart{{FromDay: 31, Part: rate("200%")}}}, "2026-08",
			"30000.00 RUB × 30/31 days × 150% + 30000.00 RUB × 1/31 days × 200%"},
		{tenancy.Holdover{}, "2026-08", "30000.00 RUB × 31/31 days × 100%"},
		{tenancy.Holdover{Part: rate("150%"), By: tenancy.ByStartedMonth, Rounding: finance.Up}, "2026-08", "30000.00 RUB × 150%, rounded up"},
	} {
		l := rentOnly()
		l.Term, l.Options, l.HoldingOver = period("2026-01-01", "2026-08-01"), nil, &c.stay
		l.Clauses = []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("30000.00")})}
		a, err := applied(t, l, event(tenancy.HoldOver, "2026-08-01", "2026-08-01")).Agreement("operator", finance.RUB, accrual.Tax{})
		require.NoError(t, err)
		why, err := accrual.Explain(a, accrual.Key{Agreement: "L-1", Clause: "rent", Slot: month(c.slot)}, day("2027-01-01"), slices.Values([]accrual.Fact{}))
		require.NoError(t, err)
		require.Equal(t, c.want, why.String())
	}
}

func TestHoldoverRefused(t *testing.T) {
	rent := tenancy.HoldoverRent{Monthly: rub("1.00"), Since: day("2026-01-01")}
	require.NoError(t, rent.Validate())
	for _, c := range []struct {
		spoil func(h *tenancy.HoldoverRent)
		path  string
		want  error
	}{
		{func(h *tenancy.HoldoverRent) { h.Monthly = finance.Money{} }, "monthly", finance.ErrMissing},
		{func(h *tenancy.HoldoverRent) { h.Since = civil.Date{} }, "since", finance.ErrMissing},
		{func(h *tenancy.HoldoverRent) { h.Above = []string{""} }, "above[0]", finance.ErrMissing},
		{func(h *tenancy.HoldoverRent) { h.Stay.Part = rate("-1%") }, "stay.part", finance.ErrRange},
		{func(h *tenancy.HoldoverRent) { h.Stay.Part = rate("1000.01%") }, "stay.part", finance.ErrRange},
		{func(h *tenancy.HoldoverRent) { h.Stay.Part = rate("1/3") }, "stay.part", finance.ErrRange},
		{func(h *tenancy.HoldoverRent) { h.Stay.Later = []tenancy.LaterPart{{FromDay: 1, Part: rate("2")}} }, "stay.later[0].from_day", finance.ErrOrder},
		{func(h *tenancy.HoldoverRent) {
			h.Stay.Later = []tenancy.LaterPart{{FromDay: 3, Part: rate("2")}, {FromDay: 3, Part: rate("2")}}
		}, "stay.later[1].from_day", finance.ErrOrder},
		{func(h *tenancy.HoldoverRent) { h.Stay.Later = []tenancy.LaterPart{{FromDay: 2}} }, "stay.later[0].part", finance.ErrRange},
		{func(h *tenancy.HoldoverRent) { h.Stay.By = 2 }, "stay.by", finance.ErrRange},
		{func(h *tenancy.HoldoverRent) { h.Stay.Days = 9 }, "stay.days", finance.ErrRange},
		{func(h *tenancy.HoldoverRent) { h.Stay.Notice.Days = 36_601 }, "stay.notice.days", finance.ErrRange},
		{func(h *tenancy.HoldoverRent) { h.Stay.Rounding = 99 }, "stay.rounding", finance.ErrRange},
	} {
		spoilt := rent
		c.spoil(&spoilt)
		require.Equal(t, []string{c.path}, paths(t, spoilt.Validate()))
		require.ErrorIs(t, spoilt.Validate(), c.want)
		if c.path == "stay.part" {
			l := lived()
			l.HoldingOver = &spoilt.Stay
			require.Equal(t, []string{"holding_over.part"}, paths(t, l.Validate()))
		}
	}
	many := tenancy.Holdover{}
	for i := range 101 {
		many.Later = append(many.Later, tenancy.LaterPart{FromDay: 2 + i, Part: rate("2")})
	}
	require.Equal(t, []string{"later"}, paths(t, many.Validate()))
}
