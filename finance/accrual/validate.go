package accrual

import (
	"fmt"
	"maps"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
)

// Limits of an agreement.
const (
	MaxAmendments = 1000   // of one agreement
	MaxClauses    = 100    // set or dropped by one amendment
	MaxVersions   = 10_000 // clauses set by all amendments together
	MaxNames      = 500    // of clauses in one agreement
	MaxMeters     = 64     // counted by one clause
	MaxFed        = 1000   // meters that the facts of one agreement feed
	MaxDue        = 3660   // days, either way
	MaxMonths     = 2400   // gone through by one close or explanation
	maxState      = 1 << 20
)

// Validate reports everything that is wrong with a, as finance.Problems. Its
// first amendment must say the parties and the term.
func (a *Agreement) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkID(a.ID))
	wrong.Add("currency", a.Currency.Validate())
	wrong.Add("tax", a.Tax.Validate())
	a.validateMeters(&wrong)
	if len(a.Amendments) > MaxAmendments {
		wrong.Add("amendments", fmt.Errorf("%d, at most %d: %w", len(a.Amendments), MaxAmendments, finance.ErrLimit))
		return wrong.Err()
	}
	if len(a.Amendments) == 0 {
		wrong.Add("amendments", finance.ErrMissing)
	}
	versions := 0
	for i := range a.Amendments {
		wrong.AddAt("amendments", i, a.Amendments[i].validate(i == 0))
		versions += len(a.Amendments[i].Set)
	}
	if versions > MaxVersions {
		wrong.Add("amendments", fmt.Errorf("%d clauses set, at most %d: %w", versions, MaxVersions, finance.ErrLimit))
	}
	if wrong.Len() == 0 {
		a.validateCurrencies(&wrong)
		a.validateNames(&wrong)
	}
	return wrong.Err()
}

// validateCurrencies asks the clauses that hold amounts of their own.
func (a *Agreement) validateCurrencies(wrong *finance.Problems) {
	for i := range a.Amendments {
		var here finance.Problems
		for j, n := range a.Amendments[i].Set {
			if c, ok := n.Clause.(interface {
				ValidateIn(finance.Currency) error
			}); ok {
				here.AddAt("set", j, c.ValidateIn(a.Currency))
			}
		}
		wrong.AddAt("amendments", i, here.Err())
	}
}

func (a *Agreement) validateMeters(wrong *finance.Problems) {
	if len(a.Meters) > MaxFed {
		wrong.Add("meters", fmt.Errorf("%d, at most %d: %w", len(a.Meters), MaxFed, finance.ErrLimit))
		return
	}
	for i, m := range a.Meters {
		wrong.AddAt("meters", i, m.validate())
	}
}

// maxTax is far beyond any rate, and keeps the tax of an amount an amount.
var maxTax = finance.MustRate("1000%")

// Validate reports rates out of order, without a source, below zero or over
// 1000 %, and an unknown rounding.
func (t *Tax) Validate() error {
	var wrong finance.Problems
	wrong.Add("rates", t.Rates.Validate())
	for i, r := range t.Rates {
		if r.Value.Sign() < 0 {
			wrong.AddAt("rates", i, finance.ErrNegative)
		}
		if r.Value.Cmp(maxTax) > 0 {
			wrong.AddAt("rates", i, fmt.Errorf("over %v: %w", maxTax, finance.ErrRange))
		}
	}
	wrong.Add("rounding", t.Rounding.Validate())
	return wrong.Err()
}

func (m *Amendment) validate(first bool) error {
	var wrong finance.Problems
	if m.From.IsZero() {
		wrong.Add("from", finance.ErrMissing)
	}
	if m.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	}
	m.validateFrame(first, &wrong)
	if len(m.Set)+len(m.Drop) > MaxClauses {
		wrong.Add("set", fmt.Errorf("%d clauses, at most %d: %w", len(m.Set)+len(m.Drop), MaxClauses, finance.ErrLimit))
		return wrong.Err()
	}
	for i := range m.Set {
		wrong.AddAt("set", i, m.Set[i].Validate())
		if m.sets(m.Set[i].Name, i) {
			wrong.AddAt("set", i, finance.Problem{Path: "name", Err: finance.ErrDuplicate})
		}
	}
	for i, name := range m.Drop {
		if m.sets(name, len(m.Set)) {
			wrong.AddAt("drop", i, fmt.Errorf("%.40q is set too: %w", name, finance.ErrConflict))
		}
	}
	return wrong.Err()
}

func (m *Amendment) validateFrame(first bool, wrong *finance.Problems) {
	if m.Parties != nil {
		wrong.Add("parties", m.Parties.Validate())
	} else if first {
		wrong.Add("parties", finance.ErrMissing)
	}
	if m.Term != nil {
		wrong.Add("term", m.Term.Validate())
	} else if first {
		wrong.Add("term", finance.ErrMissing)
	}
}

// sets reports whether one of the first n clauses has the name.
func (m *Amendment) sets(name string, n int) bool {
	return slices.ContainsFunc(m.Set[:n], func(x Named) bool { return x.Name == name })
}

// Validate reports a missing side, and one party on both.
func (p Parties) Validate() error {
	var wrong finance.Problems
	wrong.Add("creditor", checkID(string(p.Creditor)))
	wrong.Add("debtor", checkID(string(p.Debtor)))
	if p.Creditor == p.Debtor && p.Creditor != "" {
		wrong.Add("debtor", fmt.Errorf("owes to itself: %w", finance.ErrConflict))
	}
	return wrong.Err()
}

// Validate reports everything that is wrong with n, its clause included, as
// finance.Problems.
func (n *Named) Validate() error {
	var wrong finance.Problems
	wrong.Add("name", checkID(n.Name))
	wrong.Add("change", changeNames.Validate(n.Change))
	if n.Due < -MaxDue || n.Due > MaxDue {
		wrong.Add("due", fmt.Errorf("%d days: %w", n.Due, finance.ErrRange))
	}
	if n.To != "" {
		wrong.Add("to", checkID(string(n.To)))
	}
	n.validateClause(&wrong)
	return wrong.Err()
}

func (n *Named) validateClause(wrong *finance.Problems) {
	if n.Clause == nil {
		wrong.Add("kind", finance.ErrMissing)
		return
	}
	if v, ok := n.Clause.(interface{ Validate() error }); ok {
		wrong.Add("", v.Validate())
	}
	_, earner := n.Clause.(Earner)
	_, stepper := n.Clause.(Stepper)
	window := n.Clause.Window()
	wrong.Add("window", window.Validate())
	switch {
	case earner == stepper:
		wrong.Add("kind", fmt.Errorf("%T is neither or both of Earner and Stepper: %w", n.Clause, finance.ErrConflict))
	case stepper && (window.Cycle == ByLine || window.Once || n.Change == Rerate):
		wrong.Add("window", fmt.Errorf("a stepper charges by month and cannot be rated again: %w", finance.ErrConflict))
	case window.Once && n.Advance:
		wrong.Add("advance", fmt.Errorf("a window that is charged once is charged at its end: %w", finance.ErrConflict))
	}
	if len(n.Clause.Meters()) > MaxMeters {
		wrong.Add("meters", fmt.Errorf("at most %d: %w", MaxMeters, finance.ErrLimit))
	}
}

// validateNames checks what clauses say of each other and of meters, across
// the amendments.
func (a *Agreement) validateNames(wrong *finance.Problems) {
	counts := map[string][]string{}
	for i := range a.Amendments {
		for _, n := range a.Amendments[i].Set {
			counts[n.Name] = union(counts[n.Name], innerOf(n.Clause))
		}
	}
	if len(counts) > MaxNames {
		wrong.Add("amendments", fmt.Errorf("%d names of clauses, at most %d: %w", len(counts), MaxNames, finance.ErrLimit))
		return
	}
	for i := range a.Amendments {
		a.validateReferences(i, counts, wrong)
	}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if reaches(counts, name, name, map[string]bool{}) {
			wrong.Add("clauses["+name+"]", finance.ErrCycle)
		}
	}
}

func (a *Agreement) validateReferences(i int, counts map[string][]string, wrong *finance.Problems) {
	var here finance.Problems
	for j, name := range a.Amendments[i].Drop {
		if _, known := counts[name]; !known {
			here.AddAt("drop", j, fmt.Errorf("%.40q: %w", name, finance.ErrUnknown))
		}
	}
	for j, n := range a.Amendments[i].Set {
		for _, m := range n.Clause.Meters() {
			inner, isClause := m.clause()
			_, known := counts[inner]
			if isClause && !known || !isClause && !slices.Contains(a.Meters, m) {
				here.AddAt("set", j, finance.Problem{Path: "meters", Err: fmt.Errorf("%.40q: %w", string(m), finance.ErrUnknown)})
			}
		}
	}
	wrong.AddAt("amendments", i, here.Err())
}

// union adds to names those that are not yet among them.
func union(names, more []string) []string {
	for _, name := range more {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func innerOf(c Clause) []string {
	var names []string
	for _, m := range c.Meters() {
		if name, ok := m.clause(); ok {
			names = append(names, name)
		}
	}
	return names
}

// reaches reports whether the clause from counts the clause to, through others
// or directly.
func reaches(counts map[string][]string, from, to string, seen map[string]bool) bool {
	for _, next := range counts[from] {
		if next == to {
			return true
		}
		if !seen[next] {
			seen[next] = true
			if reaches(counts, next, to, seen) {
				return true
			}
		}
	}
	return false
}
