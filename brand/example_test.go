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
