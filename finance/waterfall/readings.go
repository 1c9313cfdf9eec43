package waterfall

import (
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Accrual are the facts of an agreement by which a Part counts f: the id of each is
// the prefix and its place. Each is known on the day on which it happened; a host
// that knows better builds its own.
func (f Facts) Accrual(agreement, prefix string) []accrual.Fact {
	list := make([]accrual.Fact, 0, len(f.Contributions)+len(f.Proceeds))
	for i, c := range f.Contributions {
		list = append(list, accrual.Fact{
			ID: fmt.Sprintf("%sC-%d", prefix, i+1), Agreement: agreement, On: c.On, Known: c.On,
			Adds: []accrual.Reading{{Meter: Contributed(c.Deal, c.Party), N: c.Amount.Minor()}},
		})
	}
	for i, p := range f.Proceeds {
		list = append(list, accrual.Fact{
			ID: fmt.Sprintf("%sP-%d", prefix, i+1), Agreement: agreement, On: p.On, Known: p.On,
			Adds: []accrual.Reading{{Meter: Came(p.Deal), N: p.Amount.Minor()}},
		})
	}
	return list
}

// readings are the flows that facts tell of.
func (t *Terms) readings(facts []accrual.Fact) ([]flow, error) {
	if len(facts) == 0 {
		return nil, nil
	}
	places := t.places()
	var list []flow
	for i := range facts {
		for _, r := range facts[i].Adds {
			x, known := places[r.Meter]
			if !known || r.N == 0 {
				continue
			}
			x.on, x.n = facts[i].On, r.N
			if err := t.checkReading(x); err != nil {
				return nil, fmt.Errorf("fact %.40q: %w", facts[i].ID, err)
			}
			list = append(list, x)
		}
	}
	slices.SortStableFunc(list, compareFlows)
	return list, nil
}

func (t *Terms) checkReading(x flow) error {
	if x.party >= 0 && x.n < 0 {
		return fmt.Errorf("contribution of %v: %w", t.money(x.n), finance.ErrNegative)
	}
	return t.checkDay(x.on)
}

// places says what each meter counts.
func (t *Terms) places() map[accrual.Meter]flow {
	m := map[accrual.Meter]flow{}
	for d, deal := range t.deals() {
		m[Came(deal)] = flow{deal: d, party: -1}
		for i, p := range t.Parties {
			m[Contributed(deal, p)] = flow{deal: d, party: i}
		}
	}
	return m
}
