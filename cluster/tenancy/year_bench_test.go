package tenancy_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A month of a lease with three clauses: rent by area that has moved by a step,
// rent on account, and turnover rent above both.
func BenchmarkLeaseMonth(b *testing.B) {
	march := month("2026-03")
	held := []civil.Period{{From: day("2026-03-11"), To: march.To}}
	span := accrual.Span{Window: march, Since: march.From, To: march.To, Held: held, Currency: finance.RUB}
	step := day("2026-01-21")
	rent := accrual.Earner(tenancy.Amount{Monthly: rub("700.00"), Area: area("45.50"), Steps: []tenancy.Step{{From: step, Monthly: rub("735.00")}}})
	account := accrual.Earner(tenancy.Amount{Monthly: rub("5000.00"), For: tenancy.ForServiceCharge})
	share := accrual.Earner(tenancy.TurnoverRent{Share: rate("8%"), Over: rub("150000.00"), Above: []string{"rent", "on account"}})
	meters := make([]int64, 3)
	ours := func() (total int64) {
		span.Meters = nil
		first, _ := rent.Earned(span)
		second, _ := account.Earned(span)
		meters[0], meters[1], meters[2] = 900_000_00, first.Minor(), second.Minor()
		span.Meters = meters
		third, _ := share.Earned(span)
		return first.Minor() + second.Minor() + third.Minor()
	}
	hand := handLease{held: held[0], price: rub("700.00"), stepped: rub("735.00"), step: step, hundredths: 4550, account: rub("5000.00"), share: rate("8%"), over: rub("150000.00")}
	byHand := func() int64 {
		total, err := hand.month(march, 900_000_00)
		if err != nil {
			panic(err)
		}
		return total.Minor()
	}
	require.Equal(b, byHand(), ours())
	require.Zero(b, testing.AllocsPerRun(100, func() { ours() }))
	b.Run("kvartal", func(b *testing.B) {
		for b.Loop() {
			ours()
		}
	})
	b.Run("by hand", func(b *testing.B) {
		for b.Loop() {
			byHand()
		}
	})
}

// handLease is the same lease as a careful hand would write it: its three sums
// in the same money, each error looked at, no explanation and no other form.
type handLease struct {
	held           civil.Period
	price, stepped finance.Money
	step           civil.Date
	hundredths     int64
	account        finance.Money
	share          finance.Rate
	over           finance.Money
}

//go:noinline
func (l *handLease) month(m civil.Period, sold int64) (total finance.Money, err error) {
	days, whole, price := int64(l.held.Intersect(m).Days()), int64(m.Days()), l.price
	if !l.step.After(m.From) {
		price = l.stepped
	}
	rent, err := price.MulDiv(l.hundredths*days, 100*whole, finance.HalfEven)
	if err != nil {
		return total, err
	}
	account, err := l.account.MulDiv(days, whole, finance.HalfEven)
	if err != nil {
		return total, err
	}
	excess, err := finance.Minor(sold, l.over.Currency()).Sub(l.over)
	if err != nil {
		return total, err
	}
	if excess.Sign() < 0 {
		excess = finance.Zero(l.over.Currency())
	}
	share, err := excess.MulRate(l.share, finance.HalfEven)
	if err == nil {
		share, err = share.Sub(rent)
	}
	if err == nil {
		share, err = share.Sub(account)
	}
	if err != nil {
		return total, err
	}
	if share.Sign() < 0 {
		share = finance.Zero(l.over.Currency())
	}
	if total, err = rent.Add(account); err == nil {
		total, err = total.Add(share)
	}
	return total, err
}

// street is a house of n leases by the metre, reviewed in mid-year, that share
// the heating.
func street(n int) (tenancy.House, []servicecharge.Cost) {
	h := tenancy.House{
		Landlord: "operator", Currency: finance.RUB,
		Pools:  []servicecharge.Pool{{ID: "heat", Currency: finance.RUB}},
		Series: []index.Series{{ID: "cpi", Source: "made up", Values: []index.Value{{Month: civil.MustMonth("2025-05"), Value: num("100"), Published: day("2025-06-10")}, {Month: civil.MustMonth("2025-06"), Value: num("101"), Published: day("2025-07-10")}}}},
	}
	for m, i := civil.MustMonth("2025-07"), int64(0); m.Before(civil.MustMonth("2026-06")); m, i = m.Next(), i+1 {
		value, _ := finance.NewRate(1020+5*i, 10)
		h.Series[0].Values = append(h.Series[0].Values, index.Value{Month: m, Value: finance.Number{Rate: value}, Published: m.Next().First().AddDays(9)})
	}
	x := &index.Indexation{Series: "cpi", First: day("2026-07-01"), Lag: 2, Base: civil.MustMonth("2025-05"), Cap: rate("10%")}
	for i := range n {
		id := fmt.Sprint(i)
		m2, _ := tenancy.NewArea(int64(2000 + i%5000))
		h.Spaces = append(h.Spaces, tenancy.Space{ID: id, Area: m2})
		h.Residents = append(h.Residents, tenancy.Resident{ID: accrual.Party(id)})
		h.Leases = append(h.Leases, tenancy.Lease{
			ID: id, Resident: accrual.Party(id), Spaces: tenancy.ForTerm(id), Term: civil.Period{From: day("2026-01-01").AddDays(i % 60)},
			Clauses: []accrual.Named{
				named("rent", tenancy.Amount{Monthly: rub("700.00"), Area: m2, Index: x}),
				named("on account", tenancy.Amount{Monthly: rub("1000.00"), For: tenancy.ForServiceCharge}),
				named("heat", servicecharge.Share{Pool: "heat", Less: []string{"on account"}, After: 2}),
			},
		})
	}
	var costs []servicecharge.Cost
	for m := range civil.YearOf(2026).Period().Months() {
		costs = append(costs, servicecharge.Cost{ID: m.String(), Pool: "heat", Category: "gas", On: m.Last(), Known: m.Last(), Amount: finance.Minor(int64(n)*1_000_00, finance.RUB)})
	}
	return h, costs
}

// A year of 10,000 leases: each rent reviewed by the index and charged for twelve
// months, and the heating shared by area and days held.
func BenchmarkYear(b *testing.B) {
	h, costs := street(10_000)
	year := civil.YearOf(2026).Period()
	as, err := h.Agreements()
	require.NoError(b, err)
	runs := make([]*accrual.Run, len(as))
	for i, a := range as {
		runs[i], err = accrual.NewRun(a, day("2027-02-01"), civil.MustMonth("2026-01"))
		require.NoError(b, err)
	}
	var reviews []index.Review
	ours := func() (total int64) {
		for i, r := range runs {
			rent := h.Leases[i].Clauses[0].Clause.(tenancy.Amount)
			if reviews, err = rent.Index.AppendReviews(reviews[:0], rent.Monthly, h.Leases[i].Term, h.Series[0], year.To); err != nil {
				panic(err)
			}
			total += reviews[0].Price.Minor()
			if err := r.Reset(); err != nil {
				panic(err)
			}
			for range 12 {
				if err := r.Next(func(c *accrual.Charge) { total += c.Amount.Minor() }); err != nil {
					panic(err)
				}
			}
		}
		s, err := h.Reconcile(tenancy.Reconciling{ID: "2026", Pool: "heat", Window: year, Known: day("2027-02-01"), Costs: costs})
		if err != nil {
			panic(err)
		}
		for _, p := range s.Parts {
			total += p.Charge.Minor()
		}
		return total
	}
	byHand := func() int64 {
		total, err := yearByHand(&h, costs)
		if err != nil {
			panic(err)
		}
		return total
	}
	require.InDelta(b, byHand(), ours(), 10_000, "a statement gives the kopecks that are left to the largest remainders")
	b.Run("kvartal", func(b *testing.B) {
		for b.Loop() {
			ours()
		}
	})
	b.Run("by hand", func(b *testing.B) {
		for b.Loop() {
			byHand()
		}
	})
}

//go:noinline
func yearByHand(h *tenancy.House, costs []servicecharge.Cost) (total int64, err error) {
	year := civil.YearOf(2026).Period()
	areas, lettable := make(map[string]int64, len(h.Spaces)), int64(0)
	for _, s := range h.Spaces {
		areas[s.ID] = s.Area.Hundredths()
		lettable += s.Area.Hundredths()
	}
	spent := finance.Zero(finance.RUB)
	for _, c := range costs {
		if spent, err = spent.Add(c.Amount); err != nil {
			return 0, err
		}
	}
	values := map[civil.Month]finance.Rate{}
	for _, v := range h.Series[0].Values {
		values[v.Month] = v.Value.Rate
	}
	for i := range h.Leases {
		l := &h.Leases[i]
		rent, ok := l.Clauses[0].Clause.(tenancy.Amount)
		account, also := l.Clauses[1].Clause.(tenancy.Amount)
		if !ok || !also {
			return 0, finance.ErrUnknown
		}
		now, base := values[rent.Index.First.Month().Add(-rent.Index.Lag)], values[rent.Index.Base]
		moved, err := rent.Monthly.MulDiv(now.Num()*base.Den(), now.Den()*base.Num(), finance.HalfEven)
		if err != nil {
			return 0, err
		}
		ceiling, err := rent.Monthly.MulRate(rate110, finance.HalfEven)
		if err != nil {
			return 0, err
		}
		if moved, err = finance.Min(moved, ceiling); err != nil {
			return 0, err
		}
		total += moved.Minor()
		area := areas[l.Spaces[0].Space]
		for m := range year.Months() {
			month := m.Period()
			days, whole, price := int64(month.Intersect(l.Term).Days()), int64(month.Days()), rent.Monthly
			if !month.From.Before(rent.Index.First) {
				price = moved
			}
			amount, err := price.MulDiv(area*days, 100*whole, finance.HalfEven)
			if err != nil {
				return 0, err
			}
			ahead, err := account.Monthly.MulDiv(days, whole, finance.HalfEven)
			if err != nil {
				return 0, err
			}
			total += amount.Minor() + ahead.Minor()
		}
		share, err := spent.MulDiv(area*int64(year.Intersect(l.Term).Days()), lettable*int64(year.Days()), finance.Floor)
		if err != nil {
			return 0, err
		}
		total += share.Minor()
	}
	return total, nil
}

var rate110 = rate("110%")
