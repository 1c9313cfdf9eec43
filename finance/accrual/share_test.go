package accrual_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/accrual"
)

// copyOf is all of h and of books, in memory of its own.
func copyOf(t *testing.T, books accrual.Books, h history) (string, history) {
	t.Helper()
	text, err := json.Marshal(books)
	require.NoError(t, err)
	own := history{facts: slices.Clone(h.facts), agreements: slices.Clone(h.agreements)}
	for i := range own.facts {
		own.facts[i].Adds = slices.Clone(own.facts[i].Adds)
	}
	for i := range own.agreements {
		a := &own.agreements[i]
		a.Meters, a.Tax.Rates, a.Amendments = slices.Clone(a.Meters), slices.Clone(a.Tax.Rates), slices.Clone(a.Amendments)
		for j := range a.Amendments {
			a.Amendments[j].Set, a.Amendments[j].Drop = slices.Clone(a.Amendments[j].Set), slices.Clone(a.Amendments[j].Drop)
		}
	}
	return string(text), own
}

// The same books are closed by several goroutines at once, and explained
// meanwhile: the answers are equal, order included, and nothing that was handed
// in has changed. The race detector watches.
func TestClosingTheSameBooksAtOnce(t *testing.T) {
	for n := range 6 {
		h := randomHistory(rand.New(rand.NewPCG(6, uint64(n))))
		books := play(t, history{h.agreements, h.facts, h.cutoffs[:len(h.cutoffs)/2]}, nil)
		before, own := copyOf(t, books, h)
		next := h.cutoffs[len(h.cutoffs)/2]
		var all [4]accrual.Closed
		var errs [4]error
		var group sync.WaitGroup
		for i := range all {
			group.Add(1)
			go func() {
				defer group.Done()
				all[i], errs[i] = accrual.Close(books, h.agreements, next.month, next.day, slices.Values(h.facts))
				for _, o := range all[i].Obligations {
					if a := slices.IndexFunc(h.agreements, func(a accrual.Agreement) bool { return a.ID == o.Agreement }); o.Source == "" {
						_, _ = accrual.Explain(h.agreements[a], o.Key, next.day, slices.Values(h.facts))
					}
				}
			}()
		}
		group.Wait()
		for i := range all {
			require.NoError(t, errs[i])
			require.Equal(t, all[0], all[i])
		}
		after, now := copyOf(t, books, h)
		require.Equal(t, before, after)
		require.Equal(t, own, now)
	}
}

// What a close hands out is the caller's: to change it changes no books.
func TestObligationsAreTheCallers(t *testing.T) {
	h := twoMonths(sale("S-1", "2026-01-05", "2026-01-05", "500.00"))
	closed, err := accrual.Close(h.books, h.as, month("2026-03"), day("2026-04-01"), slices.Values(append(h.facts, sale("S-2", "2026-03-05", "2026-03-05", "500.00"))))
	require.NoError(t, err)
	require.Len(t, closed.Obligations, 1)
	before, err := json.Marshal(closed.Books)
	require.NoError(t, err)
	closed.Obligations[0].Net = rub("0.01")
	after, err := json.Marshal(closed.Books)
	require.NoError(t, err)
	require.Equal(t, string(before), string(after))
}

// Two closes from the same books lead to two books that know nothing of each
// other.
func TestBooksFork(t *testing.T) {
	h := twoMonths()
	fork := func(amount string) (string, accrual.Books) {
		closed, err := accrual.Close(h.books, h.as, month("2026-03"), day("2026-04-01"), slices.Values([]accrual.Fact{sale("S-1", "2026-03-05", "2026-03-05", amount)}))
		require.NoError(t, err)
		text, err := json.Marshal(closed.Books)
		require.NoError(t, err)
		return string(text), closed.Books
	}
	one, books := fork("500.00")
	two, _ := fork("700.00")
	require.NotEqual(t, one, two)
	again, err := json.Marshal(books)
	require.NoError(t, err)
	require.Equal(t, one, string(again))
}
