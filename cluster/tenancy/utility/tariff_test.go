package utility_test

import (
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// telescopic is 5.00 up to 100 and 7.00 above, for 30 days, 60.00 fixed.
func telescopic() utility.Prices {
	return utility.Prices{Days: 30, Slabs: []utility.Slab{{Fixed: rub("60.00"), Blocks: []utility.Block{{UpTo: qty("100"), Price: rub("5.00")}, {Price: rub("7.00")}}}}}
}

func flat(price string) utility.Prices {
	return utility.Prices{Slabs: []utility.Slab{{Blocks: []utility.Block{{Price: rub(price)}}}}}
}

func entry(from string, p utility.Prices) civil.Entry[utility.Prices] {
	return civil.Entry[utility.Prices]{From: day(from), Value: p, Source: "list of " + from}
}

func TestPrice(t *testing.T) {
	surcharged := telescopic()
	surcharged.Surcharge = finance.MustRate("10%")
	slabs := utility.Prices{Days: 30, Slabs: []utility.Slab{
		{UpTo: qty("100"), Blocks: []utility.Block{{Price: rub("5.00")}}},
		{Blocks: []utility.Block{{Price: rub("7.00")}}},
	}}
	stated := telescopic()
	stated.Days = 0
	winter := utility.Prices{Slabs: flat("5.00").Slabs, Seasons: []utility.Season{{From: 11, Through: 3, Slabs: flat("8.00").Slabs}}}
	summer := utility.Prices{Slabs: flat("5.00").Slabs, Seasons: []utility.Season{{From: 6, Through: 8, Slabs: flat("4.00").Slabs}}}
	thousand := tariff("kWh", flat("5471.00"))
	thousand.Per = qty("1000")
	steps := tariff("kWh", telescopic())
	steps.EdgeStep = qty("1")
	down := steps
	down.EdgeRounding = finance.Down
	rise := utility.Tariff{Unit: "kWh", Prices: civil.Timeline[utility.Prices]{entry("2025-01-01", flat("5.00")), entry("2026-07-01", flat("6.00"))}}
	edges := utility.Tariff{Unit: "kWh", Prices: civil.Timeline[utility.Prices]{entry("2025-01-01", telescopic()), entry("2026-07-01", telescopic())}}
	whole := utility.Tariff{Unit: "kWh", Prices: civil.Timeline[utility.Prices]{entry("2025-01-01", stated), entry("2026-07-01", stated)}}
	for _, c := range []struct {
		name     string
		t        utility.Tariff
		units    string
		from, to string
		want     string
	}{
		{"within the first block", tariff("kWh", telescopic()), "100", "2026-04-01", "2026-05-01", "560.00"},
		{"just over it", tariff("kWh", telescopic()), "100.001", "2026-04-01", "2026-05-01", "560.01"},
		{"nothing used: the fixed amount", tariff("kWh", telescopic()), "0", "2026-04-01", "2026-05-01", "60.00"},
		{"31 days: the edge is 103.333", tariff("kWh", telescopic()), "104", "2026-01-01", "2026-02-01", "583.33"}, // 516.665 + 4.669 + 62.00
		{"15 days: half of both", tariff("kWh", telescopic()), "60", "2026-04-01", "2026-04-16", "350.00"},
		{"the fixed amount bears no surcharge", tariff("kWh", surcharged), "110", "2026-04-01", "2026-05-01", "687.00"},
		{"slab: at the edge", tariff("kWh", slabs), "100", "2026-04-01", "2026-05-01", "500.00"},
		{"slab: over the edge all is priced anew", tariff("kWh", slabs), "100.001", "2026-04-01", "2026-05-01", "700.01"},
		{"slab: the edge goes with the days", tariff("kWh", slabs), "50.001", "2026-04-01", "2026-04-16", "350.01"},
		{"not by days: two months, one edge", tariff("kWh", stated), "120", "2026-04-01", "2026-06-01", "700.00"},
		{"winter", tariff("m³", winter), "10", "2026-01-01", "2026-02-01", "80.00"},
		{"not winter", tariff("m³", winter), "10", "2026-04-01", "2026-05-01", "50.00"},
		{"out of winter: 11 of 31 days", tariff("m³", winter), "31", "2026-03-12", "2026-04-12", "215.00"}, // 20 × 8 + 11 × 5
		{"into winter and out", tariff("m³", winter), "365", "2026-01-01", "2027-01-01", "2278.00"},        // 151 × 8 + 214 × 5
		{"summer", tariff("m³", summer), "365", "2026-01-01", "2027-01-01", "1733.00"},                     // 92 × 4 + 273 × 5
		{"a price for a thousand", thousand, "12.345", "2026-01-01", "2026-02-01", "67.54"},
		{"edges to whole units", steps, "104", "2026-01-01", "2026-02-01", "584.00"}, // 103 × 5 + 1 × 7 + 62
		{"edges down: 96 of 96.667", down, "100", "2026-03-01", "2026-03-30", "566.00"},
		{"edges half-even: 97 of 96.667", steps, "100", "2026-03-01", "2026-03-30", "564.00"},
		{"a new price inside", rise, "61", "2026-06-01", "2026-08-01", "336.00"},                          // 30 × 5 + 31 × 6
		{"units are divided by days, to the thousandth", rise, "10", "2026-06-01", "2026-08-01", "55.08"}, // 4.918 × 5 + 5.082 × 6
		{"a new entry with the same prices changes nothing", edges, "220", "2026-06-16", "2026-07-16", "1400.00"},
		{"nor where edges are stated for a reading", whole, "220", "2026-06-01", "2026-08-01", "1400.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.NoError(t, c.t.Validate())
			got, err := c.t.Price(qty(c.units), period(c.from, c.to), finance.HalfEven)
			require.NoError(t, err)
			require.Equal(t, c.want+" RUB", got.String())
			bill, err := c.t.Bill(qty(c.units), period(c.from, c.to), finance.HalfEven)
			require.NoError(t, err)
			require.Equal(t, got, bill.Amount)
			requireBill(t, bill, qty(c.units), period(c.from, c.to))
		})
	}
}

// requireBill adds up a bill by hand: its pieces tile the days, its lines are
// the units, and their exact sum is half a kopeck from the amount at most.
func requireBill(t *testing.T, b utility.Bill, units utility.Quantity, p civil.Period) {
	t.Helper()
	var pieces []civil.Period
	used := int64(0)
	for _, piece := range b.Pieces {
		pieces = append(pieces, piece.Period)
		over, in := utility.Quantity{}, int64(0)
		for _, l := range piece.Lines {
			require.Equal(t, over, l.Over)
			over = l.UpTo
			in += l.Units.Thousandths()
		}
		require.Equal(t, piece.Units.Thousandths(), in)
		used += in
		require.EqualValues(t, piece.Period.Days(), piece.Held)
	}
	require.NoError(t, civil.Tile(p, pieces...))
	require.Equal(t, units.Thousandths(), used)
	diff := new(big.Rat).Sub(exactSum(b), big.NewRat(b.Amount.Minor(), 1))
	require.LessOrEqual(t, diff.Abs(diff).Cmp(big.NewRat(1, 2)), 0)
}

func TestPriceRefused(t *testing.T) {
	rise := utility.Tariff{Unit: "kWh", Prices: civil.Timeline[utility.Prices]{entry("2026-07-01", flat("6.00"))}}
	huge := tariff("kWh", flat("90000000000000000.00"))
	for _, c := range []struct {
		name  string
		t     utility.Tariff
		units string
		p     civil.Period
		want  error
	}{
		{"before the first entry", rise, "1", period("2026-06-30", "2026-07-02"), finance.ErrMissing},
		{"no days", rise, "1", period("2026-07-02", "2026-07-02"), finance.ErrOrder},
		{"no end", rise, "1", civil.Period{From: day("2026-07-02")}, finance.ErrMissing},
		{"no period", rise, "1", civil.Period{}, finance.ErrMissing},
		{"too many days", rise, "1", period("2026-07-02", "2037-07-02"), finance.ErrLimit},
		{"too much money", huge, "2", period("2026-07-02", "2026-07-03"), finance.ErrOverflow},
		{"much too much", huge, "1000000000000", period("2026-07-02", "2026-07-03"), finance.ErrOverflow},
		{"a last edge", tariff("kWh", utility.Prices{Slabs: []utility.Slab{{UpTo: qty("1"), Blocks: flat("1.00").Slabs[0].Blocks}}}), "2", period("2026-07-02", "2026-07-03"), finance.ErrMissing},
		{"two currencies", tariff("kWh", utility.Prices{Slabs: []utility.Slab{{Fixed: rub("1.00"), Blocks: []utility.Block{{Price: finance.MustMoney("1.00 EUR")}}}}}), "2", period("2026-07-02", "2026-07-03"), finance.ErrCurrency},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.t.Price(qty(c.units), c.p, finance.HalfEven)
			require.ErrorIs(t, err, c.want)
			require.Zero(t, got)
			b, err := c.t.Bill(qty(c.units), c.p, finance.HalfEven)
			require.ErrorIs(t, err, c.want)
			require.Zero(t, b)
		})
	}
	_, err := tariff("kWh", flat("1.00")).Price(qty("1"), period("2026-07-02", "2026-07-03"), 99)
	require.ErrorIs(t, err, finance.ErrRange)
	free, err := tariff("kWh", utility.Prices{Slabs: []utility.Slab{{Blocks: []utility.Block{{}}}}}).Price(qty("1"), period("2026-07-02", "2026-07-03"), finance.HalfEven)
	require.NoError(t, err)
	require.True(t, free.IsZero())
}

func TestTariffRefused(t *testing.T) {
	for _, c := range []struct {
		bad  func(*utility.Tariff)
		path string
		want error
	}{
		{func(t *utility.Tariff) { t.Unit = "" }, "unit", finance.ErrMissing},
		{func(t *utility.Tariff) { t.Unit = strings.Repeat("u", 41) }, "unit", finance.ErrLimit},
		{func(t *utility.Tariff) { t.EdgeRounding = 99 }, "edge_rounding", finance.ErrRange},
		{func(t *utility.Tariff) { t.Prices = nil }, "prices", finance.ErrMissing},
		{func(t *utility.Tariff) { t.Prices = make(civil.Timeline[utility.Prices], utility.MaxPrices+1) }, "prices", finance.ErrLimit},
		{func(t *utility.Tariff) { t.Prices[0].Source = "" }, "prices[0].source", finance.ErrMissing},
		{func(t *utility.Tariff) { t.Prices[1].From = t.Prices[0].From }, "prices[1].from", finance.ErrOrder},
		{func(t *utility.Tariff) { t.Prices[0].Value.Days = -1 }, "prices[0].value.days", finance.ErrRange},
		{func(t *utility.Tariff) { t.Prices[0].Value.Days = 367 }, "prices[0].value.days", finance.ErrRange},
		{func(t *utility.Tariff) { t.Prices[0].Value.Surcharge = finance.MustRate("-1%") }, "prices[0].value.surcharge", finance.ErrNegative},
		{func(t *utility.Tariff) { t.Prices[0].Value.Slabs = nil }, "prices[0].value.slabs", finance.ErrMissing},
		{func(t *utility.Tariff) { t.Prices[0].Value.Slabs = make([]utility.Slab, utility.MaxSlabs+1) }, "prices[0].value.slabs", finance.ErrLimit},
		{func(t *utility.Tariff) { t.Prices[0].Value.Slabs[0].UpTo = qty("1") }, "prices[0].value.slabs[0].up_to", finance.ErrConflict},
		{func(t *utility.Tariff) { t.Prices[0].Value.Slabs[0].Fixed = rub("-1.00") }, "prices[0].value.slabs[0].fixed", finance.ErrNegative},
		{func(t *utility.Tariff) { t.Prices[0].Value.Slabs[0].Blocks = nil }, "prices[0].value.slabs[0].blocks", finance.ErrMissing},
		{func(t *utility.Tariff) {
			t.Prices[0].Value.Slabs[0].Blocks = make([]utility.Block, utility.MaxBlocks+1)
		}, "prices[0].value.slabs[0].blocks", finance.ErrLimit},
		{func(t *utility.Tariff) { t.Prices[0].Value.Slabs[0].Blocks[0].UpTo = qty("0") }, "prices[0].value.slabs[0].blocks[0].up_to", finance.ErrMissing},
		{func(t *utility.Tariff) { t.Prices[0].Value.Slabs[0].Blocks[1].UpTo = qty("200") }, "prices[0].value.slabs[0].blocks[1].up_to", finance.ErrConflict},
		{func(t *utility.Tariff) {
			b := &t.Prices[0].Value.Slabs[0].Blocks
			*b = append([]utility.Block{{UpTo: qty("100")}}, *b...)
		}, "prices[0].value.slabs[0].blocks[1].up_to", finance.ErrOrder},
		{func(t *utility.Tariff) { t.Prices[0].Value.Slabs[0].Blocks[0].Price = rub("-1.00") }, "prices[0].value.slabs[0].blocks[0].price", finance.ErrNegative},
		{func(t *utility.Tariff) { t.Prices[1].Value.Slabs[0].Blocks[0].Price = finance.MustMoney("1.00 EUR") }, "prices[1].value.slabs[0].blocks[0].price", finance.ErrCurrency},
		{func(t *utility.Tariff) { t.Prices[1].Value.Seasons[0].Slabs[0].Fixed = finance.MustMoney("1.00 EUR") }, "prices[1].value.seasons[0].slabs[0].fixed", finance.ErrCurrency},
		{func(t *utility.Tariff) { t.Prices[1].Value.Seasons[0].From = 0 }, "prices[1].value.seasons[0].from", finance.ErrRange},
		{func(t *utility.Tariff) { t.Prices[1].Value.Seasons[0].Through = 13 }, "prices[1].value.seasons[0].through", finance.ErrRange},
		{func(t *utility.Tariff) { t.Prices[1].Value.Seasons[0].Slabs = nil }, "prices[1].value.seasons[0].slabs", finance.ErrMissing},
		{func(t *utility.Tariff) { t.Prices[1].Value.Seasons[1].From = 3 }, "prices[1].value.seasons[1]", finance.ErrOverlap},
		{func(t *utility.Tariff) { t.Prices[1].Value.Seasons = make([]utility.Season, 13) }, "prices[1].value.seasons", finance.ErrLimit},
		{func(t *utility.Tariff) {
			t.Prices[1].Value.Seasons[1].From, t.Prices[1].Value.Seasons[1].Through = 4, 10
		}, "prices[1].value.slabs", finance.ErrConflict},
	} {
		seasonal := telescopic()
		seasonal.Seasons = []utility.Season{{From: 11, Through: 3, Slabs: telescopic().Slabs}, {From: 7, Through: 7, Slabs: telescopic().Slabs}}
		tr := utility.Tariff{Unit: "kWh", Prices: civil.Timeline[utility.Prices]{entry("2025-01-01", telescopic()), entry("2026-01-01", seasonal)}}
		require.NoError(t, tr.Validate())
		c.bad(&tr)
		err := tr.Validate()
		require.Equal(t, []string{c.path}, paths(t, err))
		require.ErrorIs(t, err, c.want)
	}
	seasons := utility.Prices{Seasons: []utility.Season{{From: 11, Through: 3, Slabs: flat("8.00").Slabs}, {From: 4, Through: 10, Slabs: flat("5.00").Slabs}}}
	require.NoError(t, tariff("m³", seasons).Validate(), "two seasons are the whole year")
}

func TestBillText(t *testing.T) {
	p := telescopic()
	p.Surcharge = finance.MustRate("2.5%")
	p.Slabs = append([]utility.Slab{{UpTo: qty("50"), Blocks: []utility.Block{{Price: rub("4.00")}}}}, p.Slabs...)
	tr := tariff("kWh", p)
	tr.Per = qty("10")
	b, err := tr.Bill(qty("104.5"), period("2026-01-01", "2026-02-01"), finance.HalfUp)
	require.NoError(t, err)
	require.Equal(t, "2026-01-01..2026-02-01: 104.5 kWh, 31/30 days (the case): 103.333 kWh up to 103.333 × 5.00 RUB / 10; 1.167 kWh over 103.333 × 7.00 RUB / 10; surcharge 2.5%; fixed 60.00 RUB × 31/30 days\ntotal 115.80 RUB (edges to 0.001 kWh half-even, amount half-up)", b.String())
	require.Equal(t, b.String(), b.Text(accrual.Language(9)))
	b, err = tr.Bill(qty("40"), period("2026-01-01", "2026-02-01"), finance.HalfUp)
	require.NoError(t, err)
	require.Equal(t, "2026-01-01..2026-02-01: 40 kWh, 31/30 дн. (the case): ступень до 51,667 kWh; 40 kWh × 4,00 ₽ / 10; надбавка 2,5%\nитого 16,40 ₽ (границы до 0,001 kWh half-even, сумма half-up)", strings.ReplaceAll(b.Text(accrual.Russian), "\u00a0", " "))
}

// A law of tariffs: of one price nothing changes however the days are cut, with
// blocks a second entry of the same prices moves an edge by a thousandth of a
// unit at most, more units never cost less under blocks, and one rounding is half
// a kopeck from the exact sum.
func TestTariffLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(2026, 1))
	for range 400 {
		p := randomPrices(r)
		from := day("2026-01-01").AddDays(r.IntN(500))
		days := 1 + r.IntN(100)
		span := civil.Period{From: from, To: from.AddDays(days)}
		one := tariff("kWh", p)
		require.NoError(t, one.Validate())
		two := utility.Tariff{Unit: "kWh", Prices: append(one.Prices, civil.Entry[utility.Prices]{From: from.AddDays(r.IntN(days + 1)), Value: p, Source: "again"})}
		require.NoError(t, two.Validate())
		units, err := utility.NewQuantity(r.Int64N(500_000))
		require.NoError(t, err)
		bill, err := one.Bill(units, span, finance.HalfEven)
		require.NoError(t, err)
		requireBill(t, bill, units, span)
		cut, err := two.Bill(units, span, finance.HalfEven)
		require.NoError(t, err)
		requireBill(t, cut, units, span)
		diff, err := bill.Amount.Sub(cut.Amount)
		require.NoError(t, err)
		require.LessOrEqual(t, max(diff.Minor(), -diff.Minor()), int64(30), "an edge by a thousandth")
		more, err := units.Add(qty("0.5"))
		require.NoError(t, err)
		dearer, err := one.Price(more, span, finance.HalfEven)
		require.NoError(t, err)
		require.GreaterOrEqual(t, dearer.Minor(), bill.Amount.Minor())
	}
}

func randomPrices(r *rand.Rand) utility.Prices {
	p := utility.Prices{Days: []int{0, 28, 30, 31}[r.IntN(4)], Slabs: randomSlabs(r), Surcharge: finance.MustRate([]string{"0%", "2.5%", "1/3"}[r.IntN(3)])}
	if r.IntN(2) == 0 {
		p.Seasons = []utility.Season{{From: 11, Through: 3, Slabs: randomSlabs(r)}}
	}
	return p
}

func randomSlabs(r *rand.Rand) []utility.Slab {
	s := utility.Slab{Fixed: finance.Minor(r.Int64N(10_000), finance.RUB)}
	edge, price := int64(0), int64(0)
	for range 1 + r.IntN(4) {
		edge += 1 + r.Int64N(200_000)
		price += r.Int64N(900)
		q, _ := utility.NewQuantity(edge)
		s.Blocks = append(s.Blocks, utility.Block{UpTo: q, Price: finance.Minor(price, finance.RUB)})
	}
	s.Blocks[len(s.Blocks)-1].UpTo = utility.Quantity{}
	return []utility.Slab{s}
}

// Large amounts leave the quick road and come to the same sums.
func TestWideRoad(t *testing.T) {
	p := utility.Prices{Days: 31, Surcharge: finance.MustRate("1/999983"), Slabs: []utility.Slab{{
		Fixed: rub("70000000000001.01"), Blocks: []utility.Block{{UpTo: qty("333.333"), Price: rub("100000000000.07")}, {Price: rub("200000000000.11")}},
	}}}
	tr := tariff("kWh", p)
	tr.Per = qty("0.997")
	require.NoError(t, tr.Validate())
	for _, r := range []finance.Rounding{finance.HalfEven, finance.Up, finance.Down, finance.Floor, finance.Ceiling, finance.HalfUp, finance.HalfDown} {
		b, err := tr.Bill(qty("777.777"), period("2026-02-01", "2026-03-01"), r)
		require.NoError(t, err)
		sum := exactSum(b)
		floor := new(big.Int).Div(sum.Num(), sum.Denom())
		rest := new(big.Rat).Sub(sum, new(big.Rat).SetInt(floor))
		want := floor.Int64()
		up := rest.Sign() > 0 && (r == finance.Up || r == finance.Ceiling || r != finance.Down && r != finance.Floor && rest.Cmp(big.NewRat(1, 2)) > 0)
		if up {
			want++
		}
		require.Equal(t, want, b.Amount.Minor(), r)
	}
}

func exactSum(b utility.Bill) *big.Rat {
	sum := new(big.Rat)
	for _, p := range b.Pieces {
		energy := new(big.Rat)
		for _, l := range p.Lines {
			line := big.NewRat(l.Units.Thousandths(), p.Per.Thousandths())
			energy.Add(energy, line.Mul(line, new(big.Rat).SetInt64(l.Price.Minor())))
		}
		sum.Add(sum, energy)
		sum.Add(sum, energy.Mul(energy, big.NewRat(p.Surcharge.Num(), p.Surcharge.Den())))
		fixed := big.NewRat(p.Held, p.Whole)
		sum.Add(sum, fixed.Mul(fixed, new(big.Rat).SetInt64(p.Fixed.Minor())))
	}
	return sum
}
