package servicecharge_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
)

// name is a value of an enumeration with its text both ways.
type name interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
	driver.Valuer
}

// requireNames walks a whole table, and one value beyond it.
func requireNames[T name, P interface {
	*T
	encoding.TextUnmarshaler
	sql.Scanner
}](t *testing.T, of func(uint8) T, parse func(string) (T, error), texts ...string) {
	t.Helper()
	for i, want := range texts {
		v := of(uint8(i))
		require.Equal(t, want, v.String())
		text, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, want, string(text))
		var read, scanned T
		require.NoError(t, P(&read).UnmarshalText(text))
		require.Equal(t, v, read)
		column, err := v.Value()
		require.NoError(t, err)
		require.NoError(t, P(&scanned).Scan(column))
		require.Equal(t, v, scanned)
		parsed, err := parse(want)
		require.NoError(t, err)
		require.Equal(t, v, parsed)
	}
	beyond := of(uint8(len(texts)))
	_, err := beyond.MarshalText()
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = beyond.Value()
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = parse("palace")
	require.ErrorIs(t, err, finance.ErrUnknown)
	var got T
	require.ErrorIs(t, P(&got).UnmarshalText(nil), finance.ErrMissing)
}

func TestNames(t *testing.T) {
	requireNames(t, func(n uint8) servicecharge.Key { return servicecharge.Key(n) }, servicecharge.ParseKey, "area", "weight", "heads", "reading")
	requireNames(t, func(n uint8) servicecharge.Denominator { return servicecharge.Denominator(n) }, servicecharge.ParseDenominator, "lettable", "lettable-and-common", "let-only")
	requireNames(t, func(n uint8) servicecharge.CapMode { return servicecharge.CapMode(n) }, servicecharge.ParseCapMode, "yearly", "cumulative-simple", "cumulative-compound")
}
