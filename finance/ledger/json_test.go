package ledger_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// saved is a ledger with an entry of every kind.
func saved(t *testing.T) ledger.Ledger {
	t.Helper()
	taxed := rent("2026-03", "45000.00")
	taxed.Tax, taxed.Source = rub("9000.00"), "S-1"
	l := post(t, ledger.New(owner), taxed)
	p := paid("P-1", studio, "2026-03-30", "54000.00")
	p.Purpose = "rent <March>"
	l, err := l.Pay(month("2026-04"), day("2026-05-01"), p)
	require.NoError(t, err)
	return reverse(t, l, p.Posting(), "2026-04-03")
}

// golden is a ledger as a host may have saved it: it is read for good, and
// written as it was.
func golden(t *testing.T, file string) ledger.Ledger {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var l ledger.Ledger
	require.NoError(t, json.Unmarshal(text, &l))
	again, err := json.MarshalIndent(l, "", "  ")
	require.NoError(t, err)
	require.Equal(t, strings.TrimSpace(string(text)), string(again))
	require.Equal(t, owner, l.Owner())
	return l
}

func TestGoldenLedger(t *testing.T) {
	require.Equal(t, entries(whole1(t)), entries(golden(t, "testdata/ledger-1-whole.json")))
	want := entries(saved(t))
	for i := range want {
		want[i].Known = civil.Date{} // the first ones did not say when they knew
	}
	require.Equal(t, want, entries(golden(t, "testdata/ledger-1.json")))
}

// whole1 is saved with a lock, goods off the balance and what came late.
func whole1(t *testing.T) ledger.Ledger {
	t.Helper()
	l := lock(t, saved(t), "2026-05-05", "2026-04", ledger.MoveLate)
	l = enter(t, l, entry(1, "2026-04-30", [3]string{"memo:goods:vase", string(maker), "700.00"}))
	l = reverse(t, l, entries(l)[0].ID, "2026-04-06")
	l, err := l.Unlock(day("2026-05-06"), month("2026-04"), "a late invoice")
	require.NoError(t, err)
	return l
}

func TestLedgerOfNobodyIsNotSaved(t *testing.T) {
	_, err := json.Marshal(ledger.Ledger{})
	require.ErrorIs(t, err, finance.ErrMissing)
	empty, err := json.Marshal(ledger.New(owner))
	require.NoError(t, err)
	require.JSONEq(t, `{"schema":1,"owner":"quarter","entries":[]}`, string(empty))
	var l ledger.Ledger
	require.NoError(t, json.Unmarshal([]byte(`{"entries":[],"owner":"quarter","schema":1}`), &l))
	require.Equal(t, owner, l.Owner())
	require.NoError(t, json.Unmarshal([]byte(`{"owner":"quarter","schema":1}`), &l))
	require.Equal(t, 2, post(t, l, rent("2026-03", "1.00"), rent("2026-04", "1.00")).Len())
}

// Refused text says every place, and leaves nothing.
func TestRefusedLedgers(t *testing.T) {
	good := mustJSON(saved(t))
	swap := func(old, now string) string {
		require.Contains(t, good, old)
		return strings.Replace(good, old, now, 1)
	}
	first := good[strings.Index(good, `[{`)+1 : strings.Index(good, `},{"id"`)+1]
	for name, c := range map[string]struct {
		text, path string
		want       error
	}{
		"no object":       {`[]`, "no { where", finance.ErrSyntax},
		"null":            {`null`, "no { where", finance.ErrSyntax},
		"unknown field":   {swap(`"owner"`, `"Owner"`), "Owner", finance.ErrUnknown},
		"twice":           {swap(`"schema":1`, `"schema":1,"schema":1`), "schema", finance.ErrDuplicate},
		"no schema":       {swap(`"schema":1,`, ``), "schema", finance.ErrMissing},
		"next schema":     {swap(`"schema":1`, `"schema":2`), "schema: 2", finance.ErrUnknown},
		"schema in text":  {swap(`"schema":1`, `"schema":"1"`), "schema", finance.ErrSyntax},
		"no owner":        {swap(`"quarter"`, `""`), "owner", finance.ErrMissing},
		"entries no list": {`{"schema":1,"owner":"x","entries":{}}`, "entries", finance.ErrSyntax},
		"same entry":      {swap(first, first+","+first), "entries[1]: entry", finance.ErrDuplicate},
		"amount":          {swap(`54000.00 RUB`, `54000.001 RUB`), "entries[0].lines[0].amount", finance.ErrRange},
		"balance":         {swap(`54000.00 RUB`, `54000.01 RUB`), "entries[0].lines", finance.ErrConflict},
		"line field":      {swap(`"account"`, `"acount"`), "entries[0].lines[0].acount", finance.ErrUnknown},
		"line twice":      {swap(`"account":"assets:receivable"`, `"account":"equity","account":"equity"`), "entries[0].lines[0].account", finance.ErrDuplicate},
		"line no object":  {swap(`"lines":[{`, `"lines":[7,{`), "entries[0].lines[0]", finance.ErrSyntax},
		"key field":       {swap(`"clause"`, `"klause"`), "entries[0].key.klause", finance.ErrUnknown},
		"key":             {swap(`"base rent"`, `""`), "entries[0].key.clause", finance.ErrMissing},
		"slot":            {swap(`2026-03-01/2026-04-01`, `2026-03-01/2026-03-01`), "entries[0].key.slot", finance.ErrOrder},
		"day":             {swap(`"on":"2026-03-31"`, `"on":"2026-02-30"`), "entries[0].on", finance.ErrRange},
		"month":           {swap(`"month":"2026-03"`, `"month":"2026-02"`), "entries[0].month", finance.ErrOrder},
		"id":              {swap(`"id":"`, `"id":"x`), "entries[0].id", finance.ErrSyntax},
		"reverses":        {swap(`"reverses":"2`, `"reverses":"3`), "entries[2].reverses", finance.ErrUnknown},
		"not opposite":    {strings.ReplaceAll(good, `54000.00 RUB`, `45000.00 RUB`), "", finance.ErrConflict},
		"reversal day":    {swap(`},{"id":"`+entries(saved(t))[2].ID.String()+`","on":"2026-04-03"`, `},{"id":"`+entries(saved(t))[2].ID.String()+`","on":"2026-03-29"`), "entries[2].reverses: not the opposite", finance.ErrConflict},
		"reversal id":     {swap(entries(saved(t))[2].ID.String(), id(9).String()), "entries[2].reverses: not the opposite", finance.ErrConflict},
		"reversal month":  {swap(`"on":"2026-04-03","month":"2026-04"`, `"on":"2026-04-03","month":"2026-03"`), "entries[2].month", finance.ErrOrder},
	} {
		l := ledger.New("left over")
		err := json.Unmarshal([]byte(c.text), &l)
		require.ErrorIs(t, err, c.want, name)
		require.ErrorContains(t, err, c.path, name)
		require.Zero(t, l, name)
	}
	var l ledger.Ledger
	err := l.UnmarshalJSON([]byte(strings.NewReplacer("base rent", "", "45000.00 RUB", "x", `"party":"R-3"`, `"party":""`).Replace(good)))
	require.ErrorContains(t, err, "problems: entries[0]")
	require.ErrorContains(t, err, "entries[1].lines[1].party: missing")
	for _, text := range []string{good + "x", good + "{}", good[:len(good)-1], `{`, `{"schema"`, `{"schema":`, `{"schema":1,`, `{1:2}`, ``} {
		require.ErrorIs(t, l.UnmarshalJSON([]byte(text)), finance.ErrSyntax, text)
		require.Zero(t, l)
	}
}

func TestEntryJSON(t *testing.T) {
	for _, e := range entries(saved(t)) {
		text, err := json.Marshal(e)
		require.NoError(t, err)
		var read ledger.Entry
		require.NoError(t, json.Unmarshal(text, &read))
		require.Equal(t, e, read)
		err = json.Unmarshal([]byte(strings.Replace(string(text), "RUB", "KZT", 1)), &read)
		require.ErrorIs(t, err, finance.ErrConflict)
		require.Zero(t, read)
	}
	var e ledger.Entry
	many := `{"lines":[` + strings.Repeat(`0,`, ledger.MaxLines) + `0]}`
	require.ErrorIs(t, e.UnmarshalJSON([]byte(many)), finance.ErrLimit)
	require.NotErrorIs(t, e.UnmarshalJSON([]byte(strings.Replace(many, "0,", "", 1))), finance.ErrLimit)
}
