package accrual_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// alignedHistory is a history of the kind in which boundaries meet: terms and
// amendments begin on the first of a month, cycles change, windows charged once
// move when the term does, and advance charges are billed up to a year ahead.
func alignedHistory(r *rand.Rand) history {
	h := randomHistory(r)
	for i := range h.agreements {
		a := &h.agreements[i]
		for j := range a.Amendments {
			m := &a.Amendments[j]
			if j > 0 && r.IntN(3) > 0 {
				m.From = m.From.Month().First()
			}
			if m.Term != nil && !m.Term.To.IsZero() {
				t := civil.Period{From: m.Term.From, To: m.Term.To.Month().Next().First()}
				m.Term = &t
			}
			for k := range m.Set {
				m.Set[k] = aligned(r, m.Set[k])
			}
		}
		for range r.IntN(3) {
			m := randomAmendment(r, a.Amendments[0].Term.From)
			m.From, m.Set, m.Drop = m.From.Month().First(), nil, nil
			term := civil.Period{From: a.Amendments[0].Term.From, To: a.Amendments[0].Term.From.Month().Add(3 + r.IntN(20)).First()}
			m.Term = &term
			a.Amendments = append(a.Amendments, m)
		}
	}
	h.cutoffs = nil
	last := opening.AddDays(-1)
	for m := range opening.Month().Through(opening.Month().Add(months - 1)) {
		if early := m.First().AddDays(r.IntN(20)); r.IntN(2) == 0 && early.After(last) {
			h.cutoffs = append(h.cutoffs, cutoff{m.Add(r.IntN(accrual.MaxAhead)), early})
		}
		last = m.Next().First().AddDays(r.IntN(12))
		h.cutoffs = append(h.cutoffs, cutoff{m, last})
	}
	if last := h.cutoffs[0]; !last.day.After(last.month.First().AddDays(31)) && last.month.After(opening.Month()) {
		h.cutoffs = h.cutoffs[1:] // books open with the first month
	}
	return h
}

// aligned lets a clause that is charged once have any cycle.
func aligned(r *rand.Rand, n accrual.Named) accrual.Named {
	c, ok := n.Clause.(turnover)
	if !ok || !c.In.Once {
		return n
	}
	c.In.Cycle = accrual.Cycle(r.IntN(5))
	n.Clause = c
	return n
}

// The law holds where boundaries meet, and no two postings share an id.
func TestTheLawHoldsWhereBoundariesMeet(t *testing.T) {
	once := 0
	for n := range 60 / part {
		h := alignedHistory(rand.New(rand.NewPCG(3, uint64(n))))
		ids := map[uuid.UUID]string{}
		books := play(t, h, func(_ accrual.Books, _ cutoff, closed accrual.Closed) {
			for _, o := range closed.Obligations {
				require.Empty(t, ids[o.Posting()], "%v", o)
				ids[o.Posting()] = o.Clause
				if o.Clause == "true-up" {
					once++
				}
			}
		})
		want := sum(t, play(t, knownFromTheStart(h), nil))
		require.Empty(t, different(want, sum(t, books), books.Next()), "history %d", n)
	}
	require.Greater(t, once, 100/part)
}

// different are the totals that are not the same on both sides, but for months
// that are not closed yet and were billed in advance.
func different(want, got map[total]string, open civil.Month) []string {
	var all []string
	for k := range maps.Keys(want) {
		if got[k] != want[k] {
			all = append(all, fmt.Sprintf("%v %s %v %s: %s, want %s", k.key.Agreement, k.key.Clause, k.key.Slot, k.debtor, got[k], want[k]))
		}
	}
	for k := range got {
		if want[k] == "" && k.key.Slot.From.Before(open.First()) {
			all = append(all, fmt.Sprintf("%v %s %v %s: %s, want none", k.key.Agreement, k.key.Clause, k.key.Slot, k.debtor, got[k]))
		}
	}
	slices.Sort(all)
	return all
}
