package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Notice is how long before something a notice is served: months, then days.
// It runs from the day of service, which does not count, to the corresponding
// day of a later month, or to its last day where it has no such day (art. 192
// of the Civil Code of Russia; the corresponding date rule). The zero Notice is
// none: it is enough to serve it on the last day.
type Notice struct {
	Months int `json:"months,omitempty"`
	Days   int `json:"days,omitempty"`
}

// Ends is the last day of a notice served on a day: a lease that it ends, ends
// with that day at the earliest. Beyond the calendar it is no day.
func (n Notice) Ends(served civil.Date) civil.Date {
	return served.AddMonths(n.Months).AddDays(n.Days)
}

// LastFor is the last day on which a notice may be served for something to take
// effect on a day, which is the day after the last of what was: the notice
// ends before it. Where the calendar has none it is no day.
func (n Notice) LastFor(effect civil.Date) civil.Date {
	day := effect.AddDays(-1 - n.Days).AddMonths(-n.Months)
	for range 3 { // the 28th of February is a month after the 28th to the 31st of January
		if next := day.AddDays(1); n.serves(next, effect) {
			day = next
		}
	}
	return day
}

// serves reports whether a notice served on a day is in time for an effect.
func (n Notice) serves(served, effect civil.Date) bool {
	ends := n.Ends(served)
	return !ends.IsZero() && ends.Before(effect)
}

// IsZero reports whether n is no notice.
func (n Notice) IsZero() bool { return n == Notice{} }

// String reads "6 months", "30 days", "3 months 10 days", or "none".
func (n Notice) String() string {
	switch {
	case n.IsZero():
		return "none"
	case n.Months == 0:
		return fmt.Sprintf("%d days", n.Days)
	case n.Days == 0:
		return fmt.Sprintf("%d months", n.Months)
	}
	return fmt.Sprintf("%d months %d days", n.Months, n.Days)
}

// Limits of a notice.
const (
	maxNoticeMonths = 1200
	maxNoticeDays   = 36_600
)

// Validate refuses months outside 0 to 1200, and days outside 0 to 36600.
func (n Notice) Validate() error {
	var wrong finance.Problems
	if n.Months < 0 || n.Months > maxNoticeMonths {
		wrong.Add("months", fmt.Errorf("%d: 0 to %d: %w", n.Months, maxNoticeMonths, finance.ErrRange))
	}
	if n.Days < 0 || n.Days > maxNoticeDays {
		wrong.Add("days", fmt.Errorf("%d: 0 to %d: %w", n.Days, maxNoticeDays, finance.ErrRange))
	}
	return wrong.Err()
}
