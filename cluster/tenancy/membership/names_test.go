package membership_test

import (
	"database/sql/driver"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/finance"
)

// enum is what the small enumerations have in common.
type enum interface {
	comparable
	String() string
	Validate() error
	MarshalText() ([]byte, error)
	Value() (driver.Value, error)
}

// The names of each enumeration, read and written in all ways.
func TestNames(t *testing.T) {
	check(t, membership.ParseBasis, "cycle", "month")
	check(t, membership.ParseOrder, "lapsing-first", "bought-first")
	check(t, membership.ParseSide, "new", "old")
	check(t, membership.ParseMode, "two-lines", "converted")
	check(t, membership.ParseUnused, "carries", "lapses")
	check(t, membership.ParseKind, "granted", "bought", "given", "used", "cancelled", "refunded", "ended", "lapsed")
}

func check[T enum](t *testing.T, parse func(string) (T, error), names ...string) {
	t.Helper()
	for i, name := range names {
		v, err := parse(name)
		require.NoError(t, err)
		require.Equal(t, i, number(v))
		require.NoError(t, v.Validate())
		require.Equal(t, name, v.String())
		text, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, name, string(text))
		value, err := v.Value()
		require.NoError(t, err)
		require.Equal(t, name, value)
		var read, scanned T
		require.NoError(t, any(&read).(interface{ UnmarshalText([]byte) error }).UnmarshalText(text))
		require.Equal(t, v, read)
		require.NoError(t, any(&scanned).(interface{ Scan(any) error }).Scan(name))
		require.Equal(t, v, scanned)
	}
	_, err := parse("neither")
	require.ErrorIs(t, err, finance.ErrUnknown)
}

func number(v any) int {
	switch v := v.(type) {
	case membership.Basis:
		return int(v)
	case membership.Order:
		return int(v)
	case membership.Side:
		return int(v)
	case membership.Mode:
		return int(v)
	case membership.Unused:
		return int(v)
	case membership.Kind:
		return int(v)
	}
	return -1
}
