package civil_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/civil"
)

func TestYear(t *testing.T) {
	y := civil.YearOf(2024)
	require.Equal(t, "2024-01-01/2025-01-01", y.Period().String())
	require.Equal(t, 366, y.Period().Days())
	require.Equal(t, "9999-01-01/..", civil.YearOf(9999).Period().String())
	require.Equal(t, 2030, y.Add(6).Year())
	require.True(t, civil.YearOf(9999).Next().IsZero())
	require.True(t, civil.YearOf(0).IsZero() && civil.YearOf(10000).IsZero())
	require.True(t, civil.Year{}.Period().IsZero())
	for _, want := range []civil.Year{{}, civil.YearOf(1), y, civil.YearOf(9999)} {
		b, err := json.Marshal(want)
		require.NoError(t, err)
		var got civil.Year
		require.NoError(t, json.Unmarshal(b, &got))
		require.Equal(t, want, got)
		stored, err := want.Value()
		require.NoError(t, err)
		require.NoError(t, got.Scan(stored))
		require.Equal(t, want, got)
	}
	for s, want := range map[string]error{"0000": civil.ErrRange, "26": civil.ErrSyntax, "20266": civil.ErrSyntax, "202x": civil.ErrSyntax, "": civil.ErrSyntax} {
		_, err := civil.ParseYear(s)
		require.ErrorIs(t, err, want, s)
	}
}
