package ledger_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// March's rent is known on 4 April, the day before the cut-off; the payment of
// 30 March on the 31st, a cost without a day of its own on the day it counts.
func TestAsKnown(t *testing.T) {
	l := post(t, ledger.New(owner), rent("2026-03", "45000.00"))
	p := paid("P-1", studio, "2026-03-30", "100.00")
	l = enter(t, pay(t, l, p), power7(1, "2026-04-02"))
	late := power7(2, "2026-03-15")
	late.Known = day("2026-04-20")
	l = enter(t, l, late)
	for known, want := range map[string][2]string{ // receivable and cash at the end of March
		"2026-03-31": {"0.00 RUB", "0.00 RUB"}, "2026-04-01": {"-100.00 RUB", "100.00 RUB"},
		"2026-04-04": {"-100.00 RUB", "100.00 RUB"}, "2026-04-05": {"44900.00 RUB", "100.00 RUB"},
		"2026-04-20": {"44900.00 RUB", "100.00 RUB"}, "2026-04-21": {"44900.00 RUB", "93.00 RUB"},
	} {
		then := l.AsKnown(day(known))
		require.Equal(t, want, [2]string{balance(then, ledger.Receivable, "2026-03-31"), balance(then, ledger.Cash, "2026-03-31")}, known)
	}
	require.Equal(t, "100.00 RUB", balance(l.AsKnown(day("2026-04-02")), ledger.Cash, "2026-04-02"))
	require.Equal(t, "93.00 RUB", balance(l.AsKnown(day("2026-04-03")), ledger.Cash, "2026-04-02"))
	then := l.AsKnown(day("2026-04-01"))
	require.Equal(t, 1, then.Len())
	require.Equal(t, []ledger.Entry{entries(l)[1]}, entries(then))
	require.Empty(t, slices.Collect(then.Since(1)))
	require.Equal(t, []accrual.Party{studio}, then.Parties())
	require.Empty(t, l.AsKnown(day("2026-03-31")).Parties())
	_, ok := then.Entry(id(1))
	require.False(t, ok)
	require.Equal(t, then, then.AsKnown(day("2026-05-01"))) // it does not learn
	require.Len(t, then.Statement(studio, whole("2026-03")).Section(finance.RUB).Lines, 1)
}

// As known on the last day is the balance; what becomes known later changes no
// balance as known before, at any date; and a lock makes that hold for all that
// is entered after it, whatever it claims.
func TestLawAsKnown(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		for _, at := range []civil.Date{a.day(), start.AddDays(400)} {
			require.Equal(t, l.TrialBalance(at), l.AsKnown(day("9999-12-31")).TrialBalance(at))
			sums := map[string]int64{} // by hand
			known := a.day()
			for e := range l.Entries() {
				if when := e.Known; when.Before(known) && (!when.IsZero() || e.Day().Before(known)) && !e.Day().After(at) {
					for _, n := range e.Lines {
						sums[string(n.Account)+n.Amount.Currency().Code()] += n.Amount.Minor()
					}
				}
			}
			rows := l.AsKnown(known).TrialBalance(at).Rows
			require.Len(t, rows, len(sums))
			total := map[finance.Currency]int64{}
			for _, r := range rows {
				require.Equal(t, sums[string(r.Account)+r.Balance.Currency().Code()], r.Balance.Minor())
				total[r.Balance.Currency()] += r.Balance.Minor()
			}
			for _, n := range total {
				require.Zero(t, n)
			}
		}
		cut := a.day()
		at := []civil.Date{a.day(), cut, start.AddDays(400)}
		var before []any
		for _, d := range at {
			before = append(before, seen(t, l.AsKnown(cut), d))
		}
		more := l
		for range 10 {
			e := a.entry()
			e.Known = cut.AddDays(a.IntN(100))
			more = enter(t, more, e)
		}
		requireSeen(t, before, more.AsKnown(cut), at)
		locked := lock(t, more, cut.String(), cut.Month().Prev().String(), ledger.MoveLate)
		for range 10 {
			locked = a.step(t, locked)
		}
		requireSeen(t, before, locked.AsKnown(cut), at)
	})
}

func requireSeen(t *testing.T, want []any, l ledger.Ledger, at []civil.Date) {
	t.Helper()
	for i, d := range at {
		require.Equal(t, want[i], seen(t, l, d))
	}
}

// No balance of a locked month ever changes, by whatever verb; the books that
// are saved and read, and those that a store gives back, are the same.
func TestLawLockedMonthsStay(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		m := a.day().Month()
		l = lock(t, l, m.Next().First().AddDays(a.IntN(20)).String(), m.String(), ledger.MoveLate)
		at := []civil.Date{m.Last(), m.Last().AddDays(-a.IntN(40)), m.First()}
		var before []any
		for _, d := range at {
			before = append(before, seen(t, l, d))
		}
		for range 20 {
			l = a.step(t, l)
		}
		requireSeen(t, before, l, at)
		loaded, err := ledger.Load(stored(t, l), owner)
		require.NoError(t, err)
		require.Equal(t, mustJSON(l), mustJSON(loaded))
		var read ledger.Ledger
		require.NoError(t, read.UnmarshalJSON([]byte(mustJSON(l))))
		require.Equal(t, mustJSON(l), mustJSON(read))
		require.Equal(t, l.Locked(), read.Locked())
	})
}

// Orders of calls, retries and processes: whoever writes what first, each event
// stands once, balances, and a replay gives the same state.
func TestLawManyWritersOneBook(t *testing.T) {
	for seed := range histories {
		a := newAuthor(seed)
		var jobs []func(ledger.Ledger) (ledger.Ledger, error)
		want := map[string]bool{}
		for range 5 + seed/2 {
			o, p, e := a.obligation(), a.payment(), a.entry()
			if key := o.Posting().String(); !want[key] {
				want[key] = true
				jobs = append(jobs, posting(o))
			}
			want[p.Posting().String()], want[e.ID.String()] = true, true
			jobs = append(jobs,
				func(l ledger.Ledger) (ledger.Ledger, error) { return l.Pay(month("2026-01"), day("9999-12-31"), p) },
				func(l ledger.Ledger) (ledger.Ledger, error) { return l.Enter(e) })
		}
		jobs = append(jobs, jobs...) // each comes twice, in whatever order
		a.Shuffle(len(jobs), func(i, k int) { jobs[i], jobs[k] = jobs[k], jobs[i] })
		s, books := new(ledger.Memory), []ledger.Ledger{ledger.New(owner), ledger.New(owner), ledger.New(owner)}
		for _, job := range jobs {
			who := a.IntN(3)
			var err error
			books[who], err = ledger.Update(s, books[who], job)
			require.NoError(t, err)
		}
		l, err := ledger.Load(s, owner)
		require.NoError(t, err)
		require.Equal(t, len(want), l.Len())
		for _, m := range l.Balance("", start.AddDays(a.IntN(400))) {
			require.True(t, m.IsZero())
		}
		again, err := ledger.Load(s, owner)
		require.NoError(t, err)
		require.Equal(t, mustJSON(l), mustJSON(again))
		for _, p := range l.Parties() {
			one, err := ledger.LoadParty(s, owner, p)
			require.NoError(t, err)
			year := civil.Period{From: start, To: start.AddDays(400)}
			require.Equal(t, l.Statement(p, year), one.Statement(p, year))
		}
	}
}
