package ledger_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

const (
	owner  = accrual.Party("quarter")
	studio = accrual.Party("R-3")
	maker  = accrual.Party("M-8")
	power  = accrual.Party("power company")
)

// chart is that of a small cluster. The fallback takes rent of any name.
var chart = ledger.Chart{Rules: []ledger.Rule{
	{Clause: "deposit", Owed: ledger.Accounts{Control: ledger.Receivable, Net: ledger.Deposits}},
	{Clause: "proceeds", Owes: ledger.Accounts{Control: ledger.Makers, Net: "assets:takings"}},
	{Clause: "commission", Owed: ledger.Accounts{Control: ledger.Makers, Net: "income:commission", Tax: "liabilities:tax"}},
	{Clause: "incentive", Owes: ledger.Accounts{Control: ledger.Payable, Net: "expenses:incentives", Tax: "assets:tax"}},
	{Agreement: "L-", Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent", Tax: "liabilities:tax"}},
}}

func day(s string) civil.Date     { return civil.MustDate(s) }
func month(s string) civil.Month  { return civil.MustMonth(s) }
func rub(s string) finance.Money  { return finance.MustMoney(s + " RUB") }
func id(n byte) uuid.UUID         { return uuid.UUID{15: n} }
func whole(m string) civil.Period { return month(m).Period() }
func last(m string) civil.Date    { return month(m).Last() }
func balance(l ledger.Ledger, a ledger.Account, at string) string {
	return l.Balance(a, day(at)).Of(finance.RUB).String()
}

// owed is an obligation of one month, posted by the close of that month.
func owed(clause string, debtor, creditor accrual.Party, in, net string) accrual.Obligation {
	m := month(in)
	return accrual.Obligation{
		Key:    accrual.Key{Agreement: "L-" + string(debtor), Clause: clause, Slot: m.Period()},
		Debtor: debtor, Creditor: creditor, Net: rub(net), For: m, In: m,
		Cutoff: m.Next().First().AddDays(4), Due: m.Next().First().AddDays(9),
	}
}

func rent(in, net string) accrual.Obligation { return owed("base rent", studio, owner, in, net) }

// paid is money from a resident, known on the day after.
func paid(id string, from accrual.Party, on, amount string) ledger.Payment {
	return ledger.Payment{ID: id, From: from, To: owner, On: day(on), Known: day(on).AddDays(1), Amount: rub(amount)}
}

func post(t *testing.T, l ledger.Ledger, obligations ...accrual.Obligation) ledger.Ledger {
	t.Helper()
	l, err := l.Post(chart, obligations...)
	require.NoError(t, err)
	return l
}

func pay(t *testing.T, l ledger.Ledger, payments ...ledger.Payment) ledger.Ledger {
	t.Helper()
	l, err := l.Pay(month("2026-01"), day("9999-12-31"), payments...)
	require.NoError(t, err)
	return l
}

func enter(t *testing.T, l ledger.Ledger, entries ...ledger.Entry) ledger.Ledger {
	t.Helper()
	l, err := l.Enter(entries...)
	require.NoError(t, err)
	return l
}

func reverse(t *testing.T, l ledger.Ledger, id uuid.UUID, on string) ledger.Ledger {
	t.Helper()
	l, err := l.Reverse(id, day(on))
	require.NoError(t, err)
	return l
}

// entry has lines written as account, party, amount in roubles.
func entry(n byte, on string, lines ...[3]string) ledger.Entry {
	e := ledger.Entry{ID: id(n), On: day(on)}
	for _, s := range lines {
		e.Lines = append(e.Lines, ledger.Line{Account: ledger.Account(s[0]), Party: accrual.Party(s[1]), Amount: rub(s[2])})
	}
	return e
}

func entries(l ledger.Ledger) []ledger.Entry { return slices.Collect(l.Entries()) }

// lines shows the lines of an entry as account, party and amount.
func lines(e ledger.Entry) []string {
	var list []string
	for _, n := range e.Lines {
		list = append(list, string(n.Account)+" "+string(n.Party)+" "+n.Amount.String())
	}
	return list
}
