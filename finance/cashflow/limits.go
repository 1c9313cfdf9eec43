package cashflow

// What strangers send is bounded, so that no input is answered with more work
// than it is worth. Beyond, the answer is finance.ErrLimit.
const (
	maxFlows    = 1_000_000  // flows of a stream, and payments of a straight line
	maxMonths   = 12 * 1_000 // months of a term, or from the first flow to the last
	maxPeriods  = 3_660      // periods of an annuity and of an effective rent: ten years of days
	maxPayments = 12 * 100   // payments of a loan
	maxWork     = 30_000_000 // discounted flows evaluated while roots are told apart
	maxPerYear  = 525_600    // compoundings a year: each minute
)
