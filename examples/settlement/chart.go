package main

import (
	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// The accounts of the house, beside those that package ledger knows.
const (
	bankAccount ledger.Account = "assets:cash:bank"
	cashBox     ledger.Account = "assets:cash:till"
	transit     ledger.Account = "assets:acquirer"      // what the acquirer took and the bank has not credited
	advances    ledger.Account = "assets:advances"      // paid ahead to makers
	takings     ledger.Account = "liabilities:takings"  // of buyers, until a close says whose they are
	projects    ledger.Account = "liabilities:projects" // money of the joint project
	reserves    ledger.Account = "liabilities:reserves" // held back against returns
	vatAccount  ledger.Account = "liabilities:vat"
	commission  ledger.Account = "income:commission"
	rents       ledger.Account = "income:rent"
	discounts   ledger.Account = "expenses:discounts" // those that the shop bears
	acquiring   ledger.Account = "expenses:acquiring" // less what makers bear of it
)

// chart says which accounts an obligation moves.
var chart = ledger.Chart{Rules: []ledger.Rule{
	{Agreement: "W-", Owes: ledger.Accounts{Control: ledger.Makers, Net: projects}},
	{Clause: "rent", Owed: ledger.Accounts{Control: ledger.Receivable, Net: rents, Tax: vatAccount}},
	{Clause: "proceeds", Owes: ledger.Accounts{Control: ledger.Makers, Net: takings}},
	{Clause: "discount", Owes: ledger.Accounts{Control: ledger.Makers, Net: discounts}},
	{Clause: "discount made good", Owes: ledger.Accounts{Control: ledger.Makers, Net: discounts}},
	{Clause: "fee", Owed: ledger.Accounts{Control: ledger.Makers, Net: commission, Tax: vatAccount}},
	{Clause: "card fee", Owed: ledger.Accounts{Control: ledger.Makers, Net: acquiring}},
	{Clause: "advance", Owes: ledger.Accounts{Control: ledger.Makers, Net: advances}},
	{Clause: "recoupment", Owed: ledger.Accounts{Control: ledger.Makers, Net: advances}},
	{Clause: "reserve", Owed: ledger.Accounts{Control: ledger.Makers, Net: reserves}},
}}

// order94 maps the accounts to the chart of order 94n of the Ministry of
// Finance of Russia, 31 October 2000.
var order94 = journal.Map{
	{Account: cashBox, Code: "50.01", Name: "Касса организации"},
	{Account: bankAccount, Code: "51", Name: "Расчётные счета"},
	{Account: transit, Code: "57.03", Name: "Продажи по платёжным картам"},
	{Account: ledger.Receivable, Code: "62.01", Name: "Расчёты с покупателями и заказчиками"},
	{Account: advances, Code: "76.05", Name: "Расчёты с прочими кредиторами: авансы комитентам"},
	{Account: takings, Code: "76.09.1", Name: "Выручка комитентов до отчёта"},
	{Account: ledger.Makers, Code: "76.09", Name: "Расчёты с комитентами"},
	{Account: reserves, Code: "76.09.2", Name: "Удержано под возвраты"},
	{Account: projects, Code: "76.10", Name: "Деньги совместного проекта"},
	{Account: vatAccount, Code: "68.02", Name: "Налог на добавленную стоимость"},
	{Account: commission, Code: "90.01.1", Name: "Выручка: комиссионное вознаграждение"},
	{Account: rents, Code: "90.01.2", Name: "Выручка: аренда"},
	{Account: discounts, Code: "44.01", Name: "Расходы на продажу: скидки за счёт магазина"},
	{Account: acquiring, Code: "91.02", Name: "Прочие расходы: эквайринг"},
}
