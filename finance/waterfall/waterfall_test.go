package waterfall_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/waterfall"
)

// A catch-up in part: of 80,000 preferred the sponsor takes half of each rouble
// until it has 20 %: (20 % × 80,000) / (50 % - 20 %) = 53,333.33.
func TestCatchUpInPart(t *testing.T) {
	terms := project(capital, pref(simple("8%")), catchUp("20%", "sponsor", "50%", "investor", "50%"), split("investor", "80%", "sponsor", "20%"))
	facts := waterfall.Facts{
		Contributions: []waterfall.Contribution{in("2025-01-01", "investor", "1000000")},
		Proceeds:      []waterfall.Proceeds{came("2026-01-01", "1200000")},
	}
	d := distribute(t, terms, facts, "2026-01-02")
	require.Equal(t, []string{"1000000.00 RUB", "80000.00 RUB", "53333.33 RUB", "66666.67 RUB"}, paid(d))
	// 20 % of 200,000 less the kopeck of an odd half, which goes to the first.
	require.Equal(t, []string{"1160000.01 RUB", "39999.99 RUB"}, received(d))

	facts.Proceeds[0].Amount = rub("1100000") // not full: 20,000 by halves
	d = distribute(t, terms, facts, "2026-01-02")
	require.Equal(t, []string{"1000000.00 RUB", "80000.00 RUB", "20000.00 RUB"}, paid(d))
	require.Equal(t, []string{"1090000.00 RUB", "10000.00 RUB"}, received(d))
	require.Equal(t, rub("53333.33"), d.Rounds[0].Layers[2].Due)
}

// Capital and return go to each in proportion; a sponsor's own are no promote.
func TestSeveralWhoContribute(t *testing.T) {
	terms := project(capital, pref(simple("10%")), catchUp("20%", "sponsor", "100%"), split("A", "48%", "B", "32%", "sponsor", "20%"))
	terms.Parties = []accrual.Party{"A", "B", "sponsor"}
	facts := waterfall.Facts{
		Contributions: []waterfall.Contribution{in("2025-01-01", "A", "600"), in("2025-07-02", "B", "300"), in("2025-01-01", "sponsor", "100")},
		Proceeds:      []waterfall.Proceeds{came("2026-01-01", "500"), came("2027-01-01", "1000")},
	}
	d := distribute(t, terms, facts, "2027-01-02")
	require.Equal(t, []waterfall.Payment{{Party: "A", Amount: rub("300")}, {Party: "B", Amount: rub("150")}, {Party: "sponsor", Amount: rub("50")}}, d.Rounds[0].Layers[0].Payments)
	// Interest of A: 60 + 30, of B: 300 × 10 % × 183/365 = 15.04, and 15, of the sponsor 10 + 5.
	require.Equal(t, []waterfall.Payment{{Party: "A", Amount: rub("90")}, {Party: "B", Amount: rub("30.04")}, {Party: "sponsor", Amount: rub("15")}}, d.Rounds[1].Layers[1].Payments)
	// Profit for the carry is 120.04: 20 % × 120.04 / 80 % = 30.01.
	require.Equal(t, []string{"500.00 RUB", "135.04 RUB", "30.01 RUB", "334.95 RUB"}, paid(d))
	require.Equal(t, rub("120.04"), d.Rounds[1].Layers[2].Profit)
}

// The interest of a period stands on the day on which it ends, and bears interest,
// or is lost, from then on.
func TestPeriodsOfGrowth(t *testing.T) {
	for name, c := range map[string]struct {
		y    waterfall.Yield
		want map[string]string
	}{
		"simple":             {simple("12%"), map[string]string{"2025-01-01": "0.00", "2025-07-01": "5950.68", "2026-01-01": "12000.00", "2027-01-01": "24000.00"}},
		"compound by year":   {compound("12%", 12), map[string]string{"2025-07-01": "5950.68", "2026-01-01": "12000.00", "2026-07-01": "18664.77", "2027-01-01": "25440.00"}},
		"compound half-year": {compound("12%", 6), map[string]string{"2025-07-01": "5950.68", "2026-01-01": "12359.97"}}, // 105950.68 × 12 % × 184/365 = 6409.29 more
		"effective":          {effective("21%"), map[string]string{"2026-01-01": "21000.00", "2027-01-01": "46410.00"}},
		"daily":              {waterfall.Yield{Rate: finance.MustRate("36.5%"), Growth: waterfall.Daily}, map[string]string{"2025-01-02": "100.00", "2025-01-03": "200.10", "2025-01-04": "300.30"}},
		"lapsing":            {waterfall.Yield{Rate: finance.MustRate("12%"), Growth: waterfall.Lapsing, Months: 12}, map[string]string{"2026-01-01": "12000.00", "2026-01-02": "32.88", "2026-07-01": "5950.68", "2028-01-01": "12000.00"}},
	} {
		d := project(capital, pref(c.y), split("investor", "80%", "sponsor", "20%"))
		for to, want := range c.want {
			got := distribute(t, d, waterfall.Facts{Contributions: []waterfall.Contribution{in("2025-01-01", "investor", "100000")}}, to)
			require.Equal(t, want+" RUB", got.Standings[0].Preferred.String(), "%s %s", name, to)
		}
	}
}

// Half a year at 21 % effective is 10 %, to the kopeck: the growth of a broken year
// is rounded to 30 decimals before it meets the amount.
func TestEffectiveOfPartsOfYears(t *testing.T) {
	y := effective("21%")
	y.DayCount, y.Rounding = civil.ByThirtyE360, finance.Down
	require.Equal(t, "1000000000.00 RUB", due(t, y, "2025-07-01"))
	require.Equal(t, "3310000000.00 RUB", due(t, y, "2026-07-01"))
}

// A payment takes the interest of the running period first, then what has been
// compounded.
func TestWhatAPaymentTakes(t *testing.T) {
	terms := project(pref(compound("10%", 12)), capital, split("investor", "80%", "sponsor", "20%"))
	d := distribute(t, terms, waterfall.Facts{
		Contributions: []waterfall.Contribution{in("2025-01-01", "investor", "100000")},
		Proceeds:      []waterfall.Proceeds{came("2026-07-02", "5485.48"), came("2026-07-03", "1000")},
	}, "2027-01-01")
	// 10000 compounded; 110000 × 10 % × 182/365 = 5484.93 of the half-year are paid
	// and 0.55 of the 10000. One day more on 109999.45 is 30.14, and 969.86 of the
	// rest; 182 days on 109029.59 are 5436.54.
	require.Equal(t, rub("15484.93"), d.Rounds[0].Layers[0].Due)
	require.Equal(t, rub("10029.59"), d.Rounds[1].Layers[0].Due)
	require.Equal(t, rub("14466.13"), d.Standings[0].Preferred)
	require.Equal(t, rub("100000"), d.Standings[0].Capital)
	require.Equal(t, rub("6485.48"), d.Standings[0].Received)
}

// A hurdle by multiple, then by return, then the residual; the shares of a tier
// stretch it: the investor lacks 500 of the tier in which it has 80 %.
func TestHurdles(t *testing.T) {
	terms := project(capital,
		until(split("investor", "80%", "sponsor", "20%"), waterfall.Hurdle{Multiple: finance.MustNumber("1.5")}),
		until(split("investor", "70%", "sponsor", "30%"), waterfall.Hurdle{Multiple: finance.MustNumber("1.6"), IRR: effective("100%")}),
		split("investor", "50%", "sponsor", "50%"))
	facts := waterfall.Facts{
		Contributions: []waterfall.Contribution{in("2025-01-01", "investor", "1000")},
		Proceeds:      []waterfall.Proceeds{came("2026-01-01", "5000")},
	}
	d := distribute(t, terms, facts, "2026-01-02")
	require.Equal(t, []string{"1000.00 RUB", "625.00 RUB", "714.29 RUB", "2660.71 RUB"}, paid(d)) // 500/0.8; (2000 - 1500)/0.7
	require.Equal(t, rub("500"), d.Rounds[0].Layers[2].Lacking)
	require.Equal(t, []string{"3330.36 RUB", "1669.64 RUB"}, received(d))

	terms.Tiers[2].Until.Multiple = finance.MustNumber("2.5") // later than 100 % a year
	d = distribute(t, terms, facts, "2026-01-02")
	require.Equal(t, []string{"1000.00 RUB", "625.00 RUB", "1428.58 RUB", "1946.42 RUB"}, paid(d)) // 1000/0.7, the unit that is begun included
}

// What is above a hurdle earns at it too: the return is that of all flows.
func TestReturnOfAllFlows(t *testing.T) {
	terms := project(until(split("investor", "100%"), waterfall.Hurdle{IRR: compound("10%", 12)}), split("investor", "50%", "sponsor", "50%"))
	d := distribute(t, terms, waterfall.Facts{
		Contributions: []waterfall.Contribution{in("2025-01-01", "investor", "1000"), in("2027-01-01", "investor", "500")},
		Proceeds:      []waterfall.Proceeds{came("2026-01-01", "1500"), came("2028-01-01", "1000")},
	}, "2028-01-02")
	// 1100 and half of 400: 200 above, which are 220 a year later. 500 - 220 = 280
	// bear 28.
	require.Equal(t, rub("308"), d.Rounds[1].Layers[0].Paid)
	require.Equal(t, []string{"308.00 RUB", "692.00 RUB"}, paid(d))
}

// Each hurdle has its own balance of all that the investors got: 1100 at 10 %, then
// 1200 at 20 % less the 1100, over 80 %.
func TestTwoHurdlesOfReturn(t *testing.T) {
	terms := project(until(split("investor", "100%"), waterfall.Hurdle{IRR: effective("10%")}),
		until(split("investor", "80%", "sponsor", "20%"), waterfall.Hurdle{IRR: effective("20%")}),
		until(split("investor", "50%", "sponsor", "50%"), waterfall.Hurdle{IRR: effective("30%")}),
		split("investor", "10%", "sponsor", "90%"))
	d := distribute(t, terms, waterfall.Facts{
		Contributions: []waterfall.Contribution{in("2025-01-01", "investor", "1000"), in("2025-01-01", "sponsor", "7")},
		Proceeds:      []waterfall.Proceeds{came("2026-01-01", "600"), came("2027-01-01", "2000")},
	}, "2027-01-02")
	// At 10 % 500 are left and become 550; at 20 % 600 and 720; at 30 % 700 and 910.
	require.Equal(t, []string{"550.00 RUB", "212.50 RUB", "380.00 RUB", "857.50 RUB"}, paid(d))
	require.Equal(t, rub("190"), d.Rounds[1].Layers[2].Lacking)
}

// Contributions of a day come before its proceeds, in whatever order they stand.
func TestOneDay(t *testing.T) {
	terms := project(capital, split("investor", "50%", "sponsor", "50%"))
	d := distribute(t, terms, waterfall.Facts{
		Contributions: []waterfall.Contribution{in("2025-05-01", "investor", "100")},
		Proceeds:      []waterfall.Proceeds{came("2025-05-01", "80"), came("2025-05-01", "70")},
	}, "2025-05-02")
	require.Len(t, d.Rounds, 1)
	require.Equal(t, rub("150"), d.Rounds[0].Came)
	require.Equal(t, []string{"100.00 RUB", "50.00 RUB"}, paid(d))
	none := distribute(t, terms, waterfall.Facts{Proceeds: []waterfall.Proceeds{came("2025-05-01", "80")}}, "2025-05-01")
	require.Empty(t, none.Rounds)
}

// Returns are made up for by what comes in next, of the same deal.
func TestShortProceeds(t *testing.T) {
	terms := project(split("investor", "50%", "sponsor", "50%"))
	terms.Deals, terms.Scope = []string{"a", "b"}, waterfall.ByDeal
	d := distribute(t, terms, waterfall.Facts{Proceeds: []waterfall.Proceeds{
		ofDeal("a", came("2025-02-01", "-30")), ofDeal("a", came("2025-03-01", "20")), ofDeal("b", came("2025-03-01", "8")), ofDeal("a", came("2025-04-01", "15")),
	}}, "2026-01-01")
	require.Len(t, d.Rounds, 2)
	require.Equal(t, "b", d.Rounds[0].Deal)
	last := d.Rounds[1]
	require.Equal(t, []finance.Money{rub("15"), rub("-10"), rub("5")}, []finance.Money{last.Came, last.Short, last.Paid})
	require.Equal(t, []string{"6.50 RUB", "6.50 RUB"}, received(d))
}

// What makes up for a return and no more pays nobody, and is forgotten.
func TestShortProceedsMadeUp(t *testing.T) {
	d := distribute(t, project(split("investor", "50%", "sponsor", "50%")), waterfall.Facts{Proceeds: []waterfall.Proceeds{
		came("2025-02-01", "-30"), came("2025-03-01", "30"), came("2025-04-01", "15"),
	}}, "2026-01-01")
	require.Len(t, d.Rounds, 1)
	require.Equal(t, []finance.Money{rub("0"), rub("15")}, []finance.Money{d.Rounds[0].Short, d.Rounds[0].Paid})
}

// A claw-back asks what the whole project would have given: hurdles included, to
// each investor what it lacks.
func TestClawBackWithHurdle(t *testing.T) {
	terms := project(capital, pref(simple("10%")), split("A", "60%", "B", "20%", "sponsor", "20%"))
	terms.Parties = []accrual.Party{"A", "B", "sponsor"}
	terms.Deals, terms.Scope, terms.ClawBack = []string{"won", "lost"}, waterfall.ByDeal, true
	terms.Term = civil.MustPeriod("2025-01-01/2028-01-01")
	facts := waterfall.Facts{
		Contributions: []waterfall.Contribution{
			toDeal("won", in("2025-01-01", "A", "750")), toDeal("won", in("2025-01-01", "B", "250")),
			toDeal("lost", in("2025-01-01", "A", "750")), toDeal("lost", in("2025-01-01", "B", "250")),
		},
		Proceeds: []waterfall.Proceeds{ofDeal("won", came("2026-01-01", "2100")), ofDeal("lost", came("2027-01-01", "500"))},
	}
	d := distribute(t, terms, facts, "2028-01-01")
	// By deals: 1000, 100 and 1000 to divide: 200 promote; 500 of the lost capital.
	// Whole: 2000 and 100 of 200; then 100 left due, nothing more on no capital: of
	// the 500, 100 preferred and 400 to divide: 80.
	require.Equal(t, []waterfall.Payment{{Party: "A", Amount: rub("90")}, {Party: "B", Amount: rub("30")}, {Party: "sponsor", Amount: rub("-120")}}, d.ClawBack)
	require.Equal(t, []string{"1890.00 RUB", "630.00 RUB", "80.00 RUB"}, received(d))
	sponsor := d.Flows("sponsor")
	require.Equal(t, day("2027-12-31"), sponsor.Flows[1].On)
	require.Equal(t, rub("-120"), sponsor.Flows[1].Amount)
}

// An account that outgrows int64 is an error with its day.
func TestOverflow(t *testing.T) {
	terms := project(capital, pref(effective("1000%")), split("investor", "80%", "sponsor", "20%"))
	terms.Term = civil.MustPeriod("2025-01-01/2125-01-01")
	_, err := waterfall.Distribute(terms, waterfall.Facts{
		Contributions: []waterfall.Contribution{in("2025-01-01", "investor", "1000000")},
		Proceeds:      []waterfall.Proceeds{came("2110-01-01", "1")},
	}, day("2120-01-01"))
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.ErrorContains(t, err, "2110-01-01")
}
