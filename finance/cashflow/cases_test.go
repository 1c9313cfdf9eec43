package cashflow_test

import (
	"encoding/json"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/cashflow"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// published is one worked case of testdata/cases.json: figures from public
// sources (mark S), recomputed from such (R), or edge cases of our own (A). Each
// test says what kind it takes; none of the file is left out.
type published struct {
	ID, Kind, Title, Source, Mark string
	Given, Want                   json.RawMessage
}

// casesOf runs test on each published case of a kind, under its id.
func casesOf(t *testing.T, kind string, test func(t *testing.T, c published)) {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	found := false
	for _, c := range all {
		if c.Kind == kind {
			found = true
			t.Run(c.ID+" "+c.Title, func(t *testing.T) { test(t, c) })
		}
	}
	require.True(t, found, "no case of kind %s", kind)
}

func read[T any](t *testing.T, raw json.RawMessage) T {
	t.Helper()
	var v T
	require.NoError(t, json.Unmarshal(raw, &v))
	return v
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	require.NoError(t, err)
	return x
}

func whole(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	require.NoError(t, err)
	return n
}

// fine is a number as yen, times a power of ten: some cases have more decimals
// than any currency.
func fine(t *testing.T, s string, digits int32) finance.Money {
	t.Helper()
	m, err := finance.FromDecimal(decimal.RequireFromString(s).Shift(digits), finance.JPY, finance.HalfEven)
	require.NoError(t, err)
	return m
}

// exactly is the same, and refuses to round.
func exactly(t *testing.T, s string, digits int32) finance.Money {
	t.Helper()
	m := fine(t, s, digits)
	require.True(t, m.Decimal().Shift(-digits).Equal(decimal.RequireFromString(s)), s)
	return m
}

func mode(t *testing.T, s string) finance.Rounding {
	t.Helper()
	r, err := finance.ParseRounding(strings.ReplaceAll(s, "_", "-"))
	require.NoError(t, err)
	return r
}

func money(t *testing.T, number, currency string) finance.Money {
	t.Helper()
	m, err := finance.ParseMoney(number + " " + currency)
	require.NoError(t, err)
	return m
}

var dayCounts = map[string]civil.DayCount{"ACT/365F": civil.ByAct365F, "ACT/360": civil.ByAct360}

// Eleven digits hold the longest of the decimals, 108466.80462450592.
func periodic(t *testing.T, flows []string) cashflow.Periodic {
	t.Helper()
	amounts := make([]finance.Money, len(flows))
	for i, f := range flows {
		amounts[i] = fine(t, f, 11)
	}
	return cashflow.Periodic{Amounts: amounts}
}

const outcomeSuffix = "_root"

// requireRoots holds a list of roots to the case, with brackets around each.
func requireRoots(t *testing.T, outcome string, want []string, got cashflow.Roots) {
	t.Helper()
	name := map[string]string{"many_roots": "many", "every_rate": "every", "no_root": "none"}[outcome]
	if name == "" {
		name = strings.TrimSuffix(outcome, outcomeSuffix)
	}
	require.Equal(t, name, got.Outcome.String())
	require.Len(t, got.All, len(want))
	for i, w := range want {
		root := got.All[i]
		require.InDelta(t, number(t, w), root.Rate, 1e-9)
		require.LessOrEqual(t, root.Low, root.Rate)
		require.GreaterOrEqual(t, root.High, root.Rate)
		require.Less(t, root.High-root.Low, 1e-10)
		require.False(t, root.Touches)
	}
	if len(want) > 0 {
		require.Zero(t, (got.SignChanges-len(want))%2)
	}
}

func TestPublishedPeriodicRoots(t *testing.T) {
	casesOf(t, "irr_periodic", func(t *testing.T, c published) {
		given := read[struct {
			Items []struct {
				Flows    []string
				Runs     []struct{ Amount, Count string }
				NPVRates []string `json:"npv_rates"`
			}
		}](t, c.Given)
		want := read[struct {
			Roots   [][]string
			Outcome []string
			NPV     [][]string
		}](t, c.Want)
		for i, item := range given.Items {
			for _, run := range item.Runs {
				for range whole(t, run.Count) {
					item.Flows = append(item.Flows, run.Amount)
				}
			}
			p := periodic(t, item.Flows)
			roots, err := p.IRR()
			require.NoError(t, err)
			requireRoots(t, want.Outcome[i], want.Roots[i], roots)
			for k, rate := range item.NPVRates {
				got, err := p.NPV(number(t, rate))
				require.NoError(t, err)
				require.InDelta(t, number(t, want.NPV[i][k]), got/1e11, 1e-9)
			}
		}
	})
}

func TestPublishedDatedRoots(t *testing.T) {
	casesOf(t, "irr_dated", func(t *testing.T, c published) {
		given := read[struct {
			Items []struct {
				Flows []struct {
					Date   civil.Date
					Amount string
				}
				DayCount string `json:"day_count"`
			}
		}](t, c.Given)
		want := read[struct {
			Roots   [][]string
			Outcome []string
		}](t, c.Want)
		for i, item := range given.Items {
			count, known := dayCounts[item.DayCount]
			require.True(t, known)
			d := cashflow.Dated{DayCount: count}
			for _, f := range item.Flows {
				d.Flows = append(d.Flows, cashflow.Flow{On: f.Date, Amount: exactly(t, f.Amount, 2)})
			}
			roots, err := d.XIRR()
			require.NoError(t, err)
			requireRoots(t, want.Outcome[i], want.Roots[i], roots)
		}
	})
}

func TestPublishedPresentValues(t *testing.T) {
	casesOf(t, "npv", func(t *testing.T, c published) {
		given := read[struct {
			Items []struct {
				Rate    string
				FirstAt string `json:"first_at"`
				Flows   []string
			}
		}](t, c.Given)
		want := read[struct{ NPV []string }](t, c.Want)
		for i, item := range given.Items {
			p := periodic(t, item.Flows)
			p.First = whole(t, item.FirstAt)
			got, err := p.NPV(number(t, item.Rate))
			require.NoError(t, err)
			require.InDelta(t, number(t, want.NPV[i]), got/1e11, 1e-10)
		}
	})
}

func TestPublishedPaybacks(t *testing.T) {
	casesOf(t, "payback", func(t *testing.T, c published) {
		given := read[struct {
			Items []struct {
				Rate, Interpolation string
				Flows               []string
			}
		}](t, c.Given)
		want := read[struct {
			Payback              []string
			DiscountedPayback    []string `json:"discounted_payback"`
			Discounted, Cumulate [][]string
			Cumulative           [][]string
		}](t, c.Want)
		for i, item := range given.Items {
			var by cashflow.Interpolation
			require.NoError(t, by.UnmarshalText([]byte(item.Interpolation)))
			p := periodic(t, item.Flows)
			simple, err := p.Payback(by)
			require.NoError(t, err)
			require.True(t, simple.Reached)
			require.InDelta(t, number(t, want.Payback[i]), simple.After, 1e-6)
			discounted, err := p.DiscountedPayback(number(t, item.Rate), by)
			require.NoError(t, err)
			require.True(t, discounted.Reached)
			require.InDelta(t, number(t, want.DiscountedPayback[i]), discounted.After, 1e-6)
			rows, err := p.Discount(number(t, item.Rate))
			require.NoError(t, err)
			require.Len(t, rows, len(want.Discounted[i]))
			for k, row := range rows {
				require.Equal(t, k, row.Period)
				require.Equal(t, p.Amounts[k], row.Amount)
				require.InDelta(t, number(t, want.Discounted[i][k]), row.Present/1e11, 1e-4)
				require.InDelta(t, number(t, want.Cumulative[i][k]), row.Cumulative/1e11, 1e-4)
			}
		}
	})
}

// The cases follow spreadsheets, whose payment has the opposite sign.
func TestPublishedAnnuities(t *testing.T) {
	casesOf(t, "annuity_payment", func(t *testing.T, c published) {
		given := read[struct {
			Items []struct {
				Rate    string `json:"nominal_rate"`
				PerYear string `json:"periods_per_year"`
				N       string
				PV, FV  string
				When    string
			}
		}](t, c.Given)
		want := read[struct{ Payment []string }](t, c.Want)
		timings := map[string]cashflow.Timing{"end": cashflow.Arrears, "begin": cashflow.Advance}
		for i, item := range given.Items {
			rate, err := finance.MustRate(item.Rate).Mul(finance.MustRate("1/" + item.PerYear))
			require.NoError(t, err)
			timing, known := timings[item.When]
			require.True(t, known)
			got, err := cashflow.Annuity{
				Present: fine(t, item.PV, 10), Future: fine(t, item.FV, 10), Rate: rate, Periods: whole(t, item.N), Timing: timing,
			}.Payment()
			require.NoError(t, err)
			require.Equal(t, fine(t, want.Payment[i], 10).Minor(), -got.Minor())
		}
	})
}

func TestPublishedAnnuityCharge(t *testing.T) {
	casesOf(t, "annuity_charge", func(t *testing.T, c published) {
		given := read[struct {
			Principal finance.Money
			Rate      string `json:"rate_annual"`
			Months    string
			Rounding  string
		}](t, c.Given)
		rate, err := finance.MustRate(given.Rate).Mul(finance.MustRate("1/12"))
		require.NoError(t, err)
		got, err := cashflow.Annuity{
			Present: given.Principal, Rate: rate, Periods: whole(t, given.Months), Rounding: mode(t, given.Rounding),
		}.Payment()
		require.NoError(t, err)
		require.Equal(t, money(t, read[struct{ Monthly string }](t, c.Want).Monthly, "USD"), got)
	})
}

func TestPublishedRateConversions(t *testing.T) {
	casesOf(t, "rate_convert", func(t *testing.T, c published) {
		given := read[struct {
			Items []struct {
				Rate string
				From string `json:"from_per_year"`
				To   string `json:"to_per_year"`
			}
		}](t, c.Given)
		want := read[struct{ Rates []string }](t, c.Want)
		compounding := func(s string) cashflow.Compounding {
			if s == "continuous" {
				return cashflow.Continuous
			}
			return cashflow.Compounding(whole(t, s)) //nolint:gosec // the cases' own
		}
		for i, item := range given.Items {
			got, err := cashflow.Convert(number(t, item.Rate), compounding(item.From), compounding(item.To))
			require.NoError(t, err)
			require.InDelta(t, number(t, want.Rates[i]), got, 1e-12)
		}
	})
}

func TestPublishedModifiedReturns(t *testing.T) {
	casesOf(t, "mirr", func(t *testing.T, c published) {
		given := read[struct {
			Items []struct {
				Flows    []string
				Finance  string `json:"finance_rate"`
				Reinvest string `json:"reinvest_rate"`
			}
		}](t, c.Given)
		want := read[struct{ MIRR []*string }](t, c.Want)
		for i, item := range given.Items {
			got, err := periodic(t, item.Flows).MIRR(number(t, item.Finance), number(t, item.Reinvest))
			if want.MIRR[i] == nil {
				require.ErrorIs(t, err, finance.ErrMissing)
				continue
			}
			require.NoError(t, err)
			require.InDelta(t, number(t, *want.MIRR[i]), got, 1e-10)
		}
	})
}

// The cases of loans that do not round have ten decimals: twelve digits leave
// the rounding to the thirteenth.
func TestPublishedLoanSchedules(t *testing.T) {
	casesOf(t, "loan_schedule", func(t *testing.T, c published) {
		given := read[struct {
			Items []struct {
				Type, Principal, Rate, Tenor, Payment string
				DayCount                              string `json:"day_count"`
				Start, Maturity                       civil.Date
			}
		}](t, c.Given)
		want := read[struct {
			Items []struct {
				Rows []struct {
					Date                         civil.Date
					Interest, Principal, Balance string
				}
			}
		}](t, c.Want)
		for i, item := range given.Items {
			loan := cashflow.Loan{
				Principal: fine(t, item.Principal, 12), Rate: finance.MustRate(item.Rate), Basis: cashflow.ByDay,
				DayCount: dayCounts[item.DayCount], Term: civil.Period{From: item.Start, To: item.Maturity},
			}
			loan.Payments.Months = whole(t, strings.TrimSuffix(item.Tenor, "M"))
			if item.Type == "interest_only" { // the case ends before the loan does
				loan.Repayment, loan.Term.To = cashflow.InterestOnly, item.Start.AddMonths(24)
			} else {
				loan.Payment = fine(t, item.Payment, 12)
			}
			rows, err := loan.Instalments(civil.Calendar{})
			require.NoError(t, err)
			for k, w := range want.Items[i].Rows {
				require.Equal(t, w.Date, rows[k].Due)
				for name, pair := range map[string][2]any{
					"interest": {w.Interest, rows[k].Interest}, "principal": {w.Principal, rows[k].Principal}, "balance": {w.Balance, rows[k].Balance},
				} {
					got := pair[1].(finance.Money)
					require.InDelta(t, number(t, pair[0].(string)), float64(got.Minor())/1e12, 1e-9, "%s %d", name, k)
				}
			}
			require.True(t, rows[len(rows)-1].Balance.IsZero())
		}
	})
}

func TestPublishedRoundedLoan(t *testing.T) {
	casesOf(t, "loan_rounded", func(t *testing.T, c published) {
		given := read[struct {
			Principal, N string
			Rate         string `json:"rate_per_period"`
			Mode         string `json:"interest_mode"`
		}](t, c.Given)
		want := read[struct {
			Payment  string
			Final    string `json:"final_payment"`
			Interest string `json:"total_interest"`
			Balances []string
		}](t, c.Want)
		perYear, err := finance.MustRate(given.Rate).Mul(finance.MustRate("12/1"))
		require.NoError(t, err)
		start := civil.MustDate("2026-01-31")
		rows, err := cashflow.Loan{
			Principal: money(t, given.Principal, "USD"), Rate: perYear,
			Term:     civil.Period{From: start, To: start.AddMonths(whole(t, given.N))},
			Payments: civil.Schedule{Months: 1}, Rounding: mode(t, given.Mode),
		}.Instalments(civil.Calendar{})
		require.NoError(t, err)
		require.Len(t, rows, len(want.Balances))
		total := int64(0)
		for i, balance := range want.Balances {
			require.Equal(t, money(t, balance, "USD"), rows[i].Balance)
			total += rows[i].Interest.Minor()
			if i < len(rows)-1 {
				require.Equal(t, money(t, want.Payment, "USD"), rows[i].Payment)
			}
		}
		require.Equal(t, money(t, want.Final, "USD"), rows[len(rows)-1].Payment)
		require.Equal(t, money(t, want.Interest, "USD").Minor(), total)
	})
}

// Two files write straight lines in two ways; both are taken.
func TestPublishedStraightLines(t *testing.T) {
	casesOf(t, "straight_line", func(t *testing.T, c published) {
		given := read[struct {
			Currency string
			Runs     []struct{ Amount, Count string }
			Steps    []struct {
				Months string
				Rent   finance.Money
			}
			Rounding string
		}](t, c.Given)
		want := read[struct {
			Total, Level  string
			StraightLine  string   `json:"straight_line"`
			AccruedAtRuns []string `json:"accrued_at_run_end"`
			AccruedAfter  []struct{ Months, Amount string }
			After         []struct{ Months, Amount string } `json:"accrued_after"`
		}](t, c.Want)
		line := cashflow.StraightLine{Term: civil.Period{From: civil.MustDate("2026-01-01")}}
		months := 0
		add := func(m finance.Money, count int) {
			for range count {
				line.Payments = append(line.Payments, cashflow.Flow{On: line.Term.From.AddMonths(months), Amount: m})
				months++
			}
		}
		var ends []int
		for _, run := range given.Runs {
			add(money(t, run.Amount, given.Currency), whole(t, run.Count))
			ends = append(ends, months)
		}
		for _, step := range given.Steps {
			add(step.Rent, whole(t, step.Months))
			line.Rounding = mode(t, given.Rounding)
		}
		line.Term.To = line.Term.From.AddMonths(months)
		rows, err := line.Months()
		require.NoError(t, err)
		require.Len(t, rows, months)
		total, err := line.Total()
		require.NoError(t, err)
		currency := total.Currency().Code()
		require.Equal(t, money(t, want.Total, currency), total)
		require.Equal(t, money(t, want.Level+want.StraightLine, currency), rows[0].Income)
		for i, accrued := range want.AccruedAtRuns {
			require.Equal(t, money(t, accrued, currency), rows[ends[i]-1].Accrued)
		}
		for _, after := range want.After {
			require.Equal(t, money(t, after.Amount, currency), rows[whole(t, after.Months)-1].Accrued)
		}
		require.True(t, rows[months-1].Accrued.IsZero())
	})
}

func TestPublishedDeferral(t *testing.T) {
	casesOf(t, "deferral_straight_line", func(t *testing.T, c published) {
		given := read[struct {
			Currency, Received, Months string
			On                         civil.Date `json:"received_on"`
			First                      civil.Date `json:"first_recognition"`
		}](t, c.Given)
		want := read[struct{ Income, Deferred []string }](t, c.Want)
		rows, err := cashflow.StraightLine{
			Term:     civil.Period{From: given.First, To: given.First.AddMonths(whole(t, given.Months))},
			Payments: []cashflow.Flow{{On: given.On, Amount: money(t, given.Received, given.Currency)}},
		}.Months()
		require.NoError(t, err)
		require.Equal(t, civil.MustMonth("2017-06"), rows[0].Month)
		require.Equal(t, money(t, "-"+given.Received, given.Currency), rows[0].Accrued)
		for i, income := range want.Income {
			require.Equal(t, money(t, income, given.Currency), rows[i+1].Income)
			require.Equal(t, money(t, want.Deferred[i], given.Currency).Minor(), -rows[i+1].Accrued.Minor())
		}
	})
}

// Rents a square foot have four decimals: UYW has as many.
func TestPublishedEffectiveRents(t *testing.T) {
	casesOf(t, "net_effective_rent", func(t *testing.T, c published) {
		given := read[struct {
			Rent      string
			Per       string `json:"rent_per"`
			Months    string `json:"term_months"`
			Free      string `json:"free_months"`
			Placement string `json:"free_placement"`
			Area      string
			Fitout    string `json:"ti_per_area"`
			Credit    string `json:"lump_credit"`
			Rounding  string
		}](t, c.Given)
		want := read[struct {
			Effective string
			Paid      string `json:"total_paid"`
		}](t, c.Want)
		amount := func(s string) finance.Money {
			if s == "" {
				return finance.Money{}
			}
			return money(t, strings.TrimSuffix(s, " USD"), "UYW")
		}
		area, per, year := 1, 1, int64(1)
		if given.Area != "" {
			area = whole(t, strings.TrimSuffix(given.Area, " sqft"))
		}
		if given.Per == "year" {
			per, year = 12, 12
		}
		monthly, err := amount(given.Rent).MulDiv(int64(area), year, finance.HalfEven)
		require.NoError(t, err)
		fitout, err := amount(given.Fitout).Mul(int64(area))
		require.NoError(t, err)
		incentives, err := fitout.Add(amount(given.Credit))
		require.NoError(t, err)
		offer := cashflow.EffectiveRent{Incentives: incentives, Rounding: mode(t, given.Rounding)}
		free := whole(t, given.Free)
		for range free {
			offer.Payments = append(offer.Payments, finance.Money{})
		}
		paid := whole(t, given.Months)
		if given.Placement == "inside_term" {
			paid -= free
		}
		for range paid {
			offer.Payments = append(offer.Payments, monthly)
		}
		if want.Paid != "" {
			total, err := offer.Per(len(offer.Payments))
			require.NoError(t, err)
			require.Equal(t, money(t, want.Paid, "UYW"), total)
		}
		got, err := offer.Per(per)
		require.NoError(t, err)
		digits := len(want.Effective) - strings.Index(want.Effective, ".") - 1
		unit := finance.Minor(int64(math.Pow10(4-digits))*int64(area), finance.UYW)
		got, err = got.RoundTo(unit, finance.HalfUp)
		require.NoError(t, err)
		wanted, err := money(t, want.Effective, "UYW").Mul(int64(area))
		require.NoError(t, err)
		require.Equal(t, wanted, got)
	})
}
