package civil_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/civil"
)

var weekend = civil.WeekdaysOf(time.Saturday, time.Sunday)

func days(list string) []civil.Date {
	var all []civil.Date
	for _, s := range strings.Fields(list) {
		all = append(all, civil.MustDate(s))
	}
	return all
}

// russia2025 is the year's calendar of days off for a week of five days: article
// 112 of the Labour Code, and decree 1335 of 4 October 2024 of the Government,
// which moved 4 and 5 January to 2 May and 31 December, 23 February to 8 May, 8
// March to 13 June, and 1 November, a Saturday, to 3 November.
var russia2025 = civil.Calendar{
	Covers:  civil.YearOf(2025).Period(),
	Weekend: weekend,
	Off: days(`2025-01-01 2025-01-02 2025-01-03 2025-01-06 2025-01-07 2025-01-08 2025-02-23 2025-03-08
		2025-05-01 2025-05-02 2025-05-08 2025-05-09 2025-06-12 2025-06-13 2025-11-03 2025-11-04 2025-12-31`),
	Working: days("2025-11-01"),
	Source:  "Labour Code of the Russian Federation, article 112; decree 1335 of 4 October 2024",
}

var adjustments = map[string]civil.Convention{
	"none": civil.Unadjusted, "following": civil.Following, "modified_following": civil.ModifiedFollowing,
	"preceding": civil.Preceding, "modified_preceding": civil.ModifiedPreceding,
}

func TestPublishedBusinessDaysBetween(t *testing.T) {
	casesOf(t, "business_days_between", func(t *testing.T, c published) {
		for i, item := range c.Given.Items {
			p := item.period()
			if item.IncludeEnd {
				p.To = p.To.AddDays(1)
			}
			got, err := item.Calendar.calendar(t).BusinessDays(p)
			require.NoError(t, err)
			require.Equal(t, c.Want.Days[i], strconv.Itoa(got), item)
		}
	})
}

func TestPublishedBusinessDayShifts(t *testing.T) {
	casesOf(t, "business_day_shift", func(t *testing.T, c published) {
		calendar := c.Given.Calendar.calendar(t)
		for i, want := range dates[civil.Date](t, c) {
			item := c.Given.Items[i]
			by, known := adjustments[item.Convention]
			require.True(t, known, item.Convention)
			got, err := calendar.Adjust(item.Date, by)
			require.NoError(t, err)
			require.Equal(t, want, got, item)
		}
	})
}

// The norm that the calendar of 2025 gives: 247 working days, 17 of them in
// January, 18 in May, 19 in June and in November.
func TestRussia2025(t *testing.T) {
	require.NoError(t, russia2025.Validate())
	for p, want := range map[string]int{
		"2025-01-01/2026-01-01": 247,
		"2025-01-01/2025-02-01": 17,
		"2025-05-01/2025-06-01": 18,
		"2025-06-01/2025-07-01": 19,
		"2025-11-01/2025-12-01": 19,
		"2025-11-01/2025-11-02": 1,
		"2025-11-02/2025-11-05": 0,
	} {
		got, err := russia2025.BusinessDays(civil.MustPeriod(p))
		require.NoError(t, err)
		require.Equal(t, want, got, p)
	}
	for d, want := range map[string]bool{"2025-11-01": true, "2025-11-08": false, "2025-05-02": false, "2025-05-05": true, "2025-02-23": false} {
		got, err := russia2025.IsBusiness(civil.MustDate(d))
		require.NoError(t, err)
		require.Equal(t, want, got, d)
	}
}

// Every convention on a day off at each end of a month, and at the ends of what
// the calendar covers. The modified ones do not leave the month, so they need
// not know the next.
func TestAdjust(t *testing.T) {
	for _, c := range []struct{ day, want string }{
		// as it is, following, modified following, preceding, modified preceding
		{"2025-05-05", "2025-05-05 2025-05-05 2025-05-05 2025-05-05 2025-05-05"},
		{"2025-08-31", "2025-08-31 2025-09-01 2025-08-29 2025-08-29 2025-08-29"},
		{"2025-06-01", "2025-06-01 2025-06-02 2025-06-02 2025-05-30 2025-06-02"},
		{"2025-05-09", "2025-05-09 2025-05-12 2025-05-12 2025-05-07 2025-05-07"},
		{"2025-12-31", "2025-12-31 calendar 2025-12-30 2025-12-30 2025-12-30"},
		{"2025-01-01", "2025-01-01 2025-01-09 2025-01-09 calendar 2025-01-09"},
		{"2026-01-12", "2026-01-12 calendar calendar calendar calendar"},
	} {
		for by, want := range strings.Fields(c.want) {
			got, err := russia2025.Adjust(civil.MustDate(c.day), civil.Convention(by))
			if want == "calendar" {
				require.ErrorIs(t, err, civil.ErrCalendar, c)
				require.Zero(t, got)
				continue
			}
			require.NoError(t, err, c)
			require.Equal(t, want, got.String(), "%s %s", c.day, civil.Convention(by))
		}
	}
	_, err := russia2025.Adjust(civil.MustDate("2025-05-05"), civil.ModifiedPreceding+1)
	require.ErrorIs(t, err, civil.ErrRange)
	for by := civil.Unadjusted; by <= civil.ModifiedPreceding; by++ {
		_, err := russia2025.Adjust(civil.Date{}, by)
		require.ErrorIs(t, err, civil.ErrMissing)
	}
}

// A month without a business day: the modified conventions turn round and then
// leave it after all.
func TestAdjustInAMonthOff(t *testing.T) {
	c := civil.Calendar{Covers: civil.YearOf(2026).Period(), Off: slices.Collect(daysOf(civil.MustMonth("2026-02").Period())), Source: "closed in February"}
	require.NoError(t, c.Validate())
	for by, want := range map[civil.Convention]string{
		civil.Following: "2026-03-01", civil.ModifiedFollowing: "2026-01-31", civil.Preceding: "2026-01-31", civil.ModifiedPreceding: "2026-03-01",
	} {
		got, err := c.Adjust(civil.MustDate("2026-02-14"), by)
		require.NoError(t, err)
		require.Equal(t, want, got.String(), by)
	}
}

func daysOf(p civil.Period) func(yield func(civil.Date) bool) {
	return func(yield func(civil.Date) bool) {
		for d := p.From; p.Contains(d) && yield(d); d = d.AddDays(1) {
		}
	}
}

func TestAddBusinessDays(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2025-04-30", 1, "2025-05-05"},
		{"2025-05-01", 1, "2025-05-05"}, // from a day off
		{"2025-04-30", 5, "2025-05-13"},
		{"2025-10-31", 1, "2025-11-01"}, // the working Saturday
		{"2025-10-31", 2, "2025-11-05"},
		{"2025-11-05", -1, "2025-11-01"},
		{"2025-11-05", -2, "2025-10-31"},
		{"2025-11-02", 0, "2025-11-02"},
		{"2025-01-09", 246, "2025-12-30"}, // the last of 247
	} {
		got, err := russia2025.AddBusinessDays(civil.MustDate(c.from), c.n)
		require.NoError(t, err)
		require.Equal(t, c.want, got.String(), c)
	}
	for _, n := range []int{1, math.MaxInt, -247, math.MinInt} {
		_, err := russia2025.AddBusinessDays(civil.MustDate("2025-12-30"), n)
		require.ErrorIs(t, err, civil.ErrCalendar, n)
	}
	_, err := russia2025.AddBusinessDays(civil.Date{}, 0)
	require.ErrorIs(t, err, civil.ErrMissing)
	always := civil.Calendar{Covers: civil.MustPeriod("0001-01-01/..")}
	for d, n := range map[string]int{"9999-12-31": 1, "0001-01-01": -1} {
		got, err := always.AddBusinessDays(civil.MustDate(d), n)
		require.ErrorIs(t, err, civil.ErrCalendar)
		require.Zero(t, got)
	}
}

// Beyond the days covered there is no answer, and at them there is.
func TestCalendarEnds(t *testing.T) {
	for d, want := range map[civil.Date]error{
		civil.MustDate("2024-12-31"): civil.ErrCalendar, civil.MustDate("2025-01-01"): nil,
		civil.MustDate("2025-12-31"): nil, civil.MustDate("2026-01-01"): civil.ErrCalendar, {}: civil.ErrMissing,
	} {
		_, err := russia2025.IsBusiness(d)
		require.ErrorIs(t, err, want, d)
	}
	for _, p := range []string{"2024-12-31/2025-02-01", "2025-12-01/2026-01-02", "2025-01-01/.."} {
		n, err := russia2025.BusinessDays(civil.MustPeriod(p))
		require.ErrorIs(t, err, civil.ErrCalendar, p)
		require.Zero(t, n)
	}
	n, err := russia2025.BusinessDays(civil.Period{})
	require.NoError(t, err)
	require.Zero(t, n)
	_, err = civil.Calendar{}.BusinessDays(civil.MustPeriod("2025-01-01/2025-01-02"))
	require.ErrorIs(t, err, civil.ErrCalendar)

	always := civil.Calendar{Covers: civil.MustPeriod("0001-01-01/.."), Weekend: weekend}
	n, err = always.BusinessDays(always.Covers)
	require.NoError(t, err)
	require.Equal(t, 2608615, n, "3652059 days that begin on a Monday are 521722 weeks and five days")
}

// The search for a business day ends after 366 days.
func TestLongestRun(t *testing.T) {
	always := civil.MustPeriod("2020-01-01/2030-01-01")
	open := func(d string) civil.Calendar { // closed but on one listed day
		week := civil.WeekdaysOf(0, 1, 2, 3, 4, 5, 6)
		return civil.Calendar{Covers: always, Weekend: week, Working: days(d), Source: "days of a fair"}
	}
	from := civil.MustDate("2025-01-01")
	got, err := open("2026-01-01").Adjust(from, civil.Following)
	require.NoError(t, err)
	require.Equal(t, "2026-01-01", got.String())
	_, err = open("2026-01-02").Adjust(from, civil.Following)
	require.ErrorIs(t, err, civil.ErrRange)
}

// The count by weeks against a look at each day.
func TestBusinessDaysAgainstEachDay(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	covers := civil.MustPeriod("2025-01-01/2025-04-01")
	for range 300 {
		c := civil.Calendar{Covers: covers, Source: "drawn"}
		for d := range time.Weekday(7) {
			if r.IntN(3) == 0 {
				c.Weekend = civil.WeekdaysOf(append(in(c.Weekend), d)...)
			}
		}
		for d := range daysOf(covers) {
			switch r.IntN(10) {
			case 0:
				c.Off = append(c.Off, d)
			case 1:
				c.Working = append(c.Working, d)
			}
		}
		require.NoError(t, c.Validate())
		p := civil.Period{From: covers.From.AddDays(r.IntN(50))}
		p.To = p.From.AddDays(r.IntN(40))
		want := 0
		for d := range daysOf(p) {
			business, err := c.IsBusiness(d)
			require.NoError(t, err)
			if business {
				want++
			}
		}
		got, err := c.BusinessDays(p)
		require.NoError(t, err)
		require.Equal(t, want, got, "%v %s", c, p)
	}
}

func in(w civil.Weekdays) (all []time.Weekday) {
	for d := range time.Weekday(7) {
		if w.Has(d) {
			all = append(all, d)
		}
	}
	return all
}

func TestCalendarRefused(t *testing.T) {
	err := civil.Calendar{
		Covers:  civil.YearOf(2025).Period(),
		Off:     append(days("2025-05-02 2025-05-01 2026-01-01"), civil.Date{}),
		Working: days("2025-05-02 2025-05-02"),
	}.Validate()
	require.EqualError(t, err, strings.Join([]string{
		"off[1]: out of order: 2025-05-01 is not after 2025-05-02",
		"off[2]: out of range: 2026-01-01 is not in 2025-01-01/2026-01-01",
		"off[3]: missing",
		"working[1]: out of order: 2025-05-02 is not after 2025-05-02",
		"source: missing",
	}, "\n"))
	err = civil.Calendar{Covers: civil.YearOf(2025).Period(), Off: days("2025-05-02 2025-11-01"), Working: days("2025-11-01"), Source: "x"}.Validate()
	require.EqualError(t, err, "working[0]: overlap: 2025-11-01 is off too")
	require.ErrorIs(t, err, civil.ErrOverlap)
	err = civil.Calendar{Off: days("2025-05-02"), Source: "x"}.Validate()
	require.EqualError(t, err, "covers.from: missing", "no day is beyond a period that is none")
}

func TestCalendarAsJSON(t *testing.T) {
	text, err := json.Marshal(civil.Calendar{
		Covers: civil.YearOf(2025).Period(), Weekend: weekend, Off: days("2025-05-02"), Working: days("2025-11-01"), Source: "decree 1335",
	})
	require.NoError(t, err)
	require.Equal(t, `{"covers":"2025-01-01/2026-01-01","weekend":"saturday,sunday","off":["2025-05-02"],"working":["2025-11-01"],"source":"decree 1335"}`, string(text))
	text, err = json.Marshal(russia2025)
	require.NoError(t, err)
	var again civil.Calendar
	require.NoError(t, json.Unmarshal(text, &again))
	require.Equal(t, russia2025, again)
}

func TestWeekdays(t *testing.T) {
	require.Equal(t, "saturday,sunday", weekend.String())
	require.Equal(t, 2, weekend.Len())
	require.True(t, weekend.Has(time.Saturday) && weekend.Has(time.Sunday) && !weekend.Has(time.Friday))
	require.False(t, weekend.Has(-1) || weekend.Has(7))
	require.True(t, civil.WeekdaysOf(-1, 7).IsZero())
	all := civil.WeekdaysOf(0, 1, 2, 3, 4, 5, 6)
	require.Equal(t, "monday,tuesday,wednesday,thursday,friday,saturday,sunday", all.String())
	require.Equal(t, 7, all.Len())
	unordered, err := civil.ParseWeekdays("sunday,saturday")
	require.NoError(t, err)
	require.Equal(t, weekend, unordered)
	for s, want := range map[string]error{
		"": civil.ErrUnknown, "sat": civil.ErrUnknown, "sunday,": civil.ErrUnknown, "Sunday": civil.ErrUnknown,
		"sunday, saturday": civil.ErrUnknown, "sunday,sunday": civil.ErrDuplicate,
	} {
		got, err := civil.ParseWeekdays(s)
		require.ErrorIs(t, err, want, s)
		require.Zero(t, got)
	}
}

func TestLookUpsDoNotAllocate(t *testing.T) {
	d := civil.MustDate("2025-05-01")
	require.Zero(t, testing.AllocsPerRun(100, func() { _, _ = russia2025.Adjust(d, civil.ModifiedFollowing) }))
	require.Zero(t, testing.AllocsPerRun(100, func() { _, _ = russia2025.BusinessDays(russia2025.Covers) }))
}
