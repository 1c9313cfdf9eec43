package partnership

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Hosting is an agreement by which the host keeps shelf room for brands of the
// guest. It says one direction; an exchange both ways is two hostings.
type Hosting struct {
	ID         string        `json:"id"`
	Host       accrual.Party `json:"host"`  // whose shelves
	Guest      accrual.Party `json:"guest"` // whose brands
	Term       civil.Period  `json:"term"`  // may have an open end
	Signed     civil.Date    `json:"signed"`
	Known      civil.Date    `json:"known"`                // the day on which it became known, not before it was signed
	Quota      Metres        `json:"quota"`                // what the guest's brands may take together, on any day
	Categories []string      `json:"categories,omitempty"` // of what may be placed; none for whatever the guest makes
}

// Validate reports everything that is wrong with h in itself, as
// finance.Problems: whether host and guest are partners is checked by
// [Exchange.Validate].
func (h Hosting) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", name(h.ID))
	wrong.Add("host", name(h.Host))
	wrong.Add("guest", name(h.Guest))
	if h.Host == h.Guest && h.Host != "" {
		wrong.Add("guest", fmt.Errorf("%s is its own guest: %w", h.Guest, finance.ErrConflict))
	}
	wrong.Add("term", h.Term.Validate())
	h.validateDates(&wrong)
	wrong.Add("quota", h.Quota.check())
	for i, category := range h.Categories {
		wrong.AddAt("categories", i, name(category))
		if slices.Contains(h.Categories[:i], category) {
			wrong.AddAt("categories", i, finance.ErrDuplicate)
		}
	}
	return wrong.Err()
}

func (h Hosting) validateDates(wrong *finance.Problems) {
	if h.Signed.IsZero() {
		wrong.Add("signed", finance.ErrMissing)
	}
	if h.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	} else if h.Known.Before(h.Signed) {
		wrong.Add("known", fmt.Errorf("%s, before it was signed: %w", h.Known, finance.ErrOrder))
	}
}

// admits reports whether goods of a category may be placed under h.
func (h Hosting) admits(category string) bool {
	return len(h.Categories) == 0 || slices.Contains(h.Categories, category)
}

// clone is h with a list of its own.
func (h Hosting) clone() Hosting {
	h.Categories = slices.Clone(h.Categories)
	return h
}
