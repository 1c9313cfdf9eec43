package accrual

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Clause is one sentence of an agreement. It is an [Earner] or a [Stepper],
// and knows nothing of parties, ids or posting. A clause that has a
// Validate() error method is asked by [Agreement.Validate]; so is one that has a
// ValidateIn(finance.Currency) error method, with the agreement's currency, once
// nothing else is wrong.
type Clause interface {
	// Window is what the clause cumulates over.
	Window() Window
	// Meters are the running totals that the clause counts, in the order in
	// which its Span shows them. The engine keeps the slice and does not
	// change it.
	Meters() []Meter
}

// Earner is a clause whose charge is a difference of two totals.
type Earner interface {
	Clause
	// Earned is what was earned in the window so far, from s.Since to s.To,
	// rounded once. It is a pure function of the span.
	Earned(s Span) (finance.Money, error)
}

// LineEarner is an Earner by line that sums many lines at once, for speed only:
// where nobody reads the derivation, Close asks it instead of Earned for each. A
// type that embeds one, and has an Earned of its own, has an EarnedLines of its
// own too: that of the embedded one would be asked.
type LineEarner interface {
	Earner
	// EarnedLines is the sum of what Earned gives for each line by itself, or an
	// error where Earned or the sum has one. Of each line, lines holds what the
	// span's Meters would show; it is valid during the call only.
	EarnedLines(s Span, lines []int64) (finance.Money, error)
}

// Stepper is a clause that needs state: a return at the frozen rate of its
// sale, a reserve with release dates, a loss carried forward.
type Stepper interface {
	Clause
	// Step takes the facts of [s.Since, s.To) in order of day and id, and the
	// state before them, and gives the lines that follow and the state after.
	// Stepping twice over two halves must equal stepping once over the whole.
	// Its meters, unlike its facts, count from the beginning of the window. Facts
	// are valid during the call only.
	Step(state State, s Span, facts []Fact) ([]Line, State, error)
}

// Informed is a clause that reads what is published for many agreements: an
// index, a tariff. What it reads has two dates, like a fact: the day from which
// it counts, and the day on which it became known.
type Informed interface {
	Clause
	// AsKnown is the clause by what was known before a day: an Earner or a
	// Stepper, with the same window and meters.
	AsKnown(before civil.Date) Clause
	// News is the first day whose amounts may change by what became known in
	// [from, to), no day if none may. A from that is no day is since ever.
	News(from, to civil.Date) civil.Date
}

// State is what a Stepper remembers, in its own text form; empty at the start.
type State string

// Line is one amount of a Stepper. A Source, the id of a fact, gives the line
// a key of its own; lines without one are summed.
type Line struct {
	Source string
	Net    finance.Money
}

// Span is what a clause is shown.
type Span struct {
	Window   civil.Period   // the whole window
	Since    civil.Date     // the day since which it counts: the window's first, the clause's in it, or that of a restart
	To       civil.Date     // the day reached; it is not itself part of the span
	Held     []civil.Period // when the clause is in force, over the whole window
	Meters   []int64        // what its meters counted in [Since, To)
	Currency finance.Currency
	Trace    *Trace // where the derivation is written; nil when nobody asks
}

// DaysHeld counts the days of [Since, To) on which the clause was in force.
func (s *Span) DaysHeld() int64 { return days(s.Held, s.Since, s.To) }

// Part is the part of the window that is held since Since, as days held over
// days of the window: the factor of a prorated bound or breakpoint.
func (s *Span) Part() (held, whole int64) {
	return days(s.Held, s.Since, s.Window.To), int64(s.Window.Days())
}

// days counts the days of [from, to) that lie in held. A zero to has no end.
func days(held []civil.Period, from, to civil.Date) int64 {
	var n int64
	for _, h := range held {
		n += int64(h.Intersect(civil.Period{From: from, To: to}).Days())
	}
	return n
}
