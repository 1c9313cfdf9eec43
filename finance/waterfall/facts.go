package waterfall

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Facts are what happened, in any order.
type Facts struct {
	Contributions []Contribution `json:"contributions,omitempty"`
	Proceeds      []Proceeds     `json:"proceeds,omitempty"`
}

// Contribution is capital that a party has paid in on a day.
type Contribution struct {
	On     civil.Date    `json:"on"`
	Party  accrual.Party `json:"party"`
	Deal   string        `json:"deal,omitempty"`
	Amount finance.Money `json:"amount"` // not below zero
}

// Proceeds are what there is to divide on a day. Those of a day add up; where
// they are below zero, as returns are, nobody is asked for anything: the next
// ones make up for it, of the deal where it is divided by itself.
type Proceeds struct {
	On     civil.Date    `json:"on"`
	Deal   string        `json:"deal,omitempty"`
	Amount finance.Money `json:"amount"`
}

// flow is either of the two.
type flow struct {
	on    civil.Date
	deal  int
	party int // -1 of proceeds
	n     int64
}

// flows are the facts before a day, in order. All facts are checked.
func (f *Facts) flows(t *Terms, to civil.Date) ([]flow, error) {
	var wrong finance.Problems
	for _, list := range [...]struct {
		path string
		n    int
	}{{"contributions", len(f.Contributions)}, {"proceeds", len(f.Proceeds)}} {
		if list.n > MaxFacts {
			wrong.Add(list.path, fmt.Errorf("%d, at most %d: %w", list.n, MaxFacts, finance.ErrLimit))
		}
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	all := make([]flow, 0, len(f.Contributions)+len(f.Proceeds))
	for i, c := range f.Contributions {
		x, err := t.contributed(c)
		wrong.AddAt("contributions", i, err)
		all = append(all, x)
	}
	for i, p := range f.Proceeds {
		x, err := t.came(p)
		wrong.AddAt("proceeds", i, err)
		all = append(all, x)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(x flow) bool { return !x.on.Before(to) || x.n == 0 })
	slices.SortStableFunc(all, compareFlows)
	return all, nil
}

// compareFlows puts contributions of a day before its proceeds, those by deal.
func compareFlows(a, b flow) int {
	return cmp.Or(a.on.Compare(b.on), cmp.Compare(min(b.party, 0), min(a.party, 0)), cmp.Compare(a.deal, b.deal))
}

func (t *Terms) contributed(c Contribution) (flow, error) {
	var wrong finance.Problems
	x := flow{c.On, t.deal(c.Deal), t.party(c.Party), c.Amount.Minor()}
	t.checkFlow(&wrong, x, c.Deal, c.Amount)
	if x.party < 0 {
		wrong.Add("party", fmt.Errorf("%q is no party: %w", clip(string(c.Party)), finance.ErrUnknown))
	}
	if x.n < 0 {
		wrong.Add("amount", finance.ErrNegative)
	}
	return x, wrong.Err()
}

func (t *Terms) came(p Proceeds) (flow, error) {
	var wrong finance.Problems
	x := flow{p.On, t.deal(p.Deal), -1, p.Amount.Minor()}
	t.checkFlow(&wrong, x, p.Deal, p.Amount)
	return x, wrong.Err()
}

func (t *Terms) checkFlow(wrong *finance.Problems, x flow, deal string, amount finance.Money) {
	wrong.Add("on", t.checkDay(x.on))
	if x.deal < 0 {
		wrong.Add("deal", fmt.Errorf("%q is no deal: %w", clip(deal), finance.ErrUnknown))
	}
	if amount != (finance.Money{}) && amount.Currency() != t.Currency {
		wrong.Add("amount", fmt.Errorf("%v in place of %v: %w", amount.Currency(), t.Currency, finance.ErrCurrency))
	}
}

// checkDay refuses a day outside the term.
func (t *Terms) checkDay(d civil.Date) error {
	switch {
	case d.IsZero():
		return finance.ErrMissing
	case !t.Term.Contains(d) || !d.Before(t.lastDay()):
		return fmt.Errorf("%v is no day of %v: %w", d, t.Term, finance.ErrRange)
	}
	return nil
}
