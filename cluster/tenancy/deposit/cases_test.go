package deposit_test

import (
	"encoding/json"
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/deposit"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// published is a worked case of testdata/cases.json: figures from public
// sources (mark S), recomputed from such (R), or edge cases (A).
type published struct {
	ID, Kind, Title, Source, Mark string
	Given                         given
	Want                          json.RawMessage
}

type given struct {
	Deposits []struct {
		Amount finance.Money
		Rate   finance.Rate `json:"rate_annual"`
	}
	Months, Method string
	Cost, Repair   finance.Money
	Life           string        `json:"life_years"`
	Age            string        `json:"age_years"`
	Rent           finance.Money `json:"monthly_rent"`
	Of             string        `json:"deposit_months"`
	Deductions     map[deposit.Purpose]finance.Money
}

var run = map[string]func(t *testing.T, g given, want json.RawMessage){
	"deposit_interest":  depositInterest,
	"deposit_deduction": depositDeduction,
	"deposit_ledger":    depositLedger,
}

func TestPublishedCases(t *testing.T) {
	data, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var cases []published
	require.NoError(t, json.Unmarshal(data, &cases))
	require.Len(t, cases, 4)
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

func like(m finance.Money, s string) finance.Money {
	return finance.MustMoney(s + " " + m.Currency().Code())
}

func depositInterest(t *testing.T, g given, raw json.RawMessage) {
	want := decode[struct{ Interest, Balance []string }](t, raw)
	for k, one := range g.Deposits {
		d := studio()
		d.Terms.Interest = deposit.Interest{
			Rates: civil.Timeline[finance.Rate]{{From: day("2025-03-31"), Value: one.Rate, Source: "as given"}},
			Count: deposit.ByMonths, Rounding: finance.HalfUp,
		}
		in := deposit.Movement{ID: "M-1", On: day("2025-03-31"), Known: day("2025-03-31"), Amount: one.Amount}
		lines, total, err := d.Interest([]deposit.Movement{in}, day("2025-03-31").AddMonths(number(t, g.Months)))
		require.NoError(t, err)
		require.Len(t, lines, 12)
		require.Equal(t, like(one.Amount, want.Interest[k]), total)
		balance, err := total.Add(one.Amount)
		require.NoError(t, err)
		require.Equal(t, like(one.Amount, want.Balance[k]), balance)
	}
}

func depositDeduction(t *testing.T, g given, raw json.RawMessage) {
	want := decode[struct{ Residual, Deduction string }](t, raw)
	d := deposit.Damage{Cost: g.Cost, Life: number(t, g.Life), Age: number(t, g.Age), Repair: g.Repair}
	residual, err := d.Residual()
	require.NoError(t, err)
	deduction, err := d.Deduction()
	require.NoError(t, err)
	require.Equal(t, []finance.Money{like(g.Cost, want.Residual), like(g.Cost, want.Deduction)}, []finance.Money{residual, deduction})
}

func depositLedger(t *testing.T, g given, raw json.RawMessage) {
	want := decode[struct{ Held, Applied, Refund string }](t, raw)
	d := studio()
	d.Terms.Months = number(t, g.Of)
	called, err := d.Calls(civil.Timeline[finance.Money]{{From: day("2026-01-01"), Value: g.Rent, Source: "lease"}}, nil, day("2026-12-31"))
	require.NoError(t, err)
	in := deposit.Movement{ID: "M-1", On: day("2026-01-15"), Known: day("2026-01-15"), Amount: called[0].Amount}
	stand, err := deposit.Balance([]deposit.Movement{in}, day("2026-12-31"), day("2026-12-31"))
	require.NoError(t, err)
	var list []deposit.Claim
	for purpose, amount := range g.Deductions {
		list = append(list, deposit.Claim{For: purpose, Amount: amount})
	}
	s, err := d.Terms.Settle(stand.Held, false, list)
	require.NoError(t, err)
	require.Equal(t, []string{want.Held, want.Applied, want.Refund}, []string{plain(s.Held), plain(s.Applied), plain(s.Refund)})
	require.Equal(t, deposit.Arrears, s.Uses[0].For)
}
