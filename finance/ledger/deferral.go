package ledger

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// MaxDeferral is how many months a deferral may have: a hundred years.
const MaxDeferral = 1200

// Deferral is an amount that was paid for a period and counts month by month:
// rent in advance that becomes income, or, with the accounts of a cost, a
// prepaid cost that becomes an expense. At the end of a month that is n-th of m
//
//	moved so far = Amount × n/m           by equal months
//	moved so far = Amount × days so far / days of the period   by days
//
// rounded by itself; a month has what is new of it. So the months sum to the
// Amount whatever the rounding.
type Deferral struct {
	ID       string           `json:"id"`                 // unique among the deferrals of a ledger
	Party    accrual.Party    `json:"party,omitempty"`    // the other side
	Amount   finance.Money    `json:"amount"`             // above zero
	Period   civil.Period     `json:"period"`             // what it was paid for; bounded
	Debit    Account          `json:"debit"`              // what is debited month by month: Deferred for income, the expense for a cost
	Credit   Account          `json:"credit"`             // what is credited: the income, or where the prepaid cost stands
	ByDays   bool             `json:"by_days,omitempty"`  // months weigh by their days in the period; otherwise each weighs alike, also one held in part
	Rounding finance.Rounding `json:"rounding,omitempty"` // of what was moved so far; HalfEven unless said otherwise
}

// Entries are the entries of d for each month through a given one, by the last
// day of the month in the period; months whose part is nothing have none. Enter
// takes them, each exactly once, so a host hands in all there are up to the
// month that it closes.
func (d Deferral) Entries(through civil.Month) ([]Entry, error) {
	if err := d.Validate(); err != nil {
		return nil, err
	}
	var list []Entry
	moved, n, months := int64(0), int64(0), d.months()
	for m := range d.Period.Months() {
		if m.After(through) {
			break
		}
		n++
		held := m.Period().Intersect(d.Period)
		part, whole := n, months
		if d.ByDays {
			part, whole = int64(held.To.Sub(d.Period.From)), int64(d.Period.Days())
		}
		sum, err := d.Amount.MulDiv(part, whole, d.Rounding)
		if err != nil {
			return nil, err
		}
		if now := sum.Minor() - moved; now != 0 {
			list = append(list, d.entry(m, held.To.AddDays(-1), now))
		}
		moved = sum.Minor()
	}
	return list, nil
}

// months counts the calendar months that the period touches.
func (d *Deferral) months() int64 {
	return int64(d.Period.To.AddDays(-1).Month().Sub(d.Period.From.Month())) + 1
}

func (d *Deferral) entry(m civil.Month, on civil.Date, n int64) Entry {
	c := d.Amount.Currency()
	return Entry{
		ID: contentID("deferral", d.ID, m.String()), On: on, Month: m, Text: d.ID + ", " + m.String(),
		Lines: []Line{{d.Debit, d.Party, finance.Minor(n, c)}, {d.Credit, d.Party, finance.Minor(-n, c)}},
	}
}

// Validate reports everything that is wrong with d, as finance.Problems.
func (d Deferral) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkName(d.ID))
	if d.Amount.Sign() < 0 {
		wrong.Add("amount", finance.ErrNegative)
	} else if d.Amount.IsZero() {
		wrong.Add("amount", finance.ErrMissing)
	}
	for i, a := range [...]Account{d.Debit, d.Credit} {
		path := [...]string{"debit", "credit"}[i]
		if a.OffBalance() {
			wrong.Add(path, fmt.Errorf("off the balance: %w", finance.ErrRange))
			continue
		}
		line := Line{a, d.Party, finance.Zero(finance.RUB)}
		wrong.Add(path, line.Validate())
	}
	wrong.Add("period", d.checkPeriod())
	wrong.Add("rounding", d.Rounding.Validate())
	return wrong.Err()
}

func (d *Deferral) checkPeriod() error {
	if err := d.Period.Validate(); err != nil {
		return err
	}
	switch {
	case d.Period.IsOpen():
		return fmt.Errorf("without an end: %w", finance.ErrMissing)
	case d.months() > MaxDeferral:
		return fmt.Errorf("%d months, at most %d: %w", d.months(), MaxDeferral, finance.ErrLimit)
	}
	return nil
}
