package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Vacancy is what the empty spaces of a day would bring a month, without tax.
type Vacancy struct {
	On    civil.Date
	Rows  []Vacant // in the order of the house
	Area  Area
	Total finance.Money // net, a month
}

// Vacant is a space that can be let and is not.
type Vacant struct {
	Space string
	Area  Area
	By    Price
	Rent  finance.Money // net, a month
}

// Price says at which price of a square metre an empty space is reckoned. The
// zero Price is Unpriced.
type Price uint8

// The prices. A space without an asking price is reckoned at the average net
// rent of the day's rent roll; in a house without rent or let area it has none,
// and is reckoned at nothing.
const (
	Unpriced Price = iota
	AtAsking
	AtAverage
)

var priceNames = finance.NewNames[Price]("price", "unpriced", "asking", "average")

// String returns the name, such as asking.
func (p Price) String() string { return priceNames.Text(p) }

// MarshalText writes the name.
func (p Price) MarshalText() ([]byte, error) { return priceNames.Marshal(p) }

// UnmarshalText reads a name.
func (p *Price) UnmarshalText(text []byte) error { return priceNames.Unmarshal(p, text) }

// Vacancy reckons what stands empty on a day, by [House.Occupancy]: each space
// at its own asking price, without the tax in it, else at the average contracted
// rent of the day. Each rent is rounded half-even once.
//
//	at asking   asking × area, or × pieces of what has no area
//	at average  contracted rent of the roll × area / area of the roll
func (h House) Vacancy(on civil.Date) (Vacancy, error) {
	s := h.survey()
	let := s.let(on)
	if _, err := s.occupancy(on, let); err != nil {
		return Vacancy{}, err
	}
	roll, err := s.roll(on)
	if err != nil {
		return Vacancy{}, err
	}
	return s.vacancy(&roll, let)
}

func (s *survey) vacancy(roll *RentRoll, let []bool) (Vacancy, error) {
	v := Vacancy{On: roll.On, Total: finance.Zero(s.Currency)}
	for i := range s.Spaces {
		if let[i] || !s.Spaces[i].lettable(roll.On) {
			continue
		}
		row, err := s.vacant(&s.Spaces[i], roll)
		if err == nil {
			v.Total, err = v.Total.Add(row.Rent)
		}
		if err == nil {
			err = v.Area.grow(row.Area)
		}
		if err != nil {
			return Vacancy{}, fmt.Errorf("spaces[%d]: %w", i, err)
		}
		v.Rows = append(v.Rows, row)
	}
	return v, nil
}

// vacant is a space as if it stood empty on the day of a roll.
func (s *survey) vacant(space *Space, roll *RentRoll) (Vacant, error) {
	row := Vacant{Space: space.ID, Area: space.area(roll.On), Rent: finance.Zero(s.Currency)}
	var err error
	switch {
	case !space.Asking.IsZero():
		row.By = AtAsking
		row.Rent, err = s.market(space, roll.On)
	case !roll.Area.IsZero() && !roll.Contracted.IsZero():
		row.By = AtAverage
		row.Rent, err = roll.Contracted.MulDiv(row.Area.hundredths, roll.Area.hundredths, finance.HalfEven)
	}
	return row, err
}

// market is what the house asks for a space a month, without tax.
func (s *survey) market(space *Space, on civil.Date) (finance.Money, error) {
	asked, err := space.asked(on)
	if err != nil {
		return finance.Money{}, err
	}
	net, _, err := s.taxed(asked, on, false)
	return net, err
}
