package document

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// never is the day after all events.
var never civil.Date

// Standing is where one line of a report stands.
type Standing struct {
	Status Status
	Since  civil.Date    // of the status; no day while Open
	Reason string        // of the objection
	Theirs finance.Money // what the line should be, as objected
	Agreed finance.Money // gross, once Corrected
}

// settled reports whether nothing is left to say of the line.
func (s *Standing) settled() bool { return s.Status != Open && s.Status != Disputed }

// life is a report as events leave it.
type life struct {
	report   *Report
	state    State
	received civil.Date
	lines    []Standing
}

func newLife(r *Report) *life {
	return &life{report: r, lines: make([]Standing, len(r.Document.Lines))}
}

// asOf is r on a day, by what was known before the end of another.
func (r *Report) asOf(on, known civil.Date) *life {
	n := len(r.Events)
	for n > 0 && r.Events[n-1].Known.After(known) {
		n--
	}
	l := newLife(r)
	_, _ = l.run(r.Events[:n], on) // Validate refuses what is not possible
	return l
}

// run takes events in the order of their days, through the given one; a zero
// day is the end of all. It stops at the first that is not possible, and says
// which of them it was.
func (l *life) run(events []Event, on civil.Date) (int, error) {
	order := make([]int, len(events))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return events[a].On.Compare(events[b].On) })
	for _, i := range order {
		if !on.IsZero() && events[i].On.After(on) {
			break
		}
		l.lapse(events[i].On)
		if err := l.apply(&events[i]); err != nil {
			return i, err
		}
	}
	l.lapse(on)
	return 0, nil
}

// lapsed is the day on which what nobody objected to is deemed accepted; no day
// for never.
func (l *life) lapsed() civil.Date {
	if l.report.Terms.Days == 0 || l.received.IsZero() {
		return civil.Date{}
	}
	return l.received.AddDays(l.report.Terms.Days + 1)
}

// lapse lets the term end, if it does by a day; a zero day is the end of all.
func (l *life) lapse(on civil.Date) {
	end := l.lapsed()
	if end.IsZero() || !on.IsZero() && on.Before(end) || l.state != Received && l.state != Objected {
		return
	}
	for i := range l.lines {
		if l.lines[i].Status == Open {
			l.lines[i].Status, l.lines[i].Since = Deemed, end
		}
	}
	if l.state == Received {
		l.state = DeemedAccepted
	}
}

// apply moves the report by one event.
func (l *life) apply(e *Event) error {
	next, ok := lifecycle[l.state][e.Action]
	if !ok {
		return &TransitionError{From: l.state, Action: e.Action, On: e.On}
	}
	if need, ofLine := needs[e.Action]; ofLine {
		n := &l.lines[e.Line-1]
		if n.Status != need.before {
			return &TransitionError{l.state, e.Action, e.Line, n.Status, e.On}
		}
		n.Status, n.Since = need.after, e.On
		n.note(e)
	}
	if e.Action == Accept {
		l.accept(e.On)
	}
	if l.received.IsZero() && next != Sent {
		l.received = e.On
	}
	l.state = next
	if next == Received {
		l.state = l.answered()
	}
	return nil
}

// note keeps what an objection, or its answer, says.
func (s *Standing) note(e *Event) {
	switch e.Action {
	case Object:
		s.Reason, s.Theirs = e.Reason, e.Amount
	case Uphold:
		s.Agreed = e.Amount
		if s.Agreed == (finance.Money{}) {
			s.Agreed = s.Theirs
		}
	}
}

// accept takes every line that is not accepted yet; what was deemed so stays as
// it is, unless payouts wait for a word.
func (l *life) accept(on civil.Date) {
	for i := range l.lines {
		if s := &l.lines[i]; !s.settled() || s.Status == Deemed && l.report.Terms.Payout == OnWord {
			s.Status, s.Since = Agreed, on
		}
	}
}

// answered is the state once an event left none or some of the lines to answer.
func (l *life) answered() State {
	if slices.ContainsFunc(l.lines, func(s Standing) bool { return s.Status == Disputed }) {
		return Objected
	}
	if slices.ContainsFunc(l.lines, func(s Standing) bool { return s.Status == Open }) {
		return Received
	}
	return Accepted
}

// State is where r stands at the end of a day, by what was known at the end of
// another.
func (r Report) State(on, known civil.Date) State { return r.asOf(on, known).state }

// Standings are where the lines stand at the end of a day, in their order.
func (r Report) Standings(on, known civil.Date) []Standing { return r.asOf(on, known).lines }

// LastDay is the last day to object, by what was known at the end of a day;
// false while the report was not received, and where no term is agreed.
//
//	last day = day of receipt + Days
func (r Report) LastDay(known civil.Date) (civil.Date, bool) {
	end := r.asOf(never, known).lapsed()
	return end.AddDays(-1), !end.IsZero()
}
