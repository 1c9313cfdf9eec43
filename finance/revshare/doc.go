// Package revshare holds the clauses by which revenue is shared: what a seller
// passes on, what it keeps, and how makers divide the rest.
//
// Each is one sentence of an [accrual.Agreement], and counts meters of facts
// or of other clauses. [PassThrough] owes what a meter counted; a [Commission]
// is a flat share of it, a [SlabCommission] goes by layers. [Minimum] tops up
// what another clause charged. [SplitShare] is one part of a division whose
// parts always sum to the whole. A goods agreement is mostly the first two,
// the fee going back from the maker to the shop:
//
//	Set: []accrual.Named{
//		{Name: "proceeds", Clause: revshare.PassThrough{Meter: "gross"}, Untaxed: true},
//		{Name: "fee", Clause: revshare.Commission{Meter: "gross", Rate: finance.MustRate("30%")}, Back: true},
//	}
//
// These are earners: they answer what a window has earned so far, rounded once,
// so however a window is cut, its charges sum to the same. [FrozenCommission]
// is a stepper: it remembers each sale, so that a return gives back what its
// own sale bore.
//
// Readings are minor units of the agreement's currency, a return's are below
// zero. What a total below zero owes is a field, [Negative]; so is the rounding,
// half-even where nothing is said. Nobody's name is in a clause: who owes it to
// whom is the agreement's word. Advances, reserves, caps, waterfalls and
// settlement are not here yet.
package revshare
