package till

// compareShifts holds the lines of each tender of a shift against its report.
func (w *work) compareShifts() {
	for key, row := range w.shifts {
		d := Difference{Stage: Shifts, On: row.On, Shift: key.shift, Tender: key.tender, Left: row.Lines, Right: row.Report}
		switch {
		case !w.reported[key]:
			d.Kind = Missing
		case !w.sold[key]:
			d.Kind = Unexpected
		}
		w.note(d)
	}
}

// compareReceipts holds the lines of each acquired receipt against the register,
// and gives what the register has of it to the row of its shift.
func (w *work) compareReceipts() {
	for key, r := range w.receipts {
		d := Difference{Stage: Register, On: r.on, Receipt: key.receipt, Shift: r.shift, Tender: key.tender, Left: r.lines, Right: r.register}
		switch {
		case !r.inRegister:
			d.Kind = w.rules.absent(r.on)
		case r.shift == "":
			d.Kind = Unexpected
		}
		w.note(d)
		if r.shift != "" {
			w.addTo(&w.shift(r.shift, key.tender, r.on).Register, r.register)
		}
	}
}

// compareBatches holds what the register pays out in each batch against what
// the bank credited.
func (w *work) compareBatches() {
	for name, row := range w.batches {
		d := Difference{Stage: Bank, On: row.On, Batch: name, Left: row.Net, Right: row.Credited}
		switch {
		case !w.credited[name]:
			d.Kind = w.rules.absent(row.On)
		case !w.inBatch[name]:
			d.Kind = Unexpected
		}
		w.note(d)
	}
}
