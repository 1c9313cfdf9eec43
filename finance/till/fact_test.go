package till_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
	"github.com/creative-cluster/kvartal/finance/till"
)

func TestLineFact(t *testing.T) {
	docs, err := read()
	require.NoError(t, err)
	got, err := docs.Lines[0].Fact(day("2026-03-02"))
	require.NoError(t, err)
	require.Equal(t, accrual.Fact{
		ID: "L-1", Agreement: "A-1", On: day("2026-03-01"), Known: day("2026-03-02"),
		Adds: []accrual.Reading{
			{Meter: "gross", N: 300000}, {Meter: "net", N: 270000}, {Meter: "net by tender card", N: 270000},
			{Meter: "discount", N: 30000}, {Meter: "net by channel shop", N: 270000},
		},
	}, got)

	text := "id,on,receipt,shift,tender,agreement,gross,of.id,of.on\nL-7,2026-03-02,R-4,Z-2,card,A-3,-1500.50 RUB,L-4,2026-03-01\n"
	lines, err := terms.Rows[till.Line](strings.NewReader(text), "sales.csv")
	require.NoError(t, err)
	got, err = lines[0].Fact(day("2026-03-02"))
	require.NoError(t, err)
	require.Equal(t, accrual.Ref{ID: "L-4", On: day("2026-03-01")}, got.Of)
	require.Equal(t, []accrual.Reading{{Meter: "gross", N: -150050}, {Meter: "net", N: -150050}, {Meter: "net by tender card", N: -150050}}, got.Adds)
}

func TestLineFactRefuses(t *testing.T) {
	docs, err := read()
	require.NoError(t, err)
	l := docs.Lines[0]
	_, err = l.Fact(civil.Date{})
	require.EqualError(t, err, `line "L-1": known: missing`)
	l.Agreement, l.Gross = "", finance.Money{}
	_, err = l.Fact(day("2026-03-02"))
	require.ErrorIs(t, err, finance.ErrMissing)
	require.ErrorContains(t, err, "agreement: missing")
	require.ErrorContains(t, err, "gross: missing")
	l = docs.Lines[0]
	l.Of.ID = "L-0"
	require.EqualError(t, l.Validate(), "of: missing")
	l.Of = accrual.Ref{ID: "L-9", On: day("2026-03-02")}
	_, err = l.Fact(day("2026-03-02"))
	require.ErrorIs(t, err, finance.ErrOrder)
	l.Of = accrual.Ref{ID: strings.Repeat("x", 257), On: day("2026-03-01")}
	require.EqualError(t, l.Validate(), "of.id: 257 bytes, at most 256: over the limit")
}
