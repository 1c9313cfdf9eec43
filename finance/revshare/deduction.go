package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Deduction is one line between gross and a base: the amount that a meter
// counted, a rate, or tax by a dated table; exactly one of the three.
//
// Who bears a discount or a card fee is said by how much of it the base bears.
// What the maker bears alone is deducted whole; of what the two share, Borne is
// the maker's part; what the shop bears alone is no deduction from the maker's
// base. Where gross is what the buyer paid, after the discount, the part that the
// shop bears is given back to the base instead: Adds.
type Deduction struct {
	Name    string                       `json:"name"`
	Meter   accrual.Meter                `json:"meter,omitempty"`    // in minor units, above zero for what is deducted
	Borne   finance.Rate                 `json:"borne,omitzero"`     // of what the meter counted; nothing said is all of it
	Rate    finance.Rate                 `json:"rate,omitzero"`      // of what the lines before have left
	OfGross bool                         `json:"of_gross,omitempty"` // the rate is of gross instead
	Tax     civil.Timeline[finance.Rate] `json:"tax,omitempty"`      // inside what is left; where it Adds, on top of it
	Adds    bool                         `json:"adds,omitempty"`     // the line is added
}

// of is what the rate of d is of.
func (d *Deduction) of(gross, left finance.Money) finance.Money {
	if d.OfGross {
		return gross
	}
	return left
}

// share is the rate that bears on a day, zero if the whole is meant.
func (d *Deduction) share(day civil.Date) finance.Rate {
	switch {
	case d.Meter != "":
		return d.Borne
	case len(d.Tax) > 0:
		rate, _ := d.Tax.On(day)
		return rate
	}
	return d.Rate
}

// amount is the line, of an amount of whatever sign.
func (d *Deduction) amount(of finance.Money, day civil.Date, r finance.Rounding) (finance.Money, error) {
	share := d.share(day)
	switch {
	case d.Meter != "" && share.IsZero():
		return of, nil
	case len(d.Tax) > 0:
		return d.tax(of, day, r)
	}
	size, err := of.Abs()
	if err == nil {
		size, err = size.MulRate(share, r)
	}
	if err != nil {
		return finance.Money{}, err
	}
	return turned(size, of.Sign() < 0)
}

// tax is that inside an amount, or on top of it, at the rate of a day.
func (d *Deduction) tax(of finance.Money, day civil.Date, r finance.Rounding) (finance.Money, error) {
	rate, ok := d.Tax.On(day)
	if !ok {
		return finance.Money{}, fmt.Errorf("rate of %v: %w", day, finance.ErrMissing)
	}
	size, err := of.Abs()
	if err != nil {
		return finance.Money{}, err
	}
	var tax finance.Money
	if d.Adds {
		tax, _, err = finance.AddTax(size, rate, r)
	} else {
		_, tax, err = finance.SplitTax(size, rate, r)
	}
	if err != nil {
		return finance.Money{}, err
	}
	return turned(tax, of.Sign() < 0)
}

func (d *Deduction) apply(left, line finance.Money) (finance.Money, error) {
	if d.Adds {
		return left.Add(line)
	}
	return left.Sub(line)
}

// maxAdded is far beyond any tax or mark-up.
var maxAdded = finance.MustRate("1000%")

func (d *Deduction) check(per accrual.Cycle) error {
	var wrong finance.Problems
	wrong.Add("name", checkName(d.Name))
	said := 0
	for _, is := range [...]bool{d.Meter != "", !d.Rate.IsZero(), len(d.Tax) > 0} {
		if is {
			said++
		}
	}
	switch {
	case said == 0:
		wrong.Add("meter", fmt.Errorf("a meter, a rate or a tax: %w", finance.ErrMissing))
	case said > 1:
		wrong.Add("meter", fmt.Errorf("more than one of meter, rate and tax: %w", finance.ErrConflict))
	}
	if d.Meter != "" {
		wrong.Add("meter", checkMeter(d.Meter))
	} else if !d.Borne.IsZero() {
		wrong.Add("borne", fmt.Errorf("of no meter: %w", finance.ErrConflict))
	}
	if d.OfGross && d.Rate.IsZero() {
		wrong.Add("of_gross", fmt.Errorf("without a rate: %w", finance.ErrConflict))
	}
	wrong.Add("borne", checkShare(d.Borne))
	wrong.Add("rate", d.checkRate())
	wrong.Add("tax", d.checkTax(per))
	return wrong.Err()
}

// checkRate refuses to take more than the whole; what is added may be more.
func (d *Deduction) checkRate() error {
	if d.Adds && d.Rate.Sign() >= 0 && d.Rate.Cmp(maxAdded) <= 0 {
		return nil
	}
	return checkShare(d.Rate)
}

// checkTax refuses a rate that changes within a window: one meter does not say
// which part was sold before.
func (d *Deduction) checkTax(per accrual.Cycle) error {
	if len(d.Tax) == 0 {
		return nil
	}
	var wrong finance.Problems
	wrong.Add("", d.Tax.Validate())
	for i, e := range d.Tax {
		switch {
		case e.Value.Sign() < 0:
			wrong.AddAt("", i, at("value", finance.ErrNegative))
		case e.Value.Cmp(maxAdded) > 0:
			wrong.AddAt("", i, at("value", fmt.Errorf("over %v: %w", maxAdded, finance.ErrRange)))
		}
		if !e.From.IsZero() && e.From.Day() != 1 {
			wrong.AddAt("", i, at("from", fmt.Errorf("%v is not the first day of a month: %w", e.From, finance.ErrRange)))
		}
	}
	if per != accrual.ByMonth && per != accrual.ByLine {
		wrong.Add("", fmt.Errorf("in a window by %v, not by month or line: %w", per, finance.ErrConflict))
	}
	return wrong.Err()
}
