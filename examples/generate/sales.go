package main

import (
	"math"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// season is the part of an average month that a month sells: a short summer of
// visitors, and December.
var season = [...]float64{0, 0.80, 0.85, 1.00, 0.95, 1.00, 1.10, 1.10, 1.05, 0.95, 0.95, 1.00, 1.25}

// sales are what residents with turnover rent sell, week by week.
func (w *world) sales() {
	zoneOf := map[string]zone{}
	for _, s := range w.set.Cluster.House.Spaces {
		for _, z := range zones {
			if z.name == s.Zone {
				zoneOf[s.ID] = z
			}
		}
	}
	for _, l := range w.set.Cluster.House.Leases {
		z := zoneOf[l.Spaces[0].Space]
		if z.share == "" {
			continue
		}
		factor := 0.75 + w.Float64()/2
		if z.name == "restaurant" {
			factor = 1
		}
		for at := year.From; at.Before(year.To); at = at.AddDays(7) {
			if l.Term.Contains(at) {
				w.sale(l.ID, at, float64(z.sold)*7/30*factor)
			}
		}
	}
}

func (w *world) sale(lease string, on civil.Date, expected float64) {
	f := expected * season[on.Month().Month()] * (0.8 + 0.4*w.Float64())
	s := tenancy.Sale{ID: w.id("T"), Lease: lease, On: on, Known: on.AddDays(w.delay()), Amount: rub(int64(math.Round(f/10) * 10))}
	w.set.Facts.Sales = append(w.set.Facts.Sales, s)
	if w.IntN(60) == 0 { // a till that was read twice
		void := tenancy.Sale{ID: w.id("T"), Lease: lease, On: on.AddDays(1), Known: s.Known.AddDays(2), Voids: accrual.Ref{ID: s.ID, On: s.On}}
		again := s
		again.ID, again.Known = w.id("T"), void.Known
		again.Amount = rub(s.Amount.Minor() / 100 * 97 / 100)
		w.set.Facts.Sales = append(w.set.Facts.Sales, void, again)
	}
}

// delay is after how many days a fact becomes known: mostly at once.
func (w *world) delay() int {
	if w.IntN(12) == 0 {
		return w.between(1, 4)
	}
	return 0
}

// late are a sale and a return of closed months that become known in December.
func (w *world) late() {
	known := civil.MustDate("2026-12-03")
	for _, s := range w.set.Facts.Sales {
		if s.On.Month() == lastMonth.Prev() && s.Amount.Minor() > 30_000_00 {
			w.set.Late.Sales = []tenancy.Sale{{ID: "T-late", Lease: s.Lease, On: civil.MustDate("2026-10-29"), Known: known, Amount: rub(86400)}}
			break
		}
	}
	returned := map[string]bool{}
	for _, r := range w.set.Facts.Shop.Returns {
		returned[r.Sale] = true
	}
	for _, s := range w.set.Facts.Shop.Sales {
		if s.On.Month() == lastMonth && !returned[s.ID] && s.Amount.Minor() > 2_000_00 {
			w.set.Late.Shop.Returns = []brand.Return{{ID: "V-late", Sale: s.ID, On: civil.MustDate("2026-11-30"), Known: known, Units: s.Units, Amount: s.Amount}}
			break
		}
	}
}
