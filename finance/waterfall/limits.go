package waterfall

// Limits of terms and facts; beyond, the answer is finance.ErrLimit.
const (
	MaxParties = 20
	MaxDeals   = 50
	MaxTiers   = 20
	MaxYears   = 100     // of a term, counted from its first day where it has no end
	MaxText    = 100     // bytes of the name of a party, a deal or a tier
	MaxFacts   = 100_000 // contributions, and proceeds, of one call of Distribute
)
