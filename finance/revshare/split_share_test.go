package revshare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// split is the part of each party.
func split(t *testing.T, p revshare.SplitShare, total finance.Money) []string {
	t.Helper()
	texts := make([]string, len(p.Weights))
	for i := range p.Weights {
		p.Part = i
		require.NoError(t, p.Validate())
		texts[i] = earned(t, p, total).String()
	}
	return texts
}

func TestSplitShare(t *testing.T) {
	for _, c := range []struct {
		name      string
		total     string
		weights   []int64
		remainder finance.Remainder
		want      []string
	}{
		{"two ways", "99.99 RUB", []int64{60, 40}, finance.LargestRemainder, []string{"59.99 RUB", "40.00 RUB"}}, // 59.994, 39.996
		{"in halves, to the first", "0.01 RUB", []int64{1, 1}, finance.First, []string{"0.01 RUB", "0.00 RUB"}},
		{"in halves, to the last", "0.01 RUB", []int64{1, 1}, finance.Last, []string{"0.00 RUB", "0.01 RUB"}},
		{"returned", "-99.99 RUB", []int64{60, 40}, finance.LargestRemainder, []string{"-59.99 RUB", "-40.00 RUB"}},
		{"one party has nothing", "10.00 RUB", []int64{0, 3}, finance.First, []string{"0.00 RUB", "10.00 RUB"}},
		{"three ways", "100.00 RUB", []int64{1, 1, 1}, finance.LargestRemainder, []string{"33.34 RUB", "33.33 RUB", "33.33 RUB"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := split(t, revshare.SplitShare{Meter: "gross", Weights: c.weights, Remainder: c.remainder}, finance.MustMoney(c.total))
			require.Equal(t, c.want, got)
		})
	}
}

// A part may fall by a unit while the total rises, and the window still sums:
// of 0.02 over 3:3:1 (0.0086, 0.0086, 0.0029) the last gets nothing, of 0.03
// (0.0129, 0.0129, 0.0043) it gets a kopeck by the largest rest, of 0.04 none.
func TestSplitPartMayFall(t *testing.T) {
	p := revshare.SplitShare{Meter: "gross", Weights: []int64{3, 3, 1}}
	for kopecks, want := range [][]string{
		2: {"0.01 RUB", "0.01 RUB", "0.00 RUB"},
		3: {"0.01 RUB", "0.01 RUB", "0.01 RUB"},
		4: {"0.02 RUB", "0.02 RUB", "0.00 RUB"},
	} {
		if want != nil {
			require.Equal(t, want, split(t, p, finance.Minor(int64(kopecks), finance.RUB)))
		}
	}
}

func TestSplitShareSaysWhy(t *testing.T) {
	p := revshare.SplitShare{Meter: "gross", Weights: []int64{60, 40}, Part: 1}
	traced(t, p, full(finance.RUB, 9999), func(w *accrual.Trace) {
		w.Share(finance.MustMoney("99.99 RUB"), finance.MustRate("40%"))
	})
}

func TestSplitShareValidate(t *testing.T) {
	p := revshare.SplitShare{Meter: "gross", Weights: []int64{60, 40}, Part: 1}
	require.NoError(t, p.Validate())
	require.Equal(t, []accrual.Meter{"gross"}, p.Meters())
	require.Equal(t, accrual.Window{Cycle: accrual.ByLine, Returns: accrual.InSaleWindow},
		revshare.SplitShare{Per: accrual.ByLine, Returns: accrual.InSaleWindow}.Window())
	for _, c := range []struct {
		p    revshare.SplitShare
		want string
	}{
		{revshare.SplitShare{Remainder: 3, Per: 9, Returns: 2}, "6 problems: meter: missing; weights: weights; part: part 0 of 0: out of range; " +
			"per: cycle 9: out of range; returns: returns 2: out of range; remainder: remainder 3: out of range"},
		{revshare.SplitShare{Meter: "m", Weights: []int64{0, 0}}, "weights: weights"},
		{revshare.SplitShare{Meter: "m", Weights: []int64{1, -1}}, "weights[1]: negative"},
		{revshare.SplitShare{Meter: "m", Weights: []int64{1<<63 - 1, 1}}, "weights: overflow"},
		{revshare.SplitShare{Meter: "m", Weights: []int64{1}, Part: 1}, "part: part 1 of 1: out of range"},
		{revshare.SplitShare{Meter: "m", Weights: make([]int64, 101)}, "weights: 101, at most 100: over the limit"},
	} {
		require.EqualError(t, c.p.Validate(), c.want)
	}
	most := revshare.SplitShare{Meter: "m", Weights: make([]int64, 100)}
	most.Weights[99] = 1<<63 - 1
	require.NoError(t, most.Validate())
	require.NoError(t, revshare.PassThrough{Meter: "m"}.Validate())
	require.EqualError(t, revshare.PassThrough{}.Validate(), "meter: missing")
}

// More parties than have room on the stack.
func TestSplitManyWays(t *testing.T) {
	p := revshare.SplitShare{Meter: "gross", Weights: make([]int64, 20)}
	for i := range p.Weights {
		p.Weights[i] = 1
	}
	got := split(t, p, finance.MustMoney("0.21 RUB"))
	require.Equal(t, "0.02 RUB", got[0])
	require.Equal(t, "0.01 RUB", got[19])
}

// Many lines at once come to the sum of each by itself, and to the same refusal.
func TestSplitOfManyLines(t *testing.T) {
	lines := []int64{10000, 1, -1, 99, 0, 1<<63 - 1, -1 << 63, 12345}
	for part := range 3 {
		p := revshare.SplitShare{Meter: "gross", Weights: []int64{5, 3, 1}, Part: part, Per: accrual.ByLine}
		var want finance.Money
		for _, n := range lines {
			one, err := p.Earned(full(finance.RUB, n))
			require.NoError(t, err)
			want, err = want.Add(one)
			require.NoError(t, err)
		}
		got, err := p.EarnedLines(full(finance.RUB), lines)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	all := revshare.SplitShare{Meter: "gross", Weights: []int64{1}}
	_, err := all.EarnedLines(full(finance.RUB), []int64{1<<63 - 1, 1})
	require.ErrorIs(t, err, finance.ErrOverflow)
	all.Part = 1
	_, err = all.EarnedLines(full(finance.RUB), lines)
	require.ErrorIs(t, err, finance.ErrRange)
	_, one := all.Earned(full(finance.RUB, 1))
	require.EqualError(t, err, one.Error())
}
