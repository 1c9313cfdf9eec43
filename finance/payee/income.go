package payee

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Income is what came to a payee on a day, by cash. What is taken back, as of a
// return, is below zero.
type Income struct {
	On     civil.Date    `json:"on"`
	Kind   Kind          `json:"kind,omitzero"`
	Amount finance.Money `json:"amount"`
}

// Kind says how income came. The zero Kind is Received.
type Kind uint8

// The kinds.
const (
	Received    Kind = iota // as money
	SetOff                  // against what the payee owed, such as rent
	FeeWithheld             // kept by the agent as its fee of what buyers paid
)

var kindNames = finance.NewNames[Kind]("income", "received", "set-off", "fee-withheld")

// Validate refuses a value that is none of the names with ErrRange.
func (k Kind) Validate() error { return kindNames.Validate(k) }

// String is the name: received, set-off, fee-withheld.
func (k Kind) String() string { return kindNames.Text(k) }

// MarshalText writes what String writes; an unknown kind is an error.
func (k Kind) MarshalText() ([]byte, error) { return kindNames.Marshal(k) }

// UnmarshalText reads what String writes.
func (k *Kind) UnmarshalText(text []byte) error { return kindNames.Unmarshal(k, text) }

// counts reports whether income of a kind is income by a base.
func (b Base) counts(k Kind) bool { return b == WholePrice || k != FeeWithheld }

// dated is an entry with its form.
type dated struct {
	Income
	form   string
	counts bool
}

// dated checks entries and puts them in order of day.
func (t *Tables) dated(p *Payee, entries []Income) ([]dated, error) {
	var wrong finance.Problems
	if len(entries) > MaxEntries {
		wrong.Add("entries", limit(len(entries), MaxEntries))
		return nil, wrong.Err()
	}
	list := make([]dated, len(entries))
	for i, e := range entries {
		wrong.AddAt("entries", i, e.check(entries[0].Amount.Currency()))
		name, rules, err := t.On(*p, e.On)
		if err != nil && !e.On.IsZero() {
			wrong.AddAt("entries", i, finance.Problem{Path: "on", Err: err})
		}
		list[i] = dated{e, name, rules.Value.Base.counts(e.Kind)}
	}
	slices.SortStableFunc(list, func(a, b dated) int { return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.Kind, b.Kind)) })
	return list, wrong.Err()
}

func (e Income) check(c finance.Currency) error {
	var wrong finance.Problems
	if e.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	wrong.Add("kind", e.Kind.Validate())
	switch {
	case e.Amount.Currency() == 0:
		wrong.Add("amount", finance.ErrMissing)
	case e.Amount.Currency() != c:
		wrong.Add("amount", fmt.Errorf("%v beside %v: %w", e.Amount.Currency(), c, finance.ErrCurrency))
	}
	return wrong.Err()
}
