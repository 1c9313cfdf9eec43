package finance_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"":                     "",
		"чашка № 5, 'a' \"b\"": "чашка № 5, 'a' \"b\"",
		`a\nb`:                 `a\\nb`,
		"a\nb\tc":              `a\nb\tc`,
		"a\u202eb\u2028\x00":   `a\u202eb\u2028\x00`,
		"10\u00a0000":          "10\u00a0000",
		"\xff":                 "\ufffd",
	} {
		require.Equal(t, want, finance.Plain(text))
	}
}

func TestRoundingRU(t *testing.T) {
	want := []string{
		"до ближайшего, половина к чётному", "от нуля", "к нулю", "вверх", "вниз", "до ближайшего, половина от нуля",
		"до ближайшего, половина к нулю", "до ближайшего, половина вверх", "до ближайшего, половина вниз", "rounding 9",
	}
	for i, r := range []finance.Rounding{
		finance.HalfEven, finance.Up, finance.Down, finance.Ceiling, finance.Floor, finance.HalfUp, finance.HalfDown, finance.HalfCeiling, finance.HalfFloor, 9,
	} {
		require.Equal(t, want[i], finance.RoundingRU(r))
	}
}
