package servicecharge_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

var categories = []string{"cleaning", "heat", "repairs", "security"}

// randomHouse has up to a dozen leases that come and go, with keys that change,
// under each denominator or with a fixed share.
func randomHouse(r *rand.Rand) servicecharge.Reconciliation {
	var leases []servicecharge.Participant
	for i := range 1 + r.IntN(12) {
		from := day("2025-07-01").AddDays(r.IntN(500))
		l := lease(fmt.Sprintf("L-%d", i), 1+r.Int64N(6_000), civil.Period{From: from, To: from.AddDays(1 + r.IntN(400))})
		l.Held[0].From = from.AddDays(-r.IntN(200))
		l.Values[0].Value++
		l.Values = append(l.Values, civil.Entry[int64]{From: from.AddDays(r.IntN(300)), Value: r.Int64N(6_000), Source: "a test"})
		if r.IntN(3) == 0 {
			after := l.Held[0].To.AddDays(r.IntN(50))
			l.Held = append(l.Held, civil.Period{From: after, To: after.AddDays(1 + r.IntN(100))})
		}
		l.Terms.Of = servicecharge.Denominator(r.IntN(3))
		if r.IntN(5) == 0 {
			l.Terms.Fixed, _ = finance.NewRate(1+r.Int64N(3), 50+r.Int64N(50))
			l.Terms.Of = 0
		}
		for _, c := range categories {
			if r.IntN(6) == 0 {
				l.Terms.Exclude = append(l.Terms.Exclude, c)
			}
		}
		leases = append(leases, l)
	}
	var costs []servicecharge.Cost
	for i := range 1 + r.IntN(20) {
		c := cost(fmt.Sprint(i), categories[r.IntN(4)], "1.00", r.IntN(2) == 0)
		c.On, c.Amount = year.From.AddDays(r.IntN(365)), minor(1+r.Int64N(1e7))
		costs = append(costs, c)
	}
	h := house(costs, leases...)
	h.Pool.Sizes = civil.Timeline[servicecharge.Size]{
		{From: day("2020-01-01"), Value: servicecharge.Size{Lettable: 150_000, Common: 10_000}, Source: "a test"},
		{From: day("2026-01-01").AddDays(r.IntN(365)), Value: servicecharge.Size{Lettable: 140_000 + r.Int64N(1000), Common: r.Int64N(50)}, Source: "a test"},
	}
	h.Pool.Remainder = finance.Remainder(r.IntN(3))
	if r.IntN(2) == 0 {
		h.Pool.GrossUp, _ = finance.NewRate(1+r.Int64N(100), 100)
	}
	if r.IntN(3) == 0 {
		h.Occupancy, _ = finance.NewRate(1+r.Int64N(100), 100)
	}
	return h
}

// shareOn is the share of a lease on a day by its definition, slowly.
func shareOn(h *servicecharge.Reconciliation, i int, d civil.Date) *big.Rat {
	on := func(p *servicecharge.Participant) (key int64, held bool) {
		held = slices.ContainsFunc(p.Held, func(x civil.Period) bool { return x.Contains(d) })
		key, _ = p.Values.On(d)
		return key, held
	}
	all, fixed := int64(0), new(big.Rat)
	for j := range h.Participants {
		p := &h.Participants[j]
		switch key, held := on(p); {
		case !held:
		case p.Terms.Fixed.IsZero():
			all += key
		default:
			fixed.Add(fixed, big.NewRat(p.Terms.Fixed.Num(), p.Terms.Fixed.Den()))
		}
	}
	p := &h.Participants[i]
	key, held := on(p)
	size, _ := h.Pool.Sizes.On(d)
	switch {
	case !held:
		return new(big.Rat)
	case !p.Terms.Fixed.IsZero():
		return big.NewRat(p.Terms.Fixed.Num(), p.Terms.Fixed.Den())
	case key == 0:
		return new(big.Rat)
	case p.Terms.Of == servicecharge.Lettable:
		return big.NewRat(key, size.Lettable)
	case p.Terms.Of == servicecharge.LettableAndCommon:
		return big.NewRat(key, size.Lettable+size.Common)
	}
	share := big.NewRat(key, all)
	return share.Mul(share, fixed.Sub(big.NewRat(1, 1), fixed))
}

// shareOver is the average over the window.
func shareOver(h *servicecharge.Reconciliation, i int) *big.Rat {
	sum := new(big.Rat)
	for d := h.Window.From; d.Before(h.Window.To); d = d.AddDays(1) {
		sum.Add(sum, shareOn(h, i, d))
	}
	return sum.Quo(sum, big.NewRat(int64(h.Window.Days()), 1))
}

func ratOf(r finance.Rate) *big.Rat { return big.NewRat(r.Num(), r.Den()) }

// What a lease bears is its share by definition of what is left of the costs, to
// the minor unit; shares sum to one with the void on every day; never is more
// recovered than was spent; parts sum to the pool.
func TestStatementsAgreeWithTheDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 120 / part {
		h := randomHouse(r)
		s := drawn(t, h)
		total, spent := new(big.Rat), new(big.Rat).SetInt64(s.Spent.Minor())
		for i, x := range s.Parts {
			share := shareOver(&h, i)
			total.Add(total, share)
			exact := new(big.Rat).Mul(share, new(big.Rat).SetInt64(max(0, x.Grossed.Minor()-x.Base.Minor())))
			off := exact.Sub(exact, new(big.Rat).SetInt64(x.Charge.Minor()))
			require.Negative(t, off.Abs(off).Cmp(big.NewRat(1, 1)), "%d off by %v", i, off)
			if approx := new(big.Rat).Sub(share, ratOf(x.Share)); approx.Sign() != 0 {
				require.Negative(t, approx.Abs(approx).Cmp(big.NewRat(1, 1e12)))
			}
			require.GreaterOrEqual(t, x.Grossed.Minor(), x.Costs.Minor())
			require.GreaterOrEqual(t, x.Charge.Minor(), int64(0))
		}
		require.GreaterOrEqual(t, ratOf(s.Occupancy).Cmp(total), 0)
		require.GreaterOrEqual(t, s.Landlord.Total.Minor(), int64(0))
		if spentVoid := spent.Mul(spent, total.Sub(big.NewRat(1, 1), total)); h.Pool.Remainder == finance.LargestRemainder {
			off := spentVoid.Sub(spentVoid, new(big.Rat).SetInt64(s.Landlord.Void.Minor()))
			require.Negative(t, off.Abs(off).Cmp(big.NewRat(1, 1)))
		}
		requireOneOnSomeDays(t, r, &h)
	}
}

func requireOneOnSomeDays(t *testing.T, r *rand.Rand, h *servicecharge.Reconciliation) {
	t.Helper()
	for range 5 {
		d := h.Window.From.AddDays(r.IntN(365))
		shares, err := h.Pool.Shares(civil.Period{From: d, To: d.AddDays(1)}, h.Participants)
		require.NoError(t, err)
		sum := ratOf(shares.Void)
		require.GreaterOrEqual(t, shares.Void.Sign(), 0)
		for i, share := range shares.Parts {
			sum.Add(sum, ratOf(share))
			require.Zero(t, ratOf(share).Cmp(shareOn(h, i, d)))
		}
		require.Zero(t, sum.Cmp(big.NewRat(1, 1)), "%v on %v", sum, d)
	}
}

// By the largest remainder no part that got a unit more had a smaller rest than
// one that did not; equal rests go in order.
func TestLargestRemainder(t *testing.T) {
	for _, c := range []struct {
		rule finance.Remainder
		want []string
	}{
		{finance.LargestRemainder, []string{"0.34 RUB", "0.33 RUB", "0.33 RUB", "0.00 RUB"}},
		{finance.First, []string{"0.34 RUB", "0.33 RUB", "0.33 RUB", "0.00 RUB"}},
		{finance.Last, []string{"0.33 RUB", "0.33 RUB", "0.34 RUB", "0.00 RUB"}},
	} {
		h := house([]servicecharge.Cost{cost("1", "heat", "1.00", false)}, lease("L-1", 3, year), lease("L-2", 3, year), lease("L-3", 3, year), lease("L-4", 0, year))
		h.Pool.Sizes, h.Pool.Remainder = always(servicecharge.Size{Lettable: 9}), c.rule
		require.Equal(t, c.want, charges(drawn(t, h)), c.rule)
	}
	h := house([]servicecharge.Cost{cost("1", "heat", "1.00", false)}, lease("L-1", 2, year), lease("L-2", 1, year), lease("L-3", 2, year))
	h.Pool.Sizes = always(servicecharge.Size{Lettable: 7})
	s := drawn(t, h) // 28.57…, 14.28…, 28.57… and the landlord's 28.57…
	require.Equal(t, []string{"0.29 RUB", "0.14 RUB", "0.29 RUB"}, charges(s))
	require.Equal(t, rub("0.28"), s.Landlord.Total)
}

// The order of costs, their retries, what is voided, other pools, other years
// and what is not known yet change nothing.
func TestOrderOfCostsDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 50 / part {
		h := randomHouse(r)
		want := drawn(t, h)
		costs := append(slices.Clone(h.Costs), h.Costs[0])
		for i, change := range []func(c *servicecharge.Cost){
			func(c *servicecharge.Cost) { c.Pool = "other" },
			func(c *servicecharge.Cost) { c.On = year.From.AddDays(-1) },
			func(c *servicecharge.Cost) { c.On = year.To },
			func(c *servicecharge.Cost) { c.Known = h.Known },
		} {
			c := h.Costs[0]
			c.ID = fmt.Sprintf("skipped %d", i)
			change(&c)
			costs = append(costs, c)
		}
		wrong := cost("wrong", "heat", "77.00", true)
		undo := servicecharge.Cost{ID: "undo", Pool: "house", On: wrong.On, Known: wrong.Known}
		undo.Voids.ID, undo.Voids.On = wrong.ID, wrong.On
		of := func(id string) servicecharge.Cost {
			x := undo
			x.ID, x.Voids.ID, x.Voids.On, x.On = id, h.Costs[0].ID, h.Costs[0].On, year.To
			return x
		}
		later, other := of("later"), of("other")
		later.Known, other.Pool = h.Known, "other"
		h.Costs = append(costs, wrong, undo, undo, later, other)
		r.Shuffle(len(h.Costs), func(i, j int) { h.Costs[i], h.Costs[j] = h.Costs[j], h.Costs[i] })
		require.Equal(t, want, drawn(t, h))
	}
}

// A base year charges nothing in an equal year, less in a cheaper one, and never
// below nothing; grossed up, a year that is only better let charges no more.
func TestEqualYearsChargeNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 100 / part {
		h := randomHouse(r)
		s := drawn(t, h)
		s.Window = civil.YearOf(2025).Period()
		h.Earlier = []servicecharge.Statement{s}
		for i := range h.Participants {
			h.Participants[i].Terms.BaseYear = 2025
		}
		equal := drawn(t, h)
		for _, x := range equal.Parts {
			require.Zero(t, x.Charge.Minor())
		}
		for i := range h.Participants {
			h.Participants[i].Terms.BaseYear = 2026
		}
		require.Equal(t, charges(equal), charges(drawn(t, h)))
	}
}

// Over years of any costs a cap never raises a charge, and what is cumulative
// allows at least what the yearly one does.
func TestCapsOnlyLower(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 100 / part {
		rise, err := finance.NewRate(r.Int64N(15), 100)
		require.NoError(t, err)
		var costs []servicecharge.Cost
		for y := 2025; y < 2031; y++ {
			c := cost(fmt.Sprint(y), "heat", "1.00", false)
			c.On, c.Known, c.Amount = civil.MonthOf(y, 5).First(), civil.MonthOf(y, 5).First(), minor(1e6+r.Int64N(1e6))
			costs = append(costs, c)
		}
		charged := map[servicecharge.CapMode][]int64{}
		for mode := servicecharge.Yearly; mode <= servicecharge.CumulativeCompound; mode++ {
			var earlier []servicecharge.Statement
			for y := 2025; y < 2031; y++ {
				l := lease("L-1", 12_345, period("2025-01-01", ".."))
				l.Terms.Cap = servicecharge.Cap{Rate: rise, Mode: mode, From: 2025, Rounding: finance.Down}
				h := house(costs, l)
				h.Window, h.Known, h.Earlier = civil.YearOf(y).Period(), day("2040-01-01"), earlier
				s := drawn(t, h)
				earlier = append(earlier, s)
				x := s.Parts[0]
				require.LessOrEqual(t, x.Charge.Minor(), x.Uncapped.Minor())
				require.Equal(t, x.Capped, x.Charge != x.Uncapped || x.Capped)
				charged[mode] = append(charged[mode], x.Charge.Minor())
			}
		}
		for i, yearly := range charged[servicecharge.Yearly] {
			require.GreaterOrEqual(t, charged[servicecharge.CumulativeCompound][i], yearly)
		}
	}
}

// On account and settled is the last statement's charge, whatever was paid, and
// whenever costs became known.
func TestOnAccountAndSettledIsWhatIsBorne(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 20 / part {
		h := house(nil)
		c := &closing{T: t, posted: map[string]int64{}}
		for i := range 1 + r.IntN(5) {
			from := year.From.AddDays(r.IntN(300))
			held := civil.Period{From: from, To: from.AddDays(1 + r.IntN(365))}
			if held.To.After(year.To) {
				held.To = year.To
			}
			id := fmt.Sprintf("L-%d", i)
			c.agreements = append(c.agreements, agreement(id, minor(1+r.Int64N(1e6)), held))
			h.Participants = append(h.Participants, lease(id, 1+r.Int64N(20_000), held))
		}
		var costs []servicecharge.Cost
		for i := range 12 {
			x := cost(fmt.Sprint(i), "heat", "1.00", i%2 == 0)
			x.On, x.Amount = year.From.AddDays(r.IntN(365)), minor(1+r.Int64N(1e7))
			x.Known = day("2027-01-20").AddDays(r.IntN(100))
			costs = append(costs, x)
		}
		h.Costs = costs
		for m := range civil.MustMonth("2026-01").Through(civil.MustMonth("2027-01")) {
			c.close(m.String())
		}
		var last servicecharge.Statement
		for m := range civil.MustMonth("2027-02").Through(civil.MustMonth("2027-05")) {
			h.ID, h.Known = m.String(), m.First().AddDays(20)
			last = c.draw(h, last, h.Known.String())
			c.close(m.String())
		}
		for _, x := range last.Parts {
			require.Equal(t, x.Charge.Minor(), c.posted[x.Agreement])
		}
	}
}
