package document

import "database/sql/driver"

// String is the name in files.
func (f Form) String() string { return formNames.Text(f) }

// MarshalText writes what String writes; a value without a name is an error.
func (f Form) MarshalText() ([]byte, error) { return formNames.Marshal(f) }

// UnmarshalText reads what String writes.
func (f *Form) UnmarshalText(text []byte) error { return formNames.Unmarshal(f, text) }

// Scan reads a name from a text column; NULL is the zero Form.
func (f *Form) Scan(src any) error { return formNames.Scan(f, src) }

// Value gives a database the name.
func (f Form) Value() (driver.Value, error) { return formNames.Value(f) }

// Validate refuses a value that has no name with finance.ErrRange.
func (f Form) Validate() error { return formNames.Validate(f) }

// String is the name in files.
func (s Side) String() string { return sideNames.Text(s) }

// MarshalText writes what String writes; a value without a name is an error.
func (s Side) MarshalText() ([]byte, error) { return sideNames.Marshal(s) }

// UnmarshalText reads what String writes.
func (s *Side) UnmarshalText(text []byte) error { return sideNames.Unmarshal(s, text) }

// Scan reads a name from a text column; NULL is the zero Side.
func (s *Side) Scan(src any) error { return sideNames.Scan(s, src) }

// Value gives a database the name.
func (s Side) Value() (driver.Value, error) { return sideNames.Value(s) }

// Validate refuses a value that has no name with finance.ErrRange.
func (s Side) Validate() error { return sideNames.Validate(s) }

// String is the name in files.
func (d Direction) String() string { return directionNames.Text(d) }

// MarshalText writes what String writes; a value without a name is an error.
func (d Direction) MarshalText() ([]byte, error) { return directionNames.Marshal(d) }

// UnmarshalText reads what String writes.
func (d *Direction) UnmarshalText(text []byte) error { return directionNames.Unmarshal(d, text) }

// Scan reads a name from a text column; NULL is the zero Direction.
func (d *Direction) Scan(src any) error { return directionNames.Scan(d, src) }

// Value gives a database the name.
func (d Direction) Value() (driver.Value, error) { return directionNames.Value(d) }

// Validate refuses a value that has no name with finance.ErrRange.
func (d Direction) Validate() error { return directionNames.Validate(d) }

// String is the name in files.
func (p Per) String() string { return perNames.Text(p) }

// MarshalText writes what String writes; a value without a name is an error.
func (p Per) MarshalText() ([]byte, error) { return perNames.Marshal(p) }

// UnmarshalText reads what String writes.
func (p *Per) UnmarshalText(text []byte) error { return perNames.Unmarshal(p, text) }

// Scan reads a name from a text column; NULL is the zero Per.
func (p *Per) Scan(src any) error { return perNames.Scan(p, src) }

// Value gives a database the name.
func (p Per) Value() (driver.Value, error) { return perNames.Value(p) }

// Validate refuses a value that has no name with finance.ErrRange.
func (p Per) Validate() error { return perNames.Validate(p) }

// String is the name in files.
func (c Cycle) String() string { return cycleNames.Text(c) }

// MarshalText writes what String writes; a value without a name is an error.
func (c Cycle) MarshalText() ([]byte, error) { return cycleNames.Marshal(c) }

// UnmarshalText reads what String writes.
func (c *Cycle) UnmarshalText(text []byte) error { return cycleNames.Unmarshal(c, text) }

// Scan reads a name from a text column; NULL is the zero Cycle.
func (c *Cycle) Scan(src any) error { return cycleNames.Scan(c, src) }

// Value gives a database the name.
func (c Cycle) Value() (driver.Value, error) { return cycleNames.Value(c) }

// Validate refuses a value that has no name with finance.ErrRange.
func (c Cycle) Validate() error { return cycleNames.Validate(c) }

// String is the name in files.
func (c Column) String() string { return columnNames.Text(c) }

// MarshalText writes what String writes; a value without a name is an error.
func (c Column) MarshalText() ([]byte, error) { return columnNames.Marshal(c) }

// UnmarshalText reads what String writes.
func (c *Column) UnmarshalText(text []byte) error { return columnNames.Unmarshal(c, text) }

// Scan reads a name from a text column; NULL is the zero Column.
func (c *Column) Scan(src any) error { return columnNames.Scan(c, src) }

// Value gives a database the name.
func (c Column) Value() (driver.Value, error) { return columnNames.Value(c) }

// Validate refuses a value that has no name with finance.ErrRange.
func (c Column) Validate() error { return columnNames.Validate(c) }

// String is the name in files.
func (t Taxed) String() string { return taxedNames.Text(t) }

// MarshalText writes what String writes; a value without a name is an error.
func (t Taxed) MarshalText() ([]byte, error) { return taxedNames.Marshal(t) }

// UnmarshalText reads what String writes.
func (t *Taxed) UnmarshalText(text []byte) error { return taxedNames.Unmarshal(t, text) }

// Scan reads a name from a text column; NULL is the zero Taxed.
func (t *Taxed) Scan(src any) error { return taxedNames.Scan(t, src) }

// Value gives a database the name.
func (t Taxed) Value() (driver.Value, error) { return taxedNames.Value(t) }

// Validate refuses a value that has no name with finance.ErrRange.
func (t Taxed) Validate() error { return taxedNames.Validate(t) }

// String is the name in files.
func (m MatchedBy) String() string { return matchedNames.Text(m) }

// MarshalText writes what String writes; a value without a name is an error.
func (m MatchedBy) MarshalText() ([]byte, error) { return matchedNames.Marshal(m) }

// UnmarshalText reads what String writes.
func (m *MatchedBy) UnmarshalText(text []byte) error { return matchedNames.Unmarshal(m, text) }

// Scan reads a name from a text column; NULL is the zero MatchedBy.
func (m *MatchedBy) Scan(src any) error { return matchedNames.Scan(m, src) }

// Value gives a database the name.
func (m MatchedBy) Value() (driver.Value, error) { return matchedNames.Value(m) }

// Validate refuses a value that has no name with finance.ErrRange.
func (m MatchedBy) Validate() error { return matchedNames.Validate(m) }

// String is the name in files.
func (s State) String() string { return stateNames.Text(s) }

// MarshalText writes what String writes; a value without a name is an error.
func (s State) MarshalText() ([]byte, error) { return stateNames.Marshal(s) }

// UnmarshalText reads what String writes.
func (s *State) UnmarshalText(text []byte) error { return stateNames.Unmarshal(s, text) }

// Scan reads a name from a text column; NULL is the zero State.
func (s *State) Scan(src any) error { return stateNames.Scan(s, src) }

// Value gives a database the name.
func (s State) Value() (driver.Value, error) { return stateNames.Value(s) }

// Validate refuses a value that has no name with finance.ErrRange.
func (s State) Validate() error { return stateNames.Validate(s) }

// String is the name in files.
func (a Action) String() string { return actionNames.Text(a) }

// MarshalText writes what String writes; a value without a name is an error.
func (a Action) MarshalText() ([]byte, error) { return actionNames.Marshal(a) }

// UnmarshalText reads what String writes.
func (a *Action) UnmarshalText(text []byte) error { return actionNames.Unmarshal(a, text) }

// Scan reads a name from a text column; NULL is the zero Action.
func (a *Action) Scan(src any) error { return actionNames.Scan(a, src) }

// Value gives a database the name.
func (a Action) Value() (driver.Value, error) { return actionNames.Value(a) }

// Validate refuses a value that has no name with finance.ErrRange.
func (a Action) Validate() error { return actionNames.Validate(a) }

// String is the name in files.
func (s Status) String() string { return statusNames.Text(s) }

// MarshalText writes what String writes; a value without a name is an error.
func (s Status) MarshalText() ([]byte, error) { return statusNames.Marshal(s) }

// UnmarshalText reads what String writes.
func (s *Status) UnmarshalText(text []byte) error { return statusNames.Unmarshal(s, text) }

// Scan reads a name from a text column; NULL is the zero Status.
func (s *Status) Scan(src any) error { return statusNames.Scan(s, src) }

// Value gives a database the name.
func (s Status) Value() (driver.Value, error) { return statusNames.Value(s) }

// Validate refuses a value that has no name with finance.ErrRange.
func (s Status) Validate() error { return statusNames.Validate(s) }

// String is the name in files.
func (p Payout) String() string { return payoutNames.Text(p) }

// MarshalText writes what String writes; a value without a name is an error.
func (p Payout) MarshalText() ([]byte, error) { return payoutNames.Marshal(p) }

// UnmarshalText reads what String writes.
func (p *Payout) UnmarshalText(text []byte) error { return payoutNames.Unmarshal(p, text) }

// Scan reads a name from a text column; NULL is the zero Payout.
func (p *Payout) Scan(src any) error { return payoutNames.Scan(p, src) }

// Value gives a database the name.
func (p Payout) Value() (driver.Value, error) { return payoutNames.Value(p) }

// Validate refuses a value that has no name with finance.ErrRange.
func (p Payout) Validate() error { return payoutNames.Validate(p) }
