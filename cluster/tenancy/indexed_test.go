package tenancy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// cpi has made-up values: 100 at the end of 2025, and two that came late.
func cpi() index.Series {
	value := func(month, value, published string) index.Value {
		return index.Value{Month: civil.MustMonth(month), Value: num(value), Published: day(published)}
	}
	return index.Series{ID: "cpi", Name: "CPI", Source: "made up", Values: []index.Value{
		value("2025-12", "100", "2026-01-15"), value("2026-01", "101", "2026-02-12"),
		value("2026-02", "104", "2026-04-20"), value("2026-02", "103", "2026-06-05"),
		value("2026-03", "105", "2026-06-12"),
	}}
}

// reviewed is the quarter with one lease that is reviewed each month, by the
// index of the month before.
func reviewed(rent tenancy.Amount) tenancy.House {
	h := quarter()
	h.Tax, h.Series, h.Leases = accrual.Tax{}, []index.Series{cpi()}, h.Leases[:1]
	l := &h.Leases[0]
	l.Term, l.Signed = period("2026-01-01", "2027-01-01"), day("2025-12-01")
	rent.Index = &index.Indexation{Series: "cpi", First: day("2026-02-11"), Every: 1, Lag: 1, Base: civil.MustMonth("2025-12")}
	l.Clauses = []accrual.Named{named("rent", rent)}
	return h
}

// The price of 11 March waits for February's index until April, and moves again
// when it is corrected in June.
func TestIndexThroughTheSpine(t *testing.T) {
	c := closing{T: t, house: reviewed(tenancy.Amount{Monthly: rub("28000.00")})}
	require.Equal(t, []string{"R-3 rent 2026-01 28000.00 RUB 0.00 RUB"}, c.close("2026-01"))
	require.Equal(t, []string{"R-3 rent 2026-02 28180.00 RUB 0.00 RUB"}, c.close("2026-02")) // (10 × 28000 + 18 × 28280) / 28
	require.Equal(t, []string{"R-3 rent 2026-03 28280.00 RUB 0.00 RUB"}, c.close("2026-03"))
	require.Equal(t, []string{"R-3 rent 2026-03 569.03 RUB 0.00 RUB", "R-3 rent 2026-04 29120.00 RUB 0.00 RUB"}, c.close("2026-04")) // 21/31 of 840
	require.Equal(t, []string{"R-3 rent 2026-05 29120.00 RUB 0.00 RUB"}, c.close("2026-05"))
	// February is 103 now: 28840; March's 105 gives 29400 from 11 April.
	require.Equal(t, []string{
		"R-3 rent 2026-03 -189.68 RUB 0.00 RUB", // (10 × 28280 + 21 × 28840) / 31 = 28659.354…, of 28849.03
		"R-3 rent 2026-04 93.33 RUB 0.00 RUB",   // (10 × 28840 + 20 × 29400) / 30 = 29213.33
		"R-3 rent 2026-05 280.00 RUB 0.00 RUB",
		"R-3 rent 2026-06 29400.00 RUB 0.00 RUB",
	}, c.close("2026-06"))
	as, err := c.house.Agreements()
	require.NoError(t, err)
	key := accrual.Key{Agreement: "L-7", Clause: "rent", Slot: month("2026-02")}
	why, err := accrual.Explain(as[0], key, day("2026-03-01"), nil)
	require.NoError(t, err)
	require.Equal(t, "28000.00 RUB × 10/28 days; 28280.00 RUB = 28000.00 RUB × 101/100 (CPI 2026-01 to 2025-12); 28280.00 RUB × 18/28 days", why.String())
	require.Contains(t, why.Text(accrual.Russian), "(CPI 2026-01 к 2025-12)")
}

// An area is charged by the price of a metre that the index gives; steps before
// the first review, and parts at any time, go with it.
func TestIndexComposes(t *testing.T) {
	part := func(on, part string) tenancy.Step { return tenancy.Step{From: day(on), Part: rate(part)} }
	for _, c := range []struct {
		name string
		rent tenancy.Amount
		want map[string]string // a month of rent on a day
	}{
		{"by area", tenancy.Amount{Monthly: rub("700.00"), Area: area("33.33")}, map[string]string{"2026-02-10": "23331.00", "2026-02-11": "23564.31", "2026-03-11": "24030.93", "2026-12-31": "24497.55"}},
		{"a step before", tenancy.Amount{Monthly: rub("100.00"), Steps: []tenancy.Step{{From: day("2026-02-01"), Raise: rate("10%")}}}, map[string]string{"2026-01-31": "100.00", "2026-02-01": "110.00", "2026-02-11": "111.10", "2026-03-11": "113.30"}},
		{"parts between", tenancy.Amount{Monthly: rub("1000.00"), Part: rate("50%"), Steps: []tenancy.Step{part("2026-02-11", "60%"), part("2026-03-01", "80%"), part("2026-12-01", "100%")}},
			map[string]string{"2026-02-10": "500.00", "2026-02-11": "606.00", "2026-02-28": "606.00", "2026-03-01": "808.00", "2026-03-11": "824.00", "2026-04-11": "840.00", "2026-12-01": "1050.00"}},
		{"an abatement", tenancy.Amount{Monthly: rub("1000.00")}.Abated(rate("40%"), month("2026-03")), map[string]string{"2026-02-28": "0.00", "2026-03-01": "-404.00", "2026-03-11": "-412.00", "2026-04-01": "0.00"}},
		{"for something else", tenancy.Amount{Monthly: rub("1000.00"), For: tenancy.ForParking}, map[string]string{"2026-03-11": "0.00"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := reviewed(c.rent)
			as, err := h.Agreements()
			require.NoError(t, err)
			terms, ok := as[0].On(day("2026-12-31"), day("2027-01-01"))
			require.True(t, ok)
			for on, want := range c.want {
				got, err := terms.Clauses[0].Clause.(tenancy.Fixed).PerMonth(day(on))
				require.NoError(t, err)
				require.Equal(t, rub(want), got, on)
			}
		})
	}
}

// An amendment's clause is reviewed from its own day on.
func TestIndexOfAnAmendment(t *testing.T) {
	h := reviewed(tenancy.Amount{Monthly: rub("1000.00")})
	again := h.Leases[0].Clauses[0].Clause.(tenancy.Amount)
	again.Monthly, again.Rounding = rub("2000.00"), finance.HalfUp
	later := *again.Index
	later.Base, later.First = civil.MustMonth("2026-02"), day("2026-04-11")
	again.Index = &later
	h.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-03-20"), Known: day("2026-03-01"), Set: []accrual.Named{named("rent", again)}}}
	as, err := h.Agreements()
	require.NoError(t, err)
	terms, _ := as[0].On(day("2026-04-11"), day("2027-01-01"))
	got, err := terms.Clauses[0].Clause.(tenancy.Fixed).PerMonth(day("2026-04-11"))
	require.NoError(t, err)
	require.Equal(t, rub("2038.83"), got) // 2000 × 105/103
	require.IsType(t, tenancy.Amount{}, h.Leases[0].Clauses[0].Clause, "the house itself is as it was")
	require.IsType(t, tenancy.Amount{}, h.Leases[0].Amendments[0].Set[0].Clause)
}

func TestIndexRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(h *tenancy.House, x *index.Indexation)
		path  string
		want  error
	}{
		{"no such series", func(_ *tenancy.House, x *index.Indexation) { x.Series = "rpi" }, "leases[0].clauses[0].index.series", finance.ErrUnknown},
		{"no series", func(_ *tenancy.House, x *index.Indexation) { x.Series = "" }, "leases[0].clauses[0].index.series", finance.ErrMissing},
		{"a base before the series", func(_ *tenancy.House, x *index.Indexation) { x.Base = civil.MustMonth("2025-11") }, "leases[0].clauses[0].index.base", finance.ErrRange},
		{"a month that is lacking", func(h *tenancy.House, _ *index.Indexation) {
			h.Series[0].Values = append(h.Series[0].Values[:1:1], h.Series[0].Values[2:]...)
		}, "series[0].values[1].month", finance.ErrMissing},
		{"two series of one id", func(h *tenancy.House, _ *index.Indexation) { h.Series = append(h.Series, h.Series[0]) }, "series[1].id", finance.ErrDuplicate},
		{"a step in dollars", func(_ *tenancy.House, x *index.Indexation) { x.Step = finance.MustMoney("1.00 USD") }, "leases[0].clauses[0].index", finance.ErrCurrency},
	} {
		h := reviewed(tenancy.Amount{Monthly: rub("1000.00")})
		c.spoil(&h, h.Leases[0].Clauses[0].Clause.(tenancy.Amount).Index)
		err := h.Validate()
		require.Contains(t, paths(t, err), c.path, c.name)
		require.ErrorIs(t, err, c.want, c.name)
	}
	late := tenancy.Amount{Monthly: rub("1000.00"), Index: &index.Indexation{Series: "cpi", First: day("2026-02-11")}, Steps: []tenancy.Step{{From: day("2026-02-10"), Raise: rate("5%")}}}
	require.NoError(t, late.Validate())
	late.Steps[0].From = day("2026-02-11")
	require.Equal(t, []string{"steps[0]"}, paths(t, late.Validate()))
	require.ErrorIs(t, late.Validate(), finance.ErrConflict)
	_, err := late.Earned(whole(month("2026-03")))
	require.ErrorIs(t, err, finance.ErrMissing)
	require.ErrorContains(t, err, `series "cpi"`)
	_, err = late.PerMonth(day("2026-03-01"))
	require.ErrorIs(t, err, finance.ErrMissing)
	_, err = reviewed(tenancy.Amount{Monthly: rub("1000.00")}).Leases[0].Agreement("operator", finance.RUB, accrual.Tax{})
	require.Equal(t, []string{"clauses[0].index.series"}, paths(t, err), "a lease alone has no series")
}

// An index that is fixed as known has a review in each year, also after its last
// publication: a lease without an end is charged by it, month by month, in a dry
// run, and by the roll. Headline rent ends with what is published.
func TestFixedIndexOfALeaseWithoutAnEnd(t *testing.T) {
	h := reviewed(tenancy.Amount{Monthly: rub("1000.00")})
	h.Leases[0].Term = period("2025-01-01", "..")
	x := h.Leases[0].Clauses[0].Clause.(tenancy.Amount).Index
	*x = index.Indexation{Series: "cpi", First: day("2026-07-01"), Lag: 4, Base: civil.MustMonth("2025-12"), Method: index.Chained, Floor: rate("2%"), Fixing: index.Fixed, KnownBy: 30}
	require.NoError(t, h.Validate())
	as, err := h.Agreements()
	require.NoError(t, err)
	all, err := as[0].DryRun(civil.MustMonth("2026-06"), civil.MustMonth("2028-07"), nil)
	require.NoError(t, err)
	// By 1 June February was 104 still; what changes less than the floor rises by it.
	want := map[int]string{0: "1000.00", 1: "1040.00", 12: "1040.00", 13: "1060.80", 25: "1082.02"}
	for i, amount := range want {
		require.Equal(t, rub(amount), all[i].Net, "%v", all[i].For)
	}
	c := closing{T: t, house: h}
	for m := range period("2025-01-01", "2026-07-01").Months() {
		c.close(m.String())
	}
	require.Equal(t, []string{"R-3 rent 2026-07 1040.00 RUB 0.00 RUB"}, c.close("2026-07"))
	roll, err := h.RentRoll(day("2026-07-01"))
	require.NoError(t, err)
	require.Equal(t, rub("1040.00"), roll.Net)
	require.Equal(t, rub("1040.00"), roll.Headline)
	roll, err = h.RentRoll(day("2027-07-01"))
	require.NoError(t, err)
	require.Equal(t, rub("1060.80"), roll.Headline)
	paid, err := h.Contracted(h.Leases[0], period("2028-07-01", "2028-08-01"))
	require.NoError(t, err)
	require.Equal(t, rub("1082.02"), paid[0].Amount) // 1060.80 × 1.02 = 1082.016
}

// A stay costs twice the rent of 31 March, which is not published until April,
// and is corrected in June: 29120.00, then 28840.00.
func TestStayAfterAnIndexedRent(t *testing.T) {
	h := reviewed(tenancy.Amount{Monthly: rub("28000.00")})
	l := &h.Leases[0]
	l.Term.To, l.HoldingOver = day("2026-04-01"), &tenancy.Holdover{Part: rate("200%")}
	l.Events = []tenancy.Event{event(tenancy.HoldOver, "2026-04-01", "2026-04-01")}
	c := closing{T: t, house: h}
	for _, m := range []string{"2026-01", "2026-02", "2026-03"} {
		c.close(m)
	}
	require.Equal(t, []string{"R-3 rent 2026-03 569.03 RUB 0.00 RUB", "R-3 rent 2026-04 58240.00 RUB 0.00 RUB"}, c.close("2026-04"))
	require.Equal(t, []string{"R-3 rent 2026-05 58240.00 RUB 0.00 RUB"}, c.close("2026-05"))
	require.Equal(t, []string{
		"R-3 rent 2026-03 -189.68 RUB 0.00 RUB", "R-3 rent 2026-04 -560.00 RUB 0.00 RUB", "R-3 rent 2026-05 -560.00 RUB 0.00 RUB",
		"R-3 rent 2026-06 57680.00 RUB 0.00 RUB",
	}, c.close("2026-06"))

	c.house.Leases[0].Events = append(c.house.Leases[0].Events, until(event(tenancy.Renew, "2026-07-01", "2026-07-01"), "2026-08-01"))
	require.Equal(t, []string{"R-3 rent 2026-07 29400.00 RUB 0.00 RUB"}, c.close("2026-07"), "the rent as it was, by the index")
	require.Empty(t, c.close("2026-08"))
}

// The last review of which something is published is the headline, also where it
// came on the last day: 105 for March, on 12 June.
func TestHeadlineIsTheLastThatIsPublished(t *testing.T) {
	r, err := reviewed(tenancy.Amount{Monthly: rub("28000.00")}).Rents(day("2026-02-20"))
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("28280.00"), rub("29400.00")}, []finance.Money{r.Contracted, r.Headline})
}

// A clause that is set later is reviewed from then on: 40000.00 until the review
// of 11 April takes it to 105 of 100.
func TestIndexOfAClauseThatIsSetLater(t *testing.T) {
	h := reviewed(tenancy.Amount{Monthly: rub("28000.00")})
	l := &h.Leases[0]
	dearer := l.Clauses[0].Clause.(tenancy.Amount)
	dearer.Monthly = rub("40000.00")
	set := []accrual.Named{named("rent", dearer)}
	plain := *l
	for name, change := range map[string]func(){
		"by an amendment": func() {
			l.Amendments = []accrual.Amendment{{From: day("2026-04-01"), Known: day("2026-03-01"), Set: set}}
		},
		"by an event": func() { l.Events = []tenancy.Event{with(event(tenancy.Amend, "2026-04-01", "2026-03-01"), set...)} },
	} {
		*l = plain
		change()
		got, err := h.Contracted(*l, month("2026-04"))
		require.NoError(t, err)
		require.Equal(t, instalments("2026-04", "41333.33"), got, name) // (10 × 40000 + 20 × 42000) / 30
		_, err = h.Agreements()
		require.NoError(t, err)
		for _, a := range l.Amendments {
			require.Equal(t, set, a.Set, "what was handed in is as it was")
		}
		for _, e := range l.Events {
			require.Equal(t, set, e.Set, "what was handed in is as it was")
		}
	}
}
