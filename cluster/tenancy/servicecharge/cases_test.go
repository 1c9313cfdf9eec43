package servicecharge_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// published is a worked case of testdata/cases.json: figures from public
// sources (mark S), recomputed from such (R), or edge cases (A).
type published struct {
	ID, Kind, Title, Source, Mark string
	Given, Want                   json.RawMessage
}

// run are the kinds of cases, each with its test. Block and slab tariffs and the
// annuity of a fit-out are of other rooms.
var run = map[string]func(t *testing.T, given, want json.RawMessage){
	"gross_up":                  grossUp,
	"expense_cap":               expenseCap,
	"expense_cap_ceiling":       expenseCapCeiling,
	"base_year":                 baseYear,
	"share_by_area":             shareByArea,
	"share_by_days":             shareByDays,
	"fixed_share":               fixedShare,
	"shared_meter":              sharedMeter,
	"shared_meter_by_area_part": sharedMeterByAreaPart,
}

func TestPublishedCases(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	ran := map[string]int{}
	for _, c := range all {
		require.Contains(t, run, c.Kind)
		ran[c.Kind]++
		t.Run(c.ID+" "+c.Title, func(t *testing.T) { run[c.Kind](t, c.Given, c.Want) })
	}
	require.Len(t, ran, len(run))
	require.Len(t, all, 11)
}

func decode[T any](t *testing.T, text json.RawMessage) T {
	t.Helper()
	var v T
	require.NoError(t, json.Unmarshal(text, &v))
	return v
}

// amount is the number of a money without its currency, as wants are written.
func amount(m finance.Money) string {
	number, _, _ := strings.Cut(m.String(), " ")
	return number
}

// ofOne is a reconciliation of one cost, in its currency.
func ofOne(m finance.Money, variable bool, leases ...servicecharge.Participant) servicecharge.Reconciliation {
	c := cost("1", "all", "1.00", variable)
	c.Amount = m
	r := house([]servicecharge.Cost{c}, leases...)
	r.Pool.Currency = m.Currency()
	return r
}

// ten-012: the occupied 150,000 of 200,000 square feet recover what was spent.
func grossUp(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Variable  finance.Money `json:"variable_cost"`
		Occupancy finance.Rate
		Target    finance.Rate `json:"target_occupancy"`
	}](t, given)
	w := decode[struct{ Pool string }](t, want)
	r := ofOne(g.Variable, true, lease("L-1", 150_000, year))
	r.Pool.Sizes, r.Pool.GrossUp = always(servicecharge.Size{Lettable: 200_000}), g.Target
	s := drawn(t, r)
	require.Equal(t, g.Occupancy, s.Occupancy)
	require.Equal(t, w.Pool, amount(s.Parts[0].Grossed))
	require.Equal(t, g.Variable, s.Parts[0].Charge)
	r.Occupancy = g.Occupancy
	require.Equal(t, s, drawn(t, r))
}

// ten-054, ten-140: each year is drawn up from the statements before it.
func expenseCap(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Base   finance.Money   `json:"base_charge"`
		Totals []finance.Money `json:"actual_totals"`
		Share  finance.Rate
		Cap    finance.Rate
		Modes  []string
	}](t, given)
	w := decode[struct {
		Uncapped []string
		Charged  map[string][]string
	}](t, want)
	modes := map[string]servicecharge.CapMode{
		"year_over_year": servicecharge.Yearly, "cumulative_simple": servicecharge.CumulativeSimple, "cumulative_compounding": servicecharge.CumulativeCompound,
	}
	require.Len(t, w.Charged, len(g.Modes))
	for _, mode := range g.Modes {
		l := lease("L-1", 0, period("2025-01-01", ".."))
		l.Terms.Fixed, l.Terms.Cap = g.Share, servicecharge.Cap{Rate: g.Cap, Mode: modes[mode], From: 2025}
		base := servicecharge.Statement{
			Pool: "house", Window: civil.YearOf(2025).Period(), Currency: g.Base.Currency(),
			Parts: []servicecharge.Part{{Agreement: "L-1", Days: 365, Of: 365, Charge: g.Base}},
		}
		earlier := []servicecharge.Statement{base}
		for i, total := range g.Totals {
			r := ofOne(total, false, l)
			r.Window = civil.YearOf(2026 + i).Period()
			r.Costs[0].On, r.Known, r.Earlier = r.Window.From, r.Window.To, earlier
			s := drawn(t, r)
			earlier = append(earlier, s)
			require.Equal(t, w.Uncapped[i], amount(s.Parts[0].Uncapped), mode)
			require.Equal(t, w.Charged[mode][i], amount(s.Parts[0].Charge), mode)
		}
		l.Terms.Cap.Base = g.Base // the base may be an agreed sum as well
		r := ofOne(g.Totals[0], false, l)
		require.Equal(t, w.Charged[mode][0], amount(drawn(t, r).Parts[0].Charge))
	}
}

// ten-059: factors to the fourth place, as the ceiling over 10,000.
func expenseCapCeiling(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Cap   finance.Rate
		Years int `json:",string"`
	}](t, given)
	w := decode[struct {
		Factor map[string]string `json:"ceiling_factor"`
	}](t, want)
	for mode, name := range map[servicecharge.CapMode]string{
		servicecharge.CumulativeCompound: "cumulative_compounding", servicecharge.CumulativeSimple: "cumulative_simple",
	} {
		ceiling, err := servicecharge.Cap{Rate: g.Cap, Mode: mode, Rounding: finance.HalfUp}.Ceiling(rub("100.00"), g.Years)
		require.NoError(t, err)
		require.Equal(t, w.Factor[name], fmt.Sprintf("%d.%04d", ceiling.Minor()/10_000, ceiling.Minor()%10_000))
	}
}

// ten-055: a tenth of what 2026 costs more than 2025.
func baseYear(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Actual finance.Money
		Base   finance.Money `json:"base_year"`
		Share  finance.Rate
	}](t, given)
	w := decode[struct{ Increase, Charge string }](t, want)
	l := lease("L-1", 0, year)
	l.Terms.Fixed, l.Terms.BaseYear = g.Share, 2025
	r := ofOne(g.Actual, false, l)
	r.Earlier = []servicecharge.Statement{{
		Pool: "house", Window: civil.YearOf(2025).Period(), Currency: g.Base.Currency(), Totals: []servicecharge.Total{{Category: "all", Fixed: g.Base}},
	}}
	s := drawn(t, r)
	increase, err := s.Parts[0].Grossed.Sub(s.Parts[0].Base)
	require.NoError(t, err)
	require.Equal(t, w.Increase, amount(increase))
	require.Equal(t, w.Charge, amount(s.Parts[0].Charge))
}

// ten-056: the denominator is a term of the lease.
func shareByArea(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Tenant   string `json:"tenant_area"`
		Leasable string `json:"leasable_area"`
		Common   string `json:"common_area"`
	}](t, given)
	w := decode[struct{ Share map[string]finance.Rate }](t, want)
	pool := servicecharge.Pool{ID: "house", Currency: finance.USD, Sizes: always(servicecharge.Size{Lettable: feet(t, g.Leasable), Common: feet(t, g.Common)})}
	for name, by := range map[string]servicecharge.Denominator{"leasable": servicecharge.Lettable, "leasable_and_common": servicecharge.LettableAndCommon} {
		l := lease("L-1", feet(t, g.Tenant), year)
		l.Terms.Of = by
		shares, err := pool.Shares(year, []servicecharge.Participant{l})
		require.NoError(t, err)
		require.Equal(t, []finance.Rate{w.Share[name]}, shares.Parts)
	}
}

func feet(t *testing.T, s string) (n int64) {
	t.Helper()
	_, err := fmt.Sscanf(s, "%d sqft", &n)
	require.NoError(t, err)
	return n
}

// ten-127, ten-155. Shares over the days of the period are fixed ones of the
// lease; over the share-days of all, each occupant has the whole and nothing
// stands empty.
func shareByDays(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Cost      finance.Money
		First     civil.Date `json:"period_first_day"`
		Last      civil.Date `json:"period_last_day"`
		Occupants []struct {
			First civil.Date  `json:"first_day"`
			Last  *civil.Date `json:"last_day"`
			Share finance.Rate
		}
	}](t, given)
	w := decode[struct {
		Days  []string
		Parts []string
		Void  string `json:"landlord_bears"`
	}](t, want)
	var leases []servicecharge.Participant
	for i, o := range g.Occupants {
		held := civil.Period{From: o.First}
		if o.Last != nil {
			held.To = o.Last.AddDays(1)
		}
		l := lease(fmt.Sprintf("L-%d", i), 0, held)
		l.Terms.Fixed = o.Share
		leases = append(leases, l)
	}
	if w.Void != "" { // that of the tenant's tenth alone: somebody bears the rest
		l := lease("others", 0, civil.Period{From: g.First})
		l.Terms.Fixed = rate("90%")
		leases = append(leases, l)
	}
	r := ofOne(g.Cost, false, leases...)
	r.Window = civil.Period{From: g.First, To: g.Last.AddDays(1)}
	r.Costs[0].On = g.First
	s := drawn(t, r)
	for i, x := range s.Parts[:len(g.Occupants)] {
		require.Equal(t, w.Days[i], fmt.Sprint(x.Days))
		require.Equal(t, w.Parts[i], amount(x.Charge))
	}
	if w.Void != "" {
		require.Equal(t, w.Void, amount(s.Landlord.Total))
	}
}

// ten-139: a fixed share stands on the lease, however many spaces it has.
func fixedShare(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Pool  finance.Money
		Share finance.Rate `json:"fixed_share"`
		Units []string
	}](t, given)
	w := decode[struct{ Charge string }](t, want)
	l := lease("L-1", int64(len(g.Units)), year)
	l.Terms.Fixed = g.Share
	require.Equal(t, w.Charge, amount(drawn(t, ofOne(g.Pool, false, l)).Parts[0].Charge))
}

// ten-110: by heads, of those who are there.
func sharedMeter(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Bill  finance.Money
		Units []struct {
			People int64 `json:",string"`
		}
	}](t, given)
	w := decode[struct{ Parts map[string][]string }](t, want)
	var leases []servicecharge.Participant
	for i, u := range g.Units {
		l := lease(fmt.Sprintf("L-%d", i), u.People, year)
		l.Terms.Of = servicecharge.LetOnly
		leases = append(leases, l)
	}
	r := ofOne(g.Bill, false, leases...)
	r.Pool.Key, r.Pool.Sizes = servicecharge.ByHeads, nil
	for i, x := range drawn(t, r).Parts {
		require.Equal(t, w.Parts["people"][i], amount(x.Charge))
	}
}

// ten-109: half of each bill is a pool by area. The tie of 10.125 goes to the
// part that is listed first, which is the tenant's.
func sharedMeterByAreaPart(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Unit  string `json:"unit_area"`
		Total string `json:"total_area"`
		Pools map[string]finance.Money
		Part  finance.Rate `json:"part_by_area"`
	}](t, given)
	w := decode[struct {
		Share   finance.Rate
		Charges map[string]string
	}](t, want)
	for name, bill := range g.Pools {
		half, err := bill.MulRate(g.Part, finance.HalfUp)
		require.NoError(t, err)
		r := ofOne(half, true, lease("L-1", feet(t, g.Unit), year))
		r.Pool.Sizes = always(servicecharge.Size{Lettable: feet(t, g.Total)})
		s := drawn(t, r)
		require.Equal(t, w.Share, s.Parts[0].Share)
		require.Equal(t, w.Charges[name], amount(s.Parts[0].Charge))
	}
}
