package accrual

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Agreement is what two parties agreed, with its amendments. The first
// amendment is the agreement itself.
type Agreement struct {
	ID         string           `json:"id"`
	Currency   finance.Currency `json:"currency"`         // of all its amounts
	Tax        Tax              `json:"tax,omitzero"`     // on every clause that is not Untaxed
	Meters     []Meter          `json:"meters,omitempty"` // what the facts of this agreement feed; a clause that counts another is refused
	Amendments []Amendment      `json:"amendments"`
}

// Amendment sets and drops clauses by name, and changes parties or term. The
// terms on a day, as known on a day, fold the amendments by From, then Known.
type Amendment struct {
	From    civil.Date    `json:"from"`  // the day from which it holds
	Known   civil.Date    `json:"known"` // the day on which it became known
	Set     []Named       `json:"set,omitempty"`
	Drop    []string      `json:"drop,omitempty"`
	Parties *Parties      `json:"parties,omitempty"`
	Term    *civil.Period `json:"term,omitempty"` // the last one known is the term of the whole agreement
}

// Named is a clause under its stable name in an agreement, with what the
// agreement says of it. Package terms reads and writes it; encoding/json leaves
// the clause out.
type Named struct {
	Name    string `json:"name"`
	Clause  Clause `json:"-" terms:"kind"`    // written beside the other fields, after its kind
	Advance bool   `json:"advance,omitempty"` // billed at the month's start; otherwise in arrears
	Change  Change `json:"change,omitzero"`   // what setting it does to a window that is open
	Back    bool   `json:"back,omitempty"`    // owed the other way round: by the creditor to the debtor
	To      Party  `json:"to,omitempty"`      // owed to this third party in place of the creditor (of a clause that goes Back, of the debtor); empty for none
	Untaxed bool   `json:"untaxed,omitempty"` // outside the agreement's tax
	Due     int    `json:"due,omitempty"`     // days from the slot's first day (in advance), or from the last day of the month that posts it (in arrears, and of an adjustment): 10 in arrears of March is 10 April
}

// Change is what an amendment in the middle of a window does to it.
type Change uint8

// The changes. Carry: counters run on, what was charged stands. Restart: the
// window counts anew from that day, its whole length stays the divisor.
// Rerate: as if it had always been so; the jump falls in the period of the
// change. A clause that changes its cycle restarts.
const (
	Carry Change = iota
	Restart
	Rerate
)

var changeNames = finance.NewNames[Change]("change", "carry", "restart", "re-rate")

// String is the name of the change: carry, restart, re-rate.
func (c Change) String() string { return changeNames.Text(c) }

// MarshalText writes what String writes; an unknown change is an error.
func (c Change) MarshalText() ([]byte, error) { return changeNames.Marshal(c) }

// UnmarshalText reads what String writes.
func (c *Change) UnmarshalText(text []byte) error { return changeNames.Unmarshal(c, text) }

// Parties are the two sides of an agreement. The debtor owes what its clauses
// charge; of a clause that goes Back, the creditor.
type Parties struct {
	Creditor Party `json:"creditor"`
	Debtor   Party `json:"debtor"`
}

// Tax is computed on the whole charge of a key, at the rate of the day of
// supply. A rate change inside a period gives two tax lines under one key. The
// zero Tax is none.
type Tax struct {
	Rates    civil.Timeline[finance.Rate] `json:"rates"`
	Included bool                         `json:"included,omitempty"` // clauses give amounts with the tax inside them; otherwise it comes on top
	Rounding finance.Rounding             `json:"rounding,omitzero"`  // of each tax line to the minor unit
}

// Key says what an amount is for. Version, order in a list and amount are not
// in it: inserting a clause or backdating an amendment changes no key.
type Key struct {
	Agreement string       `json:"agreement"`
	Clause    string       `json:"clause"`
	Slot      civil.Period `json:"slot"`             // the whole billing slot, also when less was held
	Source    string       `json:"source,omitempty"` // the fact of a one-off charge, else empty
}

// Obligation is who owes whom how much, for what, since when, due when.
type Obligation struct {
	Key
	Debtor   Party         `json:"debtor"`
	Creditor Party         `json:"creditor"`
	Net      finance.Money `json:"net"`
	Tax      finance.Money `json:"tax"`
	For      civil.Month   `json:"for"`    // the month that the amount belongs to
	In       civil.Month   `json:"in"`     // the month that posted it; later than For in an adjustment
	Cutoff   civil.Date    `json:"cutoff"` // of the close that posted it
	Due      civil.Date    `json:"due"`
}

// Adjusts reports whether o corrects a month that was closed before.
func (o Obligation) Adjusts() bool { return o.In != o.For }

// Gross is net and tax together. It fails only on overflow.
func (o Obligation) Gross() (finance.Money, error) { return o.Net.Add(o.Tax) }
