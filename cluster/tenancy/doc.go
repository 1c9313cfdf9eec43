// Package tenancy models who holds which space of a cluster, and what they owe
// for it.
//
// A [House] has buildings with their spaces, residents, leases and memberships.
// A [Space] has an [Area] and a [Use]; spaces form a tree, are measured again,
// split, merged and retired on a day, and a [Flag] such as state property limits
// what a lease of it may agree, by the house's [Limit] table.
//
// A [Lease] gives spaces to a [Resident] for a term and lists what is owed for
// them as clauses. There are few, any number stands on one lease, and what people
// have a name for is a composition of them, shown by an Example:
//
//	Amount        a sum a month, by area or by the piece; by steps, by an index, on some days,
//	              in part: base and step rent, rent-free, abatement, a share of market rent, a fit-out
//	TurnoverRent  a share of sales, or a table of shares; above, less or in place of other clauses
//	Bound         a least and a most of what other clauses charge in a window
//	OneOff        a sum on a day
//	ClawBack      what goes back of an abatement when a lease ends early
//	HoldoverRent  what a stay after the last day costs; the event HoldOver makes it
//
// Beside them stand those of the rooms below, and a host's own, which is one file.
// [House.Agreements] gives what accrual.Close applies to a month's facts, such as
// each [Sale]; [House.Agreement] one lease, to be run dry before it is signed;
// [Kinds] the names of the clauses for files:
//
//	agreements, err := house.Agreements() // every problem, each with its path
//	closed, err := accrual.Close(books, agreements, month, cutoff, facts)
//
// Choose the cut-off some days into the next month, such as the 5th: a reading or
// a report of the 1st that closes the month is then in it.
//
// What happens to a lease is an [Event] with two dates: a handover, an amendment,
// a suspension, a notice, an end, a stay. [Lease.Apply] takes those that its
// [State] has a place for. An [Option] to break, extend or renew is never written
// into the end: [House.Deadlines] is the diary of what may be served and until
// when. A sublease hangs on its head lease. [House.AsKnown] is the house as it was
// known on a day.
//
// Costs that many share are facts too: [House.Reconcile] draws them up for a
// window, and the leases settle what they paid on account. Each [Applicant] of
// the waiting list has needs, and [House.Offers] tells which spaces fit from when,
// and why.
//
// What stands on a day is measured, not accrued: [House.Occupancy] by area and
// count, the [RentRoll] with what each lease brings a month, [House.Vacancy], the
// [Bridge] from market rent to what is paid, the unexpired terms ([House.Wault]),
// the expiries and the mix of uses; over a period occupancy, [Rents] and
// [Retention]; of a lease what it pays whatever is sold ([House.Contracted]) and
// its net effective rent.
//
// A clause of your own is a type in one file: Window says what it counts over,
// Meters which facts it counts, and Earned what they come to so far; or Step in its
// place, where lines and a state come of each month. Where they apply, Validate
// refuses bad terms, In(currency) those in another currency; as a [Fixed] one it
// counts as rent in measures, as an [Agreed] one in the headline rent. Its facts of its own stand in
// [House] Meters, and its name for files beside those of [Kinds].
//
// The rooms below are of use by themselves:
//
//	index          prices that follow a published series
//	utility        readings of meters, tariffs
//	servicecharge  pools of cost, shares, statements
//	membership     plans, credits and passes of a coworking
//	deposit        what is held: called, topped up, applied, returned
//	law            rules as dated tables, which warn
//
// Conventions. Periods are half-open: a lease through 31 March ends on 1 April. A
// month that is held whole bears one month's rent, a part by its days over those
// of the month unless [DayBasis] says otherwise. Each clause rounds its total
// once, half-even unless it says otherwise; a sum that shrinks with a part of a
// window, and a price that moves by a percentage, are amounts of their own. What a
// clause gives is net of tax, or holds it, as the house's Tax says; measures give
// both parts. A clause counts others by name, what they charged before it; two
// dates and what an amendment does to an open window are accrual's.
//
// The package keeps nothing, reads no clock and knows no rate or law: the host
// passes dated tables. It leaves out leases of a lessee by IFRS 16, rents in
// another currency than the house's, bookings by the hour, documents and their
// numbers; payments and netting are the ledger's, late interest is that of
// finance/arrears.
package tenancy
