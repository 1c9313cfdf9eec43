package tenancy_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// The published cases of measures: cases_test.go runs them.

// Units of one size, so that the share by area is that by count.
func occupancyTotals(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Items []struct{ Units, Occupied string }
	}](t, given)
	w := decode[struct{ Physical []finance.Rate }](t, want)
	for i, item := range g.Items {
		house := row(number(t, item.Units), number(t, item.Occupied))
		require.NoError(t, house.Validate())
		o, err := house.Occupancy(day("2025-06-01"))
		require.NoError(t, err)
		requireShares(t, w.Physical[i], o)
		over, err := house.OccupancyOver(period("2025-06-01", "2026-06-01"))
		require.NoError(t, err)
		requireShares(t, w.Physical[i], over)
	}
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	require.NoError(t, err)
	return n
}

// requireShares holds when an occupancy by area and by count is a share.
func requireShares(t *testing.T, want finance.Rate, o interface {
	Share() (finance.Rate, error)
	ShareByCount() (finance.Rate, error)
},
) {
	t.Helper()
	share, err := o.Share()
	require.NoError(t, err)
	require.Equal(t, want, share)
	share, err = o.ShareByCount()
	require.NoError(t, err)
	require.Equal(t, want, share)
}

// Units that ask one rent; a part of what each group pays is abated.
func occupancyGroups(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Units  string
		Groups []struct {
			Units     string
			PaidShare finance.Rate `json:"paid_share"`
		}
	}](t, given)
	w := decode[struct{ Physical, Economic finance.Rate }](t, want)
	let := 0
	for _, group := range g.Groups {
		let += number(t, group.Units)
	}
	house := row(number(t, g.Units), let)
	for i := range house.Spaces {
		house.Spaces[i].Asking = rub("50.00") // × 20 m² = 1000.00
	}
	first := 0
	for _, group := range g.Groups {
		given, err := rate("1").Sub(group.PaidShare)
		require.NoError(t, err)
		for i := first; i < first+number(t, group.Units) && !given.IsZero(); i++ {
			rent := house.Leases[i].Clauses[0].Clause.(tenancy.Amount)
			house.Leases[i].Clauses = append(house.Leases[i].Clauses, named("two for one", rent.Abated(given)))
		}
		first += number(t, group.Units)
	}
	require.NoError(t, house.Validate())
	o, err := house.Occupancy(day("2025-06-01"))
	require.NoError(t, err)
	requireShares(t, w.Physical, o)
	rents, err := house.Rents(day("2025-06-01"))
	require.NoError(t, err)
	economic, err := rents.Economic()
	require.NoError(t, err)
	require.Equal(t, w.Economic, economic)
	byRent, err := rents.Occupancy()
	require.NoError(t, err)
	require.Equal(t, w.Physical, byRent, "all ask the same")
}

// rented is a unit of a case: its second rent a step, its market rent an asking
// price of a square metre, of which it has one.
type rented struct {
	Unit       string
	Vacant     bool
	MarketRent finance.Money `json:"market_rent"`
	FreeUntil  civil.Date    `json:"rent_free_last_day"`
	Rents      []struct {
		FirstDay civil.Date `json:"first_day"`
		Rent     finance.Money
	}
}

// lease is the unit's, its later rents as steps or as amendments.
func (u rented) lease(steps bool) tenancy.Lease {
	rent := tenancy.Amount{Monthly: u.Rents[0].Rent}
	l := tenancy.Lease{
		ID: u.Unit, Resident: "R-1", Spaces: tenancy.ForTerm(u.Unit),
		Term: civil.Period{From: u.Rents[0].FirstDay, To: u.Rents[0].FirstDay.AddYears(5)},
	}
	for _, r := range u.Rents[1:] {
		if steps {
			rent.Steps = append(rent.Steps, tenancy.Step{From: r.FirstDay, Monthly: r.Rent})
			continue
		}
		set := []accrual.Named{named("rent", tenancy.Amount{Monthly: r.Rent})}
		l.Amendments = append(l.Amendments, accrual.Amendment{From: r.FirstDay, Known: l.Term.From, Set: set})
	}
	l.Clauses = []accrual.Named{named("rent", rent)}
	if !u.FreeUntil.IsZero() {
		free := civil.Period{From: l.Term.From, To: u.FreeUntil.AddDays(1)}
		l.Clauses = append(l.Clauses, named("rent-free", rent.Abated(rate("1"), free)))
	}
	return l
}

func rentsOnDate(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		AsOf  civil.Date `json:"as_of"`
		Units []rented
	}](t, given)
	w := decode[struct{ Passing, Contracted, Headline, Potential string }](t, want)
	for _, steps := range []bool{true, false} {
		house := row(0, 0)
		for _, u := range g.Units {
			house.Spaces = append(house.Spaces, tenancy.Space{ID: u.Unit, Area: area("1"), Asking: u.MarketRent})
			if !u.Vacant {
				house.Leases = append(house.Leases, u.lease(steps))
			}
		}
		require.NoError(t, house.Validate())
		rents, err := house.Rents(g.AsOf)
		require.NoError(t, err)
		requireNumber(t, w.Passing, rents.Passing)
		requireNumber(t, w.Contracted, rents.Contracted)
		requireNumber(t, w.Headline, rents.Headline)
		potential, err := rents.Potential()
		require.NoError(t, err)
		requireNumber(t, w.Potential, potential)
	}
}

func rentBridge(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		MarketRent  finance.Money `json:"market_rent"`
		LossToLease finance.Money `json:"loss_to_lease"`
		Vacancy     finance.Money
		Concessions finance.Money
		NonRevenue  finance.Money `json:"non_revenue_units"`
		Units       string
		Rounding    string
	}](t, given)
	w := decode[struct {
		Occupancy   finance.Rate `json:"physical_occupancy"`
		Net         string       `json:"net_rental_income"`
		Occupied    finance.Rate `json:"occupied_units"`
		PerOccupied string       `json:"per_occupied_unit"`
		PerUnit     string       `json:"per_unit"`
	}](t, want)
	b := tenancy.Bridge{
		Market: g.MarketRent, LossToLease: g.LossToLease, Vacancy: g.Vacancy,
		Concessions: g.Concessions, NonRevenue: g.NonRevenue, Units: number(t, g.Units),
	}
	net, err := b.Net()
	require.NoError(t, err)
	requireNumber(t, w.Net, net)
	occupancy, err := b.Occupancy()
	require.NoError(t, err)
	require.Equal(t, w.Occupancy, occupancy)
	occupied, err := b.Occupied()
	require.NoError(t, err)
	require.Equal(t, w.Occupied, occupied)
	each, err := b.PerOccupied(rounding(t, g.Rounding))
	require.NoError(t, err)
	requireNumber(t, w.PerOccupied, each)
	each, err = b.PerUnit(rounding(t, g.Rounding))
	require.NoError(t, err)
	requireNumber(t, w.PerUnit, each)
}

// Square feet stand as square metres: only their ratios count.
func walt(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		AsOf   civil.Date `json:"as_of"`
		Leases []struct {
			Area    string
			LastDay civil.Date `json:"last_day"`
		}
	}](t, given)
	w := decode[struct {
		MonthsLeft []string                `json:"months_left"`
		Months     map[string]finance.Rate `json:"walt_months"`
		Years      map[string]string       `json:"walt_years"`
		Simple     finance.Rate            `json:"simple_average_months"`
	}](t, want)
	average := func(alike bool) tenancy.Wault {
		house := row(len(g.Leases), len(g.Leases))
		for i, l := range g.Leases {
			if metres, _, _ := strings.Cut(l.Area, " "); !alike {
				house.Spaces[i].Area = area(metres)
			}
			house.Leases[i].Term = civil.Period{From: day("2020-01-01"), To: l.LastDay.AddDays(1)}
		}
		require.NoError(t, house.Validate())
		average, err := house.Wault(g.AsOf, tenancy.WaultBy{})
		require.NoError(t, err)
		return average
	}
	got := average(false)
	for i, months := range w.MonthsLeft {
		require.Equal(t, rate(months), times12(t, got.Rows[i].Years.Rate))
	}
	require.Equal(t, w.Months["expiry"], times12(t, got.Years.Rate))
	years, err := got.Years.Decimal(2, finance.HalfUp)
	require.NoError(t, err)
	require.Equal(t, w.Years["expiry"], years.StringFixed(2))
	if !w.Simple.IsZero() {
		require.Equal(t, w.Simple, times12(t, average(true).Years.Rate))
	}
}

func times12(t *testing.T, years finance.Rate) finance.Rate {
	t.Helper()
	months, err := years.Mul(rate("12"))
	require.NoError(t, err)
	return months
}

// concession is what cases of net effective rent give: of a unit of 10,000 m²
// where none is said, so that four more decimals show.
type concession struct {
	Rent          finance.Money
	RentPer       string        `json:"rent_per"`
	RentUnit      string        `json:"rent_unit"`
	TermMonths    string        `json:"term_months"`
	FreeMonths    string        `json:"free_months"`
	FreePlacement string        `json:"free_placement"`
	TIPerArea     finance.Money `json:"ti_per_area"`
	LumpCredit    finance.Money `json:"lump_credit"`
	Rounding      string
}

func (c concession) lease(t *testing.T) (l tenancy.Lease, units int64) {
	t.Helper()
	units = int64(10_000)
	if c.RentUnit == "lease" {
		units = 1
	}
	monthly, err := c.Rent.Mul(units)
	require.NoError(t, err)
	if c.RentPer == "year" {
		monthly, err = monthly.MulDiv(1, 12, finance.HalfEven)
		require.NoError(t, err)
	}
	term, free := number(t, c.TermMonths), number(t, c.FreeMonths)
	from := day("2025-01-01")
	off := civil.Period{From: from, To: from.AddMonths(free)}
	if c.FreePlacement == "added_after_term" {
		off = civil.Period{From: from.AddMonths(term), To: from.AddMonths(term + free)}
		term += free
	}
	rent := tenancy.Amount{Monthly: monthly}
	l = tenancy.Lease{
		ID: "L-1", Resident: "R-1", Spaces: tenancy.ForTerm("S-1"), Term: civil.Period{From: from, To: from.AddMonths(term)},
		Clauses: []accrual.Named{named("rent", rent), named("rent-free", rent.Abated(rate("1"), off))},
	}
	if !c.TIPerArea.IsZero() {
		sum, err := c.TIPerArea.Mul(-units)
		require.NoError(t, err)
		credit, err := c.LumpCredit.Neg()
		require.NoError(t, err)
		l.Clauses = append(l.Clauses,
			named("fit-out", tenancy.OneOff{On: from, Sum: sum}), named("moving", tenancy.OneOff{On: from, Sum: credit}))
	}
	return l, units
}

func netEffectiveRent(t *testing.T, given, want json.RawMessage) {
	g := decode[concession](t, given)
	w := decode[struct {
		Effective string
		TotalPaid string `json:"total_paid"`
	}](t, want)
	l, units := g.lease(t)
	house := tenancy.House{
		Landlord: "operator", Currency: finance.USD, Residents: []tenancy.Resident{{ID: "R-1"}},
		Spaces: []tenancy.Space{{ID: "S-1", Area: area("10000")}}, Leases: []tenancy.Lease{l},
	}
	require.NoError(t, house.Validate())
	e, err := house.NetEffective(l)
	require.NoError(t, err)
	if w.TotalPaid != "" {
		requireNumber(t, w.TotalPaid, e.Paid)
	}
	per := e.Months.Rate
	if g.RentPer == "year" {
		per, err = per.Mul(rate("1/12"))
		require.NoError(t, err)
	}
	exact, err := finance.NewRate(e.Paid.Minor()*per.Den(), 100*units*per.Num())
	require.NoError(t, err)
	_, decimals, _ := strings.Cut(w.Effective, ".")
	effective, err := exact.Decimal(int32(len(decimals)), rounding(t, g.Rounding))
	require.NoError(t, err)
	require.Equal(t, w.Effective, effective.StringFixed(int32(len(decimals))))
}

// The year's prices stand as those of one window, a month.
func rentPerAreaWithOverage(t *testing.T, given, want json.RawMessage) {
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
	metres, _, _ := strings.Cut(g.Area, " ")
	window := month("2025-03")
	s := whole(window, g.Sales.Minor())
	s.Currency = finance.USD
	overage := earned(t, tenancy.TurnoverRent{Share: g.Rate, Over: g.Breakpoint}, s)
	all := []finance.Money{overage, earned(t, tenancy.Amount{Monthly: g.Base, Area: area(metres)}, s)}
	for _, item := range g.Items {
		all = append(all, earned(t, tenancy.Amount{Monthly: item, Area: area(metres), For: tenancy.ForServiceCharge}, s))
	}
	total, err := finance.Sum(all...)
	require.NoError(t, err)
	for amount, want := range map[finance.Money]string{overage: w.Overage, total: w.Total} {
		each, err := amount.MulDiv(100, area(metres).Hundredths(), finance.HalfEven)
		require.NoError(t, err)
		requireNumber(t, want, each)
	}
}
