// Package stats measures what two or more rooms measure with: moments,
// quantiles and the interval around a mean. Here binary floats are at home,
// and money is not.
//
// [Moments] takes numbers one by one and forgets them; moments of parts merge
// into those of the whole. A [Sample] keeps its numbers sorted and answers
// quantiles by any of the nine types of Hyndman and Fan:
//
//	sample, err := stats.NewSample(outcomes)
//	worst, err := sample.Quantile(0.05, stats.Type7)
//	around, err := moments.Interval(0.95) // by Student's t
//
// What has no answer is an error, never a number that looks like one: the
// variance of a single value is [finance.ErrMissing], a NaN or an infinity
// among the values is [finance.ErrRange], a result too large for a float is
// [finance.ErrOverflow]. A value that is refused changes nothing.
//
// On one architecture the same values in the same order give the same bits.
// Across architectures the last bit may differ, where a processor fuses a
// multiplication with an addition.
//
// Left out until a room needs it: weights, streaming quantiles, survival
// curves, distributions other than the normal and Student's t.
package stats
