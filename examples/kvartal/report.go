package main

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// view is a month beside the one before it, on its way to the printer.
type view struct {
	*job
	now, last cluster.Report
	known     bool // the month before is in the books
	line      int  // of the line that begins, 0 within one
}

// legend explains the columns and signs of a report. It is printed once.
func (j *job) legend() {
	j.Say("Months in ten lines: amounts in %s, without kopecks and, where nothing else is said, without VAT.", j.Symbol(j.set.Cluster.House.Currency))
	j.Say("▲ better than the plan, ▼ worse, = the same; where nothing is planned (–), than the month before. Lower costs and arrears are better.")
}

// view looks at a month as the books now see it.
func (j *job) view(books cluster.Books, m civil.Month) (view, error) {
	v := view{job: j}
	var err error
	if v.now, err = j.set.Cluster.Report(books, m, j.set.Facts); err != nil {
		return v, err
	}
	if v.known = !m.Prev().Before(books.Accrual.First()); v.known {
		v.last, err = j.set.Cluster.Report(books, m.Prev(), j.set.Facts)
	}
	return v, err
}

// print prints a month in ten lines.
func (v *view) print() error {
	v.Title("%s in ten lines", capital(v.month(v.now.Month)))
	v.Put("    " + columns("", cells{now: v.Words("this month"), plan: v.Words("plan"), last: v.Words("last month")}))
	for i, tell := range []func() error{
		v.when, v.spaces, v.rents, v.income, v.costs, v.cash, v.arrears, v.shop, v.exchange, v.decide,
	} {
		v.line = i + 1
		if err := tell(); err != nil {
			return err
		}
	}
	return nil
}

// The widths of the columns of a report.
const (
	labelWidth = 54
	cellWidth  = 14
)

// margin is the number of the line that begins, or room for it.
func (v *view) margin() string {
	number := ""
	if v.line > 0 {
		number = strconv.Itoa(v.line)
	}
	v.line = 0
	return fmt.Sprintf("%2s  ", number)
}

// text prints a line of words.
func (v *view) text(words string) { v.Hang(v.margin()+words, 8) }

// cells are a figure of the month, its plan and the month before it, as text.
// Nothing is planned where plan is empty.
type cells struct {
	now, plan, last string
	mark            string
}

// row prints a figure: what it is of, and its cells.
func (v *view) row(label string, c cells) {
	c = v.shown(c)
	if utf8.RuneCountInString(label) >= labelWidth {
		v.text(label)
		label = ""
	}
	v.Hang(v.margin()+columns(label, c), 8)
}

// columns are a label and its cells, each as wide as in every line.
func columns(label string, c cells) string {
	return fmt.Sprintf("%-*s%*s%*s%*s  %s", labelWidth, label, cellWidth, c.now, cellWidth, c.plan, cellWidth, c.last, c.mark)
}

// shown puts a dash where there is no figure.
func (v *view) shown(c cells) cells {
	if !v.known {
		c.last = none
	}
	if c.plan == "" {
		c.plan = none
	}
	return c
}

// none stands in a cell for which there is no figure.
const none = "–"

// better says which way of a figure is good.
type better int

const (
	neither better = 0
	more    better = 1
	less    better = -1
)

// mark adds the sign: ▲ for a figure that is better than what it is compared
// with, ▼ for a worse one; order is above zero for a higher one. What prints
// the same is the same.
func (v *view) mark(c cells, order int, b better) cells {
	c = v.shown(c)
	against := c.plan
	if against == none {
		against = c.last
	}
	switch {
	case b == neither || against == none:
	case c.now == against || order == 0:
		c.mark = "="
	case order > 0 == (b == more):
		c.mark = "▲"
	default:
		c.mark = "▼"
	}
	return c
}

// money prints an amount beside the month before.
func (v *view) money(label string, of func(*cluster.Report) finance.Money, b better) {
	now, last := of(&v.now), of(&v.last)
	order, _ := now.Cmp(last)
	v.row(label, v.mark(cells{now: v.Whole(now), last: v.Whole(last)}, order, b))
}

// planned prints an amount beside its plan, if there is one, and the month
// before.
func (v *view) planned(label string, plan cluster.Line, of func(*cluster.Report) finance.Money, b better) {
	if !plan.Planned {
		v.money(label, of, b)
		return
	}
	now := of(&v.now)
	c := cells{now: v.Whole(now), plan: v.Whole(plan.Plan), last: v.Whole(of(&v.last))}
	order, _ := now.Cmp(plan.Plan)
	v.row(label, v.mark(c, order, b))
}

// budget is what was planned for an account and all under it in the month.
func (v *view) budget(account ledger.Account) (line cluster.Line, err error) {
	line.Account, line.Plan = account, finance.Zero(v.set.Cluster.House.Currency)
	for _, b := range v.set.Cluster.Budget {
		if b.Month != v.now.Month || !b.Account.In(account) {
			continue
		}
		line.Planned = true
		if line.Plan, err = line.Plan.Add(b.Amount); err != nil {
			return line, err
		}
	}
	return line, nil
}

// lineOf is the line of an account among the lines of a report, empty if it is
// not there.
func lineOf(lines []cluster.Compared[cluster.Line], account ledger.Account) cluster.Line {
	i := slices.IndexFunc(lines, func(x cluster.Compared[cluster.Line]) bool { return x.Now.Account == account })
	if i < 0 {
		return cluster.Line{Account: account}
	}
	return lines[i].Now
}

// when tells the month, up to when facts are known, and what it corrects of
// months closed before.
func (v *view) when() error {
	r := &v.now
	v.text(v.Sayf("%s, facts known up to %s", capital(v.month(r.Month)), v.Date(r.Month.Last())))
	if r.Adjustment == 0 {
		v.text(v.Words("No adjustments of closed months"))
		return nil
	}
	v.money(v.Sayf("Adjustments of closed months: %d; for the cluster", r.Adjustment),
		func(r *cluster.Report) finance.Money { return r.Adjusted }, neither)
	return nil
}
