package tenancy_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"testing/quick"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// rents are the clauses whose charge of a month depends on days alone.
func rents(monthly finance.Money, days tenancy.DayBasis, by finance.Rounding) []interface {
	accrual.Earner
	tenancy.Fixed
} {
	return []interface {
		accrual.Earner
		tenancy.Fixed
	}{
		tenancy.Amount{Monthly: monthly, Days: days, Rounding: by},
		tenancy.Amount{Monthly: monthly, Area: area("33.33"), Days: days, Rounding: by},
	}
}

// However a month is cut, its charges, differences of totals, sum to what is
// charged at once, none is below nothing, and none above a month's rent. A
// month that is held whole bears exactly one rent.
func TestProrationIsAdditive(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		m := civil.MonthOf(2020+r.IntN(12), 1).Add(r.IntN(12))
		held := civil.Period{From: m.First().AddDays(r.IntN(20) - 10)}
		held.To = held.From.AddDays(1 + r.IntN(60))
		monthly := minor(r.Int64N(1e9))
		days, by := tenancy.DayBasis(r.IntN(3)), finance.Rounding(r.IntN(9))
		for _, rent := range rents(monthly, days, by) {
			full, err := rent.PerMonth(day("2026-03-21"))
			require.NoError(t, err)
			cuts := append([]civil.Date{m.First()}, m.First().AddDays(r.IntN(28)), m.First().AddDays(r.IntN(28)), m.Next().First())
			slices.SortFunc(cuts, civil.Date.Compare)
			sum, before := int64(0), int64(0)
			for _, to := range cuts {
				total := earned(t, rent, span(m.Period(), held, to)).Minor()
				require.GreaterOrEqual(t, total, before)
				sum, before = sum+total-before, total
			}
			once := earned(t, rent, span(m.Period(), held, m.Next().First()))
			require.Equal(t, once.Minor(), sum)
			require.LessOrEqual(t, sum, full.Minor())
			if held.ContainsPeriod(m.Period()) {
				require.Equal(t, full, once)
			}
		}
	}
}

// Twelve months bear twelve rents, leap year or not, under each basis.
func TestTwelveMonthsAreTwelveRents(t *testing.T) {
	for year := 2023; year <= 2028; year++ {
		for _, days := range []tenancy.DayBasis{tenancy.ActualDays, tenancy.ThirtyDays, tenancy.YearDays} {
			for _, rent := range rents(rub("333.33"), days, finance.HalfEven) {
				sum := int64(0)
				for m := range civil.YearOf(year).Period().Months() {
					sum += earned(t, rent, whole(m.Period())).Minor()
				}
				full, err := rent.PerMonth(day("2026-03-21"))
				require.NoError(t, err)
				require.Equal(t, 12*full.Minor(), sum)
			}
		}
	}
}

// Over a natural breakpoint base rent and turnover rent together are the larger
// of base and share of all sales: exactly where base / share is a whole number
// of kopecks, else within one.
func TestNaturalBreakpointGivesTheLarger(t *testing.T) {
	year := period("2026-01-01", "2027-01-01")
	larger := func(sales uint32, rawBase uint32, percent uint8) bool {
		share, err := finance.NewRate(int64(percent%100)+1, 100)
		if err != nil {
			return false
		}
		for _, base := range []finance.Money{minor(int64(rawBase)), minor(int64(rawBase) * share.Num())} {
			over, err := tenancy.NaturalBreakpoint(base, share, finance.HalfEven)
			if err != nil {
				return false
			}
			rent, err := tenancy.TurnoverRent{Share: share, Over: over, Cycle: accrual.ByYear}.Earned(whole(year, int64(sales)))
			if err != nil {
				return false
			}
			all, err := minor(int64(sales)).MulRate(share, finance.HalfEven)
			if err != nil {
				return false
			}
			tolerance := int64(1)
			if base.Minor()*share.Den()%share.Num() == 0 && base.Minor()%2 == 0 { // a tie to even is moved by an odd base
				tolerance = 0
			}
			if diff := base.Minor() + rent.Minor() - max(base.Minor(), all.Minor()); max(diff, -diff) > tolerance {
				return false
			}
		}
		return true
	}
	require.NoError(t, quick.Check(larger, &quick.Config{MaxCount: 5000}))
}

// Paid on account and trued up is the rent of the year computed at once,
// however the year's sales fell into months and whatever was paid.
func TestTrueUpGivesTheYear(t *testing.T) {
	year := period("2026-01-01", "2027-01-01")
	settles := func(sales [12]uint32, paid uint32) bool {
		rent := tenancy.TurnoverRent{Share: rate("8.35%"), Over: rub("1000.00"), Cycle: accrual.ByYear}
		monthly := tenancy.Amount{For: tenancy.ForTurnover, Monthly: minor(int64(paid))}
		total, onAccount := int64(0), int64(0)
		for i, m := 0, civil.MustMonth("2026-01"); i < 12; i, m = i+1, m.Next() {
			amount, err := monthly.Earned(whole(m.Period()))
			if err != nil {
				return false
			}
			total, onAccount = total+int64(sales[i]), onAccount+amount.Minor()
		}
		up, err := trueUp(rent, 0, "on account").Earned(whole(year, total, onAccount))
		if err != nil {
			return false
		}
		once, err := rent.Earned(whole(year, total))
		return err == nil && onAccount+up.Minor() == once.Minor()
	}
	require.NoError(t, quick.Check(settles, nil))
}

// randomHouse has some hundred spaces, some of them common or there for a time
// only, and leases one after the other, some of them ended early.
func randomHouse(r *rand.Rand) tenancy.House {
	h := tenancy.House{Landlord: "operator", Currency: finance.RUB, Residents: []tenancy.Resident{{ID: "R-1"}}}
	for i := range 100 {
		s := tenancy.Space{ID: strconv.Itoa(i), Common: r.IntN(10) == 0, Use: tenancy.Use(r.IntN(12))}
		s.Area, _ = tenancy.NewArea(1 + r.Int64N(20000))
		if r.IntN(4) == 0 {
			s.Lettable = civil.Period{From: day("2026-01-01").AddDays(r.IntN(300))}
			s.Lettable.To = s.Lettable.From.AddDays(100 + r.IntN(300))
		}
		h.Spaces = append(h.Spaces, s)
		if s.Common {
			continue
		}
		for from := s.Lettable.From; ; {
			if from.IsZero() {
				from = day("2026-01-01")
			}
			l := tenancy.Lease{
				ID: "L-" + strconv.Itoa(len(h.Leases)), Resident: "R-1", Spaces: tenancy.ForTerm(s.ID),
				Clauses: []accrual.Named{named("rent", tenancy.Amount{Monthly: minor(1 + r.Int64N(1e6)), Area: s.Area})},
			}
			l.Term.From = from.AddDays(r.IntN(90))
			l.Term.To = l.Term.From.AddDays(60 + r.IntN(200))
			from = l.Term.To
			if r.IntN(3) == 0 { // ends early: the next one may begin
				from = l.Term.From.AddDays(1 + r.IntN(50))
				term := civil.Period{From: l.Term.From, To: from}
				l.Amendments = []accrual.Amendment{{From: l.Term.From, Known: l.Term.From, Term: &term}}
			}
			if !s.Lettable.IsZero() && from.After(s.Lettable.To) || from.After(day("2027-06-01")) {
				break
			}
			h.Leases = append(h.Leases, l)
		}
	}
	return h
}

// On every day what is let and what is void are what can be let, nothing is
// both, and the roll and the occupancy see the same leases.
func TestLetAndVoidAreLettable(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		h := randomHouse(r)
		require.NoError(t, h.Validate())
		for range 20 {
			on := day("2026-01-01").AddDays(r.IntN(500))
			o, err := h.Occupancy(on)
			require.NoError(t, err)
			whole, err := o.Let.Add(o.Void())
			require.NoError(t, err)
			require.Equal(t, o.Lettable, whole)
			roll, err := h.RentRoll(on)
			require.NoError(t, err)
			require.Equal(t, o.Let, roll.Area)
			empty, err := h.Vacancy(on)
			require.NoError(t, err)
			require.Equal(t, o.Void(), empty.Area)
			require.Len(t, empty.Rows, len(o.Vacant))
			requireRollSums(t, &roll)
		}
	}
}

func requireRollSums(t *testing.T, roll *tenancy.RentRoll) {
	t.Helper()
	nets := []finance.Money{finance.Zero(finance.RUB)}
	for _, row := range roll.Rows {
		nets = append(nets, row.Net)
	}
	sum, err := finance.Sum(nets...)
	require.NoError(t, err)
	require.Equal(t, sum, roll.Net)
}

// A day on which two leases hold one space is found, whichever of them comes
// first, and no other is: the sweep agrees with comparing each with each.
func TestOverlapsAgreeWithEachPair(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		h := tenancy.House{Landlord: "operator", Currency: finance.RUB, Residents: []tenancy.Resident{{ID: "R-1"}}}
		for i := range 3 {
			h.Spaces = append(h.Spaces, tenancy.Space{ID: strconv.Itoa(i), Area: area("10")})
		}
		for i := range 1 + r.IntN(8) {
			l := tenancy.Lease{ID: "L-" + strconv.Itoa(i), Resident: "R-1", Spaces: tenancy.ForTerm(strconv.Itoa(r.IntN(3)))}
			l.Term.From = day("2026-01-01").AddDays(r.IntN(200))
			if r.IntN(6) > 0 {
				l.Term.To = l.Term.From.AddDays(1 + r.IntN(60))
			}
			h.Leases = append(h.Leases, l)
		}
		clash := false
		for i, a := range h.Leases {
			for _, b := range h.Leases[:i] {
				clash = clash || a.Spaces[0] == b.Spaces[0] && a.Term.Overlaps(b.Term)
			}
		}
		err := h.Validate()
		if clash {
			require.ErrorIs(t, err, finance.ErrOverlap)
		} else {
			require.NoError(t, err)
		}
	}
}
