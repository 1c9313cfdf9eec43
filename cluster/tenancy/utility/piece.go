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

// pieces cuts the days read where the tariff changes, and divides the units by
// days. Each piece has its units to the thousandth: what all up to its end have
// less what those before it have.
func (t *Tariff) pieces(units Quantity, p civil.Period, each func(*piece) error) error {
	if err := checkDays(p); err != nil {
		return err
	}
	one, at, given := piece{tariff: t}, p.From, int64(0)
	for at.Before(p.To) {
		if err := t.piece(&one, civil.Period{From: at, To: p.To}); err != nil {
			return err
		}
		at = one.period.To
		upTo, err := finance.MulDiv(units.thousandths, int64(at.Sub(p.From)), int64(p.Days()), finance.HalfEven)
		if err != nil {
			return err
		}
		one.units, given = Quantity{upTo - given}, upTo
		one.whole = int64(p.Days())
		if n := one.entry.Value.Days; n > 0 {
			one.whole = int64(n)
		}
		if err := one.reach(one.period.From); err != nil {
			return err
		}
		if err := each(&one); err != nil {
			return err
		}
	}
	return nil
}

// piece sets the entry that is in force on the first day of rest, and the days
// up to its end or that of its season.
func (t *Tariff) piece(one *piece, rest civil.Period) error {
	i := t.entryOn(rest.From)
	if i < 0 {
		return fmt.Errorf("no price on %v: %w", rest.From, finance.ErrMissing)
	}
	one.entry = &t.Prices[i]
	if i+1 < len(t.Prices) {
		rest = rest.Intersect(civil.Period{From: rest.From, To: t.Prices[i+1].From})
	}
	_, season := one.entry.Value.slabs(monthOf(rest.From))
	for m := range rest.Months() {
		if _, s := one.entry.Value.slabs(int(m.Month())); s != season {
			rest.To = m.First()
			break
		}
	}
	one.period = rest
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
func (p *piece) reach(day civil.Date) error {
	slabs, _ := p.entry.Value.slabs(monthOf(day))
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
	return fmt.Errorf("no slab for %v on %v: %w", p.units, day, finance.ErrMissing)
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

// lines gives the blocks that the units of the piece reach, in order.
func (p *piece) lines(each func(Line)) error {
	line, rest := Line{}, p.units
	for i := range p.slab.Blocks {
		b := &p.slab.Blocks[i]
		var err error
		if line.UpTo, err = p.edge(b.UpTo); err != nil {
			return err
		}
		line.Units, line.Price = rest, b.Price
		if !b.UpTo.IsZero() {
			line.Units = Quantity{min(rest.thousandths, line.UpTo.thousandths-line.Over.thousandths)}
		}
		if !line.Units.IsZero() {
			each(line)
		}
		rest = Quantity{rest.thousandths - line.Units.thousandths}
		if rest.IsZero() {
			return nil
		}
		line.Over = line.UpTo
	}
	return nil
}
