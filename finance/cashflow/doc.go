// Package cashflow measures streams of money and cuts them into schedules.
//
// A [Flow] is an amount on a day. [Dated] flows have an XNPV and an XIRR;
// [Periodic] ones, a period apart, have an NPV, an IRR, an MIRR and a payback.
// An internal rate need not exist and need not be one: [Roots] lists every one
// with its bracket and says which [Outcome] it is.
//
//	roots, err := plan.IRR()
//	rate, err := roots.Only() // an error unless there is exactly one
//
// The other half is exact. An [Annuity] is a level payment, a [Loan] a schedule
// whose last payment leaves nothing owed, a [StraightLine] the income that a
// term earns evenly, with an accrued balance that ends at zero, and an
// [EffectiveRent] what a rent is worth after free months and incentives.
//
// Two kinds of numbers, kept apart. What may become an obligation or an entry
// is [finance.Money], computed on whole numbers of any length and rounded
// where its field says. What measures, a present value or a rate of return, is
// a float64 and a basis for no payment: [Rounded] turns one into money for a
// report, and [Float] takes a rate from terms into a measure. A rate is a share
// of one, 0.12 is 12 %. Neither NaN nor an infinity comes out: what has no
// answer is an error.
//
// Left out: taxes on returns, leases of a lessee by IFRS 16 with their
// remeasurement, day counts that need reference periods, floating rates, and
// loans repaid early, which are a new schedule from that day on.
package cashflow
