package waterfall

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Validate reports everything that is wrong with t, as finance.Problems: names
// that are missing or double, a sponsor that is no party, tiers out of order
// (ErrOrder), a hurdle that is not above those before it (ErrOrder), a tier after
// one that takes everything (ErrConflict) or none at the end that does
// (ErrMissing), shares that are not 100 % together (ErrWeights).
func (t Terms) Validate() error {
	var wrong finance.Problems
	wrong.Add("currency", t.Currency.Validate())
	wrong.Add("term", t.checkTerm())
	wrong.Add("remainder", t.Remainder.Validate())
	wrong.Add("scope", t.Scope.Validate())
	checkNames(&wrong, "parties", t.Parties, MaxParties)
	checkNames(&wrong, "deals", t.Deals, MaxDeals)
	if len(t.Parties) == 0 {
		wrong.Add("parties", finance.ErrMissing)
	}
	if t.Scope == ByDeal && len(t.Deals) == 0 {
		wrong.Add("deals", finance.ErrMissing)
	}
	wrong.Add("sponsor", t.checkSponsor())
	wrong.Add("claw_back", t.checkClawBack())
	t.checkTiers(&wrong)
	return wrong.Err()
}

func (t *Terms) checkTerm() error {
	if err := t.Term.Validate(); err != nil {
		return err
	}
	if last := t.lastDay(); last.IsZero() || !t.Term.IsOpen() && t.Term.To.After(last) {
		return fmt.Errorf("at most %d years: %w", MaxYears, finance.ErrLimit)
	}
	return nil
}

// lastDay is the first day that no flow may have, whatever the term.
func (t *Terms) lastDay() civil.Date { return t.Term.From.AddYears(MaxYears) }

func checkNames[T ~string](wrong *finance.Problems, path string, names []T, most int) {
	if len(names) > most {
		wrong.Add(path, fmt.Errorf("%d, at most %d: %w", len(names), most, finance.ErrLimit))
		return
	}
	for i, name := range names {
		wrong.AddAt(path, i, checkName(string(name)))
		if slices.Contains(names[:i], name) {
			wrong.AddAt(path, i, finance.ErrDuplicate)
		}
	}
}

func checkName(name string) error { return finance.CheckName(name, MaxText) }

func (t *Terms) checkSponsor() error {
	switch {
	case t.Sponsor == "":
		return nil
	case !slices.Contains(t.Parties, t.Sponsor):
		return fmt.Errorf("%q is no party: %w", clip(string(t.Sponsor)), finance.ErrUnknown)
	case len(t.Parties) == 1:
		return fmt.Errorf("nobody invests: %w", finance.ErrConflict)
	}
	return nil
}

func (t *Terms) checkClawBack() error {
	switch {
	case !t.ClawBack:
		return nil
	case t.Scope != ByDeal:
		return fmt.Errorf("a whole project has nothing to claw back: %w", finance.ErrConflict)
	case t.Sponsor == "":
		return fmt.Errorf("from no sponsor: %w", finance.ErrMissing)
	case t.Term.IsOpen():
		return fmt.Errorf("at the end of no term: %w", finance.ErrMissing)
	}
	return nil
}

// party is the place of a party, -1 of none.
func (t *Terms) party(p accrual.Party) int { return slices.Index(t.Parties, p) }

// deal is the place of a deal, -1 of none.
func (t *Terms) deal(name string) int { return slices.Index(t.deals(), name) }

// deals are the deals, a nameless one of a project that has none.
func (t *Terms) deals() []string {
	if len(t.Deals) == 0 {
		return []string{""}
	}
	return t.Deals
}

func clip(s string) string { return fmt.Sprintf("%.40s", s) }
