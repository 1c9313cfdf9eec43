package document_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/document"
)

// issued is a register with an invoice, an act and two transfer documents.
func issued(t testing.TB) (document.Register, map[string]document.Document) {
	t.Helper()
	var r document.Register
	byName := map[string]document.Document{}
	for _, name := range []string{"invoice", "act", "upd"} {
		var drawn []document.Document
		r, drawn = draw(t, r, name, document.Source{Obligations: march(), Agreements: agreements})
		for _, d := range drawn {
			byName[name+" "+d.Agreement] = d
		}
	}
	return r, byName
}

func TestIssueGivesANumberOnce(t *testing.T) {
	r, d := issued(t)
	act, rent, fee := d["act L-7"], d["upd L-7"], d["upd C-1"]
	first := document.Numbered{Document: rent.ID, Number: "17", Date: day("2026-03-31")}
	next, err := r.Issue(first)
	require.NoError(t, err)
	require.True(t, mustDocument(t, r, rent.ID).Draft()) // the receiver does not change
	got := mustDocument(t, next, rent.ID)
	require.Equal(t, "17", got.Number)
	require.Equal(t, day("2026-03-31"), got.Date)
	require.Equal(t, rent.Lines, got.Lines)

	again, err := next.Issue(first)
	require.NoError(t, err)
	require.Equal(t, next, again)
	for _, c := range []struct {
		is error
		n  document.Numbered
	}{
		{finance.ErrConflict, document.Numbered{Document: rent.ID, Number: "18", Date: day("2026-03-31")}},
		{finance.ErrConflict, document.Numbered{Document: rent.ID, Number: "17", Date: day("2026-04-01")}},
		{finance.ErrDuplicate, document.Numbered{Document: fee.ID, Number: "17", Date: day("2026-04-01")}}, // same kind and year
		{finance.ErrUnknown, document.Numbered{Document: uuid.New(), Number: "1", Date: day("2026-04-01")}},
		{finance.ErrMissing, document.Numbered{Document: fee.ID, Date: day("2026-04-01")}},
		{finance.ErrMissing, document.Numbered{Document: fee.ID, Number: "18"}},
		{finance.ErrSyntax, document.Numbered{Document: fee.ID, Number: "18 ", Date: day("2026-04-01")}},
		{finance.ErrLimit, document.Numbered{Document: fee.ID, Number: strings.Repeat("1", 10<<20), Date: day("2026-04-01")}},
	} {
		same, err := next.Issue(document.Numbered{Document: act.ID, Number: "17", Date: day("2026-03-31")}, c.n) // an act has a series of its own
		require.ErrorIs(t, err, c.is)
		require.Equal(t, "numbers[1]", strings.SplitN(paths(t, err)[0], ".", 2)[0])
		require.Equal(t, next, same) // nothing is issued
	}
	_, err = next.Issue(document.Numbered{Document: fee.ID, Number: "17", Date: day("2027-01-11")}) // another year
	require.NoError(t, err)
	_, err = r.Issue(first, document.Numbered{Document: fee.ID, Number: "17", Date: day("2026-04-01")})
	require.ErrorIs(t, err, finance.ErrDuplicate) // in one call too
}

func mustDocument(t testing.TB, r document.Register, id uuid.UUID) document.Document {
	t.Helper()
	d, ok := r.Document(id)
	require.True(t, ok)
	return d
}

func TestAdd(t *testing.T) {
	r, d := issued(t)
	require.Equal(t, 4, r.Len())
	act := d["act L-7"]
	same, err := r.Add(act)
	require.NoError(t, err)
	require.Equal(t, r, same)

	other := act
	other.Title.EN = "Act"
	_, err = r.Add(other)
	require.ErrorIs(t, err, finance.ErrConflict)
	require.Equal(t, []string{"documents[0]"}, paths(t, err))

	// a part of what another act shows
	_, parts := draw(t, document.Register{}, "act", document.Source{Obligations: march()[:1], Agreements: agreements})
	_, err = r.Add(parts...)
	require.ErrorIs(t, err, finance.ErrDuplicate)

	numbered := parts[0]
	numbered.Number, numbered.Date = "1", day("2026-03-31")
	_, err = document.Register{}.Add(numbered)
	require.ErrorIs(t, err, finance.ErrConflict)

	var names []string
	for doc := range r.Holding(march()[0].Posting()) {
		names = append(names, doc.Kind)
	}
	require.Equal(t, []string{"invoice", "act", "upd"}, names)
	_, ok := r.Document(uuid.New())
	require.False(t, ok)
}

func TestConflictsOfPostings(t *testing.T) {
	r, _ := issued(t)
	other := march()
	other[0].Net = rub("45000.01 RUB")
	s := document.Source{Owner: quarter, Parties: parties, Obligations: other, Agreements: agreements}
	_, err := r.Draw(kind(t, "act"), s)
	require.ErrorIs(t, err, finance.ErrConflict)
	require.Equal(t, []string{"obligations[0]"}, paths(t, err))
	s.Obligations = append(march()[:1], other[0])
	_, err = document.Register{}.Draw(kind(t, "act"), s)
	require.Equal(t, []string{"obligations[1]"}, paths(t, err))
	s.Obligations = append(march()[:1], march()[0])
	drawn, err := document.Register{}.Draw(kind(t, "act"), s)
	require.NoError(t, err)
	require.Len(t, drawn[0].Lines, 1)
}

// A register shares nothing with what it hands out.
func TestRegisterIsAValue(t *testing.T) {
	r, d := issued(t)
	before, err := json.Marshal(r)
	require.NoError(t, err)
	handed := mustDocument(t, r, d["act L-7"].ID)
	handed.Lines[0].Text.RU, handed.Issuer.Requisites[0].Value, handed.Headings[0].Section, handed.Columns[0], handed.Basis[0].EN = "x", "x", "x", document.Gross, "x"
	d["act L-7"].Lines[0].Text.RU = "x"
	after, err := json.Marshal(r)
	require.NoError(t, err)
	require.Equal(t, string(before), string(after))
}

func TestDrawRefuses(t *testing.T) {
	s := document.Source{Owner: quarter, Parties: parties[:1], Obligations: march()}
	_, err := document.Register{}.Draw(kind(t, "act"), s)
	require.Equal(t, []string{"obligations[0]", "obligations[1]"}, paths(t, err)) // no details of the studio
	require.ErrorIs(t, err, finance.ErrMissing)

	s = document.Source{Obligations: []accrual.Obligation{{}}, Advances: []document.Advance{{}}, Parties: []document.Details{{}, {}}, Agreements: []document.Basis{{}, {}}, Items: []document.Item{{}}}
	_, err = document.Register{}.Draw(document.Kind{}, s)
	require.Equal(t, []string{
		"kind.name", "kind.title", "kind.sections", "owner",
		"obligations[0].agreement", "obligations[0].clause", "obligations[0].slot.from", "obligations[0].debtor", "obligations[0].creditor", "obligations[0].net", "obligations[0].for", "obligations[0].in",
	}, paths(t, err)[:12])
	_, err = document.Register{}.Draw(kind(t, "set-off"), document.Source{Owner: quarter})
	require.Equal(t, []string{"kind.form"}, paths(t, err))

	big := march()[:1]
	big[0].Net, big[0].Tax = finance.Minor(1<<63-1, finance.RUB), rub("0.00 RUB")
	two := big[0]
	two.Clause = "rent 2"
	_, err = document.Register{}.Draw(kind(t, "act"), document.Source{Owner: quarter, Parties: parties, Obligations: append(big, two)})
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.Equal(t, []string{"documents[R-3]"}, paths(t, err))
}

func TestValidateDocument(t *testing.T) {
	_, d := issued(t)
	good := d["act L-7"]
	for _, c := range []struct {
		path  string
		wreck func(d *document.Document)
	}{
		{"kind", func(d *document.Document) { d.Kind = "" }},
		{"form", func(d *document.Document) { d.Form = 9 }},
		{"title", func(d *document.Document) { d.Title = document.Words{} }},
		{"series", func(d *document.Document) { d.Series = "" }},
		{"date", func(d *document.Document) { d.Date = day("2026-03-31") }},
		{"date", func(d *document.Document) { d.Number = "1" }},
		{"issuer.party", func(d *document.Document) { d.Issuer.Party = "" }},
		{"recipient.party", func(d *document.Document) { d.Recipient.Party = quarter }},
		{"period.to", func(d *document.Document) { d.Period.From = day("2027-01-01") }},
		{"currency", func(d *document.Document) { d.Currency = 0 }},
		{"columns[0]", func(d *document.Document) { d.Columns = []document.Column{10} }},
		{"lines", func(d *document.Document) { d.Lines = nil }},
		{"lines[0].section", func(d *document.Document) { d.Lines[0].Section = "x" }},
		{"lines[0].posting", func(d *document.Document) { d.Lines[0].Posting = uuid.Nil }},
		{"lines[0].for", func(d *document.Document) { d.Lines[0].For = month("2026-03").Add(-100000) }},
		{"lines[0].taxed", func(d *document.Document) { d.Lines[0].Taxed, d.Lines[0].Rate = 3, finance.Rate{} }},
		{"lines[0].rate", func(d *document.Document) { d.Lines[0].Taxed = document.Untaxed }},
		{"lines[0].gross", func(d *document.Document) { d.Lines[0].Gross = rub("1.00 RUB") }},
		{"lines[0].net", func(d *document.Document) { d.Lines[0].Net = rub("1.00 EUR") }},
		{"lines[0].before", func(d *document.Document) { d.Lines[0].Before = d.Lines[0].Amounts }},
		{"total", func(d *document.Document) { d.Total.Gross = rub("1.00 RUB") }},
		{"rounding", func(d *document.Document) { d.Rounding = rub("0.01 EUR") }},
		{"set_off", func(d *document.Document) { d.SetOff.Amount = rub("1.00 RUB") }},
		{"account", func(d *document.Document) { d.Account.Opening.Ours = rub("1.00 RUB") }},
		{"id", func(d *document.Document) { d.ID = uuid.New() }},
		{"id", func(d *document.Document) { d.Period = month("2026-04").Period() }},
	} {
		bad := good
		bad.Lines = append(bad.Lines[:0:0], good.Lines...)
		c.wreck(&bad)
		require.Contains(t, paths(t, bad.Validate()), c.path)
	}
	require.NoError(t, good.Validate())
}
