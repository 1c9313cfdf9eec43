package membership

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// biller bills what is held, piece after piece. A cycle of which two pieces are
// held is rounded once.
type biller struct {
	PlanFee
	span  *accrual.Span
	sum   finance.Money
	cycle civil.Period // that is under way, if any
	share finance.Rate // of it that is billed
	days  int64        // of it that are billed
}

// bill bills the parts of h that begin in the span.
func (b *biller) bill(h civil.Period, first bool) error {
	if !h.From.Before(b.span.To) {
		return nil
	}
	c := cycleOf(b.Day, h.From)
	if !h.From.Before(b.span.Since) {
		if err := b.part(Part{Period: h.Intersect(c), Cycle: c}, first && b.Whole); err != nil {
			return err
		}
	}
	return b.run(b.dayFrom(c.To), h)
}

// dayFrom is the first billing day, of those from day on, that the span counts.
func (b *biller) dayFrom(day civil.Date) civil.Date {
	since := b.span.Since
	if !day.Before(since) {
		return day
	}
	if c := cycleOf(b.Day, since); c.From != since {
		return c.To
	}
	return since
}

// run bills the cycles that begin on the billing day from, or later, in h and in
// the span: the whole ones at once, then a part of one.
func (b *biller) run(from civil.Date, h civil.Period) error {
	end := cycleOf(b.Day, b.span.To.AddDays(-1)).To // of the last cycle that begins in the span
	if !h.To.IsZero() && h.To.Before(end) {
		end = cycleOf(b.Day, h.To).From
	}
	if from.Before(end) {
		if err := b.whole(int64(cycles(from, end))); err != nil {
			return err
		}
		from = end
	}
	if !from.Before(b.span.To) || !h.Contains(from) {
		return nil
	}
	c := cycleOf(b.Day, from)
	return b.part(Part{Period: h.Intersect(c), Cycle: c}, false)
}

// whole bills n whole cycles.
func (b *biller) whole(n int64) error {
	if err := b.flush(); err != nil {
		return err
	}
	amount, err := b.Price.Mul(n)
	if err != nil {
		return err
	}
	b.span.Trace.Fixed(amount)
	b.sum, err = b.sum.Add(amount)
	return err
}

// part adds p to what is billed of its cycle; filled, with the days of the cycle
// before it.
func (b *biller) part(p Part, filled bool) error {
	if p.Cycle != b.cycle {
		if err := b.flush(); err != nil {
			return err
		}
		b.cycle = p.Cycle
	}
	share, err := b.Basis.factor(p)
	if err == nil && filled {
		share, err = b.filled(share, p)
	}
	if err != nil {
		return err
	}
	b.share, err = b.share.Add(share)
	b.days += int64(p.Days())
	if filled {
		b.days += int64(p.Period.From.Sub(p.Cycle.From))
	}
	return err
}

// filled adds to the share of p what a joining discount takes off.
func (b *biller) filled(share finance.Rate, p Part) (finance.Rate, error) {
	before, err := b.missed(p.Period.From, p.Cycle)
	if err != nil {
		return finance.Rate{}, err
	}
	return share.Add(before)
}

// missed is the share of a cycle that one who joins on a day does not hold:
//
//	1 - days to the next billing day / days of the cycle
func (f PlanFee) missed(joined civil.Date, cycle civil.Period) (finance.Rate, error) {
	rest, err := f.Basis.factor(Part{Period: civil.Period{From: joined, To: cycle.To}, Cycle: cycle})
	if err != nil {
		return finance.Rate{}, err
	}
	return one.Sub(rest)
}

// flush rounds what is billed of the cycle under way.
func (b *biller) flush() error {
	if b.cycle.IsZero() {
		return nil
	}
	share := atMostOne(b.share)
	amount, err := b.Price.MulRate(share, b.Rounding)
	if err != nil {
		return err
	}
	if b.Basis == CycleDays {
		b.span.Trace.Days(b.Price, b.days, int64(b.cycle.Days()))
	} else {
		b.span.Trace.Share(b.Price, share)
	}
	b.cycle, b.share, b.days = civil.Period{}, finance.Rate{}, 0
	b.sum, err = b.sum.Add(amount)
	return err
}
