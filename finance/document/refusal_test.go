package document_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/document"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

func TestSourceRefuses(t *testing.T) {
	payment := ledger.Payment{ID: "P", From: studio, To: quarter, On: day("2026-03-20"), Known: day("2026-03-20"), Amount: rub("10.00 RUB")}
	for _, c := range []struct {
		path  string
		is    error
		wreck func(s *document.Source)
	}{
		{"owner", finance.ErrMissing, func(s *document.Source) { s.Owner = "" }},
		{"parties[3]", finance.ErrDuplicate, func(s *document.Source) { s.Parties = append(s.Parties, s.Parties[0]) }},
		{"parties[3].name", finance.ErrMissing, func(s *document.Source) { s.Parties = append(s.Parties, document.Details{Party: "x"}) }},
		{"parties[3].requisites[0].label", finance.ErrMissing, func(s *document.Source) {
			s.Parties = append(s.Parties, document.Details{Party: "x", Name: document.Words{RU: "х"}, Requisites: []document.Requisite{{}}})
		}},
		{"agreements[2]", finance.ErrDuplicate, func(s *document.Source) { s.Agreements = append(s.Agreements, s.Agreements[0]) }},
		{"agreements[2].tax.rates[0]", finance.ErrNegative, func(s *document.Source) {
			s.Agreements = append(s.Agreements, document.Basis{Agreement: "x", Tax: accrual.Tax{Rates: append(vat.Rates[:0:0], vat.Rates[0])}})
			s.Agreements[2].Tax.Rates[0].Value = finance.MustRate("-1%")
		}},
		{"obligations[5].creditor", finance.ErrConflict, func(s *document.Source) { s.Obligations[5].Creditor = s.Obligations[5].Debtor }},
		{"obligations[5].tax", finance.ErrCurrency, func(s *document.Source) { s.Obligations[5].Tax = rub("1.00 EUR") }},
		{"advances[0].agreement", finance.ErrMissing, func(s *document.Source) { s.Advances = []document.Advance{{Payment: payment}} }},
		{"advances[0].amount", finance.ErrRange, func(s *document.Source) {
			s.Advances = []document.Advance{{payment, "L-7", rub("10.01 RUB")}}
		}},
		{"advances[0].amount", finance.ErrNegative, func(s *document.Source) {
			s.Advances = []document.Advance{{payment, "L-7", rub("-1.00 RUB")}}
		}},
		{"advances[0].amount", finance.ErrCurrency, func(s *document.Source) {
			s.Advances = []document.Advance{{payment, "L-7", rub("1.00 EUR")}}
		}},
		{"items[0].posting", finance.ErrMissing, func(s *document.Source) {
			s.Items = []document.Item{{Text: document.Words{EN: "x"}, Amount: rub("1.00 RUB")}}
		}},
		{"items[0].amount", finance.ErrCurrency, func(s *document.Source) {
			s.Items = []document.Item{{Posting: uuid.New(), Text: document.Words{EN: "x"}}}
		}},
	} {
		s := document.Source{Owner: quarter, Parties: append(parties[:0:0], parties...), Agreements: append(agreements[:0:0], agreements...), Obligations: append(march(), march()[0])}
		c.wreck(&s)
		drawn, err := document.Register{}.Draw(kind(t, "act"), s)
		require.ErrorIs(t, err, c.is, c.path)
		require.Equal(t, []string{c.path}, paths(t, err))
		require.Nil(t, drawn)
	}
}

// Documents with accounts and set-offs are checked as far as their sums.
func TestValidateOtherForms(t *testing.T) {
	r, _ := golden(t)
	byKind := map[string]document.Document{}
	for d := range r.Documents() {
		byKind[d.Kind] = d
	}
	for _, c := range []struct {
		kind, path string
		wreck      func(d *document.Document)
	}{
		{"set-off", "set_off.ours", func(d *document.Document) { d.SetOff.Amount = rub("1.00 RUB") }},
		{"set-off", "set_off.ours[0].entry", func(d *document.Document) { d.SetOff.Ours[0].Entry = uuid.Nil }},
		{"set-off", "set_off.theirs[0].open", func(d *document.Document) { d.SetOff.Theirs[0].Open = rub("20000.00 EUR") }},
		{"set-off", "set_off.ours[0].extinguished", func(d *document.Document) { d.SetOff.Ours[0].Extinguished = rub("1830.68 RUB") }},
		{"set-off", "set_off.ours[0].extinguished", func(d *document.Document) { d.SetOff.Ours[0].Extinguished = rub("0.00 RUB") }},
		{"set-off", "lines", func(d *document.Document) { d.Lines = byKind["act"].Lines }},
		{"set-off", "id", func(d *document.Document) { d.SetOff.Ours[0].Entry = uuid.New() }},
		{"reconciliation", "account.closing", func(d *document.Document) { d.Account.Closing.Ours = rub("1.00 RUB") }},
		{"reconciliation", "account.opening", func(d *document.Document) { d.Account.Opening.Theirs = rub("0.00 EUR") }},
		{"reconciliation", "account.pairs[0].difference", func(d *document.Document) { d.Account.Pairs[0].Difference = rub("1.00 RUB") }},
		{"reconciliation", "account.pairs[0].by", func(d *document.Document) { d.Account.Pairs[0].By = document.ByDay }},
		{"reconciliation", "account.pairs[0].ours.on", func(d *document.Document) { d.Account.Pairs[0].Ours.On = day("2026-01-01").AddDays(-1 << 30) }},
		{"reconciliation", "account.pairs[0].ours", func(d *document.Document) { d.Account.Pairs[0].Ours = document.Figure{} }},
		{"reconciliation", "id", func(d *document.Document) { d.Account.Pairs[0].Ours.Number = "x" }},
		{"ukd", "lines[0].before", func(d *document.Document) { d.Lines[0].Before = document.Amounts{} }},
		{"ukd", "lines[0].before.gross", func(d *document.Document) { d.Lines[0].Before.Gross = rub("1.00 RUB") }},
	} {
		d := byKind[c.kind]
		require.NoError(t, d.Validate())
		d, _ = r.Document(d.ID)
		c.wreck(&d)
		require.Contains(t, paths(t, d.Validate()), c.path)
	}
}

// A correction of what the issuer owes, and a document of two agreements.
func TestCorrectionOfWhatTheIssuerOwes(t *testing.T) {
	k := document.Kind{
		Name: "report", Title: document.Words{EN: "Report"}, CorrectedBy: "corrected",
		Sections: []document.Section{{Name: "sales", Clauses: []string{"proceeds"}, Owed: document.ByIssuer}, {Name: "fee", Clauses: []string{"fee"}}},
	}
	c := k
	c.Name, c.CorrectedBy, c.Corrects = "corrected", "", "report"
	s := document.Source{Owner: quarter, Parties: parties, Obligations: append(march(), owed("C-2", "proceeds", "2026-03", "quarter", "M-1", "100.00 RUB", "0.00 RUB")), Agreements: agreements}
	drawn, err := document.Register{}.Draw(k, s)
	require.NoError(t, err)
	require.Len(t, drawn, 1)
	require.Empty(t, drawn[0].Agreement) // of two
	require.Equal(t, rub("11080.00 RUB"), drawn[0].Total.Gross)
	require.Len(t, drawn[0].Basis, 1) // nothing is said of the other
	r, err := document.Register{}.Add(drawn...)
	require.NoError(t, err)
	s.Obligations = []accrual.Obligation{adjusts(march()[2], "2026-04", "-200.00 RUB", "0.00 RUB"), adjusts(march()[3], "2026-04", "-20.00 RUB", "-4.40 RUB")}
	drawn, err = r.Draw(c, s)
	require.NoError(t, err)
	require.Len(t, drawn, 1)
	require.Equal(t, rub("-175.60 RUB"), drawn[0].Total.Gross)
	require.Equal(t, []finance.Money{rub("12200.00 RUB"), rub("1220.00 RUB")}, []finance.Money{drawn[0].Lines[0].Before.Gross, drawn[0].Lines[1].Before.Gross})
	require.Contains(t, drawn[0].Text(accrual.English), "\nMaker (fictional) owes Quarter LLC (fictional): 175.60 RUB\n") // the other way round
	none, err := r.Draw(k, s)
	require.NoError(t, err)
	require.Empty(t, none)
	// the same postings may not stand in both kinds
	k.CorrectedBy = ""
	drawn, err = r.Draw(k, s)
	require.NoError(t, err)
	require.Len(t, drawn, 1)
	r, err = r.Add(drawn...)
	require.NoError(t, err)
	corrections, err := r.Draw(c, s)
	require.NoError(t, err)
	require.Empty(t, corrections)
}

// Tax over items that sum to nothing, or partly fall below: the parts sum to it.
func TestTaxOverItems(t *testing.T) {
	for _, c := range []struct {
		net, tax string
		items    []string
		taxes    []string
	}{
		{"0.00 RUB", "0.01 RUB", []string{"10.00 RUB", "-10.00 RUB"}, []string{"0.00 RUB", "0.01 RUB"}},
		{"10.00 RUB", "2.20 RUB", []string{"15.00 RUB", "-5.00 RUB"}, []string{"3.30 RUB", "-1.10 RUB"}},
		{"1.00 RUB", "0.22 RUB", []string{"0.33 RUB", "0.33 RUB", "0.34 RUB"}, []string{"0.07 RUB", "0.08 RUB", "0.07 RUB"}},
	} {
		o := owed("L-7", "rent", "2026-03", "R-3", "quarter", c.net, c.tax)
		var items []document.Item
		for i, amount := range c.items {
			items = append(items, document.Item{Posting: o.Posting(), Text: document.Words{EN: fmt.Sprint(i)}, Amount: rub(amount)})
		}
		_, drawn := draw(t, document.Register{}, "act", document.Source{Obligations: []accrual.Obligation{o}, Agreements: agreements, Items: items})
		for i, n := range drawn[0].Lines {
			require.Equal(t, rub(c.taxes[i]), n.Tax)
		}
	}
}

type named interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
	driver.Valuer
	Validate() error
}

type pointer[T any] interface {
	*T
	encoding.TextUnmarshaler
	sql.Scanner
}

// requireNames walks an enumeration: texts both ways, and what is beyond it.
func requireNames[T named, P pointer[T]](t *testing.T, names ...string) {
	t.Helper()
	for k, name := range names {
		v := T(k)
		require.NoError(t, v.Validate())
		require.Equal(t, name, v.String())
		text, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, name, string(text))
		column, err := v.Value()
		require.NoError(t, err)
		var read, scanned T
		require.NoError(t, P(&read).UnmarshalText(text))
		require.NoError(t, P(&scanned).Scan(column))
		require.Equal(t, []T{v, v}, []T{read, scanned})
	}
	require.ErrorIs(t, T(len(names)).Validate(), finance.ErrRange)
}

func TestNames(t *testing.T) {
	requireNames[document.Form](t, "charges", "advances", "set-off", "reconciliation")
	requireNames[document.Side](t, "owner", "other")
	requireNames[document.Direction](t, "to-issuer", "by-issuer")
	requireNames[document.Per](t, "party", "agreement", "key")
	requireNames[document.Cycle](t, "month", "quarter")
	requireNames[document.Column](t, "number", "description", "month", "quantity", "unit", "price", "net", "tax-rate", "tax", "gross")
	requireNames[document.Taxed](t, "untaxed", "rate", "rates")
	requireNames[document.MatchedBy](t, "none", "number", "day", "amount")
	requireNames[document.State](t, "drawn", "sent", "received", "objected", "accepted", "deemed-accepted", "settled")
	requireNames[document.Action](t, "send", "receive", "accept", "accept-line", "object", "uphold", "withdraw", "settle")
	requireNames[document.Status](t, "open", "disputed", "agreed", "deemed", "corrected")
	requireNames[document.Payout](t, "acceptance", "word", "at-once")
}
