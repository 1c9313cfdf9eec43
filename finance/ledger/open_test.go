package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// left shows what is open with each party: its items, then what is ahead.
func left(l ledger.Ledger, root ledger.Account, at string) map[string][]string {
	open := map[string][]string{}
	for _, o := range l.Open(root, day(at)) {
		var list []string
		for _, item := range o.Items {
			list = append(list, item.Due.String()+" "+number(item.Left))
		}
		if !o.Ahead.IsZero() {
			list = append(list, "ahead "+number(o.Ahead))
		}
		open[string(o.Party)] = append(list, "total "+number(o.Total))
	}
	return open
}

func TestOpen(t *testing.T) {
	l := post(t, ledger.New(owner), rent("2026-03", "100.00"), rent("2026-01", "100.00"), rent("2026-02", "100.00"))
	require.Equal(t, []string{"2026-02-10 100.00", "2026-03-10 100.00", "2026-04-10 100.00", "total 300.00"}, left(l, ledger.Receivable, "2026-03-31")["R-3"])

	part := pay(t, l, paid("P-1", studio, "2026-04-01", "130.00"))
	require.Equal(t, []string{"2026-03-10 70.00", "2026-04-10 100.00", "total 170.00"}, left(part, ledger.Receivable, "2026-04-01")["R-3"])
	require.Equal(t, "total 300.00", left(part, ledger.Receivable, "2026-03-31")["R-3"][3]) // not paid yet
	item := part.Open(ledger.Receivable, day("2026-04-01"))[0].Items[0]
	want := rent("2026-02", "100.00")
	require.Equal(t, ledger.Item{
		Entry: want.Posting(), Key: want.Key, Text: "base rent, 2026-02", On: last("2026-02"), Due: want.Due, Amount: rub("100.00"), Left: rub("70.00"),
	}, item)

	ahead := pay(t, part, paid("P-2", studio, "2026-04-02", "200.00"))
	require.Equal(t, []string{"ahead -30.00", "total -30.00"}, left(ahead, ledger.Receivable, "2026-04-30")["R-3"])
	even := pay(t, part, paid("P-2", studio, "2026-04-02", "170.00"))
	require.Empty(t, left(even, ledger.Receivable, "2026-04-30"))
}

// A reversed payment pays nothing, a reversed charge is not owed; neither
// pushes its amount onto other items.
func TestOpenAfterReversal(t *testing.T) {
	march, february := rent("2026-03", "100.00"), rent("2026-02", "90.00")
	l := post(t, ledger.New(owner), february, march)
	l = pay(t, l, paid("P-1", studio, "2026-04-01", "90.00"))
	l = reverse(t, l, march.Posting(), "2026-04-02")
	require.Empty(t, left(l, ledger.Receivable, "2026-04-02"))
	require.Equal(t, []string{"2026-04-10 100.00", "total 100.00"}, left(l, ledger.Receivable, "2026-04-01")["R-3"])
	l = reverse(t, l, ledger.Payment{ID: "P-1"}.Posting(), "2026-04-03")
	require.Equal(t, []string{"2026-03-10 90.00", "total 90.00"}, left(l, ledger.Receivable, "2026-04-03")["R-3"])
}

// What lessens a month's rent comes off that month, the rest off the oldest.
func TestOpenAdjustsItsKeyFirst(t *testing.T) {
	less := rent("2026-03", "-40.00")
	less.In, less.Cutoff, less.Due = month("2026-04"), day("2026-05-05"), day("2026-05-10")
	l := post(t, ledger.New(owner), rent("2026-02", "100.00"), rent("2026-03", "100.00"), less)
	require.Equal(t, []string{"2026-03-10 100.00", "2026-04-10 60.00", "total 160.00"}, left(l, ledger.Receivable, "2026-04-30")["R-3"])
	less.Net = rub("-140.00")
	l = post(t, ledger.New(owner), rent("2026-02", "100.00"), rent("2026-03", "100.00"), less)
	require.Equal(t, []string{"2026-03-10 60.00", "total 60.00"}, left(l, ledger.Receivable, "2026-04-30")["R-3"])
	other := less
	other.Clause, other.Net = "turnover rent", rub("-40.00") // of no item here: off the oldest
	l = post(t, ledger.New(owner), rent("2026-02", "100.00"), rent("2026-03", "100.00"), other)
	require.Equal(t, []string{"2026-03-10 60.00", "2026-04-10 100.00", "total 160.00"}, left(l, ledger.Receivable, "2026-04-30")["R-3"])
}

// The owner's own debts, with the sign of the books; moving a claim below the
// root settles nothing.
func TestOpenPayables(t *testing.T) {
	l := post(t, ledger.New(owner), owed("proceeds", owner, maker, "2026-03", "8000.00"), owed("commission", maker, owner, "2026-03", "1200.00"))
	l = enter(t, l, entry(1, "2026-03-31", [3]string{"expenses:power", "", "700.00"}, [3]string{"liabilities:payable", string(power), "-700.00"}),
		entry(2, "2026-04-01", [3]string{"liabilities:payable", string(power), "700.00"}, [3]string{"liabilities:payable:disputed", string(power), "-700.00"}))
	require.Equal(t, map[string][]string{"M-8": {"2026-04-10 -6800.00", "total -6800.00"}}, left(l, ledger.Makers, "2026-04-30"))
	require.Equal(t, map[string][]string{"power company": {"2026-03-31 -700.00", "total -700.00"}}, left(l, ledger.Payable, "2026-04-30"))
	require.Equal(t, map[string][]string{"power company": {"2026-04-01 -700.00", "total -700.00"}}, left(l, "liabilities:payable:disputed", "2026-04-30"))
}

func TestOpenByPartyAndCurrency(t *testing.T) {
	l := post(t, ledger.New(owner), rent("2026-03", "1.00"), owed("base rent", "R-1", owner, "2026-03", "2.00"))
	tenge := owed("base rent", "R-1", owner, "2026-03", "1.00")
	tenge.Net = finance.MustMoney("5.00 KZT")
	l = pay(t, post(t, l, tenge), paid("P-1", studio, "2026-04-01", "3.00")) // R-3's money pays nobody else's debt
	var totals []string
	for _, o := range l.Open(ledger.Receivable, day("2026-04-30")) {
		totals = append(totals, string(o.Party)+" "+o.Total.String())
	}
	require.Equal(t, []string{"R-1 5.00 KZT", "R-1 2.00 RUB", "R-3 -2.00 RUB"}, totals)
}

// Days overdue at each bound: the bound itself is still in its bucket.
func TestAgeingBuckets(t *testing.T) {
	for due, want := range map[string]int{
		"2026-07-01": -1, "2026-06-30": -1, "2026-06-29": 0, "2026-05-31": 0, "2026-05-30": 1, "2026-05-01": 1, "2026-04-30": 2, "2026-04-01": 2, "2026-03-31": 3, "2025-01-01": 3,
	} {
		o := rent("2026-01", "7.00")
		o.Due = day(due)
		aged, err := post(t, ledger.New(owner), o).Ageing(ledger.Receivable, day("2026-06-30"), 30, 60, 90)
		require.NoError(t, err)
		buckets := append([]finance.Money{aged.Rows[0].NotDue}, aged.Rows[0].Overdue...)
		require.Len(t, buckets, 5)
		for i, m := range buckets {
			require.Equal(t, i == want+1, m == rub("7.00"), "due %s, bucket %d holds %v", due, i, m)
			require.Equal(t, finance.RUB, m.Currency())
		}
	}
}

func TestAgeingRefusesBounds(t *testing.T) {
	for _, bounds := range [][]int{{0}, {-1, 30}, {30, 30}, {30, 20}} {
		a, err := ledger.New(owner).Ageing(ledger.Receivable, day("2026-06-30"), bounds...)
		require.ErrorIs(t, err, finance.ErrOrder)
		require.Zero(t, a)
	}
	_, err := ledger.New(owner).Ageing(ledger.Receivable, day("2026-06-30"), 30, 20)
	require.ErrorContains(t, err, "bounds[1]")
	_, err = ledger.New(owner).Ageing(ledger.Receivable, day("2026-06-30"))
	require.ErrorIs(t, err, finance.ErrMissing)
	bounds := []int{1}
	a, err := ledger.New(owner).Ageing(ledger.Receivable, day("2026-06-30"), bounds...)
	require.NoError(t, err)
	bounds[0] = 9
	require.Equal(t, []int{1}, a.Bounds)
}

// The three that owe most of what is overdue; what is not due does not count.
func TestLargest(t *testing.T) {
	l := ledger.New(owner)
	for party, amounts := range map[string][2]string{ // due in March, due in July
		"R-1": {"50.00", "900.00"}, "R-2": {"70.00", "0.00"}, "R-4": {"60.00", "0.00"}, "R-5": {"70.00", "0.00"}, "R-6": {"0.00", "99.00"},
	} {
		late, soon := owed("base rent", accrual.Party(party), owner, "2026-02", amounts[0]), owed("base rent", accrual.Party(party), owner, "2026-06", amounts[1])
		l = post(t, l, late, soon)
	}
	tenge := owed("base rent", "R-7", owner, "2026-02", "1.00")
	tenge.Net = finance.MustMoney("99999.00 KZT")
	l = pay(t, post(t, l, tenge), paid("P-1", "R-8", "2026-06-01", "500.00"))
	a, err := l.Ageing(ledger.Receivable, day("2026-06-30"), 30, 60, 90)
	require.NoError(t, err)
	names := func(rows []ledger.AgeRow) (list []string) {
		for _, r := range rows {
			list = append(list, string(r.Party)+" "+number(r.Arrears()))
		}
		return list
	}
	require.Equal(t, []string{"R-2 70.00", "R-5 70.00", "R-4 60.00"}, names(a.Largest(finance.RUB, 3)))
	require.Equal(t, []string{"R-2 70.00", "R-5 70.00", "R-4 60.00", "R-1 50.00"}, names(a.Largest(finance.RUB, 9)))
	require.Empty(t, a.Largest(finance.RUB, 0))
	require.Empty(t, a.Largest(finance.RUB, -1))
	a.Largest(finance.RUB, 1)[0].Overdue[0] = rub("1.00")
	total := a.Total(finance.RUB)
	require.Equal(t, []string{"999.00", "0.00", "0.00", "0.00", "250.00", "-500.00", "749.00"}, []string{
		number(total.NotDue), number(total.Overdue[0]), number(total.Overdue[1]), number(total.Overdue[2]), number(total.Overdue[3]),
		number(total.Ahead), number(total.Total),
	})
	require.Equal(t, accrual.Party(""), total.Party)
	require.Equal(t, finance.USD, a.Total(finance.USD).Total.Currency())
	more := ledger.Ageing{Bounds: []int{30}, Rows: []ledger.AgeRow{{Overdue: []finance.Money{rub("1.00"), rub("2.00"), rub("4.00")}, Total: rub("7.00")}}}
	total = more.Total(finance.RUB) // a row that a host made with more buckets than bounds
	require.Equal(t, []finance.Money{rub("1.00"), rub("6.00")}, total.Overdue)

	owes := post(t, ledger.New(owner), owed("incentive", owner, studio, "2026-01", "5.00"), owed("incentive", owner, maker, "2026-01", "6.00"))
	a, err = owes.Ageing(ledger.Payable, day("2026-06-30"), 30)
	require.NoError(t, err)
	require.Equal(t, []string{"M-8 -6.00", "R-3 -5.00"}, names(a.Largest(finance.RUB, 2)))
}

func TestReserveNeedsARateForEachBucket(t *testing.T) {
	o := rent("2026-01", "100.01")
	o.Due = day("2026-06-30")
	a, err := post(t, ledger.New(owner), o).Ageing(ledger.Receivable, day("2026-06-30"), 30)
	require.NoError(t, err)
	half, none := finance.MustRate("50%"), finance.MustRate("0")
	_, err = a.Rows[0].Reserve([]finance.Rate{half, none}, finance.HalfUp)
	require.ErrorIs(t, err, finance.ErrRange)
	require.ErrorContains(t, err, "2 rates for 3 buckets")
	_, err = a.Rows[0].Reserve([]finance.Rate{half, none, none}, finance.Rounding(99))
	require.ErrorIs(t, err, finance.ErrRange)
	require.ErrorContains(t, err, "rates[0]")
	up, err := a.Rows[0].Reserve([]finance.Rate{half, none, none}, finance.HalfUp)
	require.NoError(t, err)
	require.Equal(t, "50.01 RUB", up.String())
	down, err := a.Rows[0].Reserve([]finance.Rate{half, none, none}, finance.HalfDown)
	require.NoError(t, err)
	require.Equal(t, "50.00 RUB", down.String())
}
