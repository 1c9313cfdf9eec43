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
		ID: uuid.UUID{15: 1}, On: day("2026-02-27"), Month: civil.MustMonth("2026-03"), Text: "[2026-01-01]  two; три", Due: day("2026-04-10"),
		Key: accrual.Key{Agreement: "L-7", Clause: "base rent", Slot: civil.MustMonth("2026-02").Period(), Source: "S, date:2020-01-01"},
		For: civil.MustMonth("2026-02"), Reverses: uuid.UUID{15: 2},
		Lines: []ledger.Line{
			{Account: ledger.Receivable, Party: "R\n3", Amount: rub("5.00")}, {Account: "income", Amount: rub("-5.00")},
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

2026-03-01 * \x5b2026-01-01\x5d \x20two\x3b три
    ; id: 00000000-0000-0000-0000-000000000001
    ; on: 2026-02-27
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
    assets  0.00 RUB
`, text)
}

func TestWriteEverythingForBeancount(t *testing.T) {
	text, err := writers[journal.Beancount]([]ledger.Entry{whole()})
	require.NoError(t, err)
	require.Equal(t, `2026-03-01 open Assets:X--
2026-03-01 open Assets:Receivable
2026-03-01 open Income:X--

2026-03-01 * "[2026-01-01] \\x20two; три"
  id: "00000000-0000-0000-0000-000000000001"
  on: "2026-02-27"
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
