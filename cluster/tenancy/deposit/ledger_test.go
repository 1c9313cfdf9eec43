package deposit_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/deposit"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// chart books calls and returns of deposits as a liability.
var chart = ledger.Chart{Rules: []ledger.Rule{
	{
		Clause: "deposit",
		Owed:   ledger.Accounts{Control: ledger.Receivable, Net: ledger.Deposits},
		Owes:   ledger.Accounts{Control: ledger.Payable, Net: ledger.Deposits},
	},
	{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent", Tax: "liabilities:tax"}},
}}

// closing closes a month on the first of the next.
func closing(m string) arrears.Closing {
	in := month(m)
	return arrears.Closing{At: in.Last(), In: in, Cutoff: in.Next().First(), Due: in.Next().First().AddDays(9)}
}

func post(t *testing.T, books ledger.Ledger, list ...accrual.Obligation) ledger.Ledger {
	t.Helper()
	books, err := books.Post(chart, list...)
	require.NoError(t, err)
	return books
}

func obligations(t *testing.T, d deposit.Deposit, books ledger.Ledger, r civil.Timeline[finance.Money], moves []deposit.Movement, c arrears.Closing) []accrual.Obligation {
	t.Helper()
	list, err := d.Obligations(books, r, moves, c)
	require.NoError(t, err)
	return list
}

// Each call is posted once, whenever it is asked for; a correction of the rent
// posts the difference, and a call that is none any more is taken back.
func TestCallsArePostedOnce(t *testing.T) {
	d, r := studio(), rents("2026-01-01", "50000.00", "2026-03-01", "60000.00")
	books := ledger.New("quarter")
	first := obligations(t, d, books, r, nil, closing("2026-01"))
	require.Len(t, first, 1)
	require.Equal(t, accrual.Obligation{
		Key:    accrual.Key{Agreement: "L-7", Clause: "deposit", Slot: month("2026-01").Period(), Source: "instalment 1"},
		Debtor: "R-3", Creditor: "quarter", Net: rub("100000.00"), Tax: rub("0.00"),
		For: month("2026-01"), In: month("2026-01"), Cutoff: day("2026-02-01"), Due: day("2026-01-15"),
	}, first[0])
	books = post(t, books, first...)
	require.Equal(t, "-100000.00 RUB", books.Balance(ledger.Deposits, day("2026-01-31"))[0].String())
	require.Empty(t, obligations(t, d, books, r, nil, closing("2026-01")))
	require.Empty(t, obligations(t, d, books, r, nil, closing("2026-02")))

	march := obligations(t, d, books, r, nil, closing("2026-03"))
	require.Len(t, march, 1)
	require.Equal(t, []any{"top-up 2026-03-01", rub("20000.00"), day("2026-03-11")}, []any{march[0].Source, march[0].Net, march[0].Due})
	books = post(t, books, march...)

	r[1].Value = rub("57500.00") // corrected in April
	april := obligations(t, d, books, r, nil, closing("2026-04"))
	require.Len(t, april, 1)
	require.Equal(t, []any{"top-up 2026-03-01", rub("-5000.00"), day("2026-05-10")}, []any{april[0].Source, april[0].Net, april[0].Due})
	books = post(t, books, april...)
	r = r[:1] // and withdrawn in May
	require.Empty(t, obligations(t, d, books, r, nil, arrears.Closing{At: day("2026-02-28"), In: month("2026-05"), Cutoff: day("2026-06-01"), Due: day("2026-06-10")}))
	may := obligations(t, d, books, r, nil, closing("2026-05"))
	require.Len(t, may, 1)
	require.Equal(t, []any{"top-up 2026-03-01", rub("-15000.00"), day("2026-06-10")}, []any{may[0].Source, may[0].Net, may[0].Due})
	books = post(t, books, may...)
	require.Empty(t, obligations(t, d, books, r, nil, closing("2026-06")))
	require.Equal(t, "-100000.00 RUB", books.Balance(ledger.Deposits, day("2026-05-31"))[0].String())
}

// A call that is posted months late is due when the closing says; one of an
// instalment that is due later still keeps its day.
func TestLateCalls(t *testing.T) {
	d := studio()
	d.Terms.Instalments = append(d.Terms.Instalments, deposit.Instalment{Due: day("2026-12-31"), Weight: 1})
	d.Terms.CallDays = 330
	got := obligations(t, d, ledger.New("quarter"), rents("2026-01-01", "50000.00"), nil, closing("2026-02"))
	require.Equal(t, []civil.Date{day("2026-03-10"), day("2026-12-31")}, []civil.Date{got[0].Due, got[1].Due})
}

// The deposit of the last of the published cases through the books: what is set
// off reduces arrears as a payment does, the rest goes back by the deadline,
// and nothing was income.
func TestDepositThroughTheBooks(t *testing.T) {
	d, r := studio(), rents("2026-01-01", "50000.00")
	d.Terms.Restore = false
	books := post(t, ledger.New("quarter"), obligations(t, d, ledger.New("quarter"), r, nil, closing("2026-01"))...)
	books, err := books.Pay(month("2026-01"), day("2026-02-01"), ledger.Payment{
		ID: "bank 1", From: "R-3", To: "quarter", On: day("2026-01-15"), Known: day("2026-01-15"), Amount: rub("100000.00"),
	})
	require.NoError(t, err)
	rent := accrual.Obligation{
		Key:    accrual.Key{Agreement: "L-7", Clause: "base rent", Slot: month("2026-05").Period()},
		Debtor: "R-3", Creditor: "quarter", Net: rub("24590.16"), Tax: rub("5409.84"),
		For: month("2026-05"), In: month("2026-05"), Cutoff: day("2026-06-01"), Due: day("2026-05-05"),
	}
	books = post(t, books, rent)
	d.HandedBack = day("2026-05-31")
	applied := move("M-2", deposit.Applied, "2026-05-31", "30000.00")
	entry, err := d.Entry(applied, month("2026-05"), "")
	require.NoError(t, err)
	require.Equal(t, "deposit applied, arrears", entry.Text)
	kept, err := d.Entry(deposit.Movement{ID: "M-3", Kind: deposit.Applied, For: deposit.Forfeits, On: day("2026-05-31"), Known: day("2026-05-31"), Amount: rub("10000.00")}, month("2026-06"), "income:forfeits")
	require.NoError(t, err)
	require.Equal(t, month("2026-06"), kept.Month)
	books, err = books.Enter(entry, kept)
	require.NoError(t, err)
	require.Empty(t, books.Open(ledger.Receivable, day("2026-05-31")))
	require.Equal(t, "-70000.00 RUB", books.Balance(ledger.Deposits, day("2026-05-31"))[0].String())
	require.Equal(t, "-10000.00 RUB", books.Balance("income:forfeits", day("2026-06-01"))[0].String())

	list, err := d.Return(books, deposit.Settlement{Refund: rub("60000.00")}, month("2026-06"), day("2026-06-05"))
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, accrual.Obligation{
		Key:    accrual.Key{Agreement: "L-7", Clause: "deposit", Slot: month("2026-05").Period(), Source: "return"},
		Debtor: "quarter", Creditor: "R-3", Net: rub("60000.00"), Tax: rub("0.00"),
		For: month("2026-06"), In: month("2026-06"), Cutoff: day("2026-06-05"), Due: day("2026-06-30"),
	}, list[0])
	books = post(t, books, list...)
	list, err = d.Return(books, deposit.Settlement{Refund: rub("60000.00")}, month("2026-07"), day("2026-08-01"))
	require.NoError(t, err)
	require.Empty(t, list)
	list, err = d.Return(books, deposit.Settlement{Refund: rub("59000.00")}, month("2026-07"), day("2026-08-01"))
	require.NoError(t, err)
	require.Equal(t, rub("-1000.00"), list[0].Net)
	require.Empty(t, obligations(t, d, books, r, nil, closing("2026-06"))) // a return is no call
	require.Equal(t, "-60000.00 RUB", books.Open(ledger.Payable, day("2026-06-30"))[0].Total.String())
	require.Equal(t, "0.00 RUB", books.Balance(ledger.Deposits, day("2026-06-30"))[0].String())
	require.Equal(t, "-24590.16 RUB", books.Balance("income:rent", day("2026-06-30"))[0].String())
}

// The id of an entry never changes: a host has kept it. It was
// computed by another program.
func TestEntryIDIsGolden(t *testing.T) {
	m := move("M-2", deposit.Applied, "2026-05-31", "30000.00")
	e, err := studio().Entry(m, civil.Month{}, "")
	require.NoError(t, err)
	require.Equal(t, "ec359a93-97e7-5551-ac18-bbf73a390dbe", e.ID.String())
	require.NoError(t, e.Validate())
	m.Amount = rub("1.00")
	same, err := studio().Entry(m, civil.Month{}, "")
	require.NoError(t, err)
	require.Equal(t, e.ID, same.ID)
	m.ID = "M-3"
	other, err := studio().Entry(m, civil.Month{}, "")
	require.NoError(t, err)
	require.NotEqual(t, e.ID, other.ID)
}

func TestEntryAndReturnRefuse(t *testing.T) {
	forfeited := move("M-2", deposit.Applied, "2026-05-31", "30000.00")
	forfeited.For = deposit.Forfeits
	void := deposit.Movement{ID: "M-3", Kind: deposit.Applied, On: day("2026-05-31"), Known: day("2026-05-31"), Voids: "M-2"}
	for want, m := range map[string]deposit.Movement{
		"movement.kind: only what": move("M-1", deposit.PaidIn, "2026-05-31", "1.00"),
		"credit: missing":          forfeited,
		"movement.kind: only":      void,
		"movement.id: missing":     move("", deposit.Applied, "2026-05-31", "1.00"),
	} {
		_, err := studio().Entry(m, month("2026-05"), "")
		require.ErrorContains(t, err, want)
	}
	d := studio()
	require.True(t, d.Deadline().IsZero())
	books := ledger.New("quarter")
	_, err := d.Return(books, deposit.Settlement{Refund: rub("1.00")}, month("2026-06"), day("2026-06-05"))
	require.EqualError(t, err, "handed_back: missing")
	d.HandedBack = day("2026-05-31")
	_, err = d.Return(books, deposit.Settlement{Refund: rub("-1.00")}, civil.Month{}, civil.Date{})
	require.EqualError(t, err, "3 problems: refund: negative; in: missing; cutoff: missing")
	d.Agreement = ""
	_, err = d.Return(books, deposit.Settlement{Refund: rub("1.00")}, month("2026-06"), day("2026-06-05"))
	require.EqualError(t, err, "agreement: missing")
	_, err = d.Obligations(ledger.New("quarter"), rents("2026-01-01", "1.00"), nil, closing("2026-06"))
	require.EqualError(t, err, "agreement: missing")
	_, err = studio().Obligations(ledger.New("quarter"), nil, nil, arrears.Closing{})
	require.EqualError(t, err, "4 problems: closing.at: missing; closing.in: missing; closing.cutoff: missing; closing.due: missing")
}
