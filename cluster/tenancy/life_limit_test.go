package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// suspended rests for three of every ten days, so many times.
func suspended(times int) tenancy.House {
	h := quarter()
	l := &h.Leases[0]
	l.Term, l.Signed = period("2026-03-21", "2046-03-21"), civil.Date{}
	for i := range times {
		on := day("2026-04-01").AddDays(10 * i)
		l.Events = append(l.Events, tenancy.Event{Action: tenancy.Suspend, On: on, Known: on, Until: on.AddDays(3)})
	}
	return h
}

// Suspensions are refused beyond fifty, events beyond two hundred, under the
// events that the lease has.
func TestEventsAreBounded(t *testing.T) {
	require.NoError(t, suspended(50).Validate())
	h := suspended(20)
	charged, err := h.Contracted(h.Leases[0], civil.MustMonth("2026-06").Period())
	require.NoError(t, err)
	require.Equal(t, rub("31500.00"), charged[0].Amount) // 21 of 30 days
	err = suspended(51).Validate()
	require.Equal(t, []string{"leases[0].events[50]"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrLimit)
	err = suspended(201).Validate()
	require.Contains(t, paths(t, err), "leases[0].events")
	require.ErrorIs(t, err, finance.ErrLimit)
}

// Suspensions that overlap rest a clause as long as any of them says.
func TestSuspensionsOverlap(t *testing.T) {
	h := suspended(0)
	add := func(on, end string) {
		l, err := h.Leases[0].Apply(until(event(tenancy.Suspend, on, "2026-04-01"), end))
		require.NoError(t, err)
		h.Leases[0] = l
	}
	add("2026-06-10", "2026-06-20")
	add("2026-06-05", "2026-06-12")
	add("2026-06-01", "2026-06-03")
	require.NoError(t, h.Validate())
	charged, err := h.Contracted(h.Leases[0], civil.MustMonth("2026-06").Period())
	require.NoError(t, err)
	require.Equal(t, rub("19500.00"), charged[0].Amount) // 2 + 15 of 30 days rest
}

// A measure of many days goes through the life of a lease once: a year of rents
// allocates less than ten times what a day of them does.
func TestManyDaysOfALongLife(t *testing.T) {
	h := suspended(50)
	day1 := testing.AllocsPerRun(1, func() { _, _ = h.Rents(day("2026-06-01")) })
	year := testing.AllocsPerRun(1, func() { _, _ = h.RentsOver(period("2026-04-01", "2027-04-01")) })
	require.Less(t, year, 10*day1)
}
