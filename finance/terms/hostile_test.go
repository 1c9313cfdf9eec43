package terms_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// agreementWith is a lease with one thing changed.
func agreementWith(t testing.TB, old, new string) []byte {
	t.Helper()
	text := string(golden(t, "lease.json"))
	require.Contains(t, text, old)
	return []byte(strings.Replace(text, old, new, 1))
}

// soon is far beyond what a refusal takes, even on a machine that is busy, and
// far below what work that grows with the square of a file would take.
const soon = time.Minute

// Each file is broken in one way. It is refused soon, by place, and leaves what
// it was meant for as it was.
func TestHostileFiles(t *testing.T) {
	const million = 1 << 20
	for _, c := range []struct {
		name  string
		text  []byte
		wrong string
		is    error
	}{
		{"an exponent of a billion", agreementWith(t, `"due": 5`, `"due": 1e1000000000`),
			`amendments[0].set[0].due: line 29: "1e1000000000" is no whole number: syntax`, finance.ErrSyntax},
		{"an exponent of a billion in an amount", agreementWith(t, "45000.00 RUB", "1e1000000000 RUB"),
			`amendments[0].set[0].monthly: line 26: amount "1e1000000000 RUB": syntax`, finance.ErrSyntax},
		{"a number of 10 MB", agreementWith(t, `"due": 5`, `"due": `+strings.Repeat("9", 10*million)),
			"amendments[0].set[0].due: line 29: a number of 10485760 characters, at most 20: over the limit", finance.ErrLimit},
		{"a name of 10 MB", agreementWith(t, "base rent", strings.Repeat("x", 10*million)),
			"amendments[0].set[0].name: line 24: 10485760 bytes, at most 4096: over the limit", finance.ErrLimit},
		{"a name of 10 MB in escapes", agreementWith(t, "base rent", strings.Repeat(`\u0041`, 2*million)),
			"amendments[0].set[0].name: line 24: 12582912 bytes, at most 4096: over the limit", finance.ErrLimit},
		{"a field's name of 10 MB", agreementWith(t, `"yearly"`, `"`+strings.Repeat("x", 10*million)+`"`),
			"amendments[0].set[1]: line 64: a name: 10485760 bytes, at most 4096: over the limit", finance.ErrLimit},
		{"truncated", golden(t, "lease.json")[:500], "line 28, column 3: unexpected end: syntax", finance.ErrSyntax},
		{"nested deep", bytes.Repeat([]byte("["), 10*million),
			"line 1, column 65: nested more than 64 deep: over the limit", finance.ErrLimit},
		{"nested deep by name", bytes.Repeat([]byte(`{"a":`), million),
			"line 1, column 321: nested more than 64 deep: over the limit", finance.ErrLimit},
		{"an unknown field", agreementWith(t, `"share"`, `"Share"`),
			"2 problems: amendments[0].set[1].Share: line 34: unknown; amendments[0].set[1].share: line 31: missing", finance.ErrUnknown},
		{"a name twice", agreementWith(t, `"due": 5`, `"due": 5, "due": 5`),
			"amendments[0].set[0].due: line 29: duplicate", finance.ErrDuplicate},
		{"a byte that is not UTF-8", agreementWith(t, "base rent", "base\xffrent"),
			"amendments[0].set[0].name: line 24: not UTF-8: syntax", finance.ErrSyntax},
		{"more values than fit", append(bytes.Repeat([]byte("1,"), 8*million), golden(t, "lease.json")...),
			"line 1, column 2: unexpected ',': syntax", finance.ErrSyntax},
		{"a file of 65 MB", bytes.Repeat([]byte(" "), 65*million), "68157440 bytes, at most 67108864: over the limit", finance.ErrLimit},
		{"nothing but wrong elements", agreementWith(t, `"sales",`, strings.Repeat("0,", million)),
			"", finance.ErrSyntax},
		{"nothing but unknown names", agreementWith(t, `"id"`, strings.Repeat(`"a":0,`, million/2)+`"id"`),
			"", finance.ErrUnknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := lease{Note: "untouched"}
			start := time.Now()
			err := terms.Decode(c.text, &got, kinds)
			require.Less(t, time.Since(start), soon)
			require.ErrorIs(t, err, c.is)
			if c.wrong != "" {
				require.EqualError(t, err, c.wrong)
			} else {
				require.Contains(t, err.Error(), strconv.Itoa(terms.MaxProblems)+" problems: ")
			}
			require.Less(t, len(err.Error()), 50_000)
			require.Equal(t, lease{Note: "untouched"}, got)
		})
	}
}

// What stands exactly at a limit is read, and what is one beyond it is not.
func TestLimits(t *testing.T) {
	var text string
	require.NoError(t, terms.Decode([]byte(`"`+strings.Repeat("x", terms.MaxText)+`"`), &text, nil))
	require.Len(t, text, terms.MaxText)
	require.NoError(t, terms.Decode([]byte(`"`+strings.Repeat(`\u0041`, terms.MaxText)+`"`), &text, nil))
	require.Equal(t, strings.Repeat("A", terms.MaxText), text)
	for _, long := range []string{strings.Repeat("x", terms.MaxText+1), strings.Repeat(`\u0041`, terms.MaxText+1), strings.Repeat(`\n`, terms.MaxText+1)} {
		require.ErrorIs(t, terms.Decode([]byte(`"`+long+`"`), &text, nil), finance.ErrLimit)
	}

	nest := func(n int) []byte { return []byte(strings.Repeat("[", n) + strings.Repeat("]", n)) }
	require.True(t, terms.ValidSyntax(nest(terms.MaxDepth)))
	require.False(t, terms.ValidSyntax(nest(terms.MaxDepth+1)))
	require.True(t, terms.ValidSyntax([]byte("["+strings.Repeat("[],{},", 100)+"1]")), "side by side is not deep")

	if testing.Short() {
		return
	}
	values := "[" + strings.Repeat("1,", terms.MaxValues-2)
	require.True(t, terms.ValidSyntax([]byte(values+"[]]")))
	var got []int
	require.EqualError(t, terms.Decode([]byte(values+"1,[]]"), &got, nil), "line 1, column 8000000: more than 4000000 values: over the limit")

	require.True(t, terms.ValidSyntax([]byte("1"+strings.Repeat(" ", terms.MaxBytes-1))))
	require.False(t, terms.ValidSyntax([]byte("1"+strings.Repeat(" ", terms.MaxBytes))))
}

// What is nested as deep as is allowed is written and read; what stands side by
// side is not deep.
func TestDepthIsThatOfNesting(t *testing.T) {
	type tree struct {
		Inner []tree `json:"inner,omitempty"`
	}
	var deep tree // one object, then a list and an object for each step
	for range terms.MaxDepth/2 - 1 {
		deep = tree{Inner: []tree{deep}}
	}
	for _, want := range [][]tree{make([]tree, 2*terms.MaxDepth), {deep}} {
		text, err := terms.Encode(want, nil)
		require.NoError(t, err)
		var got []tree
		require.NoError(t, terms.Decode(text, &got, nil))
		require.Equal(t, want, got)
	}
	_, err := terms.Encode([][]tree{{deep}}, nil)
	require.ErrorIs(t, err, finance.ErrLimit)
}
