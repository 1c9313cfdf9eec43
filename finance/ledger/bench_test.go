package ledger_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// bills are so many obligations of parties, one a month.
func bills(parties, months int) []accrual.Obligation {
	var list []accrual.Obligation
	for m := range months {
		for p := range parties {
			list = append(list, owed("base rent", accrual.Party(fmt.Sprintf("R-%05d", p)), owner, month("2026-01").Add(m).String(), "100.00"))
		}
	}
	return list
}

func crowd(tb testing.TB, parties, months int) ledger.Ledger {
	tb.Helper()
	l, err := ledger.New(owner).Post(chart, bills(parties, months)...)
	require.NoError(tb, err)
	return l
}

// Postings a second, each checked for its balance, its accounts and its being
// new, and the same by hand: a map of balances and one of ids seen.
func BenchmarkPost(b *testing.B) {
	list := bills(1000, 10)
	per := func(b *testing.B) { b.ReportMetric(float64(b.N*len(list))/b.Elapsed().Seconds(), "postings/s") }
	b.Run("ledger", func(b *testing.B) {
		for b.Loop() {
			l, err := ledger.New(owner).Post(chart, list...)
			if err != nil || l.Len() != len(list) {
				b.Fatal(err)
			}
		}
		per(b)
	})
	entries := entries(crowd(b, 1000, 10))
	b.Run("entries", func(b *testing.B) { // without making them of obligations
		for i := range entries {
			entries[i].Key, entries[i].For = accrual.Key{}, civil.Month{}
		}
		for b.Loop() {
			l, err := ledger.New(owner).Enter(entries...)
			if err != nil || l.Len() != len(list) {
				b.Fatal(err)
			}
		}
		per(b)
	})
	b.Run("by-hand", func(b *testing.B) {
		for b.Loop() {
			balances, seen := map[ledger.Account]int64{}, map[uuid.UUID]bool{}
			for i := range list {
				o := &list[i]
				if id := o.Posting(); !seen[id] {
					seen[id] = true
					balances[ledger.Receivable] += o.Net.Minor()
					balances["income:rent"] -= o.Net.Minor()
				}
			}
		}
		per(b)
	})
}

// The yearly statement of one party among few and among ten thousand.
func BenchmarkStatement(b *testing.B) {
	year := civil.MustPeriod("2026-01-01/2027-01-01")
	for _, n := range []int{10, 10_000} {
		l := crowd(b, n, 12)
		s := new(ledger.Memory)
		require.NoError(b, s.Append(0, entries(l)))
		b.Run(fmt.Sprintf("books/%d", n), func(b *testing.B) {
			for b.Loop() {
				l.Statement("R-00007", year)
			}
		})
		b.Run(fmt.Sprintf("store/%d", n), func(b *testing.B) {
			for b.Loop() {
				one, err := ledger.LoadParty(s, owner, "R-00007")
				if err != nil {
					b.Fatal(err)
				}
				one.Statement("R-00007", year)
			}
		})
	}
}
