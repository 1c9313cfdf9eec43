package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// check reports each clause of l that reads something by a name that is not in
// the tables.
func (t *tables) check(l *Lease) error {
	var wrong finance.Problems
	for _, s := range l.sets() {
		for i, n := range s.clauses {
			wrong.AddAt(s.path, i, t.readable(n.Clause, s.from))
		}
	}
	return wrong.Err()
}

// readable reports what a clause reads by a name that is not in the tables.
func (t *tables) readable(c accrual.Clause, from civil.Date) error {
	switch c := c.(type) {
	case Amount:
		return t.indexable(&c, from)
	case indexed:
		return t.indexable(&c.Amount, from)
	case TurnoverRent:
		return t.counts(&c)
	case servicecharge.Share:
		if !t.pools[c.Pool] {
			return problem("pool", unknown(c.Pool))
		}
	default:
		return t.counted(c)
	}
	return nil
}

// counted refuses a meter of a clause of the host's own that the house does not
// have.
func (t *tables) counted(c accrual.Clause) error {
	var wrong finance.Problems
	for _, m := range ownMeters(c) {
		wrong.Add("meters", t.knows(m))
	}
	return wrong.Err()
}

// indexable refuses a series that the house does not have, or that does not
// serve the indexation.
func (t *tables) indexable(a *Amount, from civil.Date) error {
	if a.Index == nil || a.Index.Validate() != nil {
		return nil
	}
	s, ok := t.series[a.Index.Series]
	if !ok {
		return problem("index.series", unknown(a.Index.Series))
	}
	if s.Validate() != nil {
		return nil // its own problem
	}
	if err := index.Check(*a.Index, *s); err != nil {
		return problem("index", err)
	}
	x := a.bound(s, from)
	if x.wrong != nil {
		return problem("index", x.wrong)
	}
	_, err := a.fits(x.prices)
	return problem("index", err)
}

// counts refuses categories of sales that the house does not have.
func (t *tables) counts(r *TurnoverRent) error {
	var wrong finance.Problems
	for i, m := range r.Of {
		wrong.AddAt("of", i, t.knows(m))
	}
	for i, m := range r.Except {
		wrong.AddAt("except", i, t.knows(m))
	}
	return wrong.Err()
}

// knows refuses a meter that no fact of the house feeds.
func (t *tables) knows(m accrual.Meter) error {
	if _, ok := slices.BinarySearch(t.meters, m); !ok {
		return fmt.Errorf("%.40q: %w", string(m), finance.ErrUnknown)
	}
	return nil
}
