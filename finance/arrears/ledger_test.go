package arrears_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

const (
	owner  accrual.Party = "quarter"
	studio accrual.Party = "R-3"
	power  accrual.Party = "power company"
)

var chart = ledger.Chart{Rules: []ledger.Rule{
	{Clause: "late interest", Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:interest"}, Owes: ledger.Accounts{Control: ledger.Payable, Net: "expenses:interest"}},
	{
		Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent", Tax: "liabilities:tax"},
		Owes: ledger.Accounts{Control: ledger.Payable, Net: "expenses:power", Tax: "assets:tax"},
	},
}}

// owed is the obligation of a month, posted at its end and due on a day.
func owed(clause string, debtor, creditor accrual.Party, m, due, net string) accrual.Obligation {
	in := month(m)
	return accrual.Obligation{
		Key:    accrual.Key{Agreement: "L-7", Clause: clause, Slot: in.Period()},
		Debtor: debtor, Creditor: creditor, Net: rub(net), Tax: rub("0.00"), For: in, In: in, Cutoff: in.Next().First(), Due: day(due),
	}
}

func rent(m, due, net string) accrual.Obligation {
	return owed("base rent", studio, owner, m, due, net)
}

func post(t *testing.T, l ledger.Ledger, list ...accrual.Obligation) ledger.Ledger {
	t.Helper()
	l, err := l.Post(chart, list...)
	require.NoError(t, err)
	return l
}

// pay enters a payment in the month that is closed when it becomes known.
func pay(t *testing.T, l ledger.Ledger, id string, from, to accrual.Party, on, in, amount string) ledger.Ledger {
	t.Helper()
	l, err := l.Pay(month(in), month(in).Next().First(), ledger.Payment{ID: id, From: from, To: to, On: day(on), Known: day(on), Amount: rub(amount)})
	require.NoError(t, err)
	return l
}

func debts(t *testing.T, l ledger.Ledger, root ledger.Account, at string) []arrears.Debt {
	t.Helper()
	list, err := arrears.Debts(l, root, day(at))
	require.NoError(t, err)
	return list
}

// closing closes a month on the first of the next.
func closing(m string) arrears.Closing {
	in := month(m)
	return arrears.Closing{At: in.Last(), In: in, Cutoff: in.Next().First(), Due: in.Next().First().AddDays(9)}
}

func claims(t *testing.T, l ledger.Ledger, m string) []accrual.Obligation {
	t.Helper()
	list, err := daily().Claims(l, debts(t, l, ledger.Receivable, month(m).Last().String()), closing(m))
	require.NoError(t, err)
	return list
}

// A debt with its tax; money that came before it was posted is a part of its own
// day, and so is money that the books took in a later month.
func TestDebts(t *testing.T) {
	march := rent("2026-03", "2026-03-10", "10000.00")
	march.Tax = rub("2000.00")
	l := pay(t, ledger.New(owner), "P-1", studio, owner, "2026-03-04", "2026-03", "3000.00")
	l = post(t, l, march, rent("2026-04", "2026-04-10", "12000.00"))
	l = pay(t, l, "P-2", studio, owner, "2026-04-12", "2026-04", "10000.00")
	l = pay(t, l, "P-3", studio, owner, "2026-03-20", "2026-05", "500.00") // came to light in May
	require.Equal(t, []arrears.Debt{{
		ID: march.Posting().String(), Key: march.Key, Debtor: studio, Creditor: owner, Amount: rub("12000.00"), Due: day("2026-03-10"),
		Paid: []arrears.Part{paid("2026-03-04", "3000.00")},
	}}, debts(t, l, ledger.Receivable, "2026-03-31"))
	may := debts(t, l, ledger.Receivable, "2026-05-31")
	require.Equal(t, [][]arrears.Part{
		{paid("2026-03-04", "3000.00"), paid("2026-03-20", "500.00"), paid("2026-04-12", "8500.00")}, {paid("2026-04-12", "1500.00")},
	}, [][]arrears.Part{may[0].Paid, may[1].Paid})
	require.Empty(t, debts(t, l, ledger.Payable, "2026-05-31"))
	require.Empty(t, debts(t, l, ledger.Receivable, "2026-03-30"))
	_, err := arrears.Debts(l, ledger.Receivable, civil.Date{})
	require.EqualError(t, err, "at: missing")
}

// What lessens a key goes to its debts first, and only the rest to others.
func TestDebtsOfAKey(t *testing.T) {
	march, april := rent("2026-03", "2026-03-10", "10000.00"), rent("2026-04", "2026-04-10", "10000.00")
	lower := april
	lower.Net, lower.In, lower.Cutoff = rub("-11000.00"), month("2026-05"), day("2026-06-01")
	l := pay(t, post(t, ledger.New(owner), march, april, lower), "P-1", studio, owner, "2026-04-01", "2026-05", "400.00")
	list := debts(t, l, ledger.Receivable, "2026-05-31")
	require.Equal(t, [][]arrears.Part{{paid("2026-04-01", "400.00"), paid("2026-05-31", "1000.00")}, {paid("2026-05-31", "10000.00")}}, [][]arrears.Part{list[0].Paid, list[1].Paid})
}

// What the owner owes, by party; a debt without a due day is due on its day.
func TestDebtsOfTheOwner(t *testing.T) {
	bill := owed("power", owner, power, "2026-03", "2026-04-05", "700.00")
	early := owed("power", owner, "a baker", "2026-03", "2026-04-05", "70.00")
	early.Due = civil.Date{}
	l := pay(t, post(t, ledger.New(owner), bill, early), "P-1", owner, power, "2026-04-07", "2026-04", "100.00")
	list := debts(t, l, ledger.Payable, "2026-04-30")
	require.Equal(t, []accrual.Party{"a baker", power}, []accrual.Party{list[0].Creditor, list[1].Creditor})
	require.Equal(t, []accrual.Party{owner, owner}, []accrual.Party{list[0].Debtor, list[1].Debtor})
	require.Equal(t, []any{rub("700.00"), []arrears.Part{paid("2026-04-07", "100.00")}}, []any{list[1].Amount, list[1].Paid})
	require.Equal(t, day("2026-03-31"), list[0].Due)
	c, err := daily().Claims(l, list, closing("2026-04"))
	require.NoError(t, err)
	require.Equal(t, []any{owner, power, rub("15.20")}, []any{c[1].Debtor, c[1].Creditor, c[1].Net}) // 2 × 0.70 and 23 × 0.60
	l = post(t, l, c...)
	again, err := daily().Claims(l, debts(t, l, ledger.Payable, "2026-04-30"), closing("2026-04"))
	require.NoError(t, err)
	require.Empty(t, again)
}

// A reversed debt never was, and what paid it goes to the others; a reversed
// payment never was; a reversal that is reversed changes nothing.
func TestReversals(t *testing.T) {
	march, april := rent("2026-03", "2026-03-10", "1000.00"), rent("2026-04", "2026-04-10", "1000.00")
	l := pay(t, post(t, ledger.New(owner), march, april), "P-1", studio, owner, "2026-04-01", "2026-04", "1000.00")
	undone, err := l.Reverse(march.Posting(), day("2026-05-02"))
	require.NoError(t, err)
	list := debts(t, undone, ledger.Receivable, "2026-05-02")
	require.Equal(t, []bool{true, false}, []bool{list[0].Reversed, list[1].Reversed})
	require.Empty(t, list[0].Paid)
	require.Equal(t, []arrears.Part{paid("2026-04-01", "1000.00")}, list[1].Paid)
	require.Equal(t, debts(t, l, ledger.Receivable, "2026-05-01"), debts(t, undone, ledger.Receivable, "2026-05-01"))
	bounced, err := l.Reverse(ledger.Payment{ID: "P-1"}.Posting(), day("2026-05-02"))
	require.NoError(t, err)
	require.Empty(t, debts(t, bounced, ledger.Receivable, "2026-05-02")[0].Paid)
	reversal := ledger.Entry{}
	for e := range undone.Entries() {
		reversal = e
	}
	back, err := undone.Reverse(reversal.ID, day("2026-05-03"))
	require.NoError(t, err)
	require.Equal(t, debts(t, l, ledger.Receivable, "2026-05-03"), debts(t, back, ledger.Receivable, "2026-05-03"))
}

// A claim is the difference of two totals. Interest that is not paid bears none,
// a payment that comes to light is given back, a debt that was reversed gives
// back all.
func TestClaims(t *testing.T) {
	march := rent("2026-03", "2026-03-10", "10000.00")
	l := post(t, ledger.New(owner), march)
	first := claims(t, l, "2026-03")
	require.Equal(t, []accrual.Obligation{{
		Key:    accrual.Key{Agreement: "L-7", Clause: "late interest", Slot: month("2026-03").Period(), Source: march.Posting().String()},
		Debtor: studio, Creditor: owner, Net: rub("210.00"), Tax: rub("0.00"),
		For: month("2026-03"), In: month("2026-03"), Cutoff: day("2026-04-01"), Due: day("2026-04-10"),
	}}, first)
	l = post(t, l, first...)
	require.Empty(t, claims(t, l, "2026-03"))
	l = post(t, l, first...) // the host tries again
	april := claims(t, l, "2026-04")
	require.Len(t, april, 1)
	require.Equal(t, []any{rub("300.00"), first[0].Key, month("2026-04")}, []any{april[0].Net, april[0].Key, april[0].In})
	l = post(t, l, april...)
	l = pay(t, l, "P-1", studio, owner, "2026-04-10", "2026-05", "10000.00") // found in May
	may := claims(t, l, "2026-05")
	require.Len(t, may, 1)
	require.Equal(t, rub("-200.00"), may[0].Net) // 31 days were owed, 51 were claimed
	l = post(t, l, may...)
	require.Equal(t, "310.00 RUB", l.Open(ledger.Receivable, day("2026-05-31"))[0].Total.String())
	l, err := l.Reverse(march.Posting(), day("2026-06-10"))
	require.NoError(t, err)
	june := claims(t, l, "2026-06")
	require.Equal(t, rub("-310.00"), june[0].Net)
	l = post(t, l, june...)
	require.Empty(t, claims(t, l, "2026-07"))
	require.Equal(t, "0.00 RUB", l.Balance("income:interest", day("2026-06-30"))[0].String())
}

// Two debts of one key have a claim each; a fine bears nothing where it is
// excepted.
func TestClaimsByDebt(t *testing.T) {
	march := rent("2026-03", "2026-03-10", "10000.00")
	more := march
	more.Net, more.In, more.Cutoff, more.Due = rub("1000.00"), month("2026-04"), day("2026-05-01"), day("2026-05-10")
	fine := owed("fine", studio, owner, "2026-04", "2026-04-05", "500.00")
	l := post(t, ledger.New(owner), march, more, fine)
	list := claims(t, l, "2026-05")
	require.Equal(t, []finance.Money{rub("820.00"), rub("28.00"), rub("21.00")}, []finance.Money{list[0].Net, list[1].Net, list[2].Net})
	terms := daily()
	terms.Except = []string{"fine"}
	list, err := terms.Claims(l, debts(t, l, ledger.Receivable, "2026-05-31"), closing("2026-05"))
	require.NoError(t, err)
	require.Len(t, list, 2)
	require.Equal(t, []string{march.Posting().String(), more.Posting().String()}, []string{list[0].Source, list[1].Source})
}

// Without a ledger, a debt is made of an obligation and what was paid of it.
func TestOf(t *testing.T) {
	march := rent("2026-03", "2026-03-10", "10000.00")
	march.Tax = rub("2000.00")
	parts := []arrears.Part{paid("2026-03-20", "5000.00")}
	d, err := arrears.Of(march, parts...)
	require.NoError(t, err)
	l := pay(t, post(t, ledger.New(owner), march), "P-1", studio, owner, "2026-03-20", "2026-03", "5000.00")
	require.Equal(t, debts(t, l, ledger.Receivable, "2026-03-31")[0], d)
	parts[0].Amount = rub("1.00")
	require.Equal(t, rub("5000.00"), d.Paid[0].Amount)
	march.Net = rub("-2000.00")
	_, err = arrears.Of(march)
	require.ErrorIs(t, err, finance.ErrMissing)
	march.Net = finance.MustMoney("1.00 USD")
	_, err = arrears.Of(march)
	require.ErrorIs(t, err, finance.ErrCurrency)
}

func TestClaimsRefuse(t *testing.T) {
	for want, change := range map[string]func(*arrears.Terms, *arrears.Debt, *arrears.Closing){
		"terms.clause: missing":        func(i *arrears.Terms, _ *arrears.Debt, _ *arrears.Closing) { i.Clause = "" },
		"closing.at: missing":          func(_ *arrears.Terms, _ *arrears.Debt, c *arrears.Closing) { c.At = civil.Date{} },
		"closing.in: missing":          func(_ *arrears.Terms, _ *arrears.Debt, c *arrears.Closing) { c.In = civil.Month{} },
		"closing.cutoff: missing":      func(_ *arrears.Terms, _ *arrears.Debt, c *arrears.Closing) { c.Cutoff = civil.Date{} },
		"closing.cutoff: out of order": func(_ *arrears.Terms, _ *arrears.Debt, c *arrears.Closing) { c.Cutoff = c.At },
		"closing.due: missing":         func(_ *arrears.Terms, _ *arrears.Debt, c *arrears.Closing) { c.Due = civil.Date{} },
		"debts[1].id: missing":         func(_ *arrears.Terms, d *arrears.Debt, _ *arrears.Closing) { d.ID = "" },
		"debts[1].key.agreement: miss": func(_ *arrears.Terms, d *arrears.Debt, _ *arrears.Closing) { d.Key.Agreement = "" },
		"debts[1].debtor: missing":     func(_ *arrears.Terms, d *arrears.Debt, _ *arrears.Closing) { d.Debtor = "" },
		"debts[1].creditor: missing":   func(_ *arrears.Terms, d *arrears.Debt, _ *arrears.Closing) { d.Creditor = "" },
		"debts[1].debt.due: missing":   func(_ *arrears.Terms, d *arrears.Debt, _ *arrears.Closing) { d.Due = civil.Date{} },
	} {
		terms, debt, when := daily(), rentDebt(), closing("2025-03")
		change(&terms, &debt, &when)
		list, err := terms.Claims(ledger.New(owner), []arrears.Debt{rentDebt(), debt}, when)
		require.ErrorContains(t, err, want)
		require.NotContains(t, err.Error(), "problems", want)
		require.Nil(t, list)
	}
}

// A total that stands twice is posted once; between two others the books hold
// nothing; another currency is another holding.
func TestUnposted(t *testing.T) {
	total := rent("2026-03", "2026-03-10", "10.00")
	list, err := arrears.Unposted(ledger.New(owner), month("2026-04"), day("2026-05-01"), total, total)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, []any{month("2026-04"), month("2026-04"), day("2026-05-01"), rub("10.00")}, []any{list[0].For, list[0].In, list[0].Cutoff, list[0].Net})
	l := post(t, ledger.New(owner), list...)
	dollars := total
	dollars.Net = finance.MustMoney("10.00 USD")
	list, err = arrears.Unposted(l, month("2026-04"), day("2026-05-01"), total, dollars)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, dollars.Net, list[0].Net)
	swapped := total
	swapped.Debtor, swapped.Creditor = total.Creditor, total.Debtor
	list, err = arrears.Unposted(l, month("2026-04"), day("2026-05-01"), swapped)
	require.NoError(t, err)
	require.Equal(t, rub("20.00"), list[0].Net) // the owner is owed 10 under the key
	total.Net = finance.Minor(-1<<63, finance.RUB)
	_, err = arrears.Unposted(l, month("2026-04"), day("2026-05-01"), total)
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.ErrorContains(t, err, "totals[0]: ")
}
