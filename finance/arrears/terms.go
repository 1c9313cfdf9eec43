package arrears

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Terms say what late interest was agreed. Interest on a debt to a day is
//
//	interest = Σ over days overdue: balance × rate × share / days of the year
//
// with the share of the Step reached, and without the division when the rate
// is per day; then the cap. Of Rate and Key one is given.
type Terms struct {
	Clause     string                       `json:"clause"`               // the name under which it is claimed, such as late interest
	Except     []string                     `json:"except,omitempty"`     // clauses whose debts bear none beside Clause itself, such as a fine
	Rate       finance.Rate                 `json:"rate,omitzero"`        // agreed
	Key        civil.Timeline[finance.Rate] `json:"key,omitempty"`        // or the key rate a year, as published; the one in force on each day counts
	Steps      []Step                       `json:"steps,omitempty"`      // what share of the rate counts from which day overdue; none for all of it from the first
	Per        Per                          `json:"per,omitzero"`         // the time that Rate, or a step's share of Key, is for
	Days       civil.DayCount               `json:"days,omitzero"`        // of a year: actual/365F, actual/360 or actual/actual ISDA (366 in a leap year)
	Grace      int                          `json:"grace,omitempty"`      // days of grace, as GraceMode says
	GraceMode  GraceMode                    `json:"grace_mode,omitzero"`  // what they bear
	PaymentDay PaymentDay                   `json:"payment_day,omitzero"` // on which balance the day of a payment counts
	Cap        finance.Rate                 `json:"cap,omitzero"`         // the most that interest may come to, as a share of the debt as posted; zero for no cap
	CapSum     finance.Money                `json:"cap_sum,omitzero"`     // or as a sum for each debt
	Fixed      finance.Money                `json:"fixed,omitzero"`       // owed once for a debt beside the interest, from the first day outside the grace; no part of the cap
	RoundAt    RoundAt                      `json:"round_at,omitzero"`    // what is rounded
	Rounding   finance.Rounding             `json:"rounding,omitzero"`    // how, the cap too
}

// Step is the share of the rate that counts from a day overdue on: the day
// after the due day is day 1. 1/300 of a key rate from day 31 is a rate per day.
type Step struct {
	From  int          `json:"from"`
	Share finance.Rate `json:"share"`
}

// share is the share that counts on a day overdue.
func (t *Terms) share(overdue int) finance.Rate {
	if len(t.Steps) == 0 {
		return one()
	}
	share := finance.Rate{}
	for _, s := range t.Steps {
		if s.From > overdue {
			break
		}
		share = s.Share
	}
	return share
}

func one() finance.Rate { r, _ := finance.NewRate(1, 1); return r }

// Bears reports whether a debt of that clause bears interest: never interest on
// interest, and nothing on what Except names.
func (t Terms) Bears(clause string) bool {
	return clause != t.Clause && !slices.Contains(t.Except, clause)
}

// clone shares no slices with t.
func (t Terms) clone() Terms {
	t.Except, t.Key, t.Steps = slices.Clone(t.Except), slices.Clone(t.Key), slices.Clone(t.Steps)
	return t
}
