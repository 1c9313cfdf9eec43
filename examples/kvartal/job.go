package main

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// reported is how many months are closed before the reader's eyes. Those
// before them open the books.
const reported = 3

// job is one run of the example.
type job struct {
	options
	printout.Printer
	set         data.Set
	ctx         context.Context
	progress    io.Writer
	first, last civil.Month // in which something happened
	from        civil.Month // the first month that is reported
}

func (j *job) run() error {
	if err := j.folder(); err != nil {
		return err
	}
	j.first, j.last = span(j.set.Facts)
	if j.first.IsZero() {
		return finance.Problem{Path: "facts", Err: finance.ErrMissing}
	}
	if j.from = j.last.Add(1 - reported); j.from.Before(j.first) {
		j.from = j.first
	}
	opened, err := j.close(cluster.Books{}, j.first, j.from.Prev())
	if err != nil {
		return err
	}
	if j.party != "" {
		return j.one(opened)
	}
	j.head()
	books, err := j.months(opened)
	if err != nil {
		return err
	}
	for _, part := range []func(cluster.Books) error{
		j.statements, j.trial, j.forecast, j.scenarios, j.again, j.late, j.files,
	} {
		if err := part(books); err != nil {
			return err
		}
	}
	return nil
}

// one prints the statement of one party over the reported months.
func (j *job) one(opened cluster.Books) error {
	books, err := j.close(opened, j.from, j.last)
	if err != nil {
		return err
	}
	if parties := books.Ledger.Parties(); !slices.Contains(parties, j.party) {
		return finance.Problem{Path: "-party", Err: fmt.Errorf("%q is none of the %d parties in the books, such as %v: %w",
			j.party, len(parties), parties[:min(5, len(parties))], finance.ErrUnknown)}
	}
	j.Put(j.set.Cluster.Name)
	j.fictional()
	if err := j.statement(j.reasons(books, j.set.Facts), j.party); err != nil {
		return err
	}
	return j.files(books)
}

func (j *job) head() {
	j.Put(j.set.Cluster.Name)
	j.fictional()
	if j.first.Before(j.from) {
		j.Say("The books begin with %s; months to %s were closed before. Facts reach to %s.", j.month(j.first), j.month(j.from.Prev()), j.Date(j.last.Last()))
	} else {
		j.Say("The books begin with %s. Facts reach to %s.", j.month(j.first), j.Date(j.last.Last()))
	}
	j.legend()
}

// fictional says what of the embedded data is made up. The data of a reader is
// the reader's.
func (j *job) fictional() {
	if j.data == "" {
		j.Say("FICTIONAL: residents, makers, brands, partners, prices, sales, costs and budget. Real is only the frame: areas, regions and published figures.")
	}
	if j.data == "" && j.Language == accrual.English {
		j.Put("Names and purposes of payments are in Russian, as in the data.")
	}
}

// span is the first and the last month in which something happened.
func span(f cluster.Facts) (first, last civil.Month) {
	see := func(d civil.Date) {
		m := d.Month()
		if first.IsZero() || m.Before(first) {
			first = m
		}
		if m.After(last) {
			last = m
		}
	}
	for _, x := range f.Costs {
		see(x.On)
	}
	for _, x := range f.Payments {
		see(x.On)
	}
	for _, x := range f.Sales {
		see(x.On)
	}
	for _, x := range f.Shop.Sales {
		see(x.On)
	}
	return first, last
}

// close closes the months from first to last: each once at its start, which
// bills what is due in advance, and once after its end.
func (j *job) close(books cluster.Books, first, last civil.Month) (cluster.Books, error) {
	for m := first; !m.After(last); m = m.Next() {
		_, _ = fmt.Fprintf(j.progress, "closing %v\n", m)
		for _, cutoff := range data.Cutoffs(m) {
			closed, err := j.set.Cluster.Close(books, m, cutoff, j.set.Facts)
			if err != nil {
				return books, err
			}
			books = closed.Books
		}
	}
	return books, nil
}

// months closes the reported months and prints each in ten lines.
func (j *job) months(books cluster.Books) (cluster.Books, error) {
	for m := range j.from.Through(j.last) {
		var err error
		if books, err = j.close(books, m, m); err != nil {
			return books, err
		}
		v, err := j.view(books, m)
		if err != nil {
			return books, err
		}
		if err := v.print(); err != nil {
			return books, err
		}
	}
	return books, nil
}
