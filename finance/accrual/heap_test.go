package accrual_test

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// probe is a clause that looks at the heap when it is asked for its total.
type probe struct{ live *uint64 }

func (probe) Window() accrual.Window  { return accrual.Window{} }
func (probe) Meters() []accrual.Meter { return nil }
func (p probe) Earned(s accrual.Span) (finance.Money, error) {
	*p.live = liveHeap()
	return finance.Zero(s.Currency), nil
}

func liveHeap() uint64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// What a close holds beside the books does not grow with the months that were
// closed before: the checkpoints bound what is read again. The probe is asked
// last, when all facts are taken in and all other agreements are walked.
func TestHeapDoesNotGrowWithClosedMonths(t *testing.T) {
	var live uint64
	x := newMarket(200, 0, month("2020-01"))
	x.leases = append(x.leases, lease("Z-probe", term("2020-01-01", ""), accrual.Named{Name: "probe", Clause: probe{&live}}))
	var books accrual.Books
	held := map[int]uint64{}
	for n := range 60 {
		m := month("2020-01").Add(n)
		before := liveHeap()
		closed, err := accrual.Close(books, x.leases, m, m.Next().First(), monthOfLines(x.leases[:200], m))
		require.NoError(t, err)
		held[n+1] = live - before
		books = closed.Books
	}
	require.Positive(t, held[3])
	require.LessOrEqual(t, float64(held[60]), 1.05*float64(held[3]), "%d bytes at 60 months, %d at 3", held[60], held[3])
}

// monthOfLines yields a hundred sales of each lease, made as they are asked for.
func monthOfLines(leases []accrual.Agreement, m civil.Month) func(yield func(accrual.Fact) bool) {
	return func(yield func(accrual.Fact) bool) {
		for i := range 100 * len(leases) {
			on := m.First().AddDays(i % m.Days())
			f := accrual.Fact{
				ID: fmt.Sprintf("%v-%05d", m, i), Agreement: leases[i%len(leases)].ID, On: on, Known: on,
				Adds: []accrual.Reading{{Meter: sales, N: 100_00}},
			}
			if !yield(f) {
				return
			}
		}
	}
}
