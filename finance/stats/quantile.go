package stats

import "github.com/creative-cluster/kvartal/finance"

// QuantileType is one of the nine definitions of a sample quantile, by the
// numbers of Hyndman and Fan. The zero QuantileType is type 7, the default of
// R, NumPy and spreadsheets (PERCENTILE.INC).
//
// With n values sorted as x(1) to x(n), and j and g the whole and the broken
// part of np + m, the quantile at p is
//
//	(1-γ) x(j) + γ x(j+1)
//
// where an index below 1 or above n means the first or the last value.
//
// Source: Hyndman and Fan, Sample quantiles in statistical packages, The
// American Statistician 50 (1996), 361-365.
type QuantileType uint8

// The types. The first three pick values or their midpoints, the others lie on
// lines between them.
const (
	Type7 QuantileType = iota // m = 1-p, γ = g: lines through the modes of the order statistics
	Type1                     // m = 0, γ = 1 if g > 0, else 0: the inverse of the empirical distribution
	Type2                     // m = 0, γ = 1 if g > 0, else ½: the same, averaged at its steps
	Type3                     // m = -½, γ = 0 if g = 0 and j is even, else 1: the nearest value, an even one at halves
	Type4                     // m = 0, γ = g: lines through the empirical distribution
	Type5                     // m = ½, γ = g: lines through the middles of its steps
	Type6                     // m = p, γ = g: lines through the means of the order statistics (PERCENTILE.EXC)
	Type8                     // m = (p+1)/3, γ = g: lines through their medians, nearly; Hyndman and Fan advise it
	Type9                     // m = p/4 + ⅜, γ = g: nearly unbiased for a normal distribution
)

var typeNames = finance.NewNames[QuantileType]("quantile type", "7", "1", "2", "3", "4", "5", "6", "8", "9")

// shifts are m = at + by × p for each type.
var shifts = [...]struct{ at, by float64 }{
	Type7: {1, -1},
	Type1: {0, 0},
	Type2: {0, 0},
	Type3: {-0.5, 0},
	Type4: {0, 0},
	Type5: {0.5, 0},
	Type6: {0, 1},
	Type8: {1. / 3, 1. / 3},
	Type9: {3. / 8, 1. / 4},
}

// String is the number of the type, 1 to 9.
func (t QuantileType) String() string { return typeNames.Text(t) }

// MarshalText writes what String writes; an unknown type is an error.
func (t QuantileType) MarshalText() ([]byte, error) { return typeNames.Marshal(t) }

// UnmarshalText reads what String writes.
func (t *QuantileType) UnmarshalText(text []byte) error { return typeNames.Unmarshal(t, text) }

// weight is γ, the weight of the upper neighbour.
func (t QuantileType) weight(j int, g float64) float64 {
	if t == Type7 || t > Type3 {
		return g
	}
	if g > 0 || (t == Type3 && j%2 != 0) {
		return 1
	}
	if t == Type2 {
		return 0.5
	}
	return 0
}
