package journal_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/journal"
)

// published is a worked case of testdata/cases.json: figures from the test
// suites of the tools (mark S). All cases on journals are taken: rev-045,
// 047, 048, 050-053, 056, 103, 106, 130.
type published struct {
	ID, Kind, Title, Source, Mark string
	Given                         struct {
		Dialect      journal.Dialect
		ImplicitCost bool `json:"allow_implicit_cost"`
		Journal      string
		Items        []struct{ Text string }
	}
	Want struct {
		Accept              bool
		Inferred, Inserted  []wanted
		Weights             []wanted
		Residual, Tolerance string
		ResidualCommodity   string `json:"residual_commodity"`
		Values              []*string
	}
}

type wanted struct{ Date, Account, Amount, Commodity string }

func TestPublishedCases(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var cases []published
	require.NoError(t, json.Unmarshal(text, &cases))
	require.Len(t, cases, 11)
	for _, c := range cases {
		t.Run(c.ID, func(t *testing.T) {
			if c.Kind == "journal_number" {
				checkNumbers(t, c)
				return
			}
			checkJournal(t, c)
		})
	}
}

func checkNumbers(t *testing.T, c published) {
	t.Helper()
	for i, item := range c.Given.Items {
		a, err := journal.ParseAmount(item.Text, c.Given.Dialect)
		if c.Want.Values[i] == nil {
			require.Error(t, err, item.Text)
			require.Zero(t, a)
			continue
		}
		require.NoError(t, err, item.Text)
		require.True(t, decimal.RequireFromString(*c.Want.Values[i]).Equal(a.Number), "%s is %s", item.Text, a)
	}
}

func checkJournal(t *testing.T, c published) {
	t.Helper()
	read, err := journal.Parse(strings.NewReader(c.Given.Journal), "case", c.Given.Dialect)
	require.NoError(t, err)
	checked, err := read.Check(journal.Rules{ImplicitCost: c.Given.ImplicitCost})
	if !c.Want.Accept {
		var off *journal.Imbalance
		require.ErrorAs(t, err, &off)
		require.Zero(t, checked)
		if c.Want.Residual != "" {
			requireResidual(t, c, off.Residual)
		}
		return
	}
	require.NoError(t, err)
	var inferred, inserted []wanted
	for _, tx := range checked.Transactions {
		for _, p := range tx.Postings {
			one := wanted{tx.Date.String(), p.Account, p.Amount.Number.String(), p.Amount.Commodity}
			switch {
			case tx.Padding:
				inserted = append(inserted, one)
			case p.Inferred:
				inferred = append(inferred, one)
			}
		}
	}
	requireWanted(t, c.Want.Inferred, inferred)
	requireWanted(t, c.Want.Inserted, inserted)
	if c.Want.Residual != "" || c.Want.Tolerance != "" {
		requireResidual(t, c, checked.Transactions[0].Residuals[0])
	}
}

func requireResidual(t *testing.T, c published, r journal.Residual) {
	t.Helper()
	if c.Want.Residual != "" {
		require.True(t, decimal.RequireFromString(c.Want.Residual).Equal(r.Number), r.Number.String())
		require.Equal(t, c.Want.ResidualCommodity, r.Commodity)
	}
	require.True(t, decimal.RequireFromString(c.Want.Tolerance).Equal(r.Tolerance), r.Tolerance.String())
}

func requireWanted(t *testing.T, want, got []wanted) {
	t.Helper()
	require.Len(t, got, len(want))
	for i, w := range want {
		if w.Date == "" {
			w.Date = got[i].Date
		}
		w.Amount, got[i].Amount = decimal.RequireFromString(w.Amount).String(), decimal.RequireFromString(got[i].Amount).String()
		require.Equal(t, w, got[i])
	}
}
