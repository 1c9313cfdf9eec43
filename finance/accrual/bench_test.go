package accrual_test

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// market is a month of many leases with many sale lines.
type market struct {
	leases []accrual.Agreement
	lines  []accrual.Fact
}

func newMarket(leases, lines int, m civil.Month) market {
	var x market
	for i := range leases {
		x.leases = append(x.leases, lease(fmt.Sprintf("L-%05d", i), term("2020-01-01", ""),
			accrual.Named{Name: "base rent", Clause: baseRent{rub("45000.00")}},
			accrual.Named{Name: "turnover rent", Clause: turnover{Share: finance.MustRate("8%"), Over: rub("150000.00"), In: accrual.Window{Cycle: accrual.ByYear}}},
		))
	}
	x.lines = linesOf(x.leases, lines, m)
	return x
}

func linesOf(leases []accrual.Agreement, n int, m civil.Month) []accrual.Fact {
	r := rand.New(rand.NewPCG(1, 1))
	lines := make([]accrual.Fact, n)
	readings := make([]accrual.Reading, n)
	for i := range lines { // a till's export: day by day, the leases mixed
		on := m.First().AddDays(i * m.Days() / n)
		readings[i] = accrual.Reading{Meter: sales, N: int64(r.IntN(1000000))}
		lines[i] = accrual.Fact{
			ID: fmt.Sprintf("%v-%07d", m, i), Agreement: leases[r.IntN(len(leases))].ID, On: on, Known: on, Adds: readings[i : i+1],
		}
	}
	return lines
}

func (x market) facts() iter.Seq[accrual.Fact] {
	return func(yield func(accrual.Fact) bool) {
		for i := range x.lines {
			if !yield(x.lines[i]) {
				return
			}
		}
	}
}

// byHand is the loop that nobody beats: it knows the two clauses, keeps no
// books, checks nothing and explains nothing.
func (x market) byHand(m civil.Month, cutoff civil.Date, sold map[string]int64) (total int64) {
	clear(sold)
	for i := range x.lines {
		f := &x.lines[i]
		if f.Known.Before(cutoff) && f.On.Month() == m {
			sold[f.Agreement] += f.Adds[0].N
		}
	}
	for i := range x.leases {
		rent, _ := finance.MulDiv(4500000, int64(m.Days()), int64(m.Days()), finance.HalfEven)
		share, _ := finance.MulDiv(max(0, sold[x.leases[i].ID]-15000000), 8, 100, finance.HalfEven)
		total += rent + share
	}
	return total
}

// A month of 10,000 leases and 1,000,000 sale lines, beside a pass by hand.
func BenchmarkClose(b *testing.B) {
	m, cutoff := month("2026-01"), day("2026-02-01")
	x := newMarket(10_000, 1_000_000, m)
	b.Run("kvartal", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := accrual.Close(accrual.Books{}, x.leases, m, cutoff, x.facts()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("by hand", func(b *testing.B) {
		sold := map[string]int64{}
		for b.Loop() {
			x.byHand(m, cutoff, sold)
		}
	})
}

// The hand-written pass and the engine owe the same.
func TestCloseEqualsAPassByHand(t *testing.T) {
	m, cutoff := month("2026-01"), day("2026-02-01")
	x := newMarket(100, 10_000, m)
	closed, err := accrual.Close(accrual.Books{}, x.leases, m, cutoff, x.facts())
	require.NoError(t, err)
	var total int64
	for _, o := range closed.Obligations {
		total += o.Net.Minor()
	}
	require.Equal(t, x.byHand(m, cutoff, map[string]int64{}), total)
}

// More sale lines cost no more allocations, but for the growth of the arrays
// that hold them.
func TestCloseDoesNotAllocatePerLine(t *testing.T) {
	m, cutoff := month("2026-01"), day("2026-02-01")
	few, many := newMarket(50, 5_000, m), newMarket(50, 50_000, m)
	allocations := func(x market) float64 {
		return testing.AllocsPerRun(3, func() {
			_, err := accrual.Close(accrual.Books{}, x.leases, m, cutoff, x.facts())
			require.NoError(t, err)
		})
	}
	require.Less(t, allocations(many)-allocations(few), 450.0) // 45,000 lines more
}

// Simulated months: two clauses of 300 tenants over 72 months, beside the same
// by hand.
func BenchmarkRun(b *testing.B) {
	const tenants, horizon = 300, 72
	runs := make([]*accrual.Run, tenants)
	for i := range runs {
		a := lease("L", term("2020-01-01", ""),
			accrual.Named{Name: "base rent", Clause: baseRent{rub("45000.00")}},
			accrual.Named{Name: "turnover rent", Clause: turnover{Share: finance.MustRate("8%"), Over: rub("150000.00")}})
		var err error
		runs[i], err = accrual.NewRun(a, day("2026-01-01"), month("2026-01"))
		require.NoError(b, err)
	}
	demand := func(r *rand.Rand) int64 { return int64(15_000_000 * math.Exp(r.NormFloat64()/2)) }
	b.Run("kvartal", func(b *testing.B) {
		b.ReportAllocs()
		var total int64
		take := func(c *accrual.Charge) { total += c.Amount.Minor() }
		for b.Loop() {
			r := rand.New(rand.NewPCG(1, 1))
			for _, run := range runs {
				_ = run.Reset()
				for range horizon {
					run.Add(0, demand(r))
					if err := run.Next(take); err != nil {
						b.Fatal(err)
					}
				}
			}
		}
		runtime.KeepAlive(total)
	})
	b.Run("by hand", func(b *testing.B) {
		var total int64
		for b.Loop() {
			r := rand.New(rand.NewPCG(1, 1))
			for range tenants {
				m := month("2026-01")
				for range horizon {
					days := int64(m.Days())
					rent, _ := finance.MulDiv(4500000, days, days, finance.HalfEven)
					share, _ := finance.MulDiv(max(0, demand(r)-15_000_000), 8, 100, finance.HalfEven)
					total += rent + share
					m = m.Next()
				}
			}
		}
		runtime.KeepAlive(total)
	})
}
