package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// Measures of a house whose leases may be broken on the days that a test tells.

func (h House) WaultWith(on civil.Date, by WaultBy, breaks func(Lease) []civil.Date) (Wault, error) {
	return h.breakable(breaks).Wault(on, by)
}

func (h House) ExpiriesWith(on civil.Date, breaks func(Lease) []civil.Date) ([]Expiry, error) {
	return h.breakable(breaks).Expiries(on, true)
}

func (h House) RetentionWith(p civil.Period, breaks func(Lease) []civil.Date) (Retention, error) {
	return h.breakable(breaks).Retention(p)
}

func (h House) breakable(breaks func(Lease) []civil.Date) House {
	h.Leases = slices.Clone(h.Leases)
	for i, l := range h.Leases {
		for n, day := range breaks(l) {
			h.Leases[i].Options = append(h.Leases[i].Options, Option{ID: fmt.Sprint(n), On: day})
		}
	}
	return h
}
