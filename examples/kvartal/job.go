package main

import (
	"context"
	"fmt"
	"io"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// reported is how many months are closed before the reader's eyes. Those
// before them open the books.
const reported = 3

// job is one run of the example.
type job struct {
	options
	printer
	set      data.Set
	ctx      context.Context
	progress io.Writer
}

func (j *job) run() error {
	first, last := span(j.set.Facts)
	opened, err := j.close(cluster.Books{}, first, last.Add(-reported))
	if err != nil {
		return err
	}
	if j.party != "" {
		return j.one(opened, last)
	}
	j.head(first, last)
	books, err := j.months(opened, last)
	if err != nil {
		return err
	}
	for _, part := range []func(cluster.Books, civil.Month) error{
		j.statements, j.trial, j.forecast, j.scenarios, j.again, j.late, j.files,
	} {
		if err := part(books, last); err != nil {
			return err
		}
	}
	return nil
}

// one prints the statement of one party over the reported months.
func (j *job) one(opened cluster.Books, last civil.Month) error {
	books, err := j.close(opened, last.Add(1-reported), last)
	if err != nil {
		return err
	}
	return j.statement(books, last, j.party)
}

func (j *job) head(first, last civil.Month) {
	j.line("%s", j.set.Cluster.Name)
	j.say("Fictional residents, brands, prices and sales in a real frame: see the notes in the data.")
	j.say("Books opened with %s, months to %s closed before; facts to %s.", j.month(first), j.month(last.Add(-reported)), j.day(last.Last()))
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
	for m := range first.Through(last) {
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
func (j *job) months(books cluster.Books, last civil.Month) (cluster.Books, error) {
	for m := range last.Add(1 - reported).Through(last) {
		next, err := j.close(books, m, m)
		if err != nil {
			return books, err
		}
		books = next
		report, err := j.set.Cluster.Report(books, m, j.set.Facts)
		if err != nil {
			return books, err
		}
		j.report(report)
	}
	return books, nil
}
