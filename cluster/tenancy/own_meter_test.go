package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// gate is a clause of a host's own: a rouble for each visitor of the month.
type gate struct{}

func (gate) Window() accrual.Window  { return accrual.Window{} }
func (gate) Meters() []accrual.Meter { return []accrual.Meter{"visitors", accrual.Of("rent")} }
func (gate) Earned(s accrual.Span) (finance.Money, error) {
	return finance.Minor(100*s.Meters[0], s.Currency), nil
}

// A host's own clause counts facts of its own, once the house has their meter.
func TestAClauseOfOnesOwnWithFactsOfItsOwn(t *testing.T) {
	c := closing{T: t, house: quarter()}
	c.house.Tax, c.house.Leases = accrual.Tax{}, c.house.Leases[:1]
	c.house.Leases[0].Clauses = []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("31000.00")}), named("gate", gate{})}
	require.Equal(t, []string{"leases[0].clauses[1].meters"}, paths(t, c.house.Validate()))
	require.ErrorIs(t, c.house.Validate(), finance.ErrUnknown)
	c.house.Meters = []accrual.Meter{"visitors"}
	require.NoError(t, c.house.Validate())
	c.facts = []accrual.Fact{{ID: "1", Agreement: "L-7", On: day("2026-03-25"), Known: day("2026-03-25"), Adds: []accrual.Reading{{Meter: "visitors", N: 120}}}}
	require.Equal(t, []string{"R-3 rent 2026-03 11000.00 RUB 0.00 RUB", "R-3 gate 2026-03 120.00 RUB 0.00 RUB"}, c.close("2026-03"))
	alone, err := c.house.Leases[0].Agreement("operator", finance.RUB, accrual.Tax{})
	require.NoError(t, err)
	require.Equal(t, []accrual.Meter{"sales", "visitors"}, alone.Meters)
	c.house.Meters = []accrual.Meter{"visitors", "visitors", "", "sales", "sales/food", "utility:kWh:units"}
	require.Equal(t, []string{"meters[1]", "meters[2]", "meters[3]", "meters[4]", "meters[5]"}, paths(t, c.house.Validate()))
}
