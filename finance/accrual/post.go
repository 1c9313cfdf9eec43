package accrual

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// post notes the differences between what is owed and what was posted.
func (p *plan) post(r *record, prog *program, totals []Obligation, posted map[sumKey]Obligation) error {
	for _, o := range prog.withGone(totals, posted) {
		before, known := posted[o.sumKey()]
		if o.For.Before(p.firstPosted()) || o.For.After(p.month) || p.early && !known && !prog.inAdvance(&o) {
			continue
		}
		if err := p.postDifference(r, prog, o, before); err != nil {
			return err
		}
	}
	return nil
}

// firstPosted is the first month that the close may post to: an early close
// bills its month only.
func (p *plan) firstPosted() civil.Month {
	if p.books.first.IsZero() || p.early {
		return p.month
	}
	return p.books.first
}

// withGone adds to the totals, as nothing, what was posted and is no longer
// owed.
func (p *program) withGone(totals []Obligation, posted map[sumKey]Obligation) []Obligation {
	if len(posted) == 0 {
		return totals
	}
	owed := make(map[sumKey]bool, len(totals))
	for i := range totals {
		owed[totals[i].sumKey()] = true
	}
	for key, o := range posted {
		if !owed[key] {
			o.Net, o.Tax = finance.Zero(o.Net.Currency()), finance.Zero(o.Net.Currency())
			totals = append(totals, o)
		}
	}
	slices.SortFunc(totals, func(a, b Obligation) int {
		return cmp.Or(
			a.For.Compare(b.For), cmp.Compare(p.track(a.Clause), p.track(b.Clause)), cmp.Compare(a.Clause, b.Clause),
			a.Slot.From.Compare(b.Slot.From), a.Slot.To.Compare(b.Slot.To), cmp.Compare(a.Source, b.Source),
			cmp.Compare(a.Debtor, b.Debtor), cmp.Compare(a.Creditor, b.Creditor), cmp.Compare(a.Net.Currency(), b.Net.Currency()),
		)
	})
	return totals
}

// postDifference posts o less before: the net apart from the tax, never a tax
// on the difference.
func (p *plan) postDifference(r *record, prog *program, o, before Obligation) (err error) {
	if o.Net, err = o.Net.Sub(before.Net); err != nil {
		return err
	}
	if o.Tax, err = o.Tax.Sub(before.Tax); err != nil {
		return err
	}
	if o.Net.IsZero() && o.Tax.IsZero() {
		return nil
	}
	o.In, o.Cutoff = p.month, p.cutoff
	o.Due = prog.due(&o)
	r.Posted = append(r.Posted, o)
	return nil
}

// inAdvance reports whether the clause of o is billed at the month's start.
func (p *program) inAdvance(o *Obligation) bool {
	n := p.named(p.track(o.Clause), o.For)
	return n != nil && n.Advance
}

// due is the day on which o is due: counted from the first day of its month, or
// of the term in it, if it is billed in advance, else from the last; an adjustment, from the last
// day of the month that posts it.
func (p *program) due(o *Obligation) civil.Date {
	var n Named
	if i := p.track(o.Clause); i >= 0 {
		if found := p.named(i, o.For); found != nil {
			n = *found
		}
	}
	if n.Advance && !o.Adjusts() {
		first := o.For.First()
		if first.Before(p.term.From) {
			first = p.term.From // nothing is due before it begins
		}
		return first.AddDays(n.Due)
	}
	return o.In.Last().AddDays(n.Due)
}

func later(a, b civil.Month) civil.Month {
	if a.Before(b) {
		return b
	}
	return a
}
