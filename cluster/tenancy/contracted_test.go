package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// minimum is a lease of five and a half months from the middle of May: the rent
// of June is free, a contribution is paid back, the guard is a third party, and
// the least turnover rent of a year is charged two months after the last.
func minimum() tenancy.House {
	h := row(1, 1)
	rent := tenancy.Amount{Monthly: rub("3100.00")}
	h.Leases[0].Term = period("2026-05-16", "2026-11-01")
	h.Leases[0].Clauses = []accrual.Named{
		named("rent", rent),
		named("free", rent.Abated(rate("1"), period("2026-06-01", "2026-07-01"))),
		named("turnover rent", tenancy.TurnoverRent{Share: rate("5%")}),
		named("least", tenancy.Bound{Of: []string{"turnover rent"}, AtLeast: rub("600.00"), Cycle: accrual.ByYear, After: 2}),
		{Name: "fit-out", Clause: tenancy.OneOff{On: day("2026-05-20"), Sum: rub("1000.00")}, Back: true},
		{Name: "guard", Clause: tenancy.Amount{Monthly: rub("700.00")}, To: "guards"},
		named("service", tenancy.Amount{Monthly: rub("310.00"), For: tenancy.ForServiceCharge}),
	}
	return h
}

func instalments(months ...string) []tenancy.Instalment {
	var all []tenancy.Instalment
	for i := 0; i < len(months); i += 2 {
		all = append(all, tenancy.Instalment{Month: civil.MustMonth(months[i]), Amount: rub(months[i+1])})
	}
	return all
}

func TestContracted(t *testing.T) {
	h := minimum()
	require.NoError(t, h.Validate())
	got, err := h.Contracted(h.Leases[0], civil.Period{}, "rent", "free", "least", "fit-out")
	require.NoError(t, err)
	require.Equal(t, instalments( // May: 3100.00 × 16/31 - 1000.00
		"2026-05", "600.00", "2026-06", "0.00", "2026-07", "3100.00", "2026-08", "3100.00", "2026-09", "3100.00", "2026-10", "3100.00", "2026-12", "600.00",
	), got)
	got, err = h.Contracted(h.Leases[0], period("2026-06-30", "2026-07-02"))
	require.NoError(t, err)
	require.Equal(t, instalments("2026-06", "310.00", "2026-07", "3410.00"), got, "all clauses, of the months in part")
	got, err = h.Contracted(h.Leases[0], period("2026-11-01", "2027-11-01"))
	require.NoError(t, err)
	require.Empty(t, got)

	h.Tax = vat(true, finance.HalfUp, civil.Entry[finance.Rate]{From: day("2026-01-01"), Value: rate("24%"), Source: "a host"})
	got, err = h.Contracted(h.Leases[0], month("2026-07"), "rent")
	require.NoError(t, err)
	require.Equal(t, instalments("2026-07", "2500.00"), got, "without the tax in it")

	h.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-08-01"), Known: day("2026-07-01"), Term: &civil.Period{From: day("2026-05-16"), To: day("2026-09-01")}}}
	h.Tax = accrual.Tax{}
	got, err = h.Contracted(h.Leases[0], civil.Period{}, "rent")
	require.NoError(t, err)
	require.Len(t, got, 4, "as amended")
}

// A sublease is paid to the resident of its head, and by none of its third
// parties.
func TestContractedOfASublease(t *testing.T) {
	h := sublet()
	assign := event(tenancy.Assign, "2026-05-01", "2026-04-02")
	assign.Resident = "R-5"
	h.Leases[0].Events = []tenancy.Event{assign}
	sub := &h.Leases[1]
	sub.Term.To = day("2026-06-16")
	sub.Clauses = append(sub.Clauses,
		accrual.Named{Name: "grant", Clause: tenancy.Amount{Monthly: rub("100.00")}, Back: true},
		accrual.Named{Name: "guard", Clause: tenancy.Amount{Monthly: rub("700.00")}, To: "guards"})
	require.NoError(t, h.Validate())
	got, err := h.Contracted(*sub, civil.Period{})
	require.NoError(t, err)
	require.Equal(t, instalments("2026-03", "30900.00", "2026-04", "30900.00", "2026-05", "30900.00", "2026-06", "15450.00"), got)
}

func TestContractedRefused(t *testing.T) {
	for _, c := range []struct {
		spoil func(l *tenancy.Lease)
		over  civil.Period
		want  error
	}{
		{func(l *tenancy.Lease) { l.Term.To = civil.Date{} }, civil.Period{}, finance.ErrRange},
		{func(l *tenancy.Lease) { l.Term.To = day("2227-01-01") }, civil.Period{}, finance.ErrLimit},
		{func(l *tenancy.Lease) { l.ID = "" }, civil.Period{}, finance.ErrMissing},
		{func(l *tenancy.Lease) {
			l.Clauses[0].Clause = tenancy.Amount{Monthly: minor(9223372036854775807), Area: area("2")}
		}, civil.Period{}, finance.ErrLimit},
	} {
		h := minimum()
		c.spoil(&h.Leases[0])
		got, err := h.Contracted(h.Leases[0], c.over)
		require.ErrorIs(t, err, c.want)
		require.Empty(t, got)
		e, err := h.NetEffective(h.Leases[0])
		require.ErrorIs(t, err, c.want)
		require.Zero(t, e)
	}
	h := minimum()
	h.Leases[0].Term.To = civil.Date{}
	_, err := h.Contracted(h.Leases[0], period("2026-01-01", "2027-01-01"))
	require.NoError(t, err)
	h.Leases[0].Term.To = day("2226-05-01")
	got, err := h.Contracted(h.Leases[0], civil.Period{}, "rent")
	require.NoError(t, err)
	require.Len(t, got, 2400)
}

// Five months and 16/31: 12400.00 + 600.00 of rent, 20 m² held.
func TestNetEffective(t *testing.T) {
	h := minimum()
	e, err := h.NetEffective(h.Leases[0], "rent", "free", "fit-out", "least")
	require.NoError(t, err)
	require.Equal(t, tenancy.Effective{Paid: rub("13600.00"), Months: num("171/31"), AreaMonths: num("3420/31")}, e)
	each, err := e.PerMonth(finance.HalfEven)
	require.NoError(t, err)
	require.Equal(t, rub("2465.50"), each) // 13600.00 × 31/171 = 2465.497…
	each, err = e.PerMetre(finance.Up)
	require.NoError(t, err)
	require.Equal(t, rub("123.28"), each)

	h.Leases[0].Spaces[0].Held = period("2026-07-01", "2026-09-01")
	h.Spaces[0].Measured = civil.Timeline[tenancy.Measure]{{From: day("2026-08-01"), Value: tenancy.Measure{Area: area("30")}, Source: "a survey"}}
	e, err = h.NetEffective(h.Leases[0], "rent")
	require.NoError(t, err)
	require.Equal(t, num("50"), e.AreaMonths)
	_, err = tenancy.Effective{}.PerMetre(0)
	require.ErrorIs(t, err, finance.ErrRange)
	h.Leases[0].Spaces[0].Space = "nowhere"
	_, err = h.NetEffective(h.Leases[0])
	require.ErrorIs(t, err, finance.ErrUnknown)
}

func TestArrears(t *testing.T) {
	roll, err := quarter().RentRoll(day("2026-03-21"))
	require.NoError(t, err)
	row := func(who accrual.Party, total, overdue string) ledger.AgeRow {
		return ledger.AgeRow{Party: who, Overdue: []finance.Money{rub(overdue), rub("0.00")}, Total: rub(total)}
	}
	aged := ledger.Ageing{Rows: []ledger.AgeRow{
		row("R-3", "54900.00", "27450.00"), row("R-9", "5.00", "5.00"), {Party: "R-4", Total: finance.MustMoney("1.00 USD")},
	}}
	got, err := roll.Arrears(aged)
	require.NoError(t, err)
	require.Equal(t, []tenancy.Arrears{
		{Resident: "R-3", Leases: []string{"L-7"}, Rent: rub("54900.00"), Aged: aged.Rows[0]},
		{Resident: "R-9", Rent: rub("0.00"), Aged: aged.Rows[1]},
	}, got)
	months, err := got[0].Months()
	require.NoError(t, err)
	require.Equal(t, rate("1/2"), months)
	_, err = got[1].Months()
	require.ErrorIs(t, err, finance.ErrRange)
	got[0].Aged.Overdue[0] = rub("1.00")
	require.Equal(t, rub("27450.00"), aged.Rows[0].Overdue[0], "nothing is shared")
	roll.Rows[0].Net = minor(9223372036854775807)
	_, err = roll.Arrears(aged)
	require.ErrorIs(t, err, finance.ErrOverflow)
}
