package waterfall_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/waterfall"
)

// plain has spaces that break.
func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// Every sentence, in Russian; a language that is none speaks English.
func TestTextInRussian(t *testing.T) {
	terms := promote()
	terms.Deals, terms.Scope, terms.ClawBack = []string{"печь", "станок"}, waterfall.ByDeal, true
	terms.Term = civil.MustPeriod("2025-01-01/2026-01-01")
	terms.Tiers[1].Yield = waterfall.Yield{Rate: finance.MustRate("7.3%"), Growth: waterfall.Daily, Rounding: finance.HalfUp}
	terms.Tiers[3].Name = "вознаграждение"
	facts := waterfall.Facts{
		Contributions: []waterfall.Contribution{toDeal("печь", in("2025-01-01", "investor", "100000")), toDeal("станок", in("2025-01-01", "investor", "100000"))},
		Proceeds: []waterfall.Proceeds{
			ofDeal("печь", came("2025-01-02", "-1")), ofDeal("печь", came("2025-01-03", "100101")), ofDeal("станок", came("2025-01-03", "50000")),
		},
	}
	d := distribute(t, terms, facts, "2026-01-01")
	require.Equal(t, `с 01.01.2025 по 02.01.2025, печь, приоритетная доходность, investor: 100 000,00 ₽ × ((1 + 7,3%/365)^2 - 1) = 40,00 ₽, округление до ближайшего, половина от нуля
с 01.01.2025 по 02.01.2025, печь, порог инвесторов: 100 000,00 ₽ × ((1 + 15%)^(2/365) - 1) = 76,61 ₽, округление до ближайшего, половина к чётному
с 01.01.2025 по 02.01.2025, станок, приоритетная доходность, investor: 100 000,00 ₽ × ((1 + 7,3%/365)^2 - 1) = 40,00 ₽, округление до ближайшего, половина от нуля
с 01.01.2025 по 02.01.2025, станок, порог инвесторов: 100 000,00 ₽ × ((1 + 15%)^(2/365) - 1) = 76,61 ₽, округление до ближайшего, половина к чётному
03.01.2025, печь: 100 101,00 ₽, после недостачи -1,00 ₽
  возврат вложений: 100 000,00 ₽ из причитающихся 100 000,00 ₽: investor 100 000,00 ₽
  приоритетная доходность: 40,00 ₽ из причитающихся 40,00 ₽: investor 40,00 ₽
  догон: 10,00 ₽ из (20% × 40,00 ₽ - 0,00 ₽) / (100% - 20%) = 10,00 ₽: sponsor 100% = 10,00 ₽
  вознаграждение: 45,77 ₽ из 45,77 ₽, инвесторам недостаёт 36,61 ₽: investor 80% = 36,62 ₽, sponsor 20% = 9,15 ₽
  раздел: 4,23 ₽: investor 60% = 2,54 ₽, sponsor 40% = 1,69 ₽
03.01.2025, станок: 50 000,00 ₽
  возврат вложений: 50 000,00 ₽ из причитающихся 100 000,00 ₽: investor 50 000,00 ₽
возврат вознаграждения: investor 20,84 ₽, sponsor -20,84 ₽`, plain(d.Text(accrual.Russian)))
	require.Equal(t, d.Text(accrual.English), d.Text(9))
	require.Contains(t, d.Text(accrual.English), "2025-01-03, печь: 100101.00 RUB, after -1.00 RUB short before\n")
	require.Contains(t, d.Text(accrual.English), "claw-back: investor 20.84 RUB, sponsor -20.84 RUB")
}

// What lapses is said, and interest after the last proceeds.
func TestTextOfWhatLapses(t *testing.T) {
	terms := project(capital, pref(waterfall.Yield{Rate: finance.MustRate("12%"), Growth: waterfall.Lapsing, Months: 6, DayCount: civil.ByThirtyE360}), split("investor", "1"))
	d := distribute(t, terms, waterfall.Facts{Contributions: []waterfall.Contribution{in("2025-01-01", "investor", "1000"), in("2025-10-01", "investor", "1")}}, "2026-01-01")
	require.Equal(t, `2025-01-01 to 2025-06-30, preferred return, investor: 1000.00 RUB × 12% × 1/2 of a year = 60.00 RUB, rounded half-even
2025-07-01 to 2025-09-30, preferred return, investor: 1000.00 RUB × 12% × 1/4 of a year = 30.00 RUB, 60.00 RUB lapsed, rounded half-even`, d.Text(accrual.English))
}

// The explanation of an obligation is that of the party's own part.
func TestExplanation(t *testing.T) {
	a := agreement(kiln)
	key := accrual.Key{Agreement: a.ID, Clause: "waterfall: studio", Slot: civil.MustMonth("2028-01").Period()}
	why, err := accrual.Explain(a, key, day("2028-02-05"), slices.Values(firings.Accrual(a.ID, "K-")))
	require.NoError(t, err)
	require.Equal(t, rub("252857.14"), why.Net)
	text := why.Text(accrual.English)
	require.Contains(t, text, "preferred return, workshop: 620000.00 RUB × 12%")
	require.Contains(t, text, "promote: 208000.00 RUB of 208000.00 RUB, as investors lack 145600.00 RUB: studio 30% = 62400.00 RUB")
	require.NotContains(t, text, "workshop 70%")
	require.NotContains(t, text, "capital")

	terms := kiln
	terms.Tiers = []waterfall.Tier{kiln.Tiers[0], kiln.Tiers[3], kiln.Tiers[4]}
	terms.Deals, terms.Scope, terms.ClawBack = []string{"a", "b"}, waterfall.ByDeal, true
	a = agreement(terms)
	facts := waterfall.Facts{
		Contributions: []waterfall.Contribution{toDeal("a", in("2026-01-01", "workshop", "100")), toDeal("b", in("2026-01-01", "workshop", "100"))},
		Proceeds:      []waterfall.Proceeds{ofDeal("a", came("2026-02-01", "200"))},
	}
	key.Slot = civil.MustMonth("2028-12").Period()
	why, err = accrual.Explain(a, key, day("2029-02-05"), slices.Values(facts.Accrual(a.ID, "K-")))
	require.NoError(t, err)
	require.Equal(t, "claw-back: studio "+why.Net.String(), why.Text(accrual.English))
	require.Negative(t, why.Net.Sign())
	early := slices.Values(facts.Accrual(a.ID, "K-"))
	key.Slot = civil.MustMonth("2028-11").Period()
	why, err = accrual.Explain(a, key, day("2029-02-05"), early)
	require.NoError(t, err)
	require.True(t, why.Net.IsZero())
}
