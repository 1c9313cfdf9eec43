package document

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Report is a commission agent's report with its life: the document, what was
// agreed on its acceptance, and what happened to it. It is a value: Apply
// returns a new one. A correction of a report is sent and accepted as one of its
// own: its lines are the differences, and an objection says what the difference
// should be.
type Report struct {
	Document Document   `json:"document"`
	Terms    Acceptance `json:"terms"`
	Events   []Event    `json:"events,omitempty"` // in the order in which they became known
}

// Acceptance is what was agreed on accepting reports. The host gives it, with
// its source.
type Acceptance struct {
	Days   int    `json:"days,omitempty"`   // after the day of receipt in which the principal may object; what it did not object to is deemed accepted on the day after. 0 for never. Where nothing is agreed, Russian law says 30 (Civil Code, art. 999)
	Source string `json:"source,omitempty"` // who says so; needed with Days
	Payout Payout `json:"payout,omitzero"`
}

// Event is what happened to a report.
type Event struct {
	Action Action        `json:"action"`
	On     civil.Date    `json:"on"`    // the day on which it happened
	Known  civil.Date    `json:"known"` // the day on which it became known
	Line   int           `json:"line,omitempty"`
	Reason string        `json:"reason,omitempty"` // of an objection
	Amount finance.Money `json:"amount,omitzero"`  // gross: of an objection what the line should be; of Uphold what was agreed, nothing for what was objected
}

// Apply returns r with e added to its events. An event that the state of its day
// has no place for is a [TransitionError]; one that is wrong in itself, or known
// before what is known already, is refused with the path of the field: both
// within finance.Problems. The receiver does not change.
func (r Report) Apply(e Event) (Report, error) {
	next := r
	next.Events = append(slices.Clip(slices.Clone(r.Events)), e)
	if err := next.Validate(); err != nil {
		return r, err
	}
	return next, nil
}

// Validate reports everything that is wrong with r, as finance.Problems: the
// document, the terms, each event, and the first event that has no place in the
// state that those before it led to.
func (r Report) Validate() error {
	var wrong finance.Problems
	wrong.Add("document", r.Document.Validate())
	if r.Document.Form != Charges {
		wrong.Add("document.form", fmt.Errorf("%v, not %v: %w", r.Document.Form, Charges, finance.ErrConflict))
	}
	wrong.Add("document.lines", checkCount(len(r.Document.Lines), MaxReportLines))
	wrong.Add("terms", r.Terms.validate())
	if err := checkCount(len(r.Events), MaxEvents); err != nil {
		wrong.Add("events", err)
		return wrong.Err()
	}
	for i := range r.Events {
		var one finance.Problems
		one.Add("", r.check(&r.Events[i]))
		if i > 0 && one.Len() == 0 && r.Events[i].Known.Before(r.Events[i-1].Known) {
			one.Add("known", finance.ErrOrder)
		}
		wrong.AddAt("events", i, one.Err())
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	return r.possible()
}

// possible checks that the events were possible by what was known on each day on
// which something became known.
func (r *Report) possible() error {
	var wrong finance.Problems
	for i := range r.Events {
		if i+1 < len(r.Events) && r.Events[i+1].Known == r.Events[i].Known {
			continue
		}
		if at, err := newLife(r).run(r.Events[:i+1], never); err != nil {
			wrong.AddAt("events", at, err)
			return wrong.Err()
		}
	}
	return nil
}

func (a *Acceptance) validate() error {
	var wrong finance.Problems
	switch {
	case a.Days < 0:
		wrong.Add("days", finance.ErrNegative)
	case a.Days > maxDays:
		wrong.Add("days", fmt.Errorf("%d, at most %d: %w", a.Days, maxDays, finance.ErrLimit))
	}
	if a.Days > 0 && a.Source == "" {
		wrong.Add("source", finance.ErrMissing)
	}
	wrong.Add("source", finance.CheckText(a.Source, MaxText))
	wrong.Add("payout", a.Payout.Validate())
	return wrong.Err()
}

// maxDays is the longest term to object.
const maxDays = 3660

func (r *Report) check(e *Event) error {
	var wrong finance.Problems
	wrong.Add("action", e.Action.Validate())
	if e.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	if e.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	} else if e.Known.Before(e.On) {
		wrong.Add("known", finance.ErrOrder)
	}
	_, ofLine := needs[e.Action]
	switch {
	case !ofLine && e.Line != 0:
		wrong.Add("line", finance.ErrConflict)
	case ofLine && (e.Line < 1 || e.Line > len(r.Document.Lines)):
		wrong.Add("line", fmt.Errorf("%d of %d: %w", e.Line, len(r.Document.Lines), finance.ErrRange))
	}
	wrong.Add("reason", finance.CheckText(e.Reason, MaxText))
	if (e.Reason != "") != (e.Action == Object) {
		wrong.Add("reason", missingOr(e.Reason == ""))
	}
	switch none := e.Amount == (finance.Money{}); {
	case e.Action == Object && none:
		wrong.Add("amount", finance.ErrMissing)
	case e.Action != Object && e.Action != Uphold && !none:
		wrong.Add("amount", finance.ErrConflict)
	case !none && e.Amount.Currency() != r.Document.Currency:
		wrong.Add("amount", fmt.Errorf("%v, not in %v: %w", e.Amount, r.Document.Currency, finance.ErrCurrency))
	}
	return wrong.Err()
}

func missingOr(missing bool) error {
	if missing {
		return finance.ErrMissing
	}
	return finance.ErrConflict
}
