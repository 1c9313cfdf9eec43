package arrears_test

import (
	"math/big"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

func minor(n int64) finance.Money { return finance.Minor(n, finance.RUB) }

// randomDebt is due in a year before a leap year, with up to five parts.
func randomDebt(r *rand.Rand) arrears.Debt {
	d := rentDebt()
	d.Amount, d.Due = minor(100+r.Int64N(1e9)), day("2023-06-01").AddDays(r.IntN(200))
	left := d.Amount.Minor()
	for range r.IntN(6) {
		n := 1 + r.Int64N(left)
		left -= n
		d.Paid = append(d.Paid, arrears.Part{On: d.Due.AddDays(r.IntN(300) - 20), Amount: minor(n)})
		if left == 0 {
			break
		}
	}
	return d
}

func randomTerms(r *rand.Rand) arrears.Terms {
	t := arrears.Terms{Clause: "x", Rate: percent("14.6%"), PaymentDay: arrears.PaymentDay(r.IntN(2)), RoundAt: arrears.RoundAt(r.IntN(3)), Rounding: finance.Rounding(r.IntN(9))}
	if r.IntN(2) == 0 {
		t.Rate, t.Key = finance.Rate{}, key("2000-01-01", "8.5%", "2023-09-18", "13%", "2024-01-01", "16%", "2024-02-29", "1/7")
	}
	if t.Days = []civil.DayCount{civil.ByAct365F, civil.ByAct360, civil.ByActActISDA}[r.IntN(3)]; r.IntN(2) == 0 {
		t.Steps = []arrears.Step{{1, percent("1/3")}, {2 + r.IntN(50), finance.Rate{}}, {52 + r.IntN(60), percent("2")}}
	}
	if t.GraceMode = arrears.GraceMode(r.IntN(3)); t.GraceMode != arrears.NoGrace {
		t.Grace = 1 + r.IntN(40)
	}
	return t
}

// model is the interest of each day from the day after the due day, exact: the
// slow road, day by day.
func model(t arrears.Terms, d arrears.Debt, at civil.Date) (days []*big.Rat) {
	balance := func(on civil.Date, with bool) int64 {
		left := d.Amount.Minor()
		for _, p := range d.Paid {
			if p.On.Before(on) || p.On == on && with {
				left -= p.Amount.Minor()
			}
		}
		return left
	}
	end := d.Due.AddDays(t.Grace)
	if t.GraceMode == arrears.PaidWithin && (!at.After(end) || balance(end, true) == 0) {
		return nil
	}
	for on := d.Due.AddDays(1); !on.After(at); on = on.AddDays(1) {
		if t.GraceMode == arrears.FreeDays && !on.After(end) {
			continue
		}
		rate, share, year := t.Rate, percent("1"), int64(365)
		if len(t.Key) > 0 {
			rate, _ = t.Key.On(on)
		}
		for _, s := range t.Steps {
			if on.Sub(d.Due) >= s.From {
				share = s.Share
			}
		}
		if t.Days == civil.ByAct360 {
			year = 360
		} else if t.Days == civil.ByActActISDA && on.Year()%4 == 0 {
			year = 366
		}
		n := big.NewRat(balance(on, t.PaymentDay == arrears.OnNewBalance), year)
		n.Mul(n, big.NewRat(rate.Num(), rate.Den()))
		days = append(days, n.Mul(n, big.NewRat(share.Num(), share.Den())))
	}
	return days
}

// rounded is a sum of days rounded as the terms say.
func rounded(t *testing.T, exact *big.Rat, by finance.Rounding) int64 {
	t.Helper()
	require.True(t, exact.Num().IsInt64() && exact.Denom().IsInt64())
	n, err := finance.MulDiv(exact.Num().Int64(), 1, exact.Denom().Int64(), by)
	require.NoError(t, err)
	return n
}

// By stretches the interest is what it is day by day, under all terms: zero on
// the due date, and never on itself.
func TestLawDayByDay(t *testing.T) {
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 12))
		d, terms := randomDebt(r), randomTerms(r)
		at := d.Due.AddDays(r.IntN(420) - 10)
		days := model(terms, d, at)
		i := interest(t, terms, d, at)
		total := int64(0)
		switch terms.RoundAt {
		case arrears.AtEnd:
			sum := new(big.Rat)
			for _, n := range days {
				sum.Add(sum, n)
			}
			total = rounded(t, sum, terms.Rounding)
		case arrears.EachDay:
			for _, n := range days {
				total += rounded(t, n, terms.Rounding)
			}
		case arrears.EachLine:
			total = byLines(t, i)
		}
		require.Equal(t, total, i.Total.Minor(), "seed %d", seed)
		requireLines(t, i)
		if !at.After(d.Due) {
			require.Zero(t, i.Total.Minor())
		}
	}
}

// byLines rounds each line as it stands.
func byLines(t *testing.T, i arrears.Interest) (sum int64) {
	t.Helper()
	for _, n := range i.Lines {
		exact := big.NewRat(n.Balance.Minor()*int64(n.Days), int64(n.Year))
		exact.Mul(exact, big.NewRat(n.Rate.Num(), n.Rate.Den()))
		require.Equal(t, rounded(t, exact.Mul(exact, big.NewRat(n.Share.Num(), n.Share.Den())), i.Terms.Rounding), n.Amount.Minor())
		sum += n.Amount.Minor()
	}
	return sum
}

// Lines follow one another, bear something, and sum to the total.
func requireLines(t *testing.T, i arrears.Interest) {
	t.Helper()
	sum, days, last := int64(0), 0, i.Debt.Due.AddDays(1)
	for _, n := range i.Lines {
		require.False(t, n.From.Before(last))
		require.Equal(t, n.Period.Days(), n.Days)
		require.Positive(t, n.Days)
		require.Positive(t, n.Balance.Minor())
		require.GreaterOrEqual(t, n.Amount.Minor(), int64(0))
		sum, days, last = sum+n.Amount.Minor(), days+n.Days, n.To
	}
	require.False(t, last.After(i.At.AddDays(1)) && len(i.Lines) > 0)
	require.Equal(t, i.Days, days)
	require.Equal(t, i.Total.Minor(), sum+i.Fixed.Minor())
}

// The totals never fall as days pass, differences of totals sum to the whole
// however time is cut, a payment never raises them, and no cap is passed.
func TestLawTotals(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 13))
		d, terms := randomDebt(r), randomTerms(r)
		terms.RoundAt = arrears.AtEnd
		capped := terms
		capped.CapSum = minor(1 + r.Int64N(1e7))
		more := d
		more.Paid = nil
		before := int64(0)
		for at := d.Due.AddDays(-3); at.Before(d.Due.AddDays(400)); at = at.AddDays(1 + r.IntN(40)) {
			total := interest(t, terms, d, at).Total.Minor()
			require.GreaterOrEqual(t, total, before)
			require.LessOrEqual(t, total, interest(t, terms, more, at).Total.Minor())
			i := interest(t, capped, d, at)
			require.Equal(t, min(total, capped.CapSum.Minor()), i.Total.Minor())
			require.Equal(t, total, i.Total.Minor()+i.Capped.Minor())
			requireLines(t, i)
			before = total
		}
	}
}

// Twice the debt bears twice the interest, but for the rounding of one total.
func TestLawLinearInTheDebt(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 14))
		d, terms := randomDebt(r), randomTerms(r)
		terms.RoundAt, terms.Rounding = arrears.AtEnd, finance.Floor
		k := 2 + r.Int64N(9)
		times := d
		times.Amount, times.Paid = minor(d.Amount.Minor()*k), nil
		for _, p := range d.Paid {
			times.Paid = append(times.Paid, arrears.Part{On: p.On, Amount: minor(p.Amount.Minor() * k)})
		}
		at := d.Due.AddDays(300)
		rest := interest(t, terms, times, at).Total.Minor() - k*interest(t, terms, d, at).Total.Minor()
		require.GreaterOrEqual(t, rest, int64(0))
		require.Less(t, rest, k)
	}
}

// history is books of two parties and two currencies: debts, corrections,
// payments known late, claims of the owner's own creditors, moves and
// reversals.
func history(t *testing.T, r *rand.Rand) ledger.Ledger {
	t.Helper()
	l := ledger.New(owner)
	parties, start := []accrual.Party{"R-1", "R-2"}, day("2026-01-01")
	money := func() finance.Money {
		return finance.Minor(1+r.Int64N(100_000), []finance.Currency{finance.RUB, finance.KZT}[r.IntN(2)])
	}
	for n := range 10 + r.IntN(40) {
		on, who, amount := start.AddDays(r.IntN(150)), parties[r.IntN(2)], money()
		in := on.Month()
		var err error
		var next ledger.Ledger
		switch r.IntN(6) {
		case 0, 1:
			o := owed("base rent", who, owner, in.String(), in.First().AddDays(r.IntN(60)).String(), "0.00")
			if o.Net, o.Tax = amount, finance.Zero(amount.Currency()); r.IntN(3) == 0 {
				o.Debtor, o.Creditor = o.Creditor, o.Debtor
			}
			if o.Cutoff = in.First().AddDays(r.IntN(40)); r.IntN(3) == 0 {
				o.Net, _ = o.Net.Neg()
			}
			next, err = l.Post(chart, o)
		case 2, 3:
			p := ledger.Payment{ID: "P-" + strconv.Itoa(n), From: who, To: owner, On: on, Known: on.AddDays(r.IntN(40)), Amount: amount}
			if r.IntN(4) == 0 {
				p.From, p.To = p.To, p.From
			}
			next, err = l.Pay(in.Add(r.IntN(3)), in.Add(4).First(), p)
		case 4:
			minus, _ := amount.Neg()
			next, err = l.Enter(ledger.Entry{ID: uuid.NewSHA1(uuid.NameSpaceOID, []byte(strconv.Itoa(n))), On: on, Due: on.AddDays(r.IntN(20)), Lines: []ledger.Line{
				{Account: "assets:receivable:old", Party: who, Amount: amount}, {Account: ledger.Receivable, Party: parties[r.IntN(2)], Amount: minus},
			}})
		default:
			var last ledger.Entry
			for e := range l.Entries() {
				if last.ID == uuid.Nil || r.IntN(3) == 0 {
					last = e
				}
			}
			next, err = l.Reverse(last.ID, last.Day().AddDays(r.IntN(30)))
		}
		if err == nil {
			l = next
		}
	}
	require.Positive(t, l.Len())
	return l
}

// What is left of each debt is what the ledger shows as open, on any day, for
// each control account; parts never exceed their debt and are all of days past.
func TestLawDebtsAreOpenItems(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 15))
		l := history(t, r)
		for _, root := range []ledger.Account{ledger.Receivable, ledger.Payable, "assets:receivable:old"} {
			at := day("2026-01-01").AddDays(r.IntN(250))
			open := map[string]int64{}
			for _, one := range l.Open(root, at) {
				for _, item := range one.Items {
					open[item.Entry.String()+string(one.Party)] = max(item.Left.Minor(), -item.Left.Minor())
				}
			}
			for _, d := range debts(t, l, root, at.String()) {
				require.NoError(t, d.Validate())
				left := d.Amount.Minor()
				for _, p := range d.Paid {
					require.False(t, p.On.After(at))
					left -= p.Amount.Minor()
				}
				who := string(d.Debtor)
				if d.Debtor == owner {
					who = string(d.Creditor)
				}
				if d.Reversed {
					require.Equal(t, d.Amount.Minor(), left)
					continue
				}
				require.Equal(t, left, open[d.ID+who], "seed %d", seed)
				delete(open, d.ID+who)
			}
			require.Empty(t, open)
		}
	}
}

// However often interest is claimed, and whatever came to light in between, the
// books hold what the last total is, and no interest on interest.
func TestLawClaimsComeToTheTotal(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 16))
		l, terms := history(t, r), daily()
		for m := month("2026-01"); m.Before(month("2026-12")); m = m.Next() {
			if r.IntN(3) > 0 {
				l = claimed(t, l, terms, m)
			}
		}
		l = claimed(t, l, terms, month("2026-12"))
		want := map[finance.Currency]int64{}
		for _, root := range []ledger.Account{ledger.Receivable, ledger.Payable} {
			for _, d := range debts(t, l, root, "2026-12-31") {
				if terms.Bears(d.Key.Clause) && d.Key.Agreement != "" {
					want[d.Amount.Currency()] += interest(t, terms, d, day("2026-12-31")).Total.Minor() * map[bool]int64{true: -1, false: 1}[d.Creditor == owner]
				}
			}
		}
		got := map[finance.Currency]int64{finance.RUB: 0, finance.KZT: 0}
		for _, account := range []ledger.Account{"income:interest", "expenses:interest"} {
			for _, m := range l.Balance(account, day("2026-12-31")) {
				got[m.Currency()] += m.Minor()
			}
		}
		require.Equal(t, []int64{want[finance.RUB], want[finance.KZT]}, []int64{got[finance.RUB], got[finance.KZT]}, "seed %d", seed)
	}
}

// claimed posts what the books lack at the end of a month.
func claimed(t *testing.T, l ledger.Ledger, terms arrears.Terms, m civil.Month) ledger.Ledger {
	t.Helper()
	for _, root := range []ledger.Account{ledger.Receivable, ledger.Payable} {
		var list []arrears.Debt
		for _, d := range debts(t, l, root, m.Last().String()) {
			if d.Key.Agreement != "" {
				list = append(list, d)
			}
		}
		more, err := terms.Claims(l, list, closing(m.String()))
		require.NoError(t, err)
		l = post(t, l, more...)
	}
	return l
}
