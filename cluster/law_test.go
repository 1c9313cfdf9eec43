package cluster_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// history is a quarter of a year of random facts: sales, returns, goods, costs
// of one or more months, payments to and from; some become known months later.
func history(r *rand.Rand) cluster.Facts {
	var f cluster.Facts
	date := func() (on, known civil.Date) {
		on = day("2026-03-21").AddDays(r.IntN(70))
		if known = on; r.IntN(3) == 0 {
			known = on.AddDays(r.IntN(60))
		}
		return on, known
	}
	some := func(most int64) finance.Money { return finance.Minor(1+r.Int64N(most), finance.RUB) }
	f.Shop.Deliveries = []brand.Delivery{{ID: "D", Consignment: "C-1", SKU: "soap", On: day("2026-03-01"), Known: day("2026-03-01"), Units: 1000}}
	for i := range 12 {
		id := fmt.Sprint("x-", i)
		on, known := date()
		f.Sales = append(f.Sales, tenancy.Sale{ID: id, Lease: "L-7", On: on, Known: known, Amount: some(200_000_00)})
		on, known = date()
		sale := brand.Sale{ID: id, Consignment: "C-1", SKU: "soap", On: on, Known: known, Units: 2, Amount: some(9_000_00)}
		f.Shop.Sales = append(f.Shop.Sales, sale)
		if r.IntN(3) == 0 {
			f.Shop.Returns = append(f.Shop.Returns, brand.Return{ID: "r" + id, Sale: id, On: on.AddDays(1), Known: known.AddDays(20), Units: 1, Amount: finance.Minor(sale.Amount.Minor()/2, finance.RUB)})
		}
		on, known = date()
		x := cluster.Cost{ID: id, Line: "expenses:all", Supplier: "s", On: on, Known: known, Net: some(9_000_00), Period: civil.Period{From: on.AddDays(-r.IntN(40)), To: on.AddDays(1 + r.IntN(60))}}
		if r.IntN(3) == 0 {
			x.Funds, x.Award = cluster.GrantFunds, "fund"
		}
		f.Costs = append(f.Costs, x)
		on, known = date()
		p := ledger.Payment{ID: id, From: "R-3", To: operator, On: on, Known: known, Amount: some(90_000_00)}
		if r.IntN(2) == 0 {
			p.From, p.To = p.To, "s"
		}
		f.Payments = append(f.Payments, p)
	}
	return f
}

func shuffled(r *rand.Rand, f cluster.Facts) cluster.Facts {
	f = f.KnownBefore(day("9999-12-31"))
	r.Shuffle(len(f.Sales), func(i, j int) { f.Sales[i], f.Sales[j] = f.Sales[j], f.Sales[i] })
	r.Shuffle(len(f.Shop.Sales), func(i, j int) { f.Shop.Sales[i], f.Shop.Sales[j] = f.Shop.Sales[j], f.Shop.Sales[i] })
	r.Shuffle(len(f.Shop.Returns), func(i, j int) { f.Shop.Returns[i], f.Shop.Returns[j] = f.Shop.Returns[j], f.Shop.Returns[i] })
	r.Shuffle(len(f.Costs), func(i, j int) { f.Costs[i], f.Costs[j] = f.Costs[j], f.Costs[i] })
	r.Shuffle(len(f.Payments), func(i, j int) { f.Payments[i], f.Payments[j] = f.Payments[j], f.Payments[i] })
	return f
}

// byID is every entry of a ledger, in one order.
func byID(t *testing.T, l ledger.Ledger) []string {
	var all []string
	for e := range l.Entries() {
		text, err := json.Marshal(e)
		require.NoError(t, err)
		all = append(all, string(text))
	}
	slices.Sort(all)
	return all
}

// net is what stands between the operator and each party, charges and payments
// alike, in all accounts that are settled by party.
func net(t *testing.T, l ledger.Ledger) map[accrual.Party]finance.Money {
	all := map[accrual.Party]finance.Money{}
	for _, p := range l.Parties() {
		all[p] = l.Statement(p, period("2026-01-01", "2027-01-01")).Section(finance.RUB).Closing
	}
	return all
}

// Over random histories with late facts: closing with the facts in any order,
// and through JSON, enters the same; a close that is repeated enters nothing;
// each month's trial balance is nothing, and cash is what payments moved; what
// was closed plus what adjusts it is what one late close finds.
func TestLawsOfClosing(t *testing.T) {
	for seed := range uint64(25) {
		r := rand.New(rand.NewPCG(seed, 2026))
		c, facts := quarter(), history(r)
		c.House.Tax, c.Shop.Tax = accrual.Tax{}, accrual.Tax{} // an adjustment's tax may round by a kopeck
		var books, mixed cluster.Books
		for m := range month("2026-03").Through(month("2026-09")) {
			closed := closeMonth(t, c, books, m.String(), facts)
			again := closeMonth(t, c, closed.Books, m.String(), facts)
			require.Empty(t, again.Obligations)
			require.Empty(t, slices.Collect(again.Entries()))
			other := closeMonth(t, c, throughJSON(t, mixed), m.String(), shuffled(r, facts))
			books, mixed = closed.Books, other.Books
			require.Equal(t, byID(t, books.Ledger), byID(t, mixed.Ledger))
			sum := finance.Zero(finance.RUB)
			for _, row := range books.Ledger.TrialBalance(m.Last()).Rows {
				var err error
				sum, err = sum.Add(row.Balance)
				require.NoError(t, err)
			}
			require.True(t, sum.IsZero())
		}
		cash := int64(0)
		for _, p := range facts.Payments {
			if p.To == operator {
				cash += p.Amount.Minor()
			} else {
				cash -= p.Amount.Minor()
			}
		}
		require.Equal(t, finance.Minor(cash, finance.RUB), books.Ledger.Balance(ledger.Cash, day("2026-09-30")).Of(finance.RUB))
		require.Equal(t, rub("0.00"), books.Ledger.Balance(cluster.Prepaid, day("2026-09-30")).Of(finance.RUB))

		known := facts
		early := func(on civil.Date) civil.Date { return on }
		known = shuffled(r, known)
		for i := range known.Sales {
			known.Sales[i].Known = early(known.Sales[i].On)
		}
		for i := range known.Shop.Sales {
			known.Shop.Sales[i].Known = early(known.Shop.Sales[i].On)
		}
		for i := range known.Shop.Returns {
			known.Shop.Returns[i].Known = early(known.Shop.Returns[i].On)
		}
		for i := range known.Costs {
			known.Costs[i].Known = early(known.Costs[i].On)
		}
		for i := range known.Payments {
			known.Payments[i].Known = early(known.Payments[i].On)
		}
		require.Equal(t, net(t, throughMonth(t, c, "2026-09", known).Ledger), net(t, books.Ledger), "seed %d", seed)
	}
}

// Facts and books that were handed in are as they were.
func TestNothingHandedInChanges(t *testing.T) {
	c, facts := quarter(), april()
	text := func(x any) string {
		s, err := json.Marshal(x)
		require.NoError(t, err)
		return string(s)
	}
	books := closeMonth(t, c, cluster.Books{}, "2026-03", facts).Books
	before, was := text(facts), text(books)
	closeMonth(t, c, books, "2026-04", facts)
	_, err := c.Report(books, month("2026-03"), facts)
	require.NoError(t, err)
	_, err = c.Forecast(books, facts, 3)
	require.NoError(t, err)
	require.Equal(t, before, text(facts))
	require.Equal(t, was, text(books))
}
