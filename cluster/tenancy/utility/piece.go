package utility

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// piece is a stretch of the days read in which one entry and one season of the
// tariff are in force, with its part of the units.
type piece struct {
	tariff *Tariff
	entry  *civil.Entry[Prices]
	slab   *Slab // that it reaches
	period civil.Period
	units  Quantity
	whole  int64 // days for which edges and fixed amounts are stated
}

// cutter cuts the days read where the tariff changes, and divides the units by
// days. Each piece has its units to the thousandth: what all up to its end have
// less what those before it have.
type cutter struct {
	tariff *Tariff
	units  Quantity
	all    civil.Period
	at     civil.Date // the first day that no piece has yet
	given  int64      // thousandths that pieces have
}

func (t *Tariff) cut(units Quantity, p civil.Period) (cutter, error) {
	return cutter{tariff: t, units: units, all: p, at: p.From}, checkDays(p)
}

// next is the next piece; false after the last one.
func (c *cutter) next() (p piece, more bool, err error) {
	if !c.at.Before(c.all.To) {
		return piece{}, false, nil
	}
	p.tariff = c.tariff
	if err := p.begin(civil.Period{From: c.at, To: c.all.To}); err != nil {
		return piece{}, false, err
	}
	c.at = p.period.To
	upTo, err := finance.MulDiv(c.units.thousandths, int64(c.at.Sub(c.all.From)), int64(c.all.Days()), finance.HalfEven)
	if err != nil {
		return piece{}, false, err
	}
	p.units, c.given = Quantity{upTo - c.given}, upTo
	p.whole = int64(c.all.Days())
	if n := p.entry.Value.Days; n > 0 {
		p.whole = int64(n)
	}
	return p, true, p.reach()
}

// begin sets the entry that is in force on the first day of rest, and the days
// up to its end or that of its season.
func (p *piece) begin(rest civil.Period) error {
	t := p.tariff
	i := t.entryOn(rest.From)
	if i < 0 {
		return fmt.Errorf("no price on %v: %w", rest.From, finance.ErrMissing)
	}
	p.entry = &t.Prices[i]
	if i+1 < len(t.Prices) {
		rest = rest.Intersect(civil.Period{From: rest.From, To: t.Prices[i+1].From})
	}
	_, season := p.entry.Value.slabs(monthOf(rest.From))
	for m := rest.From.Month().Next(); m.First().Before(rest.To) && !m.IsZero(); m = m.Next() {
		if _, s := p.entry.Value.slabs(int(m.Month())); s != season {
			rest.To = m.First()
		}
	}
	p.period = rest
	return nil
}

// entryOn is the last entry that begins on or before d, -1 if there is none.
func (t *Tariff) entryOn(d civil.Date) int {
	i := len(t.Prices) - 1
	for i >= 0 && t.Prices[i].From.After(d) {
		i--
	}
	return i
}

func monthOf(d civil.Date) int { return int(d.Month().Month()) }

// reach sets the slab that the units of the piece reach.
func (p *piece) reach() error {
	slabs, _ := p.entry.Value.slabs(monthOf(p.period.From))
	for i := range slabs {
		p.slab = &slabs[i]
		edge, err := p.edge(p.slab.UpTo)
		if err != nil {
			return err
		}
		if p.slab.UpTo.IsZero() || p.units.Cmp(edge) <= 0 {
			return nil
		}
	}
	return fmt.Errorf("no slab for %v on %v: %w", p.units, p.period.From, finance.ErrMissing)
}

// edge is a stated edge for the days of the piece, rounded to the tariff's step.
//
//	edge = stated × days of the piece / days stated
func (p *piece) edge(stated Quantity) (Quantity, error) {
	held, step := int64(p.period.Days()), p.tariff.step()
	if held == p.whole {
		return stated, nil // as it was agreed
	}
	n, err := finance.MulDiv(stated.thousandths, held, p.whole*step, p.tariff.EdgeRounding)
	if err != nil {
		return Quantity{}, err
	}
	return Quantity{n * step}, nil // at most MaxDays times the stated one, so it fits
}

// Line is the part of a block.
type Line struct {
	Over  Quantity      // where the block begins, for the days of the piece
	UpTo  Quantity      // and where it ends; nothing for the last one
	Units Quantity      // that lie in it
	Price finance.Money // of the tariff's Per units
}

// blocks goes through the blocks that the units of a piece reach.
type blocks struct {
	piece *piece
	next  int      // the block
	over  Quantity // where it begins
	rest  Quantity // units that lie in it and later ones
}

func (p *piece) blocks() blocks { return blocks{piece: p, rest: p.units} }

// line is the part of the next block that has units; false after the last one.
func (b *blocks) line() (l Line, more bool, err error) {
	for ; !b.rest.IsZero() && b.next < len(b.piece.slab.Blocks); b.next++ {
		block := &b.piece.slab.Blocks[b.next]
		l = Line{Over: b.over, Units: b.rest, Price: block.Price}
		if l.UpTo, err = b.piece.edge(block.UpTo); err != nil {
			return Line{}, false, err
		}
		if !block.UpTo.IsZero() {
			l.Units = Quantity{min(b.rest.thousandths, l.UpTo.thousandths-l.Over.thousandths)}
		}
		b.over, b.rest = l.UpTo, Quantity{b.rest.thousandths - l.Units.thousandths}
		if !l.Units.IsZero() {
			b.next++
			return l, true, nil
		}
	}
	return Line{}, false, nil
}
