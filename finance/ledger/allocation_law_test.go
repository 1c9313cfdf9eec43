package ledger_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// rule is a random order.
func (a *author) rule() ledger.Allocation {
	r := ledger.Allocation{
		Source: "agreement", Debt: ledger.DebtOf(a.IntN(4)), Told: ledger.Told(a.IntN(2)), Remainder: finance.Remainder(a.IntN(3)),
		Among: []ledger.Criterion{ledger.Due, ledger.Arisen, ledger.Unsecured, ledger.Posted},
	}
	a.Shuffle(len(r.Among), func(i, k int) { r.Among[i], r.Among[k] = r.Among[k], r.Among[i] })
	r.Among = r.Among[:a.IntN(5)]
	if a.IntN(2) == 0 {
		r.Within = []ledger.Rank{{Kinds: []string{"costs", "rent"}}, {Kinds: []string{"other"}}}
		r.Kinds = []ledger.KindRule{{Clause: "base rent", Kind: "rent", Secured: true}, {Clause: "deposit", Kind: "costs"}, {Kind: "other"}}
	}
	return r
}

// told are instructions for some of the payments of a history, for what is
// there and for what is not.
func (a *author) told(t *testing.T, l ledger.Ledger) []ledger.Instruction {
	t.Helper()
	var list []ledger.Instruction
	var keys []accrual.Key
	for e := range l.Entries() {
		if e.Key != (accrual.Key{}) {
			keys = append(keys, e.Key)
			continue
		}
		n := e.Lines[len(e.Lines)-1]
		if n.Account != ledger.Receivable || n.Amount.Sign() >= 0 || e.Reverses != uuid.Nil || e.Lines[0].Account.In(ledger.Receivable) || len(keys) == 0 || a.IntN(2) == 0 {
			continue
		}
		part := finance.Minor(1+a.Int64N(-n.Amount.Minor()), n.Amount.Currency())
		one := ledger.Instruction{Credit: e.ID, Key: pick(a, keys), Amount: part, Known: e.Day().AddDays(a.IntN(20))}
		if a.IntN(5) == 0 {
			one.Key.Clause = "of another time"
		}
		list = append(list, one)
	}
	return list
}

// For each credit applied and unapplied are its amount, for each item applied
// and left; all of it together is the control account.
func TestLawAllocationsBalance(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		rule, told := a.rule(), a.told(t, l)
		rule.Exact = a.IntN(3) == 0
		for _, at := range []civil.Date{a.day(), start.AddDays(300)} {
			for _, root := range controls {
				of := told
				if root != ledger.Receivable {
					of = nil
				}
				all, err := l.Allocate(rule, root, at, of...)
				require.NoError(t, err)
				for _, one := range all {
					requireAllocated(t, l, root, one)
				}
				aged, err := ledger.AgeingOf(all.Open(), root, at, 30)
				require.NoError(t, err)
				for _, c := range currencies {
					require.Equal(t, l.Balance(root, at).Of(c), aged.Total(c).Total)
				}
			}
		}
	})
}

func requireAllocated(t *testing.T, l ledger.Ledger, root ledger.Account, one ledger.Allocated) {
	t.Helper()
	c := one.Total.Currency()
	credits, items := map[uuid.UUID]int64{}, map[uuid.UUID]int64{}
	for i, p := range one.Applied {
		require.Positive(t, p.Amount.Minor())
		require.True(t, i == 0 || !p.On.Before(one.Applied[i-1].On))
		credits[p.Credit] += p.Amount.Minor()
		items[p.Item] += p.Amount.Minor()
	}
	ahead := int64(0)
	for _, u := range one.Unapplied {
		credits[u.Credit] += u.Amount.Minor()
		ahead += u.Amount.Minor()
		require.LessOrEqual(t, u.Waits.Minor(), u.Amount.Minor())
	}
	for _, item := range one.Items {
		items[item.Entry] += abs(item.Left)
	}
	require.Equal(t, ahead, abs(one.Ahead))
	for id, n := range credits {
		require.Equal(t, n, moved(l, root, id, one.Party, c))
	}
	for id, n := range items {
		require.Equal(t, n, moved(l, root, id, one.Party, c))
	}
}

// moved is what an entry does to a party, without sign.
func moved(l ledger.Ledger, root ledger.Account, id uuid.UUID, p accrual.Party, c finance.Currency) int64 {
	sum := int64(0)
	e, _ := l.Entry(id)
	for _, n := range e.Lines {
		if n.Account.In(root) && n.Party == p && n.Amount.Currency() == c {
			sum += n.Amount.Minor()
		}
	}
	return max(sum, -sum)
}

// However the money of one day was cut into payments, and in whatever order it
// was entered, the same items are left.
func TestLawBatchingOfADay(t *testing.T) {
	for seed := range 3 * histories {
		a := newAuthor(seed)
		rule := a.rule()
		if slices.Contains(rule.Among, ledger.Posted) {
			rule.Among = slices.DeleteFunc(rule.Among, func(c ledger.Criterion) bool { return c == ledger.Posted })
		}
		whole, cut := ledger.New(owner), ledger.New(owner)
		for range 3 + seed/4 {
			o := a.obligation()
			o.Debtor, o.Creditor = "R-1", owner
			if o.Clause != "base rent" && o.Clause != "deposit" {
				o.Clause, o.Tax = "base rent", finance.Money{}
			}
			o.Source = a.next()
			whole, cut = post(t, whole, o), post(t, cut, o)
		}
		for range 8 {
			p := a.payment()
			p.From, p.To, p.Against = "R-1", owner, ""
			whole = pay(t, whole, p)
			parts := []ledger.Payment{p, p, p}
			rest := p.Amount.Minor()
			for i := range parts {
				parts[i].ID += "-" + string(rune('a'+i))
				n := rest
				if i < 2 {
					n = a.Int64N(rest + 1)
				}
				parts[i].Amount = finance.Minor(n, p.Amount.Currency())
				rest -= n
			}
			parts = slices.DeleteFunc(parts, func(p ledger.Payment) bool { return p.Amount.IsZero() })
			a.Shuffle(len(parts), func(i, k int) { parts[i], parts[k] = parts[k], parts[i] })
			cut = pay(t, cut, parts...)
		}
		for _, at := range []civil.Date{a.day(), a.day(), start.AddDays(300)} {
			one, err := whole.Allocate(rule, ledger.Receivable, at)
			require.NoError(t, err)
			two, err := cut.Allocate(rule, ledger.Receivable, at)
			require.NoError(t, err)
			require.Equal(t, one.Open(), two.Open())
		}
	}
}

// By the common rule, nobody has a debt open and free money ahead at once, and
// the oldest are settled first.
func TestLawNothingAheadWhileOpen(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		rule := a.rule()
		all, err := l.Allocate(rule, ledger.Receivable, a.day())
		require.NoError(t, err)
		for _, one := range all {
			require.True(t, len(one.Items) == 0 || one.Ahead.IsZero())
		}
	})
}

// What becomes known later changes no allocation that was reported.
func TestLawClosedAllocationsStay(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		closed := civil.MustMonth("2026-03")
		rule, told := a.rule(), a.told(t, l)
		before, err := l.Allocate(rule, ledger.Receivable, closed.Last(), told...)
		require.NoError(t, err)
		p := a.payment()
		p.From, p.To, p.Against = "R-1", owner, ""
		l, err = l.Pay(closed.Next(), civil.MustDate("9999-12-31"), p)
		require.NoError(t, err)
		for e := range l.Entries() { // the bank returns a payment
			if e.ID == p.Posting() {
				l, err = l.Void(closed.Next(), civil.MustDate("9999-12-31"), ledger.Void{Payment: p.ID, On: p.On, Known: p.Known})
				require.NoError(t, err)
			}
		}
		after, err := l.Allocate(rule, ledger.Receivable, closed.Last(), told...)
		require.NoError(t, err)
		require.Equal(t, before, after)
	})
}
