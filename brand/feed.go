package brand

import (
	"iter"

	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Facts yields the sales and returns as facts of the consignments' agreements,
// and the voids of such. Deliveries and withdrawals owe nobody anything.
func (t Trade) Facts() iter.Seq[accrual.Fact] {
	return func(yield func(accrual.Fact) bool) {
		_ = t.sales(yield) && t.returns(yield) && t.voids(yield)
	}
}

func (t *Trade) sales(yield func(accrual.Fact) bool) bool {
	for i := range t.facts.Sales {
		if t.flaws[sale][i] != repeated && !yield(t.saleFact(&t.facts.Sales[i])) {
			return false
		}
	}
	return true
}

func (t *Trade) returns(yield func(accrual.Fact) bool) bool {
	for i := range t.facts.Returns {
		if t.flaws[returned][i] != repeated && !yield(t.returnFact(&t.facts.Returns[i])) {
			return false
		}
	}
	return true
}

func (t *Trade) voids(yield func(accrual.Fact) bool) bool {
	for i := range t.facts.Voids {
		if !t.counts(void, i) {
			continue
		}
		f, owes := t.voidFact(&t.facts.Voids[i])
		if owes && !yield(f) {
			return false
		}
	}
	return true
}

func (t *Trade) saleFact(s *Sale) accrual.Fact {
	return accrual.Fact{
		ID: s.ID, Agreement: s.Consignment, On: s.On, Known: s.Known,
		Adds: t.readings(s, s.Amount.Minor(), 0, s.Units),
	}
}

func (t *Trade) returnFact(f *Return) accrual.Fact {
	of := t.saleOf(f)
	return accrual.Fact{
		ID: f.ID, Agreement: of.Consignment, On: f.On, Known: f.Known, Of: accrual.Ref{ID: of.ID, On: of.On},
		Adds: t.readings(of, -f.Amount.Minor(), f.Amount.Minor(), -f.Units),
	}
}

// voidFact is the void of a sale or a return; that of a return names its sale.
func (t *Trade) voidFact(v *Void) (accrual.Fact, bool) {
	p := t.places[v.Fact]
	fact := accrual.Fact{ID: v.ID, On: v.On, Known: v.Known, Voids: accrual.Ref{ID: v.Fact, On: t.identityOf(p).on}}
	switch p.kind {
	case sale:
		fact.Agreement = t.facts.Sales[p.at].Consignment
	case returned:
		of := t.saleOf(&t.facts.Returns[p.at])
		fact.Agreement, fact.Of = of.Consignment, accrual.Ref{ID: of.ID, On: of.On}
	default:
		return accrual.Fact{}, false
	}
	return fact, true
}

// readings adds to each meter what is not zero; of a return, by its sale.
func (t *Trade) readings(of *Sale, gross, returned, units int64) []accrual.Reading {
	one := t.sides[of.Consignment]
	adds := make([]accrual.Reading, 0, 3+len(one.meters)+len(one.cards))
	add := func(m accrual.Meter, n int64) {
		if n != 0 {
			adds = append(adds, accrual.Reading{Meter: m, N: n})
		}
	}
	add(Gross, gross)
	add(Returns, returned)
	add(Units, units)
	for _, m := range one.meters {
		add(m, gross)
	}
	for _, m := range one.picked(of) {
		add(m, gross)
	}
	return adds
}
