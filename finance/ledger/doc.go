// Package ledger keeps the books of one party: what was earned, owed and paid,
// in double entry in each currency.
//
// A [Ledger] is a value: a list of entries that only grows. An [Entry] is one
// event; its lines say what it does to which [Account] and sum to zero in each
// currency. A [Chart], the host's data, says which accounts an obligation
// moves, and Post enters the obligations of a close, each exactly once:
//
//	books, err = books.Post(chart, closed.Obligations...)
//	books, err = books.Pay(april, cutoff, payments...)
//
// Pay enters a [Payment], Enter any other entry, Reverse the opposite of one,
// Begin the balances of another system, and Lock closes months for good or until
// an Unlock that everybody sees: nothing is edited. All else folds over the
// entries when it is asked for: Balance, ByParty and TrialBalance, Cash with what
// of it belongs to others, the [Statement] of a party whole or by the [Page],
// what is [Open] and its [Ageing], the [Spending] of money given for a purpose,
// and each of these AsKnown before a day. A [Deferral] makes entries of what is
// paid for months to come, and Draw divides what is needed over sources.
//
// The entries live in a [Store] of the host's: two methods, of which package
// ledgertest says whether they keep their promises. [Load] reads books from it,
// [Update] writes by the rules of this package, [LoadParty] reads what one party
// needs. [Memory] is one that ships.
//
// Debits are positive, credits negative: what others owe is above zero, income
// and the owner's debts below. A day means its end; periods are half-open; known
// before a day does not take that day, as with a cut-off. An entry that came
// late keeps its day and counts from the first of the month that took it, so
// what was reported of a closed month stays. Goods on consignment are never the
// owner's: they stand off the balance in [Goods] until the sale, from which on
// the maker's money is a debt, and only the commission is income. Payments go to
// what is due first, as a fold: which of them paid what is not stored.
//
// A ledger with n entries is entered into in about log n steps an entry, and a
// statement reads the entries of its party only. Limits: [accrual.MaxText] for
// ids, names and accounts, [MaxText] for an entry's text, [MaxLines] for its
// lines, [MaxRules] for a chart, [MaxEstimates] and [MaxDeferral], and int64 for
// all that is ever turned over in one currency, on the balance and off it, so
// that no sum overflows.
//
// Elsewhere: set-off and netting between parties in package netting, who may be
// paid what and when in settlement, documents in document, payments of a bank
// statement in bank, the books as text for other tools in journal.
package ledger
