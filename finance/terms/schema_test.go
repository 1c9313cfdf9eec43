package terms_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/big"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

const schemaID = "https://example.org/lease.schema.json"

var update = flag.Bool("update", false, "write the golden files anew")

// The schema of a lease, as a file.
func TestSchemaOfALease(t *testing.T) {
	if strconv.IntSize < 64 {
		t.Skip("an int has other bounds here")
	}
	got, err := terms.Schema(lease{}, kinds, schemaID)
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile("testdata/lease.schema.json", got, 0o600))
	}
	require.Equal(t, string(golden(t, "lease.schema.json")), string(got))
	for _, v := range []any{&lease{}, new(*lease)} {
		again, err := terms.Schema(v, kinds, schemaID)
		require.NoError(t, err)
		require.Equal(t, string(got), string(again))
	}
}

// checker is as much of a JSON Schema validator as our schemas need; a keyword
// that it does not know fails the test.
type checker struct {
	t    testing.TB
	defs map[string]any
}

func newChecker(t testing.TB, v any, kinds terms.Kinds) (checker, map[string]any) {
	text, err := terms.Schema(v, kinds, "")
	require.NoError(t, err)
	var schema map[string]any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	require.NoError(t, d.Decode(&schema))
	defs, _ := schema["$defs"].(map[string]any)
	delete(schema, "$defs")
	require.Equal(t, "https://json-schema.org/draft/2020-12/schema", schema["$schema"])
	delete(schema, "$schema")
	return checker{t, defs}, schema
}

func (c checker) allows(schema map[string]any, v any) bool {
	for keyword, arg := range schema {
		if !c.check(schema, keyword, arg, v) {
			return false
		}
	}
	return true
}

func (c checker) check(schema map[string]any, keyword string, arg, v any) bool {
	s, isText := v.(string)
	o, isObject := v.(map[string]any)
	switch keyword {
	case "$ref":
		def, ok := c.defs[strings.TrimPrefix(arg.(string), "#/$defs/")].(map[string]any)
		require.True(c.t, ok, "%v", arg)
		return c.allows(def, v)
	case "type":
		return typeOf(v) == arg
	case "const":
		return v == arg
	case "enum":
		return slices.Contains(arg.([]any), v)
	case "pattern":
		return !isText || regexp.MustCompile(arg.(string)).MatchString(s)
	case "maxLength":
		return !isText || utf8.RuneCountInString(s) <= int(number(arg).Int64())
	case "minimum":
		return typeOf(v) != "integer" || number(v).Cmp(number(arg)) >= 0
	case "maximum":
		return typeOf(v) != "integer" || number(v).Cmp(number(arg)) <= 0
	case "items":
		list, _ := v.([]any)
		return !slices.ContainsFunc(list, func(e any) bool { return !c.allows(arg.(map[string]any), e) })
	case "required":
		return !isObject || !slices.ContainsFunc(arg.([]any), func(n any) bool { _, ok := o[n.(string)]; return !ok })
	case "properties":
		for name, p := range arg.(map[string]any) {
			if inner, ok := o[name]; ok && !c.allows(p.(map[string]any), inner) {
				return false
			}
		}
		return true
	case "propertyNames":
		for name := range o {
			if !c.allows(arg.(map[string]any), name) {
				return false
			}
		}
		return true
	case "additionalProperties":
		return c.additional(schema, arg, o)
	case "oneOf", "anyOf":
		n := 0
		for _, one := range arg.([]any) {
			if c.allows(one.(map[string]any), v) {
				n++
			}
		}
		return n == 1
	case "not":
		return !c.allows(arg.(map[string]any), v)
	}
	c.t.Fatalf("keyword %q", keyword)
	return false
}

func (c checker) additional(schema map[string]any, arg any, o map[string]any) bool {
	known, _ := schema["properties"].(map[string]any)
	for name, v := range o {
		if _, ok := known[name]; ok {
			continue
		}
		if inner, ok := arg.(map[string]any); !ok || !c.allows(inner, v) {
			return false
		}
	}
	return true
}

func typeOf(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case json.Number:
		if number(v) != nil {
			return "integer"
		}
		return "number"
	case string:
		return "string"
	case []any:
		return "array"
	}
	return "object"
}

func number(v any) *big.Int {
	n, _ := new(big.Int).SetString(string(v.(json.Number)), 10)
	return n
}

// agree reads text both ways. What the schema refuses, Decode must refuse; it
// answers what each said.
func agree(t testing.TB, c checker, schema map[string]any, text []byte, dst any) (allowed bool, err error) {
	c.t = t
	err = terms.Decode(text, dst, kinds)
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return false, err
	}
	allowed = c.allows(schema, v)
	require.True(t, allowed || err != nil, "the schema refuses what Decode reads: %.500s", text)
	return allowed, err
}

// The lease with each of its parts in turn taken out, or replaced by something
// else: the schema and Decode find the same faults of form.
func TestSchemaAndDecodeAgree(t *testing.T) {
	c, schema := newChecker(t, lease{}, kinds)
	file := golden(t, "lease.json")
	allowed, err := agree(t, c, schema, file, new(lease))
	require.NoError(t, err)
	require.True(t, allowed)

	both, neither := 0, 0
	for _, text := range variations(t, file) {
		allowed, err := agree(t, c, schema, text, new(lease))
		switch {
		case allowed && err == nil:
			both++
		case !allowed:
			neither++
		default: // what only Decode knows: which days, currencies and numbers there are
			require.NotErrorIs(t, err, finance.ErrUnknown, "%s", text)
			require.NotErrorIs(t, err, finance.ErrMissing, "%s", text)
			require.NotErrorIs(t, err, finance.ErrDuplicate, "%s", text)
		}
	}
	require.Greater(t, both, 100)
	require.Greater(t, neither, 500)
}

// variations are file with each of its values left out, renamed, or replaced.
func variations(t testing.TB, file []byte) (texts [][]byte) {
	var root any
	d := json.NewDecoder(bytes.NewReader(file))
	d.UseNumber()
	require.NoError(t, d.Decode(&root))
	keep := func() {
		text, err := json.Marshal(root)
		require.NoError(t, err)
		texts = append(texts, text)
	}
	others := []any{
		nil, true, json.Number("7"), json.Number("-7"), json.Number("1.5"), json.Number("1e400"), "", "x", "0", "2026-03-31", "8%", "1.00 RUB",
		"half-up", []any{}, []any{"x"}, map[string]any{}, map[string]any{"kind": "courtesy", "name": "x"},
	}
	var vary func(v any, set func(any))
	vary = func(v any, set func(any)) {
		for _, other := range others {
			set(other)
			keep()
		}
		set(v)
		switch v := v.(type) {
		case []any:
			for i, e := range v {
				vary(e, func(o any) { v[i] = o })
			}
		case map[string]any:
			for _, name := range slices.Sorted(mapKeys(v)) {
				e := v[name]
				vary(e, func(o any) { v[name] = o })
				delete(v, name)
				keep()
				v[name+"s"] = e
				keep()
				delete(v, name+"s")
				v[name] = e
			}
		}
	}
	vary(root, func(o any) { root = o })
	return texts
}

func mapKeys(m map[string]any) func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range m {
			if !yield(name) {
				return
			}
		}
	}
}

// Each text type by what it reads and what it does not.
func TestPatternsOfTexts(t *testing.T) {
	texts := []string{
		"", "0", "1.00 RUB", "-0.01 RUB", "5 RUB", "1.00RUB", "1.00 rub", "+1 RUB", ".5 RUB", "5. RUB", "1e3 RUB", "8.35%", "-8%", "0.5", "1/300", "-1/3", "1/-3",
		"1.5/2", "%", "RUB", "rub", "RUBL", "2026", "2026-03", "2026-Q1", "2026-Q5", "2026-03-31", "2026-3-31", "2026-03-31/..", "2026-03-01/2026-04-01",
		"../2026-03-01", "2026-03-01/", "half-even", "half", "base-plus", "contract-year", "sale-window", "re-rate", "по́сле",
	}
	for _, dst := range []any{
		new(finance.Money), new(finance.Rate), new(finance.Currency), new(civil.Date), new(civil.Month), new(civil.Quarter), new(civil.Year),
		new(civil.Period), new(finance.Rounding), new(finance.TierMode), new(accrual.Cycle), new(accrual.Returns), new(accrual.Change), new(string),
	} {
		c, schema := newChecker(t, dst, nil)
		read, refused := 0, 0
		for _, s := range texts {
			text, err := json.Marshal(s)
			require.NoError(t, err)
			allowed, err := agree(t, c, schema, text, dst)
			if err == nil {
				read++
			}
			if !allowed {
				refused++
			}
		}
		require.Positive(t, read, "%T", dst)
		if _, any := dst.(*string); !any {
			require.Greater(t, refused, 25, "%T", dst)
		}
	}
}

// Bounds of numbers, and the parts that no lease has.
func TestSchemaOfOtherTypes(t *testing.T) {
	type pair[T any] struct {
		A T `json:"a"`
	}
	for _, c := range []struct {
		v    any
		want string
	}{
		{int8(0), `{"type": "integer", "minimum": -128, "maximum": 127}`},
		{int16(0), `{"type": "integer", "minimum": -32768, "maximum": 32767}`},
		{int64(0), `{"type": "integer", "minimum": -9223372036854775808, "maximum": 9223372036854775807}`},
		{uint8(0), `{"type": "integer", "minimum": 0, "maximum": 255}`},
		{uint64(0), `{"type": "integer", "minimum": 0, "maximum": 18446744073709551615}`},
		{true, `{"type": "boolean"}`},
		{[]string{}, `{"type": "array", "items": {"type": "string", "maxLength": 4096}}`},
		{[]*bool{}, `{"type": "array", "items": {"anyOf": [{"type": "boolean"}, {"type": "null"}]}}`},
		{map[civil.Year]bool{}, `{"type": "object", "propertyNames": {"type": "string", "maxLength": 4096, "pattern": "^([0-9]{4})?$"},
			"additionalProperties": {"type": "boolean"}}`},
		{percent(0), `{"type": "string", "maxLength": 4096}`},
		{side(0), `{"enum": ["", "left", "right"]}`},
		{[]accrual.Clause{}, `{"type": "array", "items": {"$ref": "#/$defs/accrual.Clause"}, "$defs": {"accrual.Clause": {"not": {}}}}`},
		{struct{}{}, `{"$ref": "#/$defs/struct", "$defs": {"struct": {"type": "object", "properties": {}, "additionalProperties": false}}}`},
		{[]struct {
			A pair[finance.Rate]              `json:"a"`
			B struct{}                        `json:"b"`
			C pair[map[civil.Date]pair[int8]] `json:"c,omitempty"`
		}{}, `{"type": "array", "items": {"$ref": "#/$defs/struct"}, "$defs": {
			"struct": {"type": "object", "properties": {"a": {"$ref": "#/$defs/terms_test.pair-finance.Rate"}, "b": {"$ref": "#/$defs/struct-2"},
				"c": {"$ref": "#/$defs/terms_test.pair-map-civil.Date-terms_test.pair-int8"}}, "required": ["a", "b"], "additionalProperties": false},
			"terms_test.pair-finance.Rate": {"type": "object", "properties": {"a": {"type": "string", "maxLength": 4096,
				"pattern": "^(-?[0-9]+(\\.[0-9]+)?%?|-?[0-9]+/[0-9]+)$"}}, "required": ["a"], "additionalProperties": false},
			"struct-2": {"type": "object", "properties": {}, "additionalProperties": false},
			"terms_test.pair-map-civil.Date-terms_test.pair-int8": {"type": "object", "properties": {"a": {"type": "object",
				"propertyNames": {"type": "string", "maxLength": 4096, "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"},
				"additionalProperties": {"$ref": "#/$defs/terms_test.pair-int8"}}}, "required": ["a"], "additionalProperties": false},
			"terms_test.pair-int8": {"type": "object", "properties": {"a": {"type": "integer", "minimum": -128, "maximum": 127}},
				"required": ["a"], "additionalProperties": false}}}`},
	} {
		got, err := terms.Schema(c.v, nil, "")
		require.NoError(t, err)
		want := `{"$schema": "https://json-schema.org/draft/2020-12/schema", ` + strings.TrimPrefix(c.want, "{")
		var indented bytes.Buffer
		require.NoError(t, json.Indent(&indented, []byte(want), "", "  "))
		flat := strings.NewReplacer("\n", "", " ", "", "\t", "")
		require.Equal(t, flat.Replace(want), flat.Replace(string(got)))
	}
}

// percent has a text for each of its numbers, side for two and for none.
type (
	percent uint8
	side    uint8
)

func (p percent) MarshalText() ([]byte, error) { return strconv.AppendUint(nil, uint64(p), 10), nil }
func (p *percent) UnmarshalText(b []byte) error {
	n, err := strconv.ParseUint(string(b), 10, 8)
	*p = percent(n)
	return err
}
func (s side) MarshalText() ([]byte, error) {
	if s > 1 {
		return nil, finance.ErrRange
	}
	return []byte([]string{"left", "right"}[s]), nil
}

func (s *side) UnmarshalText(b []byte) error {
	i := slices.Index([]string{"", "left", "right"}, string(b))
	if i < 0 {
		return finance.ErrUnknown
	}
	*s = side(max(i-1, 0))
	return nil
}
