package tenancy_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
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
}](t *testing.T, of func(uint8) T, texts ...string) {
	t.Helper()
	for i, want := range texts {
		v := of(uint8(i))
		require.Equal(t, want, v.String())
		text, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, want, string(text))
		var got T
		require.NoError(t, P(&got).UnmarshalText(text))
		require.Equal(t, v, got)
		column, err := v.Value()
		require.NoError(t, err)
		require.Equal(t, want, column)
		got = *new(T)
		require.NoError(t, P(&got).Scan(column))
		require.Equal(t, v, got)
	}
	_, err := of(uint8(len(texts))).MarshalText()
	require.ErrorIs(t, err, finance.ErrRange)
	var got T
	require.ErrorIs(t, P(&got).UnmarshalText([]byte("palace")), finance.ErrUnknown)
	require.ErrorIs(t, P(&got).UnmarshalText(nil), finance.ErrMissing)
}

func TestNames(t *testing.T) {
	requireNames(t, func(n uint8) tenancy.Use { return tenancy.Use(n) },
		"other", "studio", "office", "shop", "workshop", "cafe", "hall", "storage", "desk", "shelf", "kiosk", "land")
	requireNames(t, func(n uint8) tenancy.DayBasis { return tenancy.DayBasis(n) }, "actual", "30", "365")
	requireNames(t, func(n uint8) tenancy.TermCount { return tenancy.TermCount(n) }, "months", "365", "365.25")
	requireNames(t, func(n uint8) tenancy.Reason { return tenancy.Reason(n) },
		"free", "after-lease", "after-opening", "after-closure", "wrong-use", "wrong-zone", "too-small", "too-large", "too-dear", "never-free", "too-long")
	requireNames(t, func(n uint8) tenancy.Price { return tenancy.Price(n) }, "unpriced", "asking", "average")
	requireNames(t, func(n uint8) tenancy.State { return tenancy.State(n) },
		"draft", "signed", "commenced", "suspended", "holding-over", "ended", "withdrawn")
	requireNames(t, func(n uint8) tenancy.Action { return tenancy.Action(n) },
		"sign", "withdraw", "commence", "amend", "assign", "move", "suspend", "resume",
		"serve", "fulfil", "extend", "renew", "end-early", "hold-over", "return", "expire")
	requireNames(t, func(n uint8) tenancy.Side { return tenancy.Side(n) }, "resident", "landlord", "either")
	requireNames(t, func(n uint8) tenancy.OptionKind { return tenancy.OptionKind(n) }, "break", "renew", "extend")
	requireNames(t, func(n uint8) tenancy.Purpose { return tenancy.Purpose(n) },
		"rent", "turnover", "service-charge", "utilities", "promotion", "parking", "membership", "fee")
	requireNames(t, func(n uint8) tenancy.StayBasis { return tenancy.StayBasis(n) }, "day", "started-month")

	state, err := tenancy.ParseState("holding-over")
	require.NoError(t, err)
	require.Equal(t, tenancy.HoldingOver, state)
	require.ErrorIs(t, tenancy.State(7).Validate(), finance.ErrRange)
	action, err := tenancy.ParseAction("serve")
	require.NoError(t, err)
	require.Equal(t, tenancy.Serve, action)
	side, err := tenancy.ParseSide("either")
	require.NoError(t, err)
	require.Equal(t, tenancy.ByEither, side)
	kind, err := tenancy.ParseOptionKind("renew")
	require.NoError(t, err)
	require.Equal(t, tenancy.ToRenew, kind)
	stay, err := tenancy.ParseStayBasis("started-month")
	require.NoError(t, err)
	require.Equal(t, tenancy.ByStartedMonth, stay)

	purpose, err := tenancy.ParsePurpose("service-charge")
	require.NoError(t, err)
	require.Equal(t, tenancy.ForServiceCharge, purpose)
	use, err := tenancy.ParseUse("kiosk")
	require.NoError(t, err)
	require.Equal(t, tenancy.Kiosk, use)
	basis, err := tenancy.ParseDayBasis("365")
	require.NoError(t, err)
	require.Equal(t, tenancy.YearDays, basis)
	count, err := tenancy.ParseTermCount("365")
	require.NoError(t, err)
	require.Equal(t, tenancy.DaysOf365, count)
}

// A desk and a shelf may stand inside another space, and nothing else.
func TestAreaIsMissing(t *testing.T) {
	for use := tenancy.OtherUse; use.Validate() == nil; use++ {
		err := tenancy.Space{ID: "1", Use: use}.Validate()
		if use == tenancy.Desk || use == tenancy.Shelf {
			require.NoError(t, err)
		} else {
			require.ErrorIs(t, err, finance.ErrMissing, use)
		}
	}
}
