package main

import (
	"strings"

	"github.com/creative-cluster/kvartal/examples/printout"
)

// atEnd is the day of the measures.
var atEnd = reported.Period().To.AddDays(-1)

// roll prints the rent roll of the last day of the year.
func (r *report) roll() error {
	roll, err := r.house.RentRoll(atEnd)
	if err != nil {
		return err
	}
	r.Title("The house on %s: rent roll, a month", r.Date(atEnd))
	t := printout.Table{
		Heads:   []string{r.Words("lease"), r.Words("resident"), r.Words("spaces"), r.Words("last day"), r.Words("m²"), r.Words("passing"), r.Words("VAT"), r.Words("contracted"), r.Words("headline")},
		Figures: 5, Sums: 1,
	}
	for _, row := range roll.Rows {
		t.Add(row.Lease, r.brief(row.Resident), strings.Join(row.Spaces, ", "), r.last(row.Ends), r.Number(row.Area.String()), r.Amount(row.Net), r.Amount(row.Tax), r.Amount(row.Contracted), r.Amount(row.Headline))
	}
	t.Add("", r.Words("together"), "", "", r.Number(roll.Area.String()), r.Amount(roll.Net), r.Amount(roll.Tax), r.Amount(roll.Contracted), r.Amount(roll.Headline))
	t.Print(&r.Printer)
	r.Say("  Passing is payable now, contracted leaves abatements out, headline is after the last step agreed. Rent from sales is not in it; a sublease stands in its head lease.")
	return nil
}
