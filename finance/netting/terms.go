package netting

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// MaxRules is how many rules Terms may have.
const MaxRules = 1000

// Terms say which claims may be set off: the host's data. The first rule that
// fits a claim counts; a claim that none fits is not set off.
type Terms struct {
	Rules []Rule `json:"rules"`
}

// Rule permits or excludes the claims that fit it.
type Rule struct {
	Agreement string `json:"agreement,omitempty"` // how the agreement's id begins; empty fits every one
	Clause    string `json:"clause,omitempty"`    // the clause's name; empty fits every one
	Permit    Permit `json:"permit,omitzero"`
	Source    string `json:"source"` // the clause of the agreement, or the law, that says so
}

// Permit is what a rule says. The zero Permit is Excluded.
type Permit uint8

// What a rule says of its claims.
const (
	Excluded Permit = iota // never set off: deposits, wages, money bound to a purpose
	WhenDue                // from the day on which they are due
	Early                  // also before they are due, as the parties agreed
)

var permitNames = finance.NewNames[Permit]("permit", "excluded", "when-due", "early")

// String is the name of the permit: excluded, when-due, early.
func (p Permit) String() string { return permitNames.Text(p) }

// Validate refuses a value that is none of them with ErrRange.
func (p Permit) Validate() error { return permitNames.Validate(p) }

// MarshalText writes what String writes; an unknown permit is an error.
func (p Permit) MarshalText() ([]byte, error) { return permitNames.Marshal(p) }

// UnmarshalText reads what String writes.
func (p *Permit) UnmarshalText(text []byte) error { return permitNames.Unmarshal(p, text) }

// Validate reports everything that is wrong with t, as finance.Problems: also a
// rule that can never count because one before it fits all that it fits
// (ErrOrder).
func (t Terms) Validate() error {
	var wrong finance.Problems
	if len(t.Rules) > MaxRules {
		wrong.Add("rules", fmt.Errorf("%d, at most %d: %w", len(t.Rules), MaxRules, finance.ErrLimit))
		return wrong.Err()
	}
	for i, r := range t.Rules {
		var at finance.Problems
		at.Add("permit", r.Permit.Validate())
		at.Add("source", given(r.Source))
		wrong.AddAt("rules", i, at.Err())
		for k := range t.Rules[:i] {
			if t.Rules[k].fits(accrual.Key{Agreement: r.Agreement, Clause: r.Clause}) {
				wrong.AddAt("rules", i, fmt.Errorf("never reached after rules[%d]: %w", k, finance.ErrOrder))
				break
			}
		}
	}
	return wrong.Err()
}

func (r *Rule) fits(key accrual.Key) bool {
	return strings.HasPrefix(key.Agreement, r.Agreement) && (r.Clause == "" || r.Clause == key.Clause)
}

// Why says why a claim was left out.
type Why uint8

// The reasons.
const (
	NoRule       Why = iota // no agreement permits it
	ByRule                  // a rule excludes it
	NotDue                  // it falls due later
	NothingMeets            // nothing stands against it
)

var whyNames = finance.NewNames[Why]("reason", "no-rule", "excluded", "not-due", "nothing-meets")

// String is the name of the reason: no-rule, excluded, not-due, nothing-meets.
func (w Why) String() string { return whyNames.Text(w) }

// MarshalText writes what String writes.
func (w Why) MarshalText() ([]byte, error) { return whyNames.Marshal(w) }

// UnmarshalText reads what String writes.
func (w *Why) UnmarshalText(text []byte) error { return whyNames.Unmarshal(w, text) }

// LeftOut is a claim that was not set off, and why.
type LeftOut struct {
	Claim  Claim
	Why    Why
	Source string // of the rule; empty for NoRule
}

// permitted parts the claims into what may be set off on a day and what may not.
// sources are those of the permits, by the place in the list.
func (t *Terms) permitted(on civil.Date, claims []Claim) (may []permitted, not []LeftOut) {
	for _, c := range claims {
		rule := t.rule(c.Key)
		switch {
		case rule == nil:
			not = append(not, LeftOut{c, NoRule, ""})
		case rule.Permit == Excluded:
			not = append(not, LeftOut{c, ByRule, rule.Source})
		case rule.Permit == WhenDue && c.Due.After(on):
			not = append(not, LeftOut{c, NotDue, rule.Source})
		default:
			may = append(may, permitted{c, rule.Source, c.Amount.Minor()})
		}
	}
	return may, not
}

func (t *Terms) rule(key accrual.Key) *Rule {
	for i := range t.Rules {
		if t.Rules[i].fits(key) {
			return &t.Rules[i]
		}
	}
	return nil
}

// permitted is a claim that may be set off, and what is left of it.
type permitted struct {
	Claim
	source string
	left   int64
}
