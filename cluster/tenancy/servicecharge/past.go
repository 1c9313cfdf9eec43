package servicecharge

import (
	"fmt"
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
)

// past is an earlier year, as base years and caps look at it.
type past struct {
	statement *Statement
	spending  spending
	charges   map[string]charged // by agreement
}

// charged is what an agreement was charged in a year, for how many days.
type charged struct {
	amount finance.Money
	days   int64
}

func pastOf(earlier []Statement) (map[int]*past, error) {
	years := make(map[int]*past, len(earlier))
	for i := range earlier {
		p, err := newPast(&earlier[i])
		if err != nil {
			return nil, finance.Problem{Path: fmt.Sprintf("earlier[%d]", i), Err: err}
		}
		years[earlier[i].Window.From.Year()] = p
	}
	return years, nil
}

func newPast(s *Statement) (*past, error) {
	p := &past{statement: s, charges: make(map[string]charged, len(s.Parts))}
	var err error
	if p.spending, err = newSpending(s.Totals); err != nil {
		return nil, err
	}
	for i := range s.Parts {
		x := &s.Parts[i]
		sum := p.charges[x.Agreement]
		if sum.amount, err = sum.amount.Add(x.Charge); err != nil {
			return nil, err
		}
		sum.days += x.Days
		p.charges[x.Agreement] = sum
	}
	return p, nil
}

// ceiling is the most that terms let x bear; none up to the base year.
func (d *drawing) ceiling(terms *Share, x *Part) (ceiling finance.Money, ok bool, err error) {
	c, year := &terms.Cap, d.Window.From.Year()
	if *c == (Cap{}) || year <= c.From {
		return finance.Money{}, false, nil
	}
	base, grown := c.From, year-c.From
	if c.Mode == Yearly {
		base, grown = year-1, 1
	}
	if grown > MaxCapYears {
		return finance.Money{}, false, fmt.Errorf("%d years since %d, at most %d: %w", grown, c.From, MaxCapYears, finance.ErrLimit)
	}
	before, err := d.charged(c, base, x.Agreement)
	if err != nil {
		return finance.Money{}, false, err
	}
	part := big.NewRat(1, 1)
	if c.Prorate {
		part.SetFrac64(x.Days, x.Of)
		part.Mul(part, before.whole)
	}
	ceiling, err = c.ceiling(before.amount, grown, part)
	return ceiling, true, err
}

// basis is the charge that a cap grows from.
type basis struct {
	amount finance.Money
	whole  *big.Rat // that year over the days of it that were charged
}

// charged is what an agreement was charged in a year, or what was agreed for
// the base year.
func (d *drawing) charged(c *Cap, year int, agreement string) (basis, error) {
	if year == c.From && !c.Base.IsZero() {
		return basis{c.Base, big.NewRat(1, 1)}, nil
	}
	if p := d.years[year]; p != nil {
		if x, found := p.charges[agreement]; found && x.days > 0 {
			return basis{d.money(x.amount.Minor()), big.NewRat(int64(p.statement.Window.Days()), x.days)}, nil
		}
	}
	return basis{}, fmt.Errorf("no charge of %d: %w", year, finance.ErrMissing)
}
