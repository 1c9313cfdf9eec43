package document

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// Schema is the number of the form in which registers and commission reports
// are written.
const Schema = 1

// registerText is the written form of a Register.
type registerText struct {
	Schema    int        `json:"schema"`
	Documents []Document `json:"documents,omitempty"`
}

// MarshalJSON writes the register with the number of its form.
func (r Register) MarshalJSON() ([]byte, error) {
	return terms.Encode(registerText{Schema, r.documents}, nil)
}

// UnmarshalJSON reads what MarshalJSON writes. Another form, a field that is
// unknown or comes twice, a document that contradicts itself or another, and a
// posting in two documents of one kind are refused with finance.Problems by
// path and leave the register empty.
func (r *Register) UnmarshalJSON(data []byte) error {
	*r = Register{}
	var t registerText
	if err := terms.Decode(data, &t, nil); err != nil {
		return err
	}
	if t.Schema != Schema {
		return schemaError(t.Schema)
	}
	next := index(Register{})
	var wrong finance.Problems
	for i := range t.Documents {
		wrong.AddAt("documents", i, next.add(&t.Documents[i], false))
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	*r = next.Register
	return nil
}

func schemaError(n int) error {
	return finance.Problem{Path: "schema", Err: fmt.Errorf("%d: %w", n, finance.ErrUnknown)}
}

// reportText is the written form of a Report.
type reportText struct {
	Schema   int         `json:"schema"`
	Document Document    `json:"document"`
	Terms    Acceptance  `json:"terms"`
	Events   []eventText `json:"events,omitempty"`
}

// eventText is the written form of an Event: an amount of nothing, as that of a
// line which should not be there, is written, and none is not.
type eventText struct {
	Action Action         `json:"action"`
	On     civil.Date     `json:"on"`
	Known  civil.Date     `json:"known"`
	Line   int            `json:"line,omitempty"`
	Reason string         `json:"reason,omitempty"`
	Amount *finance.Money `json:"amount,omitempty"`
}

func textOf(e *Event) eventText {
	t := eventText{Action: e.Action, On: e.On, Known: e.Known, Line: e.Line, Reason: e.Reason}
	if e.Amount != (finance.Money{}) {
		t.Amount = &e.Amount
	}
	return t
}

func (t *eventText) event() Event {
	e := Event{Action: t.Action, On: t.On, Known: t.Known, Line: t.Line, Reason: t.Reason}
	if t.Amount != nil {
		e.Amount = *t.Amount
	}
	return e
}

// MarshalJSON writes the report with the number of its form.
func (r Report) MarshalJSON() ([]byte, error) {
	t := reportText{Schema: Schema, Document: r.Document, Terms: r.Terms}
	for i := range r.Events {
		t.Events = append(t.Events, textOf(&r.Events[i]))
	}
	return terms.Encode(t, nil)
}

// UnmarshalJSON reads what MarshalJSON writes. What Validate refuses, it refuses
// with finance.Problems by path, and leaves the report empty.
func (r *Report) UnmarshalJSON(data []byte) error {
	*r = Report{}
	var t reportText
	if err := terms.Decode(data, &t, nil); err != nil {
		return err
	}
	if t.Schema != Schema {
		return schemaError(t.Schema)
	}
	read := Report{Document: t.Document, Terms: t.Terms}
	for i := range t.Events {
		read.Events = append(read.Events, t.Events[i].event())
	}
	if err := read.Validate(); err != nil {
		return err
	}
	*r = read
	return nil
}
