package finance_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

// A name must be given, a text need not; both are bounded in bytes, and UTF-8.
func TestCheckText(t *testing.T) {
	require.NoError(t, finance.CheckText("", 0))
	require.ErrorIs(t, finance.CheckName("", 4), finance.ErrMissing)
	for _, check := range []func(string, int) error{finance.CheckText, finance.CheckName} {
		require.NoError(t, check("дом", 6))
		require.EqualError(t, check("дома", 6), "8 bytes, at most 6: over the limit")
		require.ErrorIs(t, check("дома", 6), finance.ErrLimit)
		require.ErrorIs(t, check("\xff", 6), finance.ErrSyntax)
		require.ErrorIs(t, check(strings.Repeat("\xff", 7), 6), finance.ErrLimit)
	}
}
