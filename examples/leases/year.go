package main

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// reported is the year; what settles after it is closed through settled.
var (
	reported = civil.YearOf(2026)
	first    = civil.MustMonth("2026-01")
	settled  = civil.MustMonth("2027-03")
	drawn    = civil.MustDate("2027-02-15") // the day on which the shared costs are drawn up
	redrawn  = civil.MustDate("2027-03-20") // and again, after a late invoice
)

// cutoff is the day before which a fact is known to the close of a month.
func cutoff(m civil.Month) civil.Date { return m.Next().First().AddDays(5) }

// year is a house whose months are closed.
type year struct {
	set
	agreements []accrual.Agreement
	facts      []accrual.Fact
	statements [2]servicecharge.Statement
	posted     []accrual.Obligation // close after close
}

// closeYear closes month after month with what was known then.
func closeYear(s set) (*year, error) {
	y := &year{set: s}
	var err error
	if y.agreements, err = s.house.Agreements(); err != nil {
		return nil, err
	}
	if y.facts, err = s.facts(); err != nil {
		return nil, err
	}
	if err := y.reconcile(); err != nil {
		return nil, err
	}
	var books accrual.Books
	for m := range first.Through(settled) {
		closed, err := accrual.Close(books, y.agreements, m, cutoff(m), slices.Values(y.facts))
		if err != nil {
			return nil, fmt.Errorf("%v: %w", m, err)
		}
		books, y.posted = closed.Books, append(y.posted, closed.Obligations...)
	}
	return y, nil
}

// reconcile draws the shared costs up twice, and makes facts of it: the second
// statement takes the place of the first.
func (y *year) reconcile() error {
	over, err := y.house.OccupancyOver(reported.Period())
	if err != nil {
		return err
	}
	occupancy, err := over.Share()
	if err != nil {
		return err
	}
	if occupancy, err = legible(occupancy); err != nil {
		return err
	}
	var before servicecharge.Statement
	for i, known := range [...]civil.Date{drawn, redrawn} {
		statement, err := y.house.Reconcile(tenancy.Reconciling{
			ID: fmt.Sprintf("%v-%d", reported, i+1), Pool: y.house.Pools[0].ID, Window: reported.Period(),
			Known: known, Costs: y.costs, Occupancy: occupancy,
		})
		if err != nil {
			return err
		}
		facts, err := statement.Facts(before, known.AddDays(5))
		if err != nil {
			return err
		}
		y.statements[i], before = statement, statement
		y.facts = append(y.facts, facts...)
	}
	return nil
}

// legible is a share to a hundredth of a per cent, so that who pays by it can
// reckon again.
func legible(share finance.Rate) (finance.Rate, error) {
	d, err := share.Decimal(4, finance.HalfEven)
	if err != nil {
		return finance.Rate{}, err
	}
	return finance.RateOfDecimal(d)
}

// ofYear reports whether an obligation belongs to the year: to one of its
// months, or to a window of it that settles later.
func ofYear(o accrual.Obligation) bool {
	return o.For.Year() == reported.Year() || o.Slot.From.Year() == reported.Year()
}

// ours is what an obligation brings the landlord, net and tax: below nothing
// what it owes, nothing what is between two others.
func (y *year) ours(o accrual.Obligation) (net, tax finance.Money) {
	switch y.house.Landlord {
	case o.Creditor:
		return o.Net, o.Tax
	case o.Debtor:
		return negative(o.Net), negative(o.Tax)
	}
	return finance.Zero(o.Net.Currency()), finance.Zero(o.Net.Currency())
}

// agreement is the agreement of an id; nil if there is none.
func (y *year) agreement(id string) *accrual.Agreement {
	for i := range y.agreements {
		if y.agreements[i].ID == id {
			return &y.agreements[i]
		}
	}
	return nil
}

// lease is the lease of an id; nil if it is a membership.
func (y *year) lease(id string) *tenancy.Lease {
	for i := range y.house.Leases {
		if y.house.Leases[i].ID == id {
			return &y.house.Leases[i]
		}
	}
	return nil
}

// sums adds amounts of the house up. The first error stays.
type sums struct {
	finance.Money
	err error
}

func (s *sums) add(m finance.Money) {
	if s.err == nil {
		s.Money, s.err = s.Add(m)
	}
}

// negative is -m. The amounts of the house are far from the smallest one.
func negative(m finance.Money) finance.Money { return finance.Minor(-m.Minor(), m.Currency()) }
