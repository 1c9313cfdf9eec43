package cluster_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// entered writes the entries of a close that are none of obligations.
func entered(c cluster.Closed) (all []string) {
	for e := range c.Entries() {
		if !e.For.IsZero() {
			continue
		}
		var lines []string
		for _, n := range e.Lines {
			lines = append(lines, strings.TrimSpace(fmt.Sprint(n.Account, " ", n.Amount, " ", n.Party)))
		}
		all = append(all, fmt.Sprintf("%v in %v %s: %s", e.On, e.Month, e.Text, strings.Join(lines, ", ")))
	}
	return all
}

func cost(id, from, to, on, net string) cluster.Cost {
	return cluster.Cost{ID: id, Line: "expenses:x", Supplier: "s", Period: period(from, to), On: day(on), Known: day(on), Net: rub(net)}
}

func withCosts(costs ...cluster.Cost) cluster.Facts { return cluster.Facts{Costs: costs} }

// What a cost is in the books, by when it was invoiced and what it is for.
// A quarter has 92 days: 31, 30, 31.
func TestWhatACostIs(t *testing.T) {
	due := cost("K", "2026-03-01", "2026-04-01", "2026-03-05", "100.00")
	due.Due, due.Tax = day("2026-04-20"), rub("20.00")
	for _, c := range []struct {
		name string
		cost cluster.Cost
		want map[string][]string // by month of the close
	}{
		{"of its month, with tax", due, map[string][]string{"2026-03": {
			"2026-03-05 in 2026-03 invoice K: expenses:x 100.00 RUB, assets:tax:input 20.00 RUB, liabilities:payable -120.00 RUB s"}}},
		{"of a month before", cost("K", "2026-03-01", "2026-04-01", "2026-04-05", "100.00"), map[string][]string{"2026-04": {
			"2026-04-05 in 2026-04 invoice K: expenses:x 100.00 RUB, liabilities:payable -100.00 RUB s"}}},
		{"of a month to come", cost("K", "2026-04-01", "2026-05-01", "2026-03-05", "100.00"), map[string][]string{
			"2026-03": {"2026-03-05 in 2026-03 invoice K: assets:prepaid 100.00 RUB, liabilities:payable -100.00 RUB s"},
			"2026-04": {"2026-04-30 in 2026-04 part of K: expenses:x 100.00 RUB, assets:prepaid -100.00 RUB"}}},
		{"of a quarter", cost("K", "2026-03-01", "2026-06-01", "2026-03-05", "92.01"), map[string][]string{
			"2026-03": {"2026-03-05 in 2026-03 invoice K: assets:prepaid 92.01 RUB, liabilities:payable -92.01 RUB s",
				"2026-03-31 in 2026-03 part of K: expenses:x 31.01 RUB, assets:prepaid -31.01 RUB"}, // the kopeck goes to the larger remainder
			"2026-04": {"2026-04-30 in 2026-04 part of K: expenses:x 30.00 RUB, assets:prepaid -30.00 RUB"},
			"2026-05": {"2026-05-31 in 2026-05 part of K: expenses:x 31.00 RUB, assets:prepaid -31.00 RUB"}}},
		{"of days in two months", cost("K", "2026-03-30", "2026-04-02", "2026-03-05", "9.00"), map[string][]string{
			"2026-03": {"2026-03-05 in 2026-03 invoice K: assets:prepaid 9.00 RUB, liabilities:payable -9.00 RUB s",
				"2026-03-31 in 2026-03 part of K: expenses:x 6.00 RUB, assets:prepaid -6.00 RUB"},
			"2026-04": {"2026-04-01 in 2026-04 part of K: expenses:x 3.00 RUB, assets:prepaid -3.00 RUB"}}},
		{"of a quarter, invoiced in its middle", cost("K", "2026-03-01", "2026-06-01", "2026-04-05", "92.00"), map[string][]string{
			"2026-04": {"2026-04-05 in 2026-04 invoice K: assets:prepaid 92.00 RUB, liabilities:payable -92.00 RUB s",
				"2026-03-31 in 2026-04 part of K: expenses:x 31.00 RUB, assets:prepaid -31.00 RUB",
				"2026-04-30 in 2026-04 part of K: expenses:x 30.00 RUB, assets:prepaid -30.00 RUB"},
			"2026-05": {"2026-05-31 in 2026-05 part of K: expenses:x 31.00 RUB, assets:prepaid -31.00 RUB"}}},
		{"of a kopeck for two months", cost("K", "2026-03-31", "2026-06-01", "2026-03-31", "0.01"), map[string][]string{
			"2026-03": {"2026-03-31 in 2026-03 invoice K: assets:prepaid 0.01 RUB, liabilities:payable -0.01 RUB s"},
			"2026-05": {"2026-05-31 in 2026-05 part of K: expenses:x 0.01 RUB, assets:prepaid -0.01 RUB"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var books cluster.Books
			for m := range month("2026-03").Through(month("2026-06")) {
				closed, err := quarter().Close(books, m, m.Next().First(), withCosts(c.cost))
				require.NoError(t, err)
				require.Equal(t, c.want[m.String()], entered(closed), m)
				books = closed.Books
			}
			require.Equal(t, rub("0.00"), books.Ledger.Balance(cluster.Prepaid, day("2026-06-30")).Of(finance.RUB))
		})
	}
}

// The due day of an invoice is that of what is open.
func TestACostIsDue(t *testing.T) {
	x := cost("K", "2026-03-01", "2026-04-01", "2026-03-05", "100.00")
	x.Due = day("2026-04-20")
	books := throughMonth(t, quarter(), "2026-03", withCosts(x))
	open := books.Ledger.Open(ledger.Payable, day("2026-03-31"))
	require.Len(t, open, 1)
	require.Equal(t, day("2026-04-20"), open[0].Items[0].Due)
}

// Public money is income as it is spent, month by month, on what it was given
// for; the tax is never the award's.
func TestCostsOfPublicMoney(t *testing.T) {
	x := cost("K", "2026-03-01", "2026-05-01", "2026-03-05", "61.00")
	x.Tax, x.Award, x.Funds = rub("12.20"), "fund", cluster.GrantFunds
	y := cost("N", "2026-03-01", "2026-04-01", "2026-03-05", "5.00")
	y.Award, y.Funds = "fund", cluster.SubsidyFunds
	closed := closeMonth(t, quarter(), cluster.Books{}, "2026-03", withCosts(x, y))
	require.Equal(t, []string{
		"2026-03-05 in 2026-03 invoice K: assets:prepaid 61.00 RUB, assets:tax:input 12.20 RUB, liabilities:payable -73.20 RUB s",
		"2026-03-31 in 2026-03 part of K: expenses:x 31.00 RUB, assets:prepaid -31.00 RUB",
		"2026-03-31 in 2026-03 grant fund spent on K: liabilities:subsidies:fund 31.00 RUB ministry, income:public:grants -31.00 RUB",
		"2026-03-05 in 2026-03 invoice N: expenses:x 5.00 RUB, liabilities:payable -5.00 RUB s",
		"2026-03-31 in 2026-03 subsidy fund spent on N: liabilities:subsidies:fund 5.00 RUB ministry, income:public:subsidies -5.00 RUB",
	}, entered(closed))
}

// A cost of March that comes in April is April's, and March stays. It came with
// its own retry.
func TestALateCost(t *testing.T) {
	c := quarter()
	march := closeMonth(t, c, cluster.Books{}, "2026-03", withCosts())
	late := cost("K", "2026-03-01", "2026-05-01", "2026-03-05", "61.00")
	late.Known = day("2026-04-01")
	require.Empty(t, entered(closeMonth(t, c, cluster.Books{}, "2026-03", withCosts(late))))
	april := closeMonth(t, c, march.Books, "2026-04", withCosts(late, late))
	require.Equal(t, []string{
		"2026-03-05 in 2026-04 invoice K: assets:prepaid 61.00 RUB, liabilities:payable -61.00 RUB s",
		"2026-03-31 in 2026-04 part of K: expenses:x 31.00 RUB, assets:prepaid -31.00 RUB",
		"2026-04-30 in 2026-04 part of K: expenses:x 30.00 RUB, assets:prepaid -30.00 RUB",
	}, entered(april))
	require.Equal(t, balances(march.Books.Ledger, "2026-03-31"), balances(april.Books.Ledger, "2026-03-31"))
	require.Empty(t, entered(closeMonth(t, c, april.Books, "2026-05", withCosts(late, late))))
}

// An early close bills in advance and leaves costs and payments to the full
// one.
func TestAnEarlyCloseLeavesCosts(t *testing.T) {
	c, facts := quarter(), april()
	c.House.Leases[0].Clauses[0].Advance = true
	books := closeMonth(t, c, cluster.Books{}, "2026-03", facts).Books
	early, err := c.Close(books, month("2026-04"), day("2026-04-01"), facts)
	require.ErrorIs(t, err, finance.ErrOrder) // nothing new since the last cut-off
	require.Empty(t, early)
	early, err = c.Close(books, month("2026-04"), day("2026-04-21"), facts)
	require.NoError(t, err)
	require.Equal(t, []string{"R-3 owes base rent for 2026-04: 45000.00 RUB + 2250.00 RUB"}, posted(early))
	require.Empty(t, entered(early))
	early, err = c.Close(early.Books, month("2026-04"), day("2026-04-30"), facts)
	require.NoError(t, err)
	require.Empty(t, slices.Collect(early.Entries()))
	full := closeMonth(t, c, early.Books, "2026-04", facts)
	require.Len(t, entered(full), 7) // heating, a part of the insurance, five payments
	require.Len(t, full.Obligations, 2)
}

// What was closed takes no more costs or payments; they belong to the next
// month.
func TestARepeatedCloseTakesNothing(t *testing.T) {
	c, facts := quarter(), march()
	closed := closeMonth(t, c, cluster.Books{}, "2026-03", facts)
	more := facts
	more.Costs = append(slices.Clone(facts.Costs), cost("K-9", "2026-03-01", "2026-04-01", "2026-03-05", "1.00"))
	_, err := c.Close(closed.Books, month("2026-03"), day("2026-04-01"), more)
	require.EqualError(t, err, "2026-03 was closed without 1 entries of costs and payments: closed")
	require.ErrorIs(t, err, finance.ErrClosed)
	require.Len(t, entered(closeMonth(t, c, closed.Books, "2026-04", more)), 2)
}

// The same id with other content is refused, in one close and in two.
func TestConflictingRetries(t *testing.T) {
	c, facts := quarter(), march()
	closed := closeMonth(t, c, cluster.Books{}, "2026-03", facts)
	twice := march()
	twice.Costs = append(twice.Costs, twice.Costs[0], twice.Costs[0])
	twice.Costs[4].Net = rub("1.00")
	twice.Payments = append(twice.Payments, twice.Payments[0], twice.Payments[1])
	twice.Payments[2].Amount = rub("1.00")
	_, err := c.Close(cluster.Books{}, month("2026-03"), day("2026-04-01"), twice)
	require.EqualError(t, err, "2 problems: costs[4].id: duplicate; payments[2].id: duplicate")
	facts.Costs[0].Net, facts.Payments[0].Amount = rub("1.00"), rub("1.00")
	_, err = c.Close(closed.Books, month("2026-03"), day("2026-04-01"), facts)
	require.ErrorIs(t, err, finance.ErrConflict)
	_, err = c.Close(closed.Books, month("2026-04"), day("2026-05-01"), facts)
	require.ErrorIs(t, err, finance.ErrConflict)
	facts.Costs[0].Net = march().Costs[0].Net
	_, err = c.Close(closed.Books, month("2026-04"), day("2026-05-01"), facts)
	require.ErrorContains(t, err, "payments[0]")
	require.ErrorIs(t, err, finance.ErrConflict)
}

func TestCostValidates(t *testing.T) {
	valid := cost("K", "2026-03-01", "2026-04-01", "2026-03-05", "1.00")
	require.NoError(t, valid.Validate())
	for _, c := range []struct {
		want   string
		change func(*cluster.Cost)
	}{
		{"id: missing", func(x *cluster.Cost) { x.ID = "" }},
		{"id: 257 bytes, at most 256: over the limit", func(x *cluster.Cost) { x.ID = strings.Repeat("a", 257) }},
		{"id: not UTF-8: syntax", func(x *cluster.Cost) { x.ID = "\xff" }},
		{"supplier: missing", func(x *cluster.Cost) { x.Supplier = "" }},
		{`line: "income:x" is no expense: out of range`, func(x *cluster.Cost) { x.Line = "income:x" }},
		{"on: missing", func(x *cluster.Cost) { x.On = civil.Date{} }},
		{"known: missing", func(x *cluster.Cost) { x.Known = civil.Date{} }},
		{"known: out of order", func(x *cluster.Cost) { x.Known = day("2026-03-04") }},
		{"period: over 120 months: over the limit", func(x *cluster.Cost) { x.Period.To = day("2036-03-02") }},
		{"period: over 120 months: over the limit", func(x *cluster.Cost) { x.Period.To = civil.Date{} }},
		{"period: over 120 months: over the limit", func(x *cluster.Cost) { x.Period = civil.Period{From: day("9999-12-01")} }},
		{"net: 0.00 RUB: out of range", func(x *cluster.Cost) { x.Net = rub("0.00") }},
		{"net: -1.00 RUB: out of range", func(x *cluster.Cost) { x.Net = rub("-1.00") }},
		{"tax: negative", func(x *cluster.Cost) { x.Tax = rub("-0.01") }},
		{"award: of own funds: conflict", func(x *cluster.Cost) { x.Award = "fund" }},
		{"award: of grant funds: conflict", func(x *cluster.Cost) { x.Funds = cluster.GrantFunds }},
	} {
		x := valid
		c.change(&x)
		require.EqualError(t, x.Validate(), c.want)
	}
	x := valid
	x.Tax = finance.MustMoney("1.00 USD")
	require.ErrorIs(t, x.Validate(), finance.ErrCurrency)
	x.Tax = finance.Minor(math.MaxInt64, finance.RUB)
	require.ErrorIs(t, x.Validate(), finance.ErrOverflow)
	x = valid
	x.Funds, x.Award = 3, "fund"
	require.ErrorContains(t, x.Validate(), "funds: ")
	x = valid // what is just allowed
	x.Period.To, x.ID, x.Known = day("2036-03-01"), strings.Repeat("ж", 128), x.On
	require.NoError(t, x.Validate())
	require.Error(t, cluster.Cost{}.Validate())
	want := cluster.Cost{}.Validate().Error()
	for range 20 {
		require.EqualError(t, cluster.Cost{}.Validate(), want)
	}
}

// The last days that there are, and the largest amounts: an error or a result.
func TestCostsAtTheEndsOfTheRange(t *testing.T) {
	far := cost("K", "9990-01-01", "9999-12-31", "2026-03-05", "3652.00")
	closed := closeMonth(t, quarter(), cluster.Books{}, "2026-03", withCosts(far))
	require.Len(t, entered(closed), 1)
	much := cost("K", "2026-03-01", "2026-04-01", "2026-03-05", "1.00")
	much.Net = finance.Minor(math.MaxInt64, finance.RUB)
	more := much
	more.ID = "L"
	_, err := quarter().Close(cluster.Books{}, month("2026-03"), day("2026-04-01"), withCosts(much, more))
	require.ErrorIs(t, err, finance.ErrOverflow)
	for _, m := range []string{"0001-01", "0019-12", "9981-01", "9999-12"} {
		_, err := quarter().Close(cluster.Books{}, month(m), month(m).First(), march())
		require.Error(t, err, m)
		_, err = quarter().Close(cluster.Books{}, month(m), day("9999-12-31"), march())
		require.Error(t, err, m)
	}
	_, err = quarter().Close(cluster.Books{}, civil.Month{}, civil.Date{}, march())
	require.Error(t, err)
	_, err = cluster.Cluster{}.Close(cluster.Books{}, month("2026-03"), day("2026-04-01"), cluster.Facts{})
	require.ErrorContains(t, err, "operator: missing")
}

// Where a fact stands in what was handed in, also behind one that is not known
// yet.
func TestProblemsBehindWhatIsNotKnownYet(t *testing.T) {
	c, f := quarter(), march()
	later := func(x cluster.Facts) cluster.Facts {
		x.Sales = append([]tenancy.Sale{{ID: "S-9", Lease: "L-7", On: day("2026-04-01"), Known: day("2026-04-01"), Amount: rub("1.00")}}, x.Sales...)
		x.Costs = slices.Insert(x.Costs, 1, cost("K-9", "2026-04-01", "2026-05-01", "2026-04-01", "1.00"))
		x.Payments = slices.Insert(x.Payments, 1, ledger.Payment{ID: "9", From: "R-3", To: operator, On: day("2026-04-01"), Known: day("2026-04-01"), Amount: rub("1.00")})
		return x
	}
	known := later(f).KnownBefore(day("2026-04-01"))
	require.Equal(t, f.Sales, known.Sales)
	require.Equal(t, f.Costs, known.Costs)
	require.Equal(t, f.Payments, known.Payments)
	require.Equal(t, f.Shop.Sales, known.Shop.Sales)
	known.Costs[0].ID = "changed" // its own
	require.Equal(t, "K-1", f.Costs[0].ID)

	f.Sales[0].Lease, f.Costs[0].Net, f.Costs[2].Net, f.Payments[1].To = "L-8", rub("0.00"), rub("0.00"), "R-3"
	_, err := c.Close(cluster.Books{}, month("2026-03"), day("2026-04-01"), later(f))
	require.EqualError(t, err, `4 problems: sales[1].lease: "L-8": unknown; costs[0].net: 0.00 RUB: out of range; costs[3].net: 0.00 RUB: out of range; payments[2].to: neither side is "quarter": unknown`)
	_, err = c.Explainer(day("2026-04-01"), later(f))
	require.ErrorContains(t, err, "sales[1].lease")

	f = march()
	for i := range 150 {
		f.Costs = append(f.Costs, cost(fmt.Sprint("N-", i), "2026-03-01", "2026-04-01", "2026-03-01", "0.00"))
	}
	_, err = c.Close(cluster.Books{}, month("2026-03"), day("2026-04-01"), later(f))
	require.ErrorContains(t, err, "150 problems: costs[4].net")
	require.ErrorContains(t, err, "costs[103].net")
	require.ErrorContains(t, err, "; and 50 more")
}

func TestFunds(t *testing.T) {
	for funds, want := range map[cluster.Funds]string{cluster.OwnFunds: "own", cluster.SubsidyFunds: "subsidy", cluster.GrantFunds: "grant"} {
		text, err := funds.MarshalText()
		require.NoError(t, err)
		require.Equal(t, want, string(text))
		var read cluster.Funds
		require.NoError(t, read.UnmarshalText(text))
		require.Equal(t, funds, read)
	}
	_, err := cluster.Funds(3).MarshalText()
	require.Error(t, err)
}

// A payment in another month is of that month, a late one of the open one, and
// one that is known later waits.
func TestPaymentsWait(t *testing.T) {
	c := quarter()
	pay := func(id, on, known string) ledger.Payment {
		return ledger.Payment{ID: id, From: "R-3", To: operator, On: day(on), Known: day(known), Amount: rub("1.00")}
	}
	facts := cluster.Facts{Payments: []ledger.Payment{pay("a", "2026-03-31", "2026-03-31"), pay("b", "2026-03-31", "2026-04-01"), pay("c", "2026-04-02", "2026-04-02")}}
	march, err := c.Close(cluster.Books{}, month("2026-03"), day("2026-04-01"), facts)
	require.NoError(t, err)
	require.Equal(t, []string{"2026-03-31 in 2026-03 : assets:cash 1.00 RUB, assets:receivable -1.00 RUB R-3"}, entered(march))
	april := closeMonth(t, c, march.Books, "2026-04", facts)
	require.Equal(t, []string{
		"2026-03-31 in 2026-04 : assets:cash 1.00 RUB, assets:receivable -1.00 RUB R-3",
		"2026-04-02 in 2026-04 : assets:cash 1.00 RUB, assets:receivable -1.00 RUB R-3",
	}, entered(april))
	require.Equal(t, rub("1.00"), april.Books.Ledger.Balance(ledger.Cash, day("2026-03-31")).Of(finance.RUB))
}

// The sales of residents are needed from the day that the spine tells.
func TestNeedFrom(t *testing.T) {
	c, facts := quarter(), march()
	books := throughMonth(t, c, "2026-04", facts)
	need, err := c.NeedFrom(books, month("2026-05"), day("2026-06-01"), cluster.Facts{})
	require.NoError(t, err)
	require.Equal(t, day("2026-05-01"), need)
	late := cluster.Facts{Sales: []tenancy.Sale{{ID: "S-2", Lease: "L-7", On: day("2026-03-30"), Known: day("2026-05-02"), Amount: rub("10000.00")}}}
	need, err = c.NeedFrom(books, month("2026-05"), day("2026-06-01"), late)
	require.NoError(t, err)
	require.False(t, need.After(day("2026-03-30")))
	late.Sales[0].Lease = "L-8"
	_, err = c.NeedFrom(books, month("2026-05"), day("2026-06-01"), late)
	require.EqualError(t, err, `sales[0].lease: "L-8": unknown`)
	_, err = cluster.Cluster{}.NeedFrom(books, month("2026-05"), day("2026-06-01"), late)
	require.Error(t, err)
}

// A key of nobody is not explained.
func TestExplainRefuses(t *testing.T) {
	e, err := quarter().Explainer(day("2026-04-01"), march())
	require.NoError(t, err)
	_, err = e.Explain(accrual.Key{Agreement: "L-8"})
	require.EqualError(t, err, `agreement "L-8": unknown`)
	_, err = cluster.Explainer{}.Explain(accrual.Key{Agreement: "L-7"})
	require.ErrorIs(t, err, finance.ErrUnknown)
	_, err = cluster.Cluster{}.Explainer(day("2026-04-01"), march())
	require.Error(t, err)
}
