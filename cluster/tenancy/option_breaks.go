package tenancy

import (
	"slices"

	"github.com/creative-cluster/kvartal/finance/civil"
)

// breaks are the days on which an option may end l before it expires, ascending:
// each is the day after the last. A window of days gives its first and its last.
// Whether conditions are met is not asked.
func (l *Lease) breaks() []civil.Date {
	if len(l.Options) == 0 {
		return nil
	}
	var days []civil.Date
	term := l.held()
	for i := range l.Options {
		o := &l.Options[i]
		if o.Kind != ToBreak {
			continue
		}
		if first := o.Within.From; !o.Within.IsZero() && o.takesEffect(first, term) {
			days = append(days, first)
		}
		for day := range o.effects(term) {
			days = append(days, day)
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	return slices.Compact(days)
}
