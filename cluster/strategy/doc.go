// Package strategy asks what a cluster's terms bring in futures that nobody
// knows: the same clauses that close a real month, on facts that are drawn.
//
// A [Study] runs [Scenario]s through futures, month by month, to a horizon. A
// scenario is a cluster with its books, and what is changed in it: an
// [Expansion] with its loan. [Uncertainty] is what nobody controls: demand,
// renewals, voids. The futures are the same for every scenario, so the
// difference between two outcomes is the scenarios':
//
//	results, err := study.Run(ctx, 2)
//
// Each [Result] holds an [Outcome] of each future, and quantiles of any
// measure of them. The results depend on the study alone, not on the number of
// workers. A study without uncertainty is the forecast of package cluster, line
// by line.
//
// A charge goes to the line of income that the chart gives it, or to the costs
// where that is an expense; a charge on any other account is left out.
//
// Randomness enters as [Streams]: numbers by seed, future and name. Amounts in
// an outcome are exact sums of what the clauses charged; drawn facts are rounded
// to the minor unit as they enter. Bits are equal on one architecture, not
// across.
//
// Limits: [MaxFutures], [MaxMonths], 256 workers, and sales of an agreement in a
// month below 2^53 minor units. Left out for now: discovery, sensitivity,
// robustness, and levers other than an expansion.
package strategy
