package cluster

import (
	"slices"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/partnership"
)

// KnownBefore is what of f was known before a cut-off, in lists of its own.
func (f Facts) KnownBefore(cutoff civil.Date) Facts {
	known := f.sift(cutoff).Facts
	return Facts{
		Sales: slices.Clone(known.Sales),
		House: tenancy.Facts{
			Readings:   slices.Clone(known.House.Readings),
			Statements: slices.Clone(known.House.Statements),
			Uses:       slices.Clone(known.House.Uses),
			Cancels:    slices.Clone(known.House.Cancels),
			Purchases:  slices.Clone(known.House.Purchases),
			Refunds:    slices.Clone(known.House.Refunds),
			Goodwill:   slices.Clone(known.House.Goodwill),
			Voids:      slices.Clone(known.House.Voids),
		},
		Shop: brand.Facts{
			Deliveries:  slices.Clone(known.Shop.Deliveries),
			Sales:       slices.Clone(known.Shop.Sales),
			Returns:     slices.Clone(known.Shop.Returns),
			Withdrawals: slices.Clone(known.Shop.Withdrawals),
			Voids:       slices.Clone(known.Shop.Voids),
		},
		Placements: slices.Clone(known.Placements),
		Costs:      slices.Clone(known.Costs),
		Payments:   slices.Clone(known.Payments),
	}
}

// sifted are facts known before a cut-off. Where a list has no others, it is
// the list that was handed in; nothing writes to it.
type sifted struct {
	Facts
	cutoff civil.Date
	moved  map[string]places
}

// places say where those of a list stood that one left out stands before.
type places struct {
	from int   // the first of the kept that moved
	at   []int // where it and the later ones stood
}

func (f Facts) sift(cutoff civil.Date) sifted {
	s := sifted{cutoff: cutoff, moved: map[string]places{}}
	s.Sales = keep(&s, "sales", f.Sales, func(x *tenancy.Sale) civil.Date { return x.Known })
	s.House = tenancy.Facts{
		Readings:   keep(&s, "house.readings", f.House.Readings, func(x *utility.Reading) civil.Date { return x.Known }),
		Statements: keep(&s, "house.statements", f.House.Statements, func(x *tenancy.Drawn) civil.Date { return x.Known }),
		Uses:       keep(&s, "house.uses", f.House.Uses, func(x *membership.Use) civil.Date { return x.Known }),
		Cancels:    keep(&s, "house.cancels", f.House.Cancels, func(x *membership.Cancel) civil.Date { return x.Known }),
		Purchases:  keep(&s, "house.purchases", f.House.Purchases, func(x *membership.Purchase) civil.Date { return x.Known }),
		Refunds:    keep(&s, "house.refunds", f.House.Refunds, func(x *membership.Refund) civil.Date { return x.Known }),
		Goodwill:   keep(&s, "house.goodwill", f.House.Goodwill, func(x *membership.Goodwill) civil.Date { return x.Known }),
		Voids:      keep(&s, "house.voids", f.House.Voids, func(x *membership.Void) civil.Date { return x.Known }),
	}
	s.Shop = brand.Facts{
		Deliveries:  keep(&s, "shop.deliveries", f.Shop.Deliveries, func(x *brand.Delivery) civil.Date { return x.Known }),
		Sales:       keep(&s, "shop.sales", f.Shop.Sales, func(x *brand.Sale) civil.Date { return x.Known }),
		Returns:     keep(&s, "shop.returns", f.Shop.Returns, func(x *brand.Return) civil.Date { return x.Known }),
		Withdrawals: keep(&s, "shop.withdrawals", f.Shop.Withdrawals, func(x *brand.Withdrawal) civil.Date { return x.Known }),
		Voids:       keep(&s, "shop.voids", f.Shop.Voids, func(x *brand.Void) civil.Date { return x.Known }),
	}
	s.Placements = keep(&s, "placements", f.Placements, func(x *partnership.Placement) civil.Date { return x.Known })
	s.Costs = keep(&s, "costs", f.Costs, func(x *Cost) civil.Date { return x.Known })
	s.Payments = keep(&s, "payments", f.Payments, func(x *ledger.Payment) civil.Date { return x.Known })
	return s
}

// keep are those of a list that were known. It copies only behind one that was
// not.
func keep[T any](s *sifted, path string, all []T, known func(*T) civil.Date) []T {
	n := 0
	for n < len(all) && known(&all[n]).Before(s.cutoff) {
		n++
	}
	kept, moved := all[:n:n], places{from: n}
	for i := n; i < len(all); i++ {
		if known(&all[i]).Before(s.cutoff) {
			kept, moved.at = append(kept, all[i]), append(moved.at, i)
		}
	}
	if len(moved.at) > 0 {
		s.moved[path] = moved
	}
	return kept
}

// placed is err with the places of facts as they were handed in.
func (s *sifted) placed(err error) error {
	if err == nil || len(s.moved) == 0 {
		return err
	}
	var found, wrong finance.Problems
	found.Add("", err)
	for p := range found.All() {
		wrong.Add(s.place(p.Path), p.Err)
	}
	for wrong.Len() < found.Len() {
		wrong.Add("", finance.ErrLimit) // beyond the kept ones, which are only counted
	}
	return wrong.Err()
}

func (s *sifted) place(path string) string {
	list, rest, _ := strings.Cut(path, "[")
	number, rest, _ := strings.Cut(rest, "]")
	moved := s.moved[list]
	i, err := strconv.Atoi(number)
	if i -= moved.from; err != nil || i < 0 || i >= len(moved.at) {
		return path
	}
	return list + "[" + strconv.Itoa(moved.at[i]) + "]" + rest
}
