package document

import (
	"fmt"
	"iter"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// PayableFrom is the day from which a line, counted from 1, may be paid, by what
// was known at the end of a day: the later of its due day and of what its payout
// waits for. A term to object that still runs counts as if nobody will object.
// It is false for what waits for a word that was not said, and for no such line.
func (r Report) PayableFrom(line int, known civil.Date) (civil.Date, bool) {
	if line < 1 || line > len(r.Document.Lines) {
		return civil.Date{}, false
	}
	return r.payableFrom(r.asOf(never, known), line-1)
}

// PayableLines yields each line that PayableFrom is true for, counted from 1, and
// its day. The events are gone through once for all lines.
func (r Report) PayableLines(known civil.Date) iter.Seq2[int, civil.Date] {
	return func(yield func(int, civil.Date) bool) {
		l := r.asOf(never, known)
		for i := range l.lines {
			if from, ok := r.payableFrom(l, i); ok && !yield(i+1, from) {
				return
			}
		}
	}
}

func (r *Report) payableFrom(l *life, i int) (civil.Date, bool) {
	s, from := &l.lines[i], r.Document.Lines[i].Due
	if r.Terms.Payout == AtOnce {
		return from, true
	}
	if !s.settled() || s.Status == Deemed && r.Terms.Payout == OnWord {
		return civil.Date{}, false
	}
	if from.Before(s.Since) {
		from = s.Since
	}
	return from, true
}

// Payable is what may be paid over on a day, by what was known at the end of
// another: the lines that are payable, less those owed the other way that are.
// While it is below zero nothing is payable. What was paid already is not taken
// off: that is the ledger's.
func (r Report) Payable(on, known civil.Date) (finance.Money, error) {
	sum := finance.Zero(r.Document.Currency)
	l := r.asOf(on, known)
	for i := range l.lines {
		from, ok := r.payableFrom(l, i)
		if !ok || from.After(on) {
			continue
		}
		amounts, err := r.Document.Lines[i].signed()
		if err != nil {
			return finance.Money{}, err
		}
		if sum, err = sum.Add(amounts.Gross); err != nil {
			return finance.Money{}, err
		}
	}
	if sum.Sign() < 0 {
		return finance.Zero(sum.Currency()), nil
	}
	return sum, nil
}

// Correction is what an upheld objection asks of the host: record a fact that
// voids the wrong one, and one that is right, if anything is left of it. The next
// close posts the difference as an adjustment.
type Correction struct {
	Line       int // from 1
	Posting    uuid.UUID
	Key        accrual.Key
	Fact       accrual.Ref // of the item that was wrong; zero where the line is a whole obligation
	Reason     string
	Was        finance.Money // gross
	Becomes    finance.Money
	Difference finance.Money // Becomes - Was
	On         civil.Date    // the day on which it was upheld
	Known      civil.Date
}

// Corrections are those of the objections that were upheld by what was known at
// the end of a day, in the order of the lines.
func (r Report) Corrections(known civil.Date) ([]Correction, error) {
	var list []Correction
	l := r.asOf(never, known)
	for i := range l.lines {
		s, n := &l.lines[i], &r.Document.Lines[i]
		if s.Status != Corrected || s.Agreed == n.Gross {
			continue
		}
		difference, err := s.Agreed.Sub(n.Gross)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		list = append(list, Correction{
			Line: i + 1, Posting: n.Posting, Key: n.Key, Fact: n.Fact, Reason: s.Reason,
			Was: n.Gross, Becomes: s.Agreed, Difference: difference, On: s.Since, Known: r.upheld(i + 1),
		})
	}
	return list, nil
}

// upheld is the day on which it became known that a line's objection was.
func (r *Report) upheld(line int) civil.Date {
	for _, e := range r.Events {
		if e.Action == Uphold && e.Line == line {
			return e.Known
		}
	}
	return civil.Date{}
}

// Void is the fact, under an id of the host, that undoes the wrong one; false
// where the line named none. The right one, with readings that the host knows,
// is recorded beside it on the day of the wrong one.
func (c Correction) Void(id string) (accrual.Fact, bool) {
	if c.Fact.ID == "" {
		return accrual.Fact{}, false
	}
	return accrual.Fact{ID: id, Agreement: c.Key.Agreement, On: c.On, Known: c.Known, Voids: c.Fact}, true
}
