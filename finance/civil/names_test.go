package civil_test

import (
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// name is what every enumeration of the package can do.
type name interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
	driver.Valuer
	Validate() error
}

type reader[T any] interface {
	*T
	encoding.TextUnmarshaler
	Scan(any) error
}

// The names of the zero value, of one, and so on are what terms are written
// with: they do not change.
func TestNames(t *testing.T) {
	walk(t, civil.ParseConvention, "unadjusted", "following", "modified-following", "preceding", "modified-preceding")
	walk(t, civil.ParseMonthEnd, "clamp", "last-day", "last-business-day")
	walk(t, civil.ParseStub, "short-last", "long-last", "short-first", "long-first", "none")
	walk(t, civil.ParseDayCount, "actual/365F", "actual/360", "actual/actual ISDA", "actual/actual ICMA",
		"actual/actual AFB", "actual/actual AFB plain", "30E/360", "30E/360 ISDA", "30/360 bond", "30/360 US", "30/365",
		"actual days of the month")
}

func walk[T interface {
	~uint8
	name
}, P reader[T]](t *testing.T, parse func(string) (T, error), texts ...string) {
	t.Helper()
	for i, text := range texts {
		v := T(i)
		require.Equal(t, text, v.String())
		require.NoError(t, v.Validate())
		got, err := parse(text)
		require.NoError(t, err)
		require.Equal(t, v, got)
		b, err := json.Marshal(v)
		require.NoError(t, err)
		got = 99
		require.NoError(t, json.Unmarshal(b, P(&got)))
		require.Equal(t, v, got)
		stored, err := v.Value()
		require.NoError(t, err)
		for _, column := range []any{stored, []byte(text)} {
			got = 99
			require.NoError(t, P(&got).Scan(column))
			require.Equal(t, v, got)
		}
	}
	beyond := T(len(texts))
	require.ErrorIs(t, beyond.Validate(), civil.ErrRange)
	require.Contains(t, beyond.String(), fmt.Sprint(len(texts)))
	_, err := beyond.MarshalText()
	require.ErrorIs(t, err, civil.ErrRange)
	_, err = beyond.Value()
	require.ErrorIs(t, err, civil.ErrRange)

	got := T(1)
	require.ErrorIs(t, P(&got).UnmarshalText(nil), civil.ErrMissing)
	require.ErrorIs(t, P(&got).UnmarshalText([]byte("Following")), civil.ErrUnknown)
	require.ErrorIs(t, P(&got).Scan(1), civil.ErrSyntax)
	require.ErrorIs(t, P(&got).Scan(""), civil.ErrMissing)
	require.Equal(t, T(1), got, "what is refused leaves the value")
	require.NoError(t, P(&got).Scan(nil))
	require.Zero(t, got)
}

func TestWeekdaysInSQL(t *testing.T) {
	for _, want := range []civil.Weekdays{{}, weekend} {
		stored, err := want.Value()
		require.NoError(t, err)
		got := civil.WeekdaysOf(3)
		require.NoError(t, got.Scan(stored))
		require.Equal(t, want, got)
	}
}
