package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// A lease without an end is ended by a notice of either side, no shorter than
// what it says: it is charged to the eve of the day.
func TestNoticeOfALeaseWithoutAnEnd(t *testing.T) {
	c := closing{T: t, house: quarter()}
	c.house.Tax, c.house.Leases = accrual.Tax{}, c.house.Leases[:1]
	l := &c.house.Leases[0]
	l.Term, l.Signed = period("2026-03-01", ".."), day("2026-02-01")
	l.HoldingOver = &tenancy.Holdover{Notice: tenancy.Notice{Months: 1}}
	l.Clauses = []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("30000.00")})}
	require.Equal(t, []string{"R-3 rent 2026-03 30000.00 RUB 0.00 RUB"}, c.close("2026-03"))
	short := tenancy.Event{Action: tenancy.Serve, By: tenancy.ByLandlord, On: day("2026-04-16"), Known: day("2026-04-16"), Until: day("2026-05-16")}
	_, err := l.Apply(short)
	require.Equal(t, []string{"on"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrRange)
	short.Until = day("2026-05-17")
	ended, err := l.Apply(short)
	require.NoError(t, err)
	*l = ended
	require.Equal(t, period("2026-03-01", "2026-05-17"), l.Held(day("2026-05-01")))
	require.Equal(t, tenancy.Commenced, l.State(day("2026-05-16"), day("2026-05-01")))
	require.Equal(t, tenancy.Ended, l.State(day("2026-05-17"), day("2026-05-01")))
	require.Equal(t, []string{"R-3 rent 2026-04 30000.00 RUB 0.00 RUB"}, c.close("2026-04"))
	require.Equal(t, []string{"R-3 rent 2026-05 15483.87 RUB 0.00 RUB"}, c.close("2026-05")) // 16 of 31 days
	l.Events, l.Term = nil, period("2026-03-01", "2027-03-01")
	_, err = l.Apply(short)
	require.ErrorIs(t, err, finance.ErrMissing, "a lease with an end is broken by an option")
}
