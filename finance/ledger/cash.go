package ledger

import (
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// CashFlow is the owner's cash of one currency over a period, and how much of
// what is left belongs to others.
//
//	Left = Opening + In - Out
//	Own  = Left - ToMakers - InDeposits - InSubsidies
//
// Own is below zero when money of others was spent.
type CashFlow struct {
	Opening finance.Money // at the period's start
	In, Out finance.Money // what came and what went, both without sign; moves between own accounts are neither
	Left    finance.Money // at the period's end

	// What of Left belongs to others, party by party: who owes the owner
	// lessens nobody else's money.
	ToMakers    finance.Money // for goods sold on consignment
	InDeposits  finance.Money // deposits held
	InSubsidies finance.Money // subsidies and grants not spent yet
	Own         finance.Money
}

// Currency is the currency of all amounts of c.
func (c CashFlow) Currency() finance.Currency { return c.Left.Currency() }

// Cash folds the cash of each currency over a period, in the order of the
// currencies' codes. A reversal lessens the side that it undoes: money entered
// by mistake and taken back in the same period neither came nor went.
func (l Ledger) Cash(p civil.Period) []CashFlow {
	f := cashFold{period: p, flows: map[finance.Currency]*flow{}, odd: map[uuid.UUID]bool{}, held: map[holding]int64{}, moved: minors{}}
	for e := range l.all() {
		if e.day().Before(p.From) || p.Contains(e.day()) {
			f.add(e)
		}
	}
	return f.result()
}

// flow counts minor units.
type flow struct {
	opening, in, out int64
	others           [len(othersMoney)]int64
}

// othersMoney lists the accounts whose credit balance is other people's money.
var othersMoney = [...]Account{Makers, Deposits, Subsidies}

// holding is money of one party.
type holding struct {
	kind     int // of othersMoney
	party    accrual.Party
	currency finance.Currency
}

type cashFold struct {
	period civil.Period
	flows  map[finance.Currency]*flow
	odd    map[uuid.UUID]bool // reversals that undo; the reversal of a reversal does again
	held   map[holding]int64
	moved  minors // by the entry at hand
}

func (f *cashFold) of(c finance.Currency) *flow {
	one, ok := f.flows[c]
	if !ok {
		one = &flow{}
		f.flows[c] = one
	}
	return one
}

func (f *cashFold) add(e *Entry) {
	if e.Reverses != uuid.Nil {
		f.odd[e.ID] = !f.odd[e.Reverses]
	}
	clear(f.moved)
	for i := range e.Lines {
		n := &e.Lines[i]
		if n.Account.In(Cash) {
			f.moved.add(n.Amount)
		}
		for kind, root := range othersMoney {
			if n.Account.In(root) {
				f.held[holding{kind, n.Party, n.Amount.Currency()}] -= n.Amount.Minor()
			}
		}
	}
	for c, n := range f.moved {
		f.of(c).move(n, e.day().Before(f.period.From), f.odd[e.ID])
	}
}

func (f *flow) move(n int64, earlier, undoes bool) {
	switch {
	case earlier:
		f.opening += n
	case (n > 0) != undoes:
		f.in += n
	default:
		f.out -= n
	}
}

func (f *cashFold) result() []CashFlow {
	for h, n := range f.held {
		f.of(h.currency).others[h.kind] += max(n, 0)
	}
	flows := make([]CashFlow, 0, len(f.flows))
	for c, one := range f.flows {
		flows = append(flows, one.cashFlow(c))
	}
	slices.SortFunc(flows, func(a, b CashFlow) int { return byCurrency(a.Left, b.Left) })
	return flows
}

func (f *flow) cashFlow(c finance.Currency) CashFlow {
	in := func(n int64) finance.Money { return finance.Minor(n, c) }
	left := f.opening + f.in - f.out
	makers, deposits, subsidies := f.others[0], f.others[1], f.others[2]
	return CashFlow{
		Opening: in(f.opening), In: in(f.in), Out: in(f.out), Left: in(left),
		ToMakers: in(makers), InDeposits: in(deposits), InSubsidies: in(subsidies),
		Own: in(left - makers - deposits - subsidies),
	}
}
