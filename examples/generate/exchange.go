package main

import (
	"fmt"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/partnership"
)

// exchange is as the news tells of the real place, one way in each pair;
// returns may be agreed and untold. The partners are fictional clusters.
func (w *world) exchange() {
	d := civil.MustDate
	w.set.Cluster.Exchange = partnership.Exchange{
		Partners: []partnership.Partner{
			{ID: operator, Name: "Квартал" + houseNote, Region: "RU-SA", Since: d("2022-11-23")},
			{ID: "amur-cluster", Name: "Кластер в Благовещенске" + houseNote, Region: "RU-AMU", Since: d("2025-11-01")},
			{ID: "buryatia-cluster", Name: "Кластер в Улан-Удэ" + houseNote, Region: "RU-BU", Since: d("2025-11-01")},
			{ID: "sakhalin-cluster", Name: "Кластер на Сахалине" + houseNote, Region: "RU-SAK", Since: d("2025-11-01")},
		},
		Hostings: []partnership.Hosting{
			hosting("H-AMU", operator, "amur-cluster", "2026-01-15", "2027-07-01", "12.00"),
			hosting("H-BU", operator, "buryatia-cluster", "2026-01-16", "2027-01-16", "8.00"),
			hosting("H-SAK", "sakhalin-cluster", operator, "2026-03-01", "2027-03-15", "10.00"),
		},
	}
	place := func(hosting, brand, from, to, metres string) {
		p := partnership.Placement{ID: w.id("P"), Hosting: hosting, Brand: brand, Period: civil.Period{From: d(from)}, Metres: partnership.MustMetres(metres), Known: d(from)}
		if to != "" {
			p.Period.To = d(to)
		}
		w.set.Facts.Placements = append(w.set.Facts.Placements, p)
	}
	place("H-AMU", "B-004", "2026-02-01", "", "5.00")
	place("H-AMU", "B-016", "2026-02-01", "2026-09-01", "2.50")
	place("H-AMU", "B-017", "2026-03-10", "", "3.00")
	place("H-BU", "B-018", "2026-02-01", "", "2.00")
	place("H-BU", "B-019", "2026-02-15", "", "3.50")
	place("H-BU", "B-020", "2026-05-01", "2026-11-01", "2.00")
	place("H-SAK", "B-001", "2026-03-01", "", "4.00")
	place("H-SAK", "B-007", "2026-04-01", "2026-10-01", "2.50")
	place("H-SAK", "B-025", "2026-06-01", "", "2.50")
}

func hosting(id string, host, guest accrual.Party, from, to, quota string) partnership.Hosting {
	return partnership.Hosting{
		ID: id, Host: host, Guest: guest, Term: civil.Period{From: civil.MustDate(from), To: civil.MustDate(to)},
		Signed: civil.MustDate("2025-11-28"), Known: civil.MustDate("2025-11-28"), Quota: partnership.MustMetres(quota),
	}
}

// profiles name the parties, and say of some what a report must know.
func (w *world) profiles() {
	c := &w.set.Cluster
	c.Regimes = regimes()
	notes := map[int]struct{ regime, note string }{
		0: {npd, "самозанятая, близко предел дохода"},
		1: {npd, "товар под обязательной маркировкой: на НПД его продавать нельзя, и договор комиссии этого не лечит"},
		2: {"ОСН", "изделия из серебра: без УСН и ПСН, свой учёт"},
		3: {"ОСН", "плательщик НДС"},
		4: {npd, "два соавтора: 60 и 40"},
	}
	for i, b := range c.Shop.Brands {
		x := notes[i]
		if x.regime == "" {
			x.regime = regimeOf(b.Category, i)
		}
		c.Parties = append(c.Parties, cluster.Profile{ID: b.Maker, Name: "Автор: " + b.Name, Regime: x.regime, Note: x.note})
	}
	c.Parties = append(c.Parties, cluster.Profile{ID: "M-cocreator", Name: "Соавтор деревянных зверей" + houseNote, Regime: npd})
	for i, s := range suppliers {
		c.Parties = append(c.Parties, cluster.Profile{ID: s.id, Name: s.name + houseNote, Note: fmt.Sprintf("поставщик %d", i+1)})
	}
	for _, l := range c.House.Leases {
		if len(l.Clauses) == 3 { // by the year: the restaurant
			c.Parties = append(c.Parties, cluster.Profile{ID: l.Resident, Name: nameOf(c, l.Resident), Regime: usn, Note: "с начала года продал больше 20 млн: с месяца, что за ним, платит НДС"})
		}
	}
	c.Parties = append(c.Parties,
		cluster.Profile{ID: "acquirer", Name: "Банк-эквайрер" + houseNote}, cluster.Profile{ID: "treasury", Name: "Бюджет (налоги)"},
		cluster.Profile{ID: "ministry", Name: "Орган власти, давший субсидию" + houseNote}, cluster.Profile{ID: "fund", Name: "Фонд, давший грант" + houseNote},
		cluster.Profile{ID: "founder", Name: "Учредитель" + houseNote},
	)
}

// regimeOf is the regime of the i-th maker: one of marked goods, which are
// clothes and care here, is not self-employed.
func regimeOf(c brand.Category, i int) string {
	if i%2 == 1 || c.In("clothes") || c.In("care") {
		return usn
	}
	return npd
}

func nameOf(c *cluster.Cluster, id accrual.Party) string {
	for _, r := range c.House.Residents {
		if r.ID == id {
			return r.Name
		}
	}
	return string(id)
}

const (
	npd = "НПД"
	usn = "УСН без НДС"
)

// regimes are the limits of the day, with sources and what they are worth: (v)
// was checked in excerpts, (k) is common knowledge.
func regimes() []cluster.Regime {
	d := civil.MustDate
	return []cluster.Regime{
		{Name: npd, Warn: finance.MustRate("90%"), Limit: civil.Timeline[finance.Money]{
			{From: d("2019-01-01"), Value: rub(2_400_000), Source: "422-ФЗ от 27.11.2018, ст. 4 (v)"},
		}},
		{Name: usn, Warn: finance.MustRate("90%"), Limit: civil.Timeline[finance.Money]{
			{From: d("2025-01-01"), Value: rub(60_000_000), Source: "Налоговый кодекс, ст. 145 (v)"},
			{From: d("2026-01-01"), Value: rub(20_000_000), Source: "425-ФЗ от 28.11.2025 (v)"},
			{From: d("2027-01-01"), Value: rub(15_000_000), Source: "425-ФЗ от 28.11.2025 (v)"},
			{From: d("2028-01-01"), Value: rub(10_000_000), Source: "425-ФЗ от 28.11.2025 (v)"},
		}},
		{Name: "ОСН", Warn: finance.MustRate("100%"), Limit: nil},
	}
}

func (w *world) awards() {
	w.set.Cluster.Awards = []cluster.Award{
		{ID: "festival", Name: "Фестиваль (субсидия)", Giver: "ministry", Amount: rub(3_000_000), Spend: civil.MustDate("2026-12-31")},
		{ID: "craft-lab", Name: "Ремесленная лаборатория (грант)", Giver: "fund", Amount: rub(1_500_000), Spend: civil.MustDate("2026-10-31")},
	}
}
