package civil_test

import (
	"encoding/json"
	"math"
	"testing"
	"testing/quick"
	"time"
	_ "time/tzdata" // the zones of TestTimeOfADay, also where the system has none

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// The ends of the range come first: a sketch that counted days with
// time.Time.Sub saturated at 292 years.
func TestEndsOfTheRange(t *testing.T) {
	first, last := civil.MustDate("0001-01-01"), civil.MustDate("9999-12-31")
	require.Equal(t, 3652058, last.Sub(first))
	require.Equal(t, last, first.AddDays(3652058))
	require.Equal(t, first, last.AddDays(-3652058))
	for _, none := range []civil.Date{
		first.AddDays(-1), last.AddDays(1), last.AddMonths(1), first.AddMonths(-1), last.AddYears(1),
		last.AddDays(math.MaxInt), first.AddDays(math.MinInt), last.AddYears(math.MaxInt), first.AddMonths(math.MinInt),
		civil.Date{}.AddDays(1), civil.Date{}.AddMonths(1),
	} {
		require.True(t, none.IsZero(), none)
	}
	require.Equal(t, time.Monday, first.Weekday())
	require.Equal(t, time.Friday, last.Weekday())
}

// Every day of the range against the standard library.
func TestEveryDayAgainstTime(t *testing.T) {
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	d := civil.MustDate("0001-01-01")
	for ; !d.IsZero(); d, at = d.AddDays(1), at.AddDate(0, 0, 1) {
		y, m, day := d.YMD()
		ty, tm, td := at.Date()
		if y != ty || m != tm || day != td || d.Weekday() != at.Weekday() || civil.DateOf(at) != d {
			require.Failf(t, "differs", "%s from %s", d, at)
		}
		if day == 1 && d.YearDay() != at.YearDay() {
			require.Failf(t, "differs", "%s is day %d", d, d.YearDay())
		}
	}
	require.Equal(t, 10000, at.Year())
}

func TestNoSuchDay(t *testing.T) {
	for _, s := range []string{"2026-02-29", "1900-02-29", "2026-00-10", "2026-13-01", "2026-04-31", "2026-04-00", "0000-12-31"} {
		d, err := civil.ParseDate(s)
		require.ErrorIs(t, err, civil.ErrRange, s)
		require.Zero(t, d)
	}
	for _, s := range []string{"", "2026-3-1", "2026/03/01", "2026-03-1x", "+026-03-01", " 2026-03-01", "20260301"} {
		_, err := civil.ParseDate(s)
		require.ErrorIs(t, err, civil.ErrSyntax, s)
	}
	require.Equal(t, civil.MustDate("2000-02-29"), civil.MustDate("2000-02-28").AddDays(1))
	require.Panics(t, func() { civil.MustDate("today") })
}

// Months count from the anchor; see also the published additions.
func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		from string
		n    []int
		want string
	}{
		{"2014-07-11", []int{1}, "2014-08-11"},
		{"2014-07-31", []int{1}, "2014-08-31"},
		{"2014-06-30", []int{2}, "2014-08-30"},
		{"2024-01-31", []int{1, 1}, "2024-03-29"},
		{"2024-01-31", []int{2}, "2024-03-31"},
		{"2024-01-31", []int{1, -1}, "2024-01-29"},
		{"2024-02-29", []int{12}, "2025-02-28"},
		{"2024-02-29", []int{48}, "2028-02-29"},
		{"2026-01-15", []int{-1}, "2025-12-15"},
		{"2026-12-15", []int{1}, "2027-01-15"},
	} {
		d := civil.MustDate(c.from)
		for _, n := range c.n {
			d = d.AddMonths(n)
		}
		require.Equal(t, c.want, d.String(), c)
	}
	require.Equal(t, "2025-02-28", civil.MustDate("2024-02-29").AddYears(1).String())
}

func TestMonthsAndQuarters(t *testing.T) {
	feb := civil.MustMonth("2024-02")
	require.Equal(t, 29, feb.Days())
	require.Equal(t, "2024-02-29", feb.Last().String())
	require.Equal(t, "2024-02-01/2024-03-01", feb.Period().String())
	require.Equal(t, "2024-01", feb.Prev().String())
	require.Equal(t, "2025-01", feb.Add(11).String())
	require.Equal(t, 11, feb.Add(11).Sub(feb))
	require.Equal(t, "2024-Q1", feb.Quarter().String())
	require.Equal(t, "2024-Q2", civil.MustMonth("2024-04").Quarter().String())
	require.Equal(t, "2024-10-01/2025-01-01", civil.QuarterOf(2024, 4).Period().String())
	require.Equal(t, 4, civil.QuarterOf(2024, 4).Quarter())
	require.Equal(t, 2024, civil.QuarterOf(2024, 4).Year())
	require.Equal(t, "2025-Q1", civil.QuarterOf(2024, 4).Next().String())
	require.Equal(t, feb, feb.First().Month())
	require.Equal(t, "9999-12-01/..", civil.MustMonth("9999-12").Period().String())
	require.True(t, civil.MustMonth("9999-12").Next().IsZero())
	require.True(t, civil.MonthOf(2026, 13).IsZero())
	require.True(t, civil.QuarterOf(2026, 5).IsZero())
	require.True(t, civil.QuarterOf(9999, 4).Next().IsZero())
	require.True(t, civil.Month{}.First().IsZero())
	require.Zero(t, civil.Month{}.Days())
	require.Zero(t, civil.Month{}.Year())

	var got []string
	for m := range civil.MustMonth("2025-11").Through(civil.MustMonth("2026-02")) {
		got = append(got, m.String())
	}
	require.Equal(t, []string{"2025-11", "2025-12", "2026-01", "2026-02"}, got)
	for range (civil.Month{}).Through(feb) {
		require.Fail(t, "no month has no months through it")
	}
}

func TestOrder(t *testing.T) {
	a, b := civil.MustDate("2026-03-01"), civil.MustDate("2026-03-05")
	require.True(t, a.Before(b) && b.After(a) && !a.Before(a) && !a.After(a))
	require.Equal(t, []int{-1, 0, 1}, []int{a.Compare(b), a.Compare(a), b.Compare(a)})
	m, n := a.Month(), a.Month().Next()
	require.True(t, m.Before(n) && n.After(m) && !m.Before(m) && !m.After(m))
	require.Equal(t, []int{-1, 0, 1}, []int{m.Compare(n), m.Compare(m), n.Compare(m)})
	q, r := civil.QuarterOf(2025, 4), civil.QuarterOf(2026, 2)
	require.True(t, q.Before(r) && r.After(q) && !q.Before(q) && !q.After(q))
	require.Equal(t, []int{-1, 0, 1}, []int{q.Compare(r), q.Compare(q), r.Compare(q)})
	require.Equal(t, 2, r.Sub(q))
	require.Equal(t, "2025-Q3", q.Prev().String())
	require.True(t, civil.QuarterOf(1, 1).Prev().IsZero())
	y, z := civil.YearOf(2024), civil.YearOf(2026)
	require.True(t, y.Before(z) && z.After(y) && !y.Before(y) && !y.After(y))
	require.Equal(t, []int{-1, 0, 1}, []int{y.Compare(z), y.Compare(y), z.Compare(y)})
	require.Equal(t, 2, z.Sub(y))
	require.Equal(t, "2023", y.Prev().String())
	require.True(t, civil.YearOf(1).Prev().IsZero())
}

// Text, JSON and SQL read what they write, zero values included.
func TestRoundTrips(t *testing.T) {
	type all struct {
		D civil.Date
		M civil.Month
		Q civil.Quarter
		P civil.Period
	}
	for _, v := range []all{
		{},
		{civil.MustDate("0001-01-01"), civil.MustMonth("9999-12"), civil.QuarterOf(1, 1), civil.Period{From: civil.MustDate("2026-01-01")}},
		{civil.MustDate("2026-03-31"), civil.MustMonth("2026-03"), civil.QuarterOf(2026, 1), civil.MustMonth("2026-03").Period()},
	} {
		b, err := json.Marshal(v)
		require.NoError(t, err)
		var again all
		require.NoError(t, json.Unmarshal(b, &again))
		require.Equal(t, v, again, string(b))

		sql := all{}
		for i, column := range []interface{ Scan(any) error }{&sql.D, &sql.M, &sql.Q, &sql.P} {
			stored, err := [...]func() (any, error){
				func() (any, error) { return v.D.Value() }, func() (any, error) { return v.M.Value() },
				func() (any, error) { return v.Q.Value() }, func() (any, error) { return v.P.Value() },
			}[i]()
			require.NoError(t, err)
			require.NoError(t, column.Scan(stored))
			require.ErrorIs(t, column.Scan(17), civil.ErrSyntax)
		}
		require.Equal(t, v, sql)
	}
	var d civil.Date
	require.NoError(t, d.Scan(time.Date(2026, 3, 31, 23, 0, 0, 0, time.FixedZone("Yakutsk", 9*3600))))
	require.Equal(t, "2026-03-31", d.String())
	require.ErrorIs(t, d.Scan(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)), civil.ErrRange)
	require.Equal(t, "2026-03-31", d.String())
	require.NoError(t, d.Scan([]byte("2026-04-01")))
	require.Equal(t, civil.MustDate("2026-04-01").Time(time.UTC), time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC))
}

// A day begins at midnight, or where clocks that are put forward skip it, or at
// the first of two midnights where they are put back; a day that a place left
// out begins with the next. The transitions are those of the tz database.
func TestTimeOfADay(t *testing.T) {
	for _, c := range []struct{ zone, day, want string }{
		{"UTC", "0001-01-01", "0001-01-01T00:00:00Z"},
		{"UTC", "9999-12-31", "9999-12-31T00:00:00Z"},
		{"Europe/Moscow", "2026-03-31", "2026-03-31T00:00:00+03:00"},
		{"Europe/Moscow", "2011-03-27", "2011-03-27T00:00:00+03:00"}, // a jump later in the day
		{"America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00"},
		{"America/Havana", "2023-03-12", "2023-03-12T01:00:00-04:00"},
		{"Asia/Beirut", "2022-03-27", "2022-03-27T01:00:00+03:00"},
		{"America/Havana", "2023-11-05", "2023-11-05T00:00:00-04:00"},
		{"Asia/Amman", "2014-10-31", "2014-10-31T00:00:00+03:00"},
		{"America/Sao_Paulo", "2018-02-18", "2018-02-18T00:00:00-03:00"}, // an hour of the day before came twice
		{"Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00"},
	} {
		zone, err := time.LoadLocation(c.zone)
		require.NoError(t, err)
		d := civil.MustDate(c.day)
		require.Equal(t, c.want, d.Time(zone).Format(time.RFC3339), c)
		if c.zone != "Pacific/Apia" {
			require.Equal(t, d, civil.DateOf(d.Time(zone)))
			require.NotEqual(t, d, civil.DateOf(d.Time(zone).Add(-time.Nanosecond)))
		}
	}
	require.True(t, civil.Date{}.Time(time.UTC).IsZero())
	require.True(t, civil.DateOf(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero())
	require.True(t, civil.DateOf(time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC)).IsZero())
}

// What cannot be read again is not written.
func TestInvalidPeriodsHaveNoText(t *testing.T) {
	day := civil.MustDate("2026-03-31")
	for p, want := range map[civil.Period]error{
		{To: day}:                          civil.ErrMissing,
		{From: day, To: day}:               civil.ErrOrder,
		{From: day, To: day.AddMonths(-1)}: civil.ErrOrder,
	} {
		_, err := p.MarshalText()
		require.ErrorIs(t, err, want)
		_, err = p.Value()
		require.ErrorIs(t, err, want)
	}
	require.Equal(t, "2026-03-31/2026-03-31", civil.Period{From: day, To: day}.String(), "for a message")
}

func TestRefusedTextLeavesTheValue(t *testing.T) {
	d := civil.MustDate("2026-03-31")
	require.Error(t, d.UnmarshalText([]byte("2026-02-30")))
	require.Equal(t, "2026-03-31", d.String())
}

func TestDatesDoNotAllocate(t *testing.T) {
	d := civil.MustDate("2024-01-31")
	require.Zero(t, testing.AllocsPerRun(100, func() { d = d.AddMonths(1).AddDays(1) }))
	require.Zero(t, testing.AllocsPerRun(100, func() { _, _ = civil.ParseDate("2026-03-31") }))
}

func TestAddingDaysIsInvertible(t *testing.T) {
	back := func(a, b uint32) bool {
		d := civil.MustDate("0001-01-01").AddDays(int(a % 3652059))
		e := civil.MustDate("0001-01-01").AddDays(int(b % 3652059))
		return d.AddDays(e.Sub(d)) == e && civil.MustDate(d.String()) == d
	}
	require.NoError(t, quick.Check(back, nil))
}
