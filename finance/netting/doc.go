// Package netting sets claims off against each other, as far as the agreements
// behind them permit it.
//
// A [Claim] is what one party owes another, open and due; [Terms] are the host's
// table of what may be set off, each line with its source. SetOff meets the
// claims of each two parties, the oldest first; Net clears the claims of many at
// once, so that each of them only pays or only receives:
//
//	act, err := netting.SetOff(terms, "act 12", day, claims)
//	books, err = books.Enter(act.Entries("quarter")...)
//
// Both answer an [Act]: which claims are extinguished by how much, what is owed
// in their place, what was left out and why, and the entries of each party's
// ledger. An act is data; its id and day are the host's, and make the ids of the
// entries, so that it is entered exactly once.
//
// Only claims of money in one currency meet. Others are converted first, by
// Convert, at a dated rate with its source, when the parties agreed so: what
// comes of it nets in the one currency, and is entered as two linked legs.
//
// Left out: the declaration and its delivery (a set-off between two parties
// works from what one tells the other), netting in insolvency, and the document
// of an act: document.Kind.SetOff draws one of the same open items.
package netting
