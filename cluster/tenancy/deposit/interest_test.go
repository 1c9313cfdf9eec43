package deposit_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/deposit"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func rates(pairs ...string) (list civil.Timeline[finance.Rate]) {
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, civil.Entry[finance.Rate]{From: day(pairs[i]), Value: finance.MustRate(pairs[i+1]), Source: "bank"})
	}
	return list
}

func bearing(i deposit.Interest) deposit.Deposit {
	d := studio()
	d.Terms.Interest = i
	return d
}

// texts are the lines in words, then the total.
func texts(t *testing.T, d deposit.Deposit, movements []deposit.Movement, to string) (list []string) {
	t.Helper()
	lines, total, err := d.Interest(movements, day(to))
	require.NoError(t, err)
	for _, n := range lines {
		list = append(list, n.Text(accrual.English))
	}
	return append(list, total.String())
}

// The day of a payment in counts, that of a return does not; by the length of
// each year, at the rate of each day, on nothing while nothing is held.
func TestInterestByDays(t *testing.T) {
	d := bearing(deposit.Interest{Rates: rates("2024-01-01", "10%", "2025-01-11", "20%"), Days: civil.ByActActISDA})
	moves := []deposit.Movement{
		move("M-1", deposit.PaidIn, "2024-12-22", "36600.00"), move("M-2", deposit.Applied, "2025-01-06", "100.00"),
		move("M-3", deposit.PaidIn, "2025-01-06", "0.01"), move("M-4", deposit.Returned, "2025-01-12", "36500.01"),
		move("M-5", deposit.PaidIn, "2025-01-20", "36500.00"),
	}
	require.Equal(t, []string{
		"2024-12-22 to 2024-12-31: 36600.00 RUB × 10% (bank) × 10/366 days = 100.00 RUB",
		"2025-01-01 to 2025-01-05: 36600.00 RUB × 10% (bank) × 5/365 days = 50.14 RUB",
		"2025-01-06 to 2025-01-10: 36500.01 RUB × 10% (bank) × 5/365 days = 50.00 RUB",
		"2025-01-11 to 2025-01-11: 36500.01 RUB × 20% (bank) × 1/365 days = 20.00 RUB",
		"2025-01-20 to 2025-01-20: 36500.00 RUB × 20% (bank) × 1/365 days = 20.00 RUB",
		"240.14 RUB",
	}, texts(t, d, moves, "2025-01-21"))
	require.Equal(t, []string{"2024-12-22 to 2024-12-22: 36600.00 RUB × 10% (bank) × 1/366 days = 10.00 RUB", "10.00 RUB"}, texts(t, d, moves, "2024-12-23"))
	require.Equal(t, []string{"0"}, texts(t, d, moves, "2024-12-22"))
	require.Equal(t, []string{"0"}, texts(t, studio(), moves, "2025-01-21")) // none was agreed
	d.Terms.Interest.Days = civil.ByAct360
	require.Equal(t, "10.17 RUB", texts(t, d, moves, "2024-12-23")[1])
	d.Terms.Interest.RoundAt, d.Terms.Interest.Rounding = arrears.EachDay, finance.Down
	require.Equal(t, "20.32 RUB", texts(t, d, moves, "2024-12-24")[1])
}

// A month bears interest when it is whole, on the least held in it. Months are
// counted from the 31st, not from the last clamped day.
func TestInterestByMonths(t *testing.T) {
	d := bearing(deposit.Interest{Rates: rates("2026-01-01", "12%", "2026-03-01", "24%"), Count: deposit.ByMonths})
	moves := []deposit.Movement{
		move("M-1", deposit.PaidIn, "2026-01-31", "1000.00"), move("M-2", deposit.Applied, "2026-03-30", "400.00"),
		move("M-3", deposit.PaidIn, "2026-03-31", "600.00"), move("M-4", deposit.Returned, "2026-04-30", "1200.00"),
		move("M-5", deposit.PaidIn, "2026-05-31", "100.00"),
	}
	lines, total, err := d.Interest(moves, day("2026-07-30"))
	require.NoError(t, err)
	var list []string
	for _, n := range lines {
		list = append(list, n.From.String(), n.To.String(), n.Balance.String(), n.Amount.String())
	}
	require.Equal(t, []string{
		"2026-01-31", "2026-02-28", "1000.00 RUB", "10.00 RUB",
		"2026-02-28", "2026-03-31", "600.00 RUB", "6.00 RUB", // at the rate of 28 February
		"2026-03-31", "2026-04-30", "1200.00 RUB", "24.00 RUB",
		"2026-05-31", "2026-06-30", "100.00 RUB", "2.00 RUB",
	}, list)
	require.Equal(t, rub("42.00"), total)
	require.Equal(t, []string{"2026-01-31 to 2026-02-27: 1000.00 RUB × 12% (bank) × 1/12 months = 10.00 RUB", "10.00 RUB"}, texts(t, d, moves, "2026-03-30"))
	require.Equal(t, []string{"0"}, texts(t, d, moves, "2026-02-27"))
}

func TestInterestRefuses(t *testing.T) {
	in := []deposit.Movement{move("M-1", deposit.PaidIn, "2025-12-31", "100.00")}
	for _, count := range []deposit.Count{deposit.ByDays, deposit.ByMonths} {
		d := bearing(deposit.Interest{Rates: rates("2026-01-01", "12%"), Count: count})
		_, _, err := d.Interest(in, day("2026-02-28"))
		require.ErrorIs(t, err, finance.ErrMissing)
		require.ErrorContains(t, err, "terms.interest.rates: ")
		require.ErrorContains(t, err, "2025-12-31")
		_, _, err = d.Interest(in, civil.Date{})
		require.EqualError(t, err, "to: missing")
		d.Terms.Interest.Rates = rates("0001-01-01", "12%")
		in := []deposit.Movement{move("M-1", deposit.PaidIn, "1800-12-31", "100.00")}
		_, _, err = d.Interest(in, day("2026-02-28"))
		require.ErrorIs(t, err, finance.ErrRange)
	}
	d := bearing(deposit.Interest{Rates: rates("2020-01-01", "12%")})
	_, _, err := d.Interest(append(in, move("M-2", deposit.Returned, "2026-01-05", "100.01")), day("2026-02-28"))
	require.ErrorIs(t, err, finance.ErrNegative)
}
