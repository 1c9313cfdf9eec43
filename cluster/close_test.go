package cluster_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/revshare"
	"github.com/creative-cluster/kvartal/partnership"
)

func rub(s string) finance.Money { return finance.MustMoney(s + " RUB") }
func day(s string) civil.Date    { return civil.MustDate(s) }
func month(s string) civil.Month { return civil.MustMonth(s) }
func period(from, to string) civil.Period {
	return civil.Period{From: day(from), To: day(to)}
}

const operator accrual.Party = "quarter"

// quarter is a small cluster: two spaces, a studio, a maker's goods, a partner.
// Everybody in it is fictional.
func quarter() cluster.Cluster {
	vat := accrual.Tax{Rates: civil.Timeline[finance.Rate]{{From: day("2026-01-01"), Value: finance.MustRate("5%"), Source: "test"}}, Rounding: finance.HalfUp}
	return cluster.Cluster{
		Name: "Quarter (fictional)", Operator: operator,
		House: tenancy.House{
			Landlord: operator, Currency: finance.RUB, Tax: vat,
			Buildings: []tenancy.Building{{ID: "A", Area: tenancy.MustArea("200.00")}},
			Spaces: []tenancy.Space{
				{ID: "A-1", Building: "A", Area: tenancy.MustArea("60.00")},
				{ID: "A-2", Building: "A", Area: tenancy.MustArea("40.00"), Asking: rub("800.00")},
			},
			Residents: []tenancy.Resident{{ID: "R-3", Name: "Ceramics workshop"}},
			Leases: []tenancy.Lease{{
				ID: "L-7", Resident: "R-3", Spaces: tenancy.ForTerm("A-1"), Term: period("2026-03-21", "2026-07-01"), Signed: day("2026-03-01"),
				Clauses: []accrual.Named{
					{Name: "base rent", Clause: tenancy.Amount{Monthly: rub("45000.00")}, Due: 10},
					{Name: "turnover rent", Clause: tenancy.TurnoverRent{Share: finance.MustRate("8%"), Over: rub("150000.00")}, Due: 10},
				},
			}},
		},
		Shop: brand.Shop{
			Party: operator, Region: "RU-SA", Currency: finance.RUB, Tax: vat,
			Brands: []brand.Brand{{ID: "B-1", Name: "Soap of the Amur", Maker: "M-1", Region: "RU-AMU", Category: "care"}},
			Consignments: []brand.Consignment{{
				ID: "C-1", Brand: "B-1", Known: day("2026-03-01"), Term: period("2026-03-01", "2027-03-01"),
				Clauses: brand.ProceedsLess(revshare.Commission{Meter: brand.Gross, Rate: finance.MustRate("40%")}),
			}},
		},
		Exchange: partnership.Exchange{
			Partners: []partnership.Partner{{ID: operator, Name: "Quarter", Region: "RU-SA", Since: day("2026-01-01")}, {ID: "amur", Name: "Amur cluster (fictional)", Region: "RU-AMU", Since: day("2026-01-01")}},
			Hostings: []partnership.Hosting{{ID: "H-1", Host: operator, Guest: "amur", Term: period("2026-03-01", "2026-06-01"), Signed: day("2026-02-01"), Known: day("2026-02-01"), Quota: partnership.MustMetres("4.00")}},
		},
		Regimes: []cluster.Regime{{Name: "npd", Limit: civil.Timeline[finance.Money]{{From: day("2019-01-01"), Value: rub("2400000.00"), Source: "test"}}, Warn: finance.MustRate("0.4%")}},
		Parties: []cluster.Profile{{ID: "M-1", Name: "Soap maker (fictional)", Regime: "npd"}},
		Awards:  []cluster.Award{{ID: "fund", Name: "Festival", Giver: "ministry", Amount: rub("30000.00"), Spend: day("2026-12-31")}},
		Chart: ledger.Chart{Rules: []ledger.Rule{
			{Clause: brand.Proceeds, Owes: ledger.Accounts{Control: ledger.Makers, Net: "assets:takings"}},
			{Clause: brand.Fee, Owed: ledger.Accounts{Control: ledger.Makers, Net: "income:shop", Tax: "liabilities:tax"}},
			{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent", Tax: "liabilities:tax"}},
		}},
		Budget: []cluster.BudgetLine{
			{Month: month("2026-03"), Account: "income:rent", Amount: rub("20000.00")},
			{Month: month("2026-03"), Account: "expenses:heating", Amount: rub("9000.00")},
			{Month: month("2026-05"), Account: "income:rent", Amount: rub("40000.00")},
		},
	}
}

func march() cluster.Facts {
	return cluster.Facts{
		Sales: []tenancy.Sale{{ID: "S-1", Lease: "L-7", On: day("2026-03-28"), Known: day("2026-03-28"), Amount: rub("212500.00")}},
		Shop: brand.Facts{
			Deliveries: []brand.Delivery{{ID: "D-1", Consignment: "C-1", SKU: "soap", On: day("2026-03-02"), Known: day("2026-03-02"), Units: 50}},
			Sales:      []brand.Sale{{ID: "T-1", Consignment: "C-1", SKU: "soap", On: day("2026-03-05"), Known: day("2026-03-05"), Units: 20, Amount: rub("10000.00")}},
		},
		Placements: []partnership.Placement{{ID: "P-1", Hosting: "H-1", Brand: "B-1", Period: period("2026-03-01", "2026-06-01"), Metres: partnership.MustMetres("3.00"), Known: day("2026-03-01")}},
		Costs: []cluster.Cost{
			{ID: "K-1", Line: "expenses:heating", Supplier: "heat", Period: period("2026-03-01", "2026-04-01"), On: day("2026-03-31"), Known: day("2026-03-31"), Net: rub("10000.00"), Tax: rub("2200.00")},
			{ID: "K-2", Line: "expenses:insurance", Supplier: "insurer", Period: period("2026-03-01", "2026-06-01"), On: day("2026-03-10"), Known: day("2026-03-10"), Net: rub("9200.00")},
			{ID: "K-3", Line: "expenses:events", Supplier: "stage", Period: period("2026-03-01", "2026-04-01"), On: day("2026-03-20"), Known: day("2026-03-20"), Net: rub("12000.00"), Funds: cluster.SubsidyFunds, Award: "fund"},
		},
		Payments: []ledger.Payment{
			{ID: "1", From: "ministry", To: operator, On: day("2026-03-02"), Known: day("2026-03-02"), Amount: rub("30000.00"), Against: "liabilities:subsidies:fund"},
			{ID: "2", From: "bank", To: operator, On: day("2026-03-06"), Known: day("2026-03-07"), Amount: rub("10000.00"), Against: "assets:takings"},
		},
	}
}

func closeMonth(t *testing.T, c cluster.Cluster, books cluster.Books, m string, facts cluster.Facts) cluster.Closed {
	t.Helper()
	closed, err := c.Close(books, month(m), month(m).Next().First(), facts)
	require.NoError(t, err)
	return closed
}

func posted(c cluster.Closed) []string {
	var all []string
	for _, o := range c.Obligations {
		all = append(all, fmt.Sprintf("%s owes %s for %v: %v + %v", o.Debtor, o.Clause, o.For, o.Net, o.Tax))
	}
	return all
}

func balances(l ledger.Ledger, at string) []string {
	var all []string
	for _, row := range l.TrialBalance(day(at)).Rows {
		if !row.Balance.IsZero() {
			all = append(all, fmt.Sprint(row.Account, " ", row.Balance))
		}
	}
	return all
}

// March of a small cluster, entry by entry: 11 of 31 days of rent, 8 % of
// 62,500, a fee of 40 %, an insurance of three months and a subsidised stage.
func TestCloseOfAMonth(t *testing.T) {
	c := quarter()
	closed := closeMonth(t, c, cluster.Books{}, "2026-03", march())
	require.Equal(t, []string{
		"quarter owes proceeds for 2026-03: 10000.00 RUB + 0.00 RUB",
		"M-1 owes fee for 2026-03: 4000.00 RUB + 200.00 RUB",
		"R-3 owes base rent for 2026-03: 15967.74 RUB + 798.39 RUB",
		"R-3 owes turnover rent for 2026-03: 5000.00 RUB + 250.00 RUB",
	}, posted(closed))
	require.Equal(t, []string{
		"assets:cash 40000.00 RUB",
		"assets:prepaid 6100.00 RUB", // 61 of 92 days
		"assets:receivable 22016.13 RUB",
		"assets:tax:input 2200.00 RUB",
		"expenses:events 12000.00 RUB",
		"expenses:heating 10000.00 RUB",
		"expenses:insurance 3100.00 RUB",
		"income:public:subsidies -12000.00 RUB",
		"income:rent -20967.74 RUB",
		"income:shop -4000.00 RUB",
		"liabilities:makers -5800.00 RUB",
		"liabilities:payable -33400.00 RUB",
		"liabilities:subsidies:fund -18000.00 RUB",
		"liabilities:tax -1248.39 RUB",
	}, balances(closed.Books.Ledger, "2026-03-31"))

	again := closeMonth(t, c, closed.Books, "2026-03", march())
	require.Empty(t, again.Obligations)
	require.Empty(t, slices.Collect(again.Entries()))
	require.Equal(t, balances(closed.Books.Ledger, "2026-03-31"), balances(again.Books.Ledger, "2026-03-31"))
}

// A late sale and a late return of March become adjustments in April; what was
// closed stays as it was.
func TestLateFactsOfAClosedMonth(t *testing.T) {
	c, facts := quarter(), march()
	before := closeMonth(t, c, cluster.Books{}, "2026-03", facts)
	facts.Sales = append(facts.Sales, tenancy.Sale{ID: "S-2", Lease: "L-7", On: day("2026-03-30"), Known: day("2026-04-02"), Amount: rub("10000.00")})
	facts.Shop.Returns = append(facts.Shop.Returns, brand.Return{ID: "T-2", Sale: "T-1", On: day("2026-03-31"), Known: day("2026-04-03"), Units: 2, Amount: rub("1000.00")})
	after := closeMonth(t, c, before.Books, "2026-04", facts)
	require.Equal(t, []string{
		"quarter owes proceeds for 2026-03: -1000.00 RUB + 0.00 RUB",
		"M-1 owes fee for 2026-03: -400.00 RUB + -20.00 RUB",
		"R-3 owes turnover rent for 2026-03: 800.00 RUB + 40.00 RUB",
		"R-3 owes base rent for 2026-04: 45000.00 RUB + 2250.00 RUB",
	}, posted(after))
	require.Equal(t, balances(before.Books.Ledger, "2026-03-31"), balances(after.Books.Ledger, "2026-03-31"))
	require.Equal(t, slices.Collect(before.Books.Ledger.Entries()), slices.Collect(after.Books.Ledger.Entries())[:before.Books.Ledger.Len()])

	report, err := c.Report(after.Books, month("2026-04"), facts)
	require.NoError(t, err)
	require.Equal(t, 3, report.Adjustment)
	require.Equal(t, rub("1400.00"), report.Adjusted) // + 1,000 - 400 + 800

	explainer, err := c.Explainer(day("2026-05-01"), facts)
	require.NoError(t, err)
	why, err := explainer.Explain(after.Obligations[2].Key)
	require.NoError(t, err)
	require.Equal(t, "222500.00 RUB over 150000.00 RUB; 72500.00 RUB × 8%", why.String())
}

func TestReportOfAMonth(t *testing.T) {
	c, facts := quarter(), march()
	closed := closeMonth(t, c, cluster.Books{}, "2026-03", facts)
	r, err := c.Report(closed.Books, month("2026-03"), facts)
	require.NoError(t, err)
	share, err := r.Occupancy.Now.Share()
	require.NoError(t, err)
	require.Equal(t, "60%", share.String())
	require.Equal(t, rub("32000.00"), r.Vacancy.Total)
	require.Equal(t, rub("45000.00"), r.Roll.Now.Net)
	require.Empty(t, r.Ending) // 92 days
	require.Equal(t, rub("36967.74"), r.Earned.Now.Amount)
	require.Equal(t, rub("25100.00"), r.Spent.Now.Amount)
	require.Equal(t, rub("11867.74"), r.Result.Now.Amount)
	require.Equal(t, ledger.Account("income:rent"), r.Income[1].Now.Account)
	require.Equal(t, rub("20000.00"), r.Income[1].Now.Plan)
	require.True(t, r.Income[1].Now.Planned)
	require.Equal(t, rub("40000.00"), r.Cash.Now.Left)
	held, err := cluster.Held(r.Cash.Now)
	require.NoError(t, err)
	require.Equal(t, rub("23800.00"), held) // makers 5,800, subsidy 18,000
	require.Equal(t, rub("10000.00"), r.Shop.Now.Gross)
	require.Equal(t, rub("4000.00"), r.Shop.Now.Fee)
	require.Equal(t, rub("5800.00"), r.Due)
	require.Equal(t, []brand.Guests{{Region: "RU-AMU", Brands: []string{"B-1"}}}, r.Guests)
	require.Equal(t, "3", r.Exchange.Given.String())
	require.Len(t, r.Ends, 1)
	covers, ok := r.Covers()
	require.True(t, ok)
	require.Equal(t, "1848387/1255000", covers.String())
	var kinds []string
	for _, d := range r.Decisions {
		kinds = append(kinds, fmt.Sprint(d.Kind, " ", d.Subject, " ", d.Amount))
	}
	require.Equal(t, []string{"income-limit M-1 10000.00 RUB", "let-space A-2 32000.00 RUB", "renew-quota H-1 0", "spend-award fund 18000.00 RUB"}, kinds)
}

// The terms already signed bring rent until the lease ends.
func TestForecast(t *testing.T) {
	c, facts := quarter(), march()
	closed := closeMonth(t, c, cluster.Books{}, "2026-03", facts)
	months, err := c.Forecast(closed.Books, facts, 12)
	require.NoError(t, err)
	require.Len(t, months, 12)
	for i, want := range []string{"45000.00", "45000.00", "45000.00", "0.00", "0.00"} {
		require.Equal(t, rub(want), months[i].Total.Amount, months[i].Month)
	}
	require.Equal(t, rub("40000.00"), months[1].Lines[0].Plan)
	// What is forecast is what will be closed if nothing happens.
	for _, f := range months[:4] {
		closed = closeMonth(t, c, closed.Books, f.Month.String(), facts)
		require.Equal(t, f.Obligations, closed.Obligations)
	}
}

// Everything that is wrong is reported at once, each with its place.
func TestValidate(t *testing.T) {
	c := quarter()
	c.House.Landlord, c.Shop.Currency, c.Name = "else", finance.USD, ""
	c.Shop.Consignments[0].ID = "L-7"
	c.Awards = append(c.Awards, c.Awards[0])
	c.Parties[0].Regime = "none"
	c.Budget[0].Amount = rub("-1.00")
	err := c.Validate()
	for _, want := range []string{
		"name: missing", "house.landlord: ", "shop.currency: USD, not RUB: currency", "shop.consignments[0].id: ", "awards[1]: duplicate",
		`parties[0].regime: "none": unknown`, "budget[0].amount: negative",
	} {
		require.ErrorContains(t, err, want)
	}
}

func TestCheck(t *testing.T) {
	c, f := quarter(), march()
	f.Sales[0].Lease = "L-8"
	f.Costs[0].Award, f.Costs[1].Line, f.Costs[2].Net = "fund", "assets:x", finance.MustMoney("1.00 USD")
	f.Payments[0].To = "R-3"
	f.Shop.Sales[0].Units = 51
	err := c.Check(f)
	for _, want := range []string{"sales[0].lease: ", "costs[0].award: ", "costs[1].line: ", "costs[2].net: currency", "payments[0].to: ", "shop."} {
		require.ErrorContains(t, err, want)
	}
	_, closeErr := c.Close(cluster.Books{}, month("2026-03"), day("2026-04-01"), f)
	require.EqualError(t, closeErr, err.Error())
}

// A cluster without a shop closes its leases; goods need a shop.
func TestClusterWithoutAShop(t *testing.T) {
	c, facts := quarter(), march()
	c.Shop, facts.Shop = brand.Shop{}, brand.Facts{}
	closed := closeMonth(t, c, cluster.Books{}, "2026-03", facts)
	require.Len(t, closed.Obligations, 2)
	r, err := c.Report(closed.Books, month("2026-03"), facts)
	require.NoError(t, err)
	require.True(t, r.Shop.Now.Gross.IsZero())
	facts.Shop = march().Shop
	require.ErrorIs(t, c.Check(facts), finance.ErrUnknown)
}
