package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// goods are things of a maker that came, or went when the price is below zero.
func goods(n byte, on, price string) ledger.Entry {
	return entry(n, on, [3]string{"memo:goods", string(maker), price})
}

// Goods on commission stand off the balance until they are sold: then the
// maker's money is owed, and the commission is income.
func TestGoodsOnCommissionAreOffTheBalance(t *testing.T) {
	l := enter(t, ledger.New(owner), goods(1, "2026-03-01", "20000.00"))
	require.Empty(t, l.TrialBalance(day("2026-03-01")).Rows)
	require.Empty(t, l.Balance("", day("2026-03-01")))
	sale := takings(2, "8000.00")
	sale.Lines = append(sale.Lines, goods(2, "2026-03-05", "-8000.00").Lines...) // one event, on the balance and off it
	l = post(t, enter(t, l, sale, entry(3, "2026-03-06", [3]string{"memo:kept", string(studio), "5.00"})), owed("proceeds", owner, maker, "2026-03", "8000.00"))
	require.Equal(t, "12000.00 RUB", balance(l, ledger.Goods, "2026-03-31"))
	require.Equal(t, "20000.00 RUB", balance(l, ledger.Goods, "2026-03-04"))
	var rows []string
	for _, r := range l.TrialBalance(day("2026-03-31")).Rows {
		rows = append(rows, string(r.Account)+" "+r.Balance.String())
	}
	require.Equal(t, []string{"assets:cash 8000.00 RUB", "assets:takings 0.00 RUB", "liabilities:makers -8000.00 RUB"}, rows)
	off := l.OffBalance(day("2026-03-31"))
	require.Equal(t, []ledger.Row{
		{Account: "memo:goods", Debit: rub("20000.00"), Credit: rub("8000.00"), Balance: rub("12000.00")},
		{Account: "memo:kept", Debit: rub("5.00"), Credit: rub("0.00"), Balance: rub("5.00")},
	}, off)
	require.Equal(t, "-8000.00", number(l.Statement(maker, whole("2026-03")).Section(finance.RUB).Closing))

	back := reverse(t, l, id(1), "2026-04-01") // the maker never brought them
	require.Equal(t, "-8000.00 RUB", balance(back, ledger.Goods, "2026-04-01"))
	require.Equal(t, []ledger.PartyBalance{{"", rub("0.00")}, {maker, rub("0.00")}}, l.ByParty("", day("2026-03-31")))
	require.Equal(t, []ledger.PartyBalance{{maker, rub("12000.00")}, {studio, rub("5.00")}}, l.ByParty("memo", day("2026-03-31")))
}

func TestOffBalanceLinesAreHeldToRules(t *testing.T) {
	bare := goods(1, "2026-03-01", "5.00")
	bare.Lines[0].Party = ""
	require.ErrorContains(t, bare.Validate(), "lines[0].party: missing")
	mixed := power7(1, "2026-03-01")
	mixed.Month = month("2026-03")
	mixed.Lines[0].Amount = rub("7.01")
	mixed.Lines = append(mixed.Lines, goods(1, "2026-03-01", "-0.01").Lines...)
	require.ErrorIs(t, mixed.Validate(), finance.ErrConflict) // goods balance nothing
	require.True(t, ledger.Goods.OffBalance())
	require.False(t, ledger.Account("memory").OffBalance())
	for _, a := range []ledger.Accounts{
		{Control: ledger.Receivable, Net: ledger.Goods}, {Control: ledger.Receivable, Net: "income", Tax: "memo"}, {Control: ledger.Goods, Net: "income"},
	} {
		require.ErrorIs(t, ledger.Chart{Rules: []ledger.Rule{{Owed: a}}}.Validate(), finance.ErrRange)
	}
	p := paid("P-1", studio, "2026-03-01", "5.00")
	p.Against = ledger.Goods
	_, err := ledger.New(owner).Pay(month("2026-03"), day("2026-04-01"), p)
	require.ErrorIs(t, err, finance.ErrConflict)
	most := goods(1, "2026-03-01", "0.00")
	most.Lines[0].Amount = finance.Minor(1<<63-1, finance.RUB)
	l := enter(t, ledger.New(owner), most)
	_, err = l.Enter(goods(2, "2026-03-02", "0.01"))
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.Equal(t, 2, enter(t, l, power7(2, "2026-03-02")).Len()) // the balance has a bound of its own
}

// A deposit is no income: it is owed to whoever gave it until it is returned or
// set off against what that party owes.
func TestDepositsAreLiabilities(t *testing.T) {
	taken := paid("D-1", studio, "2026-01-10", "90000.00")
	taken.Against = ledger.Deposits
	other := paid("D-2", "R-9", "2026-01-11", "10.00")
	other.Against = ledger.Deposits
	l := post(t, pay(t, ledger.New(owner), taken, other), rent("2026-03", "45000.00"))
	require.Equal(t, []ledger.PartyBalance{{studio, rub("-90000.00")}, {"R-9", rub("-10.00")}}, l.ByParty(ledger.Deposits, day("2026-03-31")))
	require.Equal(t, "-45000.00 RUB", balance(l, "income", "2026-03-31"))
	drawn, err := ledger.Draw(rub("45000.00"), rub("90000.00"))
	require.NoError(t, err)
	off := number(drawn[0])
	l = enter(t, l, entry(1, "2026-04-15", [3]string{"liabilities:deposits", string(studio), off}, [3]string{"assets:receivable", string(studio), "-" + off}))
	back := ledger.Payment{ID: "D-3", From: owner, To: studio, On: day("2026-04-20"), Known: day("2026-04-20"), Amount: rub("45000.00"), Against: ledger.Deposits}
	l = pay(t, l, back)
	require.Equal(t, []ledger.PartyBalance{{studio, rub("0.00")}, {"R-9", rub("-10.00")}}, l.ByParty(ledger.Deposits, day("2026-04-30")))
	require.Equal(t, []string{"0.00 RUB", "-45000.00 RUB"}, []string{balance(l, ledger.Receivable, "2026-04-30"), balance(l, "income", "2026-04-30")})
}

// By party sums to the balance.
func TestLawByPartyIsTheBalance(t *testing.T) {
	overHistories(t, func(t *testing.T, a *author, l ledger.Ledger) {
		at := a.day()
		for _, root := range []ledger.Account{"", ledger.Receivable, ledger.Makers, ledger.Deposits, "income", ledger.Cash} {
			sums := map[finance.Currency]int64{}
			list := l.ByParty(root, at)
			for i, x := range list {
				sums[x.Balance.Currency()] += x.Balance.Minor()
				require.True(t, i == 0 || list[i-1].Party < x.Party || list[i-1].Balance.Currency().Code() < x.Balance.Currency().Code())
			}
			for _, m := range l.Balance(root, at) {
				require.Equal(t, m.Minor(), sums[m.Currency()])
			}
			require.Len(t, sums, len(l.Balance(root, at)))
		}
	})
}
