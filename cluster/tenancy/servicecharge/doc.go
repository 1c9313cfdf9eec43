// Package servicecharge shares the costs of a house among those who hold it,
// and settles what they paid on account.
//
// A [Pool] is what is shared, by which [Key]. A [Cost] is a fact of the house:
// an invoice with the day it belongs to and the day it became known. A
// [Participant] is a lease in the pool: when it held, how much of the key, and
// its terms, a [Share]. A [Reconciliation] draws all of it up into a
// [Statement]: what each lease bears and why, what is left to the landlord, and
// the two together to the minor unit what was spent. [Statement.Facts] tells the
// spine, and the Share, which is a clause of the lease, charges what its lease
// bears less what it paid on account:
//
//	statement, err := servicecharge.Reconciliation{ID: "2026", Pool: house, Window: year, Known: day, Costs: costs, Participants: leases}.Draw()
//	facts, err := statement.Facts(servicecharge.Statement{}, day)
//
// Drawing a statement up is what makes it known. A late invoice means a second
// one, whose facts replace those of the first; what differs comes out of a close
// as adjustments. [Estimate] gives the payments on account of the next year.
//
// Conventions. A cost belongs to the window in which its day lies, and is spread
// evenly over its days: a share is by days held, not by who was there on the
// day of the invoice. Shares are whole numbers over one divisor and never
// rounded; a charge is rounded once, by [Pool.Remainder]. Only variable costs are
// grossed up, cut to the minor unit, and never so far that more than was spent
// is recovered. The order is: exclusions, gross-up, base year or stop, share,
// cap. Base years and caps compare calendar years.
//
// What stands empty is the landlord's, day by day, unless a lease's
// [Denominator] says that the occupants bear it; a day on which nobody is there
// is the landlord's even then, where dividing by the sum of share-days would
// charge it to whoever came later.
//
// It leaves out caps and base years by category, stops by the square metre, and
// occupants who bear nothing: a space let at a rent that holds all costs counts
// as void here, but in [Reconciliation.Occupancy].
package servicecharge
