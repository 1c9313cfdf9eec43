// Package till follows money from the sale to the bank, and prints where two
// documents differ.
//
// Four documents tell of the same sales. A [Line] is one item of a receipt, with
// its shift, tender and channel. A [ShiftTotal] is what the closing report of a
// shift (a Z-report) says of one tender. A [RegisterLine] is what the acquirer
// took for one receipt and kept as its fee, in a payout batch. A [Credit] is
// what the bank credited for a batch. Each is a row of CSV by its json tags:
//
//	lines, err := terms.Rows[till.Line](file, "sales.csv")
//	found, err := till.Reconcile(rules, till.Documents{Lines: lines, Shifts: shifts, Register: register, Bank: credits})
//
// [Reconcile] holds each document against the next, in stages:
//
//	sales lines = shift totals = acquirer's register = bank credit + fee
//
// Lines and shift totals are matched by shift and tender, lines and register by
// receipt and tender, register and bank by batch, one to one: of rows with one
// key the first counts, and each further one is a difference. Whatever does not
// match is a [Difference] that says what, where, how much and between which
// documents. Nothing is lost: in each stage the left total less the right total
// is the sum of its differences.
//
// [Rules] name the tenders that go to the acquirer, the fee that was agreed,
// and how long one waits before what has not come is missing. [Line.Fact] makes
// a line a fact of its maker's agreement, with meters by tender and channel.
//
// Conventions: a refund is a receipt of its own with amounts below zero. A
// receipt's number is unique over all documents (that of the fiscal drive and
// of the document in it, not the one that starts anew with each shift); where
// the acquirer knows another number, the host puts the one that both bear.
// All amounts are in one currency. The order of rows does not matter.
//
// Limits: [accrual.MaxText] for texts, [MaxRows] and [MaxAmount]. Left out: cash
// handed to the bank, and what a maker gets of a sale: the plan of the agreement
// says.
package till
