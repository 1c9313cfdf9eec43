package cashflow_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/cashflow"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func kopecks(amounts ...int64) cashflow.Periodic {
	p := cashflow.Periodic{Amounts: make([]finance.Money, len(amounts))}
	for i, a := range amounts {
		p.Amounts[i] = finance.Minor(a, finance.RUB)
	}
	return p
}

func rootsOf(t *testing.T, amounts ...int64) cashflow.Roots {
	t.Helper()
	roots, err := kopecks(amounts...).IRR()
	require.NoError(t, err)
	return roots
}

// exactSign is that of Σ a(i) x^(n-i) at x = 1 + rate, without rounding.
func exactSign(amounts []int64, rate float64) int {
	x := new(big.Rat).Add(big.NewRat(1, 1), new(big.Rat).SetFloat64(rate))
	value := new(big.Rat)
	for _, a := range amounts {
		value.Mul(value, x).Add(value, new(big.Rat).SetInt64(a))
	}
	return value.Sign()
}

// Flows made from their roots: Π (d(k) x - n(k)) with x = 1 + rate.
func TestRootsOfKnownProducts(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		want := map[float64]bool{}
		amounts := []int64{1 - 2*random.Int64N(2)}
		for range 1 + random.IntN(5) {
			n := 1 + random.Int64N(30)
			if rate := float64(n)/10 - 1; want[rate] {
				continue
			}
			want[float64(n)/10-1] = true
			next := make([]int64, len(amounts)+1)
			for i, a := range amounts {
				next[i] += 10 * a
				next[i+1] -= n * a
			}
			amounts = next
		}
		roots := rootsOf(t, amounts...)
		require.Len(t, roots.All, len(want), "%v %v", amounts, want)
		for _, root := range roots.All {
			near := slices.ContainsFunc(slices.Collect(func(yield func(float64) bool) {
				for rate := range want {
					if !yield(rate) {
						return
					}
				}
			}), func(rate float64) bool {
				return root.Low <= rate && rate <= root.High && math.Abs(rate-root.Rate) < 1e-7
			})
			require.True(t, near, "%v in %v", root, want)
		}
	}
}

// Each bracket holds a change of sign that exact arithmetic confirms, and their
// number has the parity of the changes of sign of the flows, which it does not
// exceed.
func TestRootsAreBracketed(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 400 {
		amounts := make([]int64, 2+random.IntN(9))
		for i := range amounts {
			amounts[i] = random.Int64N(2001) - 1000
		}
		roots := rootsOf(t, amounts...)
		crossings := 0
		for i, root := range roots.All {
			require.LessOrEqual(t, root.Low, root.Rate)
			require.LessOrEqual(t, root.Rate, root.High)
			if i > 0 {
				require.Greater(t, root.Low, roots.All[i-1].High)
			}
			if root.Low > -1 {
				below, above := exactSign(amounts, root.Low), exactSign(amounts, root.High)
				require.NotZero(t, below)
				require.Equal(t, root.Touches, below == above, "%v %v", amounts, root)
			}
			if !root.Touches {
				crossings++
			}
		}
		require.Zero(t, (roots.SignChanges-crossings)%2, "%v %v", amounts, roots)
		require.LessOrEqual(t, crossings, roots.SignChanges)
		for rate := -0.95; rate < 5; rate += 0.1 { // none was passed over
			requireSign(t, amounts, rate, roots)
		}
	}
}

// requireSign holds the sign at a rate to that at a low rate, turned once by
// each root between.
func requireSign(t *testing.T, amounts []int64, rate float64, roots cashflow.Roots) {
	t.Helper()
	first := slices.IndexFunc(amounts, func(a int64) bool { return a != 0 })
	if first < 0 || len(roots.All) == 0 && roots.Outcome == cashflow.EveryRate {
		return
	}
	sign := 1
	if amounts[first] < 0 { // what outweighs all at the highest rates
		sign = -1
	}
	for _, root := range roots.All {
		if root.Low <= rate && rate <= root.High {
			return
		}
		if root.Rate > rate && !root.Touches {
			sign = -sign
		}
	}
	require.Equal(t, sign, exactSign(amounts, rate), "%v at %v: %v", amounts, rate, roots)
}

func TestRootsDoNotDependOnSignScaleOrZeros(t *testing.T) {
	amounts := []int64{-500, 1050, 100, -800, 100}
	want := rootsOf(t, amounts...)
	require.Len(t, want.All, 3)
	var opposite, threefold []int64
	for _, a := range amounts {
		opposite, threefold = append(opposite, -a), append(threefold, 3*a)
	}
	for _, same := range [][]int64{opposite, threefold, slices.Concat([]int64{0, 0}, amounts, []int64{0})} {
		got := rootsOf(t, same...)
		require.Equal(t, want.Outcome, got.Outcome)
		require.Equal(t, want.SignChanges, got.SignChanges)
		for i, root := range got.All {
			require.InDelta(t, want.All[i].Rate, root.Rate, 1e-14)
		}
	}
	later := kopecks(amounts...)
	later.First = 1
	got, err := later.IRR()
	require.NoError(t, err)
	require.Equal(t, want, got)
}

// Two rates that fall together: 10 % twice, 10 % three times, four times, and a
// pair that a hundred-millionth keeps apart or keeps from being.
func TestRootsThatTouch(t *testing.T) {
	for _, c := range []struct {
		amounts []int64
		touches bool
		within  float64
	}{
		{[]int64{-100, 220, -121}, true, 3e-7},
		{[]int64{-1000, 3300, -3630, 1331}, false, 1e-4},
		{[]int64{-10000, 44000, -72600, 53240, -14641}, true, 2e-3},
	} {
		roots := rootsOf(t, c.amounts...)
		require.Equal(t, cashflow.OneRoot, roots.Outcome)
		root := roots.All[0]
		require.Equal(t, c.touches, root.Touches)
		require.InDelta(t, 0.1, root.Rate, c.within/10)
		require.True(t, root.Low < 0.1 && 0.1 < root.High && root.High-root.Low < c.within, "%v", root)
	}
	apart := rootsOf(t, -1000000000, 2200000000, -1209999999)
	require.Equal(t, cashflow.ManyRoots, apart.Outcome)
	require.InDelta(t, 0.1-math.Sqrt(1e-9), apart.All[0].Rate, 1e-10)
	require.InDelta(t, 0.1+math.Sqrt(1e-9), apart.All[1].Rate, 1e-10)
	require.Equal(t, cashflow.NoRoot, rootsOf(t, -1000000000, 2200000000, -1210000001).Outcome)
}

func TestRootsAtTheEnds(t *testing.T) {
	most := int64(math.MaxInt64)
	require.InEpsilon(t, float64(most), rootsOf(t, -1, most).All[0].Rate, 1e-12)
	require.Equal(t, -1.0, rootsOf(t, -most, 1).All[0].Rate) // -1 + 1e-19
	require.InDelta(t, 0, rootsOf(t, -100, 100).All[0].Rate, 1e-15)
	require.InDelta(t, 0.0, rootsOf(t, -most, most).All[0].Rate, 1e-14)
	for _, none := range [][]int64{{5}, {0, 7, 0}, {1, 2}, {-3, -4, 0}} {
		roots := rootsOf(t, none...)
		require.Equal(t, cashflow.Roots{}, roots)
	}
	require.Equal(t, cashflow.Roots{Outcome: cashflow.EveryRate}, rootsOf(t, 0))

	day := civil.MustDate("2026-01-01")
	over := cashflow.Dated{Flows: []cashflow.Flow{{day, finance.Minor(-1, finance.RUB)}, {day.AddDays(1), finance.Minor(1000, finance.RUB)}}}
	roots, err := over.XIRR() // 1000^365 - 1
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.Zero(t, roots)
	over.Flows[1].Amount = finance.Minor(100, finance.RUB)
	over.Flows[1].On = day.AddDays(365)
	roots, err = over.XIRR()
	require.NoError(t, err)
	require.InEpsilon(t, 99, roots.All[0].Rate, 1e-13)
}

// Days in any order, flows of one day in parts, and days that a convention
// counts as one.
func TestDatedFlowsAddUpByTime(t *testing.T) {
	on := civil.MustDate
	rub := func(n int64) finance.Money { return finance.Minor(n, finance.RUB) }
	want := cashflow.Dated{Flows: []cashflow.Flow{{on("2025-01-01"), rub(-1000)}, {on("2026-01-01"), rub(1100)}}}
	got := cashflow.Dated{Flows: []cashflow.Flow{{on("2026-01-01"), rub(600)}, {on("2025-01-01"), rub(-1000)}, {on("2026-01-01"), rub(500)}}}
	before := slices.Clone(got.Flows)
	for _, d := range []cashflow.Dated{want, got} {
		roots, err := d.XIRR()
		require.NoError(t, err)
		rate, err := roots.Only()
		require.NoError(t, err)
		require.InDelta(t, 0.1, rate, 1e-14)
		value, err := d.XNPV(0.25)
		require.NoError(t, err)
		require.InDelta(t, -1.2, value, 1e-12)
	}
	require.Equal(t, before, got.Flows)

	thirty := cashflow.Dated{DayCount: civil.ByThirtyE360, Flows: []cashflow.Flow{
		{on("2026-01-31"), rub(100)}, {on("2026-01-30"), rub(-100)}, {on("2026-03-30"), rub(0)},
	}}
	roots, err := thirty.XIRR()
	require.NoError(t, err)
	require.Equal(t, cashflow.EveryRate, roots.Outcome)

	earlier := want
	earlier.Flows = append([]cashflow.Flow{{On: on("2024-01-02")}}, want.Flows...) // 365 days before
	value, err := earlier.XNPV(0.25)
	require.NoError(t, err)
	require.InDelta(t, -1.2/1.25, value, 1e-12)

	want.DayCount = civil.ByAct360
	roots, err = want.XIRR()
	require.NoError(t, err)
	require.InDelta(t, math.Pow(1.1, 360.0/365)-1, roots.All[0].Rate, 1e-14)
}

func TestRootsSelection(t *testing.T) {
	roots := rootsOf(t, -252, 1431, -3035, 2850, -1000)
	for guess, want := range map[float64]float64{-5: 0.25, 0.29: 0.25, 0.30: 1.0 / 3, 0.4: 3.0 / 7, math.Inf(-1): 0.25, 9: 2.0 / 3} {
		got, err := roots.Nearest(guess)
		require.NoError(t, err)
		require.InDelta(t, want, got, 1e-9, "%v", guess)
	}
	_, err := roots.Nearest(math.NaN())
	require.ErrorIs(t, err, finance.ErrRange)
	_, err = roots.Only()
	require.ErrorIs(t, err, finance.ErrConflict)
	for _, other := range []cashflow.Roots{rootsOf(t, 1), rootsOf(t, 0)} {
		_, err = other.Only()
		require.ErrorIs(t, err, finance.ErrMissing)
		_, err = other.Nearest(0.1)
		require.ErrorIs(t, err, finance.ErrMissing)
	}
}

// A hundred thousand flows: one root, two, thousands of changes of sign, and so
// many that the answer is a refusal.
func TestManyFlows(t *testing.T) {
	amounts := make([]int64, 100_000)
	for i := range amounts {
		amounts[i] = 1000
	}
	amounts[0] = -10_000_000
	one := rootsOf(t, amounts...)
	require.InDelta(t, 1e-4, one.All[0].Rate, 1e-8) // 10,000 periods pay it back, and nine times as many follow
	hostile := amounts
	amounts = amounts[:20_000]
	amounts[len(amounts)-1] = -5_000_000
	two := rootsOf(t, amounts...)
	require.Len(t, two.All, 2)
	for i := range amounts {
		amounts[i] = int64(1000 - 990*(i%2))
		if i%100 < 10 {
			amounts[i] = -amounts[i]
		}
	}
	seasonal := rootsOf(t, amounts...)
	require.Equal(t, 399, seasonal.SignChanges)
	require.Len(t, seasonal.All, 1)
	for i := range hostile {
		hostile[i] = (1000 + int64(i)%7) * int64(1-2*(i%2))
	}
	_, err := kopecks(hostile...).IRR()
	require.ErrorIs(t, err, finance.ErrLimit)
}
