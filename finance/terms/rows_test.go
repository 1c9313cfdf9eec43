package terms_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// sale is a fact of the tests.
type sale struct {
	ID       string        `json:"id"`
	On       civil.Date    `json:"on"`
	Amount   finance.Money `json:"amount"`
	Units    int32         `json:"units"`
	Category string        `json:"category,omitempty"`
	Of       ref           `json:"of,omitzero"`
	Gift     bool          `json:"gift,omitempty"`
	Weight   uint16        `json:"weight,omitempty"`
}

type ref struct {
	ID string     `json:"id"`
	On civil.Date `json:"on"`
}

func (s *sale) Validate() error {
	var wrong finance.Problems
	if s.Units < 0 && s.Of.ID == "" {
		wrong.Add("of.id", finance.ErrMissing)
	}
	return wrong.Err()
}

var sold = []sale{
	{ID: "S-1", On: civil.MustDate("2026-03-28"), Amount: finance.MustMoney("212500.00 RUB"), Units: 5, Category: "cups, \"large\"", Weight: 65535},
	{ID: "S-2", On: civil.MustDate("2026-03-29"), Amount: finance.MustMoney("-500.00 RUB"), Units: -1, Of: ref{"S-1", civil.MustDate("2026-03-28")}},
	{ID: "=1+1", Amount: finance.MustMoney("0.01 RUB"), Category: "a\nb\r\nc\rd ", Gift: true},
	{ID: " @x\"", On: civil.MustDate("2026-03-30"), Category: "\r"},
}

const sheet = `id,on,amount,units,category,of.id,of.on,gift,weight
S-1,2026-03-28,212500.00 RUB,5,"cups, ""large""",,,,65535
S-2,2026-03-29,-500.00 RUB,-1,,S-1,2026-03-28,,
=1+1,,0.01 RUB,0,"a` + "\nb\r\nc\rd " + `",,,true,
" @x""",2026-03-30,0,0,"` + "\r" + `",,,,
`

func TestRowsReadAndWriteTheirFile(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, terms.WriteRows(&out, sold))
	require.Equal(t, sheet, out.String())
	for _, text := range []string{
		sheet, "\uFEFF" + sheet, strings.TrimSuffix(sheet, "\n"), strings.TrimSuffix(sheet, "\n") + "\r\n", strings.TrimSuffix(sheet, "\n") + "\r",
		strings.ReplaceAll(sheet, "weight\n", "weight\r\n"), strings.ReplaceAll(sheet, "id,on", `"id","on"`),
	} {
		for _, r := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text))} {
			got, err := terms.Rows[sale](r, "sales.csv")
			require.NoError(t, err)
			require.Equal(t, sold, got)
		}
	}
	got, err := terms.Rows[sale](strings.NewReader("units,amount,on,id\n7,1 RUB,2026-03-31,S\n"), "sales.csv")
	require.NoError(t, err)
	require.Equal(t, []sale{{ID: "S", On: civil.MustDate("2026-03-31"), Amount: finance.MustMoney("1.00 RUB"), Units: 7}}, got)

	got, err = terms.Rows[sale](strings.NewReader("id,on,amount,units"), "sales.csv")
	require.NoError(t, err)
	require.Empty(t, got)
}

// A row does not keep what the one before it had.
func TestRowsBeginEmpty(t *testing.T) {
	got, err := terms.Rows[sale](strings.NewReader("id,on,amount,units,category,weight\na,2026-03-31,1 RUB,7,x,5\na,2026-03-31,1 RUB,7,,\nb,2026-03-31,1 RUB,7,x,\n"), "f")
	require.NoError(t, err)
	require.Equal(t, []string{"a x 5", "a  0", "b x 0"}, []string{brief(got[0]), brief(got[1]), brief(got[2])})
}

func brief(s sale) string { return fmt.Sprint(s.ID, " ", s.Category, " ", s.Weight) }

// One column makes no blank lines.
func TestRowsOfOneColumn(t *testing.T) {
	type named struct {
		Name string `json:"name"`
	}
	want := []named{{""}, {"a"}, {""}}
	var out bytes.Buffer
	require.NoError(t, terms.WriteRows(&out, want))
	require.Equal(t, "name\n\"\"\na\n\"\"\n", out.String())
	got, err := terms.Rows[named](&out, "names.csv")
	require.NoError(t, err)
	require.Equal(t, want, got)
}

// Every problem has its file, line and column.
func TestRowsReportEverythingAtOnce(t *testing.T) {
	rows, err := terms.Rows[sale](bytes.NewReader(golden(t, "wrong.csv")), "sales.csv")
	require.Nil(t, rows)
	require.Equal(t, strings.Split(strings.TrimSpace(string(golden(t, "wrong_csv.txt"))), "\n"), problems(t, err))
	for _, sentinel := range []error{
		finance.ErrMissing, finance.ErrRange, finance.ErrSyntax, finance.ErrUnknown, finance.ErrDuplicate, finance.ErrCurrency,
	} {
		require.ErrorIs(t, err, sentinel)
	}
}

// Files that are broken as a whole, or without measure.
func TestHostileRows(t *testing.T) {
	const header, million = "id,on,amount,units\n", 1 << 20
	long := strings.Repeat("x", 10*million)
	for _, c := range []struct{ name, text, wrong string }{
		{"empty", "", "sales.csv:1: missing"},
		{"a mark alone", "\uFEFF", "sales.csv:1: missing"},
		{"a blank line", "\n", "sales.csv:1: missing"},
		{"a header with a fault", "i\"d\nx", "sales.csv:1: a quote inside a cell without quotes: syntax"},
		{"a header that is never closed", "\"id\nx\n", "sales.csv:1: a quote that is never closed: syntax"},
		{"a header of 10 MB", long, "sales.csv:1: a row of more than 262144 bytes: over the limit"},
		{"a row short of a column", header + "a,2026-03-31,1 RUB\n", "sales.csv:2: 3 cells, not 4: syntax"},
		{"a row with one more", header + "a,2026-03-31,1 RUB,1,\n", "sales.csv:2: 5 cells, not 4: syntax"},
		{"a blank row", header + "\n", "sales.csv:2: 0 cells, not 4: syntax"},
		{"a cell of 5000 bytes", header + long[:5000] + ",2026-03-31,1 RUB,1\n", "sales.csv:2.id: 5000 bytes, at most 4096: over the limit"},
		{"a name of 10 MB", header + long + ",2026-03-31,1 RUB,1\n", "sales.csv:2: a row of more than 262144 bytes: over the limit"},
		{"a name of 10 MB in quotes", header + `"` + long + `",2026-03-31,1 RUB,1` + "\n", "sales.csv:2: a row of more than 262144 bytes: over the limit"},
		{"lines without end", header + `"` + strings.Repeat("x\n", 5*million), "sales.csv:2: a row of more than 262144 bytes: over the limit"},
		{"a quote without end", header + "a,2026-03-31,1 RUB,1\n\"b,\n,,,\n", "sales.csv:3: a quote that is never closed: syntax"},
		{"a byte that is not UTF-8", header + "\xff,2026-03-31,1 RUB,1\n", "sales.csv:2.id: not UTF-8: syntax"},
		{"a number that never ends", header + "a,2026-03-31,1 RUB," + strings.Repeat("9", 4000), "sales.csv:2.units: a number of 4000 characters, at most 20: over the limit"},
		{"an exponent of a billion", header + "a,2026-03-31,1 RUB,1e1000000000", `sales.csv:2.units: "1e1000000000" is no whole number: syntax`},
		{"an unknown column that is not UTF-8", "a\xff," + header + ",a,2026-03-31,1 RUB,1\n", "sales.csv:1.a\uFFFD: unknown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			rows, err := terms.Rows[sale](strings.NewReader(c.text), "sales.csv")
			require.Less(t, time.Since(start), soon)
			require.EqualError(t, err, c.wrong)
			require.Nil(t, rows)
			require.NotEmpty(t, finance.Code(err))
		})
	}
	for _, text := range []string{header + strings.Repeat(",,,\n", million), strings.Repeat("a,", 100_000) + "\n"} {
		_, err := terms.Rows[sale](strings.NewReader(text), "sales.csv")
		require.ErrorContains(t, err, "10000 problems: ")
		require.Less(t, len(err.Error()), 20_000)
	}
	_, err := terms.Rows[sale](iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(header))), "sales.csv")
	require.EqualError(t, err, "sales.csv: timeout")
	require.ErrorIs(t, err, iotest.ErrTimeout)
	for _, begun := range []string{header, header + "a,b", header + "\"a\n", header + ",,,\n"} {
		_, err = terms.Rows[sale](io.MultiReader(strings.NewReader(begun), iotest.ErrReader(io.ErrUnexpectedEOF)), "sales.csv")
		require.EqualError(t, err, "sales.csv: unexpected EOF")
	}
}

// A row of exactly the bytes that are read is read, and one more is not.
func TestRowLimits(t *testing.T) {
	type wide struct {
		A string `json:"a"`
	}
	cells := "a" + strings.Repeat(",", terms.MaxRow-2) + "\n"
	_, err := terms.Rows[wide](strings.NewReader(cells), "f")
	require.NotErrorIs(t, err, finance.ErrLimit)
	_, err = terms.Rows[wide](strings.NewReader(","+cells), "f")
	require.EqualError(t, err, "f:1: a row of more than 262144 bytes: over the limit")
	rows, err := terms.Rows[wide](strings.NewReader("a\n"+strings.Repeat("x", terms.MaxText)+"\n"), "f")
	require.NoError(t, err)
	require.Len(t, rows[0].A, terms.MaxText)

	if testing.Short() {
		return
	}
	repeated := io.MultiReader(strings.NewReader("a\n"), io.LimitReader(endless{}, 2*(terms.MaxRows+1)))
	_, err = terms.Rows[wide](repeated, "f")
	require.EqualError(t, err, "f:10000002: more than 10000000 rows: over the limit")
}

// endless is a file of rows that are all the same.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	return copy(p, strings.Repeat("x\n", len(p)/2+1)[:len(p)&^1]), nil
}

// What cannot be read again is not written, and nothing is written then.
func TestWriteRowsRefuses(t *testing.T) {
	var out bytes.Buffer
	err := terms.WriteRows(&out, []sale{{ID: "\xff"}, {Category: strings.Repeat("x", terms.MaxText+1)}})
	require.Equal(t, []string{"[0].id: not UTF-8: syntax", "[1].category: 4097 bytes, at most 4096: over the limit"}, problems(t, err))
	require.Zero(t, out.Len())

	type odd struct {
		Rounding finance.Rounding `json:"rounding"`
	}
	err = terms.WriteRows(&out, []odd{{}, {77}})
	require.Equal(t, []string{"[1].rounding: rounding 77: out of range"}, problems(t, err))
	require.Zero(t, out.Len())
	require.ErrorIs(t, terms.WriteRows(failing{}, sold), io.ErrShortWrite)

	type wide struct {
		A, B, C, D, E, F, G, H [0]int  `json:"-"`
		One                    sixteen `json:"a"`
		Two                    sixteen `json:"b"`
		Three                  sixteen `json:"c"`
		Four                   sixteen `json:"d"`
		More                   string  `json:"more"`
	}
	full := strings.Repeat("x", terms.MaxText)
	half := sixteen{full, full, full, full, full, full, full, full, full, full, full, full, full, full, full, full}
	less := half
	less.P = full[:terms.MaxText-65]
	rows := []wide{{One: half, Two: half, Three: half, Four: less}}
	require.NoError(t, terms.WriteRows(&out, rows))
	again, err := terms.Rows[wide](&out, "wide.csv")
	require.NoError(t, err)
	require.Equal(t, rows, again)
	rows[0].More = "x"
	require.EqualError(t, terms.WriteRows(&out, rows), "[0]: a row of more than 262144 bytes: over the limit")
	require.EqualError(t, terms.WriteRows(&out, make([]truth, terms.MaxRows+1)), "10000001 rows, at most 10000000: over the limit")
	require.Zero(t, out.Len())
}

type truth struct {
	A bool `json:"a"`
}

type sixteen struct {
	A string `json:"a"`
	B string `json:"b"`
	C string `json:"c"`
	D string `json:"d"`
	E string `json:"e"`
	F string `json:"f"`
	G string `json:"g"`
	H string `json:"h"`
	I string `json:"i"`
	J string `json:"j"`
	K string `json:"k"`
	L string `json:"l"`
	M string `json:"m"`
	N string `json:"n"`
	O string `json:"o"`
	P string `json:"p"`
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// A type that is no row of cells is the program's mistake.
func TestRowsOfOtherTypes(t *testing.T) {
	type list struct {
		A []int `json:"a"`
	}
	type optional struct {
		A struct {
			B *int `json:"b"`
		} `json:"a"`
	}
	type anything struct {
		A any `json:"a"`
	}
	type flat struct {
		A any `json:"-" terms:"kind"`
	}
	type real struct {
		A float64 `json:"a"`
	}
	_, err := terms.Rows[list](strings.NewReader("!"), "f")
	require.ErrorContains(t, err, `terms_test.list: "a" is no column`)
	for _, err := range []error{
		err, terms.WriteRows[list](io.Discard, nil), terms.WriteRows[optional](io.Discard, nil), terms.WriteRows[anything](io.Discard, nil),
		terms.WriteRows[flat](io.Discard, nil), terms.WriteRows[real](io.Discard, nil), terms.WriteRows[int](io.Discard, nil),
		terms.WriteRows[any](io.Discard, nil), terms.WriteRows[struct{}](io.Discard, nil), terms.WriteRows[civil.Date](io.Discard, nil),
		terms.WriteRows[*sale](io.Discard, nil),
	} {
		require.ErrorIs(t, err, terms.ErrType)
	}
}

// Reading costs a few allocations a row: those of its texts.
func TestRowsAllocateLittle(t *testing.T) {
	const n = 1000
	text := "id,on,amount,units,category\n" + strings.Repeat("S-1,2026-03-28,212500.00 RUB,5,cups\n", n)
	per := testing.AllocsPerRun(5, func() {
		_, err := terms.Rows[sale](strings.NewReader(text), "f")
		if err != nil {
			panic(errors.Join(err))
		}
	}) / n
	require.LessOrEqual(t, per, 2.5)
}

func BenchmarkRows(b *testing.B) {
	const n = 100_000
	var text strings.Builder
	text.WriteString("id,on,amount,units,category\n")
	for i := range n {
		fmt.Fprintf(&text, "S-%d,2026-03-28,%d.00 RUB,5,cups\n", i, i)
	}
	b.ReportAllocs()
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		_, _ = terms.Rows[sale](strings.NewReader(text.String()), "f")
	}
}

// counted is a row that refuses what it lacks.
type counted struct {
	ID string `json:"id"`
	N  int    `json:"n"`
}

func (c counted) Validate() error {
	var wrong finance.Problems
	if c.ID == "" {
		wrong.Add("id", finance.ErrMissing)
	}
	if c.N < 0 {
		wrong.Add("n", finance.ErrNegative)
	}
	return wrong.Err()
}

// A column that the file lacks is told once, not for each row that lacks it
// too; what else is wrong with the rows is told all the same.
func TestRowsOfAFileThatLacksAColumn(t *testing.T) {
	_, err := terms.Rows[counted](strings.NewReader("n\n1\n-2\n3\n"), "x.csv")
	require.EqualError(t, err, "2 problems: x.csv:1.id: missing; x.csv:3.n: negative")
}
