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
	Amount finance.Money `json:"amount,omitzero"` // none for the whole entry; 0.00 of a currency is refused, as in files it is none
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
	sums, shown := releasing{}, map[uuid.UUID]int{}
	var wrong finance.Problems
	for i := range reports {
		lines := reports[i].Document.Lines
		for n := range lines {
			first, ok := shown[lines[n].Posting]
			if ok && first != i {
				wrong.AddAt("reports", i, fmt.Errorf("line %d is in reports[%d] too: %w", n+1, first, finance.ErrDuplicate))
				continue
			}
			shown[lines[n].Posting] = i
		}
		for n, from := range reports[i].PayableLines(known) {
			if err := sums.add(&lines[n-1], from); err != nil {
				wrong.AddAt("reports", i, fmt.Errorf("line %d: %w", n, err))
			}
		}
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return sums.released(), nil
}

// releasing sums what is released of an entry on a day.
type releasing map[dated]finance.Money

type dated struct {
	posting uuid.UUID
	from    civil.Date
}

// add adds a line, as its agent owes it.
func (r releasing) add(line *document.Line, from civil.Date) (err error) {
	m := line.Gross
	if line.Owed != document.ByIssuer {
		if m, err = m.Neg(); err != nil {
			return err
		}
	}
	at := dated{line.Posting, from}
	if sum, known := r[at]; known {
		if m, err = sum.Add(m); err != nil {
			return err
		}
	}
	r[at] = m
	return nil
}

// released are the sums by entry, in the order of their days. A sum of nothing
// lets nothing go.
func (r releasing) released() Released {
	all := Released{}
	for at, sum := range r {
		if !sum.IsZero() {
			all[at.posting] = append(all[at.posting], Release{at.from, sum})
		}
	}
	for _, list := range all {
		slices.SortFunc(list, func(a, b Release) int { return a.From.Compare(b.From) })
	}
	return all
}

// waits is what of an item is not released on a day: first that of which no day
// is known, then the rest from the latest day on. What was paid or charged already
// has lessened what is released first.
func (r Released) waits(i *Item, on civil.Date) (list []Held, err error) {
	unknown, later := i.Amount, []Release(nil)
	for _, one := range r[i.Entry] {
		if one.Amount == (finance.Money{}) {
			one.Amount = i.Amount
		} else if one.Amount.IsZero() {
			return nil, fmt.Errorf("released of %s from %v: %v: %w", i.Entry, one.From, one.Amount, finance.ErrMissing)
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
