package tenancy_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// StallFee is a clause of the host's own: so much for each market day of a week.
type StallFee struct {
	PerDay finance.Money `json:"per_day"`
	On     int           `json:"on"` // the day of the week, 0 is Sunday
}

// Window is the month.
func (StallFee) Window() accrual.Window { return accrual.Window{} }

// Meters are none.
func (StallFee) Meters() []accrual.Meter { return nil }

// Earned counts the market days held so far.
func (f StallFee) Earned(s accrual.Span) (finance.Money, error) {
	days := int64(0)
	for on := s.Since; on.Before(s.To); on = on.AddDays(1) {
		for _, held := range s.Held {
			if held.Contains(on) && on.Weekday() == time.Weekday(f.On) {
				days++
			}
		}
	}
	quantity, err := finance.NewRate(days, 1)
	if err != nil {
		return finance.Money{}, err
	}
	s.Trace.Times(f.PerDay, quantity, "market days")
	return f.PerDay.Mul(days)
}

// Validate refuses what is no day of the week; accrual asks it.
func (f StallFee) Validate() error {
	var wrong finance.Problems
	wrong.Add("per_day", f.PerDay.Validate())
	if f.On < 0 || f.On > 6 {
		wrong.Add("on", finance.ErrRange)
	}
	return wrong.Err()
}

// A clause of the host's own stands beside those of this package: on a lease, in
// a file, in what bounds it. The four Saturdays of February come to 4000.00, and
// the minimum to the rest of 5000.00.
func Example_ownClause() {
	kinds := slices.Concat(tenancy.Kinds(), terms.Kinds{terms.KindOf[StallFee]("stall-fee")})
	var clauses []accrual.Named
	err := terms.Decode([]byte(`[
		{"name": "stall", "kind": "stall-fee", "per_day": "1000.00 RUB", "on": 6},
		{"name": "minimum", "kind": "bound", "of": ["stall"], "at_least": "5000.00 RUB"}
	]`), &clauses, kinds)
	if err != nil {
		fmt.Println(err) // every problem, each with its path and line
		return
	}
	tell(studio(clauses...), "2026-02", "2026-02")
	// Output:
	// 2026-02 stall 4000.00 RUB: 1000.00 RUB × 4 market days
	// 2026-02 minimum 1000.00 RUB: 4000.00 RUB, at least 5000.00 RUB; 5000.00 RUB less charged by "stall" 4000.00 RUB
}
