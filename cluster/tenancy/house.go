package tenancy

import (
	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// House is all that is let, to whom, and by whom.
type House struct {
	Landlord    accrual.Party           `json:"landlord"`     // whom residents owe
	Currency    finance.Currency        `json:"currency"`     // of all amounts
	Tax         accrual.Tax             `json:"tax,omitzero"` // on every clause that is not Untaxed; the zero Tax is none
	Buildings   []Building              `json:"buildings,omitempty"`
	Limits      []Limit                 `json:"limits,omitempty"` // what flags of spaces demand of leases
	Spaces      []Space                 `json:"spaces,omitempty"`
	Residents   []Resident              `json:"residents,omitempty"`
	Leases      []Lease                 `json:"leases,omitempty"`
	Memberships []membership.Membership `json:"memberships,omitempty"` // of plans: desks, passes, hours
	Waiting     []Applicant             `json:"waiting,omitempty"`     // who would like to become one, the first to come first

	// What the clauses of leases read by name.
	Series     []index.Series            `json:"series,omitempty"`     // of indexations
	Tariffs    map[string]utility.Tariff `json:"tariffs,omitempty"`    // of utilities
	Pools      []servicecharge.Pool      `json:"pools,omitempty"`      // of shared costs
	Meters     []accrual.Meter           `json:"meters,omitempty"`     // of the host's own facts, that clauses of its own count
	Categories []string                  `json:"categories,omitempty"` // of the residents' sales, as paths: food/coffee; those above are implied
}

// Agreements returns the leases as agreements of the spine, in their order, but
// for drafts that nobody signed, and the memberships after them. What Validate
// refuses it refuses.
func (h House) Agreements() ([]accrual.Agreement, error) {
	if err := h.Validate(); err != nil {
		return nil, err
	}
	agreements := make([]accrual.Agreement, 0, len(h.Leases)+len(h.Memberships))
	t := h.tables()
	for i := range h.Leases {
		if h.Leases[i].signed() != never {
			agreements = append(agreements, t.agreement(h.Leases[i], &h))
		}
	}
	for i, m := range h.Memberships {
		a, err := m.Agreement(h.Landlord, h.Currency, h.Tax)
		if err != nil {
			return nil, at("memberships", i, err)
		}
		agreements = append(agreements, a)
	}
	return agreements, nil
}

// Agreement returns a lease as h would charge it: one of its own, or one that is
// not signed yet, a draft as if it were signed on its first day. What the lease's Validate refuses it refuses, amounts in
// another currency, and names of tables that h does not have; what other leases
// and spaces have to do with it is Validate's business.
//
// Only a house binds indices and tariffs. To see what a change of a lease comes to
// before it is signed, put it to the lease as an event by [Lease.Apply], and give
// accrual.Compare the Agreement of the lease as it is and as it would be.
func (h House) Agreement(l Lease) (accrual.Agreement, error) {
	l = l.asSigned()
	t := h.tables()
	return t.checked(l, &h)
}

// placesOf finds each of a list by its id; of two with one id, the first.
func placesOf[T any, K comparable](list []T, id func(*T) K) map[K]int {
	places := make(map[K]int, len(list))
	for i := len(list) - 1; i >= 0; i-- { // what stands first is written last
		places[id(&list[i])] = i
	}
	return places
}

func buildingID(b *Building) string        { return b.ID }
func spaceID(s *Space) string              { return s.ID }
func residentID(r *Resident) accrual.Party { return r.ID }
func leaseID(l *Lease) string              { return l.ID }
