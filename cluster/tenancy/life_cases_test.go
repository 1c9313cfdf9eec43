package tenancy_test

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// lifeRun are the kinds of published cases about the life of a lease.
var lifeRun = map[string]func(t *testing.T, given, want json.RawMessage){
	"lease_end":           leaseEnd,
	"termination_option":  terminationOption,
	"negotiated_exit":     negotiatedExit,
	"break_notice":        breakNotice,
	"notice_end":          noticeEnd,
	"holdover":            holdover,
	"sublet_profit_share": subletProfitShare,
	"sublease_term":       subleaseTerm,
}

func TestPublishedCasesOfALife(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	ran := map[string]bool{}
	for _, c := range all {
		if test, ok := lifeRun[c.Kind]; ok {
			ran[c.Kind] = true
			t.Run(c.ID+" "+c.Title, func(t *testing.T) { test(t, c.Given, c.Want) })
		}
	}
	require.Len(t, ran, len(lifeRun))
}

func whole64(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	require.NoError(t, err)
	return n
}

func leaseEnd(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Leases []struct {
			FirstDay civil.Date `json:"first_day"`
			Months   string
		}
	}](t, given)
	w := decode[struct {
		LastDays []civil.Date `json:"last_days"`
	}](t, want)
	require.Len(t, g.Leases, len(w.LastDays))
	for i, l := range g.Leases {
		require.Equal(t, w.LastDays[i], tenancy.ForMonths(l.FirstDay, whole64(t, l.Months)).To.AddDays(-1))
	}
}

// taking is what a lease charges for a clause, in all of its months.
func taking(t *testing.T, l tenancy.Lease, clause string, c finance.Currency) finance.Money {
	t.Helper()
	a, err := l.Agreement("landlord", c, accrual.Tax{})
	require.NoError(t, err)
	run, err := accrual.NewRun(a, day("2100-01-01"), l.Term.From.Month())
	require.NoError(t, err)
	sum := finance.Zero(c)
	for range 60 {
		require.NoError(t, run.Next(func(charge *accrual.Charge) {
			if charge.Clause == clause {
				sum, err = sum.Add(charge.Amount)
				require.NoError(t, err)
			}
		}))
	}
	return sum
}

func terminationOption(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		MonthlyRent      finance.Money `json:"monthly_rent"`
		PenaltyMonths    string        `json:"penalty_months"`
		UnamortisedCosts finance.Money `json:"unamortised_costs"`
	}](t, given)
	w := decode[struct{ Penalty, Total string }](t, want)
	for _, c := range []struct {
		sum  finance.Money
		want string
	}{{finance.Money{}, w.Penalty}, {g.UnamortisedCosts, w.Total}} {
		l := tenancy.Lease{
			ID: "1", Resident: "R", Spaces: tenancy.ForTerm("1"), Term: period("2024-01-01", "2028-01-01"),
			Clauses: []accrual.Named{named("rent", tenancy.Amount{Monthly: g.MonthlyRent})},
			Options: []tenancy.Option{{ID: "exit", On: day("2026-01-01"), Notice: tenancy.Notice{Months: 6}, Fee: tenancy.Fee{Months: whole64(t, g.PenaltyMonths), Sum: c.sum}}},
		}
		e := until(event(tenancy.Serve, "2025-06-30", "2025-06-30"), "2026-01-01")
		e.Option = "exit"
		requireNumber(t, c.want, taking(t, applied(t, l, e), tenancy.FeeOf("exit"), g.MonthlyRent.Currency()))
	}
}

func negotiatedExit(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		RemainingRentPV       finance.Money `json:"remaining_rent_pv"`
		UnamortisedFitout     finance.Money `json:"unamortised_fitout"`
		UnamortisedCommission finance.Money `json:"unamortised_commission"`
		MitigationRate        finance.Rate  `json:"mitigation_rate"`
		MitigationOf          string        `json:"mitigation_of"`
	}](t, given)
	w := decode[struct{ Gross, Mitigation, Fee string }](t, want)
	require.Equal(t, "remaining_rent_pv", g.MitigationOf)
	fee, err := tenancy.Exit{Rent: g.RemainingRentPV, Costs: []finance.Money{g.UnamortisedFitout, g.UnamortisedCommission}, Mitigation: g.MitigationRate}.Fee()
	require.NoError(t, err)
	requireNumber(t, w.Gross, fee.Gross)
	requireNumber(t, w.Mitigation, fee.Mitigation)
	requireNumber(t, w.Fee, fee.Fee)
}

// The break date of the case is the last day.
func breakNotice(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		BreakDate    civil.Date   `json:"break_date"`
		NoticeMonths string       `json:"notice_months"`
		Served       []civil.Date `json:"served"`
	}](t, given)
	w := decode[struct{ Valid []bool }](t, want)
	require.Len(t, g.Served, len(w.Valid))
	ends := g.BreakDate.AddDays(1)
	l := tenancy.Lease{
		ID: "1", Resident: "R", Spaces: tenancy.ForTerm("1"), Term: civil.Period{From: ends.AddYears(-5), To: ends.AddYears(5)},
		Options: []tenancy.Option{{ID: "break", On: ends, Notice: tenancy.Notice{Months: whole64(t, g.NoticeMonths)}}},
	}
	require.NoError(t, l.Validate())
	for i, served := range g.Served {
		next, err := l.Apply(tenancy.Event{Action: tenancy.Serve, On: served, Known: served, Until: ends, Option: "break"})
		require.Equal(t, !w.Valid[i], served.After(l.Options[0].Notice.LastFor(ends)))
		if !w.Valid[i] {
			require.ErrorIs(t, err, finance.ErrRange)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, ends, next.Held(served.AddDays(1)).To)
	}
}

func noticeEnd(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		NoticeReceived civil.Date `json:"notice_received"`
		NoticeMonths   string     `json:"notice_months"`
		Overflow       string
	}](t, given)
	w := decode[struct {
		LastDay civil.Date `json:"last_day"`
	}](t, want)
	require.Equal(t, "clamp_to_month_end", g.Overflow)
	require.Equal(t, w.LastDay, tenancy.Notice{Months: whole64(t, g.NoticeMonths)}.Ends(g.NoticeReceived))
}

func holdover(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		MonthlyRent     finance.Money `json:"monthly_rent"`
		LeaseLastDay    civil.Date    `json:"lease_last_day"`
		OccupiedLastDay civil.Date    `json:"occupied_last_day"`
		ChargeBy        string        `json:"charge_by"`
		Basis           string
		Tiers           []struct {
			FromDay    string `json:"from_day"`
			Multiplier finance.Rate
		}
	}](t, given)
	w := decode[struct {
		Days        string
		Total       string
		TierAmounts []string `json:"tier_amounts"`
	}](t, want)
	var stay tenancy.Holdover
	require.NoError(t, stay.By.UnmarshalText([]byte(strings.ReplaceAll(g.ChargeBy, "_", "-"))))
	require.Equal(t, bases["actual_days_in_month"], bases[g.Basis]) // or none
	for i, tier := range g.Tiers {
		if i == 0 {
			require.Equal(t, "1", tier.FromDay)
			stay.Part = tier.Multiplier
			continue
		}
		stay.Later = append(stay.Later, tenancy.LaterPart{FromDay: whole64(t, tier.FromDay), Part: tier.Multiplier})
	}
	first, end := g.LeaseLastDay.AddDays(1), g.OccupiedLastDay.AddDays(1)
	require.Equal(t, whole64(t, w.Days), end.Sub(first))
	l := tenancy.Lease{
		ID: "1", Resident: "R", Spaces: tenancy.ForTerm("1"), Term: civil.Period{From: first.AddMonths(-1), To: first},
		Clauses:     []accrual.Named{named("rent", tenancy.Amount{Monthly: g.MonthlyRent})},
		HoldingOver: &stay,
	}
	currency := g.MonthlyRent.Currency()
	before := taking(t, l, "rent", currency)
	l = applied(t, l,
		tenancy.Event{Action: tenancy.HoldOver, On: first, Known: first},
		tenancy.Event{Action: tenancy.Return, On: end, Known: end})
	total, err := taking(t, l, "rent", currency).Sub(before)
	require.NoError(t, err)
	requireNumber(t, w.Total, total)
	if len(w.TierAmounts) == 1 {
		requireNumber(t, w.TierAmounts[0], total)
	}
}

// What a resident takes from its own subtenants is reported as a sale.
func subletProfitShare(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		HeadRent       finance.Money `json:"head_rent"`
		SubRent        finance.Money `json:"sub_rent"`
		Share          finance.Rate
		Periods        string
		Costs          finance.Money
		CostsRecovered string `json:"costs_recovered"`
	}](t, given)
	w := decode[struct {
		Excess     string
		AfterCosts string `json:"after_costs"`
		Payable    string
	}](t, want)
	require.Equal(t, "first", g.CostsRecovered)
	require.Equal(t, "1", g.Periods)
	over, err := g.HeadRent.Add(g.Costs)
	require.NoError(t, err)
	excess, err := g.SubRent.Sub(g.HeadRent)
	require.NoError(t, err)
	requireNumber(t, w.Excess, excess)
	after, err := g.SubRent.Sub(over)
	require.NoError(t, err)
	requireNumber(t, w.AfterCosts, after)
	s := whole(month("2026-01"), g.SubRent.Minor())
	s.Currency = g.SubRent.Currency()
	requireNumber(t, w.Payable, earned(t, tenancy.TurnoverRent{Share: g.Share, Over: over}, s))
}

func subleaseTerm(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		HeadLastDay     civil.Date `json:"head_last_day"`
		SubLastDayAsked civil.Date `json:"sub_last_day_asked"`
	}](t, given)
	w := decode[struct {
		Allowed           bool
		SubLastDayAllowed civil.Date `json:"sub_last_day_allowed"`
	}](t, want)
	h := quarter()
	h.Leases = h.Leases[:1]
	h.Leases[0].Term = civil.Period{From: g.HeadLastDay.AddYears(-1), To: g.HeadLastDay.AddDays(1)}
	h.Leases[0].Signed = civil.Date{}
	asked := civil.Period{From: g.HeadLastDay.AddMonths(-6), To: g.SubLastDayAsked.AddDays(1)}
	h.Leases = append(h.Leases, tenancy.Lease{ID: "sub", Head: "L-7", Resident: "R-4", Spaces: tenancy.ForTerm("B-12"), Term: asked})
	err := h.Validate()
	if w.Allowed {
		require.NoError(t, err)
	} else {
		require.Equal(t, []string{"leases[1].term.to"}, paths(t, err))
		require.ErrorIs(t, err, finance.ErrRange)
	}
	left := h.Leases[0].Sublet(asked, day("2100-01-01"))
	require.Equal(t, w.SubLastDayAllowed, left.To.AddDays(-1))
	h.Leases[1].Term = left
	require.NoError(t, h.Validate())
}
