package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

func money(s string) finance.Money { return finance.MustMoney(s) }

// quotes are rates of one pair: a day and a rate, by turns.
func quotes(of, in finance.Currency, list ...string) ledger.Quotes {
	q := ledger.Quotes{Of: of, In: in}
	for i := 0; i < len(list); i += 2 {
		q.Rates = append(q.Rates, civil.Entry[finance.Number]{From: day(list[i]), Value: finance.MustNumber(list[i+1]), Source: "central bank (fictional)"})
	}
	return q
}

func exchange(books finance.Currency, rates ...ledger.Quotes) ledger.Exchange {
	return ledger.Exchange{Books: books, Rates: rates, Rounding: finance.HalfUp, Gain: "income:exchange", Loss: "expenses:exchange"}
}

// Published: rev-063, Oracle JD Edwards, realised gain and loss on a foreign
// invoice with a receipt in a third currency. Booked 356.34; two differences.
func TestPublishedThreeCurrencies(t *testing.T) {
	cad, eur, jpy := finance.MustMoney("1.00 CAD").Currency(), finance.MustMoney("1.00 EUR").Currency(), finance.MustMoney("1 JPY").Currency()
	x := exchange(eur, quotes(cad, eur, "2026-01-01", "0.71268", "2026-02-01", "0.70882"),
		quotes(jpy, cad, "2026-02-01", "0.01287"), quotes(jpy, eur, "2026-02-01", "0.009163"))
	invoice := entry(1, "2026-01-15")
	invoice.Lines = []ledger.Line{{Account: "assets:receivable", Party: studio, Amount: money("500.00 CAD")}, {Account: "income:sales", Amount: money("-500.00 CAD")}}
	income, c, err := x.Convert("invoice 1", day("2026-01-15"), "income:sales", "", money("-500.00 CAD"))
	require.NoError(t, err)
	require.Equal(t, "-356.34 EUR", c.To.String()) // booked
	l := enter(t, ledger.New(owner), invoice, income)

	item := ledger.Foreign{ID: "invoice 1", Account: "assets:receivable", Party: studio, Amount: money("500.00 CAD"), Value: money("356.34 EUR")}
	l, done, err := l.Settle(x, item, ledger.Receipt{ID: "R-1", On: day("2026-02-10"), Paid: money("38850 JPY")})
	require.NoError(t, err)
	require.Equal(t, "500.00 CAD", done.Applied.To.String()) // 499.9995, rounded, closes it
	require.Equal(t, []string{"-1.93 EUR", "1.57 EUR", "356.34 EUR"}, []string{done.ByItem.String(), done.ByPayment.String(), done.Value.String()})
	require.True(t, done.Left.Amount.IsZero() && done.Left.Value.IsZero())
	require.Equal(t, []string{
		"assets:cash  38850 JPY", "assets:receivable R-3 -500.00 CAD",
		"equity:conversion  500.00 CAD", "equity:conversion  -38850 JPY", "equity:conversion  -0.36 EUR",
		"expenses:exchange  1.93 EUR", "income:exchange  -1.57 EUR",
	}, lines(done.Entry))
	// What the yen are carried at is what came of the sale and the differences.
	require.Equal(t, "355.98 EUR", l.Balance("equity:conversion", day("2026-02-10")).Of(eur).String())
	require.Equal(t, "-356.34 EUR", l.Balance("income:sales", day("2026-02-10")).Of(eur).String())
	require.Equal(t, "0.00 CAD", l.Balance("assets:receivable", day("2026-02-10")).Of(cad).String())
	require.Equal(t, "0.00 CAD", l.Balance("equity:conversion", day("2026-02-10")).Of(cad).String())
}

// Published: rev-064, Dynamics AX, exchange adjustment example: rates are per
// hundred. The unrealised 0.50 is reversed, then 1.00 is realised.
func TestPublishedRevaluationIsReversedFirst(t *testing.T) {
	x := exchange(finance.RUB, quotes(finance.KZT, finance.RUB, "2000-01-01", "0.12", "2000-01-02", "0.125", "2000-01-03", "0.13"))
	l := ledger.New(owner)
	booked := entry(1, "2000-01-01")
	booked.Lines = []ledger.Line{{Account: "assets:receivable", Party: studio, Amount: money("100.00 KZT")}, {Account: "income:sales", Amount: money("-100.00 KZT")}}
	income, c, err := x.Convert("I-1", day("2000-01-01"), "income:sales", "", money("-100.00 KZT"))
	require.NoError(t, err)
	require.Equal(t, "-12.00 RUB", c.To.String())
	require.Equal(t, "-100.00 KZT = -12.00 RUB at 0.12 of 2000-01-01, central bank (fictional)", income.Text)
	l = enter(t, l, booked, income)
	item := ledger.Foreign{ID: "I-1", Account: "assets:receivable", Party: studio, Amount: money("100.00 KZT"), Value: rub("12.00")}
	gain := func(at string) string { return balance(l, "income:exchange", at) }

	l, err = l.Revalue(x, day("2000-01-02"), item)
	require.NoError(t, err)
	same, err := l.Revalue(x, day("2000-01-02"), item)
	require.NoError(t, err)
	require.Equal(t, l.Len(), same.Len())
	require.Equal(t, "-0.50 RUB", gain("2000-01-02"))
	receipt := ledger.Receipt{ID: "R-1", On: day("2000-01-03"), Paid: rub("13.00"), Applied: money("100.00 KZT"), Account: "assets:cash:bank"}
	l, done, err := l.Settle(x, item, receipt)
	require.NoError(t, err)
	require.Equal(t, []string{"1.00 RUB", "0.00 RUB"}, []string{done.ByItem.String(), done.ByPayment.String()})
	all := entries(l)
	require.Len(t, all, 5)
	require.Equal(t, all[2].ID, all[3].Reverses)
	require.Equal(t, []string{"equity:conversion  -0.50 RUB", "income:exchange  0.50 RUB"}, lines(all[3]))
	require.Equal(t, []string{
		"assets:cash:bank  13.00 RUB", "assets:receivable R-3 -100.00 KZT", "equity:conversion  100.00 KZT",
		"equity:conversion  -12.00 RUB", "income:exchange  -1.00 RUB",
	}, lines(all[4]))
	require.Equal(t, []string{"-0.50 RUB", "-1.00 RUB"}, []string{gain("2000-01-02"), gain("2000-01-03")})
	for _, m := range l.Balance("equity:conversion", day("2000-01-03")) {
		require.True(t, m.IsZero())
	}
	again, twice, err := l.Settle(x, item, receipt)
	require.NoError(t, err)
	require.Equal(t, l.Len(), again.Len())
	require.Equal(t, done, twice)

	back, err := l.Void(month("2000-01"), day("2000-02-01"), ledger.Void{Payment: "R-1", On: day("2000-01-05"), Known: day("2000-01-05")})
	require.NoError(t, err)
	require.Equal(t, "0.00 RUB", balance(back, "income:exchange", "2000-01-05"))
}

// A debt in dollars is paid in two parts, in dollars: each part takes its part of
// the value, the last one what is left. 33.33 of 100.00 carried at 9000.01 is
// 2999.70 (2999.7033), and 6000.31 remain.
func TestSettleInParts(t *testing.T) {
	x := exchange(finance.RUB, quotes(finance.USD, finance.RUB, "2026-01-01", "90", "2026-02-01", "95"))
	item := ledger.Foreign{ID: "B-1", Account: ledger.Payable, Party: power, Amount: money("-100.00 USD"), Value: rub("-9000.01")}
	l, err := ledger.New(owner).Revalue(x, day("2026-01-31"), item)
	require.NoError(t, err)
	require.Equal(t, "-0.01 RUB", balance(l, "income:exchange", "2026-01-31")) // 9000.00 are owed now
	l, err = l.Revalue(x, day("2026-02-28"), item)                             // the one before is reversed on the same day
	require.NoError(t, err)
	require.Equal(t, "0.00 RUB", balance(l, "income:exchange", "2026-02-28"))
	require.Equal(t, "499.99 RUB", balance(l, "expenses:exchange", "2026-02-28"))

	l, first, err := l.Settle(x, item, ledger.Receipt{ID: "P-1", On: day("2026-03-02"), Paid: money("33.33 USD")})
	require.NoError(t, err)
	require.Equal(t, []string{"-2999.70 RUB", "-166.65 RUB", "0.00 RUB"}, []string{first.Value.String(), first.ByItem.String(), first.ByPayment.String()}) // 3166.35 paid
	require.Equal(t, []string{"-66.67 USD", "-6000.31 RUB"}, []string{first.Left.Amount.String(), first.Left.Value.String()})
	require.Equal(t, []string{
		"assets:cash  -33.33 USD", "liabilities:payable power company 33.33 USD",
		"equity:conversion  -166.65 RUB", "expenses:exchange  166.65 RUB",
	}, lines(first.Entry))
	l, second, err := l.Settle(x, first.Left, ledger.Receipt{ID: "P-2", On: day("2026-03-03"), Paid: money("66.67 USD")})
	require.NoError(t, err)
	require.Equal(t, "-333.34 RUB", second.ByItem.String()) // 6333.65 less 6000.31
	require.Equal(t, "499.99 RUB", balance(l, "expenses:exchange", "2026-03-03"))
	_, _, err = l.Settle(x, second.Left, ledger.Receipt{ID: "P-3", On: day("2026-03-03"), Paid: money("0.01 USD")})
	require.ErrorIs(t, err, finance.ErrMissing) // nothing is left
	_, _, err = l.Settle(x, first.Left, ledger.Receipt{ID: "P-3", On: day("2026-03-03"), Paid: money("66.68 USD")})
	require.ErrorIs(t, err, finance.ErrRange)
}

// A payment that came late is of the month that took it, and so is the reversal
// before it; the closed month keeps its revaluation.
func TestSettleLate(t *testing.T) {
	x := exchange(finance.RUB, quotes(finance.USD, finance.RUB, "2026-01-01", "90", "2026-03-31", "95"))
	item := ledger.Foreign{ID: "I-1", Account: ledger.Receivable, Party: studio, Amount: money("10.00 USD"), Value: rub("900.00")}
	l, err := ledger.New(owner).Revalue(x, day("2026-03-31"), item)
	require.NoError(t, err)
	late := ledger.Receipt{ID: "P-1", On: day("2026-03-30"), Paid: rub("899.00"), Applied: money("10.00 USD")}
	_, _, err = l.Settle(x, item, late)
	require.ErrorIs(t, err, finance.ErrOrder)
	late.In = month("2026-04")
	l, done, err := l.Settle(x, item, late)
	require.NoError(t, err)
	require.Equal(t, []string{"0.00 RUB", "-1.00 RUB"}, []string{done.ByItem.String(), done.ByPayment.String()})
	require.Equal(t, "-50.00 RUB", balance(l, "income:exchange", "2026-03-31"))
	require.Equal(t, "0.00 RUB", balance(l, "income:exchange", "2026-04-01"))
	require.Equal(t, "1.00 RUB", balance(l, "expenses:exchange", "2026-04-01"))
}

// Rates are exact fractions: there and back by the inverse, digits of
// currencies, and units.
func TestRatesConvert(t *testing.T) {
	rates := ledger.Rates{quotes(finance.USD, finance.RUB, "2026-01-01", "3", "2026-02-01", "90.5"), quotes(finance.USD, finance.KZT, "2026-01-01", "500")}
	kwd, jpy := finance.MustMoney("1.000 KWD").Currency(), finance.MustMoney("1 JPY").Currency()
	rates = append(rates, quotes(kwd, jpy, "2026-01-01", "480.125"))
	for _, c := range []struct{ from, unit, on, want string }{
		{"100.00 USD", "0.01 RUB", "2026-02-01", "9050.00 RUB"},
		{"100.00 USD", "0.01 RUB", "2026-01-31", "300.00 RUB"},
		{"1.00 RUB", "0.01 USD", "2026-01-05", "0.33 USD"},
		{"300.00 RUB", "0.01 USD", "2026-01-05", "100.00 USD"},
		{"-0.05 RUB", "0.01 USD", "2026-01-05", "-0.02 USD"},     // -0.01666…
		{"1.004 KWD", "1 JPY", "2026-01-05", "482 JPY"},          // 482.0455
		{"1 JPY", "0.001 KWD", "2026-01-05", "0.002 KWD"},        // 0.0020828
		{"149.99 USD", "100.00 RUB", "2026-01-05", "400.00 RUB"}, // 449.97 to hundreds, rounded once
		{"150.01 USD", "100.00 RUB", "2026-01-05", "500.00 RUB"},
		{"7.00 RUB", "0.01 RUB", "2025-01-05", "7.00 RUB"},
	} {
		got, err := rates.Convert(money(c.from), money(c.unit), day(c.on), finance.HalfUp)
		require.NoError(t, err)
		require.Equal(t, c.want, got.To.String(), c.from)
		require.Equal(t, c.from, got.From.String())
	}
	_, err := rates.Convert(money("1.00 USD"), money("0.01 RUB"), day("2025-12-31"), finance.HalfUp)
	require.ErrorIs(t, err, finance.ErrUnknown)
	_, err = rates.Convert(money("1.00 RUB"), money("0.01 KZT"), day("2026-12-31"), finance.HalfUp) // no chain of rates
	require.ErrorIs(t, err, finance.ErrUnknown)
	_, err = rates.Convert(money("1.00 USD"), rub("0.00"), day("2026-12-31"), finance.HalfUp)
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = rates.Convert(money("1.00 USD"), finance.Money{}, day("2026-12-31"), finance.HalfUp)
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = rates.Convert(finance.Minor(1<<62, finance.USD), rub("0.01"), day("2026-12-31"), finance.HalfUp)
	require.ErrorIs(t, err, finance.ErrOverflow)
}

// The money of a bank's own rate: two legs, each balancing in its currency.
func TestLegs(t *testing.T) {
	x := exchange(finance.RUB)
	from, to := ledger.Line{Account: "assets:cash:usd", Amount: money("100.00 USD")}, ledger.Line{Account: "assets:cash", Amount: rub("8950.00")}
	e, err := x.Legs("deal 5", day("2026-03-02"), from, to, "sold to the bank")
	require.NoError(t, err)
	require.Equal(t, []string{"assets:cash:usd  -100.00 USD", "equity:conversion  100.00 USD", "assets:cash  8950.00 RUB", "equity:conversion  -8950.00 RUB"}, lines(e))
	l := enter(t, ledger.New(owner), e, e)
	require.Equal(t, 1, l.Len())
	_, err = x.Legs("deal 5", day("2026-03-02"), from, from, "")
	require.ErrorIs(t, err, finance.ErrCurrency)
	_, err = x.Legs("", day("2026-03-02"), from, to, "")
	require.ErrorIs(t, err, finance.ErrMissing)
}

func TestExchangeRefuses(t *testing.T) {
	for path, c := range map[string]struct {
		want   error
		change func(*ledger.Exchange)
	}{
		"books":                   {finance.ErrMissing, func(x *ledger.Exchange) { x.Books = 0 }},
		"rounding":                {finance.ErrRange, func(x *ledger.Exchange) { x.Rounding = 99 }},
		"gain":                    {finance.ErrSyntax, func(x *ledger.Exchange) { x.Gain = "income:" }},
		"loss: c":                 {finance.ErrConflict, func(x *ledger.Exchange) { x.Loss = ledger.Payable }},
		"conversion":              {finance.ErrUnknown, func(x *ledger.Exchange) { x.Conversion = "nowhere" }},
		"rates[1]":                {finance.ErrDuplicate, func(x *ledger.Exchange) { x.Rates[1].Of, x.Rates[1].In = finance.RUB, finance.USD }},
		"rates[0].of":             {finance.ErrMissing, func(x *ledger.Exchange) { x.Rates[0].Of = 0 }},
		"rates[0].in":             {finance.ErrConflict, func(x *ledger.Exchange) { x.Rates[0].In = finance.USD }},
		"rates[0].rates[0].value": {finance.ErrRange, func(x *ledger.Exchange) { x.Rates[0].Rates[0].Value = finance.Number{} }},
		"rates[0].rates[0].source": {finance.ErrMissing, func(x *ledger.Exchange) {
			x.Rates[0].Rates[0].Source = ""
		}},
	} {
		x := exchange(finance.RUB, quotes(finance.USD, finance.RUB, "2026-01-01", "90"), quotes(finance.KZT, finance.RUB, "2026-01-01", "0.2"))
		require.NoError(t, x.Validate())
		c.change(&x)
		require.ErrorIs(t, x.Validate(), c.want, path)
		require.ErrorContains(t, x.Validate(), path)
		l, err := ledger.New(owner).Revalue(x, day("2026-01-31"))
		require.ErrorContains(t, err, "exchange."+path)
		require.Zero(t, l.Len())
	}
	x := exchange(finance.RUB, quotes(finance.USD, finance.RUB, "2026-01-01", "90"))
	for path, c := range map[string]struct {
		want   error
		change func(*ledger.Foreign)
	}{
		"items[0].id":       {finance.ErrMissing, func(f *ledger.Foreign) { f.ID = "" }},
		"items[0].account":  {finance.ErrMissing, func(f *ledger.Foreign) { f.Account = "" }},
		"items[0].party":    {finance.ErrMissing, func(f *ledger.Foreign) { f.Party = "" }},
		"items[0].amount":   {finance.ErrCurrency, func(f *ledger.Foreign) { f.Amount = rub("1.00") }},
		"items[0].amount: ": {finance.ErrMissing, func(f *ledger.Foreign) { f.Amount = money("0.00 USD") }},
		"items[0].value":    {finance.ErrCurrency, func(f *ledger.Foreign) { f.Value = money("1.00 USD") }},
		"items[0].value: ":  {finance.ErrConflict, func(f *ledger.Foreign) { f.Value = rub("-1.00") }},
		"items[0]: rate":    {finance.ErrUnknown, func(f *ledger.Foreign) { f.Amount = money("1.00 KZT") }},
	} {
		f := ledger.Foreign{ID: "I-1", Account: ledger.Receivable, Party: studio, Amount: money("1.00 USD"), Value: rub("90.00")}
		c.change(&f)
		_, err := ledger.New(owner).Revalue(x, day("2026-01-31"), f)
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, path)
	}
	f := ledger.Foreign{ID: "I-1", Account: ledger.Receivable, Party: studio, Amount: money("1.00 USD"), Value: rub("90.00")}
	for path, c := range map[string]struct {
		want   error
		change func(*ledger.Receipt)
	}{
		"receipt.id":        {finance.ErrMissing, func(r *ledger.Receipt) { r.ID = "" }},
		"receipt.on":        {finance.ErrMissing, func(r *ledger.Receipt) { r.On = civil.Date{} }},
		"receipt.paid":      {finance.ErrMissing, func(r *ledger.Receipt) { r.Paid = rub("0.00") }},
		"receipt.applied":   {finance.ErrNegative, func(r *ledger.Receipt) { r.Applied = money("-1.00 USD") }},
		"receipt.applied: ": {finance.ErrCurrency, func(r *ledger.Receipt) { r.Applied = rub("1.00") }},
		"receipt.account":   {finance.ErrRange, func(r *ledger.Receipt) { r.Account = "assets:receivable" }},
	} {
		r := ledger.Receipt{ID: "P-1", On: day("2026-01-31"), Paid: rub("90.00")}
		c.change(&r)
		l, _, err := ledger.New(owner).Settle(x, f, r)
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, path)
		require.Zero(t, l.Len())
	}
}

// A rate is written as it was quoted, in either direction.
func TestRateText(t *testing.T) {
	for rate, want := range map[string]string{"92.5": "92.5", "2/185": "1/92.5", "1/90": "1/90", "0.0125": "0.0125", "3/7": "3/7", "0": "0"} {
		require.Equal(t, want, ledger.Converted{Rate: finance.MustNumber(rate)}.RateText())
	}
}
