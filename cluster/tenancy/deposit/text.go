package deposit

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance/accrual"
)

// words are those of explanations in one language.
type words struct {
	part, months, topUp, applied, held, use, kept, refund string
}

// speak is looked up by language.
var speak = [...]words{
	accrual.English: {
		part: "%s of a deposit of %s", months: "%s = %d × %s", topUp: "%s, less %s agreed before", applied: "%s was applied and is called again",
		held: "held: %s", use: "%s: %s of %s", kept: "kept for the early exit: %s", refund: "to return: %s",
	},
	accrual.Russian: {
		part: "%s обеспечительного платежа %s", months: "%s = %d × %s", topUp: "%s, за вычетом согласованных ранее %s", applied: "%s зачтено и подлежит восполнению",
		held: "удерживается: %s", use: "%s: %s из %s", kept: "удержано за досрочный выезд: %s", refund: "к возврату: %s",
	},
}

// purposesRU are the known purposes in Russian.
var purposesRU = [...]struct {
	purpose Purpose
	text    string
}{{Arrears, "задолженность"}, {Damages, "ущерб"}, {Penalty, "неустойка"}}

// of falls back to English.
func of(l accrual.Language) (accrual.Language, *words) {
	if int(l) >= len(speak) {
		l = accrual.English
	}
	return l, &speak[l]
}

// Text puts a call into words; months are those of the terms, 0 for a sum.
func (c Call) Text(l accrual.Language, months int) string {
	l, w := of(l)
	whole := l.Format(c.Whole)
	if !c.Rent.IsZero() {
		whole = fmt.Sprintf(w.months, whole, months, l.Format(c.Rent))
	}
	switch {
	case c.Whole.IsZero():
		return fmt.Sprintf(w.applied, l.Format(c.Amount))
	case c.Before.IsZero():
		return fmt.Sprintf(w.part, l.Format(c.Amount), whole)
	}
	return fmt.Sprintf(w.topUp, whole, l.Format(c.Before))
}

// Text puts a settlement into words, a line of text each for what was held, each
// use, what was kept and what goes back.
func (s Settlement) Text(l accrual.Language) string {
	l, w := of(l)
	lines := []string{fmt.Sprintf(w.held, l.Format(s.Held))}
	for _, u := range s.Uses {
		lines = append(lines, fmt.Sprintf(w.use, u.For.text(l), l.Format(u.Applied), l.Format(u.Amount)))
	}
	if !s.Forfeited.IsZero() {
		lines = append(lines, fmt.Sprintf(w.kept, l.Format(s.Forfeited)))
	}
	return strings.Join(append(lines, fmt.Sprintf(w.refund, l.Format(s.Refund))), "\n")
}

// text is the purpose as readers of the language know it, or as the host named
// it.
func (p Purpose) text(l accrual.Language) string {
	for _, one := range purposesRU {
		if l == accrual.Russian && p == one.purpose {
			return one.text
		}
	}
	return string(p)
}
