package data_test

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/finance"
)

// soon is how long a refusal may take, on a slow machine too.
const soon = 5 * time.Second

// folder is a set in memory.
type folder map[string]string

// good is a copy of the committed set.
func good(t testing.TB) folder {
	t.Helper()
	set := folder{}
	root := os.DirFS("set")
	require.NoError(t, fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(root, path)
		set[path] = string(content)
		return err
	}))
	return set
}

func (f folder) load() (data.Set, error) {
	files := fstest.MapFS{}
	for name, content := range f {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return data.Load(files)
}

// edit is a change of a file: the first of such a text after another one.
type edit struct{ file, after, old, new string }

func (f folder) edit(t testing.TB, e edit) {
	t.Helper()
	before, rest, found := strings.Cut(f[e.file], e.after)
	require.True(t, found, "%s has no %q", e.file, e.after)
	require.True(t, strings.Contains(rest, e.old), "%s has no %q there", e.file, e.old)
	f[e.file] = before + e.after + strings.Replace(rest, e.old, e.new, 1)
}

// lineOf is the line of the first such text.
func (f folder) lineOf(t testing.TB, file, text string) int {
	t.Helper()
	before, _, found := strings.Cut(f[file], text)
	require.True(t, found, "%s has no %q", file, text)
	return 1 + strings.Count(before, "\n")
}

// refused are the problems for which a set is refused. It is refused fast, and
// there is nothing of it then.
func (f folder) refused(t testing.TB) []string {
	t.Helper()
	start := time.Now()
	set, err := f.load()
	require.Less(t, time.Since(start), soon)
	require.Error(t, err)
	require.Zero(t, set)
	var problems finance.Problems
	require.ErrorAs(t, err, &problems)
	require.NotEmpty(t, finance.Code(err))
	var all []string
	for p := range problems.All() {
		all = append(all, p.Error())
	}
	return all
}

const termsFile = "terms.json"

var tenMB = strings.Repeat("я", 5<<20)

// broken is a set with one thing wrong. Where at is given, %d in the problems is
// its line in the file that was edited first.
type broken struct {
	name       string
	edits      []edit
	at         string
	problems   []string
	structural bool // so that a schema can see it
}

var brokenTerms = []broken{
	{
		name: "wrong currency of an amount", edits: []edit{{termsFile, `"id": "S-002"`, "760.00 RUB", "760.00 EUR"}}, at: "760.00 EUR",
		problems: []string{"terms.json:%d: house.spaces[1].asking: 760.00 EUR, not in RUB: currency"},
	},
	{
		name: "no currency at all", edits: []edit{{termsFile, `"id": "S-002"`, "760.00 RUB", "760.00"}}, at: `"760.00"`,
		problems:   []string{`terms.json:%d: house.spaces[1].asking: amount "760.00": syntax`},
		structural: true,
	},
	{
		name: "wrong currency of the shop", edits: []edit{{termsFile, `"shop": {`, `"RUB"`, `"EUR"`}}, at: `"currency": "EUR"`,
		problems: []string{"terms.json:%d: shop.currency: EUR, not RUB: currency"},
	},
	{
		name: "overlapping leases of one space", edits: []edit{{termsFile, `"id": "L-002"`, `"S-002"`, `"S-001"`}}, at: `{
            "space": "S-001"
          }
        ],
        "term": "2025-05-12`,
		problems: []string{"terms.json:%d: house.leases[1].spaces[0]: let to leases[0] as well, in 2025-05-12/..: overlap"},
	},
	{
		name: "reversed dates", edits: []edit{{termsFile, `"id": "L-003"`, "2024-03-01/2028-03-01", "2028-03-01/2024-03-01"}}, at: "2028-03-01/2024-03-01",
		problems: []string{"terms.json:%d: house.leases[2].term.to: out of order: 2024-03-01 is not after 2028-03-01"},
	},
	{
		name: "a day that does not exist", edits: []edit{{termsFile, `"id": "L-003"`, "2024-02-10", "2024-02-30"}}, at: "2024-02-30",
		problems: []string{"terms.json:%d: house.leases[2].signed: out of range: no day 2024-2-30"},
	},
	{
		name: "duplicate ids", edits: []edit{{termsFile, `"residents"`, `"id": "R-002"`, `"id": "R-001"`}, {termsFile, `"leases"`, `"resident": "R-002"`, `"resident": "R-001"`}}, at: `"id": "R-001",
        "name": "Бюро «Тальник»`,
		problems: []string{"terms.json:%d: house.residents[1].id: as residents[0]: duplicate"},
	},
	{
		name: "an unknown reference", edits: []edit{{termsFile, `"id": "L-003"`, `"R-003"`, `"R-999"`}}, at: `"R-999"`,
		problems: []string{`terms.json:%d: house.leases[2].resident: "R-999": unknown`},
	},
	{
		name: "area over the building's", edits: []edit{{termsFile, `"id": "S-001"`, `"42.66"`, `"13772.94"`}}, at: `"area": "13772.94"`,
		problems: []string{"terms.json:%d: house.buildings[0].area: 13827.38 m² of spaces from 0001-01-01 in 13772.94 m²: over the limit"},
	},
	{
		name: "negative area", edits: []edit{{termsFile, `"id": "S-001"`, `"42.66"`, `"-42.66"`}}, at: `"-42.66"`,
		problems: []string{`terms.json:%d: house.spaces[0].area: area "-42.66": negative`},
	},
	{
		name: "commission over 100 %", edits: []edit{{termsFile, `"id": "C-002"`, `"rate": "40%"`, `"rate": "101%"`}}, at: `"101%"`,
		problems: []string{"terms.json:%d: shop.consignments[1].clauses[1].rate: 101% is more than the whole: out of range"},
	},
	{
		name: "an exponent of a billion in an amount", edits: []edit{{termsFile, `"id": "S-002"`, "760.00 RUB", "1e1000000000 RUB"}}, at: "1e1000000000",
		problems:   []string{`terms.json:%d: house.spaces[1].asking: amount "1e1000000000 RUB": syntax`},
		structural: true,
	},
	{
		name: "an exponent of a billion in a number", edits: []edit{{termsFile, `"id": "L-001"`, `"due": 10`, `"due": 1e1000000000`}}, at: "1e1000000000",
		problems: []string{`terms.json:%d: house.leases[0].clauses[0].due: "1e1000000000" is no whole number: syntax`},
	},
	{
		name: "a fraction of a day", edits: []edit{{termsFile, `"id": "L-001"`, `"due": 10`, `"due": 10.5`}}, at: "10.5",
		problems:   []string{`terms.json:%d: house.leases[0].clauses[0].due: "10.5" is no whole number: syntax`},
		structural: true,
	},
	{
		name: "a 10 MB name", edits: []edit{{termsFile, "", `Квартал (вымышленный`, tenMB}}, at: tenMB,
		problems:   []string{"terms.json:%d: name: 10485855 bytes, at most 4096: over the limit"},
		structural: true,
	},
	{
		name: "an unknown field", edits: []edit{{termsFile, `"id": "L-001"`, `"signed"`, `"singed"`}}, at: `"singed"`,
		problems:   []string{"terms.json:%d: house.leases[0].singed: unknown"},
		structural: true,
	},
	{
		name: "a field twice", edits: []edit{{termsFile, `"id": "L-001"`, `"signed"`, `"term"`}}, at: `"term": "2023-02-07"`,
		problems: []string{"terms.json:%d: house.leases[0].term: duplicate"},
	},
	{
		name: "a missing field", edits: []edit{{termsFile, "", `"operator": "quarter",`, ``}}, at: "{",
		problems:   []string{"terms.json:%d: operator: missing"},
		structural: true,
	},
	{
		name: "an unknown clause", edits: []edit{{termsFile, `"id": "L-001"`, `"kind": "amount"`, `"kind": "account"`}}, at: `"account"`,
		problems:   []string{`terms.json:%d: house.leases[0].clauses[0].kind: kind "account": unknown`},
		structural: true,
	},
	{
		name: "a text for a list", edits: []edit{{termsFile, "", `"buildings": [`, `"buildings": "two", "moved": [`}}, at: `"two"`,
		problems:   []string{"terms.json:%d: house.buildings: a text, not a list: syntax", "terms.json:%d: house.moved: unknown"},
		structural: true,
	},
	{
		name: "null", edits: []edit{{termsFile, "", `"operator": "quarter"`, `"operator": null`}}, at: "null",
		problems:   []string{"terms.json:%d: operator: null, not a text: missing"},
		structural: true,
	},
	{
		name: "a byte that is not UTF-8", edits: []edit{{termsFile, "", "Квартал (", "Квартал \xff("}}, at: "\xff",
		problems: []string{"terms.json:%d: name: not UTF-8: syntax"},
	},
	{
		name: "half a surrogate", edits: []edit{{termsFile, "", "Квартал (", `\ud800(`}}, at: `\ud800`,
		problems: []string{"terms.json:%d: name: half a surrogate pair: syntax"},
	},
	{
		name: "a trailing comma", edits: []edit{{termsFile, `"id": "S-001"`, `"760.00 RUB"`, `"760.00 RUB",`}}, at: "      },\n      {\n        \"id\": \"S-002\"",
		problems: []string{"terms.json:%d:7: unexpected '}': syntax"},
	},
	{
		name: "two values", edits: []edit{{termsFile, "\n}\n", "", "{}"}}, at: "{}",
		problems: []string{"terms.json:%d:1: unexpected '{': syntax"},
	},
	{
		name: "a regime that nobody knows", edits: []edit{{termsFile, `"id": "M-001"`, `"НПД"`, `"НПЖ"`}}, at: `"НПЖ"`,
		problems: []string{`terms.json:%d: parties[0].regime: "НПЖ": unknown`},
	},
	{
		name: "two budgets", edits: []edit{{termsFile, `"chart": {`, "\n  }\n}", "\n  },\n  \"budget\": [{\"month\": \"2026-01\", \"account\": \"income:rent\", \"amount\": \"1.00 RUB\"}]\n}"}},
		problems: []string{"terms.json: budget: budget.csv has one too: conflict"},
	},
}

func TestBrokenTermsAreRefused(t *testing.T) { refuse(t, brokenTerms) }

var brokenFacts = []broken{
	{
		name: "wrong currency", edits: []edit{{"shop_sales.csv", "", "2880.00 RUB", "2880.00 EUR"}},
		problems: []string{"shop_sales.csv:2.amount: currency"},
	},
	{
		name: "negative stock", edits: []edit{{"shop_sales.csv", "", "B-001-c,2025-12-23,2025-12-23,1", "B-001-c,2025-12-23,2025-12-23,999"}},
		problems: []string{`shop_sales.csv:2.units: "K-001" takes 999 of "B-001-c", 18 on hand: negative`},
	},
	{
		name: "an unknown consignment", edits: []edit{{"shop_sales.csv", "K-001,", "C-001", "C-999"}},
		problems: []string{`shop_sales.csv:2.consignment: "C-999": unknown`},
	},
	{
		name: "an unknown lease", edits: []edit{{"sales.csv", "", "L-066", "L-999"}},
		problems: []string{`sales.csv:2.lease: "L-999": unknown`},
	},
	{
		name: "a return of nothing", edits: []edit{{"returns.csv", "V-001,", "K-", "KK-"}},
		problems: []string{`returns.csv:2.sale: "KK-146": unknown`},
	},
	{
		name: "duplicate ids", edits: []edit{{"shop_sales.csv", "", "K-002,", "K-001,"}},
		problems: []string{`shop_sales.csv:3.id: "K-001": duplicate`},
	},
	{
		name: "duplicate ids of payments", edits: []edit{{"payments.csv", "", "Z-002,", "Z-001,"}},
		problems: []string{"payments.csv:3.id: duplicate"},
	},
	{
		name: "reversed dates of a period", edits: []edit{{"costs.csv", "", "2025-12-01/2026-01-01", "2026-01-01/2025-12-01"}},
		problems: []string{"costs.csv:2.period.to: out of order: 2025-12-01 is not after 2026-01-01"},
	},
	{
		name: "reversed dates of a placement", edits: []edit{{"placements.csv", "", "2026-02-01/2026-09-01", "2026-09-01/2026-02-01"}},
		problems: []string{"placements.csv:3.period.to: out of order: 2026-02-01 is not after 2026-09-01"},
	},
	{
		name: "known before it happened", edits: []edit{{"payments.csv", "", "2025-12-02,2025-12-02", "2025-12-02,2025-12-01"}},
		problems: []string{"payments.csv:3.known: out of order"},
	},
	{
		name: "a payment of nobody", edits: []edit{{"payments.csv", "", "founder,quarter", "founder,nobody"}},
		problems: []string{`payments.csv:2.to: neither side is "quarter": unknown`},
	},
	{
		name: "an award that nobody gave", edits: []edit{{"costs.csv", "", "subsidy,festival", "subsidy,carnival"}},
		problems: []string{`costs.csv:99.award: "carnival": unknown`},
	},
	{
		name: "an unknown account", edits: []edit{{"budget.csv", "", "income:rent:base", "incme:rent:base"}},
		problems: []string{"budget.csv:2.account: no root of accounts: unknown", `budget.csv:2.account: "incme:rent:base" is no income and no expense: out of range`},
	},
	{
		name: "a budget below zero", edits: []edit{{"budget.csv", "", "5350000.00", "-5350000.00"}},
		problems: []string{"budget.csv:2.amount: negative"},
	},
	{
		name: "an exponent of a billion", edits: []edit{{"sales.csv", "", "41400.00 RUB", "1e1000000000 RUB"}},
		problems: []string{`sales.csv:2.amount: amount "1e1000000000 RUB": syntax`},
	},
	{
		name: "an exponent of a billion in a number", edits: []edit{{"deliveries.csv", "D-001,", ",2025-12-01,2025-12-01,", ",2025-12-01,2025-12-01,1e1000000000"}},
		problems: []string{`deliveries.csv:2.units: "1e100000000046" is no whole number: syntax`},
	},
	{
		name: "more than a number holds", edits: []edit{{"deliveries.csv", "D-001,", ",2025-12-01,2025-12-01,", ",2025-12-01,2025-12-01,99999999999999999"}},
		problems: []string{"deliveries.csv:2.units: 9999999999999999946: out of range"},
	},
	{
		name: "a 10 MB name", edits: []edit{{"payments.csv", "", "взнос", tenMB}},
		problems: []string{"payments.csv:2: a row of more than 262144 bytes: over the limit"},
	},
	{
		name: "a row short of a column", edits: []edit{{"sales.csv", "", "RUB,,,,", "RUB,,,"}},
		problems: []string{"sales.csv:2: 9 cells, not 10: syntax"},
	},
	{
		name: "a byte that is not UTF-8", edits: []edit{{"payments.csv", "", "взнос", "взно\xf1"}},
		problems: []string{"payments.csv:2.purpose: not UTF-8: syntax"},
	},
	{
		name: "a quote that is never closed", edits: []edit{{"payments.csv", "", "взнос", `"взнос`}},
		problems: []string{"payments.csv:2: a quote that is never closed: syntax"},
	},
	{
		name: "an empty file", edits: []edit{{"withdrawals.csv", "", "", ""}},
		problems: []string{"withdrawals.csv:1: missing"},
	},
	{
		name: "a late sale of an unknown lease", edits: []edit{{"late/sales.csv", "", "L-0", "L-9"}},
		problems: []string{`late/sales.csv:2.lease: "L-966": unknown`},
	},
	{
		name: "a late return twice", edits: []edit{{"late/returns.csv", "", "V-late", "V-001"}},
		problems: []string{`late/returns.csv:2.id: "V-001": duplicate`},
	},
	{
		name: "a file of another name", edits: []edit{{"payment.csv", "", "", ""}},
		problems: []string{"payment.csv: unknown"},
	},
	{
		name: "a late file of another name", edits: []edit{{"late/budget.csv", "", "", ""}},
		problems: []string{"late/budget.csv: unknown"},
	},
	{
		name: "a mark that nobody knows", edits: []edit{{"frame.json", "", `"mark": "S"`, `"mark": "X"`}},
		problems: []string{`frame.json:65: figures[0].mark: "X" is not S, R or A: unknown`},
	},
	{
		name: "a figure without a source", edits: []edit{{"frame.json", `"figures"`, `"source": "yakutia-daily.ru, notice of reconstruction"`, `"source": ""`}},
		problems: []string{"frame.json:66: figures[0].source: missing"},
	},
	{
		name: "a region twice", edits: []edit{{"frame.json", "", `"RU-ZAB"`, `"RU-BU"`}},
		problems: []string{"frame.json:10: regions[1].code: duplicate"},
	},
	{
		name: "rows of several lines before it", edits: []edit{
			{"payments.csv", "", "взнос", "\"взнос\nучредителя, \"\"первый\"\"\""}, {"payments.csv", "", "\nZ-003,", "\nZ-002,"},
		},
		problems: []string{"payments.csv:5.id: duplicate"},
	},
}

func TestBrokenFactsAreRefused(t *testing.T) { refuse(t, brokenFacts) }

func refuse(t *testing.T, cases []broken) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			set := good(t)
			for _, e := range c.edits {
				set.edit(t, e)
			}
			want := slices.Clone(c.problems)
			if c.at != "" {
				line := set.lineOf(t, c.edits[0].file, c.at)
				for i := range want {
					want[i] = strings.ReplaceAll(want[i], "%d", fmt.Sprint(line))
				}
			}
			require.Equal(t, want, set.refused(t))
		})
	}
}

// Rows of a file whose header is wrong have a problem each; the header's come
// first.
func TestAnUnknownColumnIsRefused(t *testing.T) {
	set := good(t)
	set.edit(t, edit{"sales.csv", "", "id,lease", "id,lessee"})
	require.Equal(t, []string{"sales.csv:1.lessee: unknown", "sales.csv:1.lease: missing"}, set.refused(t)[:2])
}

// Wherever the terms end too early, it is said where.
func TestTruncatedTermsAreRefused(t *testing.T) {
	whole := good(t)[termsFile]
	set := folder{}
	for n := 0; n < len(whole)-2; n += 1 + n/8 {
		set[termsFile] = whole[:n]
		problems := set.refused(t)
		require.Len(t, problems, 1, n)
		line := max(1, 1+strings.Count(whole[:n], "\n"))
		require.Contains(t, problems[0], fmt.Sprintf("terms.json:%d:", line), n)
	}
}

func TestNestedTermsAreRefused(t *testing.T) {
	for name, deep := range map[string]string{
		"lists": strings.Repeat("[", 1_000_000), "objects": strings.Repeat(`{"house":`, 1_000_000),
		"closed": strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000),
	} {
		problems := folder{termsFile: deep}.refused(t)
		require.Len(t, problems, 1, name)
		require.Regexp(t, `^terms\.json:1:\d+: .*over the limit$`, problems[0], name)
	}
	set := good(t)
	set.edit(t, edit{termsFile, "", `"operator": "quarter"`, `"operator": ` + strings.Repeat("[", 1000) + strings.Repeat("]", 1000)})
	require.Equal(t, []string{"terms.json:3:78: nested more than 64 deep: over the limit"}, set.refused(t))
}

// Everything is listed at once, in the order of the files: facts too where the
// terms are wrong, as far as they are wrong in themselves.
func TestEverythingIsListedAtOnce(t *testing.T) {
	set := good(t)
	for _, e := range []edit{
		{"frame.json", "", `"mark": "S"`, `"mark": "X"`},
		{termsFile, `"id": "L-003"`, `"R-003"`, `"R-999"`},
		{termsFile, `"id": "C-002"`, `"rate": "40%"`, `"rate": "101%"`},
		{"payments.csv", "", "founder,quarter,2025-12-01", "founder,quarter,2025-13-01"},
		{"payments.csv", "\nZ-002,", "100000.00 RUB", "many RUB"},
		{"late/sales.csv", "", "2026-10-29", "soon"},
	} {
		set.edit(t, e)
	}
	require.Equal(t, []string{
		`frame.json:65: figures[0].mark: "X" is not S, R or A: unknown`,
		fmt.Sprintf(`terms.json:%d: house.leases[2].resident: "R-999": unknown`, set.lineOf(t, termsFile, "R-999")),
		fmt.Sprintf(`terms.json:%d: shop.consignments[1].clauses[1].rate: 101%% is more than the whole: out of range`, set.lineOf(t, termsFile, "101%")),
		"payments.csv:2.on: out of range: no day 2025-13-1",
		`payments.csv:3.amount: amount "many RUB": syntax`,
		`late/sales.csv:2.on: syntax: "soon" is no day`,
	}, set.refused(t))

	set = good(t) // and in facts of every kind
	for _, e := range []edit{
		{"budget.csv", "", "income:rent:base", "incme:rent:base"},
		{"sales.csv", "", "L-066", "L-999"},
		{"shop_sales.csv", "K-001,", "C-001", "C-999"},
		{"costs.csv", "", "subsidy,festival", "subsidy,carnival"},
		{"late/sales.csv", "", "L-0", "L-9"},
	} {
		set.edit(t, e)
	}
	require.Equal(t, []string{
		"budget.csv:2.account: no root of accounts: unknown",
		`budget.csv:2.account: "incme:rent:base" is no income and no expense: out of range`,
		`sales.csv:2.lease: "L-999": unknown`,
		`late/sales.csv:2.lease: "L-966": unknown`,
		`shop_sales.csv:2.consignment: "C-999": unknown`,
		`costs.csv:99.award: "carnival": unknown`,
	}, set.refused(t))
}

// More than is listed is counted.
func TestProblemsWithoutEndAreCounted(t *testing.T) {
	set := good(t)
	set["sales.csv"] = strings.ReplaceAll(set["sales.csv"], ",L-", ",LL-")
	_, err := set.load()
	require.ErrorContains(t, err, fmt.Sprintf("%d problems: sales.csv:2.lease: ", strings.Count(set["sales.csv"], "\n")-1))
	require.Less(t, len(err.Error()), 20_000)
}

// A folder that is none, or holds what cannot be read.
func TestFoldersThatCannotBeRead(t *testing.T) {
	require.Equal(t, []string{"terms.json: missing"}, folder{}.refused(t))
	_, err := data.Load(fstest.MapFS{termsFile: {Data: []byte("{}")}, "sales.csv": {Mode: fs.ModeDir}})
	require.ErrorContains(t, err, "sales.csv: ")
	_, err = data.Load(failing{})
	require.ErrorContains(t, err, "terms.json: permission denied")
	require.ErrorIs(t, err, fs.ErrPermission)
}

type failing struct{}

func (failing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}
