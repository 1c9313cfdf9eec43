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
// Pay enters a [Payment], Enter any other entry, Reverse the opposite of one:
// nothing is edited. All else folds over the entries when it is asked for:
// Balance and TrialBalance, Cash with what of it belongs to others, the
// [Statement] of a party, what is [Open] and its [Ageing].
//
// Debits are positive, credits negative: what others owe is above zero, income
// and the owner's debts below. A day means its end; periods are half-open. An
// entry that came late keeps its day and counts from the first of the month
// that took it, so what was reported of a closed month stays. Goods on
// consignment are never the owner's: from the sale the maker's money is its
// debt, and only the commission is income. Payments go to what is due first,
// as a fold: which of them paid what is not stored.
//
// A ledger with n entries is entered into in about log n steps an entry, and a
// statement reads the entries of its party only. Limits: [accrual.MaxText] for
// ids, names and accounts, [MaxText] for an entry's text, [MaxLines] for its
// lines, [MaxRules] for a chart, and int64 for all that is ever turned over in
// one currency, so that no sum overflows.
//
// Left out for now: netting between parties, payments directed by the payer,
// differences of exchange, documents, and the journals of other tools.
package ledger
