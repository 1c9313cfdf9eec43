package revshare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// An amount in another currency is refused with the agreement, wherever in a
// clause it stands.
func TestCurrencyOfAgreement(t *testing.T) {
	month := civil.MustMonth("2026-01")
	term := month.Period()
	for path, plan := range map[string]func(finance.Currency) accrual.Clause{
		"tiers.steps[1].over": func(c finance.Currency) accrual.Clause {
			return revshare.SlabCommission{Meter: "sold", Tiers: slabsIn(c)}
		},
		"tiers.steps[1].base": func(c finance.Currency) accrual.Clause {
			tiers := slabsIn(finance.RUB)
			tiers.Mode, tiers.Steps[1].Over, tiers.Steps[1].Base = finance.BasePlus, finance.Minor(100, c), finance.Minor(30, c)
			return revshare.SlabCommission{Meter: "sold", Tiers: tiers}
		},
		"at_most": func(c finance.Currency) accrual.Clause {
			return revshare.Combined{Of: revshare.Parts(revshare.PassThrough{Meter: "sold"}), AtMost: finance.Minor(100, c)}
		},
		"of[0].at_least": func(c finance.Currency) accrual.Clause {
			return revshare.Combined{Of: revshare.Parts(revshare.Combined{Of: revshare.Parts(revshare.PassThrough{Meter: "sold"}), AtLeast: finance.Minor(100, c)})}
		},
		"of.price": func(c finance.Currency) accrual.Clause {
			return revshare.ShareOf{Rate: finance.MustRate("10%"), Of: revshare.Part{Clause: revshare.UnitFee{Meter: "sold", Price: finance.Minor(100, c)}}}
		},
		"card.rules[0].tiers.steps[1].over": func(c finance.Currency) accrual.Clause {
			tiers := slabsIn(c)
			return revshare.CardCommission{Card: revshare.RateCard{Meter: "sold", Rules: []revshare.CardRule{{Name: "a", Channel: "a", Tiers: &tiers}}}}
		},
		"amount": func(c finance.Currency) accrual.Clause { return revshare.FixedFee{Amount: finance.Minor(100, c)} },
		"bonuses[0].amount": func(c finance.Currency) accrual.Clause {
			return revshare.TargetCommission{
				Meter: "sold", Counter: "units", Rungs: []revshare.Rung{{Rate: finance.MustRate("10%")}},
				Bonuses: []revshare.Bonus{{From: 1, Amount: finance.Minor(100, c)}},
			}
		},
	} {
		validate := func(c finance.Currency) error {
			a := accrual.Agreement{ID: "C-1", Currency: finance.RUB, Meters: []accrual.Meter{"sold", "units", "sold#a", "sold#"}, Amendments: []accrual.Amendment{{
				From: term.From, Known: term.From, Term: &term, Parties: &accrual.Parties{Creditor: "maker", Debtor: "shop"},
				Set: []accrual.Named{{Name: "fee", Clause: plan(c)}},
			}}}
			return a.Validate()
		}
		require.NoError(t, validate(finance.RUB), path)
		err := validate(finance.USD)
		require.ErrorIs(t, err, finance.ErrCurrency, path)
		require.ErrorContains(t, err, "amendments[0].set[0]."+path+": ", path)
	}
	fee := func(c finance.Currency) revshare.FrozenCommission {
		return revshare.FrozenCommission{Meter: "sold", Tiers: slabsIn(c), AtLeast: finance.Minor(1, c), AtMost: finance.Minor(100, c)}
	}
	require.NoError(t, fee(finance.RUB).ValidateIn(finance.RUB))
	require.EqualError(t, fee(finance.USD).ValidateIn(finance.RUB), "3 problems: tiers.steps[1].over: 1.00 USD, not in RUB: currency; "+
		"at_least: 0.01 USD, not in RUB: currency; at_most: 1.00 USD, not in RUB: currency")
	dollar := finance.Minor(100, finance.USD)
	require.EqualError(t, revshare.Minimum{Amount: dollar}.ValidateIn(finance.RUB), "amount: 1.00 USD, not in RUB: currency")
	require.EqualError(t, revshare.Cap{Amount: dollar}.ValidateIn(finance.RUB), "amount: 1.00 USD, not in RUB: currency")
}

func slabsIn(c finance.Currency) finance.Tiers {
	return finance.Tiers{Steps: []finance.Tier{{Rate: finance.MustRate("30%")}, {Over: finance.Minor(100, c), Rate: finance.MustRate("25%")}}}
}
