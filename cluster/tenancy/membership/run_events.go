package membership

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// MaxEvents is how many facts of one credit of a membership may fall into one
// cycle.
const MaxEvents = 5000

// events are the facts as events, in the order in which they count.
func (r *run) events(facts []accrual.Fact) ([]event, error) {
	events := make([]event, 0, len(facts))
	for i := range facts {
		var err error
		if events, err = appendEvents(events, &facts[i], r.Credit); err != nil {
			return nil, fmt.Errorf("fact %.40q: %w", facts[i].ID, err)
		}
	}
	slices.SortStableFunc(events, func(a, b event) int { return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.Kind, b.Kind)) })
	return events, nil
}

// appendEvents appends what f says of a credit.
func appendEvents(events []event, f *accrual.Fact, credit string) ([]event, error) {
	kinds := [...]struct {
		accrual.Meter
		Kind
	}{{Bought(credit), Buying}, {Given(credit), Giving}, {Used(credit), Using}, {Cancelled(credit), Cancelling}, {Refunded(credit), Refunding}}
	for _, k := range kinds {
		n, says := reading(f, k.Meter)
		if !says {
			continue
		}
		e := event{Kind: k.Kind, On: f.On, ID: f.ID, N: n, Of: f.Of.ID, OfOn: f.Of.On}
		if k.Kind == Buying {
			e.At, _ = reading(f, Paid(credit))
		}
		if n < 0 || n == 0 && k.Kind != Refunding || n > MaxUnits || e.At < 0 {
			return nil, fmt.Errorf("%d units for %d: %w", n, e.At, finance.ErrRange)
		}
		events = append(events, e)
	}
	return events, nil
}

// reading is what f adds to m, and whether it does.
func reading(f *accrual.Fact, m accrual.Meter) (int64, bool) {
	for _, r := range f.Adds {
		if r.Meter == m {
			return r.N, true
		}
	}
	return 0, false
}
