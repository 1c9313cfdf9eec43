// Package split divides an amount between co-creators, by a tree of named
// splits.
//
// A [Split] is whose money it is and a list of nodes, of which the first divides
// the whole. A [Node] divides what it has by shares, by points, equally, or in
// order: costs first, to whom bore them, and the rest onward. A [Part] of it
// goes to a party or to another node, to any depth. [Split.Divide] answers the
// lines: who gets what share, how much, and by which ways.
//
//	album := split.Split{Owner: "shop", Nodes: []split.Node{
//		{Name: "album", Parts: []split.Part{
//			{Party: "anna", Share: finance.MustRate("50%")},
//			{Split: "band", Share: finance.MustRate("30%")},
//		}, Rest: split.Target{Party: "fund"}},
//		{Name: "band", By: split.Equal, Parts: []split.Part{{Party: "boris"}, {Party: "vera"}, {Party: "gleb"}}},
//	}}
//	lines, err := album.Divide(finance.MustMoney("1000.00 RUB"))
//
// [Split.Clauses] are the same split as clauses of an agreement, one a party:
// package accrual then pays each of them what Divide says. A split that changes
// is a list of [Dated] ones, and [Amendments] what an agreement makes of it.
// [Draw] takes a sum from sources in order, wholly or not at all.
//
// Conventions. Shares multiply down the tree exactly; each party is rounded
// once, whatever the number of ways that lead to it, so its amount is within a
// minor unit of its exact share of the total, and the lines sum to the total. Who gets
// the minor units left over is a term, [finance.Remainder]; the order of parties
// is the order of reading: the first node from its first part on, each node
// where it is first named. What no part takes goes to the node's Rest, or is a
// line named unallocated and stays with the owner. Several parts may lead to one
// node: it divides what they bring together, once.
//
// A node in order takes nothing from a total of nothing or below: a loss is
// borne by its rest.
//
// Limits: [MaxNodes], [MaxParts], [MaxParties], [MaxSteps]; the shares of a split without a
// node in order have a common denominator within int64. Left out: interest on
// what is still to recoup, hurdles and promotes, which are waterfalls, and
// deductions before the split, which are clauses of their own.
package split
