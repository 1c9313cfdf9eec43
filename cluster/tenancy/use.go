package tenancy

import "github.com/creative-cluster/kvartal/finance"

// Use is what a space is for. The zero Use is OtherUse.
type Use uint8

// The uses.
const (
	OtherUse Use = iota
	Studio
	Office
	Shop
	Workshop
	Cafe
	Hall
	Storage
	Desk
	Shelf
	Kiosk
	Land
)

var useNames = finance.NewNames[Use]("use",
	"other", "studio", "office", "shop", "workshop", "cafe", "hall", "storage", "desk", "shelf", "kiosk", "land")

// ParseUse reads a use as String writes it, such as studio.
func ParseUse(s string) (Use, error) { return useNames.Parse(s) }

// Validate refuses a value that is none of the uses with ErrRange.
func (u Use) Validate() error { return useNames.Validate(u) }

// String returns the name, such as studio.
func (u Use) String() string { return useNames.Text(u) }

// MarshalText writes the name.
func (u Use) MarshalText() ([]byte, error) { return useNames.Marshal(u) }

// UnmarshalText reads a name.
func (u *Use) UnmarshalText(text []byte) error { return useNames.Unmarshal(u, text) }

// inside reports whether a space of this use may stand inside another one, and
// then has no area of its own.
func (u Use) inside() bool { return u == Desk || u == Shelf }

// piecewise reports whether spaces of this use are counted in pieces: desks by
// the pass, shelves and kiosks by the metre.
func (u Use) piecewise() bool { return u == Desk || u == Shelf || u == Kiosk }
