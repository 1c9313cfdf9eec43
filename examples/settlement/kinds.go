package main

import (
	"github.com/creative-cluster/kvartal/finance/document"
)

// kinds are the documents of the house, in Russian practice.
var kinds = document.Kinds{
	{
		Name: "report", Title: text("Commission agent's report", "Отчёт комиссионера"), Agreements: []string{"C-", "L-", "J-"},
		IssuerAs: text("Agent", "Комиссионер"), RecipientAs: text("Principal", "Комитент"), Per: document.PerAgreement, InWords: true,
		Columns:  []document.Column{document.LineNumber, document.Description, document.TaxRate, document.Tax, document.Gross},
		Sections: reported, Names: named, CorrectedBy: "report-corrected",
	},
	{
		Name: "report-corrected", Title: text("Corrected report of the commission agent", "Корректировочный отчёт комиссионера"), Agreements: []string{"C-", "L-", "J-"},
		IssuerAs: text("Agent", "Комиссионер"), RecipientAs: text("Principal", "Комитент"), Per: document.PerAgreement,
		Columns:  []document.Column{document.LineNumber, document.Description, document.TaxRate, document.Tax, document.Gross},
		Sections: reported, Names: named, Corrects: "report", Series: "report",
	},
	{
		Name: "invoice", Title: text("Invoice", "Счёт"), IssuerAs: text("Contractor", "Исполнитель"), RecipientAs: text("Customer", "Заказчик"),
		Sections: []document.Section{{Name: "rent", Clauses: []string{"rent"}}}, Names: named, InWords: true,
	},
	{
		Name: "act", Title: text("Act of services", "Акт об оказании услуг"), IssuerAs: text("Contractor", "Исполнитель"), RecipientAs: text("Customer", "Заказчик"),
		Sections: []document.Section{{Name: "rent", Clauses: []string{"rent"}}}, Names: named, InWords: true,
	},
	{
		Name: "tax-invoice", Title: text("Tax invoice", "Счёт-фактура"), IssuerAs: text("Seller", "Продавец"), RecipientAs: text("Buyer", "Покупатель"),
		Sections: taxed, Names: named, CorrectedBy: "tax-invoice-corrected", Series: "tax",
	},
	{
		Name: "tax-invoice-corrected", Title: text("Corrected tax invoice", "Корректировочный счёт-фактура"), IssuerAs: text("Seller", "Продавец"), RecipientAs: text("Buyer", "Покупатель"),
		Sections: taxed, Names: named, Corrects: "tax-invoice", Series: "tax",
	},
	{
		Name: "advance", Form: document.Advances, Title: text("Tax invoice on an advance", "Счёт-фактура на аванс"), Series: "tax", Per: document.PerKey,
		IssuerAs: text("Seller", "Продавец"), RecipientAs: text("Buyer", "Покупатель"),
		Sections: []document.Section{{Name: "advances"}}, Names: []document.Naming{{Text: text("Prepaid rent of a studio", "Предварительная оплата аренды мастерской")}},
	},
	{Name: "set-off", Form: document.SetOffs, Title: text("Set-off act", "Акт зачёта взаимных требований"), InWords: true},
	{
		Name: "reconciliation", Form: document.Reconciliation, Title: text("Reconciliation act", "Акт сверки"), InWords: true,
		Refers: []string{"report", "report-corrected", "act"},
	},
}

var taxed = []document.Section{{Name: "services", Clauses: []string{"rent", "fee"}}}

// reported are the parts of a report. The longest comes first where names begin
// alike.
var reported = []document.Section{
	{Name: "sold", Title: text("Sold", "Продано"), Clauses: []string{"proceeds"}, Owed: document.ByIssuer, Untaxed: true},
	{Name: "returned", Title: text("Returned by buyers", "Возвращено покупателями"), Clauses: []string{"proceeds"}, Owed: document.ByIssuer, Returns: true, Untaxed: true},
	{Name: "discount", Title: text("Discounts borne by the agent", "Скидки за счёт комиссионера"), Clauses: []string{"discount"}, Owed: document.ByIssuer, Untaxed: true},
	{Name: "advance", Title: text("Advance", "Аванс"), Clauses: []string{"advance"}, Owed: document.ByIssuer, Untaxed: true},
	{Name: "fee", Title: text("Fee", "Вознаграждение"), Clauses: []string{"fee"}},
	{Name: "costs", Title: text("Costs to reimburse", "Возмещаемые расходы"), Clauses: []string{"card fee"}, Untaxed: true},
	{Name: "kept", Title: text("Kept", "Удержано"), Clauses: []string{"recoupment", "reserve"}, Untaxed: true},
}

var named = []document.Naming{
	{Clause: "proceeds", Text: clauses["proceeds"]},
	{Clause: "discount", Text: clauses["discount"]},
	{Clause: "discount made good", Text: clauses["discount made good"]},
	{Clause: "fee", Text: clauses["fee"]},
	{Clause: "card fee", Text: clauses["card fee"]},
	{Clause: "advance", Text: clauses["advance"]},
	{Clause: "recoupment", Text: clauses["recoupment"]},
	{Clause: "reserve", Text: clauses["reserve"]},
	{Clause: "rent", Text: clauses["rent"], Unit: text("month", "мес.")},
}

// clauses are what people call the clauses of the agreements.
var clauses = map[string]document.Words{
	"proceeds":           text("proceeds", "выручка"),
	"discount":           text("half of discounts", "половина скидок"),
	"discount made good": text("discounts made good", "скидки за счёт магазина"),
	"fee":                text("fee", "вознаграждение"),
	"card fee":           text("half of the acquirer's fee", "половина эквайринга"),
	"advance":            text("advance", "аванс"),
	"recoupment":         text("advance recouped", "зачёт аванса"),
	"reserve":            text("held against returns", "удержано под возвраты"),
	"rent":               text("rent of a studio", "аренда мастерской"),
	"waterfall: M-11":    text("part of the joint project", "доля в совместном проекте"),
	"waterfall: M-13":    text("part of the joint project", "доля в совместном проекте"),
}

func text(en, ru string) document.Words { return document.Words{EN: en, RU: ru} }
