package main

import (
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// forecast prints the next twelve months under the terms already signed.
func (j *job) forecast(books cluster.Books, _ civil.Month) error {
	months, err := j.set.Cluster.Forecast(books, j.set.Facts, 12)
	if err != nil {
		return err
	}
	j.title("Twelve months under the terms already signed")
	j.line("  %s %s %s %s", pad("", 16), padLeft(j.words("signed"), 14), padLeft(j.words("budget"), 14), padLeft(j.words("to be found"), 14))
	signed, planned := finance.Zero(j.set.Cluster.House.Currency), finance.Zero(j.set.Cluster.House.Currency)
	for _, m := range months {
		gap, err := m.Total.Plan.Sub(m.Total.Amount)
		if err != nil {
			return err
		}
		if signed, err = signed.Add(m.Total.Amount); err != nil {
			return err
		}
		if planned, err = planned.Add(m.Total.Plan); err != nil {
			return err
		}
		j.line("  %s %s %s %s", pad(j.month(m.Month), 16), padLeft(j.whole(m.Total.Amount), 14), padLeft(j.whole(m.Total.Plan), 14), padLeft(j.whole(gap), 14))
	}
	gap, err := planned.Sub(signed)
	if err != nil {
		return err
	}
	j.line("  %s %s %s %s", pad(j.words("a year"), 16), padLeft(j.whole(signed), 14), padLeft(j.whole(planned), 14), padLeft(j.whole(gap), 14))
	j.say("Signed is fixed rent only: turnover, goods on consignment and new leases are still to be found.")
	return nil
}
