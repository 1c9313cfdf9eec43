package tenancy_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// closing is a run of months through the spine, as a host would do it.
type closing struct {
	*testing.T
	house tenancy.House
	books accrual.Books
	facts []accrual.Fact
}

func (c *closing) sell(id, on, known, amount string) {
	c.Helper()
	s := tenancy.Sale{ID: id, Lease: "L-7", On: day(on), Known: day(known), Amount: rub(amount)}
	fact, err := s.Fact(finance.RUB)
	require.NoError(c, err)
	c.facts = append(c.facts, fact)
}

// close is what a month's close posts, as "clause net tax for-month".
func (c *closing) close(m string) []string {
	c.Helper()
	agreements, err := c.house.Agreements()
	require.NoError(c, err)
	month := civil.MustMonth(m)
	closed, err := accrual.Close(c.books, agreements, month, month.Next().First(), slices.Values(c.facts))
	require.NoError(c, err)
	c.books = closed.Books
	var lines []string
	for _, o := range closed.Obligations {
		lines = append(lines, fmt.Sprintf("%s %s %s %v %v", o.Debtor, o.Clause, o.For, o.Net, o.Tax))
	}
	return lines
}

// A studio is taken on 21 March. One of its sales becomes known after the close.
func TestStudioThroughTheSpine(t *testing.T) {
	c := closing{T: t, house: quarter()}
	c.house.Leases = c.house.Leases[:1]
	c.sell("S-1", "2026-03-28", "2026-03-28", "212500.00")
	require.Equal(t, []string{
		"R-3 base rent 2026-03 15967.74 RUB 3512.90 RUB", // 45000.00 × 11/31, and 22 % of it
		"R-3 turnover rent 2026-03 5000.00 RUB 1100.00 RUB",
	}, c.close("2026-03"))
	c.sell("S-2", "2026-03-30", "2026-04-02", "10000.00")
	require.ElementsMatch(t, []string{
		"R-3 base rent 2026-04 45000.00 RUB 9900.00 RUB",
		"R-3 turnover rent 2026-03 800.00 RUB 176.00 RUB", // 72500.00 × 8 %, less 5000.00 posted
	}, c.close("2026-04"))
}

// Paid on account by the month from July, trued up for the half of the year in
// the following February: 5 % × (800000.00 - 1000000.00 × 184/365) = 14794.52…
func TestTrueUpThroughTheSpine(t *testing.T) {
	c := closing{T: t, house: quarter()}
	c.house.Leases = c.house.Leases[:1]
	l := &c.house.Leases[0]
	l.Term, l.Signed = period("2026-07-01", "2027-07-01"), day("2026-06-01")
	l.Clauses = []accrual.Named{
		{Name: "true-up", Untaxed: true, Clause: trueUp(tenancy.TurnoverRent{Share: rate("5%"), Over: rub("1000000.00"), Cycle: accrual.ByYear, Prorate: true}, 2, "on account")},
		{Name: "on account", Untaxed: true, Clause: tenancy.Amount{For: tenancy.ForTurnover, Monthly: rub("2000.00")}},
	}
	c.sell("S-1", "2026-08-10", "2026-08-10", "300000.00")
	c.sell("S-2", "2026-12-10", "2026-12-10", "500000.00")
	for m := range period("2026-07-01", "2027-02-01").Months() {
		require.Equal(t, []string{"R-3 on account " + m.String() + " 2000.00 RUB 0.00 RUB"}, c.close(m.String()))
	}
	require.ElementsMatch(t, []string{
		"R-3 on account 2027-02 2000.00 RUB 0.00 RUB",
		"R-3 true-up 2027-02 2794.52 RUB 0.00 RUB", // 14794.52 less six times 2000.00
	}, c.close("2027-02"))
}

// Why, in words: the clause's own formula with a trace.
func TestWhy(t *testing.T) {
	yearly := tenancy.TurnoverRent{Share: rate("8%"), Over: rub("365000.00"), Cycle: accrual.ByYear, Prorate: true}
	for _, c := range []struct {
		clause accrual.Clause
		slot   civil.Period
		want   string
	}{
		{tenancy.Amount{Monthly: rub("45000.00")}, month("2026-03"), "45000.00 RUB × 11/31 days"},
		{tenancy.Amount{Monthly: rub("45000.00"), Days: tenancy.ThirtyDays}, month("2026-03"), "45000.00 RUB × 11/30 days"},
		{tenancy.Amount{Monthly: rub("45000.00")}, month("2026-04"), "45000.00 RUB × 30/30 days"},
		{tenancy.Amount{For: tenancy.ForTurnover, Monthly: rub("5000.00")}, month("2026-03"), "5000.00 RUB × 11/31 days"},
		{tenancy.Amount{Monthly: rub("1000.00"), Area: area("45.50")}, month("2026-03"), "1000.00 RUB × 45.5 m² × 11/31 days"},
		{tenancy.Amount{Monthly: rub("1000.00"), Area: area("45.50")}, month("2026-04"), "1000.00 RUB × 45.5 m²"},
		{tenancy.TurnoverRent{Share: rate("8%")}, month("2026-03"), "212500.00 RUB × 8%"},
		{tenancy.TurnoverRent{Share: rate("8%"), Over: rub("150000.00")}, month("2026-03"), "212500.00 RUB over 150000.00 RUB; 62500.00 RUB × 8%"},
		{tenancy.TurnoverRent{Share: rate("8%"), Prorate: true}, month("2026-03"), "212500.00 RUB × 8%"},
		{tenancy.TurnoverRent{Share: rate("8%"), Over: rub("150000.00"), Prorate: true}, month("2026-04"), "0.00 RUB over 150000.00 RUB; 0.00 RUB × 8%"},
		{yearly, month("2026-03"), "365000.00 RUB × 286/365 days; 212500.00 RUB over 286000.00 RUB; 0.00 RUB × 8%"},
		{
			trueUp(tenancy.TurnoverRent{Share: rate("8%"), Cycle: accrual.ByYear}, 0, "other"),
			civil.YearOf(2026).Period(), `212500.00 RUB × 8%; 17000.00 RUB less charged by "other" 935.48 RUB`,
		},
	} {
		l := quarter().Leases[0]
		l.Clauses = []accrual.Named{named("rent", c.clause), named("other", tenancy.Amount{Monthly: rub("100.00")})}
		a, err := l.Agreement("operator", finance.RUB, accrual.Tax{})
		require.NoError(t, err)
		fact, err := sold("212500.00").Fact(finance.RUB)
		require.NoError(t, err)
		key := accrual.Key{Agreement: "L-7", Clause: "rent", Slot: c.slot}
		why, err := accrual.Explain(a, key, day("2027-02-01"), slices.Values([]accrual.Fact{fact}))
		require.NoError(t, err)
		require.Equal(t, c.want, why.String())
	}
}
