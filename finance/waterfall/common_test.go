package waterfall_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/waterfall"
)

func rub(number string) finance.Money { return finance.MustMoney(number + " RUB") }

func day(s string) civil.Date { return civil.MustDate(s) }

func shares(list ...string) (all []waterfall.Share) {
	for i := 0; i < len(list); i += 2 {
		all = append(all, waterfall.Share{Party: accrual.Party(list[i]), Share: finance.MustRate(list[i+1])})
	}
	return all
}

func split(list ...string) waterfall.Tier {
	return waterfall.Tier{Kind: waterfall.Split, Shares: shares(list...)}
}

func until(tier waterfall.Tier, h waterfall.Hurdle) waterfall.Tier {
	tier.Until = h
	return tier
}

func pref(y waterfall.Yield) waterfall.Tier {
	return waterfall.Tier{Kind: waterfall.Preferred, Yield: y}
}

func catchUp(carry string, list ...string) waterfall.Tier {
	return waterfall.Tier{Kind: waterfall.CatchUp, Carry: finance.MustRate(carry), Shares: shares(list...)}
}

var capital = waterfall.Tier{Kind: waterfall.Capital}

func simple(rate string) waterfall.Yield {
	return waterfall.Yield{Rate: finance.MustRate(rate), Growth: waterfall.Simple}
}

func compound(rate string, months int) waterfall.Yield {
	return waterfall.Yield{Rate: finance.MustRate(rate), Growth: waterfall.Compound, Months: months}
}

func effective(rate string) waterfall.Yield {
	return waterfall.Yield{Rate: finance.MustRate(rate), Growth: waterfall.Effective}
}

// project is one of an investor and a sponsor, from 2025 to 2034.
func project(tiers ...waterfall.Tier) waterfall.Terms {
	return waterfall.Terms{
		Currency: finance.RUB, Term: civil.MustPeriod("2025-01-01/2035-01-01"),
		Parties: []accrual.Party{"investor", "sponsor"}, Sponsor: "sponsor", Tiers: tiers,
	}
}

func in(on, party, amount string) waterfall.Contribution {
	return waterfall.Contribution{On: day(on), Party: accrual.Party(party), Amount: rub(amount)}
}

func came(on, amount string) waterfall.Proceeds {
	return waterfall.Proceeds{On: day(on), Amount: rub(amount)}
}

func ofDeal(deal string, p waterfall.Proceeds) waterfall.Proceeds {
	p.Deal = deal
	return p
}

func toDeal(deal string, c waterfall.Contribution) waterfall.Contribution {
	c.Deal = deal
	return c
}

func distribute(t *testing.T, terms waterfall.Terms, f waterfall.Facts, to string) waterfall.Distribution {
	t.Helper()
	d, err := waterfall.Distribute(terms, f, day(to))
	require.NoError(t, err)
	return d
}

// paid lists what the tiers of the last round paid.
func paid(d waterfall.Distribution) (list []string) {
	for _, l := range d.Rounds[len(d.Rounds)-1].Layers {
		list = append(list, l.Paid.String())
	}
	return list
}

// received lists what each party got in all.
func received(d waterfall.Distribution) (list []string) {
	for _, p := range d.Terms.Parties {
		list = append(list, d.Received(p).String())
	}
	return list
}
