// Package deposit keeps the security deposit of a lease: what is called, paid
// in, applied and returned, and what is held on a day.
//
// A [Deposit] has [Terms]: some months of the rent, or a sum, paid at once or by
// an [Instalment] each. [Deposit.Calls] says what is owed into it, with a top-up
// when the rent rises, and [Deposit.Obligations] makes obligations of what the books
// lack of that: untaxed, under the deposit's own clause. A [Movement] is a fact:
// money paid in, applied, returned; [Balance] folds them into the [Stand] on a
// day as known on a day:
//
//	calls, err := d.Obligations(books, rents, movements, closing)
//	stand, err := deposit.Balance(movements, on, known)
//
// When the space was handed back, [Terms.Settle] sets the deposit off against
// each [Claim] in the order agreed and says what goes back, by
// [Deposit.Deadline]. A [Damage] counts the lesser of the repair and what was
// left of the thing. [Deposit.Interest] is simple interest on what was held.
//
// Conventions: held = paid in − applied − returned, on no day below zero, and
// applied + forfeited + refund = held at the close. A deposit is a liability and
// no income until it is applied. A rent that falls calls nothing back while the
// lease runs. Of one day what was paid in counts first.
//
// Tax: holding a deposit bears none, and calls and returns are untaxed. What is
// set off against rent that was charged pays an obligation that bears its tax
// already: there is none on top. What is set off against rent of a time to come
// is an advance that holds tax: the host takes it out with finance.SplitTax, at
// the rate of that day. What pays for damage or a penalty bears what the host's
// law says of these. No rate or law is known here.
//
// In a ledger a call debits the receivable and credits ledger.Deposits; paying
// it is a payment of the resident. [Deposit.Entry] applies: it debits the
// liability and credits what the resident owed. [Deposit.Return] owes the rest
// back.
//
// Left out: deposits in kind, guarantees of a bank, interest upon interest, and
// what a deposit is worth later.
//
// Limits: [MaxMonths], [MaxInstalments], [MaxMovements], [MaxDays], [MaxLife],
// arrears.MaxRates for a timeline.
package deposit
