package split_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
	"github.com/creative-cluster/kvartal/finance/revshare/split"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// costs first, then a third to Anna, and what is left to nobody; the shop has a
// part of its own.
var costs = of(
	withRest(node("Costs", split.InOrder, first("boris", "100.00 RUB")), "Rest"),
	node("Rest", split.Shares, share("anna", "1/3"), share("shop", "1/4")),
)

func TestClauses(t *testing.T) {
	s := album
	s.Per, s.Returns, s.Remainder = accrual.ByQuarter, accrual.InSaleWindow, finance.Last
	clauses, err := s.Clauses("royalty", "gross")
	require.NoError(t, err)
	require.Len(t, clauses, 5)
	require.Equal(t, accrual.Named{Name: "royalty: vera", To: "vera", Clause: revshare.SplitShare{
		Meter: "gross", Weights: []int64{5, 1, 1, 1, 2}, Part: 2, Per: accrual.ByQuarter, Returns: accrual.InSaleWindow, Remainder: finance.Last,
	}}, clauses[2])
	clauses, err = costs.Clauses("royalty", "gross")
	require.NoError(t, err)
	require.Equal(t, []accrual.Named{
		{Name: "royalty: boris", To: "boris", Clause: split.Payout{Meter: "gross", Party: "boris", Split: costs}},
		{Name: "royalty: anna", To: "anna", Clause: split.Payout{Meter: "gross", Party: "anna", Split: costs}},
	}, clauses)
}

// The clauses keep nothing of the split that they come from.
func TestClausesAreTheirOwn(t *testing.T) {
	s := of(slices.Clone(costs.Nodes)...)
	s.Nodes[0].Parts = slices.Clone(s.Nodes[0].Parts)
	clauses, err := s.Clauses("royalty", "gross")
	require.NoError(t, err)
	s.Nodes[0].Parts[0].Party = "nobody"
	s.Nodes[1].By = split.Equal
	require.Equal(t, costs, clauses[0].Clause.(split.Payout).Split)
}

func TestClausesRefuse(t *testing.T) {
	for _, c := range []struct{ name, meter, want string }{
		{"", "gross", "name: missing"},
		{"royalty", "", "meter: missing"},
		{strings.Repeat("r", 251), "gross", "name: 257 bytes, at most 256: over the limit"}, // with ": anna"
	} {
		_, err := album.Clauses(c.name, accrual.Meter(c.meter))
		require.EqualError(t, err, c.want)
	}
	_, err := album.Clauses(strings.Repeat("r", 249), "gross") // ": boris" is the longest
	require.NoError(t, err)
}

func TestPayout(t *testing.T) {
	p := split.Payout{Meter: "gross", Party: "anna", Split: costs}
	require.NoError(t, p.Validate())
	require.Equal(t, []accrual.Meter{"gross"}, p.Meters())
	p.Split.Per = accrual.ByLife
	require.Equal(t, accrual.Window{Cycle: accrual.ByLife}, p.Window())
	require.Equal(t, "33.33 RUB", earned(t, accrual.Named{Clause: p}, finance.MustMoney("200.00 RUB")).String())
	require.Equal(t, "0.00 RUB", earned(t, accrual.Named{Clause: p}, finance.MustMoney("99.00 RUB")).String())

	span := accrual.Span{Meters: []int64{1, 2}, Currency: finance.RUB}
	_, err := p.Earned(span)
	require.EqualError(t, err, "payout: 2 meters in the span, 1 in the clause: conflict")
	span.Meters, span.Currency = []int64{1}, finance.USD
	_, err = p.Earned(span)
	require.EqualError(t, err, "payout: amounts in RUB, total in USD: currency")
	span.Currency = finance.RUB
	p.Party = "vera"
	_, err = p.Earned(span)
	require.EqualError(t, err, `payout: party "vera": unknown`)
	require.EqualError(t, p.Validate(), "party: gets nothing by the split: unknown")
	require.EqualError(t, split.Payout{}.Validate(), "4 problems: meter: missing; party: missing; split.owner: missing; split.nodes: missing")
}

// Why a party gets what it gets, in both languages.
// What a node takes first is in the currency of the agreement.
func TestPayoutInAnotherCurrency(t *testing.T) {
	p := split.Payout{Meter: "gross", Party: "anna", Split: costs}
	require.NoError(t, p.ValidateIn(finance.RUB))
	require.EqualError(t, p.ValidateIn(finance.EUR), "split.nodes[0].parts[0].up_to: 100.00 RUB, not in EUR: currency")
}

func TestPayoutSaysWhy(t *testing.T) {
	clauses, err := costs.Clauses("royalty", "gross")
	require.NoError(t, err)
	a := agreementOf([]accrual.Amendment{{From: day("2026-01-01"), Known: day("2025-12-01"), Set: clauses}})
	facts := slices.Values([]accrual.Fact{sale("S-1", day("2026-03-05"), 20000)})
	key := accrual.Key{Agreement: "A-1", Clause: "royalty: anna", Slot: civil.MustMonth("2026-03").Period()}
	why, err := accrual.Explain(a, key, day("2026-04-01"), facts)
	require.NoError(t, err)
	require.Equal(t, "33.33 RUB of 200.00 RUB by Costs the rest > Rest 1/3", why.Text(accrual.English))
	require.Equal(t, "33,33\u00a0₽ из 200,00\u00a0₽ по Costs остаток > Rest 1/3", why.Text(accrual.Russian))
}

func TestLineSaysWhy(t *testing.T) {
	s := of(
		withRest(node("Costs", split.InOrder, first("anna", "100.00 RUB")), "Rest"),
		node("Rest", split.Shares, share("anna", "12.5%")),
	)
	lines, err := s.Divide(finance.MustMoney("200.00 RUB"))
	require.NoError(t, err)
	require.Equal(t, "Costs up to 100.00 RUB + Costs the rest > Rest 12.5%", lines[0].String())
	require.Equal(t, "Costs до 100,00\u00a0₽ + Costs остаток > Rest 12,5%", lines[0].Text(accrual.Russian))
	require.Equal(t, "Costs the rest > Rest 87.5%, unallocated", lines[1].Text(2))
	require.Equal(t, "Costs остаток > Rest 87,5%, не распределено", lines[1].Text(accrual.Russian))
	require.True(t, lines[1].Ways[0][1].Rest)
	require.Zero(t, lines[0].Share)
}

type file struct {
	Split   split.Split     `json:"split"`
	Clauses []accrual.Named `json:"clauses"`
}

// A file says a split with each field that it has, and its clauses.
func TestSplitOfAFile(t *testing.T) {
	text := `{"split": {"owner": "shop", "remainder": "last", "per": "life", "nodes": [
		{"name": "costs", "by": "in-order", "parts": [{"party": "boris", "up_to": "100.00 RUB"}], "rest": {"split": "album"}},
		{"name": "album", "parts": [{"party": "anna", "share": "50%"}, {"split": "band", "share": "30%"}], "rest": {"party": "fund"}},
		{"name": "band", "by": "points", "parts": [{"party": "boris", "points": 2}, {"party": "vera", "points": 1}]}
	]}, "clauses": []}`
	var read file
	require.NoError(t, terms.Decode([]byte(text), &read, split.Kinds()))
	require.Equal(t, map[string]string{"boris": "300.00 RUB", "anna": "500.00 RUB", "vera": "100.00 RUB", "fund": "200.00 RUB"}, divided(t, read.Split, "1100.00 RUB"))
	var err error
	read.Clauses, err = read.Split.Clauses("royalty", "gross")
	require.NoError(t, err)
	written, err := terms.Encode(read, split.Kinds())
	require.NoError(t, err)
	require.Contains(t, string(written), `"kind": "split-payout"`)
	var again file
	require.NoError(t, terms.Decode(written, &again, split.Kinds()))
	require.Equal(t, read, again)
	err = terms.Decode([]byte(strings.Replace(text, "50%", "80%", 1)), &split.Split{}, nil)
	require.Error(t, err)
	var one split.Split
	inner := text[len(`{"split": `) : len(text)-len(`, "clauses": []}`)]
	require.NoError(t, terms.Decode([]byte(inner), &one, nil))
	require.EqualError(t, terms.Decode([]byte(strings.Replace(inner, "50%", "80%", 1)), &one, nil), "nodes[1].parts: line 3: 10.00% over 100%: out of range")
}

func TestByText(t *testing.T) {
	for b, text := range []string{"shares", "points", "equal", "in-order"} {
		got, err := split.By(b).MarshalText()
		require.NoError(t, err)
		require.Equal(t, text, string(got))
		var back split.By
		require.NoError(t, back.UnmarshalText(got))
		require.Equal(t, split.By(b), back)
		require.Equal(t, text, back.String())
		value, err := back.Value()
		require.NoError(t, err)
		require.NoError(t, back.Scan(value))
		require.Equal(t, split.By(b), back)
	}
}

func TestDated(t *testing.T) {
	one, two := of(node("A", split.Equal, part("anna"))), of(node("A", split.Equal, part("boris")))
	three := of(node("A", split.Equal, part("vera")))
	all := []split.Dated{
		{day("2026-01-01"), day("2025-12-01"), one},
		{day("2026-03-01"), day("2026-02-01"), two},
		{day("2026-03-01"), day("2026-03-10"), three}, // a correction
	}
	for _, c := range []struct{ day, known, want string }{
		{"2026-02-28", "2026-04-01", "anna"}, {"2026-03-01", "2026-03-10", "boris"}, {"2026-03-01", "2026-03-11", "vera"}, {"2026-05-01", "2026-02-01", "anna"},
	} {
		got, known := split.On(all, day(c.day), day(c.known))
		require.True(t, known)
		require.Equal(t, accrual.Party(c.want), got.Nodes[0].Parts[0].Party, c)
	}
	_, known := split.On(all, day("2025-12-31"), day("2026-04-01"))
	require.False(t, known)
	_, known = split.On(all, day("2026-01-01"), day("2025-12-01"))
	require.False(t, known)

	amendments, err := split.Amendments(all, "royalty", "gross")
	require.NoError(t, err)
	require.Equal(t, []string{"royalty: anna", "royalty: boris"}, amendments[2].Drop)
	require.Equal(t, accrual.Restart, amendments[2].Set[0].Change)
	require.Equal(t, day("2026-03-10"), amendments[2].Known)
	a := agreementOf(amendments)
	require.NoError(t, a.Validate())

	_, err = split.Amendments([]split.Dated{{Split: one}, {day("2026-01-01"), day("2026-01-01"), split.Split{}}}, "royalty", "gross")
	require.EqualError(t, err, "4 problems: [0].from: missing; [0].known: missing; [1].split.owner: missing; [1].split.nodes: missing")
	_, err = split.Amendments(all, "", "gross")
	require.ErrorIs(t, err, finance.ErrMissing)
	_, err = split.Amendments(make([]split.Dated, split.MaxDated+1), "royalty", "gross")
	require.ErrorIs(t, err, finance.ErrLimit)
	none, err := split.Amendments(nil, "royalty", "gross")
	require.NoError(t, err)
	require.Empty(t, none)
}

// A correction that becomes known after the close moves what was paid to whom
// it should have gone, and nothing is lost.
func TestLateChange(t *testing.T) {
	all := []split.Dated{
		{day("2026-01-01"), day("2025-12-01"), of(node("A", split.Equal, part("anna"), part("boris")))},
		{day("2026-01-16"), day("2026-02-10"), of(node("A", split.Equal, part("anna"), part("boris"), part("vera")))},
	}
	amendments, err := split.Amendments(all, "royalty", "gross")
	require.NoError(t, err)
	got := paid(t, agreementOf(amendments), []accrual.Fact{sale("S-1", day("2026-01-10"), 10001), sale("S-2", day("2026-01-20"), 10000)})
	require.Equal(t, map[accrual.Party]int64{"anna": 5001 + 3334, "boris": 5000 + 3333, "vera": 3333}, got)
}

func TestDrawRefuses(t *testing.T) {
	rub := finance.MustMoney
	for _, c := range []struct {
		need      string
		available []finance.Money
		want      string
	}{
		{"-1.00 RUB", nil, "need of -1.00 RUB: negative"},
		{"1.00 RUB", []finance.Money{rub("-1.00 RUB")}, "source 0 has -1.00 RUB: negative"},
		{"1.00 RUB", nil, "1.00 RUB of 1.00 RUB is nowhere: over the limit"},
	} {
		_, err := split.Draw(rub(c.need), c.available)
		require.EqualError(t, err, c.want)
	}
	_, err := split.Draw(rub("1.00 RUB"), []finance.Money{rub("1.00 USD")})
	require.ErrorIs(t, err, finance.ErrCurrency)
	drawn, err := split.Draw(rub("0.00 RUB"), []finance.Money{rub("1.00 RUB"), {}})
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("0.00 RUB"), rub("0.00 RUB")}, drawn)
}

// The order of the list does not matter, nor how often a name is set.
func TestDatedInAnyOrder(t *testing.T) {
	one, two := of(node("A", split.Equal, part("anna"))), of(node("A", split.Equal, part("boris")))
	all := []split.Dated{
		{day("2026-03-01"), day("2025-12-01"), two}, {day("2026-01-01"), day("2026-01-20"), one}, {day("2026-05-01"), day("2025-12-02"), two},
	}
	got, known := split.On(all, day("2026-04-01"), day("2026-06-01"))
	require.True(t, known)
	require.Equal(t, two, got)
	amendments, err := split.Amendments(all, "royalty", "gross")
	require.NoError(t, err)
	require.Equal(t, [][]string{{"royalty: anna"}, {"royalty: boris"}, {"royalty: anna"}}, [][]string{amendments[0].Drop, amendments[1].Drop, amendments[2].Drop})
	most := make([]split.Dated, split.MaxDated)
	for i := range most {
		most[i] = all[0]
	}
	_, err = split.Amendments(most, "royalty", "gross")
	require.NoError(t, err)
}
