package arrears

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// PaymentDay says on which balance the day of a payment counts. The zero
// PaymentDay is OnOldBalance: the debtor is late on the day on which it pays.
// Source: Civil Code art. 395, Ruling of the Plenum of the Supreme Court No. 7
// of 24 March 2016, para. 48, which includes the day of payment.
type PaymentDay uint8

// The conventions.
const (
	OnOldBalance PaymentDay = iota // the balance before the payment
	OnNewBalance                   // the balance after it
)

var paymentDayNames = finance.NewNames[PaymentDay]("day of payment", "old-balance", "new-balance")

// ParsePaymentDay reads a name as String writes it.
func ParsePaymentDay(s string) (PaymentDay, error) { return paymentDayNames.Parse(s) }

// Validate refuses a value that has no name with ErrRange.
func (d PaymentDay) Validate() error { return paymentDayNames.Validate(d) }

// String returns the name.
func (d PaymentDay) String() string { return paymentDayNames.Text(d) }

// MarshalText writes the name.
func (d PaymentDay) MarshalText() ([]byte, error) { return paymentDayNames.Marshal(d) }

// UnmarshalText reads a name.
func (d *PaymentDay) UnmarshalText(text []byte) error { return paymentDayNames.Unmarshal(d, text) }

// Scan reads a name from a text column; NULL is OnOldBalance.
func (d *PaymentDay) Scan(src any) error { return paymentDayNames.Scan(d, src) }

// Value gives a database the name.
func (d PaymentDay) Value() (driver.Value, error) { return paymentDayNames.Value(d) }
