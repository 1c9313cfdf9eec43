package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// charged is what a lease charges month by month, each closed with what was
// known before the next one began, as "clause month net". What adjusts a
// closed month is among it.
func charged(t *testing.T, l tenancy.Lease, from, to string) []string {
	t.Helper()
	c := closing{T: t, house: quarter()}
	c.house.Tax = accrual.Tax{}
	c.house.Leases = []tenancy.Lease{l}
	var lines []string
	for m := range (civil.Period{From: day(from + "-01"), To: civil.MustMonth(to).Next().First()}).Months() {
		lines = append(lines, c.close(m.String())...)
	}
	return lines
}

func line(resident, clause, month, net string) string {
	return resident + " " + clause + " " + month + " " + net + " RUB 0.00 RUB"
}

// rentOnly is a lease of 2026 at 31000.00 a month, with nothing besides.
func rentOnly() tenancy.Lease {
	l := lived()
	l.Clauses = l.Clauses[:1]
	return l
}

func with(e tenancy.Event, set ...accrual.Named) tenancy.Event {
	e.Set = set
	return e
}

// What each event comes to in money, closed month by month.
func TestEventsAreCharged(t *testing.T) {
	notice := until(event(tenancy.Serve, "2026-04-01", "2026-04-01"), "2026-07-16")
	notice.Option = "break"
	met := event(tenancy.Fulfil, "2026-07-15", "2026-07-20")
	met.Option, met.Conditions = "break", []string{"rent is paid", "vacant"}
	half := met
	half.Conditions = half.Conditions[:1]
	longer := until(event(tenancy.Serve, "2026-06-30", "2026-06-30"), "2027-01-01")
	longer.Option = "longer"
	assign := event(tenancy.Assign, "2026-07-11", "2026-08-02")
	assign.Resident = "R-4"
	dearer := named("rent", tenancy.Amount{Monthly: rub("40000.00")})
	for _, c := range []struct {
		name     string
		events   []tenancy.Event
		from, to string
		want     []string
	}{
		{"ended early, learnt late: the month is by days, and August goes back", []tenancy.Event{event(tenancy.EndEarly, "2026-07-16", "2026-09-02")}, "2026-07", "2026-09", []string{
			line("R-3", "rent", "2026-07", "31000.00"), line("R-3", "rent", "2026-08", "31000.00"),
			line("R-3", "rent", "2026-07", "-16000.00"), line("R-3", "rent", "2026-08", "-31000.00"), // 31000 × 15/31 less 31000
		}},
		{"a notice whose conditions are not all met ends nothing", []tenancy.Event{notice, half}, "2026-07", "2026-08", []string{
			line("R-3", "rent", "2026-07", "31000.00"), line("R-3", "rent", "2026-08", "31000.00"),
		}},
		{"met, it ends the lease on the day before", []tenancy.Event{notice, met}, "2026-07", "2026-08", []string{
			line("R-3", "rent", "2026-07", "15000.00"),
		}},
		{"an extension by option", []tenancy.Event{longer}, "2026-12", "2027-02", []string{
			line("R-3", "rent", "2026-12", "31000.00"), line("R-3", "rent", "2027-01", "31000.00"), line("R-3", "rent", "2027-02", "31000.00"),
		}},
		{"a renewal at another rent", []tenancy.Event{with(until(event(tenancy.Renew, "2027-01-01", "2026-12-01"), "2028-01-01"), dearer)}, "2026-12", "2027-01", []string{
			line("R-3", "rent", "2026-12", "31000.00"), line("R-3", "rent", "2027-01", "40000.00"),
		}},
		{"an assignment in the middle of July, learnt in August: it corrects who owes", []tenancy.Event{assign}, "2026-07", "2026-08", []string{
			line("R-3", "rent", "2026-07", "31000.00"),
			line("R-3", "rent", "2026-07", "-21000.00"), line("R-4", "rent", "2026-07", "21000.00"), line("R-4", "rent", "2026-08", "31000.00"),
		}},
		{"a suspension carries", []tenancy.Event{until(event(tenancy.Suspend, "2026-03-11", "2026-02-01"), "2026-05-16")}, "2026-03", "2026-06", []string{
			line("R-3", "rent", "2026-03", "10000.00"), line("R-3", "rent", "2026-05", "16000.00"), line("R-3", "rent", "2026-06", "31000.00"),
		}},
		{"resumed before its day", []tenancy.Event{
			until(event(tenancy.Suspend, "2026-03-11", "2026-02-01"), "2026-05-16"), event(tenancy.Resume, "2026-03-21", "2026-04-03"),
		}, "2026-03", "2026-04", []string{
			line("R-3", "rent", "2026-03", "10000.00"),
			line("R-3", "rent", "2026-03", "11000.00"), line("R-3", "rent", "2026-04", "31000.00"),
		}},
		{"a new rent within a suspension waits for its end", []tenancy.Event{
			until(event(tenancy.Suspend, "2026-03-01", "2026-02-01"), "2026-05-01"), with(event(tenancy.Amend, "2026-04-01", "2026-02-10"), dearer),
		}, "2026-02", "2026-05", []string{
			line("R-3", "rent", "2026-02", "31000.00"), line("R-3", "rent", "2026-05", "40000.00"),
		}},
		{"a new rent from before a suspension, learnt within it, is not lost", []tenancy.Event{
			until(event(tenancy.Suspend, "2026-03-01", "2026-02-01"), "2026-05-01"), with(event(tenancy.Amend, "2026-02-01", "2026-03-10"), dearer),
		}, "2026-02", "2026-05", []string{
			line("R-3", "rent", "2026-02", "31000.00"), line("R-3", "rent", "2026-02", "9000.00"), line("R-3", "rent", "2026-05", "40000.00"),
		}},
		{"a suspension that is learnt after the rent was to rise within it", []tenancy.Event{
			with(event(tenancy.Amend, "2026-04-01", "2026-01-10"), dearer), until(event(tenancy.Suspend, "2026-03-01", "2026-02-01"), "2026-05-01"),
		}, "2026-02", "2026-05", []string{
			line("R-3", "rent", "2026-02", "31000.00"), line("R-3", "rent", "2026-05", "40000.00"),
		}},
		{"handed over late", []tenancy.Event{event(tenancy.Commence, "2026-01-11", "2026-02-03")}, "2026-01", "2026-02", []string{
			line("R-3", "rent", "2026-01", "31000.00"), line("R-3", "rent", "2026-01", "-10000.00"), line("R-3", "rent", "2026-02", "31000.00"),
		}},
		{"a stay at the rent as it was", []tenancy.Event{event(tenancy.HoldOver, "2027-01-01", "2027-01-05"), event(tenancy.Return, "2027-02-15", "2027-02-15")}, "2027-01", "2027-03", []string{
			line("R-3", "rent", "2027-01", "31000.00"), line("R-3", "rent", "2027-02", "15500.00"),
		}},
		{"agreed anew: the later agreement holds, though it ends earlier", []tenancy.Event{
			event(tenancy.EndEarly, "2026-09-01", "2026-03-01"), event(tenancy.EndEarly, "2026-08-01", "2026-03-01"),
		}, "2026-07", "2026-09", []string{line("R-3", "rent", "2026-07", "31000.00")}},
		{"an end agreed, and before it came another later one", []tenancy.Event{
			event(tenancy.EndEarly, "2026-08-01", "2026-03-01"), until(event(tenancy.Extend, "2026-08-01", "2026-03-20"), "2026-09-01"),
		}, "2026-08", "2026-09", []string{line("R-3", "rent", "2026-08", "31000.00")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := applied(t, rentOnly(), c.events...)
			require.ElementsMatch(t, c.want, charged(t, l, c.from, c.to))
		})
	}
}

// A withdrawn lease charges nothing, a draft is no agreement until it is signed.
func TestNeverBegun(t *testing.T) {
	l := applied(t, rentOnly(), event(tenancy.Withdraw, "2025-12-20", "2025-12-20"))
	require.Empty(t, charged(t, l, "2026-01", "2026-03"))
	require.Zero(t, l.Held(day("2026-01-01")))

	l = rentOnly()
	l.Draft, l.Signed = true, civil.Date{}
	house := quarter()
	house.Leases = []tenancy.Lease{l}
	agreements, err := house.Agreements()
	require.NoError(t, err)
	require.Empty(t, agreements)
	_, err = l.Agreement("operator", finance.RUB, accrual.Tax{})
	require.Equal(t, []string{"draft"}, paths(t, err))
	o, err := house.Occupancy(day("2026-06-01"))
	require.NoError(t, err)
	require.True(t, o.Let.IsZero(), "a draft holds nothing")
	l = applied(t, l, event(tenancy.Sign, "2026-01-20", "2026-02-02"))
	require.Equal(t, []string{line("R-3", "rent", "2026-01", "31000.00"), line("R-3", "rent", "2026-02", "31000.00")}, charged(t, l, "2026-01", "2026-02"))
}

// The fee of a break is charged once, with the last month: two rents and a sum;
// to the resident where the landlord breaks.
func TestFeeOfABreak(t *testing.T) {
	l := rentOnly()
	l.Options = []tenancy.Option{{
		ID: "break", By: tenancy.ByEither, On: day("2026-07-16"), Notice: tenancy.Notice{Days: 30}, Fee: tenancy.Fee{Months: 2, Sum: rub("1000.00")},
	}}
	e := until(event(tenancy.Serve, "2026-06-15", "2026-06-15"), "2026-07-16")
	e.Option = "break"
	require.ElementsMatch(t, []string{line("R-3", "rent", "2026-07", "15000.00"), line("R-3", "fee of break", "2026-07", "63000.00")},
		charged(t, applied(t, l, e), "2026-07", "2026-09"))
	e.By = tenancy.ByLandlord
	require.ElementsMatch(t, []string{line("R-3", "rent", "2026-07", "15000.00"), line("operator", "fee of break", "2026-07", "63000.00")},
		charged(t, applied(t, l, e), "2026-07", "2026-09"))
	e.On = day("2026-06-16") // thirty days from the 16th end on the 16th, which is not before
	e.Known = e.On
	_, err := l.Apply(e)
	require.Equal(t, []string{"on"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrRange)
}

// A clause that once restarted its year carries on after a suspension: 100000.00
// were sold since the restart, another 100000.00 after the suspension.
func TestSuspensionCarriesWhatRestarted(t *testing.T) {
	l := rentOnly()
	l.ID = "L-7"
	l.Options = nil
	turnover := accrual.Named{Name: "turnover", Change: accrual.Restart, Clause: tenancy.TurnoverRent{Share: rate("8%"), Over: rub("150000.00"), Cycle: accrual.ByYear}}
	l.Clauses = []accrual.Named{turnover}
	l = applied(t, l, with(event(tenancy.Amend, "2026-02-01", "2026-01-01"), turnover), until(event(tenancy.Suspend, "2026-03-11", "2026-03-01"), "2026-05-01"))
	c := closing{T: t, house: quarter()}
	c.house.Tax, c.house.Leases = accrual.Tax{}, []tenancy.Lease{l}
	c.sell("before", "2026-01-10", "2026-01-10", "100000.00")
	c.sell("since", "2026-02-10", "2026-02-10", "100000.00")
	c.sell("after", "2026-05-10", "2026-05-10", "100000.00")
	var all []string
	for m := range period("2026-01-01", "2026-07-01").Months() {
		all = append(all, c.close(m.String())...)
	}
	require.Equal(t, []string{line("R-3", "turnover", "2026-05", "4000.00")}, all)
}
