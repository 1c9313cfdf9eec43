package document_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/document"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/terms"
)

var chart = ledger.Chart{Rules: []ledger.Rule{{
	Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:services", Tax: "liabilities:vat"},
	Owes: ledger.Accounts{Control: ledger.Payable, Net: "expenses:services", Tax: "assets:vat"},
}}}

// books hold the rent and the service of March, one payment of April, and a
// register in which both are transfer document 17 of 31 March.
func books(t testing.TB) (ledger.Ledger, document.Register) {
	t.Helper()
	l, err := ledger.New(quarter).Post(chart, march()...)
	require.NoError(t, err)
	l, err = l.Pay(month("2026-04"), day("2026-05-05"), ledger.Payment{ID: "P-1", From: studio, To: quarter, On: day("2026-04-09"), Known: day("2026-04-10"), Amount: rub("50000.00 RUB"), Purpose: "rent of March"})
	require.NoError(t, err)
	r, d := issued(t)
	r, err = r.Issue(document.Numbered{Document: d["upd L-7"].ID, Number: "17", Date: day("2026-03-31")}, document.Numbered{Document: d["act L-7"].ID, Number: "A-17", Date: day("2026-03-31")})
	require.NoError(t, err)
	return l, r
}

var spring = civil.Period{From: day("2026-03-01"), To: day("2026-05-01")}

// Their account, as they sent it: the transfer document as two lines of which
// one is 100.00 less, the payment a day later, and a payment that we have not.
const theirs = `number,on,text,debit,credit
№ 17,2026-03-31,rent,,54900.00 RUB
№ 17,2026-03-31,service,,1730.67 RUB
,2026-04-10,paid,50000.00 RUB,
,2026-04-29,paid,5000.00 RUB,
`

func reconciled(t *testing.T, text string, opening string) document.Document {
	t.Helper()
	l, r := books(t)
	lines, err := terms.Rows[document.TheirLine](strings.NewReader(text), "theirs.csv")
	require.NoError(t, err)
	d, err := r.Reconcile(kind(t, "reconciliation"), l.Statement(studio, spring), finance.RUB, document.TheirAccount{Opening: rub(opening), Lines: lines}, parties)
	require.NoError(t, err)
	return d
}

func TestReconcile(t *testing.T) {
	d := reconciled(t, theirs, "0.00 RUB")
	a := d.Account
	require.Equal(t, document.Both{Ours: rub("6730.67 RUB"), Theirs: rub("1630.67 RUB")}, a.Closing)
	require.Len(t, a.Pairs, 3)
	for i, want := range []struct {
		by           document.MatchedBy
		ours, theirs string
		difference   string
	}{
		{document.ByNumber, "56730.67 RUB", "56630.67 RUB", "100.00 RUB"},
		{document.ByAmount, "-50000.00 RUB", "-50000.00 RUB", "0.00 RUB"},
		{document.Unmatched, "0", "-5000.00 RUB", "5000.00 RUB"},
	} {
		require.Equal(t, want.by, a.Pairs[i].By)
		require.Equal(t, []string{want.ours, want.theirs, want.difference}, []string{a.Pairs[i].Ours.Amount.String(), a.Pairs[i].Theirs.Amount.String(), a.Pairs[i].Difference.String()})
	}
	require.Equal(t, "17", a.Pairs[0].Ours.Number)
	require.Equal(t, day("2026-03-31"), a.Pairs[0].Ours.On)
	require.Len(t, a.Differences(), 2)
	require.Equal(t, strings.TrimPrefix(`
Акт сверки (проект)

Составил: ООО «Квартал» (вымышленное)
  ИНН/КПП: 0000000001/000000001
  Адрес: 1 Example street
Кому: Мастерская (вымышленная)
Период: 01.03.2026 – 30.04.2026

дата        документ          ООО «Квартал» (вымышленное)  дата        документ          Мастерская (вымышленная)   разница
            сальдо начальное                         0,00              сальдо начальное                      0,00
31.03.2026  УПД № 17                            56 730,67  31.03.2026  rent № 17                        56 630,67    100,00  по номеру
09.04.2026  rent of March                      -50 000,00  10.04.2026  paid                            -50 000,00            по сумме
                                                           29.04.2026  paid                             -5 000,00  5 000,00  у одной стороны
            сальдо конечное                      6 730,67              сальдо конечное                   1 630,67  5 100,00

Расхождение: 5 100,00 ₽, в том числе в начальном сальдо 0,00 ₽
На 30.04.2026 должник: Мастерская (вымышленная), кредитор: ООО «Квартал» (вымышленное), задолженность: 6 730,67 ₽ (Шесть тысяч семьсот тридцать рублей 67 копеек), по данным стороны: ООО «Квартал» (вымышленное)
На 30.04.2026 должник: Мастерская (вымышленная), кредитор: ООО «Квартал» (вымышленное), задолженность: 1 630,67 ₽ (Одна тысяча шестьсот тридцать рублей 67 копеек), по данным стороны: Мастерская (вымышленная)
`, "\n"), strings.ReplaceAll(d.Text(accrual.Russian), "\u00a0", " "))
}

func TestReconcileWithoutDifference(t *testing.T) {
	d := reconciled(t, "number,on,debit,credit\n17,2026-03-31,,56730.67 RUB\n,2026-04-09,50000.00 RUB,\n,2026-04-30,6730.67 RUB,\n,2026-04-30,-6730.67 RUB,\n", "0.00 RUB")
	require.Equal(t, []document.MatchedBy{document.ByNumber, document.ByDay, document.Unmatched, document.Unmatched}, matches(d))
	d = reconciled(t, "number,on,debit,credit\n17,2026-03-31,,56730.67 RUB\n,2026-04-09,50000.00 RUB,\n", "0.00 RUB")
	require.Empty(t, d.Account.Differences())
	require.Contains(t, d.Text(accrual.English), "No difference\nOn 2026-04-30 Studio (fictional) owes Quarter LLC (fictional) 6730.67 RUB (6,730.67\u00a0RUB), by the books of Quarter LLC (fictional)\n")
	// an opening that differs is a difference as well
	d = reconciled(t, "number,on,debit,credit\n17,2026-03-31,,56730.67 RUB\n,2026-04-09,50000.00 RUB,\n", "56730.67 RUB")
	require.Equal(t, document.Both{Ours: rub("0.00 RUB"), Theirs: rub("-56730.67 RUB")}, d.Account.Opening)
	require.Contains(t, d.Text(accrual.English), "Difference: 56730.67 RUB, of it in the opening balance 56730.67 RUB\n")
	require.Contains(t, d.Text(accrual.English), "On 2026-04-30 Quarter LLC (fictional) owes Studio (fictional) 50000.00 RUB")
}

func matches(d document.Document) (list []document.MatchedBy) {
	for _, p := range d.Account.Pairs {
		list = append(list, p.By)
	}
	return list
}

func TestReconcileRefuses(t *testing.T) {
	l, r := books(t)
	s := l.Statement(studio, spring)
	_, err := r.Reconcile(kind(t, "act"), ledger.Statement{Period: civil.Period{From: day("2026-01-01")}}, 0, document.TheirAccount{Lines: []document.TheirLine{{}}}, nil)
	require.Equal(t, []string{"kind.form", "currency", "period", "parties", "theirs.lines[0].on", "theirs.lines[0].debit"}, paths(t, err))
	both := document.TheirLine{On: day("2026-03-31"), Debit: rub("1.00 RUB"), Credit: rub("1.00 RUB")}
	_, err = r.Reconcile(kind(t, "reconciliation"), s, finance.RUB, document.TheirAccount{Lines: []document.TheirLine{both}}, parties)
	require.Equal(t, []string{"theirs.lines[0].credit"}, paths(t, err))
	one := document.TheirLine{On: day("2026-03-31"), Debit: rub("1.00 RUB")}
	_, err = r.Reconcile(kind(t, "reconciliation"), s, finance.RUB, document.TheirAccount{Opening: rub("1.00 RUB"), Closing: rub("1.99 RUB"), Lines: []document.TheirLine{one}}, parties)
	require.Equal(t, []string{"theirs.closing"}, paths(t, err))
	_, err = r.Reconcile(kind(t, "reconciliation"), s, finance.RUB, document.TheirAccount{Opening: rub("1.00 RUB"), Closing: rub("2.00 RUB"), Lines: []document.TheirLine{one}}, parties)
	require.NoError(t, err)
	_, err = r.Reconcile(kind(t, "reconciliation"), s, finance.EUR, document.TheirAccount{Lines: []document.TheirLine{one}}, parties)
	require.ErrorIs(t, err, finance.ErrCurrency)
}

// Whatever the two accounts hold: each line of both is in one pair, an amount
// once, and opening and pairs explain the whole difference.
func TestReconciliationExplainsEverything(t *testing.T) {
	l, r := books(t)
	for seed := range histories {
		a := rand.New(rand.NewPCG(uint64(seed), 7))
		their := document.TheirAccount{Opening: finance.Minor(a.Int64N(1000), finance.RUB)}
		sum := -their.Opening.Minor()
		for range a.IntN(30) {
			n := document.TheirLine{On: spring.From.AddDays(a.IntN(61)), Number: []string{"", "17", "№17", "x"}[a.IntN(4)]}
			amount := []int64{5673067, 5000000, 1 + a.Int64N(9)}[a.IntN(3)]
			if a.IntN(2) == 0 {
				n.Debit, sum = finance.Minor(amount, finance.RUB), sum-amount
			} else {
				n.Credit, sum = finance.Minor(amount, finance.RUB), sum+amount
			}
			their.Lines = append(their.Lines, n)
		}
		d, err := r.Reconcile(kind(t, "reconciliation"), l.Statement(studio, spring), finance.RUB, their, parties)
		require.NoError(t, err)
		require.Equal(t, finance.Minor(sum, finance.RUB), d.Account.Closing.Theirs)
		require.Equal(t, rub("6730.67 RUB"), d.Account.Closing.Ours)
		whole, err := d.Account.Closing.Difference()
		require.NoError(t, err)
		explained, err := d.Account.Opening.Difference()
		require.NoError(t, err)
		ours := 0
		for _, p := range d.Account.Pairs {
			explained = plus(t, explained, p.Difference)
			if !p.Ours.IsZero() {
				ours++
			}
			if p.By == document.ByNumber {
				require.Equal(t, "17", strings.TrimPrefix(p.Theirs.Number, "№"))
			}
		}
		require.Equal(t, 2, ours)
		require.Equal(t, whole, explained)
	}
}

func item(key, due, left string) ledger.Item {
	p := ledger.Payment{ID: key}
	return ledger.Item{Entry: p.Posting(), Text: key, On: day("2026-03-31"), Due: day(due), Amount: rub(left), Left: rub(left)}
}

// The studio owes 54,900.00 and 1,830.67; it is owed 20,000.00 and 40,000.00.
func mutual() document.Mutual {
	return document.Mutual{
		Owner: parties[0], Other: parties[1], On: day("2026-04-15"),
		Ours:   []ledger.Item{item("rent", "2026-04-10", "54900.00 RUB"), item("service", "2026-04-05", "1830.67 RUB")},
		Theirs: []ledger.Item{item("repair", "2026-03-20", "-20000.00 RUB"), item("design", "2026-04-01", "-20000.00 RUB"), item("print", "2026-06-01", "-1.00 RUB")},
	}
}

func TestSetOff(t *testing.T) {
	d, err := kind(t, "set-off").SetOff(mutual())
	require.NoError(t, err)
	s := d.SetOff
	require.Equal(t, rub("40001.00 RUB"), s.Amount)
	require.Equal(t, []string{"service", "rent"}, []string{s.Ours[0].Text, s.Ours[1].Text}) // the service is due first
	require.Equal(t, rub("1830.67 RUB"), s.Ours[0].Extinguished)
	require.Equal(t, rub("38170.33 RUB"), s.Ours[1].Extinguished)
	left, err := s.Ours[1].Left()
	require.NoError(t, err)
	require.Equal(t, rub("16729.67 RUB"), left)
	require.Len(t, s.Theirs, 3)

	m := mutual()
	m.Amount = rub("30000.00 RUB")
	d, err = kind(t, "set-off").SetOff(m)
	require.NoError(t, err)
	require.Len(t, d.SetOff.Theirs, 2) // the print is not reached
	require.Equal(t, rub("10000.00 RUB"), d.SetOff.Theirs[1].Extinguished)
	text := d.Text(accrual.English)
	require.Contains(t, text, "Claims of Quarter LLC (fictional)\ndate        document      open   set off      left\n2026-03-31  service    1830.67   1830.67      0.00\n2026-03-31  rent      54900.00  28169.33  26730.67\n")
	require.Contains(t, text, "Set off on each side: 30000.00 RUB\n30,000.00\u00a0RUB\n")
	require.Contains(t, d.Text(accrual.Russian), "Тридцать тысяч рублей 00 копеек\n")
	r, err := document.Register{}.Add(d)
	require.NoError(t, err)
	requireText(t, r)
}

func TestSetOffRefuses(t *testing.T) {
	for _, c := range []struct {
		path  string
		is    error
		wreck func(m *document.Mutual)
	}{
		{"amount", finance.ErrRange, func(m *document.Mutual) { m.Amount = rub("40001.01 RUB") }},
		{"amount", finance.ErrNegative, func(m *document.Mutual) { m.Amount = rub("-1.00 RUB") }},
		{"amount", finance.ErrCurrency, func(m *document.Mutual) { m.Amount = rub("1.00 EUR") }},
		{"amount", finance.ErrCurrency, func(m *document.Mutual) { m.Ours[0] = item("x", "2026-04-10", "1.00 EUR") }},
		{"ours[0]", finance.ErrRange, func(m *document.Mutual) { m.Ours[0].Left = rub("-1.00 RUB") }},
		{"theirs[0]", finance.ErrRange, func(m *document.Mutual) { m.Theirs[0].Left = rub("1.00 RUB") }},
		{"ours[1]", finance.ErrDuplicate, func(m *document.Mutual) { m.Ours[1] = m.Ours[0] }},
		{"theirs", finance.ErrMissing, func(m *document.Mutual) { m.Theirs = nil }},
		{"on", finance.ErrMissing, func(m *document.Mutual) { m.On = civil.Date{} }},
		{"other.party", finance.ErrMissing, func(m *document.Mutual) { m.Other.Party = "" }},
	} {
		m := mutual()
		c.wreck(&m)
		_, err := kind(t, "set-off").SetOff(m)
		require.ErrorIs(t, err, c.is, c.path)
		var wrong finance.Problems
		wrong.Add("", err)
		require.Contains(t, paths(t, wrong.Err()), c.path)
	}
	_, err := kind(t, "act").SetOff(mutual())
	require.ErrorIs(t, err, finance.ErrConflict)
}
