package settlement

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Words are what a statement is printed with. The zero Words are English,
// without derivations.
type Words struct {
	Language accrual.Language
	Name     func(accrual.Party) string // of a party; nil for its id
	Of       func(Line) string          // what a line is for, before which an adjustment says its month; nil for the text of the books, which is English where the library wrote it
	Why      func(Line) string          // its derivation, printed below it; nil, or empty, for none
}

// phrases are what a statement says in a language.
type phrases struct {
	title, opening, closing, payment, entry, reversal, adjusts string
	pay, rate, carried, held, owes, until                      string
	reasons                                                    [4]string
}

var spoken = [...]phrases{
	accrual.English: {
		title: "Statement of %s with %s, %s", opening: "opening", closing: "closing",
		payment: "payment", entry: "entry", reversal: "reversal: ", adjusts: "adjusts %v: ",
		pay: "to be paid on %v", rate: "= %s at %v of %v, %s", carried: "carried over, less than the minimum", held: "held, %s", owes: "beyond all that is owed", until: " until %v",
		reasons: [...]string{"the period is not over", "its report is not accepted", "it may be returned", "not due"},
	},
	accrual.Russian: {
		title: "Расчёты: %s — %s, %s", opening: "на начало", closing: "на конец",
		payment: "выплата", entry: "запись", reversal: "сторно: ", adjusts: "поправка к %v: ",
		pay: "к выплате %v", rate: "= %s по курсу %v от %v, %s", carried: "переносится, меньше минимума", held: "удержано, %s", owes: "сверх всего причитающегося", until: " до %v",
		reasons: [...]string{"период не закончен", "отчёт не принят", "возможен возврат", "срок не наступил"},
	},
}

// WriteText writes the statement as plain text, one line of text a line:
//
//	Statement of M-01 with quarter, 2026-01-01 – 2026-03-31
//
//	RUB
//	  opening                                      0.00
//	  2026-01-31  proceeds, 2026-01            10000.00
//	  ...
//	  closing                                   4200.00
//	  to be paid on 2026-04-01                  4200.00
//
// What does not print is written as an escape.
func (s Statement) WriteText(w io.Writer, words Words) (int64, error) {
	n, err := w.Write(s.text(words))
	return int64(n), err
}

// String is the statement in English, without derivations.
func (s Statement) String() string { return string(s.text(Words{})) }

func (s Statement) text(w Words) []byte {
	say := spoken[accrual.English]
	if int(w.Language) < len(spoken) {
		say = spoken[w.Language]
	}
	name := func(p accrual.Party) string {
		if w.Name == nil {
			return finance.Plain(string(p))
		}
		return finance.Plain(w.Name(p))
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, say.title+"\n", name(s.Party), name(s.Owner), days(s.Period, w.Language))
	for _, one := range s.Sections {
		fmt.Fprintf(&b, "\n%s\n", one.Closing.Currency().Code())
		table(&b, s.rows(&one, &say, &w))
	}
	return b.Bytes()
}

// row is a line of a section; one without an amount stands below the last.
type row struct{ text, amount string }

func (s *Statement) rows(one *Section, say *phrases, w *Words) []row {
	number := func(m finance.Money) string {
		return strings.TrimSuffix(w.Language.Format(m), " "+m.Currency().Code())
	}
	rows := []row{{say.opening, number(one.Opening)}}
	for _, n := range one.Lines {
		rows = append(rows, row{w.Language.Date(n.On) + "  " + say.line(&n, w), number(n.Amount)})
		if w.Why == nil {
			continue
		}
		if why := w.Why(n); why != "" {
			rows = append(rows, row{"              " + finance.Plain(why), ""})
		}
	}
	rows = append(rows, row{say.closing, number(one.Closing)})
	for i := range s.Proposals {
		if p := &s.Proposals[i]; p.Owed.Currency() == one.Closing.Currency() {
			rows = append(rows, say.proposal(p, number, w.Language)...)
		}
	}
	return rows
}

// line is what a line is for.
func (say *phrases) line(n *Line, w *Words) string {
	text := n.Text
	switch {
	case w.Of != nil:
		text = w.Of(*n)
		if n.Adjusts() {
			text = fmt.Sprintf(say.adjusts, w.Language.Month(n.For)) + text
		}
	case text == "" && n.Paid:
		text = say.payment
	case text == "":
		text = say.entry
	}
	if n.Reverses {
		text = say.reversal + text
	}
	return finance.Plain(text)
}

// proposal is what may be paid, what waits and why.
func (say *phrases) proposal(p *Proposal, number func(finance.Money) string, l accrual.Language) (rows []row) {
	add := func(text string, m finance.Money) {
		if !m.IsZero() {
			rows = append(rows, row{text, number(m)})
		}
	}
	add(fmt.Sprintf(say.pay, l.Date(p.On)), p.Pay)
	if c := p.Converted; c != (Converted{}) {
		rows = append(rows, row{"            " + finance.Plain(fmt.Sprintf(say.rate, l.Format(c.Amount), ledger.Converted{Rate: c.Rate}.RateText(), l.Date(c.On), c.Source)), ""})
	}
	add(say.carried, p.Carried)
	for _, h := range p.heldTogether() {
		text := fmt.Sprintf(say.held, say.reason(h.Reason))
		if !h.Until.IsZero() {
			text += fmt.Sprintf(say.until, l.Date(h.Until))
		}
		add(text, h.Item.Left)
	}
	add(say.owes, p.Ahead)
	return rows
}

func (say *phrases) reason(r Reason) string {
	if int(r) >= len(say.reasons) {
		return r.String()
	}
	return say.reasons[r]
}

// heldTogether sums what waits for the same reason until the same day.
func (p *Proposal) heldTogether() (sums []Held) {
	type wait struct {
		reason Reason
		until  civil.Date
	}
	at := map[wait]int{}
	for _, h := range p.Held {
		i, known := at[wait{h.Reason, h.Until}]
		if !known {
			at[wait{h.Reason, h.Until}] = len(sums)
			sums = append(sums, h)
			continue
		}
		sum, err := sums[i].Item.Left.Add(h.Item.Left)
		if err != nil { // their sum is in the books, which hold it
			sums = append(sums, h)
			continue
		}
		sums[i].Item.Left = sum
	}
	return sums
}

// table writes rows with their amounts in a column.
func table(b *bytes.Buffer, rows []row) {
	width := 0
	for _, r := range rows {
		if r.amount != "" {
			width = max(width, utf8.RuneCountInString(r.text))
		}
	}
	for _, r := range rows {
		line := fmt.Sprintf("  %-*s  %*s", width, r.text, amountWidth, r.amount)
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// amountWidth takes the longest amount of most clusters; a longer one shifts its
// line.
const amountWidth = 14

// days shows a period as people do, with its last day.
func days(p civil.Period, l accrual.Language) string {
	return l.Date(p.From) + " – " + l.Date(p.To.AddDays(-1))
}
