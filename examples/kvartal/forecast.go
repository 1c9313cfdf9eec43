package main

import (
	"fmt"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance"
)

// forecast prints the next twelve months under the terms already signed,
// against the budget.
func (j *job) forecast(books cluster.Books) error {
	months, err := j.set.Cluster.Forecast(books, j.set.Facts, 12)
	if err != nil {
		return err
	}
	j.Title("Income of twelve months under the terms already signed, against the budget")
	j.columns("", j.Words("signed"), j.Words("budget"), j.Words("to be found"), j.Words("signed of budget"))
	signed, planned := finance.Zero(j.set.Cluster.House.Currency), finance.Zero(j.set.Cluster.House.Currency)
	for _, m := range months {
		if signed, err = signed.Add(m.Total.Amount); err != nil {
			return err
		}
		if planned, err = planned.Add(m.Total.Plan); err != nil {
			return err
		}
		if err := j.gap(j.month(m.Month), m.Total.Amount, m.Total.Plan); err != nil {
			return err
		}
	}
	if err := j.gap(j.Words("a year"), signed, planned); err != nil {
		return err
	}
	j.Say("Signed is what needs no sale: rent under leases to their last day, and minimum fees. Turnover, commission, new leases, renewals and public money are still to be found.")
	return nil
}

// gap prints what is signed, what is planned and what lies between.
func (j *job) gap(label string, signed, planned finance.Money) error {
	gap, err := planned.Sub(signed)
	if err != nil {
		return err
	}
	share := none
	if planned.Sign() > 0 {
		part, err := signed.Ratio(planned)
		if err != nil {
			return err
		}
		share = j.Percent(part)
	}
	j.columns(label, j.rounded(signed), j.rounded(planned), j.rounded(gap), share)
	return nil
}

func (j *job) columns(label string, cells ...string) {
	text := fmt.Sprintf("  %-16s", label)
	for _, cell := range cells {
		text += fmt.Sprintf("%19s", cell)
	}
	j.Put(text)
}
