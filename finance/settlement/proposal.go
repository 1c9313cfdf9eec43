package settlement

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Proposal is what a party could be paid on a day in one currency. Nothing is
// paid by it: a host pays, and enters the payment.
//
//	Owed = payable + held - Ahead
//	payable = Pay + Carried
type Proposal struct {
	Party   accrual.Party  `json:"party"`
	Account ledger.Account `json:"account"`
	On      civil.Date     `json:"on"`
	Owed    finance.Money  `json:"owed"`  // all that the owner owes the party there; below zero when the party owes
	Ahead   finance.Money  `json:"ahead"` // what the party was paid or charged beyond all that it is owed
	Ready   []Item         `json:"ready,omitempty"`
	Held    []Held         `json:"held,omitempty"`
	Pay     finance.Money  `json:"pay"`
	Carried finance.Money  `json:"carried"` // ready, but less than the minimum
}

// Propose is what may be paid on a day under the terms of each party, in the
// order of the terms, then of the currencies' codes. A party that is owed nothing
// and owes nothing has no proposal. Fees, returns and payments have lessened the
// items before: each goes to its own key first, then to what is due first. Wrong
// terms, and two for one party and account, are listed as finance.Problems.
//
// A report that is not accepted holds what it covers: released has the day from
// which each entry may be paid, and an entry that is not in it waits.
func Propose(books ledger.Ledger, on civil.Date, released Released, terms ...Terms) ([]Proposal, error) {
	return propose(books, on, on, released, terms)
}

// propose is Propose by what counts at the end of the day at.
func propose(books ledger.Ledger, at, on civil.Date, released Released, terms []Terms) ([]Proposal, error) {
	if err := check(on, terms); err != nil {
		return nil, err
	}
	open := map[ledger.Account]map[accrual.Party][]ledger.Open{}
	var proposals []Proposal
	for i := range terms {
		t := &terms[i]
		byParty, ok := open[t.account()]
		if !ok {
			byParty = openByParty(books, t.account(), at)
			open[t.account()] = byParty
		}
		for _, o := range byParty[t.Party] {
			p, err := t.propose(&o, on, released)
			if err != nil {
				return nil, fmt.Errorf("terms[%d]: %w", i, err)
			}
			proposals = append(proposals, p)
		}
	}
	return proposals, nil
}

func openByParty(books ledger.Ledger, account ledger.Account, at civil.Date) map[accrual.Party][]ledger.Open {
	byParty := map[accrual.Party][]ledger.Open{}
	for _, o := range books.Open(account, at) {
		byParty[o.Party] = append(byParty[o.Party], o)
	}
	return byParty
}

// check reports everything that is wrong with a list of terms.
func check(on civil.Date, terms []Terms) error {
	var wrong finance.Problems
	if on.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	type place struct {
		party   accrual.Party
		account ledger.Account
	}
	seen := map[place]bool{}
	for i := range terms {
		wrong.AddAt("terms", i, terms[i].Validate())
		at := place{terms[i].Party, terms[i].account()}
		if seen[at] {
			wrong.AddAt("terms", i, finance.ErrDuplicate)
		}
		seen[at] = true
	}
	return wrong.Err()
}

// propose sorts what is open with the party into what is ready and what is held.
func (t *Terms) propose(o *ledger.Open, on civil.Date, released Released) (Proposal, error) {
	none := finance.Zero(o.Total.Currency())
	p := Proposal{Party: t.Party, Account: t.account(), On: on, Ahead: o.Ahead, Pay: none, Carried: none}
	owed, err := o.Total.Neg()
	if err != nil {
		return Proposal{}, err
	}
	p.Owed = owed
	ready := none
	for i := range o.Items {
		one, err := itemOf(&o.Items[i])
		if err != nil {
			return Proposal{}, err
		}
		if held, ok := t.held(one, on, released); ok {
			p.Held = append(p.Held, held)
			continue
		}
		p.Ready = append(p.Ready, one)
		if ready, err = ready.Add(one.Left); err != nil {
			return Proposal{}, err
		}
	}
	slices.SortStableFunc(p.Held, func(a, b Held) int {
		return cmp.Or(a.Item.On.Compare(b.Item.On), a.Item.Due.Compare(b.Item.Due))
	})
	if t.carries(ready) {
		p.Carried = ready
	} else {
		p.Pay = ready
	}
	return p, nil
}

// carries reports whether an amount is too little to be paid.
func (t *Terms) carries(m finance.Money) bool {
	return m.Currency() == t.Minimum.Currency() && m.Minor() < t.Minimum.Minor()
}

// Payment is the payment that the owner makes by p, under an id of the host's
// and known on the day itself. Nothing to pay is ErrMissing.
func (p Proposal) Payment(id string, owner accrual.Party) (ledger.Payment, error) {
	if p.Pay.IsZero() {
		return ledger.Payment{}, fmt.Errorf("nothing to pay to %.40q on %v: %w", string(p.Party), p.On, finance.ErrMissing)
	}
	pay := ledger.Payment{ID: id, From: owner, To: p.Party, On: p.On, Known: p.On, Amount: p.Pay, Against: p.Account}
	return pay, pay.Validate()
}
