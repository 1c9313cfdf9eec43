package membership

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// folded gathers the cycles of a statement. A nil one gathers nothing: a close
// asks for none.
type folded struct {
	currency finance.Currency
	cycles   []CycleBalance
	entries  []Entry // of the cycle under way
}

// add notes an event, what it changed and charged, and what was left after it.
func (h *folded) add(e event, flow Flow, minor, left int64) {
	if h == nil || e.Kind == Granting && flow == (Flow{}) {
		return
	}
	h.entries = append(h.entries, Entry{On: e.On, Kind: e.Kind, ID: e.ID, Flow: flow, Left: left, Charge: finance.Minor(minor, h.currency)})
}

// lapsed notes what lapsed as a cycle ended before a day.
func (h *folded) lapsed(on civil.Date, before Flow, a *account) {
	if flow := a.minus(before); h != nil && flow != (Flow{}) {
		h.add(event{Kind: Lapsing, On: on.AddDays(-1)}, flow, 0, a.left())
	}
}

// close ends the cycle under way.
func (h *folded) close(m *memory) error {
	if h == nil {
		return nil
	}
	minor, err := m.account.charged()
	if err != nil {
		return err
	}
	b := CycleBalance{
		Cycle: m.Cycle, Opening: leftOf(m.Open), Flow: m.account.Flow, Left: m.account.left(),
		Charge: finance.Minor(minor, h.currency), Entries: h.entries,
	}
	h.cycles, h.entries = append(h.cycles, b), nil
	return nil
}
