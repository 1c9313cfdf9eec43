package tenancy_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Short names for what every table of these tests writes.

func area(s string) tenancy.Area                        { return tenancy.MustArea(s) }
func rub(s string) finance.Money                        { return finance.MustMoney(s + " RUB") }
func num(s string) finance.Number                       { return finance.MustNumber(s) }
func rate(s string) finance.Rate                        { return finance.MustRate(s) }
func day(s string) civil.Date                           { return civil.MustDate(s) }
func month(s string) civil.Period                       { return civil.MustMonth(s).Period() }
func minor(n int64) finance.Money                       { return finance.Minor(n, finance.RUB) }
func named(name string, c accrual.Clause) accrual.Named { return accrual.Named{Name: name, Clause: c} }

// period reads 2026-03-21/2027-03-21, also one that is reversed.
func period(from, to string) civil.Period {
	p := civil.Period{From: day(from)}
	if to != ".." {
		p.To = day(to)
	}
	return p
}

// span is a window that is held from its first day to before the last, reached,
// with what its meters counted.
func span(window, held civil.Period, to civil.Date, meters ...int64) accrual.Span {
	return accrual.Span{
		Window: window, Since: window.From, To: to, Held: []civil.Period{held.Intersect(window)},
		Meters: meters, Currency: finance.RUB,
	}
}

// whole is a window that is held and reached to its end.
func whole(window civil.Period, meters ...int64) accrual.Span {
	return span(window, window, window.To, meters...)
}

// earned is what a clause earns, which must not fail.
func earned(t *testing.T, c accrual.Earner, s accrual.Span) finance.Money {
	t.Helper()
	amount, err := c.Earned(s)
	require.NoError(t, err)
	return amount
}

// paths are the places of all problems in err.
func paths(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	var wrong finance.Problems
	require.True(t, errors.As(err, &wrong), "%v", err)
	var all []string
	for p := range wrong.All() {
		all = append(all, p.Path)
	}
	return all
}
