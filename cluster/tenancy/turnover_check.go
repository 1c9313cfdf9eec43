package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Validate reports everything that is wrong with r in itself, as
// finance.Problems. Whether the lease has the clauses that it names is the
// lease's check, whether there are the categories the house's.
func (r TurnoverRent) Validate() error {
	var wrong finance.Problems
	r.checkShare(&wrong)
	wrong.Add("over", notNegative(r.Over))
	wrong.Add("deemed", notNegative(r.Deemed))
	addDuplicates(&wrong, "of", texts(r.Of))
	addDuplicates(&wrong, "except", texts(r.Except))
	for i, m := range r.Except {
		if slices.Contains(r.Of, m) {
			wrong.AddAt("except", i, fmt.Errorf("%.40q counts: %w", string(m), finance.ErrConflict))
		}
	}
	addDuplicates(&wrong, "above", r.Above)
	addDuplicates(&wrong, "less", r.Less)
	wrong.Add("", r.Window().Validate())
	if r.Cycle == accrual.ByLife || r.Cycle == accrual.ByLine {
		wrong.Add("cycle", fmt.Errorf("a month, quarter or year: %w", finance.ErrRange))
	}
	wrong.Add("rounding", r.Rounding.Validate())
	return wrong.Err()
}

// checkShare refuses anything but a share, or a table of rates.
func (r *TurnoverRent) checkShare(wrong *finance.Problems) {
	if r.Tiers == nil {
		wrong.Add("share", checkShare(r.Share))
		return
	}
	if !r.Share.IsZero() {
		wrong.Add("share", fmt.Errorf("beside tiers: %w", finance.ErrConflict))
	}
	wrong.Add("tiers", r.Tiers.Validate())
	for i, t := range r.Tiers.Steps {
		if t.Rate.Cmp(one) > 0 {
			wrong.Add("tiers", at("steps", i, problem("rate", fmt.Errorf("over 100%%: %w", finance.ErrRange))))
		}
		wrong.Add("tiers", at("steps", i, problem("base", sized(t.Base))))
	}
}

func texts(meters []accrual.Meter) []string {
	names := make([]string, len(meters))
	for i, m := range meters {
		names[i] = string(m)
	}
	return names
}

// one is 100 %.
var one = finance.MustRate("100%")

// checkShare refuses a share that is not above nothing and at most all.
func checkShare(share finance.Rate) error {
	switch {
	case share.IsZero():
		return finance.ErrMissing
	case share.Sign() < 0:
		return finance.ErrNegative
	case share.Cmp(one) > 0:
		return fmt.Errorf("over 100%%: %w", finance.ErrRange)
	}
	return nil
}

// In reports each amount of r that is in another currency than c, as
// finance.Problems.
func (r TurnoverRent) In(c finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("over", of(r.Over, c))
	wrong.Add("deemed", of(r.Deemed, c))
	if r.Tiers != nil {
		for i, t := range r.Tiers.Steps {
			wrong.Add("tiers", at("steps", i, problem("over", of(t.Over, c))))
			wrong.Add("tiers", at("steps", i, problem("base", of(t.Base, c))))
		}
	}
	return wrong.Err()
}
