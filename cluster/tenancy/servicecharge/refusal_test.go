package servicecharge_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func TestSharesRefused(t *testing.T) {
	names := make([]string, 101)
	for i := range names {
		names[i] = fmt.Sprint(i)
	}
	for _, c := range []struct {
		change func(*servicecharge.Share)
		want   string
	}{
		{func(h *servicecharge.Share) { h.Pool = "" }, "pool: missing"},
		{func(h *servicecharge.Share) { h.Pool = "a:b" }, `pool: "a:b": syntax`},
		{func(h *servicecharge.Share) { h.Pool = "a\n" }, `pool: "a\n": syntax`},
		{func(h *servicecharge.Share) { h.Pool = "\xff" }, `pool: "\xff": syntax`},
		{func(h *servicecharge.Share) { h.Pool = strings.Repeat("a", 65) }, "pool: 65 bytes, at most 64: over the limit"},
		{func(h *servicecharge.Share) { h.Fixed = rate("-1%") }, "fixed: negative"},
		{func(h *servicecharge.Share) { h.Fixed = rate("100.1%") }, "fixed: over 100%: out of range"},
		{func(h *servicecharge.Share) { h.Fixed = rate("1/1000000001") }, "fixed: denominator 1000000001, at most 1000000000: over the limit"},
		{func(h *servicecharge.Share) { h.Fixed, h.Of = rate("1%"), servicecharge.LetOnly }, "of: a fixed share is divided by nothing: conflict"},
		{func(h *servicecharge.Share) { h.Of = 3 }, "of: denominator 3: out of range"},
		{func(h *servicecharge.Share) { h.BaseYear = -1 }, "base_year: year -1: out of range"},
		{func(h *servicecharge.Share) { h.BaseYear = 9999 }, "base_year: year 9999: out of range"},
		{func(h *servicecharge.Share) { h.Stop = rub("-0.01") }, "stop: negative"},
		{func(h *servicecharge.Share) { h.Stop, h.BaseYear = rub("0.01"), 2025 }, "stop: beside a base year: conflict"},
		{func(h *servicecharge.Share) { h.Cap.Rate = rate("5%") }, "cap.from: missing"},
		{func(h *servicecharge.Share) {
			h.Cap = servicecharge.Cap{Rate: rate("-1%"), From: 10_000, Mode: 3, Base: rub("-1.00"), Rounding: 9}
		}, "5 problems: cap.rate: negative; cap.mode: cap mode 3: out of range; cap.from: year 10000: out of range; cap.base: negative; cap.rounding: rounding 9: out of range"},
		{func(h *servicecharge.Share) { h.Exclude = []string{"a", "", "a"} }, `2 problems: exclude[1]: missing; exclude[2]: "a": duplicate`},
		{func(h *servicecharge.Share) { h.Exclude = names }, "exclude: 101, at most 100: over the limit"},
		{func(h *servicecharge.Share) { h.Fee = rate("-1%") }, "fee: negative"},
		{func(h *servicecharge.Share) { h.Fee = rate("100.01%") }, "fee: over 100%: out of range"},
		{func(h *servicecharge.Share) { h.Rounding = 9 }, "rounding: rounding 9: out of range"},
		{func(h *servicecharge.Share) { h.Less = []string{"a", "a", strings.Repeat("b", 257), "\xff"} }, `3 problems: less[1]: "a": duplicate; less[2]: 257 bytes, at most 256: over the limit; less[3]: not UTF-8: syntax`},
		{func(h *servicecharge.Share) { h.Less = names[:61] }, "less: 61, at most 60: over the limit"},
		{func(h *servicecharge.Share) { h.After = 25 }, "after: 0 to 24 months, of a window charged once: out of range"},
	} {
		h := servicecharge.Share{Pool: "house"}
		c.change(&h)
		require.EqualError(t, h.Validate(), c.want)
	}
	require.NoError(t, servicecharge.Share{
		Pool: strings.Repeat("a", 64), Fixed: rate("1/1000000000"), BaseYear: 9998, Cap: servicecharge.Cap{From: 1}, Exclude: names[:100], Less: names[:60], After: 24,
	}.Validate())
}

func TestCostsRefused(t *testing.T) {
	void := func(c *servicecharge.Cost) {
		c.Amount, c.Category, c.Voids = finance.Money{}, "", accrual.Ref{ID: "1", On: c.On}
	}
	for _, c := range []struct {
		change func(*servicecharge.Cost)
		want   string
	}{
		{func(c *servicecharge.Cost) { *c = servicecharge.Cost{} }, "6 problems: id: missing; pool: missing; on: missing; known: missing; category: missing; amount: missing"},
		{func(c *servicecharge.Cost) { c.Amount = finance.Minor(1, 0) }, "amount: currency"},
		{func(c *servicecharge.Cost) { void(c); c.Voids.ID = "" }, "voids.id: missing"},
		{func(c *servicecharge.Cost) { void(c); c.Voids.On = civil.Date{} }, "voids.on: missing"},
		{func(c *servicecharge.Cost) { void(c); c.Voids.On = c.On.AddDays(1) }, "voids.on: out of order"},
		{func(c *servicecharge.Cost) { void(c); c.Amount, c.Category = rub("1.00"), "heat" }, "2 problems: amount: what voids has none: conflict; category: what voids has none: conflict"},
	} {
		x := cost("2", "heat", "1.00", false)
		c.change(&x)
		require.EqualError(t, x.Validate(), c.want)
		r := halfLet()
		r.Costs = append(r.Costs, x)
		_, err := r.Draw()
		require.ErrorContains(t, err, "costs[2].")
	}
	x := cost("2", "heat", "1.00", false)
	void(&x)
	require.NoError(t, x.Validate())
}

// Everything that Draw refuses, with its place; nothing is answered beside it.
func TestDrawRefuses(t *testing.T) {
	dollars := finance.MustMoney("1.00 USD")
	last := func() servicecharge.Statement {
		return servicecharge.Statement{Pool: "house", Window: civil.YearOf(2025).Period(), Currency: finance.RUB, Parts: []servicecharge.Part{{Agreement: "L-2", Days: 1, Of: 365, Charge: rub("1.00")}}}
	}
	void := func(id, of, on string) servicecharge.Cost {
		return servicecharge.Cost{ID: id, Pool: "house", On: day("2026-12-31"), Known: day("2027-01-01"), Voids: accrual.Ref{ID: of, On: day(on)}}
	}
	type R = servicecharge.Reconciliation
	for _, c := range []struct {
		want   string
		change func(*R)
	}{
		{"7 problems: id: missing; pool.id: missing; pool.currency: missing; pool.key: key 4: out of range; window.from: missing; known: missing; occupancy: over 100%: out of range", func(r *R) {
			*r = R{Pool: servicecharge.Pool{Key: 4}, Occupancy: rate("101%")}
		}},
		{"4 problems: pool.sizes[0].source: missing; pool.sizes[0].lettable: negative; pool.sizes[0].common: 1000000000001, at most 1000000000000: over the limit; pool.gross_up: negative", func(r *R) {
			r.Pool.Sizes = civil.Timeline[servicecharge.Size]{{From: year.From, Value: servicecharge.Size{Lettable: -1, Common: 1e12 + 1}}}
			r.Pool.GrossUp = rate("-1%")
		}},
		{"2 problems: pool.gross_up: over 100%: out of range; pool.remainder: remainder 3: out of range", func(r *R) { r.Pool.GrossUp, r.Pool.Remainder = rate("101%"), 3 }},
		{"window.to: out of order: 2026-01-01 is not after 2026-01-01", func(r *R) { r.Window.To = r.Window.From }},
		{"window: 367 days, at most 366: over the limit", func(r *R) { r.Window.To = r.Window.To.AddDays(2) }},
		{"window.to: missing", func(r *R) { r.Window = civil.YearOf(9999).Period() }},
		{"participants: 100001, at most 100000: over the limit", func(r *R) { r.Participants = make([]servicecharge.Participant, 100_001) }},
		{"3 problems: participants[0].agreement: missing; participants[0].held: missing; participants[0].terms.pool: missing", func(r *R) { r.Participants[0] = servicecharge.Participant{} }},
		{"participants[1].held[0].to: out of order: 2026-01-01 is not after 2026-01-02", func(r *R) { r.Participants[1].Held[0] = civil.Period{From: day("2026-01-02"), To: day("2026-01-01")} }},
		{"participants[1].held[1]: overlap", func(r *R) {
			r.Participants[1].Held = []civil.Period{period("2026-01-01", "2026-03-01"), period("2026-02-28", "..")}
		}},
		{"participants[1].held[1]: overlap", func(r *R) {
			r.Participants[1].Held = []civil.Period{period("2026-01-01", ".."), period("2026-02-28", "..")}
		}},
		{`participants[1].terms.pool: "other", not "house": conflict`, func(r *R) { r.Participants[1].Terms.Pool = "other" }},
		{"2 problems: participants[1].terms.stop: 1.00 USD, not in RUB: currency; participants[1].terms.cap.base: 1.00 USD, not in RUB: currency", func(r *R) {
			r.Participants[1].Terms.Stop, r.Participants[1].Terms.Cap = dollars, servicecharge.Cap{From: 2025, Base: dollars}
		}},
		{"participants[1].values[0].source: missing", func(r *R) { r.Participants[1].Values[0].Source = "" }},
		{"participants[1].values[0]: negative", func(r *R) { r.Participants[1].Values[0].Value = -1 }},
		{"participants[1].values: on 2026-01-01: missing", func(r *R) { r.Participants[1].Values = nil }},
		{"participants[1].values: on 2026-01-01: missing", func(r *R) { r.Participants[1].Values[0].From = day("2026-01-02") }},
		{"participants[L-1].held: 2026-01-01/2027-01-01 and 2026-05-05/2026-05-06: overlap", func(r *R) {
			r.Participants[2].Agreement, r.Participants[2].Held = "L-1", []civil.Period{period("2026-05-05", "2026-05-06")}
		}},
		{"participants[1].terms: a base year or a cap in a window that is no calendar year: conflict", func(r *R) {
			r.Window.To, r.Participants[1].Terms.Cap = r.Window.To.AddDays(-1), servicecharge.Cap{From: 2025}
		}},
		{"participants: shares of more than the pool on 2026-03-01: over the limit", func(r *R) {
			r.Participants[2].Values = append(r.Participants[2].Values, civil.Entry[int64]{From: day("2026-03-01"), Value: 60_001, Source: "a test"})
		}},
		{"participants: shares of more than the pool on 2026-03-01: over the limit", func(r *R) {
			for i := range r.Participants {
				r.Participants[i].Terms.Fixed = rate("1/3")
				r.Participants[i].Held[0].From = day("2026-03-01")
			}
			r.Participants[0].Terms.Fixed = rate("33.34%")
		}},
		{"pool.sizes: lettable on 2026-01-01: missing", func(r *R) { r.Pool.Sizes = nil }},
		{"pool.sizes: lettable on 2026-02-01: missing", func(r *R) {
			r.Pool.Sizes = append(r.Pool.Sizes, civil.Entry[servicecharge.Size]{From: day("2026-02-01"), Source: "a test"})
		}},
		{"participants[1].terms.base_year: 2027 is after 2026: out of order", func(r *R) { r.Participants[1].Terms.BaseYear = 2027 }},
		{"participants[1].terms.base_year: no statement of 2024: missing", func(r *R) { r.Participants[1].Terms.BaseYear = 2024 }},
		{"participants[0].terms.cap: no charge of 2025: missing", func(r *R) {
			r.Participants[0].Terms.Cap, r.Earlier = servicecharge.Cap{From: 2025}, []servicecharge.Statement{last()}
		}},
		{"participants[1].terms.cap: no charge of 2025: missing", func(r *R) { // held on no day of it
			r.Participants[1].Terms.Cap, r.Earlier = servicecharge.Cap{From: 2025}, []servicecharge.Statement{last()}
			r.Earlier[0].Parts[0].Days = 0
		}},
		{"participants[1].terms.cap: no charge of 2025: missing", func(r *R) { // yearly, and the agreed base is of 2024
			r.Participants[1].Terms.Cap = servicecharge.Cap{From: 2024, Base: rub("1.00")}
		}},
		{"participants[1].terms.cap: 101 years since 1925, at most 100: over the limit", func(r *R) {
			r.Participants[1].Terms.Cap = servicecharge.Cap{From: 1925, Base: rub("1.00"), Mode: servicecharge.CumulativeSimple}
		}},
		{"participants[1].terms.cap: ceiling over 92233720368547758.07 RUB: overflow", func(r *R) {
			r.Participants[1].Terms.Cap = servicecharge.Cap{From: 2024, Base: minor(math.MaxInt64), Mode: servicecharge.CumulativeSimple, Rate: rate("5%")}
		}},
		{"costs[1]: id \"1\": duplicate", func(r *R) { r.Costs[1].ID = "1" }},
		{"costs[1].amount: 1.00 USD, not in RUB: currency", func(r *R) { r.Costs[1].Amount = dollars }},
		{"costs[insurance]: credit notes over costs: negative", func(r *R) { r.Costs[1].Amount = rub("-0.01") }},
		{"costs[cleaning]: credit notes over costs: negative", func(r *R) { r.Costs[0].Amount = rub("-0.01") }},
		{`costs[2].voids: "9" of 2026-06-30: unknown`, func(r *R) { r.Costs = append(r.Costs, void("3", "9", "2026-06-30")) }},
		{`costs[2].voids: "1" of 2026-06-29: unknown`, func(r *R) { r.Costs = append(r.Costs, void("3", "1", "2026-06-29")) }},
		{`costs[3].voids: "3" voids itself: conflict`, func(r *R) { r.Costs = append(r.Costs, void("3", "1", "2026-06-30"), void("4", "3", "2026-12-31")) }},
		{"costs[1].amount: 200000.00 RUB + 92233720368547758.07 RUB: overflow", func(r *R) {
			r.Costs[1].Amount, r.Costs[1].Category, r.Costs[1].Variable = minor(math.MaxInt64), "cleaning", true
		}},
		{"costs: 92233720368547758.07 RUB + 200000.00 RUB: overflow", func(r *R) { r.Costs[1].Amount = minor(math.MaxInt64) }},
		{"earlier: 101, at most 100: over the limit", func(r *R) { r.Earlier = make([]servicecharge.Statement, 101) }},
		{`3 problems: earlier[0].pool: "", not "house": conflict; earlier[0].currency: currency; earlier[0].window: no calendar year: out of range`, func(r *R) { r.Earlier = make([]servicecharge.Statement, 1) }},
		{"earlier[0].window: no calendar year: out of range", func(r *R) {
			r.Earlier = []servicecharge.Statement{last()}
			r.Earlier[0].Window.To = day("2025-12-31")
		}},
		{"earlier[0].window: out of order", func(r *R) {
			r.Earlier = []servicecharge.Statement{last()}
			r.Earlier[0].Window = civil.YearOf(9998).Period()
		}},
		{"earlier[1].window: duplicate", func(r *R) { r.Earlier = []servicecharge.Statement{last(), last()} }},
		{"earlier[0].window: out of order", func(r *R) {
			r.Earlier = []servicecharge.Statement{last()}
			r.Earlier[0].Window = r.Window
		}},
		{"8 problems: earlier[0].occupancy: negative; earlier[0].totals[0].fixed: negative; earlier[0].totals[1].variable: negative; earlier[0].totals[1].fixed: 1.00 USD, not in RUB: currency; " +
			"earlier[0].totals[1].category: out of order; earlier[0].parts[0].charge: negative; earlier[0].parts[0].days: out of range; earlier[0].parts[1].charge: 1.00 USD, not in RUB: currency", func(r *R) {
			s := last()
			s.Occupancy = rate("-1%")
			s.Totals = []servicecharge.Total{{Category: "b", Fixed: rub("-1.00")}, {Category: "b", Fixed: dollars, Variable: rub("-1.00")}}
			s.Parts = []servicecharge.Part{{Charge: rub("-1.00"), Days: 2, Of: 1}, {Charge: dollars}}
			r.Earlier = []servicecharge.Statement{s}
		}},
		{"earlier[0]: 92233720368547758.07 RUB + 0.01 RUB: overflow", func(r *R) {
			r.Earlier = []servicecharge.Statement{last()}
			r.Earlier[0].Parts = []servicecharge.Part{{Charge: minor(math.MaxInt64)}, {Charge: minor(1)}}
		}},
		{"earlier[0]: 92233720368547758.07 RUB + 0.01 RUB: overflow", func(r *R) {
			r.Earlier = []servicecharge.Statement{last()}
			r.Earlier[0].Totals = []servicecharge.Total{{Category: "a", Fixed: minor(math.MaxInt64), Variable: minor(1)}}
		}},
	} {
		t.Run(c.want, func(t *testing.T) {
			r := halfLet()
			c.change(&r)
			s, err := r.Draw()
			require.EqualError(t, err, c.want)
			require.Zero(t, s)
		})
	}
}

func TestReadingsRefused(t *testing.T) {
	for _, c := range []struct {
		want   string
		change func(*servicecharge.Reconciliation)
	}{
		{"participants[0].values[0]: 2026-06-30 is not held: out of range", func(r *servicecharge.Reconciliation) {
			r.Participants[0].Held[0] = period("2026-07-01", "..")
		}},
		{"participants[0].values: over 1000000000000 together: over the limit", func(r *servicecharge.Reconciliation) {
			r.Participants[0].Values[0].Value = 1e12
			r.Participants[0].Values = append(r.Participants[0].Values, civil.Entry[int64]{From: day("2026-12-31"), Value: 1, Source: "a test"})
		}},
		{"pool.sizes: lettable on 2026-01-01: over the limit", func(r *servicecharge.Reconciliation) {
			r.Pool.Sizes = civil.Timeline[servicecharge.Size]{
				{From: day("2026-01-01"), Value: servicecharge.Size{Lettable: 1e12}, Source: "a test"},
				{From: day("2026-01-02"), Value: servicecharge.Size{Lettable: 1}, Source: "a test"},
			}
		}},
		{"pool.sizes: lettable on 2026-01-01: missing", func(r *servicecharge.Reconciliation) { r.Pool.Sizes = nil }},
		{"participants: shares of more than the pool on 2026-01-01: over the limit", func(r *servicecharge.Reconciliation) {
			r.Pool.Sizes[0].Value.Lettable = 99
		}},
	} {
		r := house(spent(), lease("L-1", 0, year))
		r.Pool.Key, r.Pool.Sizes[0].From = servicecharge.ByReading, day("2026-06-30")
		r.Pool.Sizes[0].Value.Lettable = 100
		r.Participants[0].Values = civil.Timeline[int64]{{From: day("2026-06-30"), Value: 100, Source: "a test"}}
		_, err := r.Draw()
		require.NoError(t, err)
		c.change(&r)
		_, err = r.Draw()
		require.EqualError(t, err, c.want)
	}
}

// Fixed shares need a common denominator that is not absurd: 137 different
// primes near a billion have none.
func TestFixedSharesWithoutACommonDenominator(t *testing.T) {
	r := house(spent())
	for n := int64(999_999_001); len(r.Participants) < 300; n++ {
		l := lease(fmt.Sprint(n), 0, year)
		l.Terms.Fixed, _ = finance.NewRate(1, n)
		r.Participants = append(r.Participants, l)
	}
	_, err := r.Draw()
	require.ErrorIs(t, err, finance.ErrLimit)
	require.ErrorContains(t, err, "terms.fixed: no common denominator of at most 4096 bits")
	_, err = r.Pool.Shares(r.Window, r.Participants)
	require.ErrorIs(t, err, finance.ErrLimit)
	r.Participants = r.Participants[:100]
	drawn(t, r)
}

func TestPoolSharesRefuse(t *testing.T) {
	shares, err := servicecharge.Pool{}.Shares(civil.Period{}, nil)
	require.EqualError(t, err, "3 problems: pool.id: missing; pool.currency: missing; window.from: missing")
	require.Zero(t, shares)
	r := halfLet()
	r.Participants[1].Held = nil
	_, err = r.Pool.Shares(r.Window, r.Participants)
	require.EqualError(t, err, "participants[1].held: missing")
	r.Participants[1].Held = []civil.Period{year}
	r.Participants[1].Terms.BaseYear = 2030 // a share is one whatever it is of
	got, err := r.Pool.Shares(period("2026-02-28", "2026-03-01"), r.Participants)
	require.NoError(t, err)
	require.Equal(t, servicecharge.Shares{Parts: []finance.Rate{rate("25%"), rate("15%"), rate("10%")}, Void: rate("50%")}, got)
}

// Each of two costs is reported, and what is allowed at its limit is.
func TestLimitsAndAllProblems(t *testing.T) {
	r := halfLet()
	r.Costs[0].ID, r.Costs[1].Category = "", ""
	_, err := r.Draw()
	require.EqualError(t, err, "2 problems: costs[0].id: missing; costs[1].category: missing")
	require.NoError(t, servicecharge.Share{Pool: "house", Less: []string{strings.Repeat("a", 256)}}.Validate())
	r.Participants = make([]servicecharge.Participant, 100_000)
	require.NotErrorIs(t, r.Validate(), finance.ErrLimit)
}

func TestTooManyCategories(t *testing.T) {
	r := halfLet()
	for i := range 1001 {
		r.Costs = append(r.Costs, cost(fmt.Sprintf("c%d", i), fmt.Sprint(i), "1.00", false))
	}
	_, err := r.Draw()
	require.EqualError(t, err, "costs: 1003 categories, at most 1000: over the limit")
}
