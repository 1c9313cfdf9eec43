package document_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/document"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// march is what a close of March 2026 posted: 22 % of 45,000.00 and of 1,500.55.
func march() []accrual.Obligation {
	return []accrual.Obligation{
		owed("L-7", "rent", "2026-03", "R-3", "quarter", "45000.00 RUB", "9900.00 RUB"),
		owed("L-7", "service", "2026-03", "R-3", "quarter", "1500.55 RUB", "330.12 RUB"),
		owed("C-1", "proceeds", "2026-03", "quarter", "M-1", "12200.00 RUB", "0.00 RUB"),
		owed("C-1", "fee", "2026-03", "M-1", "quarter", "1000.00 RUB", "220.00 RUB"),
		owed("X", "rent", "2026-03", "a", "b", "1.00 RUB", "0.00 RUB"), // between two others
	}
}

var agreements = []document.Basis{
	{Agreement: "L-7", Text: document.Words{EN: "Lease L-7", RU: "Договор аренды L-7"}, Tax: vat},
	{Agreement: "C-1", Text: document.Words{EN: "Commission agreement C-1", RU: "Договор комиссии C-1"}, Tax: inside()},
}

func TestAct(t *testing.T) {
	_, drawn := draw(t, document.Register{}, "act", document.Source{Obligations: march(), Agreements: agreements})
	require.Len(t, drawn, 1)
	d := drawn[0]
	require.Equal(t, document.Amounts{Net: rub("46500.55 RUB"), Tax: rub("10230.12 RUB"), Gross: rub("56730.67 RUB")}, d.Total)
	require.Equal(t, []accrual.Party{quarter, studio}, []accrual.Party{d.Issuer.Party, d.Recipient.Party})
	require.Equal(t, month("2026-03").Period(), d.Period)
	require.Equal(t, "L-7", d.Agreement)
	require.Equal(t, []document.Words{agreements[0].Text}, d.Basis)
	require.True(t, d.Draft())
	require.Len(t, d.Lines, 2)
	rent, service := d.Lines[0], d.Lines[1]
	require.Equal(t, march()[0].Posting(), rent.Posting)
	require.Equal(t, march()[0].Key, rent.Key)
	require.Equal(t, "Аренда мастерской", rent.Text.In(accrual.Russian))
	require.Equal(t, "service", service.Text.In(accrual.Russian)) // no name was given
	require.Equal(t, "мес.", rent.Unit.RU)
	require.Equal(t, document.AtRate, service.Taxed)
	require.Equal(t, finance.MustRate("22%"), service.Rate)
	require.Equal(t, day("2026-04-10"), rent.Due)
}

// What a shop owes a maker: 12,200.00 taken, less a fee of 1,220.00 with tax.
func TestCommissionReport(t *testing.T) {
	sold := march()[2]
	items := []document.Item{
		{Posting: sold.Posting(), Fact: accrual.Ref{ID: "S-1", On: day("2026-03-02")}, Text: document.Words{EN: "Vase"}, Quantity: finance.MustNumber("3"), Price: rub("5000.00 RUB"), Amount: rub("15000.00 RUB")},
		{Posting: sold.Posting(), Fact: accrual.Ref{ID: "B-1", On: day("2026-03-09")}, Text: document.Words{EN: "Vase, chipped"}, Quantity: finance.MustNumber("1"), Amount: rub("-2800.00 RUB")},
	}
	_, drawn := draw(t, document.Register{}, "report", document.Source{Obligations: march(), Agreements: agreements, Items: items})
	require.Len(t, drawn, 1)
	d := drawn[0]
	require.Equal(t, rub("10980.00 RUB"), d.Total.Gross) // to pay over
	require.Equal(t, "2026-01-01/2026-04-01", d.Period.String())
	require.Len(t, d.Lines, 3)
	for i, want := range []struct{ section, gross string }{{"sales", "15000.00 RUB"}, {"returns", "-2800.00 RUB"}, {"fee", "1220.00 RUB"}} {
		require.Equal(t, want.section, d.Lines[i].Section)
		require.Equal(t, rub(want.gross), d.Lines[i].Gross)
	}
	require.Equal(t, []bool{false, false, true}, []bool{d.Lines[0].Less, d.Lines[1].Less, d.Lines[2].Less})
	require.Equal(t, document.Untaxed, d.Lines[0].Taxed)
	require.Equal(t, accrual.Ref{ID: "S-1", On: day("2026-03-02")}, d.Lines[0].Fact)
	fee, err := d.SectionTotal("fee")
	require.NoError(t, err)
	require.Equal(t, document.Amounts{Net: rub("1000.00 RUB"), Tax: rub("220.00 RUB"), Gross: rub("1220.00 RUB")}, fee)
	require.Contains(t, d.Text(accrual.English), "Quarter LLC (fictional) owes Maker (fictional): 10980.00 RUB")
}

func TestItemsMustSumToTheirObligation(t *testing.T) {
	x := document.Item{Posting: march()[2].Posting(), Text: document.Words{EN: "Vase"}, Amount: rub("12199.99 RUB")}
	s := document.Source{Owner: quarter, Parties: parties, Obligations: march(), Items: []document.Item{x}}
	_, err := document.Register{}.Draw(kind(t, "report"), s)
	require.Equal(t, []string{"obligations[2]"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrConflict)
	s.Items[0].Posting = ledger.Payment{ID: "1"}.Posting()
	_, err = document.Register{}.Draw(kind(t, "report"), s)
	require.Equal(t, []string{"items[0]"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrUnknown)
}

// The rent of March falls by 5,000.00 as April learns, then rises by 1,000.00.
func TestCorrection(t *testing.T) {
	all := march()
	r, drawn := draw(t, document.Register{}, "upd", document.Source{Obligations: all, Agreements: agreements})
	require.Len(t, drawn, 2) // the maker's fee, the studio's rent and service
	upd := drawn[1]
	april := []accrual.Obligation{
		adjusts(all[0], "2026-04", "-5000.00 RUB", "-1100.00 RUB"),
		owed("L-7", "rent", "2026-04", "R-3", "quarter", "40000.00 RUB", "8800.00 RUB"),
		adjusts(owed("L-8", "rent", "2026-03", "R-3", "quarter", "0.00 RUB", "0.00 RUB"), "2026-04", "700.00 RUB", "154.00 RUB"), // nothing was drawn of it
	}
	s := document.Source{Obligations: append(all, april...), Agreements: agreements}
	r, drawn = draw(t, r, "upd", s)
	require.Len(t, drawn, 1)
	require.Equal(t, rub("40700.00 RUB"), drawn[0].Total.Net) // of April, and what was never drawn of March
	r, drawn = draw(t, r, "ukd", s)
	require.Len(t, drawn, 1)
	first := drawn[0]
	require.Equal(t, upd.ID, first.Corrects.ID)
	require.Equal(t, document.Amounts{Net: rub("45000.00 RUB"), Tax: rub("9900.00 RUB"), Gross: rub("54900.00 RUB")}, first.Lines[0].Before)
	after, err := first.Lines[0].After()
	require.NoError(t, err)
	require.Equal(t, rub("48800.00 RUB"), after.Gross)
	require.Equal(t, rub("-6100.00 RUB"), first.Total.Gross)
	require.Equal(t, "Аренда мастерской", first.Lines[0].Text.RU) // as the first one called it

	// the second correction begins where the first one ended
	s.Obligations = append(s.Obligations, adjusts(all[0], "2026-05", "1000.00 RUB", "220.00 RUB"))
	r, drawn = draw(t, r, "ukd", s)
	require.Len(t, drawn, 1)
	require.Equal(t, upd.ID, drawn[0].Corrects.ID)
	require.Equal(t, rub("40000.00 RUB"), drawn[0].Lines[0].Before.Net)

	// numbers: not before the corrected one has its own, nor dated before it
	_, err = r.Issue(document.Numbered{Document: first.ID, Number: "2", Date: day("2026-04-30")})
	require.ErrorIs(t, err, finance.ErrOrder)
	r, err = r.Issue(document.Numbered{Document: upd.ID, Number: "1", Date: day("2026-03-31")})
	require.NoError(t, err)
	_, err = r.Issue(document.Numbered{Document: first.ID, Number: "2", Date: day("2026-03-30")})
	require.ErrorIs(t, err, finance.ErrOrder)
	r, err = r.Issue(document.Numbered{Document: first.ID, Number: "2", Date: day("2026-04-30")})
	require.NoError(t, err)
	issued, ok := r.Document(first.ID)
	require.True(t, ok)
	require.Equal(t, "1", issued.Corrects.Number)
	require.Contains(t, issued.Text(accrual.Russian), "УКД № 2 от 30.04.2026\nисправляет: УПД № 1 от 31.03.2026\n")
	_, drawn = draw(t, r, "ukd", s)
	require.Empty(t, drawn)
}

// What corrects an obligation that was shown by its items is not called like the
// first of them, as it corrects the whole.
func TestCorrectionOfItems(t *testing.T) {
	all := march()
	rent := all[0]
	item := func(id, text, amount string) document.Item {
		return document.Item{Posting: rent.Posting(), Fact: accrual.Ref{ID: id}, Text: document.Words{RU: text, EN: text}, Amount: rub(amount)}
	}
	s := document.Source{Obligations: all[:1], Agreements: agreements, Items: []document.Item{item("a", "north", "40000.00 RUB"), item("b", "south", "5000.00 RUB")}}
	r, drawn := draw(t, document.Register{}, "upd", s)
	require.Len(t, drawn, 1)
	require.Len(t, drawn[0].Lines, 2)
	s.Obligations = append(s.Obligations, adjusts(rent, "2026-04", "-5000.00 RUB", "-1100.00 RUB"))
	_, drawn = draw(t, r, "ukd", s)
	require.Len(t, drawn, 1)
	require.NotEqual(t, "north", drawn[0].Lines[0].Text.EN)
	require.Equal(t, rub("45000.00 RUB"), drawn[0].Lines[0].Before.Net)
}

// A payment of 100,000.00 of which 61,000.00 is ahead: 22/122 of it is tax.
func TestAdvance(t *testing.T) {
	p := ledger.Payment{ID: "P-1", From: studio, To: quarter, On: day("2026-03-20"), Known: day("2026-03-20"), Amount: rub("100000.00 RUB")}
	s := document.Source{Advances: []document.Advance{{Payment: p, Agreement: "L-7", Amount: rub("61000.00 RUB")}}, Agreements: agreements}
	r, drawn := draw(t, document.Register{}, "advance", s)
	require.Len(t, drawn, 1)
	d := drawn[0]
	require.Equal(t, document.Amounts{Net: rub("50000.00 RUB"), Tax: rub("11000.00 RUB"), Gross: rub("61000.00 RUB")}, d.Total)
	require.Equal(t, p.Posting(), d.Lines[0].Posting)
	require.Equal(t, finance.MustRate("22%"), d.Lines[0].Rate)
	require.Equal(t, "Предварительная оплата", d.Lines[0].Text.RU)
	require.Equal(t, month("2026-03").Period(), d.Period)
	_, again := draw(t, r, "advance", s)
	require.Empty(t, again)
	s.Owner, s.Parties = quarter, parties
	s.Advances[0].Amount = rub("61000.01 RUB")
	_, err := r.Draw(kind(t, "advance"), s)
	require.ErrorIs(t, err, finance.ErrConflict)
	s.Advances = append(s.Advances[:0:0], s.Advances[0], s.Advances[0])
	_, err = document.Register{}.Draw(kind(t, "advance"), s)
	require.Equal(t, []string{"advances[1]"}, paths(t, err))
	s.Advances, s.Agreements = s.Advances[:1], nil
	_, err = document.Register{}.Draw(kind(t, "advance"), s)
	require.ErrorIs(t, err, finance.ErrMissing) // no rate is known
	s.Advances[0].Payment.From, s.Advances[0].Payment.To = quarter, studio
	drawn, err = document.Register{}.Draw(kind(t, "advance"), s)
	require.NoError(t, err)
	require.Empty(t, drawn) // what the owner paid is invoiced by whom it paid
}

func TestText(t *testing.T) {
	_, drawn := draw(t, document.Register{}, "act", document.Source{Obligations: march(), Agreements: agreements})
	require.Equal(t, strings.TrimPrefix(`
Акт об оказании услуг (проект)

Исполнитель: ООО «Квартал» (вымышленное)
  ИНН/КПП: 0000000001/000000001
  Адрес: 1 Example street
Заказчик: Мастерская (вымышленная)
Основание: Договор аренды L-7
Период: 01.03.2026 – 31.03.2026

№  наименование       сумма без НДС  ставка НДС        НДС      всего
1  Аренда мастерской      45 000,00         22%   9 900,00  54 900,00
2  service                 1 500,55         22%     330,12   1 830,67
   Итого                  46 500,55              10 230,12  56 730,67
Всего: Пятьдесят шесть тысяч семьсот тридцать рублей 67 копеек
`, "\n"), strings.ReplaceAll(drawn[0].Text(accrual.Russian), "\u00a0", " "))
}
