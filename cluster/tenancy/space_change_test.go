package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// An office of 48 m² becomes a studio and a store when its lease ends.
func TestSplit(t *testing.T) {
	h := tower()
	next, err := h.Split("O-1", day("2027-01-01"),
		tenancy.Space{ID: "O-1a", Area: area("30"), Use: tenancy.Studio},
		tenancy.Space{ID: "O-1b", Area: area("17"), Asking: rub("400.00"), Flags: []tenancy.Flag{{Name: "listed"}}},
		tenancy.Space{ID: "wall", Area: area("1"), Common: true})
	require.NoError(t, err)
	require.Equal(t, tower(), h, "h is not changed")
	require.Equal(t, period("0001-01-01", "2027-01-01"), next.Spaces[1].Lettable)
	state := []tenancy.Flag{{Name: "state"}}
	from := period("2027-01-01", "..")
	require.Equal(t, []tenancy.Space{
		{ID: "O-1a", Within: "F1", Area: area("30"), Use: tenancy.Studio, Asking: rub("1000.00"), Flags: state, Lettable: from},
		{ID: "O-1b", Within: "F1", Area: area("17"), Use: tenancy.Office, Asking: rub("400.00"), Flags: []tenancy.Flag{{Name: "listed"}}, Lettable: from},
		{ID: "wall", Within: "F1", Area: area("1"), Use: tenancy.Office, Common: true, Flags: state, Lettable: from},
	}, next.Spaces[8:])
	next.Spaces[8].Flags[0].Name = "changed"
	require.Equal(t, tower(), h, "nothing is shared")

	for on, lettable := range map[string]string{"2026-12-31": "148", "2027-01-01": "147"} {
		o, err := next.Occupancy(day(on))
		require.NoError(t, err)
		require.Equal(t, area(lettable), o.Lettable)
	}
}

func TestSplitRefused(t *testing.T) {
	half := func(id, m2 string) tenancy.Space { return tenancy.Space{ID: id, Area: area(m2)} }
	at := func(id string) []tenancy.Space { return []tenancy.Space{half(id, "24"), half("O-1b", "24")} }
	for _, c := range []struct {
		name, space, on string
		into            []tenancy.Space
		path            string
		want            error
	}{
		{"let across the day", "O-1", "2026-12-31", at("O-1a"), "leases[0].spaces[0].space", finance.ErrRange},
		{"of nothing", "O-9", "2027-01-01", at("O-1a"), "spaces[0]", finance.ErrUnknown},
		{"on no day", "O-1", "", at("O-1a"), "on", finance.ErrRange},
		{"before the first day", "O-1", "0001-01-01", at("O-1a"), "on", finance.ErrRange},
		{"an id that is taken", "O-1", "2027-01-01", at("hall"), "spaces[8].id", finance.ErrDuplicate},
		{"a hundredth too much", "O-1", "2027-01-01", []tenancy.Space{half("O-1a", "24.01"), half("O-1b", "24")}, "into", finance.ErrConflict},
		{"into nothing", "O-1", "2027-01-01", nil, "into", finance.ErrConflict},
		{"a shelf into longer ones", "shelf", "2026-02-01", []tenancy.Space{{ID: "s-1", Pieces: num("2")}, {ID: "s-2"}}, "into", finance.ErrConflict},
		{"a hall with desks", "hall", "2026-07-01", []tenancy.Space{half("h-1", "50"), half("h-2", "50")}, "", finance.ErrRange},
		{"for days of its own", "O-1", "2027-01-01", []tenancy.Space{{ID: "O-1a", Area: area("48"), Lettable: period("2028-01-01", "..")}}, "into[0].lettable", finance.ErrConflict},
	} {
		t.Run(c.name, func(t *testing.T) {
			on := civil.Date{}
			if c.on != "" {
				on = day(c.on)
			}
			h := tower()
			next, err := h.Split(c.space, on, c.into...)
			require.ErrorIs(t, err, c.want)
			require.ErrorContains(t, err, c.path)
			require.Zero(t, next)
			require.Equal(t, tower(), h)
		})
	}
	_, err := tower().Split("shelf", day("2026-02-01"), tenancy.Space{ID: "s-1", Pieces: num("1.5")}, tenancy.Space{ID: "s-2"})
	require.NoError(t, err)
}

func TestMerge(t *testing.T) {
	h := tower()
	h.Spaces[2].Lettable = period("2026-01-01", "2028-01-01")
	for i := 3; i < 6; i++ {
		h.Spaces[i].Lettable = period("2026-01-01", "2026-09-01")
	}
	h.Spaces[2].Flags = []tenancy.Flag{{Name: "listed"}, {Name: "state"}}
	require.NoError(t, h.Validate())
	next, err := h.Merge([]string{"hall", "O-1"}, day("2027-01-01"), tenancy.Space{ID: "suite", Area: area("148")})
	require.NoError(t, err)
	require.Equal(t, tenancy.Space{
		ID: "suite", Within: "F1", Area: area("148"), Use: tenancy.Hall, Asking: rub("500.00"),
		Flags: []tenancy.Flag{{Name: "listed"}, {Name: "state"}}, Lettable: period("2027-01-01", "2028-01-01"),
	}, next.Spaces[8])
	require.Equal(t, period("2026-01-01", "2027-01-01"), next.Spaces[2].Lettable)
	require.Equal(t, day("2027-01-01"), next.Spaces[1].Lettable.To)
	h.Spaces[2].Flags[1].Name = "old"
	next, err = h.Merge([]string{"O-1", "hall"}, day("2027-01-01"), tenancy.Space{ID: "suite", Area: area("148"), Flags: []tenancy.Flag{{Name: "old"}}})
	require.NoError(t, err)
	require.Equal(t, []tenancy.Flag{{Name: "old"}, {Name: "state"}, {Name: "listed"}}, next.Spaces[8].Flags)
	require.Equal(t, tenancy.Office, next.Spaces[8].Use)

	for _, c := range []struct {
		name, path string
		spaces     []string
		into       tenancy.Space
		want       error
	}{
		{"nothing", "spaces", nil, tenancy.Space{ID: "suite"}, finance.ErrMissing},
		{"one twice", "on", []string{"O-1", "O-1"}, tenancy.Space{ID: "suite", Area: area("96")}, finance.ErrRange},
		{"of two floors", "spaces[1]", []string{"O-1", "kiosk"}, tenancy.Space{ID: "suite", Area: area("48")}, finance.ErrConflict},
		{"too little", "into", []string{"O-1", "hall"}, tenancy.Space{ID: "suite", Area: area("147.99")}, finance.ErrConflict},
		{"for days of its own", "into.lettable", []string{"O-1", "hall"}, tenancy.Space{ID: "suite", Lettable: period("2027-01-01", "..")}, finance.ErrConflict},
	} {
		next, err := h.Merge(c.spaces, day("2027-01-01"), c.into)
		require.ErrorIs(t, err, c.want, c.name)
		require.ErrorContains(t, err, c.path+": ", c.name)
		require.Zero(t, next)
	}
}

func TestRetire(t *testing.T) {
	next, err := tower().Retire("kiosk", day("2026-06-01"))
	require.NoError(t, err)
	for on, spaces := range map[string]int{"2026-04-30": 6, "2026-06-01": 5} {
		o, err := next.Occupancy(day(on))
		require.NoError(t, err)
		require.Equal(t, spaces, o.Spaces, on)
	}
	_, err = tower().Retire("O-1", day("2026-12-31"))
	require.ErrorIs(t, err, finance.ErrRange)
	require.ErrorContains(t, err, "leases[0].spaces[0].space")
	_, err = tower().Retire("O-1", day("2027-01-01"))
	require.NoError(t, err)
	_, err = tower().Retire("O-9", day("2027-01-01"))
	require.ErrorIs(t, err, finance.ErrUnknown)
	_, err = next.Retire("kiosk", day("2026-06-01"))
	require.ErrorIs(t, err, finance.ErrRange)
}
