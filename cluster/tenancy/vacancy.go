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
// at its own asking price, without the tax in it, else at the average rent of
// the day. Each rent is rounded half-even once.
//
//	at asking   asking × area
//	at average  net rent of the roll × area / area of the roll
func (h House) Vacancy(on civil.Date) (Vacancy, error) {
	o, err := h.Occupancy(on)
	if err != nil {
		return Vacancy{}, err
	}
	roll, err := h.RentRoll(on)
	if err != nil {
		return Vacancy{}, err
	}
	v := Vacancy{On: on, Area: o.Void(), Total: finance.Zero(h.Currency)}
	spaces := placesOf(h.Spaces, spaceID)
	for _, id := range o.Vacant {
		i := spaces[id]
		row, err := h.vacant(&h.Spaces[i], &roll)
		if err == nil {
			v.Total, err = v.Total.Add(row.Rent)
		}
		if err != nil {
			return Vacancy{}, fmt.Errorf("spaces[%d]: %w", i, err)
		}
		v.Rows = append(v.Rows, row)
	}
	return v, nil
}

func (h House) vacant(s *Space, roll *RentRoll) (Vacant, error) {
	row := Vacant{Space: s.ID, Area: s.Area, Rent: finance.Zero(h.Currency)}
	var err error
	switch {
	case !s.Asking.IsZero():
		row.By = AtAsking
		if row.Rent, err = s.Area.at(s.Asking, 1, 1, finance.HalfEven); err == nil {
			row.Rent, _, err = h.taxed(row.Rent, roll.On, false)
		}
	case !roll.Area.IsZero() && !roll.Net.IsZero():
		row.By = AtAverage
		row.Rent, err = roll.Net.MulDiv(s.Area.hundredths, roll.Area.hundredths, finance.HalfEven)
	}
	return row, err
}
