package utility

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Bill is how a price comes about, as data: by the formula that charges it.
type Bill struct {
	Unit         string
	EdgeStep     Quantity // to what edges were rounded that go with the days
	EdgeRounding finance.Rounding
	Pieces       []Piece
	Amount       finance.Money // of all pieces, rounded once
	Rounding     finance.Rounding
}

// Piece is a stretch of the days read in which nothing of the tariff changes.
type Piece struct {
	Period      civil.Period
	Source      string // of the entry in force
	Units       Quantity
	UpTo        Quantity // the edge of the slab that is reached, for the days of the piece; nothing if it has none
	Lines       []Line
	Per         Quantity // units that a price of a line is for
	Surcharge   finance.Rate
	Fixed       finance.Money // as stated
	Held, Whole int64         // days of the piece, and those for which edges and the fixed amount are stated
}

// Bill explains what Price answers.
func (t Tariff) Bill(units Quantity, p civil.Period, r finance.Rounding) (Bill, error) {
	b := Bill{Unit: t.Unit, EdgeStep: Quantity{t.step()}, EdgeRounding: t.EdgeRounding, Rounding: r}
	err := b.itemize(&t, units, p)
	if err == nil {
		b.Amount, err = t.price(units, p, t.currency(), r, nil)
	}
	if err != nil {
		return Bill{}, fmt.Errorf("bill: %w", err)
	}
	return b, nil
}

func (b *Bill) itemize(t *Tariff, units Quantity, p civil.Period) error {
	pieces, err := t.cut(units, p)
	for more := true; err == nil && more; {
		var one piece
		if one, more, err = pieces.next(); err == nil && more {
			var shown Piece
			shown, err = one.show()
			b.Pieces = append(b.Pieces, shown)
		}
	}
	return err
}

func (p *piece) show() (Piece, error) {
	upTo, err := p.edge(p.slab.UpTo)
	if err != nil {
		return Piece{}, err
	}
	shown := Piece{
		Period: p.period, Source: p.entry.Source, Units: p.units, UpTo: upTo, Per: p.tariff.per(),
		Surcharge: p.entry.Value.Surcharge, Fixed: p.slab.Fixed, Held: int64(p.period.Days()), Whole: p.whole,
	}
	blocks := p.blocks()
	for {
		l, more, err := blocks.line()
		if err != nil || !more {
			return shown, err
		}
		shown.Lines = append(shown.Lines, l)
	}
}

// words are those of a bill in one language.
type words struct{ days, over, upTo, slab, surcharge, fixed, total, edges, amount string }

var speak = [...]words{
	accrual.English: {"days", "over", "up to", "slab up to", "surcharge", "fixed", "total", "edges to", "amount"},
	accrual.Russian: {"дн.", "сверх", "до", "ступень до", "надбавка", "постоянная часть", "итого", "границы до", "сумма"},
}

// Text puts the bill into words, a line a piece, and one with the total and the
// roundings; an unknown language is English.
func (b Bill) Text(l accrual.Language) string {
	if int(l) >= len(speak) {
		l = accrual.English
	}
	lines := make([]string, 0, len(b.Pieces)+1)
	for i := range b.Pieces {
		lines = append(lines, b.Pieces[i].text(b.Unit, l))
	}
	return strings.Join(append(lines, b.total(l)), "\n")
}

// total is the last line, with how edges and amount are rounded.
func (b Bill) total(l accrual.Language) string {
	w := &speak[l]
	return fmt.Sprintf("%s %s (%s %s %s %v, %s %v)", w.total, l.Format(b.Amount), w.edges, number(b.EdgeStep, l), b.Unit, b.EdgeRounding, w.amount, b.Rounding)
}

// String is the bill in English.
func (b Bill) String() string { return b.Text(accrual.English) }

// text is such as
//
//	2026-01-01..2026-01-29: 30 kWh, 28/30 days (the tariff's source): 28 kWh up to 28 × 3.00 LKR; 2 kWh over 28 × 4.70 LKR
func (p *Piece) text(unit string, l accrual.Language) string {
	w := &speak[l]
	parts := make([]string, 0, len(p.Lines)+3)
	if !p.UpTo.IsZero() {
		parts = append(parts, w.slab+" "+number(p.UpTo, l)+" "+unit)
	}
	for _, line := range p.Lines {
		parts = append(parts, line.text(unit, p.Per, l))
	}
	if !p.Surcharge.IsZero() {
		parts = append(parts, w.surcharge+" "+decimal(p.Surcharge.String(), l))
	}
	part := days(p.Held, p.Whole) + " " + w.days
	if !p.Fixed.IsZero() {
		parts = append(parts, w.fixed+" "+l.Format(p.Fixed)+" × "+part)
	}
	return fmt.Sprintf("%v..%v: %s %s, %s (%s): %s", p.Period.From, p.Period.To, number(p.Units, l), unit, part, p.Source, strings.Join(parts, "; "))
}

func (l Line) text(unit string, per Quantity, in accrual.Language) string {
	s := number(l.Units, in) + " " + unit
	if !l.Over.IsZero() {
		s += " " + speak[in].over + " " + number(l.Over, in)
	}
	if !l.UpTo.IsZero() {
		s += " " + speak[in].upTo + " " + number(l.UpTo, in)
	}
	s += " × " + in.Format(l.Price)
	if per.thousandths != perUnit {
		s += " / " + number(per, in)
	}
	return s
}

func days(held, whole int64) string {
	return strconv.FormatInt(held, 10) + "/" + strconv.FormatInt(whole, 10)
}

func number(q Quantity, l accrual.Language) string { return decimal(q.String(), l) }

// decimal is a plain number with the point of the language.
func decimal(s string, l accrual.Language) string {
	if l == accrual.Russian {
		return strings.Replace(s, ".", ",", 1)
	}
	return s
}
