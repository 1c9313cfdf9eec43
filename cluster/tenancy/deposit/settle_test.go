package deposit_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/deposit"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

func claims(pairs ...string) (list []deposit.Claim) {
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, deposit.Claim{For: deposit.Purpose(pairs[i]), Amount: rub(pairs[i+1])})
	}
	return list
}

// The whole square: each forfeit, early or not, when claims exceed what is held
// and when they do not.
func TestSettle(t *testing.T) {
	less := claims("penalty", "900.00", "arrears", "30000.00", "damage", "25000.00")
	more := claims("penalty", "900.00", "damage", "50000.00", "arrears", "30000.00", "arrears", "40000.00")
	for _, c := range []struct {
		forfeit                    deposit.Forfeit
		early                      bool
		claims                     []deposit.Claim
		uses                       []string // applied, left
		applied, forfeited, refund string
	}{
		{deposit.Nothing, false, less, []string{"30000.00", "0.00", "25000.00", "0.00", "900.00", "0.00"}, "55900.00", "0.00", "44100.00"},
		{deposit.Nothing, true, less, []string{"30000.00", "0.00", "25000.00", "0.00", "900.00", "0.00"}, "55900.00", "0.00", "44100.00"},
		{deposit.Rest, false, less, []string{"30000.00", "0.00", "25000.00", "0.00", "900.00", "0.00"}, "55900.00", "0.00", "44100.00"},
		{deposit.Rest, true, less, []string{"30000.00", "0.00", "25000.00", "0.00", "900.00", "0.00"}, "55900.00", "44100.00", "0.00"},
		{deposit.All, false, less, []string{"30000.00", "0.00", "25000.00", "0.00", "900.00", "0.00"}, "55900.00", "0.00", "44100.00"},
		{deposit.All, true, less, []string{"0.00", "30000.00", "0.00", "25000.00", "0.00", "900.00"}, "0.00", "100000.00", "0.00"},
		{deposit.Nothing, true, more, []string{"30000.00", "0.00", "40000.00", "0.00", "30000.00", "20000.00", "0.00", "900.00"}, "100000.00", "0.00", "0.00"},
		{deposit.Rest, true, more, []string{"30000.00", "0.00", "40000.00", "0.00", "30000.00", "20000.00", "0.00", "900.00"}, "100000.00", "0.00", "0.00"},
		{deposit.Nothing, false, nil, nil, "0.00", "0.00", "100000.00"},
	} {
		terms := studio().Terms
		terms.Forfeit = c.forfeit
		s, err := terms.Settle(rub("100000.00"), c.early, c.claims)
		require.NoError(t, err)
		var uses []string
		for _, u := range s.Uses {
			uses = append(uses, plain(u.Applied), plain(u.Left))
		}
		require.Equal(t, c.uses, uses)
		require.Equal(t, []string{"100000.00", c.applied, c.forfeited, c.refund}, []string{plain(s.Held), plain(s.Applied), plain(s.Forfeited), plain(s.Refund)})
	}
}

func plain(m finance.Money) string { s := m.String(); return s[:len(s)-len(" RUB")] }

// The order is a field, with purposes of the host's own; each claim keeps its
// text.
func TestSettleInAnotherOrder(t *testing.T) {
	terms := studio().Terms
	terms.Order = []deposit.Purpose{"keys", deposit.Penalty, deposit.Arrears}
	list := claims("arrears", "99999.00", "penalty", "900.00", "keys", "500.00")
	list[2].Text = "two keys"
	s, err := terms.Settle(rub("100000.00"), false, list)
	require.NoError(t, err)
	require.Equal(t, "two keys", s.Uses[0].Text)
	require.Equal(t, []string{"500.00", "900.00", "98600.00", "1399.00"}, []string{plain(s.Uses[0].Applied), plain(s.Uses[1].Applied), plain(s.Uses[2].Applied), plain(s.Uses[2].Left)})
	require.Equal(t, "arrears", string(list[0].For)) // the host's list is as it was
	require.Equal(t, "held: 100000.00 RUB\nkeys: 500.00 RUB of 500.00 RUB\npenalty: 900.00 RUB of 900.00 RUB\n"+
		"arrears: 98600.00 RUB of 99999.00 RUB\nto return: 0.00 RUB", s.Text(accrual.English))
}

func TestSettlementInRussian(t *testing.T) {
	terms := studio().Terms
	terms.Forfeit = deposit.Rest
	s, err := terms.Settle(rub("1000.00"), true, claims("penalty", "10.00", "damage", "5.00", "arrears", "1.00"))
	require.NoError(t, err)
	require.Equal(t, "удерживается: 1 000,00 ₽\nзадолженность: 1,00 ₽ из 1,00 ₽\nущерб: 5,00 ₽ из 5,00 ₽\n"+
		"неустойка: 10,00 ₽ из 10,00 ₽\nудержано за досрочный выезд: 984,00 ₽\nк возврату: 0,00 ₽", spaced(s.Text(accrual.Russian)))
}

func TestSettleRefuses(t *testing.T) {
	terms := studio().Terms
	for path, c := range map[string]struct {
		held   string
		claims []deposit.Claim
		want   error
	}{
		"claims[1].for":    {"1.00 RUB", claims("arrears", "1.00", "keys", "1.00"), finance.ErrUnknown},
		"claims[0].amount": {"1.00 RUB", claims("arrears", "-1.00"), finance.ErrNegative},
		"held":             {"-1.00 RUB", nil, finance.ErrNegative},
	} {
		s, err := terms.Settle(finance.MustMoney(c.held), false, c.claims)
		require.ErrorIs(t, err, c.want)
		require.ErrorContains(t, err, path+": ")
		require.Zero(t, s)
	}
	_, err := terms.Settle(finance.MustMoney("1.00 USD"), false, claims("arrears", "1.00"))
	require.ErrorIs(t, err, finance.ErrCurrency)
	_, err = terms.Settle(rub("1.00"), false, []deposit.Claim{{For: deposit.Arrears}})
	require.EqualError(t, err, "claims[0].amount: currency")
	terms.Clause = ""
	_, err = terms.Settle(rub("1.00"), false, nil)
	require.EqualError(t, err, "terms.clause: missing")
}

// Past its life a thing is worth nothing, never less.
func TestDamage(t *testing.T) {
	for _, c := range []struct {
		life, age                   int
		repair, residual, deduction string
	}{
		{10, 8, "0.00", "200.00", "200.00"},
		{5, 3, "300.00", "400.00", "300.00"},
		{5, 3, "400.01", "400.00", "400.00"},
		{5, 0, "0.00", "1000.00", "1000.00"},
		{5, 5, "300.00", "0.00", "0.00"},
		{5, 6, "300.00", "0.00", "0.00"},
		{3, 1, "0.00", "666.67", "666.67"},
	} {
		d := deposit.Damage{Cost: rub("1000.00"), Life: c.life, Age: c.age, Repair: rub(c.repair)}
		residual, err := d.Residual()
		require.NoError(t, err)
		deduction, err := d.Deduction()
		require.NoError(t, err)
		require.Equal(t, []string{c.residual, c.deduction}, []string{plain(residual), plain(deduction)})
	}
	d := deposit.Damage{Cost: rub("1000.00"), Life: 3, Age: 1, Rounding: finance.Down}
	residual, err := d.Residual()
	require.NoError(t, err)
	require.Equal(t, "666.66", plain(residual))
}

func TestDamageRefuses(t *testing.T) {
	for want, change := range map[string]func(*deposit.Damage){
		"cost: missing":     func(d *deposit.Damage) { d.Cost = rub("0.00") },
		"life: missing":     func(d *deposit.Damage) { d.Life = 0 },
		"life: negative":    func(d *deposit.Damage) { d.Life = -1 },
		"life: 12001, at":   func(d *deposit.Damage) { d.Life = 12_001 },
		"age: negative":     func(d *deposit.Damage) { d.Age = -1 },
		"repair: negative":  func(d *deposit.Damage) { d.Repair = rub("-1.00") },
		"repair: 1.00 USD":  func(d *deposit.Damage) { d.Repair = finance.MustMoney("1.00 USD") },
		"rounding: roundin": func(d *deposit.Damage) { d.Rounding = 9 },
	} {
		d := deposit.Damage{Cost: rub("1000.00"), Life: 10, Age: 1}
		change(&d)
		_, err := d.Deduction()
		require.ErrorContains(t, err, want)
		require.NotContains(t, err.Error(), "problems", want)
	}
}
