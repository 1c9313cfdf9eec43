package main

import (
	"fmt"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// line is a brand in the making.
type line struct {
	region   accrual.Region
	category brand.Category
	name     string
	price    int // of an article, in roubles, about
	monthly  int // gross, in roubles, about
}

// assortment is the shop's brands: fifteen of Yakutia, ten guests of four other
// regions. The first five are cases that a report must find.
var assortment = []line{
	{"RU-SA", "ceramics", "Посуда северного ветра", 2400, 217500}, // near the limit of income
	{"RU-SA", "care/soap", "Мыло с ягелем", 650, 28000},           // a marked good
	{"RU-SA", "jewellery/silver", "Серебро аласа", 7800, 90000},   // a jeweller
	{"RU-AMU", "ceramics", "Глина Амура", 1900, 70000},            // a VAT payer
	{"RU-SA", "toys", "Деревянные звери", 1500, 40000},            // two co-creators
	{"RU-SA", "food/tea", "Иван-чай полюса", 480, 36000},
	{"RU-SA", "ceramics", "Чороны и чашки", 2600, 45000},
	{"RU-SA", "clothes/fur", "Тёплый край", 9800, 85000},
	{"RU-SA", "paper", "Открытки мерзлоты", 180, 16000},
	{"RU-SA", "clothes/felt", "Войлок и шерсть", 3100, 42000},
	{"RU-SA", "home", "Свечи белой ночи", 900, 24000},
	{"RU-SA", "jewellery/bone", "Резьба по кости", 4200, 38000},
	{"RU-SA", "toys", "Куклы олонхо", 2800, 26000},
	{"RU-SA", "food/sweets", "Морошка в шоколаде", 540, 30000},
	{"RU-SA", "home", "Берестяной дом", 1700, 27000},
	{"RU-AMU", "food/honey", "Мёд у реки", 700, 25000},
	{"RU-AMU", "clothes/knitwear", "Амурская нить", 2900, 36000},
	{"RU-BU", "care/soap", "Травы степи", 560, 18000},
	{"RU-BU", "clothes/felt", "Бурятский войлок", 3600, 41000},
	{"RU-BU", "food/tea", "Чай на сагаан дали", 520, 19000},
	{"RU-KHA", "paper", "Тетради тайги", 420, 13000},
	{"RU-KHA", "home", "Кедровый дом", 2100, 22000},
	{"RU-PRI", "jewellery/glass", "Морское стекло", 1300, 21000},
	{"RU-PRI", "care/salt", "Соль прибоя", 480, 12000},
	{"RU-SA", "clothes/print", "Якутский принт", 1900, 44000},
}

func (w *world) shop() {
	shop := &w.set.Cluster.Shop
	*shop = brand.Shop{Party: operator, Region: "RU-SA", Currency: finance.RUB, Tax: vat()}
	for n := range 25 * w.scale {
		x := assortment[n%len(assortment)]
		b := brand.Brand{ID: w.id("B"), Name: x.name + houseNote, Maker: accrual.Party(w.id("M")), Region: x.region, Category: x.category}
		shop.Brands = append(shop.Brands, b)
		term := civil.Period{From: civil.MustDate("2025-12-01"), To: civil.MustDate("2028-12-01")}
		if x.region != "RU-SA" && n%3 == 0 { // a guest that came within the year
			term.From = civil.MustDate("2026-03-01")
		}
		shop.Consignments = append(shop.Consignments, brand.Consignment{
			ID: w.id("C"), Brand: b.ID, Known: civil.MustDate("2025-11-20"), Term: term, Clauses: consigned(n % len(assortment)),
		})
	}
}

// consigned are the clauses of the n-th brand: most have a flat fee, some
// slabs, one a minimum over its fee, one two co-creators.
func consigned(n int) []accrual.Named {
	percent := func(p int) finance.Rate { return finance.MustRate(fmt.Sprintf("%d%%", p)) }
	switch {
	case n == 4:
		half := func(name string, part int, to accrual.Party) accrual.Named {
			return accrual.Named{Name: name, To: to, Untaxed: true, Due: 20, Clause: revshare.SplitShare{Meter: brand.Gross, Weights: []int64{60, 40}, Part: part}}
		}
		return []accrual.Named{
			half("proceeds", 0, ""), half("co-creator", 1, "M-cocreator"),
			{Name: "fee", Back: true, Due: 20, Clause: revshare.Commission{Meter: brand.Gross, Rate: percent(40)}},
		}
	case n%6 == 0:
		return due(brand.ProceedsLess(revshare.SlabCommission{Meter: brand.Gross, Tiers: finance.Tiers{Steps: []finance.Tier{
			{Rate: percent(40)}, {Over: rub(40000), Rate: percent(35)}, {Over: rub(100000), Rate: percent(30)},
		}}}))
	case n == 8:
		clauses := due(brand.ProceedsLess(revshare.Commission{Meter: brand.Gross, Rate: percent(35)}))
		return append(clauses, accrual.Named{Name: "minimum fee", Back: true, Due: 20, Clause: revshare.Minimum{Amount: rub(6000), Of: brand.Fee, Prorated: true}})
	}
	return due(brand.ProceedsLess(revshare.Commission{Meter: brand.Gross, Rate: percent(35 + 5*(n%3))}))
}

// due makes clauses due twenty days after the month.
func due(clauses []accrual.Named) []accrual.Named {
	for i := range clauses {
		clauses[i].Due = 20
	}
	return clauses
}

// goods are what happened in the shop: sales day by day, the deliveries that
// they need, some returns.
func (w *world) goods() {
	for i, c := range w.set.Cluster.Shop.Consignments {
		w.brandGoods(c, assortment[i%len(assortment)])
	}
}

func (w *world) brandGoods(c brand.Consignment, x line) {
	facts := &w.set.Facts.Shop
	for m := range firstMonth.Through(lastMonth) {
		if !c.Term.Contains(m.First()) {
			continue
		}
		units := map[string]int64{}
		left := float64(x.monthly) * season[m.Month()]
		for left > 0 {
			s := w.shopSale(c, x, m)
			facts.Sales = append(facts.Sales, s)
			units[s.SKU] += s.Units
			left -= float64(s.Amount.Minor()) / 100
			w.maybeReturn(s)
		}
		for _, sku := range skus(c.Brand) {
			if n := units[sku]; n > 0 {
				facts.Deliveries = append(facts.Deliveries, brand.Delivery{ID: w.id("D"), Consignment: c.ID, SKU: sku, On: m.First(), Known: m.First(), Units: n + n/10 + 1})
			}
		}
	}
}

// skus are a brand's articles.
func skus(brandID string) []string { return []string{brandID + "-a", brandID + "-b", brandID + "-c"} }

func (w *world) shopSale(c brand.Consignment, x line, m civil.Month) brand.Sale {
	kind := w.IntN(3)
	units := int64(1)
	if x.price < 1000 {
		units = int64(w.between(1, 3))
	}
	price := int64(x.price*(8+2*kind)/100) * 10 // 0.8, 1 and 1.2 of the price
	on := day(m, w.between(1, m.Days()))
	return brand.Sale{
		ID: w.id("K"), Consignment: c.ID, SKU: skus(c.Brand)[kind], On: on, Known: on.AddDays(w.delay()), Units: units, Amount: rub(price * units),
	}
}

// maybeReturn takes back two sales of a hundred, days later.
func (w *world) maybeReturn(s brand.Sale) {
	on := s.On.AddDays(w.between(2, 12))
	if w.IntN(50) != 0 || !on.Before(year.To) {
		return
	}
	known := on.AddDays(w.delay())
	if known.Before(s.Known) { // not before its sale is
		known = s.Known
	}
	w.set.Facts.Shop.Returns = append(w.set.Facts.Shop.Returns, brand.Return{ID: w.id("V"), Sale: s.ID, On: on, Known: known, Units: s.Units, Amount: s.Amount})
}
