package utility

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// Limits of a tariff.
const (
	MaxPrices = 1000 // entries
	MaxSlabs  = 100  // of an entry or a season
	MaxBlocks = 100  // of a slab
	maxUnit   = 40   // bytes of the name of a unit
	maxBill   = 366  // days for which edges are stated
)

// Validate reports everything that is wrong with t, as finance.Problems: no
// prices, entries out of order or without a source, edges that do not ascend,
// a last edge that leaves units without a price, seasons that share a month,
// months without prices, amounts below nothing or of several currencies.
func (t Tariff) Validate() error {
	var wrong finance.Problems
	wrong.Add("unit", finance.CheckName(t.Unit, maxUnit))
	wrong.Add("edge_rounding", t.EdgeRounding.Validate())
	switch {
	case len(t.Prices) == 0:
		wrong.Add("prices", finance.ErrMissing)
	case len(t.Prices) > MaxPrices:
		wrong.Add("prices", fmt.Errorf("%d, at most %d: %w", len(t.Prices), MaxPrices, finance.ErrLimit))
		return wrong.Err()
	}
	wrong.Add("prices", t.Prices.Validate())
	for i := range t.Prices {
		wrong.AddAt("prices", i, within("value", t.Prices[i].Value.Validate()))
	}
	if c := t.currency(); c != 0 {
		wrong.Add("", t.In(c))
	}
	return wrong.Err()
}

func within(path string, err error) error {
	if err == nil {
		return nil
	}
	return finance.Problem{Path: path, Err: err}
}

// Validate reports everything that is wrong with p, as finance.Problems.
func (p Prices) Validate() error {
	var wrong finance.Problems
	if p.Days < 0 || p.Days > maxBill {
		wrong.Add("days", fmt.Errorf("0 to %d: %w", maxBill, finance.ErrRange))
	}
	if p.Surcharge.Sign() < 0 {
		wrong.Add("surcharge", finance.ErrNegative)
	}
	bare := p.checkSeasons(&wrong)
	switch {
	case bare && len(p.Slabs) == 0:
		wrong.Add("slabs", finance.ErrMissing)
	case !bare && len(p.Slabs) > 0:
		wrong.Add("slabs", fmt.Errorf("no month is left for them: %w", finance.ErrConflict))
	}
	wrong.Add("", checkSlabs(p.Slabs))
	return wrong.Err()
}

// checkSeasons notes what is wrong with the seasons, and reports whether a month
// is left that is in none.
func (p Prices) checkSeasons(wrong *finance.Problems) (bare bool) {
	if len(p.Seasons) > 12 {
		wrong.Add("seasons", fmt.Errorf("%d, at most 12: %w", len(p.Seasons), finance.ErrLimit))
		return true
	}
	var taken [13]bool
	for i := range p.Seasons {
		s := &p.Seasons[i]
		wrong.AddAt("seasons", i, s.validate())
		for month := 1; month <= 12; month++ {
			if s.valid() && s.holds(month) {
				if taken[month] {
					wrong.AddAt("seasons", i, fmt.Errorf("month %d: %w", month, finance.ErrOverlap))
				}
				taken[month] = true
			}
		}
	}
	for _, t := range taken[1:] {
		bare = bare || !t
	}
	return bare
}

func (s *Season) valid() bool { return checkMonth(s.From) == nil && checkMonth(s.Through) == nil }

func (s *Season) validate() error {
	var wrong finance.Problems
	wrong.Add("from", checkMonth(s.From))
	wrong.Add("through", checkMonth(s.Through))
	if len(s.Slabs) == 0 {
		wrong.Add("slabs", finance.ErrMissing)
	}
	wrong.Add("", checkSlabs(s.Slabs))
	return wrong.Err()
}

func checkMonth(n int) error {
	if n < 1 || n > 12 {
		return fmt.Errorf("month %d: %w", n, finance.ErrRange)
	}
	return nil
}

func checkSlabs(slabs []Slab) error {
	var wrong finance.Problems
	if len(slabs) > MaxSlabs {
		wrong.Add("slabs", fmt.Errorf("%d, at most %d: %w", len(slabs), MaxSlabs, finance.ErrLimit))
		return wrong.Err()
	}
	for i := range slabs {
		var before Quantity
		if i > 0 {
			before = slabs[i-1].UpTo
		}
		wrong.AddAt("slabs", i, within("up_to", checkEdge(slabs[i].UpTo, before, i == len(slabs)-1)))
		wrong.AddAt("slabs", i, slabs[i].validate())
	}
	return wrong.Err()
}

func (s *Slab) validate() error {
	var wrong finance.Problems
	wrong.Add("fixed", notNegative(s.Fixed))
	switch {
	case len(s.Blocks) == 0:
		wrong.Add("blocks", finance.ErrMissing)
	case len(s.Blocks) > MaxBlocks:
		wrong.Add("blocks", fmt.Errorf("%d, at most %d: %w", len(s.Blocks), MaxBlocks, finance.ErrLimit))
		return wrong.Err()
	}
	for i := range s.Blocks {
		var before Quantity
		if i > 0 {
			before = s.Blocks[i-1].UpTo
		}
		wrong.AddAt("blocks", i, within("up_to", checkEdge(s.Blocks[i].UpTo, before, i == len(s.Blocks)-1)))
		wrong.AddAt("blocks", i, within("price", notNegative(s.Blocks[i].Price)))
	}
	return wrong.Err()
}

// checkEdge refuses an edge that is not above the one before it, and one that
// leaves units beyond the last without a price.
func checkEdge(edge, before Quantity, last bool) error {
	switch {
	case last && !edge.IsZero():
		return fmt.Errorf("the last one has no end: %w", finance.ErrConflict)
	case !last && edge.IsZero():
		return finance.ErrMissing
	case !last && edge.Cmp(before) <= 0:
		return finance.ErrOrder
	}
	return nil
}
