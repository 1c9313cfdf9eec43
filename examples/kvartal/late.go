package main

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// again closes the last month once more: nothing may change.
func (j *job) again(books cluster.Books) error {
	j.Title("The same month closed again")
	closed, err := j.set.Cluster.Close(books, j.last, j.last.Next().First(), j.set.Facts)
	if err != nil {
		return err
	}
	entries := len(slices.Collect(closed.Entries()))
	j.Say("%s once more: new obligations %d, new entries %d.", capital(j.month(j.last)), len(closed.Obligations), entries)
	before, err := json.Marshal(books)
	if err != nil {
		return err
	}
	after, err := json.Marshal(closed.Books)
	if err != nil {
		return err
	}
	if bytes.Equal(before, after) {
		j.Say("The books are the same to the byte.")
	} else {
		j.Say("The books are NOT the same.")
	}
	return nil
}

// late closes the next month twice, without and with the facts that came after
// the last close, and shows what they adjust. Closed entries stay.
func (j *job) late(books cluster.Books) error {
	j.Title("A late sale and a late return of closed months")
	if len(j.set.Late.Sales) == 0 && len(j.set.Late.Shop.Returns) == 0 {
		j.Say("The data has no late sales and no late returns.")
		return nil
	}
	j.arrivals()
	next := j.last.Next()
	without, err := j.set.Cluster.Close(books, next, next.Next().First(), j.set.Facts)
	if err != nil {
		return err
	}
	facts := data.With(j.set.Facts, j.set.Late)
	with, err := j.set.Cluster.Close(books, next, next.Next().First(), facts)
	if err != nil {
		return err
	}
	caused, rest := differences(without, with)
	why := j.reasons(with.Books, facts)
	j.Say("%s then closes with adjustments of closed months that these facts cause: %d.", capital(j.month(next)), len(caused))
	for _, o := range caused {
		if err := j.adjustment(why, o); err != nil {
			return err
		}
	}
	j.Say("Other adjustments of that close: %d, from facts that became known in %s anyway.", len(rest), j.month(next))
	j.untouched(books.Ledger, with.Books.Ledger)
	return nil
}

func (j *job) arrivals() {
	for _, s := range j.set.Late.Sales {
		j.Say("Sale %s of %s, %s, became known on %s.", s.ID, j.Date(s.On), j.Exact(s.Amount), j.Date(s.Known))
	}
	for _, r := range j.set.Late.Shop.Returns {
		j.Say("Return %s of %s, %s, became known on %s.", r.ID, j.Date(r.On), j.Exact(r.Amount), j.Date(r.Known))
	}
}

// differences are the adjustments of a close that another one, without the
// late facts, has not or has with another amount, and those that both have.
func differences(without, with cluster.Closed) (caused, rest []accrual.Obligation) {
	for _, o := range with.Obligations {
		switch {
		case !o.Adjusts():
		case slices.Contains(without.Obligations, o):
			rest = append(rest, o)
		default:
			caused = append(caused, o)
		}
	}
	return caused, rest
}

// adjustment prints who owes how much more or less, since when, and why.
func (j *job) adjustment(why reasons, o accrual.Obligation) error {
	gross, err := o.Gross()
	if err != nil {
		return err
	}
	owes := [...]string{printout.Phrase("the party owes the cluster %s less, due on %s"), printout.Phrase("the party owes the cluster %s more, due on %s")}
	if o.Debtor == j.set.Cluster.Operator {
		owes = [...]string{printout.Phrase("the cluster owes the party %s less, due on %s"), printout.Phrase("the cluster owes the party %s more, due on %s")}
	}
	change := owes[1]
	if gross.Sign() < 0 {
		change = owes[0]
		if gross, err = gross.Neg(); err != nil {
			return err
		}
	}
	text, err := why.obligation(why.posted[o.Posting()])
	if err != nil {
		return err
	}
	j.Put("  " + j.Sayf("%s: %s of %s", j.name(j.other(o.Debtor, o.Creditor)), j.named(clauses, o.Clause), j.month(o.For)))
	j.Put("    " + j.Sayf(change, j.Exact(gross), j.Date(o.Due)))
	j.Put("    " + text)
	return nil
}

// untouched counts the entries that are as they were.
func (j *job) untouched(before, after ledger.Ledger) {
	same := 0
	for e := range before.Entries() {
		now, ok := after.Entry(e.ID)
		if ok && now.On == e.On && now.Month == e.Month && slices.Equal(now.Lines, e.Lines) {
			same++
		}
	}
	j.Say("Entries of closed months: %d; of them as they were: %d.", before.Len(), same)
}
