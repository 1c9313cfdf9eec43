package accrual

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Fact is something that happened: a sale, a return, a visit, a reading. Facts
// are append-only; a wrong one is voided by another. The same id with the same
// content is a retry and counts once, with other content it is a problem.
type Fact struct {
	ID        string     // unique within its agreement
	Agreement string     // the agreement that counts it
	On        civil.Date // the day on which it happened
	Known     civil.Date // the day on which it became known
	Voids     Ref        // the fact that this one undoes as if it had never been; such a fact adds nothing
	Of        Ref        // the sale that a return is of; that which voids a return names its sale too
	Adds      []Reading  // what it adds to which meter
}

// Ref names another fact by id and day. The zero Ref names none.
type Ref struct {
	ID string     `json:"id"`
	On civil.Date `json:"on"`
}

// Reading is what a fact adds to a meter: minor units of the agreement's
// currency, units sold, watt-hours. A return adds a negative reading.
type Reading struct {
	Meter Meter
	N     int64
}

// Meter names a running total that clauses count. The room of the fact gives
// readings, a clause names meters; they meet where the names are equal.
type Meter string

const clausePrefix = "clause:"

// Of names the meter of what another clause of the same agreement has charged,
// in minor units.
func Of(clause string) Meter { return Meter(clausePrefix + clause) }

// clause is the name of the clause that m counts, if it counts one.
func (m Meter) clause() (string, bool) { return strings.CutPrefix(string(m), clausePrefix) }

// Validate reports everything that is wrong with f in itself, as
// finance.Problems: what it refers to is checked by Close.
func (f *Fact) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkID(f.ID))
	wrong.Add("agreement", checkID(f.Agreement))
	f.validateDates(&wrong)
	if f.Voids != (Ref{}) && len(f.Adds) > 0 {
		wrong.Add("adds", finance.ErrConflict)
	}
	f.validateAdds(&wrong)
	return wrong.Err()
}

func (f *Fact) validateAdds(wrong *finance.Problems) {
	if len(f.Adds) > MaxReadings {
		wrong.Add("adds", fmt.Errorf("%d readings, at most %d: %w", len(f.Adds), MaxReadings, finance.ErrLimit))
		return
	}
	for i, r := range f.Adds {
		wrong.AddAt("adds", i, r.Meter.validate())
		for _, earlier := range f.Adds[:i] {
			if earlier.Meter == r.Meter {
				wrong.AddAt("adds", i, finance.ErrDuplicate)
			}
		}
	}
}

func (f *Fact) validateDates(wrong *finance.Problems) {
	if f.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	if f.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	}
	for _, r := range [...]struct {
		path string
		Ref
	}{{"voids", f.Voids}, {"of", f.Of}} {
		if r.Ref == (Ref{}) {
			continue
		}
		wrong.Add(r.path, checkID(r.ID))
		if r.On.IsZero() {
			wrong.Add(r.path, finance.ErrMissing)
		} else if r.On.After(f.On) {
			wrong.Add(r.path, finance.ErrOrder) // nothing is undone or returned before it happened
		}
	}
}

// refers reports whether f names another fact.
func (f *Fact) refers() bool { return f.Voids.ID != "" || f.Of.ID != "" }

// since is the earliest day whose amounts f can change.
func (f *Fact) since() civil.Date {
	d := f.On
	if f.Voids.ID != "" && f.Voids.On.Before(d) {
		d = f.Voids.On
	}
	if f.Of.ID != "" && f.Of.On.Before(d) {
		d = f.Of.On
	}
	return d
}

// Limits of what a host hands in.
const (
	MaxText     = 256 // bytes of an id or a name
	MaxReadings = 32  // of a fact
)

// path is the fact's place in problems.
func (f *Fact) path() string { return "facts[" + f.ID + "]" }

// validate refuses no meter, and what only the engine may feed.
func (m Meter) validate() error {
	if _, ok := m.clause(); ok {
		return fmt.Errorf("%.40q counts a clause: %w", string(m), finance.ErrUnknown)
	}
	return checkID(string(m))
}

// checkID refuses what books, which are text, would not keep as it is.
func checkID(id string) error { return finance.CheckName(id, MaxText) }
