package payee_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/payee"
	"github.com/creative-cluster/kvartal/finance/terms"
)

func rub(number string) finance.Money { return finance.MustMoney(number + " RUB") }

func day(s string) civil.Date { return civil.MustDate(s) }

// russia are the tables that ship as an example.
func russia(t testing.TB) payee.Tables {
	t.Helper()
	text, err := os.ReadFile("testdata/russia.json")
	require.NoError(t, err)
	var tables payee.Tables
	require.NoError(t, terms.Decode(text, &tables, nil))
	require.NoError(t, tables.Validate())
	return tables
}

// maker has forms from days on: "2026-01-01", "self-employed", ...
func maker(list ...string) payee.Payee {
	p := payee.Payee{Party: "M-1"}
	for i := 0; i < len(list); i += 2 {
		p.Forms = append(p.Forms, civil.Entry[string]{From: day(list[i]), Value: list[i+1], Source: "certificate"})
	}
	return p
}

func got(on string, kind payee.Kind, amount string) payee.Income {
	return payee.Income{On: day(on), Kind: kind, Amount: rub(amount)}
}
