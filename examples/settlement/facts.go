package main

import (
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
	"github.com/creative-cluster/kvartal/finance/till"
	"github.com/creative-cluster/kvartal/finance/waterfall"
)

// objection is what the maker of C-05 objects to, and what was upheld: it takes
// no part in campaigns, so the shop bears the discount of a sale alone.
var objection = struct {
	agreement, clause, sale string
	on, upheld              civil.Date
	reason                  string
}{"C-05", "discount", "s0504", civil.MustDate("2026-03-10"), civil.MustDate("2026-03-20"), "C-05 takes no part in campaigns: the discount is the shop's alone"}

// facts are what happened, in the words of the spine, whenever it became known:
// a close skips what it does not know yet.
func (s *set) facts() ([]accrual.Fact, error) {
	all := waterfall.Facts{Contributions: paidIn}.Accrual("W-01", "in ")
	var wrong finance.Problems
	for _, l := range s.docs.Lines {
		facts, err := s.factsOf(l)
		wrong.Add(l.ID, err)
		all = append(all, facts...)
		if l.ID == objection.sale && len(facts) == 1 {
			all = append(all, corrected(facts[0])...)
		}
	}
	return all, wrong.Err()
}

// factsOf are those of a line: one for each agreement that counts it.
func (s *set) factsOf(l till.Line) ([]accrual.Fact, error) {
	f, err := l.Fact(s.known(l))
	if err != nil {
		return nil, err
	}
	net, err := l.Net()
	if err != nil {
		return nil, err
	}
	switch {
	case strings.HasPrefix(l.Agreement, "L-"):
		return divided(f), nil
	case l.Agreement == "J-01":
		came, err := afterFee(f, net)
		return []accrual.Fact{f, came}, err
	}
	m, err := s.maker(accrual.Party("M-" + strings.TrimPrefix(l.Agreement, "C-")))
	if err != nil {
		return nil, err
	}
	on := l.On
	if !l.Of.On.IsZero() { // a return goes by the rule of its sale
		on = l.Of.On
	}
	rule := card.Pick(revshare.SaleLine{Category: m.Category, Brand: string(m.ID), Channel: l.Channel, On: on})
	fee, err := acquired(l, net)
	f.Adds = append(f.Adds, accrual.Reading{Meter: card.MeterOf(rule.Name), N: net.Minor()}, accrual.Reading{Meter: "acquired", N: fee.Minor()})
	return []accrual.Fact{f}, err
}

// acquired is the fee that the acquirer takes of a line, and keeps when it
// comes back.
func acquired(l till.Line, net finance.Money) (finance.Money, error) {
	if net.Sign() < 0 {
		return finance.Zero(finance.RUB), nil
	}
	return net.MulRate(acquirer[l.Tender], finance.HalfEven)
}

// divided are the facts of the art book: the same for each of the four.
func divided(f accrual.Fact) []accrual.Fact {
	var all []accrual.Fact
	for _, p := range []accrual.Party{"M-31", "M-32", "M-33", "M-34"} {
		one := f
		one.Agreement = f.Agreement + "/" + string(p)
		one.Adds = slices.Clone(f.Adds)
		all = append(all, one)
	}
	return all
}

// afterFee is what a sale of the joint project leaves to divide.
func afterFee(f accrual.Fact, net finance.Money) (accrual.Fact, error) {
	fee, err := net.MulRate(stallFee, finance.HalfEven)
	if err != nil {
		return f, err
	}
	left, err := net.Sub(fee)
	f.Agreement, f.Of = "W-01", accrual.Ref{}
	f.Adds = []accrual.Reading{{Meter: waterfall.Came(""), N: left.Minor()}}
	return f, err
}

// corrected are what the house recorded when it upheld the objection: the wrong
// fact voided, and the right one, in which the shop bears the discount.
func corrected(f accrual.Fact) []accrual.Fact {
	void := accrual.Fact{ID: f.ID + " void", Agreement: f.Agreement, On: f.On, Known: objection.upheld, Voids: accrual.Ref{ID: f.ID, On: f.On}}
	right := f
	right.ID, right.Known, right.Adds = f.ID+" again", objection.upheld, slices.Clone(f.Adds)
	for i := range right.Adds {
		if right.Adds[i].Meter == till.Discount {
			right.Adds[i].Meter = madeGood
		}
	}
	return []accrual.Fact{void, right}
}
