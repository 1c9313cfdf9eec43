package till_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/terms"
	"github.com/creative-cluster/kvartal/finance/till"
)

func TestRowsRefused(t *testing.T) {
	long := strings.Repeat("x", 257)
	for _, c := range []struct {
		row  interface{ Validate() error }
		want string
	}{
		{till.Line{}, "6 problems: id: missing; on: missing; receipt: missing; shift: missing; tender: missing; gross: missing"},
		{till.Line{ID: long, On: day("2026-03-01"), Receipt: "R", Shift: "Z", Tender: "card", Channel: long, Item: long, Agreement: long, Gross: rub("1.00")},
			"4 problems: id: 257 bytes, at most 256: over the limit; channel: 257 bytes, at most 256: over the limit; " +
				"item: 257 bytes, at most 256: over the limit; agreement: 257 bytes, at most 256: over the limit"},
		{till.ShiftTotal{}, "4 problems: shift: missing; on: missing; tender: missing; sales: missing"},
		{till.ShiftTotal{Shift: "Z", On: day("2026-03-01"), Tender: "card", Sales: rub("-1.00"), Refunds: rub("-1.00")}, "2 problems: sales: negative; refunds: negative"},
		{till.ShiftTotal{Shift: "Z", On: day("2026-03-01"), Tender: "card", Sales: rub("1.00"), Refunds: finance.MustMoney("1.00 USD")}, "refunds: 1.00 RUB - 1.00 USD: currency"},
		{till.RegisterLine{}, "5 problems: receipt: missing; tender: missing; on: missing; gross: missing; batch: missing"},
		{till.RegisterLine{Receipt: "R", Tender: "card", On: day("2026-03-01"), Terminal: long, Batch: "B", Gross: rub("1.00"), Fee: finance.MustMoney("1.00 USD")},
			"2 problems: terminal: 257 bytes, at most 256: over the limit; fee: 1.00 RUB - 1.00 USD: currency"},
		{till.Credit{Document: long}, "4 problems: batch: missing; on: missing; amount: missing; document: 257 bytes, at most 256: over the limit"},
		{till.Rules{Days: 367, Acquired: []till.Acquired{{Tender: "card", Rate: finance.MustRate("-1%")}, {Tender: "card", Rate: finance.MustRate("101%")}, {Rounding: 99}}},
			"7 problems: currency: missing; acquired[0].rate: negative; acquired[1].rate: 101% is more than the whole: out of range; acquired[1].tender: duplicate; " +
				"acquired[2].tender: missing; acquired[2].rounding: rounding 99: out of range; days: 367, from 0 to 366: out of range"},
	} {
		require.EqualError(t, c.row.Validate(), c.want)
	}
	require.ErrorIs(t, till.Rules{Currency: finance.RUB, Days: -1}.Validate(), finance.ErrRange)
	require.NoError(t, till.Rules{Currency: finance.RUB, Days: 366, Acquired: []till.Acquired{{Tender: "card", Rate: finance.MustRate("100%")}}}.Validate())
}

// A discount has the sign of what it is of, and is at most that.
func TestDiscount(t *testing.T) {
	l := till.Line{ID: "L", On: day("2026-03-01"), Receipt: "R", Shift: "Z", Tender: "card"}
	for _, c := range []struct {
		gross, discount string
		wrong           error
	}{
		{"1.00", "1.00", nil}, {"-1.00", "-1.00", nil}, {"1.00", "0.00", nil}, {"0.00", "0.00", nil},
		{"1.00", "1.01", finance.ErrRange}, {"-1.00", "-1.01", finance.ErrRange},
		{"1.00", "-0.01", finance.ErrRange}, {"-1.00", "0.01", finance.ErrRange}, {"0.00", "0.01", finance.ErrRange},
	} {
		l.Gross, l.Discount = rub(c.gross), rub(c.discount)
		require.ErrorIs(t, l.Validate(), c.wrong, c)
	}
	l.Gross, l.Discount = rub("1.00"), finance.MustMoney("1.00 USD")
	require.ErrorIs(t, l.Validate(), finance.ErrCurrency)
}

func TestReconcileRefuses(t *testing.T) {
	docs, err := read()
	require.NoError(t, err)
	_, err = till.Reconcile(till.Rules{}, docs)
	require.ErrorIs(t, err, finance.ErrMissing)
	for _, c := range []struct{ old, to, want string }{
		{"L-6,2026-03-02,R-5,Z-2", "L-6,2026-03-02,R-1,Z-2", `lines[5].receipt: "R-1" is of shift "Z-1" on 2026-03-01: conflict`},
		{"L-2,2026-03-01", "L-2,2026-03-02", `lines[1].receipt: "R-1" is of shift "Z-1" on 2026-03-01: conflict`},
		{"bowl,A-2,1000.00 RUB", "bowl,A-2,1000.00 USD", "lines[1].gross: in USD, not in RUB: currency"},
		{"cash,500.00 RUB", "cash,500.00 USD", "shifts[1].sales: in USD, not in RUB: currency"},
		{"3700.00 RUB,66.60 RUB", "3700.00 USD,66.60 USD", "register[0].gross: in USD, not in RUB: currency"},
		{"463.50 RUB", "463.50 USD", "bank[1].amount: in USD, not in RUB: currency"},
	} {
		docs, err := read(c.old, c.to)
		require.NoError(t, err)
		got, err := till.Reconcile(rules, docs)
		require.EqualError(t, err, c.want)
		require.Zero(t, got)
	}
	docs.Lines[1].ID, docs.Shifts[1].Shift, docs.Register[1].Batch = "", "", ""
	docs.Bank = append(docs.Bank, till.Credit{})
	_, err = till.Reconcile(rules, docs)
	require.EqualError(t, err, "6 problems: lines[1].id: missing; shifts[1].shift: missing; register[1].batch: missing; "+
		"bank[2].batch: missing; bank[2].on: missing; bank[2].amount: missing")
}

// One amount is bounded, so that no sum overflows; one more kopeck is refused.
func TestLargestAmounts(t *testing.T) {
	most, over := finance.Minor(till.MaxAmount, finance.RUB), finance.Minor(till.MaxAmount+1, finance.RUB)
	least, under := finance.Minor(-till.MaxAmount, finance.RUB), finance.Minor(-till.MaxAmount-1, finance.RUB)
	on := day("2026-03-01")
	for _, c := range []struct {
		row  func(m finance.Money) interface{ Validate() error }
		path string
		both bool
	}{
		{func(m finance.Money) interface{ Validate() error } {
			return till.Line{ID: "1", On: on, Receipt: "R", Shift: "Z", Tender: "cash", Gross: m}
		}, "gross", true},
		{func(m finance.Money) interface{ Validate() error } {
			return till.ShiftTotal{Shift: "Z", On: on, Tender: "cash", Sales: m}
		}, "sales", false},
		{func(m finance.Money) interface{ Validate() error } {
			return till.ShiftTotal{Shift: "Z", On: on, Tender: "cash", Sales: rub("0.00"), Refunds: m}
		}, "refunds", false},
		{func(m finance.Money) interface{ Validate() error } {
			return till.RegisterLine{Receipt: "R", Tender: "card", On: on, Gross: m, Batch: "B"}
		}, "gross", true},
		{func(m finance.Money) interface{ Validate() error } {
			return till.RegisterLine{Receipt: "R", Tender: "card", On: on, Gross: rub("0.00"), Fee: m, Batch: "B"}
		}, "fee", true},
		{func(m finance.Money) interface{ Validate() error } { return till.Credit{Batch: "B", On: on, Amount: m} }, "amount", true},
	} {
		require.NoError(t, c.row(most).Validate())
		require.EqualError(t, c.row(over).Validate(), c.path+": 1000000000.01 RUB: over the limit")
		if c.both {
			require.NoError(t, c.row(least).Validate())
			require.EqualError(t, c.row(under).Validate(), c.path+": -1000000000.01 RUB: over the limit")
		}
	}
}

// Whatever stands in a file of sales is refused, or reconciles by its laws and
// reads again as it is written. Seeds: a day of a shop; a line twice; the last
// amount; a quote in a number.
func FuzzSales(f *testing.F) {
	f.Add(sales)
	f.Add(sales + "L-1,2026-03-01,R-1,Z-1,card,shop,vase,A-1,3000.00 RUB,300.00 RUB\n")
	f.Add("id,on,receipt,shift,tender,gross\n1,2026-03-01,R,Z,card,92233720368547758.07 RUB\n")
	f.Add("id,on,receipt,shift,tender,gross\n1,2026-03-01,\"R\"\"\n\",Z,card,-1.00 RUB\n")
	f.Fuzz(func(t *testing.T, text string) {
		lines, err := terms.Rows[till.Line](strings.NewReader(text), "sales.csv")
		if err != nil {
			require.Empty(t, lines)
			return
		}
		got, err := till.Reconcile(rules, till.Documents{Lines: lines})
		if err != nil {
			require.Zero(t, got)
		} else {
			keepsLaws(t, got)
		}
		var again strings.Builder
		require.NoError(t, terms.WriteRows(&again, lines))
		back, err := terms.Rows[till.Line](strings.NewReader(again.String()), "sales.csv")
		require.NoError(t, err)
		var third strings.Builder // a discount of 0.00 is written as none
		require.NoError(t, terms.WriteRows(&third, back))
		require.Equal(t, again.String(), third.String())
	})
}
