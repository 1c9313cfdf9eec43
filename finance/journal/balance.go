package journal

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/creative-cluster/kvartal/finance"
)

// Residual is what the postings of a transaction sum to in a commodity, and
// how far that may be from zero.
//
// The limit is half a unit of the last digit that was written: of hledger (from
// 1.50) the most digits that an amount of the transaction has, of Ledger those
// of the file so far, of Beancount the fewest that any has who has some. Costs
// do not count, and where there are only costs, or for Beancount no decimals,
// the sum must be exact.
type Residual struct {
	Amount
	Tolerance decimal.Decimal
}

// tally sums amounts by commodity, in the order of their coming.
type tally struct{ sums []Amount }

func (t *tally) add(a Amount) {
	i := slices.IndexFunc(t.sums, func(s Amount) bool { return s.Commodity == a.Commodity })
	if i < 0 {
		t.sums = append(t.sums, a)
		return
	}
	t.sums[i].Number = t.sums[i].Number.Add(a.Number)
}

// weight is what a posting counts for: its amount or its cost.
func (p *Posting) weight() Amount {
	switch {
	case p.Cost == nil:
		return *p.Amount
	case !p.Cost.Total:
		return Amount{p.Amount.Number.Mul(p.Cost.Number), p.Cost.Commodity}
	case p.Amount.Number.Sign() < 0:
		return Amount{p.Cost.Number.Neg(), p.Cost.Commodity}
	}
	return p.Cost.Amount
}

// scales are the digits written of each commodity.
type scales map[string]int

func (s scales) note(a Amount, h *habits) {
	digits, known := s[a.Commodity]
	switch {
	case h.loosest && a.Digits() == 0:
		return
	case known && h.loosest:
		digits = min(digits, a.Digits())
	default:
		digits = max(digits, a.Digits())
	}
	s[a.Commodity] = digits
}

// tolerance is half a unit of the last digit, nothing where none was written.
func (s scales) tolerance(commodity string) decimal.Decimal {
	digits, known := s[commodity]
	if !known {
		return decimal.Decimal{}
	}
	return decimal.New(5, int32(-digits-1)) //nolint:gosec // at most 2·MaxDigits
}

// balance infers what t leaves out and refuses what does not sum to zero.
func (c *checker) balance(t *Transaction) {
	scale := c.scale
	if !c.habits.whole {
		scale = scales{}
	}
	for i := range t.Postings {
		if a := t.Postings[i].Amount; a != nil && !t.Postings[i].Inferred {
			scale.note(*a, c.habits)
		}
	}
	c.balanceKind(t, '[', scale)
	residuals := c.balanceKind(t, 0, scale)
	t.Residuals = residuals
	for i := range t.Postings {
		if t.Postings[i].Amount == nil {
			c.fail(t.Postings[i].At, fmt.Errorf("an amount: %w", finance.ErrMissing))
		}
	}
}

// balanceKind balances the postings that are real, or those in brackets.
func (c *checker) balanceKind(t *Transaction, kind byte, scale scales) []Residual {
	var sum tally
	missing := -1
	for i := range t.Postings {
		switch p := &t.Postings[i]; {
		case p.Virtual != kind:
		case p.Amount != nil:
			sum.add(p.weight())
		case missing >= 0:
			c.fail(p.At, fmt.Errorf("a second amount left out: %w", finance.ErrDuplicate))
		default:
			missing = i
		}
	}
	if missing >= 0 {
		c.infer(t, missing, &sum, scale)
	}
	residuals := make([]Residual, 0, len(sum.sums))
	off := 0
	for _, a := range sum.sums {
		r := Residual{a, scale.tolerance(a.Commodity)}
		residuals = append(residuals, r)
		if a.Number.Abs().Cmp(r.Tolerance) > 0 {
			off++
		}
	}
	if off > 0 && (kind != 0 || missing >= 0 || !c.implied(t, sum.sums)) {
		c.report(t, residuals)
	}
	return residuals
}

func (c *checker) report(t *Transaction, residuals []Residual) {
	for _, r := range residuals {
		if r.Number.Abs().Cmp(r.Tolerance) > 0 {
			c.fail(t.At, &Imbalance{r})
		}
	}
}

// infer gives posting i what the others lack; in several commodities it
// becomes several postings.
func (c *checker) infer(t *Transaction, i int, sum *tally, scale scales) {
	var given []Posting
	for k := range sum.sums {
		lacks := Amount{sum.sums[k].Number.Neg(), sum.sums[k].Commodity}
		if c.habits.rounds {
			if digits, known := scale[lacks.Commodity]; known {
				lacks.Number = lacks.Number.RoundBank(int32(digits)) //nolint:gosec // at most MaxDigits
			}
		}
		if lacks.Number.IsZero() && (k+1 < len(sum.sums) || len(given) > 0) {
			continue
		}
		one := t.Postings[i]
		one.Amount, one.Inferred = &lacks, true
		given = append(given, one)
		sum.sums[k].Number = sum.sums[k].Number.Add(lacks.Number)
	}
	if len(given) == 0 {
		one := t.Postings[i]
		one.Amount, one.Inferred = &Amount{}, true
		given = append(given, one)
	}
	t.Postings = slices.Replace(t.Postings, i, i+1, given...)
}

// implied reports whether two commodities of opposite signs, and no cost,
// imply a price, where the rules allow it. A single posting of the first
// commodity is given its total cost.
func (c *checker) implied(t *Transaction, sums []Amount) bool {
	if !c.rules.ImplicitCost || !c.habits.implicit || len(sums) != 2 || sums[0].Number.Sign()*sums[1].Number.Sign() >= 0 {
		return false
	}
	var first []int
	for i, p := range t.Postings {
		if p.Cost != nil {
			return false
		}
		if p.Virtual == 0 && p.Amount.Commodity == sums[0].Commodity {
			first = append(first, i)
		}
	}
	if len(first) == 1 {
		t.Postings[first[0]].Cost = &Cost{Amount{sums[1].Number.Abs(), sums[1].Commodity}, true}
	}
	return true
}

// inOrder are the transactions as the dialect tries them.
func (c *checker) inOrder() []*Transaction {
	list := make([]*Transaction, len(c.journal.Transactions))
	for i := range list {
		list[i] = &c.journal.Transactions[i]
	}
	if c.habits.byDate {
		slices.SortStableFunc(list, func(a, b *Transaction) int { return a.Date.Compare(b.Date) })
	}
	return list
}
