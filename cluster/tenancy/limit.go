package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Limit is what a [Flag] demands of each lease that holds a space while it is
// flagged: a longest term, a document, or both. Which flags there are, and what
// they demand, is law and the owner's rules: a table of the host.
type Limit struct {
	Flag   string       `json:"flag"`
	Signed civil.Period `json:"signed,omitzero"`  // the leases signed in it; the zero Period is all
	Months int          `json:"months,omitempty"` // the longest term; 0 is any, also one without end
	Basis  string       `json:"basis,omitempty"`  // the kind of document that the lease must rest on, such as tender
	Free   int          `json:"free,omitempty"`   // a lease of at most so many days is free of the limit; 0 frees none
	Source string       `json:"source"`           // who says so
}

// Validate reports everything that is wrong with l, as finance.Problems.
func (l Limit) Validate() error {
	var wrong finance.Problems
	wrong.Add("flag", checkID(l.Flag))
	if !l.Signed.IsZero() {
		wrong.Add("signed", l.Signed.Validate())
	}
	if l.Months < 0 {
		wrong.Add("months", finance.ErrNegative)
	}
	if l.Free < 0 {
		wrong.Add("free", finance.ErrNegative)
	}
	if l.Months == 0 && l.Basis == "" {
		wrong.Add("basis", fmt.Errorf("neither months nor a basis: %w", finance.ErrMissing))
	}
	wrong.Add("source", checkID(l.Source))
	return wrong.Err()
}

// binds reports whether l speaks of a lease signed on a day for a term; an open
// one has more days than are ever free.
func (l *Limit) binds(signed civil.Date, term civil.Period) bool {
	return (l.Signed.IsZero() || l.Signed.Contains(signed)) && term.Days() > l.Free
}

// tooLong reports whether a term is longer than l allows.
func (l *Limit) tooLong(term civil.Period) bool {
	return l.Months > 0 && (term.IsOpen() || term.To.After(term.From.AddMonths(l.Months)))
}

// limits are those that bind a lease signed on a day that holds s for a period
// of its term.
func (h *House) limits(s *Space, signed civil.Date, term, held civil.Period) []*Limit {
	var found []*Limit
	for i := range h.Limits {
		l := &h.Limits[i]
		flagged := func(f Flag) bool { return f.Name == l.Flag && f.within(held) }
		if slices.ContainsFunc(s.Flags, flagged) && l.binds(signed, term) {
			found = append(found, l)
		}
	}
	return found
}

// checkLimits refuses a lease that a flag of its spaces does not allow, as it
// was last agreed.
func (c *checker) checkLimits(l *Lease) error {
	var wrong finance.Problems
	for i, b := range l.Basis {
		wrong.AddAt("basis", i, b.Validate())
	}
	term := l.held()
	for _, h := range l.holdings() {
		i, ok := c.spaces[h.Space]
		if !ok || len(c.Spaces[i].Flags) == 0 {
			continue
		}
		for _, limit := range c.limits(&c.Spaces[i], l.signed(), term, h.Held) {
			if limit.tooLong(term) {
				wrong.Add("term", fmt.Errorf("%.40q is %.40s: %d months at most (%.80s): %w", h.Space, limit.Flag, limit.Months, limit.Source, finance.ErrLimit))
			}
			if limit.Basis != "" && !l.rests(limit.Basis) {
				wrong.Add("basis", fmt.Errorf("%.40q is %.40s: a %.40s (%.80s): %w", h.Space, limit.Flag, limit.Basis, limit.Source, finance.ErrMissing))
			}
		}
	}
	return wrong.Err()
}

// rests reports whether l has a document of a kind.
func (l *Lease) rests(kind string) bool {
	return slices.ContainsFunc(l.Basis, func(b Basis) bool { return b.Kind == kind })
}
