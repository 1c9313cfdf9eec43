package membership_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Each thing that can be wrong with a membership, with its path.
func TestMembershipRefused(t *testing.T) {
	type m = membership.Membership
	flex := membership.Plan{ID: "flex", Clauses: []accrual.Named{named("flex", membership.PlanFee{Price: rub("100.00"), Day: 1})}}
	change := func(on string, p membership.Plan, mode membership.Mode) membership.Change {
		return membership.Change{On: day(on), Known: day("2025-01-01"), Plan: p, Mode: mode}
	}
	pause := func(from, to string) membership.Pause {
		return membership.Pause{Period: period(from, to), Known: day("2025-01-01")}
	}
	for _, c := range []struct {
		name string
		edit func(*m)
		path string
		want error
	}{
		{"no id", func(x *m) { x.ID = "" }, "id", finance.ErrMissing},
		{"a long id", func(x *m) { x.ID = strings.Repeat("x", 257) }, "id", finance.ErrLimit},
		{"no text", func(x *m) { x.ID = "\xff" }, "id", finance.ErrSyntax},
		{"no member", func(x *m) { x.Member = "" }, "member", finance.ErrMissing},
		{"no term", func(x *m) { x.Term = civil.Period{} }, "term.from", finance.ErrMissing},
		{"a reversed term", func(x *m) { x.Term = period("2025-03-01", "2025-01-01") }, "term.to", finance.ErrOrder},
		{"no plan", func(x *m) { x.Plan = membership.Plan{} }, "plan.id", finance.ErrMissing},
		{"a name twice", func(x *m) { x.Plan.Clauses[2].Name = "rooms" }, "plan.clauses[2].name", finance.ErrDuplicate},
		{"a credit twice", func(x *m) { x.Plan.Clauses[2].Clause = membership.DayPass{Credit: "rooms", Price: rub("1.00")} }, "plan.clauses[2].credit", finance.ErrConflict},
		{"a restart", func(x *m) { x.Plan.Clauses[1].Change = accrual.Restart }, "plan.clauses[1].change", finance.ErrConflict},
		{"too many amendments", func(x *m) {
			for i := range 100 { // each known before those that it follows
				plan := membership.Plan{ID: "p-" + strings.Repeat("x", i)}
				x.Changes = append(x.Changes, membership.Change{On: day("2025-01-02").AddDays(i), Known: day("2025-05-01").AddDays(-i), Plan: plan})
			}
		}, "changes", finance.ErrLimit},
		{"no clause", func(x *m) { x.Plan.Clauses[2].Clause = nil }, "plan.clauses[2].kind", finance.ErrMissing},
		{"too many clauses", func(x *m) { x.Plan.Clauses = make([]accrual.Named, 101) }, "plan.clauses", finance.ErrLimit},
		{"a change on no day", func(x *m) { x.Changes = []membership.Change{{Known: day("2025-01-01"), Plan: flex}} }, "changes[0].on", finance.ErrMissing},
		{"a change known on no day", func(x *m) { x.Changes = []membership.Change{{On: day("2025-01-05"), Plan: flex}} }, "changes[0].known", finance.ErrMissing},
		{"a change before the term", func(x *m) { x.Changes = []membership.Change{change("2024-12-31", flex, 0)} }, "changes[0].on", finance.ErrRange},
		{"a change after it", func(x *m) { x.Changes = []membership.Change{change("2026-01-01", flex, 0)} }, "changes[0].on", finance.ErrRange},
		{"a change as one joins", func(x *m) { x.Changes = []membership.Change{change("2025-01-01", flex, 0)} }, "changes[0].on", finance.ErrConflict},
		{"a change known too early", func(x *m) {
			x.Changes = []membership.Change{{On: day("2025-02-01"), Known: day("2024-12-31"), Plan: flex}}
		}, "changes[0].known", finance.ErrOrder},
		{"a change to no plan", func(x *m) { x.Changes = []membership.Change{change("2025-01-05", membership.Plan{}, 0)} }, "changes[0].plan.id", finance.ErrMissing},
		{"an unknown mode", func(x *m) { x.Changes = []membership.Change{change("2025-01-05", flex, 9)} }, "changes[0].mode", finance.ErrRange},
		{"an unknown side", func(x *m) {
			x.Changes = []membership.Change{change("2025-01-05", flex, 0)}
			x.Changes[0].Day = 9
		}, "changes[0].day", finance.ErrRange},
		{"a rounding of no days", func(x *m) {
			x.Changes = []membership.Change{change("2025-01-05", flex, 0)}
			x.Changes[0].ToWhole = finance.Up
		}, "changes[0].to_whole", finance.ErrConflict},
		{"a conversion from nothing", func(x *m) {
			x.Plan.Clauses = x.Plan.Clauses[1:]
			x.Changes = []membership.Change{change("2025-01-05", flex, membership.Converted)}
		}, "changes[0]", finance.ErrConflict},
		{"a conversion to nothing", func(x *m) {
			x.Changes = []membership.Change{change("2025-01-05", membership.Plan{ID: "none"}, membership.Converted)}
		}, "changes[0]", finance.ErrConflict},
		{"a conversion to two fees", func(x *m) {
			two := membership.Plan{ID: "two", Clauses: []accrual.Named{flex.Clauses[0], named("other", membership.PlanFee{Price: rub("1.00")})}}
			x.Changes = []membership.Change{change("2025-01-05", two, membership.Converted)}
		}, "changes[0]", finance.ErrConflict},
		{"a conversion into years", func(x *m) {
			flea := membership.Plan{ID: "flea", Clauses: []accrual.Named{named("flea", membership.PlanFee{Price: rub("0.01"), Day: 1})}}
			x.Changes = []membership.Change{change("2025-01-05", flea, membership.Converted)}
		}, "changes[0]", finance.ErrLimit},
		{"a change before converted days are used", func(x *m) {
			x.Changes = []membership.Change{change("2025-01-05", flex, membership.Converted), change("2025-02-05", studio(), 0)} // 27 days are 2430
		}, "changes[1]", finance.ErrOverlap},
		{"a change back to what is paid still", func(x *m) {
			x.Changes = []membership.Change{change("2025-01-15", studio(), membership.Converted), change("2025-01-25", desk(), 0)} // 17 days are 8
		}, "changes[1]", finance.ErrOverlap},
		{"another plan of the id", func(x *m) { x.Changes = []membership.Change{change("2025-01-05", membership.Plan{ID: "desk"}, 0)} }, "changes[0].plan.id", finance.ErrConflict},
		{"another plan's fee", func(x *m) {
			p := membership.Plan{ID: "p", Clauses: []accrual.Named{named("desk", membership.PlanFee{Price: rub("1.00")})}}
			x.Changes = []membership.Change{change("2025-01-05", p, 0)}
		}, "changes[0].plan.clauses[0].name", finance.ErrConflict},
		{"another kind of clause", func(x *m) {
			p := membership.Plan{ID: "p", Clauses: []accrual.Named{named("rooms", membership.DayPass{Credit: "r", Price: rub("1.00")})}}
			x.Changes = []membership.Change{change("2025-01-05", p, 0)}
		}, "changes[0].plan.clauses[0].name", finance.ErrConflict},
		{"a credit under another name", func(x *m) {
			p := membership.Plan{ID: "p", Clauses: []accrual.Named{named("hours", membership.Allowance{Credit: "rooms", Overage: rub("1.00")})}}
			x.Changes = []membership.Change{change("2025-01-05", p, 0)}
		}, "changes[0].plan.clauses[0].credit", finance.ErrConflict},
		{"a pause of nothing", func(x *m) { x.Pauses = []membership.Pause{{Known: day("2025-01-01")}} }, "pauses[0].period.from", finance.ErrMissing},
		{"a pause known on no day", func(x *m) { x.Pauses = []membership.Pause{{Period: period("2025-01-05", "..")}} }, "pauses[0].known", finance.ErrMissing},
		{"a pause known too early", func(x *m) {
			x.Pauses = []membership.Pause{{Period: period("2025-01-05", ".."), Known: day("2024-12-31")}}
		}, "pauses[0].known", finance.ErrOrder},
		{"a pause outside", func(x *m) { x.Pauses = []membership.Pause{pause("2026-01-05", "..")} }, "pauses[0].period.from", finance.ErrRange},
		{"pauses that overlap", func(x *m) {
			x.Pauses = []membership.Pause{pause("2025-02-05", "2025-02-10"), pause("2025-01-05", "2025-02-06")}
		}, "pauses[0].period", finance.ErrOverlap},
		{"too much", func(x *m) { x.Pauses = make([]membership.Pause, 101) }, "changes", finance.ErrLimit},
		{"an end on no day", func(x *m) { x.Ended = &membership.End{Known: day("2025-01-01")} }, "ended.on", finance.ErrMissing},
		{"an end known on no day", func(x *m) { x.Ended = &membership.End{On: day("2025-02-01")} }, "ended.known", finance.ErrMissing},
		{"an end known too early", func(x *m) { x.Ended = &membership.End{On: day("2025-02-01"), Known: day("2024-02-01")} }, "ended.known", finance.ErrOrder},
		{"an end outside", func(x *m) { x.Ended = &membership.End{On: day("2026-02-01"), Known: day("2025-02-01")} }, "ended.on", finance.ErrRange},
		{"an end as one joins", func(x *m) { x.Ended = &membership.End{On: day("2025-01-01"), Known: day("2025-02-01")} }, "ended.on", finance.ErrOrder},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := member(desk(), period("2025-01-01", "2026-01-01"))
			require.NoError(t, x.Validate())
			c.edit(&x)
			err := x.Validate()
			require.ErrorIs(t, err, c.want)
			require.Contains(t, paths(t, err), c.path)
			_, err = x.Agreement("operator", finance.RUB, accrual.Tax{})
			require.ErrorIs(t, err, c.want)
		})
	}
}

// What an agreement needs beside the membership.
func TestAgreementRefused(t *testing.T) {
	m := member(desk(), period("2025-01-01", ".."))
	m.Changes = []membership.Change{{On: day("2025-02-01"), Known: day("2025-01-01"), Plan: studio()}}
	_, err := m.Agreement("", 0, accrual.Tax{Rates: civil.Timeline[finance.Rate]{{Value: rate("20%")}}})
	require.Subset(t, paths(t, err), []string{"landlord", "currency", "tax.rates[0].from"})
	_, err = m.Agreement("R-7", finance.RUB, accrual.Tax{})
	require.Equal(t, []string{"member"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrConflict)
	_, err = m.Agreement("operator", finance.EUR, accrual.Tax{})
	require.ErrorIs(t, err, finance.ErrCurrency)
	require.Equal(t, []string{
		"plan.clauses[0].price", "plan.clauses[1].overage", "plan.clauses[2].price",
		"changes[0].plan.clauses[0].price", "changes[0].plan.clauses[1].overage",
	}, paths(t, err))
}

func TestClausesRefused(t *testing.T) {
	fee := membership.PlanFee{Price: rub("1.00"), Whole: true}
	hours := membership.Allowance{Credit: "rooms", Overage: rub("0.00")}
	edit := func(f func(*membership.Allowance)) membership.Allowance {
		x := hours
		f(&x)
		return x
	}
	type a = membership.Allowance
	for _, c := range []struct {
		clause interface{ Validate() error }
		path   string
		want   error
	}{
		{membership.PlanFee{}, "price", finance.ErrMissing},
		{membership.PlanFee{Price: rub("-1.00")}, "price", finance.ErrNegative},
		{membership.PlanFee{Price: rub("100000000000.01")}, "price", finance.ErrLimit},
		{membership.Allowance{Credit: "x", Overage: rub("100000000000.01")}, "overage", finance.ErrLimit},
		{membership.DayPass{Credit: "x", Price: rub("100000000000.01")}, "price", finance.ErrLimit},
		{membership.PlanFee{Price: finance.Minor(1, 0)}, "price", finance.ErrCurrency},
		{membership.PlanFee{Price: rub("1.00"), Day: 32}, "day", finance.ErrRange},
		{membership.PlanFee{Price: rub("1.00"), Day: -1}, "day", finance.ErrRange},
		{membership.PlanFee{Price: rub("1.00"), Basis: 2}, "basis", finance.ErrRange},
		{membership.PlanFee{Price: rub("1.00"), Rounding: 9}, "rounding", finance.ErrRange},
		{membership.JoiningDiscount{Of: membership.PlanFee{Price: rub("1.00")}}, "of.whole", finance.ErrConflict},
		{membership.JoiningDiscount{Of: membership.PlanFee{Whole: true}}, "of.price", finance.ErrMissing},
		{membership.JoiningDiscount{Of: fee, Within: -1}, "within", finance.ErrRange},
		{membership.JoiningDiscount{Of: fee, Within: 32}, "within", finance.ErrRange},
		{membership.DayPass{Price: rub("1.00")}, "credit", finance.ErrMissing},
		{membership.DayPass{Credit: strings.Repeat("x", 201), Price: rub("1.00")}, "credit", finance.ErrLimit},
		{membership.DayPass{Credit: "x"}, "price", finance.ErrMissing},
		{edit(func(x *a) { x.Credit = "" }), "credit", finance.ErrMissing},
		{edit(func(x *a) { x.Unit = strings.Repeat("x", 33) }), "unit", finance.ErrLimit},
		{edit(func(x *a) { x.Units = -1 }), "units", finance.ErrNegative},
		{edit(func(x *a) { x.Units = membership.MaxUnits + 1 }), "units", finance.ErrLimit},
		{edit(func(x *a) { x.Day = 32 }), "day", finance.ErrRange},
		{edit(func(x *a) { x.Part = 9 }), "part", finance.ErrRange},
		{edit(func(x *a) { x.Rollover.Cycles = -1 }), "rollover.cycles", finance.ErrRange},
		{edit(func(x *a) { x.Rollover.Cycles = 121 }), "rollover.cycles", finance.ErrRange},
		{edit(func(x *a) { x.Rollover.Most = -1 }), "rollover.most", finance.ErrNegative},
		{edit(func(x *a) { x.Rollover.Most = 1 }), "rollover.most", finance.ErrConflict},
		{edit(func(x *a) { x.Goodwill = 121 }), "goodwill", finance.ErrRange},
		{edit(func(x *a) { x.Order = 2 }), "order", finance.ErrRange},
		{edit(func(x *a) { x.Overage = finance.Money{} }), "overage", finance.ErrMissing},
		{edit(func(x *a) { x.Overage = rub("-1.00") }), "overage", finance.ErrNegative},
		{edit(func(x *a) { x.Per = -1 }), "per", finance.ErrNegative},
		{edit(func(x *a) { x.Rounding = 9 }), "rounding", finance.ErrRange},
	} {
		err := c.clause.Validate()
		require.ErrorIs(t, err, c.want, c.path)
		require.Contains(t, paths(t, err), c.path)
	}
	require.NoError(t, edit(func(x *a) {
		x.Units, x.Per, x.Rollover = membership.MaxUnits, 60, membership.Rollover{Cycles: 120, Most: 1}
	}).Validate())
	require.NoError(t, membership.JoiningDiscount{Of: fee, Within: 31}.Validate())
}

func TestFactsRefused(t *testing.T) {
	e := event("X-1", "2025-01-05")
	u := ref("U-1", "2025-01-05")
	for _, c := range []struct {
		fact interface{ Validate() error }
		path string
		want error
	}{
		{membership.Use{Credit: "rooms", Units: 1}, "id", finance.ErrMissing},
		{membership.Use{Event: membership.Event{ID: "X", On: e.On, Known: e.Known}, Credit: "rooms", Units: 1}, "membership", finance.ErrMissing},
		{membership.Use{Event: membership.Event{ID: "X", Membership: "M", Known: e.Known}, Credit: "rooms", Units: 1}, "on", finance.ErrMissing},
		{membership.Use{Event: membership.Event{ID: "X", Membership: "M", On: e.On}, Credit: "rooms", Units: 1}, "known", finance.ErrMissing},
		{membership.Use{Event: e, Units: 1}, "credit", finance.ErrMissing},
		{membership.Use{Event: e, Credit: "rooms"}, "units", finance.ErrMissing},
		{membership.Use{Event: e, Credit: "rooms", Units: -1}, "units", finance.ErrNegative},
		{membership.Use{Event: e, Credit: "rooms", Units: math.MaxInt64}, "units", finance.ErrLimit},
		{membership.Cancel{Event: e, Credit: "rooms", Units: 1}, "of", finance.ErrMissing},
		{membership.Cancel{Event: e, Units: 1, Of: u}, "credit", finance.ErrMissing},
		{membership.Cancel{Event: e, Credit: "rooms", Of: u}, "units", finance.ErrMissing},
		{membership.Cancel{Event: e, Credit: "rooms", Units: 1, Of: ref("U-1", "2025-01-06")}, "of", finance.ErrOrder},
		{membership.Purchase{Event: e, Credit: "rooms", Units: 1}, "price", finance.ErrMissing},
		{membership.Purchase{Event: e, Credit: "rooms", Units: 1, Price: rub("-1.00")}, "price", finance.ErrNegative},
		{membership.Purchase{Event: e, Credit: "rooms", Price: rub("1.00")}, "units", finance.ErrMissing},
		{membership.Purchase{Event: e, Units: 1, Price: rub("1.00")}, "credit", finance.ErrMissing},
		{membership.Refund{Event: e, Credit: "rooms"}, "of", finance.ErrMissing},
		{membership.Refund{Event: e, Credit: "rooms", Of: u, Units: -1}, "units", finance.ErrNegative},
		{membership.Refund{Event: e, Of: u}, "credit", finance.ErrMissing},
		{membership.Goodwill{Event: e, Credit: "rooms"}, "units", finance.ErrMissing},
		{membership.Goodwill{Event: e, Units: 1}, "credit", finance.ErrMissing},
		{membership.Void{Event: e}, "voids", finance.ErrMissing},
		{membership.Void{Event: e, Voids: ref("U-1", "2025-01-06")}, "voids", finance.ErrOrder},
	} {
		err := c.fact.Validate()
		require.ErrorIs(t, err, c.want, "%+v", c.fact)
		require.Contains(t, paths(t, err), c.path)
		if f, ok := c.fact.(interface{ Fact() (accrual.Fact, error) }); ok {
			got, err := f.Fact()
			require.ErrorIs(t, err, c.want)
			require.Zero(t, got)
		}
	}
	_, err := membership.Purchase{Event: e, Credit: "rooms", Units: 1, Price: rub("1.00")}.Fact(finance.EUR)
	require.ErrorIs(t, err, finance.ErrCurrency)
	require.ErrorContains(t, err, `purchase "X-1": price`)
}

// Facts as the spine sees them.
func TestFactsAdd(t *testing.T) {
	of := ref("P-1", "2025-01-05")
	require.Equal(t, []accrual.Reading{{Meter: "used:rooms", N: 3}}, use("X", "2025-01-05", 3).Adds)
	require.Equal(t, []accrual.Reading{{Meter: "cancelled:rooms", N: 3}}, cancel("X", "2025-01-05", 3, of).Adds)
	require.Equal(t, []accrual.Reading{{Meter: "bought:rooms", N: 3}, {Meter: "paid:rooms", N: 700}}, purchase("X", "2025-01-05", 3, "7.00").Adds)
	require.Equal(t, []accrual.Reading{{Meter: "refunded:rooms", N: 0}}, refund("X", "2025-01-05", 0, of).Adds)
	require.Equal(t, []accrual.Reading{{Meter: "given:rooms", N: 3}}, goodwill("X", "2025-01-05", 3).Adds)
	v := void("X", "2025-01-05", of, ref("U-1", "2025-01-04"), "2025-02-05")
	require.Equal(t, accrual.Fact{ID: "X", Agreement: "M-1", On: day("2025-01-05"), Known: day("2025-02-05"), Voids: of, Of: ref("U-1", "2025-01-04")}, v)
}

func TestCountedOutRefused(t *testing.T) {
	january := period("2025-01-01", "2025-02-01")
	for _, anchor := range []int{-1, 32} {
		_, err := membership.Cycle(anchor, day("2025-01-01"))
		require.ErrorIs(t, err, finance.ErrRange)
		_, err = membership.Parts(anchor, january, day("2025-01-01"))
		require.ErrorIs(t, err, finance.ErrRange)
	}
	_, err := membership.Cycle(0, day("2025-01-01"))
	require.ErrorIs(t, err, finance.ErrMissing)
	for _, d := range []string{"0001-01-01", "9999-12-31"} {
		_, err = membership.Cycle(2, day(d))
		require.ErrorIs(t, err, finance.ErrRange, d)
	}
	_, err = membership.Cycle(1, civil.Date{})
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = membership.Parts(1, civil.Period{}, day("2025-01-01"))
	require.ErrorIs(t, err, finance.ErrMissing)
	_, err = membership.Parts(1, period("2025-01-01", ".."), day("2225-01-01"))
	require.ErrorIs(t, err, finance.ErrLimit)
	parts, err := membership.Parts(1, period("2025-01-01", ".."), day("2224-12-31"))
	require.NoError(t, err)
	require.Len(t, parts, membership.MaxCycles)
	_, err = membership.Parts(1, period("9999-11-01", ".."), day("9999-12-31"))
	require.ErrorIs(t, err, finance.ErrRange)
	for _, p := range []membership.Part{
		{}, {Period: january}, {Period: january, Cycle: period("2025-01-02", "2025-02-01")}, {Cycle: january}, {Period: period("2025-01-01", ".."), Cycle: period("2025-01-01", "..")},
	} {
		_, err = p.Factor(membership.CycleDays)
		require.ErrorIs(t, err, finance.ErrRange)
		_, err = membership.Cycles([]membership.Part{p}, membership.CycleDays)
		require.ErrorContains(t, err, "parts[0]")
		_, err = membership.PlanFee{Price: rub("1.00")}.Amount(p)
		require.ErrorIs(t, err, finance.ErrRange)
	}
	_, err = membership.Part{Period: january, Cycle: january}.Factor(2)
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = membership.PlanFee{Price: rub("1.00"), Rounding: 9}.Amount(membership.Part{Period: january, Cycle: january})
	require.ErrorIs(t, err, finance.ErrRange)
}

func TestSwitchRefused(t *testing.T) {
	january, on := period("2025-01-01", "2025-02-01"), day("2025-01-15")
	type args struct {
		old, new finance.Money
		cycle    civil.Period
		on       civil.Date
		rules    membership.Rules
	}
	for _, c := range []struct {
		args
		want error
	}{
		{args{rub("-1.00"), rub("1.00"), january, on, membership.Rules{}}, finance.ErrNegative},
		{args{rub("1.00"), rub("-1.00"), january, on, membership.Rules{}}, finance.ErrNegative},
		{args{rub("1.00"), rub("1.00"), january, day("2025-02-01"), membership.Rules{}}, finance.ErrRange},
		{args{rub("1.00"), rub("1.00"), january, day("2024-12-31"), membership.Rules{}}, finance.ErrRange},
		{args{rub("1.00"), rub("1.00"), period("2025-01-01", ".."), on, membership.Rules{}}, finance.ErrRange},
		{args{rub("1.00"), finance.MustMoney("1.00 EUR"), january, on, membership.Rules{}}, finance.ErrCurrency},
		{args{rub("1.00"), rub("1.00"), january, on, membership.Rules{Money: 9}}, finance.ErrRange},
		{args{rub("1.00"), rub("1.00"), january, on, membership.Rules{Days: 9}}, finance.ErrRange},
		{args{rub("1000000.00"), rub("0.01"), january, on, membership.Rules{}}, finance.ErrLimit},
	} {
		_, err := membership.NewSwitch(c.old, c.new, c.cycle, c.on, c.rules)
		require.ErrorIs(t, err, c.want, "%+v", c.args)
	}
	s, err := membership.NewSwitch(rub("10.00"), rub("0.00"), january, on, membership.Rules{Money: finance.Down})
	require.NoError(t, err)
	require.Equal(t, membership.Switch{Left: 17, Credit: rub("-5.48"), Charge: rub("0.00"), Net: rub("-5.48"), Next: on}, s)
	s, err = membership.NewSwitch(rub("10.00"), rub("30.00"), january, on, membership.Rules{Money: finance.Up, Days: finance.Down})
	require.NoError(t, err)
	require.Equal(t, membership.Switch{Left: 17, Credit: rub("-5.49"), Charge: rub("16.46"), Net: rub("10.97"), Days: 5, Next: day("2025-01-20")}, s)
}

func TestSetOff(t *testing.T) {
	s, err := membership.NewSetOff(rub("100.00"), rub("30.00"), membership.Carries)
	require.NoError(t, err)
	require.Equal(t, membership.SetOff{Applied: rub("30.00"), Left: rub("0.00"), Carried: rub("70.00"), Lapsed: rub("0.00")}, s)
	s, err = membership.NewSetOff(rub("20.00"), rub("30.00"), membership.Lapses)
	require.NoError(t, err)
	require.Equal(t, membership.SetOff{Applied: rub("20.00"), Left: rub("10.00"), Carried: rub("0.00"), Lapsed: rub("0.00")}, s)
	_, err = membership.NewSetOff(rub("-1.00"), rub("-1.00"), 2)
	require.Equal(t, []string{"goodwill", "invoice", "unused"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrNegative)
	_, err = membership.NewSetOff(rub("1.00"), finance.MustMoney("1.00 EUR"), 0)
	require.ErrorIs(t, err, finance.ErrCurrency)
}

func TestProratedRefused(t *testing.T) {
	week := period("2025-03-03", "2025-03-08")
	for _, c := range []struct{ period, held civil.Period }{
		{civil.Period{}, week}, {week, period("2025-03-03", "2025-03-09")}, {period("2025-03-03", ".."), week},
	} {
		_, err := membership.Prorated(5, c.period, c.held, 0)
		require.ErrorIs(t, err, finance.ErrRange)
	}
	n, err := membership.Prorated(5, week, civil.Period{}, 0)
	require.NoError(t, err)
	require.Zero(t, n)
	_, err = membership.Prorated(5, week, week, 9)
	require.ErrorIs(t, err, finance.ErrRange)
}

// A credit whose name just fits, and a cycle at the end of time.
func TestEnds(t *testing.T) {
	require.NoError(t, membership.DayPass{Credit: strings.Repeat("x", 200), Price: rub("1.00")}.Validate())
	s := span("2025-01-01", "2025-02-01")
	s.Since, s.To = day("9999-11-20"), day("9999-12-31")
	for _, whole := range []bool{false, true} {
		hours := membership.Allowance{Credit: "rooms", Units: 8, Day: 1, Whole: whole, Overage: rub("10.00")}
		_, _, err := hours.Step("", s, nil)
		require.ErrorIs(t, err, finance.ErrRange)
	}
}
