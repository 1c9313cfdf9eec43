package civil_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/civil"
)

func TestPeriod(t *testing.T) {
	lease := civil.MustPeriod("2026-03-21/2027-03-21")
	require.Equal(t, 365, lease.Days())
	require.True(t, lease.Contains(lease.From))
	require.False(t, lease.Contains(lease.To))
	require.False(t, lease.Contains(civil.Date{}))
	march := lease.Intersect(civil.MustMonth("2026-03").Period())
	require.Equal(t, "2026-03-21/2026-04-01", march.String())
	require.Equal(t, 11, march.Days())
	require.True(t, lease.ContainsPeriod(march))
	require.False(t, march.ContainsPeriod(lease))
	require.True(t, lease.ContainsPeriod(civil.Period{}))
	require.True(t, lease.Overlaps(march))
	require.False(t, lease.Overlaps(civil.MustPeriod("2027-03-21/..")), "periods that touch share no day")
	require.True(t, lease.Overlaps(civil.MustPeriod("2027-03-20/..")))
	require.Zero(t, lease.Intersect(civil.Period{}))
}

func TestOpenPeriod(t *testing.T) {
	open := civil.MustPeriod("2026-03-21/..")
	require.True(t, open.IsOpen())
	require.False(t, civil.Period{}.IsOpen())
	require.True(t, open.Contains(civil.MustDate("9999-12-31")))
	require.Equal(t, open, open.Intersect(civil.MustPeriod("2020-01-01/..")))
	require.Equal(t, 1, civil.Period{From: civil.MustDate("9999-12-31")}.Days())
	require.Equal(t, "2026-03-21/9999-12-31", open.Intersect(civil.MustPeriod("0001-01-01/9999-12-31")).String(), "the last day is no open end")
	require.Equal(t, civil.MustPeriod("2026-03-21/2027-01-01"), open.Intersect(civil.MustPeriod("2020-01-01/2027-01-01")))
}

func TestPeriodRefused(t *testing.T) {
	for s, want := range map[string]error{
		"2026-03-21":            civil.ErrSyntax,
		"2026-03-21/":           civil.ErrSyntax,
		"/2026-03-21":           civil.ErrSyntax,
		"2026-03-21/2026-03-21": civil.ErrOrder,
		"2026-03-21/2026-03-20": civil.ErrOrder,
		"2026-02-30/2026-03-20": civil.ErrRange,
		"2026-02-20/2026-02-30": civil.ErrRange,
	} {
		p, err := civil.ParsePeriod(s)
		require.ErrorIs(t, err, want, s)
		require.Zero(t, p)
	}
	require.ErrorIs(t, civil.Period{}.Validate(), civil.ErrMissing)
	require.ErrorIs(t, civil.Period{To: civil.MustDate("2026-01-01")}.Validate(), civil.ErrMissing)
}

func TestMonthsOfAPeriod(t *testing.T) {
	var got []string
	for m := range civil.MustPeriod("2026-01-31/2026-03-01").Months() {
		got = append(got, m.String())
	}
	require.Equal(t, []string{"2026-01", "2026-02"}, got)
	for range (civil.Period{}).Months() {
		require.Fail(t, "no period has no months")
	}
}

// However a period is cut, the pieces tile it and their days add up.
func TestPiecesTile(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		from := civil.MustDate("2020-01-01").AddDays(r.IntN(1000))
		whole := civil.Period{From: from, To: from.AddDays(1 + r.IntN(1000))}
		cuts := make([]civil.Date, r.IntN(8))
		for i := range cuts {
			cuts[i] = from.AddDays(r.IntN(1200) - 100)
		}
		slices.SortFunc(cuts, civil.Date.Compare)
		pieces := whole.SplitAt(cuts...)
		require.NoError(t, civil.Tile(whole, pieces...))
		days := 0
		for _, p := range pieces {
			days += p.Days()
		}
		require.Equal(t, whole.Days(), days)
	}
	require.Nil(t, civil.Period{}.SplitAt(civil.MustDate("2026-01-01")))
}

func TestTileNamesThePlace(t *testing.T) {
	year := civil.MustPeriod("2026-01-01/2027-01-01")
	half, rest := civil.MustPeriod("2026-01-01/2026-07-01"), civil.MustPeriod("2026-07-01/2027-01-01")
	require.NoError(t, civil.Tile(year, half, rest))
	require.ErrorIs(t, civil.Tile(year, half), civil.ErrRange)
	require.ErrorIs(t, civil.Tile(year, rest), civil.ErrRange)
	err := civil.Tile(year, half, civil.MustPeriod("2026-06-30/2027-01-01"))
	require.ErrorIs(t, err, civil.ErrOverlap)
	require.ErrorContains(t, err, "[1]")
	require.ErrorIs(t, civil.Tile(year, civil.Period{}), civil.ErrOrder)
	require.ErrorContains(t, civil.Tile(year, civil.MustPeriod("2026-01-01/..")), "covered to .., not to 2027-01-01")
	require.NoError(t, civil.Tile(civil.MustPeriod("2026-01-01/.."), half, civil.MustPeriod("2026-07-01/..")))
	require.ErrorContains(t, civil.Tile(civil.MustPeriod("2026-01-01/.."), half), "covered to 2026-07-01, not to ..")
	require.ErrorIs(t, civil.Tile(year, civil.MustPeriod("2026-01-01/.."), rest), civil.ErrOverlap)
}

// The dates and rates are those of article 164 of the Russian Tax Code: 18 % from 2004
// (law 117-FZ of 7 July 2003), 20 % from 2019 (law 303-FZ of 3 August 2018).
var vat = civil.Timeline[int]{
	{From: civil.MustDate("2004-01-01"), Value: 18, Source: "117-FZ"},
	{From: civil.MustDate("2019-01-01"), Value: 20, Source: "303-FZ"},
}

func TestTimeline(t *testing.T) {
	for day, want := range map[string]int{"2004-01-01": 18, "2018-12-31": 18, "2019-01-01": 20, "2026-05-05": 20} {
		got, ok := vat.On(civil.MustDate(day))
		require.True(t, ok)
		require.Equal(t, want, got, day)
	}
	_, ok := vat.On(civil.MustDate("2003-12-31"))
	require.False(t, ok)
	_, ok = vat.At(civil.MustDate("2003-12-31"))
	require.False(t, ok)
	entry, ok := vat.At(civil.MustDate("2018-12-31"))
	require.True(t, ok)
	require.Equal(t, "117-FZ", entry.Source)
	require.Zero(t, testing.AllocsPerRun(100, func() { _, _ = vat.On(civil.MustDate("2026-01-01")) }))

	pieces := map[string]int{}
	for p, e := range vat.Over(civil.MustPeriod("2000-01-01/2020-01-01")) {
		pieces[p.String()] = e.Value
	}
	require.Equal(t, map[string]int{"2004-01-01/2019-01-01": 18, "2019-01-01/2020-01-01": 20}, pieces)
	for range vat.Over(civil.MustPeriod("2000-01-01/2001-01-01")) {
		require.Fail(t, "nothing is in force")
	}
	for range vat.Over(civil.MustPeriod("2018-12-01/2019-02-01")) {
		break
	}
	for range vat.Over(civil.Period{}) {
		require.Fail(t, "no period has no pieces")
	}
	var open []string
	for p := range vat.Over(civil.MustPeriod("2018-12-31/..")) {
		open = append(open, p.String())
	}
	require.Equal(t, []string{"2018-12-31/2019-01-01", "2019-01-01/.."}, open)
}

func TestTimelineRefused(t *testing.T) {
	require.NoError(t, vat.Validate())
	err := civil.Timeline[int]{{Source: "x"}, {From: civil.MustDate("2026-01-01")}, {From: civil.MustDate("2026-01-01"), Source: "x"}}.Validate()
	require.EqualError(t, err, "[0].from: missing\n[1].source: missing\n[2].from: out of order")
	require.ErrorIs(t, err, civil.ErrMissing)
	require.ErrorIs(t, err, civil.ErrOrder)
}
