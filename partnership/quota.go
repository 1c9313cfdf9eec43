package partnership

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Check reports everything that is wrong with placements under e, as
// finance.Problems: what Validate says of e and of each of them, ids that
// conflict, references to nothing, days outside the term, categories that were
// not agreed, and each placement that took its hosting over the quota on the
// day on which it began. Every quota that is exceeded on some day is found by
// the placements that exceed it.
func (e Exchange) Check(placements []Placement) error {
	stands, wrong := e.read(placements)
	for _, over := range e.exceeding(stands, placements) {
		quota := e.Hostings[over.hosting].Quota
		err := fmt.Errorf("%s of %s shelf metres on %s: %w", over.total, quota, over.on, finance.ErrLimit)
		wrong.AddAt("placements", over.at, finance.Problem{Path: "metres", Err: err})
	}
	return wrong.Err()
}

// change is a placement that begins or ends.
type change struct {
	hosting, at int
	on          civil.Date
	metres      Metres // below zero at the end
	total       Metres // under the hosting, after the change
}

// exceeding sweeps through the days of each hosting and returns what took its
// total over the quota, in the order of the placements. Whatever ends on a day
// makes room before anything begins; what begins is taken in the order of ids.
func (e Exchange) exceeding(stands []stand, placements []Placement) []change {
	changes := make([]change, 0, 2*len(stands))
	for _, s := range stands {
		metres := placements[s.at].Metres
		changes = append(changes, change{hosting: s.hosting, at: s.at, on: s.period.From, metres: metres})
		if !s.period.IsOpen() {
			changes = append(changes, change{hosting: s.hosting, at: s.at, on: s.period.To, metres: -metres})
		}
	}
	slices.SortFunc(changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.hosting, b.hosting), a.on.Compare(b.on), cmp.Compare(min(a.metres, 0), min(b.metres, 0)),
			cmp.Compare(placements[a.at].ID, placements[b.at].ID))
	})
	over := changes[:0]
	hosting, total := -1, Metres(0)
	for _, c := range changes {
		if c.hosting != hosting {
			hosting, total = c.hosting, 0
		}
		total += c.metres
		c.total = total
		if c.metres > 0 && total > e.Hostings[hosting].Quota {
			over = append(over, c)
		}
	}
	slices.SortFunc(over, func(a, b change) int { return cmp.Compare(a.at, b.at) })
	return over
}

// Room is what a hosting has free on a day.
type Room struct {
	Hosting string        `json:"hosting"`
	Host    accrual.Party `json:"host"`
	Guest   accrual.Party `json:"guest"`
	Quota   Metres        `json:"quota"`
	Placed  Metres        `json:"placed"`
	Ends    civil.Date    `json:"ends,omitzero"` // the day after the last; none for an open end
}

// Free is the part of the quota that is not placed; below zero when more was
// placed than agreed.
func (r Room) Free() Metres { return r.Quota - r.Placed }

// Rooms returns the room of each hosting in force on a day, in the order of the
// hostings. Placements that cannot be read are an error, those over a quota are
// not.
func (e Exchange) Rooms(on civil.Date, placements []Placement) ([]Room, error) {
	stands, wrong := e.read(placements)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	placed := make([]Metres, len(e.Hostings))
	for _, s := range stands {
		if s.period.Contains(on) {
			placed[s.hosting] += placements[s.at].Metres
		}
	}
	var rooms []Room
	for i, h := range e.Hostings {
		if h.Term.Contains(on) {
			rooms = append(rooms, Room{h.ID, h.Host, h.Guest, h.Quota, placed[i], h.Term.To})
		}
	}
	return rooms, nil
}
