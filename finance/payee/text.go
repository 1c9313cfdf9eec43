package payee

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// tongue is how a language speaks of payees.
type tongue struct {
	payout, net, withheld, inside, receipt       string
	invoices                                     [2]string
	watch, month, warning, crossed, then, within string
	rounds, line                                 string
	rounding                                     func(finance.Rounding) string
}

// tongues is looked up by language.
var tongues = [...]tongue{
	accrual.English: {
		payout: "%s, %s (%s): %s, %s", net: "to pay %s", withheld: "withheld %s: %s × %s = %s", inside: "%s/(1 + %s)", receipt: "receipt by the payee",
		invoices: [...]string{ByPayee: "document by the payee", ByPayer: "document by the payer"},
		watch:    "%s, %s %s: %s of %s (%s)", month: "in the last month %s", warning: "%s reached on %s with %s", crossed: "crossed on %s, counts from %s", then: ", then %s", within: "%s left",
		rounds: ", rounded %s to %s", line: "%s, %s: received %s, set off %s, fee withheld %s; income %s", rounding: finance.Rounding.String,
	},
	accrual.Russian: {
		payout: "%s, %s (%s): %s, %s", net: "к выплате %s", withheld: "удержано, %s: %s × %s = %s", inside: "%s/(1 + %s)", receipt: "чек получателя",
		invoices: [...]string{ByPayee: "документ получателя", ByPayer: "документ плательщика"},
		watch:    "%s, %s %s: %s из %s (%s)", month: "за последний месяц %s", warning: "%s достигнуто %s при сумме %s", crossed: "превышен %s, действует с %s", then: ", далее %s", within: "остаётся %s",
		rounds: ", округление %s до %s", line: "%s, %s: получено %s, зачтено %s, удержано вознаграждение %s; доход %s",
		rounding: finance.RoundingRU,
	},
}

// speaking falls back to English.
func speaking(l accrual.Language) (accrual.Language, *tongue) {
	if int(l) >= len(tongues) {
		l = accrual.English
	}
	return l, &tongues[l]
}

// Text puts the payout into words: the form and its documents, a line for each tax,
// and what is left to pay.
func (x Payout) Text(l accrual.Language) string {
	l, w := speaking(l)
	document := w.invoices[min(x.Invoices, ByPayer)]
	if x.Receipt {
		document += ", " + w.receipt
	}
	lines := []string{fmt.Sprintf(w.payout, l.Date(x.On), x.Form, x.Source, l.Format(x.Gross), document)}
	for _, t := range x.Withheld {
		lines = append(lines, t.Text(l))
	}
	return strings.Join(append(lines, fmt.Sprintf(w.net, l.Format(x.Net))), "\n")
}

// Text puts one tax into words.
func (t Withheld) Text(l accrual.Language) string {
	l, w := speaking(l)
	factor := rate(t.Rate, l)
	if t.Inside {
		factor = fmt.Sprintf(w.inside, factor, factor)
	}
	text := fmt.Sprintf(w.withheld, t.Name, l.Format(t.Base), factor, l.Format(t.Amount))
	if t.Rounding.Validate() != nil {
		return text
	}
	unit := t.Unit
	if unit.IsZero() {
		unit = finance.Minor(1, t.Base.Currency())
	}
	return text + fmt.Sprintf(w.rounds, w.rounding(t.Rounding), l.Format(unit))
}

// Text puts a line of the register into words.
func (x Line) Text(l accrual.Language) string {
	l, w := speaking(l)
	return fmt.Sprintf(w.line, x.Quarter, x.Form, l.Format(x.Received), l.Format(x.SetOff), l.Format(x.FeeWithheld), l.Format(x.Income))
}

// Text puts a limit and how near it is into words.
func (x Watch) Text(l accrual.Language) string {
	l, w := speaking(l)
	lines := []string{
		fmt.Sprintf(w.watch, x.Form, x.Limit, period(x.Period, l), l.Format(x.Sum), l.Format(x.Amount), x.Source),
		fmt.Sprintf(w.month, l.Format(x.Month)) + ", " + fmt.Sprintf(w.within, l.Format(x.Left)),
	}
	for _, y := range x.Warnings {
		lines = append(lines, fmt.Sprintf(w.warning, rate(y.At, l), l.Date(y.On), l.Format(y.Sum)))
	}
	if !x.Crossed.IsZero() {
		text := fmt.Sprintf(w.crossed, l.Date(x.Crossed), l.Date(x.From))
		if x.Then != "" {
			text += fmt.Sprintf(w.then, x.Then)
		}
		lines = append(lines, text)
	}
	return strings.Join(lines, "\n")
}

// period is a year by its number, a month as readers write it.
func period(p civil.Period, l accrual.Language) string {
	m := p.From.Month()
	switch {
	case p.To != m.Next().First():
		return civil.YearOf(p.From.Year()).String()
	case l == accrual.Russian:
		return fmt.Sprintf("%02d.%04d", int(m.Month()), m.Year())
	}
	return m.String()
}

// rate has the point of the language.
func rate(r finance.Rate, l accrual.Language) string {
	if l == accrual.Russian {
		return strings.Replace(r.String(), ".", ",", 1)
	}
	return r.String()
}
