package main

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/netting"
)

// settled is the quarter as it was closed, month by month.
type settled struct {
	*set
	agreed  []accrual.Agreement
	facts   []accrual.Fact
	factsBy map[string][]accrual.Fact // by agreement
	closed  accrual.Books
	posted  []accrual.Obligation
	place   map[uuid.UUID]int // of each posting in posted
	books   ledger.Ledger

	papers papers
	acts   []netting.Act
	orders []ledger.Payment // of the house to makers
	paid   int
}

func settle(s *set) (*settled, error) {
	q := &settled{set: s, books: ledger.New(house), place: map[uuid.UUID]int{}, papers: papers{next: map[string]int{}}, orders: slices.Clone(ahead)}
	var err error
	if q.agreed, err = s.agreements(); err != nil {
		return nil, err
	}
	if q.facts, err = s.facts(); err != nil {
		return nil, err
	}
	q.factsBy = map[string][]accrual.Fact{}
	for _, f := range q.facts {
		q.factsBy[f.Agreement] = append(q.factsBy[f.Agreement], f)
	}
	for m := range first.Through(last) {
		if err = q.month(m); err != nil {
			return nil, fmt.Errorf("%v: %w", m, err)
		}
	}
	return q, nil
}

// month is what the house does in a month: the rent is billed, the till and the
// bank tell what moved, makers are paid, and the month is closed.
func (q *settled) month(m civil.Month) error {
	for _, step := range []func(civil.Month) error{q.bill, q.trade, q.pay, q.close, q.draw} {
		if err := step(m); err != nil {
			return err
		}
	}
	return nil
}

// bill closes a month early: only what it owes in advance is posted.
func (q *settled) bill(m civil.Month) error { return q.closeAt(m, m.First().AddDays(6)) }

func (q *settled) close(m civil.Month) error {
	if err := q.closeAt(m, cutoff(m)); err != nil {
		return err
	}
	if err := q.toProject(m); err != nil {
		return err
	}
	var err error
	q.books, err = q.books.Lock(cutoff(m), m, ledger.MoveLate)
	return err
}

func (q *settled) closeAt(m civil.Month, before civil.Date) error {
	closed, err := accrual.Close(q.closed, q.agreed, m, before, slices.Values(q.facts))
	if err != nil {
		return err
	}
	q.closed = closed.Books
	for _, o := range closed.Obligations {
		q.posted = append(q.posted, o)
		q.place[o.Posting()] = len(q.posted) - 1
	}
	q.books, err = q.books.Post(chart, closed.Obligations...)
	return err
}

// trade enters what the till took, what the bank credited and what became known
// of earlier months.
func (q *settled) trade(m civil.Month) error {
	entries, err := q.takings(m)
	if err != nil {
		return err
	}
	credited, err := q.credited(m)
	if err != nil {
		return err
	}
	entries = append(entries, credited...)
	entries = append(entries, capital(m)...)
	if q.books, err = q.books.Enter(entries...); err != nil {
		return err
	}
	over, err := q.books.Balance(cashBox, m.Last()).Of(finance.RUB).Sub(rub("20000"))
	if err != nil {
		return err
	}
	q.books, err = q.books.Enter(entry("to bank "+m.String(), m.Last(), "cash taken to the bank",
		ledger.Line{Account: bankAccount, Amount: over}, ledger.Line{Account: cashBox, Amount: negated(over)}))
	return err
}

// toProject passes on what the shop owes to the project to the account that is
// divided between its two parties.
func (q *settled) toProject(m civil.Month) error {
	left := finance.Zero(finance.RUB)
	for _, b := range q.books.ByParty(ledger.Makers, m.Last()) {
		if b.Party == partnership {
			left = b.Balance
		}
	}
	var err error
	q.books, err = q.books.Enter(entry("project "+m.String(), m.Last(), "joint project: passed on to its parties",
		ledger.Line{Account: projects, Amount: left}, ledger.Line{Account: ledger.Makers, Party: partnership, Amount: negated(left)}))
	return err
}

// space is that of the ids of entries that the host makes.
var space = uuid.MustParse("5e771ed0-0000-5000-8000-000000000001")

func entry(name string, on civil.Date, text string, lines ...ledger.Line) ledger.Entry {
	return ledger.Entry{ID: uuid.NewSHA1(space, []byte(name)), On: on, Text: text, Lines: lines}
}

func negated(m finance.Money) finance.Money { return finance.Minor(-m.Minor(), m.Currency()) }
