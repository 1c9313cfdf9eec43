package accrual

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// walker takes a program through its days. Within a stretch in which nothing
// changes it counts the facts and asks each clause for its total at the end;
// the difference to the total before is charged.
type walker struct {
	*program
	at      civil.Date   // reached: everything before it is counted
	month   civil.Month  // in which at lies
	slot    civil.Period // all of that month
	cut     int          // the first of cuts that may lie after at
	states  []state
	waiting []charge // of windows charged once, until their month comes
	charges []charge
	feed    feed
	meters  []int64 // what a span shows, filled anew for each
	wrapped bool    // a counter has left its range
	reader  *reader // notes the derivation of one clause, when somebody asks
}

// state is what a track remembers of its open window.
type state struct {
	window   civil.Period // zero when none is open
	cycle    Cycle
	since    civil.Date
	held     []civil.Period
	version  int           // in force before the day reached, or -1
	base     finance.Money // total at the last restart
	offset   finance.Money // total = offset + earned
	total    finance.Money
	unposted finance.Money // of a window charged once
	counters []int64
	memory   State
}

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

func newWalker(p *program, at civil.Date) *walker {
	w := &walker{program: p, at: at, states: make([]state, len(p.tracks))}
	n, most := 0, 0
	for i := range p.tracks {
		n += len(p.tracks[i].meters)
		for v := range p.tracks[i].versions {
			most = max(most, len(p.tracks[i].versions[v].meters))
		}
	}
	counters := make([]int64, n+most)
	w.meters, counters = counters[:most:most], counters[most:]
	for i := range p.tracks {
		n := len(p.tracks[i].meters)
		w.states[i].version = -1
		w.states[i].counters, counters = counters[:n:n], counters[n:]
	}
	return w
}

// through walks to the end of month m.
func (w *walker) through(m civil.Month) error {
	w.month, w.slot = m, m.Period()
	for w.at.Before(w.slot.To) {
		if err := w.stretch(w.slot.To); err != nil {
			return err
		}
	}
	w.settle(m)
	return nil
}

// far refuses to walk through more months than an agreement has.
func (w *walker) far(last civil.Month) error {
	if n := last.Sub(w.at.Month()); n > MaxMonths {
		return finance.Problem{Path: "agreements[" + w.id + "]", Err: fmt.Errorf("%d months, at most %d: %w", n, MaxMonths, finance.ErrLimit)}
	}
	return nil
}

// stretch walks to the next day on which something changes, at most to end.
func (w *walker) stretch(end civil.Date) error {
	for i := range w.states {
		if err := w.enter(i); err != nil {
			return w.failed(i, err)
		}
	}
	to := w.boundary(end)
	if w.count(to); w.wrapped {
		return finance.Problem{Path: "agreements[" + w.id + "]", Err: fmt.Errorf("%v, a meter: %w", w.month, finance.ErrOverflow)}
	}
	for i := range w.states {
		if err := w.leave(i, to); err != nil {
			return w.failed(i, err)
		}
	}
	w.at = to
	return nil
}

func (w *walker) failed(i int, err error) error {
	return finance.Problem{
		Path: fmt.Sprintf("agreements[%s].%s", w.id, w.tracks[i].name),
		Err:  fmt.Errorf("%v: %w", w.month, err),
	}
}

// boundary is the next cut or end of a window, or end.
func (w *walker) boundary(end civil.Date) civil.Date {
	for w.cut < len(w.cuts) && !w.cuts[w.cut].After(w.at) {
		w.cut++
	}
	if w.cut < len(w.cuts) && w.cuts[w.cut].Before(end) {
		end = w.cuts[w.cut]
	}
	for i := range w.states {
		if to := w.states[i].window.To; to.After(w.at) && to.Before(end) {
			end = to
		}
	}
	return end
}

// enter applies to track i what changes on the day reached.
func (w *walker) enter(i int) error {
	t, s := &w.tracks[i], &w.states[i]
	now, before := w.on(t, w.at), s.version
	s.version = now
	switch {
	case now < 0:
		return nil
	case s.window.IsZero():
		if now != before && t.versions[now].Change == Restart {
			s.memory = ""
		}
		w.open(i)
		return nil
	case now == before:
		return nil
	}
	return w.change(i)
}

// open begins a window of track i on the day reached.
func (w *walker) open(i int) {
	t, s := &w.tracks[i], &w.states[i]
	zero := finance.Zero(w.currency)
	s.cycle = t.versions[s.version].window.Cycle
	s.window = w.slot
	if s.cycle != ByMonth && s.cycle != ByLine {
		s.window = s.cycle.period(w.at, w.term)
	}
	s.since = w.at
	s.held = w.held(s.held[:0], t, s.window)
	s.base, s.offset, s.total, s.unposted = zero, zero, zero, zero
	clear(s.counters)
}

// change does to an open window what the amendment says.
func (w *walker) change(i int) error {
	s := &w.states[i]
	v := &w.tracks[i].versions[s.version]
	switch {
	case v.Change == Restart:
		s.since, s.base, s.offset, s.memory = w.at, s.total, s.total, ""
		clear(s.counters)
	case v.earner == nil || w.byLine(v): // nothing was totalled
	case v.Change == Rerate:
		s.offset = s.base
	default:
		earned, err := v.earner.Earned(w.span(i, w.at))
		if err != nil {
			return err
		}
		if s.offset, err = s.total.Sub(earned); err != nil {
			return err
		}
	}
	return nil
}

// span is what the clause of track i is shown at the day to.
func (w *walker) span(i int, to civil.Date) Span {
	s := &w.states[i]
	counters := w.tracks[i].versions[s.version].meters
	shown := w.meters[:len(counters)]
	for k, c := range counters {
		shown[k] = s.counters[c]
	}
	span := Span{Window: s.window, Since: s.since, To: to, Held: s.held, Meters: shown, Currency: w.currency}
	if to.After(w.at) && w.reads(i) { // not when an amendment asks for the total before it
		w.reader.now = Trace{}
		span.Trace = &w.reader.now
	}
	return span
}

// leave charges track i for the stretch up to the day to, and closes its
// window if that ends.
func (w *walker) leave(i int, to civil.Date) error {
	s := &w.states[i]
	if s.version >= 0 {
		if err := w.charge(i, to); err != nil {
			return err
		}
	}
	if !s.window.IsZero() && (to == s.window.To || to == w.term.To || w.turns(i, to)) {
		return w.close(i, to)
	}
	return nil
}

// turns reports whether another cycle takes over track i on the day to.
func (w *walker) turns(i int, to civil.Date) bool {
	t := &w.tracks[i]
	if len(t.versions) == 1 {
		return false
	}
	next := w.on(t, to)
	return next >= 0 && t.versions[next].window.Cycle != w.states[i].cycle
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
	earned, err := v.earner.Earned(w.span(i, to))
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
	sum := finance.Zero(w.currency)
	for f := range w.feed.stretch {
		if !f.shown(w.tracks[i].meters, v.meters, span.Meters) {
			continue
		}
		earned, err := v.earner.Earned(span)
		if err != nil {
			return fmt.Errorf("fact %q: %w", f.ID, err)
		}
		if sum, err = sum.Add(earned); err != nil {
			return err
		}
	}
	if w.reads(i) {
		w.reader.note(Part{civil.Period{From: w.at, To: to}, nil, finance.Zero(w.currency), sum}, false, finance.Money{})
	}
	return w.owe(i, "", sum)
}

// step hands the facts of the stretch to a stepper.
func (w *walker) step(i int, to civil.Date) error {
	s := &w.states[i]
	v := &w.tracks[i].versions[s.version]
	span := w.span(i, to)
	span.Since = w.at
	lines, memory, err := v.stepper.Step(s.memory, span, w.feed.counted(w.tracks[i].meters, v.meters))
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
	w.charges = append(w.charges, charge{track: i, month: w.month, slot: w.slot, source: source, amount: amount})
	if err := w.charges[len(w.charges)-1].between(w.program, v, w.at); err != nil {
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

// close ends the window of track i before the day to. A window charged once
// is charged to the parties and at the tax rate of its last day in force.
func (w *walker) close(i int, to civil.Date) error {
	s := &w.states[i]
	window, amount := s.window, s.unposted
	s.window, s.unposted = civil.Period{}, finance.Zero(w.currency)
	if amount.IsZero() {
		return nil
	}
	last := lastHeld(s.held, to)
	now := w.on(&w.tracks[i], last)
	if now < 0 {
		return fmt.Errorf("a window held on no day: %w", finance.ErrConflict) // only in books that were tampered with
	}
	v := &w.tracks[i].versions[now]
	c := charge{track: i, month: to.AddDays(-1).Month().Add(v.window.After), slot: window, amount: amount}
	if err := c.between(w.program, v, last); err != nil {
		return err
	}
	w.waiting = append(w.waiting, c)
	return w.tell(i, amount)
}

// lastHeld is the last day before to that lies in held.
func lastHeld(held []civil.Period, to civil.Date) (last civil.Date) {
	for _, h := range held {
		if h = h.Intersect(civil.Period{From: h.From, To: to}); !h.IsZero() {
			last = h.To.AddDays(-1)
		}
	}
	return last
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
