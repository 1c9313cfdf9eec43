package revshare_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/quick"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// The parts sum to the whole, by every rule and of every total.
func TestPartsSumToTheWhole(t *testing.T) {
	sums := func(kopecks int64, weights []uint16, rule uint8) bool {
		p := revshare.SplitShare{Meter: "gross", Remainder: finance.Remainder(rule % 3)}
		var any bool
		for _, w := range weights {
			p.Weights = append(p.Weights, int64(w))
			any = any || w > 0
		}
		if !any {
			_, err := p.Earned(full(finance.RUB, kopecks))
			return err != nil // the only excuse
		}
		var sum int64
		for p.Part = range p.Weights {
			part, err := p.Earned(full(finance.RUB, kopecks))
			if err != nil {
				return false
			}
			sum += part.Minor()
		}
		return sum == kopecks
	}
	require.NoError(t, quick.Check(sums, nil))
}

// What a mirrored clause takes on a total it gives back on its opposite, by
// every rounding: a full refund in a later window returns everybody to zero.
func TestFullRefundReturnsEverybodyToZero(t *testing.T) {
	zero := func(kopecks int64, rounding uint8) bool {
		r := finance.Rounding(rounding % 9)
		kopecks >>= 8 // so that 100 % of it and its opposite are int64
		for _, e := range []accrual.Earner{
			revshare.PassThrough{Meter: "gross"},
			revshare.Commission{Meter: "gross", Rate: finance.MustRate("1/3"), Rounding: r},
			revshare.SlabCommission{Meter: "gross", Tiers: slabs("RUB", "0", "1/7", "100", "1/3"), Rounding: r},
			revshare.SplitShare{Meter: "gross", Weights: []int64{2, 3, 5}, Part: 1},
		} {
			sale, err := e.Earned(full(finance.RUB, kopecks))
			if err != nil {
				return false
			}
			refund, err := e.Earned(full(finance.RUB, -kopecks))
			if err != nil || sale.Minor()+refund.Minor() != 0 {
				return false
			}
		}
		return true
	}
	require.NoError(t, quick.Check(zero, nil))
}

// history is some months of sales and returns, in order of day and id.
func history(r *rand.Rand) []accrual.Fact {
	var facts []accrual.Fact
	first := civil.MustDate("2026-02-01")
	for i := range 40 {
		on := first.AddDays(r.IntN(120))
		sale := sold(fmt.Sprintf("S-%02d", i), on.String(), 1+r.Int64N(9000))
		facts = append(facts, sale)
		left := sale.Adds[1].N
		for k := 0; left > 0 && r.IntN(2) == 0; k++ {
			part := 1 + r.Int64N(left)
			left -= part
			facts = append(facts, sentBack(fmt.Sprintf("R-%02d-%d", i, k), on.AddDays(r.IntN(40)).String(), part, sale))
		}
	}
	slices.SortFunc(facts, func(a, b accrual.Fact) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.ID, b.ID))
	})
	return facts
}

// stepped gives the sum of the lines and the last state, cut before each of the
// given days.
func steppedOver(t *testing.T, c revshare.FrozenCommission, facts []accrual.Fact, cuts ...civil.Date) (int64, accrual.State) {
	t.Helper()
	var sum int64
	var state accrual.State
	for _, to := range append(cuts, civil.MustDate("2026-09-01")) {
		n := 0
		for n < len(facts) && facts[n].On.Before(to) {
			n++
		}
		lines, next, err := c.Step(state, life(to.String()), facts[:n])
		require.NoError(t, err)
		for _, l := range lines {
			sum += l.Net.Minor()
		}
		state, facts = next, facts[n:]
	}
	return sum, state
}

// However the term is cut, the sum and the state are the same, by every cycle.
func TestFrozenCutAnywhere(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		facts := history(r)
		c := frozen
		c.Per, c.Rounding = accrual.Cycle(seed%6), finance.Rounding(seed%9)
		if seed%2 == 0 {
			c.Within = 40
		}
		whole, state := steppedOver(t, c, facts)
		require.NotZero(t, whole)
		cuts := []civil.Date{civil.MustDate("2026-02-01").AddDays(r.IntN(60))}
		cuts = append(cuts, cuts[0].AddDays(r.IntN(60)))
		got, cut := steppedOver(t, c, facts, cuts...)
		require.Equal(t, whole, got, "seed %d cut at %v", seed, cuts)
		require.Equal(t, state, cut, "seed %d cut at %v", seed, cuts)
	}
}

// Once everything has come back, in whatever parts, nothing is left of the fee.
func TestFrozenReturnsEverything(t *testing.T) {
	for seed := range uint64(30) {
		facts := history(rand.New(rand.NewPCG(seed, 2)))
		left := map[string]int64{}
		sales := map[string]accrual.Fact{}
		for _, f := range facts {
			if f.Of.ID == "" {
				sales[f.ID] = f
			}
			left[cmp.Or(f.Of.ID, f.ID)] += f.Adds[1].N
		}
		for id, n := range left {
			if n > 0 {
				facts = append(facts, sentBack("Z-"+id, "2026-08-31", n, sales[id]))
			}
		}
		sum, _ := steppedOver(t, frozen, facts)
		require.Zero(t, sum, "seed %d", seed)
	}
}

// Without returns a frozen commission is the commission by slabs.
func TestFrozenIsSlabWithoutReturns(t *testing.T) {
	slab := revshare.SlabCommission{Meter: "gross", Tiers: frozen.Tiers}
	same := func(a, b, c uint32) bool {
		facts := []accrual.Fact{sold("S-1", "2026-03-02", int64(a)), sold("S-2", "2026-03-02", int64(b)), sold("S-3", "2026-03-31", int64(c))}
		lines, _, err := frozen.Step("", life("2026-04-01"), facts)
		if err != nil || len(lines) != 1 {
			return false
		}
		want, err := slab.Earned(full(finance.RUB, int64(a)+int64(b)+int64(c)))
		return err == nil && want == lines[0].Net
	}
	require.NoError(t, quick.Check(same, nil))
}

// What earns a million windows a second must not allocate.
func TestEarnedDoesNotAllocate(t *testing.T) {
	for _, e := range []accrual.Earner{
		revshare.PassThrough{Meter: "gross"},
		thirty,
		stepped,
		revshare.Minimum{Amount: finance.MustMoney("5000.00 RUB"), Of: "fee", Prorated: true},
		revshare.SplitShare{Meter: "gross", Weights: []int64{60, 40}, Part: 1},
		shelf,
		revshare.UnitFee{Meter: "units", Price: finance.MustMoney("15.00 RUB")},
		revshare.NetBase{Meter: "gross", Deductions: net.Deductions[1:2]},
		revshare.ShareOf{Rate: finance.MustRate("30%"), Of: revshare.Part{Clause: thirty}},
		revshare.Combined{Take: revshare.Greatest, Of: revshare.Parts(thirty, shelf), AtMost: finance.MustMoney("500.00 RUB")},
		revshare.Combined{Of: revshare.Parts(revshare.Combined{Of: revshare.Parts(stepped)}, shelf)},
		revshare.Cap{Amount: finance.MustMoney("500.00 RUB"), Of: []string{"fee"}},
		revshare.CardCommission{Card: revshare.RateCard{Meter: "gross", Default: finance.MustRate("30%")}},
	} {
		for _, n := range []int64{14000001, -14000001} {
			s := full(finance.RUB, n)
			require.Zero(t, testing.AllocsPerRun(100, func() { _, _ = e.Earned(s) }), "%T of %d", e, n)
		}
	}
}
