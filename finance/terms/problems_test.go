package terms_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// problems are those of err, one a line.
func problems(t testing.TB, err error) []string {
	t.Helper()
	var all finance.Problems
	require.True(t, errors.As(err, &all), "%v", err)
	var lines []string
	for p := range all.All() {
		require.NotEmpty(t, finance.Code(p), "%v", p)
		lines = append(lines, p.Error())
	}
	return lines
}

// A file with many faults is read once, to its end.
func TestDecodeReportsEverythingAtOnce(t *testing.T) {
	got := lease{Note: "untouched"}
	err := terms.Decode(golden(t, "wrong.json"), &got, kinds)
	require.Equal(t, lease{Note: "untouched"}, got)
	require.Equal(t, strings.Split(strings.TrimSpace(string(golden(t, "wrong.txt"))), "\n"), problems(t, err))
	require.Equal(t, 2, terms.Line(err))
	require.Zero(t, terms.Line(finance.ErrMissing))
	for _, sentinel := range []error{
		finance.ErrMissing, finance.ErrRange, finance.ErrSyntax, finance.ErrUnknown, finance.ErrDuplicate, finance.ErrCurrency,
	} {
		require.ErrorIs(t, err, sentinel)
	}
}

// What Validate finds has the path of the file, and gets the line.
func TestDecodeAsksValidateOnceAllIsRead(t *testing.T) {
	text := strings.ReplaceAll(string(golden(t, "lease.json")), `"45000.00 RUB"`, `"-1.00 RUB"`)
	got := lease{Note: "untouched"}
	err := terms.Decode([]byte(text), &got, kinds)
	require.Equal(t, []string{"amendments[0].set[0].monthly: line 26: negative"}, problems(t, err))
	require.Equal(t, lease{Note: "untouched"}, got)

	text = strings.Replace(text, `"L-7"`, `7`, 1)
	err = terms.Decode([]byte(text), &got, kinds)
	require.Equal(t, []string{"id: line 2: a number, not a text: syntax"}, problems(t, err))
}

type picky struct {
	First string `json:"first"`
	Items []struct {
		Name string `json:"name"`
	} `json:"items"`
}

var pickyAnswer error

func (picky) Validate() error { return pickyAnswer }

// A problem stands at the last part of its path that the file has.
func TestValidateFindsLines(t *testing.T) {
	text := "{\n\"first\": \"\",\n\"items\": [\n{\"name\": \"a\"},\n{\n\"name\": \"b\"}]}"
	for _, c := range []struct {
		path string
		line int
	}{
		{"", 1}, {"first", 2}, {"items", 3}, {"items[0]", 4}, {"items[1]", 5}, {"items[1].name", 6}, {"items[2].name", 3}, {"items[0].what", 4},
		{"items.name", 3}, {"items[1].name[0]", 6}, {"what[0]", 1}, {"[0]", 1}, {"items[x]", 3}, {"items[", 3}, {"items[-1]", 3}, {"..items", 1},
	} {
		var wrong finance.Problems
		wrong.Add(c.path, finance.ErrConflict)
		pickyAnswer = wrong.Err()
		var got picky
		err := terms.Decode([]byte(text), &got, nil)
		require.ErrorIs(t, err, finance.ErrConflict)
		require.Equal(t, c.line, terms.Line(err), c.path)
	}
	pickyAnswer = errors.New("no")
	require.Equal(t, "line 1: no", terms.Decode([]byte(text), new(picky), nil).Error())
	var many finance.Problems
	for i := range 250 {
		many.AddAt("items", i, finance.ErrConflict)
	}
	pickyAnswer = many.Err()
	err := terms.Decode([]byte(text), new(picky), nil)
	require.Contains(t, err.Error(), "250 problems: ")
	require.Contains(t, err.Error(), "; and 150 more")
	pickyAnswer = nil
	require.NoError(t, terms.Decode([]byte(text), new(picky), nil))
}

// Where each kind of value is wanted, each other token is refused.
func TestTokensThatDoNotFit(t *testing.T) {
	tokens := []string{`null`, `true`, `1`, `"x"`, `[]`, `{}`}
	names := []string{"null", "a boolean", "a number", "a text", "a list", "an object"}
	for _, c := range []struct {
		dst  any
		fits string
	}{
		{new(string), "a text"}, {new(bool), "a boolean"}, {new(int), "a number"}, {new(uint8), "a number"},
		{new([]int), "a list"}, {new(map[string]int), "an object"}, {new(struct{}), "an object"}, {new(civil.Date), "a text"},
	} {
		for i, token := range tokens {
			err := terms.Decode([]byte(token), c.dst, nil)
			switch {
			case names[i] == c.fits && token != `"x"`:
				require.NoError(t, err, "%s into %T", token, c.dst)
			case names[i] == c.fits:
			case token == "null":
				require.EqualError(t, err, "line 1: null, not "+c.fits+": missing")
			default:
				require.EqualError(t, err, "line 1: "+names[i]+", not "+c.fits+": syntax", "%s into %T", token, c.dst)
			}
		}
	}
	p := new(int)
	require.NoError(t, terms.Decode([]byte("null"), &p, nil))
	require.Nil(t, p)
	require.EqualError(t, terms.Decode([]byte("[]"), &p, nil), "line 1: a list, not a number: syntax")
}

// Numbers are whole, and as large as their field.
func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		dst         any
		text, wrong string
	}{
		{new(int8), "127", ""}, {new(int8), "-128", ""}, {new(int8), "128", "128: out of range"}, {new(int8), "-129", "-129: out of range"},
		{new(uint8), "255", ""}, {new(uint8), "256", "256: out of range"}, {new(uint8), "-1", "-1: out of range"},
		{new(int16), "32768", "32768: out of range"}, {new(uint32), "4294967296", "4294967296: out of range"},
		{new(int64), "9223372036854775808", "9223372036854775808: out of range"}, {new(uint64), "18446744073709551615", ""},
		{new(int64), "-9223372036854775808", ""}, {new(int64), "-0", ""},
		{new(int), "1.0", `"1.0" is no whole number: syntax`}, {new(int), "1e3", `"1e3" is no whole number: syntax`},
		{new(int), "1e1000000000", `"1e1000000000" is no whole number: syntax`},
		{new(uint), "1E+9", `"1E+9" is no whole number: syntax`},
		{new(int), "100000000000000000000", "a number of 21 characters, at most 20: over the limit"},
	} {
		err := terms.Decode([]byte(c.text), c.dst, nil)
		if c.wrong != "" {
			require.EqualError(t, err, "line 1: "+c.wrong)
			continue
		}
		require.NoError(t, err, c.text)
		text, err := terms.Encode(c.dst, nil)
		require.NoError(t, err)
		require.Equal(t, strings.Replace(c.text, "-0", "0", 1)+"\n", string(text))
	}
}

// Faults of syntax end the reading, and say where they are.
func TestSyntaxSaysLineAndColumn(t *testing.T) {
	for _, c := range []struct{ text, wrong string }{
		{"", "line 1, column 1: unexpected end"},
		{" \n ", "line 2, column 2: unexpected end"},
		{"{} {}", "line 1, column 4: unexpected '{'"},
		{"{\n\"id\": \"мир\",,", "line 2, column 13: unexpected ','"},
		{`{"id" "L"}`, "line 1, column 7: unexpected '\"'"},
		{`{"id":}`, "line 1, column 7: unexpected '}'"},
		{`{id:1}`, "line 1, column 2: unexpected 'i'"},
		{`{"id":1,}`, "line 1, column 9: unexpected '}'"},
		{`{"id":1`, "line 1, column 8: unexpected end"},
		{`{"id"`, "line 1, column 6: unexpected end"},
		{`{"id":`, "line 1, column 7: unexpected end"},
		{`{`, "line 1, column 2: unexpected end"},
		{`[1 2]`, "line 1, column 4: unexpected '2'"},
		{`[1,]`, "line 1, column 4: unexpected ']'"},
		{`[1}`, "line 1, column 3: unexpected '}'"},
		{`["a`, "line 1, column 4: unexpected end"},
		{"[\"a\n\"]", "line 1, column 4: unexpected '\\n'"},
		{"[\"\x1f\"]", "line 1, column 3: unexpected '\\x1f'"},
		{`["\x"]`, "line 1, column 4: unexpected 'x'"},
		{`["\`, "line 1, column 4: unexpected end"},
		{`["\u12g4"]`, "line 1, column 7: unexpected 'g'"},
		{`["\u12`, "line 1, column 7: unexpected end"},
		{`[01]`, "line 1, column 3: unexpected '1'"},
		{`[-]`, "line 1, column 3: unexpected ']'"},
		{`[1.]`, "line 1, column 4: unexpected ']'"},
		{`[1e]`, "line 1, column 4: unexpected ']'"},
		{`[1e+`, "line 1, column 5: unexpected end"},
		{`[+1]`, "line 1, column 2: unexpected '+'"},
		{`[.5]`, "line 1, column 2: unexpected '.'"},
		{`[nul]`, "line 1, column 5: unexpected ']'"},
		{`[True]`, "line 1, column 2: unexpected 'T'"},
		{`[NaN]`, "line 1, column 2: unexpected 'N'"},
		{"\uFEFF{}", "line 1, column 1: unexpected '\\ufeff'"},
		{"[\xff]", "line 1, column 2: unexpected '�'"},
		{"// no\n{}", "line 1, column 1: unexpected '/'"},
	} {
		got := lease{Note: "untouched"}
		err := terms.Decode([]byte(c.text), &got, kinds)
		require.Equal(t, []string{c.wrong + ": syntax"}, problems(t, err), c.text)
		require.Equal(t, lease{Note: "untouched"}, got)
	}
}

// Every number of JSON's grammar is passed, whatever is said of it afterwards.
func TestGrammarOfNumbers(t *testing.T) {
	for _, text := range []string{"0", "-0", "10", "0.50", "1e5", "1E-05", "-1.5e+10", "123456789"} {
		require.True(t, terms.ValidSyntax([]byte(text)), text)
	}
}

// Texts are UTF-8: neither a stray byte nor half a surrogate pair passes, and
// the rest of the file is read on.
func TestTextsAreUTF8(t *testing.T) {
	for raw, wrong := range map[string]string{
		"a\xff":         "not UTF-8: syntax",
		"\xed\xa0\x80":  "not UTF-8: syntax",
		`\n` + "\xc3":   "not UTF-8: syntax",
		`\ud800`:        "half a surrogate pair: syntax",
		`\ud800x`:       "half a surrogate pair: syntax",
		`\ud800\n12345`: "half a surrogate pair: syntax",
		`\udc00`:        "half a surrogate pair: syntax",
		`\uDFFF\uD800`:  "half a surrogate pair: syntax",
		`\ud800\ud800`:  "half a surrogate pair: syntax",
		`\uDBFF\uE000`:  "half a surrogate pair: syntax",
		`\uD83C\uDFFA`:  "",
		`\uD800\uDC00`:  "",
		`\uDBFF\uDFFF`:  "",
		`\uD7FF\uE000`:  "",
		`\u0000`:        "",
	} {
		var got []string
		err := terms.Decode([]byte(`["`+raw+"\",\n1]"), &got, nil)
		want := []string{"[1]: line 2: a number, not a text: syntax"}
		if wrong != "" {
			want = append([]string{"[0]: line 1: " + wrong}, want...)
		}
		require.Equal(t, want, problems(t, err), "%q", raw)

		err = terms.Decode([]byte(`{"`+raw+`": "x"}`), new(map[string]int), nil)
		if wrong != "" {
			require.EqualError(t, err, "line 1: a name: "+wrong, "%q", raw)
		}
	}
	var pairs []string
	require.NoError(t, terms.Decode([]byte(`["\uD800\uDC00\uDBFF\uDFFF\uD7FF\uE000\u0000"]`), &pairs, nil))
	require.Equal(t, []string{"\U00010000\U0010FFFF\uD7FF\uE000\x00"}, pairs)
}

// A name that does not print is quoted in a path.
func TestPathsPrint(t *testing.T) {
	err := terms.Decode([]byte(`{"a\nb": 1, "": 1, "дом": 1, "a b": {"\u202e": 1}}`), new(struct{}), nil)
	require.Equal(t, []string{
		`"a\nb": line 1: unknown`, `"": line 1: unknown`, `дом: line 1: unknown`, `a b: line 1: unknown`,
	}, problems(t, err))
	err = terms.Decode([]byte(`{"x": {"\u202e": true}}`), new(map[string]map[string]int), nil)
	require.Equal(t, []string{`x."\u202e": line 1: a boolean, not a number: syntax`}, problems(t, err))
}

// Keys of a map are read as what they are: two texts of one rate are one key.
func TestKeysOfMaps(t *testing.T) {
	err := terms.Decode([]byte(`{"8%": 1, "0.08": 2, "x": 3, "9%": 4, "9%": true}`), new(map[finance.Rate]int), nil)
	require.Equal(t, []string{
		"0.08: line 1: duplicate", `x: line 1: rate "x": syntax`, "9%: line 1: duplicate",
	}, problems(t, err))
	_, err = terms.Encode(map[finance.Currency]int{finance.Currency(60000): 1, finance.RUB: 2}, nil)
	require.ErrorIs(t, err, finance.ErrCurrency)
	_, err = terms.Encode(map[string]int{"\xff": 1}, nil)
	require.EqualError(t, err, "not UTF-8: syntax")
}

// What could not be read again is not written.
func TestEncodeRefuses(t *testing.T) {
	type pair struct {
		Clause any    `json:"-" terms:"kind"`
		Name   string `json:"name"`
	}
	type self struct {
		Next *self           `json:"n"`
		List []self          `json:"l,omitempty"`
		Map  map[string]self `json:"m,omitempty"`
	}
	lists, maps := self{}, self{}
	for range terms.MaxDepth {
		lists, maps = self{List: []self{lists}}, self{Map: map[string]self{"k": maps}}
	}
	loop := &self{}
	loop.Next = loop
	many := terms.MaxValues
	if testing.Short() {
		many = 0
	}
	for _, c := range []struct {
		v     any
		wrong string
	}{
		{[]pair{{Clause: courtesy{}}, {}}, "[1].kind: missing"},
		{pair{Clause: &courtesy{}, Name: "\xff"}, "2 problems: kind: kind of *terms_test.courtesy: unknown; name: not UTF-8: syntax"},
		{pair{Clause: 5}, "kind: kind of int: unknown"},
		{pair{Clause: courtesy{}, Name: strings.Repeat("x", terms.MaxText+1)}, "name: 4097 bytes, at most 4096: over the limit"},
		{map[string]finance.Rounding{"a": 77}, "a: rounding 77: out of range"},
		{[]baseRent{{Rounding: 77}}, "[0].rounding: rounding 77: out of range"},
		{loop, strings.TrimPrefix(strings.Repeat(".n", terms.MaxDepth), ".") + ": nested more than 64 deep: over the limit"},
		{lists, strings.Repeat("l[0].", terms.MaxDepth/2-1) + "l[0]: nested more than 64 deep: over the limit"},
		{[]self{lists}, "[0]." + strings.Repeat("l[0].", terms.MaxDepth/2-1) + "l: nested more than 64 deep: over the limit"},
		{[]self{maps}, "[0]." + strings.Repeat("m.k.", terms.MaxDepth/2-1) + "m: nested more than 64 deep: over the limit"},
		{make([]bool, many), fmt.Sprintf("what was written: line %d, column 3: more than 4000000 values: over the limit", terms.MaxValues+1)},
	} {
		if v, ok := c.v.([]bool); ok && len(v) == 0 {
			continue // a short run
		}
		text, err := terms.Encode(c.v, kinds)
		require.ErrorContains(t, err, c.wrong)
		require.Nil(t, text)
	}
}
