package brand

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// enter checks each fact in itself and notes its place.
func (r *reader) enter() {
	f := &r.trade.facts
	enter(r, delivery, f.Deliveries)
	enter(r, sale, f.Sales)
	enter(r, returned, f.Returns)
	enter(r, withdrawal, f.Withdrawals)
	enter(r, void, f.Voids)
}

// source is a fact of one of the lists.
type source interface {
	comparable
	identity() identity
	check(*Trade, *finance.Problems)
}

func enter[T source](r *reader, k kind, list []T) {
	flaws := make([]flaw, len(list))
	r.trade.flaws[k] = flaws
	for i, f := range list {
		var wrong finance.Problems
		f.identity().check(&wrong)
		f.check(r.trade, &wrong)
		id := f.identity().id
		first, known := r.trade.places[id]
		switch {
		case !known:
			r.trade.places[id] = place{k, int32(i)}
		case first.kind == k && list[first.at] == f:
			flaws[i] = repeated
			continue // whatever is wrong with it has been said
		default:
			wrong.Add("", twice(id))
		}
		if err := wrong.Err(); err != nil {
			r.wrong.AddAt(kindPaths[k], i, err)
			flaws[i] = repeated
		}
	}
}

func (d Delivery) check(t *Trade, wrong *finance.Problems) {
	t.checkGoods(d.Consignment, d.SKU, wrong)
	wrong.Add("units", checkUnits(d.Units, 1))
}

func (w Withdrawal) check(t *Trade, wrong *finance.Problems) {
	t.checkGoods(w.Consignment, w.SKU, wrong)
	wrong.Add("units", checkUnits(w.Units, 1))
}

func (s Sale) check(t *Trade, wrong *finance.Problems) {
	t.checkGoods(s.Consignment, s.SKU, wrong)
	wrong.Add("on", t.checkTerm(s.Consignment, s.On))
	wrong.Add("units", checkUnits(s.Units, 1))
	wrong.Add("amount", checkAmount(s.Amount, t.shop.Currency))
	s.Slip.check(wrong)
}

func (f Return) check(t *Trade, wrong *finance.Problems) {
	wrong.Add("sale", checkText(f.Sale))
	wrong.Add("units", checkUnits(f.Units, 0))
	wrong.Add("amount", checkAmount(f.Amount, t.shop.Currency))
	if f.Units == 0 && f.Amount.IsZero() {
		wrong.Add("units", fmt.Errorf("neither units nor amount: %w", finance.ErrMissing))
	}
	f.Slip.check(wrong)
}

func (v Void) check(_ *Trade, wrong *finance.Problems) { wrong.Add("fact", checkText(v.Fact)) }

func (t *Trade) checkGoods(consignment, sku string, wrong *finance.Problems) {
	if _, known := t.sides[consignment]; !known {
		wrong.Add("consignment", fmt.Errorf("%.40q: %w", consignment, finance.ErrUnknown))
	}
	wrong.Add("sku", checkText(sku))
}

// checkTerm refuses a day outside the term, on which no clause would count it.
func (t *Trade) checkTerm(consignment string, on civil.Date) error {
	term := t.sides[consignment].term
	if on.IsZero() || term.IsZero() || term.Contains(on) {
		return nil // what is missing or unknown is said elsewhere
	}
	return fmt.Errorf("%v is not in the term %v: %w", on, term, finance.ErrRange)
}
