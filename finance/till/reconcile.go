package till

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Documents are the four that tell of the same sales.
type Documents struct {
	Lines    []Line
	Shifts   []ShiftTotal
	Register []RegisterLine
	Bank     []Credit
}

// The limits of documents, which keep all sums within int64.
const (
	MaxRows   = 10_000_000      // of each document
	MaxAmount = 100_000_000_000 // minor units of each amount, either way
)

// Reconciliation is what comes of holding the documents against each other. It
// does not depend on the order of their rows.
type Reconciliation struct {
	Shifts      []ShiftRow   // by day, shift and tender
	Batches     []BatchRow   // by day and batch
	Stages      []StageTotal // in their order
	Differences []Difference // by stage, day and keys
}

// ShiftRow is what the documents say of one tender of a shift.
type ShiftRow struct {
	On       civil.Date // of the report; without one, of the first receipt
	Shift    string
	Tender   Tender
	Lines    finance.Money
	Report   finance.Money
	Register finance.Money // of its receipts; zero of a tender that is not acquired
}

// BatchRow is what the register and the bank say of a batch. Net is gross less
// fee.
type BatchRow struct {
	On       civil.Date // of the credit; without one, of the last receipt
	Batch    string
	Gross    finance.Money
	Fee      finance.Money
	Net      finance.Money
	Credited finance.Money
}

// StageTotal is what both documents of a stage come to, each row counted.
//
//	left - right = Σ the amounts of the stage's differences
type StageTotal struct {
	Stage Stage
	Left  finance.Money
	Right finance.Money
}

// Reconcile holds the documents against each other. Invalid rules and rows, rows
// in another currency, and receipts whose lines are of two shifts or days are
// errors, as finance.Problems with the place, such as lines[3].gross. Whatever
// else does not agree is a difference, not an error.
func Reconcile(rules Rules, docs Documents) (Reconciliation, error) {
	if err := rules.Validate(); err != nil {
		return Reconciliation{}, fmt.Errorf("rules: %w", err)
	}
	if err := docs.check(rules.Currency); err != nil {
		return Reconciliation{}, err
	}
	w := newWork(&rules, &docs)
	w.readLines()
	w.readShifts()
	w.readRegister()
	w.compareShifts()
	w.compareReceipts()
	w.readBank()
	w.compareBatches()
	return w.result(), nil
}

// Balanced reports whether the documents agree, what is awaited apart.
func (r Reconciliation) Balanced() bool {
	for i := range r.Differences {
		if r.Differences[i].Kind != Awaited {
			return false
		}
	}
	return true
}

// Days are the rows of the shifts summed by day and tender; Shift is empty.
func (r Reconciliation) Days() []ShiftRow {
	var days []ShiftRow
	at := map[dayKey]int{}
	for _, row := range r.Shifts {
		key := dayKey{row.On, row.Tender}
		i, known := at[key]
		if !known {
			at[key] = len(days)
			row.Shift = ""
			days = append(days, row)
			continue
		}
		days[i].Lines = plus(days[i].Lines, row.Lines)
		days[i].Report = plus(days[i].Report, row.Report)
		days[i].Register = plus(days[i].Register, row.Register)
	}
	return days
}

type dayKey struct {
	on     civil.Date
	tender Tender
}

// plus adds two sums of one document.
func plus(a, b finance.Money) finance.Money {
	return finance.Minor(a.Minor()+b.Minor(), a.Currency())
}
