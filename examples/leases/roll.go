package main

import (
	"strings"
)

// atEnd is the day of the measures.
var atEnd = reported.Period().To.AddDays(-1)

// roll prints the rent roll of the last day of the year.
func (r *report) roll() error {
	roll, err := r.house.RentRoll(atEnd)
	if err != nil {
		return err
	}
	r.title("The house on %s: rent roll, a month", r.day(atEnd))
	t := table{
		heads:   []string{r.words("lease"), r.words("resident"), r.words("spaces"), r.words("last day"), r.words("m²"), r.words("passing"), r.words("VAT"), r.words("contracted"), r.words("headline")},
		figures: 5, sums: 1,
	}
	for _, row := range roll.Rows {
		t.add(row.Lease, r.brief(row.Resident), strings.Join(row.Spaces, ", "), r.last(row.Ends), r.number(row.Area.String()), r.amount(row.Net), r.amount(row.Tax), r.amount(row.Contracted), r.amount(row.Headline))
	}
	t.add("", r.words("together"), "", "", r.number(roll.Area.String()), r.amount(roll.Net), r.amount(roll.Tax), r.amount(roll.Contracted), r.amount(roll.Headline))
	t.print(&r.printer)
	r.say("  Passing is payable now, contracted leaves abatements out, headline is after the last step agreed. Rent from sales is not in it; a sublease stands in its head lease.")
	return nil
}
