package cashflow

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// Repayment says how a loan is paid back. The zero Repayment is LevelPayment.
type Repayment uint8

// The repayments. In each, the last payment is what is still owed.
const (
	LevelPayment   Repayment = iota // an annuity: interest and principal together are the same each time
	EqualPrincipal                  // the principal is the same each time, interest comes on top
	InterestOnly                    // the principal is paid with the last payment
)

var repaymentNames = finance.NewNames[Repayment]("repayment", "level-payment", "equal-principal", "interest-only")

// Validate refuses a value that is none of the three with ErrRange.
func (r Repayment) Validate() error { return repaymentNames.Validate(r) }

// String is the name of the repayment, such as equal-principal.
func (r Repayment) String() string { return repaymentNames.Text(r) }

// MarshalText writes what String writes; an unknown repayment is an error.
func (r Repayment) MarshalText() ([]byte, error) { return repaymentNames.Marshal(r) }

// UnmarshalText reads what String writes.
func (r *Repayment) UnmarshalText(text []byte) error { return repaymentNames.Unmarshal(r, text) }

// Scan reads a name from a text column; NULL is LevelPayment.
func (r *Repayment) Scan(src any) error { return repaymentNames.Scan(r, src) }

// Value gives a database the name.
func (r Repayment) Value() (driver.Value, error) { return repaymentNames.Value(r) }
