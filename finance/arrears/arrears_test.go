package arrears_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func day(s string) civil.Date        { return civil.MustDate(s) }
func rub(s string) finance.Money     { return finance.MustMoney(s + " RUB") }
func percent(s string) finance.Rate  { return finance.MustRate(s) }
func month(s string) civil.Month     { return civil.MustMonth(s) }
func paid(on, n string) arrears.Part { return arrears.Part{On: day(on), Amount: rub(n)} }

// rentDebt is a hundred thousand, due on 10 January 2025.
func rentDebt(parts ...arrears.Part) arrears.Debt {
	return arrears.Debt{
		ID: "D-1", Key: accrual.Key{Agreement: "L-7", Clause: "base rent", Slot: month("2025-01").Period()},
		Debtor: "R-3", Creditor: "quarter", Amount: rub("100000.00"), Due: day("2025-01-10"), Paid: parts,
	}
}

// daily is 0.1 % a day.
func daily() arrears.Terms {
	return arrears.Terms{Clause: "late interest", Rate: percent("0.1%"), Per: arrears.ByDay, Rounding: finance.HalfUp}
}

func interest(t *testing.T, terms arrears.Terms, d arrears.Debt, at civil.Date) arrears.Interest {
	t.Helper()
	i, err := terms.Interest(d, at)
	require.NoError(t, err)
	return i
}

// row is a line as a table shows it.
func row(n arrears.Line) []string {
	return []string{n.From.String(), n.To.AddDays(-1).String(), n.Balance.String(), n.Rate.String(), n.Amount.String()}
}

func rows(i arrears.Interest) (list [][]string) {
	for _, n := range i.Lines {
		list = append(list, row(n))
	}
	return list
}
