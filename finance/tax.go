package finance

import (
	"cmp"
	"database/sql/driver"
	"fmt"
)

// AddTax returns the tax on a net amount, rounded, and the two together.
//
//	tax = net × rate    gross = net + tax
func AddTax(net Money, rate Rate, r Rounding) (tax, gross Money, err error) {
	if rate.num < 0 {
		return Money{}, Money{}, fmt.Errorf("tax of %v: %w", rate, ErrNegative)
	}
	if tax, err = net.MulRate(rate, r); err != nil {
		return Money{}, Money{}, err
	}
	if gross, err = net.Add(tax); err != nil {
		return Money{}, Money{}, err
	}
	return tax, gross, nil
}

// SplitTax returns what a gross amount is made of. The tax is rounded, the net
// is the remainder, so the two sum to the gross. Adding tax to that net need
// not give the gross again: no net price gives 0.03 at 20 %. A price agreed
// with tax is kept with tax.
//
//	tax = gross × rate / (1 + rate)    net = gross - tax
func SplitTax(gross Money, rate Rate, r Rounding) (net, tax Money, err error) {
	if rate.num < 0 {
		return Money{}, Money{}, fmt.Errorf("tax of %v: %w", rate, ErrNegative)
	}
	share, err := reduced(false, uint64(rate.num), uint64(rate.num)+uint64(rate.Den()))
	if err != nil {
		return Money{}, Money{}, fmt.Errorf("tax of %v: %w", rate, err)
	}
	if tax, err = gross.MulRate(share, r); err != nil {
		return Money{}, Money{}, err
	}
	net, err = gross.Sub(tax)
	return net, tax, err
}

// TaxLevel says what tax is rounded on. The zero TaxLevel is ByDocument.
type TaxLevel uint8

// The levels of rounding.
const (
	ByDocument TaxLevel = iota // once, on the sum of the lines
	ByLine                     // on each line, and the taxes are summed
)

var taxLevelNames = NewNames[TaxLevel]("tax level", "by-document", "by-line")

// ParseTaxLevel reads a level as String writes it: by-document, by-line.
func ParseTaxLevel(s string) (TaxLevel, error) { return taxLevelNames.Parse(s) }

// Validate refuses a value that is neither with ErrRange.
func (l TaxLevel) Validate() error { return taxLevelNames.Validate(l) }

// String returns the name.
func (l TaxLevel) String() string { return taxLevelNames.Text(l) }

// MarshalText writes the name.
func (l TaxLevel) MarshalText() ([]byte, error) { return taxLevelNames.Marshal(l) }

// UnmarshalText reads a name.
func (l *TaxLevel) UnmarshalText(text []byte) error { return taxLevelNames.Unmarshal(l, text) }

// Scan reads a name from a text column; NULL is ByDocument.
func (l *TaxLevel) Scan(src any) error { return taxLevelNames.Scan(l, src) }

// Value gives a database the name.
func (l TaxLevel) Value() (driver.Value, error) { return taxLevelNames.Value(l) }

// TaxLines returns the tax on net lines of one rate. The two levels differ:
// ten lines of 11.31 at 20 %, half-up, bear 22.62 by document and 22.60 by line.
// A rate below zero is ErrNegative.
func TaxLines(lines []Money, rate Rate, level TaxLevel, r Rounding) (Money, error) {
	if err := cmp.Or(level.Validate(), r.Validate()); err != nil {
		return Money{}, err
	}
	if rate.num < 0 {
		return Money{}, fmt.Errorf("tax of %v: %w", rate, ErrNegative)
	}
	if level == ByLine {
		return taxEach(lines, rate, r)
	}
	net, err := Sum(lines...)
	if err != nil {
		return Money{}, err
	}
	return net.MulRate(rate, r)
}

func taxEach(lines []Money, rate Rate, r Rounding) (Money, error) {
	var t total
	for _, line := range lines {
		tax, err := line.MulRate(rate, r)
		if err != nil {
			return Money{}, err
		}
		if err := t.add(tax); err != nil {
			return Money{}, err
		}
	}
	return t.money()
}
