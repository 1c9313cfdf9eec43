package waterfall

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Terms are what the parties of a joint project agreed on its proceeds.
type Terms struct {
	Currency  finance.Currency  `json:"currency"`
	Term      civil.Period      `json:"term"`                // of the project; periods of compounding are counted from its first day
	Parties   []accrual.Party   `json:"parties"`             // all who contribute or receive, in the order that breaks ties
	Sponsor   accrual.Party     `json:"sponsor,omitempty"`   // who takes catch-up and promote; the others are the investors. Nobody: all are
	Deals     []string          `json:"deals,omitempty"`     // that flows may name; if there are any, each flow names one
	Scope     Scope             `json:"scope,omitzero"`      // whole project or deal by deal
	ClawBack  bool              `json:"claw_back,omitempty"` // by deal: the sponsor returns at the end what it had above the whole project
	Tiers     []Tier            `json:"tiers"`               // in the order of payment; the last is a Split without a hurdle
	Remainder finance.Remainder `json:"remainder,omitzero"`  // who gets the minor units left over, tier by tier
}

// Tier is one step of the waterfall. Which fields it has is its Kind's word.
type Tier struct {
	Name   string       `json:"name,omitempty"`   // in explanations; else the kind is named
	Kind   Kind         `json:"tier"`             // what fills it
	Yield  Yield        `json:"yield,omitzero"`   // of Preferred: the return on capital that is not back yet
	Carry  finance.Rate `json:"carry,omitzero"`   // of CatchUp: the share of the profit that the sponsor catches up to
	Shares []Share      `json:"shares,omitempty"` // of CatchUp and Split: 100 % together
	Until  Hurdle       `json:"until,omitzero"`   // of Split: none for the last
}

// Share is the part of a party in a tier.
type Share struct {
	Party accrual.Party `json:"party"`
	Share finance.Rate  `json:"share"`
}

// Hurdle is what the investors have when a tier ends: a multiple of what they
// contributed, or a return on it. With both, the later of the two.
type Hurdle struct {
	Multiple finance.Number `json:"multiple,omitzero"` // of all that they contributed: 1.5 is half as much again
	IRR      Yield          `json:"irr,omitzero"`      // compounding
}

// Kind says what a tier pays. The zero Kind is Capital.
type Kind uint8

// The kinds. A catch-up of which the sponsor takes the share s, towards the carry
// c of all profit, pays
//
//	(c × profit - promote) / (s - c)
//
// with the profit and the promote so far; after a preferred return alone and with
// s = 100 % that is preferred × c/(1 - c), not c × preferred. Profit is all that
// tiers but Capital paid, without a preferred return to the sponsor itself;
// promote is what the sponsor had of CatchUp and Split.
const (
	Capital   Kind = iota // what was contributed, to each in proportion to what is not back yet
	Preferred             // the return on it, to each in proportion to what is due
	CatchUp               // to Shares, until the sponsor has its Carry of the profit
	Split                 // to Shares, until the hurdle
)

var kindNames = finance.NewNames[Kind]("tier", "capital", "preferred", "catch-up", "split")

// Validate refuses a value that is no kind with ErrRange.
func (k Kind) Validate() error { return kindNames.Validate(k) }

// String is the name of the kind: capital, preferred, catch-up, split.
func (k Kind) String() string { return kindNames.Text(k) }

// MarshalText writes what String writes; an unknown kind is an error.
func (k Kind) MarshalText() ([]byte, error) { return kindNames.Marshal(k) }

// UnmarshalText reads what String writes.
func (k *Kind) UnmarshalText(text []byte) error { return kindNames.Unmarshal(k, text) }

// Scope says over what capital is returned before there is profit. The zero Scope
// is WholeProject.
type Scope uint8

// The scopes.
const (
	WholeProject Scope = iota // all deals together: also called European
	ByDeal                    // each deal by itself: also called American
)

var scopeNames = finance.NewNames[Scope]("scope", "whole-project", "by-deal")

// Validate refuses a value that is neither with ErrRange.
func (s Scope) Validate() error { return scopeNames.Validate(s) }

// String is the name of the scope: whole-project, by-deal.
func (s Scope) String() string { return scopeNames.Text(s) }

// MarshalText writes what String writes; an unknown scope is an error.
func (s Scope) MarshalText() ([]byte, error) { return scopeNames.Marshal(s) }

// UnmarshalText reads what String writes.
func (s *Scope) UnmarshalText(text []byte) error { return scopeNames.Unmarshal(s, text) }
