package accrual

import "github.com/creative-cluster/kvartal/finance"

// Trace collects the steps of a derivation while a clause computes. Read one
// after the other, a step that begins with an amount (Fixed, Days, Share, Times)
// is added to such a one before it: the layers of a table; OfDays and
// OfPart go on with the step before; all others take up what was reached. A nil
// Trace takes every step and keeps none, so a clause writes its steps without
// asking whether anybody reads them: one formula, not two.
type Trace struct {
	steps  []Step
	source string // of the line that is asked for
}

// For is the trace of a line of a stepper: t where that source is asked for,
// else nil, which keeps nothing. The empty source is that of lines without one.
func (t *Trace) For(source string) *Trace {
	if t == nil || t.source != source {
		return nil
	}
	return t
}

// Step is one step of a derivation, as data: which fields it uses is its Op's
// word. An [Explanation] puts it into a language.
type Step struct {
	Op          Op
	Amount      finance.Money // what the step starts from
	Rate        finance.Rate  // of Share and OfPart; the quantity of Times
	Unit        string        // of Times: what is counted, such as m²; of Charged: the clause; of Rounds: the rounding
	Held, Whole int64         // of Days and OfDays
	Other       finance.Money // of Less and Charged; the bound of AtLeast and AtMost
	Teller      Teller        // of Told
}

// Teller is a derivation that puts itself into words: a review of a price by an
// index, with the values that it used.
type Teller interface {
	Text(Language) string
}

// Op is the kind of a step.
type Op uint8

// The kinds of steps.
const (
	Fixed   Op = iota // Amount as it is
	Days              // Amount × Held/Whole days
	Share             // Amount × Rate
	Times             // Amount × Rate units
	Less              // Amount - Other
	AtLeast           // Amount, but at least Other
	AtMost            // Amount, but at most Other
	OfDays            // the step before × Held/Whole days
	OfPart            // the step before × Rate
	Charged           // Amount - Other, which the clause Unit charged
	Told              // what a Teller says, such as how an index moved a price
	Rounds            // what was reached, rounded otherwise than half-even
)

var opNames = finance.NewNames[Op]("step", "fixed", "days", "share", "times", "less", "at-least", "at-most", "of-days", "of-part", "charged", "told", "rounds")

// String is the name of the kind, such as at-least.
func (o Op) String() string { return opNames.Text(o) }

// MarshalText writes what String writes; an unknown kind is an error.
func (o Op) MarshalText() ([]byte, error) { return opNames.Marshal(o) }

// UnmarshalText reads what String writes.
func (o *Op) UnmarshalText(text []byte) error { return opNames.Unmarshal(o, text) }

// Add notes a step. It is not inlined: a clause that nobody reads pays for one
// comparison, not for the room of a Step.
//
//go:noinline
func (t *Trace) Add(s Step) {
	if t != nil {
		t.steps = append(t.steps, s)
	}
}

// Fixed notes an amount that stands as it is.
func (t *Trace) Fixed(amount finance.Money) {
	if t != nil {
		t.Add(Step{Op: Fixed, Amount: amount})
	}
}

// Days notes amount × held/whole days.
func (t *Trace) Days(amount finance.Money, held, whole int64) {
	if t != nil {
		t.Add(Step{Op: Days, Amount: amount, Held: held, Whole: whole})
	}
}

// OfDays notes that held/whole days of the step before count: a price × an area
// × 11/31 days.
func (t *Trace) OfDays(held, whole int64) {
	if t != nil {
		t.Add(Step{Op: OfDays, Held: held, Whole: whole})
	}
}

// OfPart notes that a part of the step before counts: a rent × 60 %.
func (t *Trace) OfPart(part finance.Rate) {
	if t != nil {
		t.Add(Step{Op: OfPart, Rate: part})
	}
}

// Share notes amount × rate.
func (t *Trace) Share(amount finance.Money, rate finance.Rate) {
	if t != nil {
		t.Add(Step{Op: Share, Amount: amount, Rate: rate})
	}
}

// Times notes price × quantity units.
func (t *Trace) Times(price finance.Money, quantity finance.Rate, unit string) {
	if t != nil {
		t.Add(Step{Op: Times, Amount: price, Rate: quantity, Unit: unit})
	}
}

// Less notes amount - other.
func (t *Trace) Less(amount, other finance.Money) {
	if t != nil {
		t.Add(Step{Op: Less, Amount: amount, Other: other})
	}
}

// Charged notes amount - other, which another clause has charged.
func (t *Trace) Charged(amount, other finance.Money, clause string) {
	if t != nil {
		t.Add(Step{Op: Charged, Amount: amount, Other: other, Unit: clause})
	}
}

// Tell notes a derivation that has words of its own.
func (t *Trace) Tell(what Teller) {
	if t != nil {
		t.Add(Step{Op: Told, Teller: what})
	}
}

// Rounds notes how what was reached is rounded; half-even, the default of the
// house, needs no note.
func (t *Trace) Rounds(r finance.Rounding) {
	if t != nil && r != finance.HalfEven {
		t.Add(Step{Op: Rounds, Unit: r.String()})
	}
}

// AtLeast notes an amount that a minimum raises, or would have.
func (t *Trace) AtLeast(amount, minimum finance.Money) {
	if t != nil {
		t.Add(Step{Op: AtLeast, Amount: amount, Other: minimum})
	}
}

// AtMost notes an amount that a maximum lowers, or would have.
func (t *Trace) AtMost(amount, maximum finance.Money) {
	if t != nil {
		t.Add(Step{Op: AtMost, Amount: amount, Other: maximum})
	}
}
