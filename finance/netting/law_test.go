package netting_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/netting"
)

var (
	parties    = []accrual.Party{"A", "B", "C", "D", "E"}
	currencies = []finance.Currency{finance.RUB, finance.KZT}
)

// random are claims among five parties, and terms that permit some of them.
func random(seed int) (netting.Terms, []netting.Claim, *rand.Rand) {
	r := rand.New(rand.NewPCG(uint64(seed), 11))
	terms := netting.Terms{Rules: []netting.Rule{
		{Clause: "deposit", Source: "p. 1"}, {Clause: "proceeds", Permit: netting.Early, Source: "p. 2"}, {Clause: "rent", Permit: netting.WhenDue, Source: "p. 3"},
	}}
	var claims []netting.Claim
	for n := range 2 + seed/2 {
		c := claim(byte(n), parties[r.IntN(5)], "", "1.00 RUB", 1+r.IntN(60))
		c.ID = uuid.NewSHA1(uuid.NameSpaceOID, []byte{byte(seed), byte(n)})
		for c.Creditor == "" || c.Creditor == c.Debtor {
			c.Creditor = parties[r.IntN(5)]
		}
		c.Amount = finance.Minor(1+r.Int64N(1000), currencies[r.IntN(2)])
		c.Key.Clause = []string{"rent", "rent", "proceeds", "deposit", "other"}[r.IntN(5)]
		claims = append(claims, c)
	}
	return terms, claims, r
}

type place struct {
	party    accrual.Party
	currency finance.Currency
}

// net sums claims by party; what one is owed is above zero.
func net(sums map[place]int64, debtor, creditor accrual.Party, m finance.Money) {
	sums[place{creditor, m.Currency()}] += m.Minor()
	sums[place{debtor, m.Currency()}] -= m.Minor()
}

func overActs(t *testing.T, law func(t *testing.T, claims []netting.Claim, act netting.Act)) {
	t.Helper()
	for seed := range 120 {
		terms, claims, r := random(seed)
		for _, verb := range []func(netting.Terms, string, civil.Date, []netting.Claim) (netting.Act, error){netting.SetOff, netting.Net} {
			act, err := verb(terms, "act", on, claims)
			require.NoError(t, err)
			law(t, claims, act)
			shuffled := append([]netting.Claim(nil), claims...)
			r.Shuffle(len(shuffled), func(i, k int) { shuffled[i], shuffled[k] = shuffled[k], shuffled[i] })
			same, err := verb(terms, "act", on, shuffled)
			require.NoError(t, err)
			require.Equal(t, act.Extinguished, same.Extinguished)
			require.Equal(t, act.Payments, same.Payments)
			require.Equal(t, act.Positions, same.Positions)
			require.ElementsMatch(t, act.LeftOut, same.LeftOut)
		}
	}
}

// Every claim is extinguished in part, in whole or left out, once; the net
// positions of all are what they were before, and sum to zero.
func TestLawConservation(t *testing.T) {
	overActs(t, func(t *testing.T, claims []netting.Claim, act netting.Act) {
		require.Len(t, claims, len(act.Extinguished)+len(act.LeftOut))
		before, after, zero := map[place]int64{}, map[place]int64{}, map[finance.Currency]int64{}
		for _, c := range claims {
			net(before, c.Debtor, c.Creditor, c.Amount)
		}
		for _, e := range act.Extinguished {
			require.Positive(t, e.Amount.Minor())
			require.GreaterOrEqual(t, e.Left.Minor(), int64(0))
			require.Equal(t, e.Claim.Amount.Minor(), e.Amount.Minor()+e.Left.Minor())
			require.Equal(t, e.Amount, e.Own)
			require.NotEqual(t, "deposit", e.Claim.Key.Clause)
			require.False(t, e.Claim.Key.Clause == "rent" && e.Claim.Due.After(on))
			net(after, e.Claim.Debtor, e.Claim.Creditor, e.Left)
		}
		for _, l := range act.LeftOut {
			net(after, l.Claim.Debtor, l.Claim.Creditor, l.Claim.Amount)
		}
		for _, p := range act.Payments {
			net(after, p.Debtor, p.Creditor, p.Amount)
		}
		for at, n := range before {
			require.Equal(t, n, after[at], at)
		}
		for _, p := range act.Positions {
			require.Equal(t, p.Net.Minor(), p.Owed.Minor()-p.Owes.Minor())
			zero[p.Net.Currency()] += p.Net.Minor()
			require.True(t, act.Cleared || p.Net.IsZero())
		}
		for _, n := range zero {
			require.Zero(t, n)
		}
	})
}

// At most n-1 payments in a currency; nobody both pays and receives.
func TestLawFewPayments(t *testing.T) {
	overActs(t, func(t *testing.T, _ []netting.Claim, act netting.Act) {
		for _, c := range currencies {
			pays, gets, all, n := map[accrual.Party]bool{}, map[accrual.Party]bool{}, map[accrual.Party]bool{}, 0
			for _, p := range act.Payments {
				if p.Amount.Currency() == c {
					require.Positive(t, p.Amount.Minor())
					pays[p.Debtor], gets[p.Creditor] = true, true
					n++
				}
			}
			for _, p := range act.Positions {
				if p.Net.Currency() == c {
					all[p.Party] = true
					require.False(t, pays[p.Party] && gets[p.Party])
				}
			}
			require.True(t, n == 0 || n < len(all))
		}
	})
}

// Between two parties, of what may be set off only one side is left, and no
// claim is touched while an older one of its side is open.
func TestLawOldestFirst(t *testing.T) {
	for seed := range 120 {
		terms, claims, _ := random(seed)
		act, err := netting.SetOff(terms, "act", on, claims)
		require.NoError(t, err)
		left := map[[2]accrual.Party]map[finance.Currency]bool{}
		note := func(c netting.Claim) {
			sides := [2]accrual.Party{c.Debtor, c.Creditor}
			if left[sides] == nil {
				left[sides] = map[finance.Currency]bool{}
			}
			left[sides][c.Amount.Currency()] = true
		}
		for i, e := range act.Extinguished {
			if !e.Left.IsZero() {
				note(e.Claim)
			}
			if i > 0 {
				p := act.Extinguished[i-1]
				same := p.Claim.Debtor == e.Claim.Debtor && p.Claim.Creditor == e.Claim.Creditor && p.Amount.Currency() == e.Amount.Currency()
				require.True(t, !same || p.Left.IsZero() && !e.Claim.Due.Before(p.Claim.Due))
			}
			require.False(t, e.Since.Before(e.Claim.Due))
		}
		for _, l := range act.LeftOut {
			if l.Why == netting.NothingMeets {
				note(l.Claim)
			}
		}
		for sides, of := range left {
			for c := range of {
				require.False(t, left[[2]accrual.Party{sides[1], sides[0]}][c])
			}
		}
	}
}

// In the books of all parties the entries balance, are entered once, and what
// one gives up the other is freed of.
func TestLawEntries(t *testing.T) {
	overActs(t, func(t *testing.T, claims []netting.Claim, act netting.Act) {
		between := map[[2]accrual.Party]map[finance.Currency]int64{}
		for _, p := range parties {
			l := ledger.New(p)
			for range 2 {
				var err error
				l, err = l.Enter(act.Entries(p)...)
				require.NoError(t, err)
			}
			require.Equal(t, len(act.Entries(p)), l.Len())
			for e := range l.Entries() {
				for _, n := range e.Lines {
					sides := [2]accrual.Party{p, n.Party}
					if between[sides] == nil {
						between[sides] = map[finance.Currency]int64{}
					}
					between[sides][n.Amount.Currency()] += n.Amount.Minor()
				}
			}
		}
		for sides, of := range between {
			for c, n := range of {
				require.Equal(t, n, -between[[2]accrual.Party{sides[1], sides[0]}][c])
			}
		}
	})
}

// Converted claim by claim, the positions still sum to zero, and every entry
// balances in each currency.
func TestLawConverted(t *testing.T) {
	rates := ledger.Rates{{Of: finance.RUB, In: finance.KZT, Rates: civil.Timeline[finance.Number]{{From: day("2026-01-01"), Value: finance.MustNumber("5.4321"), Source: "x"}}}}
	for seed := range 120 {
		terms, claims, _ := random(seed)
		converted, err := netting.Convert(rates, money("0.01 KZT"), on, finance.HalfUp, claims)
		require.NoError(t, err)
		for _, verb := range []func(netting.Terms, string, civil.Date, []netting.Claim) (netting.Act, error){netting.SetOff, netting.Net} {
			act, err := verb(terms, "act", on, converted)
			require.NoError(t, err)
			sum := int64(0)
			for _, p := range act.Positions {
				sum += p.Net.Minor()
			}
			require.Zero(t, sum)
			for _, p := range parties {
				for _, e := range act.Entries(p) {
					require.NoError(t, e.Validate())
				}
			}
			for _, e := range act.Extinguished {
				if e.Left.IsZero() {
					require.Equal(t, e.Claim.Own(), e.Own)
				}
			}
		}
	}
}
