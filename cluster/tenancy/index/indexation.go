package index

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Indexation is how two parties agreed that a price follows a series. Rates of
// change are signed: 4.5 % up is "4.5%", and -2 % is a fall.
type Indexation struct {
	Series string     `json:"series"`          // the id of the series
	First  civil.Date `json:"first"`           // the first review day; others are counted from it, clamped to the end of a month that lacks the day
	Every  int        `json:"every,omitempty"` // months from one review to the next, up to 1200; 0 is 12
	Lag    int        `json:"lag,omitempty"`   // months from the index month to the month of the review, 0 to 1200. With 0 every review waits, since its month is not published yet: 1 or 2 is usual

	// Base is the month that the first price goes with. None is the index month
	// of a review one step before the first in the term, so that the first
	// review takes up the change of one step.
	Base   civil.Month `json:"base,omitzero"`
	Method Method      `json:"method,omitzero"`  // from the base month, or chained
	Points bool        `json:"points,omitempty"` // the change is the difference of two levels, read as per cent; on the basis of the earlier one

	RoundTo        finance.Rate     `json:"round_to,omitzero"`        // step of the change, "0.1%"; "0.0001%" rounds a ratio to six decimals. None: exact
	ChangeRounding finance.Rounding `json:"change_rounding,omitzero"` // of the change to RoundTo
	Share          finance.Rate     `json:"share,omitzero"`           // part of the rounded change that counts, up to 100 %; none is all
	Plus           finance.Rate     `json:"plus,omitzero"`            // beside it, for each review since the month compared with; above -100 %
	Compound       bool             `json:"compound,omitempty"`       // plus is multiplied, (1 + change) × (1 + plus); otherwise added, 1 + change + plus

	Floor      finance.Rate `json:"floor,omitzero"`        // the least change of the price before, above -100 %; none is no floor
	Cap        finance.Rate `json:"cap,omitzero"`          // the largest change of the price before; none is no cap
	UpwardOnly bool         `json:"upward_only,omitempty"` // no review lowers the price before
	Threshold  finance.Rate `json:"threshold,omitzero"`    // a smaller rounded change of the index, up or down, since the review applied last (at first the base month) leaves the price

	Step     finance.Money    `json:"step,omitzero"`     // the new price is a whole number of these; none is the minor unit
	Rounding finance.Rounding `json:"rounding,omitzero"` // of the new price and its bounds, once, to Step

	Fixing  Fixing `json:"fixing,omitzero"`    // corrected when published, or fixed
	KnownBy int    `json:"known_by,omitempty"` // days from the fixing day to the review, 0 to 3660; what is published on the fixing day counts. Of Fixed
}

const (
	yearMonths = 12
	maxMonths  = 1200
	maxDays    = 3660
	maxReviews = 1200 // in a term, so that no input makes a path without end
)

func (x *Indexation) every() int {
	if x.Every <= 0 {
		return yearMonths
	}
	return x.Every
}

// on is the review day so many steps after the first; no day beyond the
// calendar.
func (x *Indexation) on(steps int) civil.Date {
	if steps == 0 {
		return x.First
	}
	return x.First.AddMonths(steps * x.every())
}

// fixed is the fixing day of that review.
func (x *Indexation) fixed(steps int) civil.Date { return x.on(steps).AddDays(-x.KnownBy) }
