package utility

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Consumption is what was used over a period: between two readings, as an
// estimate where nothing was read, or as a part of what many shared. It is
// supplied on the last day of the period. What Voids another one has no units.
type Consumption struct {
	ID     string       `json:"id"`
	Lease  string       `json:"lease,omitempty"`
	Meter  string       `json:"meter"`
	Period civil.Period `json:"period"` // the days read, at most MaxDays
	Known  civil.Date   `json:"known"`
	Units  Quantity     `json:"units,omitzero"`
	Voids  accrual.Ref  `json:"voids,omitzero"` // by id and last day
}

// MaxDays is how many days may lie between two readings that are priced.
const MaxDays = 3660

// Last is the last day of the period, the day of supply: it says in which month
// the consumption is charged, and at what rate it is taxed.
func (c Consumption) Last() civil.Date { return c.Period.To.AddDays(-1) }

// Fact returns the consumption as the spine's fact, on its last day. What
// Validate refuses it refuses, and a missing lease.
func (c Consumption) Fact() (accrual.Fact, error) {
	var wrong finance.Problems
	wrong.Add("", c.Validate())
	if c.Lease == "" {
		wrong.Add("lease", finance.ErrMissing)
	}
	if err := wrong.Err(); err != nil {
		return accrual.Fact{}, fmt.Errorf("consumption %.40q: %w", c.ID, err)
	}
	return c.fact(), nil
}

func (c Consumption) fact() accrual.Fact {
	f := accrual.Fact{ID: c.ID, Agreement: c.Lease, On: c.Last(), Known: c.Known, Voids: c.Voids}
	if c.Voids == (accrual.Ref{}) {
		f.Adds = []accrual.Reading{
			{Meter: Units(c.Meter), N: c.Units.thousandths},
			{Meter: Days(c.Meter), N: int64(c.Period.Days())},
			{Meter: Until(c.Meter), N: numberOf(c.Period.To)},
		}
	}
	return f
}

// Validate reports everything that is wrong with c in itself, as
// finance.Problems.
func (c Consumption) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", finance.CheckName(c.ID, accrual.MaxText))
	if c.Lease != "" {
		wrong.Add("lease", finance.CheckName(c.Lease, accrual.MaxText))
	}
	wrong.Add("meter", finance.CheckName(c.Meter, MaxName))
	wrong.Add("period", checkDays(c.Period))
	wrong.Add("known", given(c.Known))
	if c.Voids != (accrual.Ref{}) {
		wrong.Add("voids.id", finance.CheckName(c.Voids.ID, accrual.MaxText))
		wrong.Add("voids.on", given(c.Voids.On))
		if c.Voids.On.After(c.Last()) {
			wrong.Add("voids.on", finance.ErrOrder)
		}
		if !c.Units.IsZero() {
			wrong.Add("units", fmt.Errorf("what voids has none: %w", finance.ErrConflict))
		}
	}
	return wrong.Err()
}

// checkDays refuses a period without an end, without days, or of too many.
func checkDays(p civil.Period) error {
	if err := p.Validate(); err != nil {
		return err
	}
	if p.IsOpen() {
		return finance.Problem{Path: "to", Err: finance.ErrMissing}
	}
	if n := p.Days(); n > MaxDays {
		return fmt.Errorf("%d days, at most %d: %w", n, MaxDays, finance.ErrLimit)
	}
	return nil
}

// Facts returns consumptions as facts of the spine, in their order. Those that
// Fact refuses are reported by their place.
func Facts(all []Consumption) ([]accrual.Fact, error) {
	var wrong finance.Problems
	facts := make([]accrual.Fact, 0, len(all))
	for i, c := range all {
		f, err := c.Fact()
		wrong.AddAt("consumptions", i, err)
		facts = append(facts, f)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return facts, nil
}
