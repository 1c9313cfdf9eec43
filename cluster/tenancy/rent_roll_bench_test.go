package tenancy_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// city is a house of n studios, each let by a lease of its own; every tenth
// lease is over.
func city(n int) tenancy.House {
	h := tenancy.House{
		Landlord: "operator", Currency: finance.RUB,
		Tax:       vat(false, finance.HalfUp, civil.Entry[finance.Rate]{From: day("2026-01-01"), Value: rate("22%"), Source: "a table of the host"}),
		Residents: []tenancy.Resident{{ID: "R-1"}},
	}
	for i := range n {
		space := "S-" + strconv.Itoa(i)
		term := period("2026-01-01", "2027-01-01")
		if i%10 == 0 {
			term.To = day("2026-02-01")
		}
		metres, _ := tenancy.NewArea(int64(2000 + i%5000))
		h.Spaces = append(h.Spaces, tenancy.Space{ID: space, Area: metres, Use: tenancy.Studio, Asking: rub("1100.00")})
		h.Leases = append(h.Leases, tenancy.Lease{
			ID: "L-" + strconv.Itoa(i), Resident: "R-1", Spaces: tenancy.ForTerm(space), Term: term,
			Clauses: []accrual.Named{
				named("base rent", tenancy.Amount{Monthly: rub("1000.00"), Area: metres}),
				named("turnover rent", tenancy.TurnoverRent{Share: rate("8%"), Over: rub("150000.00")}),
			},
		})
	}
	return h
}

// flat is a lease as a program by hand keeps it.
type flat struct {
	id, resident, space string
	from, to            int // days
	monthly, area       int64
}

// flatRow is a row of a roll by hand.
type flatRow struct {
	id, resident, space string
	area, net, tax      int64
	ends                int
}

func byHand(h *tenancy.House, leases []flat, on int) (rows []flatRow, net, tax int64) {
	areas := make(map[string]int64, len(h.Spaces))
	for i := range h.Spaces {
		areas[h.Spaces[i].ID] = h.Spaces[i].Area.Hundredths()
	}
	rows = make([]flatRow, 0, len(leases))
	for i := range leases {
		l := &leases[i]
		if on < l.from || on >= l.to {
			continue
		}
		rent, _ := finance.MulDiv(l.monthly, l.area, 100, finance.HalfEven)
		vat, _ := finance.MulDiv(rent, 22, 100, finance.HalfUp)
		rows = append(rows, flatRow{l.id, l.resident, l.space, areas[l.space], rent, vat, l.to})
		net, tax = net+rent, tax+vat
	}
	return rows, net, tax
}

// The rent roll of a hundred thousand leases on a day, beside a loop by hand
// over flat records to the same rows and totals.
func BenchmarkRentRoll(b *testing.B) {
	h := city(100_000)
	epoch, on := day("2026-01-01"), day("2026-06-15")
	leases := make([]flat, len(h.Leases))
	for i, l := range h.Leases {
		leases[i] = flat{l.ID, string(l.Resident), l.Spaces[0].Space, l.Term.From.Sub(epoch), l.Term.To.Sub(epoch), 100_000, h.Spaces[i].Area.Hundredths()}
	}
	b.Run("kvartal", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = h.RentRoll(on)
		}
	})
	b.Run("by hand", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _, _ = byHand(&h, leases, on.Sub(epoch))
		}
	})
	roll, err := h.RentRoll(on)
	require.NoError(b, err)
	rows, net, tax := byHand(&h, leases, on.Sub(epoch))
	require.Equal(b, minor(net), roll.Net)
	require.Equal(b, minor(tax), roll.Tax)
	require.Len(b, roll.Rows, len(rows))
	for i, row := range roll.Rows {
		require.Equal(b, rows[i].area, row.Area.Hundredths())
		require.Equal(b, rows[i].net, row.Net.Minor())
	}
}
