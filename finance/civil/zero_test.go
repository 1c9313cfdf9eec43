package civil_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// What is none has no parts, and nothing comes after it.
func TestZeroValues(t *testing.T) {
	var d civil.Date
	y, m, day := d.YMD()
	require.Equal(t, []int{0, 0, 0, 0, 0, 0}, []int{y, int(m), day, d.Year(), d.Day(), d.YearDay()})
	require.True(t, d.Month().IsZero())
	require.Equal(t, time.Sunday, d.Weekday())
	require.Zero(t, civil.Month{}.Month())
	require.True(t, civil.Month{}.Add(1).IsZero() && civil.Month{}.Last().IsZero() && civil.Month{}.Quarter().IsZero())
	require.Equal(t, []int{0, 0}, []int{civil.Quarter{}.Year(), civil.Quarter{}.Quarter()})
	require.True(t, civil.Quarter{}.FirstMonth().IsZero() && civil.Quarter{}.Period().IsZero() && civil.Quarter{}.Add(1).IsZero())
	require.True(t, civil.Year{}.Add(1).IsZero())
	require.Empty(t, civil.Fraction{}.String())
	require.True(t, civil.Month{}.Period().IsZero())
}

// Both ends of the years, one step inside and one beyond, a step too long.
func TestEndsOfMonthsQuartersYears(t *testing.T) {
	for n, want := range map[int]string{-119987: "0001-01", 0: "9999-12", -119988: "", 1: "", 119989: "", -119989: ""} {
		require.Equal(t, want, civil.MonthOf(9999, 12).Add(n).String(), n)
	}
	for n, want := range map[int]string{39995: "9999-Q4", 0: "0001-Q1", -1: "", 39996: "", 39997: "", -39997: ""} {
		require.Equal(t, want, civil.QuarterOf(1, 1).Add(n).String(), n)
	}
	for n, want := range map[int]string{9998: "9999", 0: "0001", -1: "", 9999: "", 10000: "", -10000: ""} {
		require.Equal(t, want, civil.YearOf(1).Add(n).String(), n)
	}
	require.Equal(t, "0001-02-28", civil.MustDate("9999-02-28").AddYears(-9998).String())
	for _, m := range []civil.Month{civil.MonthOf(0, 1), civil.MonthOf(10000, 1), civil.MonthOf(2026, 0), civil.MonthOf(2026, 13)} {
		require.True(t, m.IsZero())
	}
	for _, q := range []civil.Quarter{civil.QuarterOf(0, 1), civil.QuarterOf(10000, 1), civil.QuarterOf(2026, 0), civil.QuarterOf(2026, 5)} {
		require.True(t, q.IsZero())
	}
	for _, day := range []struct{ y, m, d int }{{0, 1, 1}, {10000, 1, 1}, {2026, 0, 1}, {2026, 13, 1}, {2026, 1, 0}, {2026, 1, 32}} {
		_, err := civil.NewDate(day.y, time.Month(day.m), day.d)
		require.ErrorIs(t, err, civil.ErrRange, day)
	}
	last, err := civil.NewDate(9999, 12, 31)
	require.NoError(t, err)
	require.Equal(t, 365, last.YearDay())
	require.Equal(t, 366, civil.MustDate("2024-12-31").YearDay())
	require.Equal(t, 4, civil.MonthOf(9999, 12).Quarter().Quarter())
	require.Equal(t, civil.MonthOf(9999, 12).Quarter(), civil.QuarterOf(9999, 4))
	for range civil.MonthOf(2026, 1).Through(civil.MonthOf(2026, 3)) {
		break
	}
}

func TestTextOfMonthsAndQuartersRefused(t *testing.T) {
	for s, want := range map[string]error{
		"2026-00": civil.ErrRange, "2026-13": civil.ErrRange, "0000-01": civil.ErrRange,
		"2026-1": civil.ErrSyntax, "2026/01": civil.ErrSyntax, "202x-01": civil.ErrSyntax, "2026-0x": civil.ErrSyntax, "2026-:1": civil.ErrSyntax,
	} {
		_, err := civil.ParseMonth(s)
		require.ErrorIs(t, err, want, s)
	}
	for s, want := range map[string]error{
		"2026-Q0": civil.ErrRange, "2026-Q5": civil.ErrRange, "0000-Q1": civil.ErrRange,
		"2026-Q": civil.ErrSyntax, "2026-q1": civil.ErrSyntax, "202x-Q1": civil.ErrSyntax, "2026-Qx": civil.ErrSyntax,
	} {
		_, err := civil.ParseQuarter(s)
		require.ErrorIs(t, err, want, s)
	}
	for _, s := range []string{"202x-03-31", "2026-x3-31", "2026-03-x1", "2026-03/31"} {
		_, err := civil.ParseDate(s)
		require.ErrorIs(t, err, civil.ErrSyntax, s)
	}
}

// A host translates errors by code, and shows them at their path.
func TestErrorsHaveCodeAndPath(t *testing.T) {
	for want, err := range map[string]error{
		"missing": civil.ErrMissing, "syntax": civil.ErrSyntax, "range": civil.ErrRange, "order": civil.ErrOrder, "overlap": civil.ErrOverlap,
		"unknown": civil.ErrUnknown, "duplicate": civil.ErrDuplicate, "calendar": civil.ErrCalendar, "context": civil.ErrContext,
	} {
		var coded interface{ Code() string }
		require.ErrorAs(t, err, &coded)
		require.Equal(t, want, coded.Code())
	}
	var located interface {
		error
		Path() string
	}
	_, err := civil.Schedule{Months: 1}.Over(civil.Period{}, civil.Calendar{})
	require.ErrorAs(t, err, &located)
	require.Equal(t, "term.from", located.Path())
}
