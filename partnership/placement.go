package partnership

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Placement is the fact that a brand took room on the host's shelves. It is
// append-only: the same id with the same content is a retry and counts once,
// with other content it is a conflict. A wrong placement, or an open one that
// has ended, is voided by a second fact and stated anew by a third.
type Placement struct {
	ID       string       `json:"id"`
	Hosting  string       `json:"hosting"`            // the agreement under which it stands
	Brand    string       `json:"brand,omitempty"`    // whose goods
	Category string       `json:"category,omitempty"` // of the goods; needed where the hosting names categories
	Period   civil.Period `json:"period,omitzero"`    // the days on the shelf; with an open end, to the end of the hosting's term
	Metres   Metres       `json:"metres,omitzero"`    // of shelf taken
	Known    civil.Date   `json:"known"`              // the day on which it became known
	Voids    accrual.Ref  `json:"voids,omitzero"`     // the placement, by id and first day, that this fact undoes; such a fact places nothing
}

// Validate reports everything that is wrong with p in itself, as
// finance.Problems: what it refers to is checked by [Exchange.Check].
func (p Placement) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", name(p.ID))
	wrong.Add("hosting", name(p.Hosting))
	if p.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	}
	if p.undoes() {
		p.validateVoid(&wrong)
	} else {
		wrong.Add("brand", name(p.Brand))
		wrong.Add("category", short(p.Category))
		wrong.Add("period", p.Period.Validate())
		wrong.Add("metres", p.Metres.check())
	}
	return wrong.Err()
}

// undoes reports whether p voids another placement instead of being one.
func (p Placement) undoes() bool { return p.Voids != accrual.Ref{} }

// validateVoid refuses a fact that voids and places at once.
func (p Placement) validateVoid(wrong *finance.Problems) {
	bare := Placement{ID: p.ID, Hosting: p.Hosting, Known: p.Known, Voids: p.Voids}
	if p != bare {
		wrong.Add("voids", fmt.Errorf("a fact that voids places nothing: %w", finance.ErrConflict))
	}
	if p.Voids.ID == "" || p.Voids.On.IsZero() {
		wrong.Add("voids", finance.ErrMissing)
	}
}

// KnownBefore returns the placements that were known before the cut-off, in
// their order.
func KnownBefore(placements []Placement, cutoff civil.Date) []Placement {
	return slices.DeleteFunc(slices.Clone(placements), func(p Placement) bool { return !p.Known.Before(cutoff) })
}
