package document_test

import (
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/document"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden is a register with a document of each form, some issued, and a
// correction; and a report in dispute.
func golden(t testing.TB) (document.Register, document.Report) {
	t.Helper()
	r, d := issued(t)
	all := append(march(), adjusts(march()[0], "2026-04", "-5000.00 RUB", "-1100.00 RUB"))
	r, err := r.Issue(document.Numbered{Document: d["upd L-7"].ID, Number: "17", Date: day("2026-03-31")})
	require.NoError(t, err)
	r, _ = draw(t, r, "ukd", document.Source{Obligations: all, Agreements: agreements})
	setOff, err := kind(t, "set-off").SetOff(mutual())
	require.NoError(t, err)
	books, _ := books(t)
	sheet, err := r.Reconcile(kind(t, "reconciliation"), books.Statement(studio, spring), finance.RUB, document.TheirAccount{}, parties)
	require.NoError(t, err)
	r, err = r.Add(setOff, sheet)
	require.NoError(t, err)
	return r, report(t, thirty, event(document.Send, "2026-04-01"), known(ofLine(document.Object, "2026-04-05", 1), "2026-04-07"))
}

// The written form does not change while its number does not.
func TestGolden(t *testing.T) {
	r, one := golden(t)
	for name, v := range map[string]any{"testdata/register-1.json": r, "testdata/report-1.json": one} {
		text, err := json.MarshalIndent(v, "", " ")
		require.NoError(t, err)
		text = append(text, '\n')
		if *update {
			require.NoError(t, os.WriteFile(name, text, 0o600))
		}
		want, err := os.ReadFile(name)
		require.NoError(t, err)
		require.Equal(t, string(want), string(text))
	}
}

// What is refused leaves nothing; what is read is written to the same, is right
// in itself, and prints.
//
// Seeds: a document of every form, an empty register, a field twice, another
// schema, a document without anything.
func FuzzRegister(f *testing.F) {
	text, err := os.ReadFile("testdata/register-1.json")
	require.NoError(f, err)
	for _, s := range []string{string(text), `{"schema":1}`, `{"schema":1,"schema":1}`, `{"schema":2}`, `{"schema":1,"documents":[{}]}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var r document.Register
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			require.Zero(t, r)
			return
		}
		requireText(t, r)
		for d := range r.Documents() {
			require.NoError(t, d.Validate())
			require.NotEmpty(t, d.Text(accrual.Russian))
			require.Len(t, document.Rows(accrual.English, d), len(d.Lines))
		}
	})
}

// Seeds: a report in dispute, one whose event has no place, an empty one.
func FuzzReport(f *testing.F) {
	text, err := os.ReadFile("testdata/report-1.json")
	require.NoError(f, err)
	for _, s := range []string{string(text), `{"schema":1}`, `{"schema":1,"document":{},"terms":{},"events":[{"action":"settle","on":"2026-01-01","known":"2026-01-01"}]}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var r document.Report
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			require.Zero(t, r)
			return
		}
		saved, err := json.Marshal(r)
		require.NoError(t, err)
		var again document.Report
		require.NoError(t, json.Unmarshal(saved, &again))
		require.Equal(t, r, again)
		_, _ = r.Corrections(day("2030-01-01"))
		_, _ = r.Payable(day("2030-01-01"), day("2030-01-01"))
	})
}
