package tenancy_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// ends is a house of studios of 10, 20, 30 and 40 m², let from 2025 on at 1000,
// 3000, 2000 and 4000 a month; the first ends in 2026, the second in 2027, the
// third in 2028, the last has no end and gives back nothing. The second lease
// holds a store of 5 m² as well, until May 2026.
func ends() tenancy.House {
	h := row(5, 0)
	for i, l := range []struct{ area, rent, to string }{
		{"10", "1000.00", "2026-07-16"}, {"20", "3000.00", "2027-01-01"}, {"30", "2000.00", "2028-03-01"}, {"40", "4000.00", ".."},
	} {
		id := string(rune('0' + i))
		h.Spaces[i].Area = area(l.area)
		h.Leases = append(h.Leases, tenancy.Lease{
			ID: id, Resident: "R-1", Spaces: tenancy.ForTerm("S-" + id), Term: period("2025-01-01", l.to),
			Clauses: []accrual.Named{named("rent", tenancy.Amount{Monthly: rub(l.rent)})},
		})
	}
	h.Spaces[4].Area = area("5")
	h.Leases[1].Spaces = append(h.Leases[1].Spaces, tenancy.Holding{Space: "S-4", Held: period("2025-01-01", "2026-05-01")})
	return h
}

// breaks may be used on days of these leases: of the third, passed, then
// twice; of the last once.
func breaks(l tenancy.Lease) []civil.Date {
	return map[string][]civil.Date{
		"2": {day("2025-06-01"), day("2026-01-01"), day("2026-10-01"), day("2027-10-01")},
		"3": {day("2027-04-01")},
		"0": {day("2027-01-01")}, // after its end
	}[l.ID]
}

func TestWault(t *testing.T) {
	for _, c := range []struct {
		name   string
		by     tenancy.WaultBy
		months string
		open   int
		rows   []string // years × 12
	}{
		// (10×6 + 20×12 + 5×4 + 30×26) / 65
		{"by area to expiry", tenancy.WaultBy{}, "220/13", 1, []string{"6", "12", "4", "26"}},
		// (1×6 + 3×12 + 2×26) / 6
		{"by rent to expiry", tenancy.WaultBy{Rent: true}, "47/3", 1, []string{"6", "12", "26"}},
		// (10×6 + 20×12 + 5×4 + 30×9 + 40×15) / 105
		{"by area to break", tenancy.WaultBy{Break: true}, "34/3", 0, []string{"6", "12", "4", "9", "15"}},
		// (10×6 + 20×12 + 5×4 + 30×26 + 40×3) / 105
		{"an open end counts with its notice", tenancy.WaultBy{Open: 3}, "244/21", 0, []string{"6", "12", "4", "26", "3"}},
		// (1×196 + 3×365 + 2×790) / 6 days
		{"by rent in days", tenancy.WaultBy{Rent: true, Terms: tenancy.DaysOf365}, "5742/365", 1, []string{"2352/365", "12", "1896/73"}},
		{"by rent in mean days", tenancy.WaultBy{Rent: true, Terms: tenancy.DaysOf36525, Open: 1}, "-", 0, []string{"3136/487", "5840/487", "12640/487", "1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := ends().WaultWith(day("2026-01-01"), c.by, breaks)
			require.NoError(t, err)
			require.Equal(t, c.open, w.Open)
			require.Equal(t, c.by, w.By)
			var rows []string
			for _, r := range w.Rows {
				rows = append(rows, times12(t, r.Years.Rate).String())
			}
			for i, want := range c.rows {
				require.Equal(t, rate(want).String(), rows[i])
			}
			require.Len(t, rows, len(c.rows))
			if c.months != "-" {
				require.Equal(t, rate(c.months), times12(t, w.Years.Rate))
			}
		})
	}
}

func TestWaultOfNothing(t *testing.T) {
	w, err := ends().Wault(day("2024-12-31"), tenancy.WaultBy{})
	require.NoError(t, err)
	require.Equal(t, tenancy.Wault{On: day("2024-12-31")}, w)
	w, err = ends().Wault(day("2028-03-01"), tenancy.WaultBy{Open: 1200})
	require.NoError(t, err)
	require.Equal(t, num("100"), w.Years)
	for by, want := range map[tenancy.WaultBy]error{{Open: -1}: finance.ErrRange, {Open: 1201}: finance.ErrRange, {Terms: 3}: finance.ErrRange} {
		w, err := ends().Wault(day("2026-01-01"), by)
		require.ErrorIs(t, err, want)
		require.Zero(t, w)
	}
	h := row(2, 2) // 12 × the weights is beyond the range, their products with the terms are not
	for i, monthly := range []int64{3074457345618258603, 1} {
		h.Leases[i].Term.To = day("2026-01-01").AddMonths(i + 1)
		h.Leases[i].Clauses = []accrual.Named{named("rent", tenancy.Amount{Monthly: minor(monthly)})}
	}
	w, err = h.Wault(day("2026-01-01"), tenancy.WaultBy{Rent: true})
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.Zero(t, w)
	h = ends()
	h.Leases[0].Spaces = tenancy.ForTerm("nowhere")
	_, err = h.Wault(day("2026-01-01"), tenancy.WaultBy{})
	require.ErrorIs(t, err, finance.ErrUnknown)
}

// What breaks there are is asked of the lease: without options, none.
func TestWaultWithoutBreaks(t *testing.T) {
	toBreak, err := ends().Wault(day("2026-01-01"), tenancy.WaultBy{Break: true})
	require.NoError(t, err)
	require.Equal(t, rate("220/13"), times12(t, toBreak.Years.Rate))
}

func TestExpiries(t *testing.T) {
	got, err := ends().Expiries(day("2026-01-01"), false)
	require.NoError(t, err)
	require.Equal(t, []tenancy.Expiry{
		{Year: 2026, Leases: 2, Area: area("35"), Rent: rub("4000.00")}, // to the 31st of December
		{Year: 2028, Leases: 1, Area: area("30"), Rent: rub("2000.00")},
		{Leases: 1, Area: area("40"), Rent: rub("4000.00")},
	}, got)
	got, err = ends().ExpiriesWith(day("2026-01-01"), breaks)
	require.NoError(t, err)
	require.Equal(t, []tenancy.Expiry{
		{Year: 2026, Leases: 3, Area: area("65"), Rent: rub("6000.00")},
		{Year: 2027, Leases: 1, Area: area("40"), Rent: rub("4000.00")},
	}, got)
	h := ends()
	h.Leases[1].Term.To = day("2027-01-02") // its store goes a year earlier
	got, err = h.Expiries(day("2026-01-01"), false)
	require.NoError(t, err)
	require.Equal(t, tenancy.Expiry{Year: 2026, Leases: 1, Area: area("15"), Rent: rub("1000.00")}, got[0])
	require.Equal(t, tenancy.Expiry{Year: 2027, Leases: 1, Area: area("20"), Rent: rub("3000.00")}, got[1])
	h.Leases[0].Spaces = tenancy.ForTerm("nowhere")
	_, err = h.Expiries(day("2026-01-01"), false)
	require.ErrorIs(t, err, finance.ErrUnknown)
}

// One of each kind: a lease that runs out, one that is followed by the same
// resident elsewhere, one that is prolonged, one ended early, one whose break is
// not used, one long over, one that comes.
func TestRetention(t *testing.T) {
	h := row(9, 0)
	h.Residents = nil
	let := func(id, resident string, p civil.Period, terms ...civil.Period) {
		l := tenancy.Lease{ID: id, Resident: accrual.Party(resident), Spaces: tenancy.ForTerm("S-" + id), Term: p}
		for i, term := range terms {
			l.Amendments = append(l.Amendments, accrual.Amendment{From: p.From.AddMonths(i + 1), Known: p.From.AddMonths(i + 1), Term: &term})
		}
		h.Leases = append(h.Leases, l)
		if !containsResident(h, accrual.Party(resident)) {
			h.Residents = append(h.Residents, tenancy.Resident{ID: accrual.Party(resident)})
		}
	}
	for i := range h.Spaces {
		h.Spaces[i].Area = area([]string{"10", "20", "30", "40", "50", "60", "70", "80", "90"}[i])
	}
	let("0", "out", period("2025-01-01", "2026-07-01"))
	let("1", "moves", period("2025-01-01", "2026-07-01"))
	let("2", "moves", period("2026-07-01", "2027-07-01"))
	let("3", "longer", period("2025-01-01", "2026-12-01"), period("2025-01-01", "2028-01-01"))
	let("4", "early", period("2025-01-01", "2029-01-01"), period("2025-01-01", "2027-01-01"))
	let("5", "stays", period("2025-01-01", "2029-01-01"))
	let("6", "gone", period("2025-01-01", "2026-07-01"), period("2025-01-01", "2025-12-01"))
	let("7", "comes", period("2026-03-01", ".."))
	require.NoError(t, h.Validate())
	breaks := func(l tenancy.Lease) []civil.Date {
		if l.ID == "5" {
			return []civil.Date{day("2026-01-02"), day("2026-06-01"), day("2027-06-01")}
		}
		return nil
	}
	year := civil.YearOf(2026).Period()
	got, err := h.RetentionWith(year, breaks)
	require.NoError(t, err)
	require.Equal(t, tenancy.Retention{
		Over: year, Start: 5, CouldEnd: 5, Kept: 3, Left: 2, Come: 1,
		StartArea: area("180"), EndArea: area("180"), KeptArea: area("120"), LeftArea: area("60"),
	}, got)
	for _, c := range []struct {
		want string
		ask  func() (finance.Rate, error)
	}{{"3/5", got.Rate}, {"2/3", got.RateByArea}, {"2/5", got.Churn}, {"1/3", got.ChurnByArea}} {
		share, err := c.ask()
		require.NoError(t, err)
		require.Equal(t, rate(c.want), share)
	}

	// An end that was agreed on the way, and then put off, could have been one; an
	// amendment of something else agrees on none.
	put := h
	put.Leases = slices.Clone(h.Leases)
	l := &put.Leases[5]
	first, second := period("2025-01-01", "2026-11-01"), period("2025-01-01", "2028-11-01")
	l.Amendments = []accrual.Amendment{
		{From: day("2025-02-01"), Known: day("2025-02-01"), Term: &first}, {From: day("2025-03-01"), Known: day("2025-03-01")},
		{From: day("2025-04-01"), Known: day("2025-04-01"), Term: &second},
	}
	got, err = put.Retention(year)
	require.NoError(t, err)
	require.Equal(t, []int{5, 3, 2}, []int{got.CouldEnd, got.Kept, got.Left})
	require.Equal(t, area("120"), got.KeptArea)

	l.Amendments, l.Term = nil, period("2025-01-01", "2025-11-01") // the same by events
	l.Events = []tenancy.Event{
		until(event(tenancy.Extend, "2025-06-01", "2025-06-01"), "2026-11-01"), until(event(tenancy.Extend, "2026-05-01", "2026-05-01"), "2028-11-01"),
	}
	require.NoError(t, put.Validate())
	got, err = put.Retention(year)
	require.NoError(t, err)
	require.Equal(t, []int{5, 3, 2}, []int{got.CouldEnd, got.Kept, got.Left})

	// Without breaks the one who stays could not end.
	got, err = h.Retention(year)
	require.NoError(t, err)
	require.Equal(t, []int{4, 2, 2}, []int{got.CouldEnd, got.Kept, got.Left})
	// One that ends earlier than agreed, in the same year, has left all the same.
	early := h
	early.Leases = slices.Clone(h.Leases)
	sooner := period("2025-01-01", "2026-05-01")
	early.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-04-01"), Known: day("2026-04-01"), Term: &sooner}}
	got, err = early.Retention(year)
	require.NoError(t, err)
	require.Equal(t, []int{4, 2, 2}, []int{got.CouldEnd, got.Kept, got.Left})
	// The last day is the 30th of June: before it and after nothing ends.
	for p, left := range map[civil.Period]int{
		period("2026-06-30", "2026-07-01"): 1, period("2026-07-01", "2026-07-02"): 0, period("2026-06-29", "2026-06-30"): 0,
	} {
		got, err = h.Retention(p)
		require.NoError(t, err)
		require.Equal(t, left, got.Left, p)
	}
	_, err = h.Retention(period("2026-01-01", ".."))
	require.ErrorIs(t, err, finance.ErrRange)
	none, err := tenancy.House{}.Retention(year)
	require.NoError(t, err)
	_, err = none.Rate()
	require.ErrorIs(t, err, finance.ErrRange)
	h.Leases[0].Spaces = tenancy.ForTerm("nowhere")
	_, err = h.Retention(year)
	require.ErrorIs(t, err, finance.ErrUnknown)
	require.ErrorContains(t, err, "leases[0]")
}

func containsResident(h tenancy.House, id accrual.Party) bool {
	for _, r := range h.Residents {
		if r.ID == id {
			return true
		}
	}
	return false
}

// A lease without an end is left out once, however many spaces it has.
func TestWaultLeavesALeaseOutOnce(t *testing.T) {
	w, err := quarter().Wault(day("2026-04-01"), tenancy.WaultBy{})
	require.NoError(t, err)
	require.Equal(t, 1, w.Open)
	require.Len(t, w.Rows, 1)
}
