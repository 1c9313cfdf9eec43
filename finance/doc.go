// Package finance holds exact money, and the ways to divide it.
//
// A [Money] is a whole number of minor units of one [Currency]; a [Rate] is a
// reduced fraction, and a [Number] one that is no share. A product of money is
// rounded once, by a [Rounding] that the caller names:
//
//	due, err := rent.MulDiv(11, 31, finance.HalfEven) // eleven days of March
//	fee, err := sales.MulRate(finance.MustRate("8.35%"), finance.HalfUp)
//
// [Allocate] divides an amount over weights so that the parts sum to it, and a
// [Remainder] says who gets what is left over. [Tiers] apply a rate by layers,
// to the whole, or to the excess over a base. [AddTax] puts a tax on a price,
// [SplitTax] takes it out of one. [Problems] collects everything that is wrong
// with a value, each with its path, and costs nothing when all is well;
// [NewNames] is the table behind the texts of an enumeration.
//
// Arithmetic never wraps and never mixes: a result beyond int64 is
// [ErrOverflow], two currencies are [ErrCurrency]. Decimals of shopspring are
// the exchange type at the border; an exponent too large to mean an amount is
// an error before anything is computed with it. Text is plain ("12500.00
// RUB"), and the same in JSON and SQL; [FormatRU], [FormatEN] and [WordsRU]
// print for people. No rate, law or date is known here.
package finance
