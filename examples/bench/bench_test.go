package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A race counts only between peers that come to the same answer, on each input.
func TestPeersAgree(t *testing.T) {
	for _, c := range contests() {
		want, err := c.peers[0].answers()
		require.NoError(t, err, c.name)
		require.NotEmpty(t, want)
		for _, p := range c.peers[1:] {
			got, err := p.answers()
			require.NoError(t, err, "%s, %s", c.name, p.name)
			require.Equal(t, want, got, "%s, %s", c.name, p.name)
		}
	}
}

// What the answers are, held against figures worked out apart, so that peers do
// not merely agree with each other.
func TestAnswersOfTheFirstAmount(t *testing.T) {
	kept := kopecks
	defer func() { kopecks = kept }()
	kopecks = []int64{1250000, 1250000}
	for name, want := range map[string][]string{
		"add":                 {"25000.00"},
		"× 8.35 %, a Rate":    {"1043.75"},
		"× 0.0835, a decimal": {"1043.75"},
		"× 11/31 days":        {"4435.48"}, // 4435.4838…
		"allocate over 7, in the caller's room": { // 474.683…, 791.139…, 1107.594…, 1740.506…, 2056.962…, 2689.873…, 3639.240…
			"474.69", "791.14", "1107.60", "1740.50", "2056.96", "2689.87", "3639.24",
		},
		"parse": {"12500.00"},
	} {
		for _, c := range contests() {
			if c.name == name {
				got, err := c.peers[0].answers()
				require.NoError(t, err)
				require.Equal(t, want, got[0], name)
			}
		}
	}
}

// Two sales and a return by hand. 99,000.00 bears 9,900.00, cut to 900.00; 4,000.00
// bears 100.00 on the rest of the first slab and 180.00 on the second; half of
// the first comes back and gives back 450.00. The shares are of 53,500.00.
func TestAnswersOfAShop(t *testing.T) {
	day := civil.MustDate("2026-03-05")
	lines := []accrual.Fact{
		receipt(1, makerID(0), day, 99_000_00),
		receipt(2, makerID(0), day.AddDays(1), 4_000_00),
		receipt(3, makerID(0), day.AddDays(2), -49_500_00),
	}
	lines[2].Of = accrual.Ref{ID: lines[0].ID, On: lines[0].On}
	for _, answer := range []func(shop) (reckoning, error){closeYear, askClauses, settleByHand, settleDecimals} {
		got, err := answer(newShop(1, lines))
		require.NoError(t, err)
		require.Equal(t, []string{"730.00", "21400.00", "16050.00", "10700.00", "5350.00"}, reckoningPlain(got))
	}
}

// The table has a row a contest, and a verdict for each target.
func TestReport(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, report(&out, contests(), 2, time.Microsecond))
	rows := strings.Count(out.String(), "\n| ")
	require.Equal(t, len(contests())+1, rows, out.String())
	require.Equal(t, len(targets), strings.Count(out.String(), ", target "), out.String())
	rounds := times{kvartal: {2, 4, 2}, byHand: {4, 8, 9}, govalues: {1, 2, 1}, bojanz: {25, 50, 25}}
	require.Equal(t, []string{"2", "0.5", "12", "–", "–"}, rounds.cells())
	require.InDelta(t, 0.5, rounds.ratio(kvartal, byHand), 0)
	require.InDelta(t, -4, rounds.over(kvartal, byHand), 0)
	require.InDelta(t, 2.5, median([]float64{9, 1, 2, 3}), 0)
	require.InDelta(t, 2, median([]float64{9, 1, 2}), 0)
}

// The contests as Go benchmarks: one operation of one peer each.
func Benchmark(b *testing.B) {
	for _, c := range contests() {
		for _, p := range c.peers {
			b.Run(c.name+"/"+p.name, func(b *testing.B) {
				b.ReportAllocs()
				p.run(b.N)
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*c.per), "ns/op")
			})
		}
	}
}
