package terms_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/terms"
)

// Seeds: a whole lease and a wrong one, for all kinds of values; a name with
// each escape; half a surrogate pair; the deepest text that is read, and one
// deeper; numbers at the ends of their grammar.
func FuzzDecode(f *testing.F) {
	f.Add(golden(f, "lease.json"))
	f.Add(golden(f, "wrong.json"))
	for _, s := range []string{
		`{"id":"\"\\\/\b\f\n\r\t\u00e9","currency":"","amendments":[]}`, `{"id":"\ud800","currency":"RUB","amendments":[]}`,
		strings.Repeat("[", terms.MaxDepth) + strings.Repeat("]", terms.MaxDepth), strings.Repeat("[", terms.MaxDepth+1) + strings.Repeat("]", terms.MaxDepth+1),
		`[-0, 1e5, 0.1E-7, 01, -, 1., 1e]`, `{"id":1,"id":2`, "\xff", ` null `,
		`{"id":"","currency":"","amendments":[{"from":"","known":"","set":[{"name":"","kind":"courtesy"}],"parties":null}]}`,
	} {
		f.Add([]byte(s))
	}
	c, schema := newChecker(f, lease{}, kinds)
	f.Fuzz(func(t *testing.T, text []byte) {
		require.Equal(t, json.Valid(text) && depth(text) <= terms.MaxDepth, terms.ValidSyntax(text))
		var got lease
		if _, err := agree(t, c, schema, text, &got); err != nil {
			require.Zero(t, got)
			require.NotEmpty(t, problems(t, err))
			return
		}
		require.True(t, utf8.Valid(text))
		again, err := terms.Encode(got, kinds)
		require.NoError(t, err)
		var same lease
		require.NoError(t, terms.Decode(again, &same, kinds))
		require.Equal(t, got, same)
		canonical, err := terms.Encode(same, kinds)
		require.NoError(t, err)
		require.Equal(t, string(again), string(canonical))
	})
}

// depth counts brackets outside texts.
func depth(text []byte) (deepest int) {
	d := json.NewDecoder(bytes.NewReader(text))
	at := 0
	for {
		token, err := d.Token()
		if err != nil {
			return deepest
		}
		switch token {
		case json.Delim('['), json.Delim('{'):
			at++
			deepest = max(deepest, at)
		case json.Delim(']'), json.Delim('}'):
			at--
		}
	}
}

// Seeds: a whole file and a wrong one; a mark in front; quotes that double, that
// span lines, that end too early and never; a last line without a break.
func FuzzRows(f *testing.F) {
	f.Add([]byte(sheet))
	f.Add(golden(f, "wrong.csv"))
	for _, s := range []string{
		"\uFEFFid,on,amount,units\n", "id,on,amount,units\n\"a\"\"b\",,0,1", "id,on,amount,units\n\"a\r\nb\",,0,1\r\n", "id,on,amount,units\n\"a\"b,,0,1",
		"id,on,amount,units\n\"a,,0,1", "id,on,amount,units\na,,0,1\r", "\"id\",on,amount,units,weight\nx,,0,1,\n\n", "id,on,amount,units\n\xff,,0,1",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := terms.Rows[sale](bytes.NewReader(text), "f")
		if err != nil {
			require.Nil(t, got)
			require.NotEmpty(t, problems(t, err))
			return
		}
		require.True(t, utf8.Valid(text))
		var out bytes.Buffer
		require.NoError(t, terms.WriteRows(&out, got))
		again, err := terms.Rows[sale](&out, "f")
		require.NoError(t, err)
		require.Equal(t, got, again)

		records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\uFEFF")))).ReadAll()
		require.NoError(t, err)
		require.Len(t, records, len(got)+1)
		for i, record := range records[1:] {
			for j, name := range records[0] {
				if name == "id" {
					require.Equal(t, record[j], strings.ReplaceAll(got[i].ID, "\r\n", "\n"))
				}
			}
		}
	})
}
