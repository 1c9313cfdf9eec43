package utility_test

import (
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// published is a worked case of testdata/cases.json: figures from public
// sources (mark S), recomputed from such (R), or edge cases (A).
type published struct {
	ID, Kind, Title, Source, Mark string
	Given, Want                   json.RawMessage
}

var run = map[string]func(t *testing.T, given, want json.RawMessage){
	"block_tariff":              blockTariff,      // ten-035
	"slab_tariff":               slabTariff,       // ten-036
	"shared_meter_by_area_part": sharedByAreaPart, // ten-109
	"shared_meter":              sharedMeter,      // ten-110
	"vat_included":              vatIncluded,      // ten-122
	"vat_rate_on_date":          vatRateOnDate,    // ten-123
	"vat_ledger":                vatLedger,        // ten-080
}

func TestPublishedCases(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	require.Len(t, all, len(run))
	for _, c := range all {
		require.Contains(t, run, c.Kind, c.ID)
		t.Run(c.ID+" "+c.Title, func(t *testing.T) { run[c.Kind](t, c.Given, c.Want) })
	}
}

func decode[T any](t *testing.T, text json.RawMessage) T {
	t.Helper()
	var v T
	require.NoError(t, json.Unmarshal(text, &v))
	return v
}

// requireNumber holds when the amount is exactly the number.
func requireNumber(t *testing.T, want string, got finance.Money) {
	t.Helper()
	require.True(t, decimal.RequireFromString(want).Equal(got.Decimal()), "want %s, got %v", want, got)
}

func integer(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	require.NoError(t, err)
	return n
}

// daysOf are the first days of 2026.
func daysOf(n int) civil.Period {
	from := day("2026-01-01")
	return civil.Period{From: from, To: from.AddDays(n)}
}

// tariff is one entry of prices since 2000.
func tariff(unit string, p utility.Prices) utility.Tariff {
	return utility.Tariff{Unit: unit, Prices: civil.Timeline[utility.Prices]{{From: day("2000-01-01"), Value: p, Source: "the case"}}}
}

func blockTariff(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Consumption utility.Quantity
		Days        string
		BlocksDays  string             `json:"blocks_days"`
		Edges       []utility.Quantity `json:"block_upper_edges"`
		Prices      []finance.Money
		Surcharge   finance.Rate `json:"fuel_surcharge"`
	}](t, given)
	w := decode[struct {
		Edges         []utility.Quantity `json:"edges_scaled"`
		BlockUnits    []utility.Quantity `json:"block_units"`
		Parts         []string
		EnergyTotal   string `json:"energy_total"`
		WithSurcharge string `json:"with_surcharge"`
	}](t, want)
	blocks := make([]utility.Block, len(g.Prices))
	for i, price := range g.Prices {
		blocks[i].Price = price
		if i < len(g.Edges) {
			blocks[i].UpTo = g.Edges[i]
		}
	}
	prices := utility.Prices{Days: integer(t, g.BlocksDays), Surcharge: g.Surcharge, Slabs: []utility.Slab{{Blocks: blocks}}}
	bill, err := tariff("kWh", prices).Bill(g.Consumption, daysOf(integer(t, g.Days)), finance.HalfEven)
	require.NoError(t, err)
	require.Len(t, bill.Pieces, 1)
	lines := bill.Pieces[0].Lines
	require.Len(t, lines, len(w.BlockUnits))
	for i, line := range lines {
		require.Equal(t, w.BlockUnits[i], line.Units)
		part, err := line.Price.MulDiv(line.Units.Thousandths(), 1000, finance.HalfEven)
		require.NoError(t, err)
		requireNumber(t, w.Parts[i], part)
		if i < len(w.Edges) {
			require.Equal(t, w.Edges[i], line.UpTo)
		}
	}
	requireNumber(t, w.WithSurcharge, bill.Amount)
	prices.Surcharge = finance.Rate{}
	energy, err := tariff("kWh", prices).Price(g.Consumption, daysOf(integer(t, g.Days)), finance.HalfEven)
	require.NoError(t, err)
	requireNumber(t, w.EnergyTotal, energy)
}

// The last schedule of the case ends at 500 units; here it has no end.
func slabTariff(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Schedules []struct {
			UpTo   utility.Quantity `json:"up_to"`
			Fixed  finance.Money
			Blocks []struct {
				UpTo  *utility.Quantity `json:"up_to"`
				Price finance.Money
			}
		}
		Consumptions []utility.Quantity
	}](t, given)
	w := decode[struct{ Bills []string }](t, want)
	slabs := make([]utility.Slab, len(g.Schedules))
	for i, s := range g.Schedules {
		slabs[i] = utility.Slab{UpTo: s.UpTo, Fixed: s.Fixed}
		for _, b := range s.Blocks {
			block := utility.Block{Price: b.Price}
			if b.UpTo != nil {
				block.UpTo = *b.UpTo
			}
			slabs[i].Blocks = append(slabs[i].Blocks, block)
		}
	}
	slabs[len(slabs)-1].UpTo = utility.Quantity{}
	byUse := tariff("kWh", utility.Prices{Slabs: slabs})
	require.NoError(t, byUse.Validate())
	for i, units := range g.Consumptions {
		bill, err := byUse.Price(units, daysOf(61), finance.HalfEven)
		require.NoError(t, err)
		requireNumber(t, w.Bills[i], bill)
	}
}

func sharedMeter(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Bill  finance.Money
		Units []struct{ People string }
	}](t, given)
	w := decode[struct{ Parts struct{ People []string } }](t, want)
	weights := make([]int64, len(g.Units))
	for i, u := range g.Units {
		weights[i] = int64(integer(t, u.People))
	}
	common, shares, err := utility.Pool{}.Split(g.Bill, weights)
	require.NoError(t, err)
	require.True(t, common.IsZero())
	for i, share := range shares {
		requireNumber(t, w.Parts.People[i], share)
	}
}

// What common areas bear is taken before the split.
func sharedByAreaPart(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Pools      map[string]finance.Money
		PartByArea finance.Rate `json:"part_by_area"`
	}](t, given)
	w := decode[struct{ Charges map[string]string }](t, want)
	one := finance.MustRate("1")
	before, err := one.Sub(g.PartByArea)
	require.NoError(t, err)
	for name, bill := range g.Pools {
		common, shares, err := utility.Pool{Common: before}.Split(bill, []int64{750, 100_000 - 750})
		require.NoError(t, err)
		requireNumber(t, w.Charges[name], shares[0])
		sum, err := finance.Sum(common, shares[0], shares[1])
		require.NoError(t, err)
		require.Equal(t, bill, sum)
	}
}

func vatIncluded(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		PriceGross []finance.Money `json:"price_gross"`
		Rate       finance.Rate
	}](t, given)
	w := decode[struct{ Vat, Net []string }](t, want)
	for i, gross := range g.PriceGross {
		flat := utility.Prices{Slabs: []utility.Slab{{Blocks: []utility.Block{{Price: gross}}}}}
		tax := accrual.Tax{Rates: civil.Timeline[finance.Rate]{{From: day("2026-01-01"), Value: g.Rate, Source: "the case"}}, Included: true, Rounding: finance.HalfUp}
		o := supplied(t, tariff("m³", flat), tax, gross.Currency(), "2026-01-01", "2026-02-01", "1")
		requireNumber(t, w.Vat[i], o.Tax)
		requireNumber(t, w.Net[i], o.Net)
	}
}

// Read on 1 January, billed and paid later: the last day supplied decides.
func vatRateOnDate(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Rates []struct {
			FirstDay civil.Date `json:"first_day"`
			Rate     finance.Rate
		}
		ServiceLastDay civil.Date `json:"service_last_day"`
	}](t, given)
	var tax accrual.Tax
	for _, r := range g.Rates {
		tax.Rates = append(tax.Rates, civil.Entry[finance.Rate]{From: r.FirstDay, Value: r.Rate, Source: "the case"})
	}
	flat := tariff("m³", utility.Prices{Slabs: []utility.Slab{{Blocks: []utility.Block{{Price: rub("50.00")}}}}})
	read := g.ServiceLastDay.AddDays(1)
	share := func(o accrual.Obligation) finance.Rate {
		rate, err := o.Tax.Ratio(o.Net)
		require.NoError(t, err)
		return rate
	}
	december := supplied(t, flat, tax, finance.RUB, "2025-12-01", read.String(), "10")
	require.Equal(t, decode[struct{ Rate finance.Rate }](t, want).Rate, share(december))
	require.Equal(t, "500.00 RUB", december.Net.String())
	january := supplied(t, flat, tax, finance.RUB, "2025-12-01", read.AddDays(1).String(), "10")
	require.Equal(t, finance.MustRate("22%"), share(january))
}

// supplied is the obligation for units between two readings.
func supplied(t *testing.T, tr utility.Tariff, tax accrual.Tax, c finance.Currency, first, second, units string) accrual.Obligation {
	t.Helper()
	used, err := utility.Consume([]utility.Reading{
		{ID: "R-1", Lease: "L-7", Meter: "m", On: day(first), Known: day(first)},
		{ID: "R-2", Lease: "L-7", Meter: "m", On: day(second), Known: day(second), Value: utility.MustQuantity(units)},
	})
	require.NoError(t, err)
	facts, err := utility.Facts(used)
	require.NoError(t, err)
	a := agreement(c, tax, utility.Metered{Meter: "m", Tariff: tr})
	m := day(second).AddDays(-1).Month()
	closed, err := accrual.Close(accrual.Books{}, []accrual.Agreement{a}, m, day(second).AddMonths(2).Month().First(), slices.Values(facts))
	require.NoError(t, err)
	require.Len(t, closed.Obligations, 1)
	return closed.Obligations[0]
}

// The balance of the case is a ledger's; the rents with their tax are ours: each
// unit is a charge on top of which the tax of the month comes, and what is owed
// less what was paid is the balance.
func vatLedger(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Units []struct {
			Rent, Charges finance.Money
			FirstMonth    civil.Month `json:"first_month"`
			LastMonth     civil.Month `json:"last_month"`
		}
		Rate     finance.Rate `json:"vat_rate"`
		Payments []struct {
			Month  civil.Month
			Amount finance.Money
		}
	}](t, given)
	w := decode[struct {
		Totals  []string               `json:"unit_month_totals"`
		Balance map[civil.Month]string `json:"balance_after"`
	}](t, want)
	for last, balance := range w.Balance {
		owed := finance.Zero(finance.EUR)
		for i, u := range g.Units {
			net, err := u.Rent.Add(u.Charges)
			require.NoError(t, err)
			_, gross, err := finance.AddTax(net, g.Rate, finance.HalfEven)
			require.NoError(t, err)
			requireNumber(t, w.Totals[i], gross)
			for m := range u.FirstMonth.Through(u.LastMonth) {
				if !m.After(last) {
					owed, err = owed.Add(gross)
					require.NoError(t, err)
				}
			}
		}
		for _, p := range g.Payments {
			if !p.Month.After(last) {
				var err error
				owed, err = owed.Sub(p.Amount)
				require.NoError(t, err)
			}
		}
		requireNumber(t, balance, owed)
	}
}
