package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// stepped is a house of one studio of 20 m² at an asking price of 60 a metre, and
// a store of 10 m² without a price. The studio's rent is 1000.00, 1100.00 from
// May and 1210.00 from 2027; it is free until 10 April, and half price until the
// 20th. An amendment of July adds 50.00.
func stepped() tenancy.House {
	h := row(2, 1)
	h.Spaces[0].Asking, h.Spaces[1].Area = rub("60.00"), area("10")
	rent := tenancy.Amount{Monthly: rub("1000.00"), Steps: []tenancy.Step{{From: day("2026-05-01"), Monthly: rub("1100.00")}, {From: day("2027-01-01"), Raise: rate("10%")}}}
	h.Leases[0].Term = period("2026-04-01", "2028-04-01")
	h.Leases[0].Clauses = []accrual.Named{
		named("rent", rent), named("free", rent.Abated(rate("1"), period("2026-04-01", "2026-04-11"))), named("half", rent.Abated(rate("50%"), period("2026-04-11", "2026-04-21"))),
	}
	h.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-07-01"), Known: day("2026-06-01"), Set: []accrual.Named{named("parking", tenancy.Amount{Monthly: rub("50.00")})}}}
	return h
}

func TestRents(t *testing.T) {
	require.NoError(t, stepped().Validate())
	for _, c := range []struct{ on, passing, contracted, headline, void string }{
		{"2026-03-31", "0.00", "0.00", "0.00", "1200.00"}, // the studio at what is asked, the store at nothing
		{"2026-04-10", "0.00", "1000.00", "1260.00", "500.00"},
		{"2026-04-11", "500.00", "1000.00", "1260.00", "500.00"},
		{"2026-04-21", "1000.00", "1000.00", "1260.00", "500.00"},
		{"2026-05-01", "1100.00", "1100.00", "1260.00", "550.00"},
		{"2026-07-01", "1150.00", "1150.00", "1260.00", "575.00"},
		{"2027-01-01", "1260.00", "1260.00", "1260.00", "630.00"},
	} {
		r, err := stepped().Rents(day(c.on))
		require.NoError(t, err)
		on := day(c.on)
		require.Equal(t, tenancy.Rents{
			Over: civil.Period{From: on, To: on.AddDays(1)}, Passing: rub(c.passing), Contracted: rub(c.contracted), Headline: rub(c.headline), Void: rub(c.void),
		}, r, c.on)
	}
	h := stepped() // what is taken off for good, goes back or to others is not in it
	rent := h.Leases[0].Clauses[0].Clause.(tenancy.Amount)
	h.Leases[0].Clauses = append(h.Leases[0].Clauses, named("less", rent.Abated(rate("10%"))),
		accrual.Named{Name: "grant", Clause: tenancy.Amount{Monthly: rub("10.00")}, Back: true},
		accrual.Named{Name: "guard", Clause: tenancy.Amount{Monthly: rub("70.00")}, To: "guards"},
		named("turnover rent", tenancy.TurnoverRent{Share: rate("5%")}))
	less, err := h.Rents(day("2026-05-01"))
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("990.00"), rub("1100.00"), rub("1260.00")}, []finance.Money{less.Passing, less.Contracted, less.Headline})
	h = stepped()
	h.Leases[0].Term.To = day("2027-01-01") // the last step is never reached
	r, err := h.Rents(day("2026-04-10"))
	require.NoError(t, err)
	require.Equal(t, rub("1150.00"), r.Headline)
	h.Leases[0].Term.To = day("2026-07-01") // nor the amendment
	h.Leases[0].Amendments[0].From = day("2026-07-01")
	r, err = h.Rents(day("2026-04-10"))
	require.NoError(t, err)
	require.Equal(t, rub("1100.00"), r.Headline)
	h.Leases[0].Term.To = civil.Date{}
	r, err = h.Rents(day("2026-04-10"))
	require.NoError(t, err)
	require.Equal(t, rub("1260.00"), r.Headline)
}

// What an event agrees counts as an amendment does; a stay at more is no step
// that was agreed.
func TestHeadlineByEvents(t *testing.T) {
	h := stepped()
	h.Leases[0].Events = []tenancy.Event{with(event(tenancy.Amend, "2027-06-01", "2026-08-01"), named("parking", tenancy.Amount{Monthly: rub("80.00")}))}
	require.NoError(t, h.Validate())
	r, err := h.Rents(day("2026-09-10"))
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("1150.00"), rub("1290.00")}, []finance.Money{r.Contracted, r.Headline})

	h.Leases[0].HoldingOver = &tenancy.Holdover{Part: rate("200%")}
	h.Leases[0].Events = []tenancy.Event{event(tenancy.HoldOver, "2028-04-01", "2028-04-01")}
	require.NoError(t, h.Validate())
	r, err = h.Rents(day("2026-09-10"))
	require.NoError(t, err)
	require.Equal(t, rub("1260.00"), r.Headline)
	r, err = h.Rents(day("2028-04-10"))
	require.NoError(t, err)
	require.Equal(t, rub("2520.00"), r.Contracted)
}

// April: ten days free, ten at half price, ten whole: 500.00 paid of 1000.00. The
// store is empty at half the rent. A day of March: the studio at 1200.00 / 31.
func TestRentsOver(t *testing.T) {
	r, err := stepped().RentsOver(period("2026-03-31", "2026-06-01"))
	require.NoError(t, err)
	require.Equal(t, tenancy.Rents{
		Over: period("2026-03-31", "2026-06-01"), Passing: rub("1600.00"), Contracted: rub("2100.00"), Headline: rub("2520.00"),
		Void: rub("1088.71"), // 38.71 + 500.00 + 550.00
	}, r)
	for p, want := range map[civil.Period]error{
		{}: finance.ErrMissing, period("2026-01-01", ".."): finance.ErrRange, period("2026-01-01", "2036-01-10"): finance.ErrLimit,
	} {
		r, err := stepped().RentsOver(p)
		require.ErrorIs(t, err, want)
		require.Zero(t, r)
	}
	h := stepped()
	h.Leases[0].Spaces = tenancy.ForTerm("nowhere")
	r, err = h.RentsOver(period("2026-03-31", "2026-06-01"))
	require.ErrorIs(t, err, finance.ErrUnknown)
	require.ErrorContains(t, err, "2026-04: leases[0]")
	require.Zero(t, r)
	_, err = tenancy.Rents{}.Economic()
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = tenancy.Rents{Contracted: minor(9223372036854775807), Void: minor(1)}.Occupancy()
	require.ErrorIs(t, err, finance.ErrOverflow)
}

// The office at 48 × 1000.00 brings 45000.00, a tenth less for its first half
// year; the hall is closed in May.
func TestBridge(t *testing.T) {
	h := tower()
	rent := h.Leases[0].Clauses[0].Clause.(tenancy.Amount)
	h.Leases[0].Clauses = append(h.Leases[0].Clauses, named("less", rent.Abated(rate("10%"), period("2026-01-01", "2026-07-01"))))
	for on, want := range map[string]tenancy.Bridge{
		"2026-04-01": {Market: rub("117500.00"), LossToLease: rub("-3000.00"), Vacancy: rub("-69500.00"), Concessions: rub("-4500.00"), NonRevenue: rub("0.00"), Units: 6},
		"2026-05-01": {Market: rub("117500.00"), LossToLease: rub("-3000.00"), Vacancy: rub("-19500.00"), Concessions: rub("-4500.00"), NonRevenue: rub("-50000.00"), Units: 6},
		"2026-07-01": {Market: rub("117500.00"), LossToLease: rub("-3000.00"), Vacancy: rub("-69500.00"), Concessions: rub("0.00"), NonRevenue: rub("0.00"), Units: 6},
		"2027-01-01": {Market: rub("117500.00"), LossToLease: rub("0.00"), Vacancy: rub("-117500.00"), Concessions: rub("0.00"), NonRevenue: rub("0.00"), Units: 6},
	} {
		want.On = day(on)
		got, err := h.Bridge(day(on))
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	h.Spaces[1].Asking = finance.Money{} // nothing is known to be lost
	got, err := h.Bridge(day("2026-04-01"))
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("114500.00"), rub("0.00")}, []finance.Money{got.Market, got.LossToLease})
	h.Tax = vat(true, finance.HalfUp, civil.Entry[finance.Rate]{From: day("2026-01-01"), Value: rate("25%"), Source: "a host"})
	got, err = h.Bridge(day("2026-04-01"))
	require.NoError(t, err)
	require.Equal(t, rub("91600.00"), got.Market, "without the tax in it")

	for name, spoil := range map[string]func(h *tenancy.House){
		"leases[0]":   func(h *tenancy.House) { h.Leases[0].Spaces = tenancy.ForTerm("nowhere") },
		"lease \"L-1": func(h *tenancy.House) { h.Spaces[1].Asking = minor(9223372036854775807) },
		"spaces[2]":   func(h *tenancy.House) { h.Spaces[2].Asking = minor(9223372036854775807) },
	} {
		h := tower()
		spoil(&h)
		got, err := h.Bridge(day("2026-04-01"))
		require.ErrorContains(t, err, name)
		require.Zero(t, got)
	}
	empty := tenancy.Bridge{}
	_, err = empty.Occupied()
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = empty.PerUnit(0)
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = empty.PerOccupied(0)
	require.ErrorIs(t, err, finance.ErrRange)
}

// The rent of the shop and its desk goes by area: all of it is the shop's. Two
// desks, which have no area, share by count.
func TestMix(t *testing.T) {
	h := quarter()
	got, err := h.Mix(day("2026-03-21"))
	require.NoError(t, err)
	require.Equal(t, []tenancy.UseShare{
		{Use: tenancy.Studio, Spaces: 1, LetSpaces: 1, Pieces: num("1"), LetPieces: num("1"), Area: area("45.50"), Let: area("45.50"), Rent: rub("45000.00")},
		{Use: tenancy.Shop, Spaces: 1, LetSpaces: 1, Pieces: num("1"), LetPieces: num("1"), Area: area("80"), Let: area("80"), Rent: rub("99000.00")},
		{Use: tenancy.Hall, Spaces: 1, Pieces: num("1"), Area: area("200"), Rent: rub("0.00")},
		{Use: tenancy.Desk, Spaces: 1, LetSpaces: 1, Pieces: num("1"), LetPieces: num("1"), Rent: rub("0.00")},
		{Use: tenancy.Land, Spaces: 1, Pieces: num("1"), Area: area("300"), Rent: rub("0.00")},
	}, got)

	h = tower()
	h.Leases = append(h.Leases, tenancy.Lease{
		ID: "L-2", Resident: "R-2", Spaces: tenancy.ForTerm("D-2", "shelf", "kiosk"), Term: period("2026-01-01", ".."),
		Clauses: []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("100.00")})},
	})
	require.NoError(t, h.Validate())
	got, err = h.Mix(day("2026-05-01"))
	require.NoError(t, err)
	require.Equal(t, []tenancy.UseShare{
		{Use: tenancy.Office, Spaces: 1, LetSpaces: 1, Pieces: num("1"), LetPieces: num("1"), Area: area("48"), Let: area("48"), Rent: rub("45000.00")},
		{Use: tenancy.Desk, Spaces: 2, LetSpaces: 1, Pieces: num("5"), LetPieces: num("4"), Rent: rub("33.34")},
		{Use: tenancy.Shelf, Spaces: 1, LetSpaces: 1, Pieces: num("2.5"), LetPieces: num("2.5"), Rent: rub("33.33")},
		{Use: tenancy.Kiosk, Spaces: 1, LetSpaces: 1, Pieces: num("3"), LetPieces: num("3"), Rent: rub("33.33")},
	}, got)

	none, err := tenancy.House{Currency: finance.RUB}.Mix(day("2026-05-01"))
	require.NoError(t, err)
	require.Empty(t, none)
	h.Leases[0].Spaces = tenancy.ForTerm("nowhere")
	_, err = h.Mix(day("2026-05-01"))
	require.ErrorIs(t, err, finance.ErrUnknown)

	// A lease that has given its space back for now pays, for no use.
	h = tower()
	h.Leases[0].Spaces[0].Held = period("2026-01-01", "2026-02-01")
	got, err = h.Mix(day("2026-03-01"))
	require.NoError(t, err)
	require.Equal(t, rub("0.00"), got[0].Rent)
	for name, spoil := range map[string]func(h *tenancy.House){
		"spaces[2]: area": func(h *tenancy.House) { h.Spaces[2].Area = area(largest); h.Spaces[2].Use = tenancy.Office },
		"spaces[5]": func(h *tenancy.House) {
			h.Spaces[5].Pieces = num("9223372036854775807")
			h.Spaces[4].Use = tenancy.Shelf
		},
		"leases[0]": func(h *tenancy.House) {
			h.Spaces[1].Use = tenancy.Hall
			h.Leases[0].Clauses[0].Clause = tenancy.Amount{Monthly: minor(9223372036854775000)}
			h.Leases = append(h.Leases, h.Leases[0])
			h.Leases[1].Clauses = []accrual.Named{named("rent", tenancy.Amount{Monthly: minor(808)})}
		},
	} {
		h := tower()
		spoil(&h)
		got, err := h.Mix(day("2026-03-01"))
		require.ErrorIs(t, err, finance.ErrOverflow, name)
		require.Empty(t, got)
	}
}
