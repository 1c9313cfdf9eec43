package deposit

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Movement is a fact: money that went into a deposit or out of it. Movements
// are append-only; what Voids another undoes it as if it had never been, from
// the day on which that became known, and has no amount.
type Movement struct {
	ID     string        `json:"id"` // the same one with the same content is a retry, with other content a conflict
	Kind   Kind          `json:"kind"`
	On     civil.Date    `json:"on"`              // the day on which it happened
	Known  civil.Date    `json:"known"`           // the day on which it became known
	Amount finance.Money `json:"amount,omitzero"` // above zero
	For    Purpose       `json:"for,omitempty"`   // of what was applied
	Voids  string        `json:"voids,omitempty"` // the id of another movement
}

// Validate reports everything that is wrong with m in itself, as
// finance.Problems.
func (m Movement) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkName(m.ID))
	wrong.Add("kind", m.Kind.Validate())
	if m.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	switch {
	case m.Known.IsZero():
		wrong.Add("known", finance.ErrMissing)
	case m.Known.Before(m.On):
		wrong.Add("known", finance.ErrOrder)
	}
	if m.Voids != "" {
		m.checkVoid(&wrong)
		return wrong.Err()
	}
	wrong.Add("amount", checkOwed(m.Amount))
	if m.Kind == Applied {
		wrong.Add("for", checkName(string(m.For)))
	} else if m.For != "" {
		wrong.Add("for", fmt.Errorf("of what was %v: %w", m.Kind, finance.ErrConflict))
	}
	return wrong.Err()
}

func (m *Movement) checkVoid(wrong *finance.Problems) {
	wrong.Add("voids", checkName(m.Voids))
	if m.Voids == m.ID {
		wrong.Add("voids", finance.ErrCycle)
	}
	if m.Amount != (finance.Money{}) {
		wrong.Add("amount", fmt.Errorf("what voids has no amount: %w", finance.ErrConflict))
	}
	if m.For != "" {
		wrong.Add("for", fmt.Errorf("what voids has no purpose: %w", finance.ErrConflict))
	}
}

// inForce are the movements to the end of a day as known at the end of another,
// each once, in the order of their days; of one day what was paid in first.
func inForce(movements []Movement, on, known civil.Date) ([]Movement, error) {
	if len(movements) > MaxMovements {
		return nil, fmt.Errorf("movements: %w", limit(len(movements), MaxMovements))
	}
	byID, err := indexed(movements, known)
	if err != nil {
		return nil, err
	}
	void := map[string]bool{}
	var wrong finance.Problems
	for _, m := range byID {
		if m.Voids == "" {
			continue
		}
		old, there := byID[m.Voids]
		if !there || old.Voids != "" {
			wrong.Add(m.path()+".voids", finance.ErrUnknown)
		}
		void[m.Voids] = true
	}
	var list []Movement
	for id, m := range byID {
		if m.Voids == "" && !void[id] && !m.On.After(on) {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b Movement) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
	return list, wrong.Err()
}

// indexed are the movements known by the end of a day, by id.
func indexed(movements []Movement, known civil.Date) (map[string]Movement, error) {
	var wrong finance.Problems
	byID := make(map[string]Movement, len(movements))
	for i, m := range movements {
		if err := m.Validate(); err != nil {
			wrong.AddAt("movements", i, err)
			continue
		}
		if m.Known.After(known) {
			continue
		}
		if old, again := byID[m.ID]; again && old != m {
			wrong.AddAt("movements", i, finance.Problem{Path: "id", Err: finance.ErrConflict})
		}
		byID[m.ID] = m
	}
	return byID, wrong.Err()
}

// path is the movement's place in problems.
func (m *Movement) path() string { return fmt.Sprintf("movements[%.40s]", m.ID) }
