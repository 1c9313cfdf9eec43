package revshare

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Part is a clause inside another one. It charges nothing by itself: what it
// earns is what the clause around it takes up. It counts over the window of that
// clause, and says none of its own or the same.
type Part struct {
	Clause accrual.Earner `json:"-" terms:"kind"`
}

// Parts are clauses as parts of another.
func Parts(clauses ...accrual.Earner) []Part {
	parts := make([]Part, len(clauses))
	for i, c := range clauses {
		parts[i].Clause = c
	}
	return parts
}

// Limits of what is put together.
const (
	maxParts = 32 // inside one clause
	maxNest  = 8  // clauses inside each other
	maxAll   = 99 // clauses inside one clause, whatever inside which
)

var errNest = fmt.Errorf("more than %d clauses inside each other, or %d in all: %w", maxNest, maxAll, finance.ErrLimit)

// shown is the span of a part, whose meters begin at a place among those of the
// clause around it, and the place after them.
func (p Part) shown(s *accrual.Span, at int) (accrual.Span, int, error) {
	if p.Clause == nil {
		return accrual.Span{}, at, fmt.Errorf("a part: %w", finance.ErrMissing)
	}
	next := at + width(p.Clause)
	if next > len(s.Meters) {
		return accrual.Span{}, at, fmt.Errorf("%d meters in the span, at least %d in the clause: %w", len(s.Meters), next, finance.ErrConflict)
	}
	inner := *s
	inner.Meters = s.Meters[at:next:next]
	return inner, next, nil
}

// earned is what a part earns, and the place after its meters.
func (p Part) earned(s *accrual.Span, at int) (finance.Money, int, error) {
	inner, next, err := p.shown(s, at)
	if err != nil {
		return finance.Money{}, at, err
	}
	amount, err := p.Clause.Earned(inner)
	return amount, next, err
}

// width is how many meters a clause counts. Those of this package are not asked
// to make a list of them.
func width(c accrual.Earner) int {
	switch x := c.(type) {
	case FixedFee:
		return 0
	case Commission, SlabCommission, PassThrough, UnitFee, SplitShare:
		return 1
	case ShareOf:
		return x.Of.width()
	case Combined:
		n := 0
		for i := range x.Of {
			n += x.Of[i].width()
		}
		return n
	}
	return len(c.Meters())
}

func (p Part) width() int {
	if p.Clause == nil {
		return 0
	}
	return width(p.Clause)
}

// metersOf are those of the parts, one part after the other. Of more clauses
// than the limits allow, which Validate refuses, there are none.
func metersOf(parts ...Part) []accrual.Meter {
	var all []accrual.Meter
	if !within(parts, func(c accrual.Earner) { all = append(all, c.Meters()...) }) {
		return nil
	}
	return all
}

// within shows each clause that is not made of others, in order; false if there
// are more of them, or more inside each other, than the limits allow.
func within(parts []Part, show func(accrual.Earner)) bool {
	left := maxAll
	return descend(parts, maxNest, &left, show)
}

func descend(parts []Part, deep int, left *int, show func(accrual.Earner)) bool {
	if *left -= len(parts); *left < 0 || deep == 0 {
		return false
	}
	for _, p := range parts {
		inner := []Part(nil)
		switch x := p.Clause.(type) {
		case nil:
			continue
		case Combined:
			inner = x.Of
		case ShareOf:
			inner = []Part{x.Of}
		default:
			show(x)
			continue
		}
		if !descend(inner, deep-1, left, show) {
			return false
		}
	}
	return true
}

// checkParts reports what is wrong with the parts of a clause that counts over w.
func checkParts(parts []Part, w accrual.Window) error {
	var wrong finance.Problems
	switch {
	case len(parts) == 0:
		wrong.Add("of", finance.ErrMissing)
	case len(parts) > maxParts:
		wrong.Add("of", fmt.Errorf("%d parts, at most %d: %w", len(parts), maxParts, finance.ErrLimit))
		return wrong.Err()
	case !within(parts, func(accrual.Earner) {}):
		wrong.Add("of", errNest)
		return wrong.Err()
	}
	for i, p := range parts {
		wrong.AddAt("of", i, p.check(w))
	}
	return wrong.Err()
}

func (p Part) check(w accrual.Window) error {
	var wrong finance.Problems
	if p.Clause == nil {
		wrong.Add("kind", finance.ErrMissing)
		return wrong.Err()
	}
	if v, ok := p.Clause.(interface{ Validate() error }); ok {
		wrong.Add("", v.Validate())
	}
	if _, ok := p.Clause.(accrual.Informed); ok {
		wrong.Add("kind", fmt.Errorf("%T asks what is known, which a part is not told: %w", p.Clause, finance.ErrConflict))
	}
	own := p.Clause.Window()
	if own.Once {
		wrong.Add("per", fmt.Errorf("a part does not settle by itself: %w", finance.ErrConflict))
	}
	if own.Cycle != accrual.ByMonth && own.Cycle != w.Cycle {
		wrong.Add("per", fmt.Errorf("%v inside a clause by %v: %w", own.Cycle, w.Cycle, finance.ErrConflict))
	}
	if own.Returns != accrual.InOwnWindow && own.Returns != w.Returns {
		wrong.Add("returns", fmt.Errorf("%v inside a clause by %v: %w", own.Returns, w.Returns, finance.ErrConflict))
	}
	if fee, ok := p.Clause.(FixedFee); ok && fee.Prorated && w.Cycle == accrual.ByLine {
		wrong.Add("prorated", fmt.Errorf("a line has no days: %w", finance.ErrConflict))
	}
	return wrong.Err()
}

// ofClause reports whether m counts another clause.
func ofClause(m accrual.Meter) bool { return strings.HasPrefix(string(m), string(accrual.Of(""))) }

// checkLine refuses to count by the line what another clause charged: a fact
// adds nothing to it.
func checkLine(meters []accrual.Meter, w accrual.Window) error {
	if w.Cycle != accrual.ByLine {
		return nil
	}
	for _, m := range meters {
		if ofClause(m) {
			return fmt.Errorf("%.40q by line: %w", string(m), finance.ErrConflict)
		}
	}
	return nil
}
