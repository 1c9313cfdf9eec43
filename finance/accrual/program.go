package accrual

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// program is an agreement as known on a day, laid out in time: its amendments
// are folded, and each clause name has become a track.
type program struct {
	id       string
	currency finance.Currency
	tax      *Tax
	term     civil.Period
	parties  []partiesFrom // ascending; the first ones, of the agreement itself, since ever
	tracks   []track       // each after those that it counts
	cuts     []civil.Date  // ascending: the days on which something changes
	meters   []Meter       // what the clauses count of the facts
	taps     [][]tap       // for each of meters, the counters that it feeds
	whole    bool          // a clause is shown facts one by one
	ordered  bool          // and in order
}

// partiesFrom are the parties in force from a day until the next ones.
type partiesFrom struct {
	from    civil.Date
	parties Parties
}

// track is a clause name with its versions in time.
type track struct {
	name     string
	versions []version // ascending, each in force until the next one
	meters   []Meter   // what any of the versions counts, in the order of the counters
	inner    []int     // for each of meters, the track whose charges it counts, or -1
	counted  bool      // another track counts this one's charges
}

// version is what an amendment made of a clause name from a day on.
type version struct {
	Named
	from    civil.Date
	dropped bool
	window  Window
	earner  Earner
	liner   LineEarner
	stepper Stepper
	meters  []int   // for each meter of the clause, its counter in the track
	fed     []int32 // and its place among the program's, -1 where it counts a clause
}

// tap is a counter of a track.
type tap struct{ track, counter int }

// newProgram lays out a, which is valid, as known before the given day. It is
// nil while the agreement itself is not known.
func newProgram(a *Agreement, known civil.Date) *program {
	first := &a.Amendments[0]
	if !first.Known.Before(known) {
		return nil // whatever else is known, the agreement itself is not
	}
	amendments := inForce(a.Amendments, known)
	p := &program{id: a.ID, currency: a.Currency, tax: &a.Tax, term: termOf(amendments), parties: []partiesFrom{{parties: *first.Parties}}}
	for _, m := range amendments {
		p.amend(m, known)
	}
	p.order()
	p.wire()
	p.cut()
	return p
}

// inForce are the amendments known before a day, by From, then Known.
func inForce(all []Amendment, known civil.Date) []*Amendment {
	visible := make([]*Amendment, 0, len(all))
	for i := range all {
		if all[i].Known.Before(known) {
			visible = append(visible, &all[i])
		}
	}
	slices.SortStableFunc(visible, func(a, b *Amendment) int {
		return cmp.Or(a.From.Compare(b.From), a.Known.Compare(b.Known))
	})
	return visible
}

// termOf is the term that was known last, of equals the one that holds later.
func termOf(amendments []*Amendment) (term civil.Period) {
	var known civil.Date
	for _, m := range amendments {
		if m.Term != nil && !m.Known.Before(known) {
			term, known = *m.Term, m.Known
		}
	}
	return term
}

func (p *program) amend(m *Amendment, known civil.Date) {
	if m.Parties != nil {
		p.parties = append(p.parties, partiesFrom{m.From, *m.Parties})
	}
	for _, name := range m.Drop {
		p.put(name, version{from: m.From, dropped: true})
	}
	for _, n := range m.Set {
		if c, ok := n.Clause.(Informed); ok {
			n.Clause = c.AsKnown(known)
		}
		v := version{Named: n, from: m.From, window: n.Clause.Window()}
		v.earner, _ = n.Clause.(Earner)
		v.liner, _ = n.Clause.(LineEarner)
		v.stepper, _ = n.Clause.(Stepper)
		p.ordered = p.ordered || v.stepper != nil
		p.whole = p.whole || v.stepper != nil || v.window.Cycle == ByLine
		p.put(n.Name, v)
	}
}

// put adds a version to its track. Of two from the same day the later known
// one holds.
func (p *program) put(name string, v version) {
	i := slices.IndexFunc(p.tracks, func(t track) bool { return t.name == name })
	if i < 0 {
		i = len(p.tracks)
		p.tracks = append(p.tracks, track{name: name})
	}
	t := &p.tracks[i]
	if n := len(t.versions); n > 0 && t.versions[n-1].from == v.from {
		t.versions = t.versions[:n-1]
	}
	t.versions = append(t.versions, v)
}

// order sorts the tracks so that each comes after those that it counts. The
// agreement is valid, so there is no cycle.
func (p *program) order() {
	sorted := make([]track, 0, len(p.tracks))
	placed := make([]bool, len(p.tracks))
	var place func(i int)
	place = func(i int) {
		if placed[i] {
			return
		}
		placed[i] = true
		for _, name := range p.tracks[i].counts() {
			if j := p.track(name); j >= 0 {
				place(j)
			}
		}
		sorted = append(sorted, p.tracks[i])
	}
	for i := range p.tracks {
		place(i)
	}
	p.tracks = sorted
}

// counts are the names of the clauses that any version counts.
func (t *track) counts() []string {
	var names []string
	for _, v := range t.versions {
		if v.dropped {
			continue
		}
		for _, m := range v.Clause.Meters() {
			if name, ok := m.clause(); ok {
				names = append(names, name)
			}
		}
	}
	return names
}

// track is the place of a clause name, or -1.
func (p *program) track(name string) int {
	return slices.IndexFunc(p.tracks, func(t track) bool { return t.name == name })
}

// wire gives each meter of each clause its counter, and each counter what
// feeds it.
func (p *program) wire() {
	for i := range p.tracks {
		t := &p.tracks[i]
		for v := range t.versions {
			if !t.versions[v].dropped {
				t.versions[v].meters = t.countersOf(t.versions[v].Clause.Meters())
			}
		}
		t.inner = make([]int, len(t.meters))
		for c, m := range t.meters {
			t.inner[c] = -1
			if name, ok := m.clause(); ok {
				t.inner[c] = p.track(name)
				if t.inner[c] >= 0 {
					p.tracks[t.inner[c]].counted = true
				}
				continue
			}
			p.tap(m, tap{i, c})
		}
		for v := range t.versions {
			p.feed(t, &t.versions[v])
		}
	}
}

// feed tells v which of the program's meters it counts.
func (p *program) feed(t *track, v *version) {
	v.fed = make([]int32, len(v.meters))
	for k, c := range v.meters {
		v.fed[k] = p.place(t.meters[c]) // no fact feeds what counts a clause
	}
}

func (t *track) countersOf(meters []Meter) []int {
	counters := make([]int, len(meters))
	for i, m := range meters {
		c := slices.Index(t.meters, m)
		if c < 0 {
			c = len(t.meters)
			t.meters = append(t.meters, m)
		}
		counters[i] = c
	}
	return counters
}

func (p *program) tap(m Meter, to tap) {
	k := slices.Index(p.meters, m)
	if k < 0 {
		k = len(p.meters)
		p.meters = append(p.meters, m)
		p.taps = append(p.taps, nil)
	}
	p.taps[k] = append(p.taps[k], to)
}

// cut collects the days on which a month is cut in two.
func (p *program) cut() {
	days := []civil.Date{p.term.From, p.term.To}
	for _, t := range p.tracks {
		for _, v := range t.versions {
			days = append(days, v.from)
		}
	}
	for _, s := range p.parties {
		days = append(days, s.from)
	}
	for _, r := range p.tax.Rates {
		days = append(days, r.From)
	}
	slices.SortFunc(days, civil.Date.Compare)
	days = slices.Compact(days)
	p.cuts = slices.DeleteFunc(days, func(d civil.Date) bool {
		return d.Before(p.term.From) || (!p.term.To.IsZero() && d.After(p.term.To)) // no day is before any
	})
}

// on is the version in force on d, or -1.
func (p *program) on(t *track, d civil.Date) int {
	if !p.term.Contains(d) {
		return -1
	}
	for v := len(t.versions) - 1; v >= 0; v-- {
		if !t.versions[v].from.After(d) {
			if t.versions[v].dropped {
				return -1
			}
			return v
		}
	}
	return -1
}

// held appends to dst the stretches of window in which t is in force.
func (p *program) held(dst []civil.Period, t *track, window civil.Period) []civil.Period {
	for i, v := range t.versions {
		if v.dropped {
			continue
		}
		force := civil.Period{From: v.from}
		if i+1 < len(t.versions) {
			force.To = t.versions[i+1].from
		}
		piece := force.Intersect(window).Intersect(p.term)
		switch n := len(dst); {
		case piece.IsZero():
		case n > 0 && dst[n-1].To == piece.From:
			dst[n-1].To = piece.To
		default:
			dst = append(dst, piece)
		}
	}
	return dst
}

// partiesOn are the parties in force on d.
func (p *program) partiesOn(d civil.Date) Parties {
	i := len(p.parties) - 1
	for p.parties[i].from.After(d) { // the first ones are from no day, which is after none
		i--
	}
	return p.parties[i].parties
}
