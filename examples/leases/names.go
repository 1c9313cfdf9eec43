package main

import (
	"strings"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// named is the Russian name of a word in a table, if the printer speaks Russian
// and it has one; else the word.
func (r *report) named(table map[string]string, word string) string {
	if ru, ok := table[word]; ok && r.Language == accrual.Russian {
		return ru
	}
	return word
}

func (r *report) clause(name string) string { return r.named(clauses, name) }

// party is the name of a party.
func (r *report) party(who accrual.Party) string {
	if who == r.house.Landlord {
		return r.Words("the landlord")
	}
	for _, x := range r.house.Residents {
		if x.ID == who {
			return r.named(people, x.Name)
		}
	}
	if third, ok := thirds[who]; ok {
		return r.Words(third)
	}
	return string(who)
}

// thirds are parties that are no residents.
var thirds = map[accrual.Party]string{"promotion-fund": printout.Phrase("the promotion fund")}

// brief is a party without the note that it is made up, for tables.
func (r *report) brief(who accrual.Party) string {
	name, _, _ := strings.Cut(r.party(who), " (")
	return name
}

// debtor is who owes by an agreement.
func (y *year) debtor(id string) accrual.Party {
	if l := y.lease(id); l != nil {
		return l.Resident
	}
	for _, m := range y.house.Memberships {
		if m.ID == id {
			return m.Member
		}
	}
	return ""
}

func (r *report) residentOf(id string) string { return r.party(r.debtor(id)) }

// clauses are the clauses of the leases in Russian.
var clauses = map[string]string{
	"base rent":                 "арендная плата",
	"service charge on account": "эксплуатационные, аванс",
	"service charge":            "эксплуатационные, расчёт",
	"share of market rent":      "доля рыночной платы",
	"turnover rent on account":  "плата с оборота, аванс",
	"turnover rent":             "плата с оборота",
	"rent of crafts":            "с оборота изделий",
	"rent of other goods":       "с оборота других товаров",
	"minimum":                   "до минимума",
	"promotion fund":            "фонд продвижения",
	"rent-free months":          "арендные каникулы",
	"claw-back":                 "возврат каникул",
	"rent of O-202":             "плата за O-202",
	"electricity":               "электричество",
	"desks":                     "рабочие места",
	"shelf":                     "полка",
	"share of sales":            "доля продаж",
	"season's rent":             "плата за сезон",
	"rent of the sublease":      "плата по субаренде",
	"half of the profit":        "половина прибыли",
	"flex desk":                 "гибкое место",
	"own desk":                  "своё место",
	"room hours":                "часы переговорной",
	"deposit":                   "депозит",
	"late interest":             "пеня",
}

// people are the parties and applicants in Russian.
var people = map[string]string{
	"Ceramics studio (fictional)": "Керамисты (вымышл.)",
	"Games start-up (fictional)":  "Игровой стартап (вымышл.)",
	"Café (fictional)":            "Кафе (вымышл.)",
	"Gift shop (fictional)":       "Лавка подарков (вымышл.)",
	"Joinery (fictional)":         "Столярня (вымышл.)",
	"Media lab (fictional)":       "Медиалаборатория (вымышл.)",
	"Design bureau (fictional)":   "Дизайн-бюро (вымышл.)",
	"Podcast team (fictional)":    "Подкастеры (вымышл.)",
	"Leather brand (fictional)":   "Бренд кожи (вымышл.)",
	"Ice-cream kiosk (fictional)": "Киоск мороженого (вымышл.)",
	"Festival team (fictional)":   "Фестивальщики (вымышл.)",
	"Translators (fictional)":     "Переводчики (вымышл.)",
	"Sewing studio (fictional)":   "Швейная студия (вымышл.)",
	"Illustrator (fictional)":     "Иллюстратор (вымышл.)",
	"Jewellers (fictional)":       "Ювелиры (вымышл.)",
	"Boat builders (fictional)":   "Лодочники (вымышл.)",
	"Bakery (fictional)":          "Пекарня (вымышл.)",
	"Knitwear brand (fictional)":  "Бренд трикотажа (вымышл.)",
}

// states are the states of leases in Russian.
var states = map[string]string{
	"draft": "проект", "signed": "подписан", "commenced": "действует", "suspended": "приостановлен",
	"holding-over": "не освобождено в срок", "ended": "прекращён", "withdrawn": "не начался",
}

// uses are the uses of spaces in Russian.
var uses = map[string]string{
	"studio": "студии", "office": "офисы", "shop": "магазины", "workshop": "мастерские", "cafe": "кафе",
	"storage": "склады", "desk": "рабочие места", "shelf": "полки", "land": "земля",
}

// categories are the categories of costs in Russian.
var categories = map[string]string{
	"heating": "отопление", "cleaning": "уборка", "security": "охрана", "insurance": "страхование",
}

// spoken puts the words of the files that stand inside texts of the library into
// Russian.
var spoken = func() *strings.Replacer {
	pairs := []string{
		"m²", "м²", "kWh", "кВт·ч", " desks", " места", "m of shelf", "м полки", "room hours", "ч переговорной",
		"CPI, made up", "ИПЦ, условный", "tender", "торги", "Civil Code of Russia, art.", "ГК РФ, ст.", "Law 135-FZ, art.", "закон 135-ФЗ, ст.",
		"Bank of Russia, 13 February 2026", "Банк России, 13 февраля 2026 года", "assumed (A)", "принято (А)",
	}
	for en, ru := range clauses {
		pairs = append(pairs, `"`+en+`"`, "«"+ru+"»")
	}
	return strings.NewReplacer(pairs...)
}()

// rights, sides and conditions are the words of options in Russian.
var (
	rights     = map[string]string{"break": "выйти раньше", "renew": "новый срок", "extend": "продлить"}
	sides      = map[string]string{"resident": "резидент", "landlord": "арендодатель", "either": "любая сторона"}
	conditions = map[string]string{"no arrears": "без долгов"}
)
