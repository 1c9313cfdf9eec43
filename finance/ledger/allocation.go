package ledger

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Allocation says which debts a payment settles. It is the host's data, with
// its source: a law or an agreement.
//
// Items of the books form debts; the debts stand in the order of Among, and the
// items of one debt in the order of Within, then of Among. What remains equal
// shares by what is open of it. So an empty Among is pro rata, [Due] is the
// oldest first, and the order of articles 319 and 319.1 of the Civil Code of
// Russia is a slot for a debt, [Unsecured Due] among debts, and costs, interest
// for use, principal and penalties within one (see the example of
// Ledger.Allocate).
type Allocation struct {
	Source    string            `json:"source"`              // where the order comes from; printed with its reasons
	Debt      DebtOf            `json:"debt,omitzero"`       // which items are one debt
	Among     []Criterion       `json:"among,omitempty"`     // the order of debts
	Within    []Rank            `json:"within,omitempty"`    // the order of kinds within a debt; empty for none
	Kinds     []KindRule        `json:"kinds,omitempty"`     // of which kind an item is, and whether it is secured; the first that fits
	Exact     bool              `json:"exact,omitempty"`     // a payment that equals what is open of a debt settles that one; payments of one day are then no longer as good as their sum
	Told      Told              `json:"told,omitzero"`       // what an instruction of the payer binds to
	Remainder finance.Remainder `json:"remainder,omitempty"` // of sharing pro rata
}

// Rank is one step within a debt: its kinds, of which one is as good as the
// other.
type Rank struct {
	Kinds  []string `json:"kinds"`
	Source string   `json:"source,omitempty"` // such as an article; empty for that of the whole
}

// KindRule says what the items are that fit it.
type KindRule struct {
	Agreement string `json:"agreement,omitempty"` // how the agreement's id begins; empty fits every one
	Clause    string `json:"clause,omitempty"`    // the clause's name; empty fits every one, and what has no key
	Kind      string `json:"kind"`                // of a rank: principal, interest, costs, penalty; the host's words
	Secured   bool   `json:"secured,omitempty"`   // the creditor holds a security for it
}

// OldestFirst is the common rule: each item by itself, by due day, then by the
// day from which it counts, then in the order of posting.
func OldestFirst(source string) Allocation {
	return Allocation{Source: source, Among: []Criterion{Due, Arisen, Posted}}
}

// Validate reports everything that is wrong with a, as finance.Problems: no
// source (ErrMissing), a criterion or kind that stands twice (ErrDuplicate), a
// kind that has no rank (ErrUnknown), and a rule of kinds that can never count
// because one before it fits all that it fits (ErrOrder).
func (a Allocation) Validate() error {
	var wrong finance.Problems
	wrong.Add("source", checkName(a.Source))
	wrong.Add("debt", a.Debt.Validate())
	wrong.Add("told", a.Told.Validate())
	wrong.Add("remainder", a.Remainder.Validate())
	seen := map[Criterion]bool{}
	for i, c := range a.Among {
		wrong.AddAt("among", i, c.Validate())
		if seen[c] {
			wrong.AddAt("among", i, finance.ErrDuplicate)
			break // of a handful, so that a long list is not gone through
		}
		seen[c] = true
	}
	a.validateKinds(&wrong, a.validateRanks(&wrong))
	return wrong.Err()
}

// validateRanks answers the kinds that have a rank.
func (a *Allocation) validateRanks(wrong *finance.Problems) map[string]bool {
	known := map[string]bool{}
	if len(a.Within) > MaxRules {
		wrong.Add("within", tooMany(len(a.Within)))
		return known
	}
	for i, r := range a.Within {
		var at finance.Problems
		at.Add("source", finance.CheckText(r.Source, accrual.MaxText))
		switch n := len(r.Kinds); {
		case n == 0:
			at.Add("kinds", finance.ErrMissing)
		case n > MaxRules:
			at.Add("kinds", tooMany(n))
		default:
			r.validate(&at, known)
		}
		wrong.AddAt("within", i, at.Err())
	}
	return known
}

func (r *Rank) validate(at *finance.Problems, known map[string]bool) {
	for k, kind := range r.Kinds {
		at.AddAt("kinds", k, checkName(kind))
		if known[kind] {
			at.AddAt("kinds", k, finance.ErrDuplicate)
		}
		known[kind] = true
	}
}

func tooMany(n int) error { return fmt.Errorf("%d, at most %d: %w", n, MaxRules, finance.ErrLimit) }

func (a *Allocation) validateKinds(wrong *finance.Problems, known map[string]bool) {
	if len(a.Kinds) > MaxRules {
		wrong.Add("kinds", tooMany(len(a.Kinds)))
		return
	}
	for i := range a.Kinds {
		k := &a.Kinds[i]
		var at finance.Problems
		at.Add("agreement", finance.CheckText(k.Agreement, accrual.MaxText))
		at.Add("clause", finance.CheckText(k.Clause, accrual.MaxText))
		at.Add("kind", checkName(k.Kind))
		if k.Kind != "" && len(a.Within) > 0 && !known[k.Kind] {
			at.Add("kind", fmt.Errorf("%q has no rank: %w", k.Kind, finance.ErrUnknown))
		}
		wrong.AddAt("kinds", i, at.Err())
		if n := a.hides(i); n >= 0 {
			wrong.AddAt("kinds", i, fmt.Errorf("never reached after kinds[%d]: %w", n, finance.ErrOrder))
		}
	}
	if len(a.Within) > 0 && len(a.Kinds) == 0 {
		wrong.Add("kinds", finance.ErrMissing)
	}
}

// hides is the first rule before i that leaves it nothing; -1 for none.
func (a *Allocation) hides(i int) int {
	for n := range a.Kinds[:i] {
		early, late := &a.Kinds[n], &a.Kinds[i]
		if early.fits(accrual.Key{Agreement: late.Agreement, Clause: late.Clause}) {
			return n
		}
	}
	return -1
}
