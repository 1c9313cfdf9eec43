package document

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Kinds are the host's table of kinds.
type Kinds []Kind

// Kind is the kind of that name; false when there is none.
func (ks Kinds) Kind(name string) (Kind, bool) {
	for _, k := range ks {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}

// Validate reports everything that is wrong with the table, as
// finance.Problems: with each kind, names that come twice, and kinds that
// correct each other without saying so on both sides.
func (ks Kinds) Validate() error {
	var wrong finance.Problems
	seen := map[string]bool{}
	for i := range ks {
		k := &ks[i]
		var one finance.Problems
		one.Add("", k.Validate())
		if seen[k.Name] {
			one.Add("name", finance.ErrDuplicate)
		}
		seen[k.Name] = true
		one.Add("corrects", ks.pair(k.Corrects, func(o *Kind) bool { return o.CorrectedBy == k.Name && o.Form == k.Form && o.Issuer == k.Issuer }))
		one.Add("corrected_by", ks.pair(k.CorrectedBy, func(o *Kind) bool { return o.Corrects == k.Name }))
		for j, name := range k.Refers {
			one.AddAt("refers", j, ks.pair(name, func(*Kind) bool { return true }))
		}
		wrong.AddAt("", i, one.Err())
	}
	return wrong.Err()
}

// pair looks a kind up that must answer to what names it.
func (ks Kinds) pair(name string, answers func(*Kind) bool) error {
	if name == "" {
		return nil
	}
	k, ok := ks.Kind(name)
	switch {
	case !ok:
		return fmt.Errorf("kind %.40q: %w", name, finance.ErrUnknown)
	case !answers(&k):
		return fmt.Errorf("kind %.40q says otherwise: %w", name, finance.ErrConflict)
	}
	return nil
}

// Validate reports everything that is wrong with k in itself, as
// finance.Problems.
func (k Kind) Validate() error {
	var wrong finance.Problems
	wrong.Add("name", checkName(k.Name))
	wrong.Add("form", k.Form.Validate())
	wrong.Add("title", needed(k.Title))
	wrong.Add("issuer", k.Issuer.Validate())
	wrong.Add("issuer_as", k.IssuerAs.check())
	wrong.Add("recipient_as", k.RecipientAs.check())
	wrong.Add("per", k.Per.Validate())
	wrong.Add("cycle", k.Cycle.Validate())
	wrong.Add("series", finance.CheckText(k.Series, accrual.MaxText))
	for i, c := range k.Columns {
		wrong.AddAt("columns", i, c.Validate())
	}
	k.validateSections(&wrong)
	k.validateNames(&wrong)
	k.validateCorrection(&wrong)
	return wrong.Err()
}

func (k *Kind) validateSections(wrong *finance.Problems) {
	drawn := k.Form == Charges || k.Form == Advances
	switch {
	case drawn && len(k.Sections) == 0:
		wrong.Add("sections", finance.ErrMissing)
	case !drawn && len(k.Sections) > 0:
		wrong.Add("sections", fmt.Errorf("of a %v: %w", k.Form, finance.ErrConflict))
	}
	if err := checkCount(len(k.Sections), MaxSections); err != nil {
		wrong.Add("sections", err)
		return
	}
	seen := map[string]bool{}
	for i, s := range k.Sections {
		var one finance.Problems
		one.Add("name", checkName(s.Name))
		if seen[s.Name] && s.Name != "" {
			one.Add("name", finance.ErrDuplicate)
		}
		seen[s.Name] = true
		one.Add("title", s.Title.check())
		one.Add("owed", s.Owed.Validate())
		if k.Form == Advances && s.Owed != ToIssuer {
			one.Add("owed", finance.ErrConflict) // who receives a payment ahead invoices it
		}
		wrong.AddAt("sections", i, one.Err())
	}
}

func (k *Kind) validateNames(wrong *finance.Problems) {
	if err := checkCount(len(k.Names), MaxNames); err != nil {
		wrong.Add("names", err)
		return
	}
	seen := map[string]bool{}
	for i, n := range k.Names {
		var one finance.Problems
		one.Add("text", needed(n.Text))
		one.Add("unit", n.Unit.check())
		if seen[n.Clause] {
			one.Add("clause", finance.ErrDuplicate)
		}
		seen[n.Clause] = true
		wrong.AddAt("names", i, one.Err())
	}
}

func (k *Kind) validateCorrection(wrong *finance.Problems) {
	if k.Corrects != "" && k.Corrects == k.Name {
		wrong.Add("corrects", finance.ErrCycle)
	}
	if k.Corrects != "" && k.CorrectedBy != "" {
		wrong.Add("corrected_by", fmt.Errorf("it corrects %.40q: %w", k.Corrects, finance.ErrConflict))
	}
	if k.Form != Charges && (k.Corrects != "" || k.CorrectedBy != "") {
		wrong.Add("corrects", fmt.Errorf("of %v: %w", k.Form, finance.ErrConflict))
	}
	if (k.Form == SetOffs || k.Form == Reconciliation) && k.Issuer != Owner {
		wrong.Add("issuer", fmt.Errorf("of %v: %w", k.Form, finance.ErrConflict)) // it says ours and theirs
	}
	if k.Form != Reconciliation && len(k.Refers) > 0 {
		wrong.Add("refers", finance.ErrConflict)
	}
}
