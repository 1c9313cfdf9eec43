package cashflow

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Loan is a sum lent at a fixed rate and paid back in instalments: a bank's
// loan, a fit-out that the landlord finances, a state loan to a resident. It is
// exact: what Instalments lists may be charged.
type Loan struct {
	Principal finance.Money    `json:"principal"`          // lent on the first day of the term, above zero
	Rate      finance.Rate     `json:"rate"`               // a year, at least 0; within a period interest is simple
	Term      civil.Period     `json:"term"`               // [From, To): the last payment falls on To
	Payments  civil.Schedule   `json:"payments"`           // how far apart, and what becomes of month ends and days off; at most 1,200
	Repayment Repayment        `json:"repayment,omitzero"` // zero is the level payment
	Payment   finance.Money    `json:"payment,omitzero"`   // the level payment as agreed; zero: the one that fits, rounded
	Basis     Basis            `json:"basis,omitzero"`     // of interest: zero is by month, each a twelfth of a year, and needs a term of whole periods
	DayCount  civil.DayCount   `json:"day_count,omitzero"` // by day: the part of a year; zero is actual/365F. One that needs reference periods is refused
	Rounding  finance.Rounding `json:"rounding,omitzero"`  // of each interest, of the level payment and of the equal principal; zero is half-even
}

// Validate reports everything that is wrong with l, with finance.ErrConflict
// for an agreed payment or a day count that its other terms do not read.
func (l Loan) Validate() error {
	var wrong finance.Problems
	wrong.Add("principal", positive(l.Principal))
	checkRate(&wrong, "rate", l.Rate)
	wrong.Add("payments", l.Payments.Validate())
	wrong.Add("term", l.checkTerm())
	wrong.Add("repayment", l.Repayment.Validate())
	wrong.Add("payment", l.checkPayment())
	wrong.Add("basis", l.Basis.Validate())
	wrong.Add("day_count", l.DayCount.Validate())
	if l.Basis == ByMonth && l.DayCount != 0 {
		wrong.Add("day_count", fmt.Errorf("by month: %w", finance.ErrConflict))
	}
	wrong.Add("rounding", l.Rounding.Validate())
	return wrong.Err()
}

// positive refuses an amount that is not above zero.
func positive(m finance.Money) error {
	switch m.Sign() {
	case 0:
		return finance.ErrMissing
	case -1:
		return finance.ErrNegative
	}
	return m.Validate()
}

func (l Loan) checkTerm() error {
	if err := closed(l.Term); err != nil {
		return err
	}
	months := l.Term.To.Month().Sub(l.Term.From.Month())
	if l.Payments.Months > 0 && months/l.Payments.Months > maxPayments {
		return fmt.Errorf("%d months by %d, at most %d payments: %w", months, l.Payments.Months, maxPayments, finance.ErrLimit)
	}
	return nil
}

// closed refuses a term that is empty or has no end.
func closed(term civil.Period) error {
	if err := term.Validate(); err != nil {
		return err
	}
	if term.IsOpen() {
		return finance.Problem{Path: "to", Err: finance.ErrMissing}
	}
	return nil
}

func (l Loan) checkPayment() error {
	if l.Payment.IsZero() {
		return nil
	}
	if l.Repayment != LevelPayment {
		return fmt.Errorf("repayment %v: %w", l.Repayment, finance.ErrConflict)
	}
	if err := positive(l.Payment); err != nil {
		return err
	}
	return sameCurrency(l.Principal.Currency(), l.Payment)
}

// periods cuts the term, and says what part of a year each period is.
func (l Loan) periods(c civil.Calendar) ([]Instalment, error) {
	if err := l.Validate(); err != nil {
		return nil, err
	}
	cut, err := l.Payments.Over(l.Term, c)
	if err != nil {
		return nil, fmt.Errorf("payments: %w", err)
	}
	if len(cut) > maxPayments {
		return nil, fmt.Errorf("term: %d payments, at most %d: %w", len(cut), maxPayments, finance.ErrLimit)
	}
	rows := make([]Instalment, len(cut))
	for i, p := range cut {
		years, err := l.years(p)
		if err != nil {
			return nil, err
		}
		rows[i] = Instalment{Period: p.Period, Due: p.Adjusted.To, Years: years}
	}
	return rows, nil
}

func (l Loan) years(p civil.Scheduled) (civil.Fraction, error) {
	if l.Basis == ByDay {
		years, err := l.DayCount.Fraction(p.Period, civil.Context{Termination: l.Term.To})
		if err != nil {
			return civil.Fraction{}, fmt.Errorf("day_count: %w", err)
		}
		return years, nil
	}
	if p.Stub {
		return civil.Fraction{}, fmt.Errorf("term: %v is no whole period, and the basis is by month: %w", p.Period, finance.ErrRange)
	}
	months, err := finance.NewRate(int64(l.Payments.Months), 12)
	return civil.Fraction{Num: months.Num(), Den: months.Den()}, err
}
