package split

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Split is how an amount is divided: a tree of nodes, of which the first
// divides the whole.
//
// Per and Returns matter to Clauses only: the total of a window is divided, or
// each line by itself. What a node in order takes first, it takes in each
// window, up to its amount: a cost that is recouped once wants Per life.
type Split struct {
	Owner     accrual.Party     `json:"owner"` // whose money is divided; keeps what is unallocated
	Nodes     []Node            `json:"nodes"`
	Remainder finance.Remainder `json:"remainder,omitzero"` // who gets the minor units left over
	Per       accrual.Cycle     `json:"per,omitzero"`
	Returns   accrual.Returns   `json:"returns,omitzero"`
}

// Node is a named split: it divides what it has between its parts.
type Node struct {
	Name  string `json:"name"`
	By    By     `json:"by,omitzero"`
	Parts []Part `json:"parts"`
	Rest  Target `json:"rest,omitzero"` // who gets what no part takes, of Shares and InOrder; nobody: it is unallocated
}

// Part is what a node gives to a party or to another node: one of the two is
// named. Of the other fields it has the one that the node divides by.
type Part struct {
	Party  accrual.Party `json:"party,omitempty"`
	Split  string        `json:"split,omitempty"` // the name of another node
	Share  finance.Rate  `json:"share,omitzero"`  // by Shares: above 0, at most 100 %
	Points int64         `json:"points,omitempty"`
	UpTo   finance.Money `json:"up_to,omitzero"` // by InOrder: above zero
}

// Target is a party or a node; the zero Target is nobody.
type Target struct {
	Party accrual.Party `json:"party,omitempty"`
	Split string        `json:"split,omitempty"`
}

// Limits of a split.
const (
	MaxNodes   = 1000    // of one split, and so its depth
	MaxParts   = 100     // of one node
	MaxParties = 100     // who get something, the unallocated part counted
	MaxSteps   = 100_000 // of all ways to all parties together
)

// Window is what the total is counted over.
func (s Split) Window() accrual.Window {
	return accrual.Window{Cycle: s.Per, Returns: s.Returns}
}

func (p *Part) target() Target { return Target{p.Party, p.Split} }
