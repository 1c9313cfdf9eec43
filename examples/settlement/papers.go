package main

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/document"
	"github.com/creative-cluster/kvartal/finance/settlement"
	"github.com/creative-cluster/kvartal/finance/till"
)

// papers are the documents of the quarter.
type papers struct {
	register document.Register
	reports  []document.Report // of the makers, with their lives
	next     map[string]int    // the number that a series goes on from
}

// accepted is how long a maker may object to a report: what the law says holds
// where nothing else is agreed.
var accepted = document.Acceptance{Days: 7, Source: "consignment agreement, p. 4.3 (Civil Code of Russia, art. 999: 30 days unless agreed otherwise)"}

// draw draws, numbers and sends the documents of a month that was closed.
func (q *settled) draw(m civil.Month) error {
	source := document.Source{Owner: house, Obligations: q.posted, Parties: q.details(), Agreements: q.bases(), Items: q.items(m)}
	if m == last {
		source.Advances = []document.Advance{{Payment: prepaid, Agreement: "R-23"}}
	}
	for _, k := range kinds {
		if k.Form == document.SetOffs || k.Form == document.Reconciliation {
			continue
		}
		drafts, err := q.papers.register.Draw(k, source)
		if err != nil {
			return fmt.Errorf("%s: %w", k.Name, err)
		}
		if err = q.issue(k, m.Last(), drafts); err != nil {
			return fmt.Errorf("%s: %w", k.Name, err)
		}
	}
	return nil
}

// issue gives drafts their numbers, and sends the reports.
func (q *settled) issue(k document.Kind, on civil.Date, drafts []document.Document) error {
	series := k.Series
	if series == "" {
		series = k.Name
	}
	numbers := make([]document.Numbered, len(drafts))
	for i, d := range drafts {
		q.papers.next[series]++
		numbers[i] = document.Numbered{Document: d.ID, Number: fmt.Sprint(q.papers.next[series]), Date: on}
	}
	var err error
	if q.papers.register, err = q.papers.register.Add(drafts...); err != nil {
		return err
	}
	if q.papers.register, err = q.papers.register.Issue(numbers...); err != nil {
		return err
	}
	if k.Name != "report" {
		return nil
	}
	for _, d := range drafts {
		issued, _ := q.papers.register.Document(d.ID)
		sent, err := send(document.Report{Document: issued, Terms: accepted}, cutoff(on.Month()))
		if err != nil {
			return err
		}
		q.papers.reports = append(q.papers.reports, sent)
	}
	return nil
}

// send is the life of a report: one maker in three says that it accepts, the
// others let the term pass; one objects to one line.
func send(r document.Report, on civil.Date) (document.Report, error) {
	events := []document.Event{{Action: document.Send, On: on, Known: on}, {Action: document.Receive, On: on.AddDays(1), Known: on.AddDays(1)}}
	id := string(r.Document.Recipient.Party)
	switch line := objected(r.Document); {
	case line > 0:
		should, err := r.Document.Lines[line-1].Gross.Mul(2)
		if err != nil {
			return r, err
		}
		events = append(events,
			document.Event{Action: document.Object, On: objection.on, Known: objection.on, Line: line, Reason: objection.reason, Amount: should},
			document.Event{Action: document.Uphold, On: objection.upheld, Known: objection.upheld, Line: line})
	case id[len(id)-1]%3 == 0:
		events = append(events, document.Event{Action: document.Accept, On: on.AddDays(3), Known: on.AddDays(3)})
	}
	for _, e := range events {
		var err error
		if r, err = r.Apply(e); err != nil {
			return r, err
		}
	}
	return r, nil
}

// objected is the line of a report that is objected to, from 1; 0 for none.
func objected(d document.Document) int {
	return 1 + slices.IndexFunc(d.Lines, func(l document.Line) bool {
		return d.Kind == "report" && d.Agreement == objection.agreement && l.Key.Clause == objection.clause && l.Fact.ID == objection.sale
	})
}

// released says from which day what a maker is owed may be paid, by what was
// known at the end of a day. What is in no report waits for none.
func (q *settled) released(known civil.Date) (settlement.Released, error) {
	free, err := settlement.Reported(known, q.papers.reports...)
	if err != nil {
		return nil, err
	}
	for _, o := range q.posted {
		switch {
		case o.Agreement == "W-01" || o.Clause == "advance":
			free[o.Posting()] = []settlement.Release{{From: o.Due}}
		case o.Adjusts(): // a corrected report has no life of its own: the term of the report it goes with is taken
			free[o.Posting()] = []settlement.Release{{From: cutoff(o.In).AddDays(2 + accepted.Days)}}
		}
	}
	return free, nil
}

// details are what documents print of the parties. The numbers are made up.
func (q *settled) details() []document.Details {
	inn := text("INN", "ИНН")
	all := []document.Details{
		{Party: house, Name: text("Quarter LLC (fictional)", "ООО «Квартал» (вымышл.)"), Requisites: []document.Requisite{{Label: inn, Value: "0000000001"}}},
		{Party: partnership, Name: text("Joint project of M-11 and M-13", "Совместный проект M-11 и M-13")},
	}
	for _, m := range q.makers {
		all = append(all, document.Details{Party: m.ID, Name: text(m.Name, m.NameRU), Requisites: []document.Requisite{{Label: inn, Value: "00000000" + m.number()}}})
	}
	return all
}

func (q *settled) bases() []document.Basis {
	var all []document.Basis
	for _, a := range q.agreed {
		what := text("Consignment agreement "+a.ID, "Договор комиссии "+a.ID)
		if a.ID[0] == 'R' {
			what = text("Lease "+a.ID, "Договор аренды "+a.ID)
		}
		all = append(all, document.Basis{Agreement: a.ID, Text: what, Tax: a.Tax})
	}
	return all
}

// items are the sales that the proceeds and discounts of a month consist of.
func (q *settled) items(m civil.Month) []document.Item {
	of := map[string][]till.Line{}
	for _, l := range q.docs.Lines {
		if l.On.Month() == m && q.known(l).Before(cutoff(m)) {
			of[l.Agreement] = append(of[l.Agreement], l)
		}
	}
	var items []document.Item
	for _, o := range q.posted {
		if o.In != m || o.Adjusts() {
			continue
		}
		for _, l := range of[o.Agreement] {
			if amount, ok := part(o, l); ok {
				items = append(items, document.Item{
					Posting: o.Posting(), Fact: accrual.Ref{ID: l.ID, On: l.On}, Amount: amount,
					Text: text(l.On.String()+" "+l.Item+", "+l.Channel, l.On.String()+" "+l.Item+", "+channels[l.Channel]),
				})
			}
		}
	}
	return items
}

// part is what a line of the till is of an obligation.
func part(o accrual.Obligation, l till.Line) (finance.Money, bool) {
	switch o.Clause {
	case "proceeds":
		n, err := l.Net()
		return n, err == nil
	case "discount":
		n, err := l.Discount.MulRate(half, finance.HalfEven)
		return n, err == nil && n.Sign() != 0
	}
	return finance.Money{}, false
}

var channels = map[string]string{"shop": "магазин", "site": "сайт", "fair": "ярмарка"}
