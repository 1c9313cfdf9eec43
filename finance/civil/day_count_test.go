package civil_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/civil"
)

func plain(f func(civil.Period) civil.Fraction) func(civil.Period) (civil.Fraction, error) {
	return func(p civil.Period) (civil.Fraction, error) { return f(p), nil }
}

var conventions = map[string]func(civil.Period) (civil.Fraction, error){
	"ACT/365F": plain(civil.Act365F), "ACT/360": plain(civil.Act360), "ACT/ACT ISDA": plain(civil.ActActISDA),
	"30E/360": civil.ThirtyE360, "30/360 BOND": civil.Thirty360Bond, "30/360 US": civil.Thirty360US,
}

// Published day counts, each under its id and with its source in the file.
// AFB, ICMA and 30/365 are left out: they are no conventions of this package.
func TestPublishedDayCounts(t *testing.T) {
	text, err := os.ReadFile("testdata/day_counts.json")
	require.NoError(t, err)
	var cases []struct {
		ID, Title, Source string
		Items             []struct{ Start, End, Convention, Want string }
	}
	require.NoError(t, json.Unmarshal(text, &cases))
	require.NotEmpty(t, cases)
	for _, c := range cases {
		t.Run(c.ID+" "+c.Title, func(t *testing.T) {
			for _, i := range c.Items {
				got, err := conventions[i.Convention](civil.Period{From: civil.MustDate(i.Start), To: civil.MustDate(i.End)})
				require.NoError(t, err)
				require.Equal(t, i.Want, got.String(), i)
			}
		})
	}
}

// Whole calendar years are whole numbers, and a count by months needs an end.
func TestDayCountEdges(t *testing.T) {
	require.Equal(t, "4", civil.ActActISDA(period("2023-01-01/2027-01-01")).String())
	require.Equal(t, "0", civil.ActActISDA(civil.Period{}).String())
	for _, count := range []func(civil.Period) (civil.Fraction, error){civil.ThirtyE360, civil.Thirty360Bond, civil.Thirty360US} {
		_, err := count(period("2026-01-01/.."))
		require.ErrorIs(t, err, civil.ErrContext)
	}
}
