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
	all, err := distinct(movements, known)
	if err != nil {
		return nil, err
	}
	void, err := voided(all)
	if err != nil {
		return nil, err
	}
	var list []Movement
	for _, m := range all {
		if m.Voids == "" && !void[m.ID] && !m.On.After(on) {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b Movement) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
	return list, nil
}

// distinct are the movements known by the end of a day, each once.
func distinct(movements []Movement, known civil.Date) ([]Movement, error) {
	var wrong finance.Problems
	var list []Movement
	places := make(map[string]int, len(movements))
	for i, m := range movements {
		if err := m.Validate(); err != nil {
			wrong.AddAt("movements", i, err)
			continue
		}
		if m.Known.After(known) {
			continue
		}
		place, again := places[m.ID]
		switch {
		case !again:
			places[m.ID] = len(list)
			list = append(list, m)
		case list[place] != m:
			wrong.AddAt("movements", i, finance.Problem{Path: "id", Err: finance.ErrConflict})
		}
	}
	return list, wrong.Err()
}

// voided are the ids of movements that others void. One that is not known, or
// that voids another itself, cannot be.
func voided(list []Movement) (map[string]bool, error) {
	var wrong finance.Problems
	facts, void := map[string]bool{}, map[string]bool{}
	for _, m := range list {
		facts[m.ID] = m.Voids == ""
	}
	for _, m := range list {
		if m.Voids == "" {
			continue
		}
		if !facts[m.Voids] {
			wrong.Add(m.path()+".voids", finance.ErrUnknown)
		}
		void[m.Voids] = true
	}
	return void, wrong.Err()
}

// path is the movement's place in problems.
func (m *Movement) path() string { return fmt.Sprintf("movements[%.40s]", m.ID) }
