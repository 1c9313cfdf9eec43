package document

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
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
	Schema   int        `json:"schema"`
	Document Document   `json:"document"`
	Terms    Acceptance `json:"terms"`
	Events   []Event    `json:"events,omitempty"`
}

// MarshalJSON writes the report with the number of its form.
func (r Report) MarshalJSON() ([]byte, error) {
	return terms.Encode(reportText{Schema, r.Document, r.Terms, r.Events}, nil)
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
	read := Report{t.Document, t.Terms, t.Events}
	if err := read.Validate(); err != nil {
		return err
	}
	*r = read
	return nil
}
