package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// RentRoll is every lease that holds on a day, with what it brings the landlord
// a month: the contracted rent by its [Fixed] clauses in force, of whole months.
// Turnover rent is not in it, nor what goes back to the resident or to a third
// party.
type RentRoll struct {
	On   civil.Date
	Rows []Rent        // in the order of the house
	Area Area          // of all rows
	Net  finance.Money // a month, without tax
	Tax  finance.Money // a month, at the rate of the day
}

// Rent is a row of a rent roll: a lease, and what it brings a month.
type Rent struct {
	Lease    string
	Resident accrual.Party // who holds the lease on the day
	Spaces   []string
	Area     Area          // of the spaces; of a desk inside another space, nothing
	Net      finance.Money // without tax
	Tax      finance.Money // of each clause at the rate of the day, as the house rounds it
	Ends     civil.Date    // the day after the last, as amended; no day for an open end
}

// RentRoll lists the leases of a day, as amended, signed before it or after. A
// day on which the house's tax has no rate is ErrMissing; a lease of an unknown
// space is ErrUnknown.
func (h House) RentRoll(on civil.Date) (RentRoll, error) {
	roll := RentRoll{On: on, Net: finance.Zero(h.Currency), Tax: finance.Zero(h.Currency)}
	spaces := placesOf(h.Spaces, spaceID)
	for i := range h.Leases {
		l := &h.Leases[i]
		held := l.held()
		if !held.Contains(on) {
			continue
		}
		row := Rent{Lease: l.ID, Resident: l.resident(on), Spaces: l.holds(on), Ends: held.To}
		err := h.fill(&row, l, spaces, on)
		if err == nil {
			err = roll.add(row)
		}
		if err != nil {
			return RentRoll{}, fmt.Errorf("leases[%d]: %w", i, err)
		}
	}
	return roll, nil
}

// fill adds up the area and the rent of a row.
func (h House) fill(row *Rent, l *Lease, spaces map[string]int, on civil.Date) error {
	for _, id := range row.Spaces {
		i, ok := spaces[id]
		if !ok {
			return problem("spaces", unknown(id))
		}
		if err := row.Area.grow(h.Spaces[i].Area); err != nil {
			return err
		}
	}
	row.Net, row.Tax = finance.Zero(h.Currency), finance.Zero(h.Currency)
	for _, n := range l.clauses(on) {
		if err := h.charge(row, n, on); err != nil {
			return fmt.Errorf("clause %.40q: %w", n.Name, err)
		}
	}
	return nil
}

// charge adds a month of a clause to a row, if it is a fixed rent of the
// landlord.
func (h House) charge(row *Rent, n accrual.Named, on civil.Date) error {
	rent, ok := n.Clause.(Fixed)
	if !ok || n.Back || n.To != "" {
		return nil
	}
	monthly, err := rent.PerMonth(on)
	if err != nil {
		return err
	}
	net, tax, err := h.taxed(monthly, on, n.Untaxed)
	if err != nil {
		return err
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

// grow adds net and tax to their totals.
func grow(totalNet *finance.Money, net finance.Money, totalTax *finance.Money, tax finance.Money) (err error) {
	if *totalNet, err = totalNet.Add(net); err != nil {
		return err
	}
	*totalTax, err = totalTax.Add(tax)
	return err
}

func (r *RentRoll) add(row Rent) error {
	if err := r.Area.grow(row.Area); err != nil {
		return err
	}
	r.Rows = append(r.Rows, row)
	return grow(&r.Net, row.Net, &r.Tax, row.Tax)
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
