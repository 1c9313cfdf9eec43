package ledger

import (
	"fmt"
	"iter"
	"slices"
	"sync"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Memory is a Store in memory, for tests, for simulations, and as an example
// of one. Its zero value is empty and ready, and may be used by many at once.
// It must not be copied.
type Memory struct {
	mu      sync.RWMutex
	entries []Entry
	places  map[uuid.UUID]int
	parties map[accrual.Party][]int // the places of the entries that name each, ascending
}

// Append puts entries after the first at, as Store says.
func (m *Memory) Append(at int, entries []Entry) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	fresh, err := m.fresh(entries)
	if err != nil || len(fresh) == 0 {
		return err
	}
	if at != len(m.entries) {
		return fmt.Errorf("%d entries, not %d: %w", len(m.entries), at, finance.ErrOrder)
	}
	if m.places == nil {
		m.places, m.parties = map[uuid.UUID]int{}, map[accrual.Party][]int{}
	}
	for _, e := range fresh {
		m.places[e.ID] = len(m.entries)
		for _, p := range e.Parties() {
			m.parties[p] = append(m.parties[p], len(m.entries))
		}
		m.entries = append(m.entries, e.clone())
	}
	return nil
}

// fresh is what of entries m lacks, each once.
func (m *Memory) fresh(entries []Entry) ([]*Entry, error) {
	var fresh []*Entry
	among := map[uuid.UUID]*Entry{}
	for i := range entries {
		e := &entries[i]
		old := among[e.ID]
		if k, ok := m.places[e.ID]; ok {
			old = &m.entries[k]
		}
		if old == nil {
			among[e.ID] = e
			fresh = append(fresh, e)
		} else if !old.Equal(*e) {
			return nil, fmt.Errorf("entries[%d]: entry %s has other content: %w", i, e.ID, finance.ErrConflict)
		}
	}
	return fresh, nil
}

// Entries yields what m held when reading began, as Store says.
func (m *Memory) Entries(r Range) iter.Seq2[Stored, error] {
	return func(yield func(Stored, error) bool) {
		m.mu.RLock()
		entries, places := m.entries, m.parties[r.Party] // both only grow
		m.mu.RUnlock()
		if r.Party == "" {
			for i := max(r.From, 0); i < len(entries); i++ {
				if !yield(Stored{i, entries[i].clone()}, nil) {
					return
				}
			}
			return
		}
		first, _ := slices.BinarySearch(places, r.From)
		for _, i := range places[first:] {
			if !yield(Stored{i, entries[i].clone()}, nil) {
				return
			}
		}
	}
}

var _ Store = (*Memory)(nil)
