package bank_test

import (
	"bytes"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/bank"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

func day(s string) civil.Date      { return civil.MustDate(s) }
func money(s string) finance.Money { return finance.MustMoney(s) }

func statement(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("testdata/statement.txt")
	require.NoError(t, err)
	return string(text)
}

func read(t testing.TB, text string) bank.Exchange {
	t.Helper()
	e, err := bank.Read(strings.NewReader(text), "s.txt")
	require.NoError(t, err)
	return e
}

func TestRead(t *testing.T) {
	e := read(t, statement(t))
	require.NoError(t, e.Check())
	require.Equal(t, bank.UTF8, e.Encoding)
	require.Equal(t, civil.Period{From: day("2026-01-30"), To: day("2026-02-01")}, e.Period)
	require.Equal(t, []bank.Field{{Name: "ВремяСоздания", Value: "09:15:00"}}, e.Other)
	require.Equal(t, []bank.Account{{
		Number: "40702810000000000001", Period: e.Period,
		Opening: money("100000.00 RUB"), In: money("45500.50 RUB"), Out: money("7000.00 RUB"), Closing: money("138500.50 RUB"),
	}}, e.Accounts)
	require.Len(t, e.Documents, 3)
	require.Equal(t, bank.Document{
		Kind: bank.PaymentOrder, Number: "12", On: day("2026-01-29"), Amount: money("45000.00 RUB"),
		Payer:   bank.Side{Name: "ИП Мастерская (вымышленный)", TaxNumber: "100000000002", Account: "40802810000000000002"},
		Payee:   bank.Side{Name: "ООО Квартал (вымышленное)", TaxNumber: "1000000001", Account: "40702810000000000001"},
		Debited: day("2026-01-29"), Credited: day("2026-01-30"), Purpose: "Аренда за январь по договору L-7",
		Other: []bank.Field{{Name: "ВидОплаты", Value: "01"}, {Name: "Очередность", Value: "5"}},
	}, e.Documents[0])
	require.Equal(t, day("2026-01-30"), e.Documents[0].Day("40702810000000000001"))
	require.Equal(t, day("2026-01-29"), e.Documents[0].Day("40802810000000000002"))
	require.Equal(t, day("2026-01-31"), e.Documents[1].Day("30102810000000000009"), "its date, as the bank says no other")
}

// What is written in each encoding is read again, and each letter of the code
// pages stands for itself.
func TestWrittenIsRead(t *testing.T) {
	e := read(t, statement(t))
	for _, enc := range []bank.Encoding{bank.Windows, bank.DOS, bank.UTF8} {
		e.Encoding = enc
		var text bytes.Buffer
		_, err := e.WriteTo(&text)
		require.NoError(t, err)
		require.Contains(t, text.String(), "\r\n")
		require.Equal(t, e, read(t, text.String()), enc)
	}
	e.Encoding = bank.Windows
	var text bytes.Buffer
	_, err := e.WriteTo(&text)
	require.NoError(t, err)
	require.Contains(t, text.String(), "\xcf\xeb\xe0\xf2\xe5\xe6\xed\xee\xe5 \xef\xee\xf0\xf3\xf7\xe5\xed\xe8\xe5") // Платежное поручение in code page 1251
	e.Encoding = bank.DOS
	text.Reset()
	_, err = e.WriteTo(&text)
	require.NoError(t, err)
	require.Contains(t, text.String(), "\x8f\xab\xa0\xe2\xa5\xa6\xad\xae\xa5 \xaf\xae\xe0\xe3\xe7\xa5\xad\xa8\xa5") // in code page 866
}

func TestReadRefused(t *testing.T) {
	good := statement(t)
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "s.txt:1: no 1CClientBankExchange: syntax"},
		{"another file", "id,amount\n1,2\nКонецФайла\n", "s.txt:1: no 1CClientBankExchange: syntax"},
		{"a bad day", strings.Replace(good, "Дата=29.01.2026", "Дата=29.02.2026", 1), "2 problems: s.txt:22.Дата: out of range: no day 2026-2-29; s.txt:20.on: missing"},
		{"a day of another form", strings.Replace(good, "Дата=29.01.2026", "Дата=2026-01-29", 1), `s.txt:22.Дата: "2026-01-29", not as 31.01.2026: syntax`},
		{"days parted otherwise", strings.Replace(good, "Дата=29.01.2026", "Дата=29/01.2026", 1), `s.txt:22.Дата: "29/01.2026", not as 31.01.2026: syntax`},
		{"months parted otherwise", strings.Replace(good, "Дата=29.01.2026", "Дата=29.01/2026", 1), `s.txt:22.Дата: "29.01/2026", not as 31.01.2026: syntax`},
		{"a short day", strings.Replace(good, "Дата=29.01.2026", "Дата=29.1.2026", 1), `s.txt:22.Дата: "29.1.2026", not as 31.01.2026: syntax`},
		{"a long day", strings.Replace(good, "Дата=29.01.2026", "Дата=29.01.02026", 1), `s.txt:22.Дата: "29.01.02026", not as 31.01.2026: syntax`},
		{"an amount", strings.Replace(good, "Сумма=45000.00", "Сумма=45 000.00", 1), "s.txt:23.Сумма: "},
		{"a fraction of a kopeck", strings.Replace(good, "Сумма=45000.00", "Сумма=45000.001", 1), "s.txt:23.Сумма: "},
		{"an amount below zero", strings.Replace(good, "Сумма=45000.00", "Сумма=-45000.00", 1), "s.txt:20.amount: negative"},
		{"no number", strings.Replace(good, "Номер=12\n", "", 1), "s.txt:20.number: missing"},
		{"a field twice", strings.Replace(good, "Номер=12\n", "Номер=12\nНомер=13\n", 1), "s.txt:22.Номер: duplicate"},
		{"a field without a value", strings.Replace(good, "Номер=12\n", "Номер\n", 1), "s.txt:21.Номер: no value: syntax"},
		{"a section in a section", strings.Replace(good, "КонецДокумента\n", "", 1), "s.txt:35: the section of line 20 is not closed: syntax"},
		{"an end without a start", strings.Replace(good, "СекцияДокумент=Банковский ордер\n", "", 1), ": no such section is open: syntax"},
		{"cut off", strings.Replace(good, "КонецФайла\n", "", 1), "no КонецФайла: the file is cut off: missing"},
		{"a letter after the end", good + "x", "text after the end of the file: conflict"},
		{"text after the end", good + "Номер=1\n", "text after the end of the file: conflict"},
		{"a balance that does not follow", strings.Replace(good, "КонечныйОстаток=138500.50", "КонечныйОстаток=138500.51", 1), "s.txt:11.closing: 100000.00 RUB + 45500.50 RUB - 7000.00 RUB is 138500.50 RUB, not 138500.51 RUB: conflict"},
		{"days reversed", strings.Replace(good, "ДатаКонца=31.01.2026\nРасчСчет", "ДатаКонца=31.12.2025\nРасчСчет", 2), "s.txt:11.period.to: out of order: 2026-01-01 is not after 2026-01-30"},
		{"a comma twice", strings.Replace(good, "Сумма=45000.00", "Сумма=45,000,00", 1), "s.txt:23.Сумма: "},
		{"not UTF-8", strings.Replace(good, "Аренда", "\xff", 1), "s.txt:34: not UTF-8: syntax"},
		{"an overlong field", strings.Replace(good, "Аренда", strings.Repeat("а", 5000), 1), "s.txt:34: 10079 bytes, at most 4096: over the limit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := bank.Read(strings.NewReader(c.text), "s.txt")
			require.ErrorContains(t, err, c.want)
			require.Zero(t, e)
		})
	}
}

func TestCheck(t *testing.T) {
	e := read(t, statement(t))
	e.Documents[2].Amount = money("6999.99 RUB")
	e.Documents = append(e.Documents, e.Documents[0])
	e.Documents[1].Payee.Account = "1"
	require.EqualError(t, e.Check(), "4 problems: documents[1]: moves no account of the file: unknown; documents[3]: duplicate; "+
		"accounts[0].in: documents come to 90000.00 RUB, the statement says 45500.50 RUB: conflict; "+
		"accounts[0].out: documents come to 6999.99 RUB, the statement says 7000.00 RUB: conflict")
	e = read(t, statement(t))
	e.Documents[0].Credited = day("2026-02-01")
	require.ErrorContains(t, e.Check(), "documents[0]: on no day of the statement: out of range")
	e.Accounts = nil
	require.NoError(t, e.Check())
}

func TestWriteRefused(t *testing.T) {
	for _, c := range []struct {
		change func(*bank.Exchange)
		want   string
	}{
		{func(e *bank.Exchange) { e.Documents[0].Purpose = "a\nСумма=1" }, `documents[0].НазначениеПлатежа: '\n' cannot stand in a field: syntax`},
		{func(e *bank.Exchange) { e.Documents[0].Payee.Name = "日本" }, `documents[0].Получатель: '日' is not in Windows: syntax`},
		{func(e *bank.Exchange) { e.Documents[0].Other = []bank.Field{{Name: "КонецДокумента"}} }, "documents[0].КонецДокумента: would not be read as it is: conflict"},
		{func(e *bank.Exchange) { e.Documents[0].Other = []bank.Field{{Name: "a=b", Value: "c"}} }, "documents[0].a=b: would not be read as it is: conflict"},
		{func(e *bank.Exchange) { e.Documents[0].Other = []bank.Field{{Value: "c"}} }, "documents[0].: would not be read as it is: conflict"},
		{func(e *bank.Exchange) { e.Documents[0].Other = []bank.Field{{Name: "Номер", Value: "13"}} }, "documents[0].Номер: would not be read as it is: conflict"},
		{func(e *bank.Exchange) {
			e.Documents[0].Other = []bank.Field{{Name: "Код", Value: "1"}, {Name: "Код", Value: "2"}}
		}, "documents[0].Код: would not be read as it is: conflict"},
		{func(e *bank.Exchange) {
			e.Accounts[0].Other = []bank.Field{{Name: "СекцияДокумент", Value: "x"}}
		}, "accounts[0].СекцияДокумент: would not be read as it is: conflict"},
		{func(e *bank.Exchange) { e.Other = []bank.Field{{Name: "СекцияРасчСчет"}} }, "СекцияРасчСчет: would not be read as it is: conflict"},
		{func(e *bank.Exchange) { e.Documents[0].Payer.Name = "a\u2028b" }, "documents[0].Плательщик: '\\u2028' cannot stand in a field: syntax"},
		{func(e *bank.Exchange) { e.Documents[0].Amount = money("0.00 RUB") }, "documents[0].amount: missing"},
		{func(e *bank.Exchange) { e.Documents[0].Amount = money("1.00 USD") }, "documents[0].amount: currency"},
		{func(e *bank.Exchange) { e.Accounts[0].In = money("0.01 RUB") }, "accounts[0].closing: "},
		{func(e *bank.Exchange) { e.Sender = strings.Repeat("x", 5000) }, "Отправитель: 5000 bytes, at most 4096: over the limit"},
		{func(e *bank.Exchange) { e.Encoding = 3 }, "encoding 3: out of range"},
	} {
		e := read(t, statement(t))
		e.Encoding = bank.Windows
		c.change(&e)
		var text bytes.Buffer
		n, err := e.WriteTo(&text)
		require.ErrorContains(t, err, c.want)
		require.Zero(t, n)
		require.Zero(t, text.Len())
	}
}

// No field may be named as a line that is none.
func TestMarksAreNoFields(t *testing.T) {
	for _, name := range []string{
		"1CClientBankExchange", "Кодировка", "СекцияРасчСчет", "РасчСчет", "КонецРасчСчет", "СекцияДокумент", "Документ", "КонецДокумента", "КонецФайла",
	} {
		e := read(t, statement(t))
		e.Other = []bank.Field{{Name: name, Value: "x"}}
		_, err := e.WriteTo(&bytes.Buffer{})
		require.EqualError(t, err, name+": would not be read as it is: conflict")
	}
}

const quarter, studio, maker = accrual.Party("quarter"), accrual.Party("R-1"), accrual.Party("M-1")

func owed(agreement, clause, amount, due string, to, from accrual.Party) accrual.Obligation {
	m := civil.MustMonth("2026-01")
	return accrual.Obligation{
		Key:    accrual.Key{Agreement: agreement, Clause: clause, Slot: m.Period()},
		Debtor: from, Creditor: to, Net: money(amount), Tax: finance.Zero(finance.RUB),
		For: m, In: m, Cutoff: m.Next().First(), Due: day(due),
	}
}

func TestMatch(t *testing.T) {
	chart := ledger.Chart{Rules: []ledger.Rule{
		{Clause: "proceeds", Owes: ledger.Accounts{Control: ledger.Makers, Net: "assets:takings"}},
		{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent"}, Owes: ledger.Accounts{Control: ledger.Payable, Net: "expenses:rent"}},
	}}
	books, err := ledger.New(quarter).Post(chart,
		owed("L-7", "rent", "45000.00 RUB", "2026-01-10", quarter, studio), owed("L-8", "rent", "12000.00 RUB", "2026-01-12", quarter, studio),
		owed("L-8", "light", "3000.00 RUB", "2026-01-20", quarter, studio), owed("L-70", "storage", "3000.00 RUB", "2026-01-25", quarter, studio),
		owed("C-1", "proceeds", "7000.00 RUB", "2026-01-10", maker, quarter), owed("C-1", "stand", "500.00 RUB", "2026-01-10", maker, quarter),
	)
	require.NoError(t, err)
	const ours, theirs, makers = "40702810000000000001", "40802810000000000002", "40802810000000000003"
	directory := bank.Directory{
		studio: {Account: theirs, TaxNumber: "100000000002"}, maker: {Account: makers, TaxNumber: "100000000003"},
		"T-1": {TaxNumber: "5"}, "T-2": {TaxNumber: "5"},
	}
	document := func(from, to, amount, purpose string) bank.Document {
		return bank.Document{Kind: bank.PaymentOrder, Number: "9", On: day("2026-01-30"), Amount: money(amount), Payer: bank.Side{Account: from}, Payee: bank.Side{Account: to}, Purpose: purpose}
	}
	taxed := func(number, amount string) bank.Document {
		d := document("elsewhere", ours, amount, "")
		d.Payer.TaxNumber = number
		return d
	}
	for _, c := range []struct {
		name     string
		document bank.Document
		reason   bank.Reason
		pays     string
	}{
		{"one item", document(theirs, ours, "45000.00 RUB", "rent"), bank.OneItem, "L-7 45000.00 RUB"},
		{"an agreement by its name", document(theirs, ours, "15000.00 RUB", "по договору L-8, январь"), bank.NamedAgreement, "L-8 12000.00 RUB, L-8 3000.00 RUB"},
		{"one item of those named", document(theirs, ours, "3000.00 RUB", "L-70"), bank.NamedAgreement, "L-70 3000.00 RUB"},
		{"one of two equal ones, named", document(theirs, ours, "3000.00 RUB", "свет по L-8"), bank.OneItem, "L-8 3000.00 RUB"},
		{"two of one amount", document(theirs, ours, "3000.00 RUB", "аренда"), bank.SeveralItems, "L-8 3000.00 RUB"},
		{"an agreement of the directory that is not there", document(theirs, ours, "0.01 RUB", "L-9"), bank.PartOfItem, "L-7 0.01 RUB"},
		{"all", document(theirs, ours, "63000.00 RUB", ""), bank.AllOpen, "L-7 45000.00 RUB, L-8 12000.00 RUB, L-8 3000.00 RUB, L-70 3000.00 RUB"},
		{"the oldest two", document(theirs, ours, "57000.00 RUB", ""), bank.OldestItems, "L-7 45000.00 RUB, L-8 12000.00 RUB"},
		{"a part", document(theirs, ours, "50000.00 RUB", ""), bank.PartOfItem, "L-7 45000.00 RUB, L-8 5000.00 RUB"},
		{"too much", document(theirs, ours, "70000.00 RUB", ""), bank.MoreThanOpen, "L-7 45000.00 RUB, L-8 12000.00 RUB, L-8 3000.00 RUB, L-70 3000.00 RUB"},
		{"by tax number", taxed("100000000002", "45000.00 RUB"), bank.OneItem, "L-7 45000.00 RUB"},
		{"two of one tax number", taxed("5", "1.00 RUB"), bank.SeveralParty, ""},
		{"nobody", taxed("6", "1.00 RUB"), bank.UnknownParty, ""},
		{"a maker pays us", document(makers, ours, "7000.00 RUB", ""), bank.NothingOpen, ""},
		{"we pay a maker", document(ours, makers, "7000.00 RUB", ""), bank.OneItem, "C-1 7000.00 RUB"},
		{"we pay another debt", document(ours, makers, "500.00 RUB", ""), bank.OneItem, "C-1 500.00 RUB"},
		{"neither account is ours", document(theirs, makers, "7000.00 RUB", ""), bank.NotOurAccount, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := bank.Match(books, day("2026-01-31"), []string{ours, "ours too"}, directory, []bank.Document{c.document})
			require.NoError(t, err)
			found := append(got.Sure, got.Doubtful...)
			require.Len(t, found, 1)
			require.Equal(t, c.reason, found[0].Reason)
			require.Equal(t, c.reason.Sure(), len(got.Sure) == 1)
			var pays []string
			for _, p := range found[0].Pays {
				pays = append(pays, p.Key.Agreement+" "+p.Amount.String())
			}
			require.Equal(t, c.pays, strings.Join(pays, ", "))
		})
	}

	both := []bank.Document{
		document(theirs, ours, "45000.00 RUB", ""), document(theirs, ours, "12000.00 RUB", ""), document(ours, "ours too", "1.00 RUB", ""),
		document(ours, makers, "500.00 RUB", "стенд"),
	}
	got, err := bank.Match(books, day("2026-01-31"), []string{ours, "ours too"}, directory, both)
	require.NoError(t, err)
	require.Equal(t, []int{2}, got.Own)
	require.Len(t, got.Sure, 3)
	require.Equal(t, ledger.Payment{
		ID: "bank 9 2026-01-30 40802810000000000002>40702810000000000001 4500000", From: studio, To: quarter, On: day("2026-01-30"), Known: day("2026-01-31"),
		Amount: money("45000.00 RUB"), Against: ledger.Receivable,
	}, got.Sure[0].Payment)
	require.Equal(t, ledger.Payable, got.Sure[2].Payment.Against)
	for range 2 { // the statement read twice
		for _, f := range got.Sure {
			books, err = books.Pay(civil.MustMonth("2026-01"), day("2026-02-01"), f.Payment)
			require.NoError(t, err)
		}
	}
	require.Equal(t, money("6000.00 RUB"), books.Balance(ledger.Receivable, day("2026-01-31")).Of(finance.RUB))
	require.Equal(t, money("56500.00 RUB"), books.Balance(ledger.Cash, day("2026-01-31")).Of(finance.RUB))
}

// What is owed in another currency is not paid by a statement in roubles, an
// entry without an agreement is named by nothing, a document is refused by its
// place, and a purpose as long as a purpose may be is cut between letters.
func TestMatchBesideOthers(t *testing.T) {
	chart := ledger.Chart{Rules: []ledger.Rule{{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent"}}}}
	tenge := owed("L-7", "fair", "1000.00 KZT", "2026-01-10", quarter, studio)
	tenge.Tax = finance.Zero(finance.KZT)
	books, err := ledger.New(quarter).Post(chart, tenge, owed("L-7", "rent", "900.00 RUB", "2026-01-12", quarter, studio))
	require.NoError(t, err)
	books, err = books.Enter(ledger.Entry{ID: ledger.Payment{ID: "by hand"}.Posting(), On: day("2026-01-09"), Text: "key", Lines: []ledger.Line{
		{Account: ledger.Receivable, Party: studio, Amount: money("50.00 RUB")}, {Account: "income:other", Amount: money("-50.00 RUB")},
	}})
	require.NoError(t, err)
	const ours, theirs = "40702810000000000001", "40802810000000000002"
	paid := bank.Document{Kind: bank.PaymentOrder, Number: "1", On: day("2026-01-30"), Amount: money("900.00 RUB"), Payer: bank.Side{Account: theirs}, Payee: bank.Side{Account: ours}, Purpose: "L-7, " + strings.Repeat("я", 600)}
	got, err := bank.Match(books, day("2026-01-31"), []string{ours}, bank.Directory{studio: {Account: theirs}}, []bank.Document{paid})
	require.NoError(t, err)
	require.Equal(t, bank.NamedAgreement, got.Sure[0].Reason)
	require.Equal(t, money("900.00 RUB"), got.Sure[0].Pays[0].Amount)
	require.Equal(t, "L-7, "+strings.Repeat("я", 509), got.Sure[0].Payment.Purpose)
	wrong := paid
	wrong.Number = ""
	_, err = bank.Match(books, day("2026-01-31"), []string{ours}, nil, []bank.Document{paid, wrong})
	require.EqualError(t, err, "documents[1]: number: missing")
}

// Two payments of a day under one overlong number are two: neither is taken for
// the other.
func TestMatchOfOverlongNumbers(t *testing.T) {
	const ours, theirs = "40702810000000000001", "40802810000000000002"
	paid := func(amount string) bank.Document {
		return bank.Document{Kind: bank.PaymentOrder, Number: strings.Repeat("7", 300), On: day("2026-01-30"), Amount: money(amount), Payer: bank.Side{Account: theirs}, Payee: bank.Side{Account: ours}}
	}
	books, err := ledger.New(quarter).Post(ledger.Chart{Rules: []ledger.Rule{{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent"}}}},
		owed("L-7", "rent", "1.00 RUB", "2026-01-10", quarter, studio), owed("L-8", "rent", "2.00 RUB", "2026-01-12", quarter, studio))
	require.NoError(t, err)
	match := func(documents ...bank.Document) bank.Matched {
		got, err := bank.Match(books, day("2026-01-31"), []string{ours}, bank.Directory{studio: {Account: theirs}}, documents)
		require.NoError(t, err)
		return got
	}
	first := match(paid("1.00 RUB"))
	require.NoError(t, first.Sure[0].Payment.Validate())
	books, err = books.Pay(civil.MustMonth("2026-01"), day("2026-02-01"), first.Sure[0].Payment)
	require.NoError(t, err)
	second := match(paid("1.00 RUB"), paid("2.00 RUB"))
	require.Equal(t, []int{0}, second.Entered)
	require.Equal(t, money("2.00 RUB"), second.Sure[0].Payment.Amount)
}

// An error of the reader or the writer is returned as it is; what is too long is
// refused, and what is as long as it may be is not.
func TestReadersAndWriters(t *testing.T) {
	_, err := bank.Read(iotest.ErrReader(io.ErrUnexpectedEOF), "s.txt")
	require.Equal(t, io.ErrUnexpectedEOF, err)
	_, err = bank.Read(strings.NewReader(strings.Repeat("x", bank.MaxBytes+1)), "s.txt")
	require.EqualError(t, err, "s.txt: more than 67108864 bytes: over the limit")
	e := read(t, statement(t))
	_, err = e.WriteTo(failing{})
	require.Equal(t, io.ErrShortWrite, err)
	e.Sender = strings.Repeat("x", bank.MaxField)
	var text bytes.Buffer
	_, err = e.WriteTo(&text)
	require.NoError(t, err)
	e.Documents[0].Purpose = strings.Repeat("x", bank.MaxField+1)
	_, err = e.WriteTo(&text)
	require.ErrorIs(t, err, finance.ErrLimit)
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// Two statements share a day. What the first of them brought is entered, so the
// second one finds the payment that is new, and not the old one once more.
func TestMatchOfOverlappingStatements(t *testing.T) {
	chart := ledger.Chart{Rules: []ledger.Rule{{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent"}}}}
	books, err := ledger.New(quarter).Post(chart,
		owed("L-7", "rent", "1000.00 RUB", "2026-01-10", quarter, studio), owed("L-8", "rent", "1500.00 RUB", "2026-01-12", quarter, studio),
		owed("L-9", "rent", "1000.00 RUB", "2026-02-10", quarter, studio),
	)
	require.NoError(t, err)
	const ours, theirs = "40702810000000000001", "40802810000000000002"
	paid := func(number, on string) bank.Document {
		return bank.Document{Kind: bank.PaymentOrder, Number: number, On: day(on), Amount: money("1000.00 RUB"), Payer: bank.Side{Account: theirs}, Payee: bank.Side{Account: ours}, Purpose: "L-9"}
	}
	directory := bank.Directory{studio: {Account: theirs}}
	first, err := bank.Match(books, day("2026-01-31"), []string{ours}, directory, []bank.Document{paid("1", "2026-01-30")})
	require.NoError(t, err)
	require.Len(t, first.Sure, 1)
	require.Empty(t, first.Entered)
	books, err = books.Pay(civil.MustMonth("2026-01"), day("2026-02-01"), first.Sure[0].Payment)
	require.NoError(t, err)

	// It named the third agreement; by the rule alone the oldest item would be settled.
	told := first.Sure[0].Instructions()
	require.Len(t, told, 1)
	require.Equal(t, money("1000.00 RUB"), told[0].Amount)
	all, err := books.Allocate(ledger.OldestFirst("agreed"), ledger.Receivable, day("2026-01-31"), told...)
	require.NoError(t, err)
	require.Len(t, all[0].Applied, 1)
	require.Equal(t, "L-9", all[0].Applied[0].Key.Agreement)

	second, err := bank.Match(books, day("2026-02-02"), []string{ours}, directory, []bank.Document{paid("1", "2026-01-30"), paid("2", "2026-01-31")})
	require.NoError(t, err)
	require.Equal(t, []int{0}, second.Entered)
	require.Empty(t, second.Doubtful)
	require.Len(t, second.Sure, 1)
	require.Equal(t, 1, second.Sure[0].Document)
}

// A part of what a maker is owed was ordered, as when the rest waits. By what is
// open it would be doubtful; by the order it is sure, keeps its id and pays once.
func TestMatchOfOrders(t *testing.T) {
	chart := ledger.Chart{Rules: []ledger.Rule{{Owes: ledger.Accounts{Control: ledger.Makers, Net: "assets:takings"}}}}
	books, err := ledger.New(quarter).Post(chart, owed("C-1", "proceeds", "1000.00 RUB", "2026-01-10", maker, quarter))
	require.NoError(t, err)
	const ours, theirs = "40702810000000000001", "40802810000000000003"
	directory := bank.Directory{maker: {Account: theirs}}
	order := ledger.Payment{ID: "17", From: quarter, To: maker, On: day("2026-01-29"), Known: day("2026-01-29"), Amount: money("600.00 RUB"), Account: "assets:cash:bank", Against: ledger.Makers, Purpose: "report 1"}
	made := bank.Document{Kind: bank.PaymentOrder, Number: "17", On: day("2026-01-29"), Debited: day("2026-01-30"), Amount: order.Amount, Payer: bank.Side{Account: ours}, Payee: bank.Side{Account: theirs}}
	match := func(books ledger.Ledger, documents []bank.Document, ordered ...ledger.Payment) bank.Matched {
		t.Helper()
		found, err := bank.Match(books, day("2026-01-31"), []string{ours}, directory, documents, ordered...)
		require.NoError(t, err)
		return found
	}
	require.Equal(t, bank.PartOfItem, match(books, []bank.Document{made}).Doubtful[0].Reason)

	rest := made
	rest.Number, rest.Amount = "18", money("400.00 RUB")
	found := match(books, []bank.Document{made, rest}, order)
	require.Len(t, found.Sure, 2)
	want := order
	want.On, want.Known = day("2026-01-30"), day("2026-01-31")
	require.Equal(t, bank.Found{Reason: bank.Ordered, Party: maker, Payment: want}, found.Sure[0])
	require.Empty(t, found.Sure[0].Instructions())
	require.Equal(t, bank.OneItem, found.Sure[1].Reason) // what was ordered is not open for it

	for _, entered := range []ledger.Payment{order, want} { // by the host as it ordered, or as it was matched
		after, err := books.Pay(civil.MustMonth("2026-01"), day("2026-02-01"), entered)
		require.NoError(t, err)
		require.Equal(t, bank.Matched{Entered: []int{0}}, match(after, []bank.Document{made}, order))
	}

	again := match(books, []bank.Document{made, made}, order) // an order is made once
	require.Len(t, again.Sure, 1)
	require.Equal(t, []int{1}, again.Entered)
	for _, other := range []func(*ledger.Payment){
		func(p *ledger.Payment) { p.ID = "16" },
		func(p *ledger.Payment) { p.Amount = money("600.01 RUB") },
	} {
		p := order
		other(&p)
		require.Equal(t, bank.PartOfItem, match(books, []bank.Document{made}, p).Doubtful[0].Reason)
	}
	order.Against = "" // of payables, of which nothing is open here
	require.Equal(t, bank.Ordered, match(books, []bank.Document{made}, order).Sure[0].Reason)

	foreign, unknown := order, order
	foreign.From, foreign.To = studio, quarter
	unknown.To = studio
	_, err = bank.Match(books, day("2026-01-31"), []string{ours}, directory, nil, foreign, unknown, ledger.Payment{})
	require.ErrorContains(t, err, `ordered[0]: from "R-1", not from "quarter": conflict; ordered[1]: no account of "R-1": unknown; ordered[2].id: missing`)
}

// A document that stands in the list twice is one payment, and pays no second
// item.
func TestMatchOfARepeatedDocument(t *testing.T) {
	chart := ledger.Chart{Rules: []ledger.Rule{{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent"}}}}
	books, err := ledger.New(quarter).Post(chart,
		owed("L-7", "rent", "1000.00 RUB", "2026-01-10", quarter, studio), owed("L-8", "rent", "1000.00 RUB", "2026-01-12", quarter, studio))
	require.NoError(t, err)
	const ours, theirs = "40702810000000000001", "40802810000000000002"
	paid := bank.Document{Kind: bank.PaymentOrder, Number: "1", On: day("2026-01-30"), Amount: money("1000.00 RUB"), Payer: bank.Side{Account: theirs}, Payee: bank.Side{Account: ours}, Purpose: "L-7"}
	next := paid
	next.Number = "2"
	got, err := bank.Match(books, day("2026-01-31"), []string{ours}, bank.Directory{studio: {Account: theirs}}, []bank.Document{paid, paid, next})
	require.NoError(t, err)
	require.Equal(t, []int{1}, got.Entered)
	require.Empty(t, got.Doubtful)
	require.Len(t, got.Sure, 2)
	require.Equal(t, 2, got.Sure[1].Document)

	var told []ledger.Instruction
	for _, one := range got.Sure {
		books, err = books.Pay(civil.MustMonth("2026-01"), day("2026-02-01"), one.Payment)
		require.NoError(t, err)
		told = append(told, one.Instructions()...)
	}
	_, err = books.Allocate(ledger.OldestFirst("agreed"), ledger.Receivable, day("2026-01-31"), told...)
	require.NoError(t, err)
}

// Among so many items of one agreement and one amount, a payment is placed with
// each of them looked at once, and not once for each other.
func TestMatchAmongManyItems(t *testing.T) {
	const many, ours, theirs = 100_000, "40702810000000000001", "40802810000000000002"
	var list []accrual.Obligation
	for i := range many {
		o := owed("L-7", "rent", "1000.00 RUB", "2026-01-10", quarter, studio)
		o.Source = strconv.Itoa(i)
		list = append(list, o)
	}
	books, err := ledger.New(quarter).Post(ledger.Chart{Rules: []ledger.Rule{{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent"}}}}, list...)
	require.NoError(t, err)
	var documents []bank.Document
	for i := range 20 {
		documents = append(documents, bank.Document{Kind: bank.PaymentOrder, Number: strconv.Itoa(i), On: day("2026-01-30"), Amount: money("1000.00 RUB"), Payer: bank.Side{Account: theirs}, Payee: bank.Side{Account: ours}, Purpose: "L-7"})
	}
	got, err := bank.Match(books, day("2026-01-31"), []string{ours}, bank.Directory{studio: {Account: theirs}}, documents)
	require.NoError(t, err)
	require.Len(t, got.Doubtful, 20)
	require.Equal(t, bank.SeveralItems, got.Doubtful[19].Reason)
}

func TestOrders(t *testing.T) {
	payments := []ledger.Payment{{ID: "17", From: quarter, To: maker, On: day("2026-02-10"), Known: day("2026-02-10"), Amount: money("7000.00 RUB"), Purpose: "Выплата по отчёту № 1"}}
	from := bank.Side{Name: "ООО Квартал (вымышленное)", Account: "40702810000000000001"}
	e, err := bank.Orders(from, day("2026-02-10"), bank.Directory{maker: {Name: "М-1", Account: "40802810000000000003"}}, payments, bank.Field{Name: "Очередность", Value: "5"})
	require.NoError(t, err)
	var text bytes.Buffer
	_, err = e.WriteTo(&text)
	require.NoError(t, err)
	e.Version = "1.03"
	require.Equal(t, e, read(t, text.String()))
	_, err = bank.Orders(from, day("2026-02-10"), nil, payments)
	require.EqualError(t, err, `payments[0]: no account of "M-1": unknown`)
	_, err = bank.Orders(from, day("2026-02-10"), bank.Directory{maker: {Name: "М-1"}}, payments)
	require.EqualError(t, err, `payments[0]: no account of "M-1": unknown`)
	_, err = bank.Orders(from, day("2026-02-10"), nil, append(payments, payments...))
	require.EqualError(t, err, `2 problems: payments[0]: no account of "M-1": unknown; payments[1]: no account of "M-1": unknown`)
	payments[0].Amount = money("1.00 USD")
	_, err = bank.Orders(from, day("2026-02-10"), bank.Directory{maker: {Account: "1"}}, payments)
	require.EqualError(t, err, "payments[0].amount: currency")
}

// FuzzRead: what is read is written, and read as the same again.
func FuzzRead(f *testing.F) {
	f.Add(statement(f))                                                              // a whole file
	f.Add("1CClientBankExchange\nКодировка=Windows\nКонецФайла\n")                   // named Windows, written UTF-8
	f.Add("1CClientBankExchange\r\n=\r\nКонецФайла")                                 // a field without a name
	f.Add("1CClientBankExchange\nСекцияДокумент=\nСекцияДокумент=\nКонецРасчСчет\n") // sections in sections
	f.Fuzz(func(t *testing.T, s string) {
		e, err := bank.Read(strings.NewReader(s), "f")
		if err != nil {
			require.Zero(t, e)
			return
		}
		var text bytes.Buffer
		if _, err := e.WriteTo(&text); err != nil {
			return // a letter or a name that cannot be written as it was read
		}
		if e.Version == "" {
			e.Version = "1.03"
		}
		require.Equal(t, e, read(t, text.String()))
	})
}
