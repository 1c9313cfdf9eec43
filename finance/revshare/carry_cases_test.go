package revshare_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// carriedCase is the case of testdata/carry_cases.json with that id.
func carriedCase[G, W any](t *testing.T, id string) (given G, want W) {
	t.Helper()
	text, err := os.ReadFile("testdata/carry_cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	for _, c := range all {
		if c.ID == id {
			require.NoError(t, json.Unmarshal(c.Given, &given))
			require.NoError(t, json.Unmarshal(c.Want, &want))
			return given, want
		}
	}
	require.Fail(t, "no such case", id)
	return given, want
}

// Each case of the file is asked for by a test below.
func TestEveryCarriedCaseIsTested(t *testing.T) {
	text, err := os.ReadFile("testdata/carry_cases.json")
	require.NoError(t, err)
	tests, err := os.ReadFile("carry_cases_test.go")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	require.Len(t, all, 9)
	for _, c := range all {
		require.Contains(t, string(tests), `"`+c.ID+`"`)
	}
}

// kopecks reads a number of any currency as minor units.
func kopecks(t *testing.T, text string) int64 { return in(t, finance.USD, text).Minor() }

// spread is one fact a window of n months, on its 15th day.
func spread(t *testing.T, meter string, n int, amounts ...string) []accrual.Fact {
	t.Helper()
	var facts []accrual.Fact
	for i, a := range amounts {
		f := counts(january.Add(i*n).First().AddDays(14).String(), meter, number(kopecks(t, a)))
		facts = append(facts, f)
	}
	return facts
}

// yearly is every twelfth of monthly amounts, of which the others are nothing.
func yearly(t *testing.T, months []string) []string {
	t.Helper()
	var years []string
	for i, a := range months {
		if i%12 == 11 {
			years = append(years, a)
		} else {
			require.Equal(t, "0.00", a, i)
		}
	}
	return years
}

// running is the sum of amounts so far, at each of them.
func running(t *testing.T, amounts []string) []string {
	t.Helper()
	var sum int64
	var sums []string
	for _, a := range amounts {
		sum += kopecks(t, a)
		sums = append(sums, number(sum))
	}
	return sums
}

func TestPublishedReserves(t *testing.T) {
	type given struct {
		Rate   finance.Rate `json:"reserve_rate"`
		Hold   int          `json:"hold_periods,string"`
		Earned []string
	}
	type want struct{ Withheld, Released, Payable, Balance []string }
	for _, id := range []string{"rev-006", "rev-088"} {
		t.Run(id, func(t *testing.T) {
			g, w := carriedCase[given, want](t, id)
			r := revshare.Reserve{Meter: "r", Rate: g.Rate, Months: g.Hold, Rounding: finance.HalfUp}
			n := len(g.Earned)
			books := closing(t, agreed("r", named("reserve", r)), n, spread(t, "r", 1, g.Earned...)...)
			withheld, released := make([]int64, n), make([]int64, n)
			for o := range books.Posted() {
				if i := o.For.Sub(january); o.Source == o.For.String() {
					withheld[i] += o.Net.Minor()
				} else {
					released[i] -= o.Net.Minor()
				}
			}
			for i := range g.Earned {
				require.Equal(t, w.Withheld[i], number(withheld[i]), i)
				require.Equal(t, w.Released[i], number(released[i]), i)
				require.Equal(t, w.Payable[i], number(kopecks(t, g.Earned[i])-withheld[i]+released[i]), i)
			}
			require.Equal(t, w.Balance, running(t, monthly(t, books, "reserve", n)))
		})
	}
}

// 221.38 is 20 % of 1106.89 to the cent; what was withheld before is released.
func TestPublishedReserveEntry(t *testing.T) {
	g, w := carriedCase[struct{ Earned, Withheld, Released string }, struct {
		Payable string
		Change  string `json:"reserve_change"`
	}](t, "rev-007")
	a := agreed("re", named("reserve", revshare.Reserve{Meter: "r", Rate: finance.MustRate("20%"), Months: 1}))
	books := closing(t, a, 2, spread(t, "r", 1, "234.20", g.Earned)...)
	require.Equal(t, g.Released, monthly(t, books, "reserve", 2)[0])
	require.Equal(t, w.Change, monthly(t, books, "reserve", 2)[1])
	require.Equal(t, w.Payable, number(kopecks(t, g.Earned)-kopecks(t, w.Change)))
	require.Equal(t, w.Payable, number(kopecks(t, g.Earned)-kopecks(t, g.Withheld)+kopecks(t, g.Released)))
}

func TestPublishedPool(t *testing.T) {
	type one struct{ Unrecouped, Payable string }
	g, w := carriedCase[struct {
		Accounts []struct{ ID, Advance, Earned string }
	}, struct {
		Separate map[string]one
		Crossed  one
	}](t, "rev-012")
	facts := append(spread(t, "a", 1, g.Accounts[0].Advance), spread(t, "b", 1, g.Accounts[1].Advance)...)
	facts = append(append(facts, spread(t, "e", 1, g.Accounts[0].Earned)...), spread(t, "f", 1, g.Accounts[1].Earned)...)
	other := revshare.Recoupment{Advanced: []accrual.Meter{"b"}, Earned: []accrual.Meter{"f"}}
	crossed := revshare.Recoupment{Advanced: []accrual.Meter{"a", "b"}, Earned: []accrual.Meter{"e", "f"}}
	books := closing(t, agreed("abef", named("first", own), named("second", other), named("crossed", crossed)), 1, facts...)
	taken := func(clause string) int64 { return kopecks(t, monthly(t, books, clause, 1)[0]) }
	var advances, earnings int64
	for i, clause := range []string{"first", "second"} {
		x := g.Accounts[i]
		advances, earnings = advances+kopecks(t, x.Advance), earnings+kopecks(t, x.Earned)
		require.Equal(t, w.Separate[x.ID], one{number(kopecks(t, x.Advance) - taken(clause)), number(kopecks(t, x.Earned) - taken(clause))})
	}
	require.Equal(t, w.Crossed, one{number(advances - taken("crossed")), number(earnings - taken("crossed"))})
}

func TestPublishedLossAccount(t *testing.T) {
	g, w := carriedCase[struct {
		Gains []string
		Rate  finance.Rate `json:"share_rate"`
	}, struct {
		Fee  []string
		Loss []string `json:"loss_account"`
	}](t, "rev-070")
	l := revshare.LossCarry{Meter: "r", Rate: g.Rate, Per: accrual.ByYear}
	books := closing(t, agreed("r", named("fee", l)), 48, spread(t, "r", 12, g.Gains...)...)
	require.Equal(t, w.Fee, yearly(t, monthly(t, books, "fee", 48)))
	for i, loss := range w.Loss { // a gain of the loss account owes nothing, a rouble more owes its share
		for _, more := range []struct{ gain, fee string }{{loss, "0.00"}, {number(kopecks(t, loss) + 100), "0.20"}} {
			facts := spread(t, "r", 12, append(append([]string{}, g.Gains[:i+1]...), more.gain)...)
			n := 12 * (i + 2)
			require.Equal(t, more.fee, monthly(t, closing(t, agreed("r", named("fee", l)), n, facts...), "fee", n)[n-1], "after year %d", i)
		}
	}
}

// The meter counts changes of the value; the mark is its highest.
func TestPublishedHighWaterMark(t *testing.T) {
	g, w := carriedCase[struct {
		Opening string
		Values  []string
		Rate    finance.Rate `json:"share_rate"`
	}, struct{ Fee, Mark []string }](t, "rev-071")
	var changes []string
	before := kopecks(t, g.Opening)
	for _, v := range g.Values {
		changes = append(changes, number(kopecks(t, v)-before))
		before = kopecks(t, v)
	}
	a := agreed("r", named("fee", revshare.LossCarry{Meter: "r", Rate: g.Rate}))
	require.Equal(t, w.Fee, monthly(t, closing(t, a, 3, spread(t, "r", 1, changes...)...), "fee", 3))
	require.Equal(t, []string{"120", "120", "130"}, w.Mark)
}

func TestPublishedShortWorkings(t *testing.T) {
	g, w := carriedCase[struct {
		Minimum string
		Actual  []string
	}, struct{ Payable, Short, Recouped, Carried []string }](t, "rev-080")
	rent := revshare.Guarantee{Amount: in(t, finance.RUB, g.Minimum), Of: "royalty", Per: accrual.ByYear}
	books := closing(t, royalties(rent), 36, spread(t, "r", 12, g.Actual...)...)
	var carried int64
	for i, charged := range yearly(t, monthly(t, books, "guarantee", 36)) {
		n := kopecks(t, charged)
		carried += n
		require.Equal(t, w.Payable[i], number(kopecks(t, g.Actual[i])+n))
		require.Equal(t, w.Short[i], number(max(n, 0)))
		require.Equal(t, w.Recouped[i], number(max(-n, 0)))
		require.Equal(t, w.Carried[i], number(carried))
	}
}

// A guarantee that is paid ahead is an advance: half of the revenue recoups it.
func TestPublishedGuaranteePaidAhead(t *testing.T) {
	g, w := carriedCase[struct {
		Guarantee string
		Rate      finance.Rate `json:"share_rate"`
		Bases     []string     `json:"cumulative_bases"`
	}, struct {
		ToRecoup   string `json:"base_to_recoup"`
		Unrecouped []string
		Overage    []string
		ToGo       []string `json:"base_to_go"`
	}](t, "rev-082")
	var revenue []string
	var before int64
	for _, b := range g.Bases {
		revenue = append(revenue, number(kopecks(t, b)-before))
		before = kopecks(t, b)
	}
	a := agreed("r",
		accrual.Named{Name: "advance", Clause: advanced("2026-01-01", g.Guarantee)},
		accrual.Named{Name: "share", Clause: revshare.Commission{Meter: "r", Rate: g.Rate}},
		named("recouped", revshare.Recoupment{Advanced: []accrual.Meter{accrual.Of("advance")}, Earned: []accrual.Meter{accrual.Of("share")}}),
	)
	books := closing(t, a, 3, spread(t, "r", 1, revenue...)...)
	shares, taken := running(t, monthly(t, books, "share", 3)), running(t, monthly(t, books, "recouped", 3))
	for i := range g.Bases {
		left := kopecks(t, g.Guarantee) - kopecks(t, taken[i])
		require.Equal(t, w.Unrecouped[i], number(left))
		require.Equal(t, w.Overage[i], number(kopecks(t, shares[i])-kopecks(t, taken[i])))
		require.Equal(t, w.ToGo[i], number(2*left))
	}
	require.Equal(t, w.ToRecoup, number(2*kopecks(t, g.Guarantee)))
}

// Sales and returns are two clauses, so that what goes back is a line of its
// own. What is below zero is carried in the account.
func TestPublishedRefundInTheNextCycle(t *testing.T) {
	g, w := carriedCase[struct {
		Rate   finance.Rate `json:"share_rate"`
		Cycles []struct{ Sales, Refunds []string }
	}, struct{ Earned, Clawback, Payable, Carried []string }](t, "rev-090")
	share := func(m accrual.Meter) accrual.Clause { return revshare.Commission{Meter: m, Rate: g.Rate} }
	var facts []accrual.Fact
	for i, c := range g.Cycles {
		day := january.Add(i).First().AddDays(14).String()
		for _, a := range c.Sales {
			facts = append(facts, counts(day, "s", a))
		}
		for _, a := range c.Refunds {
			facts = append(facts, counts(day, "b", "-"+a))
		}
	}
	books := closing(t, agreed("sb", accrual.Named{Name: "earned", Clause: share("s")}, accrual.Named{Name: "back", Clause: share("b")}), 3, facts...)
	require.Equal(t, w.Earned, monthly(t, books, "earned", 3))
	require.Equal(t, w.Clawback, monthly(t, books, "back", 3))
	var balance int64
	for i := range 3 {
		balance += kopecks(t, w.Earned[i]) + kopecks(t, w.Clawback[i])
		require.Equal(t, w.Payable[i], number(max(balance, 0)))
		balance = min(balance, 0)
		require.Equal(t, w.Carried[i], number(balance))
	}
}
