package till

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// work is a reconciliation under way. Its documents are sorted copies, so that
// of two rows with one key the same one counts in whatever order they came.
type work struct {
	rules    *Rules
	acquired map[Tender]*Acquired
	docs     Documents

	shifts   map[shiftKey]*ShiftRow
	sold     map[shiftKey]bool // there are lines of it
	reported map[shiftKey]bool
	receipts map[receiptKey]*receipt
	batches  map[string]*BatchRow
	inBatch  map[string]bool // the register has the batch
	credited map[string]bool

	stages [Bank + 1]StageTotal
	found  []Difference
}

type shiftKey struct {
	shift  string
	tender Tender
}

type receiptKey struct {
	receipt string
	tender  Tender
}

// receipt is what the documents say of one tender of a receipt.
type receipt struct {
	on         civil.Date
	shift      string // empty where only the register knows the receipt
	lines      finance.Money
	register   finance.Money
	inRegister bool
}

func newWork(rules *Rules, docs *Documents) *work {
	w := &work{
		rules: rules, acquired: rules.acquired(), docs: docs.sorted(),
		shifts: map[shiftKey]*ShiftRow{}, sold: map[shiftKey]bool{}, reported: map[shiftKey]bool{}, receipts: map[receiptKey]*receipt{},
		batches: map[string]*BatchRow{}, inBatch: map[string]bool{}, credited: map[string]bool{},
	}
	for i := range w.stages {
		w.stages[i] = StageTotal{Stage(i), w.zero(), w.zero()}
	}
	return w
}

func (w *work) zero() finance.Money { return finance.Zero(w.rules.Currency) }

func (d *Documents) sorted() Documents {
	return Documents{
		slices.SortedFunc(slices.Values(d.Lines), compareLines),
		slices.SortedFunc(slices.Values(d.Shifts), compareShiftTotals),
		slices.SortedFunc(slices.Values(d.Register), compareRegisterLines),
		slices.SortedFunc(slices.Values(d.Bank), compareCredits),
	}
}

func compareLines(a, b Line) int {
	return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Receipt, b.Receipt), cmp.Compare(a.Shift, b.Shift),
		cmp.Compare(a.Tender, b.Tender), compareMoney(a.Gross, b.Gross), compareMoney(a.Discount, b.Discount))
}

func compareShiftTotals(a, b ShiftTotal) int {
	return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.Shift, b.Shift), cmp.Compare(a.Tender, b.Tender),
		compareMoney(a.Sales, b.Sales), compareMoney(a.Refunds, b.Refunds))
}

func compareRegisterLines(a, b RegisterLine) int {
	return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.Receipt, b.Receipt), cmp.Compare(a.Tender, b.Tender), cmp.Compare(a.Batch, b.Batch),
		compareMoney(a.Gross, b.Gross), compareMoney(a.Fee, b.Fee))
}

func compareCredits(a, b Credit) int {
	return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.Batch, b.Batch), compareMoney(a.Amount, b.Amount))
}

// compareMoney compares amounts of one currency.
func compareMoney(a, b finance.Money) int { return cmp.Compare(a.Minor(), b.Minor()) }

// addTo adds m to a sum. The limits of rows and amounts keep it within int64.
func (w *work) addTo(sum *finance.Money, m finance.Money) {
	*sum = finance.Minor(sum.Minor()+m.Minor(), w.rules.Currency)
}

func (w *work) minus(a, b finance.Money) finance.Money {
	return finance.Minor(a.Minor()-b.Minor(), w.rules.Currency)
}

// count adds to the totals of a stage.
func (w *work) count(s Stage, left, right finance.Money) {
	w.addTo(&w.stages[s].Left, left)
	w.addTo(&w.stages[s].Right, right)
}

// note adds d with its amount, unless nothing lies between the two.
func (w *work) note(d Difference) {
	d.Amount = w.minus(d.Left, d.Right)
	if !d.Amount.IsZero() || d.Kind == Duplicate {
		w.found = append(w.found, d)
	}
}

// result sorts what was found.
func (w *work) result() Reconciliation {
	r := Reconciliation{Stages: slices.Clone(w.stages[:]), Differences: w.found}
	for _, row := range w.shifts {
		r.Shifts = append(r.Shifts, *row)
	}
	slices.SortFunc(r.Shifts, func(a, b ShiftRow) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.Shift, b.Shift), cmp.Compare(a.Tender, b.Tender))
	})
	for _, row := range w.batches {
		r.Batches = append(r.Batches, *row)
	}
	slices.SortFunc(r.Batches, func(a, b BatchRow) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.Batch, b.Batch))
	})
	slices.SortFunc(r.Differences, compareDifferences)
	return r
}

func compareDifferences(a, b Difference) int {
	return cmp.Or(
		cmp.Compare(a.Stage, b.Stage), a.On.Compare(b.On), cmp.Compare(a.Shift, b.Shift), cmp.Compare(a.Batch, b.Batch),
		cmp.Compare(a.Receipt, b.Receipt), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Tender, b.Tender), cmp.Compare(a.Kind, b.Kind),
		compareMoney(a.Left, b.Left), compareMoney(a.Right, b.Right),
	)
}
