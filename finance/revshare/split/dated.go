package split

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Dated is a split that is in force from a day on, until a later one is.
type Dated struct {
	From  civil.Date `json:"from"`
	Known civil.Date `json:"known"` // the day on which it became known
	Split Split      `json:"split"`
}

// Validate reports missing days and what is wrong with the split.
func (d Dated) Validate() error {
	var wrong finance.Problems
	if d.From.IsZero() {
		wrong.Add("from", finance.ErrMissing)
	}
	if d.Known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	}
	wrong.Add("split", d.Split.Validate())
	return wrong.Err()
}

// MaxDated is how many splits one agreement may see.
const MaxDated = 1000

// On is the split in force on a day by what was known before another; of two
// from the same day the one known later. False if there is none.
func On(all []Dated, day, known civil.Date) (Split, bool) {
	best := -1
	for i := range all {
		if all[i].From.After(day) || !all[i].Known.Before(known) {
			continue
		}
		if best < 0 || !earlier(&all[i], &all[best]) {
			best = i
		}
	}
	if best < 0 {
		return Split{}, false
	}
	return all[best].Split.clone(), true
}

func earlier(a, b *Dated) bool {
	return a.From.Before(b.From) || a.From == b.From && a.Known.Before(b.Known)
}

// Amendments are dated splits as amendments of an agreement. Each sets the
// clauses of its parties and drops those of all others. A change counts anew
// from its day ([accrual.Restart]): what was counted before is divided by the
// old split, what follows by the new one, and either sums. So a node in order
// takes its amounts anew as well: a change writes what is still to recoup.
//
// The host adds parties, term and other clauses to the first one, or appends
// them to an agreement. An invalid split is reported with its place, [1].split.
func Amendments(all []Dated, name string, meter accrual.Meter) ([]accrual.Amendment, error) {
	if len(all) > MaxDated {
		return nil, fmt.Errorf("amendments: %d, at most %d: %w", len(all), MaxDated, finance.ErrLimit)
	}
	var wrong finance.Problems
	amendments := make([]accrual.Amendment, len(all))
	for i, d := range all {
		if err := d.Validate(); err != nil {
			wrong.AddAt("", i, err)
			continue
		}
		set, err := d.Split.Clauses(name, meter)
		wrong.AddAt("", i, err)
		for k := range set {
			set[k].Change = accrual.Restart
		}
		amendments[i] = accrual.Amendment{From: d.From, Known: d.Known, Set: set}
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	dropOthers(amendments)
	return amendments, nil
}

// dropOthers makes each amendment drop every clause that it does not set.
func dropOthers(amendments []accrual.Amendment) {
	var names []string
	known := map[string]bool{}
	for _, a := range amendments {
		for _, n := range a.Set {
			if !known[n.Name] {
				known[n.Name] = true
				names = append(names, n.Name)
			}
		}
	}
	for i := range amendments {
		set := map[string]bool{}
		for _, n := range amendments[i].Set {
			set[n.Name] = true
		}
		for _, name := range names {
			if !set[name] {
				amendments[i].Drop = append(amendments[i].Drop, name)
			}
		}
	}
}
