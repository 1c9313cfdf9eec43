package document

import "github.com/creative-cluster/kvartal/finance"

// Form is what a kind of document is made from. The zero Form is Charges.
type Form uint8

// The forms.
const (
	Charges        Form = iota // obligations
	Advances                   // payments received ahead of what they pay for
	SetOffs                    // claims of both sides, and what of them is extinguished
	Reconciliation             // the owner's account of a party beside the party's own
)

var formNames = finance.NewNames[Form]("form", "charges", "advances", "set-off", "reconciliation")

// Side is one of the two sides of a document, seen from the owner of the books.
// The zero Side is Owner.
type Side uint8

// The sides.
const (
	Owner Side = iota // whose books these are
	Other             // the other party
)

var sideNames = finance.NewNames[Side]("side", "owner", "other")

// Direction says who owes an amount. The zero Direction is ToIssuer.
type Direction uint8

// The directions.
const (
	ToIssuer Direction = iota // the recipient owes it to the issuer: rent in an act, the fee in a commission report
	ByIssuer                  // the issuer owes it to the recipient: the proceeds in a commission report
)

var directionNames = finance.NewNames[Direction]("direction", "to-issuer", "by-issuer")

// Per says what shares one document. The zero Per is PerParty.
type Per uint8

// The ways to gather obligations. Each is of one party, one period and one
// currency.
const (
	PerParty     Per = iota // everything
	PerAgreement            // one agreement
	PerKey                  // one obligation, or one payment
)

var perNames = finance.NewNames[Per]("per", "party", "agreement", "key")

// Cycle is the period of a document. The zero Cycle is ByMonth.
type Cycle uint8

// The cycles, by the month that posted the obligation.
const (
	ByMonth Cycle = iota
	ByQuarter
)

var cycleNames = finance.NewNames[Cycle]("cycle", "month", "quarter")

// Column is one column of a printed table.
type Column uint8

// The columns.
const (
	LineNumber Column = iota
	Description
	ForMonth
	Quantity
	Unit
	Price
	Net
	TaxRate
	Tax
	Gross
)

var columnNames = finance.NewNames[Column]("column", "number", "description", "month", "quantity", "unit", "price", "net", "tax-rate", "tax", "gross")

// Taxed says how a line bears tax. The zero Taxed is Untaxed.
type Taxed uint8

// The ways.
const (
	Untaxed Taxed = iota // none; not the same as a rate of nothing
	AtRate               // at the rate of the line
	AtRates              // at several: the rate changed within what the line is for
)

var taxedNames = finance.NewNames[Taxed]("taxed", "untaxed", "rate", "rates")

// MatchedBy says by what a line of one side was found with the other. The zero
// MatchedBy is Unmatched.
type MatchedBy uint8

// The ways to match, in the order in which they are tried.
const (
	Unmatched MatchedBy = iota
	ByNumber            // the document's number
	ByDay               // the same day and amount
	ByAmount            // an amount that each side has left once
)

var matchedNames = finance.NewNames[MatchedBy]("match", "none", "number", "day", "amount")
