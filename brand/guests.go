package brand

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Guests are brands that are at home in one other region than the shop's.
type Guests struct {
	Region accrual.Region `json:"region"`
	Brands []string       `json:"brands"` // ids, in order
}

// Guests are the shop's guests by region, in order: brands with a consignment
// in force on some day of the period whose home region is not the shop's.
func (s Shop) Guests(p civil.Period) []Guests {
	present := make(map[string]bool)
	for _, c := range s.Consignments {
		present[c.Brand] = present[c.Brand] || c.term().Overlaps(p)
	}
	byRegion := make(map[accrual.Region][]string)
	for _, b := range s.Brands {
		if present[b.ID] && b.Region != s.Region {
			byRegion[b.Region] = append(byRegion[b.Region], b.ID)
		}
	}
	guests := make([]Guests, 0, len(byRegion))
	for region, ids := range byRegion {
		slices.Sort(ids)
		guests = append(guests, Guests{region, ids})
	}
	slices.SortFunc(guests, func(a, b Guests) int { return cmp.Compare(a.Region, b.Region) })
	return guests
}
