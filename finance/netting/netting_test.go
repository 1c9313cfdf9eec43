package netting_test

import (
	"encoding/json"
	"os"
	"strconv"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/netting"
)

func day(s string) civil.Date      { return civil.MustDate(s) }
func money(s string) finance.Money { return finance.MustMoney(s) }

var on = day("2026-04-10")

// free permits everything that is due.
var free = netting.Terms{Rules: []netting.Rule{{Permit: netting.WhenDue, Source: "framework agreement, p. 6"}}}

// claim is due on a day of March.
func claim(n byte, debtor, creditor accrual.Party, amount string, march int) netting.Claim {
	due := day("2026-03-01").AddDays(march - 1)
	return netting.Claim{
		ID: uuid.UUID{15: n}, Key: accrual.Key{Agreement: "A-1", Clause: "rent"}, Debtor: debtor, Creditor: creditor,
		Amount: money(amount), Arisen: due, Due: due,
	}
}

type published struct {
	ID, Kind, Title, Source string
	Given                   struct {
		Claims       []struct{ Payer, Payee, Amount, Currency string }
		RatesPerBase map[string]string `json:"rates_per_base"`
	}
	Want struct {
		InBase          []string `json:"in_base"`
		Net             map[accrual.Party]string
		Payments        []struct{ Payer, Payee, Amount string }
		Gross           string
		BilateralTotal  string `json:"bilateral_total"`
		MultilateralSum string `json:"multilateral_total"`
		PaymentsAtMost  string `json:"payments_at_most"`
	}
}

// cases are those on netting of the field's worked figures; no other was at hand.
func cases(t *testing.T) map[string]published {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	by := map[string]published{}
	for _, c := range all {
		by[c.ID] = c
	}
	return by
}

func (c published) claims() []netting.Claim {
	var list []netting.Claim
	for i, one := range c.Given.Claims {
		currency := one.Currency
		if currency == "" {
			currency = "USD"
		}
		list = append(list, claim(byte(i+1), accrual.Party(one.Payer), accrual.Party(one.Payee), one.Amount+".00 "+currency, 1))
	}
	return list
}

func whole(m finance.Money) string { return strconv.FormatInt(m.Minor()/100, 10) }

// rev-096: gross 3600, 1000 after bilateral netting, 850 after multilateral.
func TestPublishedFourSubsidiaries(t *testing.T) {
	c := cases(t)["rev-096"]
	claims := c.claims()
	act, err := netting.Net(free, "N-1", on, claims)
	require.NoError(t, err)
	require.Equal(t, c.Want.Gross, whole(act.Total(finance.USD)))
	for _, p := range act.Positions {
		require.Equal(t, c.Want.Net[p.Party], whole(p.Net))
	}
	sum := int64(0)
	for _, p := range act.Payments {
		sum += p.Amount.Minor()
	}
	require.Equal(t, c.Want.MultilateralSum, strconv.FormatInt(sum/100, 10))
	require.Equal(t, []netting.Payment{{"D", "A", money("450.00 USD")}, {"C", "A", money("170.00 USD")}, {"C", "B", money("230.00 USD")}}, act.Payments)
	require.Equal(t, c.Want.PaymentsAtMost, strconv.Itoa(len(act.Payments)))

	mutual, err := netting.SetOff(free, "S-1", on, claims)
	require.NoError(t, err)
	left := int64(0)
	for _, e := range mutual.Extinguished {
		left += e.Left.Minor()
	}
	for _, l := range mutual.LeftOut {
		left += l.Claim.Amount.Minor()
	}
	require.Equal(t, c.Want.BilateralTotal, strconv.FormatInt(left/100, 10))
	require.Empty(t, mutual.Payments)
}

// rev-028: three currencies, each claim converted to whole dollars by itself.
func TestPublishedThreeCompaniesInDollars(t *testing.T) {
	c := cases(t)["rev-028"]
	var rates ledger.Rates
	for code, rate := range c.Given.RatesPerBase {
		currency, err := finance.ParseCurrency(code)
		require.NoError(t, err)
		rates = append(rates, ledger.Quotes{Of: finance.USD, In: currency, Rates: civil.Timeline[finance.Number]{
			{From: day("2026-01-01"), Value: finance.MustNumber(rate), Source: c.Source},
		}})
	}
	claims := c.claims()
	converted, err := netting.Convert(rates, money("1.00 USD"), on, finance.HalfUp, claims)
	require.NoError(t, err)
	for i, want := range c.Want.InBase {
		require.Equal(t, want+".00 USD", converted[i].Amount.String())
		require.Equal(t, claims[i].Amount, converted[i].Own())
	}
	require.Equal(t, c.Source, converted[0].Was.Source)
	act, err := netting.Net(free, "N-1", on, converted)
	require.NoError(t, err)
	for _, p := range act.Positions {
		require.Equal(t, c.Want.Net[p.Party], whole(p.Net))
	}
	require.Len(t, act.Payments, len(c.Want.Payments))
	for i, want := range c.Want.Payments {
		require.Equal(t, netting.Payment{accrual.Party(want.Payer), accrual.Party(want.Payee), money(want.Amount + ".00 USD")}, act.Payments[i])
	}
	// South Africa's books: each currency balances, and what it owes is in dollars.
	es := act.Entries("SA")
	require.Len(t, es, 1)
	require.NoError(t, es[0].Validate())
	require.Equal(t, []string{
		"equity:conversion  -375000.00 EUR", "equity:conversion  -74000.00 GBP", "equity:conversion  208483.00 USD", "equity:conversion  2000000.00 ZAR",
		"assets:receivable FR -800000.00 ZAR", "liabilities:payable FR 375000.00 EUR", "liabilities:payable FR -208483.00 USD",
		"assets:receivable UK -1200000.00 ZAR", "liabilities:payable UK 74000.00 GBP",
	}, conversionFirst(es[0]))
}

// conversionFirst shows an entry, its legs against Conversion first.
func conversionFirst(e ledger.Entry) []string {
	var first, rest []string
	for _, n := range e.Lines {
		text := string(n.Account) + " " + string(n.Party) + " " + n.Amount.String()
		if n.Account == ledger.Conversion {
			first = append(first, text)
		} else {
			rest = append(rest, text)
		}
	}
	return append(first, rest...)
}

func show(act netting.Act) []string {
	var list []string
	for _, e := range act.Extinguished {
		list = append(list, string(e.Claim.Debtor)+">"+string(e.Claim.Creditor)+" "+strconv.Itoa(int(e.Claim.ID[15]))+" "+e.Amount.String()+" left "+e.Left.String()+" since "+e.Since.String())
	}
	return list
}

// Rent of 100 and 50 against proceeds of 30 and 90: 120 on each side, the oldest
// first, each from the day on which both were due.
func TestSetOff(t *testing.T) {
	claims := []netting.Claim{
		claim(1, "R", "Q", "50.00 RUB", 20), claim(2, "R", "Q", "100.00 RUB", 10),
		claim(3, "Q", "R", "90.00 RUB", 15), claim(4, "Q", "R", "30.00 RUB", 12),
		claim(5, "Q", "R", "1.00 KZT", 1), claim(6, "R", "T", "7.00 RUB", 1), claim(7, "Q", "T", "3.00 RUB", 1),
	}
	act, err := netting.SetOff(free, "act 12", on, claims)
	require.NoError(t, err)
	require.Equal(t, []string{
		"Q>R 4 30.00 RUB left 0.00 RUB since 2026-03-12", "Q>R 3 90.00 RUB left 0.00 RUB since 2026-03-15",
		"R>Q 2 100.00 RUB left 0.00 RUB since 2026-03-12", "R>Q 1 20.00 RUB left 30.00 RUB since 2026-03-20",
	}, show(act))
	require.Equal(t, "framework agreement, p. 6", act.Extinguished[0].Source)
	require.Equal(t, "240.00 RUB", act.Total(finance.RUB).String())
	var out []string
	for _, l := range act.LeftOut {
		out = append(out, strconv.Itoa(int(l.Claim.ID[15]))+" "+l.Why.String())
	}
	require.ElementsMatch(t, []string{"5 nothing-meets", "6 nothing-meets", "7 nothing-meets"}, out)
	require.Equal(t, []netting.Position{
		{"Q", money("120.00 RUB"), money("120.00 RUB"), money("0.00 RUB")}, {"R", money("120.00 RUB"), money("120.00 RUB"), money("0.00 RUB")},
	}, act.Positions)

	es := act.Entries("Q")
	require.Len(t, es, 1)
	require.Equal(t, []string{"assets:receivable R -120.00 RUB", "liabilities:payable R 120.00 RUB"}, conversionFirst(es[0]))
	require.Equal(t, "set-off: act 12", es[0].Text)
	require.Equal(t, []string{"assets:receivable Q -120.00 RUB", "liabilities:payable Q 120.00 RUB"}, conversionFirst(act.Entries("R")[0]))
	require.NotEqual(t, es[0].ID, act.Entries("R")[0].ID)
	require.Empty(t, act.Entries("T"))
	l, err := ledger.New("Q").Enter(es...)
	require.NoError(t, err)
	l, err = l.Enter(act.Entries("Q")...)
	require.NoError(t, err)
	require.Equal(t, 1, l.Len())
	other, err := netting.SetOff(free, "act 12", on, claims[:3])
	require.NoError(t, err)
	_, err = l.Enter(other.Entries("Q")...)
	require.ErrorIs(t, err, finance.ErrConflict)
	require.Equal(t, golden, es[0].ID.String())
}

// golden is the id of the entry of act 12 in the books of Q with R, computed by
// another program. A host has kept it.
const golden = "7bb22f82-8b47-5571-bc4f-e60bdaaed991"

// What agreements permit: each rule by itself.
func TestTerms(t *testing.T) {
	terms := netting.Terms{Rules: []netting.Rule{
		{Clause: "deposit", Source: "lease, p. 5"},
		{Agreement: "L-", Permit: netting.WhenDue, Source: "lease, p. 7"},
		{Agreement: "C-", Permit: netting.Early, Source: "commission, p. 4"},
	}}
	of := func(c netting.Claim, agreement, clause string) netting.Claim {
		c.Key = accrual.Key{Agreement: agreement, Clause: clause}
		return c
	}
	claims := []netting.Claim{
		of(claim(1, "R", "Q", "10.00 RUB", 40), "L-1", "rent"), of(claim(2, "R", "Q", "10.00 RUB", 41), "L-1", "rent"), // the 9th and 10th of April
		of(claim(3, "R", "Q", "10.00 RUB", 1), "L-1", "deposit"), of(claim(4, "R", "Q", "10.00 RUB", 1), "X-1", "rent"),
		of(claim(5, "R", "Q", "10.00 RUB", 42), "L-1", "rent"), of(claim(6, "Q", "R", "100.00 RUB", 60), "C-1", "proceeds"),
	}
	act, err := netting.SetOff(terms, "act", on, claims)
	require.NoError(t, err)
	require.Equal(t, "40.00 RUB", act.Total(finance.RUB).String())
	require.Equal(t, []netting.LeftOut{
		{claims[2], netting.ByRule, "lease, p. 5"}, {claims[3], netting.NoRule, ""}, {claims[4], netting.NotDue, "lease, p. 7"},
	}, act.LeftOut)
	none, err := netting.Net(netting.Terms{}, "act", on, claims)
	require.NoError(t, err)
	require.Len(t, none.LeftOut, len(claims))
	require.Empty(t, none.Payments)
}

// Rent against a maker's proceeds in one shop's books: what the act leaves open
// is what the books leave open.
func TestBooks(t *testing.T) {
	chart := ledger.Chart{Rules: []ledger.Rule{
		{Clause: "proceeds", Owes: ledger.Accounts{Control: ledger.Makers, Net: "assets:takings"}},
		{Owed: ledger.Accounts{Control: "assets:receivable:rent", Net: "income:rent"}},
	}}
	owed := func(clause string, debtor, creditor accrual.Party, in, net string) accrual.Obligation {
		m := civil.MustMonth(in)
		return accrual.Obligation{
			Key: accrual.Key{Agreement: "A-1", Clause: clause, Slot: m.Period()}, Debtor: debtor, Creditor: creditor, Net: money(net),
			For: m, In: m, Cutoff: m.Last(), Due: m.Next().First().AddDays(9),
		}
	}
	deposit := owed("deposit", "M", "Q", "2026-01", "500.00 RUB")
	books, err := ledger.New("Q").Post(chart, deposit, owed("rent", "M", "Q", "2026-02", "300.00 RUB"), owed("rent", "M", "Q", "2026-03", "300.00 RUB"),
		owed("proceeds", "Q", "M", "2026-03", "450.00 RUB"))
	require.NoError(t, err)
	terms := netting.Terms{Rules: []netting.Rule{{Clause: "deposit", Source: "lease, p. 5"}, {Permit: netting.WhenDue, Source: "lease, p. 7"}}}
	act, err := netting.SetOff(terms, "act 1", on, netting.Claims(books, on))
	require.NoError(t, err)
	books, err = books.Enter(act.Entries("Q")...)
	require.NoError(t, err)
	require.Equal(t, []string{"assets:receivable:rent M -450.00 RUB", "liabilities:makers M 450.00 RUB"}, conversionFirst(act.Entries("Q")[0]))
	open, err := books.Allocate(ledger.OldestFirst("rule"), ledger.Receivable, on, act.Instructions("Q", ledger.Receivable)...)
	require.NoError(t, err)
	one, _ := open.Of("M", finance.RUB)
	require.Len(t, one.Items, 2)
	require.Equal(t, []any{deposit.Posting(), money("500.00 RUB"), money("150.00 RUB")}, []any{one.Items[0].Entry, one.Items[0].Left, one.Items[1].Left})
	made, err := books.Allocate(ledger.OldestFirst("rule"), ledger.Makers, on, act.Instructions("Q", ledger.Makers)...)
	require.NoError(t, err)
	require.Empty(t, made.Open())
	both := append(act.Instructions("Q", ledger.Receivable), act.Instructions("Q", ledger.Makers)...)
	require.Equal(t, both[2].Credit, both[0].Credit) // one entry, of two sides
	require.Equal(t, []finance.Money{money("300.00 RUB"), money("150.00 RUB"), money("450.00 RUB")}, []finance.Money{both[0].Amount, both[1].Amount, both[2].Amount})
	require.Empty(t, act.Instructions("M", ledger.Makers)) // in its books the accounts are others
	again, err := netting.SetOff(terms, "act 2", on, netting.ClaimsOf(books, ledger.Receivable, open.Open()))
	require.NoError(t, err)
	require.Empty(t, again.Extinguished)
}

// A converted claim that is met in part: 1000.00 RUB are 10.00 USD, of which 3.33
// are met; 333.00 RUB go.
func TestSetOffConverted(t *testing.T) {
	rates := ledger.Rates{{Of: finance.USD, In: finance.RUB, Rates: civil.Timeline[finance.Number]{{From: day("2026-01-01"), Value: finance.MustNumber("100"), Source: "x"}}}}
	claims := []netting.Claim{claim(1, "A", "B", "1000.00 RUB", 1), claim(2, "B", "A", "3.33 USD", 1)}
	converted, err := netting.Convert(rates, money("0.01 USD"), on, finance.HalfUp, claims)
	require.NoError(t, err)
	require.Equal(t, netting.Conversion{}, converted[1].Was)
	act, err := netting.SetOff(free, "act", on, converted)
	require.NoError(t, err)
	require.Equal(t, []string{"333.00 RUB", "6.67 USD"}, []string{act.Extinguished[0].Own.String(), act.Extinguished[0].Left.String()})
	e := act.Entries("A")[0]
	require.NoError(t, e.Validate())
	require.Equal(t, []string{"equity:conversion  -333.00 RUB", "equity:conversion  3.33 USD", "assets:receivable B -3.33 USD", "liabilities:payable B 333.00 RUB"}, conversionFirst(e))
	_, err = netting.Convert(nil, money("0.01 USD"), on, finance.HalfUp, claims)
	require.ErrorIs(t, err, finance.ErrUnknown)
	require.ErrorContains(t, err, "claims[0]")
	claims[0].Amount = money("0.40 RUB")
	_, err = netting.Convert(rates, money("0.01 USD"), on, finance.HalfUp, claims)
	require.ErrorIs(t, err, finance.ErrRange)
}

func TestRefuses(t *testing.T) {
	for path, c := range map[string]struct {
		want   error
		change func(*netting.Terms, *[]netting.Claim)
	}{
		"terms.rules[0].source":        {finance.ErrMissing, func(t *netting.Terms, _ *[]netting.Claim) { t.Rules[0].Source = "" }},
		"terms.rules[0].permit":        {finance.ErrRange, func(t *netting.Terms, _ *[]netting.Claim) { t.Rules[0].Permit = 9 }},
		"terms.rules[1]: never":        {finance.ErrOrder, func(t *netting.Terms, _ *[]netting.Claim) { t.Rules = append(t.Rules, t.Rules[0]) }},
		"terms.rules: 1001":            {finance.ErrLimit, func(t *netting.Terms, _ *[]netting.Claim) { t.Rules = make([]netting.Rule, netting.MaxRules+1) }},
		"claims[1].id: m":              {finance.ErrMissing, func(_ *netting.Terms, c *[]netting.Claim) { (*c)[1].ID = uuid.Nil }},
		"claims[1].id: d":              {finance.ErrDuplicate, func(_ *netting.Terms, c *[]netting.Claim) { (*c)[1].ID = (*c)[0].ID }},
		"claims[1].debtor":             {finance.ErrMissing, func(_ *netting.Terms, c *[]netting.Claim) { (*c)[1].Debtor = "" }},
		"claims[1].creditor: m":        {finance.ErrMissing, func(_ *netting.Terms, c *[]netting.Claim) { (*c)[1].Creditor = "" }},
		"claims[1].creditor: c":        {finance.ErrConflict, func(_ *netting.Terms, c *[]netting.Claim) { (*c)[1].Creditor = (*c)[1].Debtor }},
		"claims[1].amount: m":          {finance.ErrMissing, func(_ *netting.Terms, c *[]netting.Claim) { (*c)[1].Amount = money("0.00 RUB") }},
		"claims[1].amount: n":          {finance.ErrNegative, func(_ *netting.Terms, c *[]netting.Claim) { (*c)[1].Amount = money("-1.00 RUB") }},
		"claims[1].amount: c":          {finance.ErrCurrency, func(_ *netting.Terms, c *[]netting.Claim) { (*c)[1].Amount = finance.Money{} }},
		"claims[1].amount: 1.00 RUB +": {finance.ErrOverflow, func(_ *netting.Terms, c *[]netting.Claim) { (*c)[1].Amount = finance.Minor(1<<63-1, finance.RUB) }},
		"claims[1].due":                {finance.ErrMissing, func(_ *netting.Terms, c *[]netting.Claim) { (*c)[1].Due = civil.Date{} }},
		"claims[1].account":            {finance.ErrUnknown, func(_ *netting.Terms, c *[]netting.Claim) { (*c)[1].Owner, (*c)[1].Account = "A", "nowhere" }},
		"claims[1].owner":              {finance.ErrConflict, func(_ *netting.Terms, c *[]netting.Claim) { (*c)[1].Account = ledger.Payable }},
		"claims: 100001":               {finance.ErrLimit, func(_ *netting.Terms, c *[]netting.Claim) { *c = make([]netting.Claim, netting.MaxClaims+1) }},
	} {
		terms := netting.Terms{Rules: append([]netting.Rule(nil), free.Rules...)}
		claims := []netting.Claim{claim(1, "A", "B", "1.00 RUB", 1), claim(2, "B", "A", "1.00 RUB", 1)}
		c.change(&terms, &claims)
		for _, verb := range []func(netting.Terms, string, civil.Date, []netting.Claim) (netting.Act, error){netting.SetOff, netting.Net} {
			act, err := verb(terms, "act", on, claims)
			require.ErrorIs(t, err, c.want, path)
			require.ErrorContains(t, err, path)
			require.Zero(t, act)
		}
	}
	_, err := netting.Net(free, "", civil.Date{}, nil)
	require.ErrorContains(t, err, "2 problems: id: missing; on: missing")
}

func TestNames(t *testing.T) {
	text, err := json.Marshal(netting.Terms{Rules: []netting.Rule{{Agreement: "L-", Clause: "rent", Permit: netting.Early, Source: "p. 6"}, {Source: "p. 7"}}})
	require.NoError(t, err)
	require.Equal(t, `{"rules":[{"agreement":"L-","clause":"rent","permit":"early","source":"p. 6"},{"source":"p. 7"}]}`, string(text))
	var terms netting.Terms
	require.NoError(t, json.Unmarshal(text, &terms))
	require.Equal(t, netting.Early, terms.Rules[0].Permit)
	require.ErrorIs(t, json.Unmarshal([]byte(`{"rules":[{"permit":"late"}]}`), &terms), finance.ErrUnknown)
	for i, want := range []string{"no-rule", "excluded", "not-due", "nothing-meets"} {
		name, err := netting.Why(i).MarshalText()
		require.NoError(t, err)
		require.Equal(t, want, string(name))
		var why netting.Why
		require.NoError(t, why.UnmarshalText(name))
		require.Equal(t, netting.Why(i), why)
	}
}
