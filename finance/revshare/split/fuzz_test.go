package split_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/revshare/split"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// Whatever a file says is refused, or divides any total so that the lines sum to it
// and the clauses earn the same. Seeds: two levels; costs first; a cycle; shares
// over the whole; the largest points.
func FuzzSplit(f *testing.F) {
	for _, nodes := range []string{
		`{"name":"a","parts":[{"party":"x","share":"50%"},{"split":"b","share":"1/3"}]},{"name":"b","by":"equal","parts":[{"party":"x"},{"party":"y"}]}`,
		`{"name":"a","by":"in-order","parts":[{"party":"x","up_to":"1.00 RUB"}],"rest":{"split":"b"}},{"name":"b","by":"points","parts":[{"party":"y","points":2}]}`,
		`{"name":"a","by":"equal","parts":[{"split":"b"}]},{"name":"b","by":"equal","parts":[{"split":"a"}]}`,
		`{"name":"a","parts":[{"party":"x","share":"60%"},{"party":"y","share":"60%"}]}`,
		`{"name":"a","by":"points","parts":[{"party":"x","points":9223372036854775807},{"party":"y","points":9223372036854775807}]}`,
	} {
		f.Add(`{"owner":"shop","remainder":"last","nodes":[`+nodes+`]}`, int64(10001))
		f.Add(`{"owner":"x","nodes":[`+nodes+`]}`, int64(-1<<63))
	}
	f.Fuzz(func(t *testing.T, text string, kopecks int64) {
		var s split.Split
		if err := terms.Decode([]byte(text), &s, nil); err != nil {
			require.Zero(t, s)
			return
		}
		total := finance.Minor(kopecks, finance.RUB)
		lines, err := s.Divide(total)
		if err != nil {
			require.ErrorIs(t, err, finance.ErrCurrency)
			return
		}
		require.Equal(t, total, sumOf(t, lines))
		clauses, err := s.Clauses("n", "m")
		if err != nil { // a name too long, or what books do not keep
			return
		}
		for _, l := range lines {
			for _, n := range clauses {
				if n.To == l.Party {
					require.Equal(t, l.Amount, earned(t, n, total))
				}
			}
		}
	})
}
