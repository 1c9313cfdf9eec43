package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// UseShare is a row of a mix of uses: the spaces of one use that can be let on a
// day, and what of them is.
type UseShare struct {
	Use       Use
	Spaces    int
	LetSpaces int
	Pieces    finance.Number // passes of desks, metres of shelves and kiosks; of other uses, spaces
	LetPieces finance.Number
	Area      Area
	Let       Area
	Rent      finance.Money // contracted, a month, without tax
}

// Mix is the mix of uses of a day, in the order of the uses; one of which there
// is no space has no row. The areas sum to those of [House.Occupancy]. The rent
// of a lease of several spaces is divided by their areas, or by their number
// where none has an area, by the largest remainder, so the rents sum to the
// contracted rent of the day's [RentRoll], but for leases that hold no space on
// the day.
func (h House) Mix(on civil.Date) ([]UseShare, error) {
	s := h.survey()
	roll, err := s.roll(on)
	if err != nil {
		return nil, err
	}
	rows := make([]UseShare, Land+1)
	let := s.let(on)
	for i := range s.Spaces {
		space := &s.Spaces[i]
		if space.Use > Land || !space.lettable(on) {
			continue
		}
		if err := rows[space.Use].count(space, on, let[i]); err != nil {
			return nil, fmt.Errorf("spaces[%d]: %w", i, err)
		}
	}
	for i, row := range s.rows(&roll) {
		if err := s.divide(rows, row, on); err != nil {
			return nil, s.lease(i, err)
		}
	}
	var mix []UseShare
	for use := range rows {
		row := &rows[use]
		row.Use = Use(use) //nolint:gosec // at most Land
		if row.Spaces > 0 || !row.Rent.IsZero() {
			row.Rent, _ = row.Rent.Add(finance.Zero(h.Currency)) // nothing, in the currency
			mix = append(mix, *row)
		}
	}
	return mix, nil
}

func (u *UseShare) count(s *Space, on civil.Date, let bool) (err error) {
	u.Spaces++
	if u.Pieces, err = u.Pieces.Add(s.pieces()); err != nil {
		return err
	}
	if err = u.Area.grow(s.area(on)); err != nil || !let {
		return err
	}
	u.LetSpaces++
	if u.LetPieces, err = u.LetPieces.Add(s.pieces()); err != nil {
		return err
	}
	return u.Let.grow(s.area(on))
}

// divide adds the rent of a lease to the uses of its spaces.
func (s *survey) divide(rows []UseShare, row *Rent, on civil.Date) error {
	weights := make([]int64, len(row.Spaces))
	for i, id := range row.Spaces {
		weights[i] = s.Spaces[s.spaces[id]].area(on).hundredths
		if row.Area.IsZero() {
			weights[i] = 1
		}
	}
	if len(weights) == 0 { // every space is given back
		return nil
	}
	parts, err := finance.Allocate(row.Contracted, weights, finance.LargestRemainder)
	if err != nil {
		return err
	}
	for i, id := range row.Spaces {
		if use := s.Spaces[s.spaces[id]].Use; use <= Land {
			if rows[use].Rent, err = rows[use].Rent.Add(parts[i]); err != nil {
				return err
			}
		}
	}
	return nil
}
