package membership_test

import (
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/membership"
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

// run are the kinds of cases, each with its test. None is left out.
var run = map[string]func(t *testing.T, given, want json.RawMessage){
	"prorate_to_billing_day": prorateToBillingDay,
	"billing_cycles":         billingCycles,
	"period_factor":          periodFactor,
	"plan_change":            planChange,
	"plan_change_by_day":     planChangeByDay,
	"prorate_month":          prorateMonth,
	"prorate_discount_line":  prorateDiscountLine,
	"allowance_prorated":     allowanceProrated,
	"allowance_ledger":       allowanceLedger,
	"credit_against_invoice": creditAgainstInvoice,
}

func TestPublishedCases(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	require.Len(t, all, 16)
	ran := map[string]bool{}
	for _, c := range all {
		test, known := run[c.Kind]
		require.True(t, known, "%s: %s", c.ID, c.Kind)
		ran[c.Kind] = true
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

func whole(t *testing.T, s string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(s, 10, 64)
	require.NoError(t, err)
	return n
}

func rounding(t *testing.T, s string) finance.Rounding {
	t.Helper()
	r, err := finance.ParseRounding(strings.ReplaceAll(s, "_", "-"))
	require.NoError(t, err)
	return r
}

// What is printed by calendar month is rounded by itself there; the fee is rounded
// once.
func prorateToBillingDay(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		MonthlyRent finance.Money `json:"monthly_rent"`
		Start       civil.Date
		BillingDay  string `json:"billing_day"`
		Rounding    string
	}](t, given)
	w := decode[struct {
		EndExclusive civil.Date `json:"end_exclusive"`
		Parts        []struct {
			FirstDay     civil.Date `json:"first_day"`
			LastDay      civil.Date `json:"last_day"`
			Days, Amount string
		}
		Amount string
	}](t, want)
	fee := membership.PlanFee{Price: g.MonthlyRent, Day: int(whole(t, g.BillingDay)), Basis: membership.MonthDays, Rounding: rounding(t, g.Rounding)}
	parts, err := membership.Parts(fee.Day, civil.Period{From: g.Start}, g.Start)
	require.NoError(t, err)
	require.Len(t, parts, 1)
	require.Equal(t, w.EndExclusive, parts[0].Period.To)
	amount, err := fee.Amount(parts[0])
	require.NoError(t, err)
	requireNumber(t, w.Amount, amount)
	n := 0
	for m := range parts[0].Period.Months() {
		p := membership.Part{Period: parts[0].Period.Intersect(m.Period()), Cycle: parts[0].Cycle}
		require.Equal(t, civil.Period{From: w.Parts[n].FirstDay, To: w.Parts[n].LastDay.AddDays(1)}, p.Period)
		require.Equal(t, w.Parts[n].Days, strconv.Itoa(p.Days()))
		amount, err := fee.Amount(p)
		require.NoError(t, err)
		requireNumber(t, w.Parts[n].Amount, amount)
		n++
	}
	require.Len(t, w.Parts, n)
	span := accrual.Span{Window: civil.Period{From: g.Start}, Since: g.Start, To: g.Start.AddDays(1), Held: []civil.Period{{From: g.Start}}, Currency: g.MonthlyRent.Currency()}
	earned, err := fee.Earned(span)
	require.NoError(t, err)
	require.Equal(t, amount, earned, "the clause bills the same")
}

func billingCycles(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Start        civil.Date
		EndExclusive civil.Date `json:"end_exclusive"`
		BilledTo     civil.Date `json:"billed_to"`
		BillCycleDay string     `json:"bill_cycle_day"`
	}](t, given)
	w := decode[struct {
		Parts []struct {
			Start        civil.Date
			EndExclusive civil.Date `json:"end_exclusive"`
			Days         string
			CycleDays    string `json:"cycle_days"`
		}
		Fraction finance.Rate `json:"cycles_fraction"`
	}](t, want)
	held := civil.Period{From: g.Start, To: g.EndExclusive}
	parts, err := membership.Parts(int(whole(t, g.BillCycleDay)), held, g.BilledTo)
	require.NoError(t, err)
	require.Len(t, parts, len(w.Parts))
	for i, p := range parts {
		require.Equal(t, civil.Period{From: w.Parts[i].Start, To: w.Parts[i].EndExclusive}, p.Period)
		require.Equal(t, w.Parts[i].Days, strconv.Itoa(p.Days()))
		require.Equal(t, w.Parts[i].CycleDays, strconv.Itoa(p.Cycle.Days()))
	}
	n, err := membership.Cycles(parts, membership.CycleDays)
	require.NoError(t, err)
	require.Equal(t, w.Fraction, n)
}

func periodFactor(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		FirstDay civil.Date `json:"first_day"`
		LastDay  civil.Date `json:"last_day"`
	}](t, given)
	w := decode[struct {
		Fraction finance.Rate `json:"factor_fraction"`
	}](t, want)
	cycle, err := membership.Cycle(1, g.FirstDay)
	require.NoError(t, err)
	p := membership.Part{Period: civil.Period{From: g.FirstDay, To: g.LastDay.AddDays(1)}, Cycle: cycle}
	for _, b := range []membership.Basis{membership.CycleDays, membership.MonthDays} {
		f, err := p.Factor(b)
		require.NoError(t, err)
		require.Equal(t, w.Fraction, f)
	}
}

// The 16th of a cycle of thirty days leaves half of it.
func planChange(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Old finance.Money `json:"old_price"`
		New finance.Money `json:"new_price"`
	}](t, given)
	w := decode[struct {
		Credit string `json:"credit_old"`
		Charge string `json:"charge_new"`
		Net    string
	}](t, want)
	s, err := membership.NewSwitch(g.Old, g.New, period("2025-06-01", "2025-07-01"), day("2025-06-16"), membership.Rules{})
	require.NoError(t, err)
	requireNumber(t, w.Credit, s.Credit)
	requireNumber(t, w.Charge, s.Charge)
	requireNumber(t, w.Net, s.Net)
}

func planChangeByDay(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Old   finance.Money `json:"old_price"`
		New   finance.Money `json:"new_price"`
		Start civil.Date    `json:"cycle_start"`
		End   civil.Date    `json:"cycle_end_exclusive"`
		On    civil.Date    `json:"change_day"`
		Days  string        `json:"days_rounding"`
	}](t, given)
	w := decode[struct {
		Left   string     `json:"days_left"`
		Credit string     `json:"credit_old"`
		Net    string     `json:"pay_difference"`
		Days   string     `json:"convert_to_days"`
		Next   civil.Date `json:"next_cycle_start"`
	}](t, want)
	s, err := membership.NewSwitch(g.Old, g.New, civil.Period{From: g.Start, To: g.End}, g.On, membership.Rules{Days: rounding(t, g.Days)})
	require.NoError(t, err)
	require.Equal(t, w.Left, strconv.Itoa(s.Left))
	requireNumber(t, w.Credit, s.Credit)
	requireNumber(t, w.Net, s.Net)
	require.Equal(t, w.Days, strconv.Itoa(s.Days))
	require.Equal(t, w.Next, s.Next)
}

func prorateMonth(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Monthly  finance.Money `json:"monthly_rent"`
		FirstDay civil.Date    `json:"first_day"`
		LastDay  civil.Date    `json:"last_day"`
		Rounding string
	}](t, given)
	w := decode[struct{ Days, Amount string }](t, want)
	parts, err := membership.Parts(1, civil.Period{From: g.FirstDay, To: g.LastDay.AddDays(1)}, g.LastDay)
	require.NoError(t, err)
	require.Len(t, parts, 1)
	require.Equal(t, w.Days, strconv.Itoa(parts[0].Days()))
	amount, err := membership.PlanFee{Price: g.Monthly, Day: 1, Rounding: rounding(t, g.Rounding)}.Amount(parts[0])
	require.NoError(t, err)
	requireNumber(t, w.Amount, amount)
}

// A cycle of thirty days, joined twelve days before its end.
func prorateDiscountLine(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Price  finance.Money
		Cycle  string `json:"cycle_days"`
		Days   string `json:"days_to_billing"`
		Window string `json:"window_days"`
	}](t, given)
	w := decode[struct{ Discount, Net string }](t, want)
	june := period("2025-06-01", "2025-07-01")
	require.Equal(t, g.Cycle, strconv.Itoa(june.Days()))
	held := civil.Period{From: june.To.AddDays(-int(whole(t, g.Days)))}
	fee := membership.PlanFee{Price: g.Price, Day: 1, Whole: true}
	discount := membership.JoiningDiscount{Of: fee, Within: int(whole(t, g.Window))}
	require.NoError(t, discount.Validate())
	s := accrual.Span{Window: held, Since: held.From, To: june.To, Held: []civil.Period{held}, Currency: g.Price.Currency()}
	off, err := discount.Earned(s)
	require.NoError(t, err)
	requireNumber(t, w.Discount, off)
	charged, err := fee.Earned(s)
	require.NoError(t, err)
	net, err := charged.Add(off)
	require.NoError(t, err)
	requireNumber(t, w.Net, net)
}

func allowanceProrated(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Allowance string
		First     civil.Date `json:"period_first_day"`
		Last      civil.Date `json:"period_last_day"`
		From      civil.Date
		Rounding  string
	}](t, given)
	w := decode[struct {
		Days    string `json:"period_days"`
		Left    string `json:"days_left"`
		Granted string
	}](t, want)
	week := civil.Period{From: g.First, To: g.Last.AddDays(1)}
	held := civil.Period{From: g.From, To: week.To}
	require.Equal(t, w.Days, strconv.Itoa(week.Days()))
	require.Equal(t, w.Left, strconv.Itoa(held.Days()))
	n, err := membership.Prorated(whole(t, g.Allowance), week, held, rounding(t, g.Rounding))
	require.NoError(t, err)
	require.Equal(t, w.Granted, strconv.FormatInt(n, 10))
}

// Through the spine and the statement both.
func allowanceLedger(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Granted string        `json:"granted_hours"`
		Price   finance.Money `json:"hour_price"`
		Events  []struct {
			Book   string `json:"book_hours"`
			Cancel string `json:"cancel_booking"`
		}
	}](t, given)
	w := decode[struct {
		Charged []string
		Left    []string `json:"left_hours"`
	}](t, want)
	rooms := membership.Allowance{Credit: "rooms", Units: whole(t, g.Granted), Overage: g.Price}
	m := member(membership.Plan{ID: "p", Clauses: []accrual.Named{named("rooms", rooms)}}, period("2025-06-01", ".."))
	a, err := m.Agreement("operator", finance.USD, accrual.Tax{})
	require.NoError(t, err)
	var facts []accrual.Fact
	for i, e := range g.Events {
		on := day("2025-06-01").AddDays(i).String()
		if e.Book != "" {
			facts = append(facts, use("E-"+strconv.Itoa(i+1), on, whole(t, e.Book)))
			continue
		}
		of := facts[whole(t, e.Cancel)-1]
		facts = append(facts, cancel("E-"+strconv.Itoa(i+1), on, of.Adds[0].N, accrual.Ref{ID: of.ID, On: of.On}))
	}
	s, err := membership.NewStatement(a, "rooms", day("2025-06-30"), day("2025-07-01"), slices.Values(facts))
	require.NoError(t, err)
	require.Len(t, s.Cycles, 1)
	entries := s.Cycles[0].Entries[1:] // after the grant
	require.Len(t, entries, len(w.Left))
	sum := finance.Zero(finance.USD)
	for i, e := range entries {
		requireNumber(t, w.Charged[i], e.Charge)
		require.Equal(t, w.Left[i], strconv.FormatInt(e.Left, 10))
		sum, err = sum.Add(e.Charge)
		require.NoError(t, err)
	}
	require.Equal(t, sum, s.Cycles[0].Charge)
	closed, err := accrual.Close(accrual.Books{}, []accrual.Agreement{a}, civil.MustMonth("2025-06"), day("2025-07-01"), slices.Values(facts[:2]))
	require.NoError(t, err)
	require.Equal(t, w.Charged[1]+" USD", closed.Obligations[0].Net.String())
}

func creditAgainstInvoice(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Credit, Invoice finance.Money
		Unused          membership.Unused `json:"unused_credit"`
	}](t, given)
	w := decode[struct {
		Applied string
		Left    string `json:"invoice_left"`
		Carried string
		Lapsed  string
	}](t, want)
	s, err := membership.NewSetOff(g.Credit, g.Invoice, g.Unused)
	require.NoError(t, err)
	requireNumber(t, w.Applied, s.Applied)
	requireNumber(t, w.Left, s.Left)
	requireNumber(t, w.Carried, s.Carried)
	requireNumber(t, w.Lapsed, s.Lapsed)
}
