package partnership

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Exchange is who takes part, and what they agreed.
type Exchange struct {
	Partners []Partner `json:"partners"`
	Hostings []Hosting `json:"hostings,omitempty"`
}

// Validate reports everything that is wrong with e, as finance.Problems: each
// partner and hosting in itself, ids given twice, hosts and guests that are no
// partners, and hostings that begin before a side takes part.
func (e Exchange) Validate() error {
	var wrong finance.Problems
	partners := make(map[accrual.Party]Partner, len(e.Partners))
	for i, p := range e.Partners {
		wrong.AddAt("partners", i, p.Validate())
		if _, twice := partners[p.ID]; twice {
			wrong.AddAt("partners", i, finance.Problem{Path: "id", Err: finance.ErrDuplicate})
		}
		partners[p.ID] = p
	}
	hostings := make(map[string]bool, len(e.Hostings))
	for i, h := range e.Hostings {
		wrong.AddAt("hostings", i, h.Validate())
		if hostings[h.ID] {
			wrong.AddAt("hostings", i, finance.Problem{Path: "id", Err: finance.ErrDuplicate})
		}
		hostings[h.ID] = true
		wrong.AddAt("hostings", i, side("host", h.Host, h.Term, partners))
		wrong.AddAt("hostings", i, side("guest", h.Guest, h.Term, partners))
	}
	return wrong.Err()
}

// side checks one side of a hosting against the partners. That it is named at
// all is checked elsewhere.
func side(path string, id accrual.Party, term civil.Period, partners map[accrual.Party]Partner) error {
	p, known := partners[id]
	if id == "" {
		return nil
	}
	if !known {
		return finance.Problem{Path: path, Err: fmt.Errorf("no partner %.40q: %w", string(id), finance.ErrUnknown)}
	}
	if term.From.Before(p.Since) && !term.From.IsZero() {
		err := fmt.Errorf("begins %s, %.40q takes part since %s: %w", term.From, string(id), p.Since, finance.ErrOrder)
		return finance.Problem{Path: path, Err: err}
	}
	return nil
}

// KnownBefore returns e as it was known before the cut-off. Partners stay: they
// are who is asked about.
func (e Exchange) KnownBefore(cutoff civil.Date) Exchange {
	known := Exchange{Partners: slices.Clone(e.Partners)}
	for _, h := range e.Hostings {
		if h.Known.Before(cutoff) {
			known.Hostings = append(known.Hostings, h.clone())
		}
	}
	return known
}

// Ending returns the hostings in force on a day that end within the given
// number of days after it: a term to 1 April ends within one day of 31 March.
func (e Exchange) Ending(on civil.Date, days int) []Hosting {
	var ending []Hosting
	for _, h := range e.Hostings {
		if h.Term.Contains(on) && !h.Term.IsOpen() && h.Term.To.Sub(on) <= days {
			ending = append(ending, h.clone())
		}
	}
	return ending
}
