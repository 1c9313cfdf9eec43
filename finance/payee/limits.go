package payee

// Limits of tables and entries; beyond, the answer is finance.ErrLimit.
const (
	MaxForms   = 1000
	MaxRows    = 1000      // of a timeline, and limits, taxes, rates or warnings of a form
	MaxText    = 256       // bytes of a name
	MaxEntries = 1_000_000 // of one payee
)
