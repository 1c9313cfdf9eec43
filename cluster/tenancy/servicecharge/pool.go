package servicecharge

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Pool is what is shared among those who hold a house: by which key, of how much
// in all, and who gets the minor unit that no share divides.
type Pool struct {
	ID        string               `json:"id"` // at most MaxName bytes, without a colon
	Currency  finance.Currency     `json:"currency"`
	Key       Key                  `json:"key,omitzero"`
	Sizes     civil.Timeline[Size] `json:"sizes,omitempty"`   // what the house has of the key; only Lettable and LettableAndCommon ask
	GrossUp   finance.Rate         `json:"gross_up,omitzero"` // the occupancy to which variable costs are brought, above nothing to 100 %; 0 is none
	Remainder finance.Remainder    `json:"remainder,omitzero"`
}

// Size is how much of its key a house has, in the key's unit. Of readings it is
// what the house's own meter read since its reading before.
type Size struct {
	Lettable int64 `json:"lettable"`         // what can be let, 0 to MaxKey
	Common   int64 `json:"common,omitempty"` // what is for all, 0 to MaxKey
}

// Borne is the meter of what the statements of a pool say that a lease bears.
func Borne(pool string) accrual.Meter { return accrual.Meter("service-charge:" + pool) }

// Drawn is the meter of the statements of a pool that stand for a lease. While
// it counts none, a [Share] charges nothing: payments on account stand.
func Drawn(pool string) accrual.Meter { return accrual.Meter("service-charge-drawn:" + pool) }

// Meters are those that the facts of a pool feed: an agreement with a [Share]
// lists them.
func Meters(pool string) []accrual.Meter { return []accrual.Meter{Borne(pool), Drawn(pool)} }

// Validate reports everything that is wrong with p, as finance.Problems.
func (p Pool) Validate() error {
	var wrong finance.Problems
	wrong.Add("id", checkName(p.ID))
	wrong.Add("currency", p.Currency.Validate())
	wrong.Add("key", p.Key.Validate())
	wrong.Add("sizes", p.Sizes.Validate())
	for i, e := range p.Sizes {
		wrong.AddAt("sizes", i, e.Value.validate())
	}
	wrong.Add("gross_up", part(p.GrossUp))
	wrong.Add("remainder", p.Remainder.Validate())
	return wrong.Err()
}

func (s Size) validate() error {
	var wrong finance.Problems
	wrong.Add("lettable", checkKey(s.Lettable))
	wrong.Add("common", checkKey(s.Common))
	return wrong.Err()
}

// checkKey refuses a value of a key outside 0 to MaxKey.
func checkKey(n int64) error {
	switch {
	case n < 0:
		return finance.ErrNegative
	case n > MaxKey:
		return fmt.Errorf("%d, at most %d: %w", n, int64(MaxKey), finance.ErrLimit)
	}
	return nil
}

// whole is what a key is divided by under d.
func (s Size) whole(d Denominator) int64 {
	if d == LettableAndCommon {
		return s.Lettable + s.Common
	}
	return s.Lettable
}
