package membership

import (
	"database/sql/driver"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Basis says what a part of a billing cycle is divided by. A whole cycle is one
// price under each, and no part is more than one. The zero Basis is CycleDays.
type Basis uint8

// The bases. They differ where a cycle spans two months: of 20 August to 15
// September the one is 26/31 of the cycle from 15 August, the other 12/31 + 14/30.
const (
	CycleDays Basis = iota // days / days of the cycle
	MonthDays              // days of each calendar month / days of that month
)

var basisNames = finance.NewNames[Basis]("basis", "cycle", "month")

// bases are the factors of a part of a cycle that is not whole.
var bases = [...]func(p Part) (finance.Rate, error){
	CycleDays: func(p Part) (finance.Rate, error) {
		return finance.NewRate(int64(p.Period.Days()), int64(p.Cycle.Days()))
	},
	MonthDays: func(p Part) (sum finance.Rate, err error) {
		for m := range p.Period.Months() {
			days, err := finance.NewRate(int64(p.Period.Intersect(m.Period()).Days()), int64(m.Days()))
			if err != nil {
				return finance.Rate{}, err
			}
			if sum, err = sum.Add(days); err != nil {
				return finance.Rate{}, err
			}
		}
		return sum, nil
	},
}

// one is a whole cycle.
var one = finance.MustRate("1")

// atMostOne caps a factor: 30 of 31 days from 16 January on, by their months,
// are 16/31 + 14/28.
func atMostOne(r finance.Rate) finance.Rate {
	if r.Cmp(one) > 0 {
		return one
	}
	return r
}

// factor is the part of a cycle that p is, over the basis.
func (b Basis) factor(p Part) (finance.Rate, error) {
	if err := b.Validate(); err != nil {
		return finance.Rate{}, err
	}
	if p.Period == p.Cycle {
		return one, nil
	}
	r, err := bases[b](p)
	return atMostOne(r), err
}

// Part is what is held of a billing cycle.
type Part struct {
	Period civil.Period // the days held, without a gap
	Cycle  civil.Period // that they lie in
}

// Days is the number of days held.
func (p Part) Days() int { return p.Period.Days() }

// Factor is the part of the cycle that p is, from 0 to 1. An unknown basis, or a
// part that does not lie in its cycle, is ErrRange.
func (p Part) Factor(b Basis) (finance.Rate, error) {
	if p.Period.IsEmpty() || p.Cycle.IsOpen() || !p.Cycle.ContainsPeriod(p.Period) {
		return finance.Rate{}, finance.Problem{Path: "period", Err: finance.ErrRange}
	}
	return b.factor(p)
}

// ParseBasis reads a basis as String writes it: cycle, month.
func ParseBasis(s string) (Basis, error) { return basisNames.Parse(s) }

// Validate refuses a value that is no basis with ErrRange.
func (b Basis) Validate() error { return basisNames.Validate(b) }

// String returns the name, such as cycle.
func (b Basis) String() string { return basisNames.Text(b) }

// MarshalText writes the name.
func (b Basis) MarshalText() ([]byte, error) { return basisNames.Marshal(b) }

// UnmarshalText reads a name.
func (b *Basis) UnmarshalText(text []byte) error { return basisNames.Unmarshal(b, text) }

// Scan reads a name from a text column; NULL is CycleDays.
func (b *Basis) Scan(src any) error { return basisNames.Scan(b, src) }

// Value gives a database the name.
func (b Basis) Value() (driver.Value, error) { return basisNames.Value(b) }
