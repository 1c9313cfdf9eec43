package data

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Frame is what is published of the real place and its surroundings. Each
// figure has a source and a mark.
type Frame struct {
	Note    string   `json:"note"`
	Regions []Region `json:"regions"`
	Figures []Figure `json:"figures"`
}

// Region is a region of the Far East.
type Region struct {
	Code accrual.Region `json:"code"` // ISO 3166-2
	Name string         `json:"name"`
	RU   string         `json:"ru"`
}

// Figure is a published figure, a figure that was recomputed from such, or an
// assumption.
type Figure struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Unit   string `json:"unit,omitempty"`
	Mark   Mark   `json:"mark"`
	Source string `json:"source"`
}

// Mark says where a figure comes from.
type Mark string

// The marks.
const (
	Published  Mark = "S" // stands in the source
	Recomputed Mark = "R" // computed from published figures
	Assumed    Mark = "A" // nobody published it
)

// Validate reports everything that is wrong with f, as finance.Problems: a
// region that comes twice, a figure without its source or mark.
func (f Frame) Validate() error {
	var wrong finance.Problems
	for i, r := range f.Regions {
		wrong.AddAt("regions", i, at("code", r.Code.Validate()))
		if slices.ContainsFunc(f.Regions[:i], func(o Region) bool { return o.Code == r.Code }) {
			wrong.AddAt("regions", i, at("code", finance.ErrDuplicate))
		}
	}
	for i, x := range f.Figures {
		wrong.AddAt("figures", i, x.validate())
	}
	return wrong.Err()
}

func (x Figure) validate() error {
	var wrong finance.Problems
	for _, field := range []struct{ name, text string }{{"name", x.Name}, {"value", x.Value}, {"source", x.Source}} {
		if field.text == "" {
			wrong.Add(field.name, finance.ErrMissing)
		}
	}
	if x.Mark != Published && x.Mark != Recomputed && x.Mark != Assumed {
		wrong.Add("mark", fmt.Errorf("%.10q is not S, R or A: %w", string(x.Mark), finance.ErrUnknown))
	}
	return wrong.Err()
}

// at is err at a field, nil when there is none.
func at(field string, err error) error {
	if err == nil {
		return nil
	}
	return finance.Problem{Path: field, Err: err}
}
