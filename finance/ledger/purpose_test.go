package ledger_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

const ministry = "ministry"

// award is 1,000: 600 of equipment that may be exceeded by a tenth, 400 of
// wages that may not.
func award() ledger.Purpose {
	return ledger.Purpose{
		Account: "liabilities:subsidies:G-1", Giver: ministry, Awarded: rub("1000.00"), Period: civil.MustPeriod("2026-01-01/2027-01-01"),
		Estimates: []ledger.Estimate{{Name: "equipment", Amount: rub("600.00"), Excess: finance.MustRate("10%")}, {Name: "wages", Amount: rub("400.00")}},
	}
}

func received(n byte, on, amount string) ledger.Entry {
	return entry(n, on, [3]string{"assets:cash", "", amount}, [3]string{"liabilities:subsidies:G-1", ministry, "-" + amount})
}

func spent(n byte, on, line, amount string) ledger.Entry {
	e := entry(n, on, [3]string{"liabilities:subsidies:G-1" + line, ministry, amount}, [3]string{"income:grants", "", "-" + amount})
	e.Text = "spent" + line
	return e
}

func spending(t *testing.T, l ledger.Ledger, at string) ledger.Spending {
	t.Helper()
	s, err := l.Spending(award(), day(at))
	require.NoError(t, err)
	return s
}

// sums are received, returned, accepted, held and to return.
func sums(s ledger.Spending) string {
	return strings.Join([]string{number(s.Received), number(s.Returned), number(s.Accepted), number(s.Held), number(s.ToReturn)}, " ")
}

func spentLine(n ledger.SpentLine) string {
	return strings.Join([]string{n.Name, number(n.Allowed), number(n.Spent), number(n.Accepted), number(n.Over), number(n.Left)}, " ")
}

// Of 1,000, 640 went to equipment (within a tenth over 600) and 300 to wages:
// 60 are left. Then 50 of equipment more, of which 20 are over the line.
func TestSpending(t *testing.T) {
	l := enter(t, ledger.New(owner), received(1, "2026-01-10", "1000.00"), spent(2, "2026-02-01", ":equipment", "640.00"), spent(3, "2026-03-01", ":wages:guard", "300.00"))
	s := spending(t, l, "2026-03-31")
	require.Equal(t, "1000.00 0.00 940.00 60.00 60.00", sums(s))
	require.Equal(t, []string{"equipment 660.00 640.00 640.00 0.00 -40.00", "wages 400.00 300.00 300.00 0.00 100.00"}, []string{spentLine(s.Lines[0]), spentLine(s.Lines[1])})
	require.Empty(t, s.Outside)
	require.Equal(t, "1000.00 0.00 640.00 360.00 360.00", sums(spending(t, l, "2026-02-28")))

	over := enter(t, l, spent(4, "2026-04-01", ":equipment", "40.00"))
	s = spending(t, over, "2026-04-30")
	require.Equal(t, "1000.00 0.00 960.00 20.00 40.00", sums(s)) // 20 that are left, 20 from the owner's own
	require.Equal(t, "equipment 660.00 680.00 660.00 20.00 -80.00", spentLine(s.Lines[0]))

	// All wages and the excess of equipment are more than was awarded.
	full := enter(t, over, spent(5, "2026-05-01", ":wages", "100.00"))
	require.Equal(t, "1000.00 0.00 1000.00 -80.00 0.00", sums(spending(t, full, "2026-05-31")))

	back := enter(t, l, entry(6, "2026-12-31", [3]string{"liabilities:subsidies:G-1:returned", ministry, "60.00"}, [3]string{"assets:cash", "", "-60.00"}))
	require.Equal(t, "1000.00 60.00 940.00 0.00 0.00", sums(spending(t, back, "2026-12-31")))
	require.Equal(t, "0.00 RUB", balance(back, "liabilities:subsidies:G-1", "2026-12-31"))
}

// What is no line of the estimate, and what comes after the period, is listed
// and given back.
func TestSpendingOutsideThePurpose(t *testing.T) {
	l := enter(t, ledger.New(owner), received(1, "2026-01-10", "500.00"), spent(2, "2026-02-01", ":feast", "30.00"), spent(3, "2026-02-02", "", "5.00"),
		spent(4, "2027-01-01", ":wages", "70.00"), spent(5, "2026-12-31", ":wages", "80.00"), received(6, "2027-01-01", "100.00"))
	other := spent(7, "2026-02-01", "0:wages", "9.00") // of G-10
	tenge := spent(8, "2026-02-01", ":wages", "0.00")
	tenge.Lines[0].Amount, tenge.Lines[1].Amount = finance.MustMoney("9.00 KZT"), finance.MustMoney("-9.00 KZT")
	l = enter(t, l, other, tenge)
	s := spending(t, l, "2027-01-31")
	require.Equal(t, "600.00 0.00 80.00 415.00 520.00", sums(s))
	var listed []string
	for _, x := range s.Outside {
		listed = append(listed, x.On.String()+" "+string(x.Account)+" "+number(x.Amount)+" "+x.Text)
	}
	require.Equal(t, []string{
		"2026-02-01 liabilities:subsidies:G-1:feast 30.00 spent:feast", "2026-02-02 liabilities:subsidies:G-1 5.00 spent",
		"2027-01-01 liabilities:subsidies:G-1:wages 70.00 spent:wages",
	}, listed)
	require.Equal(t, id(2), s.Outside[0].Entry)
}

// A reversal takes back what it undoes, from its own side and line.
func TestSpendingUndone(t *testing.T) {
	l := enter(t, ledger.New(owner), received(1, "2026-01-10", "500.00"), received(2, "2026-01-11", "50.00"),
		spent(3, "2026-12-20", ":wages", "70.00"), spent(4, "2026-02-02", "", "5.00"))
	l = reverse(t, l, id(2), "2026-02-01")
	l = reverse(t, l, id(3), "2027-02-01") // after the period, and still of that line
	l = reverse(t, l, id(4), "2026-03-01")
	s := spending(t, l, "2027-03-01")
	require.Equal(t, "500.00 0.00 0.00 500.00 500.00", sums(s))
	require.Equal(t, "wages 400.00 0.00 0.00 0.00 400.00", spentLine(s.Lines[1]))
	require.Equal(t, []string{"5.00", "-5.00"}, []string{number(s.Outside[0].Amount), number(s.Outside[1].Amount)})
	again := reverse(t, l, entries(l)[l.Len()-1].ID, "2026-04-01")
	require.Equal(t, "500.00 0.00 0.00 495.00 500.00", sums(spending(t, again, "2027-03-01")))
}

func TestPurposeRefused(t *testing.T) {
	for path, c := range map[string]struct {
		want   error
		change func(*ledger.Purpose)
	}{
		"account: missing":               {finance.ErrMissing, func(p *ledger.Purpose) { p.Account = "" }},
		"account: not one":               {finance.ErrRange, func(p *ledger.Purpose) { p.Account = ledger.Payable }},
		"account: not":                   {finance.ErrRange, func(p *ledger.Purpose) { p.Account = ledger.Goods }},
		"giver: missing":                 {finance.ErrMissing, func(p *ledger.Purpose) { p.Giver = "" }},
		"awarded: missing":               {finance.ErrMissing, func(p *ledger.Purpose) { p.Awarded = rub("0.00") }},
		"awarded: negative":              {finance.ErrNegative, func(p *ledger.Purpose) { p.Awarded = rub("-1.00") }},
		"period":                         {finance.ErrMissing, func(p *ledger.Purpose) { p.Period = civil.Period{} }},
		"estimates: they sum to 999.99":  {finance.ErrConflict, func(p *ledger.Purpose) { p.Estimates[0].Amount = rub("599.99") }},
		"estimates[1].name: duplicate":   {finance.ErrDuplicate, func(p *ledger.Purpose) { p.Estimates[1].Name = "equipment" }},
		"estimates[1].name: duplicate ":  {finance.ErrDuplicate, func(p *ledger.Purpose) { p.Estimates[1].Name = ledger.Returned }},
		"estimates[1].name: missing":     {finance.ErrMissing, func(p *ledger.Purpose) { p.Estimates[1].Name = "" }},
		"estimates[1].name: syntax":      {finance.ErrSyntax, func(p *ledger.Purpose) { p.Estimates[1].Name = "a:b" }},
		"estimates[1].name: account":     {finance.ErrSyntax, func(p *ledger.Purpose) { p.Estimates[1].Name = " b" }},
		"estimates[1].amount: negative":  {finance.ErrNegative, func(p *ledger.Purpose) { p.Estimates[1].Amount = rub("-1.00") }},
		"estimates[1].excess: negative":  {finance.ErrNegative, func(p *ledger.Purpose) { p.Estimates[1].Excess = finance.MustRate("-1%") }},
		"estimates[1]: ":                 {finance.ErrCurrency, func(p *ledger.Purpose) { p.Estimates[1].Amount = finance.MustMoney("400.00 KZT") }},
		"estimates: 1001, at most 1000:": {finance.ErrLimit, func(p *ledger.Purpose) { p.Estimates = make([]ledger.Estimate, 1001) }},
	} {
		p := award()
		c.change(&p)
		_, err := ledger.New(owner).Spending(p, day("2026-12-31"))
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, strings.TrimSpace(path))
	}
}
