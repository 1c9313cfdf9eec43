package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Validate reports everything that is wrong with h, as finance.Problems with
// paths such as leases[3].clauses[1].share: what each part says of itself, ids
// that come twice, references to nothing, spaces that fill more than their
// building or what they are within, a space within itself, two leases of one space
// on one day, a lease of a space that cannot be let, one that a flag does not
// allow, fixed shares of a pool over the whole, an amount in another currency.
// Terms count as amended. The work grows
// with the number of leases, not with its square.
func (h House) Validate() error {
	c := h.checker()
	c.Add("landlord", checkID(string(h.Landlord)))
	c.Add("currency", h.Currency.Validate())
	c.Add("tax", h.Tax.Validate())
	checkList(c, "buildings", h.Buildings, c.buildings, buildingID)
	for i, l := range h.Limits {
		c.AddAt("limits", i, l.Validate())
	}
	checkList(c, "spaces", h.Spaces, c.spaces, spaceID)
	checkList(c, "residents", h.Residents, c.residents, residentID)
	checkList(c, "leases", c.Leases, c.leases, leaseID)
	checkList(c, "waiting", h.Waiting, placesOf(h.Waiting, applicantID), applicantID)
	c.checkTables()
	c.checkMemberships()
	c.checkSpaces()
	c.checkFrames()
	c.checkLeases()
	c.checkOverlaps()
	c.checkShares()
	return c.Err()
}

// checker collects what is wrong with a house, with its ids at hand.
type checker struct {
	House
	finance.Problems
	buildings, spaces, leases map[string]int
	residents                 map[accrual.Party]int
	tables                    tables
	parents                   []int  // of the spaces, in their list; -1 for none
	circling                  []bool // the leases whose heads come back to one; nil until it is asked
}

func (h House) checker() *checker {
	t := h.tables()
	h.Leases = t.leases(h.Leases)
	c := &checker{
		House:     h,
		buildings: placesOf(h.Buildings, buildingID),
		spaces:    placesOf(h.Spaces, spaceID),
		residents: placesOf(h.Residents, residentID),
		leases:    placesOf(h.Leases, leaseID),
		tables:    t,
	}
	c.parents = h.parents(c.spaces)
	return c
}

// checkList reports what is wrong with each of a list in itself, and ids that
// an earlier one has.
func checkList[T interface{ Validate() error }, K comparable](c *checker, name string, list []T, places map[K]int, id func(*T) K) {
	for i := range list {
		c.AddAt(name, i, list[i].Validate())
		if first := places[id(&list[i])]; first != i {
			c.AddAt(name, i, problem("id", fmt.Errorf("as %s[%d]: %w", name, first, finance.ErrDuplicate)))
		}
	}
}

func (c *checker) checkSpaces() {
	for i := range c.Spaces {
		s := &c.Spaces[i]
		if _, known := c.buildings[s.Building]; !known {
			c.AddAt("spaces", i, problem("building", unknown(s.Building)))
		}
		c.AddAt("spaces", i, problem("within", c.checkWithin(i)))
		c.AddAt("spaces", i, problem("asking", of(s.Asking, c.Currency)))
	}
	for i, a := range c.Waiting {
		c.AddAt("waiting", i, problem("budget", of(a.Budget, c.Currency)))
	}
}

func (c *checker) checkLeases() {
	for i := range c.Leases {
		c.AddAt("leases", i, c.checkLease(&c.Leases[i]))
	}
}

// checkLease reports what is wrong with l among the other parts of the house.
func (c *checker) checkLease(l *Lease) error {
	var wrong finance.Problems
	wrong.Add("resident", c.known(l.Resident))
	wrong.Add("resident", notTo(c.Landlord, l.Resident))
	for i := range l.Amendments {
		if p := l.Amendments[i].Parties; p != nil {
			wrong.AddAt("amendments", i, problem("parties.debtor", c.known(p.Debtor)))
		}
	}
	for i := range l.Events {
		if who := l.Events[i].Resident; who != "" {
			wrong.AddAt("events", i, problem("resident", c.known(who)))
			wrong.AddAt("events", i, problem("resident", notTo(c.Landlord, who)))
		}
	}
	for i, h := range l.Spaces {
		wrong.AddAt("spaces", i, problem("space", c.canLet(h.Space)))
	}
	for i := range l.Events {
		for j, id := range l.Events[i].Spaces {
			wrong.AddAt("events", i, at("spaces", j, c.canLet(id)))
		}
	}
	for _, h := range l.holdings() {
		wrong.Add(h.name(), c.isThere(h.Holding))
	}
	wrong.Add("", c.checkSublease(l))
	wrong.Add("", c.checkLimits(l))
	wrong.Add("", l.in(c.Currency))
	wrong.Add("", c.tables.check(l))
	return wrong.Err()
}

// known refuses who is no resident.
func (c *checker) known(p accrual.Party) error {
	if _, ok := c.residents[p]; !ok {
		return unknown(string(p))
	}
	return nil
}

// canLet refuses a space that is none, or common.
func (c *checker) canLet(space string) error {
	i, ok := c.spaces[space]
	if !ok {
		return unknown(space)
	}
	if c.Spaces[i].Common {
		return fmt.Errorf("%.40q is a common space: %w", space, finance.ErrConflict)
	}
	return nil
}

// isThere refuses a space that cannot be let all the time that it is held.
func (c *checker) isThere(h Holding) error {
	i, ok := c.spaces[h.Space]
	if !ok || c.Spaces[i].Common {
		return nil
	}
	if there := c.Spaces[i].there(); !there.ContainsPeriod(h.Held) {
		return fmt.Errorf("%.40q can be let in %v, not in all of %v: %w", h.Space, there, h.Held, finance.ErrRange)
	}
	if closed := c.Spaces[i].Closed; slices.ContainsFunc(closed, h.Held.Overlaps) {
		return fmt.Errorf("%.40q is closed in %v: %w", h.Space, closed[slices.IndexFunc(closed, h.Held.Overlaps)], finance.ErrConflict)
	}
	return nil
}

// unknown refuses a reference to nothing. One that is empty is missing where it
// stands, and reported there.
func unknown(id string) error {
	if id == "" {
		return nil
	}
	return fmt.Errorf("%.40q: %w", id, finance.ErrUnknown)
}
