// Package settlement says what the owner of the books may pay out to a party,
// when, and why not more.
//
// [Terms] are how a party is paid: which debt of the owner, by the month or the
// quarter, after how many days, from which amount on, and whether its report
// must be accepted first. [Propose] looks at what is open in the books on a day
// and sorts it: what is ready, and what is [Held] for a [Reason], with the day
// on which it may be paid. A host pays, and enters the payment:
//
//	proposals, err := settlement.Propose(books, april10, released, terms...)
//	payment, err := proposals[0].Payment("PO-17", "quarter")
//	books, err = books.Pay(april, cutoff, payment)
//
// What is open in another account than that of the Terms is not looked at, and a
// party without anything there has no proposal.
//
// [Reported] reads from commission reports what they let go, line by line: an
// objection holds its own line, and not the month. A [View] has beside the books
// and what is released the rule by which payments settle debts, and the rates for
// a party that is paid in another currency, by the two linked legs of
// [Proposal.Entry].
//
// [Draw] is the [Statement] of a period that is over: opening, lines, paid and
// closing, as the party sees them, and what it may be paid. What becomes known
// after the period counts in a later one, so a statement that is drawn again is
// the same to the byte.
//
// Conventions: amounts are seen from the party, what it is owed is above zero.
// Periods are those of the calendar. A hold is counted from the day on which an
// amount counts in the books. Fees, returns, set-offs and payments have lessened
// what is open before: each goes to its own key first, then to what is due
// first, or as the books say otherwise. Less than the minimum is carried over
// and joins what is ready later.
//
// Nothing is kept, no clock is read, and nothing is entered: what is paid is the
// host's decision. Netting is package netting, withholding of tax package payee.
package settlement
