package data

import (
	"io/fs"
	"path"
	"slices"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/partnership"
)

// late is the folder of facts that arrive after the last close.
const late = "late/"

const budgetFile = "budget.csv"

// factFiles are the files of facts by the path of what they hold.
var factFiles = []struct{ path, file string }{
	{"sales", "sales.csv"},
	{"shop.deliveries", "deliveries.csv"},
	{"shop.sales", "shop_sales.csv"},
	{"shop.returns", "returns.csv"},
	{"shop.withdrawals", "withdrawals.csv"},
	{"shop.voids", "voids.csv"},
	{"placements", "placements.csv"},
	{"costs", "costs.csv"},
	{"payments", "payments.csv"},
}

// Files lists the files of a set. Those of facts may stand in the folder late
// as well.
func Files() []string {
	return append([]string{"frame.json", "terms.json", budgetFile}, factNames()...)
}

func factNames() []string {
	names := make([]string, len(factFiles))
	for i, f := range factFiles {
		names[i] = f.file
	}
	return names
}

// strangers refuses files that look like facts and are none: one whose name is
// misspelt would be passed over in silence.
func (l *loader) strangers() {
	for _, in := range []struct {
		folder string
		known  []string
	}{{".", Files()}, {path.Clean(late), factNames()}} {
		entries, err := fs.ReadDir(l.root, in.folder)
		if err != nil {
			continue // what is wrong with a folder shows as its files are read
		}
		for _, e := range entries {
			if path.Ext(e.Name()) == ".csv" && !slices.Contains(in.known, e.Name()) {
				l.wrong.Add(path.Join(in.folder, e.Name()), finance.ErrUnknown)
			}
		}
	}
}

func (l *loader) facts(folder string, f *cluster.Facts) {
	rows[tenancy.Sale](l, folder+"sales.csv", &f.Sales)
	rows[brand.Delivery](l, folder+"deliveries.csv", &f.Shop.Deliveries)
	rows[brand.Sale](l, folder+"shop_sales.csv", &f.Shop.Sales)
	rows[brand.Return](l, folder+"returns.csv", &f.Shop.Returns)
	rows[brand.Withdrawal](l, folder+"withdrawals.csv", &f.Shop.Withdrawals)
	rows[brand.Void](l, folder+"voids.csv", &f.Shop.Voids)
	rows[partnership.Placement](l, folder+"placements.csv", &f.Placements)
	rows[cluster.Cost](l, folder+"costs.csv", &f.Costs)
	rows[ledger.Payment](l, folder+"payments.csv", &f.Payments)
}

// With is a with the facts of b after them.
func With(a, b cluster.Facts) cluster.Facts {
	return cluster.Facts{
		Sales: slices.Concat(a.Sales, b.Sales),
		Shop: brand.Facts{
			Deliveries:  slices.Concat(a.Shop.Deliveries, b.Shop.Deliveries),
			Sales:       slices.Concat(a.Shop.Sales, b.Shop.Sales),
			Returns:     slices.Concat(a.Shop.Returns, b.Shop.Returns),
			Withdrawals: slices.Concat(a.Shop.Withdrawals, b.Shop.Withdrawals),
			Voids:       slices.Concat(a.Shop.Voids, b.Shop.Voids),
		},
		Placements: slices.Concat(a.Placements, b.Placements),
		Costs:      slices.Concat(a.Costs, b.Costs),
		Payments:   slices.Concat(a.Payments, b.Payments),
	}
}

// Cutoffs are the days at which the examples close a month: on its second day
// what is due in advance is billed, on the first of the next month it is closed.
func Cutoffs(m civil.Month) []civil.Date {
	return []civil.Date{m.First().AddDays(1), m.Next().First()}
}
