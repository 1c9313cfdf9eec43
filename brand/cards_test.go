package brand_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/revshare"
	"github.com/creative-cluster/kvartal/finance/till"
)

// A fair takes 10 %, knitwear 25 %, the rest 30 %; a fair counts before a
// category.
var card = revshare.RateCard{
	Meter: "card", Order: []revshare.Dimension{revshare.ByChannel, revshare.ByCategory},
	Rules: []revshare.CardRule{
		{Name: "fair", Channel: "fair", Rate: finance.MustRate("10%")},
		{Name: "knitwear", Category: "clothes/knitwear", Rate: finance.MustRate("25%")},
	},
	Default: finance.MustRate("30%"),
}

func carded(change ...func(*brand.Consignment)) brand.Shop {
	s := quarter()
	for i := range s.Consignments {
		s.Consignments[i].Clauses = brand.ProceedsLess(revshare.CardCommission{Card: card})
		for _, c := range change {
			c(&s.Consignments[i])
		}
	}
	return s
}

func at(channel, receipt string, s brand.Sale) brand.Sale {
	s.Slip = brand.Slip{Channel: channel, Receipt: receipt}
	if receipt != "" {
		s.Shift, s.Tender = "1", "card"
	}
	return s
}

// A sale bears the rule of its category and channel, and its return the same one.
func TestFeeByCard(t *testing.T) {
	shop := carded()
	f := brand.Facts{
		Deliveries: []brand.Delivery{delivered("D-1", "2026-03-02", 10)},
		Sales: []brand.Sale{
			at("fair", "", sold("S-1", "2026-03-05", 1, "1000")), at("shop", "", sold("S-2", "2026-03-06", 1, "2000")), sold("S-3", "2026-03-07", 1, "400"),
		},
		Returns: []brand.Return{cameBack("R-1", "S-1", "2026-03-09", 1, "600")},
	}
	f.Deliveries = append(f.Deliveries, brand.Delivery{ID: "D-2", Consignment: "C-2", SKU: "cup", On: day("2026-03-02"), Known: day("2026-03-02"), Units: 1})
	f.Sales = append(f.Sales, brand.Sale{ID: "S-4", Consignment: "C-2", SKU: "cup", On: day("2026-03-05"), Known: day("2026-03-05"), Units: 1, Amount: amount("100.00 RUB")})
	tr, err := shop.Trade(f)
	require.NoError(t, err)
	agreements, err := shop.Agreements()
	require.NoError(t, err)
	closed, err := accrual.Close(accrual.Books{}, agreements, march, day("2026-04-01"), tr.Facts())
	require.NoError(t, err)
	fees := map[string]string{}
	for _, o := range closed.Obligations {
		if o.Clause == brand.Fee {
			fees[o.Agreement] = o.Net.String()
		}
	}
	require.Equal(t, map[string]string{
		"C-1": "640.00 RUB", // 400 × 10 % + 2400 × 25 %
		"C-2": "30.00 RUB",  // 100 × 30 %
	}, fees)
}

// A fee by a card may stand inside another clause: at least 700 and at most 750 of a month.
func TestCardInsideAClause(t *testing.T) {
	for want, inside := range map[string]accrual.Clause{
		"640.00 RUB": revshare.Combined{Of: revshare.Parts(revshare.CardCommission{Card: card})},
		"700.00 RUB": revshare.Combined{Of: revshare.Parts(revshare.CardCommission{Card: card}), AtLeast: amount("700.00 RUB"), AtMost: amount("750.00 RUB")},
		"320.00 RUB": revshare.ShareOf{Rate: finance.MustRate("50%"), Of: revshare.Parts(revshare.Combined{Of: revshare.Parts(revshare.CardCommission{Card: card})})[0]},
	} {
		shop := carded(func(one *brand.Consignment) { one.Clauses = brand.ProceedsLess(inside) })
		tr, err := shop.Trade(brand.Facts{
			Deliveries: []brand.Delivery{delivered("D-1", "2026-03-02", 10)},
			Sales:      []brand.Sale{at("fair", "", sold("S-1", "2026-03-05", 1, "400")), sold("S-2", "2026-03-06", 1, "2400")},
		})
		require.NoError(t, err)
		agreements, err := shop.Agreements()
		require.NoError(t, err)
		closed, err := accrual.Close(accrual.Books{}, agreements, march, day("2026-04-01"), tr.Facts())
		require.NoError(t, err)
		for _, o := range closed.Obligations {
			if o.Agreement == "C-1" && o.Clause == brand.Fee {
				require.Equal(t, want, o.Net.String())
				want = ""
			}
		}
		require.Empty(t, want, "a fee is charged")
	}
}

func TestCardsRefused(t *testing.T) {
	other := card
	other.Default = finance.MustRate("31%")
	amend := func(c revshare.RateCard) func(*brand.Consignment) {
		return func(one *brand.Consignment) {
			one.Amendments = []accrual.Amendment{{From: day("2026-06-01"), Known: day("2026-05-20"), Set: []accrual.Named{{Name: brand.Fee, Clause: revshare.CardCommission{Card: c}, Back: true}}}}
		}
	}
	require.NoError(t, carded(amend(card)).Validate(), "one and the same card")
	require.EqualError(t, carded(amend(other)).Validate(),
		`2 problems: consignments[0].amendments[0].set[0].card.meter: "card" is of another card: conflict; consignments[1].amendments[0].set[0].card.meter: "card" is of another card: conflict`)
	other.Meter = "from June"
	s := carded(amend(other))
	require.NoError(t, s.Validate())
	agreements, err := s.Agreements()
	require.NoError(t, err)
	require.Subset(t, agreements[0].Meters, slices.Concat(card.Meters(), other.Meters()))
}

func TestLinesOfTheTill(t *testing.T) {
	f := spring()
	f.Sales[0] = at("fair", "Q-1", f.Sales[0])
	f.Sales = append(f.Sales, at("fair", "Q-2", sold("S-3", "2026-03-21", 1, "900")), at("fair", "Q-3", sold("S-4", "2026-03-21", 1, "0")))
	f.Sales[1] = at("shop", "Q-4", f.Sales[1])
	f.Sales[1].Shift = "2"
	f.Returns[0].Slip = brand.Slip{Receipt: "Q-5", Shift: "9", Tender: "cash"}
	f.Voids = []brand.Void{undone("V-1", "S-3", "2026-03-22")}
	lines := slices.Collect(trade(t, f).Lines())
	require.Equal(t, []till.Line{
		{ID: "S-1", On: day("2026-03-05"), Receipt: "Q-1", Shift: "1", Tender: "card", Channel: "fair", Item: "hat", Agreement: "C-1", Gross: amount("1200.00 RUB")},
		{ID: "S-2", On: day("2026-03-20"), Receipt: "Q-4", Shift: "2", Tender: "card", Channel: "shop", Item: "hat", Agreement: "C-1", Gross: amount("2500.00 RUB")},
		{ID: "R-1", On: day("2026-04-02"), Receipt: "Q-5", Shift: "9", Tender: "cash", Item: "hat", Agreement: "C-1", Gross: amount("-1250.00 RUB"), Of: accrual.Ref{ID: "S-2", On: day("2026-03-20")}},
	}, lines)
	found, err := till.Reconcile(till.Rules{Currency: finance.RUB}, till.Documents{Lines: lines, Shifts: []till.ShiftTotal{
		{Shift: "1", On: day("2026-03-05"), Tender: "card", Sales: amount("1200.00 RUB"), Refunds: amount("0.00 RUB")},
		{Shift: "2", On: day("2026-03-20"), Tender: "card", Sales: amount("2500.00 RUB"), Refunds: amount("0.00 RUB")},
		{Shift: "9", On: day("2026-04-02"), Tender: "cash", Sales: amount("0.00 RUB"), Refunds: amount("1250.00 RUB")},
	}})
	require.NoError(t, err)
	require.True(t, found.Balanced())
	for range trade(t, f).Lines() {
		break
	}
}

func TestSlipsRefused(t *testing.T) {
	f := spring()
	f.Sales[0].Slip = brand.Slip{Shift: "1"}
	f.Sales[1].Slip = brand.Slip{Receipt: "Q-1"}
	f.Returns[0].Slip = brand.Slip{Channel: string(make([]byte, 257))}
	_, err := quarter().Trade(f)
	require.EqualError(t, err, "4 problems: sales[0].shift: without a receipt: conflict; sales[1].shift: missing; sales[1].tender: missing; "+
		"returns[0].channel: 257 bytes, at most 256: over the limit")
}
