package document

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Details are what a document prints of a party: its name, and requisites under
// labels of the host, in the host's order.
type Details struct {
	Party      accrual.Party `json:"party"`
	Name       Words         `json:"name"`
	Requisites []Requisite   `json:"requisites,omitempty"`
}

// Requisite is one labelled text, such as INN, KPP, an address or an account.
type Requisite struct {
	Label Words  `json:"label"`
	Value string `json:"value"`
}

func (d Details) clone() Details {
	d.Requisites = slices.Clone(d.Requisites)
	return d
}

// Validate reports everything that is wrong with d, as finance.Problems.
func (d Details) Validate() error {
	var wrong finance.Problems
	wrong.Add("party", checkName(string(d.Party)))
	wrong.Add("name", needed(d.Name))
	wrong.Add("requisites", checkCount(len(d.Requisites), MaxNames))
	for i, r := range d.Requisites[:min(len(d.Requisites), MaxNames)] {
		var one finance.Problems
		one.Add("label", needed(r.Label))
		one.Add("value", finance.CheckText(r.Value, MaxText))
		wrong.AddAt("requisites", i, one.Err())
	}
	return wrong.Err()
}

// needed refuses words that are missing or too long.
func needed(w Words) error {
	if w.IsZero() {
		return finance.ErrMissing
	}
	return w.check()
}
