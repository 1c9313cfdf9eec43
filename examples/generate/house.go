package main

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// zone is a part of the house: how many spaces it has, how large, at what
// price. Names of zones are those of the published notice; the rest is made up.
type zone struct {
	name      string
	use       tenancy.Use
	spaces    int
	low, high int // m²
	price     int64
	common    bool
	share     string // of sales over the breakpoint; empty for no turnover rent
	over      int64  // the breakpoint a month
	sold      int    // what one space sells in a month on average, in roubles
	trade     string // what residents are called
}

var zones = []zone{
	{name: "offices", use: tenancy.Office, spaces: 40, low: 24, high: 84, price: 760, trade: "Бюро"},
	{name: "studios", use: tenancy.Studio, spaces: 30, low: 40, high: 108, price: 660, trade: "Студия"},
	{name: "market", use: tenancy.Kiosk, spaces: 20, low: 6, high: 18, price: 1800, share: "5%", over: 120000, sold: 170000, trade: "Лавка"},
	{name: "sandbox", use: tenancy.Workshop, spaces: 10, low: 50, high: 104, price: 560, trade: "Мастерская"},
	{name: "media labs", use: tenancy.Studio, spaces: 6, low: 70, high: 112, price: 720, trade: "Медиалаборатория"},
	{name: "shops", use: tenancy.Shop, spaces: 4, low: 44, high: 76, price: 1200, share: "6%", over: 500000, sold: 640000, trade: "Магазин"},
	{name: "sport", use: tenancy.OtherUse, spaces: 3, low: 280, high: 380, price: 460, trade: "Зал движения"},
	{name: "expo", use: tenancy.Hall, spaces: 3, low: 140, high: 210, price: 520, trade: "Галерея"},
	{name: "event zones", use: tenancy.Hall, spaces: 2, low: 180, high: 240, price: 560, trade: "Площадка"},
	{name: "café", use: tenancy.Cafe, spaces: 2, low: 90, high: 120, price: 900, share: "8%", over: 900000, sold: 1250000, trade: "Кафе"},
	{name: "lecture hall", use: tenancy.Hall, spaces: 1, low: 250, high: 270, price: 600, trade: "Лекторий"},
	{name: "restaurant", use: tenancy.Cafe, spaces: 1, low: 310, high: 330, price: 850, share: "7%", over: 24000000, sold: 3350000, trade: "Ресторан"},
	{name: "common", spaces: 8, low: 120, high: 260, common: true},
}

// words name residents: plants, waters and winds of the north.
var words = []string{
	"Багульник", "Тальник", "Сардаана", "Кедровый стланик", "Полынья", "Шуга", "Наледь", "Брусничник", "Тундра", "Лиственница", "Алас",
	"Северный ветер", "Заберега", "Ягель", "Мерзлота", "Ледоход", "Иван-чай", "Черёмуха", "Камышовка", "Стерх", "Кукша", "Поползень", "Турпан",
	"Снежура", "Ирга", "Жимолость", "Смородинник", "Белая ночь", "Морошка", "Голубика", "Наст", "Заструга", "Куржак", "Пороша", "Перекат", "Плёс",
	"Излучина", "Протока", "Курья", "Сопка",
}

const houseNote = " (вымышл.)"

func (w *world) house() {
	house := &w.set.Cluster.House
	*house = tenancy.House{
		Landlord: operator, Currency: finance.RUB, Tax: vat(),
		Buildings: []tenancy.Building{
			{ID: "main", Name: "главный корпус", Area: times(tenancy.MustArea("13772.94"), w.scale)},
			{ID: "second", Name: "второй корпус", Area: times(tenancy.MustArea("857.40"), w.scale)},
		},
	}
	for range w.scale {
		for _, z := range zones {
			for range z.spaces {
				w.space(z)
			}
		}
	}
	w.amend()
}

// vat is what the operator adds to its prices: the regime is an assumption.
func vat() accrual.Tax {
	return accrual.Tax{Rounding: finance.HalfUp, Rates: civil.Timeline[finance.Rate]{
		{From: civil.MustDate("2025-01-01"), Value: finance.MustRate("5%"), Source: "assumption: УСН with VAT of 5 %, Tax Code art. 164 (8); the operator's real regime is not published"},
	}}
}

func times(a tenancy.Area, n int) tenancy.Area {
	area, err := tenancy.NewArea(a.Hundredths() * int64(n))
	if err != nil {
		panic(err) // scale is bounded
	}
	return area
}

// space adds a space, and for most a resident with a lease.
func (w *world) space(z zone) {
	id := w.id("S")
	area, err := tenancy.NewArea(int64(w.between(100*z.low, 100*z.high)))
	if err != nil {
		panic(err) // zones are ours
	}
	house := &w.set.Cluster.House
	s := tenancy.Space{ID: id, Building: "main", Zone: z.name, Area: area, Use: z.use, Common: z.common}
	if z.name == "event zones" || z.name == "lecture hall" {
		s.Building = "second"
	}
	if !z.common {
		s.Asking = rub(z.price)
	}
	house.Spaces = append(house.Spaces, s)
	if n := len(house.Spaces) % 130; z.common || w.vacant(n) {
		return
	}
	w.lease(z, s)
}

// vacant are the places, of 130, that stand empty: a tenth by number.
func (w *world) vacant(n int) bool {
	switch n {
	case 7, 19, 33, 52, 64, 77, 86, 97, 104, 112, 115, 117:
		return true
	}
	return false
}

func (w *world) lease(z zone, s tenancy.Space) {
	house := &w.set.Cluster.House
	n := len(house.Residents)
	resident := tenancy.Resident{
		ID: accrual.Party(w.id("R")), Name: fmt.Sprintf("%s «%s»%s", z.trade, words[n%len(words)], houseNote), Region: "RU-SA",
		Since: civil.MustDate("2022-11-23").AddDays(w.IntN(1000)), Jobs: 1 + int(s.Area.Hundredths()/1500) + w.IntN(3),
	}
	house.Residents = append(house.Residents, resident)
	term := civil.Period{From: resident.Since}
	switch n := w.IntN(10); {
	case z.name == "restaurant": // opened as the books did
		term = civil.Period{From: year.From, To: year.From.AddDays(5 * 365)}
	case n == 0 && z.high < 120: // a small one that began within the year, in mid-month
		term.From = year.From.AddDays(w.between(20, 200))
	case n == 1: // ends soon after it
		term.To = year.To.AddDays(w.between(1, 85))
	case n == 2, n == 3: // without end
	default:
		term.To = year.To.AddDays(w.between(95, 1100))
	}
	l := tenancy.Lease{
		ID: w.id("L"), Resident: resident.ID, Spaces: tenancy.ForTerm(s.ID), Term: term, Signed: term.From.AddDays(-w.between(5, 40)),
		Clauses: w.rent(z, s),
	}
	house.Leases = append(house.Leases, l)
}

// rent are the clauses of a lease in a zone.
func (w *world) rent(z zone, s tenancy.Space) []accrual.Named {
	price := rub(z.price + int64(w.between(-6, 6))*10)
	base := accrual.Named{Name: "base rent", Clause: tenancy.Amount{Monthly: price, Area: s.Area}, Due: 10, Advance: w.IntN(8) == 0}
	if w.IntN(9) == 0 { // a lump sum near it
		if sum, err := price.MulRate(s.Area.Metres(), finance.HalfEven); err == nil {
			if round, err := sum.RoundTo(rub(500), finance.HalfEven); err == nil {
				base.Clause = tenancy.Amount{Monthly: round}
			}
		}
	}
	clauses := []accrual.Named{base}
	switch {
	case z.share == "":
	case z.name == "restaurant": // by the year: on account, and settled in February
		clauses = append(clauses,
			accrual.Named{Name: "on account", Clause: tenancy.Amount{For: tenancy.ForTurnover, Monthly: rub(80000)}, Due: 10},
			accrual.Named{Name: "true-up", Clause: tenancy.TurnoverRent{Share: finance.MustRate(z.share), Over: rub(z.over), Cycle: accrual.ByYear, Prorate: true, Less: []string{"on account"}, Once: true, After: 2}, Due: 15})
	default:
		clauses = append(clauses, accrual.Named{Name: "turnover rent", Clause: tenancy.TurnoverRent{Share: finance.MustRate(z.share), Over: rub(z.over)}, Due: 15})
	}
	return clauses
}

// amend changes four leases: a lower rent, a higher one, an early end, another
// resident.
func (w *world) amend() {
	leases := w.set.Cluster.House.Leases
	changed := []struct {
		lease int
		from  string
		by    int64 // of the price, in per cent; 0 for no new price
	}{{2, "2026-07-01", 90}, {11, "2026-09-16", 108}}
	for _, c := range changed {
		l := &leases[c.lease]
		from := civil.MustDate(c.from)
		l.Term = civil.Period{From: civil.MustDate("2024-03-01"), To: civil.MustDate("2028-03-01")}
		l.Signed = civil.MustDate("2024-02-10")
		area, price := w.set.Cluster.House.Spaces[w.placeOf(l.Spaces[0].Space)].Area, rub(c.by*76/10)
		l.Clauses = []accrual.Named{{Name: "base rent", Clause: tenancy.Amount{Monthly: rub(760), Area: area}, Due: 10}}
		l.Amendments = []accrual.Amendment{{From: from, Known: from.AddDays(-12), Set: []accrual.Named{{Name: "base rent", Clause: tenancy.Amount{Monthly: price, Area: area}, Due: 10}}}}
	}
	end := &leases[23]
	end.Term = civil.Period{From: civil.MustDate("2025-02-01"), To: civil.MustDate("2027-02-01")}
	end.Signed = civil.MustDate("2025-01-15")
	end.Amendments = []accrual.Amendment{{From: civil.MustDate("2026-10-11"), Known: civil.MustDate("2026-10-02"), Term: &civil.Period{From: end.Term.From, To: civil.MustDate("2026-10-11")}}}
	moved := &leases[31]
	moved.Term = civil.Period{From: civil.MustDate("2025-03-01"), To: civil.MustDate("2028-03-01")}
	moved.Signed = civil.MustDate("2025-02-15")
	moved.Amendments = []accrual.Amendment{{From: civil.MustDate("2026-08-16"), Known: civil.MustDate("2026-08-10"), Parties: &accrual.Parties{Creditor: operator, Debtor: leases[23].Resident}}}
	for i := range leases { // each resident came with its lease
		w.set.Cluster.House.Residents[i].Since = leases[i].Term.From
	}
}

func (w *world) placeOf(space string) int {
	for i, s := range w.set.Cluster.House.Spaces {
		if s.ID == space {
			return i
		}
	}
	return 0
}
