package settlement_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/document"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/settlement"
)

// world is all that a statement is drawn from.
type world struct {
	settlement.View
	report document.Report // of January
}

// february is a shop that paid 2,000 in February, locked the month on 5 March and
// moves what comes for it later.
func february(t *testing.T) world {
	t.Helper()
	books := twoMonths(t)
	books, err := books.Pay(month("2026-02"), day("2026-03-01"), ledger.Payment{ID: "PO-1", From: shop, To: maker, On: day("2026-02-14"), Known: day("2026-02-14"), Amount: money("2000.00 RUB"), Against: ledger.Makers})
	require.NoError(t, err)
	books, err = books.Lock(day("2026-03-05"), month("2026-02"), ledger.MoveLate)
	require.NoError(t, err)
	january := owes("2026-01", "proceeds", "10000.00 RUB", "2026-02-10")
	report := reportOf(t, document.OnAcceptance, []document.Item{
		{Posting: january.Posting(), Fact: accrual.Ref{ID: "S-1", On: day("2026-01-10")}, Text: document.Words{EN: "Vase"}, Amount: money("1000.00 RUB")},
		{Posting: january.Posting(), Fact: accrual.Ref{ID: "S-2", On: day("2026-01-20")}, Text: document.Words{EN: "Bowl"}, Amount: money("9000.00 RUB")},
	}, january)
	return world{
		settlement.View{Books: books, Exchange: exchange, Rule: ledger.OldestFirst("C-1")},
		applied(t, report,
			document.Event{Action: document.Send, On: day("2026-02-04")}, document.Event{Action: document.Receive, On: day("2026-02-05")},
			document.Event{Action: document.AcceptLine, On: day("2026-02-20"), Line: 2}, document.Event{Action: document.Object, On: day("2026-02-20"), Line: 1, Reason: "sold for 1,500", Amount: money("1500.00 RUB")}),
	}
}

// drawn is the statement of a month as it is kept: as JSON, and as it is printed
// in both languages.
func (w world) drawn(t *testing.T, m string) (settlement.Statement, string) {
	t.Helper()
	period := month(m).Period()
	var err error
	w.Released, err = settlement.Reported(period.To.AddDays(-1), w.report)
	require.NoError(t, err)
	s, err := w.Draw(maker, period, settlement.Terms{Party: maker, Account: ledger.Makers, Report: true, Currency: finance.USD})
	require.NoError(t, err)
	return s, kept(t, s)
}

func kept(t *testing.T, s settlement.Statement) string {
	t.Helper()
	text, err := json.MarshalIndent(s, "", " ")
	require.NoError(t, err)
	b := bytes.NewBuffer(append(text, '\n'))
	for _, l := range []accrual.Language{accrual.English, accrual.Russian} {
		_, err = s.WriteText(b, settlement.Words{Language: l})
		require.NoError(t, err)
	}
	return b.String()
}

// later is what may become known after the lock, in any order.
var later = map[string]func(t *testing.T, w *world){
	"a correction of January": func(t *testing.T, w *world) {
		late := owes("2026-01", "proceeds", "-400.00 RUB", "2026-04-10")
		late.In, late.Cutoff = month("2026-03"), day("2026-04-01")
		w.Books = posted(t, w.Books, late)
	},
	"an obligation of the locked month": func(t *testing.T, w *world) {
		late := owes("2026-02", "proceeds", "90.00 RUB", "2026-02-20")
		late.Agreement = "C-9"
		w.Books = posted(t, w.Books, late)
	},
	"an entry of the locked month": func(t *testing.T, w *world) {
		w.enter(t, ledger.Entry{ID: uuid.MustParse("6d1cbf7c-93b5-5cf4-a0ff-5cbb3f39a3a1"), On: day("2026-02-27"), Known: day("2026-03-09"), Text: "found", Lines: []ledger.Line{
			{Account: ledger.Makers, Party: maker, Amount: money("-5.00 RUB")}, {Account: ledger.Cash, Amount: money("5.00 RUB")},
		}})
	},
	"a payment of February": func(t *testing.T, w *world) {
		w.pay(t, ledger.Payment{ID: "PO-0", From: shop, To: maker, On: day("2026-02-20"), Known: day("2026-03-10"), Amount: money("30.00 RUB"), Against: ledger.Makers})
	},
	"a payment of March, and what it is for": func(t *testing.T, w *world) {
		p := ledger.Payment{ID: "PO-2", From: shop, To: maker, On: day("2026-03-12"), Known: day("2026-03-12"), Amount: money("50.00 RUB"), Against: ledger.Makers}
		w.pay(t, p)
		w.Told = append(w.Told, ledger.Instruction{Payment: "PO-2", Item: owes("2026-02", "proceeds", "6000.00 RUB", "2026-03-10").Posting(), Amount: money("50.00 RUB"), Known: day("2026-03-12")})
	},
	"what the payment of February was for": func(t *testing.T, w *world) {
		w.Told = append(w.Told, ledger.Instruction{Payment: "PO-1", Item: owes("2026-02", "proceeds", "6000.00 RUB", "2026-03-10").Posting(), Amount: money("2000.00 RUB"), Known: day("2026-03-02")})
	},
	"the payment of February comes back": func(t *testing.T, w *world) {
		var err error
		w.Books, err = w.Books.Void(month("2026-03"), day("2026-04-01"), ledger.Void{Payment: "PO-1", On: day("2026-03-06"), Known: day("2026-03-06")})
		require.NoError(t, err)
	},
	"the fee of January is reversed": func(t *testing.T, w *world) {
		var err error
		w.Books, err = w.Books.Reverse(owes("2026-01", "fee", "3000.00 RUB", "2026-02-10").Posting(), day("2026-03-07"))
		require.NoError(t, err)
	},
	"a payout in dollars": func(t *testing.T, w *world) {
		view := w.View
		var err error
		view.Released, err = settlement.Reported(day("2026-03-15"), w.report)
		require.NoError(t, err)
		proposals, err := view.Propose(day("2026-03-15"), settlement.Terms{Party: maker, Account: ledger.Makers, Report: true, Currency: finance.USD})
		require.NoError(t, err)
		payout, err := proposals[0].Entry("PO-3", "", exchange)
		require.NoError(t, err)
		w.enter(t, payout)
		w.Told = append(w.Told, proposals[0].Instructions(payout.ID)...)
	},
	"the objection is withdrawn": func(t *testing.T, w *world) {
		w.report = applied(t, w.report, document.Event{Action: document.Withdraw, On: day("2026-03-08"), Line: 1})
	},
	"a rate of March": func(_ *testing.T, w *world) {
		w.Exchange.Rates = append(ledger.Rates(nil), w.Exchange.Rates...)
		w.Exchange.Rates[0].Rates = append(append(civil.Timeline[finance.Number](nil), w.Exchange.Rates[0].Rates...), civil.Entry[finance.Number]{From: day("2026-03-20"), Value: finance.MustNumber("95"), Source: "central bank (fictional)"})
	},
}

func (w *world) enter(t *testing.T, e ledger.Entry) {
	t.Helper()
	var err error
	w.Books, err = w.Books.Enter(e)
	require.NoError(t, err)
}

func (w *world) pay(t *testing.T, p ledger.Payment) {
	t.Helper()
	var err error
	w.Books, err = w.Books.Pay(month("2026-03"), day("2026-04-01"), p)
	require.NoError(t, err)
}

// February is closed: whatever becomes known later, its statement is the same to
// the byte, and that of March opens with its closing.
func TestClosedStatementStaysToTheByte(t *testing.T) {
	before, bytes := february(t).drawn(t, "2026-02")
	require.NotZero(t, before.Proposals[0].Converted)
	require.NotEmpty(t, before.Proposals[0].Held)
	_, march := february(t).drawn(t, "2026-03")
	for name, happens := range later {
		t.Run(name, func(t *testing.T) {
			w := february(t)
			happens(t, &w)
			_, again := w.drawn(t, "2026-02")
			require.Equal(t, bytes, again)
			next, changed := w.drawn(t, "2026-03")
			require.NotEqual(t, march, changed, "what has become known is in March")
			require.Equal(t, before.Sections[0].Closing, next.Sections[0].Opening)
		})
	}
	names := make([]string, 0, len(later))
	for name := range later {
		names = append(names, name)
	}
	for seed := range uint64(20) {
		w := february(t)
		rand.New(rand.NewPCG(seed, 2)).Shuffle(len(names), func(i, k int) { names[i], names[k] = names[k], names[i] })
		for i, name := range names {
			later[name](t, &w)
			_, again := w.drawn(t, "2026-02")
			require.Equal(t, bytes, again, names[:i+1])
		}
	}
}

// What was kept as JSON is read, written and printed the same.
func TestKeptStatementIsRead(t *testing.T) {
	for _, m := range []string{"2026-01", "2026-02", "2026-03"} {
		s, bytes := february(t).drawn(t, m)
		text, err := json.Marshal(s)
		require.NoError(t, err)
		var again settlement.Statement
		require.NoError(t, json.Unmarshal(text, &again))
		require.Equal(t, s, again)
		require.Equal(t, bytes, kept(t, again))
	}
}
