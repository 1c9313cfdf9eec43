package main

import (
	"fmt"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
)

// report prints a year.
type report struct {
	printout.Printer
	*year
}

// all prints everything, section after section.
func (r *report) all() error {
	r.Say("Quarter (fictional): leases of %d, closed month by month.", reported.Year())
	r.Say("People, prices and sales are made up; what is assumed stands in the README of this folder. Amounts in %s, without VAT where nothing else is said.", r.Words("RUB"))
	for _, section := range [...]func() error{
		r.months, r.leases, r.shared, r.latePayer, r.kioskDeposit, r.roll, r.measures, r.mix, r.evenly, r.slowStart,
		r.notices, r.waiting, r.warnings, r.worth, r.tried, r.checks,
	} {
		if err := section(); err != nil {
			return err
		}
	}
	return nil
}

// only prints one lease, what belongs to it elsewhere, and what each of its
// clauses is worth.
func (r *report) only(id string) error {
	if r.agreement(id) == nil {
		return finance.Problem{Path: "-lease", Err: fmt.Errorf("%q is none of the house's: %w", id, finance.ErrUnknown)}
	}
	if err := r.one(id); err != nil {
		return err
	}
	r.partOf(id)
	beside := map[string]func() error{kiosk: r.kioskDeposit, late: r.latePayer, amended: r.tried, stepped: r.evenly, growing: r.slowStart}
	if section := beside[id]; section != nil {
		if err := section(); err != nil {
			return err
		}
	}
	return r.worthOf(id)
}

// The leases that a section of their own is about.
const (
	stepped = "L-01" // a rent with steps
	growing = "L-02" // a slow start
	amended = "L-04" // an amendment is tried on it
	kiosk   = "L-10" // a deposit grows with the rent
	late    = "L-13" // pays late
)
