package document_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/document"
)

var (
	rub   = finance.MustMoney
	day   = civil.MustDate
	month = civil.MustMonth
)

const (
	quarter accrual.Party = "quarter"
	studio  accrual.Party = "R-3"
	maker   accrual.Party = "M-1"
)

// vat is of an example; the host hands over its own.
var vat = accrual.Tax{
	Rates: civil.Timeline[finance.Rate]{
		{From: day("2019-01-01"), Value: finance.MustRate("20%"), Source: "Federal law 303-FZ of 3 August 2018"},
		{From: day("2026-01-01"), Value: finance.MustRate("22%"), Source: "Federal law 425-FZ of 28 November 2025"},
	},
	Rounding: finance.HalfUp,
}

func inside() accrual.Tax {
	tax := vat
	tax.Included = true
	return tax
}

// kinds are Russian practice, as a host has it.
var kinds = document.Kinds{
	{
		Name: "invoice", Title: document.Words{EN: "Invoice", RU: "Счёт"},
		Sections: []document.Section{{Name: "services", Clauses: []string{"rent", "service"}}}, Per: document.PerAgreement,
	},
	{
		Name: "act", Title: document.Words{EN: "Act of services", RU: "Акт об оказании услуг"}, InWords: true,
		IssuerAs: document.Words{EN: "Contractor", RU: "Исполнитель"}, RecipientAs: document.Words{EN: "Customer", RU: "Заказчик"},
		Sections: []document.Section{{Name: "services", Clauses: []string{"rent", "service"}}},
		Names:    []document.Naming{{Clause: "rent", Text: document.Words{EN: "Rent of a studio", RU: "Аренда мастерской"}, Unit: document.Words{EN: "month", RU: "мес."}}},
	},
	{
		Name: "upd", Title: document.Words{EN: "Universal transfer document", RU: "УПД"}, CorrectedBy: "ukd", Series: "tax",
		IssuerAs: document.Words{EN: "Seller", RU: "Продавец"}, RecipientAs: document.Words{EN: "Buyer", RU: "Покупатель"},
		Sections: []document.Section{{Name: "services", Clauses: []string{"rent", "service", "fee"}}},
		Names:    []document.Naming{{Clause: "rent", Text: document.Words{EN: "Rent of a studio", RU: "Аренда мастерской"}}},
	},
	{
		Name: "ukd", Title: document.Words{EN: "Corrected transfer document", RU: "УКД"}, Corrects: "upd", Series: "tax",
		Sections: []document.Section{{Name: "services", Clauses: []string{"rent", "service", "fee"}}},
	},
	{
		Name: "advance", Form: document.Advances, Title: document.Words{EN: "Tax invoice on an advance", RU: "Счёт-фактура на аванс"}, Series: "tax", Per: document.PerKey,
		Sections: []document.Section{{Name: "advances"}},
		Names:    []document.Naming{{Text: document.Words{EN: "Advance", RU: "Предварительная оплата"}}},
	},
	{
		Name: "report", Title: document.Words{EN: "Commission agent's report", RU: "Отчёт комиссионера"}, Per: document.PerAgreement, Cycle: document.ByQuarter,
		IssuerAs: document.Words{EN: "Agent", RU: "Комиссионер"}, RecipientAs: document.Words{EN: "Principal", RU: "Комитент"},
		Columns: []document.Column{document.LineNumber, document.Description, document.Quantity, document.TaxRate, document.Tax, document.Gross},
		Sections: []document.Section{
			{Name: "sales", Title: document.Words{EN: "Sold", RU: "Продано"}, Clauses: []string{"proceeds"}, Owed: document.ByIssuer, Untaxed: true},
			{Name: "returns", Title: document.Words{EN: "Returned", RU: "Возвращено"}, Clauses: []string{"proceeds"}, Owed: document.ByIssuer, Returns: true, Untaxed: true},
			{Name: "fee", Title: document.Words{EN: "Fee", RU: "Вознаграждение"}, Clauses: []string{"fee"}},
			{Name: "costs", Title: document.Words{EN: "Costs to reimburse", RU: "Возмещаемые расходы"}, Clauses: []string{"cost"}, Untaxed: true},
		},
	},
	{
		Name: "reconciliation", Form: document.Reconciliation, Title: document.Words{EN: "Reconciliation act", RU: "Акт сверки"}, InWords: true, Refers: []string{"upd", "report"},
	},
	{
		Name: "set-off", Form: document.SetOffs, Title: document.Words{EN: "Set-off act", RU: "Акт зачёта взаимных требований"}, InWords: true,
	},
}

func kind(t testing.TB, name string) document.Kind {
	t.Helper()
	k, ok := kinds.Kind(name)
	require.True(t, ok, name)
	return k
}

var parties = []document.Details{
	{
		Party: quarter, Name: document.Words{EN: "Quarter LLC (fictional)", RU: "ООО «Квартал» (вымышленное)"},
		Requisites: []document.Requisite{
			{Label: document.Words{EN: "INN/KPP", RU: "ИНН/КПП"}, Value: "0000000001/000000001"},
			{Label: document.Words{EN: "Address", RU: "Адрес"}, Value: "1 Example street"},
		},
	},
	{Party: studio, Name: document.Words{EN: "Studio (fictional)", RU: "Мастерская (вымышленная)"}},
	{Party: maker, Name: document.Words{EN: "Maker (fictional)", RU: "Мастер (вымышленный)"}},
}

// owed is an obligation of a month, posted in the month's own close.
func owed(agreement, clause, in, debtor, creditor, net, tax string) accrual.Obligation {
	m := month(in)
	return accrual.Obligation{
		Key:    accrual.Key{Agreement: agreement, Clause: clause, Slot: m.Period()},
		Debtor: accrual.Party(debtor), Creditor: accrual.Party(creditor), Net: rub(net), Tax: rub(tax),
		For: m, In: m, Cutoff: m.Next().First().AddDays(4), Due: m.Last().AddDays(10),
	}
}

// adjusts is o as an adjustment of it that a later month posted.
func adjusts(o accrual.Obligation, in, net, tax string) accrual.Obligation {
	o.In, o.Net, o.Tax = month(in), rub(net), rub(tax)
	o.Cutoff, o.Due = o.In.Next().First().AddDays(4), o.In.Last().AddDays(10)
	return o
}

func draw(t testing.TB, r document.Register, name string, s document.Source) (document.Register, []document.Document) {
	t.Helper()
	s.Owner, s.Parties = quarter, parties
	drawn, err := r.Draw(kind(t, name), s)
	require.NoError(t, err)
	for _, d := range drawn {
		require.NoError(t, d.Validate())
	}
	r, err = r.Add(drawn...)
	require.NoError(t, err)
	return r, drawn
}

func paths(t testing.TB, err error) (list []string) {
	t.Helper()
	var wrong finance.Problems
	require.ErrorAs(t, err, &wrong)
	for p := range wrong.All() {
		list = append(list, p.Path)
	}
	return list
}
