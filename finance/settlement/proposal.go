package settlement

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Proposal is what a party could be paid on a day of what it is owed in one
// currency. Nothing is paid by it: a host pays, and enters the payment.
//
//	Owed = ready + held - Ahead
//	ready = Pay + Carried
type Proposal struct {
	Party     accrual.Party  `json:"party"`
	Account   ledger.Account `json:"account"`
	On        civil.Date     `json:"on"`
	Owed      finance.Money  `json:"owed"`  // all that the owner owes the party there; below zero when the party owes
	Ahead     finance.Money  `json:"ahead"` // what the party was paid or charged beyond all that is ready
	Ready     []Item         `json:"ready,omitempty"`
	Held      []Held         `json:"held,omitempty"`
	Pay       finance.Money  `json:"pay"`
	Carried   finance.Money  `json:"carried"`            // ready, but less than the minimum
	Converted Converted      `json:"converted,omitzero"` // Pay, when the terms have another currency
}

// Propose is what may be paid on a day under the terms of each party, in the
// order of the terms, then of the currencies' codes. A party that is owed nothing
// and owes nothing has no proposal. Fees, returns and payments have lessened the
// items before: each goes to its own key first, then to what is due first, or to
// what the rule of a View says. Wrong terms, and two for one party and account,
// are listed as finance.Problems: an account that grows from another of the same
// party's terms is ErrOverlap, as it would be paid twice.
//
// A report that is not accepted holds what it covers: released has the day from
// which each entry may be paid, and an entry that is not in it waits.
func Propose(books ledger.Ledger, on civil.Date, released Released, terms ...Terms) ([]Proposal, error) {
	return View{Books: books, Released: released}.Propose(on, terms...)
}

// Propose is what may be paid on a day, as the function Propose says it. A rate
// that is missing is finance.ErrUnknown, under the place of the terms:
// terms[3].currency.
func (v View) Propose(on civil.Date, terms ...Terms) ([]Proposal, error) {
	return v.propose(on, on, terms)
}

// propose is Propose by what counts at the end of the day at.
func (v *View) propose(at, on civil.Date, terms []Terms) ([]Proposal, error) {
	if err := v.check(on, terms); err != nil {
		return nil, err
	}
	open := opened{v, at, map[ledger.Account]map[accrual.Party][]ledger.Open{}}
	var wrong finance.Problems
	var proposals []Proposal
	for i := range terms {
		of, err := open.of(terms[i].account(), terms[i].Party)
		if err != nil {
			return nil, err
		}
		for n := range of {
			p, err := v.proposal(&terms[i], &of[n], on)
			wrong.AddAt("terms", i, err)
			proposals = append(proposals, p)
		}
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return proposals, nil
}

// check reports everything that is wrong with a list of terms.
func (v *View) check(on civil.Date, terms []Terms) error {
	var wrong finance.Problems
	if on.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	seen, converts := map[place]bool{}, false
	for i := range terms {
		wrong.AddAt("terms", i, terms[i].Validate())
		at := terms[i].place()
		if seen[at] {
			wrong.AddAt("terms", i, finance.ErrDuplicate)
		}
		seen[at] = true
		converts = converts || terms[i].Currency != 0
	}
	if converts {
		wrong.Add("exchange", v.Exchange.Validate())
	}
	if wrong.Len() == 0 {
		wrong.Add("", apart(terms, seen))
	}
	return wrong.Err()
}

// place is what is paid out to whom.
type place struct {
	party   accrual.Party
	account ledger.Account
}

func (t *Terms) place() place { return place{t.Party, t.account()} }

// apart refuses an account that grows from another of the same party.
func apart(terms []Terms, seen map[place]bool) error {
	var wrong finance.Problems
	for i := range terms {
		at := terms[i].place()
		for n := strings.LastIndexByte(string(at.account), ':'); n > 0; n = strings.LastIndexByte(string(at.account), ':') {
			if at.account = at.account[:n]; seen[at] {
				wrong.AddAt("terms", i, finance.Problem{Path: "account", Err: fmt.Errorf("within %s: %w", at.account, finance.ErrOverlap)})
			}
		}
	}
	return wrong.Err()
}

// proposal sorts what is open with the party into what is ready and what is held.
func (v *View) proposal(t *Terms, o *ledger.Open, on civil.Date) (Proposal, error) {
	none := finance.Zero(o.Total.Currency())
	p := Proposal{Party: t.Party, Account: t.account(), On: on, Ahead: o.Ahead, Pay: none, Carried: none}
	var err error
	if p.Owed, err = o.Total.Neg(); err != nil {
		return Proposal{}, err
	}
	for i := range o.Items {
		one, err := itemOf(&o.Items[i])
		if err != nil {
			return Proposal{}, err
		}
		ready, held, err := t.sort(one, on, v.Released)
		if err != nil {
			return Proposal{}, err
		}
		p.Held = append(p.Held, held...)
		if !ready.Left.IsZero() {
			p.Ready = append(p.Ready, ready)
		}
	}
	slices.SortStableFunc(p.Held, func(a, b Held) int {
		return cmp.Or(a.Item.On.Compare(b.Item.On), a.Item.Due.Compare(b.Item.Due))
	})
	ready, err := p.net(none)
	if err != nil {
		return Proposal{}, err
	}
	return p, v.decide(&p, t, ready)
}

// net takes what was paid ahead off what is ready, and sums the rest. By the
// usual order nothing is ahead while anything is open; by a rule of the host
// money may wait for what it was paid for.
func (p *Proposal) net(ready finance.Money) (finance.Money, error) {
	for i := range p.Ready {
		left := &p.Ready[i].Left
		off, err := finance.Min(p.Ahead, *left)
		if err != nil {
			return ready, err
		}
		if p.Ahead, err = p.Ahead.Sub(off); err != nil {
			return ready, err
		}
		if *left, err = left.Sub(off); err != nil {
			return ready, err
		}
		if ready, err = ready.Add(*left); err != nil {
			return ready, err
		}
	}
	p.Ready = slices.DeleteFunc(p.Ready, func(i Item) bool { return i.Left.IsZero() })
	return ready, nil
}

// decide pays what is ready or carries it over.
func (v *View) decide(p *Proposal, t *Terms, ready finance.Money) error {
	converted, err := v.convert(t, ready, p.On)
	if err != nil {
		return err
	}
	if t.carries(ready, converted.Amount) {
		p.Carried = ready
		return nil
	}
	p.Pay, p.Converted = ready, converted
	return nil
}

// carries reports whether an amount is too little to be paid, as it is owed or
// as it would be paid.
func (t *Terms) carries(owed, paid finance.Money) bool {
	for _, m := range [...]finance.Money{owed, paid} {
		if m.Currency() == t.Minimum.Currency() && m.Minor() < t.Minimum.Minor() {
			return true
		}
	}
	return paid.IsZero() && paid.Currency() != 0 && !owed.IsZero() // less than a minor unit
}
