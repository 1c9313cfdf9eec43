package terms_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

type (
	onlyReads  struct{}
	onlyWrites struct{}
	ownJSON    struct{}
	myself     []myself
	nameless   map[string]*nameless
	inner      struct {
		A int `json:"a"`
	}
	byPointer struct{}
)

func (*onlyReads) UnmarshalText([]byte) error   { return nil }
func (onlyWrites) MarshalText() ([]byte, error) { return nil, nil }
func (*ownJSON) UnmarshalJSON([]byte) error     { return nil }
func (*byPointer) Window() accrual.Window       { return accrual.Window{} }
func (*byPointer) Meters() []accrual.Meter      { return nil }

// A type that cannot be read is the program's mistake, and said before a byte
// of the file is looked at.
func TestTypesThatCannotBeRead(t *testing.T) {
	for _, c := range []struct {
		dst   any
		wrong string
	}{
		{nil, "<nil> is no pointer to read into"},
		{lease{}, "terms_test.lease is no pointer to read into"},
		{(*lease)(nil), "*terms_test.lease is no pointer to read into"},
		{new(float64), "float64"},
		{new(struct {
			A float32 `json:"a"`
		}), "float32"},
		{new(chan int), "chan int"},
		{new([3]int), "[3]int"},
		{new(**int), "**int"},
		{new([]byte), "[]uint8: bytes have no text"},
		{new(map[int]int), "map[int]int: its keys are no texts"},
		{new(map[inner]int), "map[terms_test.inner]int: its keys are no texts"},
		{new(map[float64]int), "float64"},
		{new(map[string]float64), "float64"},
		{new(onlyReads), "terms_test.onlyReads has a text in one direction only"},
		{new(onlyWrites), "terms_test.onlyWrites has a text in one direction only"},
		{new(ownJSON), "terms_test.ownJSON has a JSON of its own, and no text"},
		{new(myself), "terms_test.myself holds itself"},
		{new([]map[string]*myself), "terms_test.myself holds itself"},
		{new(nameless), "terms_test.nameless holds itself"},
		{new(struct {
			A nameless `json:"a"`
		}), "holds itself"},
		{new(struct{ A int }), "struct { A int }.A has no name in a json tag"},
		{new(struct {
			A int `json:",omitempty"`
		}), `.A has no name in a json tag`},
		{reflect.New(reflect.StructOf([]reflect.StructField{
			{Name: "a", PkgPath: "terms", Type: reflect.TypeFor[int](), Tag: `json:"a"`}, // not spelled out, since vet knows better
		})).Interface(), ".a has a tag and is not exported"},
		{new(struct {
			inner
			A int `json:"a"`
		}), `has two fields "a"`},
		{new(struct {
			A int `json:"a,string"`
		}), `: the tag of "a" has a flag "string"`},
		{new(struct{ *inner }), ".inner is embedded and has no name in a json tag"},
		{new(struct {
			civil.Date
			civil.Month
			A int `json:"a"`
		}), ".Date is embedded and has no name in a json tag"},
		{new(struct{ onlyReads }), "has a text in one direction only"},
		{new(struct {
			A int `json:"-" terms:"kind"`
		}), ".A is not the one interface with a kind"},
		{new(struct {
			A any `json:"-" terms:"kind"`
			B any `json:"-" terms:"kind"`
		}), ".B is not the one interface with a kind"},
		{new(struct {
			A any `json:",omitempty" terms:"kind"`
		}), ".A is not the one interface with a kind"},
		{new(struct {
			A any `json:"a" terms:"kind"`
		}), ".A is not the one interface with a kind"},
		{new(struct {
			A any    `json:"-" terms:"kind"`
			B string `json:"monthly"`
		}), `and its kind "base-rent" both have a field "monthly"`},
		{new(struct {
			A any    `json:"-" terms:"kind"`
			B string `json:"kind"`
		}), `has a field "kind" beside its kinds`},
	} {
		err := terms.Decode([]byte("!"), c.dst, kinds)
		require.ErrorIs(t, err, terms.ErrType, "%T", c.dst)
		require.ErrorContains(t, err, c.wrong)
		require.Equal(t, "type", finance.Code(err))
	}
}

// Kinds are checked as a table, and against the interfaces that they stand in.
func TestKindsThatCannotBeRead(t *testing.T) {
	rent := terms.KindOf[baseRent]("base-rent")
	require.Equal(t, "base-rent", rent.Name())
	require.NoError(t, kinds.Validate())
	require.NoError(t, terms.Kinds{terms.KindOf[baseRent]("a-1-b2")}.Validate())
	for _, c := range []struct {
		kinds terms.Kinds
		is    error
		wrong string
	}{
		{terms.Kinds{rent, {}}, finance.ErrMissing, "kinds: [1]: missing"},
		{terms.Kinds{terms.KindOf[baseRent]("")}, finance.ErrMissing, "kinds: [0]: missing"},
		{terms.Kinds{rent, terms.KindOf[courtesy]("base-rent")}, finance.ErrDuplicate, `kinds: [1]: "base-rent" of terms_test.courtesy: duplicate`},
		{terms.Kinds{rent, terms.KindOf[baseRent]("rent")}, finance.ErrDuplicate, `kinds: [1]: "rent" of terms_test.baseRent: duplicate`},
		{terms.Kinds{terms.KindOf[*baseRent]("rent")}, terms.ErrType, `kind "rent" is *terms_test.baseRent, not a struct`},
		{terms.Kinds{terms.KindOf[accrual.Clause]("rent")}, terms.ErrType, `not a struct`},
		{terms.Kinds{terms.KindOf[byPointer]("rent")}, terms.ErrType, `kind "rent": terms_test.byPointer is a accrual.Clause by pointer only`},
	} {
		for _, dst := range []any{new(accrual.Clause), new(accrual.Named)} {
			err := terms.Decode([]byte("!"), dst, c.kinds)
			require.ErrorIs(t, err, c.is)
			require.ErrorContains(t, err, c.wrong)
			_, err = terms.Encode(accrual.Named{}, c.kinds)
			require.ErrorIs(t, err, c.is)
			_, err = terms.Schema(dst, c.kinds, "")
			require.ErrorIs(t, err, c.is)
		}
	}
	for _, name := range []string{"Rent", "base rent", "-rent", "rent-", "a--b", "плата", "a_b", "a.b", "{", "a/b", "`", "a:b", string(make([]byte, 3)),
		"a123456789012345678901234567890123456789012345678901234567890123x"} {
		require.ErrorIs(t, terms.Kinds{terms.KindOf[baseRent](name)}.Validate(), finance.ErrSyntax, name)
	}
	require.NoError(t, terms.Kinds{terms.KindOf[baseRent]("a12345678901234567890123456789012345678901234567890123456789012z")}.Validate())
}

type (
	nested struct {
		Clause any `json:"-" terms:"kind"`
	}
	dated     struct{ civil.Date }
	kindField struct {
		Kind string `json:"kind"`
	}
	unread struct {
		F float64 `json:"f"`
	}
)

// A kind that an interface cannot hold in a file is a mistake too.
func TestKindsThatDoNotStandFlat(t *testing.T) {
	for _, c := range []struct {
		kind  terms.Kind
		wrong string
	}{
		{terms.KindOf[nested]("nested"), "both have a kind"},
		{terms.KindOf[time.Time]("time"), "time.Time is a text"},
		{terms.KindOf[dated]("dated"), "terms_test.dated is a text"},
		{terms.KindOf[kindField]("kind-field"), `both have a field "kind"`},
		{terms.KindOf[unread]("unread"), "float64"},
	} {
		var dst any
		err := terms.Decode([]byte("{}"), &dst, terms.Kinds{c.kind})
		require.ErrorIs(t, err, terms.ErrType)
		require.ErrorContains(t, err, c.wrong)
	}
	_, err := terms.Encode(nil, nil)
	require.ErrorIs(t, err, terms.ErrType)
	_, err = terms.Encode((*lease)(nil), nil)
	require.ErrorIs(t, err, terms.ErrType)
	_, err = terms.Encode(5.5, nil)
	require.ErrorIs(t, err, terms.ErrType)
	_, err = terms.Schema(nil, nil, "")
	require.ErrorIs(t, err, terms.ErrType)
	_, err = terms.Schema(5.5, nil, "")
	require.ErrorIs(t, err, terms.ErrType)
}

// Fields that are no part of the file, and embedded ones that are.
func TestFieldsOfStructs(t *testing.T) {
	type Outer struct {
		inner
		Skipped float64 `json:"-"`
		hidden  float64
		Dash    int     `json:"-,"`
		Named   inner   `json:"named"`
		When    dated   `json:"when"`
		Kind    string  `json:"kind"`
		List    []dated `json:"list"`
	}
	want := Outer{inner: inner{1}, Dash: 2, Named: inner{3}, When: dated{civil.MustDate("2026-03-31")}, Kind: "x"}
	text, err := terms.Encode(want, nil)
	require.NoError(t, err)
	require.JSONEq(t, `{"a": 1, "-": 2, "named": {"a": 3}, "when": "2026-03-31", "kind": "x", "list": []}`, string(text))
	got := Outer{hidden: 1, Skipped: 2}
	require.NoError(t, terms.Decode(text, &got, nil))
	require.Equal(t, want, got)
}

// zeroer is an interface that says itself when it is left out.
type zeroer interface{ IsZero() bool }

type offset struct {
	N int `json:"n"`
}

// IsZero holds for offsets below one.
func (o offset) IsZero() bool { return o.N < 1 }

// What may be left out is, and comes back as the zero value; a pointer to
// something is not nothing.
func TestFieldsThatAreLeftOut(t *testing.T) {
	type optional struct {
		A *civil.Date `json:"a,omitzero"`
		B zeroer      `json:"b,omitzero"`
		C *int        `json:"c,omitempty"`
		D offset      `json:"d,omitzero"`
		E []int       `json:"e,omitempty,omitzero"`
		F bool        `json:"f"`
		G civil.Date  `json:"g,omitempty"`
		H string      `json:"h,omitempty"`
	}
	offsets := terms.Kinds{terms.KindOf[offset]("offset"), terms.KindOf[inner]("inner")}
	for text, v := range map[string]optional{
		`{"f":false,"g":""}`: {},
		`{"f":true,"g":""}`:  {D: offset{}, E: nil, F: true},
		`{"a":"","b":{"kind":"offset","n":0},"c":0,"d":{"n":1},"e":[0],"f":false,"g":"","h":"x"}`: {
			A: new(civil.Date), B: offset{}, C: new(int), D: offset{1}, E: []int{0}, H: "x"},
	} {
		got, err := terms.Encode(v, offsets)
		require.NoError(t, err)
		require.JSONEq(t, text, string(got))
		var again optional
		require.NoError(t, terms.Decode(got, &again, offsets))
		require.Equal(t, v, again)
	}
	got, err := terms.Encode(optional{D: offset{-1}, E: []int{}}, offsets)
	require.NoError(t, err)
	require.JSONEq(t, `{"f":false,"g":""}`, string(got))
	require.EqualError(t, terms.Decode([]byte(`{"f":false,"b":{"kind":"inner","a":1}}`), new(optional), offsets), `b.kind: line 1: kind "inner": unknown`)
	require.EqualError(t, terms.Decode([]byte(`{"a":null}`), new(optional), offsets), `f: line 1: missing`)
}
