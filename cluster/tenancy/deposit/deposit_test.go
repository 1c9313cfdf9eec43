package deposit_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/deposit"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func day(s string) civil.Date    { return civil.MustDate(s) }
func month(s string) civil.Month { return civil.MustMonth(s) }
func rub(s string) finance.Money { return finance.MustMoney(s + " RUB") }

// two months of rent at once, restored and topped up when the rent rises by
// more than 5 %.
func studio() deposit.Deposit {
	return deposit.Deposit{Agreement: "L-7", Landlord: "quarter", Resident: "R-3", Terms: deposit.Terms{
		Clause: "deposit", Months: 2, Instalments: []deposit.Instalment{{Due: day("2026-01-15"), Weight: 1}},
		TopUp: deposit.OnRise, Threshold: finance.MustRate("5%"), CallDays: 10, Restore: true, ReturnDays: 30,
	}}
}

func rents(pairs ...string) (list civil.Timeline[finance.Money]) {
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, civil.Entry[finance.Money]{From: day(pairs[i]), Value: rub(pairs[i+1]), Source: "lease"})
	}
	return list
}

func move(id string, kind deposit.Kind, on, amount string) deposit.Movement {
	m := deposit.Movement{ID: id, Kind: kind, On: day(on), Known: day(on), Amount: rub(amount)}
	if kind == deposit.Applied {
		m.For = deposit.Arrears
	}
	return m
}

// spaced has plain spaces for those that do not break.
func spaced(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestBalance(t *testing.T) {
	late := move("M-2", deposit.PaidIn, "2026-02-01", "20000.00")
	late.Known = day("2026-03-05")
	undo := deposit.Movement{ID: "M-5", On: day("2026-03-10"), Known: day("2026-03-10"), Voids: "M-3"}
	all := []deposit.Movement{
		move("M-4", deposit.Returned, "2026-03-08", "10000.00"), undo, late,
		move("M-3", deposit.Applied, "2026-02-20", "30000.00"), move("M-1", deposit.PaidIn, "2026-01-15", "80000.00"),
		move("M-1", deposit.PaidIn, "2026-01-15", "80000.00"), // again
	}
	for _, c := range []struct{ on, known, in, applied, returned, held string }{
		{"2026-01-14", "2026-12-31", "0", "0", "0", "0"},
		{"2026-01-15", "2026-01-14", "0", "0", "0", "0"},
		{"2026-01-15", "2026-01-15", "80000.00", "0", "0", "80000.00"},
		{"2026-02-20", "2026-02-20", "80000.00", "30000.00", "0", "50000.00"},
		{"2026-02-20", "2026-03-05", "100000.00", "30000.00", "0", "70000.00"},
		{"2026-03-09", "2026-03-09", "100000.00", "30000.00", "10000.00", "60000.00"},
		{"2026-03-09", "2026-03-10", "100000.00", "0", "10000.00", "90000.00"},
	} {
		s, err := deposit.Balance(all, day(c.on), day(c.known))
		require.NoError(t, err)
		for want, got := range map[string]finance.Money{c.in: s.PaidIn, c.held: s.Held} {
			requireMoney(t, want, got)
		}
		requireMoney(t, c.applied, s.Applied)
		requireMoney(t, c.returned, s.Returned)
		require.Equal(t, []civil.Date{day(c.on), day(c.known)}, []civil.Date{s.On, s.Known})
	}
}

func requireMoney(t *testing.T, want string, got finance.Money) {
	t.Helper()
	if want == "0" {
		require.Zero(t, got.Minor())
		return
	}
	require.Equal(t, want+" RUB", got.String())
}

// Of one day what was paid in counts first, whatever its id; on no day is less
// than nothing held.
func TestBalanceIsNeverBelowZero(t *testing.T) {
	in, out := move("Z", deposit.PaidIn, "2026-01-15", "10.00"), move("A", deposit.Applied, "2026-01-15", "10.00")
	s, err := deposit.Balance([]deposit.Movement{out, in}, day("2026-01-15"), day("2026-01-15"))
	require.NoError(t, err)
	require.Zero(t, s.Held.Minor())
	out.Amount = rub("10.01")
	_, err = deposit.Balance([]deposit.Movement{out, in}, day("2026-01-15"), day("2026-01-15"))
	require.ErrorIs(t, err, finance.ErrNegative)
	require.EqualError(t, err, "movements[A]: 10.01 RUB applied of 10.00 RUB held: negative")
	back := move("B", deposit.Returned, "2026-01-14", "1.00") // before anything was paid
	_, err = deposit.Balance([]deposit.Movement{in, back}, day("2026-12-31"), day("2026-12-31"))
	require.ErrorIs(t, err, finance.ErrNegative)
}

func TestBalanceRefuses(t *testing.T) {
	one := move("M-1", deposit.PaidIn, "2026-01-15", "80000.00")
	other := one
	other.Amount = rub("80000.01")
	void := deposit.Movement{ID: "M-9", On: day("2026-01-16"), Known: day("2026-01-16"), Voids: "M-1"}
	unknown, chain := void, void
	unknown.Voids, chain.ID, chain.Voids = "M-8", "M-10", "M-9"
	foreign := move("M-2", deposit.PaidIn, "2026-01-16", "1.00")
	foreign.Amount = finance.MustMoney("1.00 USD")
	for name, c := range map[string]struct {
		list []deposit.Movement
		want error
		path string
	}{
		"another content": {[]deposit.Movement{one, other}, finance.ErrConflict, "movements[1].id"},
		"voids nothing":   {[]deposit.Movement{one, unknown}, finance.ErrUnknown, "movements[M-9].voids"},
		"voids a void":    {[]deposit.Movement{one, void, chain}, finance.ErrUnknown, "movements[M-10].voids"},
		"two currencies":  {[]deposit.Movement{one, foreign}, finance.ErrCurrency, "movements[M-2]"},
		"too many":        {make([]deposit.Movement, deposit.MaxMovements+1), finance.ErrLimit, "movements"},
	} {
		s, err := deposit.Balance(c.list, day("2026-02-01"), day("2026-02-01"))
		require.ErrorIs(t, err, c.want, name)
		require.ErrorContains(t, err, c.path+": ", name)
		require.Zero(t, s)
	}
	_, err := deposit.Balance(nil, civil.Date{}, day("2026-02-01"))
	require.EqualError(t, err, "on: missing")
	_, err = deposit.Balance(nil, day("2026-02-01"), civil.Date{})
	require.EqualError(t, err, "known: missing")
}

func TestMovementRefuses(t *testing.T) {
	for path, change := range map[string]func(*deposit.Movement){
		"id: missing":                func(m *deposit.Movement) { m.ID = "" },
		"id: not UTF-8":              func(m *deposit.Movement) { m.ID = "\xff" },
		"kind: kind of":              func(m *deposit.Movement) { m.Kind = 3; m.For = "" },
		"on: missing":                func(m *deposit.Movement) { m.On = civil.Date{} },
		"known: missing":             func(m *deposit.Movement) { m.Known = civil.Date{} },
		"known: out of order":        func(m *deposit.Movement) { m.Known = m.On.AddDays(-1) },
		"amount: missing":            func(m *deposit.Movement) { m.Amount = rub("0.00") },
		"amount: negative":           func(m *deposit.Movement) { m.Amount = rub("-0.01") },
		"amount: currency":           func(m *deposit.Movement) { m.Amount = finance.Minor(1, 0) },
		"for: missing":               func(m *deposit.Movement) { m.For = "" },
		"for: of what was":           func(m *deposit.Movement) { m.Kind = deposit.PaidIn },
		"voids: cycle":               func(m *deposit.Movement) { m.Voids, m.For, m.Amount = m.ID, "", finance.Money{} },
		"amount: what voids":         func(m *deposit.Movement) { m.Voids, m.For = "M-0", "" },
		"for: what voids":            func(m *deposit.Movement) { m.Voids, m.Amount = "M-0", finance.Money{} },
		"voids: 257 bytes, at most ": func(m *deposit.Movement) { m.Voids = string(make([]byte, 257)); m.For, m.Amount = "", finance.Money{} },
	} {
		m := move("M-1", deposit.Applied, "2026-01-15", "1.00")
		require.NoError(t, m.Validate())
		change(&m)
		require.ErrorContains(t, m.Validate(), path)
		require.NotContains(t, m.Validate().Error(), "problems", path)
	}
}

// calls are source, day, due and amount.
func calls(t *testing.T, d deposit.Deposit, r civil.Timeline[finance.Money], movements []deposit.Movement, at string) (list [][]string) {
	t.Helper()
	got, err := d.Calls(r, movements, day(at))
	require.NoError(t, err)
	for _, c := range got {
		list = append(list, []string{c.Source, c.On.String(), c.Due.String(), c.Amount.String()})
	}
	return list
}

func TestCallsInInstalments(t *testing.T) {
	d := studio()
	d.Terms.CallDays = 0
	d.Terms.Instalments = []deposit.Instalment{{day("2026-01-15"), 2}, {day("2026-02-15"), 1}, {day("2026-03-15"), 1}}
	r := rents("2026-01-01", "50000.01")
	first := []string{"instalment 1", "2026-01-15", "2026-01-15", "50000.01 RUB"}
	require.Equal(t, [][]string{first}, calls(t, d, r, nil, "2026-02-14"))
	require.Equal(t, [][]string{
		first,
		{"instalment 2", "2026-02-15", "2026-02-15", "25000.01 RUB"},
		{"instalment 3", "2026-03-15", "2026-03-15", "25000.00 RUB"},
	}, calls(t, d, r, nil, "2026-03-15"))
	d.Terms.Remainder = finance.Last
	require.Equal(t, "25000.01 RUB", calls(t, d, r, nil, "2026-03-15")[2][3])
	d.HandedBack = day("2026-02-15")
	require.Equal(t, [][]string{first}, calls(t, d, r, nil, "2026-12-31"))
}

func TestCallsOfASum(t *testing.T) {
	d := studio()
	d.Terms.Months, d.Terms.Sum, d.Terms.TopUp, d.Terms.Threshold = 0, rub("90000.00"), deposit.Never, finance.Rate{}
	want := [][]string{{"instalment 1", "2026-01-05", "2026-01-15", "90000.00 RUB"}}
	require.Equal(t, want, calls(t, d, nil, nil, "2026-01-05"))
	require.Equal(t, want, calls(t, d, rents("2026-01-01", "1.00", "2026-02-01", "900000.00"), nil, "2026-12-31"))
	require.Empty(t, calls(t, d, nil, nil, "2026-01-04"))
}

// A rise to 52,500 is the threshold of 5 %, and waits for the next one; what
// falls calls nothing back, and a rise to what was called before nothing more.
func TestTopUps(t *testing.T) {
	d := studio()
	r := rents("2026-01-01", "50000.00", "2026-03-01", "52500.00", "2026-06-01", "52500.01", "2026-09-01", "40000.00", "2026-10-01", "52500.00", "2026-12-01", "60000.00")
	want := [][]string{
		{"instalment 1", "2026-01-05", "2026-01-15", "100000.00 RUB"},
		{"top-up 2026-06-01", "2026-06-01", "2026-06-11", "5000.02 RUB"},
		{"top-up 2026-12-01", "2026-12-01", "2026-12-11", "14999.98 RUB"},
	}
	require.Equal(t, want, calls(t, d, r, nil, "2026-12-01"))
	require.Equal(t, want[:2], calls(t, d, r, nil, "2026-11-30"))
	d.HandedBack = day("2026-06-02")
	require.Equal(t, want[:2], calls(t, d, r, nil, "2026-12-31"))
	d.HandedBack = day("2026-06-01")
	require.Equal(t, want[:1], calls(t, d, r, nil, "2026-12-31"))
	d.HandedBack, d.Terms.TopUp, d.Terms.Threshold = civil.Date{}, deposit.Never, finance.Rate{}
	require.Equal(t, want[:1], calls(t, d, r, nil, "2026-12-31"))
	d.Terms.TopUp = deposit.OnRise
	require.Equal(t, "top-up 2026-03-01", calls(t, d, r, nil, "2026-12-31")[1][0])
	got, err := studio().Calls(r, nil, day("2026-12-31"))
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("52500.01"), rub("105000.02"), rub("100000.00")}, []finance.Money{got[1].Rent, got[1].Whole, got[1].Before})
	require.Equal(t, "105000.02 RUB = 2 × 52500.01 RUB, less 100000.00 RUB agreed before", got[1].Text(accrual.English, 2))
	require.Equal(t, "100000.00 RUB of a deposit of 100000.00 RUB = 2 × 50000.00 RUB", got[0].Text(accrual.English, 2))
	require.Equal(t, "105 000,02 ₽ = 2 × 52 500,01 ₽, за вычетом согласованных ранее 100 000,00 ₽", spaced(got[1].Text(accrual.Russian, 2)))
}

// The rent of the first instalment's day counts, and a rise on that day is none.
func TestTheFirstRent(t *testing.T) {
	r := rents("2026-01-01", "40000.00", "2026-01-15", "50000.00")
	require.Equal(t, [][]string{{"instalment 1", "2026-01-05", "2026-01-15", "100000.00 RUB"}}, calls(t, studio(), r, nil, "2026-12-31"))
	_, err := studio().Calls(rents("2026-01-16", "50000.00"), nil, day("2026-12-31"))
	require.EqualError(t, err, "rents: a rent on 2026-01-15: missing")
}

func TestRestoring(t *testing.T) {
	d, r := studio(), rents("2026-01-01", "50000.00")
	moves := []deposit.Movement{
		move("M-1", deposit.PaidIn, "2026-01-10", "100000.00"), move("M-2", deposit.Applied, "2026-04-01", "30000.00"),
		move("M-3", deposit.Applied, "2026-05-01", "1000.00"),
	}
	first := []string{"instalment 1", "2026-01-05", "2026-01-15", "100000.00 RUB"}
	restored := []string{"restore M-2", "2026-04-01", "2026-04-11", "30000.00 RUB"}
	require.Equal(t, [][]string{first, restored}, calls(t, d, r, moves, "2026-04-30"))
	d.HandedBack = day("2026-05-01")
	require.Equal(t, [][]string{first, restored}, calls(t, d, r, moves, "2026-12-31"))
	got, err := d.Calls(r, moves, day("2026-12-31"))
	require.NoError(t, err)
	require.Equal(t, "30000.00 RUB was applied and is called again", got[1].Text(accrual.Language(9), 2))
	moves[1].Amount = finance.MustMoney("1.00 USD")
	_, err = d.Calls(r, moves, day("2026-12-31"))
	require.ErrorIs(t, err, finance.ErrCurrency)
	d.Terms.Restore = false
	require.Equal(t, [][]string{first}, calls(t, d, r, moves, "2026-12-31"))
}
