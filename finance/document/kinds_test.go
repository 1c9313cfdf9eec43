package document_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/document"
	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// A table of kinds is a file of the host.
func TestKindsAreAFile(t *testing.T) {
	require.NoError(t, kinds.Validate())
	text, err := terms.Encode(kinds, nil)
	require.NoError(t, err)
	var read document.Kinds
	require.NoError(t, terms.Decode(text, &read, nil))
	require.Equal(t, kinds, read)
	_, err = terms.Schema(kinds, nil, "")
	require.NoError(t, err)
	_, ok := kinds.Kind("x")
	require.False(t, ok)
}

func TestBadKinds(t *testing.T) {
	good := kind(t, "act")
	for _, c := range []struct {
		path  string
		is    error
		wreck func(k *document.Kind)
	}{
		{"name", finance.ErrMissing, func(k *document.Kind) { k.Name = "" }},
		{"name", finance.ErrLimit, func(k *document.Kind) { k.Name = strings.Repeat("x", 10<<20) }},
		{"form", finance.ErrRange, func(k *document.Kind) { k.Form = 4 }},
		{"title", finance.ErrMissing, func(k *document.Kind) { k.Title = document.Words{} }},
		{"title", finance.ErrSyntax, func(k *document.Kind) { k.Title.RU = "\xff" }},
		{"issuer", finance.ErrRange, func(k *document.Kind) { k.Issuer = 2 }},
		{"issuer_as", finance.ErrLimit, func(k *document.Kind) { k.IssuerAs.EN = strings.Repeat("x", 1025) }},
		{"recipient_as", finance.ErrLimit, func(k *document.Kind) { k.RecipientAs.EN = strings.Repeat("x", 1025) }},
		{"per", finance.ErrRange, func(k *document.Kind) { k.Per = 3 }},
		{"cycle", finance.ErrRange, func(k *document.Kind) { k.Cycle = 2 }},
		{"series", finance.ErrLimit, func(k *document.Kind) { k.Series = strings.Repeat("x", 257) }},
		{"columns[1]", finance.ErrRange, func(k *document.Kind) { k.Columns = []document.Column{0, 10} }},
		{"sections", finance.ErrMissing, func(k *document.Kind) { k.Sections = nil }},
		{"sections", finance.ErrLimit, func(k *document.Kind) { k.Sections = make([]document.Section, 33) }},
		{"sections", finance.ErrConflict, func(k *document.Kind) { k.Form = document.SetOffs }},
		{"sections[0].name", finance.ErrMissing, func(k *document.Kind) { k.Sections = []document.Section{{}} }},
		{"sections[1].name", finance.ErrDuplicate, func(k *document.Kind) { k.Sections = []document.Section{{Name: "a"}, {Name: "a"}} }},
		{"sections[0].owed", finance.ErrRange, func(k *document.Kind) { k.Sections = []document.Section{{Name: "a", Owed: 2}} }},
		{"sections[0].owed", finance.ErrConflict, func(k *document.Kind) {
			k.Form, k.Sections = document.Advances, []document.Section{{Name: "a", Owed: document.ByIssuer}}
		}},
		{"names[0].text", finance.ErrMissing, func(k *document.Kind) { k.Names = []document.Naming{{}} }},
		{"names[1].clause", finance.ErrDuplicate, func(k *document.Kind) { k.Names = []document.Naming{k.Names[0], k.Names[0]} }},
		{"names", finance.ErrLimit, func(k *document.Kind) { k.Names = make([]document.Naming, 1001) }},
		{"corrects", finance.ErrCycle, func(k *document.Kind) { k.Corrects = "act" }},
		{"corrected_by", finance.ErrConflict, func(k *document.Kind) { k.Corrects, k.CorrectedBy = "x", "y" }},
		{"corrects", finance.ErrConflict, func(k *document.Kind) { k.Form, k.Corrects = document.Advances, "x" }},
		{"issuer", finance.ErrConflict, func(k *document.Kind) { k.Form, k.Issuer = document.Reconciliation, document.Other }},
		{"refers", finance.ErrConflict, func(k *document.Kind) { k.Refers = []string{"x"} }},
	} {
		bad := good
		c.wreck(&bad)
		err := bad.Validate()
		require.ErrorIs(t, err, c.is, c.path)
		require.Contains(t, paths(t, err), c.path)
	}
	for _, c := range []struct {
		path string
		is   error
		list document.Kinds
	}{
		{"[1].name", finance.ErrDuplicate, document.Kinds{good, good}},
		{"[0].corrects", finance.ErrUnknown, document.Kinds{kind(t, "ukd")}},
		{"[0].corrected_by", finance.ErrUnknown, document.Kinds{kind(t, "upd")}},
		{"[0].refers[0]", finance.ErrUnknown, document.Kinds{kind(t, "reconciliation")}},
		{"[0].corrects", finance.ErrConflict, document.Kinds{func() document.Kind { k := kind(t, "ukd"); k.Corrects = "act"; return k }(), good}},
	} {
		err := c.list.Validate()
		require.ErrorIs(t, err, c.is, c.path)
		require.Contains(t, paths(t, err), c.path)
	}
}

// Sections, agreements and who issues.
func TestWhatAKindTakes(t *testing.T) {
	all := march()
	back := owed("C-1", "fee back", "2026-03", "quarter", "M-1", "10.00 RUB", "0.00 RUB")
	all = append(all, back)
	k := document.Kind{Name: "k", Title: document.Words{EN: "K"}, Sections: []document.Section{{Name: "a", Clauses: []string{"fee"}}}, Per: document.PerKey}
	s := document.Source{Owner: quarter, Parties: parties, Obligations: all}
	clauses := func(k document.Kind) (list []string) {
		drawn, err := document.Register{}.Draw(k, s)
		require.NoError(t, err)
		for _, d := range drawn {
			for _, n := range d.Lines {
				list = append(list, string(d.Issuer.Party)+" "+n.Key.Clause)
			}
		}
		return list
	}
	require.Equal(t, []string{"quarter fee"}, clauses(k))
	k.Issuer = document.Other // whoever is owed issues: the maker its own
	require.Equal(t, []string{"M-1 fee back"}, clauses(k))
	k.Sections[0].Owed = document.ByIssuer // and here whoever owes
	require.Equal(t, []string{"M-1 fee"}, clauses(k))
	k.Issuer = document.Owner
	require.Equal(t, []string{"quarter fee back"}, clauses(k))
	k.Sections[0].Clauses = nil
	require.Equal(t, []string{"quarter fee back", "quarter proceeds"}, sorted(clauses(k)))
	k.Agreements = []string{"L-"}
	require.Empty(t, clauses(k))
	k.Sections[0].Owed, k.Per = document.ToIssuer, document.PerParty
	require.Equal(t, []string{"quarter rent", "quarter service"}, clauses(k))
	// a section for returns takes nothing else
	k.Sections[0].Returns = true
	_, err := document.Register{}.Draw(k, s)
	require.ErrorIs(t, err, finance.ErrUnknown)
	// what bears tax is not untaxed
	k.Sections[0].Returns, k.Sections[0].Untaxed = false, true
	_, err = document.Register{}.Draw(k, s)
	require.ErrorIs(t, err, finance.ErrConflict)
}

func sorted(list []string) []string {
	if len(list) == 2 && list[0] > list[1] {
		list[0], list[1] = list[1], list[0]
	}
	return list
}

func TestColumnsAndTaxes(t *testing.T) {
	k := kind(t, "invoice")
	k.NoTax = true
	drawn, err := document.Register{}.Draw(k, document.Source{Owner: quarter, Parties: parties, Obligations: march()})
	require.NoError(t, err)
	require.Equal(t, []document.Column{document.LineNumber, document.Description, document.Gross}, drawn[0].Columns)
	k.Columns = []document.Column{document.Description, document.ForMonth, document.Quantity, document.Unit, document.Price, document.Gross}
	all := march()[:1]
	x := document.Item{Posting: all[0].Posting(), Text: document.Words{RU: "Стол\n=1"}, Unit: document.Words{RU: "шт."}, Quantity: finance.MustNumber("2.5"), Price: rub("18000.00 RUB"), Amount: rub("45000.00 RUB")}
	drawn, err = document.Register{}.Draw(k, document.Source{Owner: quarter, Parties: parties, Obligations: all, Items: []document.Item{x}})
	require.NoError(t, err)
	require.Contains(t, strings.ReplaceAll(drawn[0].Text(accrual.Russian), "\u00a0", " "), `Стол\n=1      2026-03         2,5  шт.  18 000,00  54 900,00`)
	require.Equal(t, document.AtRates, drawn[0].Lines[0].Taxed) // no rate is known that gives it
	require.Contains(t, drawn[0].Text(9), "54900.00")           // an unknown language is English
}

// December is taxed at 20 %, January at 22 %; a quarter's slot may bear either.
func TestRateOfALine(t *testing.T) {
	for _, c := range []struct {
		in, tax string
		slot    string
		taxed   document.Taxed
		rate    string
	}{
		{"2025-12", "20.00 RUB", "2025-12-01/2026-01-01", document.AtRate, "20%"},
		{"2026-01", "22.00 RUB", "2026-01-01/2026-02-01", document.AtRate, "22%"},
		{"2026-01", "22.01 RUB", "2026-01-01/2026-02-01", document.AtRate, "22%"}, // a difference of two rounded taxes
		{"2026-01", "21.98 RUB", "2026-01-01/2026-02-01", document.AtRates, "0%"},
		{"2026-01", "20.00 RUB", "2026-01-01/2026-02-01", document.AtRates, "0%"},
		{"2026-01", "20.00 RUB", "2025-11-01/2026-02-01", document.AtRate, "20%"},
		{"2026-01", "0.00 RUB", "2026-01-01/2026-02-01", document.Untaxed, "0%"},
		{"2018-01", "0.00 RUB", "2018-01-01/2018-02-01", document.Untaxed, "0%"},
	} {
		o := owed("L-7", "rent", c.in, "R-3", "quarter", "100.00 RUB", c.tax)
		require.NoError(t, o.Slot.UnmarshalText([]byte(c.slot)))
		_, drawn := draw(t, document.Register{}, "act", document.Source{Obligations: []accrual.Obligation{o}, Agreements: agreements})
		require.Equal(t, c.taxed, drawn[0].Lines[0].Taxed, "%v", c)
		require.Equal(t, finance.MustRate(c.rate), drawn[0].Lines[0].Rate, "%v", c)
	}
}

// The lines have the codes of the chart that posted them; the fee is kept from
// the maker's money.
func TestCoding(t *testing.T) {
	coding := document.Coding{
		Owner: quarter,
		Chart: ledger.Chart{Rules: []ledger.Rule{
			{Clause: "proceeds", Owes: ledger.Accounts{Control: ledger.Makers, Net: "liabilities:takings"}},
			{Clause: "fee", Owed: ledger.Accounts{Control: ledger.Makers, Net: "income:commission", Tax: "liabilities:vat"}},
			{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:services", Tax: "liabilities:vat"}},
		}},
		Codes: journal.Map{
			{Account: ledger.Makers, Code: "76.09"}, {Account: ledger.Receivable, Code: "62.01"}, {Account: "liabilities:takings", Code: "76.09.1"},
			{Account: "income", Code: "90.01"}, {Account: "income:commission", Code: "90.01.1"}, {Account: "liabilities:vat", Code: "68.02"},
		},
	}
	all := document.Source{Obligations: march(), Agreements: agreements}
	_, reports := draw(t, document.Register{}, "report", all)
	_, acts := draw(t, document.Register{}, "act", all)
	report, act := reports[0], acts[0]
	rows, err := coding.Rows(accrual.English, report, act)
	require.NoError(t, err)
	var got []string
	for _, r := range rows {
		got = append(got, r.Key.Clause+": "+r.Control+" "+r.Account+" "+r.TaxAccount)
	}
	require.Equal(t, []string{
		"proceeds: 76.09 76.09.1 ",
		"fee: 76.09 90.01.1 68.02",
		"rent: 62.01 90.01 68.02",
		"service: 62.01 90.01 68.02",
	}, got)
	var b bytes.Buffer
	require.NoError(t, coding.WriteRows(&b, accrual.English, report, act))
	read, err := terms.Rows[document.Row](&b, "documents.csv")
	require.NoError(t, err)
	require.Equal(t, rows, read)

	// of the maker's own books the same report is what others owe it, and what it owes
	theirs := document.Coding{
		Owner: maker,
		Chart: ledger.Chart{Rules: []ledger.Rule{
			{Clause: "proceeds", Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:sales"}},
			{Clause: "fee", Owes: ledger.Accounts{Control: ledger.Payable, Net: "expenses:commission", Tax: "assets:vat"}},
		}},
		Codes: journal.Map{{Account: "assets", Code: "62"}, {Account: "liabilities", Code: "60"}, {Account: "income", Code: "90"}, {Account: "expenses", Code: "44"}, {Account: "assets:vat", Code: "19"}},
	}
	rows, err = theirs.Rows(accrual.English, report)
	require.NoError(t, err)
	require.Equal(t, []string{"62", "90", ""}, []string{rows[0].Control, rows[0].Account, rows[0].TaxAccount})
	require.Equal(t, []string{"60", "44", "19"}, []string{rows[1].Control, rows[1].Account, rows[1].TaxAccount})

	for place, spoil := range map[string]func(*document.Coding){
		"documents[0].lines[1]": func(c *document.Coding) { c.Codes = append(c.Codes[:3:3], c.Codes[5]) },
		"documents[1].lines[0]": func(c *document.Coding) { c.Chart.Rules = c.Chart.Rules[:2] },
		"documents[0].lines[0]": func(c *document.Coding) { c.Owner = "nobody" },
		"codes[0].code":         func(c *document.Coding) { c.Codes = journal.Map{{Account: "income"}} },
		"chart.rules[0].owed":   func(c *document.Coding) { c.Chart.Rules = []ledger.Rule{{}} },
	} {
		bad := coding
		spoil(&bad)
		b.Reset()
		err := bad.WriteRows(&b, accrual.English, report, act)
		require.Contains(t, paths(t, err), place)
		require.Empty(t, b.String())
	}
}

func TestRows(t *testing.T) {
	r, d := issued(t)
	r, err := r.Issue(document.Numbered{Document: d["upd L-7"].ID, Number: "17", Date: day("2026-03-31")})
	require.NoError(t, err)
	doc := mustDocument(t, r, d["upd L-7"].ID)
	var b bytes.Buffer
	require.NoError(t, document.WriteRows(&b, accrual.Russian, doc, d["act L-7"]))
	rows, err := terms.Rows[document.Row](&b, "documents.csv")
	require.NoError(t, err)
	require.Equal(t, document.Rows(accrual.Russian, doc, d["act L-7"]), rows)
	require.Len(t, rows, 4)
	require.Equal(t, []string{"upd", "17", "Аренда мастерской"}, []string{rows[0].Kind, rows[0].Number, rows[0].Text})
	require.Equal(t, march()[0].Posting(), rows[0].Posting)
	require.Equal(t, rub("54900.00 RUB"), rows[0].Gross)
	require.Equal(t, 2, rows[1].Line)
	require.Equal(t, "act", rows[2].Kind)
}
