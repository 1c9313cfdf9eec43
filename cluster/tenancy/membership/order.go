package membership

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// Order says which units are used first. The zero Order is LapsingFirst.
type Order uint8

// The orders. In both, what lapses sooner is used sooner.
const (
	LapsingFirst Order = iota // what never lapses, as what was bought, is used last
	BoughtFirst               // what was bought is used first
)

var orderNames = finance.NewNames[Order]("order", "lapsing-first", "bought-first")

// ParseOrder reads an order as String writes it: lapsing-first, bought-first.
func ParseOrder(s string) (Order, error) { return orderNames.Parse(s) }

// Validate refuses a value that is neither with ErrRange.
func (o Order) Validate() error { return orderNames.Validate(o) }

// String returns the name, such as lapsing-first.
func (o Order) String() string { return orderNames.Text(o) }

// MarshalText writes the name.
func (o Order) MarshalText() ([]byte, error) { return orderNames.Marshal(o) }

// UnmarshalText reads a name.
func (o *Order) UnmarshalText(text []byte) error { return orderNames.Unmarshal(o, text) }

// Scan reads a name from a text column; NULL is LapsingFirst.
func (o *Order) Scan(src any) error { return orderNames.Scan(o, src) }

// Value gives a database the name.
func (o Order) Value() (driver.Value, error) { return orderNames.Value(o) }
