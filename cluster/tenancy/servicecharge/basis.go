package servicecharge

import (
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
)

// basis is what p bears a share of: what was spent but for what it excludes,
// grossed up, and what is taken off.
func (d *drawing) basis(p *Participant, x *Part) error {
	fixed, variable := d.spending.without(p.Terms.Exclude)
	more, err := d.gross(variable, d.occupancy)
	if err != nil {
		return err
	}
	x.Costs = d.money(fixed.Minor() + variable.Minor()) // at most what was spent
	if x.Grossed, err = x.Costs.Add(more); err != nil {
		return err
	}
	if !more.IsZero() {
		x.Target, x.Occupancy = d.Pool.GrossUp, d.occupancy
	}
	if x.BaseYear = p.Terms.BaseYear; x.BaseYear == 0 {
		x.Base = d.money(p.Terms.Stop.Minor())
		return nil
	}
	x.Base, err = d.base(p, x)
	return err
}

// gross is by how much variable costs rise where an occupancy is brought to
// the pool's target, cut to the minor unit.
func (d *drawing) gross(variable finance.Money, occupancy finance.Rate) (finance.Money, error) {
	target := d.Pool.GrossUp
	if target.IsZero() || occupancy.IsZero() || target.Cmp(occupancy) <= 0 {
		return d.money(0), nil
	}
	up := big.NewRat(target.Num(), target.Den())
	up.Quo(up, big.NewRat(occupancy.Num(), occupancy.Den()))
	n, err := round(up.Mul(up, new(big.Rat).SetInt64(variable.Minor())), finance.Down)
	if err != nil {
		return finance.Money{}, fmt.Errorf("gross-up: %w", err)
	}
	return d.money(n - variable.Minor()), nil
}

// base is what the base year of p cost, by the same rules: equal years charge
// nothing.
func (d *drawing) base(p *Participant, x *Part) (finance.Money, error) {
	year := d.Window.From.Year()
	switch base := d.years[x.BaseYear]; {
	case x.BaseYear == year:
		return x.Grossed, nil
	case x.BaseYear > year:
		return finance.Money{}, finance.Problem{Path: "terms.base_year", Err: fmt.Errorf("%d is after %d: %w", x.BaseYear, year, finance.ErrOrder)}
	case base == nil:
		return finance.Money{}, finance.Problem{Path: "terms.base_year", Err: fmt.Errorf("no statement of %d: %w", x.BaseYear, finance.ErrMissing)}
	default:
		fixed, variable := base.spending.without(p.Terms.Exclude)
		more, err := d.gross(variable, base.statement.Occupancy)
		if err != nil {
			return finance.Money{}, err
		}
		return d.money(fixed.Minor() + variable.Minor()).Add(more)
	}
}

// cap bounds what participant i bears. What is uncapped is the charge, which is
// rounded with all others later.
func (d *drawing) cap(i int, x *Part) error {
	terms := &d.Participants[i].Terms
	ceiling, ok, err := d.ceiling(terms, x)
	if err != nil {
		return finance.Problem{Path: "terms.cap", Err: err}
	}
	if !ok {
		return nil
	}
	x.Mode, x.Ceiling = terms.Cap.Mode, ceiling
	most := new(big.Int).Mul(big.NewInt(ceiling.Minor()), d.scale.whole)
	if d.exact[i].Cmp(most) <= 0 {
		return nil
	}
	uncapped, err := quotient(d.exact[i], d.scale.whole, finance.HalfEven)
	if err != nil {
		return err
	}
	x.Capped, x.Uncapped = true, d.money(uncapped)
	over := new(big.Int).Sub(d.exact[i], most)
	d.landlord[capped].Add(d.landlord[capped], over)
	d.exact[i] = most
	return nil
}
