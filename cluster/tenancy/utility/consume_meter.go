package utility

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// place is a reading and where it stands in the caller's list.
type place struct {
	*Reading
	i     int
	times int          // consumptions that have ended with it
	ended *Consumption // the one that does now
	from  *place       // where that began
	fault error        // why there is none
}

// meter is one meter of one lease under way.
type meter struct {
	all  []*place // by the day on which they became known
	live []*place // by day, those that are not voided
	out  []Consumption
}

// run goes through the days on which readings became known.
func (m *meter) run(wrong *finance.Problems) {
	if len(m.all) > MaxReadings {
		wrong.AddAt("readings", m.all[MaxReadings].i, fmt.Errorf("%d of one meter, at most %d: %w", len(m.all), MaxReadings, finance.ErrLimit))
		return
	}
	slices.SortStableFunc(m.all, func(a, b *place) int {
		return cmp.Or(a.Known.Compare(b.Known), voidsLast(a, b), a.On.Compare(b.On), cmp.Compare(a.ID, b.ID))
	})
	for rest := m.all; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].Known == rest[0].Known {
			n++
		}
		m.learn(rest[:n], wrong)
		rest = rest[n:]
	}
	for _, p := range m.live {
		if p.fault != nil {
			wrong.AddAt("readings", p.i, p.fault)
		}
	}
}

// voidsLast puts what voids after what it may void.
func voidsLast(a, b *place) int {
	none := accrual.Ref{}
	switch {
	case a.Voids == none && b.Voids != none:
		return -1
	case a.Voids != none && b.Voids == none:
		return 1
	}
	return 0
}

// learn takes up what became known on one day.
func (m *meter) learn(news []*place, wrong *finance.Problems) {
	known := news[0].Known
	var touched []*place
	for _, p := range news {
		if p.Voids == (accrual.Ref{}) {
			m.live = slices.Insert(m.live, m.since(p.On.AddDays(1)), p)
			touched = append(touched, p)
			continue
		}
		i := slices.IndexFunc(m.live, func(o *place) bool { return o.ID == p.Voids.ID && o.On == p.Voids.On })
		if i < 0 {
			wrong.AddAt("readings", p.i, finance.Problem{Path: "voids", Err: fmt.Errorf("%.40q of %v: %w", p.Voids.ID, p.Voids.On, finance.ErrUnknown)})
			continue
		}
		gone := m.live[i]
		m.live = slices.Delete(m.live, i, i+1)
		m.close(gone, nil, known)
		touched = append(touched, gone)
	}
	for _, p := range touched {
		m.look(p.On, known)
	}
}

// since is the place in live of the first reading on or after a day.
func (m *meter) since(day civil.Date) int {
	i, _ := slices.BinarySearchFunc(m.live, day, func(p *place, d civil.Date) int { return p.On.Compare(d) })
	return i
}

// look closes anew what ends on a day and what ends next.
func (m *meter) look(day, known civil.Date) {
	for i := m.since(day); i < len(m.live); i++ {
		m.close(m.live[i], m.before(i), known)
		if m.live[i].On.After(day) {
			return
		}
	}
}

func (m *meter) before(i int) *place {
	if i == 0 {
		return nil
	}
	return m.live[i-1]
}

// close lets what ends with p begin at from, if it did not before.
func (m *meter) close(p, from *place, known civil.Date) {
	if p.from == from {
		return
	}
	if p.ended != nil {
		void := *p.ended
		void.ID, void.Known, void.Units = void.ID+" void", known, Quantity{}
		void.Voids = accrual.Ref{ID: p.ended.ID, On: p.ended.Last()}
		m.out = append(m.out, void)
	}
	p.from, p.ended, p.fault = from, nil, nil
	if from == nil {
		return
	}
	used, err := p.used(from, known)
	if err != nil {
		p.fault = err
		return
	}
	m.out = append(m.out, used)
	p.ended = &used
}

// used is what p closes since another reading.
func (p *place) used(from *place, known civil.Date) (Consumption, error) {
	if from.On == p.On {
		return Consumption{}, finance.Problem{Path: "on", Err: fmt.Errorf("%v is read twice: %w", p.On, finance.ErrDuplicate)}
	}
	units, err := p.since(from.Reading)
	if err != nil {
		return Consumption{}, finance.Problem{Path: "value", Err: err}
	}
	period := civil.Period{From: from.On, To: p.On}
	if err := checkDays(period); err != nil {
		return Consumption{}, finance.Problem{Path: "on", Err: err}
	}
	p.times++
	id := p.ID
	if p.times > 1 {
		id += " (" + strconv.Itoa(p.times) + ")"
	}
	return Consumption{ID: id, Lease: p.Lease, Meter: p.Meter, Period: period, Known: known, Units: units}, nil
}
