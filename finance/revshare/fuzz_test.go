package revshare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/accrual"
)

// A state that is refused comes back as it was, with nothing charged; one that
// is read is written as it was read.
func FuzzFrozenState(f *testing.F) {
	for _, seed := range []string{
		"",                            // at the start
		"frozen 1 2026-03-01 20000\n", // no sale remembered
		"frozen 1 2026-03-01 20000\n2026-03-05 10000 1000 2500 \"S-1\"\n",     // one, returned in part
		"frozen 1 2026-03-01 1\n2026-03-05 1 0 0 \"a\\nb\"\n",                 // a line break in an id
		"frozen 1 2026-03-01 9223372036854775807\n9999-12-31 1 0 1 \"\\xff\"", // the ends of the ranges, no last line break
		"frozen 1 2026-03-01 5 \n",                                            // a space at the end of the line
		"frozen 1 2026-03-01 0\n2026-03-05 1 0 0 `S-1`\n",                     // quotes of another kind
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines, next, err := frozen.Step(accrual.State(text), life("2026-04-01"), nil)
		require.Empty(t, lines)
		require.Equal(t, text, string(next))
		if err != nil {
			return
		}
		_, again, err := frozen.Step(next, life("2026-04-01"), nil)
		require.NoError(t, err)
		require.Equal(t, next, again)
	})
}

// A state of an escalator that is refused comes back as it was; one that is read
// is written as it was read.
func FuzzEscalatorState(f *testing.F) {
	for _, seed := range []string{
		"", // at the start
		"escalator 1 2026-01-15 5000",
		"escalator 1 2026-01-15 -9223372036854775808", // the end of the range
		"escalator 1 2026-01-15 007",                  // read, but not as it is written
		"escalator 1 2026-01-15 9223372036854775808",  // beyond it
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fact := copies("1", "2026-03-01", 0, 0)
		lines, next, err := royalty.Step(accrual.State(text), life("2027-01-01"), []accrual.Fact{fact})
		if err != nil {
			require.Empty(t, lines)
			require.Equal(t, text, string(next))
			return
		}
		_, again, err := royalty.Step(next, life("2027-01-01"), []accrual.Fact{fact})
		require.NoError(t, err)
		require.Equal(t, next, again)
		require.True(t, text == "" || len(text) <= len("escalator 1 2026-01-15 -9223372036854775808"))
	})
}
