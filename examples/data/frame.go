package data

import "github.com/creative-cluster/kvartal/finance/accrual"

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
