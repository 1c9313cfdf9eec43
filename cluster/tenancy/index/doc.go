// Package index moves a price by a published series: rent by consumer prices,
// a storage fee by a building cost index.
//
// A [Series] is what an office publishes: a [Value] a month with the day of its
// publication, published again where it is corrected, and a [Rebase] where its
// basis changes. An [Indexation] is what two parties agreed: which series, when
// a price is reviewed, which months are compared, what of their change counts,
// within which bounds, and whether a later correction counts. [Check] says
// whether the one serves the other. A [Review] is what comes of them on a day,
// with the values and steps that prove it:
//
//	reviews, err := rent.Reviews(price, term, cpi, known) // what was published before that day
//	fmt.Println(reviews[0]) // 48401.91 RUB = 45000.00 RUB × 112.4/104.5 (CPI 2025-12 to 2024-12)
//
// [Indexation.News] says from which review day on a price may change by what
// was published between two days: what an engine must compute again.
//
// A review takes these steps, each by a field whose zero value is the default:
//
//	change   of the index: from the base month, or Chained from the review applied last;
//	         index/base - 1, or the difference in Points read as per cent
//	rounding of the change to RoundTo; none: exact
//	share    of the change that counts; none: all
//	plus     a rate for each review, added, or Compound; none: nothing
//	price    the first price, or with Chained the last rounded one, × (1 + change),
//	         rounded once, to Step or the minor unit, half-even
//	bounds   Floor, Cap and UpwardOnly against the price before, rounded as the price is
//
// Under a Threshold a smaller change of the index since the review applied last
// leaves the price. Until the index month is published the old price stands,
// and what is published later corrects the new one; Fixed, a review takes the
// latest value known on a stated day, for good.
//
// Arithmetic is exact between the roundings that are named. The package keeps
// nothing, reads no clock and knows no index: the host passes series with their
// sources. It leaves out rents that follow other rents, the greater of two
// indices, and what a contract says when an index is no longer published.
package index
