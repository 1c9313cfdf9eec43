package journal_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// whole is an entry with all that an entry may have.
func whole() ledger.Entry {
	return ledger.Entry{
		ID: uuid.UUID{15: 1}, On: day("2026-02-27"), Month: civil.MustMonth("2026-03"), Known: day("2026-03-02"), Text: "[2026-01-01]  two; три", Due: day("2026-04-10"),
		Key: accrual.Key{Agreement: "L-7", Clause: "base rent", Slot: civil.MustMonth("2026-02").Period(), Source: "S, date:2020-01-01"},
		For: civil.MustMonth("2026-02"), Reverses: uuid.UUID{15: 2},
		Lines: []ledger.Line{
			{Account: ledger.Receivable, Party: "R\n3", Amount: rub("5.00")}, {Account: "income", Amount: rub("-5.00")},
			{Account: ledger.Goods, Party: "M-8", Amount: rub("-7.00")},
			{Account: "assets", Amount: rub("0.00")},
		},
	}
}

func TestWriteEverything(t *testing.T) {
	text, err := writers[journal.Hledger]([]ledger.Entry{whole()})
	require.NoError(t, err)
	require.Equal(t, `commodity RUB
    format 1000.00 RUB
tag id
tag on
tag known
tag due
tag agreement
tag clause
tag slot
tag source
tag for
tag reverses
tag more
tag party
account assets
account assets:receivable
account income
account memo:goods

2026-03-01 * \x5b2026-01-01\x5d \x20two\x3b три
    ; id: 00000000-0000-0000-0000-000000000001
    ; on: 2026-02-27
    ; known: 2026-03-02
    ; due: 2026-04-10
    ; agreement: L-7
    ; clause: base rent
    ; slot: 2026-02-01..2026-03-01
    ; source: S\x2c date:2020-01-01
    ; for: 2026-02
    ; reverses: 00000000-0000-0000-0000-000000000002
    assets:receivable  5.00 RUB
    ; party: R\n3
    income  -5.00 RUB
    (memo:goods)  -7.00 RUB
    ; party: M-8
    assets  0.00 RUB
`, text)
}

func TestWriteEverythingForBeancount(t *testing.T) {
	text, err := writers[journal.Beancount]([]ledger.Entry{whole()})
	require.NoError(t, err)
	require.Equal(t, `; Beancount has no place for what is left out here: lines off the balance: 1, locks: 0

2026-03-01 open Assets:X--
2026-03-01 open Assets:Receivable
2026-03-01 open Income:X--

2026-03-01 * "[2026-01-01] \\x20two; три"
  id: "00000000-0000-0000-0000-000000000001"
  on: "2026-02-27"
  known: "2026-03-02"
  due: "2026-04-10"
  agreement: "L-7"
  clause: "base rent"
  slot: "2026-02-01..2026-03-01"
  source: "S, date:2020-01-01"
  for: "2026-02"
  reverses: "00000000-0000-0000-0000-000000000002"
  Assets:Receivable  5.00 RUB
    party: "R\\n3"
  Income:X--  -5.00 RUB
  Assets:X--  0.00 RUB

2026-03-02 balance Assets:X--  0.00 ~ 0 RUB
2026-03-02 balance Assets:Receivable  5.00 ~ 0 RUB
2026-03-02 balance Income:X--  -5.00 ~ 0 RUB
`, text)
}

// How a description begins, and where a long one is cut.
func TestDescriptions(t *testing.T) {
	for text, want := range map[string]string{
		"* x": `\x2a x`, "!": `\x21`, "(x)": `\x28x)`, "=1": `\x3d1`, " x ": `\x20x\x20`, "x * !": `x * !`, `\`: `\\`, "\u00a0": `\u00a0`,
		"a\tb": `a\tb`, "\U000e0001": `\U000e0001`, "\x7f": `\x7f`,
	} {
		e := whole()
		e.Text = text
		written, err := writers[journal.Hledger]([]ledger.Entry{e})
		require.NoError(t, err)
		require.Contains(t, written, "2026-03-01 * "+want+"\n")
	}
	for shift := range 40 {
		for _, part := range []string{"\x01\x01\x01 ", "\x01я ", "\u2028\u2028\u2028 \x01"} {
			e := whole()
			e.Text = strings.Repeat("x", shift)
			for len(e.Text)+len(part) <= ledger.MaxText {
				e.Text += part
			}
			written, err := writers[journal.Hledger]([]ledger.Entry{e})
			require.NoError(t, err)
			read, err := journal.Parse(strings.NewReader(written), "f", journal.Hledger)
			require.NoError(t, err)
			back, err := read.Entries()
			require.NoError(t, err)
			require.Equal(t, e, back[0])
		}
	}
}

// Locks are comments, as long as a reason may be, and no entries for Beancount;
// nor are goods that only come, whenever they do.
func TestLocksAndGoods(t *testing.T) {
	on := day("2026-04-05")
	lock := ledger.Entry{ID: uuid.UUID{1}, On: on, Month: on.Month(), Lock: ledger.Lock{Through: civil.MustMonth("2026-03"), Late: ledger.MoveLate}}
	part, all := lock, lock
	part.Lock.Opens, part.Text = true, "an invoice; of\nFebruary"
	all.Lock.Opens, all.Lock.Through, all.Text = true, civil.Month{}, strings.Repeat("\x01", 1024)
	goods := ledger.Entry{ID: uuid.UUID{2}, On: on, Month: on.Month(), Lines: []ledger.Line{{Account: ledger.Goods, Party: "M-8", Amount: rub("5.00")}}}
	list := []ledger.Entry{lock, part, all, goods}
	text, err := writers[journal.Hledger](list)
	require.NoError(t, err)
	_, text, _ = strings.Cut(text, "account memo:goods\n")
	require.Equal(t, `
; 2026-04-05 locked all through 2026-03 (late: move)

; 2026-04-05 opened again, locked all through 2026-03 (late: move)
;   an invoice; of\nFebruary

; 2026-04-05 opened again, locked no month (late: move)
;   `+strings.Repeat(`\x01`, 750)+`
;   `+strings.Repeat(`\x01`, 274)+`

2026-04-05 *
    ; id: 02000000-0000-0000-0000-000000000000
    (memo:goods)  5.00 RUB
    ; party: M-8
`, text)
	text, err = writers[journal.Beancount](list)
	require.NoError(t, err)
	require.Equal(t, "; Beancount has no place for what is left out here: lines off the balance: 1, locks: 3\n\n", text)
	text, err = writers[journal.Beancount](append(april(), list...))
	require.NoError(t, err)
	require.Contains(t, text, "2026-04-03 balance Assets:Cash  1.00 ~ 0 RUB\n") // on the day after the last that is there
	text, err = writers[journal.Beancount](nil)
	require.NoError(t, err)
	require.Empty(t, text)
}

// april is a single entry of 2 April.
func april() []ledger.Entry {
	on := day("2026-04-02")
	return []ledger.Entry{{ID: uuid.UUID{3}, On: on, Month: on.Month(), Lines: []ledger.Line{
		{Account: ledger.Cash, Amount: rub("1.00")}, {Account: "equity", Amount: rub("-1.00")},
	}}}
}
