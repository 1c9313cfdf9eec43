package tenancy

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Amount is what a month costs: a lump sum, or a price of a square metre or of a
// piece. The price may move by dated [Step]s and by a published index, run on some
// days only, and count in part. It is what leases call base rent, step rent, rent
// on account, an abatement, a share of market rent, a fee:
//
//	price    by steps, then by the index
//	a month  price × units × part
//	charge   a month × days held / days of the month, rounded once
//
// The area is the one that the contract charges, which need not be what was
// last measured.
type Amount struct {
	Monthly  finance.Money     `json:"monthly"`         // a month: the whole sum, or the price of a unit
	Area     Area              `json:"area,omitzero"`   // the square metres charged; none for a lump sum
	Count    finance.Number    `json:"count,omitzero"`  // the pieces charged, in place of an area: 3 desks, 2.5 m of shelf
	Unit     string            `json:"unit,omitempty"`  // what is counted, as the explanation names it
	Part     finance.Rate      `json:"part,omitzero"`   // what of it counts: 60%, or -100% of an abatement; none is the whole
	Only     []civil.Period    `json:"only,omitempty"`  // the days on which it runs, apart and in order; none is every day
	Steps    []Step            `json:"steps,omitempty"` // in the order of their days
	Index    *index.Indexation `json:"index,omitempty"` // of a series of the house; moves the price that the steps before its first review have reached, for a hundred years from the day on which the clause holds
	Above    []string          `json:"above,omitempty"` // the clauses that it is the greater of: what they charged is not charged again
	For      Purpose           `json:"for,omitzero"`
	Days     DayBasis          `json:"days,omitzero"`     // of a part of a month
	Rounding finance.Rounding  `json:"rounding,omitzero"` // of the total, and of a price by a step, to the minor unit
}

// Abated is what takes a share of a off on those of the given days on which a
// runs, none is every day: a clause that stands beside the rent and moves by its
// steps, its parts and its index. A share of 100 % is a rent-free period. What is
// charged by both is, on each day, the rent less the share. Validate refuses what
// takes no share off, what has no day in common with a, and what is abated of a
// rent that is the greater of several: how much of it is charged is not known.
// It is a copy: when the rent is amended, set both clauses.
func (a Amount) Abated(share finance.Rate, days ...civil.Period) Amount {
	if a.Part.IsZero() {
		a.Part = one
	}
	a.Part = partOf(a.Part, share.Neg())
	a.Steps = slices.Clone(a.Steps)
	for i := range a.Steps {
		a.Steps[i].Part = partOf(a.Steps[i].Part, share.Neg())
	}
	only := common(a.Only, days)
	if share.IsZero() || len(only) < min(1, len(a.Only)+len(days)) {
		a.Monthly = finance.Money{} // no part would be the whole, and no day every day
	}
	a.Only = only
	return a
}

// common are the days of both lists, of which an empty one has every day.
func common(a, b []civil.Period) []civil.Period {
	switch {
	case len(a) == 0:
		return slices.Clone(b)
	case len(b) == 0:
		return slices.Clone(a)
	}
	var both []civil.Period
	for _, p := range a {
		for _, q := range b {
			if days := p.Intersect(q); !days.IsEmpty() {
				both = append(both, days)
			}
		}
	}
	return both
}

// partOf is a part of a part. One that no rate holds is the finer of the two,
// which Validate refuses too.
func partOf(part, of finance.Rate) finance.Rate {
	product, err := part.Mul(of)
	switch {
	case err == nil:
		return product
	case part.Den() > of.Den():
		return part
	}
	return of
}

// Earned returns what the days of the month held so far have earned, rounded
// once. With an index it is charged by a house, which knows the series: on its own
// it is ErrMissing.
func (a Amount) Earned(s accrual.Span) (finance.Money, error) { return a.alone(&s) }

// alone is the charge of an amount that no index moves. It stands apart from
// Earned, which is inlined so: a lease's clauses copy each span once.
func (a *Amount) alone(s *accrual.Span) (finance.Money, error) {
	if a.Index != nil {
		return finance.Money{}, fmt.Errorf("amount: %w", a.unbound())
	}
	now := price{monthly: a.Monthly, part: a.Part}
	for i := range a.Steps {
		step := &a.Steps[i]
		if step.From.After(s.Since) {
			if before(step.From, s.To) {
				return a.stepped(s)
			}
			break
		}
		if err := now.step(step, a.Rounding); err != nil {
			return finance.Money{}, fmt.Errorf("amount: %w", at("steps", i, err))
		}
	}
	amount, err := a.flat(s, &now)
	if err == nil && len(a.Above) == 0 {
		return amount, nil
	}
	return a.above(s, amount, err)
}

// stepped is the charge of a month within which the price moves.
func (a *Amount) stepped(s *accrual.Span) (finance.Money, error) {
	var room [4]price
	path, err := a.path(room[:0])
	if err != nil {
		return finance.Money{}, fmt.Errorf("amount: %w", err)
	}
	return a.earned(s, path)
}

// earned is the charge of a month by a path of prices.
func (a *Amount) earned(s *accrual.Span, path []price) (finance.Money, error) {
	amount, err := a.stretches(s, path)
	return a.above(s, amount, err)
}

// above is what of an amount the clauses that it is the greater of have not
// charged.
func (a *Amount) above(s *accrual.Span, amount finance.Money, err error) (finance.Money, error) {
	for i := range a.Above {
		if err == nil {
			amount, err = charged(s, amount, i, a.Above[i])
		}
	}
	if err != nil {
		return finance.Money{}, fmt.Errorf("amount: %w", err)
	}
	if len(a.Above) > 0 {
		amount = orNothing(s, amount)
	}
	return amount, nil
}

// Window is the month.
func (Amount) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByMonth} }

// Meters are what the clauses that it is the greater of have charged.
func (a Amount) Meters() []accrual.Meter { return clauseMeters(nil, a.Above) }

// clauseMeters appends the meters of the named clauses.
func clauseMeters(meters []accrual.Meter, names []string) []accrual.Meter {
	for _, name := range names {
		meters = append(meters, accrual.Of(name))
	}
	return meters
}

// Validate reports everything that is wrong with a, as finance.Problems.
func (a Amount) Validate() error {
	var wrong finance.Problems
	wrong.Add("monthly", positive(a.Monthly))
	a.checkUnits(&wrong)
	if a.Part.Cmp(one) > 0 || a.Part.Cmp(one.Neg()) < 0 {
		wrong.Add("part", fmt.Errorf("-100%% to 100%%: %w", finance.ErrRange))
	}
	checkApart(&wrong, "only", a.Only)
	a.checkSteps(&wrong)
	a.checkIndex(&wrong)
	addDuplicates(&wrong, "above", a.Above)
	if len(a.Above) > 0 && a.Abates() {
		wrong.Add("above", fmt.Errorf("of an abatement: %w", finance.ErrConflict))
	}
	wrong.Add("for", a.For.Validate())
	wrong.Add("days", a.Days.Validate())
	wrong.Add("rounding", a.Rounding.Validate())
	if wrong.Len() == 0 {
		a.checkSize(&wrong)
	}
	return wrong.Err()
}

// maxPieces bounds what an amount counts, so that a month of it fits.
var maxPieces = finance.MustNumber("1000000")

// maxDen bounds the fractions of parts and pieces, for the same reason.
const maxDen = 10_000

// maxCommon bounds the common divisor of all parts of an amount: several of them
// may count in one month.
const maxCommon = 1_000_000

// maxUnit is how long the name of a unit may be, in bytes.
const maxUnit = 32

func (a *Amount) checkUnits(wrong *finance.Problems) {
	switch {
	case a.Count.IsZero():
	case !a.Area.IsZero():
		wrong.Add("count", fmt.Errorf("beside an area: %w", finance.ErrConflict))
	case a.Count.Sign() < 0:
		wrong.Add("count", finance.ErrNegative)
	case a.Count.Cmp(maxPieces) > 0 || a.Count.Den() > maxDen:
		wrong.Add("count", fmt.Errorf("at most a million, as n/d, d at most 10000: %w", finance.ErrRange))
	}
	if a.Part.Den() > maxDen {
		wrong.Add("part", fmt.Errorf("as n/d, d at most 10000: %w", finance.ErrRange))
	}
	if len(a.Unit) > maxUnit {
		wrong.Add("unit", fmt.Errorf("%d bytes, at most %d: %w", len(a.Unit), maxUnit, finance.ErrLimit))
	}
}

// checkApart reports periods that are invalid, out of order, or share a day.
func checkApart(wrong *finance.Problems, list string, periods []civil.Period) {
	for i, p := range periods {
		wrong.AddAt(list, i, p.Validate())
		if i == 0 {
			continue
		}
		switch before := periods[i-1]; {
		case before.Overlaps(p):
			wrong.AddAt(list, i, fmt.Errorf("%v and %v: %w", before, p, finance.ErrOverlap))
		case p.From.Before(before.From):
			wrong.AddAt(list, i, fmt.Errorf("%v after %v: %w", p, before, finance.ErrOrder))
		}
	}
}

// In reports each amount of a that is in another currency than c, as
// finance.Problems.
func (a Amount) In(c finance.Currency) error {
	var wrong finance.Problems
	wrong.Add("monthly", of(a.Monthly, c))
	for i, s := range a.Steps {
		wrong.AddAt("steps", i, problem("monthly", of(s.Monthly, c)))
	}
	return wrong.Err()
}
