package revshare_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// A shop's card: brand before category, category before channel, channel before
// the season.
var card = revshare.RateCard{
	Meter: "gross",
	Order: []revshare.Dimension{revshare.ByBrand, revshare.ByCategory, revshare.ByChannel, revshare.ByDate},
	Rules: []revshare.CardRule{
		{Name: "clothes", Category: "clothes", Rate: finance.MustRate("30%")},
		{Name: "knitwear", Category: "clothes/knitwear", Rate: finance.MustRate("25%")},
		{Name: "online", Channel: "online", Rate: finance.MustRate("20%")},
		{Name: "knitwear online", Category: "clothes/knitwear", Channel: "online", Rate: finance.MustRate("18%")},
		{Name: "house brand", Brand: "B-1", Rate: finance.MustRate("10%")},
		{Name: "december", On: civil.MustPeriod("2026-12-01/2027-01-01"), Rate: finance.MustRate("35%")},
		{Name: "clothes in december", Category: "clothes", On: civil.MustPeriod("2026-12-01/2027-01-01"), Rate: finance.MustRate("33%")},
	},
	Default: finance.MustRate("40%"),
}

func TestRateCardPicks(t *testing.T) {
	require.NoError(t, card.Validate())
	day, december := civil.MustDate("2026-03-05"), civil.MustDate("2026-12-31")
	for _, c := range []struct {
		line revshare.SaleLine
		rule string
	}{
		{revshare.SaleLine{On: day}, ""},
		{revshare.SaleLine{Category: "books", On: day}, ""},
		{revshare.SaleLine{Category: "clothes", On: day}, "clothes"},
		{revshare.SaleLine{Category: "clothes/shoes/boots", On: day}, "clothes"},
		{revshare.SaleLine{Category: "clothesline", On: day}, ""},
		{revshare.SaleLine{Category: "clothes/knitwear/hats", On: day}, "knitwear"},
		{revshare.SaleLine{Category: "clothes", Channel: "online", On: day}, "clothes"},
		{revshare.SaleLine{Category: "books", Channel: "online", On: day}, "online"},
		{revshare.SaleLine{Category: "clothes/knitwear", Channel: "online", On: day}, "knitwear online"},
		{revshare.SaleLine{Category: "clothes/knitwear", Channel: "online", Brand: "B-1", On: december}, "house brand"},
		{revshare.SaleLine{Category: "clothes/knitwear", Brand: "B-2", On: day}, "knitwear"},
		{revshare.SaleLine{Category: "books", On: december}, "december"},
		{revshare.SaleLine{Category: "books", On: december.AddDays(1)}, ""},
		{revshare.SaleLine{Category: "books", Channel: "online", On: december}, "online"},
		{revshare.SaleLine{Category: "clothes/shoes", On: december}, "clothes in december"},
	} {
		require.Equal(t, c.rule, card.Pick(c.line).Name, "%+v", c.line)
	}
	require.Equal(t, rate("40%"), card.Pick(revshare.SaleLine{}).Rate)
	require.Equal(t, rate("25%"), card.Pick(revshare.SaleLine{Category: "clothes/knitwear"}).Rate)
}

// The same rules by another order give another rate.
func TestRateCardOrder(t *testing.T) {
	line := revshare.SaleLine{Category: "clothes/knitwear", Channel: "online", Brand: "B-1", On: civil.MustDate("2026-12-05")}
	for first, rule := range map[revshare.Dimension]string{
		revshare.ByBrand: "house brand", revshare.ByCategory: "knitwear online", revshare.ByChannel: "knitwear online", revshare.ByDate: "clothes in december",
	} {
		turned := card
		turned.Order = []revshare.Dimension{first}
		for _, d := range card.Order {
			if d != first {
				turned.Order = append(turned.Order, d)
			}
		}
		require.NoError(t, turned.Validate())
		require.Equal(t, rule, turned.Pick(line).Name, first)
	}
}

func TestRateCardMeters(t *testing.T) {
	require.Equal(t, []accrual.Meter{
		"gross#clothes", "gross#knitwear", "gross#online", "gross#knitwear online", "gross#house brand", "gross#december", "gross#clothes in december", "gross#",
	}, card.Meters())
	require.Equal(t, accrual.Meter("gross#online"), card.MeterOf("online"))
}

func TestRateCardValidate(t *testing.T) {
	by := func(order []revshare.Dimension, rules ...revshare.CardRule) revshare.RateCard {
		return revshare.RateCard{Meter: "gross", Order: order, Rules: rules}
	}
	brand, channel := revshare.CardRule{Name: "b", Brand: "B-1"}, revshare.CardRule{Name: "c", Channel: "online"}
	category, deep := revshare.CardRule{Name: "k", Category: "a"}, revshare.CardRule{Name: "d", Category: "a/b"}
	dated := func(name, on string) revshare.CardRule {
		return revshare.CardRule{Name: name, On: civil.MustPeriod(on)}
	}
	all := card.Order
	for want, c := range map[string]revshare.RateCard{
		"2 problems: meter: missing; default: 200% is more than the whole: out of range": {Default: rate("2")},
		`meter: "clause:fee" has no rules: conflict`:                                     {Meter: accrual.Of("fee")},
		"order[1]: duplicate":                                                                           by([]revshare.Dimension{revshare.ByBrand, revshare.ByBrand}),
		"order[0]: dimension 4: out of range":                                                           by([]revshare.Dimension{4}),
		`rules[1]: the order does not tell it from "b": conflict`:                                       by(nil, brand, channel),
		`rules[1]: the order does not tell it from "k": conflict`:                                       by([]revshare.Dimension{revshare.ByBrand}, category, deep),
		`2 problems: rules[1].name: duplicate; rules[1]: the order does not tell it from "b": conflict`: by(all, brand, brand),
		`rules[1]: the order does not tell it from "x": conflict`:                                       by(all, dated("x", "2026-01-01/2026-07-01"), dated("y", "2026-06-30/..")),
		"rules[0].name: missing":                                                                        by(all, revshare.CardRule{}),
		`rules[0].category: "a//b" has an empty level: syntax`:                                          by(all, revshare.CardRule{Name: "x", Category: "a//b"}),
		"rules[0].category: more than 8 levels: over the limit":                                         by(all, revshare.CardRule{Name: "x", Category: "1/2/3/4/5/6/7/8/9"}),
		"rules[0].category: 201 bytes, at most 200: over the limit":                                     by(all, revshare.CardRule{Name: "x", Category: strings.Repeat("a", 201)}),
		"rules[0].rate: negative":                                                                       by(all, revshare.CardRule{Name: "x", Rate: rate("-1%")}),
		"rules[0].rate: 101% is more than the whole: out of range":                                      by(all, revshare.CardRule{Name: "x", Rate: rate("101%")}),
		"rules[0].tiers: beside a rate: conflict":                                                       by(all, revshare.CardRule{Name: "x", Rate: rate("1%"), Tiers: &finance.Tiers{Steps: []finance.Tier{{}}}}),
		"rules[0].tiers.steps: missing":                                                                 by(all, revshare.CardRule{Name: "x", Tiers: &finance.Tiers{}}),
		"rules[0].name: with its meter over 256 bytes: over the limit":                                  by(all, revshare.CardRule{Name: strings.Repeat("a", 251)}),
		"2 problems: rules[0].brand: 257 bytes, at most 256: over the limit; rules[0].channel: 257 bytes, at most 256: over the limit": by(all, revshare.CardRule{Name: "x", Brand: strings.Repeat("a", 257), Channel: strings.Repeat("a", 257)}),
	} {
		require.EqualError(t, c.Validate(), want)
	}
	for _, c := range []revshare.RateCard{
		by(all, brand, channel, category, deep),
		by(nil, brand, revshare.CardRule{Name: "other", Brand: "B-2"}), // no line is of both
		by(nil, category, revshare.CardRule{Name: "other", Category: "ab"}),
		by(all, dated("x", "2026-01-01/2026-07-01"), dated("y", "2026-07-01/..")),
		by(all, revshare.CardRule{Name: strings.Repeat("a", 250)}),
	} {
		require.NoError(t, c.Validate())
	}
	reversed := by(all, revshare.CardRule{Name: "x", On: civil.Period{From: civil.MustDate("2026-02-01"), To: civil.MustDate("2026-01-01")}})
	require.ErrorContains(t, reversed.Validate(), "rules[0].on")
	many := by(all)
	for i := range 64 {
		many.Rules = append(many.Rules, revshare.CardRule{Name: fmt.Sprint(i), Brand: fmt.Sprint(i)})
	}
	require.EqualError(t, many.Validate(), "rules: 64, at most 63: over the limit")
	many.Rules = many.Rules[:63]
	require.NoError(t, many.Validate())
}

var byCard = revshare.CardCommission{Card: card}

func TestCardCommission(t *testing.T) {
	require.NoError(t, byCard.Validate())
	// 1000 × 30 % + 100.01 × 25 % (25.0025) - 50 × 20 % + 10 × 40 %
	got, err := byCard.Earned(full(finance.RUB, 100000, 10001, -5000, 0, 0, 0, 0, 1000))
	require.NoError(t, err)
	require.Equal(t, "319.00 RUB", got.String())
	floored := byCard
	floored.Negative = revshare.Floored
	got, err = floored.Earned(full(finance.RUB, 100000, 10001, -5000, 0, 0, 0, 0, 1000))
	require.NoError(t, err)
	require.Equal(t, "329.00 RUB", got.String())
	up := byCard
	up.Rounding = finance.Up
	got, err = up.Earned(full(finance.RUB, 100000, 10001, -5001, 0, 0, 0, 0, 1000)) // 25.01, and 10.01 back
	require.NoError(t, err)
	require.Equal(t, "319.00 RUB", got.String())
}

func TestCardCommissionBySlabs(t *testing.T) {
	steps := slabs("RUB", "0", "30%", "1000", "25%")
	stepped := revshare.CardCommission{Card: revshare.RateCard{Meter: "gross", Rules: []revshare.CardRule{{Name: "all", Tiers: &steps}}}}
	require.NoError(t, stepped.Validate())
	got, err := stepped.Earned(full(finance.RUB, 150000, 100))
	require.NoError(t, err)
	require.Equal(t, "425.00 RUB", got.String(), "300 and 125; the default is nothing")
	fixed := finance.Tiers{Mode: finance.Whole, Steps: []finance.Tier{{Base: rub("7.00 RUB")}}}
	stepped.Card.Rules[0].Tiers = &fixed
	got, err = stepped.Earned(full(finance.RUB, 0, 0))
	require.NoError(t, err)
	require.Equal(t, "7.00 RUB", got.String())
}

func TestCardCommissionRefuses(t *testing.T) {
	_, err := byCard.Earned(full(finance.RUB, 1))
	require.EqualError(t, err, "card commission: 1 meters in the span, 8 in the clause: conflict")
	refused := byCard
	refused.Negative = revshare.Refused
	_, err = refused.Earned(full(finance.RUB, 0, -1, 0, 0, 0, 0, 0, 0))
	require.EqualError(t, err, `card commission: rule "knitwear": total of -0.01 RUB: negative`)
	wrong := revshare.CardCommission{Card: revshare.RateCard{Meter: "m"}, Per: 9, Returns: 2, Negative: 3, Rounding: 9}
	require.EqualError(t, wrong.Validate(), "4 problems: per: cycle 9: out of range; returns: returns 2: out of range; negative: rule for a negative total 3: out of range; rounding: rounding 9: out of range")
}

func TestDimensionText(t *testing.T) {
	for n, text := range []string{"category", "brand", "channel", "date"} {
		d := revshare.Dimension(n)
		require.Equal(t, text, d.String())
		var read revshare.Dimension
		require.NoError(t, read.UnmarshalText([]byte(text)))
		require.Equal(t, d, read)
	}
	_, err := revshare.Dimension(4).MarshalText()
	require.ErrorIs(t, err, finance.ErrRange)
}
