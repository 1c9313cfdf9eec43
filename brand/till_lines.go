package brand

import (
	"fmt"
	"iter"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/till"
)

// Lines yields what was sold and paid back as lines of the till, by which
// [till.Reconcile] follows the money to the bank: those that have a receipt and
// were not undone, with the amounts that buyers paid. A return is a refund.
func (t Trade) Lines() iter.Seq[till.Line] {
	return func(yield func(till.Line) bool) {
		for i := range t.facts.Sales {
			if s := &t.facts.Sales[i]; s.Receipt != "" && !s.Amount.IsZero() && t.counts(sale, i) && !yield(s.line()) {
				return
			}
		}
		for i := range t.facts.Returns {
			r := &t.facts.Returns[i]
			if r.Receipt != "" && !r.Amount.IsZero() && t.counts(returned, i) && !yield(r.line(t.saleOf(r))) {
				return
			}
		}
	}
}

func (s *Sale) line() till.Line {
	return till.Line{
		ID: s.ID, On: s.On, Receipt: s.Receipt, Shift: s.Shift, Tender: s.Tender, Channel: s.Channel,
		Item: s.SKU, Agreement: s.Consignment, Gross: s.Amount,
	}
}

func (r *Return) line(of *Sale) till.Line {
	line := of.line()
	line.ID, line.On, line.Receipt, line.Shift, line.Tender, line.Channel = r.ID, r.On, r.Receipt, r.Shift, r.Tender, r.Channel
	line.Gross = finance.Minor(-r.Amount.Minor(), r.Amount.Currency())
	line.Of = accrual.Ref{ID: of.ID, On: of.On}
	return line
}

// check reports what is too long; a slip without a receipt has no shift or
// tender, as nothing would be found by them.
func (p Slip) check(wrong *finance.Problems) {
	for _, one := range [...]struct{ path, text string }{
		{"receipt", p.Receipt}, {"shift", p.Shift}, {"tender", string(p.Tender)}, {"channel", p.Channel},
	} {
		switch {
		case one.text == "":
			if p.Receipt != "" && (one.path == "shift" || one.path == "tender") {
				wrong.Add(one.path, finance.ErrMissing)
			}
		case p.Receipt == "" && (one.path == "shift" || one.path == "tender"):
			wrong.Add(one.path, fmt.Errorf("without a receipt: %w", finance.ErrConflict))
		default:
			wrong.Add(one.path, checkText(one.text))
		}
	}
}
