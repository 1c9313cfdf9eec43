package membership

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// memory is the state of an Allowance between two steps: the cycle under way, what
// it opened with and what has happened in it. As text it is JSON, of at most 1 MiB
// as books keep it.
type memory struct {
	Schema int          `json:"allowance"`
	Cycle  civil.Period `json:"cycle"`
	Sum    int64        `json:"sum,omitempty"` // units × days that terms have granted in it
	Open   []lot        `json:"open,omitempty"`
	Events []event      `json:"events,omitempty"`

	account account // what the two come to
}

const (
	schema    = 1
	maxMemory = 1 << 20
)

// open begins a cycle with what the one before left.
func (m *memory) open(c civil.Period) {
	lots := m.account.lots
	*m = memory{Schema: schema, Cycle: c, Open: append([]lot(nil), lots...), account: account{lots: lots}}
}

func (m *memory) text() (accrual.State, error) {
	b, err := json.Marshal(m)
	if err != nil {
		return "", err
	}
	if len(b) > maxMemory {
		return "", fmt.Errorf("%d lots and %d events in %d bytes, at most %d: %w", len(m.Open), len(m.Events), len(b), maxMemory, finance.ErrLimit)
	}
	return accrual.State(b), nil
}

// readMemory reads what text writes, and nothing that could not be.
func readMemory(state accrual.State) (memory, error) {
	if state == "" {
		return memory{}, nil
	}
	if len(state) > maxMemory {
		return memory{}, fmt.Errorf("%d bytes, at most %d: %w", len(state), maxMemory, finance.ErrLimit)
	}
	var m memory
	d := json.NewDecoder(bytes.NewReader([]byte(state)))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return memory{}, fmt.Errorf("%w: %w", finance.ErrSyntax, err)
	}
	if err := m.validate(); err != nil {
		return memory{}, err
	}
	var err error
	m.account, err = fold(m.Open, m.Events)
	return m, err
}

func (m *memory) validate() error {
	var wrong finance.Problems
	if m.Schema != schema {
		wrong.Add("allowance", fmt.Errorf("schema %d: %w", m.Schema, finance.ErrRange))
	}
	wrong.Add("cycle", m.Cycle.Validate())
	if m.Cycle.IsOpen() || m.Cycle.Days() > 31 {
		wrong.Add("cycle", finance.ErrRange)
	}
	if m.Sum < 0 || m.Sum > 31*MaxUnits {
		wrong.Add("sum", finance.ErrRange)
	}
	for i, x := range m.Open {
		wrong.AddAt("open", i, x.validate())
	}
	if len(m.Events) > MaxEvents {
		wrong.Add("events", finance.ErrLimit)
		return wrong.Err()
	}
	for i, e := range m.Events {
		wrong.AddAt("events", i, e.validate())
	}
	return wrong.Err()
}

func (x lot) validate() error {
	units := x.Units >= x.Left && x.Units <= MaxUnits && x.Back >= 0 && x.Back <= x.Units
	if x.Source > bought || x.Left < 0 || x.Left > MaxUnits || x.Paid < 0 || x.Source == bought && (x.Units == 0 || !units) {
		return finance.ErrRange
	}
	return nil
}

func (e event) validate() error {
	if e.Kind > Ending || e.N < 0 || e.N > MaxUnits || e.At < 0 || e.Per < 0 || e.On.IsZero() || e.Order.Validate() != nil || e.Rounding.Validate() != nil {
		return finance.ErrRange
	}
	return nil
}
