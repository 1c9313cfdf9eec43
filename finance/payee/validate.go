package payee

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Validate reports everything that is wrong with t, as finance.Problems: names
// that are missing or double, rows without a day or a source, rates out of range,
// a limit that leads to a form that is not there.
func (t Tables) Validate() error {
	var wrong finance.Problems
	if len(t.Forms) > MaxForms {
		wrong.Add("forms", limit(len(t.Forms), MaxForms))
		return wrong.Err()
	}
	for i := range t.Forms {
		f := &t.Forms[i]
		wrong.AddAt("forms", i, f.check(&t))
		if slices.ContainsFunc(t.Forms[:i], func(o Form) bool { return o.Name == f.Name }) {
			wrong.AddAt("forms", i, finance.Problem{Path: "name", Err: finance.ErrDuplicate})
		}
	}
	return wrong.Err()
}

func (f *Form) check(t *Tables) error {
	var wrong finance.Problems
	wrong.Add("name", checkName(f.Name))
	checkRows(&wrong, "rules", f.Rules, Rules.check)
	if len(f.Limits) > MaxRows {
		wrong.Add("limits", limit(len(f.Limits), MaxRows))
		return wrong.Err()
	}
	for i := range f.Limits {
		l := &f.Limits[i]
		wrong.AddAt("limits", i, l.check(t, f))
		if slices.ContainsFunc(f.Limits[:i], func(o Limit) bool { return o.Name == l.Name }) {
			wrong.AddAt("limits", i, finance.Problem{Path: "name", Err: finance.ErrDuplicate})
		}
	}
	return wrong.Err()
}

func checkRows[T any](wrong *finance.Problems, path string, rows civil.Timeline[T], check func(T) error) {
	switch {
	case len(rows) == 0:
		wrong.Add(path, finance.ErrMissing)
		return
	case len(rows) > MaxRows:
		wrong.Add(path, limit(len(rows), MaxRows))
		return
	}
	wrong.Add(path, rows.Validate())
	for i := range rows {
		if err := check(rows[i].Value); err != nil {
			wrong.AddAt(path, i, finance.Problem{Path: "value", Err: err})
		}
	}
}

func (r Rules) check() error {
	var wrong finance.Problems
	wrong.Add("invoices", r.Invoices.Validate())
	wrong.Add("base", r.Base.Validate())
	wrong.Add("as_agent", r.AsAgent.Validate())
	if n := max(len(r.Withheld), len(r.Own)); n > MaxRows {
		wrong.Add("withheld", limit(n, MaxRows))
		return wrong.Err()
	}
	for i, x := range r.Withheld {
		wrong.AddAt("withheld", i, x.check())
	}
	for i, x := range r.Own {
		wrong.AddAt("own", i, x.check())
		if slices.ContainsFunc(r.Own[:i], func(o Own) bool { return o.Buyer == x.Buyer }) {
			wrong.AddAt("own", i, finance.Problem{Path: "buyer", Err: finance.ErrDuplicate})
		}
	}
	return wrong.Err()
}

func (x Tax) check() error {
	var wrong finance.Problems
	wrong.Add("name", checkName(x.Name))
	wrong.Add("rate", checkRate(x.Rate))
	wrong.Add("unit", checkUnit(x.Unit))
	wrong.Add("rounding", x.Rounding.Validate())
	return wrong.Err()
}

func (x Own) check() error {
	var wrong finance.Problems
	if x.Buyer != "" {
		wrong.Add("buyer", checkName(x.Buyer))
	}
	wrong.Add("rate", checkRate(x.Rate))
	wrong.Add("unit", checkUnit(x.Unit))
	wrong.Add("rounding", x.Rounding.Validate())
	return wrong.Err()
}

// checkRate refuses a rate that is nothing or more than the whole.
func checkRate(r finance.Rate) error {
	switch {
	case r.IsZero():
		return finance.ErrMissing
	case r.Sign() < 0:
		return finance.ErrNegative
	case r.Num() > r.Den():
		return fmt.Errorf("%v is more than the whole: %w", r, finance.ErrRange)
	}
	return nil
}

func checkUnit(m finance.Money) error {
	if m.Sign() < 0 {
		return finance.ErrNegative
	}
	return m.Validate()
}

func (l *Limit) check(t *Tables, f *Form) error {
	var wrong finance.Problems
	wrong.Add("name", checkName(l.Name))
	wrong.Add("per", l.Per.Validate())
	wrong.Add("then", l.Then.Validate())
	checkRows(&wrong, "amounts", l.Amounts, func(m finance.Money) error {
		if m.Sign() <= 0 {
			return fmt.Errorf("%v is no limit: %w", m, finance.ErrRange)
		}
		return m.Validate()
	})
	if len(l.Warn) > MaxRows {
		wrong.Add("warn", limit(len(l.Warn), MaxRows))
		return wrong.Err()
	}
	for i, w := range l.Warn {
		switch {
		case w.Sign() <= 0 || w.Num() >= w.Den():
			wrong.AddAt("warn", i, fmt.Errorf("%v is not on the way: %w", w, finance.ErrRange))
		case i > 0 && w.Cmp(l.Warn[i-1]) <= 0:
			wrong.AddAt("warn", i, finance.ErrOrder)
		}
	}
	switch {
	case l.Form == "":
	case l.Form == f.Name:
		wrong.Add("form", finance.ErrConflict)
	case t.form(l.Form) == nil:
		wrong.Add("form", fmt.Errorf("%.40q: %w", l.Form, finance.ErrUnknown))
	}
	return wrong.Err()
}

func checkName(name string) error { return finance.CheckName(name, MaxText) }

func limit(n, most int) error { return fmt.Errorf("%d, at most %d: %w", n, most, finance.ErrLimit) }
