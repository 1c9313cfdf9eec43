package main

import (
	"strings"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// notices prints what may be served in the fifteen months to come.
func (r *report) notices() error {
	today := atEnd
	r.Title("Notices that may be served until %s", r.Date(today.AddMonths(15).AddDays(-1)))
	t := printout.Table{Heads: []string{r.Words("lease"), r.Words("resident"), r.Words("right"), r.Words("by"), r.Words("first day"), r.Words("last day"), r.Words("from"), r.Words("condition, fee")}, Text: true}
	for _, d := range r.house.Deadlines(today, today.AddMonths(15), today.AddDays(1)) {
		opens := r.Words("any")
		if !d.Opens.IsZero() {
			opens = r.Date(d.Opens)
		}
		t.Add(d.Lease, r.brief(r.debtor(d.Lease)), r.named(rights, d.Kind.String()), r.named(sides, d.By.String()), opens, r.Date(d.Last), r.Date(d.Effect), r.beside(d))
	}
	t.Print(&r.Printer)
	return nil
}

// beside is what a notice costs or asks for.
func (r *report) beside(d tenancy.Deadline) string {
	var all []string
	for _, c := range d.Conditions {
		all = append(all, r.named(conditions, c))
	}
	if d.Fee.Months > 0 {
		all = append(all, r.Sayf("months of rent: %d", d.Fee.Months))
	}
	return strings.Join(all, ", ")
}

// waiting prints who waits, and which spaces fit from when.
func (r *report) waiting() error {
	today := atEnd
	offers, err := r.house.Offers(today)
	if err != nil {
		return err
	}
	r.Title("Who waits on %s, and what fits", r.Date(today))
	for _, o := range offers {
		r.Say("  %s %s, since %s", o.Applicant.ID, r.named(people, o.Applicant.Name), r.Date(o.Applicant.Since))
		for _, f := range o.Fits {
			r.Say("      %s; %s a month", r.read(f.Text(r.Language)), r.Exact(f.Rent))
		}
		if len(o.Fits) == 0 {
			if err := r.whyNot(o.Applicant, today); err != nil {
				return err
			}
		}
	}
	return nil
}

// whyNot says of spaces of the right use why they do not fit.
func (r *report) whyNot(a tenancy.Applicant, on civil.Date) error {
	fits, err := r.house.Fits(a, on)
	if err != nil {
		return err
	}
	var why []string
	for _, f := range fits {
		if f.Why != tenancy.WrongUse {
			why = append(why, r.read(f.Text(r.Language)))
		}
	}
	r.Say("      nothing fits: %s", strings.Join(why, "; "))
	return nil
}

func (r *report) list(names []string) string { return strings.Join(names, ", ") }
