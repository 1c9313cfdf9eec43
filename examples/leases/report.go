package main

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// report prints a year.
type report struct {
	printer
	*year
}

// all prints everything, section after section.
func (r *report) all() error {
	r.say("Quarter (fictional): leases of %d, closed month by month.", reported.Year())
	r.say("People, prices and sales are made up; what is assumed stands in the README of this folder. Amounts in %s, without VAT where nothing else is said.", r.words("RUB"))
	for _, section := range [...]func() error{
		r.months, r.leases, r.shared, r.latePayer, r.kioskDeposit, r.roll, r.measures, r.mix, r.evenly,
		r.notices, r.waiting, r.warnings, r.worth, r.tried, r.checks,
	} {
		if err := section(); err != nil {
			return err
		}
	}
	return nil
}

// only prints one lease, and what each of its clauses is worth.
func (r *report) only(id string) error {
	if r.agreement(id) == nil {
		return finance.Problem{Path: "-lease", Err: fmt.Errorf("%q is none of the house's: %w", id, finance.ErrUnknown)}
	}
	if err := r.one(id); err != nil {
		return err
	}
	if sections := map[string]func() error{"L-10": r.kioskDeposit, "L-13": r.latePayer}; sections[id] != nil {
		if err := sections[id](); err != nil {
			return err
		}
	}
	r.title("What each clause is worth: the year with and without it")
	return r.worthOf(id)
}
