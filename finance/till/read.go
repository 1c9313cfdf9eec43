package till

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// readLines counts each distinct line in its shift, and in its receipt where
// the acquirer should know it.
func (w *work) readLines() {
	seen := map[string]bool{}
	for i := range w.docs.Lines {
		l := &w.docs.Lines[i]
		net := w.minus(l.Gross, l.Discount)
		w.count(Sales, net, w.zero())
		if seen[l.ID] {
			w.note(Difference{
				Stage: Sales, Kind: Duplicate, On: l.On, Line: l.ID, Receipt: l.Receipt, Shift: l.Shift, Tender: l.Tender, Left: net, Right: w.zero(),
			})
			continue
		}
		seen[l.ID] = true
		w.count(Sales, w.zero(), net)
		w.readLine(l, net)
	}
}

func (w *work) readLine(l *Line, net finance.Money) {
	w.count(Shifts, net, w.zero())
	w.addTo(&w.shift(l.Shift, l.Tender, l.On).Lines, net)
	w.sold[shiftKey{l.Shift, l.Tender}] = true
	if w.acquired[l.Tender] == nil {
		return
	}
	w.count(Register, net, w.zero())
	r := w.receipt(l.Receipt, l.Tender, l.On)
	r.shift = l.Shift
	w.addTo(&r.lines, net)
}

// shift is the row of a tender of a shift, made on a day when it is not there.
func (w *work) shift(shift string, tender Tender, on civil.Date) *ShiftRow {
	key := shiftKey{shift, tender}
	row := w.shifts[key]
	if row == nil {
		row = &ShiftRow{On: on, Shift: shift, Tender: tender, Lines: w.zero(), Report: w.zero(), Register: w.zero()}
		w.shifts[key] = row
	}
	return row
}

func (w *work) receipt(number string, tender Tender, on civil.Date) *receipt {
	key := receiptKey{number, tender}
	r := w.receipts[key]
	if r == nil {
		r = &receipt{on: on, lines: w.zero(), register: w.zero()}
		w.receipts[key] = r
	}
	return r
}

// readShifts takes the first report of each tender of a shift.
func (w *work) readShifts() {
	for i := range w.docs.Shifts {
		s := &w.docs.Shifts[i]
		net := w.minus(s.Sales, s.Refunds)
		w.count(Shifts, w.zero(), net)
		key := shiftKey{s.Shift, s.Tender}
		if w.reported[key] {
			w.note(Difference{Stage: Shifts, Kind: Duplicate, On: s.On, Shift: s.Shift, Tender: s.Tender, Left: w.zero(), Right: net})
			continue
		}
		w.reported[key] = true
		row := w.shift(s.Shift, s.Tender, s.On)
		row.On, row.Report = s.On, net
	}
}

// readRegister takes the first line of each tender of a receipt. The batch has
// them all: the acquirer pays out what it registered twice as well.
func (w *work) readRegister() {
	for i := range w.docs.Register {
		l := &w.docs.Register[i]
		w.count(Register, w.zero(), l.Gross)
		w.readBatch(l)
		w.checkFee(l)
		r := w.receipt(l.Receipt, l.Tender, l.On)
		if r.inRegister {
			w.note(Difference{
				Stage: Register, Kind: Duplicate, On: l.On, Receipt: l.Receipt, Shift: r.shift, Tender: l.Tender, Batch: l.Batch, Left: w.zero(), Right: l.Gross,
			})
			continue
		}
		r.inRegister, r.register = true, l.Gross
	}
}

func (w *work) readBatch(l *RegisterLine) {
	net := w.minus(l.Gross, l.Fee)
	row := w.batch(l.Batch, l.On)
	row.On = l.On // they are in order
	w.inBatch[l.Batch] = true
	w.addTo(&row.Gross, l.Gross)
	w.addTo(&row.Fee, l.Fee)
	w.addTo(&row.Net, net)
	w.count(Bank, net, w.zero())
}

func (w *work) batch(name string, on civil.Date) *BatchRow {
	row := w.batches[name]
	if row == nil {
		row = &BatchRow{On: on, Batch: name, Gross: w.zero(), Fee: w.zero(), Net: w.zero(), Credited: w.zero()}
		w.batches[name] = row
	}
	return row
}

// checkFee compares the fee of a line with the one that was agreed, if one was.
func (w *work) checkFee(l *RegisterLine) {
	a := w.acquired[l.Tender]
	if a == nil || a.Rate.IsZero() {
		return
	}
	agreed, stated := a.fee(l.Gross), w.minus(l.Fee, w.zero())
	w.count(Fees, agreed, stated)
	w.note(Difference{Stage: Fees, Kind: Amount, On: l.On, Receipt: l.Receipt, Tender: l.Tender, Batch: l.Batch, Left: agreed, Right: stated})
}

// readBank takes the first credit of each batch.
func (w *work) readBank() {
	for i := range w.docs.Bank {
		c := &w.docs.Bank[i]
		w.count(Bank, w.zero(), c.Amount)
		if w.credited[c.Batch] {
			w.note(Difference{Stage: Bank, Kind: Duplicate, On: c.On, Batch: c.Batch, Left: w.zero(), Right: c.Amount})
			continue
		}
		w.credited[c.Batch] = true
		row := w.batch(c.Batch, c.On)
		row.On, row.Credited = c.On, c.Amount
	}
}
