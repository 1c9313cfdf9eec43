package accrual_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// history is what may happen to a few agreements in a year and a half.
type history struct {
	agreements []accrual.Agreement
	facts      []accrual.Fact
	cutoffs    []cutoff
}

type cutoff struct {
	month civil.Month
	day   civil.Date
}

const months = 18

var opening = day("2025-11-01")

// randomHistory draws late facts, voids, returns in either window, backdated
// amendments by carry, restart and re-rate, changes of parties and of term,
// and early cut-offs.
func randomHistory(r *rand.Rand) history {
	var h history
	for i := range 1 + r.IntN(3) {
		a := randomAgreement(r, fmt.Sprintf("L-%d", i))
		h.agreements = append(h.agreements, a)
		h.facts = append(h.facts, randomFacts(r, a.ID)...)
	}
	last := opening.AddDays(-1)
	for m := range opening.Month().Through(opening.Month().Add(months - 1)) {
		if early := m.First().AddDays(r.IntN(20)); r.IntN(3) == 0 && early.After(last) {
			h.cutoffs = append(h.cutoffs, cutoff{m, early})
		}
		last = m.Next().First().AddDays(r.IntN(12))
		h.cutoffs = append(h.cutoffs, cutoff{m, last})
	}
	return h
}

func randomClause(r *rand.Rand, name string) accrual.Clause {
	window := accrual.Window{Cycle: accrual.Cycle(r.IntN(4)), Returns: accrual.Returns(r.IntN(2))}
	rate := finance.MustRate(fmt.Sprintf("%d.%d%%", 1+r.IntN(20), r.IntN(10)))
	over := finance.Minor(int64(r.IntN(300000)), finance.RUB)
	switch name {
	case "base":
		return baseRent{finance.Minor(int64(r.IntN(5000000)), finance.RUB)}
	case "turnover":
		return turnover{Share: rate, Over: over, In: window, Part: r.IntN(2) == 0}
	case "true-up":
		return turnover{Share: rate, Over: over, Less: "turnover", In: accrual.Window{Cycle: accrual.Cycle(1 + r.IntN(3)), Once: true, After: r.IntN(4), Returns: window.Returns}}
	case "slabs":
		return slabs{Table: finance.Tiers{Steps: []finance.Tier{{Rate: rate}, {Over: finance.Minor(over.Minor()+1, finance.RUB), Rate: finance.MustRate("3%")}}}, In: window}
	case "minimum":
		return minimum{over, "slabs"}
	case "lines":
		return share{rate}
	}
	return frozen{rate, finance.MustRate("1%"), 100000}
}

var clauseNames = []string{"base", "turnover", "true-up", "slabs", "minimum", "lines", "frozen"}

func randomAgreement(r *rand.Rand, id string) accrual.Agreement {
	t := &civil.Period{From: opening.AddDays(r.IntN(200) - 150)}
	if r.IntN(2) == 0 {
		t.To = t.From.AddDays(30 + r.IntN(500))
	}
	var clauses []accrual.Named
	for _, name := range clauseNames {
		_, once := randomClause(r, name).(turnover)
		clauses = append(clauses, accrual.Named{Name: name, Clause: randomClause(r, name), Advance: name == "base" || name == "lines" && !once, Back: name == "frozen"})
	}
	a := lease(id, t, clauses...)
	a.Tax = accrual.Tax{Rates: civil.Timeline[finance.Rate]{
		{From: day("2019-01-01"), Value: finance.MustRate("20%"), Source: "test"}, {From: day("2026-01-01"), Value: finance.MustRate("22%"), Source: "test"},
	}, Included: r.IntN(2) == 0}
	for range r.IntN(6) {
		a.Amendments = append(a.Amendments, randomAmendment(r, t.From))
	}
	return a
}

func randomAmendment(r *rand.Rand, start civil.Date) accrual.Amendment {
	m := accrual.Amendment{From: opening.AddDays(r.IntN(540) - 60)}
	m.Known = m.From.AddDays(r.IntN(150) - 60)
	name := clauseNames[r.IntN(len(clauseNames))]
	switch r.IntN(5) {
	case 0:
		m.Parties = &accrual.Parties{Creditor: "cluster", Debtor: accrual.Party(fmt.Sprintf("R-%d", r.IntN(9)))}
	case 1:
		m.Term = &civil.Period{From: start, To: start.AddDays(30 + r.IntN(700))}
	case 2:
		m.Drop = []string{name}
	default:
		change := accrual.Change(r.IntN(3))
		if name == "frozen" {
			change = accrual.Change(r.IntN(2))
		}
		m.Set = []accrual.Named{{Name: name, Clause: randomClause(r, name), Change: change, Advance: name == "base", Back: name == "frozen"}}
	}
	return m
}

func randomFacts(r *rand.Rand, agreement string) []accrual.Fact {
	var facts []accrual.Fact
	put := func(f accrual.Fact) {
		f.ID, f.Agreement = fmt.Sprintf("F-%d", len(facts)), agreement
		f.Known = f.On.AddDays(r.IntN(5) * r.IntN(30))
		facts = append(facts, f)
	}
	for range 20 + r.IntN(60) {
		f := accrual.Fact{On: opening.AddDays(r.IntN(600) - 60), Adds: []accrual.Reading{{Meter: sales, N: int64(r.IntN(200000))}}}
		if len(facts) > 0 && r.IntN(3) == 0 {
			of := facts[r.IntN(len(facts))]
			if of.Voids.ID != "" {
				continue
			}
			ref := accrual.Ref{ID: of.ID, On: of.On}
			f.On = of.On.AddDays(r.IntN(90))
			if r.IntN(3) == 0 {
				f.Voids, f.Of, f.Adds = ref, of.Of, nil
			} else if of.Of.ID == "" {
				f.Of, f.Adds[0].N = ref, -int64(r.IntN(int(of.Adds[0].N)+1))
			} else {
				continue
			}
		}
		put(f)
	}
	for i := range facts { // what refers to a fact is not known before it
		for _, ref := range []accrual.Ref{facts[i].Voids, facts[i].Of} {
			for _, x := range facts[:i] {
				if x.ID == ref.ID && facts[i].Known.Before(x.Known) {
					facts[i].Known = x.Known
				}
			}
		}
	}
	return facts
}

// total is what a key came to between two parties.
type total struct {
	key              accrual.Key
	debtor, creditor accrual.Party
}

func sum(t *testing.T, b accrual.Books) map[total]string {
	t.Helper()
	net, tax := map[total]finance.Money{}, map[total]finance.Money{}
	for o := range b.Posted() {
		k := total{o.Key, o.Debtor, o.Creditor}
		var err error
		net[k], err = net[k].Add(o.Net)
		require.NoError(t, err)
		tax[k], err = tax[k].Add(o.Tax)
		require.NoError(t, err)
	}
	sums := map[total]string{}
	for k := range net {
		if !net[k].IsZero() || !tax[k].IsZero() {
			sums[k] = fmt.Sprint(net[k], " + ", tax[k])
		}
	}
	return sums
}

// knownFromTheStart is h with everything known by the last cut-off known
// before the first one, in the order in which it became known.
func knownFromTheStart(h history) history {
	last := h.cutoffs[len(h.cutoffs)-1].day
	var early history
	for _, f := range h.facts {
		if f.Known.Before(last) {
			f.Known = day("2020-01-01")
			early.facts = append(early.facts, f)
		}
	}
	for _, a := range h.agreements {
		order := make([]int, len(a.Amendments))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(i, j int) int {
			return cmp.Or(a.Amendments[i].Known.Compare(a.Amendments[j].Known), a.Amendments[i].From.Compare(a.Amendments[j].From))
		})
		known := slices.Clone(a.Amendments)
		for rank, i := range order {
			if known[i].Known.Before(last) {
				known[i].Known = day("2020-01-01").AddDays(rank)
			}
		}
		a.Amendments = known
		early.agreements = append(early.agreements, a)
	}
	for _, c := range h.cutoffs {
		if !c.day.Before(c.month.Next().First()) {
			early.cutoffs = append(early.cutoffs, c)
		}
	}
	return early
}

// play closes h month by month; at each close it calls check, if any.
func play(t *testing.T, h history, check func(before accrual.Books, c cutoff, closed accrual.Closed)) accrual.Books {
	t.Helper()
	var books accrual.Books
	for _, c := range h.cutoffs {
		closed, err := accrual.Close(books, h.agreements, c.month, c.day, slices.Values(h.facts))
		require.NoError(t, err)
		if check != nil {
			check(books, c, closed)
		}
		books = closed.Books
	}
	return books
}

// The law of the house: closed + adjusted = closed with everything known from
// the start, over histories with late facts, voids, returns, backdated
// amendments and early cut-offs. Beside it, at each close: closing again
// changes nothing; a host that hands in only what NeedFrom asks for, and keeps
// its books as text, gets the same; nothing posted is touched.
func TestClosedAndAdjustedIsClosedWithAllKnown(t *testing.T) {
	postings := 0
	for n := range 80 / part {
		r := rand.New(rand.NewPCG(1, uint64(n)))
		h := randomHistory(r)
		books := play(t, h, func(before accrual.Books, c cutoff, closed accrual.Closed) {
			r.Shuffle(len(h.facts), func(i, j int) { h.facts[i], h.facts[j] = h.facts[j], h.facts[i] })
			again, err := accrual.Close(closed.Books, h.agreements, c.month, c.day, slices.Values(append(h.facts, h.facts...)))
			require.NoError(t, err)
			require.Empty(t, again.Obligations)
			require.Equal(t, closed.Books, again.Books)
			require.Equal(t, closed, closeSparingly(t, before, h, c), "history %d, %v", n, c)
		})
		want := sum(t, play(t, knownFromTheStart(h), nil))
		require.Equal(t, want, sum(t, books), "history %d", n)
		postings += len(want)
	}
	require.Greater(t, postings, 3000/part) // the law holds over something
}

// closeSparingly closes like a host that keeps its books as text and hands in
// only the facts that are needed.
func closeSparingly(t *testing.T, before accrual.Books, h history, c cutoff) accrual.Closed {
	t.Helper()
	text, err := before.MarshalJSON()
	require.NoError(t, err)
	var books accrual.Books
	require.NoError(t, books.UnmarshalJSON(text))
	var handed []accrual.Fact
	from, err := accrual.NeedFrom(books, h.agreements, c.month, c.day, h.facts)
	require.NoError(t, err)
	for _, f := range h.facts {
		if !f.On.Before(from) {
			handed = append(handed, f)
		}
	}
	closed, err := accrual.Close(books, h.agreements, c.month, c.day, slices.Values(handed))
	require.NoError(t, err)
	return closed
}

// An amendment that sets a clause to what it is cuts a window in two: carried
// on or rated again, it sums to the same.
func TestAWindowCutAnywhereSumsToTheSame(t *testing.T) {
	for n := range 200 / part {
		r := rand.New(rand.NewPCG(2, uint64(n)))
		h := randomHistory(r)
		for i := range h.agreements {
			h.agreements[i].Amendments = h.agreements[i].Amendments[:1]
		}
		want := sum(t, play(t, h, nil))
		for i := range h.agreements {
			a := &h.agreements[i]
			first := a.Amendments[0]
			cut := accrual.Amendment{From: opening.AddDays(r.IntN(500)), Known: first.Known}
			for _, c := range first.Set {
				if c.Change = accrual.Rerate; r.IntN(2) == 0 || c.Name == "frozen" {
					c.Change = accrual.Carry
				}
				cut.Set = append(cut.Set, c)
			}
			a.Amendments = append(slices.Clone(a.Amendments), cut)
		}
		require.Equal(t, want, sum(t, play(t, h, nil)), "history %d", n)
	}
}
