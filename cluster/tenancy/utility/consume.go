package utility

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// MaxReadings is how many readings one meter of a lease may have.
const MaxReadings = 20_000

// Consume turns readings into what was used between them, as it became known:
// append-only, like the readings. One that comes late between two others, or is
// voided, voids the consumption over it and gives those beside it, known on its
// own day, so that months that are closed are adjusted and never edited.
//
// The first reading of a meter opens it and uses nothing. A meter of another
// lease is another one. A meter that runs backward, two readings on one day and
// what rolled over without need are problems by the place of the reading, unless
// a reading that became known since has cleared them: until then such a period
// is left out. A reading with the id and content of another one is a retry and
// counts once.
func Consume(readings []Reading) ([]Consumption, error) {
	var wrong finance.Problems
	meters, ids := register(readings, &wrong)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	var all []Consumption
	for _, m := range meters {
		m.run(&wrong)
		all = append(all, m.out...)
	}
	checkIDs(all, ids, &wrong)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return all, nil
}

// register sorts readings by meter, in the order in which the meters come.
func register(readings []Reading, wrong *finance.Problems) ([]*meter, map[string]int) {
	type name struct{ lease, meter string }
	var meters []*meter
	find := map[name]*meter{}
	ids := map[string]int{}
	for i := range readings {
		r := &readings[i]
		wrong.AddAt("readings", i, r.Validate())
		if first, known := ids[r.ID]; known {
			if readings[first] != *r {
				wrong.AddAt("readings", i, finance.Problem{Path: "id", Err: finance.ErrDuplicate})
			}
			continue
		}
		ids[r.ID] = i
		key := name{r.Lease, r.Meter}
		if find[key] == nil {
			find[key] = &meter{}
			meters = append(meters, find[key])
		}
		find[key].all = append(find[key].all, &place{Reading: r, i: i})
	}
	return meters, ids
}

// checkIDs refuses a reading whose id is that of a fact of another reading.
func checkIDs(all []Consumption, ids map[string]int, wrong *finance.Problems) {
	taken := make(map[string]bool, len(all))
	for _, c := range all {
		if taken[c.ID] {
			wrong.AddAt("readings", ids[c.ID], finance.Problem{Path: "id", Err: fmt.Errorf("%.40q is made of another id: %w", c.ID, finance.ErrDuplicate)})
		}
		taken[c.ID] = true
	}
}
