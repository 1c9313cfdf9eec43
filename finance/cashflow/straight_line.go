package cashflow

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// StraightLine recognises what a term pays evenly over it, whenever it is paid:
// rent of a lessor with steps and free months, a fee received in advance. It is
// exact.
//
// Incentives are payments below zero. A lease that is modified is a new
// StraightLine over what is left of the term, with the balance of the old one
// brought in.
//
// Source: IFRS 16, paragraphs 81 and 87; FSBU 25/2018 (order 208n of the
// Ministry of Finance of 16 October 2018), section III.
type StraightLine struct {
	Term     civil.Period     `json:"term"`              // [From, To), free months included, at most 1,000 years
	Payments []Flow           `json:"payments"`          // by date, in any order, also before and after the term
	Accrued  finance.Money    `json:"accrued,omitzero"`  // brought in on the first day: recognised before and not yet paid; below zero, paid before and not yet recognised
	Basis    Basis            `json:"basis,omitzero"`    // what is equal: months, zero, or days. A part of a month counts by its days
	Rounding finance.Rounding `json:"rounding,omitzero"` // of the income to the end of each month; zero is half-even
}

// Recognised is a month of a straight line.
type Recognised struct {
	Month   civil.Month
	Share   finance.Rate  // of the term, to the end of the month
	Income  finance.Money // recognised in the month
	Cash    finance.Money // paid in the month
	Accrued finance.Money // recognised less paid so far: an asset above zero, deferred income below
}

// Validate reports a term that is empty, open or too long, payments that are
// missing, without a day or too far apart, two currencies, and unknown names.
func (s StraightLine) Validate() error {
	var wrong finance.Problems
	wrong.Add("term", closed(s.Term))
	checkFlows(&wrong, "payments", s.Payments)
	wrong.Add("accrued", sameCurrency(s.currency(), s.Accrued))
	wrong.Add("basis", s.Basis.Validate())
	wrong.Add("rounding", s.Rounding.Validate())
	if wrong.Len() == 0 {
		wrong.Add("", bounded(s.span()))
	}
	return wrong.Err()
}

// currency is that of the first payment that has one.
func (s StraightLine) currency() finance.Currency {
	for _, f := range s.Payments {
		if c := f.Amount.Currency(); c != 0 {
			return c
		}
	}
	return 0
}

// span is from the first day of the term or of payment to the last.
func (s StraightLine) span() civil.Period {
	whole := civil.Period{From: s.Term.From, To: s.Term.To.AddDays(-1)}
	for _, f := range s.Payments {
		whole = spanning(whole, f.On)
	}
	return whole
}

// Total is the income of the whole term: the payments, less the balance brought
// in.
func (s StraightLine) Total() (finance.Money, error) {
	amounts := make([]finance.Money, len(s.Payments), len(s.Payments)+1)
	for i, f := range s.Payments {
		amounts[i] = f.Amount
	}
	before, err := s.Accrued.Neg()
	if err != nil {
		return finance.Money{}, fmt.Errorf("accrued: %w", err)
	}
	return finance.Sum(append(amounts, before)...)
}

// Months lists each month from the first payment or day of the term to the
// last. A month's income is the difference of two totals, each rounded once, so
// that the incomes add up to Total and the last Accrued is zero:
//
//	income to date = total × share of the term to date
//	accrued        = accrued brought in + income to date - paid to date
//
// The share counts months, the first and the last by the days of the term in
// them over their days, or it counts days.
func (s StraightLine) Months() ([]Recognised, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	total, err := s.Total()
	if err != nil {
		return nil, err
	}
	span := s.span()
	months := make([]Recognised, span.To.Month().Sub(span.From.Month())+1)
	for i := range months {
		months[i] = Recognised{Month: span.From.Month().Add(i), Cash: finance.Zero(total.Currency())}
	}
	if err := s.pay(months); err != nil {
		return nil, err
	}
	if err := s.recognise(months, total); err != nil {
		return nil, err
	}
	return months, nil
}

// pay puts each payment into its month.
func (s StraightLine) pay(months []Recognised) error {
	for i, f := range s.Payments {
		month := &months[f.On.Month().Sub(months[0].Month)]
		var err error
		if month.Cash, err = month.Cash.Add(f.Amount); err != nil {
			return fmt.Errorf("payments[%d].amount: %w", i, err)
		}
	}
	return nil
}
