package arrears_test

import (
	"encoding/json"
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// published is a worked case of testdata/cases.json: figures from public
// sources (mark S), recomputed from such (R), or edge cases (A). Of par-003 the
// right to terminate is no matter of interest, and its 24-hour blocks are days
// here. Left out: rev-118 (costs, interest, principal: the order of allocation is
// the ledger's), par-121 (a subsidy of interest on a loan), par-127 (a penalty by
// quality, not by days), ten-120 (damages above the rent after the term).
type published struct {
	ID, Kind, Title, Source, Mark string
	Given                         given
	Want                          json.RawMessage
}

type given struct {
	Debt        finance.Money
	RateAnnual  finance.Rate `json:"rate_annual"`
	RateDaily   finance.Rate `json:"rate_daily"`
	KeyRate     finance.Rate `json:"key_rate"`
	Days        []string
	DaysOverdue []string      `json:"days_overdue"`
	Fixed       finance.Money `json:"fixed_compensation"`
	Due         civil.Date
	First       civil.Date `json:"first_day"`
	Last        civil.Date `json:"last_day"`
	Payments    []struct {
		Date   civil.Date
		Amount finance.Money
	}
	Tiers []struct {
		From     string `json:"from_day"`
		Fraction finance.Rate
	}
	Rates []struct {
		First civil.Date `json:"first_day"`
		Rate  finance.Rate
	}
	Goods      finance.Money `json:"goods_value"`
	Percent    string        `json:"penalty_percent"`
	PerDays    string        `json:"per_days"`
	CapPercent string        `json:"cap_percent"`
}

var run = map[string]func(t *testing.T, g given, want json.RawMessage){
	"simple_interest_days":   simpleInterest,
	"penalty_key_rate":       penaltyKeyRate,
	"daily_penalty":          dailyPenalty,
	"interest_by_year_basis": byYearBasis,
	"late_penalty":           latePenalty,
}

func TestPublishedCases(t *testing.T) {
	data, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var cases []published
	require.NoError(t, json.Unmarshal(data, &cases))
	require.Len(t, cases, 6)
	for _, c := range cases {
		t.Run(c.ID+" "+c.Title, func(t *testing.T) {
			require.NotEmpty(t, c.Source)
			require.Contains(t, run, c.Kind)
			run[c.Kind](t, c.Given, c.Want)
		})
	}
}

func decode[T any](t *testing.T, raw json.RawMessage) (v T) {
	t.Helper()
	require.NoError(t, json.Unmarshal(raw, &v))
	return v
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	require.NoError(t, err)
	return n
}

// amount is a number of the case in the currency of its debt.
func amount(g given, s string) finance.Money {
	return finance.MustMoney(s + " " + g.Debt.Currency().Code())
}

func (g given) debt(due civil.Date) arrears.Debt { return arrears.Debt{Amount: g.Debt, Due: due} }

func simpleInterest(t *testing.T, g given, raw json.RawMessage) {
	want := decode[struct {
		Interest, Total []string
		At              map[string][]string `json:"interest_if_round_at"`
	}](t, raw)
	due := day("2025-03-31")
	terms := arrears.Terms{Clause: "interest", Rate: g.RateAnnual, Fixed: g.Fixed, Rounding: finance.HalfUp}
	each := terms
	each.RoundAt = arrears.EachDay
	for k, days := range g.Days {
		at := due.AddDays(number(t, days))
		i := interest(t, terms, g.debt(due), at)
		require.Equal(t, amount(g, want.Interest[k]), i.Lines[0].Amount)
		require.Equal(t, number(t, days), i.Days)
		if len(want.Total) > 0 {
			require.Equal(t, amount(g, want.Total[k]), i.Total)
			require.Equal(t, g.Fixed, i.Fixed)
		}
		if byDay := want.At["daily_rate"]; len(byDay) > 0 {
			require.Equal(t, amount(g, byDay[k]), interest(t, each, g.debt(due), at).Lines[0].Amount)
		}
	}
}

func penaltyKeyRate(t *testing.T, g given, raw json.RawMessage) {
	want := decode[struct{ Penalty []string }](t, raw)
	due := day("2025-01-10")
	terms := arrears.Terms{
		Clause: "penalty", Per: arrears.ByDay, Rounding: finance.HalfUp,
		Key: civil.Timeline[finance.Rate]{{From: due, Value: g.KeyRate, Source: "as given"}},
	}
	for _, s := range g.Tiers {
		terms.Steps = append(terms.Steps, arrears.Step{From: number(t, s.From), Share: s.Fraction})
	}
	require.Len(t, want.Penalty, len(g.DaysOverdue))
	for k, days := range g.DaysOverdue {
		require.Equal(t, amount(g, want.Penalty[k]), interest(t, terms, g.debt(due), due.AddDays(number(t, days))).Total, days)
	}
}

func dailyPenalty(t *testing.T, g given, raw json.RawMessage) {
	want := decode[struct {
		Days    string `json:"days_late"`
		Penalty map[string]string
	}](t, raw)
	debt := g.debt(g.Due)
	for _, p := range g.Payments {
		debt.Paid = append(debt.Paid, arrears.Part{On: p.Date, Amount: p.Amount})
	}
	terms := arrears.Terms{Clause: "penalty", Rate: g.RateDaily, Per: arrears.ByDay}
	i := interest(t, terms, debt, day("2025-12-31"))
	require.Equal(t, amount(g, want.Penalty["none"]), i.Total)
	require.Equal(t, number(t, want.Days), i.Days)
	require.Equal(t, [][]string{
		{"2025-01-11", "2025-01-20", "100000.00 RUB", "0.1%", "1000.00 RUB"},
		{"2025-01-21", "2025-01-30", "60000.00 RUB", "0.1%", "600.00 RUB"},
	}, rows(i))
}

func byYearBasis(t *testing.T, g given, raw json.RawMessage) {
	want := decode[struct {
		Days     map[string]string `json:"days_by_year"`
		Interest string
		At       map[string]string `json:"interest_if_round_at"`
	}](t, raw)
	terms := arrears.Terms{Clause: "interest", Days: civil.ByActActISDA, Rounding: finance.HalfUp}
	for _, r := range g.Rates {
		terms.Key = append(terms.Key, civil.Entry[finance.Rate]{From: r.First, Value: r.Rate, Source: "Bank of Russia"})
	}
	i := interest(t, terms, g.debt(g.First.AddDays(-1)), g.Last)
	require.Equal(t, amount(g, want.Interest), i.Total)
	for _, n := range i.Lines {
		require.Equal(t, number(t, want.Days[strconv.Itoa(n.From.Year())]), n.Days)
	}
	require.Equal(t, []int{366, 365}, []int{i.Lines[0].Year, i.Lines[1].Year})
	terms.RoundAt = arrears.EachLine
	require.Equal(t, amount(g, want.At["each_part"]), interest(t, terms, g.debt(g.First.AddDays(-1)), g.Last).Total)
}

func latePenalty(t *testing.T, g given, raw json.RawMessage) {
	want := decode[struct {
		Days              string
		Uncapped, Penalty finance.Money
	}](t, raw)
	perDay, err := percent(g.Percent + "%").Mul(percent("1/" + g.PerDays))
	require.NoError(t, err)
	due := day("2018-12-31")
	terms := arrears.Terms{Clause: "penalty", Rate: perDay, Per: arrears.ByDay, Cap: percent(g.CapPercent + "%")}
	i := interest(t, terms, arrears.Debt{Amount: g.Goods, Due: due}, due.AddDays(number(t, want.Days)))
	require.Equal(t, want.Penalty, i.Total)
	uncapped, err := i.Total.Add(i.Capped)
	require.NoError(t, err)
	require.Equal(t, want.Uncapped, uncapped)
}
