package settlement_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/settlement"
)

// Random months of a maker, with returns beyond sales, late corrections and
// payouts as proposed: what is owed is what is ready and held less what is ahead;
// what is paid and carried is what is ready; statements are chained, and each
// drawn before the next month is posted is the same afterwards.
func TestLaws(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 4))
		terms := settlement.Terms{
			Party: maker, Account: ledger.Makers, Every: settlement.Every(r.IntN(3)), Hold: r.IntN(40),
			Minimum: finance.Minor(r.Int64N(300_000), finance.RUB),
		}
		books := ledger.New(shop)
		var drawn []settlement.Statement
		for m := month("2026-01"); m.Before(month("2027-01")); m = m.Next() {
			books = randomMonth(t, r, books, m)
			drawn = append(drawn, draw(t, books, m, terms))
			books = payAsProposed(t, r, books, m.Next(), terms)
		}
		paid := int64(0)
		for i, before := range drawn {
			require.Equal(t, before, draw(t, books, before.Period.From.Month(), terms))
			s := before.Sections[0]
			sum := s.Opening.Minor() - s.Paid.Minor()
			for _, n := range s.Lines {
				if !n.Paid {
					sum += n.Amount.Minor()
				}
			}
			require.Equal(t, s.Closing.Minor(), sum)
			if i > 0 {
				require.Equal(t, drawn[i-1].Sections[0].Closing, s.Opening)
			}
			paid += s.Paid.Minor()
		}
		require.GreaterOrEqual(t, paid, int64(0))
	}
}

func randomMonth(t *testing.T, r *rand.Rand, books ledger.Ledger, m civil.Month) ledger.Ledger {
	amount := func() string { return finance.Minor(r.Int64N(500_000)-100_000, finance.RUB).String() }
	due := m.Next().First().AddDays(r.IntN(20)).String()
	obligations := []accrual.Obligation{owes(m.String(), "proceeds", amount(), due)}
	if r.IntN(3) > 0 {
		obligations = append(obligations, owes(m.String(), "fee", finance.Minor(r.Int64N(100_000), finance.RUB).String(), due))
	}
	if r.IntN(3) == 0 && m.After(month("2026-01")) {
		late := owes(m.Add(-1).String(), "proceeds", amount(), due)
		late.In, late.Cutoff = m, m.Next().First()
		obligations = append(obligations, late)
	}
	return posted(t, books, obligations...)
}

func draw(t *testing.T, books ledger.Ledger, m civil.Month, terms settlement.Terms) settlement.Statement {
	s, err := settlement.Draw(books, maker, m.Period(), nil, terms)
	require.NoError(t, err)
	return s
}

func payAsProposed(t *testing.T, r *rand.Rand, books ledger.Ledger, in civil.Month, terms settlement.Terms) ledger.Ledger {
	on := in.First().AddDays(r.IntN(28))
	proposals, err := settlement.Propose(books, on, nil, terms)
	require.NoError(t, err)
	for _, p := range proposals {
		ready, held := int64(0), int64(0)
		for _, i := range p.Ready {
			ready += i.Left.Minor()
			require.Positive(t, i.Left.Minor())
		}
		for _, h := range p.Held {
			held += h.Item.Left.Minor()
			require.True(t, h.Until.After(on), "what may be paid already is not held")
		}
		require.Equal(t, ready, p.Pay.Minor()+p.Carried.Minor())
		require.Equal(t, p.Owed.Minor(), ready+held-p.Ahead.Minor())
		if p.Pay.IsZero() {
			require.Less(t, p.Carried.Minor(), max(terms.Minimum.Minor(), 1))
			continue
		}
		require.True(t, p.Carried.IsZero())
		require.GreaterOrEqual(t, p.Pay.Minor(), terms.Minimum.Minor())
		payment, err := p.Payment(on.String(), shop)
		require.NoError(t, err)
		books, err = books.Pay(in, in.Next().First(), payment)
		require.NoError(t, err)
	}
	return books
}
