package settlement_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/settlement"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// A statement with every kind of line and of holding is the same when it was
// written and read, by encoding/json and by package terms.
func TestStatementBothWays(t *testing.T) {
	late := owes("2026-01", "proceeds", "-400.00 RUB", "2026-03-10")
	late.In, late.Cutoff = month("2026-02"), day("2026-03-01")
	books := posted(t, twoMonths(t), late)
	books, err := books.Pay(month("2026-02"), day("2026-03-01"), ledger.Payment{ID: "P", From: shop, To: maker, On: day("2026-02-14"), Known: day("2026-02-14"), Amount: money("70.00 RUB"), Against: ledger.Makers, Purpose: "January"})
	require.NoError(t, err)
	view := settlement.View{Books: books, Exchange: exchange}
	s, err := view.Draw(maker, month("2026-02").Period(), settlement.Terms{Party: maker, Account: ledger.Makers, Currency: finance.USD})
	require.NoError(t, err)
	require.NotZero(t, s.Proposals[0].Converted)
	require.NotEmpty(t, s.Proposals[0].Held)

	text, err := json.Marshal(s)
	require.NoError(t, err)
	var again settlement.Statement
	require.NoError(t, json.Unmarshal(text, &again))
	require.Equal(t, s, again)
	require.Equal(t, s.String(), again.String())
	require.NotContains(t, string(text), `"Entry"`)

	encoded, err := terms.Encode(s, nil)
	require.NoError(t, err)
	again = settlement.Statement{}
	require.NoError(t, terms.Decode(encoded, &again, nil))
	require.Equal(t, s, again)

	released := settlement.Released{late.Posting(): {{From: day("2026-03-01"), Amount: money("1.00 RUB")}}}
	text, err = json.Marshal(released)
	require.NoError(t, err)
	var let settlement.Released
	require.NoError(t, json.Unmarshal(text, &let))
	require.Equal(t, released, let)
}

func TestTermsBothWays(t *testing.T) {
	whole := settlement.Terms{Party: maker, Account: ledger.Makers, Every: settlement.Quarter, Hold: 14, Minimum: money("500.00 RUB"), Report: true, Currency: finance.USD}
	text, err := terms.Encode(whole, nil)
	require.NoError(t, err)
	require.JSONEq(t, `{"party": "M-1", "account": "liabilities:makers", "every": "quarter", "hold": 14, "minimum": "500.00 RUB", "report": true, "currency": "USD"}`, string(text))
	var again settlement.Terms
	require.NoError(t, terms.Decode(text, &again, nil))
	require.Equal(t, whole, again)
	require.NoError(t, terms.Decode([]byte(`{"party": "M-1"}`), &again, nil))
	require.Equal(t, settlement.Terms{Party: maker}, again)
	for text, want := range map[string]string{
		`{}`:                                    "party: line 1: missing",
		`{"party": "M-1", "every": "week"}`:     "every: ",
		`{"party": "M-1", "hold": 4000}`:        "hold: line 1: 0 to 3660 days: out of range",
		`{"party": "M-1", "currency": "ZZZ"}`:   "currency: ",
		`{"party": "M-1", "minimum": "5"}`:      "minimum: ",
		`{"party": "M-1", "account": "assets"}`: "account: line 1: no debt of the owner: out of range",
		`{"party": "M-1", "hols": 4}`:           "hols: ",
	} {
		require.ErrorContains(t, terms.Decode([]byte(text), &again, nil), want)
		require.Equal(t, settlement.Terms{Party: maker}, again)
	}
	_, err = terms.Schema(settlement.Terms{}, nil, "")
	require.NoError(t, err)
}

func TestNamesInTables(t *testing.T) {
	for _, r := range []settlement.Reason{settlement.OpenPeriod, settlement.AwaitsReport, settlement.OnHold, settlement.NotDue} {
		value, err := r.Value()
		require.NoError(t, err)
		require.Equal(t, r.String(), value)
		var again settlement.Reason
		require.NoError(t, again.Scan(value))
		require.Equal(t, r, again)
	}
	for _, e := range []settlement.Every{settlement.Month, settlement.Quarter, settlement.Year} {
		value, err := e.Value()
		require.NoError(t, err)
		require.Equal(t, e.String(), value)
		var again settlement.Every
		require.NoError(t, again.Scan(value))
		require.Equal(t, e, again)
	}
	e, r := settlement.Year, settlement.NotDue
	require.NoError(t, e.Scan(nil))
	require.NoError(t, r.Scan([]byte("on-hold")))
	require.Equal(t, settlement.Month, e)
	require.Equal(t, settlement.OnHold, r)
	require.ErrorIs(t, r.Scan("never"), finance.ErrUnknown)
	_, err := settlement.Every(3).Value()
	require.ErrorIs(t, err, finance.ErrRange)
}
