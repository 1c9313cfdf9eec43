package brand_test

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// gallery is a shop of region RU-SA that holds the knitwear of one maker at a
// fee of 30 %. All names are fictional.
var gallery = brand.Shop{
	Party: "GALLERY", Region: "RU-SA", Currency: finance.RUB,
	Brands: []brand.Brand{{ID: "knit", Name: "Knit (fictional)", Maker: "M-1", Region: "RU-BU", Category: "clothes/knitwear"}},
	Consignments: []brand.Consignment{{
		ID: "C-1", Brand: "knit", Known: civil.MustDate("2026-02-20"),
		Term:    civil.Period{From: civil.MustDate("2026-03-01"), To: civil.MustDate("2027-03-01")},
		Clauses: brand.ProceedsLess(revshare.Commission{Meter: brand.Gross, Rate: finance.MustRate("30%")}),
	}},
}

// ten hats came, two were sold.
func hats() brand.Facts {
	on := civil.MustDate
	return brand.Facts{
		Deliveries: []brand.Delivery{{ID: "D-1", Consignment: "C-1", SKU: "hat", On: on("2026-03-02"), Known: on("2026-03-02"), Units: 10}},
		Sales:      []brand.Sale{{ID: "S-1", Consignment: "C-1", SKU: "hat", On: on("2026-03-20"), Known: on("2026-03-20"), Units: 2, Amount: finance.MustMoney("2500.00 RUB")}},
	}
}

// A month of a shop: what it owes the maker, and what the maker owes it.
func Example() {
	agreements, err := gallery.Agreements()
	if err != nil {
		fmt.Println(err)
		return
	}
	trade, err := gallery.Trade(hats())
	if err != nil {
		fmt.Println(err)
		return
	}
	closed, err := accrual.Close(accrual.Books{}, agreements, civil.MustMonth("2026-03"), civil.MustDate("2026-04-10"), trade.Facts())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range closed.Obligations {
		fmt.Println(o.Debtor, "owes", o.Creditor, o.Net, o.Clause)
	}
	// Output:
	// GALLERY owes M-1 2500.00 RUB proceeds
	// M-1 owes GALLERY 750.00 RUB fee
}

// A maker got 600 ahead, to which half the proceeds go until it is taken back; a
// tenth of them is held for three months, against returns. In April a buyer is
// paid back 100: that comes out of what is held. The shop's tax is on its fee only.
func ExampleProceedsLess() {
	shop := gallery
	shop.Tax = accrual.Tax{Rates: civil.Timeline[finance.Rate]{{From: civil.MustDate("2026-01-01"), Value: finance.MustRate("20%"), Source: "a fictional law"}}}
	shop.Consignments = slices.Clone(gallery.Consignments)
	shop.Consignments[0].Clauses = append(brand.ProceedsLess(revshare.Commission{Meter: brand.Gross, Rate: finance.MustRate("30%")}),
		accrual.Named{Name: "advance", Untaxed: true, Clause: revshare.Advance{
			Instalments: []revshare.Instalment{{On: civil.MustDate("2026-03-02"), Amount: finance.MustMoney("600.00 RUB")}},
		}},
		accrual.Named{Name: "recouped", Back: true, Untaxed: true, Clause: revshare.Recoupment{
			Advanced: []accrual.Meter{accrual.Of("advance")}, Earned: []accrual.Meter{accrual.Of(brand.Proceeds)}, Share: finance.MustRate("50%"),
		}},
		accrual.Named{Name: "reserve", Back: true, Untaxed: true, Clause: revshare.Reserve{
			Meter: brand.Gross, Rate: finance.MustRate("10%"), Months: 3, Draws: brand.Returns,
		}},
	)
	agreements, err := shop.Agreements()
	if err != nil {
		fmt.Println(err)
		return
	}
	facts := hats()
	back := civil.MustDate("2026-04-11")
	facts.Returns = []brand.Return{{ID: "R-1", Sale: "S-1", On: back, Known: back, Units: 1, Amount: finance.MustMoney("100.00 RUB")}}
	trade, err := shop.Trade(facts)
	if err != nil {
		fmt.Println(err)
		return
	}
	var books accrual.Books
	first := civil.MustMonth("2026-03")
	for m := range first.Through(first.Add(3)) {
		closed, err := accrual.Close(books, agreements, m, m.Next().First().AddDays(4), trade.Facts())
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, o := range closed.Obligations {
			fmt.Println(m, o.Debtor, "owes", o.Creditor, o.Net, o.Clause)
		}
		books = closed.Books
	}
	// Output:
	// 2026-03 GALLERY owes M-1 2500.00 RUB proceeds
	// 2026-03 M-1 owes GALLERY 750.00 RUB fee
	// 2026-03 GALLERY owes M-1 600.00 RUB advance
	// 2026-03 M-1 owes GALLERY 600.00 RUB recouped
	// 2026-03 M-1 owes GALLERY 250.00 RUB reserve
	// 2026-04 GALLERY owes M-1 -100.00 RUB proceeds
	// 2026-04 M-1 owes GALLERY -30.00 RUB fee
	// 2026-04 M-1 owes GALLERY -100.00 RUB reserve
	// 2026-06 M-1 owes GALLERY -150.00 RUB reserve
}

// Stock is folded as facts are checked; what is not there cannot be sold.
func ExampleShop_Trade() {
	trade, err := gallery.Trade(hats())
	fmt.Println(trade.OnHand(brand.Item{Consignment: "C-1", SKU: "hat"}, civil.MustDate("2026-03-31")), err)
	many := hats()
	many.Sales[0].Units = 11
	_, err = gallery.Trade(many)
	fmt.Println(err)
	// Output:
	// 8 <nil>
	// sales[0].units: "S-1" takes 11 of "hat", 10 on hand: negative
}

// Two of ten hats were sold.
func ExampleMovements_SellThrough() {
	trade, err := gallery.Trade(hats())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(trade.BrandMovements("knit", civil.MustMonth("2026-03").Period()).SellThrough())
	// Output: 20% true
}

// What a brand brought in a month, beside the fee that was posted for it.
func ExampleTrade_Results() {
	trade, err := gallery.Trade(hats())
	if err != nil {
		fmt.Println(err)
		return
	}
	posted := []accrual.Obligation{{
		Key: accrual.Key{Agreement: "C-1", Clause: brand.Fee}, Debtor: "M-1", Creditor: "GALLERY",
		Net: finance.MustMoney("750.00 RUB"), For: civil.MustMonth("2026-03"),
	}}
	results, err := trade.Results(slices.Values(posted))
	for _, r := range results {
		fmt.Println(r.Month, r.Brand, "gross", r.Gross, "returns", r.Returns, "fee", r.Fee)
	}
	fmt.Println(err)
	// Output:
	// 2026-03 knit gross 2500.00 RUB returns 0.00 RUB fee 750.00 RUB
	// <nil>
}

// The brand is at home in another region than the shop.
func ExampleShop_Guests() {
	fmt.Println(gallery.Guests(civil.MustMonth("2026-03").Period()))
	// Output: [{RU-BU [knit]}]
}

// A sale of knitwear counts for knitwear and for clothes.
func ExampleMeters() {
	fmt.Println(brand.Meters("clothes/knitwear"))
	// Output: [gross returns units gross:clothes/knitwear gross:clothes]
}
