package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// queue are two who wait (fictional); the second applied first.
func queue() []tenancy.Applicant {
	return []tenancy.Applicant{
		{ID: "A-1", Name: "A printer (fictional)", Since: day("2026-02-01"), Uses: []tenancy.Use{tenancy.Office, tenancy.Hall}, AtLeast: area("40"), Months: 12},
		{ID: "A-2", Since: day("2026-01-15"), Uses: []tenancy.Use{tenancy.Desk}, Budget: rub("9000.00"), From: day("2026-04-01")},
	}
}

func TestFits(t *testing.T) {
	h := tower()
	h.Leases = append(h.Leases, tenancy.Lease{ID: "L-2", Resident: "R-2", Spaces: tenancy.ForTerm("D-1"), Term: period("2026-02-01", "2026-07-01")})
	require.NoError(t, h.Validate())
	h.Spaces[1].Zone = "north"
	on := day("2026-03-01")
	office, hall := tenancy.Fit{Space: "O-1", Rent: rub("50000.00"), By: tenancy.AtAsking}, tenancy.Fit{Space: "hall", Rent: rub("50000.00"), By: tenancy.AtAsking}
	because := func(f tenancy.Fit, why tenancy.Reason) tenancy.Fit { f.Why = why; return f }
	for _, c := range []struct {
		name         string
		a            tenancy.Applicant
		office, hall tenancy.Fit
	}{
		{
			"no needs", tenancy.Applicant{},
			tenancy.Fit{Space: "O-1", From: day("2027-01-01"), Rent: rub("50000.00"), By: tenancy.AtAsking, Why: tenancy.AfterLease, Lease: "L-1", Needs: []string{"tender"}},
			tenancy.Fit{Space: "hall", From: day("2026-07-01"), Rent: rub("50000.00"), By: tenancy.AtAsking, Why: tenancy.AfterLease, Lease: "L-2"},
		},
		{"another use", tenancy.Applicant{Uses: []tenancy.Use{tenancy.Shop}}, because(office, tenancy.WrongUse), because(hall, tenancy.WrongUse)},
		{"a zone", tenancy.Applicant{Zone: "wing"}, because(office, tenancy.WrongZone), because(hall, tenancy.WrongZone)},
		{
			"its own zone", tenancy.Applicant{Zone: "north"},
			tenancy.Fit{Space: "O-1", From: day("2027-01-01"), Rent: rub("50000.00"), By: tenancy.AtAsking, Why: tenancy.AfterLease, Lease: "L-1", Needs: []string{"tender"}},
			because(hall, tenancy.WrongZone),
		},
		{"too small", tenancy.Applicant{AtLeast: area("50.01"), Months: 6}, because(office, tenancy.TooSmall),
			tenancy.Fit{Space: "hall", From: day("2026-07-01"), Rent: rub("50000.00"), By: tenancy.AtAsking, Why: tenancy.AfterLease, Lease: "L-2"}},
		{"too large", tenancy.Applicant{AtLeast: area("50"), AtMost: area("99.99"), Months: 61},
			because(office, tenancy.TooLong), because(hall, tenancy.TooLarge)},
		{"too dear", tenancy.Applicant{Budget: rub("49999.99")}, because(office, tenancy.TooDear), because(hall, tenancy.TooDear)},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.a.ID, c.a.Since = "A", day("2026-01-01")
			fits, err := h.Fits(c.a, on)
			require.NoError(t, err)
			require.Len(t, fits, 6, "all but the floor and the lobby")
			require.Equal(t, c.office, fits[0])
			require.Equal(t, c.hall, fits[1])
		})
	}
}

// From when a space is free: it opens, it is closed for a while, a lease of a
// part or of the whole of it holds, it ends.
func TestFitsFrom(t *testing.T) {
	add := func(id, space string, p civil.Period) func(h *tenancy.House) {
		return func(h *tenancy.House) {
			h.Leases = append(h.Leases, tenancy.Lease{ID: id, Resident: "R-2", Spaces: tenancy.ForTerm(space), Term: p})
		}
	}
	for _, c := range []struct {
		name       string
		change     func(h *tenancy.House)
		months     int
		hall, desk string // from
		until      string // of the hall
		why        tenancy.Reason
		lease      string
		deskWhy    tenancy.Reason
		deskLease  string
	}{
		{"for a day", nil, 0, "2026-03-01", "2026-03-01", "2026-05-01", tenancy.Free, "", tenancy.Free, ""},
		{"for two months", nil, 2, "2026-03-01", "2026-03-01", "2026-05-01", tenancy.Free, "", tenancy.Free, ""},
		{"for three months", nil, 3, "2026-06-01", "2026-03-01", "", tenancy.AfterClosure, "", tenancy.Free, ""},
		{"it opens", func(h *tenancy.House) {
			h.Spaces[2].Lettable = period("2026-03-02", "2026-12-01")
			h.Spaces[3].Lettable = period("2026-07-01", "2026-12-01")
			h.Spaces[4].Lettable = h.Spaces[3].Lettable
			h.Spaces[5].Lettable = h.Spaces[3].Lettable
		},
			1, "2026-03-02", "2026-07-01", "2026-05-01", tenancy.AfterOpening, "", tenancy.AfterOpening, ""},
		{"it ends", func(h *tenancy.House) {
			h.Spaces[2].Lettable = period("2026-01-01", "2026-12-01")
			h.Spaces[3].Lettable = h.Spaces[2].Lettable
			h.Spaces[4].Lettable = h.Spaces[2].Lettable
			h.Spaces[5].Lettable = h.Spaces[2].Lettable
		},
			7, "", "2026-03-01", "", tenancy.NeverFree, "", tenancy.Free, ""},
		{"the desk is let", add("L-2", "D-1", period("2026-02-01", "2026-04-01")), 1, "2026-04-01", "2026-04-01", "2026-05-01", tenancy.AfterLease, "L-2", tenancy.AfterLease, "L-2"},
		{"the hall is let", add("L-2", "hall", period("2026-02-01", "2026-04-01")), 1, "2026-04-01", "2026-04-01", "2026-05-01", tenancy.AfterLease, "L-2", tenancy.AfterLease, "L-2"},
		{"the hall will be let", add("L-2", "hall", period("2026-04-01", "2026-05-01")), 2, "2026-06-01", "2026-05-01", "", tenancy.AfterClosure, "", tenancy.AfterLease, "L-2"},
		{"the hall is let for good", add("L-2", "hall", period("2026-06-01", "..")), 12, "", "", "", tenancy.NeverFree, "L-2", tenancy.NeverFree, "L-2"},
		{"the hall was let", add("L-2", "hall", period("2025-06-01", "2026-03-01")), 1, "2026-03-01", "2026-03-01", "2026-05-01", tenancy.Free, "", tenancy.Free, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := tower()
			if c.change != nil {
				c.change(&h)
			}
			fits, err := h.Fits(tenancy.Applicant{ID: "A", Since: day("2026-01-01"), Months: c.months}, day("2026-03-01"))
			require.NoError(t, err)
			require.Equal(t, []string{c.hall, c.until, c.desk}, []string{fits[1].From.String(), fits[1].Until.String(), fits[2].From.String()})
			require.Equal(t, []tenancy.Reason{c.why, c.deskWhy}, []tenancy.Reason{fits[1].Why, fits[2].Why})
			require.Equal(t, []string{c.lease, c.deskLease}, []string{fits[1].Lease, fits[2].Lease})
		})
	}
}

func TestOffers(t *testing.T) {
	h := tower()
	h.Waiting = queue()
	require.NoError(t, h.Validate())
	offers, err := h.Offers(day("2026-03-01"))
	require.NoError(t, err)
	hall := tenancy.Fit{Space: "hall", From: day("2026-06-01"), Rent: rub("50000.00"), By: tenancy.AtAsking, Why: tenancy.AfterClosure}
	office := tenancy.Fit{Space: "O-1", From: day("2027-01-01"), Rent: rub("50000.00"), By: tenancy.AtAsking, Why: tenancy.AfterLease, Lease: "L-1", Needs: []string{"tender"}}
	require.Equal(t, []tenancy.Offer{
		{Applicant: queue()[1], Fits: []tenancy.Fit{{Space: "D-1", From: day("2026-04-01"), Rent: rub("3000.00"), By: tenancy.AtAsking}}},
		{Applicant: queue()[0], Fits: []tenancy.Fit{hall, office}},
	}, offers)
	require.Equal(t, "O-1: free after lease L-1, from 2027-01-01; needs: tender", office.Text(accrual.English))
	require.Equal(t, "O-1: свободно после договора L-1, с 01.01.2027; нужно: tender", office.Text(accrual.Russian))
	require.Equal(t, "D-1: is over the budget", tenancy.Fit{Space: "D-1", Why: tenancy.TooDear}.Text(9))
	for why := tenancy.Free; why.Validate() == nil; why++ {
		require.Greater(t, len(tenancy.Fit{Why: why}.Text(accrual.Russian)), 2, why)
		require.NotEqual(t, tenancy.Fit{Why: why}.Text(accrual.Russian), tenancy.Fit{Why: why}.Text(accrual.English))
	}

	offers[1].Applicant.Uses[0] = tenancy.Shop
	require.Equal(t, queue(), h.Waiting, "nothing is shared")
	h.Spaces[4].Asking = rub("1500.00") // × 4 passes
	offers, err = h.Offers(day("2026-03-01"))
	require.NoError(t, err)
	require.Equal(t, []string{"D-1", "D-2"}, []string{offers[0].Fits[0].Space, offers[0].Fits[1].Space}, "the cheapest first")
}

// Exactly as much as is needed is enough.
func TestFitsExactly(t *testing.T) {
	for a, want := range map[*tenancy.Applicant]tenancy.Reason{
		{Pieces: num("4")}:        tenancy.Free,
		{Pieces: num("4.01")}:     tenancy.TooSmall,
		{Budget: rub("10000.00")}: tenancy.Free,
		{Pieces: num("4"), Uses: []tenancy.Use{tenancy.Desk}}: tenancy.Free,
	} {
		a.ID, a.Since = "A", day("2026-01-01")
		fits, err := tower().Fits(*a, day("2026-03-01"))
		require.NoError(t, err)
		require.Equal(t, want, fits[3].Why)
	}
	one := tenancy.Applicant{ID: "A", Since: day("2026-01-01"), AtLeast: area("100"), AtMost: area("100"), Months: 1200}
	require.NoError(t, one.Validate())
	one.Months = 1
	fits, err := tower().Fits(one, day("2026-03-01"))
	require.NoError(t, err)
	require.Equal(t, []tenancy.Reason{tenancy.TooSmall, tenancy.Free}, []tenancy.Reason{fits[0].Why, fits[1].Why})
}

func TestApplicantRefused(t *testing.T) {
	for _, c := range []struct {
		spoil func(a *tenancy.Applicant)
		path  string
		want  error
	}{
		{func(a *tenancy.Applicant) { a.ID = "" }, "waiting[0].id", finance.ErrMissing},
		{func(a *tenancy.Applicant) { a.ID = "A-2" }, "waiting[1].id", finance.ErrDuplicate},
		{func(a *tenancy.Applicant) { a.Since = civil.Date{} }, "waiting[0].since", finance.ErrMissing},
		{func(a *tenancy.Applicant) { a.Uses = []tenancy.Use{12} }, "waiting[0].uses[0]", finance.ErrRange},
		{func(a *tenancy.Applicant) { a.Uses = make([]tenancy.Use, 13) }, "waiting[0].uses", finance.ErrLimit},
		{func(a *tenancy.Applicant) { a.AtMost = area("39.99") }, "waiting[0].at_most", finance.ErrOrder},
		{func(a *tenancy.Applicant) { a.Pieces = num("-1") }, "waiting[0].pieces", finance.ErrNegative},
		{func(a *tenancy.Applicant) { a.Budget = rub("-0.01") }, "waiting[0].budget", finance.ErrNegative},
		{func(a *tenancy.Applicant) { a.Budget = finance.MustMoney("1.00 USD") }, "waiting[0].budget", finance.ErrCurrency},
		{func(a *tenancy.Applicant) { a.Months = -1 }, "waiting[0].months", finance.ErrRange},
		{func(a *tenancy.Applicant) { a.Months = 1201 }, "waiting[0].months", finance.ErrRange},
	} {
		h := tower()
		h.Waiting = queue()
		c.spoil(&h.Waiting[0])
		err := h.Validate()
		require.Equal(t, []string{c.path}, paths(t, err))
		require.ErrorIs(t, err, c.want)
	}
	a := queue()[0]
	a.Months = -1
	_, err := tower().Fits(a, day("2026-03-01"))
	require.ErrorIs(t, err, finance.ErrRange)
	h := tower()
	h.Waiting = []tenancy.Applicant{{ID: "A", Since: day("2026-01-01"), Budget: finance.MustMoney("1.00 USD")}}
	_, err = h.Offers(day("2026-03-01"))
	require.ErrorIs(t, err, finance.ErrCurrency)
	require.ErrorContains(t, err, "waiting[0]: spaces[1]")
}
