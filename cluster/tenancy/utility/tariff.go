package utility

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Tariff is what the units of a meter cost, in time: each entry is in force from
// its day until the next one's. Many leases share one.
type Tariff struct {
	Unit         string                 `json:"unit"`                   // what is counted, such as kWh, for the explanation
	Per          Quantity               `json:"per,omitzero"`           // how many units a price is for; nothing is one unit
	EdgeStep     Quantity               `json:"edge_step,omitzero"`     // to what an edge that shrinks or grows with the days is rounded; nothing is a thousandth
	EdgeRounding finance.Rounding       `json:"edge_rounding,omitzero"` // and how; half-even unless it says otherwise
	Prices       civil.Timeline[Prices] `json:"prices"`
}

// Prices are those of an entry of a tariff. Edges and fixed amounts are stated
// for Days, and bear the part of the days read:
//
//	edge = stated edge × days read / Days
//
// Without Days they are stated for each reading, however long it is.
type Prices struct {
	Days      int          `json:"days,omitempty"`     // of a bill for which they are stated, at most 366
	Slabs     []Slab       `json:"slabs,omitempty"`    // of the months that no season has
	Seasons   []Season     `json:"seasons,omitempty"`  // months with slabs of their own
	Surcharge finance.Rate `json:"surcharge,omitzero"` // on the price of the units, not on the fixed amount
}

// Slab is a schedule that prices all units of a reading as soon as it is
// reached: crossing its lower edge prices the first unit anew. A telescopic
// tariff is one slab with several blocks.
type Slab struct {
	UpTo   Quantity      `json:"up_to,omitzero"` // it reaches to here, inclusive; nothing in the last one, which has no end
	Fixed  finance.Money `json:"fixed,omitzero"` // owed whatever was used
	Blocks []Block       `json:"blocks"`
}

// Block prices the units over the block before it: each block at its own price.
type Block struct {
	UpTo  Quantity      `json:"up_to,omitzero"` // inclusive; nothing in the last one, which has no end
	Price finance.Money `json:"price,omitzero"` // of Per units; nothing is free
}

// Season is a part of each year with slabs of its own. It may go over the turn
// of the year: from 11 through 3 is November to March.
type Season struct {
	From    int    `json:"from"`    // month of the year, 1 to 12
	Through int    `json:"through"` // the last one
	Slabs   []Slab `json:"slabs"`
}

// holds reports whether a month of the year is of the season.
func (s *Season) holds(month int) bool {
	if s.From <= s.Through {
		return s.From <= month && month <= s.Through
	}
	return month >= s.From || month <= s.Through
}

// slabs are those of a month of the year, and which season has them, -1 for
// none.
func (p *Prices) slabs(month int) ([]Slab, int) {
	for i := range p.Seasons {
		if p.Seasons[i].holds(month) {
			return p.Seasons[i].Slabs, i
		}
	}
	return p.Slabs, -1
}

// per is how many units a price is for.
func (t *Tariff) per() Quantity {
	if t.Per.IsZero() {
		return Quantity{perUnit}
	}
	return t.Per
}

// step is to what an edge is rounded.
func (t *Tariff) step() int64 { return max(t.EdgeStep.thousandths, 1) }
