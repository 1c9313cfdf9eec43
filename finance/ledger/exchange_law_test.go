package ledger_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// However an item is revalued and paid, its differences sum to what was paid for
// it less the value it was carried at, and Conversion is empty at the end.
func TestLawExchange(t *testing.T) {
	for seed := range histories {
		a := newAuthor(seed)
		var rates []string
		for n := range 6 {
			rates = append(rates, start.AddDays(20*n).String(), strconv.Itoa(80+a.IntN(20))+"."+strconv.Itoa(a.IntN(10000)))
		}
		x := exchange(finance.RUB, quotes(finance.USD, finance.RUB, rates...))
		sign := int64(1 - 2*a.IntN(2))
		item := ledger.Foreign{ID: "I", Account: ledger.Receivable, Party: studio, Amount: finance.Minor(sign*(1+a.Int64N(100_000)), finance.USD)}
		c, err := x.Rates.Convert(item.Amount, rub("0.01"), start, x.Rounding)
		require.NoError(t, err)
		item.Value = c.To
		booked := entry(1, start.String())
		booked.Lines = []ledger.Line{
			{Account: ledger.Receivable, Party: studio, Amount: item.Amount}, {Account: ledger.Conversion, Amount: finance.Minor(-item.Amount.Minor(), finance.USD)},
			{Account: ledger.Conversion, Amount: item.Value}, {Account: "income:sales", Amount: finance.Minor(-item.Value.Minor(), finance.RUB)},
		}
		l := enter(t, ledger.New(owner), booked)
		on, left, paid := start, item, int64(0)
		for n := 0; !left.Amount.IsZero(); n++ {
			on = on.AddDays(1 + a.IntN(15))
			if a.IntN(2) == 0 {
				l, err = l.Revalue(x, on, left)
				require.NoError(t, err)
			}
			part := finance.Minor(1+a.Int64N(abs(left.Amount)), finance.USD)
			if n > 4 {
				part = finance.Minor(abs(left.Amount), finance.USD)
			}
			r := ledger.Receipt{ID: strconv.Itoa(n), On: on, Applied: part, Paid: rub(strconv.Itoa(1+a.IntN(90_000)) + ".00")}
			var done ledger.Realised
			l, done, err = l.Settle(x, left, r)
			require.NoError(t, err)
			paid += sign * r.Paid.Minor()
			left = done.Left
		}
		at := on
		for _, m := range l.Balance(ledger.Conversion, at) {
			require.True(t, m.IsZero())
		}
		gains, err := l.Balance("income:exchange", at).Of(finance.RUB).Add(l.Balance("expenses:exchange", at).Of(finance.RUB))
		require.NoError(t, err)
		require.Equal(t, paid-item.Value.Minor(), -gains.Minor())
	}
}
