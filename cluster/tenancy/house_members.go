package tenancy

import (
	"errors"
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/finance"
)

// checkMemberships reports what is wrong with each membership under the house:
// an id that comes twice or is a lease's, a member that is no resident, amounts
// in another currency.
func (c *checker) checkMemberships() {
	places := placesOf(c.Memberships, membershipID)
	for i, m := range c.Memberships {
		c.AddAt("memberships", i, c.checkMembership(&m))
		c.AddAt("memberships", i, problem("member", c.known(m.Member)))
		if first := places[m.ID]; first != i {
			c.AddAt("memberships", i, problem("id", fmt.Errorf("as memberships[%d]: %w", first, finance.ErrDuplicate)))
		}
		if lease, taken := c.leases[m.ID]; taken {
			c.AddAt("memberships", i, problem("id", fmt.Errorf("as leases[%d]: %w", lease, finance.ErrDuplicate)))
		}
	}
}

// checkMembership reports what is wrong with m in itself and as an agreement
// with the landlord, whose own problems are reported elsewhere.
func (c *checker) checkMembership(m *membership.Membership) error {
	if err := m.Validate(); err != nil || checkID(string(c.Landlord)) != nil || c.Currency.Validate() != nil || c.Tax.Validate() != nil {
		return err
	}
	_, err := m.Agreement(c.Landlord, c.Currency, c.Tax)
	var found finance.Problems
	if errors.As(err, &found) {
		return found
	}
	return err
}

func membershipID(m *membership.Membership) string { return m.ID }
