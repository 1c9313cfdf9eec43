package civil_test

import (
	"math/big"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// conventions are the day counts as the cases call them.
var conventions = map[string]civil.DayCount{
	"ACT/365F": civil.ByAct365F, "ACT/360": civil.ByAct360,
	"ACT/ACT ISDA": civil.ByActActISDA, "ACT/ACT ICMA": civil.ByActActICMA,
	"ACT/ACT AFB": civil.ByActActAFB, "ACT/ACT AFB plain": civil.ByActActAFBPlain,
	"30E/360": civil.ByThirtyE360, "30/360 BOND": civil.ByThirty360Bond, "30/360 US": civil.ByThirty360US,
	"30/365": civil.ByThirty365,
}

// Published day counts, each under its id and with its source in the file.
func TestPublishedDayCounts(t *testing.T) {
	casesOf(t, "day_count", func(t *testing.T, c published) {
		require.Len(t, c.Want.Fractions, len(c.Given.Items))
		for i, item := range c.Given.Items {
			name := item.Convention
			if item.Feb28 == "plain" {
				name += " plain"
			}
			by, known := conventions[name]
			require.True(t, known, name)
			context := civil.Context{PerYear: item.Frequency}
			for _, p := range item.Periods {
				context.Reference = append(context.Reference, civil.Period{From: p.Start, To: p.End})
			}
			days, err := by.Days(item.period(), context)
			require.NoError(t, err)
			require.Equal(t, c.Want.Days[i], strconv.Itoa(days), item)
			got, err := by.Fraction(item.period(), context)
			require.NoError(t, err)
			require.Equal(t, c.Want.Fractions[i], got.String(), item)
			require.Equal(t, c.Want.Decimals[i], big.NewRat(got.Num, got.Den).FloatString(12), item)
		}
	})
}

// 30E/360 ISDA depends on the day that the term ends. Examples 2 and 3 of the
// sheet "30/360 Day Count Conventions" of ISDA (2008), as QuantLib's
// test-suite/daycounters.cpp carries them (testThirty360_ISDA).
func TestThirtyE360ISDA(t *testing.T) {
	for _, c := range []struct {
		termination, period string
		days                int
	}{
		{"2012-02-29", "2006-02-28/2006-08-31", 180},
		{"2012-02-29", "2006-08-31/2007-02-28", 180},
		{"2012-02-29", "2007-08-31/2008-02-29", 180},
		{"2012-02-29", "2008-02-29/2008-08-31", 180},
		{"2012-02-29", "2011-08-31/2012-02-29", 179},
		{"2008-02-29", "2006-01-31/2006-02-28", 30},
		{"2008-02-29", "2006-02-28/2006-03-03", 3},
		{"2008-02-29", "2006-02-14/2006-02-28", 16},
		{"2008-02-29", "2006-09-30/2006-10-31", 30},
		{"2008-02-29", "2007-08-31/2008-02-28", 178},
		{"2008-02-29", "2008-02-28/2008-08-31", 182},
		{"2008-02-29", "2007-02-28/2008-02-29", 359},
		{"2008-02-29", "2008-02-29/2009-02-28", 360},
		{"2008-02-29", "2008-02-29/2008-03-31", 30},
	} {
		context := civil.Context{Termination: civil.MustDate(c.termination)}
		got, err := civil.ByThirtyE360ISDA.Days(civil.MustPeriod(c.period), context)
		require.NoError(t, err)
		require.Equal(t, c.days, got, c)
	}
	half, err := civil.ByThirtyE360ISDA.Fraction(civil.MustPeriod("2006-08-31/2007-02-28"), civil.Context{Termination: civil.MustDate("2012-02-29")})
	require.NoError(t, err)
	require.Equal(t, "1/2", half.String())
}

// A lease from 21 March to 6 May: 11/31 + 1 + 5/31 months, and a month that
// runs from the 21st to the 20th has its own days.
func TestActualDaysOfTheMonth(t *testing.T) {
	var months []civil.Period
	for m := range civil.MustMonth("2026-03").Through(civil.MustMonth("2026-05")) {
		months = append(months, m.Period())
	}
	got, err := civil.ByActMonth.Fraction(civil.MustPeriod("2026-03-21/2026-05-06"), civil.Context{Reference: months})
	require.NoError(t, err)
	require.Equal(t, "47/31", got.String())
	own := civil.Context{Reference: []civil.Period{civil.MustPeriod("2026-02-21/2026-03-21"), civil.MustPeriod("2026-03-21/2026-04-21")}}
	got, err = civil.ByActMonth.Fraction(civil.MustPeriod("2026-03-14/2026-04-21"), own)
	require.NoError(t, err)
	require.Equal(t, "5/4", got.String())
	days, err := civil.ByActMonth.Days(civil.MustPeriod("2026-03-14/2026-04-21"), own)
	require.NoError(t, err)
	require.Equal(t, 38, days)
}

// The largest denominators that two cut reference periods can bring do not
// overflow.
func TestReferencePeriodsAsLongAsTheCalendar(t *testing.T) {
	first, second := civil.MustPeriod("0001-01-01/4999-12-31"), civil.MustPeriod("4999-12-31/9999-12-31")
	got, err := civil.ByActActICMA.Fraction(civil.MustPeriod("0001-01-02/9999-12-30"), civil.Context{Reference: []civil.Period{first, second}, PerYear: 366})
	require.NoError(t, err)
	want := new(big.Rat).Add(big.NewRat(int64(first.Days()-1), int64(first.Days())), big.NewRat(int64(second.Days()-1), int64(second.Days())))
	want.Quo(want, big.NewRat(366, 1))
	require.Zero(t, want.Cmp(big.NewRat(got.Num, got.Den)))
}

// Whoever needs a context and gets none says so; whoever needs none does not
// look at it.
func TestContextOfDayCounts(t *testing.T) {
	march := civil.MustMonth("2026-03").Period()
	needs := map[civil.DayCount]civil.Context{
		civil.ByActActICMA:     {Reference: []civil.Period{march}, PerYear: 12},
		civil.ByThirtyE360ISDA: {Termination: march.To},
		civil.ByActMonth:       {Reference: []civil.Period{march}},
	}
	for by := civil.ByAct365F; by <= civil.ByActMonth; by++ {
		context, need := needs[by]
		_, err := by.Fraction(march, civil.Context{})
		if need {
			require.ErrorIs(t, err, civil.ErrContext, by)
			_, err = by.Fraction(march, context)
		}
		require.NoError(t, err, by)
	}
	for name, c := range map[string]struct {
		context civil.Context
		want    error
	}{
		"no frequency":     {civil.Context{Reference: []civil.Period{march}}, civil.ErrContext},
		"no reference":     {civil.Context{PerYear: 12}, civil.ErrContext},
		"below zero":       {civil.Context{Reference: []civil.Period{march}, PerYear: -1}, civil.ErrRange},
		"too often":        {civil.Context{Reference: []civil.Period{march}, PerYear: 367}, civil.ErrRange},
		"another month":    {civil.Context{Reference: []civil.Period{civil.MustMonth("2026-04").Period()}, PerYear: 12}, civil.ErrRange},
		"a gap":            {civil.Context{Reference: []civil.Period{civil.MustPeriod("2026-03-01/2026-03-10"), civil.MustPeriod("2026-03-11/2026-04-01")}, PerYear: 12}, civil.ErrRange},
		"an overlap":       {civil.Context{Reference: []civil.Period{civil.MustPeriod("2026-03-01/2026-03-10"), civil.MustPeriod("2026-03-09/2026-04-01")}, PerYear: 12}, civil.ErrOverlap},
		"an empty period":  {civil.Context{Reference: []civil.Period{{}}, PerYear: 12}, civil.ErrOrder},
		"every day a year": {civil.Context{Reference: []civil.Period{march}, PerYear: 366}, nil},
	} {
		_, err := civil.ByActActICMA.Fraction(march, c.context)
		require.ErrorIs(t, err, c.want, name)
	}
}

// An empty period is nothing by every convention, and what cannot be counted
// is refused by every one.
func TestDayCountEdges(t *testing.T) {
	day := civil.MustDate("2026-02-28")
	context := civil.Context{Termination: day, Reference: []civil.Period{civil.MustMonth("2026-02").Period()}, PerYear: 12}
	for by := civil.ByAct365F; by <= civil.ByActMonth; by++ {
		f, err := by.Fraction(civil.Period{From: day, To: day}, context)
		require.NoError(t, err, by)
		require.Equal(t, "0", f.String(), by)
		for _, c := range []struct {
			p    civil.Period
			want error
		}{
			{civil.Period{}, civil.ErrMissing},
			{civil.Period{To: day}, civil.ErrMissing},
			{civil.Period{From: day}, civil.ErrContext},
			{civil.Period{From: day, To: day.AddDays(-1)}, civil.ErrOrder},
		} {
			f, err := by.Fraction(c.p, context)
			require.ErrorIs(t, err, c.want, by)
			require.Zero(t, f)
			_, err = by.Days(c.p, context)
			require.ErrorIs(t, err, c.want, by)
		}
	}
	_, err := (civil.ByActMonth + 1).Fraction(civil.Period{From: day, To: day}, context)
	require.ErrorIs(t, err, civil.ErrRange)
	for _, count := range []func(civil.Period) (civil.Fraction, error){civil.ThirtyE360, civil.Thirty360Bond, civil.Thirty360US} {
		_, err := count(civil.MustPeriod("2026-01-01/.."))
		require.ErrorIs(t, err, civil.ErrContext)
	}
}

// The functions without a context are the conventions of that name. From the
// last of February to a 31st, each of the 30/360 ones counts its own days.
func TestDayCountFunctions(t *testing.T) {
	p, q := civil.MustPeriod("2027-02-28/2027-03-31"), civil.MustPeriod("2027-12-30/2028-01-03")
	require.Equal(t, "4/365", civil.Act365F(q).String())
	require.Equal(t, "1/90", civil.Act360(q).String())
	require.Equal(t, "731/66795", civil.ActActISDA(q).String(), "two days over 365 and two over 366")
	for _, c := range []struct {
		count func(civil.Period) (civil.Fraction, error)
		want  string
	}{{civil.ThirtyE360, "4/45"}, {civil.Thirty360Bond, "11/120"}, {civil.Thirty360US, "1/12"}} {
		got, err := c.count(p)
		require.NoError(t, err)
		require.Equal(t, c.want, got.String())
	}
	require.Equal(t, "4", civil.ActActISDA(civil.MustPeriod("2023-01-01/2027-01-01")).String())
	require.Equal(t, "1", civil.ActActISDA(civil.MustPeriod("9999-01-01/..")).String())
	require.Equal(t, "0", civil.ActActISDA(civil.Period{}).String())
}

// A whole number of years back from the end leaves no rest, whichever way 28
// February goes.
func TestAFBWholeYears(t *testing.T) {
	for p, want := range map[string][2]string{
		"2012-02-29/2016-02-29": {"4", "4"},
		"2012-02-28/2016-02-28": {"1461/365", "4"}, // four years back is the 29th, and a day is left
		"2012-02-28/2012-03-01": {"2/366", "2/366"},
		"2012-02-27/2012-02-28": {"1/365", "1/365"},
		"2011-02-28/2012-02-28": {"1", "1"},
		"2012-03-01/2013-02-28": {"364/365", "364/365"},
		"2012-02-29/2013-02-28": {"1", "365/366"},
	} {
		for i, by := range []civil.DayCount{civil.ByActActAFB, civil.ByActActAFBPlain} {
			got, err := by.Fraction(civil.MustPeriod(p), civil.Context{})
			require.NoError(t, err)
			f, ok := new(big.Rat).SetString(want[i])
			require.True(t, ok)
			require.Zero(t, f.Cmp(big.NewRat(got.Num, got.Den)), "%s %s: %s", by, p, got)
		}
	}
}
