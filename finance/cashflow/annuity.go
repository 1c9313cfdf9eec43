package cashflow

import (
	"database/sql/driver"
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
)

// Timing says when in its period a payment is made. The zero Timing is Arrears.
type Timing uint8

// The timings.
const (
	Arrears Timing = iota // at the end of the period
	Advance               // at its beginning
)

var timingNames = finance.NewNames[Timing]("timing", "arrears", "advance")

// Validate refuses a value that is neither with ErrRange.
func (t Timing) Validate() error { return timingNames.Validate(t) }

// String is the name of the timing: arrears, advance.
func (t Timing) String() string { return timingNames.Text(t) }

// MarshalText writes what String writes; an unknown timing is an error.
func (t Timing) MarshalText() ([]byte, error) { return timingNames.Marshal(t) }

// UnmarshalText reads what String writes.
func (t *Timing) UnmarshalText(text []byte) error { return timingNames.Unmarshal(t, text) }

// Scan reads a name from a text column; NULL is Arrears.
func (t *Timing) Scan(src any) error { return timingNames.Scan(t, src) }

// Value gives a database the name.
func (t Timing) Value() (driver.Value, error) { return timingNames.Value(t) }

// Annuity is a row of equal payments for something received: a fit-out repaid
// with the rent, a loan, savings. It is exact.
type Annuity struct {
	Present  finance.Money    `json:"present,omitzero"`  // received now
	Future   finance.Money    `json:"future,omitzero"`   // received after the last period; below zero, a balloon to pay
	Rate     finance.Rate     `json:"rate"`              // a period, at least 0: 8 % a year by months is 1/150
	Periods  int              `json:"periods"`           // 1 to 3,660
	Timing   Timing           `json:"timing,omitzero"`   // when payments are made; zero is in arrears
	Rounding finance.Rounding `json:"rounding,omitzero"` // of the payment, to the minor unit; zero is half-even
}

// Validate reports a negative rate, periods out of range, two currencies, and
// unknown names.
func (a Annuity) Validate() error {
	var wrong finance.Problems
	wrong.Add("present", a.Present.Validate())
	wrong.Add("future", sameCurrency(a.Present.Currency(), a.Future))
	checkRate(&wrong, "rate", a.Rate)
	wrong.Add("periods", fromOne(a.Periods, maxPeriods))
	wrong.Add("timing", a.Timing.Validate())
	wrong.Add("rounding", a.Rounding.Validate())
	return wrong.Err()
}

func checkRate(wrong *finance.Problems, path string, r finance.Rate) {
	if r.Sign() < 0 {
		wrong.Add(path, finance.ErrNegative)
	}
}

// fromOne refuses a number that is not from 1 to most.
func fromOne(n, most int) error {
	switch {
	case n == 0:
		return finance.ErrMissing
	case n < 0:
		return finance.ErrNegative
	case n > most:
		return fmt.Errorf("%d, at most %d: %w", n, most, finance.ErrLimit)
	}
	return nil
}

// Payment is the level payment, rounded once. What is received counts as
// positive, what is paid too, so PMT of spreadsheets is its opposite.
//
//	payment = (present × (1+r)^n + future) × r / ((1+r)^n - 1), in advance over 1+r
//
// and (present + future) / n at a rate of 0. Source: PMT of OpenFormula
// (OpenDocument 1.3, part 4).
func (a Annuity) Payment() (finance.Money, error) {
	if err := a.Validate(); err != nil {
		return finance.Money{}, err
	}
	g, f := newGrowth(), factorOf(a.Rate, 1, 1)
	for range a.Periods {
		g.step(f, 0, a.Timing)
	}
	future := new(big.Int).Mul(big.NewInt(a.Future.Minor()), g.down)
	currency := either(a.Present.Currency(), a.Future.Currency())
	return g.level(future.Add(future, g.grown(a.Present.Minor())), currency, a.Rounding)
}
