package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// sold is a sale of L-7 on the 28th of March.
func sold(amount string) tenancy.Sale {
	return tenancy.Sale{ID: "S-1", Lease: "L-7", On: day("2026-03-28"), Known: day("2026-03-28"), Amount: rub(amount)}
}

func TestSaleFact(t *testing.T) {
	first := accrual.Ref{ID: "S-1", On: day("2026-03-28")}
	returned := sold("-500.00")
	returned.ID, returned.On, returned.Of = "S-2", day("2026-03-30"), first
	undone := tenancy.Sale{ID: "S-3", Lease: "L-7", On: day("2026-03-31"), Known: day("2026-04-02"), Voids: first}
	for _, c := range []struct {
		tenancy.Sale
		want accrual.Fact
	}{
		{sold("212500.00"), accrual.Fact{ID: "S-1", On: day("2026-03-28"), Known: day("2026-03-28"), Adds: []accrual.Reading{{Meter: "sales", N: 21250000}}}},
		{returned, accrual.Fact{ID: "S-2", On: day("2026-03-30"), Known: day("2026-03-28"), Of: first, Adds: []accrual.Reading{{Meter: "sales", N: -50000}}}},
		{undone, accrual.Fact{ID: "S-3", On: day("2026-03-31"), Known: day("2026-04-02"), Voids: first}},
	} {
		c.want.Agreement = "L-7"
		require.NoError(t, c.Validate())
		got, err := c.Fact(finance.RUB)
		require.NoError(t, err)
		require.Equal(t, c.want, got)
		require.NoError(t, got.Validate())
	}
}

func TestSaleRefused(t *testing.T) {
	ref := accrual.Ref{ID: "S-0", On: day("2026-03-01")}
	for _, c := range []struct {
		name  string
		spoil func(s *tenancy.Sale)
		path  string
		want  error
	}{
		{"no id", func(s *tenancy.Sale) { s.ID = "" }, "id", finance.ErrMissing},
		{"no lease", func(s *tenancy.Sale) { s.Lease = "" }, "lease", finance.ErrMissing},
		{"no day", func(s *tenancy.Sale) { s.On = s.Voids.On }, "on", finance.ErrMissing},
		{"known never", func(s *tenancy.Sale) { s.Known = s.Voids.On }, "known", finance.ErrMissing},
		{"of nothing", func(s *tenancy.Sale) { s.Amount = rub("0.00") }, "amount", finance.ErrMissing},
		{"a return of no sale", func(s *tenancy.Sale) { s.Amount = rub("-1.00") }, "amount", finance.ErrNegative},
		{"a return that sells", func(s *tenancy.Sale) { s.Of = ref }, "amount", finance.ErrConflict},
		{"a voiding with an amount", func(s *tenancy.Sale) { s.Voids = ref }, "amount", finance.ErrConflict},
		{"of no currency", func(s *tenancy.Sale) { s.Amount = finance.Minor(1, 0) }, "amount", finance.ErrCurrency},
		{"voids what has no day", func(s *tenancy.Sale) { s.Amount = finance.Money{}; s.Voids.ID = "S-0" }, "voids", finance.ErrMissing},
		{"returned before it was sold", func(s *tenancy.Sale) {
			s.Amount, s.Of = rub("-1.00"), accrual.Ref{ID: "S-0", On: day("2026-03-29")}
		}, "of", finance.ErrOrder},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sold("1.00")
			c.spoil(&s)
			err := s.Validate()
			require.Equal(t, []string{c.path}, paths(t, err))
			require.ErrorIs(t, err, c.want)
			got, err := s.Fact(0)
			require.ErrorIs(t, err, c.want)
			require.Zero(t, got)
		})
	}
	got, err := sold("1.00").Fact(finance.USD)
	require.ErrorIs(t, err, finance.ErrCurrency, "a meter would count cents of dollars as kopecks")
	require.Zero(t, got)
	require.ErrorContains(t, err, `sale "S-1": amount: `)
}
