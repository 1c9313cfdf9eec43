package ledger

import "github.com/creative-cluster/kvartal/finance"

// Criterion is one by which a debt or an item comes before another.
type Criterion uint8

// The criteria. A debt is as old as its oldest item, and secured where one of
// its items is.
const (
	Due       Criterion = iota // what is due earlier; an item without a due day is due from the day from which it counts
	Arisen                     // what counts from an earlier day
	Unsecured                  // what is not secured before what is
	Posted                     // what was posted earlier: no two are equal
)

var criterionNames = finance.NewNames[Criterion]("criterion", "due", "arisen", "unsecured", "posted")

// String is the name of the criterion: due, arisen, unsecured, posted.
func (c Criterion) String() string { return criterionNames.Text(c) }

// Validate refuses a value that is none of them with ErrRange.
func (c Criterion) Validate() error { return criterionNames.Validate(c) }

// MarshalText writes what String writes; an unknown criterion is an error.
func (c Criterion) MarshalText() ([]byte, error) { return criterionNames.Marshal(c) }

// UnmarshalText reads what String writes.
func (c *Criterion) UnmarshalText(text []byte) error { return criterionNames.Unmarshal(c, text) }

// DebtOf says which items are one debt. The zero DebtOf is OfItem.
type DebtOf uint8

// What one debt is. An item of no agreement, such as an opening balance, is a
// debt of its own but under OfAll.
const (
	OfItem      DebtOf = iota // each item
	OfSlot                    // all of one agreement and slot: March's rent with its penalty
	OfAgreement               // all of one agreement
	OfAll                     // all that is open
)

var debtOfNames = finance.NewNames[DebtOf]("scope of a debt", "item", "slot", "agreement", "all")

// String is the name of the scope: item, slot, agreement, all.
func (d DebtOf) String() string { return debtOfNames.Text(d) }

// Validate refuses a value that is none of them with ErrRange.
func (d DebtOf) Validate() error { return debtOfNames.Validate(d) }

// MarshalText writes what String writes; an unknown scope is an error.
func (d DebtOf) MarshalText() ([]byte, error) { return debtOfNames.Marshal(d) }

// UnmarshalText reads what String writes.
func (d *DebtOf) UnmarshalText(text []byte) error { return debtOfNames.Unmarshal(d, text) }

// Told says what an instruction of the payer binds to. The zero Told is ToItem.
type Told uint8

// What an instruction binds to.
const (
	ToItem Told = iota // the very item that it names
	ToDebt             // the debt of that item, in which the ranks hold: under article 319 the payer chooses the debt, not the order within it
)

var toldNames = finance.NewNames[Told]("instruction", "item", "debt")

// String is the name of what it binds to: item, debt.
func (t Told) String() string { return toldNames.Text(t) }

// Validate refuses a value that is none of them with ErrRange.
func (t Told) Validate() error { return toldNames.Validate(t) }

// MarshalText writes what String writes; an unknown value is an error.
func (t Told) MarshalText() ([]byte, error) { return toldNames.Marshal(t) }

// UnmarshalText reads what String writes.
func (t *Told) UnmarshalText(text []byte) error { return toldNames.Unmarshal(t, text) }
