package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// quarter is a small cluster's first months.
func quarter(t *testing.T) ledger.Ledger {
	t.Helper()
	l := ledger.New(owner)
	l = enter(t, l, entry(1, "2026-02-20", [3]string{"assets:cash", "", "1000.00"}, [3]string{"equity", "", "-1000.00"}))
	l = post(t, l, owed("deposit", studio, owner, "2026-03", "90000.00"), rent("2026-03", "45000.00"),
		owed("proceeds", owner, maker, "2026-03", "8000.00"), owed("commission", maker, owner, "2026-03", "1200.00"))
	l = enter(t, l, takings(2, "8000.00"),
		entry(3, "2026-03-31", [3]string{"expenses:power", "", "700.00"}, [3]string{"liabilities:payable", string(power), "-700.00"}))
	subsidy := paid("P-4", "ministry", "2026-03-12", "5000.00")
	subsidy.Against = ledger.Subsidies
	l = pay(t, l, paid("P-1", studio, "2026-03-10", "90000.00"), subsidy,
		ledger.Payment{ID: "P-2", From: owner, To: power, On: day("2026-04-05"), Known: day("2026-04-05"), Amount: rub("700.00")})
	return pay(t, l, paid("P-3", studio, "2026-04-09", "45000.00"))
}

func TestTrialBalance(t *testing.T) {
	var got []string
	for _, r := range quarter(t).TrialBalance(day("2026-04-30")).Rows {
		got = append(got, string(r.Account)+" "+number(r.Debit)+" "+number(r.Credit)+" "+number(r.Balance))
	}
	require.Equal(t, []string{
		"assets:cash 149000.00 700.00 148300.00",
		"assets:receivable 135000.00 135000.00 0.00",
		"assets:takings 8000.00 8000.00 0.00",
		"equity 0.00 1000.00 -1000.00",
		"expenses:power 700.00 0.00 700.00",
		"income:commission 0.00 1200.00 -1200.00",
		"income:rent 0.00 45000.00 -45000.00",
		"liabilities:deposits 0.00 90000.00 -90000.00",
		"liabilities:makers 1200.00 8000.00 -6800.00",
		"liabilities:payable 700.00 700.00 0.00",
		"liabilities:subsidies 0.00 5000.00 -5000.00",
	}, got)
	require.Empty(t, quarter(t).TrialBalance(civil.Date{}).Rows)
}

func flows(l ledger.Ledger, p civil.Period) [][]string {
	var list [][]string
	for _, c := range l.Cash(p) {
		list = append(list, []string{
			number(c.Opening), number(c.In), number(c.Out), number(c.Left),
			number(c.ToMakers), number(c.InDeposits), number(c.InSubsidies), number(c.Own),
		})
	}
	return list
}

func TestCash(t *testing.T) {
	l := quarter(t)
	require.Equal(t, [][]string{{"1000.00", "103000.00", "0.00", "104000.00", "6800.00", "90000.00", "5000.00", "2200.00"}}, flows(l, whole("2026-03")))
	require.Equal(t, [][]string{{"104000.00", "45000.00", "700.00", "148300.00", "6800.00", "90000.00", "5000.00", "46500.00"}}, flows(l, whole("2026-04")))
	require.Empty(t, flows(l, whole("2026-01")))

	moved := enter(t, l, entry(9, "2026-04-10", [3]string{"assets:cash:till", "", "50.00"}, [3]string{"assets:cash", "", "-50.00"}))
	require.Equal(t, flows(l, whole("2026-04")), flows(moved, whole("2026-04"))) // between own accounts

	undone := reverse(t, l, ledger.Payment{ID: "P-3"}.Posting(), "2026-04-10")
	require.Equal(t, []string{"104000.00", "0.00", "700.00", "103300.00"}, flows(undone, whole("2026-04"))[0][:4])
	again := reverse(t, undone, entries(undone)[undone.Len()-1].ID, "2026-04-11")
	require.Equal(t, flows(l, whole("2026-04")), flows(again, whole("2026-04")))
	unspent := reverse(t, l, ledger.Payment{ID: "P-2"}.Posting(), "2026-04-10")
	require.Equal(t, []string{"104000.00", "45000.00", "0.00", "149000.00"}, flows(unspent, whole("2026-04"))[0][:4])
}

// A maker who owes the shop lessens nobody else's money, and what is spent of
// others' money shows below zero.
func TestCashOfOthersPartyByParty(t *testing.T) {
	l := post(t, ledger.New(owner), owed("proceeds", owner, maker, "2026-03", "100.00"), owed("commission", "M-9", owner, "2026-03", "30.00"))
	l = enter(t, l, takings(1, "60.00"))
	require.Equal(t, [][]string{{"0.00", "60.00", "0.00", "60.00", "100.00", "0.00", "0.00", "-40.00"}}, flows(l, whole("2026-03")))
	require.Equal(t, finance.RUB, l.Cash(whole("2026-03"))[0].Currency())
	tenge := takings(2, "1.00")
	tenge.Lines[0].Amount, tenge.Lines[1].Amount = finance.MustMoney("7.00 KZT"), finance.MustMoney("-7.00 KZT")
	l = enter(t, l, tenge)
	require.Equal(t, finance.KZT, l.Cash(whole("2026-03"))[0].Currency())
	require.Equal(t, "7.00 KZT", flows(l, whole("2026-03"))[0][7])
}

func TestStatement(t *testing.T) {
	l := quarter(t)
	s := l.Statement(studio, whole("2026-03"))
	require.Equal(t, []any{owner, studio, whole("2026-03")}, []any{s.Owner, s.Party, s.Period})
	section := s.Section(finance.RUB)
	require.Equal(t, []string{"0.00", "135000.00", "90000.00", "45000.00"},
		[]string{number(section.Opening), number(section.Charged), number(section.Paid), number(section.Closing)})
	require.Len(t, section.Lines, 3)
	o := rent("2026-03", "45000.00")
	require.Equal(t, ledger.StatementLine{
		Entry: o.Posting(), On: day("2026-03-31"), Counts: day("2026-03-31"), Due: day("2026-04-10"), Text: "base rent, 2026-03",
		Key: o.Key, For: month("2026-03"), Account: ledger.Receivable, Amount: rub("45000.00"),
	}, section.Lines[2])
	require.True(t, section.Lines[0].Paid) // on the 10th, though entered later
	require.Equal(t, []finance.Money{rub("0.00"), rub("90000.00")}, []finance.Money{section.Lines[0].Debit(), section.Lines[0].Credit()})
	require.Equal(t, rub("0.00"), l.Statement(studio, whole("2026-04")).Section(finance.RUB).Closing)
	require.Equal(t, rub("-6800.00"), l.Statement(maker, civil.Period{From: day("2026-03-01")}).Section(finance.RUB).Closing)

	none := l.Statement("nobody", whole("2026-03"))
	require.Empty(t, none.Sections)
	require.Equal(t, ledger.Section{Opening: rub("0.00"), Charged: rub("0.00"), Paid: rub("0.00"), Closing: rub("0.00")}, none.Section(finance.RUB))
	undone := reverse(t, l, o.Posting(), "2026-04-20")
	april := undone.Statement(studio, whole("2026-04")).Section(finance.RUB)
	require.True(t, april.Lines[1].Reverses)
	require.Equal(t, []string{"-45000.00", "45000.00", "-45000.00"}, []string{number(april.Charged), number(april.Paid), number(april.Closing)})
}

// Both sides of one entry with a party are lines of its statement; another
// party's lines, and accounts that are not settled, are not.
func TestStatementTakesLinesOfItsParty(t *testing.T) {
	e := entry(1, "2026-03-31", [3]string{"liabilities:makers", string(maker), "50.00"}, [3]string{"assets:receivable", string(maker), "-40.00"},
		[3]string{"assets:receivable", string(studio), "-10.00"}, [3]string{"liabilities:deposits", string(maker), "-7.00"}, [3]string{"equity", "", "7.00"})
	section := enter(t, ledger.New(owner), e).Statement(maker, whole("2026-03")).Section(finance.RUB)
	require.Len(t, section.Lines, 2)
	require.Equal(t, "10.00", number(section.Closing))
}

func TestStatementText(t *testing.T) {
	l := reverse(t, quarter(t), rent("2026-03", "45000.00").Posting(), "2026-04-20")
	l = enter(t, l, entry(9, "2026-04-21", [3]string{"assets:receivable", string(studio), "1.50"}, [3]string{"income:copies", "", "-1.50"}))
	tenge := entry(10, "2026-04-22", [3]string{"assets:receivable", string(studio), "0.00"}, [3]string{"income:copies", "", "0.00"})
	tenge.Lines[0].Amount, tenge.Lines[1].Amount, tenge.Text = finance.MustMoney("2.00 KZT"), finance.MustMoney("-2.00 KZT"), "печать"
	l = enter(t, l, tenge)
	require.Equal(t, `Statement of R-3 in the books of quarter, 2026-04-01 to 2026-04-30

KZT                            debit          credit
  opening balance               0.00
  2026-04-22  печать            2.00
  closing balance               2.00

RUB                                                  debit          credit
  opening balance                                 45000.00
  2026-04-09  payment                                             45000.00
  2026-04-20  reversal: base rent, 2026-03                        45000.00
  2026-04-21  entry                                   1.50
  closing balance                                                 44998.50
`, l.Statement(studio, whole("2026-04")).String())
	require.Contains(t, l.Statement(studio, civil.Period{From: day("2026-04-01")}).String(), "quarter, since 2026-04-01\n")
}
