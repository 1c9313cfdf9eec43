package waterfall_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/cashflow"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/waterfall"
)

// published is one worked case of testdata/cases.json: figures from public sources
// (mark S), recomputed from such (R), or our own (A).
type published struct {
	ID, Kind, Title, Source, Mark string
	Given, Want                   json.RawMessage
}

// caseOf reads the case of an id; TestEveryCaseIsTested sees that each is read.
func caseOf(t *testing.T, id string, given, want any) {
	t.Helper()
	for _, c := range cases(t) {
		if c.ID == id {
			require.NoError(t, json.Unmarshal(c.Given, given))
			require.NoError(t, json.Unmarshal(c.Want, want))
			return
		}
	}
	require.Fail(t, id)
}

func cases(t *testing.T) (all []published) {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &all))
	return all
}

func TestEveryCaseIsTested(t *testing.T) {
	text, err := os.ReadFile("cases_test.go")
	require.NoError(t, err)
	for _, c := range cases(t) {
		require.Contains(t, string(text), `caseOf(t, "`+c.ID+`"`)
	}
}

// dollars are the terms of the cases in dollars.
func dollars(tiers ...waterfall.Tier) waterfall.Terms {
	x := project(tiers...)
	x.Currency = finance.USD
	return x
}

func usd(number string) finance.Money { return finance.MustMoney(number + " USD") }

// Revitalize REI curriculum, Waterfall distributions and promote structures: one
// million in, 450,000 of profit. 80,000 is a year's preferred return of 8 %.
func TestPublishedCatchUp(t *testing.T) {
	var given struct {
		Contributed string
		CarryRate   finance.Rate `json:"carry_rate"`
		Items       []struct{ Proceeds string }
	}
	var want struct{ ROC, Pref, CatchUp, Residual, LP, GP []string }
	caseOf(t, "rev-067", &given, &want)
	terms := dollars(capital, pref(simple("8%")), catchUp(given.CarryRate.String(), "sponsor", "100%"), split("investor", "80%", "sponsor", "20%"))
	for i, item := range given.Items {
		d := distribute(t, terms, waterfall.Facts{
			Contributions: []waterfall.Contribution{{On: day("2025-01-01"), Party: "investor", Amount: usd(given.Contributed)}},
			Proceeds:      []waterfall.Proceeds{{On: day("2026-01-01"), Amount: usd(item.Proceeds)}},
		}, "2026-01-02")
		require.Equal(t, []string{want.ROC[i] + " USD", want.Pref[i] + " USD", want.CatchUp[i] + " USD", want.Residual[i] + " USD"}, paid(d))
		require.Equal(t, []string{want.LP[i] + " USD", want.GP[i] + " USD"}, received(d))
	}
}

// Syndication Attorneys, Cumulative and compounding preferred return: capital and
// what is due of the return, two years unpaid.
func TestPublishedKindsOfPreferredReturn(t *testing.T) {
	var given struct {
		Contributed string
		Rate        finance.Rate
	}
	want := map[string]string{}
	caseOf(t, "rev-069", &given, &want)
	for kind, y := range map[string]waterfall.Yield{
		"cumulative_simple": simple(given.Rate.String()),
		"compounding":       compound(given.Rate.String(), 12),
		"non_cumulative":    {Rate: given.Rate, Growth: waterfall.Lapsing, Months: 12},
	} {
		terms := dollars(capital, pref(y), split("investor", "80%", "sponsor", "20%"))
		d := distribute(t, terms, waterfall.Facts{Contributions: []waterfall.Contribution{
			{On: day("2025-01-01"), Party: "investor", Amount: usd(given.Contributed)},
		}}, "2027-01-01")
		owed, err := d.Standings[0].Capital.Add(d.Standings[0].Preferred)
		require.NoError(t, err)
		require.Equal(t, usd(want[kind]), owed, kind)
	}
}

// MrExcel thread 476816: 20 % nominal a month against 20 % effective. The measure
// agrees to 1e-12, and accounts of ten thousand million to the cent.
func TestPublishedNominalAgainstEffective(t *testing.T) {
	var given struct {
		Items []struct {
			Rate finance.Rate
			From int32 `json:"from_per_year,string"`
			To   int32 `json:"to_per_year,string"`
		}
	}
	var want struct {
		Rates []json.Number
	}
	caseOf(t, "rev-109", &given, &want)
	for i, item := range given.Items {
		rate, err := cashflow.Convert(cashflow.Float(item.Rate), cashflow.Compounding(item.From), cashflow.Compounding(item.To))
		require.NoError(t, err)
		exact, err := want.Rates[i].Float64()
		require.NoError(t, err)
		require.InDelta(t, exact, rate, 1e-12)
	}
	month := compound("20%", 1)
	month.DayCount = civil.ByThirtyE360
	// 0.219391084905 × 10^10 is 2193910849.05; a kopeck is that of twelve roundings.
	require.Equal(t, "2193910849.06 RUB", due(t, month, "2026-01-01"), want.Rates[0])
	year := effective("20%")
	year.DayCount = civil.ByThirtyE360
	require.Equal(t, "2000000000.00 RUB", due(t, year, "2026-01-01"))
	require.Equal(t, "153094705.00 RUB", due(t, year, "2025-02-01"), want.Rates[1]) // 0.183713645997/12 × 10^10 = 153094704.9975
}

// due is the preferred return on ten thousand million of 2025-01-01.
func due(t *testing.T, y waterfall.Yield, to string) string {
	t.Helper()
	d := distribute(t, project(capital, pref(y), split("investor", "80%", "sponsor", "20%")),
		waterfall.Facts{Contributions: []waterfall.Contribution{in("2025-01-01", "investor", "10000000000")}}, to)
	return d.Standings[0].Preferred.String()
}

// Own, by the balance method: what brings 1,000,000 at 12 % to zero goes to the
// investor, the rest 80 to 20.
func TestPublishedHurdleOfReturn(t *testing.T) {
	var given struct {
		Flows []struct {
			Amount string
		}
		HurdleRate finance.Rate `json:"hurdle_rate"`
		Above      struct{ Investor, Sponsor finance.Rate }
	}
	var want struct {
		After    string `json:"balance_after_year1"`
		Needed   string `json:"needed_year2"`
		Investor string `json:"investor_year2"`
		Sponsor  string
	}
	caseOf(t, "rev-110", &given, &want)
	facts := waterfall.Facts{
		Contributions: []waterfall.Contribution{{On: day("2025-01-01"), Party: "investor", Amount: usd(strings.TrimPrefix(given.Flows[0].Amount, "-"))}},
		Proceeds:      []waterfall.Proceeds{{On: day("2026-01-01"), Amount: usd(given.Flows[1].Amount)}, {On: day("2027-01-01"), Amount: usd(given.Flows[2].Amount)}},
	}
	above := split("investor", given.Above.Investor.String(), "sponsor", given.Above.Sponsor.String())
	for _, y := range []waterfall.Yield{effective(given.HurdleRate.String()), compound(given.HurdleRate.String(), 12)} {
		d := distribute(t, dollars(until(split("investor", "100%"), waterfall.Hurdle{IRR: y}), above), facts, "2028-01-01")
		first, second := d.Rounds[0].Layers[0], d.Rounds[1].Layers[0]
		balance, err := first.Due.Sub(first.Paid)
		require.NoError(t, err)
		require.Equal(t, usd(want.After), balance)
		require.Equal(t, usd(want.Needed), second.Paid)
		require.Equal(t, usd(want.Sponsor), d.Received("sponsor"))
		got, err := d.Received("investor").Sub(usd(given.Flows[1].Amount))
		require.NoError(t, err)
		require.Equal(t, usd(want.Investor), got)
	}
	// Without what is above it, the leg returns exactly the hurdle.
	facts.Proceeds[1].Amount = usd(want.Needed)
	d := distribute(t, dollars(until(split("investor", "100%"), waterfall.Hurdle{IRR: effective("12%")}), above), facts, "2028-01-01")
	require.Equal(t, usd("0"), d.Received("sponsor"))
	flows := d.Flows("investor")
	roots, err := flows.XIRR()
	require.NoError(t, err)
	rate, err := roots.Only()
	require.NoError(t, err)
	require.InDelta(t, 0.12, rate, 1e-12)
}

// Own: a winner, then a loser, of a fund that drew all its capital at the start.
func TestPublishedDeals(t *testing.T) {
	var given struct {
		Deals     []struct{ Invested, Returned string }
		CarryRate finance.Rate `json:"carry_rate"`
	}
	var want struct {
		American struct {
			Paid     string `json:"gp_paid"`
			Due      string `json:"gp_due"`
			ClawBack string `json:"clawback"`
		}
		European struct {
			AfterFirst struct{ LP, GP string } `json:"after_first"`
			Final      struct{ LP, GP string }
		}
	}
	caseOf(t, "rev-111", &given, &want)
	rest, err := finance.MustRate("100%").Sub(given.CarryRate)
	require.NoError(t, err)
	terms := dollars(capital, split("investor", rest.String(), "sponsor", given.CarryRate.String()))
	terms.Deals = []string{"winner", "loser"}
	var facts waterfall.Facts
	for i, deal := range given.Deals {
		facts.Contributions = append(facts.Contributions, waterfall.Contribution{On: day("2025-01-01"), Party: "investor", Deal: terms.Deals[i], Amount: usd(deal.Invested)})
		facts.Proceeds = append(facts.Proceeds, waterfall.Proceeds{On: day("2026-01-01").AddYears(i), Deal: terms.Deals[i], Amount: usd(deal.Returned)})
	}
	first := distribute(t, terms, facts, "2026-06-01")
	require.Equal(t, []finance.Money{usd(want.European.AfterFirst.LP), usd(want.European.AfterFirst.GP)}, []finance.Money{first.Received("investor"), first.Received("sponsor")})
	last := distribute(t, terms, facts, "2035-01-01")
	require.Equal(t, []finance.Money{usd(want.European.Final.LP), usd(want.European.Final.GP)}, []finance.Money{last.Received("investor"), last.Received("sponsor")})

	terms.Scope, terms.ClawBack = waterfall.ByDeal, true
	before := distribute(t, terms, facts, "2034-12-31")
	require.Equal(t, usd(want.American.Paid), before.Received("sponsor"))
	require.Empty(t, before.ClawBack)
	after := distribute(t, terms, facts, "2035-01-01")
	require.Equal(t, usd(want.American.Due), after.Received("sponsor"))
	require.Equal(t, []waterfall.Payment{
		{Party: accrual.Party("investor"), Amount: usd(want.American.ClawBack)},
		{Party: accrual.Party("sponsor"), Amount: usd("-" + want.American.ClawBack)},
	}, after.ClawBack)
}
