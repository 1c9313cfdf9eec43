package utility

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// Pool says how what many used together is divided: a bill, or the units of a
// main meter that no sub-meter shows. Shares are by weights (area, people,
// points) to the minor unit or to the thousandth of a unit, and sum to what is
// divided. A weight counts against the sum of all: a formula in which the number
// of people stands above and below the line, and cancels out, is none.
//
// Common areas bear a part of their own in one of two ways, which differ: Common
// is taken before the split, of the whole; or they take part in it, with a weight
// in the list.
type Pool struct {
	Common    finance.Rate      `json:"common,omitzero"`    // the part that is taken before the split, 0 to 100 %
	Rounding  finance.Rounding  `json:"rounding,omitzero"`  // of that part
	Remainder finance.Remainder `json:"remainder,omitzero"` // who bears what is left of whole shares; the largest remainder unless it says otherwise
	Excess    Excess            `json:"excess,omitzero"`    // what becomes of sub-meters that show more than their main meter
}

// Excess says what becomes of sub-meters that together show more than the main
// meter. The zero Excess is Refuse.
type Excess uint8

// What may become of it.
const (
	Refuse    Excess = iota // an error that says how much
	AsNothing               // nothing is left to share, and the excess is named in the answer
)

var excessNames = finance.NewNames[Excess]("excess", "refuse", "as-nothing")

// Validate refuses a value that is neither with ErrRange.
func (e Excess) Validate() error { return excessNames.Validate(e) }

// String is the name: refuse, as-nothing.
func (e Excess) String() string { return excessNames.Text(e) }

// MarshalText writes what String writes; an unknown value is an error.
func (e Excess) MarshalText() ([]byte, error) { return excessNames.Marshal(e) }

// UnmarshalText reads what String writes.
func (e *Excess) UnmarshalText(text []byte) error { return excessNames.Unmarshal(e, text) }

// Validate reports everything that is wrong with p, as finance.Problems.
func (p Pool) Validate() error {
	var wrong finance.Problems
	switch {
	case p.Common.Sign() < 0:
		wrong.Add("common", finance.ErrNegative)
	case p.Common.Cmp(one) > 0:
		wrong.Add("common", fmt.Errorf("over 100%%: %w", finance.ErrRange))
	}
	wrong.Add("rounding", p.Rounding.Validate())
	wrong.Add("remainder", p.Remainder.Validate())
	wrong.Add("excess", p.Excess.Validate())
	return wrong.Err()
}

// Split divides a bill: what the common areas bear, and a share for each weight.
//
//	common = bill × Common
//	share  = (bill - common) × weight / Σ weights
//
// The parts sum to the bill. Source: ratio utility billing (RUBS) as managers
// of property describe it.
func (p Pool) Split(bill finance.Money, weights []int64) (common finance.Money, shares []finance.Money, err error) {
	if common, shares, err = p.split(bill, weights); err != nil {
		return finance.Money{}, nil, fmt.Errorf("pool of %v: %w", bill, err)
	}
	return common, shares, nil
}

func (p Pool) split(bill finance.Money, weights []int64) (common finance.Money, shares []finance.Money, err error) {
	if err := p.Validate(); err != nil {
		return common, nil, err
	}
	if common, err = bill.MulRate(p.Common, p.Rounding); err != nil {
		return common, nil, err
	}
	rest, err := bill.Sub(common)
	if err != nil {
		return common, nil, err
	}
	shares, err = finance.Allocate(rest, weights, p.Remainder)
	return common, shares, err
}

// Rest is what a main meter counted beside its sub-meters.
type Rest struct {
	Main    Quantity
	Metered Quantity   // by the sub-meters together
	Units   Quantity   // what is left to share: Main - Metered
	Excess  Quantity   // by how much the sub-meters show more, where that counts as nothing
	Common  Quantity   // of Units, what is taken before the split
	Shares  []Quantity // of Units, for each weight
}

// Rest divides what a main meter counted beside its sub-meters over the same
// days; those of other days are ErrConflict. Sub-meters that show more than the
// main meter are ErrNegative, unless Excess says otherwise. The common part and
// the shares sum to the units.
//
// Where a tariff has blocks, what is shared belongs to the consumption of those
// who share it, so that nobody passes through the first block twice: add the
// share to the units of the sub-meter and charge one [Consumption].
func (p Pool) Rest(main Consumption, subs []Consumption, weights []int64) (Rest, error) {
	r, err := p.rest(main, subs)
	if err != nil {
		return Rest{}, fmt.Errorf("rest of %.40q: %w", main.ID, err)
	}
	common, shares, err := p.split(carried(r.Units), weights)
	if err != nil {
		return Rest{}, fmt.Errorf("rest of %.40q: %w", main.ID, err)
	}
	r.Common = Quantity{common.Minor()}
	r.Shares = make([]Quantity, len(shares))
	for i, s := range shares {
		r.Shares[i] = Quantity{s.Minor()}
	}
	return r, nil
}

// carried is q as an amount, for rules that divide whole numbers: the currency
// says nothing.
func carried(q Quantity) finance.Money { return finance.Minor(q.thousandths, finance.RUB) }

func (p Pool) rest(main Consumption, subs []Consumption) (Rest, error) {
	r := Rest{Main: main.Units}
	for i := range subs {
		if subs[i].Period != main.Period {
			return Rest{}, finance.Problem{Path: at("subs", i), Err: fmt.Errorf("read over other days: %w", finance.ErrConflict)}
		}
		var err error
		if r.Metered, err = r.Metered.Add(subs[i].Units); err != nil {
			return Rest{}, finance.Problem{Path: at("subs", i), Err: err}
		}
	}
	left := r.Main.thousandths - r.Metered.thousandths
	switch {
	case left >= 0:
		r.Units = Quantity{left}
	case p.Excess == AsNothing:
		r.Excess = Quantity{-left}
	default:
		return Rest{}, fmt.Errorf("sub-meters show %v, the main meter %v: %w", r.Metered, r.Main, finance.ErrNegative)
	}
	return r, nil
}
