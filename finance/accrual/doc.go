// Package accrual is the spine of the house: terms + facts → obligations.
//
// An [Agreement] is what two parties agreed: amendments that set named clauses
// from a day on. A [Fact] is something that happened, and became known on a
// day of its own; it adds to meters. A [Clause] counts meters over a [Window]
// and answers what was earned so far, or steps from one state to the next.
// [Close] applies the terms to the facts of a month and answers each
// [Obligation] that follows: who owes whom how much, for what, due when.
//
//	closed, err := accrual.Close(books, leases, march, cutoff, facts)
//
// A charge is a difference of two totals:
//
//	charge(from, to) = earned(to) − earned(from)
//
// so a part of a month, a slab, a cap or a guarantee gives the same sum however
// time is cut, and rounding telescopes instead of drifting. What becomes known
// late is replayed from a checkpoint in the [Books], and the difference to what
// was posted is an adjustment in the open month. Nothing posted is edited:
//
//	closed + adjusted = closed with everything known from the start
//
// A [Key] says what an amount is for, whatever the amount; a ledger enters each
// [Obligation.Posting] once. [Explain] derives an amount by the formula that
// charged it. [Agreement.DryRun] and [Compare] tell what terms come to before
// they are signed; a [Run] takes an agreement through simulated months. An
// [Informed] clause reads what is published for many, corrected as it becomes
// known.
//
// Conventions: months are billing slots; periods are half-open; "known before
// the cut-off" is what a close sees; an amendment's Known is the day on which
// the host entered it, whatever its date. A return counts in its own window or
// in its sale's, as the clause's Window says on the day of the sale. Facts
// outside the term of their agreement charge nothing. Late interest, netting
// and ageing fold over what was posted and are not charged here.
//
// Limits: MaxText, MaxReadings, MaxAmendments, MaxClauses, MaxVersions, MaxNames,
// MaxMeters, MaxFed, MaxDue, MaxMonths, MaxAhead; a stepper's state has at most
// 1 MiB, months are of the years 20 to 9980. The package keeps nothing, reads no
// clock, and knows no word of the domain.
package accrual
