package finance_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

// plainText is what every small value of the package is.
type plainText interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
	driver.Valuer
}

type readable interface {
	encoding.TextUnmarshaler
	sql.Scanner
}

// requireBothWays holds when v becomes that text and comes back from it: as
// text, in JSON as a value and as a key, and in a database, whose driver may
// hand over a string or bytes.
func requireBothWays[T plainText, P interface {
	*T
	readable
}](t *testing.T, v T, want string) {
	t.Helper()
	require.Equal(t, want, v.String())
	text, err := v.MarshalText()
	require.NoError(t, err)
	require.Equal(t, want, string(text))
	var back T
	require.NoError(t, P(&back).UnmarshalText(text))
	require.Equal(t, v, back)

	type row struct {
		Value T            `json:"value"`
		Map   map[T]string `json:"map"`
	}
	whole := row{v, map[T]string{v: "x"}}
	data, err := json.Marshal(whole)
	require.NoError(t, err)
	require.JSONEq(t, fmt.Sprintf(`{"value": %q, "map": {%q: "x"}}`, want, want), string(data))
	var again row
	require.NoError(t, json.Unmarshal(data, &again))
	require.Equal(t, whole, again)

	value, err := v.Value()
	require.NoError(t, err)
	require.True(t, driver.IsValue(value))
	for _, src := range []any{value, []byte(want)} {
		back = *new(T)
		require.NoError(t, P(&back).Scan(src))
		require.Equal(t, v, back)
	}
}

// requireRefused holds when what is no such text is refused with that error, and
// leaves the zero value in place of what was there.
func requireRefused[T plainText, P interface {
	*T
	readable
}](t *testing.T, v T, text string, want error) {
	t.Helper()
	var zero T
	for name, read := range map[string]func(P) error{
		"text":   func(p P) error { return p.UnmarshalText([]byte(text)) },
		"string": func(p P) error { return p.Scan(text) },
		"bytes":  func(p P) error { return p.Scan([]byte(text)) },
		"json":   func(p P) error { return json.Unmarshal([]byte(strconv.Quote(text)), p) },
	} {
		got := v
		require.ErrorIs(t, read(&got), want, name)
		require.Equal(t, zero, got, name)
	}
	got := v
	require.ErrorIs(t, P(&got).Scan(int64(5)), finance.ErrSyntax)
	require.Equal(t, zero, got)
	got = v
	require.ErrorContains(t, P(&got).Scan(1.5), "float64 from a database: syntax")
	require.Equal(t, zero, got)
	got = v
	require.NoError(t, P(&got).Scan(nil))
	require.Equal(t, zero, got, "NULL")
}

func TestEveryTypeBothWays(t *testing.T) {
	for _, c := range all() {
		requireBothWays(t, c, c.Code())
	}
	for _, m := range []finance.Money{{}, rub(0), rub(-1), smallest, largest, finance.Minor(5, finance.JPY), finance.Minor(5, finance.KWD), finance.Minor(5, finance.UYW)} {
		requireBothWays(t, m, m.String())
	}
	for _, s := range []string{"8.35%", "1/3", "-1/300", "0%", "9223372036854775807/9223372036854775806"} {
		requireBothWays(t, finance.MustRate(s), s)
	}
	for _, s := range []string{"2.5", "1/3", "-22/7", "0", "9223372036854775807"} {
		requireBothWays(t, finance.MustNumber(s), s)
	}
	for i, s := range []string{"half-even", "up", "down", "ceiling", "floor", "half-up", "half-down", "half-ceiling", "half-floor"} {
		requireBothWays(t, finance.Rounding(i), s)
	}
	for i, s := range []string{"largest-remainder", "first", "last"} {
		requireBothWays(t, finance.Remainder(i), s)
	}
	for i, s := range []string{"slab", "whole", "base-plus"} {
		requireBothWays(t, finance.TierMode(i), s)
	}
	for i, s := range []string{"by-document", "by-line"} {
		requireBothWays(t, finance.TaxLevel(i), s)
	}
}

func TestEveryTypeRefuses(t *testing.T) {
	requireRefused(t, finance.RUB, "rub", finance.ErrCurrency)
	requireRefused(t, rub(1), "1.001 RUB", finance.ErrRange)
	requireRefused(t, rub(1), "", finance.ErrMissing)
	requireRefused(t, finance.MustRate("1/3"), "1/0", finance.ErrRange)
	requireRefused(t, finance.MustRate("1/3"), "", finance.ErrMissing)
	requireRefused(t, finance.MustNumber("2.5"), "250%", finance.ErrSyntax)
	requireRefused(t, finance.MustNumber("2.5"), "", finance.ErrMissing)
	requireRefused(t, finance.HalfUp, "half_up", finance.ErrUnknown)
	requireRefused(t, finance.HalfUp, "", finance.ErrMissing)
	requireRefused(t, finance.Last, "Last", finance.ErrUnknown)
	requireRefused(t, finance.Whole, "tier mode 1", finance.ErrUnknown)
	requireRefused(t, finance.ByLine, "by line", finance.ErrUnknown)
}

// No currency is empty text and NULL; a name beyond its table is neither.
func TestNoneAndBeyond(t *testing.T) {
	var none finance.Currency
	text, err := none.MarshalText()
	require.NoError(t, err)
	require.Empty(t, text)
	value, err := none.Value()
	require.NoError(t, err)
	require.Nil(t, value)
	got := finance.RUB
	require.NoError(t, got.UnmarshalText(nil))
	require.Zero(t, got)
	for name, v := range map[string]interface {
		encoding.TextMarshaler
		driver.Valuer
		Validate() error
	}{
		"rounding 9": finance.HalfFloor + 1, "remainder 3": finance.Last + 1, "tier mode 3": finance.BasePlus + 1, "tax level 2": finance.ByLine + 1,
	} {
		want := name + ": out of range"
		require.EqualError(t, v.Validate(), want)
		_, err := v.MarshalText()
		require.EqualError(t, err, want)
		value, err := v.Value()
		require.EqualError(t, err, want)
		require.Nil(t, value)
	}
}

// The functions that read a text read what the methods do.
func TestParseEnumerations(t *testing.T) {
	rounding, err := finance.ParseRounding("half-up")
	require.NoError(t, err)
	require.Equal(t, finance.HalfUp, rounding)
	remainder, err := finance.ParseRemainder("last")
	require.NoError(t, err)
	require.Equal(t, finance.Last, remainder)
	mode, err := finance.ParseTierMode("base-plus")
	require.NoError(t, err)
	require.Equal(t, finance.BasePlus, mode)
	level, err := finance.ParseTaxLevel("by-line")
	require.NoError(t, err)
	require.Equal(t, finance.ByLine, level)
}

type use uint8

func TestNames(t *testing.T) {
	texts := []string{"studio", "shop", "office"}
	names := finance.NewNames[use]("use", texts...)
	texts[1] = "changed" // the table keeps its own
	for v, text := range map[use]string{0: "studio", 1: "shop", 2: "office"} {
		require.NoError(t, names.Validate(v))
		require.Equal(t, text, names.Text(v))
		got, err := names.Parse(text)
		require.NoError(t, err)
		require.Equal(t, v, got)
		written, err := names.Marshal(v)
		require.NoError(t, err)
		require.Equal(t, text, string(written))
		got = 99
		require.NoError(t, names.Unmarshal(&got, written))
		require.Equal(t, v, got)
		value, err := names.Value(v)
		require.NoError(t, err)
		got = 99
		require.NoError(t, names.Scan(&got, value))
		require.Equal(t, v, got)
	}
	require.EqualError(t, names.Validate(3), "use 3: out of range")
	require.Equal(t, "use 255", names.Text(255))
	_, err := names.Marshal(3)
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = names.Value(3)
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = names.Parse("")
	require.EqualError(t, err, "use: missing")
	_, err = names.Parse("Shop")
	require.EqualError(t, err, `use "Shop": unknown`)
	got := use(2)
	require.ErrorIs(t, names.Unmarshal(&got, []byte("kiosk")), finance.ErrUnknown)
	require.Zero(t, got)
}

// A table has no more names than its type has values.
func TestNamesBeyondTheirType(t *testing.T) {
	texts := make([]string, 300)
	for i := range texts {
		texts[i] = strconv.Itoa(i)
	}
	names := finance.NewNames[use]("use", texts...)
	got, err := names.Parse("255")
	require.NoError(t, err)
	require.Equal(t, use(255), got)
	require.Equal(t, "255", names.Text(255))
	_, err = names.Parse("256")
	require.ErrorIs(t, err, finance.ErrUnknown)
}

// A table of tiers in JSON: a fixed amount is written where there is one.
func TestTiersInJSON(t *testing.T) {
	for text, tiers := range map[string]finance.Tiers{
		`{"mode": "slab", "steps": [{"over": "0", "rate": "10%"}, {"over": "100.00 RUB", "rate": "8%"}, {"over": "300.00 RUB", "rate": "5%"}]}`: scale(finance.Slab),
		`{"mode": "base-plus", "steps": [{"over": "0", "rate": "10%"}, {"over": "100.00 RUB", "rate": "8%", "base": "10.00 RUB"},
			{"over": "300.00 RUB", "rate": "5%", "base": "26.00 RUB"}]}`: scale(finance.BasePlus),
	} {
		data, err := json.Marshal(tiers)
		require.NoError(t, err)
		require.JSONEq(t, text, string(data))
		var back finance.Tiers
		require.NoError(t, json.Unmarshal([]byte(text), &back))
		require.Equal(t, tiers, back)
	}
	var back finance.Tiers
	require.ErrorIs(t, json.Unmarshal([]byte(`{"mode": "steps"}`), &back), finance.ErrUnknown)
	_, err := json.Marshal(finance.Tiers{Mode: 3})
	require.ErrorIs(t, err, finance.ErrRange)
}
