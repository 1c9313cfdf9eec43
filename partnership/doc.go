// Package partnership models what clusters of different regions give each
// other: room on their shelves for each other's brands.
//
// A [Partner] takes part since a day. A [Hosting] is an agreement by which one
// partner, the host, keeps a quota of shelf metres for the brands of another,
// the guest, over a term. An [Exchange] is all partners with all their
// hostings: the terms. A [Placement] is a fact under a hosting: a brand took so
// many metres from one day to another. Terms and facts give what was exchanged:
//
//	exchanged, err := exchange.Reciprocity(year, placements)
//
// [Exchange.Check] holds placements against quotas and terms, [Exchange.Rooms]
// says what is still free on a day, [Exchange.Ending] which quotas end soon.
//
// What is given is counted in [ShelfMonths]: metres by days held over the days
// of each calendar month, exact. One partner gives what another receives, so
// balances sum to zero over all partners, always. A ratio of nothing to nothing
// is undefined and says so: neither 0 nor 1.
//
// Periods are half-open. Facts are append-only: a wrong placement is voided by
// another fact, and what was known on a day is asked with
// [Exchange.KnownBefore] and [KnownBefore]. The package knows no metre, region
// or brand of its own, and reads no clock.
//
// Left out: money (goods on consignment are the business of agreements), the
// life of an agreement from draft to closed, exclusivity, quotas that change
// within one hosting, and limits on a balance.
package partnership
