package settlement_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/settlement"
)

// January of a maker, 7,000 after the fee. At 90 it is 77.78 dollars (77.777…),
// from 7 March on at 92.5 it is 75.68 (75.675…).
func TestAnotherCurrency(t *testing.T) {
	books := posted(t, ledger.New(shop), owes("2026-01", "proceeds", "10000.00 RUB", "2026-02-10"), owes("2026-01", "fee", "3000.00 RUB", "2026-02-10"))
	for _, c := range []struct {
		name, on                  string
		terms                     settlement.Terms
		pay, carried, paid, since string
	}{
		{"at the rate of February", "2026-03-06", settlement.Terms{}, "7000.00 RUB", "0.00 RUB", "77.78 USD", "2026-02-10"},
		{"at the rate of March", "2026-03-07", settlement.Terms{}, "7000.00 RUB", "0.00 RUB", "75.68 USD", "2026-03-07"},
		{"a minimum in dollars", "2026-03-06", settlement.Terms{Minimum: money("77.79 USD")}, "0.00 RUB", "7000.00 RUB", "", ""},
		{"a minimum in dollars that is met", "2026-03-06", settlement.Terms{Minimum: money("77.78 USD")}, "7000.00 RUB", "0.00 RUB", "77.78 USD", "2026-02-10"},
		{"a minimum in roubles", "2026-03-06", settlement.Terms{Minimum: money("7000.01 RUB")}, "0.00 RUB", "7000.00 RUB", "", ""},
		{"a minimum in neither", "2026-03-06", settlement.Terms{Minimum: money("7000.01 EUR")}, "7000.00 RUB", "0.00 RUB", "77.78 USD", "2026-02-10"},
		{"nothing is due, so no rate is asked", "2026-02-09", settlement.Terms{}, "0.00 RUB", "0.00 RUB", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.terms.Party, c.terms.Account, c.terms.Currency = maker, ledger.Makers, finance.USD
			got, err := settlement.View{Books: books, Exchange: exchange}.Propose(day(c.on), c.terms)
			require.NoError(t, err)
			require.Len(t, got, 1)
			require.Equal(t, []string{c.pay, c.carried}, []string{got[0].Pay.String(), got[0].Carried.String()})
			if c.paid == "" {
				require.Zero(t, got[0].Converted)
				return
			}
			require.Equal(t, money(c.paid), got[0].Converted.Amount)
			require.Equal(t, day(c.since), got[0].Converted.On)
			require.Equal(t, "central bank (fictional)", got[0].Converted.Source)
		})
	}
}

// Half a cent is paid as one, at 90 roubles a dollar; less than half cannot be.
func TestLessThanAMinorUnit(t *testing.T) {
	books := posted(t, ledger.New(shop), owes("2026-01", "proceeds", "0.44 RUB", "2026-02-10"))
	terms := settlement.Terms{Party: maker, Account: ledger.Makers, Currency: finance.USD}
	got, err := settlement.View{Books: books, Exchange: exchange}.Propose(day("2026-03-01"), terms)
	require.NoError(t, err)
	require.Equal(t, money("0.44 RUB"), got[0].Carried)
	require.Zero(t, got[0].Converted)
	require.Nil(t, got[0].Instructions(got[0].Ready[0].Entry))
	books = posted(t, ledger.New(shop), owes("2026-01", "proceeds", "0.45 RUB", "2026-02-10"))
	got, err = settlement.View{Books: books, Exchange: exchange}.Propose(day("2026-03-01"), terms)
	require.NoError(t, err)
	require.Equal(t, []finance.Money{money("0.45 RUB"), money("0.01 USD")}, []finance.Money{got[0].Pay, got[0].Converted.Amount})
}

func TestPayoutsEachTheirWay(t *testing.T) {
	books := posted(t, ledger.New(shop), owes("2026-01", "proceeds", "4500.00 RUB", "2026-02-10"))
	view := settlement.View{Books: books, Exchange: exchange}
	terms := settlement.Terms{Party: maker, Account: ledger.Makers, Currency: finance.USD}
	got, err := view.Propose(day("2026-03-01"), terms)
	require.NoError(t, err)
	_, err = got[0].Payment("P", shop)
	require.EqualError(t, err, `"M-1" is owed 4500.00 RUB and paid 50.00 USD: currency`)
	_, err = got[0].Entry("P", "assets:takings", exchange)
	require.EqualError(t, err, "cash: out of range")
	e, err := got[0].Entry("P", "", exchange)
	require.NoError(t, err)
	require.Equal(t, "payout: 4500.00 RUB = 50.00 USD at 1/90 of 2026-02-10, central bank (fictional)", e.Text)
	require.Equal(t, []ledger.Line{
		{Account: ledger.Makers, Party: maker, Amount: money("4500.00 RUB")}, {Account: ledger.Conversion, Amount: money("-4500.00 RUB")},
		{Account: ledger.Cash, Amount: money("-50.00 USD")}, {Account: ledger.Conversion, Amount: money("50.00 USD")},
	}, e.Lines)
	require.Equal(t, []ledger.Instruction{{Credit: e.ID, Item: got[0].Ready[0].Entry, Amount: money("4500.00 RUB"), Known: day("2026-03-01")}}, got[0].Instructions(e.ID))
	for range 2 {
		books, err = books.Enter(e)
		require.NoError(t, err)
	}
	require.Equal(t, money("-50.00 USD"), books.Balance(ledger.Cash, day("2026-03-01")).Of(finance.USD))
	view = settlement.View{Books: books, Exchange: exchange, Rule: ledger.OldestFirst("C-1"), Told: got[0].Instructions(e.ID)}
	again, err := view.Propose(day("2026-03-01"), terms)
	require.NoError(t, err)
	require.Empty(t, again, "nothing is open")

	terms.Currency = finance.RUB // that in which it is owed
	got, err = settlement.View{Books: posted(t, ledger.New(shop), owes("2026-01", "proceeds", "4500.00 RUB", "2026-02-10")), Exchange: exchange}.Propose(day("2026-03-01"), terms)
	require.NoError(t, err)
	require.Zero(t, got[0].Converted)
	_, err = got[0].Entry("P", "", exchange)
	require.ErrorIs(t, err, finance.ErrCurrency)
	_, err = got[0].Payment("P", shop)
	require.NoError(t, err)
	_, err = settlement.Proposal{Party: maker}.Entry("P", "", exchange)
	require.ErrorIs(t, err, finance.ErrMissing)
	_, _, err = settlement.Proposal{Party: maker}.Foreign("P", money("1.00 RUB"))
	require.ErrorIs(t, err, finance.ErrMissing)
}

// A debt of 100 dollars, carried at 9,000 roubles, is paid by 9,250: the books
// lose 250.
func TestForeignDebt(t *testing.T) {
	o := owes("2026-01", "proceeds", "100.00 USD", "2026-02-10")
	o.Tax = finance.Zero(finance.USD)
	view := settlement.View{Books: posted(t, ledger.New(shop), o), Exchange: exchange}
	terms := settlement.Terms{Party: maker, Account: ledger.Makers, Currency: finance.RUB}
	got, err := view.Propose(day("2026-03-08"), terms)
	require.NoError(t, err)
	require.Equal(t, settlement.Converted{Amount: money("9250.00 RUB"), Rate: finance.MustNumber("92.5"), On: day("2026-03-07"), Source: "central bank (fictional)"}, got[0].Converted)
	f, r, err := got[0].Foreign("PO-1", money("9000.00 RUB"))
	require.NoError(t, err)
	books, done, err := view.Books.Settle(exchange, f, r)
	require.NoError(t, err)
	require.Equal(t, []string{"-250.00 RUB", "0.00 RUB", "0.00 USD"}, []string{done.ByItem.String(), done.ByPayment.String(), done.Left.Amount.String()})
	require.Equal(t, money("0.00 USD"), books.Balance(ledger.Makers, day("2026-03-08")).Of(finance.USD))
	require.Equal(t, money("-9250.00 RUB"), books.Balance(ledger.Cash, day("2026-03-08")).Of(finance.RUB))
	require.Equal(t, money("250.00 RUB"), books.Balance("expenses:exchange", day("2026-03-08")).Of(finance.RUB))

	terms.Currency = 0 // paid as it is owed
	got, err = view.Propose(day("2026-03-08"), terms)
	require.NoError(t, err)
	_, r, err = got[0].Foreign("PO-1", money("9000.00 RUB"))
	require.NoError(t, err)
	require.Equal(t, ledger.Receipt{ID: "PO-1", On: day("2026-03-08"), Paid: money("100.00 USD"), Applied: money("100.00 USD")}, r)
}

func TestRatesRefused(t *testing.T) {
	books := posted(t, ledger.New(shop), owes("2026-01", "proceeds", "4500.00 RUB", "2026-02-10"))
	makers := settlement.Terms{Party: maker, Account: ledger.Makers, Currency: finance.EUR}
	others := settlement.Terms{Party: "M-2", Account: "liabilities:makers", Currency: finance.EUR}
	same := settlement.Terms{Party: maker, Account: "liabilities:payable", Currency: finance.USD}
	_, err := settlement.View{Books: books, Exchange: exchange}.Propose(day("2026-03-01"), others, same, makers)
	require.EqualError(t, err, "terms[2].currency: rate of RUB in EUR on 2026-03-01: unknown")
	require.ErrorIs(t, err, finance.ErrUnknown)
	_, err = settlement.Propose(books, day("2026-03-01"), nil, makers)
	require.ErrorContains(t, err, "exchange.books: missing")
	_, err = settlement.View{Books: books}.Draw(maker, month("2026-02").Period(), makers)
	require.ErrorContains(t, err, "exchange.books: missing")
	makers.Currency = 255 // none of the table
	require.ErrorContains(t, makers.Validate(), "currency: ")
	s, err := settlement.View{Books: books, Exchange: exchange}.Draw(maker, month("2026-02").Period(), settlement.Terms{Party: maker, Account: ledger.Makers, Currency: finance.USD})
	require.NoError(t, err)
	require.Contains(t, s.String(), "  to be paid on 2026-03-01         4500.00\n              = 50.00 USD at 1/90 of 2026-02-10, central bank (fictional)\n")
}

// Instructions of other accounts, and those known later, are nothing to a
// proposal; what is wrong is named by its place in the whole list.
func TestToldOfSeveralAccounts(t *testing.T) {
	payable := owes("2026-01", "stand", "500.00 RUB", "2026-02-10")
	rules := ledger.Chart{Rules: append([]ledger.Rule{{Clause: "stand", Owes: ledger.Accounts{Control: ledger.Payable, Net: "expenses:stand"}}}, chart.Rules...)}
	january, february := owes("2026-01", "proceeds", "100.00 RUB", "2026-02-10"), owes("2026-02", "proceeds", "300.00 RUB", "2026-03-10")
	books, err := ledger.New(shop).Post(rules, payable, january, february)
	require.NoError(t, err)
	on := day("2026-03-10")
	pay := func(id, amount string, against ledger.Account) ledger.Payment {
		return ledger.Payment{ID: id, From: shop, To: maker, On: on, Known: on, Amount: money(amount), Against: against}
	}
	books, err = books.Pay(month("2026-03"), day("2026-04-01"), pay("A", "200.00 RUB", ledger.Payable), pay("B", "300.00 RUB", ledger.Makers))
	require.NoError(t, err)
	told := []ledger.Instruction{
		{Payment: "A", Item: payable.Posting(), Amount: money("200.00 RUB"), Known: on},
		{Payment: "B", Item: february.Posting(), Amount: money("300.00 RUB"), Known: on},
		{Payment: "later", Item: february.Posting(), Amount: money("300.00 RUB"), Known: on.AddDays(1)},
	}
	view := settlement.View{Books: books, Rule: ledger.OldestFirst("C-1"), Told: told}
	got, err := view.Propose(on, settlement.Terms{Party: maker}, settlement.Terms{Party: maker, Account: ledger.Makers})
	require.NoError(t, err)
	require.Len(t, got, 2)
	require.Equal(t, money("300.00 RUB"), got[0].Pay)
	require.Equal(t, january.Posting(), got[1].Ready[0].Entry)
	require.Equal(t, money("100.00 RUB"), got[1].Pay)

	view.Told[1].Amount = money("300.01 RUB")
	_, err = view.Propose(on, settlement.Terms{Party: maker, Account: ledger.Makers})
	require.EqualError(t, err, "told[1].amount: 300.01 RUB, and the payment has 300.00 RUB: conflict")
	view.Told[1] = ledger.Instruction{Payment: "C", Item: february.Posting(), Amount: money("1.00 RUB"), Known: on}
	_, err = view.Propose(on, settlement.Terms{Party: maker, Account: ledger.Makers})
	require.EqualError(t, err, "told[1].payment: unknown")
	_, err = settlement.View{Books: books, Told: told}.Propose(on, settlement.Terms{Party: maker})
	require.ErrorContains(t, err, "rule.source: missing")
	_, err = settlement.View{Books: books, Rule: ledger.Allocation{Exact: true}}.Propose(on, settlement.Terms{Party: maker})
	require.ErrorContains(t, err, "rule.source: missing")
}

// What was paid for an item that was reversed waits for it: it is taken off what
// is ready, due first.
func TestPaidForWhatWasReversed(t *testing.T) {
	january, february := owes("2026-01", "proceeds", "100.00 RUB", "2026-02-10"), owes("2026-02", "proceeds", "300.00 RUB", "2026-03-10")
	march := owes("2026-02", "proceeds", "30.00 RUB", "2026-03-09")
	march.Agreement = "C-2"
	books := posted(t, ledger.New(shop), january, february, march)
	on := day("2026-03-10")
	books, err := books.Pay(month("2026-03"), day("2026-04-01"), ledger.Payment{ID: "B", From: shop, To: maker, On: on, Known: on, Amount: money("100.00 RUB"), Against: ledger.Makers})
	require.NoError(t, err)
	books, err = books.Reverse(january.Posting(), on)
	require.NoError(t, err)
	view := settlement.View{Books: books, Rule: ledger.OldestFirst("C-1"), Told: []ledger.Instruction{{Payment: "B", Item: january.Posting(), Amount: money("100.00 RUB"), Known: on}}}
	got, err := view.Propose(on, settlement.Terms{Party: maker, Account: ledger.Makers})
	require.NoError(t, err)
	require.Equal(t, []string{"230.00 RUB", "0.00 RUB", "230.00 RUB"}, []string{got[0].Owed.String(), got[0].Ahead.String(), got[0].Pay.String()})
	require.Len(t, got[0].Ready, 1, "30 and 70 are taken off")
	require.Equal(t, money("230.00 RUB"), got[0].Ready[0].Left)
	got, err = view.Propose(day("2026-03-09"), settlement.Terms{Party: maker, Account: ledger.Makers})
	require.NoError(t, err)
	require.Equal(t, money("430.00 RUB"), got[0].Owed, "the payment is of the next day")
}
