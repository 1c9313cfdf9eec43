package partnership_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/partnership"
)

// given is an exchange in which each host gave its guest so many shelf metres
// for the whole of March 2026, as "host guest metres".
func given(parties []accrual.Party, rows ...string) (partnership.Exchange, []partnership.Placement) {
	var e partnership.Exchange
	for _, id := range parties {
		e.Partners = append(e.Partners, partnership.Partner{ID: id, Name: string(id), Region: "RU-SA", Since: day("2025-01-01")})
	}
	var placements []partnership.Placement
	for i, row := range rows {
		var host, guest accrual.Party
		var metres string
		if _, err := fmt.Sscan(row, &host, &guest, &metres); err != nil {
			panic(err)
		}
		id := fmt.Sprint("H-", i)
		e.Hostings = append(e.Hostings, hosting(id, host, guest, "2026-01-01/2027-01-01", "1000"))
		if metres != "0" {
			placements = append(placements, placement(fmt.Sprint("P-", i), id, "2026-03-01/2026-04-01", metres))
		}
	}
	return e, placements
}

var march = period("2026-03-01/2026-04-01")

func reciprocity(t *testing.T, e partnership.Exchange, p civil.Period, placements []partnership.Placement) partnership.Reciprocity {
	t.Helper()
	r, err := e.Reciprocity(p, placements)
	require.NoError(t, err)
	return r
}

// par-130: hosted against placed, both directions of a pair.
func TestPublishedRatio(t *testing.T) {
	e, placements := given([]accrual.Party{"Yakutia", "Kamchatka", "Sakhalin", "Chukotka"},
		"Yakutia Kamchatka 120", "Kamchatka Yakutia 40", "Sakhalin Yakutia 30", "Yakutia Chukotka 0")
	r := reciprocity(t, e, march, placements)
	require.Len(t, r.Pairs, 3)
	for i, want := range []struct {
		b     accrual.Party
		ratio string // none where neither hosted
		net   string
	}{{"Kamchatka", "1/3", "80"}, {"Sakhalin", "0%", "-30"}, {"Chukotka", "", "0"}} {
		pair := r.Pairs[i]
		require.Equal(t, accrual.Party("Yakutia"), pair.A)
		require.Equal(t, want.b, pair.B)
		ratio, ok := pair.Ratio()
		require.Equal(t, want.ratio != "", ok)
		if ok {
			require.Equal(t, want.ratio, ratio.String())
		}
		require.Equal(t, want.net, pair.Net().String())
	}
	both, all := r.TwoWay()
	require.Equal(t, []int{1, 2}, []int{both, all})
	share, ok := r.Returned()
	require.True(t, ok)
	require.Equal(t, finance.MustRate("80/190"), share)
}

// par-019, netting of four parties, its millions read as shelf metres over one
// month: who owes there received here.
func TestPublishedBalances(t *testing.T) {
	e, placements := given([]accrual.Party{"A", "B", "C", "D"},
		"B A 250", "C A 50", "D A 250", "A B 300", "C B 150", "D B 300", "A C 270", "B C 230", "D C 400", "A D 600", "B D 500", "C D 300")
	r := reciprocity(t, e, march, placements)
	nets := map[accrual.Party]string{}
	for _, b := range r.Balances {
		nets[b.Partner] = b.Net().String()
	}
	require.Equal(t, map[accrual.Party]string{"A": "620", "B": "230", "C": "-400", "D": "-450"}, nets)
	require.Equal(t, "1170", r.Balances[0].Given.String())
	require.Equal(t, "550", r.Balances[0].Received.String())
	var pairs []string
	for _, p := range r.Pairs {
		pairs = append(pairs, fmt.Sprint(p.A, p.B, " ", p.AHosts, " ", p.BHosts, " ", p.Net()))
	}
	require.Equal(t, []string{
		"AB 300 250 50", "AC 270 50 220", "AD 600 250 350", "BC 230 150 80", "BD 500 300 200", "CD 300 400 -100",
	}, pairs)
	require.Equal(t, "600", r.Hosted("A", "D").String())
	require.Equal(t, "250", r.Hosted("D", "A").String())
	require.Zero(t, r.Hosted("A", "A"))
	require.Zero(t, r.Hosted("A", "E"))
	share, ok := r.Returned()
	require.True(t, ok)
	require.Equal(t, finance.MustRate("2600/3600"), share) // 1,000 of 3,600 is what stays after the pairs are netted
}

// The news of November 2025: brands of Blagoveshchensk and Buryatia are shown
// in Yakutsk, Yakut brands will be shown on Sakhalin. As the news tells; returns
// may be agreed and untold. The metres are assumptions.
func TestTheNews(t *testing.T) {
	parties := []accrual.Party{"Blagoveshchensk", "Buryatia", "Yakutsk", "Sakhalin"}
	told := []string{"Yakutsk Blagoveshchensk 2", "Yakutsk Buryatia 2", "Sakhalin Yakutsk 2"}
	returns := []string{"Blagoveshchensk Yakutsk 2", "Buryatia Yakutsk 2", "Yakutsk Sakhalin 2"}
	for _, c := range []struct {
		returns   int
		both      int
		share     string
		ofYakutsk string // its balance
	}{{0, 0, "0%", "2"}, {1, 1, "50%", "0"}, {2, 2, "80%", "-2"}, {3, 3, "100%", "0"}} {
		e, placements := given(parties, append(append([]string{}, told...), returns[:c.returns]...)...)
		r := reciprocity(t, e, march, placements)
		both, all := r.TwoWay()
		require.Equal(t, []int{c.both, 3}, []int{both, all})
		share, ok := r.Returned()
		require.True(t, ok)
		require.Equal(t, c.share, share.String())
		require.Equal(t, c.ofYakutsk, r.Balances[2].Net().String())
	}
}

// In a ring all balances are zero and nothing is returned.
func TestRing(t *testing.T) {
	e, placements := given([]accrual.Party{"A", "B", "C"}, "A B 1", "B C 1", "C A 1")
	r := reciprocity(t, e, march, placements)
	for _, b := range r.Balances {
		require.True(t, b.Net().IsZero())
		require.Equal(t, "1", b.Given.String())
	}
	share, ok := r.Returned()
	require.True(t, ok)
	require.True(t, share.IsZero())
	both, all := r.TwoWay()
	require.Equal(t, []int{0, 3}, []int{both, all})
}

// Where nothing was exchanged there is no ratio: neither 0 nor 1.
func TestNothingExchanged(t *testing.T) {
	r := reciprocity(t, two(), march, nil)
	_, ok := r.Returned()
	require.False(t, ok)
	both, all := r.TwoWay()
	require.Equal(t, []int{0, 0}, []int{both, all})
	require.Equal(t, []partnership.Pair{{A: "north", B: "south"}}, r.Pairs, "agreed, and not used")
	require.Empty(t, reciprocity(t, two(), period("2025-01-01/2026-01-01"), nil).Pairs, "not agreed yet")
	require.Equal(t, partnership.Reciprocity{Period: march, Balances: []partnership.Balance{}}, reciprocity(t, partnership.Exchange{}, march, nil))
}

// Pairs come in the order of the partners, however hostings are listed.
func TestPairsInOrder(t *testing.T) {
	e, placements := given([]accrual.Party{"A", "B", "C"}, "C B 1", "C A 2", "B A 3")
	var pairs []string
	for _, p := range reciprocity(t, e, march, placements).Pairs {
		pairs = append(pairs, fmt.Sprint(p.A, p.B, " ", p.BHosts))
	}
	require.Equal(t, []string{"AB 3", "AC 2", "BC 1"}, pairs)
}

// The lines under the sums, cut to the period and the term.
func TestStays(t *testing.T) {
	placements := []partnership.Placement{
		placement("P-1", "north-south", "2026-02-15/2026-03-16", "2.00"),
		placement("P-2", "south-north", "2026-03-21/..", "2.50"),
		placement("P-3", "north-south", "2026-12-01/..", "1.00"), // to the end of the term
		placement("P-4", "north-south", "2026-02-01/2026-03-01", "1.00"),
		{ID: "V-4", Hosting: "north-south", Known: day("2026-02-02"), Voids: accrual.Ref{ID: "P-4", On: day("2026-02-01")}},
	}
	stays, err := two().Stays(march, placements)
	require.NoError(t, err)
	require.Equal(t, []partnership.Stay{
		{
			Placement: "P-1", Hosting: "north-south", Brand: "brand P-1", Host: "north", Guest: "south",
			Period: period("2026-03-01/2026-03-16"), Metres: 200, Given: partnership.MustShelfMonths("30/31"),
		},
		{
			Placement: "P-2", Hosting: "south-north", Brand: "brand P-2", Host: "south", Guest: "north",
			Period: period("2026-03-21/2026-04-01"), Metres: 250, Given: partnership.MustShelfMonths("55/62"),
		},
	}, stays)
	later, err := two().Stays(period("2026-12-01/2027-03-01"), placements)
	require.NoError(t, err)
	require.Equal(t, "7.5", later[0].Given.String(), "open under an open term: three months")
	require.Equal(t, "1", later[1].Given.String(), "open, to the end of the term")
	r := reciprocity(t, two(), march, placements)
	require.Equal(t, "5/62", r.Pairs[0].Net().String())
	require.Equal(t, march, r.Period)
}

// What cannot be summed is an error with the place.
func TestReciprocityRefused(t *testing.T) {
	e := two()
	for name, c := range map[string]struct {
		period civil.Period
		want   []string
	}{
		"no period": {civil.Period{}, []string{"period.from missing"}},
		"no end":    {period("2026-01-01/.."), []string{"period.to missing"}},
		"reversed":  {civil.Period{From: day("2026-02-01"), To: day("2026-01-01")}, []string{"period.to order"}},
	} {
		r, err := e.Reciprocity(c.period, nil)
		require.Equal(t, c.want, problems(t, err), name)
		require.Zero(t, r)
	}
	_, err := e.Reciprocity(march, []partnership.Placement{{}})
	require.ErrorIs(t, err, finance.ErrMissing)
	e.Hostings[0].Host = "west"
	_, err = e.Reciprocity(march, nil)
	require.Equal(t, []string{"hostings[0].host unknown"}, problems(t, err))
}

// All shelves of the world since the year 1 are a sum that does not fit.
func TestReciprocityOverflow(t *testing.T) {
	e := two()
	e.Partners[0].Since, e.Partners[1].Since = day("0001-01-01"), day("0001-01-01")
	e.Hostings[0].Term, e.Hostings[0].Quota = period("0001-01-01/.."), partnership.MaxMetres
	var placements []partnership.Placement
	for i := range 3 {
		p := placement(fmt.Sprint("P-", i), "north-south", "0001-01-01/..", "1000000")
		p.Known = day("2026-01-01")
		placements = append(placements, p)
	}
	ever := period("0001-01-01/9999-12-31")
	r, err := e.Reciprocity(ever, placements[:2])
	require.NoError(t, err)
	require.Equal(t, "7439254000000/31", r.Balances[0].Given.String())
	r, err = e.Reciprocity(ever, placements)
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.Zero(t, r)
}

// Over random exchanges: balances sum to zero; a period cut anywhere sums to the
// same; the order of the facts changes nothing; and each balance is what a walk
// through every day with big fractions gives.
func TestReciprocityLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 200 {
		e, placements := random(r)
		whole := period("2026-01-11/2026-05-21")
		cut := whole.From.AddDays(1 + r.IntN(whole.Days()-1))
		all := reciprocity(t, e, whole, placements)
		first := reciprocity(t, e, civil.Period{From: whole.From, To: cut}, placements)
		second := reciprocity(t, e, civil.Period{From: cut, To: whole.To}, placements)
		sum, byDay := partnership.ShelfMonths{}, walk(e, whole, placements)
		for i, b := range all.Balances {
			var err error
			sum, err = sum.Add(b.Net())
			require.NoError(t, err)
			parts, err := first.Balances[i].Net().Add(second.Balances[i].Net())
			require.NoError(t, err)
			require.Equal(t, b.Net(), parts)
			net := b.Net().Rate()
			require.Zero(t, byDay[b.Partner].Cmp(big.NewRat(net.Num(), net.Den())), "%v", b)
		}
		require.True(t, sum.IsZero())
		r.Shuffle(len(placements), func(i, j int) { placements[i], placements[j] = placements[j], placements[i] })
		require.Equal(t, all, reciprocity(t, e, whole, placements))
	}
}

// walk nets every day of a period by hand.
func walk(e partnership.Exchange, over civil.Period, placements []partnership.Placement) map[accrual.Party]*big.Rat {
	nets, hostings := map[accrual.Party]*big.Rat{}, map[string]partnership.Hosting{}
	for _, p := range e.Partners {
		nets[p.ID] = new(big.Rat)
	}
	for _, h := range e.Hostings {
		hostings[h.ID] = h
	}
	gone := map[string]bool{}
	for _, p := range placements {
		gone[p.Voids.ID] = true
	}
	for _, p := range placements {
		if p.Voids.ID != "" || gone[p.ID] {
			continue
		}
		gone[p.ID] = true // a retry counts once
		for on := over.From; on.Before(over.To); on = on.AddDays(1) {
			if p.Period.Contains(on) {
				part := big.NewRat(int64(p.Metres), int64(100*on.Month().Days()))
				nets[hostings[p.Hosting].Host].Add(nets[hostings[p.Hosting].Host], part)
				nets[hostings[p.Hosting].Guest].Sub(nets[hostings[p.Hosting].Guest], part)
			}
		}
	}
	return nets
}

// As known on any day, facts refer only to what was known: there is an answer,
// and it still sums to zero.
func TestReciprocityAsKnown(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	whole := period("2026-01-01/2026-06-01")
	for range 100 {
		e, placements := random(r)
		cutoff := day("2025-12-01").AddDays(r.IntN(200))
		known := reciprocity(t, e.KnownBefore(cutoff), whole, partnership.KnownBefore(placements, cutoff))
		sum := partnership.ShelfMonths{}
		for _, b := range known.Balances {
			var err error
			sum, err = sum.Add(b.Net())
			require.NoError(t, err)
		}
		require.True(t, sum.IsZero())
	}
	e, placements := random(r)
	end := day("2027-01-01")
	require.Equal(t, reciprocity(t, e, whole, placements), reciprocity(t, e.KnownBefore(end), whole, partnership.KnownBefore(placements, end)))
}
