package journal

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Rules are what the user of a tool may choose.
type Rules struct {
	ImplicitCost bool // hledger and Ledger: two commodities without a cost imply their price; refused otherwise, as hledger does when strict
	Strict       bool // hledger and Ledger: accounts and commodities must be declared; Beancount always wants its accounts open
}

// Check does what the tool of the dialect does with a journal, and answers it
// with what that adds: amounts left out, balances assigned, costs implied, the
// transactions that pads insert (at the end). All that is wrong is
// finance.Problems by file, line and column, and no journal is answered then.
//
// A transaction that does not sum to zero is [Imbalance], an assertion that
// fails ErrConflict, an account or commodity that was not declared ErrUnknown.
// hledger tries assertions by date, then in the order of the file, exactly;
// Ledger in the order of the file, exactly; the balance of Beancount holds at
// the start of its day for an account with those below, and has a tolerance
// of one unit of its last decimal unless it says another.
func (j Journal) Check(r Rules) (Journal, error) {
	if err := j.Dialect.Validate(); err != nil {
		return Journal{}, err
	}
	c := checker{journal: j.clone(), rules: r, habits: j.Dialect.habits(), scale: scales{}, held: holdings{}}
	for _, t := range c.inOrder() {
		c.assign(t)
		c.balance(t)
		c.hold(t)
	}
	if c.wrong.Len() == 0 {
		if j.Dialect == Beancount {
			c.checkBeancount()
		} else {
			c.assertions()
			c.declared()
		}
	}
	if err := c.wrong.Err(); err != nil {
		return Journal{}, err
	}
	return c.journal, nil
}

// clone shares no transactions or postings with j.
func (j Journal) clone() Journal {
	j.Directives = slices.Clone(j.Directives)
	j.Transactions = slices.Clone(j.Transactions)
	for i := range j.Transactions {
		j.Transactions[i].Postings = slices.Clone(j.Transactions[i].Postings)
	}
	return j
}

type checker struct {
	journal Journal
	rules   Rules
	habits  *habits
	scale   scales // of the file so far
	held    holdings
	wrong   finance.Problems
}

func (c *checker) fail(at Place, err error) { c.wrong.Add(c.journal.File+":"+at.String(), err) }

// assign gives a posting that only asserts a balance the amount that leads to
// it. Amounts that stand in t count as they come.
func (c *checker) assign(t *Transaction) {
	moved := holdings{}
	for i := range t.Postings {
		p := &t.Postings[i]
		if p.Amount == nil && p.Assert != nil {
			held := c.held.of(p.Account, p.Assert).Add(moved.of(p.Account, p.Assert))
			p.Amount = &Amount{p.Assert.Number.Sub(held), p.Assert.Commodity}
			p.Inferred = true
		}
		if p.Amount != nil {
			moved.add(p.Account, *p.Amount)
		}
	}
}

func (c *checker) hold(t *Transaction) {
	for _, p := range t.Postings {
		if p.Amount != nil {
			c.held.add(p.Account, *p.Amount)
		}
	}
}

// assertions tries what postings assert.
func (c *checker) assertions() {
	type step struct {
		day civil.Date
		*Posting
	}
	var steps []step
	for i := range c.journal.Transactions {
		t := &c.journal.Transactions[i]
		for k := range t.Postings {
			day := t.Date
			if own := t.Postings[k].Date; !own.IsZero() {
				day = own
			}
			steps = append(steps, step{day, &t.Postings[k]})
		}
	}
	if c.habits.byDate {
		slices.SortStableFunc(steps, func(a, b step) int { return a.day.Compare(b.day) })
	}
	held := holdings{}
	for _, s := range steps {
		held.add(s.Account, *s.Amount)
		if a := s.Assert; a != nil {
			if err := held.try(s.Account, a); err != nil {
				c.fail(a.At, err)
			}
		}
	}
}

// declared refuses, under strict rules, names without a directive.
func (c *checker) declared() {
	if !c.rules.Strict {
		return
	}
	known := map[[2]string]bool{{"commodity", ""}: true}
	for _, d := range c.journal.Directives {
		known[[2]string{d.Kind, d.Name}] = true
	}
	need := func(at Place, kind, name string) {
		if !known[[2]string{kind, name}] {
			c.fail(at, fmt.Errorf("%s %.40q: %w", kind, name, finance.ErrUnknown))
		}
	}
	for _, t := range c.journal.Transactions {
		for _, p := range t.Postings {
			need(p.At, "account", p.Account)
			need(p.At, "commodity", p.Amount.Commodity)
			if p.Cost != nil {
				need(p.At, "commodity", p.Cost.Commodity)
			}
		}
	}
}
