package ledger_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// The ids never change: a host has kept them. These were computed by another
// program.
func TestIdsAreGolden(t *testing.T) {
	require.Equal(t, "2ba807f6-5562-5cdb-972d-ef6410554a72", ledger.Payment{ID: "P-1"}.Posting().String())
	l := pay(t, ledger.New(owner), paid("P-1", studio, "2026-04-03", "1.00"))
	l = reverse(t, l, ledger.Payment{ID: "P-1"}.Posting(), "2026-04-04")
	require.Equal(t, "3bc4190a-852a-5be2-ad4f-6ec32b4d5f56", entries(l)[1].ID.String())
}

func TestPayMovesCashAndSettles(t *testing.T) {
	out := ledger.Payment{ID: "P-2", From: owner, To: power, On: day("2026-04-05"), Known: day("2026-04-05"), Amount: rub("70.00")}
	payout := out
	payout.ID, payout.To, payout.Account, payout.Against = "P-3", maker, "assets:cash:till", ledger.Makers
	subsidy := paid("P-4", "ministry", "2026-04-06", "900.00")
	subsidy.Against, subsidy.Purpose = ledger.Subsidies, "for power"
	l := pay(t, ledger.New(owner), paid("P-1", studio, "2026-04-03", "15967.74"), out, payout, subsidy)
	for i, want := range [][]string{
		{"assets:cash  15967.74 RUB", "assets:receivable R-3 -15967.74 RUB"},
		{"assets:cash  -70.00 RUB", "liabilities:payable power company 70.00 RUB"},
		{"assets:cash:till  -70.00 RUB", "liabilities:makers M-8 70.00 RUB"},
		{"assets:cash  900.00 RUB", "liabilities:subsidies ministry -900.00 RUB"},
	} {
		require.Equal(t, want, lines(entries(l)[i]))
	}
	first := entries(l)[0]
	require.Equal(t, []any{day("2026-04-03"), month("2026-04"), "", day("2026-04-03")}, []any{first.On, first.Month, first.Text, first.Day()})
	require.Equal(t, "for power", entries(l)[3].Text)
}

// A payment is entered when it is known, in its own month or, when that was
// closed, in the one that is closed now.
func TestPayAtTheCutoff(t *testing.T) {
	late, march := paid("P-1", studio, "2026-03-30", "1.00"), month("2026-03")
	l, err := ledger.New(owner).Pay(march, day("2026-03-31"), late)
	require.NoError(t, err)
	require.Zero(t, l.Len()) // known on the day of the cut-off
	own, err := l.Pay(march, day("2026-04-01"), late)
	require.NoError(t, err)
	require.Equal(t, march, entries(own)[0].Month)
	l, err = l.Pay(march.Next(), day("2026-05-01"), late)
	require.NoError(t, err)
	e := entries(l)[0]
	require.Equal(t, []any{march.Next(), day("2026-03-30"), day("2026-04-01")}, []any{e.Month, e.On, e.Day()})
	require.Equal(t, "0.00 RUB", balance(l, ledger.Cash, "2026-03-31"))
	require.Equal(t, "1.00 RUB", balance(l, ledger.Cash, "2026-04-01"))
	again, err := l.Pay(month("2026-05"), day("2026-06-01"), late) // a host that hands in all it knows
	require.NoError(t, err)
	require.Equal(t, entries(l), entries(again))
	early, err := l.Pay(march, day("2026-06-01"), paid("P-2", studio, "2026-04-02", "1.00"))
	require.NoError(t, err)
	require.Equal(t, month("2026-04"), entries(early)[1].Month)
}

func TestPayOnce(t *testing.T) {
	p := paid("P-1", studio, "2026-04-03", "10.00")
	l := pay(t, ledger.New(owner), p, p)
	require.Equal(t, 1, l.Len())
	for name, change := range map[string]func(*ledger.Payment){
		"amount":  func(p *ledger.Payment) { p.Amount = rub("10.01") },
		"from":    func(p *ledger.Payment) { p.From = maker },
		"turned":  func(p *ledger.Payment) { p.From, p.To = p.To, p.From },
		"on":      func(p *ledger.Payment) { p.On = p.On.AddDays(-1) },
		"account": func(p *ledger.Payment) { p.Account = "assets:cash:till" },
		"against": func(p *ledger.Payment) { p.Against = ledger.Deposits },
		"purpose": func(p *ledger.Payment) { p.Purpose = "rent" },
	} {
		q := p
		change(&q)
		same, err := l.Pay(month("2026-01"), day("2026-12-31"), q)
		require.ErrorIs(t, err, finance.ErrConflict, name)
		require.ErrorContains(t, err, "payments[0]: entry", name)
		require.Equal(t, 1, same.Len())
	}
	p.Known = p.Known.AddDays(1) // when it became known is not what happened
	require.Equal(t, 1, pay(t, l, p).Len())
}

func TestPayRefuses(t *testing.T) {
	for path, c := range map[string]struct {
		want   error
		change func(*ledger.Payment)
	}{
		"payments[1].id":       {finance.ErrMissing, func(p *ledger.Payment) { p.ID = "" }},
		"payments[1].id: 257":  {finance.ErrLimit, func(p *ledger.Payment) { p.ID = strings.Repeat("x", accrual.MaxText+1) }},
		"payments[1].from":     {finance.ErrMissing, func(p *ledger.Payment) { p.From = "" }},
		"payments[1].to":       {finance.ErrMissing, func(p *ledger.Payment) { p.To = "" }},
		"payments[1].to: c":    {finance.ErrConflict, func(p *ledger.Payment) { p.To = p.From }},
		"payments[1]: neith":   {finance.ErrUnknown, func(p *ledger.Payment) { p.To = maker }},
		"payments[1].on":       {finance.ErrMissing, func(p *ledger.Payment) { p.On = civil.Date{} }},
		"payments[1].known":    {finance.ErrMissing, func(p *ledger.Payment) { p.Known = civil.Date{} }},
		"payments[1].known: ":  {finance.ErrOrder, func(p *ledger.Payment) { p.Known = p.On.AddDays(-1) }},
		"payments[1].amount":   {finance.ErrMissing, func(p *ledger.Payment) { p.Amount = rub("0.00") }},
		"payments[1].amount:":  {finance.ErrNegative, func(p *ledger.Payment) { p.Amount = rub("-0.01") }},
		"payments[1].amount: ": {finance.ErrCurrency, func(p *ledger.Payment) { p.Amount = finance.Money{} }},
		"payments[1].account":  {finance.ErrRange, func(p *ledger.Payment) { p.Account = "assets:receivable" }},
		"payments[1].account:": {finance.ErrSyntax, func(p *ledger.Payment) { p.Account = "assets:cash:" }},
		"payments[1].against":  {finance.ErrUnknown, func(p *ledger.Payment) { p.Against = "nowhere" }},
		"payments[1].purpose":  {finance.ErrLimit, func(p *ledger.Payment) { p.Purpose = strings.Repeat("x", ledger.MaxText+1) }},
	} {
		p := paid("P-1", studio, "2026-04-03", "10.00")
		p.Known = p.On // on the very day is fine
		require.NoError(t, p.Validate())
		c.change(&p)
		l, err := ledger.New(owner).Pay(month("2026-01"), day("2026-12-31"), paid("P-0", studio, "2026-04-03", "10.00"), p)
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, path)
		require.NotContains(t, err.Error(), "problems")
		require.Zero(t, l.Len())
	}
	_, err := ledger.Ledger{}.Pay(civil.Month{}, civil.Date{})
	require.ErrorContains(t, err, "3 problems: owner: missing; in: missing; cutoff: missing")
}

func TestEnter(t *testing.T) {
	cost := entry(1, "2026-03-31", [3]string{"expenses:power", "", "700.00"}, [3]string{"liabilities:payable", string(power), "-700.00"})
	cost.Text, cost.Due = "power", day("2026-04-20")
	l := enter(t, ledger.New(owner), cost, cost)
	require.Equal(t, 1, l.Len())
	require.Equal(t, month("2026-03"), entries(l)[0].Month) // that of its day
	got, ok := l.Entry(id(1))
	require.True(t, ok)
	require.Equal(t, lines(cost), lines(got))
	_, ok = l.Entry(id(2))
	require.False(t, ok)
	for name, change := range map[string]func(*ledger.Entry){
		"on": func(e *ledger.Entry) { e.On = e.On.AddDays(-1) }, "month": func(e *ledger.Entry) { e.Month = month("2026-04") },
		"text": func(e *ledger.Entry) { e.Text = "" }, "due": func(e *ledger.Entry) { e.Due = e.Due.AddDays(1) },
		"lines": func(e *ledger.Entry) { e.Lines[0].Account = "expenses:heat" },
		"more": func(e *ledger.Entry) {
			e.Lines = append(e.Lines, entry(1, "2026-01-01", [3]string{"equity", "", "0.00"}).Lines...)
		},
	} {
		e := entry(1, "2026-03-31", asLines(cost)...)
		e.Text, e.Due = cost.Text, cost.Due
		require.Equal(t, 1, enter(t, l, e).Len())
		change(&e)
		_, err := l.Enter(e)
		require.ErrorIs(t, err, finance.ErrConflict, name)
	}
	april := entry(2, "2026-03-31", asLines(cost)...)
	april.Month = month("2026-04")
	l = enter(t, l, april)
	april.Month = month("2026-03") // no lock moved it
	_, err := l.Enter(april)
	require.ErrorIs(t, err, finance.ErrConflict)
}

func TestEnterRefuses(t *testing.T) {
	for path, c := range map[string]struct {
		want   error
		change func(*ledger.Entry)
	}{
		"entries[0].id":               {finance.ErrMissing, func(e *ledger.Entry) { e.ID = uuid.Nil }},
		"entries[0].on":               {finance.ErrMissing, func(e *ledger.Entry) { e.On, e.Month = civil.Date{}, month("2026-03") }},
		"entries[0].month":            {finance.ErrOrder, func(e *ledger.Entry) { e.Month = month("2026-02") }},
		"entries[0].text":             {finance.ErrLimit, func(e *ledger.Entry) { e.Text = strings.Repeat("x", ledger.MaxText+1) }},
		"entries[0].text: ":           {finance.ErrSyntax, func(e *ledger.Entry) { e.Text = "\xff" }},
		"entries[0].lines":            {finance.ErrMissing, func(e *ledger.Entry) { e.Lines = nil }},
		"entries[0].lines: ":          {finance.ErrLimit, func(e *ledger.Entry) { e.Lines = make([]ledger.Line, ledger.MaxLines+1) }},
		"entries[0].lines[0].account": {finance.ErrUnknown, func(e *ledger.Entry) { e.Lines[0].Account = "cost" }},
		"entries[0].lines[1].party":   {finance.ErrMissing, func(e *ledger.Entry) { e.Lines[1].Party = "" }},
		"entries[0].lines[1].party: ": {finance.ErrLimit, func(e *ledger.Entry) {
			e.Lines[1].Party = accrual.Party(strings.Repeat("x", accrual.MaxText+1))
		}},
		"entries[0].lines[0].party":                                    {finance.ErrMissing, func(e *ledger.Entry) { e.Lines[0].Account = "liabilities:deposits:halls" }},
		"entries[0].lines[0].amount":                                   {finance.ErrCurrency, func(e *ledger.Entry) { e.Lines[0].Amount = finance.Money{} }},
		"entries[0].lines: debits less credits are 0.01 RUB: conflict": {finance.ErrConflict, func(e *ledger.Entry) { e.Lines[0].Amount = rub("700.01") }},
		"entries[0].lines: debits less credits are 700.00 KZT":         {finance.ErrConflict, func(e *ledger.Entry) { e.Lines[0].Amount = finance.MustMoney("700.00 KZT") }},
		"entries[0].lines[0]: ":                                        {finance.ErrOverflow, func(e *ledger.Entry) { e.Lines[0].Amount = finance.Minor(-1<<63, finance.RUB) }},
		"entries[0]: obligations are posted":                           {finance.ErrConflict, func(e *ledger.Entry) { e.Key.Clause = "base rent" }},
		"entries[0]: obligations are":                                  {finance.ErrConflict, func(e *ledger.Entry) { e.For = month("2026-03") }},
		"entries[0]: obligations":                                      {finance.ErrConflict, func(e *ledger.Entry) { e.Reverses = id(2) }},
	} {
		e := entry(1, "2026-03-31", [3]string{"expenses:power", "", "700.00"}, [3]string{"liabilities:payable", string(power), "-700.00"})
		c.change(&e)
		l, err := ledger.New(owner).Enter(e)
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, path)
		require.Zero(t, l.Len())
	}
	wrong := entry(1, "2026-03-31", [3]string{"cost", "", "1.00"})
	wrong.ID, wrong.Month = uuid.Nil, month("2026-02")
	require.ErrorContains(t, wrong.Validate(), "3 problems: id: missing; month: before 2026-03-31: out of order; lines[0].account: no root")
	e := ledger.Entry{ID: id(1), On: day("2026-03-31")}
	require.ErrorContains(t, e.Validate(), "2 problems: month: missing; lines: missing")
	edge := entry(1, "2026-03-31", [3]string{"equity", "", "0.00"})
	edge.Text = strings.Repeat("x", ledger.MaxText)
	for len(edge.Lines) < ledger.MaxLines {
		edge.Lines = append(edge.Lines, edge.Lines[0])
	}
	require.Equal(t, 1, enter(t, ledger.New(owner), edge).Len())
}

// Each currency balances by itself.
func TestEntryOfTwoCurrencies(t *testing.T) {
	e := entry(1, "2026-03-31", [3]string{"assets:cash", "", "-500.00"}, [3]string{"equity:exchange", "", "500.00"})
	for _, n := range []string{"2900.00 KZT", "-2900.00 KZT"} {
		e.Lines = append(e.Lines, ledger.Line{Account: "equity:exchange", Amount: finance.MustMoney(n)})
	}
	e.Lines[2].Account = "assets:cash"
	l := enter(t, ledger.New(owner), e)
	require.Equal(t, ledger.Amounts{finance.MustMoney("2900.00 KZT"), rub("-500.00")}, l.Balance(ledger.Cash, day("2026-03-31")))
	require.Empty(t, l.Balance(ledger.Cash, day("2026-03-30")))
	require.Equal(t, finance.MustMoney("0.00 USD"), l.Balance(ledger.Cash, day("2026-03-31")).Of(finance.USD))
}

// What a ledger may turn over in one currency is bounded, so no sum over its
// lines can overflow. The last kopeck still fits.
func TestTurnoverIsBounded(t *testing.T) {
	most := finance.Minor(1<<63-2, finance.RUB)
	e := entry(1, "2026-03-31", [3]string{"assets:cash", "", "0.00"}, [3]string{"equity", "", "0.00"})
	e.Lines[0].Amount = most
	e.Lines[1].Amount, _ = most.Neg()
	l := enter(t, ledger.New(owner), e)
	kopeck := func(n byte, a, b string) ledger.Entry {
		return entry(n, "2026-03-31", [3]string{"assets:cash", "", a}, [3]string{"equity", "", b})
	}
	full := enter(t, l, kopeck(2, "-0.01", "0.01"))
	_, err := full.Enter(kopeck(3, "0.01", "-0.01"))
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.ErrorContains(t, err, "entries[0]: turnover in RUB")
	_, err = full.Reverse(id(2), day("2026-04-01"))
	require.ErrorIs(t, err, finance.ErrOverflow)
	tenge := kopeck(4, "0.01", "-0.01")
	tenge.Lines[0].Amount, tenge.Lines[1].Amount = finance.MustMoney("1.00 KZT"), finance.MustMoney("-1.00 KZT")
	require.Equal(t, 3, enter(t, full, tenge).Len())
	require.Equal(t, 2, enter(t, l, kopeck(5, "0.01", "-0.01")).Len()) // l is what it was
}

func TestReverse(t *testing.T) {
	march := rent("2026-03", "45000.00")
	l := post(t, ledger.New(owner), march)
	back := reverse(t, l, march.Posting(), "2026-04-02")
	e := entries(back)[1]
	require.Equal(t, []string{"assets:receivable R-3 -45000.00 RUB", "income:rent R-3 45000.00 RUB"}, lines(e))
	require.Equal(t, []any{march.Posting(), march.Key, march.Due, month("2026-04"), day("2026-04-02"), "base rent, 2026-03"},
		[]any{e.Reverses, e.Key, e.Due, e.Month, e.On, e.Text})
	require.Equal(t, []string{"45000.00 RUB", "0.00 RUB"}, []string{balance(back, ledger.Receivable, "2026-04-01"), balance(back, ledger.Receivable, "2026-04-02")})

	_, err := back.Reverse(march.Posting(), day("2026-04-02"))
	require.ErrorIs(t, err, finance.ErrConflict)
	require.Equal(t, entries(back), entries(post(t, back, march))) // posting it again stays a retry

	force := reverse(t, back, e.ID, "2026-04-05") // the reversal is an entry as well
	require.Equal(t, "45000.00 RUB", balance(force, ledger.Receivable, "2026-04-05"))
	require.Len(t, force.Open(ledger.Receivable, day("2026-04-05")), 1)
	require.Empty(t, force.Open(ledger.Receivable, day("2026-04-04")))

	_, err = l.Reverse(id(9), day("2026-04-02"))
	require.ErrorIs(t, err, finance.ErrUnknown)
	_, err = l.Reverse(march.Posting(), day("2026-03-30"))
	require.ErrorIs(t, err, finance.ErrOrder)
	_, err = l.Reverse(march.Posting(), civil.Date{})
	require.ErrorIs(t, err, finance.ErrMissing)
	require.Equal(t, 2, reverse(t, l, march.Posting(), "2026-03-31").Len()) // on the very day
}

// Entering into two copies of one ledger: neither sees the other's entries, nor
// does what a caller does to its own slices.
func TestLedgersAreValues(t *testing.T) {
	l := ledger.New(owner)
	for n := byte(1); n <= 5; n++ {
		l = enter(t, l, takings(n, "1.00"))
	}
	mine := takings(6, "2.00")
	a, b := enter(t, l, mine), enter(t, l, takings(7, "3.00"))
	mine.Lines[0].Account = "income:theft"
	for e := range a.Entries() {
		e.Lines[0].Account = "income:theft"
	}
	got, _ := a.Entry(id(6))
	got.Lines[0].Account = "income:theft"
	require.Equal(t, []string{"5.00 RUB", "7.00 RUB", "8.00 RUB"},
		[]string{balance(l, ledger.Cash, "2026-03-31"), balance(a, ledger.Cash, "2026-03-31"), balance(b, ledger.Cash, "2026-03-31")})
	require.Equal(t, []int{5, 6, 6}, []int{l.Len(), a.Len(), b.Len()})
	require.Equal(t, owner, a.Owner())
	for e := range a.Entries() {
		require.Equal(t, id(1), e.ID)
		break
	}
}

func TestParties(t *testing.T) {
	l := post(t, ledger.New(owner), rent("2026-03", "1.00"), owed("proceeds", owner, maker, "2026-03", "1.00"))
	l = post(t, l, rent("2026-04", "1.00"))
	require.Equal(t, []accrual.Party{maker, studio}, l.Parties())
	require.Empty(t, ledger.New(owner).Parties())
}

// A wrong text ends on its line, whatever a payer wrote.
func TestStatementEscapes(t *testing.T) {
	p := paid("P-1", studio, "2026-04-03", "1.00")
	p.Purpose = "rent\n  2026-04-04  forged \\n\u2028\u202e\u00a0ё"
	l := pay(t, ledger.New(owner), p)
	text := l.Statement(studio, whole("2026-04")).String()
	require.Contains(t, text, "rent\\n  2026-04-04  forged \\\\n\\u2028\\u202e\u00a0ё ")
	require.Len(t, strings.Split(text, "\n"), 7)
	var b bytes.Buffer
	n, err := l.Statement(studio, whole("2026-04")).WriteTo(&b)
	require.NoError(t, err)
	require.Equal(t, int64(b.Len()), n)
	require.Equal(t, text, b.String())
}
