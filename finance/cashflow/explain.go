package cashflow

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
)

// tongue is how a language tells a derivation.
type tongue struct {
	format     func(finance.Money) string
	point      string
	instalment string // interest, owed before, rate, part of a year, rounding, principal, payment, owed after
	month      string // income, total, share, basis, rounding, income before, paid, accrued
	bases      [2]string
	rounding   func(finance.Rounding) string
}

var english = tongue{
	format: finance.Money.String, point: ".",
	instalment: "interest %s = %s × %s × %s of a year, rounded %s; principal %s; paid %s, still owed %s",
	month:      "recognised %s = %s × %s of the term by %s, rounded %s, less %s before; paid %s, accrued %s",
	bases:      [...]string{ByMonth: "month", ByDay: "day"},
	rounding:   finance.Rounding.String,
}

var russian = tongue{
	format: finance.FormatRU, point: ",",
	instalment: "проценты %s = %s × %s × %s года, округление %s; основной долг %s; платёж %s, остаток долга %s",
	month:      "признано %s = %s × %s срока по %s, округление %s, за вычетом %s признанных ранее; оплачено %s, начислено сверх оплаты %s",
	bases:      [...]string{ByMonth: "месяцам", ByDay: "дням"},
	rounding:   finance.RoundingRU,
}

// ExplainEN puts an instalment of l into English: how its interest came about,
// and where the payment went.
func (l Loan) ExplainEN(i Instalment) string { return english.ofInstalment(l, i) }

// ExplainRU puts an instalment of l into Russian.
func (l Loan) ExplainRU(i Instalment) string { return russian.ofInstalment(l, i) }

// ExplainEN puts a month of s into English: how its income came about. It is
// empty where s has no total.
func (s StraightLine) ExplainEN(m Recognised) string { return english.ofMonth(s, m) }

// ExplainRU puts a month of s into Russian.
func (s StraightLine) ExplainRU(m Recognised) string { return russian.ofMonth(s, m) }

func (t *tongue) ofInstalment(l Loan, i Instalment) string {
	return fmt.Sprintf(t.instalment, t.format(i.Interest), t.format(i.Before), t.number(l.Rate), i.Years,
		t.rounding(l.Rounding), t.format(i.Principal), t.format(i.Payment), t.format(i.Balance))
}

func (t *tongue) ofMonth(s StraightLine, m Recognised) string {
	total, err := s.Total()
	if err != nil {
		return ""
	}
	toDate, err := total.MulRate(m.Share, s.Rounding)
	if err != nil {
		return ""
	}
	before, err := toDate.Sub(m.Income)
	if err != nil {
		return ""
	}
	share := fmt.Sprintf("%d/%d", m.Share.Num(), m.Share.Den())
	return fmt.Sprintf(t.month, t.format(m.Income), t.format(total), share, t.bases[min(s.Basis, ByDay)],
		t.rounding(s.Rounding), t.format(before), t.format(m.Cash), t.format(m.Accrued))
}

func (t *tongue) number(r finance.Rate) string { return strings.Replace(r.String(), ".", t.point, 1) }
