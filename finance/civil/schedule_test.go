package civil_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// Published schedules: all their dates, the first and the last included.
func TestPublishedSchedules(t *testing.T) {
	rolls := map[string]civil.MonthEnd{"end_of_month": civil.LastDay, "day_of_month": civil.Clamp}
	stubs := map[string]civil.Stub{"forward short": civil.ShortLast, "backward short": civil.ShortFirst}
	casesOf(t, "schedule_generate", func(t *testing.T, c published) {
		for i, want := range dates[[]civil.Date](t, c) {
			item := c.Given.Items[i]
			require.Contains(t, rolls, item.Roll)
			require.Contains(t, stubs, item.Direction+" "+item.Stub)
			require.Contains(t, adjustments, item.Adjust)
			months, err := strconv.Atoi(strings.TrimSuffix(item.Tenor, "M"))
			require.NoError(t, err)
			s := civil.Schedule{
				Months: months, MonthEnd: rolls[item.Roll],
				Stub: stubs[item.Direction+" "+item.Stub], Adjust: adjustments[item.Adjust],
			}
			periods, err := s.Over(item.period(), item.Calendar.calendar(t))
			require.NoError(t, err)
			got := []civil.Date{periods[0].Adjusted.From}
			for _, p := range periods {
				got = append(got, p.Adjusted.To)
			}
			require.Equal(t, want, got, item)
		}
	})
}

// drawn is a schedule as a line of its dates; a stub stands behind a tilde.
func drawn(periods []civil.Scheduled) string {
	var b strings.Builder
	for i, p := range periods {
		if i == 0 {
			b.WriteString(p.Period.From.String())
		}
		b.WriteString(map[bool]string{false: " ", true: " ~"}[p.Stub] + p.Period.To.String())
	}
	return b.String()
}

// A lease of seven and a half months, paid by the quarter, under each stub, and
// from an anchor that is neither of its ends.
func TestStubs(t *testing.T) {
	lease := civil.MustPeriod("2026-01-31/2026-09-15")
	for _, c := range []struct {
		stub         civil.Stub
		anchor, want string
	}{
		{civil.ShortLast, "", "2026-01-31 2026-04-30 2026-07-31 ~2026-09-15"},
		{civil.LongLast, "", "2026-01-31 2026-04-30 ~2026-09-15"},
		{civil.ShortFirst, "", "2026-01-31 ~2026-03-15 2026-06-15 2026-09-15"},
		{civil.LongFirst, "", "2026-01-31 ~2026-06-15 2026-09-15"},
		{civil.ShortLast, "2026-01-01", "2026-01-31 ~2026-04-01 2026-07-01 ~2026-09-15"},
		{civil.ShortFirst, "2026-01-01", "2026-01-31 ~2026-04-01 2026-07-01 ~2026-09-15"},
		{civil.LongFirst, "2026-01-01", "2026-01-31 ~2026-07-01 ~2026-09-15"},
		{civil.LongLast, "2026-01-01", "2026-01-31 ~2026-04-01 ~2026-09-15"},
		{civil.LongLast, "2030-10-01", "2026-01-31 ~2026-04-01 ~2026-09-15"}, // an anchor years ahead
		{civil.ShortLast, "2020-02-15", "2026-01-31 ~2026-02-15 2026-05-15 2026-08-15 ~2026-09-15"},
		{civil.ShortLast, "2025-12-15", "2026-01-31 ~2026-03-15 2026-06-15 2026-09-15"},
	} {
		s := civil.Schedule{Months: 3, Stub: c.stub}
		if c.anchor != "" {
			s.Anchor = civil.MustDate(c.anchor)
		}
		got, err := s.Over(lease, civil.Calendar{})
		require.NoError(t, err)
		require.Equal(t, c.want, drawn(got), c)
	}
}

// A term shorter than a step is one period, and a term of whole steps has no
// stub, whatever was to become of it.
func TestWithoutStubs(t *testing.T) {
	for stub := civil.ShortLast; stub <= civil.NoStub; stub++ {
		s := civil.Schedule{Months: 3, Stub: stub}
		got, err := s.Over(civil.MustPeriod("2026-01-01/2026-07-01"), civil.Calendar{})
		require.NoError(t, err)
		require.Equal(t, "2026-01-01 2026-04-01 2026-07-01", drawn(got), stub)

		got, err = s.Over(civil.MustPeriod("2026-01-02/2026-03-01"), civil.Calendar{})
		if stub == civil.NoStub {
			require.ErrorIs(t, err, civil.ErrRange)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, "2026-01-02 ~2026-03-01", drawn(got), stub)
	}
	s := civil.Schedule{Months: 1, Stub: civil.NoStub, Anchor: civil.MustDate("2026-01-01")}
	for _, term := range []string{"2026-01-02/2026-04-01", "2026-01-01/2026-03-31"} {
		_, err := s.Over(civil.MustPeriod(term), civil.Calendar{})
		require.ErrorIs(t, err, civil.ErrRange, term)
	}
	long := civil.Schedule{Months: 3, Stub: civil.LongLast}
	got, err := long.Over(civil.MustPeriod("2026-01-01/2026-05-01"), civil.Calendar{})
	require.NoError(t, err)
	require.Equal(t, "2026-01-01 ~2026-05-01", drawn(got), "the stub lengthens the only period")
}

// What is earned counts by the period, what is paid by the adjusted dates; a
// stub over a weekend has none left.
func TestBothDates(t *testing.T) {
	s := civil.Schedule{Months: 1, Adjust: civil.Following}
	got, err := s.Over(civil.MustPeriod("2025-04-01/2025-06-01"), russia2025)
	require.NoError(t, err)
	require.Equal(t, []civil.Scheduled{
		{Period: civil.MustPeriod("2025-04-01/2025-05-01"), Adjusted: civil.MustPeriod("2025-04-01/2025-05-05")},
		{Period: civil.MustPeriod("2025-05-01/2025-06-01"), Adjusted: civil.MustPeriod("2025-05-05/2025-06-02")},
	}, got)
	s.MonthEnd = civil.LastBusinessDay
	got, err = s.Over(civil.MustPeriod("2025-10-31/2025-12-30"), russia2025)
	require.NoError(t, err)
	require.Equal(t, "2025-10-31 2025-11-28 2025-12-30", drawn(got))
	got, err = civil.Schedule{Months: 1, Adjust: civil.Following}.Over(civil.MustPeriod("2025-05-30/2025-07-01"), russia2025)
	require.NoError(t, err)
	require.Equal(t, "2025-05-30 2025-06-30 ~2025-07-01", drawn(got))
	got, err = civil.Schedule{Months: 1, Adjust: civil.Following}.Over(civil.MustPeriod("2025-07-03/2025-08-04"), russia2025)
	require.NoError(t, err)
	require.True(t, got[1].Adjusted.IsEmpty(), "3 August is a Sunday, and the 4th is where it goes")
	require.Equal(t, 1, got[1].Period.Days())
}

// A place that was closed for the whole of February has no last business day
// then: the schedule goes on without an empty period.
func TestScheduleThroughAMonthOff(t *testing.T) {
	closed := civil.Calendar{Covers: civil.YearOf(2026).Period(), Source: "closed in February"}
	for d := range daysOf(civil.MustMonth("2026-02").Period()) {
		closed.Off = append(closed.Off, d)
	}
	got, err := civil.Schedule{Months: 1, MonthEnd: civil.LastBusinessDay}.Over(civil.MustPeriod("2026-01-31/2026-03-31"), closed)
	require.NoError(t, err)
	require.Equal(t, "2026-01-31 2026-03-31", drawn(got))
}

func TestScheduleRefused(t *testing.T) {
	year := civil.MustPeriod("2026-01-01/2027-01-01")
	for name, c := range map[string]struct {
		s    civil.Schedule
		term civil.Period
		text string
		want error
	}{
		"no months":        {civil.Schedule{}, year, "months: out of range: 0", civil.ErrRange},
		"back in time":     {civil.Schedule{Months: -1}, year, "months: out of range: -1", civil.ErrRange},
		"hostile tenor":    {civil.Schedule{Months: math.MaxInt}, year, "months", civil.ErrRange},
		"just too long":    {civil.Schedule{Months: 119989}, year, "months: out of range: 119989", civil.ErrRange},
		"unknown rules":    {civil.Schedule{Months: 1, MonthEnd: 9, Stub: 9, Adjust: 9}, year, "month_end: out of range: month end 9\nstub: out of range: stub 9\nadjust: out of range: convention 9", civil.ErrRange},
		"no term":          {civil.Schedule{Months: 1}, civil.Period{}, "term.from: missing", civil.ErrMissing},
		"open term":        {civil.Schedule{Months: 1}, civil.MustPeriod("2026-01-01/.."), "term.to: missing", civil.ErrMissing},
		"reversed term":    {civil.Schedule{Months: 1}, civil.Period{From: year.To, To: year.From}, "term.to: out of order: 2026-01-01 is not after 2027-01-01", civil.ErrOrder},
		"no calendar":      {civil.Schedule{Months: 1, Adjust: civil.Following}, year, "", civil.ErrCalendar},
		"no last days":     {civil.Schedule{Months: 1, MonthEnd: civil.LastBusinessDay}, year, "", civil.ErrCalendar},
		"calendar ends":    {civil.Schedule{Months: 1, Adjust: civil.Following}, civil.MustPeriod("2025-10-01/2026-02-01"), "", civil.ErrCalendar},
		"calendar's first": {civil.Schedule{Months: 1, Adjust: civil.Following}, civil.MustPeriod("2024-12-01/2025-02-01"), "", civil.ErrCalendar},
	} {
		got, err := c.s.Over(c.term, russia2025)
		require.ErrorIs(t, err, c.want, name)
		require.ErrorContains(t, err, c.text, name)
		require.Nil(t, got, name)
	}
}

// The longest schedule is bounded by the years, and the longest step is one.
func TestScheduleOverAllYears(t *testing.T) {
	all := civil.MustPeriod("0001-01-01/9999-12-31")
	got, err := civil.Schedule{Months: 1}.Over(all, civil.Calendar{})
	require.NoError(t, err)
	require.Len(t, got, 119988)
	require.Equal(t, "9999-12-01/9999-12-31", got[119987].Period.String())
	require.True(t, got[119987].Stub)
	got, err = civil.Schedule{Months: 119988}.Over(all, civil.Calendar{})
	require.NoError(t, err)
	require.Equal(t, "0001-01-01 ~9999-12-31", drawn(got))
}

// However a term is cut, its periods tile it, at most the first and the last
// are stubs, regular dates are whole steps from the anchor, and dates adjusted
// to business days are such and never go back.
func TestSchedulesTile(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	calendar := civil.Calendar{Covers: civil.MustPeriod("2000-01-01/2050-01-01"), Weekend: weekend, Source: "drawn"}
	for range 2000 {
		from := civil.MustDate("2020-01-01").AddDays(r.IntN(800))
		term := civil.Period{From: from, To: from.AddDays(1 + r.IntN(1500))}
		s := civil.Schedule{
			Months: 1 + r.IntN(14), MonthEnd: civil.MonthEnd(r.IntN(3)),
			Stub: civil.Stub(r.IntN(4)), Adjust: civil.Convention(r.IntN(5)),
		}
		if r.IntN(2) == 0 {
			s.Anchor = civil.MustDate("2019-01-01").AddDays(r.IntN(3000))
		}
		periods, err := s.Over(term, calendar)
		require.NoError(t, err)
		checkSchedule(t, s, term, periods, calendar)
	}
}

func checkSchedule(t *testing.T, s civil.Schedule, term civil.Period, periods []civil.Scheduled, calendar civil.Calendar) {
	t.Helper()
	var pieces []civil.Period
	anchor := s.Anchor
	if anchor.IsZero() {
		anchor = map[bool]civil.Date{true: term.To, false: term.From}[s.Stub == civil.ShortFirst || s.Stub == civil.LongFirst]
	}
	for i, p := range periods {
		pieces = append(pieces, p.Period)
		edge := i == 0 || i == len(periods)-1
		require.False(t, p.Stub && !edge, "%v: %s", s, drawn(periods))
		if !p.Stub {
			n := p.Period.From.Month().Sub(anchor.Month())
			require.Zero(t, n%s.Months)
			start, err := s.MonthEnd.AddMonths(anchor, n, calendar)
			require.NoError(t, err)
			require.Equal(t, start, p.Period.From)
			require.Equal(t, s.Months, p.Period.To.Month().Sub(p.Period.From.Month()))
		}
		require.False(t, p.Adjusted.To.Before(p.Adjusted.From))
		if s.Adjust != civil.Unadjusted {
			business, err := calendar.IsBusiness(p.Adjusted.To)
			require.NoError(t, err)
			require.True(t, business)
		}
	}
	require.NoError(t, civil.Tile(term, pieces...))
}

func TestScheduleAsJSON(t *testing.T) {
	s := civil.Schedule{Months: 3, Anchor: civil.MustDate("2026-01-31"), MonthEnd: civil.LastDay, Stub: civil.LongFirst, Adjust: civil.ModifiedFollowing}
	text, err := json.Marshal(s)
	require.NoError(t, err)
	require.Equal(t, `{"months":3,"anchor":"2026-01-31","month_end":"last-day","stub":"long-first","adjust":"modified-following"}`, string(text))
	var again civil.Schedule
	require.NoError(t, json.Unmarshal(text, &again))
	require.Equal(t, s, again)
	text, err = json.Marshal(civil.Schedule{Months: 1})
	require.NoError(t, err)
	require.Equal(t, `{"months":1}`, string(text))
}
