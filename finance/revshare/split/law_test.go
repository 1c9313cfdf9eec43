package split_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare/split"
)

// earned is what a clause earns when its meter counted the amount.
func earned(t *testing.T, n accrual.Named, counted finance.Money) finance.Money {
	t.Helper()
	march := civil.MustMonth("2026-03").Period()
	got, err := n.Clause.(accrual.Earner).Earned(accrual.Span{
		Window: march, Since: march.From, To: march.To, Held: []civil.Period{march}, Meters: []int64{counted.Minor()}, Currency: counted.Currency(),
	})
	require.NoError(t, err)
	return got
}

// randomSplit is a valid split whose nodes lead to later ones, each to some.
func randomSplit(r *rand.Rand, inOrder bool) split.Split {
	count := 1 + r.IntN(6)
	s := split.Split{Owner: "shop", Remainder: finance.Remainder(r.IntN(3))}
	for i := range count {
		n := split.Node{Name: fmt.Sprintf("N%d", i), By: split.By(r.IntN(3))}
		if inOrder && r.IntN(3) == 0 {
			n.By = split.InOrder
		}
		var targets []string
		if i+1 < count {
			targets = append(targets, fmt.Sprintf("N%d", i+1)) // so that something leads to it
			for k := i + 2; k < count; k++ {
				if r.IntN(3) == 0 {
					targets = append(targets, fmt.Sprintf("N%d", k))
				}
			}
		}
		for _, p := range r.Perm(7)[:1+r.IntN(4)] {
			targets = append(targets, [...]string{"a", "b", "c", "d", "e", "f", "shop"}[p])
		}
		r.Shuffle(len(targets), func(a, b int) { targets[a], targets[b] = targets[b], targets[a] })
		fillNode(r, &n, targets)
		s.Nodes = append(s.Nodes, n)
	}
	r.Shuffle(count-1, func(a, b int) { s.Nodes[a+1], s.Nodes[b+1] = s.Nodes[b+1], s.Nodes[a+1] })
	return s
}

func fillNode(r *rand.Rand, n *split.Node, targets []string) {
	if len(targets) > 1 && n.By == split.InOrder && r.IntN(2) == 0 {
		n.Rest, targets = target(targets[0]), targets[1:]
	}
	den := int64(len(targets)) + r.Int64N(5)
	for _, to := range targets {
		p := part(to)
		switch n.By {
		case split.Shares:
			p.Share, _ = finance.NewRate(1, den)
		case split.Points:
			p.Points = 1 + r.Int64N(5)
		case split.InOrder:
			p.UpTo = finance.Minor(1+r.Int64N(5000), finance.RUB)
		}
		n.Parts = append(n.Parts, p)
	}
}

func randomTotal(r *rand.Rand) finance.Money { return finance.Minor(r.Int64N(30000)-8000, finance.RUB) }

func sumOf(t *testing.T, lines []split.Line) finance.Money {
	t.Helper()
	var all []finance.Money
	for _, l := range lines {
		all = append(all, l.Amount)
	}
	sum, err := finance.Sum(all...)
	require.NoError(t, err)
	return sum
}

// The lines sum to the total, each party stands once and none is below zero of
// a total above it.
func TestLinesSumToTheTotal(t *testing.T) {
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 1))
		s, total := randomSplit(r, seed%2 == 0), randomTotal(r)
		require.NoError(t, s.Validate(), "seed %d", seed)
		lines, err := s.Divide(total)
		require.NoError(t, err)
		require.Equal(t, total, sumOf(t, lines), "seed %d", seed)
		seen := map[accrual.Party]bool{}
		for _, l := range lines {
			require.False(t, seen[l.Party], "seed %d", seed)
			require.GreaterOrEqual(t, l.Amount.Sign()*total.Sign(), 0, "seed %d", seed)
			require.Equal(t, l.Party == "", l.Unallocated)
			require.NotEmpty(t, l.Ways)
			seen[l.Party] = true
		}
	}
}

// Without a node in order, the shares sum to the whole and are what the ways
// multiply to; each amount is within a minor unit of its exact share, and one
// whose exact share is whole is that.
func TestLinesKeepToTheirShares(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 2))
		s, total := randomSplit(r, false), randomTotal(r)
		lines, err := s.Divide(total)
		require.NoError(t, err)
		whole := new(big.Rat)
		for _, l := range lines {
			share := big.NewRat(l.Share.Num(), l.Share.Den())
			whole.Add(whole, share)
			require.Zero(t, byWays(l).Cmp(share), "seed %d: %v", seed, l)
			off := new(big.Rat).Mul(share, big.NewRat(total.Minor(), 1))
			isWhole := off.IsInt()
			off.Sub(off, big.NewRat(l.Amount.Minor(), 1))
			require.Negative(t, off.Abs(off).Cmp(big.NewRat(1, 1)))
			require.True(t, !isWhole || off.Sign() == 0)
		}
		require.Zero(t, whole.Cmp(big.NewRat(1, 1)), "seed %d", seed)
	}
}

func byWays(l split.Line) *big.Rat {
	sum := new(big.Rat)
	for _, w := range l.Ways {
		one := big.NewRat(1, 1)
		for _, step := range w {
			one.Mul(one, big.NewRat(step.Part.Num(), step.Part.Den()))
		}
		sum.Add(sum, one)
	}
	return sum
}

// In whatever order the parts of the nodes stand, a party gets the same but for
// the one unit that may be left over. What is taken in order keeps its order.
func TestPermutedPartsMoveTheLeftoverOnly(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		s, total := randomSplit(r, seed%2 == 0), randomTotal(r)
		before, err := s.Divide(total)
		require.NoError(t, err)
		amounts := map[accrual.Party]int64{}
		for _, l := range before {
			amounts[l.Party] = l.Amount.Minor()
		}
		for i := range s.Nodes {
			if n := s.Nodes[i]; n.By != split.InOrder {
				r.Shuffle(len(n.Parts), func(a, b int) { n.Parts[a], n.Parts[b] = n.Parts[b], n.Parts[a] })
			}
		}
		after, err := s.Divide(total)
		require.NoError(t, err)
		require.Len(t, after, len(before))
		for _, l := range after {
			require.InDelta(t, amounts[l.Party], l.Amount.Minor(), 1, "seed %d: %v", seed, l.Party)
		}
	}
}

// Both roads lead to the same amounts: what Divide says, the clauses earn.
func TestClausesEarnWhatDivideSays(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 4))
		s, total := randomSplit(r, seed%2 == 0), randomTotal(r)
		clauses, err := s.Clauses("royalty", "gross")
		require.NoError(t, err)
		lines, err := s.Divide(total)
		require.NoError(t, err)
		for _, l := range lines {
			i := slices.IndexFunc(clauses, func(n accrual.Named) bool { return n.To == l.Party })
			if l.Unallocated || l.Party == "shop" {
				require.Negative(t, i)
				continue
			}
			require.Equal(t, l.Amount, earned(t, clauses[i], total), "seed %d: %v", seed, l)
			clauses = slices.Delete(clauses, i, i+1)
		}
		require.Empty(t, clauses)
	}
}

func agreementOf(amendments []accrual.Amendment) accrual.Agreement {
	term := civil.Period{From: day("2026-01-01"), To: day("2027-01-01")}
	amendments[0].Term, amendments[0].Parties = &term, &accrual.Parties{Creditor: "artists", Debtor: "shop"}
	return accrual.Agreement{ID: "A-1", Currency: finance.RUB, Meters: []accrual.Meter{"gross"}, Amendments: amendments}
}

func sale(id string, on civil.Date, kopecks int64) accrual.Fact {
	return accrual.Fact{ID: id, Agreement: "A-1", On: on, Known: on, Adds: []accrual.Reading{{Meter: "gross", N: kopecks}}}
}

// A quarter is closed month by month, with a change on some day: each party is
// paid what the old split gives of what was sold before that day and the new
// one of what was sold since; by line, what each sale gives by itself.
func TestClosePaysWhatDivideSays(t *testing.T) {
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 5))
		one, two := randomSplit(r, seed%2 == 0), randomSplit(r, seed%2 == 0)
		cycle := []accrual.Cycle{accrual.ByLife, accrual.ByLine, accrual.ByQuarter}[seed%3]
		one.Per, two.Per = cycle, cycle
		change := day("2026-01-01").AddDays(1 + r.IntN(85))
		dated := []split.Dated{{day("2026-01-01"), day("2025-12-01"), one}, {change, day("2025-12-02"), two}}
		amendments, err := split.Amendments(dated, "royalty", "gross")
		require.NoError(t, err)

		want := map[accrual.Party]int64{}
		add := func(s split.Split, kopecks int64) {
			lines, err := s.Divide(finance.Minor(kopecks, finance.RUB))
			require.NoError(t, err)
			for _, l := range lines {
				want[l.Party] += l.Amount.Minor()
			}
		}
		var facts []accrual.Fact
		var before, after int64
		for i := range 20 {
			on, kopecks := day("2026-01-01").AddDays(r.IntN(90)), r.Int64N(9000)-2000
			facts = append(facts, sale(fmt.Sprintf("S-%02d", i), on, kopecks))
			s, known := split.On(dated, on, change)
			require.True(t, known)
			switch {
			case cycle == accrual.ByLine:
				add(s, kopecks)
			case on.Before(change):
				before += kopecks
			default:
				after += kopecks
			}
		}
		add(one, before)
		add(two, after)

		delete(want, "shop")
		delete(want, "")
		require.Equal(t, nonzero(want), nonzero(paid(t, agreementOf(amendments), facts)), "seed %d", seed)
	}
}

func nonzero(amounts map[accrual.Party]int64) map[accrual.Party]int64 {
	got := map[accrual.Party]int64{}
	for p, n := range amounts {
		if n != 0 {
			got[p] = n
		}
	}
	return got
}

// paid is what three monthly closes owe each party.
func paid(t *testing.T, a accrual.Agreement, facts []accrual.Fact) map[accrual.Party]int64 {
	t.Helper()
	got := map[accrual.Party]int64{}
	var books accrual.Books
	for _, m := range []string{"2026-01", "2026-02", "2026-03"} {
		month := civil.MustMonth(m)
		closed, err := accrual.Close(books, []accrual.Agreement{a}, month, month.Next().First(), slices.Values(facts))
		require.NoError(t, err)
		books = closed.Books
		for _, o := range closed.Obligations {
			require.Equal(t, accrual.Party("shop"), o.Debtor)
			got[o.Creditor] += o.Net.Minor()
		}
	}
	return got
}

// A cost is recouped once, never more than it was, and whatever is sold: what is
// taken and what is left sum to it. No month takes it again.
func TestRecoupedOnce(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 6))
		cost := 1 + r.Int64N(40000)
		s := of(
			withRest(node("Costs", split.InOrder, part("anna")), "Rest"),
			node("Rest", split.Equal, part("boris"), part("vera")),
		)
		s.Nodes[0].Parts[0].UpTo = finance.Minor(cost, finance.RUB)
		s.Per = accrual.ByLife
		amendments, err := split.Amendments([]split.Dated{{day("2026-01-01"), day("2025-12-01"), s}}, "royalty", "gross")
		require.NoError(t, err)
		var facts []accrual.Fact
		var sold int64
		for i := range 10 {
			kopecks := r.Int64N(9000)
			sold += kopecks
			facts = append(facts, sale(fmt.Sprintf("S-%02d", i), day("2026-01-01").AddDays(r.IntN(90)), kopecks))
		}
		got := paid(t, agreementOf(amendments), facts)
		require.Equal(t, min(cost, sold), got["anna"])
		require.Equal(t, max(0, sold-cost), got["boris"]+got["vera"])
		require.InDelta(t, got["boris"], got["vera"], 1)
	}
}

// Everything that was sold comes back, in parts: nobody is left with anything.
func TestFullRefundReturnsEverybodyToZero(t *testing.T) {
	s := randomSplit(rand.New(rand.NewPCG(7, 7)), true)
	s.Per = accrual.ByLife
	amendments, err := split.Amendments([]split.Dated{{day("2026-01-01"), day("2025-12-01"), s}}, "royalty", "gross")
	require.NoError(t, err)
	got := paid(t, agreementOf(amendments), []accrual.Fact{
		sale("S-1", day("2026-01-10"), 100001), sale("R-1", day("2026-02-01"), -33334), sale("R-2", day("2026-03-05"), -66667),
	})
	require.Empty(t, nonzero(got))
}
