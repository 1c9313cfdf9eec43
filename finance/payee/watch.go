package payee

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Watch is a payee's income held against a limit, over a year or a month.
type Watch struct {
	Form     string
	Limit    string
	Period   civil.Period  // the year or month
	Amount   finance.Money // the limit that was in force last
	Source   string        // who says so
	Sum      finance.Money // income of the period so far
	Month    finance.Money // of it, in the month of the last day looked at
	Left     finance.Money // up to the limit; below zero above it
	Warnings []Warning
	Crossed  civil.Date // the first day on which the sum was above the limit; none if it never was
	From     civil.Date // the day from which that counts
	Then     string     // the form from then on, as the limit has it
}

// Warning is the first day on which a fraction of a limit was reached.
type Warning struct {
	At  finance.Rate
	On  civil.Date
	Sum finance.Money
}

// Watch holds the income before a day against the limits of each form, in order of
// form and period: every period with income, and that of the day before to under
// the form of that day. Errors are those of Register.
func (t Tables) Watch(p Payee, entries []Income, to civil.Date) ([]Watch, error) {
	list, err := t.dated(&p, entries)
	if err != nil {
		return nil, err
	}
	if to.IsZero() {
		return nil, finance.Problem{Path: "to", Err: finance.ErrMissing}
	}
	list = slices.DeleteFunc(list, func(e dated) bool { return !e.On.Before(to) })
	var all []Watch
	for i := range t.Forms {
		f := &t.Forms[i]
		for k := range f.Limits {
			if all, err = t.watch(all, &p, f, &f.Limits[k], list, to); err != nil {
				return nil, fmt.Errorf("%.40q: %w", f.Limits[k].Name, err)
			}
		}
	}
	return all, nil
}

// watch goes through the entries of one form for one limit.
func (t *Tables) watch(all []Watch, p *Payee, f *Form, l *Limit, list []dated, to civil.Date) ([]Watch, error) {
	first := len(all)
	last := to.AddDays(-1)
	for n := 0; len(list) > 0; list = list[n:] {
		n = sameDay(list)
		on := list[0].On
		if list[0].form != f.Name {
			continue
		}
		if len(all) == first || !all[len(all)-1].Period.Contains(on) {
			all = append(all, f.open(l, on, list[0].Amount.Currency()))
		}
		if err := all[len(all)-1].day(l, list[:n], last.Month()); err != nil {
			return nil, err
		}
	}
	if name, _ := p.Forms.On(last); name == f.Name && (len(all) == first || !all[len(all)-1].Period.Contains(last)) {
		if amount, ok := l.Amounts.On(last); ok {
			all = append(all, f.open(l, last, amount.Currency()))
			if err := all[len(all)-1].day(l, []dated{{Income: Income{On: last}}}, last.Month()); err != nil {
				return nil, err
			}
		}
	}
	return slices.DeleteFunc(all, func(w Watch) bool { return w.Amount.IsZero() }), nil // before there was a limit
}

func sameDay(list []dated) int {
	n := 1
	for n < len(list) && list[n].On == list[0].On {
		n++
	}
	return n
}

func (f *Form) open(l *Limit, on civil.Date, c finance.Currency) Watch {
	return Watch{Form: f.Name, Limit: l.Name, Period: l.Per.window(on), Sum: finance.Zero(c), Month: finance.Zero(c)}
}

// day adds the income of a day, and looks at the limit that is in force on it.
func (w *Watch) day(l *Limit, entries []dated, last civil.Month) (err error) {
	on := entries[0].On
	for _, e := range entries {
		if !e.counts {
			continue
		}
		if w.Sum, err = w.Sum.Add(e.Amount); err != nil {
			return err
		}
		if on.Month() == last {
			if w.Month, err = w.Month.Add(e.Amount); err != nil {
				return err
			}
		}
	}
	row, ok := l.Amounts.At(on)
	if !ok {
		return nil
	}
	w.Amount, w.Source = row.Value, row.Source
	if w.Left, err = w.Amount.Sub(w.Sum); err != nil {
		return err
	}
	if err := w.warn(l, on); err != nil {
		return err
	}
	if w.Crossed.IsZero() && w.Left.Sign() < 0 {
		w.Crossed, w.From, w.Then = on, l.Then.from(on), l.Form
	}
	return nil
}

func (w *Watch) warn(l *Limit, on civil.Date) error {
	for _, at := range l.Warn[len(w.Warnings):] {
		bound, err := w.Amount.MulRate(at, finance.Ceiling)
		if err != nil {
			return err
		}
		below, err := w.Sum.Cmp(bound)
		if err != nil || below < 0 {
			return err
		}
		w.Warnings = append(w.Warnings, Warning{at, on, w.Sum})
	}
	return nil
}

// After is the payee with the changes of form to which crossed limits lead, each
// with the limit as its source. What the payee is on the day of a change, it is
// that of the limit's form, or nothing changes: someone has seen to it already.
// The shares of the payee stay what they are.
func (p Payee) After(watches []Watch) Payee {
	forms := slices.Clone(p.Forms)
	for _, w := range watches {
		if w.Then == "" || w.Crossed.IsZero() {
			continue
		}
		if name, ok := forms.On(w.From); !ok || name != w.Form {
			continue
		}
		e := civil.Entry[string]{From: w.From, Value: w.Then, Source: fmt.Sprintf("%s crossed on %v (%s)", w.Limit, w.Crossed, w.Source)}
		i := slices.IndexFunc(forms, func(o civil.Entry[string]) bool { return !o.From.Before(w.From) })
		switch {
		case i < 0:
			forms = append(forms, e)
		case forms[i].From == w.From:
			forms[i] = e
		default:
			forms = slices.Insert(forms, i, e)
		}
	}
	p.Forms = forms
	return p
}
