package revshare_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// tenth holds back 10 % for two months.
var tenth = revshare.Reserve{Meter: "r", Rate: finance.MustRate("10%"), Months: 2}

func reserved(t *testing.T, r revshare.Reserve, n int, facts ...accrual.Fact) []string {
	t.Helper()
	a := agreed("rb", named("reserve", r))
	got := monthly(t, closing(t, a, n, facts...), "reserve", n)
	require.Equal(t, got, ran(t, a, "reserve", n, facts...), "a simulation")
	return got
}

func TestReserve(t *testing.T) {
	dates := tenth
	dates.Months, dates.Dates = 0, []civil.Date{civil.MustDate("2026-03-31"), civil.MustDate("2026-05-01")}
	draws := tenth
	draws.Draws, draws.Months = "b", 3
	for _, c := range []struct {
		name  string
		r     revshare.Reserve
		facts []accrual.Fact
		want  []string
	}{
		{"two months later", tenth, earnings("1000.00", "2000.00", "500.00", "0.00", "0.00"), []string{"100.00", "200.00", "-50.00", "-200.00", "-50.00"}},
		{"a month below zero", tenth, earnings("1000.00", "-2000.00", "0.00", "0.00"), []string{"100.00", "0.00", "-100.00", "0.00"}},
		{"half a kopeck", tenth, earnings("0.05", "0.15", "0.00", "0.00"), []string{"0.00", "0.02", "0.00", "-0.02"}},
		{"on the first date of a later month", dates, earnings("1000.00", "2000.00", "500.00", "100.00", "7000.00"), []string{"100.00", "200.00", "-250.00", "10.00", "-60.00"}},
		{"drawn by returns, the oldest first", draws, append(earnings("1000.00", "2000.00", "0.00", "0.00", "0.00"),
			counts("2026-02-20", "b", "30.00"), counts("2026-03-01", "b", "100.00")), []string{"100.00", "170.00", "-100.00", "0.00", "-170.00"}},
		{"drawn to the end", draws, append(earnings("1000.00", "0.00", "0.00", "0.00"),
			counts("2026-02-20", "b", "130.00"), counts("2026-03-20", "b", "-50.00")), []string{"100.00", "-100.00", "0.00", "0.00"}},
		{"drawn in its own month", draws, append(earnings("1000.00"), counts("2026-01-01", "b", "30.00")), []string{"70.00"}},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, reserved(t, c.r, len(c.want), c.facts...)) })
	}
}

// tranched is what each tranche was withheld and released, as "month source
// amount".
func tranched(b accrual.Books) []string {
	var lines []string
	for o := range b.Posted() {
		if o.Clause == "reserve" {
			lines = append(lines, strings.Join([]string{o.For.String(), o.Source, number(o.Net.Minor())}, " "))
		}
	}
	return lines
}

// Each tranche has lines of its own, which come to what it holds.
func TestReserveByTranche(t *testing.T) {
	r := tenth
	r.Draws = "b"
	a := agreed("rb", named("reserve", r))
	facts := append(earnings("1000.00", "2000.00", "500.00"), counts("2026-02-20", "b", "30.00"), counts("2026-03-20", "b", "20.00"))
	books := closing(t, a, 4, facts...)
	require.Equal(t, []string{
		"2026-01 2026-01 100.00", "2026-02 2026-01 -30.00", "2026-02 2026-02 200.00",
		"2026-03 2026-01 -70.00", "2026-03 2026-02 -20.00", "2026-03 2026-03 50.00", "2026-04 2026-02 -180.00",
	}, tranched(books))
	require.Equal(t, "1000.00 RUB × 10%", explained(t, a, "reserve", "2026-01", "2026-01", facts...))
	require.Equal(t, "-30.00 RUB", explained(t, a, "reserve", "2026-02", "2026-01", facts...))
	require.Equal(t, "2000.00 RUB × 10%", explained(t, a, "reserve", "2026-02", "2026-02", facts...))
	require.Equal(t, "-180.00 RUB", explained(t, a, "reserve", "2026-04", "2026-02", facts...))
}

// A return in its sale's window lowers the tranche of its sale, and what is
// released of it.
func TestReserveOfReturns(t *testing.T) {
	r := tenth
	r.Returns = accrual.InSaleWindow
	sale := counts("2026-01-10", "r", "1000.00")
	back := counts("2026-02-10", "r", "-400.00")
	back.Of = accrual.Ref{ID: sale.ID, On: sale.On}
	require.Equal(t, []string{"2026-01 2026-01 100.00", "2026-01 2026-01 -40.00", "2026-03 2026-01 -60.00"},
		tranched(closing(t, agreed("rb", named("reserve", r)), 4, sale, back)))
}

// With the last day in force everything held is given back: of the term, and
// where the clause is dropped. Set anew it begins with nothing.
func TestReserveEnds(t *testing.T) {
	a := agreed("rb", named("reserve", tenth))
	a.Amendments[0].Term = &civil.Period{From: january.First(), To: civil.MustDate("2026-02-20")}
	require.Equal(t, []string{"100.00", "-100.00", "0.00"}, monthly(t, closing(t, a, 3, earnings("1000.00", "2000.00", "1.00")...), "reserve", 3))

	a = agreed("rb", named("reserve", tenth))
	a.Amendments = append(a.Amendments, accrual.Amendment{From: civil.MustDate("2026-03-01"), Known: civil.MustDate("2026-02-01"), Drop: []string{"reserve"}})
	facts := earnings("1000.00", "2000.00", "500.00", "700.00", "0.00", "0.00")
	require.Equal(t, []string{"100.00", "-100.00", "0.00", "0.00"}, monthly(t, closing(t, a, 4, facts...), "reserve", 4))
	anew := named("reserve", tenth)
	anew.Change = accrual.Restart
	require.Equal(t, []string{"100.00", "-100.00", "0.00", "70.00", "0.00", "-70.00"}, monthly(t, closing(t, amended(a, "2026-04-01", anew), 6, facts...), "reserve", 6))
	require.Equal(t, []string{"100.00", "-100.00", "0.00", "120.00", "0.00", "-120.00"}, monthly(t, closing(t, amended(a, "2026-04-01", named("reserve", tenth)), 6, facts...), "reserve", 6))
}

// Carried, what is held is released by the new words; the month is one, also
// cut in two. Restarted, it is forgotten.
func TestReserveAmended(t *testing.T) {
	a := agreed("rb", named("reserve", tenth))
	facts := append(earnings("1000.00", "0.00", "0.00", "0.00"), counts("2026-02-03", "r", "100.00"))
	next := tenth
	next.Months, next.Rate = 1, finance.MustRate("20%")
	require.Equal(t, []string{"100.00", "-80.00", "-20.00", "0.00"}, monthly(t, closing(t, amended(a, "2026-02-10", named("reserve", next)), 4, facts...), "reserve", 4))
	require.Equal(t, "100.00 RUB × 10%; 100.00 RUB × 20%; 20.00 RUB over 10.00 RUB", explained(t, amended(a, "2026-02-10", named("reserve", next)), "reserve", "2026-02", "2026-02", facts...))
	same := amended(a, "2026-02-10", named("reserve", tenth))
	require.Equal(t, []string{"100.00", "10.00", "-100.00", "-10.00"}, monthly(t, closing(t, same, 4, facts...), "reserve", 4))
	anew := named("reserve", tenth)
	anew.Change = accrual.Restart
	require.Equal(t, []string{"100.00", "10.00", "0.00", "0.00"}, monthly(t, closing(t, amended(a, "2026-02-10", anew), 4, facts...), "reserve", 4))
	dates := tenth
	dates.Months, dates.Dates = 0, []civil.Date{civil.MustDate("2026-01-20")}
	require.Equal(t, []string{"100.00", "-100.00", "0.00", "0.00"}, monthly(t, closing(t, amended(a, "2026-02-01", named("reserve", dates)), 4, facts...), "reserve", 4), "no date is left")
}

func TestReserveRefuses(t *testing.T) {
	const held = "reserve 1 2026-02 0 0 5 0\n2026-02 100 0\n"
	for _, state := range []accrual.State{
		"x", "reserve 1 2026-02 0 0 0 0\n", "reserve 1 2026-02 0 0 0\n2026-02 1 0\n", "reserve 1 2026-02 0 0 0 0\n2026-01 1 0\n",
		"reserve 1 2026-02 0 0 0 0\n2026-02 1 0", held + "\n", held + "2026-02 1 0\n", held + "2026-01 1 0\n",
		"reserve 1 2026-02 0 0 0 0\n2026-02 1 -2\n", "reserve 1 2026-02 0 0 0 0\n2026-02 -1 2\n", "reserve 1 2026-02 0 0 0 0\n2026-02 01 0\n",
		"reserve 1 2026-02 0 0 0 0\n2026-02 9223372036854775807 1\n", "reserve 1 2026-02 0 0 0 0\n2026-02 1 0 0\n",
	} {
		lines, next, err := tenth.Step(state, life("2026-02-01"), nil)
		require.Error(t, err, state)
		require.Equal(t, state, next)
		require.Nil(t, lines)
	}
	in := full(finance.RUB, 25)
	in.Held = []civil.Period{{From: march.From}}
	lines, next, err := tenth.Step(held, in, nil)
	require.NoError(t, err)
	require.Equal(t, []accrual.Line{{Source: "2026-03", Net: finance.MustMoney("0.02 RUB")}}, lines)
	require.Equal(t, accrual.State("reserve 1 2026-03 5 0 25 0\n2026-02 100 0\n2026-03 0 2\n"), next)
	_, next, err = tenth.Step("reserve 1 2026-02 0 0 5 0\n2026-01 100 -100\n2026-02 0 0\n", in, nil)
	require.NoError(t, err)
	require.Equal(t, accrual.State("reserve 1 2026-03 5 0 25 0\n2026-03 0 2\n"), next, "what holds nothing is forgotten")
	in.Meters = []int64{math.MinInt64 + 4}
	_, _, err = tenth.Step(held, in, nil)
	require.ErrorIs(t, err, finance.ErrOverflow)
	in.Meters = nil
	_, _, err = tenth.Step(held, in, nil)
	require.ErrorIs(t, err, finance.ErrConflict)
	in.Meters, in.To = []int64{1}, in.To.AddDays(1)
	_, _, err = tenth.Step(held, in, nil)
	require.ErrorIs(t, err, finance.ErrRange)
}

// A reserve without release is refused.
func TestReserveValidate(t *testing.T) {
	require.NoError(t, tenth.Validate())
	day := civil.MustDate("2026-03-31")
	dated := revshare.Reserve{Meter: "r", Rate: finance.MustRate("10%"), Dates: []civil.Date{day}, Draws: "b"}
	require.NoError(t, dated.Validate())
	require.Equal(t, []accrual.Meter{"r", "b"}, dated.Meters())
	for _, c := range []struct {
		change func(*revshare.Reserve)
		want   string
	}{
		{func(r *revshare.Reserve) { r.Months = 0 }, "months: a reserve is released, after months or on dates: missing"},
		{func(r *revshare.Reserve) { r.Months = -1 }, "months: 1 to 120: out of range"},
		{func(r *revshare.Reserve) { r.Months = 120 }, ""},
		{func(r *revshare.Reserve) { r.Months = 121 }, "months: 1 to 120: out of range"},
		{func(r *revshare.Reserve) { r.Dates = []civil.Date{day} }, "dates: beside months: conflict"},
		{func(r *revshare.Reserve) { r.Months, r.Dates = 0, []civil.Date{day, day, {}} }, "2 problems: dates[1]: not after 2026-03-31: out of order; dates[2]: missing"},
		{func(r *revshare.Reserve) { r.Months, r.Dates = 0, make([]civil.Date, 1001) }, "dates: 1001, at most 1000: over the limit"},
		{func(r *revshare.Reserve) { r.Draws, r.Returns = "b", accrual.InSaleWindow }, "draws: a return lowers the tranche of its sale: conflict"},
		{func(r *revshare.Reserve) { r.Draws = accrual.Meter(strings.Repeat("x", 257)) }, "draws: 257 bytes, at most 256: over the limit"},
		{func(r *revshare.Reserve) { r.Meter, r.Rate, r.Returns, r.Rounding = "", finance.MustRate("2"), 9, 9 }, "4 problems: meter: missing; " +
			"rate: 200% is more than the whole: out of range; returns: returns 9: out of range; rounding: rounding 9: out of range"},
	} {
		r := tenth
		c.change(&r)
		if c.want == "" {
			require.NoError(t, r.Validate())
			continue
		}
		require.EqualError(t, r.Validate(), c.want)
	}
}
