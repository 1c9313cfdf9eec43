package payee_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/payee"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// published is one worked case of testdata/cases.json: figures from public sources
// (mark S), recomputed from such (R), or our own (A).
type published struct {
	ID, Source, Mark string
	Given, Want      json.RawMessage
}

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

func sub(t *testing.T, m finance.Money, others ...finance.Money) finance.Money {
	t.Helper()
	for _, o := range others {
		var err error
		m, err = m.Sub(o)
		require.NoError(t, err)
	}
	return m
}

// Rule: Tochka Bank, How to pay taxes when working with marketplaces; figures ours.
// The fee that the shop keeps is income of a self-employed maker.
func TestPublishedSelfEmployed(t *testing.T) {
	var given struct {
		Incomes []struct{ From, Amount string }
		Fee     string `json:"shop_fee"`
	}
	var want struct {
		FullTax string `json:"full_tax"`
		Tax     string
		Got     string `json:"received"`
		Left    string `json:"left_for_maker"`
	}
	caseOf(t, "rev-133", &given, &want)
	tables, m := russia(t), maker("2026-01-01", "self-employed")
	received := sub(t, rub(given.Incomes[0].Amount), rub(given.Fee))
	require.Equal(t, rub(want.Got), received)
	lines, err := tables.Register(m, []payee.Income{
		{On: day("2026-03-10"), Amount: received},
		{On: day("2026-03-10"), Kind: payee.FeeWithheld, Amount: rub(given.Fee)},
	})
	require.NoError(t, err)
	require.Equal(t, rub(given.Incomes[0].Amount), lines[0].Income)
	_, rules, err := tables.On(m, day("2026-03-10"))
	require.NoError(t, err)
	tax, err := rules.Value.OwnTax(given.Incomes[0].From, lines[0].Income)
	require.NoError(t, err)
	require.Equal(t, rub(want.Tax), tax)
	require.Equal(t, rub(want.FullTax), tax) // not 320.00 on what was left after the fee
	require.Equal(t, rub(want.Left), sub(t, received, tax))
}

// Trade accounting textbook, newlib.net: an agent on VAT counts its fee, and what
// it is reimbursed is no income.
func TestPublishedAgent(t *testing.T) {
	var given struct {
		Sale  string       `json:"sale_gross"`
		Fee   string       `json:"commission_gross"`
		VAT   finance.Rate `json:"vat_rate"`
		Costs string       `json:"reimbursed_costs"`
		Own   string       `json:"agent_own_costs"`
	}
	var want struct {
		Remit, Due string
		VAT        string `json:"vat_in_commission"`
		Income     string `json:"agent_income_net"`
		Profit     string `json:"agent_profit"`
		Principal  string `json:"principal_revenue_gross"`
	}
	caseOf(t, "rev-044", &given, &want)
	income, err := payee.Rules{}.AgentIncome(rub(given.Sale), rub(given.Fee))
	require.NoError(t, err)
	net, vat, err := finance.SplitTax(income, given.VAT, finance.HalfUp)
	require.NoError(t, err)
	require.Equal(t, rub(want.VAT), vat)
	require.Equal(t, rub(want.Income), net)
	require.Equal(t, rub(want.Profit), sub(t, net, rub(given.Own)))
	remit := sub(t, rub(given.Sale), rub(given.Fee), rub(given.Costs))
	require.Equal(t, rub(want.Remit), remit)
	// What reaches the principal, and what was kept, is its whole price.
	tables := payee.Tables{Forms: []payee.Form{{Name: "principal", Rules: civil.Timeline[payee.Rules]{{From: day("2020-01-01"), Source: "host"}}}}}
	lines, err := tables.Register(maker("2020-01-01", "principal"), []payee.Income{
		{On: day("2020-02-01"), Amount: remit}, {On: day("2020-02-01"), Kind: payee.FeeWithheld, Amount: rub(given.Fee)},
		{On: day("2020-02-01"), Kind: payee.SetOff, Amount: rub(given.Costs)},
	})
	require.NoError(t, err)
	require.Equal(t, rub(want.Principal), lines[0].Income)
}

// Rule: Civil Code, article 992; figures ours. What is above the named price is a
// meter of its own, of which the agent has a share beside its commission.
func TestPublishedAboveTheNamedPrice(t *testing.T) {
	var given struct {
		Named string       `json:"named_price"`
		Sold  string       `json:"sold_at"`
		Rate  finance.Rate `json:"commission_rate"`
		Extra finance.Rate `json:"extra_share_agent"`
	}
	var want struct {
		Extra, Commission, Remit string
		Agents                   string `json:"agent_extra"`
	}
	caseOf(t, "rev-117", &given, &want)
	extra := sub(t, rub(given.Sold), rub(given.Named))
	require.Equal(t, rub(want.Extra), extra)
	p := civil.MustMonth("2026-04").Period()
	earned := func(m accrual.Meter, rate finance.Rate, counted finance.Money) finance.Money {
		c := revshare.Commission{Meter: m, Rate: rate}
		require.NoError(t, c.Validate())
		x, err := c.Earned(accrual.Span{Window: p, Since: p.From, To: p.To, Held: []civil.Period{p}, Meters: []int64{counted.Minor()}, Currency: finance.RUB})
		require.NoError(t, err)
		return x
	}
	commission, agents := earned("gross", given.Rate, rub(given.Sold)), earned("above the named price", given.Extra, extra)
	require.Equal(t, []finance.Money{rub(want.Commission), rub(want.Agents)}, []finance.Money{commission, agents})
	require.Equal(t, rub(want.Remit), sub(t, rub(given.Sold), commission, agents))
}
