package ledger_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Seeds: a ledger with an entry of every kind, an empty one, a field twice, a
// reversal of nothing, an entry without lines, an account that cannot be one.
func FuzzLedger(f *testing.F) {
	golden, err := os.ReadFile("testdata/ledger-1.json")
	require.NoError(f, err)
	for _, text := range []string{
		string(golden), `{"schema":1,"owner":"q","entries":[]}`, `{"schema":1,"schema":1}`,
		`{"schema":1,"owner":"q","entries":[{"id":"00000000-0000-0000-0000-000000000001","on":"2026-01-01","month":"2026-01","reverses":"00000000-0000-0000-0000-000000000002","lines":[{"account":"equity","amount":"0.00 RUB"}]}]}`,
		`{"schema":1,"owner":"q","entries":[{"lines":[]}]}`, `{"schema":1,"owner":"q","entries":[{"lines":[{"account":"assets::x"}]}]}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var l ledger.Ledger
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			require.Zero(t, l)
			return
		}
		saved, err := json.Marshal(l)
		require.NoError(t, err)
		var again ledger.Ledger
		require.NoError(t, json.Unmarshal(saved, &again))
		require.Equal(t, entries(l), entries(again))
		for _, m := range l.Balance("", civil.MustDate("9999-12-31")) {
			require.True(t, m.IsZero())
		}
		aged, err := l.Ageing(ledger.Receivable, civil.MustDate("2026-04-30"), 30)
		require.NoError(t, err)
		for _, m := range l.Balance(ledger.Receivable, civil.MustDate("2026-04-30")) {
			require.Equal(t, m, aged.Total(m.Currency()).Total)
		}
		for _, p := range l.Parties() {
			require.NotEqual(t, accrual.Party(""), p)
			_ = l.Statement(p, civil.Period{From: civil.MustDate("2026-04-01")}).String()
		}
	})
}
