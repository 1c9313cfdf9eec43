package tenancy_test

import (
	"testing"
	"time"

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

// Each suspension rests two clauses and wakes them again: 249 of them are as many
// amendments as a lease may have. More are refused as they are counted, under
// the events that the lease has.
func TestEventsAreBounded(t *testing.T) {
	require.NoError(t, suspended(249).Validate())
	h := suspended(20)
	charged, err := h.Contracted(h.Leases[0], civil.MustMonth("2026-06").Period())
	require.NoError(t, err)
	require.Equal(t, rub("31500.00"), charged[0].Amount) // 21 of 30 days
	err = suspended(400).Validate()
	require.Equal(t, []string{"leases[0].events"}, paths(t, err))
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
// takes less than ten times what a day of them takes.
func TestManyDaysOfALongLife(t *testing.T) {
	h := suspended(100)
	took := func(measure func() error) time.Duration {
		began := time.Now()
		require.NoError(t, measure())
		return time.Since(began)
	}
	for range 3 { // the machine may be busy
		oneDay := took(func() error { _, err := h.Rents(day("2026-06-01")); return err })
		year := took(func() error { _, err := h.RentsOver(period("2026-04-01", "2027-04-01")); return err })
		if year < 10*oneDay {
			return
		}
	}
	require.Fail(t, "each day costs as much as all")
}
