package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// RentRoll is every lease that holds on a day, with what it brings the landlord
// a month by its [Fixed] clauses in force, of whole months and without tax.
// Turnover rent is not in it, nor what goes back to the resident or to a third
// party. It says three rents:
//
//	net         what is payable on the day: an abatement counts. Also called passing rent
//	contracted  what is in force on the day, abatements left out
//	headline    the contracted rent as it will be after the last step and amendment already agreed
type RentRoll struct {
	On         civil.Date
	Rows       []Rent        // in the order of the house
	Area       Area          // of all rows
	Net        finance.Money // a month, without tax
	Tax        finance.Money // a month, of Net, at the rate of the day
	Contracted finance.Money // a month, without tax
	Headline   finance.Money // a month, without tax
}

// Rent is a row of a rent roll: a lease, and what it brings a month.
type Rent struct {
	Lease      string
	Resident   accrual.Party // who holds the lease on the day
	Spaces     []string
	Area       Area          // of the spaces; of a desk inside another space, nothing
	Net        finance.Money // without tax
	Tax        finance.Money // of each clause at the rate of the day, as the house rounds it
	Contracted finance.Money // without tax
	Headline   finance.Money // without tax
	Ends       civil.Date    // the day after the last, as amended; no day for an open end
}

// RentRoll lists the leases of a day, as amended, signed before it or after. A
// day on which the house's tax has no rate is ErrMissing; a lease of an unknown
// space is ErrUnknown.
func (h House) RentRoll(on civil.Date) (RentRoll, error) { return h.survey().roll(on) }

func (s *survey) roll(on civil.Date) (RentRoll, error) {
	none := finance.Zero(s.Currency)
	roll := RentRoll{On: on, Net: none, Tax: none, Contracted: none, Headline: none}
	n := 0
	for _, term := range s.terms {
		if term.Contains(on) {
			n++
		}
	}
	if n == 0 {
		return roll, nil
	}
	roll.Rows = make([]Rent, 0, n)
	room := make([]string, 0, n) // of the spaces of all rows: most leases hold one
	for i := range s.Leases {
		if !s.terms[i].Contains(on) {
			continue
		}
		first := len(room)
		room = s.appendHeld(room, i, on)
		row, err := s.rent(i, on, slices.Clip(room[first:]))
		if err == nil {
			err = roll.add(row)
		}
		if err != nil {
			return RentRoll{}, s.lease(i, err)
		}
	}
	return roll, nil
}

// rent is the row of a lease that holds spaces on a day.
func (s *survey) rent(i int, on civil.Date, spaces []string) (Rent, error) {
	l, none := &s.Leases[i], finance.Zero(s.Currency)
	row := Rent{
		Lease: l.ID, Resident: l.residentBy(s.lives[i].sorted, on), Spaces: spaces, Ends: s.terms[i].To,
		Net: none, Tax: none, Contracted: none, Headline: none,
	}
	for _, id := range row.Spaces {
		at, ok := s.spaces[id]
		if !ok {
			return row, problem("spaces", unknown(id))
		}
		if err := row.Area.grow(s.Spaces[at].area(on)); err != nil {
			return row, err
		}
	}
	clauses := l.clausesBy(s.lives[i].sorted, on)
	for j := range clauses {
		if err := s.charge(&row, &clauses[j], on); err != nil {
			return row, fmt.Errorf("clause %.40q: %w", clauses[j].Name, err)
		}
	}
	return row, s.headline(&row, i, clauses, on)
}

// charge adds a month of a clause to a row, if it is a fixed rent of the
// landlord.
func (s *survey) charge(row *Rent, n *accrual.Named, on civil.Date) error {
	rent, ok := n.Clause.(Fixed)
	if !ok || n.Back || n.To != "" {
		return nil
	}
	monthly, err := rent.PerMonth(on)
	if err != nil {
		return err
	}
	net, tax, err := s.taxed(monthly, on, n.Untaxed)
	if err != nil {
		return err
	}
	if !abates(n.Clause) {
		if row.Contracted, err = row.Contracted.Add(net); err != nil {
			return err
		}
	}
	return grow(&row.Net, net, &row.Tax, tax)
}

// taxed is an amount, as the house's terms give it, in its two parts.
func (h House) taxed(amount finance.Money, on civil.Date, untaxed bool) (net, tax finance.Money, err error) {
	if untaxed || len(h.Tax.Rates) == 0 {
		return amount, finance.Zero(h.Currency), nil
	}
	rate, ok := h.Tax.Rates.On(on)
	if !ok {
		return finance.Money{}, finance.Money{}, fmt.Errorf("tax rate of %v: %w", on, finance.ErrMissing)
	}
	if h.Tax.Included {
		return finance.SplitTax(amount, rate, h.Tax.Rounding)
	}
	tax, _, err = finance.AddTax(amount, rate, h.Tax.Rounding)
	return amount, tax, err
}

// grow adds two amounts to their totals.
func grow(total *finance.Money, amount finance.Money, other *finance.Money, more finance.Money) (err error) {
	if *total, err = total.Add(amount); err != nil {
		return err
	}
	*other, err = other.Add(more)
	return err
}

func (r *RentRoll) add(row Rent) (err error) {
	if err = r.Area.grow(row.Area); err != nil {
		return err
	}
	r.Rows = append(r.Rows, row)
	if err = grow(&r.Net, row.Net, &r.Tax, row.Tax); err != nil {
		return err
	}
	return grow(&r.Contracted, row.Contracted, &r.Headline, row.Headline)
}

// Average is the net rent of a square metre a month, over all rows, rounded.
// Where the rows have no area it is ErrRange.
//
//	average = net / area
func (r RentRoll) Average(by finance.Rounding) (finance.Money, error) {
	average, err := r.Net.MulDiv(perMetre, r.Area.hundredths, by)
	if err != nil {
		return finance.Money{}, fmt.Errorf("average rent: %w", err)
	}
	return average, nil
}

// Ending are the rows of the leases whose last day is within a number of days
// of the roll's day: with 0, those that hold on that day for the last time. An
// open end is never near.
func (r RentRoll) Ending(within int) []Rent {
	var ending []Rent
	for _, row := range r.Rows {
		if !row.Ends.IsZero() && row.Ends.AddDays(-1).Sub(r.On) <= within {
			row.Spaces = slices.Clone(row.Spaces)
			ending = append(ending, row)
		}
	}
	return ending
}
