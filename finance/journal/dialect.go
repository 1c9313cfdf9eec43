package journal

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
)

// Dialect is the tool whose reading of a journal is meant.
type Dialect uint8

// The dialects.
const (
	Hledger   Dialect = iota // hledger; balancing is that of 1.50 and later
	Ledger                   // Ledger 3.3
	Beancount                // Beancount 2
)

var dialectNames = finance.NewNames[Dialect]("dialect", "hledger", "ledger", "beancount")

// habits are what the dialects differ in.
type habits struct {
	marks     string // that may part groups of digits
	decimals  string // that may stand before decimals
	threes    bool   // groups have three digits
	bare      bool   // a number may begin with its point
	whole     bool   // digits count over the whole file so far, not the transaction
	loosest   bool   // of different digits the fewest count, not the most
	rounds    bool   // an amount left out is rounded to the tolerance
	byDate    bool   // assertions are tried by date, not in the order of the file
	implicit  bool   // two commodities may imply their price
	strongest bool   // == and =* assert
}

var dialects = [...]habits{
	Hledger:   {marks: ",. _'", decimals: ".,", bare: true, byDate: true, implicit: true, strongest: true},
	Ledger:    {marks: ",", decimals: ".", threes: true, bare: true, whole: true, implicit: true},
	Beancount: {marks: ",", decimals: ".", loosest: true, rounds: true, byDate: true},
}

func (d Dialect) habits() *habits {
	if int(d) < len(dialects) {
		return &dialects[d]
	}
	return &dialects[Hledger]
}

// ParseDialect reads a name as String writes it.
func ParseDialect(s string) (Dialect, error) { return dialectNames.Parse(s) }

// Validate refuses a value that has no name with ErrRange.
func (d Dialect) Validate() error { return dialectNames.Validate(d) }

// String returns the name.
func (d Dialect) String() string { return dialectNames.Text(d) }

// MarshalText writes the name.
func (d Dialect) MarshalText() ([]byte, error) { return dialectNames.Marshal(d) }

// UnmarshalText reads a name.
func (d *Dialect) UnmarshalText(text []byte) error { return dialectNames.Unmarshal(d, text) }

// Scan reads a name from a text column; NULL is Hledger.
func (d *Dialect) Scan(src any) error { return dialectNames.Scan(d, src) }

// Value gives a database the name.
func (d Dialect) Value() (driver.Value, error) { return dialectNames.Value(d) }
