// Package arrears computes late interest: what is owed, day by day, on debts
// that were posted and not paid when they were due.
//
// A [Debt] is what the books of a ledger hold as owed, with each [Part] that
// was paid of it and when; [Debts] folds it out of a ledger, [Of] makes it of
// one obligation. [Terms] say at what rate the days after the due day are
// counted: one that was agreed, or a share of a key rate that the host supplies
// as a timeline with sources, by the days overdue as each [Step] says.
// [Terms.Interest] is the total to the end of a day: an [Interest] with a
// [Line] for each stretch of days on which balance and rate stand, which sum to
// it. [Terms.Claims] makes obligations of what the books lack of such totals:
//
//	debts, err := arrears.Debts(books, ledger.Receivable, closing.At)
//	claims, err := terms.Claims(books, debts, closing)
//	books, err = books.Post(chart, claims...)
//
// Interest to a day is a total, a claim the difference of two: computing again
// claims only what is new, and gives back what a payment that came to light
// took away. Interest falls as the debt is paid, and is never owed on interest.
//
// Conventions, each a field with a default: the first day is the day after the
// due day; the day of a payment still counts on the balance before it; a rate
// is for a year of 365 days; no grace, no cap; rounded half-even once, at the
// end. Each debt is counted and capped by itself. The lines of a total that is
// rounded once are differences of its rounded course, so they sum to it and
// none is below zero.
//
// What the money is booked to is the ledger's rule: what lessens a key goes to
// its items, payments to what is due first. A payment counts from its own day,
// also when the books took it in a later month. What was reversed was never
// owed or paid.
//
// Left out: the order of allocation to costs, interest and principal (Civil Code
// art. 319), which is the ledger's; moving a due day that is no business day
// (art. 193), which is the host's; a key rate taken on the day of payment for
// all days before it (Housing Code art. 155); interest on interest. No rate and no
// law is known here.
//
// Limits: [MaxDays], [MaxParts], [MaxSteps], [MaxRates], [MaxGrace].
package arrears
