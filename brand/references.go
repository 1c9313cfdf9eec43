package brand

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// void undoes what the voids name.
func (r *reader) void() {
	t := r.trade
	for i := range t.facts.Voids {
		if t.counts(void, i) {
			r.wrong.AddAt("voids", i, r.undo(&t.facts.Voids[i]))
		}
	}
}

func (r *reader) undo(v *Void) error {
	p, known := r.trade.places[v.Fact]
	switch {
	case !known:
		return finance.Problem{Path: "fact", Err: fmt.Errorf("%.40q: %w", v.Fact, finance.ErrUnknown)}
	case p.kind == void:
		return finance.Problem{Path: "fact", Err: fmt.Errorf("%.40q is a void: %w", v.Fact, finance.ErrConflict)}
	}
	of := r.trade.identityOf(p)
	if v.On.Before(of.on) {
		return finance.Problem{Path: "on", Err: fmt.Errorf("before %.40q: %w", v.Fact, finance.ErrOrder)}
	}
	if v.Known.Before(of.known) {
		return finance.Problem{Path: "known", Err: fmt.Errorf("before %.40q is: %w", v.Fact, finance.ErrOrder)}
	}
	f := &r.trade.flaws[p.kind][p.at]
	if *f == voided {
		return finance.Problem{Path: "fact", Err: fmt.Errorf("%.40q is voided already: %w", v.Fact, finance.ErrDuplicate)}
	}
	if *f == counts {
		*f = voided
	}
	return nil
}

// identityOf is that of the fact at p, which is no void.
func (t *Trade) identityOf(p place) identity {
	switch p.kind {
	case delivery:
		return t.facts.Deliveries[p.at].identity()
	case sale:
		return t.facts.Sales[p.at].identity()
	case returned:
		return t.facts.Returns[p.at].identity()
	}
	return t.facts.Withdrawals[p.at].identity()
}

// giveBack checks each return against its sale, and all of a sale together.
func (r *reader) giveBack() {
	t := r.trade
	left := make(map[int32]Sale, len(t.facts.Returns))
	for i := range t.facts.Returns {
		if t.flaws[returned][i] == repeated {
			continue
		}
		if err := r.give(left, &t.facts.Returns[i], t.counts(returned, i)); err != nil {
			r.wrong.AddAt("returns", i, err)
			t.flaws[returned][i] = repeated
		}
	}
}

// give takes what came back from what is left of the sale. A return that was
// voided must name a sale, but takes nothing.
func (r *reader) give(left map[int32]Sale, f *Return, takes bool) error {
	t := r.trade
	p, known := t.places[f.Sale]
	if !known || p.kind != sale {
		return finance.Problem{Path: "sale", Err: fmt.Errorf("%.40q: %w", f.Sale, finance.ErrUnknown)}
	}
	of, before := left[p.at]
	if !before {
		of = t.facts.Sales[p.at]
	}
	var wrong finance.Problems
	if f.On.Before(of.On) {
		wrong.Add("on", fmt.Errorf("before its sale: %w", finance.ErrOrder))
	}
	if f.Known.Before(of.Known) {
		wrong.Add("known", fmt.Errorf("before its sale is: %w", finance.ErrOrder))
	}
	wrong.Add("on", t.checkTerm(of.Consignment, f.On))
	if takes {
		left[p.at] = take(of, f, t.flaws[sale][p.at], &wrong)
	}
	return wrong.Err()
}

// take is what is left of a sale after a return.
func take(of Sale, f *Return, state flaw, wrong *finance.Problems) Sale {
	amount, err := of.Amount.Sub(f.Amount)
	switch {
	case state == voided:
		wrong.Add("sale", fmt.Errorf("%.40q is voided: %w", f.Sale, finance.ErrConflict))
		return of
	case f.Units > of.Units:
		wrong.Add("units", fmt.Errorf("%d of %d left of %.40q: %w", f.Units, of.Units, f.Sale, finance.ErrRange))
		return of
	case err != nil || amount.Sign() < 0:
		wrong.Add("amount", fmt.Errorf("%v of %v left of %.40q: %w", f.Amount, of.Amount, f.Sale, finance.ErrRange))
		return of
	}
	of.Units, of.Amount = of.Units-f.Units, amount
	return of
}
