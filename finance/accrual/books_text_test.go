package accrual_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Each contradiction in the text of books is refused under its path, and what
// is refused is empty.
func TestBooksThatContradictThemselves(t *testing.T) {
	text, err := json.Marshal(chronicle().books)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		old, new string // the first of which is replaced
		path     string
		want     error
	}{
		"schema":                     {`"schema":1`, `"schema":2`, "schema", finance.ErrUnknown},
		"no next":                    {`"next":"2026-04",`, ``, "next", finance.ErrOrder},
		"no first":                   {`"first":"2026-01",`, ``, "next", finance.ErrOrder},
		"no final":                   {`"final":"2026-04-01",`, ``, "next", finance.ErrOrder},
		"next before first":          {`"first":"2026-01"`, `"first":"2026-05"`, "next", finance.ErrOrder},
		"final after last":           {`"last":"2026-04-01"`, `"last":"2026-03-31"`, "next", finance.ErrOrder},
		"final before next":          {`"next":"2026-04"`, `"next":"2026-05"`, "next", finance.ErrOrder},
		"facts":                      {`{"month":"2026-02"`, `{"month":"2026-01"`, "facts[1]", finance.ErrOrder},
		"terms":                      {`{"agreement":"L-8","n"`, `{"agreement":"L-7","n"`, "terms[1]", finance.ErrOrder},
		"no record":                  {`"records":[`, `"records":[null,`, "records[0]", finance.ErrMissing},
		"record without a month":     {`{"in":"2026-02","cutoff"`, `{"cutoff"`, "records[1].in", finance.ErrMissing},
		"record without a cut-off":   {`"in":"2026-02","cutoff":"2026-03-01","posted"`, `"in":"2026-02","posted"`, "records[1].in", finance.ErrMissing},
		"records in disorder":        {`"in":"2026-04","cutoff":"2026-03-15","posted"`, `"in":"2026-04","cutoff":"2026-01-15","posted"`, "records[2]", finance.ErrOrder},
		"a record after the last":    {`"in":"2026-03","cutoff":"2026-04-01","posted"`, `"in":"2026-03","cutoff":"2026-04-02","posted"`, "records[3]", finance.ErrOrder},
		"postings in disorder":       {`"posted":[{"agreement":"L-7"`, `"posted":[{"agreement":"X-7"`, "records[0].posted", finance.ErrOrder},
		"posted in another month":    {`"for":"2026-01","in":"2026-01"`, `"for":"2026-01","in":"2026-02"`, "records[0].posted[0]", finance.ErrConflict},
		"posted at another cut-off":  {`"in":"2026-01","cutoff":"2026-02-01","due"`, `"in":"2026-01","cutoff":"2026-02-02","due"`, "records[0].posted[0]", finance.ErrConflict},
		"for no month":               {`"for":"2026-01",`, ``, "records[0].posted[0]", finance.ErrConflict},
		"for a later month":          {`"for":"2026-01"`, `"for":"2026-02"`, "records[0].posted[0]", finance.ErrConflict},
		"two currencies":             {`"tax":"6820.00 RUB"`, `"tax":"6820.00 USD"`, "records[0].posted[0]", finance.ErrCurrency},
		"no currency":                {`"net":"31000.00 RUB","tax":"6820.00 RUB"`, `"net":"0","tax":"0"`, "records[0].posted[0]", finance.ErrCurrency},
		"no clause":                  {`"clause":"rent"`, `"clause":""`, "records[0].posted[0]", finance.ErrMissing},
		"no slot":                    {`"slot":"2026-01-01/2026-02-01"`, `"slot":""`, "records[0].posted[0]", finance.ErrMissing},
		"no debtor":                  {`"debtor":"R-3"`, `"debtor":""`, "records[0].posted[0]", finance.ErrMissing},
		"no creditor":                {`"creditor":"cluster"`, `"creditor":""`, "records[0].posted[0]", finance.ErrMissing},
		"no due date":                {`"due":"2026-01-05"`, `"due":""`, "records[0].posted[0]", finance.ErrMissing},
		"checkpoints in disorder":    {`{"agreement":"L-8","at":"2026-03"`, `{"agreement":"L-6","at":"2026-03"`, "records[1].checkpoints", finance.ErrOrder},
		"a checkpoint of no month":   {`"agreement":"L-7","at":"2026-02"`, `"agreement":"L-7"`, "records[0].checkpoints[0]", finance.ErrMissing},
		"a window that is over":      {`"window":"2026-01-01/2027-01-01"`, `"window":"2025-01-01/2026-02-01"`, "records[0].checkpoints[0].tracks[0].window", finance.ErrConflict},
		"a window since later":       {`"cycle":"year","since":"2026-01-01"`, `"cycle":"year","since":"2026-02-02"`, "records[0].checkpoints[0].tracks[0].window", finance.ErrConflict},
		"a window since before":      {`"cycle":"year","since":"2026-01-01"`, `"cycle":"year","since":"2025-12-31"`, "records[0].checkpoints[0].tracks[0].window", finance.ErrConflict},
		"a state too long":           {`"state":"`, `"state":"` + strings.Repeat("x", 1<<20), "records[0].checkpoints[0].tracks[1].state", finance.ErrLimit},
		"what waits for months past": {`"month":"2026-05","slot"`, `"month":"2026-03","slot"`, "records[3].checkpoints[2].waiting[0]", finance.ErrOrder},
		"what waits for no slot":     {`"slot":"2026-01-01/2026-04-01"`, `"slot":""`, "records[3].checkpoints[2].waiting[0]", finance.ErrMissing},
		"what waits for nobody":      {`"debtor":"R-3","creditor":"fund"`, `"debtor":"","creditor":"fund"`, "records[3].checkpoints[2].waiting[0]", finance.ErrMissing},
		"what waits for no one":      {`"debtor":"R-3","creditor":"fund"`, `"debtor":"R-3","creditor":""`, "records[3].checkpoints[2].waiting[0]", finance.ErrMissing},
		"a rate below zero":          {`"rate":"22%"`, `"rate":"-22%"`, "records[3].checkpoints[2].waiting[0]", finance.ErrNegative},
	} {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, string(text), c.old)
			b := chronicle().books
			err := b.UnmarshalJSON([]byte(strings.Replace(string(text), c.old, c.new, 1)))
			require.ErrorIs(t, err, c.want)
			require.ErrorContains(t, err, c.path+": ")
			require.Equal(t, accrual.Books{}, b)
		})
	}
}

// A field is written in small letters, once; what follows the books is refused.
func TestBooksThatAreNoText(t *testing.T) {
	for text, want := range map[string]error{
		``: finance.ErrSyntax, `null`: finance.ErrUnknown, `[]`: finance.ErrSyntax, `{"schema":1}{}`: finance.ErrSyntax, `{"schema":1} 2`: finance.ErrSyntax,
		`{"schema":1,"schema":1}`: finance.ErrDuplicate, `{"Schema":1}`: finance.ErrUnknown, `{"schema":1,"SCHEMA":1}`: finance.ErrUnknown,
		`{"\u0073chema":1}`: finance.ErrUnknown, `{"schema":1,"x":1}`: finance.ErrSyntax, `{"schema":1,"facts":[{"month":"2026-01","n":1,"n":2,"sum":"0"}]}`: finance.ErrDuplicate,
		`{"schema":1,"facts":[{"month":"2026-13"}]}`: finance.ErrSyntax, `{"schema":1,"facts":[{"sum":1}]}`: finance.ErrSyntax, `{"schema":"1"}`: finance.ErrSyntax,
		`{"schema":1,"records":[{"in":"2026-01","cutoff":"2026-01-01","checkpoints":[{"agreement":"a","agreement":"a","at":"2026-01"}]}]}`: finance.ErrDuplicate,
	} {
		b := chronicle().books
		require.ErrorIs(t, b.UnmarshalJSON([]byte(text)), want, text)
		require.Equal(t, accrual.Books{}, b, text)
	}
	// Names may hold what text marks with, and so may values: quotes, braces, commas, backslashes.
	for _, text := range []string{
		"{ \"schema\" : 1 , \"terms\" : [ { \"agreement\" : \"a\\\",\\\"n\\\":{[\\\\\" , \"n\" : 1 , \"sum\" : \"0\" } , { \"agreement\" : \"b\" , \"n\" : 1 , \"sum\" : \"0\" } ] , \"records\" : [ ] }",
		`{"schema":1,"last":"2026-01-01","records":[{"in":"2026-01","cutoff":"2026-01-01"},{"in":"2026-01","cutoff":"2026-01-01"}]}`,
	} {
		var b accrual.Books
		require.NoError(t, b.UnmarshalJSON([]byte(text)), text)
	}
}

// Books that were tampered with, but do not contradict themselves, are closed
// on to an error where they do not fit the terms.
func TestBooksThatDoNotFitTheTerms(t *testing.T) {
	text, err := json.Marshal(chronicle().books)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		old, new string
		path     string
		want     error
	}{
		"a track of no clause":     {`{"name":"fee"`, `{"name":"fees"`, "agreements[L-7].fees", finance.ErrUnknown},
		"a wait of no clause":      {`"waiting":[{"clause":"true-up"`, `"waiting":[{"clause":"down"`, "agreements[L-7].down", finance.ErrUnknown},
		"another currency waiting": {`"amount":"`, `"amount":"1.00 USD","xamount":"`, "", finance.ErrSyntax},
		"a state of its own":       {`"state":"`, `"state":"x`, "agreements[L-7].frozen", nil},
	} {
		t.Run(name, func(t *testing.T) {
			h := chronicle()
			bad := strings.ReplaceAll(string(text), c.old, c.new)
			require.NotEqual(t, string(text), bad)
			if err := h.books.UnmarshalJSON([]byte(bad)); c.path == "" {
				require.ErrorIs(t, err, c.want)
				return
			}
			err := h.try("2026-04", "2026-05-01")
			require.Error(t, err)
			require.ErrorContains(t, err, c.path)
			if c.want != nil {
				require.ErrorIs(t, err, c.want)
			}
		})
	}
}

// What may be: a state as long as there is, and a charge that waits untaxed.
func TestBooksAtTheirLimits(t *testing.T) {
	text, err := json.Marshal(chronicle().books)
	require.NoError(t, err)
	long := strings.Replace(string(text), `"state":"183333|S-1=10%,S-2=5%"`, `"state":"`+strings.Repeat("x", 1<<20)+`"`, 1)
	for _, good := range []string{long, strings.ReplaceAll(string(text), `"rate":"22%",`, ``)} {
		require.NotEqual(t, string(text), good)
		var b accrual.Books
		require.NoError(t, b.UnmarshalJSON([]byte(good)))
	}
}

// Checkpoints are kept for two years; what is older is replayed from the start
// of its window.
func TestOldCheckpointsAreDropped(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2023-01-01", ""), fee(accrual.Window{Cycle: accrual.ByYear}))}}
	h.facts = []accrual.Fact{sale("1", "2023-03-05", "2023-03-05", "300.00")}
	h.through("2023-01", "2026-02")
	text, err := json.Marshal(h.books)
	require.NoError(t, err)
	require.NotContains(t, string(text), `"at":"2024-02"`)
	require.Contains(t, string(text), `"at":"2024-03"`) // saved as February 2024 was closed, two years ago
	late := sale("2", "2023-03-06", "2026-03-05", "50.00")
	from, err := accrual.NeedFrom(h.books, h.as, month("2026-03"), day("2026-04-01"), []accrual.Fact{late})
	require.NoError(t, err)
	require.Equal(t, day("2023-01-01"), from)
	h.facts = append(h.facts, late)
	require.Equal(t, []string{"fee 2023-03 5.00"}, h.close("2026-03", "2026-04-01"))
	text, err = json.Marshal(h.books)
	require.NoError(t, err)
	require.NotContains(t, string(text), `"at":"2024-03"`)
	require.Contains(t, string(text), `"at":"2024-04"`)
}

// An agreement that was handed in before it was known may be left out again.
func TestAnAgreementThatNeverBecameKnown(t *testing.T) {
	h := twoMonths()
	other := lease("L-8", term("2026-03-01", ""), fee(accrual.Window{}))
	other.Amendments[0].Known = day("2027-03-10")
	mine := h.as
	h.as = append(h.as, other)
	require.Empty(t, h.close("2026-03", "2026-04-01"))
	h.as = mine
	require.Empty(t, h.close("2026-04", "2026-05-01"))
}
