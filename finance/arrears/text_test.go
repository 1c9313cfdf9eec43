package arrears_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// text has plain spaces for those that do not break.
func text(i arrears.Interest, l accrual.Language) []string {
	return strings.Split(strings.ReplaceAll(i.Text(l), "\u00a0", " "), "\n")
}

// Each convention is said, in both languages.
func TestText(t *testing.T) {
	terms := arrears.Terms{
		Clause: "penalty", Key: key("2024-10-28", "21%", "2025-01-08", "20.5%"), Steps: []arrears.Step{{1, percent("1")}, {12, percent("3/2")}, {13, percent("2")}}, Days: civil.ByActActISDA,
		Cap: percent("1.5%"), Fixed: rub("70.00"), Rounding: finance.HalfUp,
	}
	debt := rentDebt()
	debt.Due = day("2024-12-28")
	i := interest(t, terms, debt, day("2025-01-10"))
	require.Equal(t, []string{
		"penalty to 2025-01-10: 897.61 RUB",
		"2024-12-29 to 2024-12-31: 100000.00 RUB × 21% (bank) × 3/366 days = 172.13 RUB",
		"2025-01-01 to 2025-01-07: 100000.00 RUB × 21% (bank) × 7/365 days = 402.74 RUB",
		"2025-01-08 to 2025-01-08: 100000.00 RUB × 20.5% (bank) × 1/365 days = 56.17 RUB",
		"2025-01-09 to 2025-01-09: 100000.00 RUB × 20.5% (bank) × 3/2 × 1/365 days = 84.24 RUB",
		"2025-01-10 to 2025-01-10: 100000.00 RUB × 20.5% (bank) × 2 × 1/365 days = 112.33 RUB",
		"fixed sum: 70.00 RUB",
		"the day of a payment counts on the balance before it",
		"rounded half-up once, at the end",
	}, text(i, accrual.English))
	require.Equal(t, i.Text(accrual.English), i.String())
	require.Equal(t, i.String(), i.Text(accrual.Language(9)))

	terms.Cap, terms.Key, terms.Steps, terms.Rate, terms.Days = percent("0.25%"), nil, nil, percent("0.1%"), civil.ByAct365F
	terms.Per, terms.GraceMode, terms.Grace, terms.PaymentDay, terms.RoundAt = arrears.ByDay, arrears.FreeDays, 5, arrears.OnNewBalance, arrears.EachDay
	i = interest(t, terms, debt, day("2025-01-06"))
	require.Equal(t, []string{
		"penalty по 06.01.2025: 320,00 ₽",
		"с 03.01.2025 по 06.01.2025: 100 000,00 ₽ × 0,1% × 4 дн. = 250,00 ₽",
		"первые 5 дн. без пени",
		"не более 0,25%: на 150,00 ₽ меньше",
		"твёрдая сумма: 70,00 ₽",
		"день платежа считается по остатку после него",
		"округление до ближайшего, половина от нуля суммы каждого дня",
	}, text(i, accrual.Russian))
	terms.Cap, terms.CapSum, terms.GraceMode, terms.RoundAt, terms.Fixed = finance.Rate{}, rub("250.00"), arrears.PaidWithin, arrears.EachLine, finance.Money{}
	require.Equal(t, []string{
		"penalty to 2025-01-06: 250.00 RUB",
		"2024-12-29 to 2025-01-06: 100000.00 RUB × 0.1% × 9 days = 250.00 RUB",
		"nothing if all is paid within 5 days, else from the first",
		"at most 250.00 RUB: 650.00 RUB less",
		"the day of a payment counts on the balance after it",
		"each line rounded half-up",
	}, text(interest(t, terms, debt, day("2025-01-06")), accrual.English))
	require.Equal(t, []string{"penalty по 28.12.2024: 0,00 ₽", "просрочки нет"}, text(interest(t, terms, debt, day("2024-12-28")), accrual.Russian)[:2])
	terms.Per, terms.CapSum = arrears.ByYear, finance.Money{}
	require.Contains(t, text(interest(t, terms, debt, day("2025-01-06")), accrual.Russian), "с 29.12.2024 по 06.01.2025: 100 000,00 ₽ × 0,1% × 9/365 дн. = 2,47 ₽")
}

// A line by months says so.
func TestTextByMonths(t *testing.T) {
	n := arrears.Line{
		Period: civil.Period{From: day("2026-01-15"), To: day("2026-04-15")}, Days: 3, Balance: rub("1000.00"), Rate: percent("12%"), Share: percent("1"), Year: 12,
		Amount: rub("30.00"),
	}
	require.Equal(t, "2026-01-15 to 2026-04-14: 1000.00 RUB × 12% × 3/12 months = 30.00 RUB", n.Text(accrual.English))
	require.Equal(t, "с 15.01.2026 по 14.04.2026: 1 000,00 ₽ × 12% × 3/12 мес. = 30,00 ₽", strings.ReplaceAll(n.Text(accrual.Russian), "\u00a0", " "))
}
