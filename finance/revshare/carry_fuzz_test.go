package revshare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A state that is refused comes back as it was, with nothing charged; from one
// that is read the next can be read too.
func FuzzCarriedState(f *testing.F) {
	for _, seed := range []string{
		"",                                    // at the start
		"recoupment 1 2026-03 1 2 -3 4 5 6\n", // a month under way
		"recoupment 1 2026-02 9223372036854775807 0 0 9223372036854775807 0 -9223372036854775808\n",     // the ends of the range
		"recoupment 1 2026-02 0 0 0 9223372036854775807 1 -1\n",                                         // what is given back would wrap
		"guarantee 1 2026-03-01 2026-03-01\n2026-02-01 5 0\n",                                           // a shortfall
		"loss 1 2026-02-01 2026-02-01\n2026-01-01 9223372036854775807 9223372036854775807\n",            // an age that would wrap
		"reserve 1 2026-03 1 0 2 0\n2026-02 100 -100\n2026-03 0 5\n",                                    // two tranches, one released
		"reserve 1 2026-03 0 0 0 0\n2026-02 9223372036854775807 0\n2026-03 9223372036854775807 0\n",     // held beyond any sum
		"reserve 1 2026-02 -9223372036854775808 0 9223372036854775807 0\n2026-02 0 9223372036854775807", // no last line break
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for i, c := range []accrual.Stepper{own, hundred, fifth, tenth, hundred, fifth, tenth} {
			s := full(finance.RUB, make([]int64, len(c.Meters()))...)
			if i < 4 { // the others settle, or release
				s.Held = []civil.Period{{From: march.From}}
			}
			lines, next, err := c.Step(accrual.State(text), s, nil)
			if err != nil {
				require.Equal(t, text, string(next))
				require.Nil(t, lines)
				continue
			}
			s.Since, s.To = march.To, march.To.AddMonths(1)
			if _, again, err := c.Step(next, s, nil); err != nil {
				require.ErrorIs(t, err, finance.ErrOverflow)
				require.Equal(t, next, again)
			}
		}
	})
}
