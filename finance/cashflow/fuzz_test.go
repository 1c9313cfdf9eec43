package cashflow_test

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/cashflow"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Whatever flows: no root is no number, each lies in its bracket, and exact
// arithmetic finds the change of sign that it claims. Seeds: a double root, four
// roots, none, and amounts at both ends of money.
func FuzzIRR(f *testing.F) {
	seed := func(amounts ...int64) {
		var b []byte
		for _, a := range amounts {
			b = binary.LittleEndian.AppendUint64(b, uint64(a)) //nolint:gosec // bits
		}
		f.Add(b)
	}
	seed(-100, 220, -121)
	seed(-252, 1431, -3035, 2850, -1000)
	seed(10, -20, 15)
	seed(math.MinInt64, math.MaxInt64, -1, 1)
	f.Fuzz(func(t *testing.T, b []byte) {
		var amounts []int64
		for ; len(b) >= 8 && len(amounts) < 40; b = b[8:] {
			amounts = append(amounts, int64(binary.LittleEndian.Uint64(b))) //nolint:gosec // bits
		}
		roots, err := kopecks(amounts...).IRR()
		if err != nil {
			require.Zero(t, roots)
			return
		}
		for _, r := range roots.All {
			require.True(t, -1 <= r.Low && r.Low <= r.Rate && r.Rate <= r.High && r.High <= math.MaxFloat64, "%v", r)
			if r.Low > -1 && r.High < 1e6 {
				require.Equal(t, r.Touches, exactSign(amounts, r.Low) == exactSign(amounts, r.High), "%v", r)
			}
		}
	})
}

// Whatever terms of a loan decode and are accepted: its schedule closes, and the
// terms write what they read. Seeds: each repayment, a stub by day, a payment
// that never covers the interest, and a term of nine thousand years.
func FuzzLoan(f *testing.F) {
	for _, seed := range []string{
		`{"principal":"1000.00 RUB","rate":"12%","term":"2026-01-31/2027-01-31","payments":{"months":1}}`,
		`{"principal":"0.03 RUB","rate":"1/3","term":"2026-01-31/2028-01-31","payments":{"months":3},"repayment":"equal-principal"}`,
		`{"principal":"1000.00 RUB","rate":"12%","term":"2026-01-20/2026-05-01","payments":{"months":1,"stub":"short-first"},"basis":"day","repayment":"interest-only"}`,
		`{"principal":"1000 JPY","rate":"99999%","term":"2026-01-31/2027-01-31","payments":{"months":1},"payment":"1 JPY"}`,
		`{"principal":"1 JPY","rate":"1%","term":"0001-01-01/9999-12-31","payments":{"months":1}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var l cashflow.Loan
		if json.Unmarshal(b, &l) != nil {
			return
		}
		rows, err := l.Instalments(civil.Calendar{})
		if err != nil {
			require.Nil(t, rows)
			return
		}
		repaid := finance.Zero(l.Principal.Currency())
		for _, r := range rows {
			repaid, err = repaid.Add(r.Principal)
			require.NoError(t, err)
		}
		require.Equal(t, l.Principal, repaid)
		require.True(t, rows[len(rows)-1].Balance.IsZero())
		text, err := json.Marshal(l)
		require.NoError(t, err)
		var again cashflow.Loan
		require.NoError(t, json.Unmarshal(text, &again))
		same, err := again.Instalments(civil.Calendar{})
		require.NoError(t, err)
		require.Equal(t, rows, same)
	})
}

// Whatever a straight line decodes from: its incomes add up and its balance ends
// at zero. Seeds: part months, paid before and after, an accrual brought in.
func FuzzStraightLine(f *testing.F) {
	f.Add([]byte(`{"term":"2026-02-21/2026-04-10","payments":[{"on":"2026-01-15","amount":"300.00 RUB"},{"on":"2026-06-01","amount":"-1.01 RUB"}]}`))
	f.Add([]byte(`{"term":"2026-02-21/2026-04-10","payments":[{"on":"2026-02-21","amount":"300.00 RUB"}],"accrued":"7.77 RUB","basis":"day","rounding":"up"}`))
	f.Add([]byte(`{"term":"0001-01-01/1001-01-01","payments":[{"on":"0001-01-01","amount":"92233720368547758.07 RUB"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var s cashflow.StraightLine
		if json.Unmarshal(b, &s) != nil {
			return
		}
		rows, err := s.Months()
		if err != nil {
			require.Nil(t, rows)
			return
		}
		total, err := s.Total()
		require.NoError(t, err)
		income := int64(0)
		for _, r := range rows {
			income += r.Income.Minor()
		}
		require.Equal(t, total.Minor(), income)
		require.True(t, rows[len(rows)-1].Accrued.IsZero())
	})
}
