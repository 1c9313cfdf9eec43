package payee

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Line is what came to a payee in a quarter, under one form. Where the form
// changed within the quarter there are two.
//
//	Income = Received + SetOff + FeeWithheld, without the last where the base is what was paid out
type Line struct {
	Quarter     civil.Quarter
	Form        string
	Received    finance.Money
	SetOff      finance.Money
	FeeWithheld finance.Money
	Income      finance.Money
}

// Register adds up income by quarter and form, in order of day: the register by
// cash, beside accruals. Entries are of one currency and in any order; what is
// wrong with them is reported at once, under entries.
func (t Tables) Register(p Payee, entries []Income) ([]Line, error) {
	list, err := t.dated(&p, entries)
	if err != nil {
		return nil, err
	}
	var lines []Line
	for _, e := range list {
		q := e.On.Month().Quarter()
		if n := len(lines); n == 0 || lines[n-1].Quarter != q || lines[n-1].Form != e.form {
			zero := finance.Zero(e.Amount.Currency())
			lines = append(lines, Line{q, e.form, zero, zero, zero, zero})
		}
		if err := lines[len(lines)-1].add(e); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

func (l *Line) add(e dated) (err error) {
	sum := [...]*finance.Money{Received: &l.Received, SetOff: &l.SetOff, FeeWithheld: &l.FeeWithheld}[e.Kind]
	if *sum, err = sum.Add(e.Amount); err != nil || !e.counts {
		return err
	}
	l.Income, err = l.Income.Add(e.Amount)
	return err
}
