package payee

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Payee is a party with its tax form from day to day. The source of each entry
// says how one knows: a certificate, an extract of a register.
type Payee struct {
	Party accrual.Party          `json:"party"`
	Forms civil.Timeline[string] `json:"forms"`
}

// Validate reports everything that is wrong with p, as finance.Problems: no party,
// entries without a day or a source, a form that is not in the tables (ErrUnknown)
// or that has no rules yet on the day from which the payee has it (ErrRange).
func (p Payee) Validate(t Tables) error {
	var wrong finance.Problems
	wrong.Add("party", checkName(string(p.Party)))
	checkRows(&wrong, "forms", p.Forms, func(name string) error {
		if t.form(name) == nil {
			return fmt.Errorf("%.40q: %w", name, finance.ErrUnknown)
		}
		return nil
	})
	if wrong.Len() == 0 {
		for i, e := range p.Forms {
			if _, ok := t.form(e.Value).Rules.On(e.From); !ok {
				wrong.AddAt("forms", i, finance.Problem{Path: "from", Err: fmt.Errorf("%q has no rules on %v: %w", e.Value, e.From, finance.ErrRange)})
			}
		}
	}
	return wrong.Err()
}

// On is the form of a payee on a day, with the rules that hold then. A day before
// the first form or the first rules is ErrMissing, a form that the tables do not
// have ErrUnknown.
func (t Tables) On(p Payee, d civil.Date) (string, civil.Entry[Rules], error) {
	name, ok := p.Forms.On(d)
	if !ok {
		return "", civil.Entry[Rules]{}, fmt.Errorf("form of %.40q on %v: %w", string(p.Party), d, finance.ErrMissing)
	}
	form := t.form(name)
	if form == nil {
		return "", civil.Entry[Rules]{}, fmt.Errorf("form %.40q: %w", name, finance.ErrUnknown)
	}
	rules, ok := form.Rules.At(d)
	if !ok {
		return "", civil.Entry[Rules]{}, fmt.Errorf("rules of %.40q on %v: %w", name, d, finance.ErrMissing)
	}
	return name, rules, nil
}

// form is the form of a name, nil if there is none.
func (t *Tables) form(name string) *Form {
	i := slices.IndexFunc(t.Forms, func(f Form) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return &t.Forms[i]
}

// AgentIncome is what an agent of these rules counts as its income of a sale: the
// fee alone, or all that the buyer paid. One that may not sell for others is
// ErrConflict.
func (r Rules) AgentIncome(gross, fee finance.Money) (finance.Money, error) {
	switch r.AsAgent {
	case FeeOnly:
		return fee, nil
	case AllThatCame:
		return gross, nil
	}
	return finance.Money{}, fmt.Errorf("no agent of this form: %w", finance.ErrConflict)
}

// OwnTax is what a payee of these rules pays itself on income from a kind of buyer,
// by the row of the kind or else by the one for all others. Without either it is
// nothing.
func (r Rules) OwnTax(buyer string, income finance.Money) (finance.Money, error) {
	row := -1
	for i, x := range r.Own {
		if x.Buyer == buyer || x.Buyer == "" && row < 0 {
			row = i
			if x.Buyer == buyer {
				break
			}
		}
	}
	if row < 0 {
		return finance.Zero(income.Currency()), nil
	}
	x := r.Own[row]
	return part(income, x.Rate, x.Unit, x.Rounding)
}
