package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Bridge leads from what a house would bring at its asking prices to what is
// payable on a day, by the month and without tax. Losses are below nothing:
//
//	net = market + loss to lease + vacancy + concessions + non-revenue
//
// Source: Rent & occupancy chart, redIQ.
type Bridge struct {
	On          civil.Date
	Market      finance.Money // of all spaces that are there, closed ones included
	LossToLease finance.Money // contracted rent less the market rent of what is let
	Vacancy     finance.Money // of what stands empty
	Concessions finance.Money // passing rent less contracted: abatements
	NonRevenue  finance.Money // of what is not offered: closed spaces
	Units       int           // the spaces that are there
}

// Bridge is that of a day. Market rent is the asking price; empty and closed
// spaces without one are reckoned as [House.Vacancy] does, and a lease of which
// a space has none counts with its contracted rent: nothing is known to be lost.
// Net is the passing rent of the day's [RentRoll].
func (h House) Bridge(on civil.Date) (Bridge, error) {
	s, none := h.survey(), finance.Zero(h.Currency)
	roll, err := s.roll(on)
	if err != nil {
		return Bridge{}, err
	}
	b := Bridge{On: on, Market: none, LossToLease: none, Vacancy: none, Concessions: none, NonRevenue: none}
	for i := range roll.Rows {
		if err := b.lease(s, &roll.Rows[i]); err != nil {
			return Bridge{}, fmt.Errorf("lease %.40q: %w", roll.Rows[i].Lease, err)
		}
	}
	let := s.let(on)
	for i := range s.Spaces {
		if err := b.space(s, i, let[i], &roll); err != nil {
			return Bridge{}, fmt.Errorf("spaces[%d]: %w", i, err)
		}
	}
	return b, nil
}

// lease adds what is let.
func (b *Bridge) lease(s *survey, row *Rent) error {
	market, err := s.marketOf(row, b.On)
	if err != nil {
		return err
	}
	loss, err := row.Contracted.Sub(market)
	if err != nil {
		return err
	}
	given, err := row.Net.Sub(row.Contracted)
	if err != nil {
		return err
	}
	if b.Market, err = b.Market.Add(market); err != nil {
		return err
	}
	return grow(&b.LossToLease, loss, &b.Concessions, given)
}

// marketOf is what the house asks for the spaces of a row; its contracted rent
// where one of them has no price.
func (s *survey) marketOf(row *Rent, on civil.Date) (finance.Money, error) {
	total := finance.Zero(s.Currency)
	for _, id := range row.Spaces {
		space := &s.Spaces[s.spaces[id]] // the roll has found it
		if space.Asking.IsZero() {
			return row.Contracted, nil
		}
		rent, err := s.market(space, on)
		if err == nil {
			total, err = total.Add(rent)
		}
		if err != nil {
			return finance.Money{}, err
		}
	}
	return total, nil
}

// space counts a space, and adds what brings nothing.
func (b *Bridge) space(s *survey, i int, let bool, roll *RentRoll) error {
	space := &s.Spaces[i]
	if space.Common || !space.there().Contains(b.On) {
		return nil
	}
	b.Units++
	if let {
		return nil
	}
	row, err := s.vacant(space, roll)
	if err != nil {
		return err
	}
	loss, err := row.Rent.Neg()
	if err != nil {
		return err
	}
	lost := &b.Vacancy
	if space.closed(b.On) {
		lost = &b.NonRevenue
	}
	return grow(&b.Market, row.Rent, lost, loss)
}

// Net is the rental income that is left.
func (b Bridge) Net() (finance.Money, error) {
	return finance.Sum(b.Market, b.LossToLease, b.Vacancy, b.Concessions, b.NonRevenue)
}

// Occupancy is occupancy by market rent. Without market rent it is ErrRange.
//
//	occupancy = 1 + vacancy / market
func (b Bridge) Occupancy() (finance.Rate, error) {
	lost, err := b.Vacancy.Ratio(b.Market)
	if err != nil {
		return finance.Rate{}, err
	}
	return one.Add(lost)
}

// Occupied is how many units are occupied, by rent: units × occupancy.
func (b Bridge) Occupied() (finance.Rate, error) {
	units, err := finance.NewRate(int64(b.Units), 1)
	if err != nil {
		return finance.Rate{}, err
	}
	occupancy, err := b.Occupancy()
	if err != nil {
		return finance.Rate{}, err
	}
	return units.Mul(occupancy)
}

// PerUnit is the net income of a unit, let or not, rounded. Without units it is
// ErrRange.
func (b Bridge) PerUnit(r finance.Rounding) (finance.Money, error) {
	net, err := b.Net()
	if err != nil {
		return finance.Money{}, err
	}
	return net.MulDiv(1, int64(b.Units), r)
}

// PerOccupied is the net income of an occupied unit, rounded.
func (b Bridge) PerOccupied(r finance.Rounding) (finance.Money, error) {
	net, err := b.Net()
	if err != nil {
		return finance.Money{}, err
	}
	occupied, err := b.Occupied()
	if err != nil {
		return finance.Money{}, err
	}
	return net.MulDiv(occupied.Den(), occupied.Num(), r)
}
