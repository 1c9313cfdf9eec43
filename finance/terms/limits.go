package terms

// The limits of what is read and written. What goes beyond one is
// finance.ErrLimit.
const (
	MaxBytes    = 64 << 20   // bytes of a JSON text
	MaxDepth    = 64         // lists and objects inside one another
	MaxValues   = 4_000_000  // values and names of a JSON text, and thereby the elements of a list
	MaxText     = 4096       // bytes of a text, a name or a cell
	MaxDigits   = 20         // characters of a number, as many as an int64 takes; an exponent is refused, whatever it is
	MaxRow      = 256 << 10  // bytes of a row of CSV
	MaxRows     = 10_000_000 // rows of CSV
	MaxProblems = 10_000     // problems after which the reading stops; the first 100 are kept
)
