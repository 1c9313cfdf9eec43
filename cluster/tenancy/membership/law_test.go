package membership_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Boundaries are counted from the billing day: each cycle begins on it, or on the
// last day of a month that lacks it, and cycles tile time (law 5).
func TestCyclesTileTime(t *testing.T) {
	for anchor := 1; anchor <= 31; anchor++ {
		c, err := membership.Cycle(anchor, day("2023-12-15"))
		require.NoError(t, err)
		for range 60 {
			require.Equal(t, min(anchor, c.From.Month().Days()), c.From.Day())
			for d := c.From; d.Before(c.To); d = d.AddDays(1) {
				same, err := membership.Cycle(anchor, d)
				require.NoError(t, err)
				require.Equal(t, c, same)
			}
			next, err := membership.Cycle(anchor, c.To)
			require.NoError(t, err)
			require.Equal(t, c.To, next.From)
			c = next
		}
	}
}

// Parts tile what is held up to the end of the last one, each in its own cycle; a
// part is at most one cycle, and a whole one is exactly one (laws 2, 4).
func TestPartsTileWhatIsHeld(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		held := civil.Period{From: day("2024-01-01").AddDays(r.IntN(500))}
		if r.IntN(3) > 0 {
			held.To = held.From.AddDays(1 + r.IntN(200))
		}
		through := held.From.AddDays(r.IntN(250) - 10)
		parts, err := membership.Parts(1+r.IntN(31), held, through)
		require.NoError(t, err)
		if through.Before(held.From) {
			require.Empty(t, parts)
			continue
		}
		at := held.From
		for _, p := range parts {
			require.Equal(t, at, p.Period.From)
			require.False(t, p.Period.From.After(through))
			at = p.Period.To
			for _, b := range []membership.Basis{membership.CycleDays, membership.MonthDays} {
				f, err := p.Factor(b)
				require.NoError(t, err)
				require.Positive(t, f.Sign())
				require.LessOrEqual(t, f.Cmp(rate("1")), 0)
				if p.Period == p.Cycle {
					require.Equal(t, rate("1"), f)
				}
			}
		}
		require.True(t, at == held.To || at.After(through))
	}
}

// What the clause has earned by any day is what its parts, counted out one by one
// and summed by cycle, come to; it never falls, and a cut of time changes nothing
// (laws 1, 2).
func TestFeeIsTheSumOfItsCycles(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 1000 / part {
		anchor, basis := 1+r.IntN(31), membership.Basis(r.IntN(2))
		fee := membership.PlanFee{Price: minor(1 + r.Int64N(1e6)), Day: anchor, Basis: basis, Rounding: finance.Rounding(r.IntN(9))}
		first := day("2024-01-01").AddDays(r.IntN(400))
		held := pieces(r, first)
		before := int64(-1)
		for to := first.AddDays(1); to.Before(first.AddDays(150)); to = to.AddDays(1 + r.IntN(20)) {
			got, err := fee.Earned(accrual.Span{Window: civil.Period{From: first}, Since: first, To: to, Held: held, Currency: finance.RUB})
			require.NoError(t, err)
			require.Equal(t, counted(t, fee, held, to), got.Minor(), "%v by %v, day %d", held, to, anchor)
			require.GreaterOrEqual(t, got.Minor(), before)
			before = got.Minor()
		}
	}
}

// pieces are up to three stretches, as pauses leave them; the last may be open.
func pieces(r *rand.Rand, from civil.Date) (held []civil.Period) {
	for range 1 + r.IntN(3) {
		to := from.AddDays(1 + r.IntN(70))
		held = append(held, civil.Period{From: from, To: to})
		from = to.AddDays(1 + r.IntN(20))
	}
	if r.IntN(2) == 0 {
		held[len(held)-1].To = civil.Date{}
	}
	return held
}

// counted is what the parts come to that begin before a day, cycle by cycle.
func counted(t *testing.T, fee membership.PlanFee, held []civil.Period, to civil.Date) (sum int64) {
	shares := map[civil.Date]finance.Rate{}
	for _, h := range held {
		parts, err := membership.Parts(fee.Day, h, to.AddDays(-1))
		require.NoError(t, err)
		for _, p := range parts {
			f, err := p.Factor(fee.Basis)
			require.NoError(t, err)
			shares[p.Cycle.From], err = shares[p.Cycle.From].Add(f)
			require.NoError(t, err)
		}
	}
	for _, share := range shares {
		if share.Cmp(rate("1")) > 0 {
			share = rate("1")
		}
		amount, err := fee.Price.MulRate(share, fee.Rounding)
		require.NoError(t, err)
		sum += amount.Minor()
	}
	return sum
}

// A fee billed whole less the joining discount is the fee by days, within the
// rounding of two lines.
func TestDiscountedIsProrated(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 2000 {
		joined := day("2024-01-01").AddDays(r.IntN(800))
		byDays := membership.PlanFee{Price: minor(1 + r.Int64N(1e6)), Day: 1 + r.IntN(31), Basis: membership.Basis(r.IntN(2))}
		full := byDays
		full.Whole = true
		s := accrual.Span{Window: civil.Period{From: joined}, Since: joined, To: joined.AddDays(1 + r.IntN(100)), Held: []civil.Period{{From: joined}}, Currency: finance.RUB}
		want, err := byDays.Earned(s)
		require.NoError(t, err)
		charged, err := full.Earned(s)
		require.NoError(t, err)
		require.Zero(t, charged.Minor()%full.Price.Minor(), "whole cycles")
		off, err := membership.JoiningDiscount{Of: full}.Earned(s)
		require.NoError(t, err)
		require.InDelta(t, want.Minor(), charged.Minor()+off.Minor(), 1)
	}
}

// Twelve cycles are twelve prices, from any day on.
func TestTwelveCyclesAreTwelvePrices(t *testing.T) {
	for anchor := 1; anchor <= 31; anchor++ {
		from, err := membership.Cycle(anchor, day("2023-06-20"))
		require.NoError(t, err)
		held := civil.Period{From: from.From, To: from.From}
		for range 12 {
			c, err := membership.Cycle(anchor, held.To)
			require.NoError(t, err)
			held.To = c.To
		}
		for _, b := range []membership.Basis{membership.CycleDays, membership.MonthDays} {
			s := accrual.Span{Window: held, Since: held.From, To: held.To, Held: []civil.Period{held}, Currency: finance.RUB}
			got, err := membership.PlanFee{Price: rub("333.33"), Day: anchor, Basis: b}.Earned(s)
			require.NoError(t, err)
			require.Equal(t, rub("3999.96"), got)
		}
	}
}

// world is a membership with its facts, at random.
type world struct {
	membership.Membership
	facts []accrual.Fact
	from  civil.Month
}

const months = 7

func newWorld(r *rand.Rand) world {
	joined := day("2025-01-01").AddDays(r.IntN(40))
	plans := []membership.Plan{randomPlan(r, "a"), randomPlan(r, "b"), randomPlan(r, "c")}
	w := world{Membership: member(plans[0], civil.Period{From: joined}), from: joined.Month()}
	last := joined
	for range r.IntN(3) {
		last = last.AddDays(33 + r.IntN(50))
		c := membership.Change{On: last, Known: last.AddDays(r.IntN(60) - 30), Plan: plans[r.IntN(3)], Day: membership.Side(r.IntN(2))}
		c.Known = max2(c.Known, joined)
		if r.IntN(4) == 0 {
			c.Mode = membership.Converted
		}
		w.Changes = append(w.Changes, c)
	}
	for range r.IntN(3) {
		p := membership.Pause{Period: civil.Period{From: joined.AddDays(r.IntN(150))}}
		p.Period.To = p.Period.From.AddDays(1 + r.IntN(40))
		p.Known = max2(p.Period.From.AddDays(r.IntN(60)-20), joined)
		w.Pauses = append(w.Pauses, p)
	}
	if r.IntN(3) == 0 {
		on := joined.AddDays(20 + r.IntN(150))
		w.Ended = &membership.End{On: on, Known: max2(on.AddDays(r.IntN(60)-30), joined)}
	}
	if rooms := func(p membership.Plan) bool { return len(p.Clauses) > 1 }; rooms(w.Plan) || slices.ContainsFunc(w.Changes, func(c membership.Change) bool { return rooms(c.Plan) }) {
		w.happen(r, joined)
	}
	return w
}

func max2(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return b
	}
	return a
}

func randomPlan(r *rand.Rand, id string) membership.Plan {
	anchor := r.IntN(32)
	rooms := membership.Allowance{
		Credit: "rooms", Units: r.Int64N(20), Day: anchor, Whole: r.IntN(3) == 0, Part: finance.Rounding(r.IntN(9)),
		Goodwill: r.IntN(3), Order: membership.Order(r.IntN(2)), Overage: minor(r.Int64N(1000)), Per: r.Int64N(4), Rounding: finance.Rounding(r.IntN(9)),
	}
	if r.IntN(2) == 0 {
		rooms.Rollover = membership.Rollover{Cycles: 1 + r.IntN(3), Most: r.Int64N(20)}
	}
	p := membership.Plan{ID: id, Clauses: []accrual.Named{
		named(id, membership.PlanFee{Price: minor(1 + r.Int64N(100000)), Day: anchor, Basis: membership.Basis(r.IntN(2))}),
	}}
	if r.IntN(4) > 0 {
		p.Clauses = append(p.Clauses, named("rooms", rooms))
	}
	return p
}

// happen lets facts of all kinds happen, some of which become known months later.
func (w *world) happen(r *rand.Rand, joined civil.Date) {
	for i := range r.IntN(40) {
		on := joined.AddDays(r.IntN(150))
		known := on
		if r.IntN(3) == 0 {
			known = on.AddDays(r.IntN(90))
		}
		id, d, k := fmt.Sprintf("F-%02d", i), on.String(), known.String()
		w.facts = append(w.facts, w.some(r, id, d, k, 1+r.Int64N(6)))
	}
}

func (w *world) some(r *rand.Rand, id, d, k string, n int64) accrual.Fact {
	var earlier []accrual.Fact
	for _, f := range w.facts {
		if !f.On.After(day(d)) && f.Of.ID == "" && f.Voids.ID == "" {
			earlier = append(earlier, f)
		}
	}
	kind := r.IntN(10)
	if len(earlier) > 0 && kind > 6 {
		of := earlier[r.IntN(len(earlier))]
		to := accrual.Ref{ID: of.ID, On: of.On}
		k := max2(day(k), of.Known).String() // nobody cancels what is not known
		switch {
		case kind == 7:
			return void(id, d, to, accrual.Ref{}, k)
		case of.Adds[0].Meter == membership.Bought("rooms"):
			return refund(id, d, n%4, to, k)
		}
		return cancel(id, d, n, to, k)
	}
	switch kind {
	case 0:
		return goodwill(id, d, n, k)
	case 1:
		return purchase(id, d, n, "7.00", k)
	}
	return use(id, d, n, k)
}

// sums are what was posted of each clause and month that it belongs to.
func sums(t testing.TB, posted []accrual.Obligation) map[string]finance.Money {
	all := map[string]finance.Money{}
	for _, o := range posted {
		key := o.Clause + " " + o.For.String()
		sum, err := all[key].Add(o.Net)
		require.NoError(t, err)
		if all[key] = sum; sum.IsZero() {
			delete(all, key)
		}
	}
	return all
}

// close closes all months, each at its end, and the last one when all is known.
func (w *world) close(t testing.TB, known func(on, known civil.Date) civil.Date) map[string]finance.Money {
	t.Helper()
	c := closing{TB: t, membership: w.Membership}
	c.membership.Changes = slices.Clone(w.Changes)
	c.membership.Pauses = slices.Clone(w.Pauses)
	for i := range c.membership.Changes {
		x := &c.membership.Changes[i]
		x.Known = known(w.Term.From, x.Known)
	}
	for i := range c.membership.Pauses {
		x := &c.membership.Pauses[i]
		x.Known = known(w.Term.From, x.Known)
	}
	if w.Ended != nil {
		c.membership.Ended = &membership.End{On: w.Ended.On, Known: known(w.Term.From, w.Ended.Known)}
	}
	for _, f := range w.facts {
		f.Known = known(f.On, f.Known)
		c.facts = append(c.facts, f)
	}
	for m := range w.from.Through(w.from.Add(months - 1)) {
		c.cut(m, m.Next().First())
	}
	c.cut(w.from.Add(months), w.from.Add(months+12).First())
	return sums(t, c.posted)
}

// Closed and adjusted is what closing with everything known from the start gives,
// however late facts, changes, pauses and ends came (law 16). And what a statement
// says was charged is what was posted; its balances add up and are never below
// zero.
func TestClosedAndAdjustedIsAllKnown(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	ran := 0
	for range 200 / part {
		w := newWorld(r)
		if w.Validate() != nil {
			continue
		}
		ran++
		late := w.close(t, func(_, known civil.Date) civil.Date { return known })
		// terms are told apart by the day on which they became known: their order stays
		first := w.Term.From
		early := w.close(t, func(on, known civil.Date) civil.Date { return max2(on, first) })
		if !sameOrder(w.Changes) {
			continue
		}
		require.Equal(t, early, late)
		w.check(t, late)
	}
	require.Greater(t, ran, 80/part)
}

// sameOrder reports whether no two changes are of one day.
func sameOrder(changes []membership.Change) bool {
	seen := map[civil.Date]bool{}
	for _, c := range changes {
		from := c.On
		if c.Day == membership.OldPlan {
			from = from.AddDays(1)
		}
		if seen[from] {
			return false
		}
		seen[from] = true
	}
	return true
}

func (w *world) check(t testing.TB, posted map[string]finance.Money) {
	t.Helper()
	a := agreement(t, w.Membership)
	last := w.from.Add(months).Last()
	s, err := membership.NewStatement(a, "rooms", last, w.from.Add(months+12).First(), slices.Values(w.facts))
	if err != nil {
		require.ErrorIs(t, err, finance.ErrUnknown)
		return
	}
	charged := int64(0)
	for i, c := range s.Cycles {
		require.Equal(t, c.Opening+c.Granted+c.Given+c.Bought, c.Used+c.Refunded+c.Lapsed+c.Left, "%+v", c)
		require.GreaterOrEqual(t, c.Left, int64(0))
		if i > 0 {
			require.Equal(t, s.Cycles[i-1].Left, c.Opening)
		}
		left, sum := c.Opening, int64(0)
		for _, e := range c.Entries {
			left += e.Granted + e.Given + e.Bought - e.Used - e.Refunded - e.Lapsed
			require.Equal(t, left, e.Left)
			require.GreaterOrEqual(t, left, int64(0))
			sum += e.Charge.Minor()
		}
		require.Equal(t, c.Left, left)
		require.Equal(t, c.Charge.Minor(), sum)
		charged += sum
	}
	total := int64(0)
	for _, key := range slices.Sorted(maps.Keys(posted)) {
		if key[:5] == "rooms" {
			total += posted[key].Minor()
		}
	}
	require.Equal(t, total, charged)
}

// The order in which a host hands facts in changes nothing, nor does a retry
// (law 16).
func TestOrderOfFacts(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 40 / part {
		w := newWorld(r)
		if w.Validate() != nil {
			continue
		}
		same := func(_, known civil.Date) civil.Date { return known }
		want := w.close(t, same)
		w.facts = append(w.facts, w.facts...)
		r.Shuffle(len(w.facts), func(i, j int) { w.facts[i], w.facts[j] = w.facts[j], w.facts[i] })
		require.Equal(t, want, w.close(t, same))
	}
}

// Stepping over a time at once, or day by day, gives the same.
func TestSteppingIsAdditive(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range 200 / part {
		w := newWorld(r)
		clause, ok := w.Plan.Clauses[len(w.Plan.Clauses)-1].Clause.(membership.Allowance)
		if !ok {
			continue
		}
		term := civil.Period{From: w.Term.From, To: w.Term.From.AddDays(60 + r.IntN(100))}
		facts := slices.DeleteFunc(slices.Clone(w.facts), func(f accrual.Fact) bool { return f.Voids.ID != "" })
		slices.SortFunc(facts, func(a, b accrual.Fact) int { return a.On.Compare(b.On) })
		once := steps(t, clause, term, facts, term.To.Sub(term.From))
		require.Equal(t, once, steps(t, clause, term, facts, 1))
		require.Equal(t, once, steps(t, clause, term, facts, 1+r.IntN(40)))
	}
}

func steps(t *testing.T, c membership.Allowance, term civil.Period, facts []accrual.Fact, days int) (sum int64) {
	var state accrual.State
	for at := term.From; at.Before(term.To); at = at.AddDays(days) {
		s := accrual.Span{Window: term, Since: at, To: at.AddDays(days), Held: []civil.Period{term}, Currency: finance.RUB}
		if s.To.After(term.To) {
			s.To = term.To
		}
		var now []accrual.Fact
		for _, f := range facts {
			if !f.On.Before(s.Since) && f.On.Before(s.To) {
				now = append(now, f)
			}
		}
		lines, next, err := c.Step(state, s, now)
		require.NoError(t, err)
		for _, l := range lines {
			sum += l.Net.Minor()
		}
		state = next
	}
	return sum
}

// A change of plan there and back on one day costs nothing, and neither does a use
// that is cancelled and repeated (law 17).
func TestThereAndBack(t *testing.T) {
	for d := range 28 {
		on := day("2025-02-02").AddDays(d)
		c := closing{TB: t, membership: member(desk(), period("2025-01-01", ".."))}
		c.facts = append(c.facts, use("U-1", "2025-02-01", 10), cancel("C-1", "2025-02-20", 10, ref("U-1", "2025-02-01")), use("U-2", "2025-02-20", 10))
		c.close("2025-01")
		require.Equal(t, []string{"desk 2025-02 9000.00 RUB", "rooms 2025-02 1000.00 RUB"}, c.close("2025-02"))
		c.membership.Changes = []membership.Change{{On: on, Known: day("2025-03-05"), Plan: studio()}, {On: on, Known: day("2025-03-06"), Plan: desk()}}
		require.Equal(t, []string{"desk 2025-03 9000.00 RUB"}, c.close("2025-03"))
	}
}

// Without what was bought, given or rolled over, a cycle charges what was used
// beyond the grant, whatever was cancelled in between.
func TestOverageIsWhatIsBeyond(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	rooms := membership.Allowance{Credit: "rooms", Units: 10, Day: 1, Overage: rub("1.00")}
	june := period("2025-06-01", "2025-07-01")
	for range 500 {
		used := int64(0)
		var facts []accrual.Fact
		for i := range r.IntN(20) {
			on := june.From.AddDays(i).String()
			n := 1 + r.Int64N(5)
			if i > 0 && r.IntN(3) == 0 {
				of := facts[r.IntN(len(facts))]
				if of.Of.ID == "" && !slices.ContainsFunc(facts, func(f accrual.Fact) bool { return f.Of.ID == of.ID }) {
					facts = append(facts, cancel(fmt.Sprint(i), on, min(n, of.Adds[0].N), accrual.Ref{ID: of.ID, On: of.On}))
					used -= min(n, of.Adds[0].N)
					continue
				}
			}
			facts = append(facts, use(fmt.Sprint(i), on, n))
			used += n
		}
		require.Equal(t, max(0, used-10)*100, steps(t, rooms, june, facts, 30))
	}
}
