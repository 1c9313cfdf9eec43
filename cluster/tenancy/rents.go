package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Rents are the four rents of a house, without tax: of a day by the month, or
// of a period in all. A figure of rent means nothing until it says which of
// them it is.
type Rents struct {
	Over       civil.Period  // the day, or the period
	Passing    finance.Money // payable: abatements count
	Contracted finance.Money // in force: abatements left out
	Headline   finance.Money // after the last step already agreed
	Void       finance.Money // what the empty spaces would bring, by [House.Vacancy]
}

// Rents are those of a day, by the month: the totals of its [RentRoll] and of
// its [Vacancy].
func (h House) Rents(on civil.Date) (Rents, error) { return h.survey().rents(on) }

func (s *survey) rents(on civil.Date) (Rents, error) {
	roll, err := s.roll(on)
	if err != nil {
		return Rents{}, err
	}
	empty, err := s.vacancy(&roll, s.let(on))
	if err != nil {
		return Rents{}, err
	}
	return Rents{
		Over:    civil.Period{From: on, To: on.AddDays(1)},
		Passing: roll.Net, Contracted: roll.Contracted, Headline: roll.Headline, Void: empty.Total,
	}, nil
}

// maxDays is how many days a measure goes through one by one.
const maxDays = 3660

// RentsOver adds up the rents of a period: each day bears the rents of its
// month as they stand on it, over the days of the month. Each month of the
// period is rounded half-even once. The void is the loss by vacancy. The work
// grows with days times leases; more than ten years are ErrLimit.
//
//	rent = Σ months Σ days rent of the day / days of the month
func (h House) RentsOver(p civil.Period) (Rents, error) {
	if err := bounded(p); err != nil {
		return Rents{}, fmt.Errorf("rents: %w", err)
	}
	if p.Days() > maxDays {
		return Rents{}, fmt.Errorf("rents: %v: %d days, at most %d: %w", p, p.Days(), maxDays, finance.ErrLimit)
	}
	s, total := h.survey(), noRents(p, h.Currency)
	for m := range p.Months() {
		month, err := s.daily(m.Period().Intersect(p))
		if err == nil {
			err = total.grow(month, int64(m.Days()))
		}
		if err != nil {
			return Rents{}, fmt.Errorf("%v: %w", m, err)
		}
	}
	return total, nil
}

func noRents(p civil.Period, c finance.Currency) Rents {
	none := finance.Zero(c)
	return Rents{p, none, none, none, none}
}

// daily adds up the rents of each day of a period, by the month.
func (s *survey) daily(p civil.Period) (Rents, error) {
	total := noRents(p, s.Currency)
	for on := p.From; on.Before(p.To); on = on.AddDays(1) {
		rents, err := s.rents(on)
		if err == nil {
			err = total.grow(rents, 1)
		}
		if err != nil {
			return Rents{}, err
		}
	}
	return total, nil
}

// grow adds more / by to r, each amount rounded half-even.
func (r *Rents) grow(more Rents, by int64) error {
	for _, x := range [...]struct {
		total *finance.Money
		more  finance.Money
	}{{&r.Passing, more.Passing}, {&r.Contracted, more.Contracted}, {&r.Headline, more.Headline}, {&r.Void, more.Void}} {
		part, err := x.more.MulDiv(1, by, finance.HalfEven)
		if err == nil {
			*x.total, err = x.total.Add(part)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Potential is what the house would bring fully let: the contracted rent and
// that of the void.
func (r Rents) Potential() (finance.Money, error) { return r.Contracted.Add(r.Void) }

// Occupancy is occupancy by rent. Of a house that could bring nothing it is
// ErrRange.
//
//	occupancy = contracted / (contracted + void)
func (r Rents) Occupancy() (finance.Rate, error) { return r.ofPotential(r.Contracted) }

// Economic is the part of the potential that is paid: also called economic
// occupancy. What is given away counts as what stands empty does.
//
//	economic occupancy = passing / (contracted + void)
//
// Source: Economic vs physical occupancy, Osprey.
func (r Rents) Economic() (finance.Rate, error) { return r.ofPotential(r.Passing) }

func (r Rents) ofPotential(m finance.Money) (finance.Rate, error) {
	potential, err := r.Potential()
	if err != nil {
		return finance.Rate{}, err
	}
	return m.Ratio(potential)
}
