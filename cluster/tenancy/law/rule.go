package law

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Rule is a rule of law with its days and its source.
type Rule struct {
	Kind    Kind         `json:"kind"`
	Objects []Object     `json:"objects,omitempty"` // what it applies to; none is everything
	From    civil.Date   `json:"from"`              // the first day on which it is in force
	To      civil.Date   `json:"to,omitzero"`       // the day after the last one; none is no end
	Article string       `json:"article"`           // as a warning names it
	Text    Text         `json:"text"`              // what a warning says
	Source  string       `json:"source"`
	Doubt   Text         `json:"doubt,omitzero"`   // what of it is not settled; nothing where it is
	Months  int          `json:"months,omitempty"` // of Registration, Notice and RentChange
	Binds   []Change     `json:"binds,omitempty"`  // of RentChange: which changes are bound, and count towards the next
	Rate    finance.Rate `json:"rate,omitzero"`    // of LateReturn: the part of the rent that is owed for the delay
}

// Text is a text in each language. In that of a rule stand the dates and figures
// of a warning in braces:
//
//	{on}      the day that the rule is about
//	{asked}   the last day that the lease has, or wants
//	{limit}   the last (of RentChange, the first) day that the rule allows
//	{days}    of a delay
//	{months}  of the rule, or the notice that the sides agreed
//	{rate}    of the rule
type Text struct {
	English string `json:"en"`
	Russian string `json:"ru"`
}

// In is the text in a language; in an unknown one, the English.
func (t Text) In(l accrual.Language) string {
	if l == accrual.Russian {
		return t.Russian
	}
	return t.English
}

// IsZero reports whether there is no text at all.
func (t Text) IsZero() bool { return t == Text{} }

// Rules is a table of rules, in any order.
type Rules []Rule

// On is the rule of a kind for an object that is in force on a day; false if
// there is none.
func (rs Rules) On(k Kind, o Object, d civil.Date) (Rule, bool) {
	if r := rs.on(k, o, d); r != nil {
		return r.clone(), true
	}
	return Rule{}, false
}

func (rs Rules) on(k Kind, o Object, d civil.Date) *Rule {
	for i := range rs {
		r := &rs[i]
		if r.Kind == k && r.period().Contains(d) && r.appliesTo(o) {
			return r
		}
	}
	return nil
}

func (r *Rule) period() civil.Period { return civil.Period{From: r.From, To: r.To} }

func (r *Rule) appliesTo(o Object) bool {
	return len(r.Objects) == 0 || slices.Contains(r.Objects, o)
}

func (r *Rule) clone() Rule {
	c := *r
	c.Objects, c.Binds = slices.Clone(c.Objects), slices.Clone(c.Binds)
	return c
}
