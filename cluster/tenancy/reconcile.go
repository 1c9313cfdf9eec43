package tenancy

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Reconciling is what a statement of a pool is drawn up from, beside the house
// itself: its leases say who shares by which terms, its spaces how much area
// there is and who held how much of it on which days.
type Reconciling struct {
	ID        string                           // of the statement: a second one of the same window has another
	Pool      string                           // of the house
	Window    civil.Period                     // most often a calendar year
	Known     civil.Date                       // costs, terms and moves known before this day count
	Costs     []servicecharge.Cost             // of any pools, in any order
	Values    map[string]civil.Timeline[int64] // of a key other than area, by lease
	Occupancy finance.Rate                     // of the house over the window, such as that of [House.OccupancyOver], for the gross-up; 0, and less than the sum of the shares, is that sum
	Earlier   []servicecharge.Statement        // of earlier years, for base years and caps
}

// Reconcile draws up what the costs of a pool come to for each lease that has a
// [servicecharge.Share] in it, and what is left to the landlord. By area, the
// leases share by the area of the spaces that they hold, day by day, of what the
// house can let; a Pool with Sizes of its own says that instead. A lease whose
// terms of sharing change within the window stands once for each of them.
//
// Statement.Facts makes facts of it, which a close charges. What
// servicecharge.Reconciliation refuses is refused; so is an unknown pool.
func (h House) Reconcile(r Reconciling) (servicecharge.Statement, error) {
	i := slices.IndexFunc(h.Pools, func(p servicecharge.Pool) bool { return p.ID == r.Pool })
	if i < 0 {
		return servicecharge.Statement{}, fmt.Errorf("reconcile: pool %.40q: %w", r.Pool, finance.ErrUnknown)
	}
	if err := bounded(r.Window); err != nil {
		return servicecharge.Statement{}, fmt.Errorf("reconcile: %w", err)
	}
	s, pool := h.AsKnown(r.Known).lived().look(), h.Pools[i]
	if pool.Key == servicecharge.ByArea && len(pool.Sizes) == 0 {
		pool.Sizes = s.sizes(r.Window)
	}
	statement, err := servicecharge.Reconciliation{
		ID: r.ID, Pool: pool, Window: r.Window, Known: r.Known, Costs: r.Costs, Occupancy: r.Occupancy, Earlier: r.Earlier,
		Participants: s.participants(&pool, r),
	}.Draw()
	if err != nil {
		return servicecharge.Statement{}, fmt.Errorf("reconcile: %w", err)
	}
	return statement, nil
}

// participants are the leases that share in a pool, in the order of the house.
func (s *survey) participants(pool *servicecharge.Pool, r Reconciling) []servicecharge.Participant {
	var share []int // places of the leases that do
	for i := range s.Leases {
		if s.Leases[i].shares(pool.ID) && s.terms[i].Overlaps(r.Window) {
			share = append(share, i)
		}
	}
	all, claims := make([]servicecharge.Participant, 0, len(share)), s.byLease()
	for _, i := range share {
		l := &s.Leases[i]
		values := r.Values[l.ID]
		if pool.Key == servicecharge.ByArea {
			values = s.areas(claims[i], r.Window)
		}
		for _, p := range l.sharing(pool.ID, r) {
			p.Values = values
			all = append(all, p)
		}
	}
	return all
}

// shares reports whether any clause of l shares in a pool.
func (l *Lease) shares(pool string) bool {
	for _, s := range l.sets() {
		for _, n := range s.clauses {
			if share, ok := n.Clause.(servicecharge.Share); ok && share.Pool == pool {
				return true
			}
		}
	}
	return false
}

// sharing are the stretches of the window in which l shares in a pool, one for
// all those of the same terms.
func (l *Lease) sharing(pool string, r Reconciling) []servicecharge.Participant {
	if len(l.Amendments)+len(l.Events) == 0 && !l.Draft {
		return l.sharingAsSigned(pool, r)
	}
	a := l.agreement("landlord", finance.RUB, accrual.Tax{}) // whom and in what is not asked
	var all []servicecharge.Participant
	for _, piece := range r.Window.SplitAt(changes(&a)...) {
		terms, ok := a.On(piece.From, r.Known)
		if !ok {
			continue
		}
		for _, n := range terms.Clauses {
			if share, ok := n.Clause.(servicecharge.Share); ok && share.Pool == pool {
				all = sharedOn(all, l.ID, share, piece)
			}
		}
	}
	return all
}

// sharingAsSigned is sharing of a lease that nothing has happened to.
func (l *Lease) sharingAsSigned(pool string, r Reconciling) []servicecharge.Participant {
	held := r.Window.Intersect(l.Term)
	if !l.signed().Before(r.Known) || held.IsZero() {
		return nil
	}
	var all []servicecharge.Participant
	for _, n := range l.Clauses {
		if share, ok := n.Clause.(servicecharge.Share); ok && share.Pool == pool {
			all = append(all, servicecharge.Participant{Agreement: l.ID, Held: []civil.Period{held}, Terms: share})
		}
	}
	return all
}

// sharedOn adds a stretch to the participant of the same terms.
func sharedOn(all []servicecharge.Participant, lease string, share servicecharge.Share, piece civil.Period) []servicecharge.Participant {
	for i := range all {
		if !reflect.DeepEqual(all[i].Terms, share) {
			continue
		}
		held := all[i].Held
		if last := &held[len(held)-1]; last.To == piece.From {
			last.To = piece.To
		} else {
			all[i].Held = append(held, piece)
		}
		return all
	}
	return append(all, servicecharge.Participant{Agreement: lease, Held: []civil.Period{piece}, Terms: share})
}

// changes are the days on which the terms of an agreement may change.
func changes(a *accrual.Agreement) []civil.Date {
	var days []civil.Date
	for _, m := range a.Amendments {
		days = append(days, m.From)
		if m.Term != nil {
			days = append(days, m.Term.From)
			if !m.Term.To.IsZero() {
				days = append(days, m.Term.To)
			}
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	return slices.Compact(days)
}

// byLease are what leases hold when, by the place of the lease.
func (s *survey) byLease() [][]claim {
	claims := make([][]claim, len(s.Leases))
	for _, c := range s.claims() {
		claims[c.lease] = append(claims[c.lease], c)
	}
	return claims
}

// delta is how much more there is from a day on.
type delta struct {
	from civil.Date
	more [2]int64
}

// areas are the hundredths of a square metre that some claims hold, day by day.
func (s *survey) areas(claims []claim, window civil.Period) civil.Timeline[int64] {
	var deltas []delta
	for _, c := range claims {
		deltas = s.Spaces[c.space].deltas(deltas, c.held.Intersect(window), 0)
	}
	return timeline(deltas, func(n [2]int64) int64 { return n[0] })
}

// sizes are what the house can let and has in common, day by day. A common space
// that holds others, such as a floor, is counted by what it holds.
func (s *survey) sizes(window civil.Period) civil.Timeline[servicecharge.Size] {
	holds := make([]bool, len(s.Spaces))
	for _, parent := range s.parents {
		if parent >= 0 {
			holds[parent] = true
		}
	}
	var deltas []delta
	for i := range s.Spaces {
		space := &s.Spaces[i]
		switch {
		case !space.Common:
			deltas = space.deltas(deltas, window, 0)
		case !holds[i]:
			deltas = space.deltas(deltas, window, 1)
		}
	}
	return timeline(deltas, func(n [2]int64) servicecharge.Size { return servicecharge.Size{Lettable: n[0], Common: n[1]} })
}

// deltas appends what the area of a space adds in a period, to the given sum.
func (s *Space) deltas(dst []delta, p civil.Period, sum int) []delta {
	for piece, m := range s.measures(p) {
		more := delta{from: piece.From}
		more.more[sum] = m.Area.hundredths
		less := delta{from: piece.To}
		less.more[sum] = -m.Area.hundredths
		dst = append(dst, more, less)
	}
	return dst
}

// timeline adds deltas up, day by day.
func timeline[T any](deltas []delta, value func([2]int64) T) civil.Timeline[T] {
	slices.SortStableFunc(deltas, func(a, b delta) int { return a.from.Compare(b.from) })
	var all civil.Timeline[T]
	var now [2]int64
	for i, d := range deltas {
		now[0], now[1] = now[0]+d.more[0], now[1]+d.more[1]
		if i+1 < len(deltas) && deltas[i+1].from == d.from {
			continue
		}
		all = append(all, civil.Entry[T]{From: d.from, Value: value(now), Source: "measured"})
	}
	return all
}
