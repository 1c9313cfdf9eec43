package partnership_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/partnership"
)

// theNews is the exchange of which the news told in November 2025. Who shows
// whose brands is as told; the metres, days and papers are assumptions.
func theNews() (partnership.Exchange, []partnership.Placement) {
	since := civil.MustDate("2025-11-27")
	e := partnership.Exchange{
		Partners: []partnership.Partner{
			{ID: "blagoveshchensk", Name: "Blagoveshchensk", Region: "RU-AMU", Since: since},
			{ID: "buryatia", Name: "Buryatia", Region: "RU-BU", Since: since},
			{ID: "yakutsk", Name: "Yakutsk", Region: "RU-SA", Since: since},
			{ID: "sakhalin", Name: "Sakhalin", Region: "RU-SAK", Since: since},
		},
		Hostings: []partnership.Hosting{
			hosting("E-1", "yakutsk", "blagoveshchensk", "2026-01-01/2027-01-01", "4.00"),
			hosting("E-2", "yakutsk", "buryatia", "2026-01-01/2027-01-01", "4.00"),
			hosting("E-3", "sakhalin", "yakutsk", "2026-03-01/2026-09-01", "2.50"),
		},
	}
	return e, []partnership.Placement{
		placement("P-1", "E-1", "2026-02-01/..", "4.00"),
		placement("P-2", "E-2", "2026-02-01/2026-08-01", "2.50"),
		placement("P-3", "E-3", "2026-04-16/..", "2.50"),
	}
}

// Who gave and who received over a half-year, in shelf-metre-months.
func ExampleExchange_Reciprocity() {
	exchange, placements := theNews()
	half := civil.Period{From: civil.MustDate("2026-01-01"), To: civil.MustDate("2026-07-01")}
	exchanged, err := exchange.Reciprocity(half, placements)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range exchanged.Balances {
		fmt.Printf("%-15s gave %7s, received %7s, balance %8s\n", b.Partner, b.Given, b.Received, b.Net())
	}
	both, all := exchanged.TwoWay()
	fmt.Printf("returned in %d of %d pairs, as the news tells; returns may be agreed and untold\n", both, all)
	// Output:
	// blagoveshchensk gave       0, received      20, balance      -20
	// buryatia        gave       0, received    12.5, balance    -12.5
	// yakutsk         gave    32.5, received    6.25, balance    26.25
	// sakhalin        gave    6.25, received       0, balance     6.25
	// returned in 0 of 3 pairs, as the news tells; returns may be agreed and untold
}

// Two metres for Buryatia are more than its quota has left.
func ExampleExchange_Check() {
	exchange, placements := theNews()
	placements = append(placements, placement("P-4", "E-2", "2026-05-01/2026-06-01", "2.00"))
	fmt.Println(exchange.Check(placements))
	// Output: placements[3].metres: 4.50 of 4.00 shelf metres on 2026-05-01: over the limit
}

// What is free in August, and what ends within the month.
func ExampleExchange_Rooms() {
	exchange, placements := theNews()
	today := civil.MustDate("2026-08-10")
	rooms, err := exchange.Rooms(today, placements)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rooms {
		fmt.Println(r.Guest, "in", r.Host, "has", r.Free(), "of", r.Quota, "left")
	}
	for _, h := range exchange.Ending(today, 30) {
		fmt.Println(h.ID, "ends on", h.Term.To)
	}
	// Output:
	// blagoveshchensk in yakutsk has 0.00 of 4.00 left
	// buryatia in yakutsk has 4.00 of 4.00 left
	// yakutsk in sakhalin has 0.00 of 2.50 left
	// E-3 ends on 2026-09-01
}

// Two and a half metres from the 21st of March: eleven of thirty-one days.
func ExampleMetres_Over() {
	rest := civil.Period{From: civil.MustDate("2026-03-21"), To: civil.MustDate("2026-04-01")}
	exact, err := partnership.MustMetres("2.50").Over(rest)
	fmt.Println(exact, err)
	// Output: 55/62 <nil>
}
