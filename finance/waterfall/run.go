package waterfall

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// memory is where a project stands between two days: what a Part remembers.
type memory struct {
	Books []book  `json:"books"`           // one, or one a deal
	Short []int64 `json:"short"`           // by book: proceeds below zero that later ones make up for
	Whole *book   `json:"whole,omitempty"` // as if divided as a whole, where the end claws back
}

func (t *Terms) newMemory() *memory {
	n := 1
	if t.Scope == ByDeal {
		n = len(t.Deals)
	}
	m := &memory{Books: make([]book, n), Short: make([]int64, n)}
	for i := range m.Books {
		m.Books[i] = t.newBook()
	}
	if t.ClawBack {
		whole := t.newBook()
		m.Whole = &whole
	}
	return m
}

// run is a project under way. Without notes it derives nothing.
type run struct {
	t        *Terms
	m        *memory
	round    func(Round)
	accruals func(Accrual)
}

// flows goes through flows in order.
func (r *run) flows(all []flow) error {
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].on == all[0].on {
			n++
		}
		if err := r.day(all[:n]); err != nil {
			return fmt.Errorf("%v: %w", all[0].on, err)
		}
		all = all[n:]
	}
	return nil
}

func (r *run) day(flows []flow) error {
	came := make([]int64, len(r.m.Books))
	for _, f := range flows {
		k := r.book(f.deal)
		var err error
		if f.party < 0 {
			came[k], err = sum(came[k], f.n)
		} else {
			err = r.contribute(f, k)
		}
		if err != nil {
			return err
		}
	}
	var all int64
	for k := range came {
		n, err := r.divide(flows[0].on, k, came[k])
		if err != nil {
			return err
		}
		if all, err = sum(all, n); err != nil {
			return err
		}
	}
	if r.m.Whole == nil || all == 0 {
		return nil
	}
	if err := r.m.Whole.accrue(r.t, flows[0].on, nil); err != nil {
		return err
	}
	return r.m.Whole.pay(r.t, all, nil)
}

// book is the place of the book of a deal.
func (r *run) book(deal int) int {
	if r.t.Scope == ByDeal {
		return deal
	}
	return 0
}

// contribute books a contribution in the deal's book, and in that of the whole.
func (r *run) contribute(f flow, k int) error {
	if err := r.m.Books[k].accrue(r.t, f.on, r.noteOf(k)); err != nil {
		return err
	}
	if err := r.m.Books[k].contribute(r.t, f.party, f.n); err != nil {
		return err
	}
	if r.m.Whole == nil {
		return nil
	}
	if err := r.m.Whole.accrue(r.t, f.on, nil); err != nil {
		return err
	}
	return r.m.Whole.contribute(r.t, f.party, f.n)
}

// divide pays out what came in on a day, after what was short before.
func (r *run) divide(on civil.Date, k int, came int64) (paid int64, err error) {
	if came == 0 {
		return 0, nil
	}
	if paid, err = sum(r.m.Short[k], came); err != nil {
		return 0, err
	}
	round := Round{On: on, Deal: r.name(k), Came: r.t.money(came), Short: r.t.money(r.m.Short[k])}
	r.m.Short[k] = min(paid, 0)
	if paid <= 0 {
		return 0, nil
	}
	if err := r.m.Books[k].accrue(r.t, on, r.noteOf(k)); err != nil {
		return 0, err
	}
	note := func(l Layer) { round.Layers = append(round.Layers, l) }
	if r.round == nil {
		note = nil
	}
	if err := r.m.Books[k].pay(r.t, paid, note); err != nil {
		return 0, err
	}
	if r.round != nil {
		round.Paid = r.t.money(paid)
		r.round(round)
	}
	return paid, nil
}

// name is the deal of a book.
func (r *run) name(k int) string {
	if r.t.Scope == ByDeal {
		return r.t.Deals[k]
	}
	return ""
}

func (r *run) noteOf(k int) func(Accrual) {
	if r.accruals == nil {
		return nil
	}
	return func(a Accrual) {
		a.Deal = r.name(k)
		r.accruals(a)
	}
}
