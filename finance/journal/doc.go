// Package journal carries the books of package ledger to other programs and
// people: as plain-text accounting, and as rows for an accountant.
//
// [Write] writes entries as a journal that both hledger and Ledger take in
// their strict modes, [WriteBeancount] as the text of Beancount:
//
//	err := journal.Write(w, books.Entries())
//
// [Parse] reads the text of a [Dialect] into a [Journal], [Journal.Check] does
// what the tool itself does with it: infers an amount left out, balances each
// transaction and tries each assertion. [Journal.Entries] turns what was
// written here back into equal entries.
//
// [Map], the host's data, gives the accounts of the books their codes in
// another chart; [Map.Pairs] breaks an entry into a debit and a credit each
// and [WriteRows] writes them as CSV, which [ReadRows] and [Totals] read back.
//
// Amounts have all decimals of their currency, a point and no other mark. The
// day of a transaction is that from which the entry counts, ledger.Entry.Day,
// so that balances at any day are those of the books; the day on which it
// happened is a tag where it differs. Other fields are tags too: id, party,
// due, known and so on. A backslash, and whatever would not print or means something
// to a tool, is written as Go escapes it; the tools show the escapes.
//
// Names for Beancount begin each level with a capital. What it does not take
// is written so that no two accounts merge: a space as two dashes, another
// character as three dashes, its number and a dash (see [BeancountName]).
//
// Lines off the balance, memo:goods and the like, have one side. For hledger and
// Ledger they are virtual postings, (memo:goods), whose balances are those of
// ledger.OffBalance; in CSV they are rows with a debit or a credit alone.
// Beancount has no such thing: there they are left out, and an entry that has no
// other lines with them. Locks move nothing: they are comments for hledger and
// Ledger and are left out elsewhere, so that what is read back has none. The
// first line for Beancount says how much was left out.
//
// Limits: MaxBytes, MaxLine, MaxDigits, MaxPostings and MaxLevels; days from
// 1400 on, which is where Ledger begins, and to 2999 for Beancount. Left out
// of Parse are include, alias, apply, bucket, D, periodic (~) and automatic
// (=) transactions, lots in braces, and Beancount's plugin and push: each is
// ErrUnsupported with its line. So is a comma before decimals in Ledger, but
// as ErrSyntax.
package journal
