package strategy_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/strategy"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// studio is a cluster with one lease of 100 m² from 2026 on, at 30,000 a month
// and 10 % of sales over 100,000.
func studio(to string) cluster.Cluster {
	term := civil.Period{From: day("2026-01-01")}
	if to != "" {
		term.To = day(to)
	}
	return cluster.Cluster{
		Name: "Studio (fictional)", Operator: operator,
		House: tenancy.House{
			Landlord: operator, Currency: finance.RUB,
			Buildings: []tenancy.Building{{ID: "A", Area: tenancy.MustArea("150.00")}},
			Spaces:    []tenancy.Space{{ID: "A-1", Building: "A", Area: tenancy.MustArea("100.00")}},
			Residents: []tenancy.Resident{{ID: "R-1"}, {ID: "R-2"}},
			Leases: []tenancy.Lease{{
				ID: "L-1", Resident: "R-1", Spaces: tenancy.ForTerm("A-1"), Term: term,
				Clauses: []accrual.Named{
					{Name: "base rent", Clause: tenancy.Amount{Monthly: rub("30000.00")}},
					{Name: "turnover rent", Clause: tenancy.TurnoverRent{Share: finance.MustRate("10%"), Over: rub("100000.00")}},
				},
			}},
		},
		Shop: brand.Shop{Party: operator, Region: "RU-SA", Currency: finance.RUB},
		Chart: ledger.Chart{Rules: []ledger.Rule{
			{Clause: "turnover rent", Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:turnover"}},
			{Clause: "promotion", Owes: ledger.Accounts{Control: ledger.Payable, Net: "expenses:promotion"}, Owed: ledger.Accounts{Control: ledger.Receivable, Net: "expenses:promotion"}},
			{Clause: "rebate", Owes: ledger.Accounts{Control: ledger.Payable, Net: "income:rent"}},
			{Clause: "deposit", Owed: ledger.Accounts{Control: ledger.Receivable, Net: "liabilities:deposits"}},
			{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent", Tax: "liabilities:tax"}},
		}},
	}
}

// alone is a study of c from 2027 to 2028, after a year in which nothing was
// sold.
func alone(t testing.TB, c cluster.Cluster, u strategy.Uncertainty) strategy.Study {
	return strategy.Study{
		Last: month("2028-12"), Futures: 1, Unknown: u,
		Scenarios: []strategy.Scenario{{Name: "alone", Cluster: c, Books: closed(t, c).Accrual}},
	}
}

func path(t testing.TB, s strategy.Study) []strategy.Month {
	t.Helper()
	months, err := s.Path(0, 0)
	require.NoError(t, err)
	return months
}

// stretches writes what each month brings and lets, equal ones in one line.
func stretches(path []strategy.Month) (lines []string) {
	for i := 0; i < len(path); {
		n := i + 1
		for n < len(path) && path[n].Income == path[i].Income && path[n].Let == path[i].Let {
			n++
		}
		lines = append(lines, fmt.Sprintf("%v..%v %v %v m²", path[i].Month, path[n-1].Month, path[i].Income, path[i].Let))
		i = n
	}
	return lines
}

// A lease that ends, by the day on which it ends: what each month brings, and
// what is let on its last day. June 2027 has 30 days.
func TestRenewalAndVoid(t *testing.T) {
	always, never := finance.MustRate("100%"), finance.Rate{}
	for _, c := range []struct {
		name, to string
		renewal  finance.Rate
		void     int
		want     []string
	}{
		{"without end", "", never, 0, []string{"2027-01..2028-12 30000.00 RUB 100.00 m²"}},
		{"after the horizon", "2029-01-01", never, 0, []string{"2027-01..2028-12 30000.00 RUB 100.00 m²"}},
		{"on the last day of the horizon", "2028-12-31", never, 0, []string{
			"2027-01..2028-11 30000.00 RUB 100.00 m²", "2028-12..2028-12 29032.26 RUB 0.00 m²"}}, // 30 of 31 days
		{"renewed in the middle of a month", "2027-06-16", always, 3, []string{"2027-01..2028-12 30000.00 RUB 100.00 m²"}},
		{"empty for ever", "2027-06-16", never, 0, []string{
			"2027-01..2027-05 30000.00 RUB 100.00 m²", "2027-06..2027-06 15000.00 RUB 0.00 m²", "2027-07..2028-12 0.00 RUB 0.00 m²"}},
		{"empty for three months, of which June is one", "2027-06-16", never, 3, []string{
			"2027-01..2027-05 30000.00 RUB 100.00 m²", "2027-06..2027-06 15000.00 RUB 0.00 m²", "2027-07..2027-08 0.00 RUB 0.00 m²",
			"2027-09..2028-08 30000.00 RUB 100.00 m²", "2028-09..2028-11 0.00 RUB 0.00 m²", "2028-12..2028-12 30000.00 RUB 100.00 m²"}},
		{"to a month's end", "2027-07-01", never, 3, []string{
			"2027-01..2027-06 30000.00 RUB 100.00 m²", "2027-07..2027-09 0.00 RUB 0.00 m²",
			"2027-10..2028-09 30000.00 RUB 100.00 m²", "2028-10..2028-12 0.00 RUB 0.00 m²"}},
		{"empty for the rest of the month", "2027-06-16", never, 1, []string{
			"2027-01..2027-05 30000.00 RUB 100.00 m²", "2027-06..2027-06 15000.00 RUB 0.00 m²",
			"2027-07..2028-06 30000.00 RUB 100.00 m²", "2028-07..2028-07 0.00 RUB 0.00 m²", "2028-08..2028-12 30000.00 RUB 100.00 m²"}},
		{"renewed as the study begins", "2027-01-01", always, 0, []string{"2027-01..2028-12 30000.00 RUB 100.00 m²"}},
		{"ended before", "2026-12-31", always, 3, []string{"2027-01..2028-12 0.00 RUB 0.00 m²"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := alone(t, studio(c.to), strategy.Uncertainty{Renewal: c.renewal, Void: c.void})
			require.Equal(t, c.want, stretches(path(t, s)))
		})
	}
}

// 300,000 a month, 10 % of what is over 100,000: 20,000 beside the base. In
// June each side of the end has half of the sales, under a whole breakpoint:
// 5,000 each.
func TestSalesOnBothSidesOfAnEnd(t *testing.T) {
	u := strategy.Uncertainty{
		Demand:  []strategy.Demand{{Agreement: "L-1", Meters: []accrual.Meter{tenancy.Sales}, Monthly: rub("300000.00")}},
		Renewal: finance.MustRate("100%"),
	}
	require.Equal(t, []string{
		"2027-01..2027-05 50000.00 RUB 100.00 m²", "2027-06..2027-06 40000.00 RUB 100.00 m²", "2027-07..2028-12 50000.00 RUB 100.00 m²",
	}, stretches(path(t, alone(t, studio("2027-06-16"), u))))
	require.Equal(t, []string{"2027-01..2028-12 50000.00 RUB 100.00 m²"}, stretches(path(t, alone(t, studio("2027-07-01"), u))))
	u.Renewal, u.Void = finance.Rate{}, 3
	require.Equal(t, []string{
		"2027-01..2027-05 50000.00 RUB 100.00 m²", "2027-06..2027-06 20000.00 RUB 0.00 m²", "2027-07..2027-08 0.00 RUB 0.00 m²",
		"2027-09..2028-08 50000.00 RUB 100.00 m²", "2028-09..2028-11 0.00 RUB 0.00 m²", "2028-12..2028-12 50000.00 RUB 100.00 m²",
	}, stretches(path(t, alone(t, studio("2027-06-16"), u))))
}

// What an empty space would have sold is not there when it is let again: a
// year's turnover rent counts only what was sold.
func TestAnEmptySpaceSellsNothing(t *testing.T) {
	c := studio("2027-07-01")
	c.House.Leases[0].Clauses = []accrual.Named{
		{Name: "turnover rent", Clause: tenancy.TurnoverRent{Share: finance.MustRate("10%"), Over: rub("600000.00"), Cycle: accrual.ByYear}},
	}
	s := alone(t, c, strategy.Uncertainty{
		Demand: []strategy.Demand{{Agreement: "L-1", Meters: []accrual.Meter{tenancy.Sales}, Monthly: rub("300000.00")}}, Void: 2,
	})
	s.Last = month("2027-12")
	require.Equal(t, []string{ // as signed over 600,000 from March on; again from September, over 600,000 from November on
		"2027-01..2027-02 0.00 RUB 100.00 m²", "2027-03..2027-06 30000.00 RUB 100.00 m²", "2027-07..2027-08 0.00 RUB 0.00 m²",
		"2027-09..2027-10 0.00 RUB 100.00 m²", "2027-11..2027-12 30000.00 RUB 100.00 m²",
	}, stretches(path(t, s)))
}

// Where a charge goes: what the operator owes lessens its line, what is an
// expense of the chart is a cost, a deposit is neither, and what a third party
// is owed is none of the operator's.
func TestWhereChargesGo(t *testing.T) {
	c := studio("")
	c.House.Leases[0].Clauses = []accrual.Named{
		{Name: "base rent", Clause: tenancy.Amount{Monthly: rub("30000.00")}},
		{Name: "rebate", Clause: tenancy.Amount{Monthly: rub("2000.00")}, Back: true},
		{Name: "promotion", Clause: tenancy.Amount{Monthly: rub("700.00")}, Back: true},
		{Name: "deposit", Clause: tenancy.Amount{Monthly: rub("90.00")}},
		{Name: "power", Clause: tenancy.Amount{Monthly: rub("5.00")}, To: "grid"},
	}
	s := alone(t, c, strategy.Uncertainty{})
	results, err := s.Run(context.Background(), 1)
	require.NoError(t, err)
	require.Equal(t, []ledger.Account{"income:rent", "income:turnover"}, results[0].Accounts)
	o := results[0].Outcomes[0]
	require.Equal(t, []finance.Money{rub("336000.00"), rub("0.00")}, o.Lines)
	require.Equal(t, rub("336000.00"), o.Income)
	require.Equal(t, rub("8400.00"), o.Costs)
	require.Equal(t, rub("327600.00"), o.Result)
	require.Equal(t, rub("655200.00"), o.Sum)
	require.Equal(t, rub("0.00"), o.Lowest)

	c.House.Leases[0].Clauses[2].Back = false // the resident pays for its promotion
	results, err = alone(t, c, strategy.Uncertainty{}).Run(context.Background(), 1)
	require.NoError(t, err)
	require.Equal(t, rub("-8400.00"), results[0].Outcomes[0].Costs)
}

// Prices that hold 20 % tax: June has 333.33 by the first terms and 866.67 by
// the second, together 1,200.00, of which 1,000.00 is net. Net of each, it
// would be 999.99.
func TestTaxInThePriceIsSplitOnce(t *testing.T) {
	c := studio("")
	c.House.Tax = accrual.Tax{Rates: civil.Timeline[finance.Rate]{{From: day("2026-01-01"), Value: finance.MustRate("20%"), Source: "test"}}, Included: true, Rounding: finance.HalfUp}
	lease := &c.House.Leases[0]
	lease.Clauses = []accrual.Named{{Name: "base rent", Clause: tenancy.Amount{Monthly: rub("1000.00")}}}
	lease.Amendments = []accrual.Amendment{{
		From: day("2027-06-11"), Known: day("2026-11-01"),
		Set: []accrual.Named{{Name: "base rent", Clause: tenancy.Amount{Monthly: rub("1300.01")}}},
	}}
	books := closed(t, c)
	s := alone(t, c, strategy.Uncertainty{})
	months := path(t, s)
	require.Equal(t, rub("1000.00"), months[5].Income)
	require.Equal(t, rub("833.33"), months[4].Income)
	forecast, err := c.Forecast(books, cluster.Facts{}, len(months))
	require.NoError(t, err)
	for i, f := range forecast {
		require.Equal(t, f.Total.Amount, months[i].Income, f.Month)
	}
}

// A new resident in mid-month has a key of its own, and so a tax of its own:
// 1,200.01 × 10/30 and the rest, each split.
func TestTaxInThePriceIsSplitByResident(t *testing.T) {
	c := studio("")
	c.House.Tax = accrual.Tax{Rates: civil.Timeline[finance.Rate]{{From: day("2026-01-01"), Value: finance.MustRate("20%"), Source: "test"}}, Included: true, Rounding: finance.HalfUp}
	lease := &c.House.Leases[0]
	lease.Clauses = []accrual.Named{{Name: "base rent", Clause: tenancy.Amount{Monthly: rub("1200.01")}}}
	lease.Amendments = []accrual.Amendment{{From: day("2027-06-11"), Known: day("2026-11-01"), Parties: &accrual.Parties{Creditor: operator, Debtor: "R-2"}}}
	books := closed(t, c)
	months := path(t, alone(t, c, strategy.Uncertainty{}))
	forecast, err := c.Forecast(books, cluster.Facts{}, len(months))
	require.NoError(t, err)
	require.Equal(t, rub("1000.01"), months[4].Income)
	require.Equal(t, rub("1000.00"), months[5].Income) // 400.00 holds 66.67, and 800.01 holds 133.34
	for i, f := range forecast {
		require.Equal(t, f.Total.Amount, months[i].Income, f.Month)
	}
}

// A lease that was signed after the last close counts from its first day, as in
// a forecast; one that began in a closed month is refused. A meter that nobody
// feeds is a mistyped name.
func TestWhatBecameKnownSinceTheLastClose(t *testing.T) {
	c := studio("")
	s := alone(t, c, strategy.Uncertainty{})
	late := c.House.Leases[0]
	late.ID, late.Signed, late.Term, late.Spaces = "L-2", day("2027-01-01"), civil.Period{From: day("2027-02-01")}, tenancy.ForTerm("A-2")
	c.House.Spaces = append(c.House.Spaces, tenancy.Space{ID: "A-2", Building: "A", Area: tenancy.MustArea("20.00")})
	c.House.Leases = append(c.House.Leases, late)
	s.Scenarios[0].Cluster = c
	want := []string{"2027-01..2027-01 30000.00 RUB 100.00 m²", "2027-02..2028-12 60000.00 RUB 120.00 m²"}
	require.Equal(t, want, stretches(path(t, s)))
	c.House.Leases[1].Signed = day("2027-01-20")
	require.Equal(t, want, stretches(path(t, s)))
	c.House.Leases[1].Term.From = day("2026-12-01")
	_, err := s.Path(0, 0)
	require.ErrorIs(t, err, finance.ErrOrder)
	c.House.Leases[1].Term.From = day("2027-02-01")
	s.Unknown.Demand = []strategy.Demand{{Agreement: "L-1", Meters: []accrual.Meter{"sails"}, Monthly: rub("1.00")}}
	_, err = s.Path(0, 0)
	require.ErrorIs(t, err, finance.ErrUnknown)
	require.ErrorContains(t, err, "unknown.demand[L-1].meters")
}

// A year's costs grow with each 1 January after the first month: 1,000, then
// 1,100, then 1,210.
func TestCostsGrow(t *testing.T) {
	s := alone(t, studio(""), strategy.Uncertainty{})
	s.Last = month("2029-12")
	s.Costs = []strategy.CostPath{
		{Account: "expenses:heating", Monthly: rub("1000.00"), Growth: finance.MustRate("10%")},
		{Account: "expenses:security", Monthly: rub("29500.00"), Growth: finance.MustRate("-100%")},
	}
	months := path(t, s)
	require.Equal(t, rub("30500.00"), months[0].Costs)
	require.Equal(t, rub("30500.00"), months[11].Costs)
	require.Equal(t, rub("1100.00"), months[12].Costs)
	require.Equal(t, rub("1210.00"), months[24].Costs)
	results, err := s.Run(context.Background(), 3)
	require.NoError(t, err)
	o := results[0].Outcomes[0]
	require.Equal(t, rub("14520.00"), o.Costs)
	require.Equal(t, rub("345480.00"), o.Result)
	require.Equal(t, rub("686280.00"), o.Sum)   // 3 × 360,000, less 366,000, 13,200 and 14,520
	require.Equal(t, rub("-6000.00"), o.Lowest) // after the first year
	require.Equal(t, "100.00", o.Let.String())
}

// A horizon of less than a year: what there is of it.
func TestAShortHorizon(t *testing.T) {
	s := alone(t, studio(""), strategy.Uncertainty{})
	s.Last = month("2027-01")
	results, err := s.Run(context.Background(), 1)
	require.NoError(t, err)
	require.Equal(t, rub("30000.00"), results[0].Outcomes[0].Income)
	require.Equal(t, rub("30000.00"), results[0].Outcomes[0].Sum)
	s.Last = month("2028-01")
	results, err = s.Run(context.Background(), 1)
	require.NoError(t, err)
	require.Equal(t, rub("360000.00"), results[0].Outcomes[0].Income)
	require.Equal(t, rub("390000.00"), results[0].Outcomes[0].Sum)
}
