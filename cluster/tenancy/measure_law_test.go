package tenancy_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// randomTree is a random house of which some spaces are measured again, ask a
// price, or are closed while nobody holds them, some leases are abated or
// stepped, and some spaces hold desks, let when the space is not.
func randomTree(t *testing.T, r *rand.Rand) tenancy.House {
	t.Helper()
	h := randomHouse(r)
	for i := range h.Leases {
		rent := h.Leases[i].Clauses[0].Clause.(tenancy.Amount)
		if r.IntN(3) == 0 {
			rent.Steps = []tenancy.Step{{From: h.Leases[i].Term.From.AddDays(1 + r.IntN(100)), Raise: rate("10%")}}
		}
		h.Leases[i].Clauses = []accrual.Named{named("rent", rent)}
		if r.IntN(3) == 0 {
			free := civil.Period{From: h.Leases[i].Term.From, To: h.Leases[i].Term.From.AddDays(1 + r.IntN(50))}
			h.Leases[i].Clauses = append(h.Leases[i].Clauses, named("free", rent.Abated(rate("40%"), free)))
		}
	}
	held := map[string][]civil.Period{}
	for i := range h.Leases {
		held[h.Leases[i].Spaces[0].Space] = append(held[h.Leases[i].Spaces[0].Space], termOf(&h.Leases[i]))
	}
	for i := range h.Spaces {
		s := &h.Spaces[i]
		if r.IntN(3) == 0 {
			metres, err := tenancy.NewArea(1 + r.Int64N(20000))
			require.NoError(t, err)
			s.Measured = civil.Timeline[tenancy.Measure]{{From: day("2026-01-01").AddDays(r.IntN(400)), Value: tenancy.Measure{Area: metres}, Source: "a survey"}}
		}
		if s.Common {
			continue
		}
		if r.IntN(2) == 0 {
			s.Asking = minor(1 + r.Int64N(1e5))
		}
		from := day("2026-01-01").AddDays(r.IntN(500))
		shut := civil.Period{From: from, To: from.AddDays(1 + r.IntN(40))}
		if !slices.ContainsFunc(held[s.ID], shut.Overlaps) && r.IntN(2) == 0 {
			s.Closed = []civil.Period{shut}
		}
		if r.IntN(3) > 0 {
			continue
		}
		id := "D-" + strconv.Itoa(i)
		h.Spaces = append(h.Spaces, tenancy.Space{ID: id, Within: s.ID, Use: tenancy.Desk, Lettable: s.Lettable, Pieces: num("2"), Asking: minor(r.Int64N(1e5))})
		from = day("2026-01-01").AddDays(r.IntN(300))
		term := civil.Period{From: from, To: from.AddDays(20)}
		if !slices.ContainsFunc(held[s.ID], term.Overlaps) && (s.Lettable.IsZero() || s.Lettable.ContainsPeriod(term)) {
			h.Leases = append(h.Leases, tenancy.Lease{ID: "LD-" + strconv.Itoa(i), Resident: "R-1", Spaces: tenancy.ForTerm(id), Term: term})
		}
	}
	return h
}

// termOf is the term as amended, of leases of random houses.
func termOf(l *tenancy.Lease) civil.Period {
	if len(l.Amendments) > 0 {
		return *l.Amendments[0].Term
	}
	return l.Term
}

// On every day: let and void are lettable, the mix sums to both and to the roll,
// the bridge arrives at the roll, the profile of expiries is the roll by years.
// Law 19 of the model.
func TestMeasuresOfADayAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 10 {
		h := randomTree(t, r)
		require.NoError(t, h.Validate())
		for range 10 {
			on := day("2026-01-01").AddDays(r.IntN(500))
			o, err := h.Occupancy(on)
			require.NoError(t, err)
			roll, err := h.RentRoll(on)
			require.NoError(t, err)
			require.Equal(t, o.Let, roll.Area)
			rents, err := h.Rents(on)
			require.NoError(t, err)
			require.Equal(t, []finance.Money{roll.Net, roll.Contracted, roll.Headline}, []finance.Money{rents.Passing, rents.Contracted, rents.Headline})

			b, err := h.Bridge(on)
			require.NoError(t, err)
			net, err := b.Net()
			require.NoError(t, err)
			require.Equal(t, rents.Passing, net)
			lost, err := b.Vacancy.Neg()
			require.NoError(t, err)
			require.Equal(t, rents.Void, lost)

			requireMix(t, h, o, roll)
			rows, err := h.Expiries(on, false)
			require.NoError(t, err)
			var area tenancy.Area
			rent, leases := finance.Zero(finance.RUB), 0
			for _, row := range rows {
				area, err = area.Add(row.Area)
				require.NoError(t, err)
				rent, err = rent.Add(row.Rent)
				require.NoError(t, err)
				leases += row.Leases
			}
			require.Equal(t, roll.Area, area)
			require.Equal(t, roll.Contracted, rent)
			require.Len(t, roll.Rows, leases)
		}
	}
}

func requireMix(t *testing.T, h tenancy.House, o tenancy.Occupancy, roll tenancy.RentRoll) {
	t.Helper()
	mix, err := h.Mix(o.On)
	require.NoError(t, err)
	sum := tenancy.Occupancy{On: o.On, Gross: o.Gross, Vacant: o.Vacant}
	rent := finance.Zero(finance.RUB)
	for _, row := range mix {
		sum.Spaces, sum.LetSpaces = sum.Spaces+row.Spaces, sum.LetSpaces+row.LetSpaces
		sum.Lettable, err = sum.Lettable.Add(row.Area)
		require.NoError(t, err)
		sum.Let, err = sum.Let.Add(row.Let)
		require.NoError(t, err)
		rent, err = rent.Add(row.Rent)
		require.NoError(t, err)
	}
	require.Equal(t, o, sum)
	require.Equal(t, roll.Contracted, rent)
}

// A period is measured as the sum of its days, and of its parts.
func TestOccupancyOverIsTheSumOfDays(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 10 {
		h := randomTree(t, r)
		p := civil.Period{From: day("2026-01-01").AddDays(r.IntN(300))}
		p.To = p.From.AddDays(1 + r.IntN(60))
		want := tenancy.OccupancyOver{Over: p}
		for on := p.From; on.Before(p.To); on = on.AddDays(1) {
			o, err := h.Occupancy(on)
			require.NoError(t, err)
			want.LettableDays += o.Lettable.Hundredths()
			want.LetDays += o.Let.Hundredths()
			want.SpaceDays += int64(o.Spaces)
			want.LetSpaceDays += int64(o.LetSpaces)
		}
		got, err := h.OccupancyOver(p)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}

// The unexpired term to break is at most that to expiry, neither is below
// nothing, and one more lease of the mean term does not move it. Law 15 of the
// model.
func TestWaultIsAMean(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		h := row(12, 10)
		on := day("2026-01-01")
		ends := map[string][]civil.Date{}
		for i := range h.Leases {
			h.Spaces[i].Area, _ = tenancy.NewArea(1 + r.Int64N(10000))
			h.Leases[i].Term.To = on.AddDays(1 + r.IntN(3000))
			ends[h.Leases[i].ID] = []civil.Date{on.AddDays(r.IntN(1000) - 500), on.AddDays(600 + r.IntN(1000))}
		}
		by := tenancy.WaultBy{Rent: r.IntN(2) == 0, Terms: tenancy.TermCount(r.IntN(3))}
		breaks := func(l tenancy.Lease) []civil.Date { return ends[l.ID] }
		expiry, err := h.WaultWith(on, by, breaks)
		require.NoError(t, err)
		by.Break = true
		toBreak, err := h.WaultWith(on, by, breaks)
		require.NoError(t, err)
		require.LessOrEqual(t, toBreak.Years.Cmp(expiry.Years), 0)
		require.GreaterOrEqual(t, toBreak.Years.Sign(), 0)

		// Whole months of 2, 4 and a third of 3: the mean stays 3.
		mean := row(3, 2)
		months := 1 + r.IntN(60)
		for i := range mean.Leases {
			mean.Leases[i].Term.To = on.AddMonths(months + 2*i)
		}
		before, err := mean.Wault(on, tenancy.WaultBy{Rent: by.Rent})
		require.NoError(t, err)
		third := row(3, 3).Leases[2]
		third.Term.To = on.AddMonths(months + 1)
		third.Clauses = []accrual.Named{named("rent", tenancy.Amount{Monthly: minor(1 + r.Int64N(1e6))})}
		mean.Leases = append(mean.Leases, third)
		after, err := mean.Wault(on, tenancy.WaultBy{Rent: by.Rent})
		require.NoError(t, err)
		require.Equal(t, before.Years, after.Years)
		require.Equal(t, times12(t, after.Years.Rate), rate(strconv.Itoa(months+1)))
	}
}

// A day on which two leases hold a space, or a part of it and the whole, is
// found, and no other is: the sweep agrees with comparing each with each. Law 18
// of the model.
func TestOverlapsInATreeAgreeWithEachPair(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	clashes := 0
	for range 500 {
		h := tenancy.House{Landlord: "operator", Currency: finance.RUB, Residents: []tenancy.Resident{{ID: "R-1"}}}
		h.Spaces = []tenancy.Space{
			{ID: "hall", Area: area("10"), Use: tenancy.Hall}, {ID: "desk", Within: "hall", Use: tenancy.Desk},
			{ID: "shelf", Within: "desk", Use: tenancy.Shelf}, {ID: "apart", Area: area("5")},
		}
		related := map[string]bool{"hall desk": true, "hall shelf": true, "desk shelf": true}
		r.Shuffle(len(h.Spaces), func(i, j int) { h.Spaces[i], h.Spaces[j] = h.Spaces[j], h.Spaces[i] })
		for i := range 1 + r.IntN(5) {
			l := tenancy.Lease{ID: "L-" + strconv.Itoa(i), Resident: "R-1", Spaces: tenancy.ForTerm(h.Spaces[r.IntN(4)].ID)}
			l.Term.From = day("2026-01-01").AddDays(r.IntN(200))
			if r.IntN(8) > 0 {
				l.Term.To = l.Term.From.AddDays(1 + r.IntN(60))
			}
			h.Leases = append(h.Leases, l)
		}
		clash := false
		for i, a := range h.Leases {
			for _, b := range h.Leases[:i] {
				x, y := a.Spaces[0].Space, b.Spaces[0].Space
				clash = clash || (x == y || related[x+" "+y] || related[y+" "+x]) && a.Term.Overlaps(b.Term)
			}
		}
		err := h.Validate()
		if clash {
			clashes++
			require.ErrorIs(t, err, finance.ErrOverlap)
		} else {
			require.NoError(t, err)
		}
	}
	require.Greater(t, clashes, 100)
	require.Less(t, clashes, 400)
}

// The first day that fits is the first of all days on which the space can be let
// and nobody holds it for as long as is needed: tried one by one.
func TestFitsAgreeWithEachDay(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	for range 4 {
		h := randomTree(t, r)
		a := tenancy.Applicant{ID: "A", Since: day("2026-01-01"), Months: r.IntN(4)}
		on := day("2026-01-01").AddDays(r.IntN(200))
		fits, err := h.Fits(a, on)
		require.NoError(t, err)
		free := freeDays(t, h, on, 900)
		for _, f := range fits {
			days := free[f.Space]
			want := civil.Date{}
			for i := range 700 {
				from := on.AddDays(i)
				to := from.AddDays(1)
				if a.Months > 0 {
					to = from.AddMonths(a.Months)
				}
				if !slices.Contains(days[i:i+to.Sub(from)], false) {
					want = from
					break
				}
			}
			require.Equal(t, want, f.From, f.Space)
			require.Equal(t, f.From.IsZero(), f.Why == tenancy.NeverFree, f.Space)
			if !f.Until.IsZero() && f.Until.Sub(on) < 900 {
				require.False(t, days[f.Until.Sub(on)])
				require.NotContains(t, days[f.From.Sub(on):f.Until.Sub(on)], false)
			}
		}
	}
}

// freeDays says of each space on which days from on it can be let and neither it
// nor what holds it or is within it is let.
func freeDays(t *testing.T, h tenancy.House, on civil.Date, n int) map[string][]bool {
	t.Helper()
	free := map[string][]bool{}
	for i := range n {
		o, err := h.Occupancy(on.AddDays(i))
		require.NoError(t, err)
		for _, s := range h.Spaces {
			vacant := slices.Contains(o.Vacant, s.ID)
			for _, other := range h.Spaces {
				if related := other.ID == s.Within || other.Within == s.ID; related && held(h, other.ID, on.AddDays(i)) {
					vacant = false
				}
			}
			free[s.ID] = append(free[s.ID], vacant)
		}
	}
	return free
}

func held(h tenancy.House, space string, on civil.Date) bool {
	return slices.ContainsFunc(h.Leases, func(l tenancy.Lease) bool {
		return l.Spaces[0].Space == space && termOf(&l).Contains(on)
	})
}
