// Package cluster is the whole house at a date: everything that a creative
// cluster agreed, and what follows from it month by month.
//
// A [Cluster] is all its terms: the house it lets, the shop that it keeps, the
// exchange with partners, public money, a chart of accounts and a budget.
// [Facts] are what happened: sales, goods, placements, costs, payments. Close
// applies the one to the other and enters what follows into the ledger:
//
//	closed, err := quarter.Close(books, march, cutoff, facts)
//
// [Closed] holds the new obligations and the next [Books]; nothing that was
// handed in changes. Repeating a close posts nothing; what comes late becomes
// adjustments in the open month.
//
// The rest folds over the books: Report is the month in ten lines as data,
// Explainer derives each amount in words, Forecast closes the months to come
// under the terms already signed.
//
// Conventions are those of the rooms: half-open periods, amounts exact to the
// minor unit, days without clock. Costs count in the months that they are for,
// but not before the month of their invoice; what is for later months is
// prepaid. A cost is spread over at most 120 months, a forecast has at most 120,
// and a report looks [EndingDays] ahead. Work grows with the facts and entries,
// not with their square. Documents, netting and payouts are rooms of finance that a
// host uses upon the books; voids of costs are not here yet. A strategy to 2030 is
// package strategy.
package cluster
