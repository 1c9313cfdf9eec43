package cluster_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
	"github.com/creative-cluster/kvartal/finance/terms"
	"github.com/creative-cluster/kvartal/partnership"
)

// What is wrong with a cluster, one thing at a time and each at its place.
func TestClusterRefuses(t *testing.T) {
	require.NoError(t, quarter().Validate())
	for _, c := range []struct {
		want   string
		change func(*cluster.Cluster)
	}{
		{"name: missing", func(c *cluster.Cluster) { c.Name = "" }},
		{`shop.party: "else" is not the operator: conflict`, func(c *cluster.Cluster) { c.Shop.Party = "else" }},
		{`exchange.partners: the operator "quarter": missing`, func(c *cluster.Cluster) {
			c.Exchange = partnership.Exchange{Partners: c.Exchange.Partners[1:]}
		}},
		{`shop.consignments[0].id: "L-7" is a lease: duplicate`, func(c *cluster.Cluster) { c.Shop.Consignments[0].ID = "L-7" }},
		{"regimes[0].name: missing", func(c *cluster.Cluster) { c.Regimes[0].Name, c.Parties = "", nil }},
		{"regimes[0].limit[0]: 1.00 USD, not in RUB: currency", func(c *cluster.Cluster) { c.Regimes[0].Limit[0].Value = finance.MustMoney("1.00 USD") }},
		{"regimes[0].limit[0]: 0.00 RUB: out of range", func(c *cluster.Cluster) { c.Regimes[0].Limit[0].Value = rub("0.00") }},
		{"regimes[0].warn: 0%, above 0 and to 100%: out of range", func(c *cluster.Cluster) { c.Regimes[0].Warn = finance.Rate{} }},
		{"regimes[0].warn: 101%, above 0 and to 100%: out of range", func(c *cluster.Cluster) { c.Regimes[0].Warn = finance.MustRate("101%") }},
		{"regimes[1]: duplicate", func(c *cluster.Cluster) { c.Regimes = append(c.Regimes, c.Regimes[0]) }},
		{"parties[0].id: missing", func(c *cluster.Cluster) { c.Parties[0].ID = "" }},
		{"parties[0].name: missing", func(c *cluster.Cluster) { c.Parties[0].Name = "" }},
		{`parties[0].regime: "none": unknown`, func(c *cluster.Cluster) { c.Parties[0].Regime = "none" }},
		{"parties[1]: duplicate", func(c *cluster.Cluster) { c.Parties = append(c.Parties, c.Parties[0]) }},
		{"awards[0].id: one level of an account: syntax", func(c *cluster.Cluster) { c.Awards[0].ID = "fund:a" }},
		{"awards[0].giver: missing", func(c *cluster.Cluster) { c.Awards[0].Giver = "" }},
		{"awards[0].amount: -1.00 RUB: out of range", func(c *cluster.Cluster) { c.Awards[0].Amount = rub("-1.00") }},
		{"awards[0].spend: missing", func(c *cluster.Cluster) { c.Awards[0].Spend = civil.Date{} }},
		{"awards[1]: duplicate", func(c *cluster.Cluster) { c.Awards = append(c.Awards, c.Awards[0]) }},
		{"budget[0].month: missing", func(c *cluster.Cluster) { c.Budget[0].Month = civil.Month{} }},
		{`budget[0].account: "assets:cash" is no income and no expense: out of range`, func(c *cluster.Cluster) { c.Budget[0].Account = "assets:cash" }},
		{"budget[0].amount: currency", func(c *cluster.Cluster) { c.Budget[0].Amount = finance.MustMoney("1.00 USD") }},
		{"budget[0].amount: negative", func(c *cluster.Cluster) { c.Budget[0].Amount = rub("-0.01") }},
		{`budget[1].account: part of "expenses", which is planned: overlap`, func(c *cluster.Cluster) { c.Budget[0].Account = "expenses" }},
		{`budget[0].account: part of "income:rent", which is planned: overlap`, func(c *cluster.Cluster) {
			c.Budget[0].Account, c.Budget[2].Month = "income:rent:studios:north", c.Budget[0].Month
		}},
	} {
		x := quarter()
		c.change(&x)
		require.EqualError(t, x.Validate(), c.want)
	}
	x := quarter()
	x.Awards[0].ID = ""
	require.ErrorContains(t, x.Validate(), "awards[0].id: ")
	x = quarter()
	x.Operator, x.House.Landlord, x.Shop.Party = "", "", ""
	require.ErrorContains(t, x.Validate(), "operator: missing")
	x = quarter()
	x.Exchange, x.Regimes[0].Warn, x.Budget[0].Amount = partnership.Exchange{}, finance.MustRate("100%"), rub("0.00")
	x.Budget = append(x.Budget, x.Budget[1], cluster.BudgetLine{Month: month("2026-03"), Account: "income:rentals", Amount: rub("1.00")})
	require.NoError(t, x.Validate())
	require.Error(t, cluster.Cluster{}.Validate())
	require.Error(t, cluster.Cluster{}.Check(march()))
	require.Error(t, quarter().Check(cluster.Facts{Costs: []cluster.Cost{{}}}))
}

// What is planned of a month without accounts of its own, and on the root.
func TestBudgetOfTheRoot(t *testing.T) {
	c := quarter()
	c.Budget = []cluster.BudgetLine{{Month: month("2026-03"), Account: "income", Amount: rub("30000.00")}, {Month: month("2026-03"), Account: "expenses:heating:gas", Amount: rub("5.00")}, {Month: month("2026-03"), Account: "expenses:heating:oil", Amount: rub("6.00")}}
	r := reportOf(t, c, throughMonth(t, c, "2026-03", march()), "2026-03", march())
	require.Equal(t, []string{
		"income 0.00 RUB, planned 30000.00 RUB, before 0.00 RUB",
		"income:public 12000.00 RUB, not planned, before 0.00 RUB",
		"income:rent 20967.74 RUB, not planned, before 0.00 RUB",
		"income:shop 4000.00 RUB, not planned, before 0.00 RUB",
	}, linesText(r.Income))
	require.Equal(t, "income 36967.74 RUB, planned 30000.00 RUB, before 0.00 RUB", lineText(r.Earned))
	require.Equal(t, "expenses:heating 10000.00 RUB, planned 11.00 RUB, before 0.00 RUB", linesText(r.Costs)[1])
	require.Equal(t, rub("29989.00"), r.Result.Now.Plan)
	c.Budget = c.Budget[:1]
	r = reportOf(t, c, throughMonth(t, c, "2026-03", march()), "2026-03", march())
	require.False(t, r.Result.Now.Planned)
	require.Equal(t, rub("0.00"), r.Result.Now.Plan)
}

// A cluster is a file: it is written and read as it was.
func TestClusterThroughTerms(t *testing.T) {
	kinds := slices.Concat(tenancy.Kinds(), revshare.Kinds())
	c := quarter()
	c.House.Leases[0].Clauses[0].Advance = true
	text, err := terms.Encode(c, kinds)
	require.NoError(t, err)
	var read cluster.Cluster
	require.NoError(t, terms.Decode(text, &read, kinds))
	require.Equal(t, c, read)
	again, err := terms.Encode(read, kinds)
	require.NoError(t, err)
	require.Equal(t, string(text), string(again))
	require.Equal(t, posted(closeMonth(t, c, cluster.Books{}, "2026-03", march())), posted(closeMonth(t, read, cluster.Books{}, "2026-03", march())))
	facts, err := terms.Encode(april(), nil)
	require.NoError(t, err)
	var f cluster.Facts
	require.NoError(t, terms.Decode(facts, &f, nil))
	require.Equal(t, april(), f)
	c.Name = ""
	text, err = terms.Encode(c, kinds)
	require.NoError(t, err)
	require.ErrorContains(t, terms.Decode(text, &read, kinds), "name: line 2: missing")
}

// The operator neither invoices itself nor pays itself, and others pay each
// other elsewhere.
func TestNobodyPaysItself(t *testing.T) {
	c, f := quarter(), march()
	f.Costs[0].Supplier = operator
	f.Payments[1].From = operator
	require.ErrorContains(t, c.Check(f), "costs[0].supplier: the operator itself: conflict")
	require.ErrorContains(t, c.Check(f), "payments[1].to: conflict")
	f = march()
	f.Payments[1].From, f.Payments[1].To = "R-3", "M-1"
	require.EqualError(t, c.Check(f), `payments[1].to: neither side is "quarter": unknown`)
}
