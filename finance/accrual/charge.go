package accrual

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// charge is what a track owes for a slot, between two parties, at a tax rate.
type charge struct {
	track    int
	month    civil.Month // that it belongs to
	slot     civil.Period
	source   string
	debtor   Party
	creditor Party
	rate     finance.Rate
	amount   finance.Money
}

// byLine reports whether v charges each fact by itself. In a Run the sum of a
// month is one line.
func (w *walker) byLine(v *version) bool { return v.window.Cycle == ByLine && w.feed.adds == nil }

// charge asks the clause in force and charges what is new.
func (w *walker) charge(i int, to civil.Date) error {
	v := &w.tracks[i].versions[w.states[i].version]
	switch {
	case v.stepper != nil:
		return w.step(i, to)
	case w.byLine(v):
		return w.lines(i, to)
	}
	s := &w.states[i]
	earned, err := v.earner.Earned(*w.span(i, to))
	if err != nil {
		return err
	}
	total, err := s.offset.Add(earned)
	if err != nil {
		return err
	}
	amount, err := total.Sub(s.total)
	if err != nil {
		return err
	}
	if w.reads(i) {
		before, err := s.total.Sub(s.offset)
		if err != nil {
			return err
		}
		w.reader.note(Part{civil.Period{From: w.at, To: to}, nil, before, amount}, v.window.Once, s.offset)
	}
	s.total = total
	return w.owe(i, "", amount)
}

// lines charges each fact of the stretch by itself.
func (w *walker) lines(i int, to civil.Date) error {
	v := &w.tracks[i].versions[w.states[i].version]
	span := w.span(i, to)
	if v.liner != nil && span.Trace == nil {
		if sum, err := v.liner.EarnedLines(*span, w.shownLines(v)); err == nil {
			return w.owe(i, "", sum)
		} // whichever line is at fault is named below
	}
	sum, err := w.lineByLine(v, span)
	if err != nil {
		return err
	}
	if w.reads(i) {
		w.reader.note(Part{civil.Period{From: w.at, To: to}, nil, finance.Zero(w.currency), sum}, false, finance.Money{})
	}
	return w.owe(i, "", sum)
}

// lineByLine sums what each fact of the stretch comes to.
func (w *walker) lineByLine(v *version, span *Span) (finance.Money, error) {
	sum := finance.Zero(w.currency)
	entries := w.feed.stretch()
	for k := range entries {
		if !w.single(&entries[k], v, span.Meters) {
			continue
		}
		earned, err := v.earner.Earned(*span)
		if err != nil {
			return finance.Money{}, fmt.Errorf("fact %q: %w", entries[k].id, err)
		}
		if sum, err = sum.Add(earned); err != nil {
			return finance.Money{}, err
		}
	}
	return sum, nil
}

// step hands the facts of the stretch to a stepper.
func (w *walker) step(i int, to civil.Date) error {
	s := &w.states[i]
	v := &w.tracks[i].versions[s.version]
	span := w.span(i, to)
	span.Since = w.at
	lines, memory, err := v.stepper.Step(s.memory, *span, w.counted(v))
	if err != nil {
		return err
	}
	if len(memory) > maxState {
		return fmt.Errorf("state of %d bytes, at most %d: %w", len(memory), maxState, finance.ErrLimit)
	}
	s.memory = memory
	for _, line := range lines {
		if err := w.line(i, line); err != nil {
			return err
		}
	}
	if w.reads(i) {
		sum, err := ofSource(lines, w.reader.source, w.currency)
		if err != nil {
			return err
		}
		w.reader.note(Part{civil.Period{From: w.at, To: to}, nil, finance.Zero(w.currency), sum}, false, finance.Money{})
	}
	return nil
}

// line charges what a stepper found.
func (w *walker) line(i int, x Line) error {
	if x.Source != "" {
		if err := checkID(x.Source); err != nil {
			return fmt.Errorf("source: %w", err)
		}
	}
	if !x.Net.IsZero() && x.Net.Currency() != w.currency {
		return fmt.Errorf("%v, not in %v: %w", x.Net, w.currency, finance.ErrCurrency)
	}
	return w.owe(i, x.Source, x.Net)
}

// ofSource sums the lines of one source, or those without any.
func ofSource(lines []Line, source string, c finance.Currency) (sum finance.Money, err error) {
	sum = finance.Zero(c)
	for _, x := range lines {
		if x.Source != source {
			continue
		}
		if sum, err = sum.Add(x.Net); err != nil {
			return finance.Money{}, err
		}
	}
	return sum, nil
}

// owe charges an amount of track i for the month of the day reached, or keeps
// it until the window settles.
func (w *walker) owe(i int, source string, amount finance.Money) (err error) {
	s := &w.states[i]
	v := &w.tracks[i].versions[s.version]
	if v.window.Once {
		s.unposted, err = s.unposted.Add(amount)
		return err
	}
	if amount.IsZero() {
		return nil
	}
	w.charges = append(w.charges, charge{})
	c := &w.charges[len(w.charges)-1] // filled in place: it is large, and a simulation makes many
	c.track, c.month, c.slot, c.source, c.amount = i, w.month, w.slot, source, amount
	if err := c.between(w.program, v, w.at); err != nil {
		return err
	}
	return w.tell(i, amount)
}

// between sets who owes whom for v on a day, and the rate of tax.
func (c *charge) between(p *program, v *version, day civil.Date) error {
	sides := p.partiesOn(day)
	c.debtor, c.creditor = sides.Debtor, sides.Creditor
	if v.Back {
		c.debtor, c.creditor = c.creditor, c.debtor
	}
	if v.To != "" {
		c.creditor = v.To
	}
	if c.debtor == c.creditor {
		return fmt.Errorf("on %v %.40q owes to itself: %w", day, string(c.debtor), finance.ErrConflict)
	}
	if v.Untaxed || len(p.tax.Rates) == 0 {
		return nil
	}
	rate, ok := p.tax.Rates.On(day)
	if !ok {
		return fmt.Errorf("tax rate of %v: %w", day, finance.ErrMissing)
	}
	c.rate = rate
	return nil
}

// tell counts a charge of track i in the clauses that count it.
func (w *walker) tell(i int, amount finance.Money) error {
	if !w.tracks[i].counted {
		return nil
	}
	for o := i + 1; o < len(w.tracks); o++ {
		for c, inner := range w.tracks[o].inner {
			if inner == i {
				sum, err := finance.Minor(w.states[o].counters[c], w.currency).Add(amount)
				if err != nil {
					return err
				}
				w.states[o].counters[c] = sum.Minor()
			}
		}
	}
	return nil
}

// settle charges what waited for month m.
func (w *walker) settle(m civil.Month) {
	kept := w.waiting[:0]
	for _, x := range w.waiting {
		if x.month.After(m) {
			kept = append(kept, x)
			continue
		}
		w.charges = append(w.charges, x)
	}
	w.waiting = kept
}
