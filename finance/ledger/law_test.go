package ledger_test

import (
	"encoding/json"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// The laws hold over random histories: obligations of several clauses,
// parties and currencies with adjustments, payments in and out, some late,
// costs, moves between accounts, reversals and reversals of reversals.
const histories = 60

var (
	parties    = []accrual.Party{"R-1", "R-2", "M-1", "M-2"}
	currencies = []finance.Currency{finance.RUB, finance.KZT}
	controls   = []ledger.Account{ledger.Receivable, ledger.Payable, ledger.Makers}
	start      = civil.MustDate("2026-01-01")
)

// author writes a history.
type author struct {
	*rand.Rand
	n int
}

func newAuthor(seed int) *author { return &author{Rand: rand.New(rand.NewPCG(uint64(seed), 2026))} }

func pick[T any](a *author, list []T) T { return list[a.IntN(len(list))] }

func (a *author) next() string { a.n++; return strconv.Itoa(a.n) }

func (a *author) day() civil.Date { return start.AddDays(a.IntN(150)) }

func (a *author) money() finance.Money {
	return finance.Minor(int64(a.IntN(100_000)), pick(a, currencies))
}

func (a *author) obligation() accrual.Obligation {
	clause := pick(a, []string{"base rent", "turnover rent", "deposit", "proceeds", "commission", "incentive"})
	in := a.day().Month()
	o := owed(clause, pick(a, parties), owner, in.String(), "0.00")
	if clause == "proceeds" || clause == "incentive" {
		o.Debtor, o.Creditor = o.Creditor, o.Debtor
	}
	o.Net, o.Cutoff, o.Due = a.money(), in.First().AddDays(a.IntN(40)), in.First().AddDays(a.IntN(60))
	if a.IntN(3) == 0 { // it corrects the month before
		o.For, o.Slot = in.Prev(), in.Prev().Period()
		o.Net, _ = o.Net.Neg()
	}
	if clause == "base rent" || clause == "commission" {
		o.Tax, _ = o.Net.MulDiv(1, 5, finance.HalfUp)
	}
	return o
}

func (a *author) payment() ledger.Payment {
	p := ledger.Payment{ID: "P-" + a.next(), From: pick(a, parties), To: owner, On: a.day(), Amount: a.money()}
	p.Amount, _ = p.Amount.Add(finance.Minor(1, p.Amount.Currency()))
	p.Known = p.On.AddDays(a.IntN(40))
	if a.IntN(2) == 0 {
		p.From, p.To, p.Against = owner, p.From, pick(a, []ledger.Account{"", ledger.Makers, ledger.Deposits})
	}
	return p
}

func (a *author) entry() ledger.Entry {
	m := a.money()
	minus, _ := m.Neg()
	e := ledger.Entry{ID: uuid.NewSHA1(uuid.NameSpaceOID, []byte(a.next())), On: a.day(), Text: "entry"}
	e.Due = e.On.AddDays(a.IntN(60))
	side := pick(a, []ledger.Line{
		{Account: "expenses:power", Amount: m}, {Account: "assets:cash:till", Amount: m},
		{Account: "assets:receivable:old", Party: pick(a, parties), Amount: m},
	})
	e.Lines = []ledger.Line{side, pick(a, []ledger.Line{
		{Account: ledger.Payable, Party: pick(a, parties), Amount: minus}, {Account: ledger.Cash, Amount: minus},
		{Account: ledger.Receivable, Party: pick(a, parties), Amount: minus}, {Account: ledger.Subsidies, Amount: minus},
	})}
	return e
}

// step is one call that enters something.
func (a *author) step(t *testing.T, l ledger.Ledger) ledger.Ledger {
	t.Helper()
	switch a.IntN(6) {
	case 0, 1:
		o := a.obligation()
		if _, known := l.Entry(o.Posting()); known {
			return l // another amount under the same key and close would be a conflict
		}
		return post(t, l, o)
	case 2, 3:
		in := a.day().Month()
		l, err := l.Pay(in, in.Last().AddDays(30), a.payment())
		require.NoError(t, err)
		return l
	case 4:
		return enter(t, l, a.entry())
	}
	return a.reverse(t, l)
}

func (a *author) reverse(t *testing.T, l ledger.Ledger) ledger.Ledger {
	t.Helper()
	if l.Len() == 0 {
		return l
	}
	e := pick(a, entries(l))
	if e.Lock != (ledger.Lock{}) {
		return l // Unlock opens it
	}
	next, err := l.Reverse(e.ID, e.Day().AddDays(a.IntN(30)))
	if err != nil {
		require.ErrorIs(t, err, finance.ErrConflict) // reversed already
		require.True(t, slices.ContainsFunc(entries(l), func(o ledger.Entry) bool { return o.Reverses == e.ID }))
	}
	return next
}

func (a *author) history(t *testing.T, steps int) ledger.Ledger {
	t.Helper()
	l := ledger.New(owner)
	for range steps {
		l = a.step(t, l)
	}
	return l
}

// overHistories runs a law on ledgers of random histories.
func overHistories(t *testing.T, law func(t *testing.T, a *author, l ledger.Ledger)) {
	t.Helper()
	for seed := range histories {
		a := newAuthor(seed)
		law(t, a, a.history(t, 10+2*seed))
	}
}

// Every entry sums to zero in each currency, and so does the trial balance at
// each date. It agrees with sums made by hand over the entries.
func TestLawBooksBalance(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		for e := range l.Entries() {
			require.NoError(t, e.Validate())
		}
		for _, at := range []civil.Date{a.day(), a.day(), start.AddDays(-1), start.AddDays(400)} {
			byHand := map[string]int64{}
			for e := range l.Entries() {
				for _, n := range e.Lines {
					if !e.Day().After(at) {
						byHand[string(n.Account)+n.Amount.Currency().Code()] += n.Amount.Minor()
					}
				}
			}
			trial := l.TrialBalance(at)
			require.Equal(t, at, trial.At)
			require.Len(t, trial.Rows, len(byHand))
			sums := map[finance.Currency][3]int64{}
			for i, r := range trial.Rows {
				require.True(t, i == 0 || trial.Rows[i-1].Account < r.Account ||
					trial.Rows[i-1].Account == r.Account && trial.Rows[i-1].Balance.Currency().Code() < r.Balance.Currency().Code())
				require.Equal(t, byHand[string(r.Account)+r.Balance.Currency().Code()], r.Balance.Minor())
				require.Equal(t, r.Debit.Minor()-r.Credit.Minor(), r.Balance.Minor())
				require.False(t, r.Debit.Sign() < 0 || r.Credit.Sign() < 0)
				s := sums[r.Balance.Currency()]
				sums[r.Balance.Currency()] = [3]int64{s[0] + r.Balance.Minor(), s[1] + r.Debit.Minor(), s[2] + r.Credit.Minor()}
			}
			for _, s := range sums {
				require.Zero(t, s[0])
				require.Equal(t, s[1], s[2])
			}
			for _, m := range l.Balance("", at) {
				require.True(t, m.IsZero())
			}
		}
	})
}

// However a list is cut into calls, and whatever is handed in again, the books
// are the same.
func TestLawPostingTwiceIsPostingOnce(t *testing.T) {
	for seed := range histories {
		a := newAuthor(seed)
		var list []accrual.Obligation
		var money []ledger.Payment
		seen := map[uuid.UUID]bool{}
		for range 5 + seed {
			if o := a.obligation(); !seen[o.Posting()] {
				seen[o.Posting()] = true
				list = append(list, o)
			}
			money = append(money, a.payment())
		}
		once := pay(t, post(t, ledger.New(owner), list...), money...)
		l := ledger.New(owner)
		for i := 0; i < len(list); {
			to := min(i+1+a.IntN(4), len(list))
			from := a.IntN(i + 1) // a retry of some that were posted
			l = post(t, post(t, l, list[from:to]...), list[i:to]...)
			i = to
		}
		for i := range money {
			l = pay(t, pay(t, l, money[:i+1]...), money[a.IntN(i+1)])
		}
		require.Equal(t, entries(once), entries(pay(t, post(t, l, list...), money...)))
	}
}

// What is entered and reversed on one day leaves everything as it was, at every
// date and for every fold, and the reversal of the reversal brings it back.
func TestLawReversalReturnsEverything(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		more := l
		for more.Len() == l.Len() {
			more = a.step(t, l)
		}
		added := entries(more)[l.Len()]
		back, err := more.Reverse(added.ID, added.Day())
		require.NoError(t, err)
		again, err := back.Reverse(entries(back)[back.Len()-1].ID, added.Day())
		require.NoError(t, err)
		for _, at := range []civil.Date{a.day(), added.Day(), added.Day().AddDays(-1), start.AddDays(400)} {
			require.Equal(t, seen(t, l, at), seen(t, back, at))
			require.Equal(t, seen(t, more, at), seen(t, again, at))
		}
	})
}

// seen is what the folds show at a date, without lines that are zero.
func seen(t *testing.T, l ledger.Ledger, at civil.Date) any {
	t.Helper()
	sums := map[string]string{}
	for _, r := range l.TrialBalance(at).Rows {
		if !r.Balance.IsZero() {
			sums[string(r.Account)+r.Balance.Currency().Code()] = r.Balance.String()
		}
	}
	var open []ledger.Open
	for _, root := range controls {
		open = append(open, l.Open(root, at)...)
	}
	for _, p := range parties {
		for _, s := range l.Statement(p, civil.Period{From: start, To: at.AddDays(1)}).Sections {
			if !s.Closing.IsZero() {
				sums[string(p)+s.Closing.Currency().Code()] = s.Closing.String()
			}
		}
	}
	for _, c := range l.Cash(civil.Period{From: at.Month().First(), To: at.AddDays(1)}) {
		sums["in "+c.Currency().Code()], sums["out "+c.Currency().Code()] = zeroless(c.In), zeroless(c.Out)
		sums["own "+c.Currency().Code()] = zeroless(c.Own)
	}
	for key, text := range sums {
		if text == "" {
			delete(sums, key)
		}
	}
	return []any{sums, open}
}

func zeroless(m finance.Money) string {
	if m.IsZero() {
		return ""
	}
	return m.String()
}

// Opening, charged and paid give the closing, which opens the next period, and
// all statements together are the control accounts.
func TestLawStatementsChain(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		cut := start.AddDays(1 + a.IntN(100))
		first, second := civil.Period{From: start, To: cut}, civil.Period{From: cut, To: cut.AddDays(1 + a.IntN(60))}
		sums := map[finance.Currency]int64{}
		lines := 0
		for _, p := range l.Parties() {
			for _, c := range currencies {
				before, after := l.Statement(p, first).Section(c), l.Statement(p, second).Section(c)
				require.Equal(t, before.Closing, after.Opening)
				require.True(t, before.Opening.IsZero())
				for _, s := range []ledger.Section{before, after, l.Statement(p, civil.Period{From: start}).Section(c)} {
					requireSection(t, s)
				}
				sums[c] += after.Closing.Minor()
				lines += len(before.Lines) + len(after.Lines)
			}
		}
		settled := 0
		for e := range l.Entries() {
			for _, n := range e.Lines {
				if e.Day().Before(second.To) && slices.ContainsFunc(controls, n.Account.In) {
					settled++
				}
			}
		}
		require.Equal(t, settled, lines)
		for _, c := range currencies {
			total := int64(0)
			for _, root := range controls {
				total += l.Balance(root, second.To.AddDays(-1)).Of(c).Minor()
			}
			require.Equal(t, total, sums[c])
		}
	})
}

func requireSection(t *testing.T, s ledger.Section) {
	t.Helper()
	require.Equal(t, s.Closing.Minor(), s.Opening.Minor()+s.Charged.Minor()-s.Paid.Minor())
	sum := s.Opening.Minor()
	for i, n := range s.Lines {
		sum += n.Debit().Minor() - n.Credit().Minor()
		require.True(t, i == 0 || !n.Counts.Before(s.Lines[i-1].Counts))
	}
	require.Equal(t, s.Closing.Minor(), sum)
}

// Ageing partitions the open items: what it totals is the control account's
// balance, at each date and in each currency. Nobody has items open and money
// ahead at once.
func TestLawAgeingIsTheControlAccount(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		for _, at := range []civil.Date{a.day(), a.day(), start.AddDays(200)} {
			for _, root := range append(controls, "assets:receivable:old") {
				aged, err := l.Ageing(root, at, 10, 30, 60)
				require.NoError(t, err)
				open := l.Open(root, at)
				require.Len(t, aged.Rows, len(open))
				for _, c := range currencies {
					require.Equal(t, l.Balance(root, at).Of(c), aged.Total(c).Total)
				}
				for i, r := range aged.Rows {
					require.Equal(t, open[i].Party, r.Party)
					require.Equal(t, r.Total.Minor(), r.NotDue.Minor()+r.Arrears().Minor()+r.Ahead.Minor())
					require.True(t, len(open[i].Items) == 0 || r.Ahead.IsZero())
					requireItems(t, open[i])
				}
			}
		}
	})
}

// What is open with one party is what is open with it among all, whatever was
// reversed and whatever was late.
func TestLawOpenWithIsOpen(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		for _, at := range []civil.Date{a.day(), a.day(), start.AddDays(-1), start.AddDays(200)} {
			for _, root := range append(controls, "assets:receivable:old") {
				all := l.Open(root, at)
				for _, p := range append(parties, "nobody") {
					want := slices.DeleteFunc(slices.Clone(all), func(o ledger.Open) bool { return o.Party != p })
					require.Equal(t, want, l.OpenWith(p, root, at), "%s in %s at %v", p, root, at)
				}
			}
		}
	})
}

func requireItems(t *testing.T, o ledger.Open) {
	t.Helper()
	sum := o.Ahead.Minor()
	for i, item := range o.Items {
		sum += item.Left.Minor()
		require.Equal(t, item.Amount.Sign(), item.Left.Sign())
		require.LessOrEqual(t, abs(item.Left), abs(item.Amount))
		require.True(t, i == 0 || !item.Due.Before(o.Items[i-1].Due))
	}
	require.Equal(t, o.Total.Minor(), sum)
}

func abs(m finance.Money) int64 { return max(m.Minor(), -m.Minor()) }

// Cash is opening, in and out, and what is left is the account's balance.
func TestLawCash(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		p := civil.Period{From: a.day()}
		p.To = p.From.AddDays(1 + a.IntN(60))
		for _, c := range l.Cash(p) {
			require.Equal(t, c.Left.Minor(), c.Opening.Minor()+c.In.Minor()-c.Out.Minor())
			require.Equal(t, l.Balance(ledger.Cash, p.From.AddDays(-1)).Of(c.Currency()), c.Opening)
			require.Equal(t, l.Balance(ledger.Cash, p.To.AddDays(-1)).Of(c.Currency()), c.Left)
			require.Equal(t, c.Own.Minor(), c.Left.Minor()-c.ToMakers.Minor()-c.InDeposits.Minor()-c.InSubsidies.Minor())
		}
	})
}

// A ledger that was saved and read is the same ledger.
func TestLawReplay(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		text, err := json.Marshal(l)
		require.NoError(t, err)
		var read ledger.Ledger
		require.NoError(t, json.Unmarshal(text, &read))
		require.Equal(t, l.Owner(), read.Owner())
		require.Equal(t, entries(l), entries(read))
		at := a.day()
		require.Equal(t, seen(t, l, at), seen(t, read, at))
		again, err := json.Marshal(read)
		require.NoError(t, err)
		require.Equal(t, string(text), string(again))
		a2, b := *a, *a // both take what comes next alike
		r1, r2 := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(1, 2))
		a2.Rand, b.Rand = r1, r2
		require.Equal(t, entries(a2.step(t, l)), entries(b.step(t, read)))
	})
}

// What becomes known later changes no month that was closed.
func TestLawClosedMonthsStay(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		closed := civil.MustMonth("2026-03")
		before := seen(t, l, closed.Last())
		for range 5 {
			var err error
			l, err = l.Pay(closed.Next(), civil.MustDate("9999-12-31"), a.payment())
			require.NoError(t, err)
			o := a.obligation()
			o.In, o.Cutoff = closed.Next(), closed.Next().Last()
			o.For = closed
			if _, known := l.Entry(o.Posting()); !known {
				l = post(t, l, o)
			}
		}
		require.Equal(t, before, seen(t, l, closed.Last()))
	})
}

// One list of obligations in the ledgers of all parties: what one is owed, the
// other owes.
func TestLawEveryPartyTakesItsOwn(t *testing.T) {
	all := ledger.Chart{Rules: []ledger.Rule{{
		Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income", Tax: "liabilities:tax"},
		Owes: ledger.Accounts{Control: ledger.Payable, Net: "expenses", Tax: "assets:tax"},
	}}}
	for seed := range histories {
		a := newAuthor(seed)
		var list []accrual.Obligation
		books := map[accrual.Party]ledger.Ledger{}
		for range 5 + seed {
			o := a.obligation()
			o.Debtor = pick(a, parties)
			o.Creditor = pick(a, slices.DeleteFunc(slices.Clone(parties), func(p accrual.Party) bool { return p == o.Debtor }))
			o.Source = a.next()
			list = append(list, o)
		}
		for _, p := range parties {
			l, err := ledger.New(p).Post(all, list...)
			require.NoError(t, err)
			books[p] = l
		}
		year := civil.Period{From: start, To: start.AddYears(1)}
		for _, p := range parties {
			for _, q := range parties {
				for _, c := range currencies {
					mine, theirs := books[p].Statement(q, year).Section(c), books[q].Statement(p, year).Section(c)
					require.Equal(t, mine.Closing.Minor(), -theirs.Closing.Minor())
				}
			}
		}
	}
}

// Entering one by one costs about as much for each entry as before: four times
// the entries take some five times the memory, not sixteen. An old value stays
// what it was while others grow from it.
func TestLawEnteringIsNearlyLinear(t *testing.T) {
	cost := func(n int) uint64 {
		var list []ledger.Entry
		for i := range n {
			e := takings(0, "1.00")
			e.ID = uuid.NewSHA1(uuid.NameSpaceOID, []byte(strconv.Itoa(i)))
			list = append(list, e)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		l := ledger.New(owner)
		for _, e := range list {
			l = enter(t, l, e)
		}
		runtime.ReadMemStats(&after)
		require.Equal(t, n, l.Len())
		return after.TotalAlloc - before.TotalAlloc
	}
	require.Less(t, cost(4096), 8*cost(1024))
}

func TestLawOldValuesStay(t *testing.T) {
	a := newAuthor(7)
	l := ledger.New(owner)
	var values []ledger.Ledger
	var texts []string
	for range 40 {
		values, texts = append(values, l), append(texts, mustJSON(l))
		for range 3 {
			a.step(t, l) // a branch that nobody keeps
		}
		l = a.step(t, l)
	}
	for i := range values {
		require.Equal(t, texts[i], mustJSON(values[i]))
	}
}

func mustJSON(l ledger.Ledger) string { b, _ := json.Marshal(l); return string(b) }
