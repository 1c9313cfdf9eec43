package till

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Rules say what is compared with what. The zero Until means that everything
// should be there by now.
type Rules struct {
	Currency finance.Currency `json:"currency"` // of all amounts
	Acquired []Acquired       `json:"acquired,omitempty"`
	Until    civil.Date       `json:"until,omitzero"` // the day up to which the documents reach
	Days     int              `json:"days,omitempty"` // for so many days before Until what has not come is awaited, not missing; 0 to 366
}

// Acquired is a tender that goes to the acquirer, and the fee that was agreed.
type Acquired struct {
	Tender   Tender           `json:"tender"`
	Rate     finance.Rate     `json:"rate,omitzero"`      // of gross; zero: the fee is not checked
	Rounding finance.Rounding `json:"rounding,omitzero"`  // of the fee of a receipt
	FeeBack  bool             `json:"fee_back,omitempty"` // a refund gives its fee back; otherwise it bears none
}

// maxDays bounds how long something is awaited.
const maxDays = 366

// Validate reports everything that is wrong with r, as finance.Problems.
func (r Rules) Validate() error {
	var wrong finance.Problems
	wrong.Add("currency", r.Currency.Validate())
	seen := map[Tender]bool{}
	for i, a := range r.Acquired {
		wrong.AddAt("acquired", i, a.validate())
		if seen[a.Tender] {
			wrong.AddAt("acquired", i, finance.Problem{Path: "tender", Err: finance.ErrDuplicate})
		}
		seen[a.Tender] = true
	}
	if r.Days < 0 || r.Days > maxDays {
		wrong.Add("days", fmt.Errorf("%d, from 0 to %d: %w", r.Days, maxDays, finance.ErrRange))
	}
	return wrong.Err()
}

func (a Acquired) validate() error {
	var wrong finance.Problems
	needText(&wrong, "tender", string(a.Tender))
	switch {
	case a.Rate.Sign() < 0:
		wrong.Add("rate", finance.ErrNegative)
	case a.Rate.Num() > a.Rate.Den():
		wrong.Add("rate", fmt.Errorf("%v is more than the whole: %w", a.Rate, finance.ErrRange))
	}
	wrong.Add("rounding", a.Rounding.Validate())
	return wrong.Err()
}

// fee is what was agreed for a receipt.
//
//	fee = gross × rate, rounded; nothing of a refund, unless its fee is given back
func (a *Acquired) fee(gross finance.Money) finance.Money {
	n := gross.Minor()
	if n < 0 && !a.FeeBack {
		n = 0
	}
	fee, _ := finance.Minor(max(n, -n), gross.Currency()).MulRate(a.Rate, a.Rounding) // at most gross
	if n < 0 {
		return finance.Minor(-fee.Minor(), gross.Currency())
	}
	return fee
}

// acquired are the rules of each tender that goes to the acquirer.
func (r *Rules) acquired() map[Tender]*Acquired {
	all := make(map[Tender]*Acquired, len(r.Acquired))
	for i := range r.Acquired {
		all[r.Acquired[i].Tender] = &r.Acquired[i]
	}
	return all
}

// absent is the kind of something of a day that is not there.
func (r *Rules) absent(on civil.Date) Kind {
	if r.Until.IsZero() || on.AddDays(r.Days).Before(r.Until) {
		return Missing
	}
	return Awaited
}
