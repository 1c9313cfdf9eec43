package waterfall_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/waterfall"
)

// The laws are those of proceeds on a plan: drawn anew from each seed.
const seeds = 80

var yields = []waterfall.Yield{
	simple("8%"), compound("8%", 1), compound("8%", 12), effective("8%"),
	{Rate: finance.MustRate("8%"), Growth: waterfall.Daily, DayCount: civil.ByAct360},
	{Rate: finance.MustRate("8%"), Growth: waterfall.Lapsing, Months: 3},
}

// drawTerms draws a plan of two investors and a sponsor.
func drawTerms(r *rand.Rand) waterfall.Terms {
	y := yields[r.IntN(len(yields))]
	y.Rounding, y.DayCount = finance.Rounding(r.IntN(9)), []civil.DayCount{y.DayCount, civil.ByAct360}[r.IntN(2)]
	hurdle := []waterfall.Hurdle{
		{Multiple: finance.MustNumber("1.7")}, {IRR: effective("15%")}, {IRR: compound("15%", 3), Multiple: finance.MustNumber("4/3")},
	}[r.IntN(3)]
	terms := project(capital, pref(y),
		catchUp("20%", "sponsor", []string{"100%", "60%"}[r.IntN(2)]),
		until(split("A", "50%", "B", "30%", "sponsor", "20%"), hurdle),
		split("A", "1/3", "B", "1/3", "sponsor", "1/3"))
	if s := &terms.Tiers[2].Shares; (*s)[0].Share != finance.MustRate("100%") {
		*s = append(*s, shares("A", "25%", "B", "15%")...)
	}
	terms.Parties = []accrual.Party{"A", "B", "sponsor"}
	terms.Remainder = finance.Remainder(r.IntN(3))
	if r.IntN(2) == 0 {
		terms.Tiers[0], terms.Tiers[1] = terms.Tiers[1], terms.Tiers[0]
	}
	terms.Term = civil.MustPeriod("2025-01-01/2027-01-01")
	if r.IntN(2) == 0 {
		terms.Deals, terms.Scope, terms.ClawBack = []string{"x", "y"}, waterfall.ByDeal, true
	}
	return terms
}

// drawFacts draws two years of flows.
func drawFacts(r *rand.Rand, terms waterfall.Terms) (f waterfall.Facts) {
	deal := func() string {
		if len(terms.Deals) == 0 {
			return ""
		}
		return terms.Deals[r.IntN(len(terms.Deals))]
	}
	for range 2 + r.IntN(5) {
		f.Contributions = append(f.Contributions, waterfall.Contribution{
			On: day("2025-01-01").AddDays(r.IntN(500)), Party: terms.Parties[r.IntN(3)], Deal: deal(), Amount: finance.Minor(r.Int64N(100_000_00), finance.RUB),
		})
	}
	for range 1 + r.IntN(12) {
		f.Proceeds = append(f.Proceeds, waterfall.Proceeds{
			On: day("2025-02-01").AddDays(r.IntN(690)), Deal: deal(), Amount: finance.Minor(r.Int64N(90_000_00)-10_000_00, finance.RUB),
		})
	}
	return f
}

func drawn(t *testing.T, seed uint64) (*rand.Rand, waterfall.Terms, waterfall.Facts) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	terms := drawTerms(r)
	require.NoError(t, terms.Validate())
	return r, terms, drawFacts(r, terms)
}

// Parts sum to their layer, layers to what there was; a tier that is not full is
// the last; what nobody got is short or was nothing.
func TestEverythingGoesSomewhere(t *testing.T) {
	reached := map[waterfall.Kind]int{}
	for seed := range uint64(seeds) {
		_, terms, facts := drawn(t, seed)
		d := distribute(t, terms, facts, "2027-01-01")
		var divided, got int64
		for _, round := range d.Rounds {
			var layers int64
			for i, l := range round.Layers {
				var parts int64
				for _, p := range l.Payments {
					require.Positive(t, p.Amount.Sign())
					parts += p.Amount.Minor()
				}
				require.Equal(t, l.Paid.Minor(), parts)
				require.True(t, l.Paid == l.Due || i == len(round.Layers)-1, "seed %d: tier %d is not full", seed, l.Tier)
				require.Equal(t, round.Paid.Minor()-layers, l.Available.Minor())
				layers += parts
				reached[terms.Tiers[l.Tier].Kind]++
			}
			require.Equal(t, round.Paid.Minor(), layers)
			require.Equal(t, round.Came.Minor()+round.Short.Minor(), layers)
			divided += layers
		}
		var back int64
		for _, p := range terms.Parties {
			got += d.Received(p).Minor()
		}
		for _, p := range d.ClawBack {
			back += p.Amount.Minor()
		}
		require.Zero(t, back)
		require.Equal(t, divided, got)
		for _, s := range d.Standings {
			require.False(t, s.Capital.Sign() < 0 || s.Preferred.Sign() < 0, "seed %d", seed)
		}
	}
	for k := range waterfall.Split + 1 {
		require.Greater(t, reached[k], 20, "%v", k)
	}
}

// More on the last day takes nothing from any tier, and gives each party what it
// had, but for a unit of rounding a tier; a unit more moves a unit.
func TestContinuousAndMonotone(t *testing.T) {
	for seed := range uint64(seeds) {
		r, terms, facts := drawn(t, seed)
		deal := ""
		if len(terms.Deals) > 0 {
			deal = "x"
		}
		before := map[int]int64{}
		var had [3]int64
		more := r.Int64N(300_000_00)
		for k, step := range []int64{0, 1, more, 1} {
			facts.Proceeds = append(facts.Proceeds, waterfall.Proceeds{On: day("2026-12-31"), Deal: deal, Amount: finance.Minor(step, finance.RUB)})
			d := distribute(t, terms, facts, "2026-12-31")
			all := distribute(t, terms, facts, "2027-01-01")
			tiers := map[int]int64{}
			for _, round := range all.Rounds[len(d.Rounds):] {
				for _, l := range round.Layers {
					tiers[l.Tier] += l.Paid.Minor()
				}
			}
			for i := range terms.Tiers {
				require.GreaterOrEqual(t, tiers[i], before[i], "seed %d: tier %d", seed, i)
				require.True(t, k == 0 || tiers[i]-before[i] <= step, "seed %d: tier %d", seed, i)
			}
			before = tiers
			if terms.ClawBack {
				continue // what goes back moves on
			}
			for i, p := range terms.Parties {
				got := all.Received(p).Minor()
				if k > 0 {
					require.GreaterOrEqual(t, got, had[i]-5, "seed %d: %s", seed, p)
					require.LessOrEqual(t, got, had[i]+step+5, "seed %d: %s", seed, p)
				}
				had[i] = got
			}
		}
	}
}

// After a full catch-up the sponsor has its carry of all profit, but for less than
// two units: one that the tier does not complete, one of the split.
func TestFullCatchUp(t *testing.T) {
	for seed := range uint64(seeds) {
		r, _, facts := drawn(t, seed)
		carry := finance.MustRate([]string{"20%", "25%", "1/7"}[r.IntN(3)])
		rest, err := finance.MustRate("100%").Sub(carry)
		require.NoError(t, err)
		terms := project(capital, pref(yields[r.IntN(len(yields))]), catchUp(carry.String(), "sponsor", "100%"), split("A", rest.String(), "sponsor", carry.String()))
		terms.Parties = []accrual.Party{"A", "sponsor"}
		var paidIn int64
		for i := range facts.Contributions {
			facts.Contributions[i].Party, facts.Contributions[i].Deal = "A", ""
			paidIn += facts.Contributions[i].Amount.Minor()
		}
		for i := range facts.Proceeds {
			facts.Proceeds[i].Deal = ""
		}
		facts.Proceeds = append(facts.Proceeds, came("2026-12-31", "9000000"))
		d := distribute(t, terms, facts, "2027-01-01")
		profit := d.Received("A").Minor() + d.Received("sponsor").Minor() - paidIn
		exact, err := finance.Minor(profit, finance.RUB).MulRate(carry, finance.HalfEven)
		require.NoError(t, err)
		require.InDelta(t, exact.Minor(), d.Received("sponsor").Minor(), 2, "seed %d", seed)
	}
}

// Without a hurdle, deal by deal with claw-back ends as the whole project does:
// the sponsor exactly.
func TestDealsEndAsTheWhole(t *testing.T) {
	clawed := 0
	for seed := range uint64(seeds) {
		_, _, facts := drawn(t, seed)
		r := rand.New(rand.NewPCG(seed, 9))
		terms := project(capital, split("A", "80%", "sponsor", "20%"))
		terms.Parties, terms.Deals = []accrual.Party{"A", "sponsor"}, []string{"x", "y", "z"}
		terms.Term = civil.MustPeriod("2025-01-01/2027-01-01")
		for i := range facts.Contributions { // all that is committed is drawn at the start
			facts.Contributions[i].Party, facts.Contributions[i].Deal, facts.Contributions[i].On = "A", terms.Deals[r.IntN(3)], day("2025-01-01")
		}
		facts.Proceeds = slices.DeleteFunc(facts.Proceeds, func(p waterfall.Proceeds) bool { return p.Amount.Sign() < 0 })
		for i := range facts.Proceeds {
			facts.Proceeds[i].Deal = terms.Deals[r.IntN(3)]
		}
		whole := distribute(t, terms, facts, "2027-01-01")
		terms.Scope, terms.ClawBack = waterfall.ByDeal, true
		deals := distribute(t, terms, facts, "2027-01-01")
		before := distribute(t, terms, facts, "2026-12-31")
		require.GreaterOrEqual(t, before.Received("sponsor").Minor(), whole.Received("sponsor").Minor()-10)
		clawed += len(deals.ClawBack)
		if len(deals.ClawBack) > 0 {
			require.Equal(t, received(whole), received(deals), "seed %d", seed)
		} else {
			require.InDelta(t, whole.Received("sponsor").Minor(), deals.Received("sponsor").Minor(), 10, "seed %d", seed)
		}
	}
	require.Greater(t, clawed, 25)
}

// The order in which facts stand changes nothing, nor do days without a flow.
func TestOrderOfFacts(t *testing.T) {
	for seed := range uint64(seeds) {
		r, terms, facts := drawn(t, seed)
		want := distribute(t, terms, facts, "2027-01-01")
		again := waterfall.Facts{Contributions: slices.Clone(facts.Contributions), Proceeds: slices.Clone(facts.Proceeds)}
		r.Shuffle(len(again.Contributions), func(i, k int) {
			again.Contributions[i], again.Contributions[k] = again.Contributions[k], again.Contributions[i]
		})
		r.Shuffle(len(again.Proceeds), func(i, k int) { again.Proceeds[i], again.Proceeds[k] = again.Proceeds[k], again.Proceeds[i] })
		for i := range 20 {
			nothing := waterfall.Proceeds{On: day("2025-01-01").AddDays(37 * i), Amount: rub("0")}
			if len(terms.Deals) > 0 {
				nothing.Deal = "y"
			}
			again.Proceeds = append(again.Proceeds, nothing)
		}
		got := distribute(t, terms, again, "2027-01-01")
		require.Equal(t, want.Rounds, got.Rounds, "seed %d", seed)
		require.Equal(t, want.Standings, got.Standings)
		require.Equal(t, want.ClawBack, got.ClawBack)
	}
}

// Both roads: the parts of an agreement that is closed month by month, with facts
// that become known late, come to what Distribute gives for all of them.
func TestPartsOfAnAgreement(t *testing.T) {
	posted := 0
	for seed := range uint64(40) {
		r, terms, facts := drawn(t, seed)
		a := agreement(terms)
		list := facts.Accrual(a.ID, "F-")
		for i := range list {
			list[i].Known = list[i].On.AddDays(r.IntN(90))
		}
		got, news := closed(t, a, list)
		want := distribute(t, terms, facts, "2027-01-01")
		for _, p := range terms.Parties {
			require.Equal(t, want.Received(p).Minor(), got[p], "seed %d: %s\n%s", seed, p, want.Text(accrual.English))
		}
		posted += news
	}
	require.Greater(t, posted, 200)
}

func agreement(terms waterfall.Terms) accrual.Agreement {
	return accrual.Agreement{
		ID: "joint project", Currency: finance.RUB, Meters: terms.Meters(),
		Amendments: []accrual.Amendment{{
			From: terms.Term.From, Known: terms.Term.From, Term: &terms.Term, Set: terms.Clauses(""),
			Parties: &accrual.Parties{Creditor: "everybody", Debtor: "holder"},
		}},
	}
}

// closed closes every month of the term and some after it, and sums what each
// party is owed.
func closed(t *testing.T, a accrual.Agreement, facts []accrual.Fact) (sums map[accrual.Party]int64, adjusted int) {
	t.Helper()
	sums = map[accrual.Party]int64{}
	var books accrual.Books
	for m := range civil.MustMonth("2025-01").Through(civil.MustMonth("2027-06")) {
		c, err := accrual.Close(books, []accrual.Agreement{a}, m, m.Next().First().AddDays(4), slices.Values(facts))
		require.NoError(t, err)
		for _, o := range c.Obligations {
			require.Equal(t, accrual.Party("holder"), o.Debtor)
			sums[o.Creditor] += o.Net.Minor()
			adjusted++
		}
		books = c.Books
	}
	return sums, adjusted
}

// Stepping over two halves is stepping over the whole, state included.
func TestStepsCutAnywhere(t *testing.T) {
	for seed := range uint64(seeds) {
		r, terms, facts := drawn(t, seed)
		list := facts.Accrual("a", "F-")
		slices.SortStableFunc(list, func(x, y accrual.Fact) int { return x.On.Compare(y.On) })
		for _, p := range terms.Parties {
			part := waterfall.Part{Terms: terms, Party: p}
			whole, state := stepped(t, part, list)
			a := day("2025-01-01").AddDays(r.IntN(400))
			halves, again := stepped(t, part, list, a, a.AddDays(1+r.IntN(300)))
			require.Equal(t, whole, halves, "seed %d %s", seed, p)
			require.Equal(t, state, again)
		}
	}
}

func stepped(t *testing.T, p waterfall.Part, facts []accrual.Fact, cuts ...civil.Date) (sum int64, state accrual.State) {
	t.Helper()
	at := p.Terms.Term.From
	for _, to := range append(cuts, p.Terms.Term.To) {
		n := 0
		for n < len(facts) && facts[n].On.Before(to) {
			n++
		}
		lines, next, err := p.Step(state, accrual.Span{Window: p.Terms.Term, Since: at, To: to, Currency: finance.RUB}, facts[:n])
		require.NoError(t, err, fmt.Sprint(to))
		for _, l := range lines {
			sum += l.Net.Minor()
		}
		at, state, facts = to, next, facts[n:]
	}
	return sum, state
}
