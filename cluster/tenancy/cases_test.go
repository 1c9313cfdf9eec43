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
}

// later are the kinds that this slice of the package does not model yet, and
// why.
var later = map[string]string{
	"prorate_to_billing_day":    "billing from an anchor day, where this rent is by the calendar month",
	"billing_cycles":            "billing from an anchor day",
	"period_factor":             "quantities other than rent by the part of a month",
	"prorate_discount_line":     "discounts",
	"straight_line":             "accounting of steps and rent-free periods over the term",
	"net_effective_rent":        "incentives",
	"percent_increase":          "indexation",
	"index_ratio":               "indexation",
	"index_chain":               "indexation",
	"index_plus_percent":        "indexation",
	"index_reference":           "indexation",
	"gross_up":                  "service charge",
	"expense_cap":               "service charge",
	"expense_cap_ceiling":       "service charge",
	"base_year":                 "service charge",
	"share_by_area":             "service charge",
	"share_by_days":             "service charge",
	"fixed_share":               "service charge",
	"annuity_charge":            "service charge",
	"block_tariff":              "utilities",
	"slab_tariff":               "utilities",
	"shared_meter":              "utilities",
	"shared_meter_by_area_part": "utilities",
	"deposit_interest":          "deposits",
	"deposit_deduction":         "deposits",
	"deposit_ledger":            "deposits",
	"simple_interest_days":      "late interest, which folds over what was posted",
	"interest_by_year_basis":    "late interest",
	"daily_penalty":             "late interest",
	"penalty_key_rate":          "late interest",
	"plan_change":               "memberships",
	"plan_change_by_day":        "memberships",
	"allowance_prorated":        "memberships",
	"allowance_ledger":          "memberships",
	"credit_against_invoice":    "memberships",
	"walt":                      "options and the weighted term",
	"lease_end":                 "terms given in months; a lease states its last day",
	"termination_option":        "options",
	"negotiated_exit":           "options",
	"break_notice":              "options",
	"notice_end":                "notices",
	"holdover":                  "holding over",
	"registration_required":     "checks by law, with tables that the host supplies",
	"rent_change_allowed":       "checks by law",
	"sublet_profit_share":       "subleases",
	"sublease_term":             "subleases",
	"occupancy_groups":          "economic occupancy, which needs abatements",
	"rent_bridge":               "from market rent to income, which needs concessions",
	"vat_ledger":                "advances and their tax, a matter of the ledger",
}

func TestPublishedCases(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	ran := map[string]int{}
	maps.Copy(run, clauseCases)
	for _, c := range all {
		test, inScope := run[c.Kind]
		require.True(t, inScope != (later[c.Kind] != ""), "%s: %s is either tested or left out with a reason", c.ID, c.Kind)
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

// Units of one size, so that the share by area is that by count.
func occupancyTotals(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Items []struct{ Units, Occupied string }
	}](t, given)
	w := decode[struct{ Physical []finance.Rate }](t, want)
	for i, item := range g.Items {
		units, err := strconv.Atoi(item.Units)
		require.NoError(t, err)
		occupied, err := strconv.Atoi(item.Occupied)
		require.NoError(t, err)
		house := row(units, occupied)
		require.NoError(t, house.Validate())
		o, err := house.Occupancy(day("2025-06-01"))
		require.NoError(t, err)
		share, err := o.Share()
		require.NoError(t, err)
		require.Equal(t, w.Physical[i], share)
	}
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

// rented is a unit of a case: each of its rents an amendment, its market rent
// an asking price of a square metre, of which it has one.
type rented struct {
	Unit       string
	Vacant     bool
	MarketRent finance.Money `json:"market_rent"`
	Rents      []struct {
		FirstDay civil.Date `json:"first_day"`
		Rent     finance.Money
	}
}

func (u rented) lease() tenancy.Lease {
	rent := func(i int) []accrual.Named {
		return []accrual.Named{named("rent", tenancy.Amount{Monthly: u.Rents[i].Rent})}
	}
	l := tenancy.Lease{
		ID: u.Unit, Resident: "R-1", Spaces: tenancy.ForTerm(u.Unit),
		Term: civil.Period{From: u.Rents[0].FirstDay}, Clauses: rent(0),
	}
	for i := 1; i < len(u.Rents); i++ {
		l.Amendments = append(l.Amendments, accrual.Amendment{From: u.Rents[i].FirstDay, Known: l.Term.From, Set: rent(i)})
	}
	return l
}

// Passing rent, in which a rent-free unit counts for nothing, waits for
// rent-free periods.
func rentsOnDate(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		AsOf  civil.Date `json:"as_of"`
		Units []rented
	}](t, given)
	w := decode[struct{ Contracted, Headline, Potential string }](t, want)
	house := row(0, 0)
	last := g.AsOf
	for _, u := range g.Units {
		house.Spaces = append(house.Spaces, tenancy.Space{ID: u.Unit, Area: area("1"), Asking: u.MarketRent})
		if u.Vacant {
			continue
		}
		house.Leases = append(house.Leases, u.lease())
		for _, r := range u.Rents {
			if r.FirstDay.After(last) {
				last = r.FirstDay
			}
		}
	}
	require.NoError(t, house.Validate())
	roll, err := house.RentRoll(g.AsOf)
	require.NoError(t, err)
	requireNumber(t, w.Contracted, roll.Net)
	headline, err := house.RentRoll(last)
	require.NoError(t, err)
	requireNumber(t, w.Headline, headline.Net)
	empty, err := house.Vacancy(g.AsOf)
	require.NoError(t, err)
	potential, err := roll.Net.Add(empty.Total)
	require.NoError(t, err)
	requireNumber(t, w.Potential, potential)
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
