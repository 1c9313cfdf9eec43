package civil_test

import (
	"math"
	"strconv"
	"testing"
	"testing/quick"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/civil"
)

var monthEnds = map[string]civil.MonthEnd{"none": civil.Clamp, "last_day": civil.LastDay, "last_business_day": civil.LastBusinessDay}

// Published month additions. The items of par-063 under the rule "overflow" are
// no rule of ours: they say what time.Time does in our place.
func TestPublishedMonthAdditions(t *testing.T) {
	casesOf(t, "add_months", func(t *testing.T, c published) {
		var calendar civil.Calendar
		if c.Given.Calendar != nil {
			calendar = c.Given.Calendar.calendar(t)
		}
		for i, want := range dates[civil.Date](t, c) {
			item := c.Given.Items[i]
			d := item.Date
			for _, months := range item.Months {
				n, err := strconv.Atoi(months)
				require.NoError(t, err)
				if item.Rule == "overflow" {
					require.NotEqual(t, want, d.AddMonths(n))
					d = civil.DateOf(d.Time(time.UTC).AddDate(0, n, 0))
					continue
				}
				rule, known := monthEnds[item.Rule]
				require.True(t, known, item.Rule)
				d, err = rule.AddMonths(d, n, calendar)
				require.NoError(t, err)
			}
			require.Equal(t, want, d, item)
		}
	})
}

func TestMonthEnd(t *testing.T) {
	for _, c := range []struct {
		rule civil.MonthEnd
		from string
		n    int
		want string
	}{
		{civil.LastDay, "2026-02-28", 1, "2026-03-31"},
		{civil.LastDay, "2024-02-28", 1, "2024-03-28"}, // not the last: a leap year
		{civil.LastDay, "2026-04-30", -2, "2026-02-28"},
		{civil.LastDay, "2026-04-29", -2, "2026-02-28"},
		{civil.LastDay, "9999-11-30", 1, "9999-12-31"},
		{civil.Clamp, "2026-02-28", 1, "2026-03-28"},
		{civil.LastBusinessDay, "2025-10-31", 1, "2025-11-28"}, // a Friday before a weekend
		{civil.LastBusinessDay, "2025-10-30", 1, "2025-11-30"}, // not the last: stays on the day, a Sunday
		{civil.LastBusinessDay, "2025-11-28", 1, "2025-12-30"}, // 31 December 2025 was off
	} {
		got, err := c.rule.AddMonths(civil.MustDate(c.from), c.n, russia2025)
		require.NoError(t, err)
		require.Equal(t, c.want, got.String(), c)
	}
}

func TestMonthEndRefused(t *testing.T) {
	day := civil.MustDate("2026-01-31")
	for name, c := range map[string]struct {
		rule civil.MonthEnd
		from civil.Date
		n    int
		want error
	}{
		"no rule":             {civil.LastBusinessDay + 1, day, 1, civil.ErrRange},
		"no day":              {civil.Clamp, civil.Date{}, 1, civil.ErrMissing},
		"beyond the years":    {civil.LastDay, day, math.MaxInt, civil.ErrRange},
		"no calendar":         {civil.LastBusinessDay, day, 1, civil.ErrCalendar},
		"beyond the calendar": {civil.LastBusinessDay, civil.MustDate("2025-12-30"), 2, civil.ErrCalendar},
	} {
		calendar := russia2025
		if name == "no calendar" {
			calendar = civil.Calendar{}
		}
		got, err := c.rule.AddMonths(c.from, c.n, calendar)
		require.ErrorIs(t, err, c.want, name)
		require.Zero(t, got, name)
	}
}

// Whole months are the most that fit, by the very AddMonths that adds them.
// The first is article 192, part 3, of the Russian Civil Code: a term of months
// ends on the last day of a month that lacks its day.
func TestMonthsSince(t *testing.T) {
	for _, c := range []struct {
		from, to      string
		months, years int
	}{
		{"2026-01-31", "2026-02-28", 1, 0},
		{"2026-01-31", "2026-02-27", 0, 0},
		{"2026-01-31", "2026-03-30", 1, 0},
		{"2026-01-31", "2026-03-31", 2, 0},
		{"2026-01-15", "2026-01-31", 0, 0},
		{"2026-01-31", "2026-01-15", 0, 0},
		{"2024-02-29", "2025-02-28", 12, 1},
		{"2024-02-29", "2025-02-27", 11, 0},
		{"2026-03-15", "2026-02-16", 0, 0},
		{"2026-03-15", "2026-02-15", -1, 0},
		{"2026-03-15", "2025-02-14", -13, -1},
		{"0001-01-01", "9999-12-31", 119987, 9998},
		{"9999-12-31", "0001-01-01", -119987, -9998},
	} {
		from, to := civil.MustDate(c.from), civil.MustDate(c.to)
		require.Equal(t, c.months, to.MonthsSince(from), c)
		require.Equal(t, c.years, to.YearsSince(from), c)
	}
	require.Zero(t, civil.MustDate("2026-01-31").MonthsSince(civil.Date{}))
	require.Zero(t, civil.Date{}.MonthsSince(civil.MustDate("2026-01-31")))

	first := civil.MustDate("0001-01-01")
	fits := func(a, b uint32) bool {
		from, to := first.AddDays(int(a%3652059)), first.AddDays(int(b%3652059))
		n := to.MonthsSince(from)
		if to.Before(from) {
			beyond := from.AddMonths(n - 1)
			return n <= 0 && !from.AddMonths(n).Before(to) && beyond.Before(to)
		}
		beyond := from.AddMonths(n + 1)
		return n >= 0 && !from.AddMonths(n).After(to) && (beyond.IsZero() || beyond.After(to))
	}
	require.NoError(t, quick.Check(fits, &quick.Config{MaxCount: 2000}))
}
