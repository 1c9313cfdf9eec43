package journal

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// event is a directive or a transaction.
type event struct {
	day  civil.Date
	rank int
	at   Place
	*Directive
	*Transaction
}

// ranks order what happens on one day: accounts open before balances are
// tried, and close last.
var ranks = map[string]int{"open": -2, "balance": -1, "close": 2}

func (c *checker) events() []event {
	var list []event
	for i := range c.journal.Directives {
		d := &c.journal.Directives[i]
		list = append(list, event{d.Date, ranks[d.Kind], d.At, d, nil})
	}
	for i := range c.journal.Transactions {
		t := &c.journal.Transactions[i]
		list = append(list, event{t.Date, 0, t.At, nil, t})
	}
	slices.SortStableFunc(list, func(a, b event) int {
		return cmp.Or(a.day.Compare(b.day), cmp.Compare(a.rank, b.rank), cmp.Compare(a.at.Line, b.at.Line))
	})
	return list
}

func (c *checker) checkBeancount() {
	c.pad()
	w := walk{c, holdings{}, map[string]*account{}}
	for _, e := range c.events() {
		if e.Transaction != nil {
			w.transaction(e.Transaction)
		} else {
			w.directive(e.Directive)
		}
	}
}

// padding is a pad under way.
type padding struct {
	*Directive
	tried map[string]bool // commodities of which a balance followed
	used  bool
}

// pad inserts what a balance lacks, on the day of the pad before it, once for
// each commodity.
func (c *checker) pad() {
	held, active := holdings{}, map[string]*padding{}
	var inserted []Transaction
	for _, e := range c.events() {
		switch {
		case e.Transaction != nil:
			for _, p := range e.Postings {
				held.add(p.Account, *p.Amount)
			}
		case e.Kind == "pad":
			c.unused(active[e.Name])
			active[e.Name] = &padding{e.Directive, map[string]bool{}, false}
		case e.Kind == "balance":
			pad := active[e.Name]
			if pad == nil || pad.tried[e.Amount.Commodity] {
				continue
			}
			pad.tried[e.Amount.Commodity] = true
			lacks := e.Amount.Number.Sub(held[e.Name][e.Amount.Commodity].below)
			if lacks.Abs().Cmp(e.tolerance()) <= 0 {
				continue
			}
			pad.used = true
			t := padded(pad.Directive, Amount{lacks, e.Amount.Commodity})
			for _, p := range t.Postings {
				held.add(p.Account, *p.Amount)
			}
			inserted = append(inserted, t)
		}
	}
	for _, d := range c.journal.Directives {
		if one := active[d.Name]; d.Kind == "pad" && one != nil && one.At == d.At {
			c.unused(one)
		}
	}
	c.journal.Transactions = append(c.journal.Transactions, inserted...)
}

func (c *checker) unused(p *padding) {
	if p != nil && !p.used {
		c.fail(p.At, fmt.Errorf("no balance needs this pad: %w", finance.ErrConflict))
	}
}

func padded(d *Directive, a Amount) Transaction {
	minus := Amount{a.Number.Neg(), a.Commodity}
	return Transaction{
		At: d.At, Date: d.Date, Status: 'P', Padding: true,
		Postings: []Posting{
			{At: d.At, Account: d.Name, Amount: &a, Inferred: true},
			{At: d.At, Account: d.Source, Amount: &minus, Inferred: true},
		},
	}
}

// tolerance is what a balance may be off: as it says, or one unit of its last
// decimal, nothing when it has none.
func (d *Directive) tolerance() decimal.Decimal {
	switch digits := d.Amount.Digits(); {
	case d.Tolerance != nil:
		return d.Tolerance.Number.Abs()
	case digits > 0:
		return decimal.New(1, int32(-digits)) //nolint:gosec // at most MaxDigits
	}
	return decimal.Decimal{}
}

// walk goes through the days.
type walk struct {
	*checker
	held     holdings
	accounts map[string]*account
}

type account struct {
	commodities []string
	closed      bool
}

func (w *walk) transaction(t *Transaction) {
	for _, p := range t.Postings {
		one := w.accounts[p.Account]
		switch {
		case one == nil || one.closed:
			w.fail(p.At, fmt.Errorf("account %.40q is not open: %w", p.Account, finance.ErrUnknown))
		case len(one.commodities) > 0 && !slices.Contains(one.commodities, p.Amount.Commodity):
			w.fail(p.At, fmt.Errorf("account %.40q was not opened for %.40q: %w", p.Account, p.Amount.Commodity, finance.ErrConflict))
		}
		w.held.add(p.Account, *p.Amount)
	}
}

func (w *walk) directive(d *Directive) {
	one := w.accounts[d.Name]
	switch {
	case d.Kind == "open" && one != nil:
		w.fail(d.At, fmt.Errorf("account %.40q: %w", d.Name, finance.ErrDuplicate))
	case d.Kind == "open":
		w.accounts[d.Name] = &account{commodities: d.Commodities}
	case one == nil:
		w.fail(d.At, fmt.Errorf("account %.40q is not open: %w", d.Name, finance.ErrUnknown))
	case d.Kind == "close":
		one.closed = true
	case d.Kind == "balance":
		held := w.held[d.Name][d.Amount.Commodity].below
		if held.Sub(d.Amount.Number).Abs().Cmp(d.tolerance()) > 0 {
			w.fail(d.At, fmt.Errorf("%.40q holds %s, not %s: %w", d.Name, Amount{held, d.Amount.Commodity}, d.Amount, finance.ErrConflict))
		}
	}
}
