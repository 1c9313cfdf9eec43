package main

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// checks holds the printout to its laws. One that does not hold is an error.
func (r *report) checks() error {
	r.Title("Checks")
	n, err := r.closedIsDry()
	if err != nil {
		return err
	}
	r.Say("  Closed and adjusted, month by month, is what all facts known at once come to: %d charges of %d agreements.", n, len(r.agreements))
	for _, s := range r.statements {
		sum := sums{Money: s.Landlord.Total}
		for _, p := range s.Parts {
			sum.add(p.Charge)
		}
		if sum.err != nil || sum.Money != s.Spent {
			return fmt.Errorf("shared costs of %v against %v spent: %w", sum.Money, s.Spent, finance.ErrConflict)
		}
	}
	r.Say("  What leases and the landlord bear of shared costs is what was spent: %s, then %s.", r.Exact(r.statements[0].Spent), r.Exact(r.statements[1].Spent))
	o, err := r.house.Occupancy(atEnd)
	if err != nil {
		return err
	}
	roll, err := r.house.RentRoll(atEnd)
	if err != nil {
		return err
	}
	if both, err := roll.Area.Add(o.Void()); err != nil || both != o.Lettable {
		return fmt.Errorf("rent roll and void of %v, %v to let: %w", both, o.Lettable, finance.ErrConflict)
	}
	r.Say("  Rent roll and empty spaces make up what can be let: %s + %s = %s m².", r.Number(roll.Area.String()), r.Number(o.Void().String()), r.Number(o.Lettable.String()))
	return nil
}

// charge is what a month of a clause comes to between two parties.
type charge struct {
	agreement, clause string
	debtor, creditor  accrual.Party
	month             civil.Month
}

// closedIsDry compares what was closed and adjusted with a dry run of each
// agreement over all facts.
func (y *year) closedIsDry() (int, error) {
	closed, err := summed(y.posted)
	if err != nil {
		return 0, err
	}
	var all []accrual.Obligation
	for _, a := range y.agreements {
		dry, err := a.DryRun(first, settled, slices.Values(y.facts))
		if err != nil {
			return 0, err
		}
		all = append(all, dry...)
	}
	dry, err := summed(all)
	if err != nil {
		return 0, err
	}
	for c, want := range dry {
		if closed[c] != want {
			return 0, fmt.Errorf("%s of %s in %v: closed %v, all known %v: %w", c.clause, c.agreement, c.month, closed[c], want, finance.ErrConflict)
		}
	}
	for c, got := range closed {
		if _, ok := dry[c]; !ok && got[0].Sign() != 0 {
			return 0, fmt.Errorf("%s of %s in %v: closed %v, all known nothing: %w", c.clause, c.agreement, c.month, got, finance.ErrConflict)
		}
	}
	return len(dry), nil
}

// summed are net and tax of each charge.
func summed(all []accrual.Obligation) (map[charge][2]finance.Money, error) {
	sum := map[charge][2]finance.Money{}
	for _, o := range all {
		c := charge{o.Agreement, o.Clause, o.Debtor, o.Creditor, o.For}
		net, err := sum[c][0].Add(o.Net)
		if err != nil {
			return nil, err
		}
		tax, err := sum[c][1].Add(o.Tax)
		if err != nil {
			return nil, err
		}
		sum[c] = [2]finance.Money{net, tax}
	}
	return sum, nil
}
