package payee

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Tables are the tax forms that a host knows.
type Tables struct {
	Forms []Form `json:"forms"`
}

// Form is a tax form, as it was and is.
type Form struct {
	Name   string                `json:"name"`
	Rules  civil.Timeline[Rules] `json:"rules"`
	Limits []Limit               `json:"limits,omitempty"` // of its income
}

// Rules are what a form means from a day on.
type Rules struct {
	Invoices Invoicer `json:"invoices,omitzero"`  // who draws up the document of a payout
	Receipt  bool     `json:"receipt,omitempty"`  // the payee gives a receipt of its own for its income
	Base     Base     `json:"base,omitzero"`      // what its income is
	AsAgent  AsAgent  `json:"as_agent,omitzero"`  // what its income is where it sells for others
	Withheld []Tax    `json:"withheld,omitempty"` // by whoever pays it, in this order
	Own      []Own    `json:"own,omitempty"`      // what it pays itself, by kind of buyer
}

// Tax is withheld from a payout.
//
//	tax = base × rate, or base × rate / (1 + rate) where it is inside
type Tax struct {
	Name     string           `json:"name"`
	Rate     finance.Rate     `json:"rate"`              // above 0, at most 100 %
	Inside   bool             `json:"inside,omitempty"`  // the base holds it already
	OfRest   bool             `json:"of_rest,omitempty"` // the base is what the taxes before it left; otherwise the gross
	Unit     finance.Money    `json:"unit,omitzero"`     // it is a whole number of these, such as a rouble; zero is the minor unit
	Rounding finance.Rounding `json:"rounding,omitzero"`
}

// Own is the rate at which a payee pays tax on income from a kind of buyer.
// Nothing is withheld by it: it tells what will be left.
type Own struct {
	Buyer    string           `json:"buyer,omitempty"` // such as individual; empty for all others
	Rate     finance.Rate     `json:"rate"`
	Unit     finance.Money    `json:"unit,omitzero"`
	Rounding finance.Rounding `json:"rounding,omitzero"`
}

// Invoicer says who draws up the document. The zero Invoicer is ByPayee.
type Invoicer uint8

// The invoicers.
const (
	ByPayee Invoicer = iota // the payee: an act, an invoice
	ByPayer                 // the payer in the payee's place: an agent's report, an act of its own
)

// Base says what income is. The zero Base is WholePrice.
type Base uint8

// The bases.
const (
	WholePrice Base = iota // what buyers paid, a fee that an agent kept included
	PaidOut                // what came to the payee
)

// AsAgent says what income of an agent is. The zero AsAgent is FeeOnly.
type AsAgent uint8

// What an agent counts.
const (
	FeeOnly     AsAgent = iota // its fee; what it passes on is no income
	AllThatCame                // all that buyers paid
	NoAgent                    // the form may not sell for others
)

var (
	invoicerNames = finance.NewNames[Invoicer]("invoicer", "payee", "payer")
	baseNames     = finance.NewNames[Base]("base", "whole-price", "paid-out")
	agentNames    = finance.NewNames[AsAgent]("as agent", "fee-only", "all-that-came", "no-agent")
)

// Validate refuses a value that is none of the names with ErrRange.
func (i Invoicer) Validate() error { return invoicerNames.Validate(i) }

// String is the name: payee, payer.
func (i Invoicer) String() string { return invoicerNames.Text(i) }

// MarshalText writes what String writes; an unknown value is an error.
func (i Invoicer) MarshalText() ([]byte, error) { return invoicerNames.Marshal(i) }

// UnmarshalText reads what String writes.
func (i *Invoicer) UnmarshalText(text []byte) error { return invoicerNames.Unmarshal(i, text) }

// Validate refuses a value that is none of the names with ErrRange.
func (b Base) Validate() error { return baseNames.Validate(b) }

// String is the name: whole-price, paid-out.
func (b Base) String() string { return baseNames.Text(b) }

// MarshalText writes what String writes; an unknown value is an error.
func (b Base) MarshalText() ([]byte, error) { return baseNames.Marshal(b) }

// UnmarshalText reads what String writes.
func (b *Base) UnmarshalText(text []byte) error { return baseNames.Unmarshal(b, text) }

// Validate refuses a value that is none of the names with ErrRange.
func (a AsAgent) Validate() error { return agentNames.Validate(a) }

// String is the name: fee-only, all-that-came, no-agent.
func (a AsAgent) String() string { return agentNames.Text(a) }

// MarshalText writes what String writes; an unknown value is an error.
func (a AsAgent) MarshalText() ([]byte, error) { return agentNames.Marshal(a) }

// UnmarshalText reads what String writes.
func (a *AsAgent) UnmarshalText(text []byte) error { return agentNames.Unmarshal(a, text) }
