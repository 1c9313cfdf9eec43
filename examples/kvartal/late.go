package main

import (
	"slices"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// again closes the last month once more: nothing may change.
func (j *job) again(books cluster.Books, last civil.Month) error {
	j.title("The same month closed again")
	closed, err := j.set.Cluster.Close(books, last, last.Next().First(), j.set.Facts)
	if err != nil {
		return err
	}
	entries := len(slices.Collect(closed.Entries()))
	j.say("%s once more: %d obligations and %d entries are new.", j.month(last), len(closed.Obligations), entries)
	return nil
}

// late closes the next month with the facts that came after the last close,
// and shows what they adjust.
func (j *job) late(books cluster.Books, last civil.Month) error {
	next := last.Next()
	j.title("A late sale and a late return")
	for _, s := range j.set.Late.Sales {
		j.say("Sale %s of %s, %s, became known on %s.", s.ID, j.day(s.On), j.exact(s.Amount), j.day(s.Known))
	}
	for _, r := range j.set.Late.Shop.Returns {
		j.say("Return %s of %s, %s, became known on %s.", r.ID, j.day(r.On), j.exact(r.Amount), j.day(r.Known))
	}
	facts := data.With(j.set.Facts, j.set.Late)
	closed, err := j.set.Cluster.Close(books, next, next.Next().First(), facts)
	if err != nil {
		return err
	}
	if err := j.adjustments(closed, facts); err != nil {
		return err
	}
	before := slices.Collect(books.Ledger.Entries())
	after := slices.Collect(closed.Books.Ledger.Entries())
	untouched := 0
	for i := range before {
		if before[i].ID == after[i].ID && slices.Equal(before[i].Lines, after[i].Lines) {
			untouched++
		}
	}
	j.say("Of %d entries of closed months %d are as they were.", len(before), untouched)
	return nil
}

func (j *job) adjustments(closed cluster.Closed, facts cluster.Facts) error {
	explainer, err := j.set.Cluster.Explainer(closed.Cutoff, facts)
	if err != nil {
		return err
	}
	for _, o := range closed.Obligations {
		if !o.Adjusts() {
			continue
		}
		why, err := explainer.Explain(o.Key)
		if err != nil {
			return err
		}
		posted, err := why.Net.Sub(o.Net)
		if err != nil {
			return err
		}
		j.line("  %s", j.sayf("%s, %s of %v: %s (%s = %s, less %s posted), due %s",
			j.name(o.Debtor), j.words(o.Clause), o.For, j.signed(o.Net), why.Text(j.lang), j.exact(why.Net), j.exact(posted), j.day(o.Due)))
	}
	return nil
}

// signed writes an amount with its sign, also above nothing.
func (j *job) signed(m finance.Money) string {
	if m.Sign() > 0 {
		return "+" + j.exact(m)
	}
	return j.exact(m)
}
