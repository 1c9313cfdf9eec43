package utility_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func day(s string) civil.Date       { return civil.MustDate(s) }
func rub(s string) finance.Money    { return finance.MustMoney(s + " RUB") }
func qty(s string) utility.Quantity { return utility.MustQuantity(s) }
func period(from, to string) civil.Period {
	return civil.Period{From: day(from), To: day(to)}
}

// agreement is a lease of 2024 to 2030 with one metered clause.
func agreement(c finance.Currency, tax accrual.Tax, clause utility.Metered) accrual.Agreement {
	term := period("2024-01-01", "2031-01-01")
	return accrual.Agreement{
		ID: "L-7", Currency: c, Tax: tax, Meters: utility.Meters(clause.Meter),
		Amendments: []accrual.Amendment{{
			From: term.From, Known: term.From, Term: &term,
			Parties: &accrual.Parties{Creditor: "operator", Debtor: "R-3"},
			Set:     []accrual.Named{{Name: "electricity", Clause: clause}},
		}},
	}
}

// paths are the places of the problems in err.
func paths(t *testing.T, err error) []string {
	t.Helper()
	var wrong finance.Problems
	require.ErrorAs(t, err, &wrong)
	var all []string
	for p := range wrong.All() {
		all = append(all, p.Path)
	}
	return all
}
