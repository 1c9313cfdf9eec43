package utility

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Metered charges what a meter counted by a tariff: its own, or one that many
// leases share by a name. Each reading is priced by itself, in the month of the
// last day that it closes, and rounded by itself.
type Metered struct {
	Meter    string           `json:"meter"`                // the name that readings have
	Tariff   Tariff           `json:"tariff,omitzero"`      // of this clause alone
	Shared   string           `json:"tariff_name,omitzero"` // or the name of one for Bind
	Rounding finance.Rounding `json:"rounding,omitzero"`    // of what each reading costs, to the minor unit

	bound *Tariff // the one that Shared names
}

var _ accrual.Earner = Metered{}

// Bind returns m with the tariff that it names. A name that is not in the table
// is ErrUnknown; what names none stays as it is. The tariff is not copied: who
// changes the table's slices changes what m charges.
func (m Metered) Bind(tariffs map[string]Tariff) (Metered, error) {
	if m.Shared == "" {
		return m, nil
	}
	t, known := tariffs[m.Shared]
	if !known {
		return m, finance.Problem{Path: "tariff_name", Err: fmt.Errorf("%.40q: %w", m.Shared, finance.ErrUnknown)}
	}
	m.bound = &t
	return m, nil
}

// Bind returns clauses in which each Metered has the tariff that it names, for
// amendments and leases. Names that are not in the table are reported by place.
func Bind(clauses []accrual.Named, tariffs map[string]Tariff) ([]accrual.Named, error) {
	var wrong finance.Problems
	bound := slices.Clone(clauses)
	for i := range bound {
		if m, ok := bound[i].Clause.(Metered); ok {
			b, err := m.Bind(tariffs)
			wrong.AddAt("", i, err)
			bound[i].Clause = b
		}
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return bound, nil
}

// tariff is the one that m charges by; nil if it is not bound.
func (m *Metered) tariff() *Tariff {
	if m.Shared != "" {
		return m.bound
	}
	return &m.Tariff
}

// Earned returns what the units of a reading cost, as [Tariff.Price] says. In a
// simulation, where no days of readings are told, the days end with the span.
func (m Metered) Earned(s accrual.Span) (finance.Money, error) {
	amount, err := m.earned(&s)
	if err != nil {
		return finance.Money{}, fmt.Errorf("metered %.40q: %w", m.Meter, err)
	}
	return amount, nil
}

func (m *Metered) earned(s *accrual.Span) (finance.Money, error) {
	t := m.tariff()
	if t == nil {
		return finance.Money{}, fmt.Errorf("tariff %.40q is not bound: %w", m.Shared, finance.ErrMissing)
	}
	if len(s.Meters) != 3 {
		return finance.Money{}, fmt.Errorf("%d meters in the span, 3 in the clause: %w", len(s.Meters), finance.ErrConflict)
	}
	if s.Meters[0] == 0 && s.Meters[1] == 0 {
		return finance.Zero(s.Currency), nil // nothing was read
	}
	units, err := NewQuantity(s.Meters[0])
	if err != nil {
		return finance.Money{}, err
	}
	period, err := read(s)
	if err != nil {
		return finance.Money{}, err
	}
	return t.price(units, period, s.Currency, m.Rounding, s.Trace)
}

// read are the days that the reading of s closes.
func read(s *accrual.Span) (civil.Period, error) {
	days, to := s.Meters[1], s.To
	switch {
	case days == 0:
		return civil.Period{}, fmt.Errorf("days of the units: %w", finance.ErrMissing)
	case days < 0:
		return civil.Period{}, fmt.Errorf("days: %w", finance.ErrNegative)
	case days > MaxDays:
		return civil.Period{}, fmt.Errorf("%d days, at most %d: %w", days, MaxDays, finance.ErrLimit)
	}
	if s.Meters[2] != 0 {
		to = dayOf(s.Meters[2])
	}
	from := to.AddDays(-int(days))
	if from.IsZero() {
		return civil.Period{}, fmt.Errorf("days read: %w", finance.ErrRange)
	}
	return civil.Period{From: from, To: to}, nil
}

// Window is the line: each reading stands alone.
func (Metered) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByLine} }

// Meters are the units, the days, and where these end.
func (m Metered) Meters() []accrual.Meter { return metersOf(m.Meter) }

// Validate reports everything that is wrong with m, as finance.Problems: a
// tariff of its own beside the name of another one, neither, and a name that is
// not bound.
func (m Metered) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", finance.CheckName(m.Meter, MaxName))
	wrong.Add("rounding", m.Rounding.Validate())
	own := m.Tariff.Unit != "" || len(m.Tariff.Prices) > 0
	switch {
	case own && m.Shared != "":
		wrong.Add("tariff_name", fmt.Errorf("beside a tariff of its own: %w", finance.ErrConflict))
	case m.Shared == "":
		wrong.Add("tariff", m.Tariff.Validate())
	case m.bound == nil:
		wrong.Add("tariff_name", fmt.Errorf("%.40q is not bound: %w", m.Shared, finance.ErrUnknown))
	default:
		wrong.Add("tariff_name", m.bound.Validate())
	}
	return wrong.Err()
}

// In reports each amount of m's tariff that is in another currency than c, as
// finance.Problems.
func (m Metered) In(c finance.Currency) error {
	var wrong finance.Problems
	if t := m.tariff(); t != nil {
		wrong.Add("tariff", t.In(c))
	}
	return wrong.Err()
}
