package brand_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// draw is a history that a shop accepts: its stock is counted by the plainest
// means, a table of days.
func draw(r *rand.Rand) (brand.Facts, []int64) {
	first, level := day("2026-03-01"), int64(0)
	levels := make([]int64, 90)
	var f brand.Facts
	id := func(kind string) string {
		return fmt.Sprintf("%s-%04d", kind, r.IntN(10)*1000+len(f.Sales)+len(f.Deliveries)+len(f.Returns)+len(f.Withdrawals))
	}
	type open struct {
		sale  string
		n     int64
		known civil.Date
	}
	later := func(a, b civil.Date) civil.Date {
		if a.After(b) {
			return a
		}
		return b
	}
	var out []open
	for d := range levels {
		on := first.AddDays(d)
		if r.IntN(4) == 0 {
			n := 1 + r.Int64N(20)
			f.Deliveries = append(f.Deliveries, brand.Delivery{ID: id("D"), Consignment: "C-1", SKU: "hat", On: on, Known: on, Units: n})
			level += n
		}
		for i, o := range out {
			if o.n > 0 && r.IntN(20) == 0 {
				n := 1 + r.Int64N(o.n)
				f.Returns = append(f.Returns, brand.Return{ID: id("R"), Sale: o.sale, On: on, Known: later(o.known, on.AddDays(r.IntN(40))), Units: n, Amount: finance.Minor(n*33_33, finance.RUB)})
				out[i].n -= n
				level += n
			}
		}
		if level > 0 && r.IntN(2) == 0 {
			n := 1 + r.Int64N(level)
			s := brand.Sale{ID: id("S"), Consignment: "C-1", SKU: "hat", On: on, Known: on.AddDays(r.IntN(40)), Units: n, Amount: finance.Minor(n*33_33, finance.RUB)}
			f.Sales, out = append(f.Sales, s), append(out, open{s.ID, n, s.Known})
			level -= n
		}
		if level > 0 && r.IntN(10) == 0 {
			f.Withdrawals = append(f.Withdrawals, brand.Withdrawal{ID: id("W"), Consignment: "C-1", SKU: "hat", On: on, Known: on, Units: 1})
			level--
		}
		levels[d] = level
	}
	return f, levels
}

// The stock of each day is that of the plain table, in whatever order the facts
// stand, and movements of pieces add up to those of the whole.
func TestStockAgainstATable(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 1))
		f, levels := draw(r)
		r.Shuffle(len(f.Sales), func(i, j int) { f.Sales[i], f.Sales[j] = f.Sales[j], f.Sales[i] })
		r.Shuffle(len(f.Returns), func(i, j int) { f.Returns[i], f.Returns[j] = f.Returns[j], f.Returns[i] })
		r.Shuffle(len(f.Deliveries), func(i, j int) { f.Deliveries[i], f.Deliveries[j] = f.Deliveries[j], f.Deliveries[i] })
		tr := trade(t, f)
		for d, want := range levels {
			require.Equal(t, want, tr.OnHand(hat, day("2026-03-01").AddDays(d)), "seed %d, day %d", seed, d)
		}
		whole := civil.Period{From: day("2026-03-01"), To: day("2026-06-01")}
		var sum brand.Movements
		for _, p := range whole.SplitAt(day("2026-03-01").AddDays(1+r.IntN(40)), day("2026-04-20").AddDays(r.IntN(30))) {
			m := tr.Movements(hat, p)
			require.Equal(t, m.Closing(), tr.OnHand(hat, p.To.AddDays(-1)))
			sum = brand.Movements{In: sum.In + m.In, Sold: sum.Sold + m.Sold, Returned: sum.Returned + m.Returned, SentBack: sum.SentBack + m.SentBack}
		}
		require.Equal(t, sum, tr.Movements(hat, whole), "seed %d", seed)
	}
}

// One unit more than there is on the last day is refused, whatever the history.
func TestStockRefusesOneTooMany(t *testing.T) {
	for seed := range uint64(50) {
		f, levels := draw(rand.New(rand.NewPCG(seed, 2)))
		last := levels[len(levels)-1]
		take := sentBack("Z-1", "2026-06-01", last+1)
		f.Withdrawals = append(f.Withdrawals, take)
		_, err := quarter().Trade(f)
		require.ErrorIs(t, err, finance.ErrNegative, "seed %d", seed)
		if last > 0 {
			f.Withdrawals[len(f.Withdrawals)-1].Units = last
			require.Zero(t, trade(t, f).OnHand(hat, day("2026-06-01")))
		}
	}
}

// balance is what the shop owes after all that was posted.
func balance(t *testing.T, posted []accrual.Obligation) (proceeds, fee int64) {
	t.Helper()
	for _, o := range posted {
		switch {
		case o.Debtor == "SHOP" && o.Creditor == "M-1":
			proceeds += o.Net.Minor()
		case o.Debtor == "M-1" && o.Creditor == "SHOP":
			fee += o.Net.Minor()
		default:
			require.Fail(t, "neither", "%v", o)
		}
	}
	return proceeds, fee
}

// Month by month with facts that come late, or at once with all known: what was
// posted is the same, and the proceeds are what buyers paid and kept.
func TestClosedLateAndAtOnce(t *testing.T) {
	for seed := range uint64(20) {
		f, _ := draw(rand.New(rand.NewPCG(seed, 3)))
		s := quarter()
		slabs := finance.Tiers{Steps: []finance.Tier{{Rate: finance.MustRate("1/3")}, {Over: amount("500.00 RUB"), Rate: finance.MustRate("1/7")}}}
		fees := []accrual.Clause{
			revshare.Commission{Meter: brand.Gross, Rate: finance.MustRate("1/3")},
			revshare.FrozenCommission{Meter: brand.Gross, Tiers: slabs},
		}
		s.Consignments[0].Clauses = brand.ProceedsLess(fees[seed%2])
		lateProceeds, lateFee := balance(t, closed(t, s, f, march, civil.MustMonth("2026-08")))
		var paid int64
		for i := range f.Sales {
			f.Sales[i].Known = f.Sales[i].On
			paid += f.Sales[i].Amount.Minor()
		}
		for i := range f.Returns {
			f.Returns[i].Known = f.Returns[i].On
			paid -= f.Returns[i].Amount.Minor()
		}
		proceeds, fee := balance(t, closed(t, s, f, march, civil.MustMonth("2026-08")))
		require.Equal(t, [2]int64{paid, fee}, [2]int64{proceeds, fee}, "seed %d", seed)
		require.Equal(t, [2]int64{proceeds, fee}, [2]int64{lateProceeds, lateFee}, "seed %d", seed)
	}
}

// When every buyer has had everything back, nobody owes anybody anything.
func TestFullRefundReturnsEverybodyToZero(t *testing.T) {
	for seed := range uint64(20) {
		f, _ := draw(rand.New(rand.NewPCG(seed, 4)))
		kept := map[string]brand.Sale{}
		for _, s := range f.Sales {
			kept[s.ID] = s
		}
		for _, r := range f.Returns {
			s := kept[r.Sale]
			left, err := s.Amount.Sub(r.Amount)
			require.NoError(t, err)
			s.Units, s.Amount = s.Units-r.Units, left
			kept[r.Sale] = s
		}
		for id, s := range kept {
			if s.Units > 0 {
				on := day("2026-07-15")
				f.Returns = append(f.Returns, brand.Return{ID: "Z-" + id, Sale: id, On: on, Known: on, Units: s.Units, Amount: s.Amount})
			}
		}
		slabs := finance.Tiers{Steps: []finance.Tier{{Rate: finance.MustRate("1/3")}, {Over: amount("500.00 RUB"), Rate: finance.MustRate("1/7")}}}
		for _, clause := range []accrual.Clause{
			revshare.FrozenCommission{Meter: brand.Gross, Tiers: slabs},
			revshare.Commission{Meter: brand.Gross, Rate: finance.MustRate("1/3"), Returns: accrual.InSaleWindow},
			revshare.SlabCommission{Meter: brand.Gross, Tiers: slabs, Per: accrual.ByYear},
		} {
			s := quarter()
			s.Consignments[0].Clauses = brand.ProceedsLess(clause)
			proceeds, fee := balance(t, closed(t, s, f, march, civil.MustMonth("2026-08")))
			require.Zero(t, proceeds, "seed %d", seed)
			require.Zero(t, fee, "seed %d, %T", seed, clause)
		}
	}
}

// A year of a large shop: 200,000 lines in well under a second on a desktop;
// the bound is there to catch work that grows with the square.
func TestManyLines(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	const lines = 200_000
	f := brand.Facts{Sales: make([]brand.Sale, lines), Returns: make([]brand.Return, lines/10)}
	for i := range f.Sales {
		f.Sales[i] = sold(fmt.Sprintf("S-%07d", i*7919%lines), "2026-03-05", 1, "10")
		f.Sales[i].SKU = fmt.Sprintf("sku-%d", i%500)
		f.Sales[i].On = day("2026-03-05").AddDays(i % 300)
	}
	for i := range f.Returns {
		f.Returns[i] = cameBack(fmt.Sprintf("R-%07d", i), f.Sales[i*10].ID, "2027-02-01", 1, "10")
	}
	for i := range 500 {
		d := delivered(fmt.Sprintf("D-%d", i), "2026-03-01", lines)
		d.SKU = fmt.Sprintf("sku-%d", i)
		f.Deliveries = append(f.Deliveries, d)
	}
	begun := time.Now()
	tr := trade(t, f)
	require.Less(t, time.Since(begun), 20*time.Second)
	require.Len(t, slices.Collect(tr.Items()), 500)
	require.Equal(t, brand.Movements{In: 500 * lines, Sold: lines, Returned: lines / 10}, tr.BrandMovements("knit", civil.Period{From: day("2026-03-01")}))
}
