package ledger

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// MaxRules is how many rules a chart may have.
const MaxRules = 1000

// Chart says which accounts an obligation moves. It is the host's data. The
// first rule that fits counts, so the special stands before the general, and a
// last rule without agreement and clause is the fallback. Where no rule fits,
// posting is refused with ErrUnknown and the clause is named.
type Chart struct {
	Rules []Rule `json:"rules"`
}

// Rule gives the accounts of the obligations that fit it. A side that is left
// out fits nothing: a later rule may have it.
type Rule struct {
	Agreement string   `json:"agreement,omitempty"` // how the agreement's id begins; empty fits every one
	Clause    string   `json:"clause,omitempty"`    // the clause's name; empty fits every one
	Owed      Accounts `json:"owed,omitzero"`       // of what others owe the owner
	Owes      Accounts `json:"owes,omitzero"`       // of what the owner owes others
}

// Accounts are the accounts of one obligation. Rent that others owe debits
// Control with net and tax, and credits Net and Tax; what the owner owes does
// the opposite. The commission on goods of makers has liabilities:makers for
// its Control when it is kept from their money.
type Accounts struct {
	Control Account `json:"control"`      // in the tree of Receivable, Payable or Makers
	Net     Account `json:"net"`          // income or expense; for a deposit or the takings of goods of makers, an account that holds them, such as assets:takings; not one that is settled by party
	Tax     Account `json:"tax,omitzero"` // of the tax; may be empty while there is none
}

// fits reports whether r speaks of that agreement and clause.
func (r *Rule) fits(agreement, clause string) bool {
	return strings.HasPrefix(agreement, r.Agreement) && (r.Clause == "" || r.Clause == clause)
}

// side is Owed or Owes.
func (r *Rule) side(owed bool) Accounts {
	if owed {
		return r.Owed
	}
	return r.Owes
}

// accounts are those of an obligation that is owed to the owner or by it.
func (c *Chart) accounts(o *accrual.Obligation, owed bool) (Accounts, error) {
	for i := range c.Rules {
		side := c.Rules[i].side(owed)
		if side == (Accounts{}) || !c.Rules[i].fits(o.Agreement, o.Clause) {
			continue
		}
		if side.Tax == "" && !o.Tax.IsZero() {
			return Accounts{}, fmt.Errorf("account for the tax of clause %q, agreement %q: %w", o.Clause, o.Agreement, finance.ErrMissing)
		}
		return side, nil
	}
	return Accounts{}, fmt.Errorf("account for clause %q, agreement %q: %w", o.Clause, o.Agreement, finance.ErrUnknown)
}

// Validate reports everything that is wrong with c, as finance.Problems: an
// account that cannot be one, a Control that is not settled by party
// (ErrRange), and a rule that can never count because one before it fits all
// that it fits (ErrOrder).
func (c Chart) Validate() error {
	var wrong finance.Problems
	if len(c.Rules) > MaxRules {
		wrong.Add("rules", fmt.Errorf("%d, at most %d: %w", len(c.Rules), MaxRules, finance.ErrLimit))
		return wrong.Err()
	}
	for i := range c.Rules {
		wrong.AddAt("rules", i, c.Rules[i].validate())
		if k := c.hides(i); k >= 0 {
			wrong.AddAt("rules", i, fmt.Errorf("never reached after rules[%d]: %w", k, finance.ErrOrder))
		}
	}
	return wrong.Err()
}

// hides is the first rule before i that leaves it nothing; -1 for none.
func (c *Chart) hides(i int) int {
	late := &c.Rules[i]
	for k := range c.Rules[:i] {
		early := &c.Rules[k]
		same := early.Clause == "" || early.Clause == late.Clause
		if same && strings.HasPrefix(late.Agreement, early.Agreement) && early.covers(late) {
			return k
		}
	}
	return -1
}

// covers reports whether r has every side that late has.
func (r *Rule) covers(late *Rule) bool {
	none := Accounts{}
	return (late.Owed == none || r.Owed != none) && (late.Owes == none || r.Owes != none)
}

func (r *Rule) validate() error {
	var wrong finance.Problems
	wrong.Add("agreement", finance.CheckText(r.Agreement, accrual.MaxText))
	wrong.Add("clause", finance.CheckText(r.Clause, accrual.MaxText))
	if r.Owed == (Accounts{}) && r.Owes == (Accounts{}) {
		wrong.Add("owed", finance.ErrMissing)
	}
	if r.Owed != (Accounts{}) {
		wrong.Add("owed", r.Owed.validate())
	}
	if r.Owes != (Accounts{}) {
		wrong.Add("owes", r.Owes.validate())
	}
	return wrong.Err()
}

func (a *Accounts) validate() error {
	var wrong finance.Problems
	if err := a.Control.Validate(); err != nil {
		wrong.Add("control", err)
	} else if !a.Control.settles() {
		wrong.Add("control", fmt.Errorf("not in %s, %s or %s: %w", Receivable, Payable, Makers, finance.ErrRange))
	}
	wrong.Add("net", a.Net.Validate())
	if a.Net.OffBalance() || a.Tax.OffBalance() {
		wrong.Add("net", fmt.Errorf("off the balance, which balances nothing: %w", finance.ErrRange))
	}
	if a.Net.settles() {
		wrong.Add("net", fmt.Errorf("settled by party as the control account is: %w", finance.ErrConflict))
	}
	if a.Tax != "" {
		wrong.Add("tax", a.Tax.Validate())
	}
	return wrong.Err()
}
