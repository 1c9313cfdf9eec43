package document

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Words are a text in the languages of the house: a title, a label, the name of
// what a line is for. One of the two may be left out.
type Words struct {
	EN string `json:"en,omitempty"`
	RU string `json:"ru,omitempty"`
}

// In is the text in a language, in the other one where it is not given.
func (w Words) In(l accrual.Language) string {
	if l == accrual.Russian && w.RU != "" || w.EN == "" {
		return w.RU
	}
	return w.EN
}

// IsZero reports whether there is no text at all.
func (w Words) IsZero() bool { return w == Words{} }

func (w Words) check() error {
	if err := finance.CheckText(w.EN, MaxText); err != nil {
		return err
	}
	return finance.CheckText(w.RU, MaxText)
}
