package ledger_test

import (
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

func advance(period, amount string) ledger.Deferral {
	return ledger.Deferral{
		ID: "A-1", Party: studio, Amount: rub(amount), Period: civil.MustPeriod(period), Debit: ledger.Deferred, Credit: "income:rent",
	}
}

func deferred(t *testing.T, d ledger.Deferral, through string) []ledger.Entry {
	t.Helper()
	list, err := d.Entries(month(through))
	require.NoError(t, err)
	return list
}

// amounts are the days and the credits of entries.
func parts(list []ledger.Entry) []string {
	var texts []string
	for _, e := range list {
		texts = append(texts, e.On.String()+" "+number(e.Lines[0].Amount))
	}
	return texts
}

func TestPublishedDeferral(t *testing.T) {
	casesOf(t, "deferral_straight_line", func(t *testing.T, c published) {
		var want struct{ Income, Deferred []string }
		require.NoError(t, json.Unmarshal(c.Want["income"], &want.Income))
		require.NoError(t, json.Unmarshal(c.Want["deferred"], &want.Deferred))
		first := day(c.Given.FirstRecognition)
		months, err := strconv.Atoi(c.Given.Months)
		require.NoError(t, err)
		d := ledger.Deferral{
			ID: "A-1", Amount: rub(c.Given.Received), Period: civil.Period{From: first, To: first.AddMonths(months)},
			Debit: ledger.Deferred, Credit: "income:rent",
		}
		l := enter(t, ledger.New(owner), entry(1, c.Given.ReceivedOn, [3]string{"assets:cash", "", c.Given.Received}, [3]string{"liabilities:deferred", "", "-" + c.Given.Received}))
		for i, income := range want.Income {
			m := first.Month().Add(i)
			before := l.Balance("income", m.First().AddDays(-1)).Of(finance.RUB).Minor()
			l = enter(t, l, deferred(t, d, m.String())...)
			now := l.Balance("income", m.Last()).Of(finance.RUB).Minor()
			require.Equal(t, income, number(finance.Minor(before-now, finance.RUB)))
			left := l.Balance(ledger.Deferred, m.Last()).Of(finance.RUB).Minor()
			require.Equal(t, want.Deferred[i], number(finance.Minor(-left, finance.RUB)))
		}
		require.Equal(t, 1+len(want.Income), l.Len())
	})
}

// 100 over three months is 33.33, 33.34, 33.33: the sums so far are 33.33,
// 66.67 and 100. By days, 10 to 31 January has 22 of 50 days, March one.
func TestDeferral(t *testing.T) {
	require.Equal(t, []string{"2026-01-31 33.33", "2026-02-28 33.34", "2026-03-31 33.33"}, parts(deferred(t, advance("2026-01-01/2026-04-01", "100.00"), "2026-12")))
	days := advance("2026-01-10/2026-03-02", "51.00")
	require.Equal(t, []string{"2026-01-31 17.00", "2026-02-28 17.00", "2026-03-01 17.00"}, parts(deferred(t, days, "2026-03")))
	days.ByDays = true
	require.Equal(t, []string{"2026-01-31 22.00", "2026-02-28 28.00", "2026-03-01 1.00"}, parts(deferred(t, days, "2026-03")))
	require.Equal(t, []string{"2026-01-31 22.00"}, parts(deferred(t, days, "2026-01")))
	require.Empty(t, deferred(t, days, "2025-12"))
	kopeck := advance("2026-01-01/2026-04-01", "0.01") // 1/3 and 2/3 of a kopeck
	require.Equal(t, []string{"2026-02-28 0.01"}, parts(deferred(t, kopeck, "2026-03")))
	kopeck.Rounding = finance.Down
	require.Equal(t, []string{"2026-03-31 0.01"}, parts(deferred(t, kopeck, "2026-03")))

	cost := advance("2026-01-01/2026-03-01", "10.00")
	cost.Party, cost.Debit, cost.Credit = "", "expenses:insurance", "assets:prepaid"
	require.Equal(t, []string{"expenses:insurance  5.00 RUB", "assets:prepaid  -5.00 RUB"}, lines(deferred(t, cost, "2026-01")[0]))
	require.Equal(t, []string{"liabilities:deferred R-3 22.00 RUB", "income:rent R-3 -22.00 RUB"}, lines(deferred(t, days, "2026-01")[0]))
	require.Equal(t, "A-1, 2026-01", deferred(t, days, "2026-01")[0].Text)
}

func TestDeferralRefused(t *testing.T) {
	for path, c := range map[string]struct {
		want   error
		change func(*ledger.Deferral)
	}{
		"id: missing":       {finance.ErrMissing, func(d *ledger.Deferral) { d.ID = "" }},
		"amount: missing":   {finance.ErrMissing, func(d *ledger.Deferral) { d.Amount = rub("0.00") }},
		"amount: negative":  {finance.ErrNegative, func(d *ledger.Deferral) { d.Amount = rub("-0.01") }},
		"period.to: ":       {finance.ErrOrder, func(d *ledger.Deferral) { d.Period.To = d.Period.From }},
		"period":            {finance.ErrMissing, func(d *ledger.Deferral) { d.Period = civil.Period{} }},
		"period: without":   {finance.ErrMissing, func(d *ledger.Deferral) { d.Period.To = civil.Date{} }},
		"period: 1201":      {finance.ErrLimit, func(d *ledger.Deferral) { d.Period.To = d.Period.From.AddMonths(1201) }},
		"debit.account: ":   {finance.ErrMissing, func(d *ledger.Deferral) { d.Debit = "" }},
		"credit: off":       {finance.ErrRange, func(d *ledger.Deferral) { d.Credit = ledger.Goods }},
		"credit.party":      {finance.ErrMissing, func(d *ledger.Deferral) { d.Party, d.Credit = "", ledger.Receivable }},
		"rounding: roundin": {finance.ErrRange, func(d *ledger.Deferral) { d.Rounding = 99 }},
	} {
		d := advance("2026-01-01/2026-04-01", "100.00")
		c.change(&d)
		list, err := d.Entries(month("2026-12"))
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, path)
		require.Empty(t, list)
	}
	long := advance("2026-01-01/2126-01-01", "100.00")
	require.Len(t, deferred(t, long, "9999-12"), 1200)
	bare := advance("2026-01-01/2026-04-01", "100.00")
	bare.Amount = finance.Money{}
	require.ErrorIs(t, bare.Validate(), finance.ErrMissing)
}

// The months of a deferral sum to it, none is below zero, and whenever they are
// entered, and however often, the books come out alike.
func TestLawDeferralsSum(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 300 {
		d := advance("2026-01-01/2026-04-01", "100.00")
		d.Amount = finance.Minor(1+r.Int64N(1_000_000), finance.RUB)
		d.Period.From = start.AddDays(r.IntN(400))
		d.Period.To = d.Period.From.AddDays(1 + r.IntN(900))
		d.ByDays, d.Rounding = r.IntN(2) == 0, finance.Rounding(r.IntN(9))
		sum := int64(0)
		for _, e := range deferred(t, d, "9999-12") {
			require.Positive(t, e.Lines[0].Amount.Minor())
			require.True(t, d.Period.Contains(e.On))
			sum += e.Lines[0].Amount.Minor()
		}
		require.Equal(t, d.Amount.Minor(), sum)
		l := ledger.New(owner)
		for range 4 {
			l = enter(t, l, deferred(t, d, d.Period.From.Month().Add(r.IntN(40)).String())...)
		}
		l = enter(t, l, deferred(t, d, "9999-12")...)
		require.Equal(t, entries(enter(t, ledger.New(owner), deferred(t, d, "9999-12")...)), entries(l))
	}
}

func TestPublishedSourcesInOrder(t *testing.T) {
	casesOf(t, "source_cascade", func(t *testing.T, c published) {
		var drawn [][]string
		require.NoError(t, json.Unmarshal(c.Want["drawn"], &drawn))
		for i, item := range c.Given.Items {
			var sources []finance.Money
			for _, s := range item.Sources {
				sources = append(sources, rub(s.Available)) // a game's coins are counted as roubles here
			}
			got, err := ledger.Draw(rub(item.Need), sources...)
			var texts []string
			for _, m := range got {
				texts = append(texts, number(m))
			}
			if len(drawn[i]) == 0 {
				require.ErrorIs(t, err, finance.ErrLimit)
				require.ErrorContains(t, err, "need: 1.00 RUB is missing")
				require.Empty(t, texts)
				continue
			}
			require.NoError(t, err)
			require.Equal(t, drawn[i], texts)
		}
	})
	got, err := ledger.Draw(rub("0.00"), rub("5.00"))
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("0.00")}, got)
	_, err = ledger.Draw(rub("-1.00"))
	require.ErrorIs(t, err, finance.ErrNegative)
	_, err = ledger.Draw(rub("1.00"), rub("1.00"), rub("-0.01"))
	require.ErrorContains(t, err, "sources[1]: negative")
	_, err = ledger.Draw(rub("1.00"), finance.MustMoney("1.00 KZT"))
	require.ErrorContains(t, err, "sources[0]: 1.00 RUB and 1.00 KZT: currency")
}
