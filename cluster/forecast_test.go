package cluster_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance"
)

func forecastText(months []cluster.Forecast) (all []string) {
	for _, f := range months {
		text := fmt.Sprintf("%v %d: %v", f.Month, len(f.Obligations), f.Total.Amount)
		for _, x := range f.Lines {
			text += fmt.Sprintf(", %s %v of %v %v", x.Account, x.Amount, x.Plan, x.Planned)
		}
		all = append(all, text)
	}
	return all
}

// What an early close billed in advance belongs to its month, though it is not
// posted again.
func TestForecastKnowsWhatWasBilled(t *testing.T) {
	c, facts := quarter(), march()
	c.House.Leases[0].Clauses[0].Advance = true
	closed := closeMonth(t, c, cluster.Books{}, "2026-03", facts)
	early, err := c.Close(closed.Books, month("2026-04"), day("2026-04-02"), facts)
	require.NoError(t, err)
	require.Len(t, early.Obligations, 1)
	months, err := c.Forecast(early.Books, facts, 3)
	require.NoError(t, err)
	require.Equal(t, []string{
		"2026-04 0: 45000.00 RUB, income:rent 45000.00 RUB of 0.00 RUB false",
		"2026-05 1: 45000.00 RUB, income:rent 45000.00 RUB of 40000.00 RUB true",
		"2026-06 1: 45000.00 RUB, income:rent 45000.00 RUB of 0.00 RUB false",
	}, forecastText(months))
}

// A last close that looked far ahead does not hinder the months that it saw.
func TestForecastAfterALateClose(t *testing.T) {
	c, facts := quarter(), march()
	c.Budget = append(c.Budget, cluster.BudgetLine{Month: month("2026-07"), Account: "income:halls", Amount: rub("7.00")})
	closed, err := c.Close(cluster.Books{}, month("2026-03"), day("2026-06-10"), facts)
	require.NoError(t, err)
	months, err := c.Forecast(closed.Books, facts, 5)
	require.NoError(t, err)
	require.Equal(t, []string{
		"2026-04 1: 45000.00 RUB, income:rent 45000.00 RUB of 0.00 RUB false",
		"2026-05 1: 45000.00 RUB, income:rent 45000.00 RUB of 40000.00 RUB true",
		"2026-06 1: 45000.00 RUB, income:rent 45000.00 RUB of 0.00 RUB false",
		"2026-07 0: 0.00 RUB, income:halls 0.00 RUB of 7.00 RUB true",
		"2026-08 0: 0.00 RUB",
	}, forecastText(months))
	require.Equal(t, cluster.Line{Account: "income", Amount: rub("0.00"), Plan: rub("7.00"), Planned: true}, months[3].Total)
}

func TestForecastRefuses(t *testing.T) {
	c, facts := quarter(), march()
	books := throughMonth(t, c, "2026-03", facts)
	for _, months := range []int{-1, 0, 121} {
		_, err := c.Forecast(books, facts, months)
		require.EqualError(t, err, fmt.Sprintf("months: %d, 1 to 120: out of range", months))
	}
	months, err := c.Forecast(books, facts, 120)
	require.NoError(t, err)
	require.Len(t, months, 120)
	_, err = c.Forecast(cluster.Books{}, facts, 1)
	require.EqualError(t, err, "books: missing")
	_, err = cluster.Cluster{Operator: operator}.Forecast(books, facts, 1)
	require.ErrorContains(t, err, "name: missing")
	facts.Sales[0].Lease = "L-8"
	_, err = c.Forecast(books, facts, 1)
	require.ErrorContains(t, err, "sales[0].lease")
	c.Chart.Rules = c.Chart.Rules[:2]
	_, err = c.Forecast(books, march(), 1)
	require.ErrorIs(t, err, finance.ErrUnknown) // no account for the rent
}
