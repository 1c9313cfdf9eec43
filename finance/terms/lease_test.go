package terms_test

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// signed is the lease of testdata/lease.json.
func signed() lease {
	term, open := civil.Period{From: civil.MustDate("2026-03-21"), To: civil.MustDate("2027-03-21")}, civil.Period{From: civil.MustDate("2026-03-21")}
	return lease{Note: "мастерская 🏺", Agreement: accrual.Agreement{
		ID: "L-7", Currency: finance.RUB,
		Tax: accrual.Tax{
			Rates:    civil.Timeline[finance.Rate]{{From: civil.MustDate("2026-01-01"), Value: finance.MustRate("5%"), Source: "an order of the test"}},
			Rounding: finance.HalfUp,
		},
		Meters: []accrual.Meter{"sales", "sales/ceramics"},
		Amendments: []accrual.Amendment{{
			From: civil.MustDate("2026-03-21"), Known: civil.MustDate("2026-03-01"),
			Parties: &accrual.Parties{Creditor: "C-1", Debtor: "R-3"}, Term: &term,
			Set: []accrual.Named{
				{Name: "base rent", Advance: true, Due: 5, Clause: baseRent{finance.MustMoney("45000.00 RUB"), finance.Up}},
				{Name: "turnover rent", Change: accrual.Rerate, Clause: turnoverRent{
					Share: finance.MustRate("8.35%"), Over: finance.MustMoney("150000.00 RUB"), Counts: []accrual.Meter{"sales"},
					Scale: &finance.Tiers{Mode: finance.BasePlus, Steps: []finance.Tier{
						{Over: finance.MustMoney("0.00 RUB"), Rate: finance.MustRate("1/3")},
						{Over: finance.MustMoney("1000.00 RUB"), Base: finance.MustMoney("10.00 RUB")},
					}},
					Floors:  civil.Timeline[finance.Money]{{From: civil.MustDate("2026-03-21"), Source: `§ 4 «floor» of "the lease"`}},
					Weights: map[string]int64{"a": math.MaxInt64, "b \\ \n\x01\x7f c": math.MinInt64},
					Yearly:  true,
				}},
				{Name: "thanks", Clause: courtesy{}},
			},
		}, {
			From: civil.MustDate("2026-06-01"), Known: civil.MustDate("2026-05-20"), Drop: []string{"thanks"}, Term: &open,
		}},
	}}
}

func golden(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	require.NoError(t, err)
	return text
}

// One lease with everything that a lease can hold, as a value and as a file.
func TestLeaseReadsAndWritesItsFile(t *testing.T) {
	file := golden(t, "lease.json")
	var got lease
	require.NoError(t, terms.Decode(file, &got, kinds))
	require.Equal(t, signed(), got)

	want := signed()
	for _, v := range []any{want, &want} {
		text, err := terms.Encode(v, kinds)
		require.NoError(t, err)
		require.Equal(t, string(file), string(text))
	}
}

// Without kinds and embedded texts, encoding/json writes the same value.
func TestEncodeAgreesWithTheStandardLibrary(t *testing.T) {
	for _, v := range []any{
		signed().Tax, signed().Amendments[1], accrual.Key{}, accrual.Key{Source: "F-1"},
		*signed().Amendments[0].Set[1].Clause.(turnoverRent).Scale, accrual.Parties{},
		map[civil.Month][]bool{civil.MonthOf(2026, 3): {true, false}, civil.MonthOf(2025, 3): {true}},
		struct {
			A uint8          `json:"a"`
			B *uint16        `json:"b"`
			C []int8         `json:"c,omitempty"`
			D civil.Date     `json:"d,omitempty"`
			E finance.Rate   `json:"e,omitzero"`
			F map[string]int `json:"f,omitempty"`
			G bool           `json:"g,omitempty"`
			H struct{}       `json:"h,omitempty"`
			I finance.Rate   `json:"-"`
			J civil.Date     `json:"j,omitzero"`
			K *int           `json:"k,omitempty"`
			l int
		}{A: 255, J: civil.MustDate("2026-03-31"), l: 5},
	} {
		ours, err := terms.Encode(v, nil)
		require.NoError(t, err)
		theirs, err := json.MarshalIndent(v, "", "  ")
		require.NoError(t, err)
		require.Equal(t, string(theirs)+"\n", string(ours))
	}
}

// White space, order of members, escapes and an explicit null change nothing.
func TestDecodeReadsTheSameInAnotherDress(t *testing.T) {
	type small struct {
		Name   string         `json:"name"`
		Next   *civil.Date    `json:"next,omitempty"`
		Sums   map[string]int `json:"sums,omitempty"`
		List   []int          `json:"list,omitempty"`
		Clause accrual.Clause `json:"-" terms:"kind"`
	}
	want := small{Name: "a/b\"\\\b\f\n\r\té🏺", Clause: baseRent{Monthly: finance.MustMoney("1.00 RUB")}}
	for _, text := range []string{
		`{"name":"a/b\"\\\b\f\n\r\té🏺","kind":"base-rent","monthly":"1.00 RUB"}`,
		"\r\n\t {\"monthly\" :\"1.00 RUB\" ,\"n\\u0061me\" : \"a\\/b\\u0022\\\\\\u0008\\f\\u000a\\r\\t\\u00E9\\uD83C\\uDFFA\"\n,\"kind\":\"base-rent\" , \"next\":null,\"sums\":{},\"list\":[ ]} \n",
	} {
		got := small{Sums: map[string]int{"of": 1}, Next: new(civil.Date)}
		require.NoError(t, terms.Decode([]byte(text), &got, kinds))
		require.Equal(t, want, got)
	}
}

// An interface may stand by itself: as a field, in a list, in a map, at the top.
func TestKindsStandAnywhere(t *testing.T) {
	type study struct {
		Clause accrual.Clause            `json:"clause"`
		List   []accrual.Clause          `json:"list"`
		Map    map[string]accrual.Clause `json:"map"`
	}
	rent := baseRent{Monthly: finance.MustMoney("1.00 RUB")}
	want := study{rent, []accrual.Clause{courtesy{}, rent}, map[string]accrual.Clause{"a": rent}}
	text, err := terms.Encode(want, kinds)
	require.NoError(t, err)
	flat := strings.Join(strings.Fields(string(text)), "")
	require.Equal(t, `{"clause":{"kind":"base-rent","monthly":"1.00RUB"},"list":[{"kind":"courtesy"},{"kind":"base-rent","monthly":"1.00RUB"}],`+
		`"map":{"a":{"kind":"base-rent","monthly":"1.00RUB"}}}`, flat)
	var got study
	require.NoError(t, terms.Decode(text, &got, kinds))
	require.Equal(t, want, got)
	var top accrual.Clause
	require.NoError(t, terms.Decode([]byte(`{"kind":"courtesy"}`), &top, kinds))
	require.Equal(t, courtesy{}, top)
}

// A record may hold others of its own type, and is written into the schema
// once.
func TestTreesOfRecords(t *testing.T) {
	type category struct {
		Name  string     `json:"name"`
		Inner []category `json:"inner,omitempty"`
	}
	want := []category{{"all", []category{{"goods", []category{{Name: "cups"}}}, {Name: "rights"}}}}
	text, err := terms.Encode(want, nil)
	require.NoError(t, err)
	var got []category
	require.NoError(t, terms.Decode(text, &got, nil))
	require.Equal(t, want, got)
	schema, err := terms.Schema(want, nil, "")
	require.NoError(t, err)
	require.Equal(t, 2, strings.Count(string(schema), `"#/$defs/terms_test.category"`))
	require.Equal(t, 1, strings.Count(string(schema), `"terms_test.category": {`))
}
