package partnership_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/partnership"
)

// par-076, community-exchange-network/komunitin issue 675, read in metres: a
// limit of 300 lets 1 and 300 through and refuses 301. A limit of zero, which
// there blocks everything, is refused as a quota.
func TestPublishedLimit(t *testing.T) {
	e := two()
	e.Hostings[0].Quota = partnership.MustMetres("300")
	for metres, accepted := range map[string]bool{"1": true, "300": true, "301": false, "300.01": false} {
		err := e.Check([]partnership.Placement{placement("P-1", "north-south", "2026-02-01/2026-03-01", metres)})
		if accepted {
			require.NoError(t, err, metres)
		} else {
			require.ErrorIs(t, err, finance.ErrLimit, metres)
		}
	}
	e.Hostings[0].Quota = 0
	require.ErrorIs(t, e.Validate(), finance.ErrMissing)
}

// A quota of three metres over a year, with what is on the shelf each day.
func TestQuotaByDay(t *testing.T) {
	for name, c := range map[string]struct {
		days, metres []string // of P-0, P-1, …
		want         []string
	}{
		"side by side":       {[]string{"2026-02-01/2026-04-01", "2026-03-01/2026-05-01"}, []string{"2", "1"}, nil},
		"one after another":  {[]string{"2026-02-01/2026-03-01", "2026-03-01/2026-04-01"}, []string{"3", "3"}, nil},
		"listed backwards":   {[]string{"2026-03-01/2026-04-01", "2026-02-01/2026-03-01"}, []string{"3", "3"}, nil},
		"one day together":   {[]string{"2026-02-01/2026-03-02", "2026-03-01/2026-04-01"}, []string{"3", "0.01"}, []string{"placements[1].metres: 3.01 of 3.00 shelf metres on 2026-03-01: over the limit"}},
		"the earlier is not": {[]string{"2026-03-01/2026-04-01", "2026-02-01/2026-03-02"}, []string{"1", "2.50"}, []string{"placements[0].metres: 3.50 of 3.00 shelf metres on 2026-03-01: over the limit"}},
		"open ends stay":     {[]string{"2026-02-01/..", "2026-12-31/.."}, []string{"2", "1.50"}, []string{"placements[1].metres: 3.50 of 3.00 shelf metres on 2026-12-31: over the limit"}},
		"each of many": {
			[]string{"2026-02-01/2026-06-01", "2026-02-01/2026-03-01", "2026-02-15/2026-04-01", "2026-03-01/2026-04-01"}, []string{"2", "2", "1", "0.50"},
			[]string{
				"placements[1].metres: 4.00 of 3.00 shelf metres on 2026-02-01: over the limit",
				"placements[2].metres: 5.00 of 3.00 shelf metres on 2026-02-15: over the limit",
				"placements[3].metres: 3.50 of 3.00 shelf metres on 2026-03-01: over the limit",
			},
		},
		"back under": {[]string{"2026-02-01/2026-06-01", "2026-02-01/2026-03-01", "2026-03-01/2026-04-01"}, []string{"2", "2", "1"}, []string{"placements[1].metres: 4.00 of 3.00 shelf metres on 2026-02-01: over the limit"}},
	} {
		var placements []partnership.Placement
		for i, days := range c.days {
			placements = append(placements, placement(fmt.Sprint("P-", i), "north-south", days, c.metres[i]))
		}
		err := two().Check(placements)
		if c.want == nil {
			require.NoError(t, err, name)
			continue
		}
		var wrong finance.Problems
		require.ErrorAs(t, err, &wrong, name)
		var texts []string
		for p := range wrong.All() {
			texts = append(texts, p.Error())
			require.ErrorIs(t, p, finance.ErrLimit)
		}
		require.Equal(t, c.want, texts, name)
	}
}

// Quotas are each hosting's own, and what is voided takes no room.
func TestQuotaOfEachHosting(t *testing.T) {
	placements := []partnership.Placement{
		placement("P-1", "north-south", "2026-04-01/2026-05-01", "3.00"),
		placement("P-2", "south-north", "2026-04-01/2026-05-01", "2.00"),
		placement("P-3", "north-south", "2026-04-01/2026-05-01", "1.00"),
	}
	require.Equal(t, []string{"placements[2].metres limit"}, problems(t, two().Check(placements)))
	placements = append(placements, partnership.Placement{
		ID: "V-1", Hosting: "north-south", Known: day("2026-04-02"), Voids: accrual.Ref{ID: "P-1", On: day("2026-04-01")},
	})
	require.NoError(t, two().Check(placements))
}

func TestRooms(t *testing.T) {
	placements := []partnership.Placement{
		placement("P-1", "north-south", "2026-02-01/2026-04-01", "2.00"),
		placement("P-2", "north-south", "2026-03-01/..", "1.50"), // over the quota in March
		placement("P-3", "south-north", "2026-03-10/2026-03-20", "0.75"),
	}
	rooms := func(on string) (texts []string) {
		t.Helper()
		all, err := two().Rooms(day(on), placements)
		require.NoError(t, err)
		for _, r := range all {
			texts = append(texts, fmt.Sprintf("%s→%s %s %s of %s, free %s, to %s", r.Host, r.Guest, r.Hosting, r.Placed, r.Quota, r.Free(), r.Ends))
		}
		return texts
	}
	require.Empty(t, rooms("2025-12-31"))
	require.Equal(t, []string{"north→south north-south 0.00 of 3.00, free 3.00, to 2027-01-01"}, rooms("2026-01-31"))
	require.Equal(t, []string{"north→south north-south 2.00 of 3.00, free 1.00, to 2027-01-01"}, rooms("2026-02-01"))
	require.Equal(t, []string{
		"north→south north-south 3.50 of 3.00, free -0.50, to 2027-01-01",
		"south→north south-north 0.75 of 2.00, free 1.25, to ",
	}, rooms("2026-03-10"))
	require.Equal(t, []string{
		"north→south north-south 1.50 of 3.00, free 1.50, to 2027-01-01",
		"south→north south-north 0.00 of 2.00, free 2.00, to ",
	}, rooms("2026-04-01"))
	require.Equal(t, []string{"south→north south-north 0.00 of 2.00, free 2.00, to "}, rooms("2027-01-01"))
	_, err := two().Rooms(day("2026-03-10"), []partnership.Placement{{}})
	require.ErrorIs(t, err, finance.ErrMissing)
}

// The sweep finds a fault exactly when some day is over some quota, and then
// names the day that a walk through all days finds first.
func TestSweepAgainstEveryDay(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	clean := 0
	for range 300 {
		e, placements := random(r)
		first := civil.Date{}
		for on := day("2026-01-01"); on.Before(day("2026-06-01")) && first.IsZero(); on = on.AddDays(1) {
			rooms, err := e.Rooms(on, placements)
			require.NoError(t, err)
			for _, room := range rooms {
				if room.Free() < 0 {
					first = on
				}
			}
		}
		err := e.Check(placements)
		if first.IsZero() {
			clean++
			require.NoError(t, err)
			continue
		}
		require.ErrorContains(t, err, "on "+first.String())
		require.NotContains(t, err.Error(), "on "+first.AddDays(-1).String())
	}
	require.Greater(t, clean, 30, "both kinds must be met")
	require.Less(t, clean, 270)
}

// random is an exchange of four partners over the first months of 2026, and
// placements that can be read but may exceed quotas; some void others.
func random(r *rand.Rand) (partnership.Exchange, []partnership.Placement) {
	var e partnership.Exchange
	for i := range 4 {
		id := accrual.Party(fmt.Sprint("partner ", i))
		e.Partners = append(e.Partners, partnership.Partner{ID: id, Name: string(id), Region: "RU-SA", Since: day("2025-01-01")})
	}
	for i := range 5 {
		host := r.IntN(4)
		guest := (host + 1 + r.IntN(3)) % 4
		e.Hostings = append(e.Hostings, hosting(fmt.Sprint("H-", i), e.Partners[host].ID, e.Partners[guest].ID, "2026-01-01/2026-06-01", fmt.Sprint(2+r.IntN(4))))
	}
	var placements []partnership.Placement
	for i := range r.IntN(12) {
		from := day("2026-01-01").AddDays(r.IntN(140))
		days := civil.Period{From: from, To: from.AddDays(1 + r.IntN(60))}
		if days.To.After(day("2026-06-01")) {
			days.To = civil.Date{} // open
		}
		p := placement(fmt.Sprint("P-", i), fmt.Sprint("H-", r.IntN(5)), "2026-01-01/..", "1")
		p.Period, p.Known, p.Metres = days, from, partnership.Metres(1+r.IntN(300))
		placements = append(placements, p)
		if r.IntN(4) == 0 {
			placements = append(placements, partnership.Placement{
				ID: "V" + p.ID, Hosting: p.Hosting, Known: from.AddDays(r.IntN(3)), Voids: accrual.Ref{ID: p.ID, On: from},
			})
		}
		if r.IntN(4) == 0 {
			placements = append(placements, p) // a retry
		}
	}
	return e, placements
}

// A hundred thousand placements are checked in far less than a second.
func BenchmarkCheck(b *testing.B) {
	e := two()
	e.Hostings[0].Quota = partnership.MaxMetres
	placements := make([]partnership.Placement, 100_000)
	for i := range placements {
		placements[i] = placement(fmt.Sprint("P-", i), "north-south", "2026-02-01/2026-04-01", "0.01")
		placements[i].Period.From = day("2026-01-01").AddDays(i % 89)
	}
	for b.Loop() {
		if err := e.Check(placements); err != nil {
			b.Fatal(err)
		}
	}
}
