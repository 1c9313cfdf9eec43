package cluster_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/partnership"
)

// april is march and a month more: the shop sells 4,000 and takes 500 back, the
// resident pays 20,000 and a deposit, the supplier of heat and the maker are
// paid.
func april() cluster.Facts {
	f := march()
	f.Shop.Sales = append(f.Shop.Sales, brand.Sale{ID: "T-3", Consignment: "C-1", SKU: "soap", On: day("2026-04-10"), Known: day("2026-04-10"), Units: 8, Amount: rub("4000.00")})
	f.Shop.Returns = append(f.Shop.Returns, brand.Return{ID: "T-4", Sale: "T-1", On: day("2026-04-12"), Known: day("2026-04-12"), Units: 1, Amount: rub("500.00")})
	f.Costs = append(f.Costs, cluster.Cost{ID: "K-4", Line: "expenses:heating", Supplier: "heat", Period: period("2026-04-01", "2026-05-01"), On: day("2026-04-30"), Known: day("2026-04-30"), Net: rub("8000.00")})
	pay := func(id string, from, to accrual.Party, on, amount string, against ledger.Account) {
		f.Payments = append(f.Payments, ledger.Payment{ID: id, From: from, To: to, On: day(on), Known: day(on), Amount: rub(amount), Against: against})
	}
	pay("3", "bank", operator, "2026-04-13", "3500.00", "assets:takings")
	pay("4", "R-3", operator, "2026-04-20", "20000.00", "")
	pay("5", "R-3", operator, "2026-04-20", "5000.00", ledger.Deposits)
	pay("6", operator, "heat", "2026-04-15", "12200.00", "")
	pay("7", operator, "M-1", "2026-04-20", "3000.00", ledger.Makers)
	return f
}

// throughMonth closes every month from March on.
func throughMonth(t testing.TB, c cluster.Cluster, last string, facts cluster.Facts) cluster.Books {
	t.Helper()
	var books cluster.Books
	for m := range month("2026-03").Through(month(last)) {
		closed, err := c.Close(books, m, m.Next().First(), facts)
		require.NoError(t, err)
		books = closed.Books
	}
	return books
}

func reportOf(t testing.TB, c cluster.Cluster, books cluster.Books, m string, facts cluster.Facts) cluster.Report {
	t.Helper()
	r, err := c.Report(books, month(m), facts)
	require.NoError(t, err)
	return r
}

func lineText(x cluster.Compared[cluster.Line]) string {
	plan := "not planned"
	if x.Now.Planned {
		plan = "planned " + x.Now.Plan.String()
	}
	return fmt.Sprintf("%s %v, %s, before %v", x.Now.Account, x.Now.Amount, plan, x.Before.Amount)
}

func linesText(lines []cluster.Compared[cluster.Line]) (all []string) {
	for _, x := range lines {
		all = append(all, lineText(x))
	}
	return all
}

func decisionsText(r cluster.Report) (all []string) {
	for _, d := range r.Decisions {
		all = append(all, fmt.Sprintf("%v %s %v by %v", d.Kind, d.Subject, d.Amount, d.By))
	}
	return all
}

// April, subject by subject, beside March.
func TestReportBesideTheMonthBefore(t *testing.T) {
	c, facts := quarter(), april()
	c.Budget = append(c.Budget,
		cluster.BudgetLine{Month: month("2026-04"), Account: "income:rent:studios", Amount: rub("30000.00")},
		cluster.BudgetLine{Month: month("2026-04"), Account: "income:rent:halls", Amount: rub("16000.00")},
		cluster.BudgetLine{Month: month("2026-04"), Account: "expenses:power", Amount: rub("700.00")},
		cluster.BudgetLine{Month: month("2026-04"), Account: "expenses:power", Amount: rub("300.00")})
	books := throughMonth(t, c, "2026-04", facts)
	r := reportOf(t, c, books, "2026-04", facts)
	require.Equal(t, day("2026-05-01"), r.Cutoff)
	require.Equal(t, []string{
		"income:public 0.00 RUB, not planned, before 12000.00 RUB",
		"income:rent 45000.00 RUB, planned 46000.00 RUB, before 20967.74 RUB",
		"income:shop 1400.00 RUB, not planned, before 4000.00 RUB", // 40 % of 3,500
	}, linesText(r.Income))
	require.Equal(t, "income 46400.00 RUB, planned 46000.00 RUB, before 36967.74 RUB", lineText(r.Earned))
	require.Equal(t, []string{
		"expenses:events 0.00 RUB, not planned, before 12000.00 RUB",
		"expenses:heating 8000.00 RUB, not planned, before 10000.00 RUB",
		"expenses:insurance 3000.00 RUB, not planned, before 3100.00 RUB", // 30 and 31 of 92 days
		"expenses:power 0.00 RUB, planned 1000.00 RUB, before 0.00 RUB",
	}, linesText(r.Costs))
	require.Equal(t, "expenses 11000.00 RUB, planned 1000.00 RUB, before 25100.00 RUB", lineText(r.Spent))
	require.Equal(t, cluster.Line{Amount: rub("35400.00"), Plan: rub("45000.00"), Planned: true}, r.Result.Now)
	require.Equal(t, cluster.Line{Amount: rub("11867.74"), Plan: rub("11000.00"), Planned: true}, r.Result.Before)

	require.Equal(t, ledger.CashFlow{
		Opening: rub("40000.00"), In: rub("28500.00"), Out: rub("15200.00"), Left: rub("53300.00"),
		ToMakers:   rub("4830.00"), // 5,800 + 3,500 - 1,470 - 3,000
		InDeposits: rub("5000.00"), InSubsidies: rub("18000.00"), Own: rub("25470.00"),
	}, r.Cash.Now)
	require.Equal(t, rub("40000.00"), r.Cash.Before.In)
	held, err := cluster.Held(r.Cash.Now)
	require.NoError(t, err)
	require.Equal(t, rub("27830.00"), held)

	require.Equal(t, []int{30, 60, 90}, r.Ageing.Bounds)
	require.Equal(t, []ledger.AgeRow{{ // of 22,016.13 for March, due on 11 April, and 47,250.00 for April
		Party: "R-3", NotDue: rub("47250.00"), Overdue: []finance.Money{rub("2016.13"), rub("0.00"), rub("0.00"), rub("0.00")}, Ahead: rub("0.00"), Total: rub("49266.13"),
	}}, r.Ageing.Rows)
	require.Equal(t, r.Ageing.Rows, r.Largest)

	require.Equal(t, brand.Result{Month: month("2026-04"), Gross: rub("4000.00"), Returns: rub("500.00"), Fee: rub("1400.00")}, r.Shop.Now)
	require.Equal(t, brand.Result{Month: month("2026-03"), Gross: rub("10000.00"), Returns: rub("0.00"), Fee: rub("4000.00")}, r.Shop.Before)
	require.Equal(t, rub("4830.00"), r.Due)
	require.Equal(t, []tenancy.Rent{r.Roll.Now.Rows[0]}, r.Ending)
	require.Equal(t, rub("45000.00"), r.Roll.Before.Net)
	require.Equal(t, "6", r.Exchange.Given.String()) // 3 m for two months
	require.Equal(t, "0", r.Exchange.Received.String())
	require.Len(t, r.Quotas, 1)
	require.Equal(t, "3.00", r.Quotas[0].Placed.String())
	require.Equal(t, []string{
		"income-limit M-1 13500.00 RUB by ",
		"renew-lease L-7 45000.00 RUB by 2026-07-01",
		"let-space A-2 32000.00 RUB by ",
		"renew-quota H-1 0 by 2026-06-01",
		"spend-award fund 18000.00 RUB by 2027-01-01",
	}, decisionsText(r))

	before := reportOf(t, c, books, "2026-03", facts) // March as the books see it now
	require.Equal(t, rub("36967.74"), before.Earned.Now.Amount)
	require.Equal(t, rub("0.00"), before.Earned.Before.Amount)
	require.Equal(t, rub("0.00"), before.Cash.Before.Left)
	require.Equal(t, brand.Result{Month: month("2026-02"), Gross: rub("0.00"), Returns: rub("0.00"), Fee: rub("0.00")}, before.Shop.Before)
	require.Empty(t, before.Roll.Before.Rows)
}

// By the end of May the rest of March's rent is 50 days overdue.
func TestArrearsAreChased(t *testing.T) {
	c, facts := quarter(), april()
	c.Awards = nil
	facts.Costs, facts.Payments = facts.Costs[:2], facts.Payments[1:]
	books := throughMonth(t, c, "2026-05", facts)
	r := reportOf(t, c, books, "2026-05", facts)
	require.Equal(t, []finance.Money{rub("47250.00"), rub("2016.13"), rub("0.00"), rub("0.00")}, r.Ageing.Rows[0].Overdue)
	require.Equal(t, []string{
		"chase-arrears R-3 2016.13 RUB by ",
		"income-limit M-1 13500.00 RUB by ",
		"renew-lease L-7 45000.00 RUB by 2026-07-01",
		"let-space A-2 32000.00 RUB by ",
		"renew-quota H-1 0 by 2026-06-01",
	}, decisionsText(r))
	june := reportOf(t, c, throughMonth(t, c, "2026-06", facts), "2026-06", facts)
	require.Equal(t, "chase-arrears R-3 49266.13 RUB by ", decisionsText(june)[0]) // 20 + 30 and 80 days
	require.Equal(t, rub("0.00"), r.Shop.Now.Gross)
	july := reportOf(t, c, throughMonth(t, c, "2026-07", facts), "2026-07", facts)
	require.Empty(t, july.Roll.Now.Rows)
	require.Len(t, july.Roll.Before.Rows, 1)
	require.Empty(t, july.Ends)
	require.Equal(t, []string{
		"chase-arrears R-3 96516.13 RUB by ",
		"income-limit M-1 13500.00 RUB by ",
		"let-space A-2 32000.00 RUB by ", "let-space A-1 0.00 RUB by ",
	}, decisionsText(july)) // A-1 stands empty too, but nobody said what it should bring
}

// Of each kind the largest comes first, of equal ones the first of the house.
func TestDecisionsAreInOrder(t *testing.T) {
	c := quarter()
	for i, monthly := range []string{"100.00", "900.00", "100.00"} {
		id := fmt.Sprint("N-", i)
		c.House.Spaces = append(c.House.Spaces, tenancy.Space{ID: id, Building: "A", Area: tenancy.MustArea("10.00")})
		c.House.Leases = append(c.House.Leases, tenancy.Lease{
			ID: id, Resident: "R-3", Spaces: tenancy.ForTerm(id), Term: period("2026-03-01", "2026-04-01"), Signed: day("2026-03-01"),
			Clauses: []accrual.Named{{Name: "base rent", Clause: tenancy.Amount{Monthly: rub(monthly)}}},
		})
	}
	books := throughMonth(t, c, "2026-03", cluster.Facts{})
	require.Equal(t, []string{
		"renew-lease N-1 900.00 RUB by 2026-04-01", "renew-lease N-0 100.00 RUB by 2026-04-01", "renew-lease N-2 100.00 RUB by 2026-04-01",
		"let-space A-2 32000.00 RUB by ", "renew-quota H-1 0 by 2026-06-01",
	}, decisionsText(reportOf(t, c, books, "2026-03", cluster.Facts{})))
}

// A maker's income from 10,000 in March: the limit of the day, the part from
// which on to tell, and a year that begins anew.
func TestIncomeLimits(t *testing.T) {
	limits := func(c cluster.Cluster, last string, facts cluster.Facts) (found []string) {
		for _, d := range reportOf(t, c, throughMonth(t, c, last, facts), last, facts).Decisions {
			if d.Kind == cluster.IncomeLimit {
				found = append(found, d.Subject+" "+d.Amount.String())
			}
		}
		return found
	}
	c, facts := quarter(), march()
	c.Regimes[0].Limit = civil.Timeline[finance.Money]{
		{From: day("2026-01-01"), Value: rub("10000.00"), Source: "test"}, {From: day("2026-03-31"), Value: rub("20000.00"), Source: "test"},
		{From: day("2026-04-01"), Value: rub("10000.01"), Source: "test"},
	}
	c.Regimes[0].Warn = finance.MustRate("50%")
	require.Equal(t, []string{"M-1 10000.00 RUB"}, limits(c, "2026-03", facts))
	c.Regimes[0].Warn = finance.MustRate("50.001%")
	require.Empty(t, limits(c, "2026-03", facts))
	c.Regimes[0].Warn = finance.MustRate("100%")
	require.Empty(t, limits(c, "2026-04", facts))
	facts.Shop.Sales = append(facts.Shop.Sales, brand.Sale{ID: "T-9", Consignment: "C-1", SKU: "soap", On: day("2026-04-01"), Known: day("2026-04-01"), Units: 1, Amount: rub("0.01")})
	require.Equal(t, []string{"M-1 10000.01 RUB"}, limits(c, "2026-04", facts))
	c.Regimes[0].Warn = finance.MustRate("0.1%")
	require.Equal(t, []string{"M-1 10000.01 RUB"}, limits(c, "2026-12", facts))
	require.Empty(t, limits(c, "2027-01", facts))
	c.Parties[0].Regime = ""
	require.Empty(t, limits(c, "2026-04", facts))
	c.Parties = append(c.Parties, cluster.Profile{ID: "M-2", Name: "Nobody (fictional)", Regime: "npd"})
	c.Regimes = append([]cluster.Regime{{Name: "other", Limit: civil.Timeline[finance.Money]{{From: day("2019-01-01"), Value: rub("1.00"), Source: "test"}}, Warn: finance.MustRate("1%")}}, c.Regimes...)
	c.Parties[0].Regime = "other"
	require.Equal(t, []string{"M-1 10000.01 RUB"}, limits(c, "2026-04", facts))
	c.Regimes[0].Limit[0].From = day("2026-05-01") // no limit yet
	require.Empty(t, limits(c, "2026-04", facts))
	// An earlier month is told without later sales.
	c.Regimes[0].Limit[0].From = day("2019-01-01")
	r := reportOf(t, c, throughMonth(t, c, "2026-04", facts), "2026-03", facts)
	require.Equal(t, rub("10000.00"), r.Decisions[0].Amount)
}

// A month that was not closed has no report, whichever side it lies on.
func TestReportRefuses(t *testing.T) {
	c, facts := quarter(), march()
	books := throughMonth(t, c, "2026-04", facts)
	for _, m := range []civil.Month{{}, month("2026-02"), month("2026-05"), month("9999-12"), month("0001-01")} {
		_, err := c.Report(books, m, facts)
		require.EqualError(t, err, fmt.Sprintf("month: %v was not closed: out of range", m))
	}
	_, err := c.Report(cluster.Books{}, month("2026-03"), facts)
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = cluster.Cluster{}.Report(books, month("2026-03"), facts)
	require.Error(t, err)
	facts.Shop.Sales[0].Units = 51
	_, err = c.Report(books, month("2026-03"), facts)
	require.ErrorContains(t, err, "shop.")
}

// What a maker must give back lessens no other maker's money.
func TestDueToMakers(t *testing.T) {
	c, facts := quarter(), march()
	c.Shop.Brands = append(c.Shop.Brands, brand.Brand{ID: "B-2", Name: "Tea", Maker: "M-2", Region: "RU-SA", Category: "food"})
	second := c.Shop.Consignments[0]
	second.ID, second.Brand = "C-2", "B-2"
	c.Shop.Consignments = append(c.Shop.Consignments, second)
	facts.Payments = append(facts.Payments, ledger.Payment{ID: "9", From: operator, To: "M-2", On: day("2026-03-30"), Known: day("2026-03-30"), Amount: rub("1000.00"), Against: ledger.Makers})
	r := reportOf(t, c, throughMonth(t, c, "2026-03", facts), "2026-03", facts)
	require.Equal(t, rub("5800.00"), r.Due)
	require.Equal(t, r.Due, r.Cash.Now.ToMakers)
	require.False(t, r.DueOn.IsZero())
	require.Len(t, r.Guests, 1)
	facts.Payments = append(facts.Payments, ledger.Payment{ID: "10", From: operator, To: "M-1", On: day("2026-03-31"), Known: day("2026-03-31"), Amount: rub("5800.00"), Against: ledger.Makers})
	r = reportOf(t, c, throughMonth(t, c, "2026-03", facts), "2026-03", facts)
	require.Equal(t, rub("0.00"), r.Due)
	require.True(t, r.DueOn.IsZero())
}

// What a third party is owed is not in favour of the operator, and other
// currencies are in no line.
func TestReportIsTheOperators(t *testing.T) {
	c, facts := quarter(), march()
	c.House.Leases[0].Clauses = append(c.House.Leases[0].Clauses, accrual.Named{
		Name: "power", To: "grid", Clause: tenancy.TurnoverRent{Share: finance.MustRate("1%")},
	})
	before := throughMonth(t, c, "2026-03", facts)
	facts.Sales = append(facts.Sales, tenancy.Sale{ID: "S-2", Lease: "L-7", On: day("2026-03-30"), Known: day("2026-04-02"), Amount: rub("10000.00")})
	facts.Payments = append(facts.Payments, ledger.Payment{ID: "11", From: "R-3", To: operator, On: day("2026-04-02"), Known: day("2026-04-02"), Amount: finance.MustMoney("7.00 USD"), Against: "income:gifts"})
	closed, err := c.Close(before, month("2026-04"), day("2026-05-01"), facts)
	require.NoError(t, err)
	r := reportOf(t, c, closed.Books, "2026-04", facts)
	require.Equal(t, 1, r.Adjustment)
	require.Equal(t, rub("800.00"), r.Adjusted)
	require.Equal(t, rub("45800.00"), r.Earned.Now.Amount)
	require.Len(t, r.Income, 3)
	require.Equal(t, rub("40000.00"), r.Cash.Now.Left)
}

// Without costs, nothing is covered.
func TestCovers(t *testing.T) {
	c := quarter()
	r := reportOf(t, c, throughMonth(t, c, "2026-03", cluster.Facts{}), "2026-03", cluster.Facts{})
	_, ok := r.Covers()
	require.False(t, ok)
	require.Equal(t, rub("15967.74"), r.Result.Now.Amount)
	require.Equal(t, rub("0.00"), r.Cash.Now.Left)
}

func TestPartyName(t *testing.T) {
	c := quarter()
	c.House.Residents = append(c.House.Residents, tenancy.Resident{ID: "R-4"}, tenancy.Resident{ID: "M-1", Name: "as a resident"})
	c.Exchange.Partners = append(c.Exchange.Partners, partnership.Partner{ID: "R-3", Name: "as a partner"})
	for id, want := range map[accrual.Party]string{
		operator: "Quarter (fictional)", "M-1": "Soap maker (fictional)", "R-3": "Ceramics workshop", "R-4": "R-4",
		"amur": "Amur cluster (fictional)", "nobody": "nobody", "": "",
	} {
		require.Equal(t, want, c.PartyName(id))
	}
}

func TestDecisionKinds(t *testing.T) {
	var names []string
	for _, k := range cluster.DecisionKinds() {
		text, err := k.MarshalText()
		require.NoError(t, err)
		var read cluster.DecisionKind
		require.NoError(t, read.UnmarshalText(text))
		require.Equal(t, k, read)
		names = append(names, string(text))
	}
	require.Equal(t, []string{"chase-arrears", "income-limit", "renew-lease", "let-space", "renew-quota", "spend-award"}, names)
	_, err := cluster.DecisionKind(6).MarshalText()
	require.Error(t, err)
	var k cluster.DecisionKind
	require.Error(t, k.UnmarshalText([]byte("none")))
}
