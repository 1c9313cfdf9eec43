package arrears_test

import (
	"math"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Nothing on the due day, a day's interest on the day after it.
func TestTheFirstDay(t *testing.T) {
	for at, want := range map[string]string{"2025-01-01": "0.00", "2025-01-10": "0.00", "2025-01-11": "100.00", "2025-01-12": "200.00", "2026-01-10": "36500.00"} {
		i := interest(t, daily(), rentDebt(), day(at))
		require.Equal(t, rub(want), i.Total, at)
		require.Equal(t, i.Total.Minor()/10_000, int64(i.Days))
		require.Equal(t, []any{day(at), rub("0.00"), rub("0.00")}, []any{i.At, i.Fixed, i.Capped})
	}
}

// The day of a payment counts on the old balance, or on the new one. What was
// paid by the due day never was late.
func TestPaymentDay(t *testing.T) {
	debt := rentDebt(paid("2025-01-20", "40000.00"), paid("2025-01-11", "10000.00"), paid("2025-01-10", "20000.00"), paid("2025-01-20", "30000.00"))
	terms := daily()
	i := interest(t, terms, debt, day("2025-12-31"))
	require.Equal(t, [][]string{
		{"2025-01-11", "2025-01-11", "80000.00 RUB", "0.1%", "80.00 RUB"},
		{"2025-01-12", "2025-01-20", "70000.00 RUB", "0.1%", "630.00 RUB"},
	}, rows(i))
	require.Equal(t, 10, i.Days)
	terms.PaymentDay = arrears.OnNewBalance
	require.Equal(t, [][]string{{"2025-01-11", "2025-01-19", "70000.00 RUB", "0.1%", "630.00 RUB"}}, rows(interest(t, terms, debt, day("2025-12-31"))))
}

// Each mode of grace, for a debt that is paid on the last day of grace, one that
// is paid the day after it, and one that is not paid, on each side of its end.
func TestGrace(t *testing.T) {
	in, late := paid("2025-01-15", "100000.00"), paid("2025-01-16", "100000.00")
	half := []arrears.Part{paid("2025-01-12", "50000.00")}
	for _, c := range []struct {
		mode  arrears.GraceMode
		parts []arrears.Part
		want  [4]string // at 11, 15, 16 and 20 January
	}{
		{arrears.NoGrace, nil, [4]string{"100.00", "500.00", "600.00", "1000.00"}},
		{arrears.NoGrace, []arrears.Part{in}, [4]string{"100.00", "500.00", "500.00", "500.00"}},
		{arrears.FreeDays, nil, [4]string{"0.00", "0.00", "100.00", "500.00"}},
		{arrears.FreeDays, []arrears.Part{in}, [4]string{"0.00", "0.00", "0.00", "0.00"}},
		{arrears.FreeDays, []arrears.Part{late}, [4]string{"0.00", "0.00", "100.00", "100.00"}},
		{arrears.FreeDays, half, [4]string{"0.00", "0.00", "50.00", "250.00"}},
		{arrears.PaidWithin, nil, [4]string{"0.00", "0.00", "600.00", "1000.00"}},
		{arrears.PaidWithin, []arrears.Part{in}, [4]string{"0.00", "0.00", "0.00", "0.00"}},
		{arrears.PaidWithin, []arrears.Part{late}, [4]string{"0.00", "0.00", "600.00", "600.00"}},
		{arrears.PaidWithin, half, [4]string{"0.00", "0.00", "400.00", "600.00"}},
	} {
		terms := daily()
		if terms.GraceMode = c.mode; c.mode != arrears.NoGrace {
			terms.Grace = 5
		}
		for k, at := range []string{"2025-01-11", "2025-01-15", "2025-01-16", "2025-01-20"} {
			require.Equal(t, rub(c.want[k]), interest(t, terms, rentDebt(c.parts...), day(at)).Total, "%v %v %s", c.mode, c.parts, at)
		}
	}
}

// Shares of a key rate that changes, by days overdue that count from the due
// day also under a grace.
func TestStepsOfAKeyRate(t *testing.T) {
	terms := arrears.Terms{
		Clause: "penalty", Per: arrears.ByDay,
		Key: civil.Timeline[finance.Rate]{
			{From: day("2025-01-01"), Value: percent("21%"), Source: "first"}, {From: day("2025-02-20"), Value: percent("20%"), Source: "second"},
		},
		Steps: []arrears.Step{{1, finance.Rate{}}, {31, percent("1/300")}, {91, percent("1/130")}},
	}
	i := interest(t, terms, rentDebt(), day("2025-04-12"))
	require.Equal(t, [][]string{
		{"2025-01-11", "2025-02-09", "100000.00 RUB", "0%", "0.00 RUB"},
		{"2025-02-10", "2025-02-19", "100000.00 RUB", "21%", "700.00 RUB"},
		{"2025-02-20", "2025-04-10", "100000.00 RUB", "20%", "3333.33 RUB"},
		{"2025-04-11", "2025-04-12", "100000.00 RUB", "20%", "307.70 RUB"},
	}, rows(i))
	require.Equal(t, []string{"", "first", "second", "second"}, []string{i.Lines[0].Source, i.Lines[1].Source, i.Lines[2].Source, i.Lines[3].Source})
	require.Equal(t, rub("4341.03"), i.Total) // 700 + 3333.33… + 307.6923…: a line is a difference of rounded sums
	terms.GraceMode, terms.Grace = arrears.FreeDays, 40
	require.Equal(t, [][]string{
		{"2025-02-20", "2025-04-10", "100000.00 RUB", "20%", "3333.33 RUB"},
		{"2025-04-11", "2025-04-12", "100000.00 RUB", "20%", "307.70 RUB"},
	}, rows(interest(t, terms, rentDebt(), day("2025-04-12"))))
	terms.Key = terms.Key[1:] // on the first 30 days no key rate is needed
	require.Equal(t, rub("3641.03"), interest(t, terms, rentDebt(), day("2025-04-12")).Total)
	terms.GraceMode, terms.Grace = arrears.NoGrace, 0
	_, err := terms.Interest(rentDebt(), day("2025-04-12"))
	require.EqualError(t, err, "terms.key: a rate on 2025-02-10: missing")
	require.ErrorIs(t, err, finance.ErrMissing)
	require.Zero(t, interest(t, terms, rentDebt(), day("2025-02-09")).Total.Minor())
}

// A year of 360 days, and a divisor that changes on 1 January only where the
// length of the year does.
func TestDaysOfTheYear(t *testing.T) {
	terms := arrears.Terms{Clause: "interest", Rate: percent("10%"), Days: civil.ByAct360}
	debt := rentDebt()
	debt.Due = day("2022-12-31")
	require.Equal(t, rub("10138.89"), interest(t, terms, debt, day("2023-12-31")).Total)
	terms.Days = civil.ByAct365F
	require.Len(t, interest(t, terms, debt, day("2026-12-31")).Lines, 1)
	require.Equal(t, rub("40027.40"), interest(t, terms, debt, day("2026-12-31")).Total)
	terms.Days = civil.ByActActISDA
	i := interest(t, terms, debt, day("2026-12-31"))
	require.Equal(t, [][]string{
		{"2023-01-01", "2023-12-31", "100000.00 RUB", "10%", "10000.00 RUB"},
		{"2024-01-01", "2024-12-31", "100000.00 RUB", "10%", "10000.00 RUB"},
		{"2025-01-01", "2026-12-31", "100000.00 RUB", "10%", "20000.00 RUB"},
	}, rows(i))
	debt.Due = day("2021-12-31")
	require.Equal(t, day("2024-01-01"), interest(t, terms, debt, day("2026-12-31")).Lines[0].To)
}

// A cap is reached in the middle of a line, and stays; the fixed sum is beside
// it, once, from the first day outside the grace.
func TestCapAndFixedSum(t *testing.T) {
	terms := daily()
	terms.Cap, terms.Fixed = percent("1.2505%"), rub("70.00")
	debt := rentDebt(paid("2025-01-20", "40000.00"))
	i := interest(t, terms, debt, day("2025-01-31"))
	require.Equal(t, [][]string{
		{"2025-01-11", "2025-01-20", "100000.00 RUB", "0.1%", "1000.00 RUB"},
		{"2025-01-21", "2025-01-31", "60000.00 RUB", "0.1%", "250.50 RUB"},
	}, rows(i))
	require.Equal(t, []finance.Money{rub("1320.50"), rub("70.00"), rub("409.50")}, []finance.Money{i.Total, i.Fixed, i.Capped})
	terms.Cap, terms.CapSum = finance.Rate{}, rub("999.99")
	i = interest(t, terms, debt, day("2025-01-31"))
	require.Equal(t, []string{"999.99 RUB", "0.00 RUB"}, []string{i.Lines[0].Amount.String(), i.Lines[1].Amount.String()})
	require.Equal(t, []finance.Money{rub("1069.99"), rub("660.01")}, []finance.Money{i.Total, i.Capped})
	require.Equal(t, rub("170.00"), interest(t, terms, debt, day("2025-01-11")).Total)
	require.Equal(t, rub("0.00"), interest(t, terms, debt, day("2025-01-10")).Total)
	require.Equal(t, rub("0.00"), interest(t, terms, debt, day("2025-01-10")).Fixed)
	terms.GraceMode, terms.Grace = arrears.FreeDays, 3
	require.Equal(t, rub("0.00"), interest(t, terms, debt, day("2025-01-13")).Total)
	require.Equal(t, rub("170.00"), interest(t, terms, debt, day("2025-01-14")).Total)
}

// Which amounts are rounded: 3.335 on two days, then 1.665 on one.
func TestRoundAt(t *testing.T) {
	debt := rentDebt(paid("2025-01-12", "50.10"))
	debt.Amount = rub("100.05")
	terms := arrears.Terms{Clause: "x", Rate: percent("1/30"), Per: arrears.ByDay, Rounding: finance.HalfUp}
	for _, c := range []struct {
		at     arrears.RoundAt
		by     finance.Rounding
		amount []string
	}{
		{arrears.AtEnd, finance.HalfUp, []string{"6.67 RUB", "1.67 RUB"}}, // 6.67, then 8.335
		{arrears.AtEnd, finance.HalfEven, []string{"6.67 RUB", "1.67 RUB"}},
		{arrears.AtEnd, finance.Down, []string{"6.67 RUB", "1.66 RUB"}},
		{arrears.EachLine, finance.HalfUp, []string{"6.67 RUB", "1.67 RUB"}},
		{arrears.EachLine, finance.Down, []string{"6.67 RUB", "1.66 RUB"}},
		{arrears.EachDay, finance.HalfUp, []string{"6.68 RUB", "1.67 RUB"}},
		{arrears.EachDay, finance.HalfDown, []string{"6.66 RUB", "1.66 RUB"}},
	} {
		terms.RoundAt, terms.Rounding = c.at, c.by
		i := interest(t, terms, debt, day("2025-01-13"))
		require.Equal(t, c.amount, []string{i.Lines[0].Amount.String(), i.Lines[1].Amount.String()}, "%v %v", c.at, c.by)
		sum, err := i.Lines[0].Amount.Add(i.Lines[1].Amount)
		require.NoError(t, err)
		require.Equal(t, sum, i.Total)
	}
}

// A debt that never was bears nothing, a debt keeps no slice of the host's.
func TestReversedAndValues(t *testing.T) {
	debt, terms := rentDebt(paid("2025-01-20", "1.00")), daily()
	debt.Reversed = true
	require.Empty(t, interest(t, terms, debt, day("2025-12-31")).Lines)
	debt.Reversed = false
	terms.Steps = []arrears.Step{{1, percent("1")}}
	i := interest(t, terms, debt, day("2025-12-31"))
	debt.Paid[0].Amount, terms.Steps[0].From = rub("2.00"), 7
	require.Equal(t, []any{rub("1.00"), 1}, []any{i.Debt.Paid[0].Amount, i.Terms.Steps[0].From})
}

func TestInterestRefuses(t *testing.T) {
	for want, change := range map[string]func(*arrears.Terms, *arrears.Debt, *civil.Date){
		"at: missing": func(_ *arrears.Terms, _ *arrears.Debt, at *civil.Date) { *at = civil.Date{} },
		"at: out of range": func(_ *arrears.Terms, d *arrears.Debt, at *civil.Date) {
			*at, d.Due = day("9999-12-31"), day("9999-01-01")
		},
		"at: 36601, at most 36600":    func(_ *arrears.Terms, d *arrears.Debt, at *civil.Date) { *at = d.Due.AddDays(36601) },
		"terms.clause: missing":       func(i *arrears.Terms, _ *arrears.Debt, _ *civil.Date) { i.Clause = "" },
		"terms.cap_sum: 1.00 USD and": func(i *arrears.Terms, _ *arrears.Debt, _ *civil.Date) { i.CapSum = finance.MustMoney("1.00 USD") },
		"terms.fixed: 1.00 USD and":   func(i *arrears.Terms, _ *arrears.Debt, _ *civil.Date) { i.Fixed = finance.MustMoney("1.00 USD") },
		"debt.amount: missing":        func(_ *arrears.Terms, d *arrears.Debt, _ *civil.Date) { d.Amount, d.Paid = rub("0.00"), nil },
		"debt.amount: negative":       func(_ *arrears.Terms, d *arrears.Debt, _ *civil.Date) { d.Amount, d.Paid = rub("-1.00"), nil },
		"debt.amount: currency":       func(_ *arrears.Terms, d *arrears.Debt, _ *civil.Date) { d.Amount, d.Paid = finance.Money{}, nil },
		"debt.due: missing":           func(_ *arrears.Terms, d *arrears.Debt, _ *civil.Date) { d.Due = civil.Date{} },
		"debt.paid[1]: more than the debt": func(_ *arrears.Terms, d *arrears.Debt, _ *civil.Date) {
			d.Paid = append(d.Paid, paid("2025-01-12", "99999.01"), paid("2025-01-12", "1.00"))
		},
		"debt.paid[0].on: missing":      func(_ *arrears.Terms, d *arrears.Debt, _ *civil.Date) { d.Paid[0].On = civil.Date{} },
		"debt.paid[0].amount: missing":  func(_ *arrears.Terms, d *arrears.Debt, _ *civil.Date) { d.Paid[0].Amount = rub("0.00") },
		"debt.paid[0].amount: negative": func(_ *arrears.Terms, d *arrears.Debt, _ *civil.Date) { d.Paid[0].Amount = rub("-1.00") },
		"debt.paid[0].amount: 100000.00 RU": func(_ *arrears.Terms, d *arrears.Debt, _ *civil.Date) {
			d.Paid[0].Amount = finance.MustMoney("1.00 USD")
		},
		"debt.paid: 10001, at most 10000": func(_ *arrears.Terms, d *arrears.Debt, _ *civil.Date) { d.Paid = make([]arrears.Part, 10_001) },
	} {
		terms, debt, at := daily(), rentDebt(paid("2025-01-20", "1.00")), day("2025-12-31")
		change(&terms, &debt, &at)
		i, err := terms.Interest(debt, at)
		require.ErrorContains(t, err, want)
		require.NotContains(t, err.Error(), "problems", want)
		require.Zero(t, i)
	}
	last := rentDebt()
	last.Due = day("9999-12-29")
	require.Equal(t, rub("100.00"), interest(t, daily(), last, day("9999-12-30")).Total)
	require.Equal(t, rub("3660000.00"), interest(t, daily(), rentDebt(), rentDebt().Due.AddDays(36600)).Total)
}

func TestOverflow(t *testing.T) {
	debt := rentDebt()
	debt.Amount = finance.Minor(math.MaxInt64, finance.RUB)
	terms := daily()
	terms.Rate = percent("1")
	for at := arrears.AtEnd; at <= arrears.EachDay; at++ {
		terms.RoundAt = at
		require.Equal(t, debt.Amount, interest(t, terms, debt, debt.Due.AddDays(1)).Total)
		_, err := terms.Interest(debt, debt.Due.AddDays(2))
		require.ErrorIs(t, err, finance.ErrOverflow, at.String())
	}
	terms.Fixed = finance.Minor(1, finance.RUB)
	_, err := terms.Interest(debt, debt.Due.AddDays(1))
	require.ErrorIs(t, err, finance.ErrOverflow)
}

// Hostile sizes answer at once.
func TestManyPartsAndRates(t *testing.T) {
	debt, terms := rentDebt(), arrears.Terms{Clause: "x"}
	for n := range arrears.MaxParts {
		debt.Paid = append(debt.Paid, arrears.Part{On: debt.Due.AddDays(1 + n), Amount: finance.Minor(1, finance.RUB)})
		terms.Key = append(terms.Key, civil.Entry[finance.Rate]{From: debt.Due.AddDays(n), Value: percent("1%"), Source: strconv.Itoa(n)})
	}
	require.Len(t, interest(t, terms, debt, debt.Due.AddDays(arrears.MaxParts)).Lines, arrears.MaxParts)
}

func TestOneDayOfGraceIsSaid(t *testing.T) {
	terms := daily()
	terms.GraceMode, terms.Grace = arrears.FreeDays, 1
	require.Contains(t, interest(t, terms, rentDebt(), day("2025-01-12")).String(), "the first 1 days bear nothing")
}
