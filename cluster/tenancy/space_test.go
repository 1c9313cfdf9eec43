package tenancy_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// tower is a small house (fictional) in the form of a tree: a floor with an
// office, a hall with two desks and a shelf, and a kiosk in the lobby. The office
// is state property and was measured again; the hall is closed in May.
func tower() tenancy.House {
	return tenancy.House{
		Landlord: "operator", Currency: finance.RUB,
		Buildings: []tenancy.Building{{ID: "main", Area: area("300")}},
		Limits: []tenancy.Limit{
			{Flag: "state", Basis: "tender", Free: 30, Source: "a law of the host"},
			{Flag: "state", Months: 60, Signed: period("2025-01-01", ".."), Source: "an order of the host"},
		},
		Spaces: []tenancy.Space{
			{ID: "F1", Building: "main", Area: area("280"), Common: true},
			{ID: "O-1", Within: "F1", Area: area("50"), Gross: area("55"), Use: tenancy.Office, Asking: rub("1000.00"), Flags: []tenancy.Flag{{Name: "state"}},
				Measured: civil.Timeline[tenancy.Measure]{{From: day("2026-04-01"), Value: tenancy.Measure{Area: area("48"), Gross: area("54.50")}, Source: "a survey"}}},
			{ID: "hall", Within: "F1", Area: area("100"), Use: tenancy.Hall, Asking: rub("500.00"), Closed: []civil.Period{period("2026-05-01", "2026-06-01")}},
			{ID: "D-1", Within: "hall", Use: tenancy.Desk, Asking: rub("3000.00")},
			{ID: "D-2", Within: "hall", Use: tenancy.Desk, Pieces: num("4"), Asking: rub("2500.00")},
			{ID: "shelf", Within: "hall", Use: tenancy.Shelf, Pieces: num("2.5"), Asking: rub("800.00")},
			{ID: "lobby", Within: "F1", Area: area("60"), Common: true},
			{ID: "kiosk", Within: "lobby", Use: tenancy.Kiosk, Pieces: num("3"), Asking: rub("1500.00")},
		},
		Residents: []tenancy.Resident{{ID: "R-1"}, {ID: "R-2"}},
		Leases: []tenancy.Lease{{
			ID: "L-1", Resident: "R-1", Spaces: tenancy.ForTerm("O-1"), Term: period("2026-01-01", "2027-01-01"),
			Basis:   []tenancy.Basis{{Kind: "tender", Number: "17", On: day("2025-12-01")}},
			Clauses: []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("900.00"), Area: area("50")})},
		}},
	}
}

func TestTreeIsValid(t *testing.T) { require.NoError(t, tower().Validate()) }

func TestTreeRefused(t *testing.T) {
	desk := func(h *tenancy.House, p civil.Period) {
		h.Leases = append(h.Leases, tenancy.Lease{ID: "L-2", Resident: "R-2", Spaces: tenancy.ForTerm("D-1"), Term: p})
	}
	hall := func(h *tenancy.House, p civil.Period) {
		h.Leases = append(h.Leases, tenancy.Lease{ID: "L-3", Resident: "R-1", Spaces: tenancy.ForTerm("hall"), Term: p})
	}
	for _, c := range []struct {
		name  string
		spoil func(h *tenancy.House)
		path  string
		want  error
	}{
		{"within nothing", func(h *tenancy.House) { h.Spaces[1].Within = "F9"; h.Buildings = nil; h.Spaces[0].Building = "" }, "spaces[1].within", finance.ErrUnknown},
		{"within itself", func(h *tenancy.House) { h.Spaces[4].Within = "D-2" }, "spaces[4].within", finance.ErrCycle},
		{"in another building than its floor", func(h *tenancy.House) {
			h.Buildings = append(h.Buildings, tenancy.Building{ID: "wing", Area: area("100")})
			h.Spaces[1].Building = "wing"
		}, "spaces[1].within", finance.ErrConflict},
		{"in another building than the floor of its lobby", func(h *tenancy.House) {
			h.Buildings = append(h.Buildings, tenancy.Building{ID: "wing", Area: area("100")})
			h.Spaces[7].Building = "wing"
		}, "spaces[7].within", finance.ErrConflict},
		{"in a building, within what stands outside", func(h *tenancy.House) {
			h.Spaces[0].Building, h.Spaces[7].Building = "", "main"
		}, "spaces[7].within", finance.ErrConflict},
		{"a room in what is let itself", func(h *tenancy.House) { h.Spaces[3].Area = area("4") }, "spaces[3].within", finance.ErrConflict},
		{"there before its floor", func(h *tenancy.House) {
			h.Spaces[7].Lettable = period("2026-01-01", "..")
			h.Spaces[6].Lettable = period("2026-01-02", "..")
		}, "spaces[7].within", finance.ErrRange},
		{"rooms over their floor", func(h *tenancy.House) { h.Spaces[6].Area = area("125.01") }, "spaces[0].area", finance.ErrLimit},
		{"rooms over their floor as measured again", func(h *tenancy.House) {
			h.Spaces[6].Area = area("124.50")
			h.Spaces[1].Measured[0].Value.Gross = area("55.51")
		}, "spaces[0].area", finance.ErrLimit},
		{"a floor that was measured again", func(h *tenancy.House) {
			h.Spaces[0].Measured = civil.Timeline[tenancy.Measure]{{From: day("2026-02-01"), Value: tenancy.Measure{Area: area("214.99")}, Source: "a survey"}}
		}, "spaces[0].area", finance.ErrLimit},
		{"a floor over its building", func(h *tenancy.House) { h.Spaces[0].Gross = area("300.01") }, "buildings[0].area", finance.ErrLimit},
		{"an office without area", func(h *tenancy.House) {
			h.Spaces[1].Area, h.Spaces[1].Gross = tenancy.Area{}, tenancy.Area{}
		}, "spaces[1].area", finance.ErrMissing},
		{"a kiosk without area that stands alone", func(h *tenancy.House) { h.Spaces[7].Within = "" }, "spaces[7].area", finance.ErrMissing},
		{"gross under the area", func(h *tenancy.House) { h.Spaces[1].Gross = area("49.99") }, "spaces[1].gross", finance.ErrRange},
		{"measured as nothing", func(h *tenancy.House) { h.Spaces[1].Measured[0].Value = tenancy.Measure{} }, "spaces[1].measured[0].value.area", finance.ErrMissing},
		{"measured gross under the area", func(h *tenancy.House) { h.Spaces[1].Measured[0].Value.Gross = area("47.99") }, "spaces[1].measured[0].value.gross", finance.ErrRange},
		{"measured by nobody", func(h *tenancy.House) { h.Spaces[1].Measured[0].Source = "" }, "spaces[1].measured[0].source", finance.ErrMissing},
		{"fewer than no pieces", func(h *tenancy.House) { h.Spaces[5].Pieces = num("-1") }, "spaces[5].pieces", finance.ErrNegative},
		{"pieces of an office", func(h *tenancy.House) { h.Spaces[1].Pieces = num("2") }, "spaces[1].pieces", finance.ErrConflict},
		{"too many pieces", func(h *tenancy.House) { h.Spaces[5].Pieces = num("1000001") }, "spaces[5].pieces", finance.ErrRange},
		{"pieces too fine", func(h *tenancy.House) { h.Spaces[5].Pieces = num("1/10001") }, "spaces[5].pieces", finance.ErrRange},
		{"closed days out of order", func(h *tenancy.House) {
			h.Spaces[2].Closed = []civil.Period{period("2026-05-01", "2026-06-01"), period("2026-01-01", "2026-02-01")}
		}, "spaces[2].closed[1]", finance.ErrOrder},
		{"let while it is closed", func(h *tenancy.House) { hall(h, period("2026-05-31", "2026-07-01")) }, "leases[1].spaces[0].space", finance.ErrConflict},
		{"a desk in a hall of another lease", func(h *tenancy.House) {
			desk(h, period("2026-02-01", "2026-04-01"))
			hall(h, period("2026-03-31", "2026-05-01"))
		}, "leases[1].spaces[0]", finance.ErrOverlap},
		{"a nameless flag", func(h *tenancy.House) { h.Spaces[7].Flags = []tenancy.Flag{{}} }, "spaces[7].flags[0].name", finance.ErrMissing},
		{"a flag for reversed days", func(h *tenancy.House) {
			h.Spaces[7].Flags = []tenancy.Flag{{Name: "listed", In: period("2026-02-01", "2026-01-01")}}
		}, "spaces[7].flags[0].in.to", finance.ErrOrder},
		{"too many flags", func(h *tenancy.House) { h.Spaces[7].Flags = slices.Repeat([]tenancy.Flag{{Name: "listed"}}, 101) }, "spaces[7].flags", finance.ErrLimit},
		{"a limit of no flag", func(h *tenancy.House) { h.Limits[1].Flag = "" }, "limits[1].flag", finance.ErrMissing},
		{"a limit of nothing", func(h *tenancy.House) { h.Limits[1].Months = 0 }, "limits[1].basis", finance.ErrMissing},
		{"a limit below nothing", func(h *tenancy.House) { h.Limits[0].Months = -1 }, "limits[0].months", finance.ErrNegative},
		{"free below nothing", func(h *tenancy.House) { h.Limits[1].Free = -1 }, "limits[1].free", finance.ErrNegative},
		{"a limit of nobody", func(h *tenancy.House) { h.Limits[1].Source = "" }, "limits[1].source", finance.ErrMissing},
		{"a limit of reversed days", func(h *tenancy.House) { h.Limits[1].Signed = period("2026-02-01", "2026-01-01") }, "limits[1].signed.to", finance.ErrOrder},
		{"no tender", func(h *tenancy.House) { h.Leases[0].Basis = nil }, "leases[0].basis", finance.ErrMissing},
		{"a document of another kind", func(h *tenancy.House) { h.Leases[0].Basis[0].Kind = "consent" }, "leases[0].basis", finance.ErrMissing},
		{"a document without a number", func(h *tenancy.House) { h.Leases[0].Basis[0].Number = "" }, "leases[0].basis[0].number", finance.ErrMissing},
		{"too long by a day", func(h *tenancy.House) { h.Leases[0].Term.To = day("2031-01-02") }, "leases[0].term", finance.ErrLimit},
		{"without end", func(h *tenancy.House) { h.Leases[0].Term.To = civil.Date{} }, "leases[0].term", finance.ErrLimit},
		{"a tender without which 31 days are too many", func(h *tenancy.House) {
			h.Leases[0].Basis, h.Leases[0].Term.To = nil, day("2026-02-01")
		}, "leases[0].basis", finance.ErrMissing},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := tower()
			c.spoil(&h)
			err := h.Validate()
			require.Equal(t, []string{c.path}, paths(t, err))
			require.ErrorIs(t, err, c.want)
		})
	}
}

func TestTreeAllows(t *testing.T) {
	for name, change := range map[string]func(h *tenancy.House){
		"thirty days are free of a tender": func(h *tenancy.House) { h.Leases[0].Basis, h.Leases[0].Term.To = nil, day("2026-01-31") },
		"sixty months":                     func(h *tenancy.House) { h.Leases[0].Term.To = day("2031-01-01") },
		"without end, signed before": func(h *tenancy.House) {
			h.Leases[0].Signed, h.Leases[0].Term.To = day("2024-12-31"), civil.Date{}
		},
		"flagged once it is given back": func(h *tenancy.House) {
			h.Leases[0].Basis, h.Spaces[1].Flags = nil, []tenancy.Flag{{Name: "state", In: period("2027-01-01", "..")}}
		},
		"another flag":                    func(h *tenancy.House) { h.Leases[0].Basis, h.Spaces[1].Flags[0].Name = nil, "listed" },
		"rooms that fill their floor":     func(h *tenancy.House) { h.Spaces[6].Area = area("125") },
		"a floor that fills its building": func(h *tenancy.House) { h.Spaces[0].Gross = area("300") },
		"a hall and its desk in one lease": func(h *tenancy.House) {
			h.Leases = append(h.Leases, tenancy.Lease{ID: "L-2", Resident: "R-2", Spaces: tenancy.ForTerm("D-1", "hall"), Term: period("2026-02-01", "2026-04-01")})
		},
		"a hall after its desk": func(h *tenancy.House) {
			h.Leases = append(h.Leases,
				tenancy.Lease{ID: "L-2", Resident: "R-2", Spaces: tenancy.ForTerm("hall"), Term: period("2026-02-01", "2026-04-01")},
				tenancy.Lease{ID: "L-3", Resident: "R-2", Spaces: tenancy.ForTerm("hall"), Term: period("2026-06-01", "2026-07-01")},
				tenancy.Lease{ID: "L-4", Resident: "R-1", Spaces: tenancy.ForTerm("D-1"), Term: period("2026-04-01", "2026-06-01")})
		},
		"an office and a kiosk in the building of their floor": func(h *tenancy.House) { h.Spaces[1].Building, h.Spaces[7].Building = "main", "main" },
	} {
		t.Run(name, func(t *testing.T) {
			h := tower()
			change(&h)
			require.NoError(t, h.Validate())
		})
	}
}

// Fifteen spaces may lie above one, in whatever order they are listed.
func TestTreeIsBounded(t *testing.T) {
	chain := func(n int) tenancy.House {
		h := tenancy.House{Landlord: "operator", Currency: finance.RUB}
		for i := range n {
			s := tenancy.Space{ID: strconv.Itoa(i), Area: area("10"), Common: true}
			if i > 0 {
				s.Within = strconv.Itoa(i - 1)
			}
			h.Spaces = append(h.Spaces, s)
		}
		return h
	}
	require.NoError(t, chain(16).Validate())
	require.Equal(t, []string{"spaces[16].within"}, paths(t, chain(17).Validate()))
	require.ErrorIs(t, chain(17).Validate(), finance.ErrLimit)
	h := chain(3)
	h.Spaces[0].Within = "2"
	err := h.Validate()
	require.Equal(t, []string{"spaces[0].within", "spaces[1].within", "spaces[2].within"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrCycle)
}

// Each frame that is too small is reported, once.
func TestFramesAreAllReported(t *testing.T) {
	h := tower()
	h.Buildings[0].Area = area("100")
	h.Spaces[0].Area = area("200")
	h.Spaces = append(h.Spaces, tenancy.Space{ID: "yard", Building: "main", Area: area("50")})
	require.Equal(t, []string{"buildings[0].area", "spaces[0].area"}, paths(t, h.Validate()))
}

// A space is measured as often as it likes.
func TestMeasuredTwice(t *testing.T) {
	h := tower()
	h.Spaces[1].Measured = append(h.Spaces[1].Measured, civil.Entry[tenancy.Measure]{From: day("2026-04-11"), Value: tenancy.Measure{Area: area("40")}, Source: "a survey"})
	o, err := h.OccupancyOver(month("2026-04"))
	require.NoError(t, err)
	require.Equal(t, int64(10*48_00+20*40_00), o.LetDays)
	h.Spaces[1].Measured[1].Value.Area = area("125.01")
	h.Spaces[6].Area = area("55")
	require.Equal(t, []string{"spaces[0].area"}, paths(t, h.Validate()))
}

// Measures hold on every day: the office is measured again on 1 April, the hall
// is closed in May.
func TestOccupancyOfATree(t *testing.T) {
	for on, want := range map[string]tenancy.Occupancy{
		"2026-03-31": {Lettable: area("150"), Let: area("50"), Spaces: 6, LetSpaces: 1, Vacant: []string{"hall", "D-1", "D-2", "shelf", "kiosk"}},
		"2026-04-01": {Lettable: area("148"), Let: area("48"), Spaces: 6, LetSpaces: 1, Vacant: []string{"hall", "D-1", "D-2", "shelf", "kiosk"}},
		"2026-05-01": {Lettable: area("48"), Let: area("48"), Spaces: 5, LetSpaces: 1, Vacant: []string{"D-1", "D-2", "shelf", "kiosk"}},
		"2026-06-01": {Lettable: area("148"), Let: area("48"), Spaces: 6, LetSpaces: 1, Vacant: []string{"hall", "D-1", "D-2", "shelf", "kiosk"}},
		"2027-01-01": {Lettable: area("148"), Spaces: 6, Vacant: []string{"O-1", "hall", "D-1", "D-2", "shelf", "kiosk"}},
	} {
		want.On, want.Gross = day(on), area("300")
		got, err := tower().Occupancy(day(on))
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}

// March to May: 31 days × 150 m², 30 × 148, 31 × 48; of them let 31 × 50 and
// 61 × 48. Spaces: 61 × 6 + 31 × 5.
func TestOccupancyOver(t *testing.T) {
	got, err := tower().OccupancyOver(period("2026-03-01", "2026-06-01"))
	require.NoError(t, err)
	require.Equal(t, tenancy.OccupancyOver{
		Over: period("2026-03-01", "2026-06-01"), LettableDays: 10_578_00, LetDays: 4_478_00, SpaceDays: 521, LetSpaceDays: 92,
	}, got)
	share, err := got.Share()
	require.NoError(t, err)
	require.Equal(t, rate("2239/5289"), share)
	share, err = got.ShareByCount()
	require.NoError(t, err)
	require.Equal(t, rate("92/521"), share)

	for _, p := range []civil.Period{{}, period("2026-03-01", ".."), period("2026-03-01", "2026-03-01")} {
		got, err := tower().OccupancyOver(p)
		require.Error(t, err)
		require.Zero(t, got)
	}
	none, err := tenancy.House{}.OccupancyOver(period("2026-03-01", "2026-06-01"))
	require.NoError(t, err)
	_, err = none.Share()
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = none.ShareByCount()
	require.ErrorIs(t, err, finance.ErrRange)

	large := tower()
	large.Spaces = nil
	for i := range 200 {
		large.Spaces = append(large.Spaces, tenancy.Space{ID: strconv.Itoa(i), Area: area(largest)})
	}
	got, err = large.OccupancyOver(period("0001-01-01", "9999-12-31"))
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.Zero(t, got)
}

// A desk by the pass, a shelf and a kiosk by the metre, at what is asked.
func TestVacancyByThePiece(t *testing.T) {
	v, err := tower().Vacancy(day("2026-04-01"))
	require.NoError(t, err)
	require.Equal(t, tenancy.Vacancy{
		On: day("2026-04-01"),
		Rows: []tenancy.Vacant{
			{Space: "hall", Area: area("100"), By: tenancy.AtAsking, Rent: rub("50000.00")},
			{Space: "D-1", By: tenancy.AtAsking, Rent: rub("3000.00")},
			{Space: "D-2", By: tenancy.AtAsking, Rent: rub("10000.00")},
			{Space: "shelf", By: tenancy.AtAsking, Rent: rub("2000.00")},
			{Space: "kiosk", By: tenancy.AtAsking, Rent: rub("4500.00")},
		},
		Area: area("100"), Total: rub("69500.00"),
	}, v)
}

// What is new in a file is read and written as any other term.
func TestTreeInAFile(t *testing.T) {
	h := tower()
	h.Waiting = queue()
	text, err := terms.Encode(&h, tenancy.Kinds())
	require.NoError(t, err)
	var got tenancy.House
	require.NoError(t, terms.Decode(text, &got, tenancy.Kinds()))
	require.Equal(t, h, got)
	require.Contains(t, string(text), `"within": "hall"`)
	require.Contains(t, string(text), `"pieces": "2.5"`)
}
