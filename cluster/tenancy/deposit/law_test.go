package deposit_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/deposit"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

var start = civil.MustDate("2026-01-15")

func minor(n int64) finance.Money { return finance.Minor(n, finance.RUB) }

// history is movements of a year that never take more than is there, some known
// late; a movement is void now and then.
func history(r *rand.Rand) []deposit.Movement {
	var list []deposit.Movement
	held, on := int64(0), start
	for n := range 2 + r.IntN(12) {
		on = on.AddDays(r.IntN(30))
		m := deposit.Movement{ID: "M-" + strconv.Itoa(n), On: on, Known: on, Amount: minor(1 + r.Int64N(100_000))}
		if held > 0 && r.IntN(2) == 0 {
			m.Kind = deposit.Applied + deposit.Kind(r.IntN(2))
			m.Amount = minor(1 + r.Int64N(held))
		}
		if m.Kind == deposit.Applied {
			m.For = deposit.Arrears
		}
		if m.Kind == deposit.PaidIn {
			held += m.Amount.Minor()
		} else {
			held -= m.Amount.Minor()
			m.Known = m.Known.AddDays(r.IntN(40)) // what goes out may be known late, and leaves no day below zero
		}
		list = append(list, m)
		if m.Kind != deposit.PaidIn && r.IntN(4) == 0 {
			known := m.Known.AddDays(r.IntN(20))
			list = append(list, deposit.Movement{ID: m.ID + " void", On: m.On, Known: known, Voids: m.ID})
		}
	}
	return list
}

// held is the plain model of the deposit on a day as known on a day.
func held(list []deposit.Movement, on, known civil.Date) (n int64) {
	void := map[string]bool{}
	for _, m := range list {
		if m.Voids != "" && !m.Known.After(known) {
			void[m.Voids] = true
		}
	}
	for _, m := range list {
		if m.Voids != "" || void[m.ID] || m.On.After(on) || m.Known.After(known) {
			continue
		}
		if m.Kind == deposit.PaidIn {
			n += m.Amount.Minor()
		} else {
			n -= m.Amount.Minor()
		}
	}
	return n
}

// Held is paid in less applied less returned, on no day below zero, in whatever
// order the facts are handed in, as known on any day.
func TestLawHeld(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 13))
		list := history(r)
		shuffled := slices.Clone(list)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for range 10 {
			on, known := start.AddDays(r.IntN(400)), start.AddDays(r.IntN(400))
			s, err := deposit.Balance(list, on, known)
			require.NoError(t, err)
			require.GreaterOrEqual(t, s.Held.Minor(), int64(0))
			require.Equal(t, s.PaidIn.Minor()-s.Applied.Minor()-s.Returned.Minor(), s.Held.Minor())
			require.Equal(t, held(list, on, known), s.Held.Minor())
			again, err := deposit.Balance(shuffled, on, known)
			require.NoError(t, err)
			require.Equal(t, s, again)
		}
	}
}

// What is taken beyond what is held is refused, and only that.
func TestLawNothingIsTakenTwice(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 14))
		list := history(r)
		last := start.AddDays(1000)
		s, err := deposit.Balance(list, last, last)
		require.NoError(t, err)
		out := deposit.Movement{ID: "out", Kind: deposit.Returned, On: last, Known: last, Amount: minor(s.Held.Minor() + 1)}
		_, err = deposit.Balance(append(slices.Clone(list), out), last, last)
		require.ErrorIs(t, err, finance.ErrNegative)
		if out.Amount = s.Held; s.Held.IsZero() {
			continue
		}
		s, err = deposit.Balance(append(slices.Clone(list), out), last, last)
		require.NoError(t, err)
		require.Zero(t, s.Held.Minor())
	}
}

// Refund, applied and forfeited sum to what was held; no claim takes more than
// it is, and one waits until those before it in the order are paid.
func TestLawSettlement(t *testing.T) {
	purposes := []deposit.Purpose{deposit.Arrears, deposit.Damages, deposit.Penalty}
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 15))
		terms := studio().Terms
		terms.Forfeit = deposit.Forfeit(r.IntN(3))
		var list []deposit.Claim
		for range r.IntN(6) {
			list = append(list, deposit.Claim{For: purposes[r.IntN(3)], Amount: minor(1 + r.Int64N(1000))})
		}
		early, sum := r.IntN(2) == 0, minor(r.Int64N(3000))
		s, err := terms.Settle(sum, early, list)
		require.NoError(t, err)
		require.Equal(t, sum.Minor(), s.Applied.Minor()+s.Forfeited.Minor()+s.Refund.Minor())
		require.Len(t, s.Uses, len(list))
		place, open := 0, false
		for _, u := range s.Uses {
			require.Equal(t, u.Amount.Minor(), u.Applied.Minor()+u.Left.Minor())
			require.GreaterOrEqual(t, u.Left.Minor(), int64(0))
			require.False(t, open && u.Applied.Minor() > 0)
			open = open || u.Left.Minor() > 0
			at := slices.Index(purposes, u.For)
			require.GreaterOrEqual(t, at, place)
			place = at
		}
		if early && terms.Forfeit != deposit.Nothing {
			require.Zero(t, s.Refund.Minor())
		} else {
			require.Zero(t, s.Forfeited.Minor())
		}
	}
}

// However often the months are closed, and whatever became known in between,
// the books hold what the calls are with all known from the start.
func TestLawCallsComeToTheSame(t *testing.T) {
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 16))
		d, list := studio(), history(r)
		d.Terms.Threshold = finance.Rate{}
		d.Terms.CallDays = r.IntN(20)
		rent := civil.Timeline[finance.Money]{{From: start, Value: minor(1 + r.Int64N(100_000)), Source: "lease"}}
		for m := start.Month().Next(); m.Year() == 2026; m = m.Add(1 + r.IntN(4)) {
			rent = append(rent, civil.Entry[finance.Money]{From: m.First(), Value: minor(1 + r.Int64N(100_000)), Source: "amendment"})
		}
		books := ledger.New("quarter")
		for m := month("2026-01"); m.Before(month("2028-01")); m = m.Next() {
			if r.IntN(3) == 0 {
				continue // the host closes when it likes
			}
			books = post(t, books, obligations(t, d, books, rent, list, closing(m.String()))...)
			require.Empty(t, obligations(t, d, books, rent, list, closing(m.String())))
		}
		books = post(t, books, obligations(t, d, books, rent, list, closing("2028-01"))...)
		once := post(t, ledger.New("quarter"), obligations(t, d, ledger.New("quarter"), rent, list, closing("2028-01"))...)
		at := day("2028-01-31")
		require.Equal(t, once.Balance(ledger.Deposits, at), books.Balance(ledger.Deposits, at))
	}
}

// Interest is the sum of its lines, never falls as days pass, and by days two
// stretches bear what the whole bears, but for the rounding of one total.
func TestLawInterest(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 17))
		list := history(r)
		d := bearing(deposit.Interest{
			Rates: rates("2026-01-01", "10%", "2026-05-01", "7.3%", "2027-02-10", "1/3"), Count: deposit.Count(r.IntN(2)),
			RoundAt: arrears.AtEnd, Rounding: finance.Rounding(r.IntN(9)),
		})
		before := int64(0)
		for to := start.AddDays(1); to.Before(start.AddDays(420)); to = to.AddDays(1 + r.IntN(50)) {
			known := slices.DeleteFunc(slices.Clone(list), func(m deposit.Movement) bool { return m.Voids != "" || m.Known != m.On })
			lines, total, err := d.Interest(known, to)
			require.NoError(t, err)
			sum := int64(0)
			for _, n := range lines {
				require.GreaterOrEqual(t, n.Amount.Minor(), int64(0))
				sum += n.Amount.Minor()
			}
			require.Equal(t, total.Minor(), sum)
			require.GreaterOrEqual(t, sum, before)
			before = sum
		}
		require.Positive(t, before)
	}
}
