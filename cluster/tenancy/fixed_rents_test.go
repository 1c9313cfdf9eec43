package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/deposit"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Rent that steps, is indexed, runs a season, and is amended; abatements, what
// is no rent and what goes to another do not count.
func TestFixedRents(t *testing.T) {
	h := reviewed(tenancy.Amount{Monthly: rub("1000.00"), Steps: []tenancy.Step{{From: day("2026-01-21"), Monthly: rub("2000.00")}}})
	l := &h.Leases[0]
	season := tenancy.Amount{Monthly: rub("500.00"), Only: []civil.Period{period("2026-05-01", "2026-09-01")}}
	l.Clauses = append(l.Clauses, named("season", season), named("free", tenancy.Amount{Monthly: rub("1000.00")}.Abated(rate("100%"), month("2026-01"))),
		named("parking", tenancy.Amount{Monthly: rub("77.00"), For: tenancy.ForParking}),
		accrual.Named{Name: "fund", To: "fund", Clause: tenancy.Amount{Monthly: rub("99.00")}})
	l.Amendments = []accrual.Amendment{{From: day("2026-11-01"), Known: day("2026-10-01"), Set: []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("3000.00")})}}}
	rents, err := h.FixedRents(*l)
	require.NoError(t, err)
	require.NoError(t, rents.Validate())
	var got []string
	for _, e := range rents {
		got = append(got, e.From.String()+" "+e.Value.Decimal().StringFixed(2))
	}
	require.Equal(t, []string{
		"2026-01-01 1000.00", "2026-01-21 2000.00", "2026-02-11 2020.00", "2026-03-11 2060.00", "2026-04-11 2100.00",
		"2026-05-01 2600.00", "2026-09-01 2100.00", "2026-11-01 3000.00", "2027-01-01 0.00",
	}, got)
	d := deposit.Deposit{Agreement: l.ID, Landlord: "operator", Resident: "R-3", Terms: deposit.Terms{Clause: "deposit", Months: 2, Instalments: []deposit.Instalment{{Due: day("2026-01-01"), Weight: 1}}, TopUp: deposit.OnRise}}
	calls, err := d.Calls(rents, nil, day("2026-01-31"))
	require.NoError(t, err)
	require.Equal(t, rub("4000.00"), sum(t, calls))
	h.Series = nil
	_, err = h.FixedRents(*l)
	require.ErrorIs(t, err, finance.ErrUnknown)
}

func sum(t *testing.T, calls []deposit.Call) finance.Money {
	t.Helper()
	total := rub("0.00")
	for _, c := range calls {
		var err error
		total, err = total.Add(c.Amount)
		require.NoError(t, err)
	}
	return total
}
