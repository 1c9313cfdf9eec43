package arrears_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/arrears"
)

type named interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
	driver.Valuer
	Validate() error
}

type pointer[T any] interface {
	*T
	encoding.TextUnmarshaler
	sql.Scanner
}

// requireNames walks an enumeration: texts both ways, and what is beyond it.
func requireNames[T named, P pointer[T]](t *testing.T, parse func(string) (T, error), names ...string) {
	t.Helper()
	for k, name := range names {
		v := T(k)
		require.NoError(t, v.Validate())
		require.Equal(t, name, v.String())
		text, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, name, string(text))
		column, err := v.Value()
		require.NoError(t, err)
		var read, scanned T
		require.NoError(t, P(&read).UnmarshalText(text))
		require.NoError(t, P(&scanned).Scan(column))
		parsed, err := parse(name)
		require.NoError(t, err)
		require.Equal(t, []T{v, v, v}, []T{read, scanned, parsed})
		require.NoError(t, P(&scanned).Scan(nil))
		require.Zero(t, scanned)
	}
	beyond := T(len(names))
	require.ErrorIs(t, beyond.Validate(), finance.ErrRange)
	_, err := beyond.MarshalText()
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = beyond.Value()
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = parse("something else")
	require.ErrorIs(t, err, finance.ErrUnknown)
}

func TestNames(t *testing.T) {
	requireNames(t, arrears.ParsePer, "year", "day")
	requireNames(t, arrears.ParseGraceMode, "none", "free-days", "paid-within")
	requireNames(t, arrears.ParsePaymentDay, "old-balance", "new-balance")
	requireNames(t, arrears.ParseRoundAt, "end", "each-line", "each-day")
}
