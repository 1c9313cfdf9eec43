package till

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// check reports every row that is wrong, by its place.
func (d *Documents) check(c finance.Currency) error {
	var wrong finance.Problems
	for _, list := range [...]struct {
		name string
		n    int
		row  func(i int) error
	}{
		{"lines", len(d.Lines), func(i int) error { return d.Lines[i].check(c) }},
		{"shifts", len(d.Shifts), func(i int) error { return d.Shifts[i].check(c) }},
		{"register", len(d.Register), func(i int) error { return d.Register[i].check(c) }},
		{"bank", len(d.Bank), func(i int) error { return d.Bank[i].check(c) }},
	} {
		if list.n > MaxRows {
			wrong.Add(list.name, fmt.Errorf("%d rows, at most %d: %w", list.n, MaxRows, finance.ErrLimit))
			continue
		}
		for i := range list.n {
			wrong.AddAt(list.name, i, list.row(i))
		}
	}
	d.checkReceipts(&wrong)
	return wrong.Err()
}

// checkReceipts refuses a receipt that was given in two shifts, or on two days.
func (d *Documents) checkReceipts(wrong *finance.Problems) {
	type place struct {
		shift string
		on    civil.Date
	}
	seen := map[string]place{}
	for i := range d.Lines {
		l := &d.Lines[i]
		here := place{l.Shift, l.On}
		before, known := seen[l.Receipt]
		switch {
		case !known:
			seen[l.Receipt] = here
		case before != here:
			wrong.AddAt("lines", i, finance.Problem{Path: "receipt", Err: fmt.Errorf("%.40q is of shift %.40q on %v: %w", l.Receipt, before.shift, before.on, finance.ErrConflict)})
		}
	}
}

func (l *Line) check(c finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("", l.Validate())
	checkCurrency(&wrong, "gross", l.Gross, c)
	return wrong.Err()
}

func (s *ShiftTotal) check(c finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("", s.Validate())
	checkCurrency(&wrong, "sales", s.Sales, c)
	return wrong.Err()
}

func (r *RegisterLine) check(c finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("", r.Validate())
	checkCurrency(&wrong, "gross", r.Gross, c)
	return wrong.Err()
}

func (k *Credit) check(c finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("", k.Validate())
	checkCurrency(&wrong, "amount", k.Amount, c)
	return wrong.Err()
}

func checkCurrency(wrong *finance.Problems, field string, m finance.Money, c finance.Currency) {
	if m != (finance.Money{}) && m.Currency() != c {
		wrong.Add(field, fmt.Errorf("in %v, not in %v: %w", m.Currency(), c, finance.ErrCurrency))
	}
}
