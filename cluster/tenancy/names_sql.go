package tenancy

import "database/sql/driver"

// The enumerations in columns of a database: their names, as text. NULL is the
// zero value.

// Scan reads a name from a text column.
func (d *DayBasis) Scan(src any) error { return dayBasisNames.Scan(d, src) }

// Value gives a database the name.
func (d DayBasis) Value() (driver.Value, error) { return dayBasisNames.Value(d) }

// Scan reads a name from a text column.
func (s *State) Scan(src any) error { return stateNames.Scan(s, src) }

// Value gives a database the name.
func (s State) Value() (driver.Value, error) { return stateNames.Value(s) }

// Scan reads a name from a text column.
func (a *Action) Scan(src any) error { return actionNames.Scan(a, src) }

// Value gives a database the name.
func (a Action) Value() (driver.Value, error) { return actionNames.Value(a) }

// Scan reads a name from a text column.
func (s *Side) Scan(src any) error { return sideNames.Scan(s, src) }

// Value gives a database the name.
func (s Side) Value() (driver.Value, error) { return sideNames.Value(s) }

// Scan reads a name from a text column.
func (o *OptionKind) Scan(src any) error { return optionKindNames.Scan(o, src) }

// Value gives a database the name.
func (o OptionKind) Value() (driver.Value, error) { return optionKindNames.Value(o) }

// Scan reads a name from a text column.
func (s *StayBasis) Scan(src any) error { return stayBasisNames.Scan(s, src) }

// Value gives a database the name.
func (s StayBasis) Value() (driver.Value, error) { return stayBasisNames.Value(s) }

// Scan reads a name from a text column.
func (p *Purpose) Scan(src any) error { return purposeNames.Scan(p, src) }

// Value gives a database the name.
func (p Purpose) Value() (driver.Value, error) { return purposeNames.Value(p) }

// Scan reads a name from a text column.
func (r *Reason) Scan(src any) error { return reasonNames.Scan(r, src) }

// Value gives a database the name.
func (r Reason) Value() (driver.Value, error) { return reasonNames.Value(r) }

// Scan reads a name from a text column.
func (t *TermCount) Scan(src any) error { return termCountNames.Scan(t, src) }

// Value gives a database the name.
func (t TermCount) Value() (driver.Value, error) { return termCountNames.Value(t) }

// Scan reads a name from a text column.
func (u *Use) Scan(src any) error { return useNames.Scan(u, src) }

// Value gives a database the name.
func (u Use) Value() (driver.Value, error) { return useNames.Value(u) }

// Scan reads a name from a text column.
func (p *Price) Scan(src any) error { return priceNames.Scan(p, src) }

// Value gives a database the name.
func (p Price) Value() (driver.Value, error) { return priceNames.Value(p) }
