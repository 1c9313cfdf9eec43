package settlement

import (
	"database/sql/driver"
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Terms are how a party is paid what it is owed.
type Terms struct {
	Party    accrual.Party    `json:"party"`
	Account  ledger.Account   `json:"account,omitempty"` // what is paid out, with all that grows from it; empty for ledger.Payable; a maker's proceeds are in ledger.Makers
	Every    Every            `json:"every,omitzero"`    // the periods that are settled
	Hold     int              `json:"hold,omitempty"`    // days from that on which an amount counts until it may be paid, 0 to MaxHold: returns may still come
	Minimum  finance.Money    `json:"minimum,omitzero"`  // less than this is carried over, when it is owed or paid in this currency; zero pays all
	Report   bool             `json:"report,omitempty"`  // nothing is paid before its report is accepted
	Currency finance.Currency `json:"currency,omitzero"` // in which the party is paid, at the rate of the day of the payout; zero for that in which it is owed
}

// MaxHold is the longest hold, in days.
const MaxHold = 3660

// Every is how often a party is settled with. The zero Every is monthly.
type Every uint8

// The periods, by the calendar.
const (
	Month Every = iota
	Quarter
	Year
)

var everyNames = finance.NewNames[Every]("period", "month", "quarter", "year")

// Validate reports everything that is wrong with t, as finance.Problems: an
// account that is not a debt of the owner is ErrRange.
func (t Terms) Validate() error {
	var wrong finance.Problems
	if t.Party == "" {
		wrong.Add("party", finance.ErrMissing)
	}
	if len(t.Party) > accrual.MaxText {
		wrong.Add("party", fmt.Errorf("%d bytes, at most %d: %w", len(t.Party), accrual.MaxText, finance.ErrLimit))
	}
	wrong.Add("account", t.checkAccount())
	wrong.Add("every", t.Every.Validate())
	if t.Hold < 0 || t.Hold > MaxHold {
		wrong.Add("hold", fmt.Errorf("0 to %d days: %w", MaxHold, finance.ErrRange))
	}
	if t.Minimum.Sign() < 0 {
		wrong.Add("minimum", finance.ErrNegative)
	}
	if t.Currency != 0 {
		wrong.Add("currency", t.Currency.Validate())
	}
	return wrong.Err()
}

func (t *Terms) checkAccount() error {
	if err := t.account().Validate(); err != nil {
		return err
	}
	if !t.account().In(ledger.Payable) && !t.account().In(ledger.Makers) {
		return fmt.Errorf("no debt of the owner: %w", finance.ErrRange)
	}
	return nil
}

func (t *Terms) account() ledger.Account {
	if t.Account == "" {
		return ledger.Payable
	}
	return t.Account
}

// Start is the first day of the period that a day lies in: what counts before
// it belongs to periods that are over.
func (e Every) Start(d civil.Date) civil.Date {
	switch e {
	case Quarter:
		return d.Month().Quarter().Period().From
	case Year:
		return civil.YearOf(d.Year()).Period().From
	default:
		return d.Month().First()
	}
}

// String is the name of the period: month, quarter, year.
func (e Every) String() string { return everyNames.Text(e) }

// MarshalText writes what String writes; an unknown period is an error.
func (e Every) MarshalText() ([]byte, error) { return everyNames.Marshal(e) }

// UnmarshalText reads what String writes.
func (e *Every) UnmarshalText(text []byte) error { return everyNames.Unmarshal(e, text) }

// Scan reads a name from a text column; NULL is Month.
func (e *Every) Scan(src any) error { return everyNames.Scan(e, src) }

// Value gives a database the name.
func (e Every) Value() (driver.Value, error) { return everyNames.Value(e) }

// Validate refuses a value that is none of the three with ErrRange.
func (e Every) Validate() error { return everyNames.Validate(e) }
