package settlement

import (
	"database/sql/driver"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Held is an amount that may not be paid yet.
type Held struct {
	Item   Item       `json:"item"`
	Reason Reason     `json:"reason"`
	Until  civil.Date `json:"until,omitzero"` // the first day on which it may be paid; no day when that is not known
}

// Item is an entry that the owner has not settled in full, or a part of it: some
// of an entry may be ready while the rest is held.
type Item struct {
	Entry  uuid.UUID     `json:"entry"`
	Key    accrual.Key   `json:"key,omitzero"` // by which a host explains the amount; zero for none
	Text   string        `json:"text,omitempty"`
	On     civil.Date    `json:"on"` // the day from which it counts
	Due    civil.Date    `json:"due"`
	Amount finance.Money `json:"amount"` // as entered, above zero
	Left   finance.Money `json:"left"`   // what is open of it and ready, or held; above zero
}

// Reason is why an amount is not paid.
type Reason uint8

// The reasons, in the order in which they are looked at: the period that it
// belongs to is not over, its report is not accepted, it may still be returned,
// it is not due.
const (
	OpenPeriod Reason = iota
	AwaitsReport
	OnHold
	NotDue
)

var reasonNames = finance.NewNames[Reason]("reason", "open-period", "awaits-report", "on-hold", "not-due")

// String is the name of the reason: open-period, awaits-report, on-hold, not-due.
func (r Reason) String() string { return reasonNames.Text(r) }

// MarshalText writes what String writes; an unknown reason is an error.
func (r Reason) MarshalText() ([]byte, error) { return reasonNames.Marshal(r) }

// UnmarshalText reads what String writes.
func (r *Reason) UnmarshalText(text []byte) error { return reasonNames.Unmarshal(r, text) }

// Scan reads a name from a text column; NULL is OpenPeriod.
func (r *Reason) Scan(src any) error { return reasonNames.Scan(r, src) }

// Value gives a database the name.
func (r Reason) Value() (driver.Value, error) { return reasonNames.Value(r) }

// Validate refuses a value that is none of the four with ErrRange.
func (r Reason) Validate() error { return reasonNames.Validate(r) }

// sort looks at one item on a day: what of it is ready, and what is held.
func (t *Terms) sort(i Item, on civil.Date, released Released) (ready Item, held []Held, err error) {
	if start := t.Every.Start(on); !i.On.Before(start) {
		return Item{}, []Held{{i, OpenPeriod, t.Every.next(i.On)}}, nil
	}
	if t.Report {
		if held, err = released.waits(&i, on); err != nil {
			return Item{}, nil, err
		}
	}
	for _, h := range held {
		if i.Left, err = i.Left.Sub(h.Item.Left); err != nil {
			return Item{}, nil, err
		}
	}
	until, reason := i.On.AddDays(t.Hold), OnHold // no day beyond the end of the calendar
	if !until.IsZero() && !until.After(on) {
		until, reason = i.Due, NotDue
	}
	if (until.IsZero() || until.After(on)) && !i.Left.IsZero() {
		return Item{}, append(held, Held{i, reason, until}), nil
	}
	return i, held, nil
}

// next is the first day after the period that d lies in.
func (e Every) next(d civil.Date) civil.Date {
	switch e {
	case Quarter:
		return e.Start(d).AddMonths(3)
	case Year:
		return e.Start(d).AddMonths(12)
	default:
		return e.Start(d).AddMonths(1)
	}
}

// itemOf is an item of the books, its amounts without the sign of a debt.
func itemOf(i *ledger.Item) (Item, error) {
	amount, err := i.Amount.Neg()
	if err != nil {
		return Item{}, err
	}
	left, err := i.Left.Neg()
	return Item{Entry: i.Entry, Key: i.Key, Text: i.Text, On: i.On, Due: i.Due, Amount: amount, Left: left}, err
}
