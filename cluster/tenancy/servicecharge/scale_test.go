package servicecharge_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// crowd is a house of n leases, each of which begins or ends on some day, bears
// the void and excludes something, so that every day has a sum of its own.
func crowd(n, costs int) servicecharge.Reconciliation {
	r := house(nil)
	for i := range n {
		held := civil.Period{From: year.From.AddDays(i * 7 % 365)}
		if i%2 == 0 {
			held = civil.Period{From: day("2020-01-01"), To: held.From.AddDays(1)}
		}
		l := lease(fmt.Sprint(i), 1000+int64(i*i%7919), held)
		l.Terms.Of, l.Terms.Exclude = servicecharge.LetOnly, []string{fmt.Sprint(i % 50)}
		r.Participants = append(r.Participants, l)
	}
	for i := range costs {
		r.Costs = append(r.Costs, cost(fmt.Sprint(i), fmt.Sprint(i%50), fmt.Sprintf("%d.%02d", 1+i*31%1000, i%100), i%3 == 0))
	}
	return r
}

// Ten times the leases take at most some ten times the work: a test of the
// allocations, which do not depend on how busy the machine is.
func TestWorkIsLinear(t *testing.T) {
	work := func(n int) float64 {
		r := crowd(n, 1000)
		return testing.AllocsPerRun(1, func() { drawn(t, r) })
	}
	few, many := work(500), work(5000)
	require.Less(t, many, 12*few)
}

// A year of 10,000 leases and 100,000 costs.
func BenchmarkDraw(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		r := crowd(n, 10*n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.Draw(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
