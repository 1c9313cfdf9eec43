package law_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/law"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func TestRegistrationNeeded(t *testing.T) {
	for _, c := range []struct {
		first, last, signed string
		want                bool
	}{
		{"2026-01-01", "2026-12-31", "", true},
		{"2026-01-01", "2026-12-30", "", false},
		{"2026-01-15", "2027-01-14", "", true},
		{"2026-01-15", "2027-01-13", "", false},
		{"2024-02-29", "2025-02-27", "", true}, // a year from 29 February is over with 27 February
		{"2024-02-29", "2025-02-26", "", false},
		{"2026-01-01", "2026-12-31", "2025-12-01", true}, // signed before
		{"2026-01-01", "2026-12-31", "2026-01-02", false},
		{"2025-01-01", "2026-12-31", "2026-01-01", true},
		{"2026-01-01", "2026-12-31", "2027-05-05", false}, // all of it is back-dated
		{"2026-01-01", "", "", false},
		{"9999-06-01", "9999-12-30", "", false},
	} {
		var signed civil.Date
		if c.signed != "" {
			signed = day(c.signed)
		}
		require.Equal(t, c.want, law.RegistrationNeeded(period(c.first, c.last), signed, 12), c)
	}
	require.False(t, law.RegistrationNeeded(civil.Period{}, day("2026-01-01"), 12))
	require.False(t, law.RegistrationNeeded(civil.Period{From: day("2026-01-01"), To: day("2025-01-01")}, day("2024-01-01"), 12))
}

func TestNotice(t *testing.T) {
	require.Equal(t, day("2025-02-28"), law.NoticeEnd(day("2024-11-30"), 3))
	require.Zero(t, law.NoticeEnd(civil.Date{}, 3))
	require.False(t, law.NoticeInTime(civil.Date{}, 3, day("2026-01-01")))
	require.False(t, law.NoticeInTime(day("9999-12-01"), 3, day("9999-12-31")))
	require.True(t, law.NoticeInTime(day("2026-01-31"), 1, day("2026-02-28")))
	require.False(t, law.NoticeInTime(day("2026-01-31"), 1, day("2026-02-27")))
}

func TestLate(t *testing.T) {
	term := period("2026-01-01", "2026-06-30")
	require.Zero(t, law.Late(term, day("2026-06-30")))
	require.Equal(t, period("2026-07-01", "2026-07-01"), law.Late(term, day("2026-07-01")))
	require.Zero(t, law.Late(term, civil.Date{}))
	require.Zero(t, law.Late(period("2026-01-01", ""), day("2030-01-01")))
	require.Zero(t, law.Late(civil.Period{}, day("2030-01-01")))
	require.Zero(t, law.LatestSubleaseDay(period("2026-01-01", "")))
}

// Two changes on one day: the first of the list stands. Refused ones do not
// count, whatever the order of the list.
func TestRentChangesInOrder(t *testing.T) {
	step := func(on string, k law.Change) law.RentStep { return law.RentStep{On: day(on), Kind: k} }
	one := []law.Change{law.Unilateral}
	require.Equal(t, []bool{true, false}, law.RentChangesAllowed([]law.RentStep{step("2026-01-01", law.Unilateral), step("2026-01-01", law.Unilateral)}, one, 12))
	require.Equal(t, []bool{false, true, true}, law.RentChangesAllowed([]law.RentStep{
		step("2026-06-01", law.Unilateral), step("2026-01-01", law.Unilateral), step("2027-01-01", law.Unilateral),
	}, one, 12))
	require.Equal(t, []bool{true, false}, law.RentChangesAllowed([]law.RentStep{step("2026-01-01", law.Unilateral), step("2026-12-31", law.Unilateral)}, one, 12))
	require.Equal(t, []bool{true, true}, law.RentChangesAllowed([]law.RentStep{step("2026-01-01", law.Agreed), step("2026-02-01", law.Unilateral)}, one, 12), "what was agreed does not count")
	both := []law.Change{law.Agreed, law.Unilateral}
	require.Equal(t, []bool{true, false, false}, law.RentChangesAllowed([]law.RentStep{
		step("2026-01-01", law.Agreed), step("2026-02-01", law.Unilateral), step("2026-12-31", law.Agreed),
	}, both, 12))
	require.Equal(t, []bool{true}, law.RentChangesAllowed([]law.RentStep{step("9999-12-01", law.Unilateral)}, one, 12))
	require.Empty(t, law.RentChangesAllowed(nil, one, 12))
}

// Of random changes: those that are allowed and bound have the months between
// them, and each that is refused has one within them before it.
func TestRentChangesLaw(t *testing.T) {
	r := rand.New(rand.NewPCG(614, 3))
	for range 500 {
		changes := make([]law.RentStep, r.IntN(12))
		for i := range changes {
			changes[i] = law.RentStep{On: day("2020-01-01").AddDays(r.IntN(2000)), Kind: law.Change(r.IntN(3))}
		}
		before := slices.Clone(changes)
		allowed := law.RentChangesAllowed(changes, []law.Change{law.Unilateral}, 12)
		require.Equal(t, before, changes, "the caller's list stays as it is")
		for i, c := range changes {
			near := false
			for j, o := range changes {
				if i != j && o.Kind == law.Unilateral && allowed[j] && !o.On.After(c.On) && o.On.AddMonths(12).After(c.On) {
					near = true
				}
			}
			if c.Kind != law.Unilateral {
				require.True(t, allowed[i])
				continue
			}
			require.Equal(t, allowed[i], !near, c)
		}
	}
}
