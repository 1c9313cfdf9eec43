package revshare_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// planned is an agreement with a clause of each kind of this room.
func planned(r *rand.Rand) accrual.Agreement {
	cycles := []accrual.Cycle{accrual.ByMonth, accrual.ByQuarter, accrual.ByYear, accrual.ByLife}
	per := func() accrual.Cycle { return cycles[r.IntN(len(cycles))] }
	byCard := revshare.CardCommission{Per: per(), Card: revshare.RateCard{Meter: "gross", Default: rate("40%"), Rules: []revshare.CardRule{{Name: "knitwear", Category: "knitwear", Rate: rate("25%")}}}}
	climb := royalty
	climb.Per, climb.Rungs = per(), []revshare.Rung{{Rate: rate("1%")}, {Over: 20, Rate: rate("1/7")}}
	clauses := map[string]accrual.Clause{
		"card":    byCard,
		"order":   revshare.Combined{Per: accrual.ByLine, Of: revshare.Parts(thirty, revshare.FixedFee{Amount: rub("1.00 RUB")}), AtMost: rub("20.00 RUB")},
		"greater": revshare.Combined{Take: revshare.Greatest, Per: accrual.ByQuarter, Of: revshare.Parts(shelf, thirty)},
		"climb":   climb,
		"target":  revshare.TargetCommission{Meter: "gross", Counter: "units", Per: per(), Rungs: []revshare.Rung{{Rate: rate("30%")}, {Over: 40, Rate: rate("1/6")}}},
		"net":     revshare.NetBase{Meter: "gross", Deductions: net.Deductions[1:2]},
		"of net":  revshare.Commission{Meter: accrual.Of("net"), Rate: rate("1/3"), Per: per()},
		"cap":     revshare.Cap{Amount: rub("100.00 RUB"), Of: []string{"order", "of net"}, Per: per()},
		"packing": revshare.UnitFee{Meter: "units", Price: rub("0.15 RUB"), Per: per()},
	}
	term := civil.MustPeriod("2026-01-01/2027-01-01")
	a := accrual.Agreement{ID: "A", Currency: finance.RUB, Meters: append(byCard.Card.Meters(), "gross", "units"), Amendments: []accrual.Amendment{{
		From: term.From, Known: civil.MustDate("2025-12-01"), Parties: &accrual.Parties{Creditor: "shop", Debtor: "maker"}, Term: &term,
	}}}
	for name, c := range clauses {
		a.Amendments[0].Set = append(a.Amendments[0].Set, accrual.Named{Name: name, Clause: c})
	}
	return a
}

// Closed + adjusted = closed with everything known from the start, whatever the
// cycles and however late the facts.
func TestPlansCloseToWhatWasKnown(t *testing.T) {
	for seed := range uint64(25) {
		r := rand.New(rand.NewPCG(seed, 4))
		a := planned(r)
		require.NoError(t, a.Validate())
		require.NoError(t, revshare.CheckPlan(a.Amendments[0].Set))
		var facts []accrual.Fact
		for i := range 60 {
			on := civil.MustDate("2026-01-01").AddDays(r.IntN(180))
			units, gross := r.Int64N(6)-1, r.Int64N(20000)-3000
			rule := []accrual.Meter{"gross#", "gross#knitwear"}[r.IntN(2)]
			facts = append(facts, accrual.Fact{ID: fmt.Sprintf("S-%02d", i), Agreement: "A", On: on, Known: on.AddDays(r.IntN(2) * r.IntN(90)), Adds: []accrual.Reading{
				{Meter: "gross", N: gross}, {Meter: rule, N: gross}, {Meter: "units", N: units},
			}})
		}
		first, last := civil.MustMonth("2026-01"), civil.MustMonth("2026-12")
		var books accrual.Books
		closed := map[string]int64{}
		for m := range first.Through(last) {
			done, err := accrual.Close(books, []accrual.Agreement{a}, m, m.Next().First(), slices.Values(facts))
			require.NoError(t, err)
			books = done.Books
			for _, o := range done.Obligations {
				closed[o.Clause+" "+o.For.String()] += o.Net.Minor()
			}
		}
		known, err := a.DryRun(first, last, slices.Values(facts))
		require.NoError(t, err)
		require.NotEmpty(t, known)
		for _, o := range known {
			closed[o.Clause+" "+o.For.String()] -= o.Net.Minor()
		}
		for key, left := range closed {
			require.Zero(t, left, "seed %d: %s", seed, key)
		}
	}
}

// A cap holds what the clauses charged over its window, a floor of one clause what
// it comes to, and what is combined lies within its bounds.
func TestBoundsHold(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 5))
		low := r.Int64N(5000)
		c := revshare.Combined{
			Of:      revshare.Parts(revshare.Commission{Meter: "gross", Rate: rate("1/7"), Rounding: finance.Rounding(seed % 9)}),
			AtLeast: finance.Minor(low, finance.RUB), AtMost: finance.Minor(low+r.Int64N(5000), finance.RUB),
		}
		require.NoError(t, c.Validate())
		amount := earned(t, c, finance.Minor(r.Int64N(100000)-20000, finance.RUB)).Minor()
		require.True(t, c.AtLeast.Minor() <= amount && amount <= c.AtMost.Minor())
		fees := []int64{r.Int64N(10000) - 2000, r.Int64N(10000) - 2000}
		most := revshare.Cap{Amount: finance.Minor(low, finance.RUB), Of: []string{"a", "b"}}
		back, err := most.Earned(full(finance.RUB, fees...))
		require.NoError(t, err)
		require.Equal(t, min(low, fees[0]+fees[1]), fees[0]+fees[1]+back.Minor())
	}
}

// Of a card every line has one rule: the one that Pick names precedes all others
// that fit, whatever the order in which the rules stand.
func TestPickDoesNotDependOnTheOrderOfRules(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 6))
	for range 200 {
		mixed := card
		mixed.Rules = slices.Clone(card.Rules)
		r.Shuffle(len(mixed.Rules), func(i, j int) { mixed.Rules[i], mixed.Rules[j] = mixed.Rules[j], mixed.Rules[i] })
		line := revshare.SaleLine{
			Category: []string{"", "books", "clothes", "clothes/knitwear/hats"}[r.IntN(4)],
			Brand:    []string{"", "B-1", "B-2"}[r.IntN(3)], Channel: []string{"", "online"}[r.IntN(2)],
			On: civil.MustDate("2026-11-15").AddDays(r.IntN(60)),
		}
		require.Equal(t, card.Pick(line).Name, mixed.Pick(line).Name)
	}
}
