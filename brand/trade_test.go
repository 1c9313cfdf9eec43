package brand_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func delivered(id, on string, units int64) brand.Delivery {
	return brand.Delivery{ID: id, Consignment: "C-1", SKU: "hat", On: day(on), Known: day(on), Units: units}
}

func sold(id, on string, units int64, roubles string) brand.Sale {
	return brand.Sale{ID: id, Consignment: "C-1", SKU: "hat", On: day(on), Known: day(on), Units: units, Amount: amount(roubles + " RUB")}
}

func cameBack(id, sale, on string, units int64, roubles string) brand.Return {
	return brand.Return{ID: id, Sale: sale, On: day(on), Known: day(on), Units: units, Amount: amount(roubles + " RUB")}
}

func sentBack(id, on string, units int64) brand.Withdrawal {
	return brand.Withdrawal{ID: id, Consignment: "C-1", SKU: "hat", On: day(on), Known: day(on), Units: units}
}

func undone(id, fact, on string) brand.Void {
	return brand.Void{ID: id, Fact: fact, On: day(on), Known: day(on)}
}

// spring is ten hats in, three sold on two days, one of them back, five sent
// back.
func spring() brand.Facts {
	return brand.Facts{
		Deliveries:  []brand.Delivery{delivered("D-1", "2026-03-02", 10)},
		Sales:       []brand.Sale{sold("S-1", "2026-03-05", 1, "1200"), sold("S-2", "2026-03-20", 2, "2500")},
		Returns:     []brand.Return{cameBack("R-1", "S-2", "2026-04-02", 1, "1250")},
		Withdrawals: []brand.Withdrawal{sentBack("W-1", "2026-04-10", 5)},
	}
}

var hat = brand.Item{Consignment: "C-1", SKU: "hat"}

func trade(t *testing.T, f brand.Facts) brand.Trade {
	t.Helper()
	got, err := quarter().Trade(f)
	require.NoError(t, err)
	return got
}

func TestStockOfEachDay(t *testing.T) {
	tr := trade(t, spring())
	for on, want := range map[string]int64{
		"2026-03-01": 0, "2026-03-02": 10, "2026-03-04": 10, "2026-03-05": 9, "2026-03-20": 7, "2026-04-01": 7,
		"2026-04-02": 8, "2026-04-09": 8, "2026-04-10": 3, "2030-01-01": 3,
	} {
		require.Equal(t, want, tr.OnHand(hat, day(on)), on)
	}
	require.Zero(t, tr.OnHand(brand.Item{Consignment: "C-1", SKU: "scarf"}, day("2026-04-10")))
	require.Equal(t, []brand.Item{hat}, slices.Collect(tr.Items()))
}

func TestMovements(t *testing.T) {
	tr := trade(t, spring())
	for _, c := range []struct {
		period string
		want   brand.Movements
	}{
		{"2026-03-01/2026-04-01", brand.Movements{In: 10, Sold: 3}},
		{"2026-04-01/2026-05-01", brand.Movements{Opening: 7, Returned: 1, SentBack: 5}},
		{"2026-03-05/2026-03-20", brand.Movements{Opening: 10, Sold: 1}},
		{"2026-03-06/..", brand.Movements{Opening: 9, Sold: 2, Returned: 1, SentBack: 5}},
		{"2025-01-01/2026-01-01", brand.Movements{}},
	} {
		var p civil.Period
		require.NoError(t, p.UnmarshalText([]byte(c.period)))
		require.Equal(t, c.want, tr.Movements(hat, p), c.period)
	}
}

// Items stand in order, whatever the order of their facts, and keep apart.
func TestItemsKeepApart(t *testing.T) {
	f := spring()
	add := func(id, consignment, sku string, units int64) {
		d := delivered(id, "2026-03-02", units)
		d.Consignment, d.SKU = consignment, sku
		f.Deliveries = append(f.Deliveries, d)
	}
	add("D-2", "C-2", "cup", 4)
	add("D-3", "C-1", "coat", 6)
	add("D-4", "C-2", "bowl", 8)
	tr := trade(t, f)
	require.Equal(t, []brand.Item{{"C-1", "coat"}, hat, {"C-2", "bowl"}, {"C-2", "cup"}}, slices.Collect(tr.Items()))
	for sku, want := range map[brand.Item]int64{{"C-1", "coat"}: 6, hat: 7, {"C-2", "bowl"}: 8, {"C-2", "cup"}: 4} {
		require.Equal(t, want, tr.OnHand(sku, day("2026-03-31")), sku)
	}
	require.Equal(t, brand.Movements{In: 16, Sold: 3}, tr.BrandMovements("knit", march.Period()))
	require.Equal(t, brand.Movements{Opening: 12}, tr.BrandMovements("clay", april.Period()))
	require.Equal(t, brand.Movements{Opening: 13, Returned: 1, SentBack: 5}, tr.BrandMovements("knit", april.Period()))
}

// Sold 3, of 10 that were there; in April one of 7 came back.
func TestSellThrough(t *testing.T) {
	tr := trade(t, spring())
	rate, ok := tr.BrandMovements("knit", march.Period()).SellThrough()
	require.True(t, ok)
	require.Equal(t, finance.MustRate("30%"), rate)
	rate, ok = tr.BrandMovements("knit", april.Period()).SellThrough()
	require.True(t, ok)
	require.Equal(t, finance.MustRate("-1/7"), rate)
	_, ok = tr.BrandMovements("clay", march.Period()).SellThrough()
	require.False(t, ok, "nothing was for sale")
	rate, ok = brand.Movements{Opening: 6, In: 4, Sold: 6, Returned: 1}.SellThrough()
	require.True(t, ok)
	require.Equal(t, finance.MustRate("50%"), rate)
}

func TestStockIsNeverBelowZero(t *testing.T) {
	for _, c := range []struct {
		name  string
		facts brand.Facts
		want  string
	}{
		{"sold before it came", brand.Facts{
			Deliveries: []brand.Delivery{delivered("D-1", "2026-03-02", 1)},
			Sales:      []brand.Sale{sold("S-1", "2026-03-01", 1, "1")},
		}, `sales[0].units: "S-1" takes 1 of "hat", 0 on hand: negative`},
		{"the last one twice: the second id is short", brand.Facts{
			Deliveries: []brand.Delivery{delivered("D-1", "2026-03-02", 1)},
			Sales:      []brand.Sale{sold("S-2", "2026-03-05", 1, "1"), sold("S-1", "2026-03-05", 1, "1")},
		}, `sales[0].units: "S-2" takes 1 of "hat", 0 on hand: negative`},
		{"sent back more than there is", brand.Facts{
			Deliveries:  []brand.Delivery{delivered("D-1", "2026-03-02", 3)},
			Sales:       []brand.Sale{sold("S-1", "2026-03-05", 1, "1")},
			Withdrawals: []brand.Withdrawal{sentBack("W-1", "2026-03-06", 3), sentBack("W-2", "2026-03-07", 2)},
		}, `withdrawals[0].units: "W-1" takes 3 of "hat", 2 on hand: negative`},
		{"the delivery was voided", brand.Facts{
			Deliveries: []brand.Delivery{delivered("D-1", "2026-03-02", 3)},
			Sales:      []brand.Sale{sold("S-1", "2026-03-05", 1, "1")},
			Voids:      []brand.Void{undone("V-1", "D-1", "2026-03-09")},
		}, `sales[0].units: "S-1" takes 1 of "hat", 0 on hand: negative`},
		{"of another consignment", brand.Facts{
			Deliveries:  []brand.Delivery{delivered("D-1", "2026-03-02", 3)},
			Withdrawals: []brand.Withdrawal{{ID: "W-1", Consignment: "C-2", SKU: "hat", On: day("2026-03-03"), Known: day("2026-03-03"), Units: 1}},
		}, `withdrawals[0].units: "W-1" takes 1 of "hat", 0 on hand: negative`},
	} {
		t.Run(c.name, func(t *testing.T) {
			tr, err := quarter().Trade(c.facts)
			require.EqualError(t, err, c.want)
			require.ErrorIs(t, err, finance.ErrNegative)
			require.Zero(t, tr)
		})
	}
}

// A day has no clock: what came in on it is there to be sold, whatever the ids.
func TestGoodsComeInFirst(t *testing.T) {
	tr := trade(t, brand.Facts{
		Deliveries: []brand.Delivery{delivered("Z", "2026-03-02", 1)},
		Sales:      []brand.Sale{sold("A", "2026-03-02", 1, "1"), sold("B", "2026-03-02", 1, "1")},
		Returns:    []brand.Return{cameBack("Y", "A", "2026-03-02", 1, "1")},
	})
	require.Zero(t, tr.OnHand(hat, day("2026-03-02")))
	require.Equal(t, brand.Movements{In: 1, Sold: 2, Returned: 1}, tr.Movements(hat, march.Period()))
}

func TestFactsThatAreRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(*brand.Facts)
		want string
	}{
		{"no fields", func(f *brand.Facts) { f.Deliveries = append(f.Deliveries, brand.Delivery{}) },
			`6 problems: deliveries[1].id: missing; deliveries[1].on: missing; deliveries[1].known: missing; deliveries[1].consignment: "": unknown; deliveries[1].sku: missing; deliveries[1].units: missing`},
		{"no fields of a sale", func(f *brand.Facts) { f.Sales[0] = brand.Sale{ID: "S-1"} },
			`5 problems: sales[0].on: missing; sales[0].known: missing; sales[0].consignment: "": unknown; sales[0].sku: missing; sales[0].units: missing`},
		{"no fields of a return", func(f *brand.Facts) { f.Returns[0] = brand.Return{} },
			`5 problems: returns[0].id: missing; returns[0].on: missing; returns[0].known: missing; returns[0].sale: missing; returns[0].units: neither units nor amount: missing`},
		{"no fields of a withdrawal", func(f *brand.Facts) { f.Withdrawals[0] = brand.Withdrawal{ID: "W-1"} },
			`5 problems: withdrawals[0].on: missing; withdrawals[0].known: missing; withdrawals[0].consignment: "": unknown; withdrawals[0].sku: missing; withdrawals[0].units: missing`},
		{"no fields of a void", func(f *brand.Facts) { f.Voids = []brand.Void{{}} }, "4 problems: voids[0].id: missing; voids[0].on: missing; voids[0].known: missing; voids[0].fact: missing"},
		{"units below zero", func(f *brand.Facts) { f.Withdrawals[0].Units, f.Returns[0].Units = -1, -1 }, "2 problems: returns[0].units: negative; withdrawals[0].units: negative"},
		{"too many units", func(f *brand.Facts) { f.Deliveries[0].Units = brand.MaxUnits + 1 },
			`4 problems: deliveries[0].units: at most 1000000000: over the limit; sales[0].units: "S-1" takes 1 of "hat", 0 on hand: negative; sales[1].units: "S-2" takes 2 of "hat", 0 on hand: negative; ` +
				`withdrawals[0].units: "W-1" takes 5 of "hat", 1 on hand: negative`},
		{"dollars", func(f *brand.Facts) { f.Sales[0].Amount = amount("1.00 USD") }, "sales[0].amount: currency"},
		{"a price below zero", func(f *brand.Facts) { f.Sales[0].Amount = amount("-1.00 RUB") }, "sales[0].amount: negative"},
		{"paid back below zero", func(f *brand.Facts) { f.Returns[0].Amount = amount("-1.00 RUB") }, "returns[0].amount: negative"},
		{"paid back in dollars", func(f *brand.Facts) { f.Returns[0].Amount = amount("1.00 USD") }, "returns[0].amount: currency"},
		{"sold before the term", func(f *brand.Facts) {
			f.Deliveries[0].On, f.Sales[0].On = day("2026-02-01"), day("2026-02-28")
		}, "sales[0].on: 2026-02-28 is not in the term 2026-03-01/2027-03-01: out of range"},
		{"back after the term", func(f *brand.Facts) { f.Returns[0].On = day("2027-03-01") }, "returns[0].on: 2027-03-01 is not in the term 2026-03-01/2027-03-01: out of range"},
		{"a sale twice", func(f *brand.Facts) { f.Sales[1].ID = "S-1" }, `2 problems: sales[1].id: "S-1": duplicate; returns[0].sale: "S-2": unknown`},
		{"an id in two lists", func(f *brand.Facts) { f.Withdrawals[0].ID = "S-1" }, `withdrawals[0].id: "S-1": duplicate`},
		{"a return of a delivery", func(f *brand.Facts) { f.Returns[0].Sale = "D-1" }, `returns[0].sale: "D-1": unknown`},
		{"back before it was sold", func(f *brand.Facts) { f.Returns[0].On = day("2026-03-19") }, "returns[0].on: before its sale: out of order"},
		{"more units back than sold", func(f *brand.Facts) { f.Returns[0].Units = 3 }, `returns[0].units: 3 of 2 left of "S-2": out of range`},
		{"more money back than paid", func(f *brand.Facts) { f.Returns[0].Amount = amount("2500.01 RUB") }, `returns[0].amount: 2500.01 RUB of 2500.00 RUB left of "S-2": out of range`},
		{"more in parts", func(f *brand.Facts) {
			f.Returns = append(f.Returns, cameBack("R-2", "S-2", "2026-04-03", 1, "1250.01"))
		},
			`returns[1].amount: 1250.01 RUB of 1250.00 RUB left of "S-2": out of range`},
		{"more units in parts", func(f *brand.Facts) { f.Returns = append(f.Returns, cameBack("R-2", "S-2", "2026-04-03", 2, "1")) },
			`returns[1].units: 2 of 1 left of "S-2": out of range`},
		{"a void of nothing", func(f *brand.Facts) { f.Voids = []brand.Void{undone("V-1", "S-9", "2026-04-03")} }, `voids[0].fact: "S-9": unknown`},
		{"a void of a void", func(f *brand.Facts) {
			f.Voids = []brand.Void{undone("V-1", "W-1", "2026-04-12"), undone("V-2", "V-1", "2026-04-13")}
		}, `voids[1].fact: "V-1" is a void: conflict`},
		{"voided twice", func(f *brand.Facts) {
			f.Voids = []brand.Void{undone("V-1", "W-1", "2026-04-12"), undone("V-2", "W-1", "2026-04-13")}
		}, `voids[1].fact: "W-1" is voided already: duplicate`},
		{"voided before it was", func(f *brand.Facts) {
			f.Voids = []brand.Void{undone("V-1", "D-1", "2026-03-01"), undone("V-2", "S-1", "2026-03-04"), undone("V-3", "R-1", "2026-04-01"), undone("V-4", "W-1", "2026-04-09")}
		}, `4 problems: voids[0].on: before "D-1": out of order; voids[1].on: before "S-1": out of order; voids[2].on: before "R-1": out of order; voids[3].on: before "W-1": out of order`},
		{"known before its sale is", func(f *brand.Facts) { f.Returns[0].Known = day("2026-03-19") }, "returns[0].known: before its sale is: out of order"},
		{"voided before it is known", func(f *brand.Facts) {
			f.Voids = []brand.Void{undone("V-1", "W-1", "2026-04-12")}
			f.Voids[0].Known = day("2026-04-09")
		}, `voids[0].known: before "W-1" is: out of order`},
		{"back of what was voided", func(f *brand.Facts) { f.Voids = []brand.Void{undone("V-1", "S-2", "2026-04-12")} }, `returns[0].sale: "S-2" is voided: conflict`},
		{"a voided return of nothing", func(f *brand.Facts) {
			f.Returns[0].Sale, f.Voids = "S-9", []brand.Void{undone("V-1", "R-1", "2026-04-12")}
		}, `returns[0].sale: "S-9": unknown`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := spring()
			c.make(&f)
			tr, err := quarter().Trade(f)
			require.EqualError(t, err, c.want)
			require.Zero(t, tr)
		})
	}
}

// What stands at the end of a range is inside it.
func TestFactsAtTheEdge(t *testing.T) {
	f := brand.Facts{
		Deliveries: []brand.Delivery{delivered("D-1", "2026-02-01", brand.MaxUnits)},
		Sales:      []brand.Sale{sold("S-1", "2026-03-01", brand.MaxUnits, "10"), sold("S-2", "2027-02-28", 1, "0")},
		Returns: []brand.Return{
			cameBack("R-1", "S-1", "2026-03-01", 1, "0"),
			cameBack("R-2", "S-1", "2026-03-02", 0, "4"),
			cameBack("R-3", "S-1", "2027-02-28", brand.MaxUnits-1, "6"),
		},
		Voids: []brand.Void{undone("V-1", "S-2", "2027-02-28")},
	}
	f.Sales[1].Amount = finance.Money{}
	f.Returns[0].Amount = finance.Money{}
	require.EqualValues(t, brand.MaxUnits, trade(t, f).OnHand(hat, day("2027-03-01")))
}

// The same fact twice counts once, and its list stays the caller's.
func TestRetriesCountOnce(t *testing.T) {
	once := spring()
	once.Voids = []brand.Void{undone("V-1", "W-1", "2026-04-12")}
	twice := brand.Facts{
		Deliveries: slices.Repeat(once.Deliveries, 2), Sales: slices.Repeat(once.Sales, 2), Returns: slices.Repeat(once.Returns, 2),
		Withdrawals: slices.Repeat(once.Withdrawals, 2), Voids: slices.Repeat(once.Voids, 2),
	}
	tr := trade(t, twice)
	require.Equal(t, slices.Collect(trade(t, once).Facts()), slices.Collect(tr.Facts()))
	require.Equal(t, brand.Movements{In: 10, Sold: 3, Returned: 1}, tr.Movements(hat, civil.Period{From: day("2026-03-01")}))
	twice.Sales[0].Amount, twice.Sales[0].Consignment = finance.Money{}, ""
	require.Equal(t, slices.Collect(trade(t, once).Facts()), slices.Collect(tr.Facts()))
	// A retry of what is refused is not refused again.
	bad := brand.Facts{Withdrawals: slices.Repeat([]brand.Withdrawal{sentBack("W-1", "2026-03-01", 0)}, 2)}
	_, err := quarter().Trade(bad)
	require.EqualError(t, err, "withdrawals[0].units: missing")
}

func TestFactsForTheAgreements(t *testing.T) {
	f := spring()
	f.Sales = append(f.Sales, sold("S-3", "2026-03-21", 1, "0"))
	f.Voids = []brand.Void{
		undone("V-1", "S-1", "2026-03-06"), undone("V-2", "R-1", "2026-04-03"), undone("V-3", "W-1", "2026-04-12"), undone("V-4", "S-3", "2026-04-12"),
	}
	money := func(n int64) []accrual.Reading {
		return []accrual.Reading{{Meter: "gross:clothes/knitwear", N: n}, {Meter: "gross:clothes", N: n}}
	}
	sale2 := accrual.Ref{ID: "S-2", On: day("2026-03-20")}
	fact := func(id, on string, adds ...accrual.Reading) accrual.Fact {
		return accrual.Fact{ID: id, Agreement: "C-1", On: day(on), Known: day(on), Adds: adds}
	}
	back := fact("R-1", "2026-04-02", append([]accrual.Reading{{Meter: "gross", N: -125000}, {Meter: "returns", N: 125000}, {Meter: "units", N: -1}}, money(-125000)...)...)
	back.Of = sale2
	first, second, third := fact("V-1", "2026-03-06"), fact("V-2", "2026-04-03"), fact("V-4", "2026-04-12")
	first.Voids = accrual.Ref{ID: "S-1", On: day("2026-03-05")}
	second.Voids, second.Of = accrual.Ref{ID: "R-1", On: day("2026-04-02")}, sale2
	third.Voids = accrual.Ref{ID: "S-3", On: day("2026-03-21")}
	tr := trade(t, f)
	got := slices.Collect(tr.Facts())
	require.Equal(t, []accrual.Fact{
		fact("S-1", "2026-03-05", append([]accrual.Reading{{Meter: "gross", N: 120000}, {Meter: "units", N: 1}}, money(120000)...)...),
		fact("S-2", "2026-03-20", append([]accrual.Reading{{Meter: "gross", N: 250000}, {Meter: "units", N: 2}}, money(250000)...)...),
		fact("S-3", "2026-03-21", accrual.Reading{Meter: "units", N: 1}),
		back, first, second, third,
	}, got)
	for n := range got { // it stops when it is told to
		seen := 0
		for range tr.Facts() {
			if seen++; seen > n {
				break
			}
		}
		require.Equal(t, n+1, seen)
	}
}

func TestZeroTrade(t *testing.T) {
	var none brand.Trade
	require.Empty(t, slices.Collect(none.Facts()))
	require.Empty(t, slices.Collect(none.Items()))
	require.Zero(t, none.OnHand(hat, day("2026-03-01")))
	results, err := none.Results(nil)
	require.NoError(t, err)
	require.Empty(t, results)
}
