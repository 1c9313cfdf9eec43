package waterfall

import "github.com/creative-cluster/kvartal/finance"

// clawBack is what the sponsor returns and the investors get at the end.
//
//	returned = received by deals - what the whole project would have given, if above nothing
//
// It goes to the investors in proportion to what each lacks of the whole project.
// The whole project is the same flows by the same tiers, in one book.
func (m *memory) clawBack(t *Terms) ([]Payment, error) {
	excess := make([]int64, len(t.Parties)) // what each had above the whole project
	for i := range t.Parties {
		n := -m.Whole.Holders[i].Out
		for k := range m.Books {
			var err error
			if n, err = sum(n, m.Books[k].Holders[i].Out); err != nil {
				return nil, err
			}
		}
		excess[i] = n
	}
	back := excess[t.party(t.Sponsor)]
	if back <= 0 {
		return nil, nil
	}
	lacking := make([]int64, len(excess))
	for i, n := range excess {
		lacking[i] = max(-n, 0)
	}
	parts, err := finance.Allocate(t.money(back), lacking, t.Remainder)
	if err != nil {
		return nil, err
	}
	parts[t.party(t.Sponsor)] = t.money(-back)
	var list []Payment
	for i, part := range parts {
		if !part.IsZero() {
			list = append(list, Payment{t.Parties[i], part})
		}
	}
	return list, nil
}
