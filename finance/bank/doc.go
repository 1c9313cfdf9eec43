// Package bank reads and writes the exchange format of 1C and Russian banks,
// 1CClientBankExchange, and finds what the payments of a statement are for.
//
// An [Exchange] is one file: the accounts that it is a statement of, and the
// documents that moved money. [Read] takes a statement from a bank in any of its
// three encodings and reports every problem by its line; [Exchange.Check] says
// where the sums of a statement do not add up. The other way, [Orders] makes of
// payments an Exchange that a bank takes:
//
//	orders, err := bank.Orders(operator, day, directory, payments)
//	_, err = orders.WriteTo(w)
//	statement, err := bank.Read(r, "statement.txt")
//	matched, err := bank.Match(books, day, ours, directory, statement.Documents, payments...)
//
// [Match] compares documents with what is open in the books. Who paid is known
// by the account or the tax number, what for by the amount and by the numbers
// that the purpose names. What is sure becomes a [ledger.Payment] whose id is
// that of the bank's document, so that a statement that is read twice pays once;
// the owner's own orders are known by their numbers, and keep their ids. What is
// doubtful is listed with the reason, for a person to decide.
//
// Conventions: amounts are in roubles, a document's above zero; days are those
// on which the bank debited or credited; fields that this package does not know
// are kept as they are and written again. The format has no escapes, so a text
// with a line break is refused when it is written.
//
// Source: the description of the format by 1C, "Стандарт обмена с клиентом
// банка", version 1.03. Limits: [MaxBytes], [MaxDocuments], [MaxField].
package bank
