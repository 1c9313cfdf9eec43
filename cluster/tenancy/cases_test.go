package tenancy_test

import (
	"encoding/json"
	"maps"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
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

// run are the kinds of cases that are in scope, each with its test.
var run = map[string]func(t *testing.T, given, want json.RawMessage){
	"prorate_month":          prorateMonth,
	"prorate_month_by_basis": prorateByBasis,
	"percentage_rent":        percentageRent,
	"natural_breakpoint":     naturalBreakpoint,
	"occupancy_totals":       occupancyTotals,
	"rents_on_date":          rentsOnDate,
	"vat_included":           vatIncluded,
	"vat_rate_on_date":       vatRateOnDate,

	"walt":                       walt, // measures: measure_cases_test.go
	"occupancy_groups":           occupancyGroups,
	"rent_bridge":                rentBridge,
	"net_effective_rent":         netEffectiveRent,
	"rent_per_area_with_overage": rentPerAreaWithOverage,
}

// later are the kinds whose published cases are tests of another room.
var later = map[string]string{
	"prorate_to_billing_day":    "membership",
	"billing_cycles":            "membership",
	"period_factor":             "membership",
	"prorate_discount_line":     "membership",
	"plan_change":               "membership",
	"plan_change_by_day":        "membership",
	"allowance_prorated":        "membership",
	"allowance_ledger":          "membership",
	"credit_against_invoice":    "membership",
	"straight_line":             "finance/cashflow",
	"annuity_charge":            "finance/cashflow",
	"percent_increase":          "index",
	"index_ratio":               "index",
	"index_chain":               "index",
	"index_plus_percent":        "index",
	"index_reference":           "index",
	"gross_up":                  "servicecharge",
	"expense_cap":               "servicecharge",
	"expense_cap_ceiling":       "servicecharge",
	"base_year":                 "servicecharge",
	"share_by_area":             "servicecharge",
	"share_by_days":             "servicecharge",
	"fixed_share":               "servicecharge",
	"shared_meter":              "servicecharge",
	"shared_meter_by_area_part": "servicecharge",
	"block_tariff":              "utility",
	"slab_tariff":               "utility",
	"vat_ledger":                "utility",
	"deposit_interest":          "deposit",
	"deposit_deduction":         "deposit",
	"deposit_ledger":            "deposit",
	"simple_interest_days":      "finance/arrears",
	"interest_by_year_basis":    "finance/arrears",
	"daily_penalty":             "finance/arrears",
	"penalty_key_rate":          "finance/arrears",
	"notice_end":                "law",
	"registration_required":     "law",
	"rent_change_allowed":       "law",
	"sublease_term":             "law",
}

func TestPublishedCases(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	ran := map[string]int{}
	maps.Copy(run, clauseCases)
	for _, c := range all {
		if _, elsewhere := lifeRun[c.Kind]; elsewhere {
			continue
		}
		test, inScope := run[c.Kind]
		require.True(t, inScope != (later[c.Kind] != ""), "%s: %s is tested here or in another room", c.ID, c.Kind)
		if !inScope {
			continue
		}
		ran[c.Kind]++
		t.Run(c.ID+" "+c.Title, func(t *testing.T) { test(t, c.Given, c.Want) })
	}
	require.Len(t, ran, len(run))
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

func rounding(t *testing.T, s string) finance.Rounding {
	t.Helper()
	r, err := finance.ParseRounding(strings.ReplaceAll(s, "_", "-"))
	require.NoError(t, err)
	return r
}

// bases are the names of the cases for the day bases.
var bases = map[string]tenancy.DayBasis{
	"actual_days_in_month": tenancy.ActualDays,
	"30_day_month":         tenancy.ThirtyDays,
	"annual_365":           tenancy.YearDays,
}

// prorated is what cases of part months give.
type prorated struct {
	MonthlyRent finance.Money `json:"monthly_rent"`
	FirstDay    civil.Date    `json:"first_day"`
	LastDay     civil.Date    `json:"last_day"`
	Basis       string
	Bases       []string
	Rounding    string
}

func (p prorated) held() civil.Period {
	return civil.Period{From: p.FirstDay, To: p.LastDay.AddDays(1)}
}

func (p prorated) rent(t *testing.T, basis string) tenancy.Amount {
	t.Helper()
	days, known := bases[basis]
	require.True(t, known, basis)
	return tenancy.Amount{Monthly: p.MonthlyRent, Days: days, Rounding: rounding(t, p.Rounding)}
}

func prorateMonth(t *testing.T, given, want json.RawMessage) {
	g := decode[prorated](t, given)
	w := decode[struct{ Days, Amount string }](t, want)
	s := span(g.FirstDay.Month().Period(), g.held(), g.LastDay.AddDays(1))
	require.Equal(t, w.Days, strconv.FormatInt(s.DaysHeld(), 10))
	requireNumber(t, w.Amount, earned(t, g.rent(t, g.Basis), s))
}

func prorateByBasis(t *testing.T, given, want json.RawMessage) {
	g := decode[prorated](t, given)
	w := decode[struct {
		Days    string
		Amounts map[string]string
	}](t, want)
	require.Equal(t, w.Days, strconv.Itoa(g.held().Days()))
	require.Len(t, w.Amounts, len(g.Bases))
	for _, basis := range g.Bases {
		var months []finance.Money
		for m := range g.held().Months() {
			months = append(months, earned(t, g.rent(t, basis), span(m.Period(), g.held(), m.Next().First())))
		}
		year, err := finance.Sum(months...)
		require.NoError(t, err)
		requireNumber(t, w.Amounts[basis], year)
	}
}

// turnover is what cases of percentage rent give. Each of the sales is a window
// of its own.
type turnover struct {
	Rate           finance.Rate
	Sales          []finance.Money
	BreakpointKind string        `json:"breakpoint_kind"`
	BaseRent       finance.Money `json:"base_rent"`
	Breakpoint     finance.Money
	Period         string
}

var cycles = map[string]struct {
	accrual.Cycle
	window civil.Period
}{
	"month": {accrual.ByMonth, period("2025-03-01", "2025-04-01")},
	"year":  {accrual.ByYear, period("2025-01-01", "2026-01-01")},
}

func percentageRent(t *testing.T, given, want json.RawMessage) {
	g := decode[turnover](t, given)
	w := decode[struct {
		Breakpoint     string
		PercentageRent []string `json:"percentage_rent"`
		TotalRent      []string `json:"total_rent"`
	}](t, want)
	over := g.Breakpoint
	if g.BreakpointKind == "natural" {
		var err error
		over, err = tenancy.NaturalBreakpoint(g.BaseRent, g.Rate, finance.HalfEven)
		require.NoError(t, err)
	}
	requireNumber(t, w.Breakpoint, over)
	cycle, known := cycles[g.Period]
	require.True(t, known)
	clause := tenancy.TurnoverRent{Share: g.Rate, Over: over, Cycle: cycle.Cycle}
	require.NoError(t, clause.Validate())
	for i, sales := range g.Sales {
		s := whole(cycle.window, sales.Minor())
		s.Currency = sales.Currency()
		rent := earned(t, clause, s)
		requireNumber(t, w.PercentageRent[i], rent)
		if len(w.TotalRent) > 0 {
			total, err := g.BaseRent.Add(rent)
			require.NoError(t, err)
			requireNumber(t, w.TotalRent[i], total)
		}
	}
}

func naturalBreakpoint(t *testing.T, given, want json.RawMessage) {
	g := decode[turnover](t, given)
	got, err := tenancy.NaturalBreakpoint(g.BaseRent, g.Rate, finance.HalfEven)
	require.NoError(t, err)
	requireNumber(t, decode[struct{ Breakpoint string }](t, want).Breakpoint, got)
}

// row is a house of studios of 20 m², of which the first ones are let.
func row(units, let int) tenancy.House {
	h := tenancy.House{Landlord: "operator", Currency: finance.RUB, Residents: []tenancy.Resident{{ID: "R-1"}}}
	for i := range units {
		id := "S-" + strconv.Itoa(i)
		h.Spaces = append(h.Spaces, tenancy.Space{ID: id, Area: area("20"), Use: tenancy.Studio})
		if i < let {
			h.Leases = append(h.Leases, tenancy.Lease{
				ID: "L-" + strconv.Itoa(i), Resident: "R-1", Spaces: tenancy.ForTerm(id), Term: period("2025-01-01", ".."),
				Clauses: []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("1000.00")})},
			})
		}
	}
	return h
}

// vat is a tax that is in force from the first day on.
func vat(included bool, by finance.Rounding, entries ...civil.Entry[finance.Rate]) accrual.Tax {
	return accrual.Tax{Rates: entries, Included: included, Rounding: by}
}

func vatIncluded(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		PriceGross []finance.Money `json:"price_gross"`
		Rate       finance.Rate
		Rounding   string
	}](t, given)
	w := decode[struct{ Vat, Net []string }](t, want)
	house := row(len(g.PriceGross), len(g.PriceGross))
	house.Tax = vat(true, rounding(t, g.Rounding), civil.Entry[finance.Rate]{From: day("2026-01-01"), Value: g.Rate, Source: "the case"})
	for i, gross := range g.PriceGross {
		house.Leases[i].Clauses[0].Clause = tenancy.Amount{Monthly: gross}
	}
	require.NoError(t, house.Validate())
	roll, err := house.RentRoll(day("2026-01-01"))
	require.NoError(t, err)
	for i := range g.PriceGross {
		requireNumber(t, w.Vat[i], roll.Rows[i].Tax)
		requireNumber(t, w.Net[i], roll.Rows[i].Net)
	}
}

func vatRateOnDate(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Rates []struct {
			FirstDay civil.Date `json:"first_day"`
			Rate     finance.Rate
		}
		ServiceLastDay civil.Date `json:"service_last_day"`
	}](t, given)
	house := row(1, 1)
	for _, r := range g.Rates {
		house.Tax.Rates = append(house.Tax.Rates, civil.Entry[finance.Rate]{From: r.FirstDay, Value: r.Rate, Source: "the case"})
	}
	roll, err := house.RentRoll(g.ServiceLastDay)
	require.NoError(t, err)
	share, err := roll.Tax.Ratio(roll.Net)
	require.NoError(t, err)
	require.Equal(t, decode[struct{ Rate finance.Rate }](t, want).Rate, share)
}
