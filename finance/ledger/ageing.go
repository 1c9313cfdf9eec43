package ledger

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Ageing shows what is open by the days since it was due. Amounts keep the sign
// of the books: what others owe is positive.
type Ageing struct {
	Root   Account
	At     civil.Date
	Bounds []int    // the last day of each bucket but the last: 30, 60, 90
	Rows   []AgeRow // by party, then currency code
}

// AgeRow is one party in one currency.
//
//	Total = NotDue + Overdue[0] + … + Ahead
type AgeRow struct {
	Party   accrual.Party
	NotDue  finance.Money   // due on At or later
	Overdue []finance.Money // 1 to Bounds[0] days, and so on; the last one is over the last bound
	Ahead   finance.Money   // paid beyond all that is open, of the opposite sign
	Total   finance.Money
}

// Ageing puts what Open lists into buckets of days overdue at the end of a day.
// An item without a due day is aged from the day on which it counts. Bounds are
// days from 1 up and ascend: ErrOrder otherwise, ErrMissing when there are none.
// The rows partition the items: their totals sum to the account's balance.
func (l Ledger) Ageing(root Account, at civil.Date, bounds ...int) (Ageing, error) {
	return AgeingOf(l.Open(root, at), root, at, bounds...)
}

// AgeingOf is Ageing of what was found open in root at the end of that day by
// another rule of allocation.
func AgeingOf(open []Open, root Account, at civil.Date, bounds ...int) (Ageing, error) {
	if len(bounds) == 0 {
		return Ageing{}, fmt.Errorf("bounds: %w", finance.ErrMissing)
	}
	last := 0
	for i, b := range bounds {
		if b <= last {
			return Ageing{}, fmt.Errorf("bounds[%d]: %w", i, finance.ErrOrder)
		}
		last = b
	}
	a := Ageing{Root: root, At: at, Bounds: slices.Clone(bounds)}
	for _, one := range open {
		a.Rows = append(a.Rows, a.row(one))
	}
	return a, nil
}

func (a *Ageing) row(one Open) AgeRow {
	c := one.Total.Currency()
	notDue, overdue := int64(0), make([]int64, len(a.Bounds)+1)
	for _, item := range one.Items {
		age := a.At.Sub(item.Due)
		if age <= 0 {
			notDue += item.Left.Minor()
			continue
		}
		bucket, _ := slices.BinarySearch(a.Bounds, age) // the first bound that is not below the age
		overdue[bucket] += item.Left.Minor()
	}
	r := AgeRow{Party: one.Party, NotDue: finance.Minor(notDue, c), Ahead: one.Ahead, Total: one.Total}
	for _, n := range overdue {
		r.Overdue = append(r.Overdue, finance.Minor(n, c))
	}
	return r
}

// Arrears is all that is overdue.
func (r AgeRow) Arrears() finance.Money {
	n := int64(0)
	for _, m := range r.Overdue {
		n += m.Minor()
	}
	return finance.Minor(n, r.Total.Currency())
}

// Largest are the n rows of a currency with the largest arrears, the largest
// first; of equals, the first party. Rows without arrears are not among them.
func (a Ageing) Largest(c finance.Currency, n int) []AgeRow {
	var rows []AgeRow
	for _, r := range a.Rows {
		if r.Total.Currency() == c && !r.Arrears().IsZero() {
			r.Overdue = slices.Clone(r.Overdue)
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(x, y AgeRow) int { return cmp.Compare(size(y.Arrears()), size(x.Arrears())) })
	return rows[:min(max(n, 0), len(rows))]
}

// size is without sign: a payable is as large as a receivable.
func size(m finance.Money) int64 { return max(m.Minor(), -m.Minor()) }

// Total sums the rows of a currency, without a party.
func (a Ageing) Total(c finance.Currency) AgeRow {
	sums := make([]int64, len(a.Bounds)+4)
	for _, r := range a.Rows {
		if r.Total.Currency() != c {
			continue
		}
		for i, m := range append([]finance.Money{r.NotDue, r.Ahead, r.Total}, r.Overdue...) {
			sums[min(i, len(sums)-1)] += m.Minor() // what is beyond the last bound belongs with it
		}
	}
	in := func(i int) finance.Money { return finance.Minor(sums[i], c) }
	total := AgeRow{NotDue: in(0), Ahead: in(1), Total: in(2)}
	for i := range a.Bounds {
		total.Overdue = append(total.Overdue, in(i+3))
	}
	total.Overdue = append(total.Overdue, in(len(sums)-1))
	return total
}

// Reserve is the part of r that may not be paid: each bucket at its rate,
// rounded by itself, then summed. Rates are those of what is not due and of
// each bucket of Overdue, in this order: another number of them is ErrRange.
// What was paid ahead has none.
func (r AgeRow) Reserve(rates []finance.Rate, rounding finance.Rounding) (finance.Money, error) {
	if len(rates) != len(r.Overdue)+1 {
		return finance.Money{}, fmt.Errorf("%d rates for %d buckets: %w", len(rates), len(r.Overdue)+1, finance.ErrRange)
	}
	sum := finance.Zero(r.Total.Currency())
	for i, m := range append([]finance.Money{r.NotDue}, r.Overdue...) {
		part, err := m.MulRate(rates[i], rounding)
		if err != nil {
			return finance.Money{}, fmt.Errorf("rates[%d]: %w", i, err)
		}
		if sum, err = sum.Add(part); err != nil {
			return finance.Money{}, err
		}
	}
	return sum, nil
}
