package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// brought is what a cluster had in another system at the end of 2025.
func brought() []ledger.Brought {
	return []ledger.Brought{
		{Account: ledger.Cash, Amount: rub("1000.00")},
		{Account: ledger.Receivable, Party: studio, Amount: rub("300.00"), Due: day("2025-12-10"), Text: "invoice 17"},
		{Account: ledger.Receivable, Party: studio, Amount: rub("200.00"), Due: day("2026-01-20"), Text: "invoice 21"},
		{Account: ledger.Makers, Party: maker, Amount: rub("-400.00")},
		{Account: ledger.Deposits, Party: studio, Amount: rub("-600.00")},
		{Account: "equity:capital", Amount: rub("-500.00")},
		{Account: ledger.Goods, Party: maker, Amount: rub("7000.00")},
	}
}

func TestBegin(t *testing.T) {
	l, err := ledger.New(owner).Begin(day("2026-01-01"), brought()...)
	require.NoError(t, err)
	require.Equal(t, 7, l.Len())
	require.Equal(t, rub("0.00"), l.Balance(ledger.Begun, day("2026-01-01")).Of(finance.RUB))
	require.Equal(t, "500.00 RUB", balance(l, ledger.Receivable, "2026-01-01"))
	require.Equal(t, "0.00 RUB", balance(l, ledger.Receivable, "2025-12-31"))
	require.Equal(t, "7000.00 RUB", balance(l, ledger.Goods, "2026-01-01"))
	require.Equal(t, "opening balance", entries(l)[0].Text)
	aged, err := l.Ageing(ledger.Receivable, day("2026-01-01"), 30) // item by item, by their own days
	require.NoError(t, err)
	require.Equal(t, []string{"200.00", "300.00"}, []string{number(aged.Rows[0].NotDue), number(aged.Rows[0].Overdue[0])})
	l = pay(t, l, paid("P-1", studio, "2026-01-05", "300.00"))
	require.Equal(t, "invoice 21", l.Open(ledger.Receivable, day("2026-01-05"))[0].Items[0].Text)

	again, err := l.Begin(day("2026-01-01"), brought()...)
	require.NoError(t, err)
	require.Equal(t, l.Len(), again.Len())
	for name, change := range map[string]func([]ledger.Brought) []ledger.Brought{
		"fewer": func(list []ledger.Brought) []ledger.Brought { return list[:6] },
		"more":  func(list []ledger.Brought) []ledger.Brought { return append(list, list[6]) },
		"other": func(list []ledger.Brought) []ledger.Brought { list[1].Party = maker; return list },
		"none":  func([]ledger.Brought) []ledger.Brought { return nil },
	} {
		same, err := l.Begin(day("2026-01-01"), change(brought())...)
		require.ErrorIs(t, err, finance.ErrConflict, name)
		require.Equal(t, l.Len(), same.Len())
	}
	_, err = l.Begin(day("2026-01-02"), brought()...)
	require.ErrorIs(t, err, finance.ErrConflict)
}

func TestBeginRefuses(t *testing.T) {
	for path, c := range map[string]struct {
		want   error
		change func([]ledger.Brought)
	}{
		"balances: debits less credits are 0.01 RUB": {finance.ErrConflict, func(x []ledger.Brought) { x[0].Amount = rub("1000.01") }},
		"balances: debits less credits are":          {finance.ErrConflict, func(x []ledger.Brought) { x[0].Amount = finance.MustMoney("1000.00 KZT") }},
		"balances[1].lines[0].party: missing":        {finance.ErrMissing, func(x []ledger.Brought) { x[1].Party = "" }},
		"balances[6].lines[0].party: missing":        {finance.ErrMissing, func(x []ledger.Brought) { x[6].Party = "" }},
		"balances[0].lines[0].account":               {finance.ErrUnknown, func(x []ledger.Brought) { x[0].Account = "cash" }},
		"balances[2].amount: missing":                {finance.ErrMissing, func(x []ledger.Brought) { x[2].Amount = rub("0.00") }},
		"balances[2]: overflow":                      {finance.ErrOverflow, func(x []ledger.Brought) { x[2].Amount = finance.Minor(-1<<63, finance.RUB) }},
	} {
		list := brought()
		c.change(list)
		l, err := ledger.New(owner).Begin(day("2026-01-01"), list...)
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, path)
		require.Zero(t, l.Len())
	}
	_, err := ledger.New(owner).Begin(civil.Date{}, brought()[0])
	require.ErrorContains(t, err, "balances[0].on: missing")
}

// Ten thousand balances are more than an entry has lines.
func TestBeginWithMany(t *testing.T) {
	var list []ledger.Brought
	for range 5000 {
		list = append(list, ledger.Brought{Account: ledger.Receivable, Party: studio, Amount: rub("1.00")}, ledger.Brought{Account: ledger.Payable, Party: maker, Amount: rub("-1.00")})
	}
	l, err := ledger.New(owner).Begin(day("2026-01-01"), list...)
	require.NoError(t, err)
	require.Equal(t, "5000.00 RUB", balance(l, ledger.Receivable, "2026-01-01"))
}
