package settlement

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/document"
)

// Released says what of an entry may be paid, and from which day, under terms
// that ask for a report. What is not in it waits.
type Released map[uuid.UUID][]Release

// Release is an amount of an entry that may be paid from a day on.
type Release struct {
	From   civil.Date    `json:"from"`
	Amount finance.Money `json:"amount,omitzero"` // zero for the whole entry
}

// Reported is what the reports of a commission agent let go, by what was known
// at the end of a day: of each line, from the day of which Report.PayableFrom
// speaks. A line that was objected to waits, and the rest of its obligation does
// not. An obligation that no report shows is not released: a later adjustment is
// by the report of the month that posted it or, of a kind with CorrectedBy, by its
// correction, which is handed in as a report too. A line in two of the reports is
// ErrDuplicate.
//
// What the principal owes is below zero here. It waits for nothing: also a fee
// that was objected to is taken off, and an objection that is upheld becomes an
// adjustment.
func Reported(known civil.Date, reports ...document.Report) (Released, error) {
	released, shown := Released{}, map[uuid.UUID]int{}
	var wrong finance.Problems
	for i := range reports {
		for n := range reports[i].Document.Lines {
			line := &reports[i].Document.Lines[n]
			if first, ok := shown[line.Posting]; ok && first != i {
				wrong.AddAt("reports", i, fmt.Errorf("line %d is in reports[%d] too: %w", n+1, first, finance.ErrDuplicate))
				continue
			}
			shown[line.Posting] = i
			if from, ok := reports[i].PayableFrom(n+1, known); ok {
				wrong.AddAt("reports", i, released.add(line, from))
			}
		}
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return released, nil
}

// add sums what is released of an entry on a day, as its agent owes it.
func (r Released) add(line *document.Line, from civil.Date) (err error) {
	m := line.Gross
	if line.Owed != document.ByIssuer {
		if m, err = m.Neg(); err != nil {
			return err
		}
	}
	list := r[line.Posting]
	for i := range list {
		if one := &list[i]; one.From == from {
			one.Amount, err = one.Amount.Add(m)
			return err
		}
	}
	r[line.Posting] = append(list, Release{from, m})
	return nil
}

// waits is what of an item is not released on a day: first that of which no day
// is known, then the rest from the latest day on. What was paid or charged already
// has lessened what is released first.
func (r Released) waits(i *Item, on civil.Date) (list []Held, err error) {
	unknown, later := i.Amount, []Release(nil)
	for _, one := range r[i.Entry] {
		if one.Amount == (finance.Money{}) {
			one.Amount = i.Amount
		}
		if unknown, err = unknown.Sub(one.Amount); err != nil {
			return nil, fmt.Errorf("released of %s: %w", i.Entry, err)
		}
		if one.From.After(on) {
			later = append(later, one)
		}
	}
	slices.SortStableFunc(later, func(a, b Release) int { return b.From.Compare(a.From) })
	left := i.Left
	for _, one := range append([]Release{{Amount: unknown}}, later...) {
		held := *i
		if held.Left, err = finance.Min(one.Amount, left); err != nil {
			return nil, err
		}
		if held.Left.Sign() <= 0 {
			continue
		}
		if left, err = left.Sub(held.Left); err != nil {
			return nil, err
		}
		list = append(list, Held{held, AwaitsReport, one.From})
	}
	return list, nil
}
