package accrual

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// walker takes a program through its days. Within a stretch in which nothing
// changes it counts the facts and asks each clause for its total at the end;
// the difference to the total before is charged.
type walker struct {
	*program
	at      civil.Date   // reached: everything before it is counted
	month   civil.Month  // in which at lies
	slot    civil.Period // all of that month
	cut     int          // the first of cuts that may lie after at
	states  []state
	waiting []charge // of windows charged once, until their month comes
	charges []charge
	feed    feed
	meters  []int64 // what a span shows, filled anew for each
	seen    Span    // what a clause is shown
	wrapped bool    // a counter has left its range
	reader  *reader // notes the derivation of one clause, when somebody asks
}

func newWalker(p *program, at civil.Date) *walker {
	w := &walker{program: p, at: at, states: make([]state, len(p.tracks)), seen: Span{Currency: p.currency}}
	n, most := 0, 0
	for i := range p.tracks {
		n += len(p.tracks[i].meters)
		for v := range p.tracks[i].versions {
			most = max(most, len(p.tracks[i].versions[v].meters))
		}
	}
	counters := make([]int64, n+most)
	w.meters, counters = counters[:most:most], counters[most:]
	for i := range p.tracks {
		n := len(p.tracks[i].meters)
		w.states[i].version = -1
		w.states[i].counters, counters = counters[:n:n], counters[n:]
	}
	return w
}

// through walks to the end of month m.
func (w *walker) through(m civil.Month) error {
	w.month, w.slot = m, m.Period()
	for w.at.Before(w.slot.To) {
		if err := w.stretch(w.slot.To); err != nil {
			return err
		}
	}
	w.settle(m)
	return nil
}

// far refuses to walk through more months than an agreement has.
func (w *walker) far(last civil.Month) error {
	if n := last.Sub(w.at.Month()); n > MaxMonths {
		return finance.Problem{Path: "agreements[" + w.id + "]", Err: fmt.Errorf("%d months, at most %d: %w", n, MaxMonths, finance.ErrLimit)}
	}
	return nil
}

// stretch walks to the next day on which something changes, at most to end.
func (w *walker) stretch(end civil.Date) error {
	for i := range w.states {
		if err := w.enter(i); err != nil {
			return w.failed(i, err)
		}
	}
	to := w.boundary(end)
	if w.count(to); w.wrapped {
		return finance.Problem{Path: "agreements[" + w.id + "]", Err: fmt.Errorf("%v, a meter: %w", w.month, finance.ErrOverflow)}
	}
	for i := range w.states {
		if err := w.leave(i, to); err != nil {
			return w.failed(i, err)
		}
	}
	w.at = to
	return nil
}

func (w *walker) failed(i int, err error) error {
	return finance.Problem{
		Path: fmt.Sprintf("agreements[%s].%s", w.id, w.tracks[i].name),
		Err:  fmt.Errorf("%v: %w", w.month, err),
	}
}

// boundary is the next cut or end of a window, or end.
func (w *walker) boundary(end civil.Date) civil.Date {
	for w.cut < len(w.cuts) && !w.cuts[w.cut].After(w.at) {
		w.cut++
	}
	if w.cut < len(w.cuts) && w.cuts[w.cut].Before(end) {
		end = w.cuts[w.cut]
	}
	for i := range w.states {
		if to := w.states[i].window.To; to.After(w.at) && to.Before(end) {
			end = to
		}
	}
	return end
}
