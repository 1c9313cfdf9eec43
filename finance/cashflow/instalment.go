package cashflow

import (
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Instalment is one payment of a loan, with all that it was computed from.
type Instalment struct {
	Period    civil.Period   // over which interest is counted, as the contract has it
	Due       civil.Date     // the last day of payment, a business day where the schedule says so
	Years     civil.Fraction // what part of a year the period is
	Before    finance.Money  // owed during the period
	Interest  finance.Money  // Before × the loan's rate × Years, rounded once
	Principal finance.Money  // below zero where an agreed or level payment does not cover a period's interest
	Payment   finance.Money  // Interest + Principal
	Balance   finance.Money  // owed after it
}

// Instalments lists the payments of l in order. In each, interest comes first
// and is rounded, and the rest of the payment goes to the principal; the last
// one pays what is owed, so that principals add up to the sum lent and the
// balance ends at zero. A payment that is more than is owed ends the loan
// early. Only a schedule that moves days off asks the calendar.
//
//	level payment   = principal × Π f / Σ (Π of the later f), f = 1 + rate × years of the period
//	equal principal = principal / number of payments
//
// Source: the annuity of uneven periods follows from setting the last balance
// to zero; rounding and last payment as in Business Math: A Step-by-Step
// Handbook (Olivier, 2021), section 13.2.
func (l Loan) Instalments(c civil.Calendar) ([]Instalment, error) {
	rows, err := l.periods(c)
	if err != nil {
		return nil, err
	}
	part, err := l.part(rows)
	if err != nil {
		return nil, fmt.Errorf("payment: %w", err)
	}
	owed := l.Principal
	for i := range rows {
		if err := l.fill(&rows[i], owed, part, i == len(rows)-1); err != nil {
			return nil, fmt.Errorf("payment of %v: %w", rows[i].Due, err)
		}
		if owed = rows[i].Balance; owed.IsZero() {
			return rows[:i+1], nil
		}
	}
	return rows, nil
}

// part is what stays the same from payment to payment.
func (l Loan) part(rows []Instalment) (finance.Money, error) {
	switch {
	case l.Repayment == InterestOnly:
		return finance.Zero(l.Principal.Currency()), nil
	case l.Repayment == EqualPrincipal:
		return l.Principal.MulDiv(1, int64(len(rows)), l.Rounding)
	case !l.Payment.IsZero():
		return l.Payment, nil
	}
	g := newGrowth()
	for _, row := range rows {
		g.step(factorOf(l.Rate, row.Years.Num, row.Years.Den), 0, Arrears)
	}
	return g.level(g.grown(l.Principal.Minor()), l.Principal.Currency(), l.Rounding)
}

// fill computes a payment from what is owed before it.
func (l Loan) fill(row *Instalment, owed, part finance.Money, last bool) error {
	var err error
	row.Before = owed
	if row.Interest, err = l.interest(owed, row.Years); err != nil {
		return err
	}
	if row.Principal, err = l.principal(row.Interest, owed, part, last); err != nil {
		return err
	}
	if row.Payment, err = row.Interest.Add(row.Principal); err != nil {
		return err
	}
	row.Balance, err = owed.Sub(row.Principal)
	return err
}

func (l Loan) interest(owed finance.Money, years civil.Fraction) (finance.Money, error) {
	num := big.NewInt(owed.Minor())
	num.Mul(num, big.NewInt(l.Rate.Num())).Mul(num, big.NewInt(years.Num))
	den := big.NewInt(l.Rate.Den())
	return quotient(num, den.Mul(den, big.NewInt(years.Den)), owed.Currency(), l.Rounding)
}

func (l Loan) principal(interest, owed, part finance.Money, last bool) (finance.Money, error) {
	if last {
		return owed, nil
	}
	if l.Repayment == LevelPayment {
		var err error
		if part, err = part.Sub(interest); err != nil {
			return finance.Money{}, err
		}
	}
	return finance.Min(part, owed)
}
