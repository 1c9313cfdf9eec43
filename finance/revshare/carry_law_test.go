package revshare_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

const lawMonths = 18

// drawn are facts of the meters in random months, some known months late, some
// returns of their sales. Those of meters in positive are never below zero.
func drawn(r *rand.Rand, n int, meters, positive string) []accrual.Fact {
	var facts []accrual.Fact
	left := map[string]int64{} // of each sale
	for i := range n {
		on := january.First().AddDays(r.IntN(lawMonths * 30))
		m := meters[r.IntN(len(meters))]
		f := accrual.Fact{ID: fmt.Sprintf("F-%03d", i), Agreement: "C-1", On: on, Adds: []accrual.Reading{{Meter: accrual.Meter(string(m)), N: 1 + r.Int64N(90000)}}}
		if len(facts) > 0 && r.IntN(4) == 0 {
			if of := facts[r.IntN(len(facts))]; left[of.ID] > 0 && !slices.Contains([]byte(positive), of.Adds[0].Meter[0]) {
				f.Of, f.On = accrual.Ref{ID: of.ID, On: of.On}, of.On.AddDays(r.IntN(100))
				f.Adds = []accrual.Reading{{Meter: of.Adds[0].Meter, N: -1 - r.Int64N(left[of.ID])}}
				f.Known = of.Known
				left[of.ID] += f.Adds[0].N
			}
		}
		if late := f.On.AddDays(r.IntN(4) * r.IntN(60)); f.Known.Before(late) {
			f.Known = late
		}
		if f.Of.ID == "" {
			left[f.ID] = f.Adds[0].N
		}
		facts = append(facts, f)
	}
	return facts
}

// lawClauses are all that carry state over windows, beside what they count.
func lawClauses(r *rand.Rand) accrual.Agreement {
	rate := func() finance.Rate { return finance.MustRate(fmt.Sprintf("%d.%d%%", 1+r.IntN(60), r.IntN(10))) }
	per := func() accrual.Cycle { return accrual.Cycle(r.IntN(4)) }
	returns := accrual.Returns(r.IntN(2))
	reserve := revshare.Reserve{Meter: accrual.Of("royalty"), Rate: rate(), Months: 1 + r.IntN(6)}
	if r.IntN(2) == 0 {
		reserve.Draws = "back"
	} else {
		reserve.Meter, reserve.Returns = "e", returns
	}
	return agreed("ae",
		accrual.Named{Name: "royalty", Clause: revshare.Commission{Meter: "e", Rate: rate(), Per: per(), Returns: returns}},
		accrual.Named{Name: "guarantee", Clause: revshare.Guarantee{Amount: finance.Minor(r.Int64N(200000), finance.RUB), Of: "royalty", Per: per(), Within: r.IntN(3), Prorated: true}},
		named("recouped", revshare.Recoupment{Advanced: []accrual.Meter{"a"}, Earned: []accrual.Meter{accrual.Of("royalty")}, Share: rate()}),
		named("reserve", reserve),
		named("loss", revshare.LossCarry{Meter: "e", Rate: rate(), Per: per(), Limit: rate(), Within: r.IntN(3), Returns: returns}),
		named("card", revshare.FrozenCommission{Meter: "e", Tiers: slabs("RUB", "0", "10%", "500", "5%")}),
		named("fee", revshare.RefundableFee{Meter: "e", Fixed: finance.Minor(30, finance.RUB), Rate: rate(), Keeps: revshare.Keeps(r.IntN(3))}),
	)
}

// withBack lets facts feed also the meter of what came back.
func withBack(a accrual.Agreement, facts []accrual.Fact) (accrual.Agreement, []accrual.Fact) {
	a.Meters = append(a.Meters, "back")
	for i, f := range facts {
		if f.Of.ID != "" {
			facts[i].Adds = append(f.Adds, accrual.Reading{Meter: "back", N: -f.Adds[0].N})
		}
	}
	return a, facts
}

// sums is what each key came to.
func sums(b accrual.Books) map[accrual.Key]int64 {
	all := map[accrual.Key]int64{}
	for o := range b.Posted() {
		if all[o.Key] += o.Net.Minor(); all[o.Key] == 0 {
			delete(all, o.Key)
		}
	}
	return all
}

// text is what was posted first, all of it where n is -1.
func text(t *testing.T, b accrual.Books, n int) string {
	t.Helper()
	posted := append([]accrual.Obligation{}, slices.Collect(b.Posted())...)
	if n >= 0 {
		posted = posted[:n]
	}
	text, err := json.Marshal(posted)
	require.NoError(t, err)
	return string(text)
}

// late closes the months with cut-offs some days after them, and now and then
// early before; until the last cut-off everything is known.
func late(t *testing.T, r *rand.Rand, a accrual.Agreement, facts []accrual.Fact) accrual.Books {
	t.Helper()
	var books accrual.Books
	last := january.First().AddDays(-1)
	one := func(m civil.Month, cutoff civil.Date) {
		before := text(t, books, -1)
		closed, err := accrual.Close(books, []accrual.Agreement{a}, m, cutoff, slices.Values(facts))
		require.NoError(t, err)
		n := len(slices.Collect(books.Posted()))
		books, last = closed.Books, cutoff
		require.Equal(t, before, text(t, books, n), "what was closed stays as it was")
	}
	end := january.Add(lawMonths + 5)
	for m := range january.Through(end) {
		if early := m.First().AddDays(r.IntN(20)); r.IntN(3) == 0 && early.After(last) {
			one(m, early)
		}
		cutoff := m.Next().First().AddDays(r.IntN(12))
		if m == end {
			cutoff = m.First().AddDays(400)
		}
		one(m, cutoff)
	}
	return books
}

// Law 14: whatever comes late, with early cut-offs and amendments that are
// carried, it comes to what it would have with everything known from the start.
func TestLateFactsComeToTheSame(t *testing.T) {
	charged := map[string]int{}
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 5))
		a, facts := withBack(lawClauses(r), drawn(r, 60, "aeee", "a"))
		for range r.IntN(3) {
			set := lawClauses(r).Amendments[0].Set[1+r.IntN(4)]
			if r.IntN(3) == 0 {
				set.Change = accrual.Restart
			}
			a = amended(a, january.First().AddDays(1+r.IntN(lawMonths*30)).String(), set)
			last := &a.Amendments[len(a.Amendments)-1]
			last.Known = last.From.AddDays(r.IntN(90) - 30)
		}
		got := sums(late(t, r, a, facts))
		for i := range facts {
			facts[i].Known = january.First().AddDays(-9)
		}
		for i := range a.Amendments {
			a.Amendments[i].Known = january.First().AddDays(i - 9)
		}
		want := sums(closing(t, a, lawMonths+6, facts...))
		require.Equal(t, want, got, "seed %d", seed)
		for k := range want {
			charged[k.Clause]++
		}
	}
	for _, n := range lawClauses(rand.New(rand.NewPCG(1, 1))).Amendments[0].Set {
		require.NotZero(t, charged[n.Name], n.Name)
	}
}

// Law 5: a base and what a natural breakpoint leaves over it come to the larger
// of base and share.
func TestNaturalBreakpoint(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 6))
		base := finance.Minor(8*r.Int64N(100000), finance.RUB)
		over, err := base.MulRate(finance.MustRate("12.5"), finance.HalfEven)
		require.NoError(t, err)
		overage := revshare.SlabCommission{Meter: "e", Per: accrual.ByYear, Tiers: finance.Tiers{Steps: []finance.Tier{{}, {Over: over, Rate: finance.MustRate("8%")}}}}
		if over.IsZero() {
			overage.Tiers.Steps = overage.Tiers.Steps[1:]
		}
		facts := drawn(r, 30, "e", "")
		books := closing(t, agreed("e", accrual.Named{Name: "overage", Clause: overage}, accrual.Named{Name: "share", Clause: revshare.Commission{Meter: "e", Per: accrual.ByYear, Rate: finance.MustRate("8%")}}), 12, facts...)
		of := func(clause string) (n int64) {
			for k, v := range sums(books) {
				if k.Clause == clause {
					n += v
				}
			}
			return n
		}
		if of("share") >= 0 {
			require.Equal(t, max(base.Minor(), of("share")), base.Minor()+of("overage"), "seed %d", seed)
		}
	}
}

// accounts is what each clause came to by the end of each month.
func accounts(b accrual.Books, months int, clause string) []int64 {
	so := make([]int64, months)
	for o := range b.Posted() {
		if o.Clause == clause {
			for i := o.For.Sub(january); i < months; i++ {
				so[i] += o.Net.Minor()
			}
		}
	}
	return so
}

// Law 6: a balance is never below zero nor above what was advanced; of an
// account that uses all, nothing is paid while a balance stands, unless it
// was earned before the advance; a pool pays no more than its accounts. Where
// all is advanced ahead, a total tells it.
func TestRecoupmentLaws(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 7))
		share := own
		share.Share = finance.MustRate(fmt.Sprintf("%d%%", 1+r.IntN(99)))
		other := revshare.Recoupment{Advanced: []accrual.Meter{"b"}, Earned: []accrual.Meter{"f"}}
		pool := revshare.Recoupment{Advanced: []accrual.Meter{"a", "b"}, Earned: []accrual.Meter{"e", "f"}}
		a := agreed("abef", named("own", own), named("part", share), named("other", other), named("pool", pool))
		for _, m := range "abef" {
			a.Amendments[0].Set = append(a.Amendments[0].Set, named(string(m), revshare.PassThrough{Meter: accrual.Meter(string(m))}))
		}
		ahead := seed%2 == 0
		meters := "aabbeeeefff"
		if ahead {
			meters = "eeff"
		}
		facts := drawn(r, 50, meters, "ab")
		if ahead {
			facts = append(facts, counts("2026-01-01", "a", "2500.00"), counts("2026-01-01", "b", "1500.00"))
		}
		books := closing(t, a, lawMonths+4, facts...)
		of := func(clause string) []int64 { return accounts(books, lawMonths+4, clause) }
		advanced, second, earned, others := of("a"), of("b"), of("e"), of("f")
		taken, part, rest, crossed := of("own"), of("part"), of("other"), of("pool")
		for i := range taken {
			for _, x := range [...][2]int64{{taken[i], advanced[i]}, {part[i], advanced[i]}, {rest[i], second[i]}, {crossed[i], advanced[i] + second[i]}} {
				require.GreaterOrEqual(t, x[0], int64(0), "seed %d", seed)
				require.LessOrEqual(t, x[0], x[1], "seed %d", seed)
			}
			if !ahead {
				continue
			}
			require.Equal(t, max(0, min(advanced[i], earned[i])), taken[i], "seed %d", seed)
			require.Zero(t, max(earned[i]-taken[i], 0)*(advanced[i]-taken[i]), "seed %d", seed)
			require.LessOrEqual(t, max(0, earned[i]+others[i]-crossed[i]), max(0, earned[i]-taken[i])+max(0, others[i]-rest[i]), "seed %d", seed)
		}
	}
}

// Law 7: a window pays at least its minimum; what is recouped is at most the
// excess; shortfalls are recouped, lapse, or stand.
func TestGuaranteeLaws(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 8))
		g := hundred
		g.Amount, g.Within = finance.Minor(1+r.Int64N(150000), finance.RUB), r.IntN(4)
		least := g.Amount.Minor()
		facts := drawn(r, 60, "r", "")
		books := closing(t, royalties(g), lawMonths+4, facts...)
		royalty, total := accounts(books, lawMonths+4, "royalty"), accounts(books, lawMonths+4, "guarantee")
		var short [lawMonths + 4]int64 // of each month, what stands
		var charged, before int64
		for i := range total {
			earned, line := royalty[i]-charged, total[i]-before
			charged, before = royalty[i], total[i]
			require.GreaterOrEqual(t, earned+line, least, "seed %d", seed)
			if earned <= least {
				require.Equal(t, least-earned, line, "seed %d", seed)
				short[i] = line
				continue
			}
			require.LessOrEqual(t, -line, earned-least, "seed %d", seed)
			excess := earned - least
			for j := range i {
				if g.Within == 0 || i-j <= g.Within {
					one := min(short[j], excess)
					short[j], excess, line = short[j]-one, excess-one, line+one
				}
			}
			require.Zero(t, line, "seed %d", seed)
		}
	}
}

// Law 8: of each tranche, what was withheld is what was released; a reserve
// shifts dates, not totals. None is ever below zero.
func TestReserveLaws(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 9))
		c := revshare.Reserve{Meter: "e", Rate: finance.MustRate(fmt.Sprintf("%d%%", r.IntN(101))), Months: 1 + r.IntN(5), Returns: accrual.Returns(r.IntN(2))}
		if c.Returns == accrual.InOwnWindow {
			c.Draws = "back"
		}
		if r.IntN(3) == 0 {
			c.Months, c.Dates = 0, []civil.Date{january.Add(4).First().AddDays(r.IntN(200)), january.Add(20).First()}
		}
		a, facts := withBack(agreed("e", named("reserve", c)), drawn(r, 60, "e", ""))
		end := january.Add(lawMonths + 4)
		if r.IntN(2) == 0 {
			a.Amendments[0].Term = &civil.Period{From: january.First(), To: january.Add(6).First().AddDays(r.IntN(300))}
		}
		if r.IntN(2) == 0 {
			a = amended(a, january.Add(r.IntN(15)).First().AddDays(r.IntN(28)+1).String(), named("reserve", c))
		}
		books := late(t, r, a, facts)
		held := map[string]int64{}
		for m := range january.Through(end) {
			for o := range books.Posted() {
				if o.For == m {
					held[o.Source] += o.Net.Minor()
				}
			}
			for tranche, n := range held {
				require.GreaterOrEqual(t, n, int64(0), "seed %d, %s at the end of %v", seed, tranche, m)
				if released := c.Months > 0 && m.Sub(civil.MustMonth(tranche)) >= c.Months; released {
					require.Zero(t, n, "seed %d, %s at the end of %v", seed, tranche, m)
				}
			}
		}
		for tranche, n := range held {
			require.Zero(t, n, "seed %d, %s", seed, tranche)
		}
	}
}

// Law 9: without limit and end, the fee is the rate of the highest result so far:
// then months and quarters come to the same at a highest one.
func TestLossLaws(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 10))
		l := fifth
		l.Rate = finance.MustRate("1")
		a := agreed("r", named("share", l), named("r", revshare.PassThrough{Meter: "r"}))
		facts := drawn(r, 60, "r", "")
		for i := range facts {
			if facts[i].Of.ID == "" && r.IntN(3) == 0 {
				facts[i].Adds[0].N *= -1
			}
		}
		facts = slices.DeleteFunc(facts, func(f accrual.Fact) bool { return f.Of.ID != "" })
		books := closing(t, a, lawMonths+4, facts...)
		var highest int64
		results := accounts(books, lawMonths+4, "r")
		for i, fee := range accounts(books, lawMonths+4, "share") {
			highest = max(highest, results[i])
			require.Equal(t, highest, fee, "seed %d", seed)
		}
	}
}

// Law 13: partial refunds, in whatever windows, add up to the full one to the
// kopeck wherever a return counts in the window of its sale, over the whole
// term, or at the frozen rate of its sale; nothing is left but what is kept.
func TestPartialRefundsAddUp(t *testing.T) {
	rate := finance.MustRate("7.3%")
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 11))
		rounding := finance.Rounding(r.IntN(9))
		fee := revshare.RefundableFee{Meter: "e", Fixed: finance.Minor(37, finance.RUB), Rate: rate, Rounding: rounding}
		fixed, all := fee, fee
		fixed.Keeps, all.Keeps = revshare.KeepsFixed, revshare.KeepsAll
		tiers := slabs("RUB", "0", "10%", "300", "1/3")
		forms := map[string]accrual.Clause{
			"flat, sale's window":  revshare.Commission{Meter: "e", Rate: rate, Returns: accrual.InSaleWindow, Rounding: rounding},
			"flat, whole term":     revshare.Commission{Meter: "e", Rate: rate, Per: accrual.ByLife, Rounding: rounding},
			"slabs, sale's window": revshare.SlabCommission{Meter: "e", Tiers: tiers, Returns: accrual.InSaleWindow, Rounding: rounding},
			"slabs, whole term":    revshare.SlabCommission{Meter: "e", Tiers: tiers, Per: accrual.ByLife, Rounding: rounding},
			"frozen":               revshare.FrozenCommission{Meter: "e", Tiers: tiers, Rounding: rounding},
			"frozen by line":       revshare.FrozenCommission{Meter: "e", Tiers: tiers, Per: accrual.ByLine, Rounding: rounding},
			"fee":                  fee, "fee but the fixed sum": fixed, "fee that is kept": all,
			"split": revshare.SplitShare{Meter: "e", Weights: []int64{1, 2, 4}, Part: 1, Returns: accrual.InSaleWindow},
		}
		a := agreed("e")
		for _, name := range slices.Sorted(maps.Keys(forms)) {
			a.Amendments[0].Set = append(a.Amendments[0].Set, named(name, forms[name]))
		}
		sales := drawn(r, 12, "e", "e")
		facts := slices.Clone(sales)
		for _, s := range sales {
			left := s.Adds[0].N
			for k := 0; left > 0; k++ {
				n := min(left, 1+r.Int64N(s.Adds[0].N))
				left -= n
				on := s.On.AddDays(r.IntN(90))
				facts = append(facts, accrual.Fact{ID: fmt.Sprintf("%s-%d", s.ID, k), Agreement: "C-1", On: on, Known: later(on, s.Known), Of: accrual.Ref{ID: s.ID, On: s.On},
					Adds: []accrual.Reading{{Meter: "e", N: -n}}})
			}
		}
		books := late(t, r, a, facts)
		for name := range forms {
			var want int64
			switch name {
			case "fee but the fixed sum":
				want = 12 * 37
			case "fee that is kept":
				for _, s := range sales {
					part, err := finance.Minor(s.Adds[0].N, finance.RUB).MulRate(rate, rounding)
					require.NoError(t, err)
					want += 37 + part.Minor()
				}
			}
			all := accounts(books, lawMonths+6, name)
			require.Equal(t, want, all[len(all)-1], "seed %d, %s", seed, name)
		}
	}
}

func later(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// Of windows of its own, a refund in parts is within half a kopeck a window of
// a whole one: three thirds of 1.00 at 10 % give back 0.09.
func TestPartialRefundsOfOwnWindows(t *testing.T) {
	a := agreed("e", named("fee", revshare.Commission{Meter: "e", Rate: finance.MustRate("10%")}))
	facts := []accrual.Fact{counts("2026-01-10", "e", "1.00"), counts("2026-02-10", "e", "-0.33"), counts("2026-03-10", "e", "-0.33"), counts("2026-04-10", "e", "-0.34")}
	require.Equal(t, []string{"0.10", "-0.03", "-0.03", "-0.03"}, monthly(t, closing(t, a, 4, facts...), "fee", 4))
}
