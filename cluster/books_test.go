package cluster_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

var update = flag.Bool("update", false, "rewrite the expected parts of testdata")

// throughJSON is what a host has after a restart.
func throughJSON(t testing.TB, books cluster.Books) cluster.Books {
	t.Helper()
	text, err := json.Marshal(books)
	require.NoError(t, err)
	var read cluster.Books
	require.NoError(t, json.Unmarshal(text, &read))
	again, err := json.Marshal(read)
	require.NoError(t, err)
	require.Equal(t, string(text), string(again))
	return read
}

// The months go on after the books were saved and read, and the last one
// closed again is what it was.
func TestBooksThroughJSON(t *testing.T) {
	c, facts := quarter(), march()
	zero := throughJSON(t, cluster.Books{})
	inMemory := closeMonth(t, c, cluster.Books{}, "2026-03", facts)
	saved := closeMonth(t, c, zero, "2026-03", facts)
	for _, m := range []string{"2026-03", "2026-04", "2026-04", "2026-05"} {
		inMemory = closeMonth(t, c, inMemory.Books, m, facts)
		saved = closeMonth(t, c, throughJSON(t, saved.Books), m, facts)
		require.Equal(t, inMemory.Obligations, saved.Obligations)
		require.Equal(t, balances(inMemory.Books.Ledger, "2026-12-31"), balances(saved.Books.Ledger, "2026-12-31"))
	}
	require.Equal(t, inMemory.Books.Ledger.Len(), saved.Books.Ledger.Len())
}

// The form of today is read for ever.
func TestBooksGolden(t *testing.T) {
	closed := closeMonth(t, quarter(), cluster.Books{}, "2026-03", march())
	text, err := json.MarshalIndent(closed.Books, "", "\t")
	require.NoError(t, err)
	file := filepath.Join("testdata", "books-1.json")
	if *update {
		require.NoError(t, os.WriteFile(file, append(text, '\n'), 0o644))
	}
	golden, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(golden), string(text)+"\n")
	var books cluster.Books
	require.NoError(t, json.Unmarshal(golden, &books))
	again := closeMonth(t, quarter(), books, "2026-03", march())
	require.Empty(t, again.Obligations)
	require.Equal(t, books.Ledger.Len(), again.Books.Ledger.Len())
}

// What was tampered with is refused at its place, and leaves no books.
func TestTamperedBooks(t *testing.T) {
	closed := closeMonth(t, quarter(), cluster.Books{}, "2026-03", march())
	text, err := json.Marshal(closed.Books)
	require.NoError(t, err)
	whole := string(text)
	fields := map[string]json.RawMessage{}
	require.NoError(t, json.Unmarshal(text, &fields))
	foreign, err := json.Marshal(ledger.New(operator))
	require.NoError(t, err)
	for _, c := range []struct{ name, text, want string }{
		{"no object", `[]`, "books are an object: syntax"},
		{"no schema", `{"accrual":` + string(fields["accrual"]) + `,"ledger":` + string(fields["ledger"]) + `}`, "schema: 0, this library reads 1: unknown"},
		{"a later schema", strings.Replace(whole, `"schema":1`, `"schema":2`, 1), "schema: 2, this library reads 1: unknown"},
		{"an unknown field", strings.Replace(whole, `{"schema":1`, `{"schema":1,"scheme":1`, 1), "scheme: unknown"},
		{"a field twice", strings.Replace(whole, `{"schema":1`, `{"schema":1,"schema":1`, 1), "schema: duplicate"},
		{"another case", strings.Replace(whole, `"ledger"`, `"Ledger"`, 1), "Ledger: unknown"},
		{"no ledger", `{"schema":1,"accrual":` + string(fields["accrual"]) + `}`, "ledger: missing"},
		{"an empty ledger", `{"schema":1,"accrual":` + string(fields["accrual"]) + `,"ledger":` + string(foreign) + `}`, "ledger.obligations[0]"},
		{"another amount in the ledger", strings.Replace(whole, `"amount":"16766.13 RUB"},{"account":"income:rent","party":"R-3","amount":"-15967.74 RUB"`, `"amount":"16766.14 RUB"},{"account":"income:rent","party":"R-3","amount":"-15967.75 RUB"`, 1), "ledger.obligations[2]"},
		{"another debtor in the postings", strings.Replace(whole, `"debtor":"R-3"`, `"debtor":"R-4"`, 1), "ledger.obligations[2]"},
		{"broken accruals", strings.Replace(whole, `"first":"2026-03"`, `"first":"2027-03"`, 1), "accrual"},
		{"two texts", whole[:len(whole)-1] + `}{}`, ""},
		{"cut short", whole[:len(whole)/2], ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.NotEqual(t, whole, c.text)
			books := closed.Books
			err := json.Unmarshal([]byte(c.text), &books)
			require.ErrorContains(t, err, c.want)
			if c.want != "" {
				require.Equal(t, cluster.Books{}, books)
			}
		})
	}
	var books cluster.Books
	require.ErrorIs(t, books.UnmarshalJSON([]byte(whole+"1")), finance.ErrSyntax)
	require.ErrorIs(t, books.UnmarshalJSON([]byte(`{"schema":1,"accrual":{}`)), finance.ErrSyntax)
	require.ErrorIs(t, books.UnmarshalJSON([]byte(`{"schema":1 "accrual"`)), finance.ErrSyntax)
	require.ErrorIs(t, books.UnmarshalJSON([]byte(`{"schema":"1"}`)), finance.ErrSyntax)
	require.NoError(t, books.UnmarshalJSON([]byte(" {\n\"ledger\":"+string(fields["ledger"])+", \"accrual\" : "+string(fields["accrual"])+", \"schema\":1 } ")))
}

// Books need the ledger that belongs to them, and the operator's.
func TestBooksOfAnotherOwner(t *testing.T) {
	c, facts := quarter(), march()
	closed := closeMonth(t, c, cluster.Books{}, "2026-03", facts)
	for want, l := range map[string]ledger.Ledger{
		"books.ledger: missing": {},
		`books.ledger.owner: "else" is not the operator: conflict`: ledger.New("else"),
	} {
		books := cluster.Books{Accrual: closed.Books.Accrual, Ledger: l}
		_, err := c.Close(books, month("2026-04"), day("2026-05-01"), facts)
		require.EqualError(t, err, want)
		_, err = c.Report(books, month("2026-03"), facts)
		require.EqualError(t, err, want)
		_, err = c.Forecast(books, facts, 1)
		require.EqualError(t, err, want)
	}
	early, err := c.Close(cluster.Books{}, month("2026-03"), day("2026-03-01"), facts)
	require.NoError(t, err)
	early.Books.Ledger = ledger.Ledger{} // even where nothing was posted yet
	_, err = c.Close(early.Books, month("2026-03"), day("2026-04-01"), facts)
	require.EqualError(t, err, "books.ledger: missing")
	opened, err := ledger.New(operator).Pay(month("2026-02"), day("2026-03-01"), march().Payments[0])
	require.NoError(t, err)
	_, err = c.Close(cluster.Books{Ledger: opened}, month("2026-03"), day("2026-04-01"), cluster.Facts{})
	require.NoError(t, err) // a ledger may be older than the first close
}

// Refused text gives empty books; what is read is written the same way again.
// Seeds: real books, books of no month, a field twice, a schema to come.
func FuzzBooks(f *testing.F) {
	golden, err := os.ReadFile(filepath.Join("testdata", "books-1.json"))
	require.NoError(f, err)
	f.Add(golden)
	f.Add([]byte(`{"schema":1,"accrual":{"schema":1}}`))
	f.Add([]byte(`{"schema":1,"schema":1}`))
	f.Add([]byte(`{"schema":2}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var books cluster.Books
		if err := books.UnmarshalJSON(text); err != nil {
			require.Equal(t, cluster.Books{}, books)
			return
		}
		throughJSON(t, books)
		_, _ = quarter().Close(books, month("2026-04"), day("2026-05-01"), march()) // an error or a result, no panic
	})
}
