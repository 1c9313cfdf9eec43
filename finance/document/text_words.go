package document

import (
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// phrases are the words of prints in one language.
type phrases struct {
	numbered, draft, corrects, basis, period, issuer, recipient          string
	columns                                                              [10]string
	untaxed, severalRates, subtotal, total, rounding, inWords            string
	before, after, difference, toPay, owes, nobody                       string
	ours, theirs, open, extinguished, left, setOff                       string
	date, figure, opening, closing, explained, noDifference, and, number string
	matched                                                              [4]string
}

var speak = [...]phrases{
	accrual.English: {
		numbered: "%s No. %s of %s", draft: "%s (draft)", corrects: "corrects %s", basis: "Basis", period: "Period",
		issuer: "Issuer", recipient: "Recipient",
		columns: [...]string{"No.", "description", "month", "quantity", "unit", "price", "net", "tax rate", "tax", "total"},
		untaxed: "no tax", severalRates: "several", subtotal: "subtotal", total: "Total", rounding: "Tax by document less tax as posted: %s", inWords: "Total: %s",
		before: "before", after: "after", difference: "difference",
		toPay: "%s owes %s: %s", owes: "On %s %s owes %s %s (%s)", nobody: "On %s nothing is owed",
		ours: "Claims of %s", theirs: "Claims of %s", open: "open", extinguished: "set off", left: "left", setOff: "Set off on each side: %s",
		date: "date", figure: "document", opening: "opening balance", closing: "closing balance",
		explained: "Difference: %s, of it in the opening balance %s", noDifference: "No difference", and: "by the books of %s", number: "No.",
		matched: [...]string{"one side only", "number", "day", "amount"},
	},
	accrual.Russian: {
		numbered: "%s № %s от %s", draft: "%s (проект)", corrects: "исправляет: %s", basis: "Основание", period: "Период",
		issuer: "Составил", recipient: "Кому",
		columns: [...]string{"№", "наименование", "месяц", "количество", "ед.", "цена", "сумма без НДС", "ставка НДС", "НДС", "всего"},
		untaxed: "без НДС", severalRates: "разные", subtotal: "итого", total: "Итого", rounding: "НДС по документу за вычетом проведённого: %s", inWords: "Всего: %s",
		before: "до изменения", after: "после изменения", difference: "разница",
		toPay: "Плательщик: %s, получатель: %s, к уплате: %s", owes: "На %s должник: %s, кредитор: %s, задолженность: %s (%s)", nobody: "На %s задолженность отсутствует",
		ours: "Требования: %s", theirs: "Требования: %s", open: "остаток", extinguished: "зачтено", left: "осталось", setOff: "Зачтено с каждой стороны: %s",
		date: "дата", figure: "документ", opening: "сальдо начальное", closing: "сальдо конечное",
		explained: "Расхождение: %s, в том числе в начальном сальдо %s", noDifference: "Расхождений нет", and: "по данным стороны: %s", number: "№",
		matched: [...]string{"у одной стороны", "по номеру", "по дате", "по сумме"},
	},
}

// spoken is a language that prints know, English otherwise.
func spoken(l accrual.Language) (accrual.Language, *phrases) {
	if int(l) >= len(speak) {
		l = accrual.English
	}
	return l, &speak[l]
}

// days is a period with its last day.
func days(p civil.Period, l accrual.Language) string {
	first, last := l.Date(p.From), l.Date(p.To.AddDays(-1))
	if first == last {
		return first
	}
	return first + " – " + last
}

// amount is an amount of a table, without its currency.
func amount(m finance.Money, l accrual.Language) string {
	if l == accrual.Russian {
		text := finance.FormatRU(m)
		return text[:strings.LastIndexFunc(text, func(r rune) bool { return '0' <= r && r <= '9' })+1]
	}
	return strings.TrimSuffix(m.String(), " "+m.Currency().Code())
}

// pointed has the decimal point of the language.
func pointed(s string, l accrual.Language) string {
	if l == accrual.Russian {
		return strings.Replace(s, ".", ",", 1)
	}
	return s
}

// inWords is an amount in words where the house knows them, which is in Russian.
func inWords(m finance.Money, l accrual.Language) string {
	if l == accrual.Russian {
		return finance.WordsRU(m)
	}
	return finance.FormatEN(m)
}
