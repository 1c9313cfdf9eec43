package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// One clause for a month, beside a function by hand with the same rounding.
func BenchmarkClause(b *testing.B) {
	march := civil.MustMonth("2026-03").Period()
	held := []civil.Period{{From: civil.MustDate("2026-03-21"), To: march.To}}
	span := accrual.Span{Window: march, Since: held[0].From, To: march.To, Held: held, Currency: finance.RUB, Meters: []int64{212_500_00}}
	rent := accrual.Earner(tenancy.Amount{Monthly: rub("45000.00")})
	share := accrual.Earner(tenancy.TurnoverRent{Share: finance.MustRate("8%"), Over: rub("150000.00")})
	b.Run("base rent", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = rent.Earned(span)
		}
	})
	b.Run("base rent by hand", func(b *testing.B) {
		for b.Loop() {
			_, _ = rentByHand(rub45000, held[0], march)
		}
	})
	b.Run("turnover rent", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = share.Earned(span)
		}
	})
	b.Run("turnover rent by hand", func(b *testing.B) {
		for b.Loop() {
			_, _ = shareByHand(212_500_00, 150_000_00)
		}
	})
	got, err := rent.Earned(span)
	require.NoError(b, err)
	want, err := rentByHand(rub45000, held[0], march)
	require.NoError(b, err)
	require.Equal(b, want, got)
}

var rub45000 = rub("45000.00")

//go:noinline
func rentByHand(monthly finance.Money, held, month civil.Period) (finance.Money, error) {
	return monthly.MulDiv(int64(held.Days()), int64(month.Days()), finance.HalfEven)
}

//go:noinline
func shareByHand(sold, over int64) (int64, error) {
	return finance.MulDiv(max(0, sold-over), 8, 100, finance.HalfEven)
}
