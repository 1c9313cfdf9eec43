package civil_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// Seeds: both ends of the range, a leap day that is none, an open end.
func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"0001-01-01/9999-12-31", "1900-02-29/..", "2026-03-21/..", "2026-03-21/2026-03-21"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := civil.ParsePeriod(s)
		if err != nil {
			require.Zero(t, p)
			return
		}
		require.Equal(t, s, p.String())
		require.Positive(t, p.Days())
	})
}

// Seeds: a day, a month, a quarter, a year; a sign, and a day that does not
// exist.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-03-31", "2026-03", "2026-Q1", "2026", "-026-03-31", "2026-02-29"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := civil.ParseDate(s)
		require.Equal(t, err != nil, d.IsZero())
		m, err := civil.ParseMonth(s)
		require.Equal(t, err != nil, m.IsZero())
		q, err := civil.ParseQuarter(s)
		require.Equal(t, err != nil, q.IsZero())
		y, err := civil.ParseYear(s)
		require.Equal(t, err != nil, y.IsZero())
		if text := d.String() + m.String() + q.String() + y.String(); text != "" {
			require.Equal(t, s, text)
		}
	})
}

// Seeds: a name of each table, a set of days, one day twice.
func FuzzParseNames(f *testing.F) {
	for _, s := range []string{"30E/360", "modified-following", "last-day", "long-first", "saturday,sunday", "sunday,sunday", "sunday,monday"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := civil.ParseDayCount(s); err == nil {
			require.Equal(t, s, c.String())
		}
		if c, err := civil.ParseConvention(s); err == nil {
			require.Equal(t, s, c.String())
		}
		if r, err := civil.ParseMonthEnd(s); err == nil {
			require.Equal(t, s, r.String())
		}
		if b, err := civil.ParseStub(s); err == nil {
			require.Equal(t, s, b.String())
		}
		w, err := civil.ParseWeekdays(s)
		require.Equal(t, err != nil, w.IsZero())
		if err == nil {
			again, err := civil.ParseWeekdays(w.String())
			require.NoError(t, err)
			require.Equal(t, w, again)
			require.Len(t, w.String(), len(s), "the same days in another order")
		}
	})
}

// A calendar that is accepted reads what it writes, and answers on every day
// that it covers and on no other. Seeds: a year with a working Saturday, an
// open one, days in disorder, a week without business.
func FuzzCalendar(f *testing.F) {
	for _, s := range []string{
		`{"covers":"2025-01-01/2026-01-01","weekend":"saturday,sunday","off":["2025-05-02"],"working":["2025-11-01"],"source":"decree 1335"}`,
		`{"covers":"9999-12-01/..","weekend":"friday","source":"x"}`,
		`{"covers":"2025-01-01/2026-01-01","off":["2025-05-02","2025-05-01"],"source":"x"}`,
		`{"covers":"2020-01-01/2026-01-01","weekend":"monday,tuesday,wednesday,thursday,friday,saturday,sunday","source":"x"}`,
	} {
		f.Add(s, uint32(739000))
	}
	f.Fuzz(func(t *testing.T, s string, n uint32) {
		var c civil.Calendar
		if json.Unmarshal([]byte(s), &c) != nil || c.Validate() != nil {
			return
		}
		text, err := json.Marshal(c)
		require.NoError(t, err)
		var again civil.Calendar
		require.NoError(t, json.Unmarshal(text, &again))
		require.NoError(t, again.Validate())

		d := civil.MustDate("0001-01-01").AddDays(int(n % 3652059))
		business, err := c.IsBusiness(d)
		require.Equal(t, c.Covers.Contains(d), err == nil)
		if err != nil {
			return
		}
		count, err := c.BusinessDays(civil.Period{From: d, To: d.AddDays(1)})
		require.NoError(t, err)
		require.Equal(t, business, count == 1)
		for by := civil.Unadjusted; by <= civil.ModifiedPreceding; by++ {
			to, err := c.Adjust(d, by)
			require.Equal(t, err != nil, to.IsZero())
			require.True(t, !business || to == d, by)
		}
	})
}

// A schedule that is accepted cuts every term into periods that tile it.
// Seeds: each stub, a hostile step, an anchor at the end of the range.
func FuzzSchedule(f *testing.F) {
	for _, s := range []string{
		`{"months":1}`, `{"months":3,"stub":"long-first","month_end":"last-day"}`, `{"months":9223372036854775807}`, `{"months":-1}`,
		`{"months":119988,"stub":"short-first","anchor":"9999-12-31"}`, `{"months":2,"stub":"none"}`,
	} {
		f.Add(s, "2026-01-31/2027-03-01")
	}
	f.Fuzz(func(t *testing.T, s, over string) {
		var schedule civil.Schedule
		term, err := civil.ParsePeriod(over)
		if err != nil || json.Unmarshal([]byte(s), &schedule) != nil {
			return
		}
		periods, err := schedule.Over(term, civil.Calendar{})
		if err != nil {
			require.Nil(t, periods)
			excused := schedule.Validate() != nil || term.IsOpen() || schedule.Stub == civil.NoStub ||
				schedule.Adjust != civil.Unadjusted || schedule.MonthEnd == civil.LastBusinessDay
			require.True(t, excused, err)
			return
		}
		pieces := make([]civil.Period, len(periods))
		for i, p := range periods {
			pieces[i] = p.Period
		}
		require.NoError(t, civil.Tile(term, pieces...))
	})
}
