package servicecharge_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func span(window, held civil.Period, meters ...int64) accrual.Span {
	return accrual.Span{Window: window, Since: window.From, To: window.To, Held: []civil.Period{held}, Meters: meters, Currency: finance.RUB}
}

// Borne, statements, and what was charged on account.
func TestShareSettles(t *testing.T) {
	for _, c := range []struct {
		name string
		servicecharge.Share
		meters []int64
		want   string
	}{
		{"more was borne", servicecharge.Share{Less: []string{"a"}}, []int64{1000_00, 1, 900_00}, "100.00"},
		{"less was borne", servicecharge.Share{Less: []string{"a"}}, []int64{1000_00, 1, 1200_00}, "-200.00"},
		{"nothing was borne", servicecharge.Share{Less: []string{"a"}}, []int64{0, 1, 1200_00}, "-1200.00"},
		{"nothing is drawn up", servicecharge.Share{Less: []string{"a"}}, []int64{0, 0, 1200_00}, "0.00"},
		{"two clauses on account", servicecharge.Share{Less: []string{"a", "b"}}, []int64{1000_00, 12, 400_00, 500_00}, "100.00"},
		{"nothing on account", servicecharge.Share{}, []int64{1000_00, 1}, "1000.00"},
		{"a fee", servicecharge.Share{Fee: rate("12.5%")}, []int64{1000_20, 1}, "1125.22"},
		{"a fee, rounded up", servicecharge.Share{Fee: rate("12.5%"), Rounding: finance.Up}, []int64{1000_20, 1}, "1125.23"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.Earned(span(year, year, c.meters...))
			require.NoError(t, err)
			require.Equal(t, rub(c.want), got)
		})
	}
}

func TestWindowsAndMeters(t *testing.T) {
	h := servicecharge.Share{Pool: "house", Less: []string{"a", "b"}, After: 3}
	require.Equal(t, accrual.Window{Cycle: accrual.ByYear, Once: true, After: 3}, h.Window())
	require.Equal(t, []accrual.Meter{"service-charge:house", "service-charge-drawn:house", accrual.Of("a"), accrual.Of("b")}, h.Meters())
	require.Equal(t, h.Meters()[:2], servicecharge.Meters("house"))
}

func TestClausesFail(t *testing.T) {
	for _, c := range []struct {
		says string
		accrual.Earner
		accrual.Span
		want error
	}{
		{"service charge: meters[2]: missing", servicecharge.Share{Less: []string{"a"}}, span(year, year, 1, 1), finance.ErrMissing},
		{"service charge: meters[0]: missing", servicecharge.Share{}, span(year, year), finance.ErrMissing},
		{"service charge: ", servicecharge.Share{Fee: rate("200%"), Less: []string{"a"}}, span(year, year, math.MaxInt64, 1, 1), finance.ErrOverflow},
		{"service charge: ", servicecharge.Share{Fee: rate("1%")}, span(year, year, math.MaxInt64, 1), finance.ErrOverflow},
		{"service charge: ", servicecharge.Share{Less: []string{"a", "b"}}, span(year, year, math.MaxInt64, 1, -1, 0), finance.ErrOverflow},
		{"service charge: ", servicecharge.Share{Fee: rate("1%"), Rounding: 9}, span(year, year, 1, 1), finance.ErrRange},
	} {
		got, err := c.Earned(c.Span)
		require.ErrorIs(t, err, c.want)
		require.ErrorContains(t, err, c.says)
		require.Zero(t, got)
	}
}

// A simulation asks millions of times, without a trace.
func TestEarnedDoesNotAllocate(t *testing.T) {
	for _, c := range []struct {
		accrual.Earner
		accrual.Span
	}{
		{servicecharge.Share{Pool: "house", Fee: rate("5%"), Less: []string{"a"}}, span(year, year, 100_00, 1, 90_00)},
	} {
		require.Zero(t, testing.AllocsPerRun(100, func() { _, _ = c.Earned(c.Span) }), "%T", c.Earner)
	}
}

func TestFacts(t *testing.T) {
	first := drawn(t, halfLet())
	known := day("2027-02-15")
	facts, err := first.Facts(servicecharge.Statement{}, known)
	require.NoError(t, err)
	require.Len(t, facts, 3)
	require.Equal(t, accrual.Fact{
		ID: "service-charge:house:first:2026-12-31", Agreement: "L-2", On: day("2026-12-31"), Known: known,
		Adds: []accrual.Reading{{Meter: "service-charge:house", N: 45_000_00}, {Meter: "service-charge-drawn:house", N: 1}},
	}, facts[1])

	r := halfLet()
	r.ID, r.Participants = "second", r.Participants[:1]
	r.Participants[0].Held[0].To = day("2026-07-01")
	second := drawn(t, r)
	facts, err = second.Facts(first, known)
	require.NoError(t, err)
	require.Len(t, facts, 4)
	require.Equal(t, accrual.Fact{
		ID: "service-charge:house:second:2026-12-31:void", Agreement: "L-1", On: day("2026-12-31"), Known: known,
		Voids: accrual.Ref{ID: "service-charge:house:first:2026-12-31", On: day("2026-12-31")},
	}, facts[0])
	require.Equal(t, day("2026-06-30"), facts[3].On)

	elsewhere, later := second, second
	elsewhere.Pool, later.Window = "other", civil.YearOf(2027).Period()
	bad := first
	bad.Parts = append(bad.Parts, servicecharge.Part{On: day("2026-12-31")})
	for _, c := range []struct {
		s, before servicecharge.Statement
		known     civil.Date
		want      string
	}{
		{first, first, known, `statement "first": id: "first" is that of the statement before: conflict`},
		{first, servicecharge.Statement{ID: "first", Pool: "house", Window: year}, known, `statement "first": id: "first" is that of the statement before: conflict`},
		{elsewhere, first, known, `statement "second": window: "other" of 2026-01-01/2027-01-01 after "house" of 2026-01-01/2027-01-01: conflict`},
		{later, first, known, `statement "second": window: "house" of 2027-01-01/2028-01-01 after "house" of 2026-01-01/2027-01-01: conflict`},
		{first, servicecharge.Statement{}, civil.Date{}, `statement "first": 4 problems: known: missing; known: missing; known: missing; known: missing`},
		{first, servicecharge.Statement{}, day("2027-02-09"), `statement "first": known: 2027-02-09 is before 2027-02-10: out of order`},
		{servicecharge.Statement{}, servicecharge.Statement{}, known, `statement "": 2 problems: id: missing; pool: missing`},
		{bad, servicecharge.Statement{}, known, `statement "first": agreement: missing`},
	} {
		got, err := c.s.Facts(c.before, c.known)
		require.EqualError(t, err, c.want)
		require.Nil(t, got)
	}
}

// 36,500.00 for 73 of 365 days is 182,500.00 a year, 15,208.333… a month.
func TestEstimates(t *testing.T) {
	last := servicecharge.Part{Days: 73, Of: 365, Charge: rub("36500.00")}
	for _, c := range []struct {
		servicecharge.Estimate
		want string
	}{
		{servicecharge.Estimate{}, "15208.33"},
		{servicecharge.Estimate{Rounding: finance.Up}, "15208.34"},
		{servicecharge.Estimate{Unit: rub("100.00")}, "15200.00"},
		{servicecharge.Estimate{Unit: rub("100.00"), Rounding: finance.Up}, "15300.00"},
		{servicecharge.Estimate{Raise: rate("10%")}, "16729.17"},
		{servicecharge.Estimate{Raise: rate("-100%")}, "0.00"},
	} {
		got, err := c.Monthly(last)
		require.NoError(t, err)
		require.Equal(t, rub(c.want), got)
	}
	for _, c := range []struct {
		servicecharge.Estimate
		last servicecharge.Part
		want string
	}{
		{servicecharge.Estimate{Raise: rate("-101%"), Unit: rub("-1.00"), Rounding: 9}, last, "estimate: 3 problems: raise: a fall of over 100%: out of range; unit: negative; rounding: rounding 9: out of range"},
		{servicecharge.Estimate{}, servicecharge.Part{Of: 365}, "estimate: 0 of 365 days: out of range"},
		{servicecharge.Estimate{}, servicecharge.Part{Days: 366, Of: 365}, "estimate: 366 of 365 days: out of range"},
		{servicecharge.Estimate{}, servicecharge.Part{Days: 364, Of: 364}, "estimate: 364 of 364 days: out of range"},
		{servicecharge.Estimate{}, servicecharge.Part{Days: 367, Of: 367}, "estimate: 367 of 367 days: out of range"},
		{servicecharge.Estimate{Unit: finance.MustMoney("1.00 USD")}, last, "estimate: 36500.00 RUB, not in USD: currency"},
		{servicecharge.Estimate{}, servicecharge.Part{Days: 1, Of: 366, Charge: minor(math.MaxInt64)}, "estimate: overflow"},
	} {
		got, err := c.Monthly(c.last)
		require.EqualError(t, err, c.want)
		require.Zero(t, got)
	}
}

func TestCeilings(t *testing.T) {
	for _, c := range []struct {
		mode  servicecharge.CapMode
		years int
		want  string
	}{
		{servicecharge.Yearly, 1, "105.00"},
		{servicecharge.CumulativeSimple, 3, "115.00"},
		{servicecharge.CumulativeCompound, 3, "115.76"}, // 115.7625
		{servicecharge.CumulativeSimple, 100, "600.00"},
	} {
		got, err := servicecharge.Cap{Rate: rate("5%"), Mode: c.mode}.Ceiling(rub("100.00"), c.years)
		require.NoError(t, err)
		require.Equal(t, rub(c.want), got)
	}
	up := servicecharge.Cap{Rate: rate("5%"), Mode: servicecharge.CumulativeCompound, Rounding: finance.Up}
	got, err := up.Ceiling(rub("100.00"), 3)
	require.NoError(t, err)
	require.Equal(t, rub("115.77"), got)
	for _, c := range []struct {
		mode  servicecharge.CapMode
		years int
		want  error
	}{
		{servicecharge.Yearly, 0, finance.ErrRange}, {servicecharge.Yearly, 2, finance.ErrRange}, {servicecharge.CumulativeSimple, 101, finance.ErrRange},
	} {
		got, err := servicecharge.Cap{Mode: c.mode}.Ceiling(rub("100.00"), c.years)
		require.ErrorIs(t, err, c.want)
		require.Zero(t, got)
	}
	_, err = servicecharge.Cap{Rate: rate("1000%"), Mode: servicecharge.CumulativeCompound}.Ceiling(rub("100.00"), 100)
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, err = servicecharge.Cap{Rounding: 9}.Ceiling(rub("100.01"), 1)
	require.ErrorIs(t, err, finance.ErrRange)
}
