package tenancy_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// clauseCases are the published cases of the clauses of a lease.
var clauseCases = map[string]func(t *testing.T, given, want json.RawMessage){
	"percentage_rent_tiers":      percentageRentTiers,
	"rent_per_area_with_overage": rentPerArea,
	"price_revision":             priceRevision,
	"abatement":                  abatement,
}

// percentageRentTiers has a window of a year, in which each period is a month.
// A fixed sum on reaching a tier is a clause of its own.
// The franc of one case is no currency of today; its figures are taken in euros.
func percentageRentTiers(t *testing.T, given, want json.RawMessage) {
	given = bytes.ReplaceAll(given, []byte("FRF"), []byte("EUR"))
	g := decode[struct {
		Tiers []struct {
			From, Fixed finance.Money
			Rate        finance.Rate
		}
		Mode         string
		SalesPeriods []finance.Money `json:"sales_periods"`
		Minimum      finance.Money   `json:"minimum_sales_per_period"`
	}](t, given)
	w := decode[struct {
		SalesBase string `json:"sales_base"`
		Payable   string
		Parts     []string `json:"tier_parts"`
	}](t, want)
	table := finance.Tiers{Mode: map[string]finance.TierMode{"whole_volume": finance.Whole, "marginal": finance.Slab}[g.Mode]}
	fixed := finance.Tiers{Mode: finance.Whole}
	for _, tier := range g.Tiers {
		table.Steps = append(table.Steps, finance.Tier{Over: tier.From, Rate: tier.Rate})
		fixed.Steps = append(fixed.Steps, finance.Tier{Over: tier.From, Base: tier.Fixed})
	}
	reported, total := []tenancy.MonthSales{}, int64(0)
	for i, sales := range g.SalesPeriods {
		reported = append(reported, tenancy.MonthSales{Month: civil.MustMonth("2025-01").Add(i), Sales: sales})
		total += sales.Minor()
	}
	if !g.Minimum.IsZero() {
		deemed, err := tenancy.DeemedSales("L-7", g.Minimum, reported, day("2026-01-10"))
		require.NoError(t, err)
		for _, s := range deemed {
			total += s.Amount.Minor()
		}
	}
	c := g.SalesPeriods[0].Currency()
	requireNumber(t, w.SalesBase, finance.Minor(total, c))
	rent := finance.Zero(c)
	for _, tiers := range []finance.Tiers{table, fixed} {
		clause := tenancy.TurnoverRent{Tiers: &tiers, Cycle: accrual.ByYear}
		require.NoError(t, clause.Validate())
		s := whole(period("2025-01-01", "2026-01-01"), total)
		s.Currency = c
		part := earned(t, clause, s)
		var err error
		rent, err = rent.Add(part)
		require.NoError(t, err)
	}
	requireNumber(t, w.Payable, rent)
}

// rentPerArea counts square feet as pieces; the overage is of the whole lease.
func rentPerArea(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Area       string
		Base       finance.Money   `json:"base_per_area"`
		Items      []finance.Money `json:"net_items_per_area"`
		Sales      finance.Money
		Breakpoint finance.Money
		Rate       finance.Rate
	}](t, given)
	w := decode[struct {
		Overage string `json:"overage_per_area"`
		Total   string `json:"total_per_area"`
	}](t, want)
	feet := decimal.RequireFromString(g.Area[:len(g.Area)-len(" sqft")])
	march := month("2025-03")
	count, err := finance.RateOfDecimal(feet)
	require.NoError(t, err)
	s := whole(march, g.Sales.Minor())
	s.Currency = g.Base.Currency()
	overage := earned(t, tenancy.TurnoverRent{Share: g.Rate, Over: g.Breakpoint}, s)
	total := overage.Decimal()
	for _, price := range append(g.Items, g.Base) {
		amount := tenancy.Amount{Monthly: price, Count: finance.Number{Rate: count}, Unit: "sq ft"}
		require.NoError(t, amount.Validate())
		total = total.Add(earned(t, amount, s).Decimal())
	}
	per := func(d decimal.Decimal) string { return d.DivRound(feet, 2).StringFixed(2) }
	require.Equal(t, w.Overage, per(overage.Decimal()))
	require.Equal(t, w.Total, per(total))
}

// priceRevision is of a year, and here a month's: the line before ends where
// that of the new price begins.
func priceRevision(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Price    finance.Money
		Revision finance.Rate
		First    civil.Date `json:"revision_first_day"`
	}](t, given)
	w := decode[struct {
		Last  civil.Date `json:"old_line_last_day"`
		First civil.Date `json:"new_line_first_day"`
		Price string     `json:"new_price"`
	}](t, want)
	rent := tenancy.Amount{Monthly: g.Price, Steps: []tenancy.Step{{From: g.First, Raise: g.Revision}}}
	require.NoError(t, rent.Validate())
	for on, price := range map[civil.Date]string{w.Last: g.Price.Decimal().String(), w.First: w.Price} {
		got, err := rent.PerMonth(on)
		require.NoError(t, err)
		requireNumber(t, price, got)
		s := whole(on.Month().Period())
		s.Currency = g.Price.Currency()
		requireNumber(t, price, earned(t, rent, s))
	}
}

func abatement(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Monthly finance.Money `json:"monthly_rent"`
		Months  []civil.Month
		First   civil.Date   `json:"abated_first_day"`
		Last    civil.Date   `json:"abated_last_day"`
		Share   finance.Rate `json:"abated_share"`
	}](t, given)
	w := decode[struct {
		Abated  string
		Charged map[string]string
	}](t, want)
	rent := tenancy.Amount{Monthly: g.Monthly}
	off := rent.Abated(g.Share, civil.Period{From: g.First, To: g.Last.AddDays(1)})
	require.NoError(t, off.Validate())
	abated := finance.Zero(g.Monthly.Currency())
	for _, m := range g.Months {
		s := whole(m.Period())
		s.Currency = g.Monthly.Currency()
		less := earned(t, off, s)
		charged, err := earned(t, rent, s).Add(less)
		require.NoError(t, err)
		requireNumber(t, w.Charged[m.String()], charged)
		abated, err = abated.Sub(less)
		require.NoError(t, err)
	}
	requireNumber(t, w.Abated, abated)
}
