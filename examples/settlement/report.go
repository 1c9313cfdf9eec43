package main

import (
	"errors"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// report prints a settled quarter.
type report struct {
	printout.Printer
	*settled
}

func (r *report) all() error {
	r.Say("Quarter (fictional), Yakutsk: the shop on consignment, first quarter of 2026.")
	r.Say("Makers, prices and sales are made up; rates of tax are a dated table of the host. Amounts in roubles.")
	for _, section := range []func() error{
		r.director, r.till, r.statements, r.artBook, r.jointProject, r.setOffs, r.lateness, r.selfEmployed, r.checks,
	} {
		if err := section(); err != nil {
			return err
		}
	}
	return nil
}

// only prints one maker.
func (r *report) only(id accrual.Party) error {
	m, err := r.maker(id)
	if err != nil {
		var wrong finance.Problems
		wrong.Add("-party", err)
		return wrong.Err()
	}
	return r.statement(m)
}

// sums adds amounts, and remembers the first error.
type sums struct {
	finance.Money
	err error
}

func zero() sums { return sums{Money: finance.Zero(finance.RUB)} }

func (s *sums) add(m finance.Money) {
	n, err := s.Add(m)
	s.err = errors.Join(s.err, err)
	if err == nil {
		s.Money = n
	}
}
