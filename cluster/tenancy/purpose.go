package tenancy

import "github.com/creative-cluster/kvartal/finance"

// Purpose is what an amount is charged for. A rent roll counts rent only. The
// zero Purpose is ForRent.
type Purpose uint8

// The purposes.
const (
	ForRent Purpose = iota
	ForTurnover
	ForServiceCharge
	ForUtilities
	ForPromotion
	ForParking
	ForMembership
	ForFee
)

var purposeNames = finance.NewNames[Purpose]("purpose",
	"rent", "turnover", "service-charge", "utilities", "promotion", "parking", "membership", "fee")

// ParsePurpose reads a purpose as String writes it, such as service-charge.
func ParsePurpose(s string) (Purpose, error) { return purposeNames.Parse(s) }

// Validate refuses a value that is none of the purposes with ErrRange.
func (p Purpose) Validate() error { return purposeNames.Validate(p) }

// String returns the name, such as service-charge.
func (p Purpose) String() string { return purposeNames.Text(p) }

// MarshalText writes the name.
func (p Purpose) MarshalText() ([]byte, error) { return purposeNames.Marshal(p) }

// UnmarshalText reads a name.
func (p *Purpose) UnmarshalText(text []byte) error { return purposeNames.Unmarshal(p, text) }
