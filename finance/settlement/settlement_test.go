package settlement_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/settlement"
)

func day(s string) civil.Date      { return civil.MustDate(s) }
func month(s string) civil.Month   { return civil.MustMonth(s) }
func money(s string) finance.Money { return finance.MustMoney(s) }

const shop, maker = accrual.Party("shop"), accrual.Party("M-1")

var chart = ledger.Chart{Rules: []ledger.Rule{
	{Clause: "proceeds", Owes: ledger.Accounts{Control: ledger.Makers, Net: "assets:takings"}},
	{Clause: "fee", Owed: ledger.Accounts{Control: ledger.Makers, Net: "income:fees"}},
}}

// owes is a month's proceeds of a maker, owed gives a fee of them back.
func owes(in, clause, amount string, due string) accrual.Obligation {
	m := month(in)
	o := accrual.Obligation{
		Key:    accrual.Key{Agreement: "C-1", Clause: clause, Slot: m.Period()},
		Debtor: shop, Creditor: maker, Net: money(amount), Tax: finance.Zero(finance.RUB),
		For: m, In: m, Cutoff: m.Next().First(), Due: day(due),
	}
	if clause == "fee" {
		o.Debtor, o.Creditor = maker, shop
	}
	return o
}

func posted(t *testing.T, books ledger.Ledger, obligations ...accrual.Obligation) ledger.Ledger {
	t.Helper()
	books, err := books.Post(chart, obligations...)
	require.NoError(t, err)
	return books
}

// Two months of a maker: 10,000 and 6,000 sold, a fee of 30 %.
func twoMonths(t *testing.T) ledger.Ledger {
	return posted(t, ledger.New(shop),
		owes("2026-01", "proceeds", "10000.00 RUB", "2026-02-10"), owes("2026-01", "fee", "3000.00 RUB", "2026-02-10"),
		owes("2026-02", "proceeds", "6000.00 RUB", "2026-03-10"), owes("2026-02", "fee", "1800.00 RUB", "2026-03-10"),
	)
}

func TestPropose(t *testing.T) {
	books := twoMonths(t)
	january := owes("2026-01", "proceeds", "10000.00 RUB", "2026-02-10")
	accepted := settlement.Released{january.Posting(): {{From: day("2026-02-20")}}}
	held := func(reason settlement.Reason, left, until string) string {
		return reason.String() + " " + left + " " + until
	}
	for _, c := range []struct {
		name         string
		on           string
		terms        settlement.Terms
		released     settlement.Released
		pay, carried string
		held         []string
	}{
		{"in January nothing is over", "2026-01-31", settlement.Terms{}, nil, "0.00 RUB", "0.00 RUB", []string{held(settlement.OpenPeriod, "7000.00 RUB", "2026-02-01")}},
		{"not due", "2026-02-09", settlement.Terms{}, nil, "0.00 RUB", "0.00 RUB", []string{held(settlement.NotDue, "7000.00 RUB", "2026-02-10")}},
		{"due", "2026-02-10", settlement.Terms{}, nil, "7000.00 RUB", "0.00 RUB", nil},
		// The fee of February goes to what is due first, so January has 5,200 left.
		{"two months, one of them not due", "2026-03-01", settlement.Terms{}, nil, "5200.00 RUB", "0.00 RUB", []string{held(settlement.NotDue, "6000.00 RUB", "2026-03-10")}},
		{"both", "2026-03-10", settlement.Terms{}, nil, "11200.00 RUB", "0.00 RUB", nil},
		{"a hold of 40 days from 31 January", "2026-03-11", settlement.Terms{Hold: 40}, nil, "0.00 RUB", "0.00 RUB", []string{held(settlement.OnHold, "5200.00 RUB", "2026-03-12"), held(settlement.OnHold, "6000.00 RUB", "2026-04-09")}},
		{"a hold that is over that day", "2026-03-12", settlement.Terms{Hold: 40}, nil, "5200.00 RUB", "0.00 RUB", []string{held(settlement.OnHold, "6000.00 RUB", "2026-04-09")}},
		{"a minimum", "2026-02-10", settlement.Terms{Minimum: money("7000.01 RUB")}, nil, "0.00 RUB", "7000.00 RUB", nil},
		{"a minimum that is met", "2026-02-10", settlement.Terms{Minimum: money("7000.00 RUB")}, nil, "7000.00 RUB", "0.00 RUB", nil},
		{"a minimum of dollars", "2026-02-10", settlement.Terms{Minimum: money("7000.01 USD")}, nil, "7000.00 RUB", "0.00 RUB", nil},
		{"a quarter", "2026-03-31", settlement.Terms{Every: settlement.Quarter}, nil, "0.00 RUB", "0.00 RUB", []string{held(settlement.OpenPeriod, "5200.00 RUB", "2026-04-01"), held(settlement.OpenPeriod, "6000.00 RUB", "2026-04-01")}},
		{"a quarter that is over", "2026-04-01", settlement.Terms{Every: settlement.Quarter}, nil, "11200.00 RUB", "0.00 RUB", nil},
		{"a year", "2026-12-31", settlement.Terms{Every: settlement.Year}, nil, "0.00 RUB", "0.00 RUB", []string{held(settlement.OpenPeriod, "5200.00 RUB", "2027-01-01"), held(settlement.OpenPeriod, "6000.00 RUB", "2027-01-01")}},
		{"no report", "2026-02-10", settlement.Terms{Report: true}, nil, "0.00 RUB", "0.00 RUB", []string{held(settlement.AwaitsReport, "7000.00 RUB", "")}},
		{"a report that lets it go later", "2026-02-19", settlement.Terms{Report: true}, accepted, "0.00 RUB", "0.00 RUB", []string{held(settlement.AwaitsReport, "7000.00 RUB", "2026-02-20")}},
		{"an accepted report, and one that is not", "2026-03-10", settlement.Terms{Report: true}, accepted, "5200.00 RUB", "0.00 RUB", []string{held(settlement.AwaitsReport, "6000.00 RUB", "")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.terms.Party, c.terms.Account = maker, ledger.Makers
			got, err := settlement.Propose(books, day(c.on), c.released, c.terms)
			require.NoError(t, err)
			require.Len(t, got, 1)
			require.Equal(t, money(c.pay), got[0].Pay)
			require.Equal(t, money(c.carried), got[0].Carried)
			var waits []string
			for _, h := range got[0].Held {
				waits = append(waits, held(h.Reason, h.Item.Left.String(), h.Until.String()))
			}
			require.Equal(t, c.held, waits)
		})
	}
}

func TestProposedTwiceIsPaidOnce(t *testing.T) {
	books, terms := twoMonths(t), settlement.Terms{Party: maker, Account: ledger.Makers}
	first, err := settlement.Propose(books, day("2026-03-10"), nil, terms)
	require.NoError(t, err)
	payment, err := first[0].Payment("PO-1", shop)
	require.NoError(t, err)
	require.Equal(t, ledger.Payment{ID: "PO-1", From: shop, To: maker, On: day("2026-03-10"), Known: day("2026-03-10"), Amount: money("11200.00 RUB"), Against: ledger.Makers}, payment)
	books, err = books.Pay(month("2026-03"), day("2026-04-01"), payment)
	require.NoError(t, err)
	again, err := settlement.Propose(books, day("2026-03-10"), nil, terms)
	require.NoError(t, err)
	require.Empty(t, again, "nothing is open")
}

func TestPaidAhead(t *testing.T) {
	books := posted(t, ledger.New(shop), owes("2026-01", "fee", "50.00 RUB", "2026-02-10"))
	got, err := settlement.Propose(books, day("2026-03-10"), nil, settlement.Terms{Party: maker, Account: ledger.Makers})
	require.NoError(t, err)
	require.Len(t, got, 1)
	require.Equal(t, money("-50.00 RUB"), got[0].Owed)
	require.Equal(t, money("50.00 RUB"), got[0].Ahead)
	require.Equal(t, money("0.00 RUB"), got[0].Pay)
	_, err = got[0].Payment("PO-1", shop)
	require.ErrorIs(t, err, finance.ErrMissing)
}

func TestTermsRefused(t *testing.T) {
	for _, c := range []struct {
		terms settlement.Terms
		want  string
	}{
		{settlement.Terms{}, "party: missing"},
		{settlement.Terms{Party: maker, Account: "assets:cash"}, "account: no debt of the owner: out of range"},
		{settlement.Terms{Party: maker, Account: "x"}, "account: no root of accounts: unknown"},
		{settlement.Terms{Party: maker, Every: 3}, "every: period 3: out of range"},
		{settlement.Terms{Party: maker, Hold: -1}, "hold: 0 to 3660 days: out of range"},
		{settlement.Terms{Party: maker, Hold: 3661}, "hold: 0 to 3660 days: out of range"},
		{settlement.Terms{Party: maker, Minimum: money("-1.00 RUB")}, "minimum: negative"},
	} {
		require.EqualError(t, c.terms.Validate(), c.want)
	}
	require.NoError(t, settlement.Terms{Party: maker, Account: "liabilities:payable:agents", Hold: 3660, Every: settlement.Year}.Validate())
	terms := settlement.Terms{Party: maker}
	_, err := settlement.Propose(ledger.New(shop), civil.Date{}, nil, terms, terms)
	require.EqualError(t, err, "2 problems: on: missing; terms[1]: duplicate")
}

// What stands in liabilities:makers:abroad would be paid by both terms.
func TestTermsThatOverlap(t *testing.T) {
	books := twoMonths(t)
	all := settlement.Terms{Party: maker, Account: ledger.Makers}
	abroad := settlement.Terms{Party: maker, Account: "liabilities:makers:abroad:usd"}
	for _, terms := range [][]settlement.Terms{{abroad, all}, {all, abroad}} {
		_, err := settlement.Propose(books, day("2026-03-10"), nil, terms...)
		require.ErrorIs(t, err, finance.ErrOverlap)
		at := map[bool]string{true: "terms[0]", false: "terms[1]"}[terms[0] == abroad]
		require.EqualError(t, err, at+".account: within liabilities:makers: overlap")
		_, err = settlement.Draw(books, maker, month("2026-02").Period(), nil, terms...)
		require.ErrorIs(t, err, finance.ErrOverlap)
	}
	near, of := settlement.Terms{Party: maker, Account: "liabilities:payable:makers"}, settlement.Terms{Party: "M-2", Account: abroad.Account}
	_, err := settlement.Propose(books, day("2026-03-10"), nil, all, near, of)
	require.NoError(t, err, "other accounts, and another party")
}

// A hold that goes beyond the last day of the calendar holds.
func TestHoldBeyondTheCalendar(t *testing.T) {
	last := owes("9999-11", "proceeds", "70.00 RUB", "9999-12-01")
	books := posted(t, ledger.New(shop), last)
	for hold, want := range map[int]string{0: "70.00 RUB", 30: "70.00 RUB", 31: "0.00 RUB", 32: "0.00 RUB", settlement.MaxHold: "0.00 RUB"} {
		got, err := settlement.Propose(books, day("9999-12-30"), nil, settlement.Terms{Party: maker, Account: ledger.Makers, Hold: hold})
		require.NoError(t, err)
		require.Equal(t, want, got[0].Pay.String(), hold)
		if hold > 30 {
			require.Equal(t, settlement.OnHold, got[0].Held[0].Reason)
			require.Equal(t, hold > 31, got[0].Held[0].Until.IsZero())
		}
	}
}

// A statement that a host read from elsewhere is printed, whatever it says.
func TestStatementOfUnknownReasons(t *testing.T) {
	held := settlement.Held{Item: settlement.Item{Left: money("1.00 RUB")}, Reason: 200}
	s := settlement.Statement{
		Sections:  []settlement.Section{{Closing: money("2.00 RUB")}},
		Proposals: []settlement.Proposal{{Owed: money("2.00 RUB"), Held: []settlement.Held{held, {Item: held.Item, Reason: settlement.NotDue}, held, {Item: held.Item, Reason: settlement.NotDue, Until: day("2026-03-01")}}}},
	}
	_, text, _ := strings.Cut(s.String(), "closing")
	require.Equal(t, []string{"2.00", "held, " + settlement.Reason(200).String(), "2.00", "held, not due", "1.00", "held, not due until 2026-03-01", "1.00"},
		strings.FieldsFunc(regexp.MustCompile("  +").ReplaceAllString(text, "\n"), func(r rune) bool { return r == '\n' }))
}

func TestDrawRefused(t *testing.T) {
	books := twoMonths(t)
	for _, p := range []civil.Period{{}, {From: day("2026-01-01")}, {From: day("2026-02-01"), To: day("2026-01-01")}} {
		_, err := settlement.Draw(books, maker, p, nil)
		require.ErrorIs(t, err, finance.ErrRange, p)
	}
	_, err := settlement.Draw(books, maker, month("2026-01").Period(), nil, settlement.Terms{Party: "M-2"})
	require.EqualError(t, err, `terms[0]: of "M-2": conflict`)
}

// What is known later counts later: the statement of a period that is over stays
// the same to the byte, and the next one opens with its closing.
func TestStatementOfAPeriodStays(t *testing.T) {
	terms := settlement.Terms{Party: maker, Account: ledger.Makers, Hold: 14}
	january, february := month("2026-01").Period(), month("2026-02").Period()
	books := twoMonths(t)
	before, err := settlement.Draw(books, maker, january, nil, terms)
	require.NoError(t, err)

	late := owes("2026-01", "proceeds", "-400.00 RUB", "2026-03-10")
	late.In, late.Cutoff = month("2026-02"), day("2026-03-01")
	books = posted(t, books, late)
	books, err = books.Pay(month("2026-02"), day("2026-03-01"), ledger.Payment{ID: "P", From: shop, To: maker, On: day("2026-02-14"), Known: day("2026-02-14"), Amount: money("7000.00 RUB"), Against: ledger.Makers})
	require.NoError(t, err)
	after, err := settlement.Draw(books, maker, january, nil, terms)
	require.NoError(t, err)
	require.Equal(t, before, after)
	require.Equal(t, before.String(), after.String())

	next, err := settlement.Draw(books, maker, february, nil, terms)
	require.NoError(t, err)
	require.Equal(t, before.Sections[0].Closing, next.Sections[0].Opening)
	require.Equal(t, money("7000.00 RUB"), next.Sections[0].Opening)
	require.Equal(t, money("7000.00 RUB"), next.Sections[0].Paid)
	require.Equal(t, money("3800.00 RUB"), next.Sections[0].Closing) // 7000 + 6000 - 1800 - 400 - 7000
	var adjusts []bool
	for _, n := range next.Sections[0].Lines {
		adjusts = append(adjusts, n.Adjusts())
	}
	require.Equal(t, []bool{false, false, false, true}, adjusts)
}

func TestNamesBothWays(t *testing.T) {
	for _, r := range []settlement.Reason{settlement.OpenPeriod, settlement.AwaitsReport, settlement.OnHold, settlement.NotDue} {
		text, err := r.MarshalText()
		require.NoError(t, err)
		var again settlement.Reason
		require.NoError(t, again.UnmarshalText(text))
		require.Equal(t, r, again)
	}
	require.ErrorIs(t, settlement.Reason(4).Validate(), finance.ErrRange)
	for _, e := range []settlement.Every{settlement.Month, settlement.Quarter, settlement.Year} {
		text, err := e.MarshalText()
		require.NoError(t, err)
		var again settlement.Every
		require.NoError(t, again.UnmarshalText(text))
		require.Equal(t, e, again)
	}
	require.Equal(t, []civil.Date{day("2026-11-01"), day("2026-10-01"), day("2026-01-01")}, []civil.Date{
		settlement.Month.Start(day("2026-11-24")), settlement.Quarter.Start(day("2026-11-24")), settlement.Year.Start(day("2026-11-24")),
	})
}

// February of a maker: what came late says its month, what was paid and what was
// undone say so, and what is held alike is one line.
func TestStatementText(t *testing.T) {
	late := owes("2026-01", "proceeds", "-400.00 RUB", "2026-03-10")
	late.In, late.Cutoff = month("2026-02"), day("2026-03-01")
	other := owes("2026-02", "proceeds", "250.50 RUB", "2026-03-10")
	other.Source = "fair\\1\n"
	wrong := owes("2026-02", "fee", "1.00 RUB", "2026-03-10")
	wrong.Source = "wrong"
	books := posted(t, twoMonths(t), late, other, wrong)
	books, err := books.Reverse(wrong.Posting(), day("2026-02-28"))
	require.NoError(t, err)
	pay := func(id, on, amount, purpose string) {
		books, err = books.Pay(month("2026-02"), day("2026-03-01"), ledger.Payment{ID: id, From: shop, To: maker, On: day(on), Known: day(on), Amount: money(amount), Against: ledger.Makers, Purpose: purpose})
		require.NoError(t, err)
	}
	pay("P-1", "2026-02-14", "100.00 RUB", "")
	pay("P-2", "2026-02-15", "200.00 RUB", "PO 2")
	terms := settlement.Terms{Party: maker, Account: ledger.Makers, Hold: 14, Minimum: money("5000.00 RUB")}
	s, err := settlement.Draw(books, maker, month("2026-02").Period(), nil, terms)
	require.NoError(t, err)
	require.Equal(t, `Statement of M-1 with shop, 2026-02-01 – 2026-02-28

RUB
  opening                                            7000.00
  2026-02-14  payment                                -100.00
  2026-02-15  PO 2                                   -200.00
  2026-02-28  proceeds, 2026-02                      6000.00
  2026-02-28  fee, 2026-02                          -1800.00
  2026-02-28  proceeds, adjusts 2026-01              -400.00
  2026-02-28  proceeds, 2026-02 (fair\\1\n)           250.50
  2026-02-28  fee, 2026-02 (wrong)                     -1.00
  2026-02-28  reversal: fee, 2026-02 (wrong)            1.00
  closing                                           10750.50
  carried over, less than the minimum                4500.00
  held, it may be returned until 2026-03-14          6250.50
`, s.String())
	text := func(w settlement.Words) string {
		var b bytes.Buffer
		n, err := s.WriteText(&b, w)
		require.NoError(t, err)
		require.EqualValues(t, b.Len(), n)
		return strings.ReplaceAll(b.String(), "\u00a0", " ")
	}
	russian := text(settlement.Words{Language: accrual.Russian, Of: func(n settlement.Line) string { return n.Key.Clause }})
	for _, line := range []string{
		"Расчёты: M-1 — shop, 01.02.2026 – 28.02.2026\n",
		"  28.02.2026  поправка к 01.2026: proceeds", "  28.02.2026  proceeds  ", "  28.02.2026  сторно: fee ", "  15.02.2026    ",
		"  переносится, меньше минимума ", "  удержано, возможен возврат до 14.03.2026      6 250,50 ₽\n",
	} {
		require.Contains(t, russian, line)
	}
	require.Equal(t, s.String(), text(settlement.Words{Language: 9}))
}
