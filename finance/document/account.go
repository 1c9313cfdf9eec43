package document

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Account is a reconciliation: the issuer's account of the recipient beside the
// recipient's own. All amounts have the signs of the issuer's books: what the
// recipient owes is positive, on both sides.
//
//	Closing.Ours - Closing.Theirs = Opening.Ours - Opening.Theirs + Σ Difference
//
// so the pairs and the opening explain the whole difference.
type Account struct {
	Opening Both   `json:"opening,omitzero"`
	Pairs   []Pair `json:"pairs,omitempty"` // by day
	Closing Both   `json:"closing,omitzero"`
}

// Both is one amount as each side has it.
type Both struct {
	Ours   finance.Money `json:"ours"`
	Theirs finance.Money `json:"theirs"`
}

// Difference is what ours is above theirs.
func (b Both) Difference() (finance.Money, error) { return b.Ours.Sub(b.Theirs) }

// Pair is what was found to be one thing on both sides, or stands on one only.
type Pair struct {
	By         MatchedBy     `json:"by,omitzero"`
	Ours       Figure        `json:"ours,omitzero"`
	Theirs     Figure        `json:"theirs,omitzero"`
	Difference finance.Money `json:"difference"` // ours less theirs
}

// Figure is a document or a payment in an account. The zero Figure is none.
type Figure struct {
	Number string        `json:"number,omitempty"`
	On     civil.Date    `json:"on"`
	Text   Words         `json:"text,omitzero"`
	Amount finance.Money `json:"amount"`
	Entry  uuid.UUID     `json:"entry,omitzero"` // of ours: its first entry in the ledger
}

// IsZero reports whether the side has no such figure.
func (f Figure) IsZero() bool { return f == Figure{} }

// Differences are the pairs that differ, and those that stand on one side only.
func (a Account) Differences() []Pair {
	return slices.DeleteFunc(slices.Clone(a.Pairs), func(p Pair) bool { return p.Difference.IsZero() && p.By != Unmatched })
}

func (a Account) clone() Account {
	a.Pairs = slices.Clone(a.Pairs)
	return a
}

func (a *Account) parts() []string {
	if a.Closing == (Both{}) {
		return nil
	}
	parts := []string{a.Opening.Ours.String(), a.Opening.Theirs.String()}
	for _, p := range a.Pairs {
		for _, f := range [...]Figure{p.Ours, p.Theirs} {
			parts = append(parts, f.Number, f.On.String(), f.Amount.String(), f.Entry.String())
		}
	}
	return parts
}

// validate checks that the closings follow from the openings and the pairs.
func (a *Account) validate(d Document) error {
	if d.Form != Reconciliation {
		if len(a.Pairs) > 0 || a.Opening != (Both{}) || a.Closing != (Both{}) {
			return finance.ErrConflict
		}
		return nil
	}
	var wrong finance.Problems
	wrong.Add("pairs", checkCount(len(a.Pairs), 2*MaxLines))
	sum := a.Opening
	for i, p := range a.Pairs {
		wrong.AddAt("pairs", i, p.check(d.Currency))
		var err error
		if sum.Ours, err = sum.Ours.Add(p.Ours.Amount); err != nil {
			wrong.AddAt("pairs", i, err)
		}
		if sum.Theirs, err = sum.Theirs.Add(p.Theirs.Amount); err != nil {
			wrong.AddAt("pairs", i, err)
		}
	}
	for _, m := range [...]finance.Money{a.Opening.Ours, a.Opening.Theirs} {
		if m.Currency() != d.Currency {
			wrong.Add("opening", finance.ErrCurrency)
		}
	}
	if wrong.Len() == 0 && sum != a.Closing {
		wrong.Add("closing", fmt.Errorf("the pairs come to %v and %v: %w", sum.Ours, sum.Theirs, finance.ErrConflict))
	}
	return wrong.Err()
}

func (p *Pair) check(c finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("by", p.By.Validate())
	if p.Ours.IsZero() && p.Theirs.IsZero() {
		wrong.Add("ours", finance.ErrMissing)
	}
	if (p.Ours.IsZero() || p.Theirs.IsZero()) != (p.By == Unmatched) {
		wrong.Add("by", finance.ErrConflict)
	}
	for _, side := range [...]struct {
		path string
		Figure
	}{{"ours", p.Ours}, {"theirs", p.Theirs}} {
		if !side.IsZero() {
			wrong.Add(side.path, side.check(c))
		}
	}
	difference, err := p.Ours.Amount.Sub(p.Theirs.Amount)
	if err == nil && difference != p.Difference {
		err = fmt.Errorf("it is %v: %w", difference, finance.ErrConflict)
	}
	wrong.Add("difference", err)
	return wrong.Err()
}

func (f *Figure) check(c finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("number", finance.CheckText(f.Number, MaxText))
	wrong.Add("text", f.Text.check())
	if f.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	if f.Amount.Currency() != c {
		wrong.Add("amount", finance.ErrCurrency)
	}
	return wrong.Err()
}
