// Package tenancy models who holds which space of a cluster, and what they owe
// for it.
//
// A [House] has buildings with their spaces, residents, and leases. A [Space]
// has an [Area] and a [Use]. A [Lease] gives spaces to a [Resident] for a
// period and lists its rent as clauses, few parts that compose: [Amount] by
// sum, area or piece with its [Step]s, [TurnoverRent], [Bound], [OneOff] and
// [ClawBack]. A [Sale]
// is the fact that turnover rent counts. [House.Agreements] gives what
// accrual.Close applies to a month's facts, and [Kinds] names the clauses for
// files:
//
//	agreements, err := house.Agreements() // every problem, each with its path
//
// What happens to a lease is appended to it as [Event]s, each with the day from
// which it holds and the day on which it became known, by a table of the states
// of its life; what they mean for charges is derived:
//
//	lease, err = lease.Apply(tenancy.Event{Action: tenancy.EndEarly, On: july, Known: today})
//
// An [Option] is never written into the end date: a notice in time and met
// conditions take it up, and [House.Deadlines] is the diary of notices. A
// [Holdover] says what a stay after the last day costs. A lease with a Head is a
// sublease. [Lease.State] and [House.AsKnown] answer as known before a day.
//
// Spaces form a tree, are measured again, split, merged and retired on a day; a
// [Flag] such as state property limits what a lease may agree, by the house's
// [Limit] table. Each [Applicant] of the waiting list has needs, and
// [House.Offers] tells which spaces fit from when, and why.
//
// What stands on a day is measured, not accrued: [House.Occupancy] by area and
// count, the [RentRoll] with what each lease brings a month, [House.Vacancy],
// the [Bridge] from market rent to what is paid, the unexpired terms
// ([House.Wault]), the expiries and the mix of uses; over a period occupancy,
// [Rents] and [Retention]; of a lease what it pays whatever is sold
// ([House.Contracted]) and its net effective rent.
//
// Periods are half-open: a lease through 31 March ends on 1 April. Each clause
// rounds once, at its end, half-even unless it says otherwise; a breakpoint that
// shrinks with a part of a window is an amount of its own. Prices and rents
// are net of tax, or hold it, as the house's Tax says; measures give both parts.
// The package keeps nothing, reads no clock and knows no rate or law: the host
// passes dated tables.
//
// It leaves out, for now, indexation, service charges, deposits and
// memberships.
package tenancy
