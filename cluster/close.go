package cluster

import (
	"fmt"
	"iter"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Closed is what a close found.
type Closed struct {
	Month       civil.Month
	Cutoff      civil.Date
	Obligations []accrual.Obligation // newly posted; none when the close is repeated
	Books       Books                // the next ones
	entries     int                  // that the ledger held before
}

// Entries yields what the close entered into the ledger.
func (c Closed) Entries() iter.Seq[ledger.Entry] {
	return func(yield func(ledger.Entry) bool) {
		n := 0
		for e := range c.Books.Ledger.Entries() {
			if n++; n > c.entries && !yield(e) {
				return
			}
		}
	}
}

// Close closes a month with what was known before the cut-off, as
// [accrual.Close] says, and enters what follows into the ledger: obligations,
// costs and payments, each once. A cut-off within the month bills only what is
// due in advance; costs and payments wait for the full close. A close that is
// repeated enters nothing, and refuses costs and payments that the first one
// did not have (ErrClosed). Everything that is wrong is reported at once, as
// finance.Problems, and then nothing is done. Neither books nor facts are
// changed.
//
// Close needs all facts of the shop, every cost until the last month that
// bears it, and the sales of residents since [Cluster.NeedFrom]. All facts of
// all time are right too. The ledger of books that were closed before is
// needed, and is the operator's.
func (c Cluster) Close(books Books, m civil.Month, cutoff civil.Date, facts Facts) (Closed, error) {
	agreements, err := c.checked()
	if err != nil {
		return Closed{}, err
	}
	if books, err = books.of(c.Operator); err != nil {
		return Closed{}, err
	}
	known := facts.sift(cutoff)
	counted, err := c.accruable(known.Facts)
	if err != nil {
		return Closed{}, known.placed(err)
	}
	closed, err := accrual.Close(books.Accrual, agreements, m, cutoff, counted)
	if err != nil {
		return Closed{}, err
	}
	entered, err := c.enter(books, closed, known.Facts)
	if err != nil {
		return Closed{}, known.placed(err)
	}
	return Closed{m, cutoff, closed.Obligations, Books{closed.Books, entered}, books.Ledger.Len()}, nil
}

// checked validates c and answers its agreements.
func (c Cluster) checked() ([]accrual.Agreement, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	return c.agreements()
}

// enter enters what a close and the facts known by its cut-off bring.
func (c Cluster) enter(books Books, closed accrual.Closed, facts Facts) (ledger.Ledger, error) {
	l, err := books.Ledger.Post(c.Chart, closed.Obligations...)
	if err != nil {
		return l, err
	}
	if closed.Cutoff.Before(closed.Month.Next().First()) {
		return l, nil
	}
	if l, err = c.enterCosts(l, closed.Month, facts.Costs); err != nil {
		return l, err
	}
	if l, err = l.Pay(closed.Month, closed.Cutoff, facts.Payments...); err != nil {
		return l, err
	}
	again := closed.Month.Before(books.Accrual.Next())
	if fresh := l.Len() - books.Ledger.Len(); again && fresh > 0 {
		return l, fmt.Errorf("%v was closed without %d entries of costs and payments: %w", closed.Month, fresh, finance.ErrClosed)
	}
	return l, nil
}

// enterCosts enters what costs are by the end of month m. What belongs to a
// month that was closed before is entered in m.
func (c Cluster) enterCosts(l ledger.Ledger, m civil.Month, all []Cost) (ledger.Ledger, error) {
	var wrong finance.Problems
	var entries []ledger.Entry
	givers := map[string]accrual.Party{}
	for _, a := range c.Awards {
		givers[a.ID] = a.Giver
	}
	for i := range all {
		x := &all[i]
		if x.On.Month().After(m) {
			continue
		}
		parts, err := x.entries(m, givers[x.Award])
		wrong.AddAt("costs", i, err)
		for _, e := range parts {
			e.Month = m
			if before, entered := l.Entry(e.ID); entered {
				e.Month = before.Month // a retry
			}
			entries = append(entries, e)
		}
	}
	if err := wrong.Err(); err != nil {
		return l, err
	}
	return l.Enter(entries...)
}

// NeedFrom is the first day of which Close must be handed the sales of
// residents again, when news are the facts that no close has seen; see
// [accrual.NeedFrom]. The facts of the house and of the shop are always needed in full, and
// costs until the last month that bears them.
func (c Cluster) NeedFrom(books Books, m civil.Month, cutoff civil.Date, news Facts) (civil.Date, error) {
	agreements, err := c.checked()
	if err != nil {
		return civil.Date{}, err
	}
	var wrong finance.Problems
	facts := c.checkSales(news.Sales, &wrong)
	if err := wrong.Err(); err != nil {
		return civil.Date{}, err
	}
	facts = append(facts, c.House.Touched(news.House)...)
	return accrual.NeedFrom(books.Accrual, agreements, m, cutoff, facts)
}
