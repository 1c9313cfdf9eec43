package membership

import (
	"database/sql/driver"
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Change is a change of plan, on any day of a cycle.
type Change struct {
	On      civil.Date       `json:"on"`
	Known   civil.Date       `json:"known"`             // the day on which it became known
	Plan    Plan             `json:"plan"`              // the new one
	Day     Side             `json:"day,omitzero"`      // whose the day of the change is: by default the new plan's
	Mode    Mode             `json:"mode,omitzero"`     // what becomes of what was paid ahead
	ToWhole finance.Rounding `json:"to_whole,omitzero"` // of converted days
}

// from is the first day of the new plan.
func (c Change) from() civil.Date {
	if c.Day == OldPlan {
		return c.On.AddDays(1)
	}
	return c.On
}

// Validate reports everything that is wrong with c in itself, as finance.Problems.
func (c Change) Validate() error {
	var wrong finance.Problems
	if c.On.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	if c.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	}
	wrong.Add("plan", c.Plan.Validate())
	wrong.Add("day", c.Day.Validate())
	wrong.Add("mode", c.Mode.Validate())
	wrong.Add("to_whole", c.ToWhole.Validate())
	if c.ToWhole != 0 && c.Mode != Converted {
		wrong.Add("to_whole", fmt.Errorf("no days are converted: %w", finance.ErrConflict))
	}
	return wrong.Err()
}

// Side is a side of a change of plan. The zero Side is NewPlan.
type Side uint8

// The sides.
const (
	NewPlan Side = iota
	OldPlan
)

var sideNames = finance.NewNames[Side]("side", "new", "old")

// Mode is what a change of plan makes of what was billed ahead. The zero Mode is
// TwoLines.
type Mode uint8

// The modes.
const (
	TwoLines  Mode = iota // the days left of the old plan are credited, those of the new one charged
	Converted             // what is left of the old plan pays for days of the new one, which is then billed from the day after them
)

var modeNames = finance.NewNames[Mode]("mode", "two-lines", "converted")

// ParseSide reads a side as String writes it: new, old.
func ParseSide(s string) (Side, error) { return sideNames.Parse(s) }

// Validate refuses a value that is neither with ErrRange.
func (s Side) Validate() error { return sideNames.Validate(s) }

// String returns the name, such as new.
func (s Side) String() string { return sideNames.Text(s) }

// MarshalText writes the name.
func (s Side) MarshalText() ([]byte, error) { return sideNames.Marshal(s) }

// UnmarshalText reads a name.
func (s *Side) UnmarshalText(text []byte) error { return sideNames.Unmarshal(s, text) }

// Scan reads a name from a text column; NULL is NewPlan.
func (s *Side) Scan(src any) error { return sideNames.Scan(s, src) }

// Value gives a database the name.
func (s Side) Value() (driver.Value, error) { return sideNames.Value(s) }

// ParseMode reads a mode as String writes it: two-lines, converted.
func ParseMode(s string) (Mode, error) { return modeNames.Parse(s) }

// Validate refuses a value that is neither with ErrRange.
func (m Mode) Validate() error { return modeNames.Validate(m) }

// String returns the name, such as converted.
func (m Mode) String() string { return modeNames.Text(m) }

// MarshalText writes the name.
func (m Mode) MarshalText() ([]byte, error) { return modeNames.Marshal(m) }

// UnmarshalText reads a name.
func (m *Mode) UnmarshalText(text []byte) error { return modeNames.Unmarshal(m, text) }

// Scan reads a name from a text column; NULL is TwoLines.
func (m *Mode) Scan(src any) error { return modeNames.Scan(m, src) }

// Value gives a database the name.
func (m Mode) Value() (driver.Value, error) { return modeNames.Value(m) }
