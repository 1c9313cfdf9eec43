package till_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/till"
)

// What each fault in one of the documents comes to.
func TestDifferences(t *testing.T) {
	const (
		r3    = "R-3,card,2026-03-01,T-1,1500.50 RUB,27.01 RUB,B-1\n"
		r5    = "R-5,card,2026-03-02,T-1,2000.00 RUB,36.00 RUB,B-2\n"
		l3    = "L-3,2026-03-01,R-2,Z-1,cash,shop,card,A-1,500.00 RUB,\n"
		l6    = "L-6,2026-03-02,R-5,Z-2,card,shop,print,A-2,2000.00 RUB,\n"
		cash  = "Z-1,2026-03-01,cash,500.00 RUB,\n"
		first = "B-1,2026-03-02,5106.89 RUB,101\n"
	)
	for _, c := range []struct {
		name  string
		edits []string
		want  []string
	}{
		{"nothing", nil, nil},
		{"a line twice", []string{l3, l3 + l3}, []string{
			"sales: 2026-03-01 line L-3 receipt R-2 shift Z-1 cash: duplicate, sales file 500.00 RUB, distinct lines 0.00 RUB, difference 500.00 RUB",
		}},
		{"a cash line lost", []string{l3, ""}, []string{
			"shifts: 2026-03-01 shift Z-1 cash: unexpected, sales lines 0.00 RUB, shift report 500.00 RUB, difference -500.00 RUB",
		}},
		{"a report without a tender", []string{cash, ""}, []string{
			"shifts: 2026-03-01 shift Z-1 cash: missing, sales lines 500.00 RUB, shift report 0.00 RUB, difference 500.00 RUB",
		}},
		{"a report twice", []string{cash, cash + cash}, []string{
			"shifts: 2026-03-01 shift Z-1 cash: duplicate, sales lines 0.00 RUB, shift report 500.00 RUB, difference -500.00 RUB",
		}},
		{"a report again with another amount", []string{cash, cash + strings.Replace(cash, "500.00", "620.00", 1)}, []string{
			"shifts: 2026-03-01 shift Z-1 cash: duplicate, sales lines 0.00 RUB, shift report 620.00 RUB, difference -620.00 RUB",
		}},
		{"a report of a shift nobody knows", []string{cash, cash + "Z-0,2026-02-28,card,10.00 RUB,\n"}, []string{
			"shifts: 2026-02-28 shift Z-0 card: unexpected, sales lines 0.00 RUB, shift report 10.00 RUB, difference -10.00 RUB",
		}},
		{"a refund that the report forgot", []string{",1500.50 RUB\n", ",\n"}, []string{
			"shifts: 2026-03-02 shift Z-2 card: sales lines 499.50 RUB, shift report 2000.00 RUB, difference -1500.50 RUB",
		}},
		{"a receipt that never came to the acquirer", []string{r3, ""}, []string{
			"register: 2026-03-01 receipt R-3 shift Z-1 card: missing, sales lines 1500.50 RUB, acquirer's register 0.00 RUB, difference 1500.50 RUB",
			"bank: 2026-03-02 batch B-1: register less fee 3633.40 RUB, bank 5106.89 RUB, difference -1473.49 RUB",
		}},
		{"a receipt charged twice, in a later batch", []string{r3, r3 + strings.Replace(r3, "B-1", "B-2", 1)}, []string{
			"register: 2026-03-01 receipt R-3 shift Z-1 batch B-2 card: duplicate, sales lines 0.00 RUB, acquirer's register 1500.50 RUB, difference -1500.50 RUB",
			"bank: 2026-03-03 batch B-2: register less fee 1936.99 RUB, bank 463.50 RUB, difference 1473.49 RUB",
		}},
		{"an amount keyed in wrongly", []string{r5, strings.NewReplacer("2000.00", "200.00", "36.00", "3.60").Replace(r5)}, []string{
			"register: 2026-03-02 receipt R-5 shift Z-2 card: sales lines 2000.00 RUB, acquirer's register 200.00 RUB, difference 1800.00 RUB",
			"bank: 2026-03-03 batch B-2: register less fee -1304.10 RUB, bank 463.50 RUB, difference -1767.60 RUB",
		}},
		{"a tender that is not acquired", []string{l6, strings.Replace(l6, "card", "sbp", 1)}, []string{
			"shifts: 2026-03-02 shift Z-2 card: sales lines -1500.50 RUB, shift report 499.50 RUB, difference -2000.00 RUB",
			"shifts: 2026-03-02 shift Z-2 sbp: missing, sales lines 2000.00 RUB, shift report 0.00 RUB, difference 2000.00 RUB",
			"register: 2026-03-02 receipt R-5 card: unexpected, sales lines 0.00 RUB, acquirer's register 2000.00 RUB, difference -2000.00 RUB",
		}},
		{"a refund whose fee the acquirer kept", []string{"-1500.50 RUB,0.00 RUB", "-1500.50 RUB,0.01 RUB"}, []string{
			"fees: 2026-03-02 receipt R-4 batch B-2 card: fee agreed 0.00 RUB, fee in the register 0.01 RUB, difference -0.01 RUB",
			"bank: 2026-03-03 batch B-2: register less fee 463.49 RUB, bank 463.50 RUB, difference -0.01 RUB",
		}},
		{"a batch that was not paid", []string{first, ""}, []string{
			"bank: 2026-03-01 batch B-1: missing, register less fee 5106.89 RUB, bank 0.00 RUB, difference 5106.89 RUB",
		}},
		{"a batch paid twice, and one that nobody knows", []string{first, first + first + "B-9,2026-03-05,1.00 RUB,\n"}, []string{
			"bank: 2026-03-02 batch B-1: duplicate, register less fee 0.00 RUB, bank 5106.89 RUB, difference -5106.89 RUB",
			"bank: 2026-03-05 batch B-9: unexpected, register less fee 0.00 RUB, bank 1.00 RUB, difference -1.00 RUB",
		}},
		{"a batch paid in two parts", []string{first, strings.Replace(first, "5106.89", "5000.00", 1) + "B-1,2026-03-04,106.89 RUB,103\n"}, []string{
			"bank: 2026-03-02 batch B-1: register less fee 5106.89 RUB, bank 5000.00 RUB, difference 106.89 RUB",
			"bank: 2026-03-04 batch B-1: duplicate, register less fee 0.00 RUB, bank 106.89 RUB, difference -106.89 RUB",
		}},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, found(t, rules, c.edits...)) })
	}
}

// A shift whose lines come to nothing has lines all the same.
func TestShiftThatComesToNothing(t *testing.T) {
	require.Equal(t, []string{
		"shifts: 2026-03-02 shift Z-2 card: sales lines 0.00 RUB, shift report 499.50 RUB, difference -499.50 RUB",
		"register: 2026-03-02 receipt R-5 shift Z-2 card: sales lines 1500.50 RUB, acquirer's register 2000.00 RUB, difference -499.50 RUB",
	}, found(t, rules, "print,A-2,2000.00", "print,A-2,1500.50"))
}

func TestFeeGivenBack(t *testing.T) {
	back := rules
	back.Acquired = []till.Acquired{{Tender: "card", Rate: finance.MustRate("1.8%"), Rounding: finance.HalfUp, FeeBack: true}}
	require.Equal(t, []string{
		"fees: 2026-03-02 receipt R-4 batch B-2 card: fee agreed -27.01 RUB, fee in the register 0.00 RUB, difference -27.01 RUB",
	}, found(t, back))
	require.Empty(t, found(t, back, "-1500.50 RUB,0.00 RUB", "-1500.50 RUB,-27.01 RUB", "463.50", "490.51"))
	back.Acquired[0].Rounding = finance.Down
	require.Len(t, found(t, back, "-1500.50 RUB,0.00 RUB", "-1500.50 RUB,-27.01 RUB", "463.50", "490.51"), 2)
}

// Without a rate no fee is checked, and none is counted.
func TestFeeNotAgreed(t *testing.T) {
	open := till.Rules{Currency: finance.RUB, Acquired: []till.Acquired{{Tender: "card"}}}
	require.Equal(t, []string{
		"bank: 2026-03-02 batch B-1: register less fee 5105.89 RUB, bank 5106.89 RUB, difference -1.00 RUB",
	}, found(t, open, "66.60", "67.60"))
}

// Awaited is what is of one of the last days: 2 March and a day are the 3rd.
func TestAwaited(t *testing.T) {
	for _, c := range []struct {
		until string
		days  int
		want  till.Kind
	}{{"2026-03-03", 1, till.Awaited}, {"2026-03-04", 1, till.Missing}, {"2026-03-02", 0, till.Awaited}, {"2026-03-03", 0, till.Missing}} {
		patient := rules
		patient.Until, patient.Days = day(c.until), c.days
		docs, err := read("B-2,2026-03-03,463.50 RUB,102\n", "")
		require.NoError(t, err)
		got, err := till.Reconcile(patient, docs)
		require.NoError(t, err)
		require.Len(t, got.Differences, 1)
		require.Equal(t, c.want, got.Differences[0].Kind, c)
		require.Equal(t, c.want == till.Awaited, got.Balanced())
	}
}

func TestTotals(t *testing.T) {
	docs, err := read()
	require.NoError(t, err)
	got, err := till.Reconcile(rules, docs)
	require.NoError(t, err)
	require.Equal(t, []till.StageTotal{
		{till.Sales, rub("6200.00"), rub("6200.00")},
		{till.Shifts, rub("6200.00"), rub("6200.00")},
		{till.Register, rub("5700.00"), rub("5700.00")},
		{till.Fees, rub("129.61"), rub("129.61")},
		{till.Bank, rub("5570.39"), rub("5570.39")},
	}, got.Stages)
	require.Equal(t, []till.BatchRow{
		{day("2026-03-02"), "B-1", rub("5200.50"), rub("93.61"), rub("5106.89"), rub("5106.89")},
		{day("2026-03-03"), "B-2", rub("499.50"), rub("36.00"), rub("463.50"), rub("463.50")},
	}, got.Batches)
}

// Two shifts of a day are one row a tender.
func TestDays(t *testing.T) {
	docs, err := read("2026-03-02,R", "2026-03-01,R", "Z-2,2026-03-02", "Z-2,2026-03-01", "card,2026-03-02", "card,2026-03-01")
	require.NoError(t, err)
	got, err := till.Reconcile(rules, docs)
	require.NoError(t, err)
	require.True(t, got.Balanced())
	require.Len(t, got.Shifts, 3)
	require.Equal(t, []till.ShiftRow{
		{day("2026-03-01"), "", "card", rub("5700.00"), rub("5700.00"), rub("5700.00")},
		{day("2026-03-01"), "", "cash", rub("500.00"), rub("500.00"), rub("0.00")},
	}, got.Days())
}

func TestTextInRussian(t *testing.T) {
	d := till.Difference{
		Stage: till.Bank, Kind: till.Missing, On: day("2026-03-02"), Line: "L-1", Receipt: "R-1", Shift: "Z-1", Batch: "B\n1", Tender: "card",
		Left: rub("10.00"), Right: rub("0.00"), Amount: rub("10.00"),
	}
	require.Equal(t, "02.03.2026 строка L-1 чек R-1 смена Z-1 пачка B\\n1 card: нет, реестр за вычетом комиссии 10,00\u00a0₽, банк 0,00\u00a0₽, разница 10,00\u00a0₽",
		d.Text(accrual.Russian))
	for _, l := range []accrual.Language{accrual.English, accrual.Russian} {
		texts := map[string]bool{}
		for stage := range till.Bank + 1 {
			for kind := range till.Duplicate + 1 {
				d.Stage, d.Kind = stage, kind
				texts[d.Text(l)] = true
			}
		}
		require.Len(t, texts, 25)
	}
	d.Stage, d.Kind, d.Batch = 5, 5, "B\u20281\u2029\u0085\u007f2"
	require.Equal(t, "2026-03-02 line L-1 receipt R-1 shift Z-1 batch B\\u20281\\u2029\\u0085\\x7f2 card: difference 10.00 RUB", d.Text(2))
}

func TestNames(t *testing.T) {
	for i, text := range []string{"sales", "shifts", "register", "fees", "bank"} {
		var s till.Stage
		require.NoError(t, s.UnmarshalText([]byte(text)))
		require.Equal(t, till.Stage(i), s)
		got, err := s.MarshalText()
		require.NoError(t, err)
		require.Equal(t, text, string(got))
	}
	for i, text := range []string{"amount", "missing", "awaited", "unexpected", "duplicate"} {
		var k till.Kind
		require.NoError(t, k.UnmarshalText([]byte(text)))
		require.Equal(t, till.Kind(i), k)
		got, err := k.MarshalText()
		require.NoError(t, err)
		require.Equal(t, text, string(got))
		require.Equal(t, text, k.String())
	}
}
