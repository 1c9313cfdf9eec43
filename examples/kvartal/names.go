package main

import "github.com/creative-cluster/kvartal/finance/accrual"

// name is what people call something that terms and books know by a word.
type name struct{ en, ru string }

// named is the name in the printer's language of a word in a table, and the
// word itself if it is not there: data of a reader may hold other ones.
func (j *job) named(table map[string]name, word string) string {
	n, ok := table[word]
	switch {
	case !ok:
		return word
	case j.Language == accrual.Russian:
		return n.ru
	}
	return n.en
}

// decisions names the kinds of decisions.
var decisions = map[string]name{
	"chase-arrears": {"collect arrears", "взыскать долг"},
	"income-limit":  {"near the limit of a tax regime", "близко предел налогового режима"},
	"renew-lease":   {"renew a lease", "продлить договор аренды"},
	"let-space":     {"let a space", "сдать помещение"},
	"renew-quota":   {"renew a quota", "продлить квоту"},
	"spend-award":   {"spend or give back", "израсходовать или вернуть"},
}

// clauses names the clauses of agreements.
var clauses = map[string]name{
	"base rent":     {"base rent", "арендная плата"},
	"turnover rent": {"turnover rent", "плата с оборота"},
	"on account":    {"turnover rent on account", "плата с оборота авансом"},
	"true-up":       {"turnover rent, true-up", "перерасчёт платы с оборота"},
	"proceeds":      {"proceeds", "выручка автора"},
	"co-creator":    {"proceeds of the co-creator", "выручка соавтора"},
	"fee":           {"fee", "вознаграждение"},
	"minimum fee":   {"fee, up to the minimum", "вознаграждение до минимума"},
}

// accounts names the levels of accounts.
var accounts = map[string]name{
	"assets":      {"assets", "активы"},
	"cash":        {"cash", "деньги"},
	"input":       {"input", "входящий"},
	"prepaid":     {"prepaid", "расходы будущих периодов"},
	"receivable":  {"receivable", "должны кластеру"},
	"takings":     {"takings", "выручка к зачислению"},
	"equity":      {"equity", "капитал"},
	"capital":     {"capital", "взносы"},
	"expenses":    {"expenses", "расходы"},
	"cleaning":    {"cleaning", "уборка"},
	"heating":     {"heating", "отопление"},
	"insurance":   {"insurance", "страхование"},
	"marketing":   {"marketing", "реклама"},
	"payroll":     {"payroll", "оплата труда"},
	"power":       {"power", "электричество"},
	"programmes":  {"programmes", "программы"},
	"repairs":     {"repairs", "ремонт"},
	"security":    {"security", "охрана"},
	"acquiring":   {"card fees", "эквайринг"},
	"income":      {"income", "доходы"},
	"public":      {"public money", "бюджетные средства"},
	"grants":      {"grants", "гранты"},
	"subsidies":   {"subsidies", "субсидии"},
	"rent":        {"rent", "аренда"},
	"base":        {"base", "постоянная"},
	"turnover":    {"turnover", "с оборота"},
	"shop":        {"shop", "магазин"},
	"fee":         {"fee", "вознаграждение"},
	"liabilities": {"liabilities", "обязательства"},
	"deposits":    {"deposits", "депозиты"},
	"makers":      {"makers", "авторы"},
	"payable":     {"payable", "поставщики"},
	"tax":         {"tax", "налоги"},
	"vat":         {"VAT", "НДС"},
}
