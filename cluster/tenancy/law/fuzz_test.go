package law_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/law"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// Seeds: a year of premises, a notice at the end of the calendar, a term that is
// reversed, changes at both ends of the calendar.
func FuzzCheck(f *testing.F) {
	f.Add([]byte(`{"term":"2026-01-01/2027-01-01","state":true}`), 0)
	f.Add([]byte(`{"term":"2026-01-01/..","notice":{"received":"9999-12-31","leaves":"9999-12-31","months":1200}}`), 5)
	f.Add([]byte(`{"term":"2026-01-01/2025-01-01","head":"2026-01-01/2026-02-01","returned":"9999-12-31"}`), 9)
	f.Add([]byte(`{"term":"0001-01-01/..","rent_changes":[{"on":"9999-12-31","kind":"unilateral"},{"on":"0001-01-01","kind":"unilateral"}]}`), -1)
	rules := russia(f)
	f.Fuzz(func(t *testing.T, text []byte, ahead int) {
		var s law.Subject
		if err := terms.Decode(text, &s, nil); err != nil {
			require.Zero(t, s)
			return
		}
		again, err := terms.Encode(s, nil)
		require.NoError(t, err)
		var read law.Subject
		require.NoError(t, terms.Decode(again, &read, nil))
		require.Equal(t, s, read)
		for _, w := range rules.Check(s, day("2026-06-01").AddDays(ahead%100_000)) {
			require.NoError(t, w.Rule.Validate())
			require.NotContains(t, w.Text(accrual.Russian)+w.String(), "{")
			require.True(t, w.Days >= 0)
		}
	})
}
