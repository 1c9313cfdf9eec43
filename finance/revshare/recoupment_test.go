package revshare_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// own is the account of one work: advanced on a, earned on e.
var own = revshare.Recoupment{Advanced: []accrual.Meter{"a"}, Earned: []accrual.Meter{"e"}}

func recouped(t *testing.T, r revshare.Recoupment, facts ...accrual.Fact) []string {
	t.Helper()
	a := agreed("aebf", named("recouped", r))
	got := monthly(t, closing(t, a, 4, facts...), "recouped", 4)
	require.Equal(t, got, ran(t, a, "recouped", 4, facts...), "a simulation")
	return got
}

// Of 100 advanced, each month takes what it earns until nothing is left.
func TestRecoupment(t *testing.T) {
	half := own
	half.Share = finance.MustRate("50%")
	up := half
	up.Rounding = finance.Up
	for _, c := range []struct {
		name  string
		r     revshare.Recoupment
		facts []accrual.Fact
		want  []string
	}{
		{"until nothing is left", own, []accrual.Fact{
			counts("2026-01-01", "a", "100.00"), counts("2026-01-09", "e", "30.00"), counts("2026-02-01", "e", "50.00"), counts("2026-03-31", "e", "90.00"), counts("2026-04-01", "e", "10.00"),
		}, []string{"30.00", "50.00", "20.00", "0.00"}},
		{"half is used", half, []accrual.Fact{
			counts("2026-01-01", "a", "100.00"), counts("2026-01-09", "e", "30.00"), counts("2026-02-01", "e", "150.00"), counts("2026-03-31", "e", "90.00"),
		}, []string{"15.00", "75.00", "10.00", "0.00"}},
		{"half a kopeck goes to the even side in each month", half, []accrual.Fact{
			counts("2026-01-01", "a", "100.00"), counts("2026-01-09", "e", "0.01"), counts("2026-02-09", "e", "0.03"), counts("2026-03-09", "e", "-0.03"),
		}, []string{"0.00", "0.02", "-0.02", "0.00"}},
		{"rounded up, of a return too", up, []accrual.Fact{
			counts("2026-01-01", "a", "100.00"), counts("2026-01-09", "e", "0.03"), counts("2026-02-09", "e", "-0.01"),
		}, []string{"0.02", "-0.01", "0.00", "0.00"}},
		{"a return gives back to the balance", own, []accrual.Fact{
			counts("2026-01-01", "a", "100.00"), counts("2026-01-09", "e", "30.00"), counts("2026-02-09", "e", "-20.00"), counts("2026-03-09", "e", "95.00"),
		}, []string{"30.00", "-20.00", "90.00", "0.00"}},
		{"a return first lowers what was left over", own, []accrual.Fact{
			counts("2026-01-01", "a", "100.00"), counts("2026-01-09", "e", "130.00"), counts("2026-02-09", "e", "-20.00"), counts("2026-03-09", "e", "-20.00"), counts("2026-04-09", "e", "20.00"),
		}, []string{"100.00", "0.00", "-10.00", "10.00"}},
		{"earnings below zero are filled first", own, []accrual.Fact{
			counts("2026-01-01", "a", "100.00"), counts("2026-01-09", "e", "-30.00"), counts("2026-02-09", "e", "20.00"), counts("2026-03-09", "e", "20.00"), counts("2026-04-09", "e", "200.00"),
		}, []string{"0.00", "0.00", "10.00", "90.00"}},
		{"an advance is not taken from what was paid out before it", own, []accrual.Fact{
			counts("2026-01-09", "e", "500.00"), counts("2026-02-01", "a", "100.00"), counts("2026-02-09", "e", "30.00"), counts("2026-03-09", "e", "500.00"),
		}, []string{"0.00", "30.00", "70.00", "0.00"}},
		{"an advance of a month is there before its earnings", own, []accrual.Fact{
			counts("2026-01-09", "e", "60.00"), counts("2026-01-31", "a", "100.00"),
		}, []string{"60.00", "0.00", "0.00", "0.00"}},
		{"an advance that is given back in money", own, []accrual.Fact{
			counts("2026-01-01", "a", "100.00"), counts("2026-01-09", "e", "60.00"), counts("2026-02-01", "a", "-70.00"), counts("2026-03-01", "e", "5.00"),
		}, []string{"60.00", "-30.00", "0.00", "0.00"}},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, recouped(t, c.r, c.facts...)) })
	}
}

// What is advanced by a clause is counted by accrual.Of, and so is what
// another clause earns: a tenth of the sales.
func TestRecoupmentOfClauses(t *testing.T) {
	a := agreed("g",
		accrual.Named{Name: "advance", Clause: advanced("2026-01-10", "50.00")},
		accrual.Named{Name: "royalty", Clause: revshare.Commission{Meter: "g", Rate: finance.MustRate("10%")}},
		named("recouped", revshare.Recoupment{Advanced: []accrual.Meter{accrual.Of("advance")}, Earned: []accrual.Meter{accrual.Of("royalty")}}),
	)
	facts := []accrual.Fact{counts("2026-01-15", "g", "300.00"), counts("2026-02-15", "g", "400.00")}
	books := closing(t, a, 2, facts...)
	require.Equal(t, []string{"30.00", "40.00"}, monthly(t, books, "royalty", 2))
	require.Equal(t, []string{"30.00", "20.00"}, monthly(t, books, "recouped", 2))
	require.Equal(t, "40.00 RUB × 100%; 40.00 RUB, at most 20.00 RUB", explained(t, a, "recouped", "2026-02", "", facts...))
}

// One stream of earnings, half of it used, serves two accounts in order.
func TestRecoupmentAfterAnother(t *testing.T) {
	first := revshare.Recoupment{Advanced: []accrual.Meter{"a"}, Earned: []accrual.Meter{"e"}, Share: finance.MustRate("50%")}
	second := first
	second.Advanced, second.After = []accrual.Meter{"b"}, []string{"first"}
	a := agreed("abe", named("second", second), named("first", first))
	facts := []accrual.Fact{
		counts("2026-01-01", "a", "100.00"), counts("2026-01-01", "b", "40.00"),
		counts("2026-01-09", "e", "120.00"), counts("2026-02-09", "e", "120.00"), counts("2026-03-09", "e", "120.00"),
	}
	books := closing(t, a, 3, facts...)
	require.Equal(t, []string{"60.00", "40.00", "0.00"}, monthly(t, books, "first", 3))
	require.Equal(t, []string{"0.00", "20.00", "20.00"}, monthly(t, books, "second", 3))
	require.Equal(t, `120.00 RUB × 50%; 60.00 RUB less charged by "first" 40.00 RUB; 20.00 RUB, at most 40.00 RUB`, explained(t, a, "second", "2026-02", "", facts...))
}

// A month that is cut by an amendment comes to the same; carried, the balance
// goes on, restarted, it is written off; over a gap it stands.
func TestRecoupmentAmended(t *testing.T) {
	facts := []accrual.Fact{counts("2026-01-01", "a", "100.00"), counts("2026-01-09", "e", "30.00"), counts("2026-02-05", "e", "-10.00"), counts("2026-02-20", "e", "60.00"), counts("2026-03-01", "e", "500.00")}
	a := agreed("ae", named("recouped", own))
	require.Equal(t, []string{"30.00", "50.00", "20.00"}, monthly(t, closing(t, a, 3, facts...), "recouped", 3))
	carried := amended(a, "2026-02-10", named("recouped", own))
	require.Equal(t, []string{"30.00", "50.00", "20.00"}, monthly(t, closing(t, carried, 3, facts...), "recouped", 3))
	require.Equal(t, "-10.00 RUB × 100%; -10.00 RUB, at most 70.00 RUB; 50.00 RUB × 100%; 50.00 RUB, at most 70.00 RUB; 50.00 RUB over -10.00 RUB",
		explained(t, carried, "recouped", "2026-02", "", facts...))
	half := own
	half.Share = finance.MustRate("1/2")
	require.Equal(t, []string{"30.00", "25.00", "45.00"}, monthly(t, closing(t, amended(a, "2026-02-10", named("recouped", half)), 3, facts...), "recouped", 3), "the month by its last words")
	anew := named("recouped", own)
	anew.Change = accrual.Restart
	require.Equal(t, []string{"30.00", "-10.00", "0.00"}, monthly(t, closing(t, amended(a, "2026-02-10", anew), 3, facts...), "recouped", 3))
	gap := a
	gap.Amendments = append(gap.Amendments, accrual.Amendment{From: civil.MustDate("2026-02-01"), Known: civil.MustDate("2026-02-01"), Drop: []string{"recouped"}})
	gap = amended(gap, "2026-03-01", named("recouped", own))
	require.Equal(t, []string{"30.00", "0.00", "70.00"}, monthly(t, closing(t, gap, 3, facts...), "recouped", 3))
}

// The derivation says what is left over from other months.
func TestRecoupmentExplained(t *testing.T) {
	a := agreed("ae", named("recouped", own))
	facts := []accrual.Fact{counts("2026-01-01", "a", "100.00"), counts("2026-01-09", "e", "130.00"), counts("2026-02-09", "e", "-40.00")}
	require.Equal(t, "130.00 RUB × 100%; 130.00 RUB, at most 100.00 RUB", explained(t, a, "recouped", "2026-01", "", facts...))
	require.Equal(t, "-40.00 RUB × 100%; -40.00 RUB, at most 0.00 RUB; -40.00 RUB over -30.00 RUB", explained(t, a, "recouped", "2026-02", "", facts...))
}

func TestRecoupmentRefuses(t *testing.T) {
	s := full(finance.RUB, 5, 5)
	for state, want := range map[accrual.State]error{
		"x":                                     finance.ErrSyntax,
		"recoupment 1 2026-03 0 0 0 0 0\n":      finance.ErrSyntax,
		"recoupment 1 2026-03 -1 0 0 0 0 0\n":   finance.ErrSyntax,
		"recoupment 1 2026-13 0 0 0 0 0 0\n":    finance.ErrRange,
		"recoupment 1 2026-03 0 0 0 0 0 0":      finance.ErrSyntax,
		"recoupment 1 2026-03 0 0 0 0 0 0 0\n":  finance.ErrSyntax,
		"recoupment 1 2026-03 0 0 +1 0 0 0\n":   finance.ErrSyntax,
		"recoupment 1 2026-03 0 0 0 00 0 0\n":   finance.ErrSyntax,
		"recoupment 1 2026-03 0 0 0 0 0 0\n\n":  finance.ErrSyntax,
		"recoupment 1 2026-02 0 0 0 0 0 -70\n":  nil,
		"recoupment 1 2026-02 0 70 0 70 0 50\n": nil,
	} {
		lines, next, err := own.Step(state, s, nil)
		if want == nil {
			require.NoError(t, err, state)
			continue
		}
		require.ErrorIs(t, err, want, state)
		require.Equal(t, state, next)
		require.Nil(t, lines)
	}
	long := s
	long.To = long.To.AddDays(1)
	none := s
	none.Since = civil.Date{}
	for _, c := range []struct {
		span accrual.Span
		want error
	}{
		{long, finance.ErrRange},
		{none, finance.ErrRange},
		{full(finance.RUB, 1), finance.ErrConflict},
		{full(finance.RUB, -1, 0), finance.ErrNegative},
		{full(finance.RUB, math.MaxInt64, math.MinInt64), finance.ErrOverflow},
	} {
		_, next, err := own.Step("", c.span, nil)
		require.ErrorIs(t, err, c.want)
		require.Empty(t, next)
	}
	pool := revshare.Recoupment{Advanced: []accrual.Meter{"a", "b"}, Earned: []accrual.Meter{"e"}}
	_, _, err := pool.Step("", full(finance.RUB, math.MaxInt64, 1, 0), nil)
	require.ErrorIs(t, err, finance.ErrOverflow)
	pool = revshare.Recoupment{Advanced: []accrual.Meter{"a"}, Earned: []accrual.Meter{"e", "f"}}
	_, _, err = pool.Step("", full(finance.RUB, 0, math.MaxInt64, 1), nil)
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, _, err = own.Step("recoupment 1 2026-02 0 0 0 0 0 9223372036854775807\n", full(finance.RUB, 0, 1), nil)
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, _, err = own.Step("recoupment 1 2026-02 0 0 0 9223372036854775807 0 0\n", full(finance.RUB, 1, 0), nil)
	require.ErrorIs(t, err, finance.ErrOverflow)
}

func TestRecoupmentValidate(t *testing.T) {
	require.NoError(t, own.Validate())
	require.EqualError(t, revshare.Recoupment{}.Validate(), "2 problems: advanced: missing; earned: missing")
	wrong := revshare.Recoupment{
		Advanced: []accrual.Meter{"a", "a"}, Earned: []accrual.Meter{"", "a"}, After: []string{"x", "x", ""}, Share: finance.MustRate("101%"), Rounding: 9,
	}
	require.EqualError(t, wrong.Validate(), "7 problems: advanced[1]: duplicate; earned[0]: missing; earned[1]: duplicate; after[1]: duplicate; after[2]: missing; "+
		"share: 101% is more than the whole: out of range; rounding: rounding 9: out of range")
	many := revshare.Recoupment{Advanced: make([]accrual.Meter, 59), Earned: make([]accrual.Meter, 2)}
	require.EqualError(t, many.Validate(), "advanced: 61 meters and clauses, at most 60: over the limit")
	negative := own
	negative.Share = finance.MustRate("-1%")
	require.EqualError(t, negative.Validate(), "share: negative")
	cycle := agreed("ae", named("a", revshare.Recoupment{Advanced: []accrual.Meter{"a"}, Earned: []accrual.Meter{"e"}, After: []string{"b"}}),
		named("b", revshare.Recoupment{Advanced: []accrual.Meter{"a"}, Earned: []accrual.Meter{"e"}, After: []string{"a"}}))
	require.ErrorIs(t, cycle.Validate(), finance.ErrCycle)
}
