package tenancy

import "github.com/creative-cluster/kvartal/finance/civil"

// Measures with breaks that a test tells, in place of those of options.

func (h House) WaultWith(on civil.Date, by WaultBy, breaks func(Lease) []civil.Date) (Wault, error) {
	return h.wault(on, by, breaks)
}

func (h House) ExpiriesWith(on civil.Date, breaks func(Lease) []civil.Date) ([]Expiry, error) {
	return h.expiries(on, true, breaks)
}

func (h House) RetentionWith(p civil.Period, breaks func(Lease) []civil.Date) (Retention, error) {
	return h.retention(p, breaks)
}
