package deposit_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/deposit"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// Every term at its place, and that place alone.
func TestValidateNamesThePlace(t *testing.T) {
	for want, change := range map[string]func(*deposit.Deposit){
		"agreement: missing":             func(d *deposit.Deposit) { d.Agreement = "" },
		"landlord: missing":              func(d *deposit.Deposit) { d.Landlord = "" },
		"resident: missing":              func(d *deposit.Deposit) { d.Resident = "" },
		"resident: conflict":             func(d *deposit.Deposit) { d.Resident = d.Landlord },
		"handed_back: before":            func(d *deposit.Deposit) { d.HandedBack = day("2026-01-14") },
		"terms.clause: missing":          func(d *deposit.Deposit) { d.Terms.Clause = "" },
		"terms.months: missing":          func(d *deposit.Deposit) { d.Terms.Months, d.Terms.TopUp, d.Terms.Threshold = 0, 0, finance.Rate{} },
		"terms.months: negative":         func(d *deposit.Deposit) { d.Terms.Months = -1 },
		"terms.months: 121, at most 120": func(d *deposit.Deposit) { d.Terms.Months = 121 },
		"terms.sum: months":              func(d *deposit.Deposit) { d.Terms.Sum = rub("1.00") },
		"terms.top_up: a sum":            func(d *deposit.Deposit) { d.Terms.Months, d.Terms.Sum = 0, rub("1.00") },
		"terms.sum: negative": func(d *deposit.Deposit) {
			d.Terms.Months, d.Terms.Sum, d.Terms.TopUp, d.Terms.Threshold = 0, rub("-1.00"), 0, finance.Rate{}
		},
		"terms.instalments: missing":        func(d *deposit.Deposit) { d.Terms.Instalments = nil },
		"terms.instalments: 121, at most":   func(d *deposit.Deposit) { d.Terms.Instalments = make([]deposit.Instalment, 121) },
		"terms.instalments[0].due: missing": func(d *deposit.Deposit) { d.Terms.Instalments[0].Due = civil.Date{} },
		"terms.instalments[1].due: out of":  func(d *deposit.Deposit) { d.Terms.Instalments = append(d.Terms.Instalments, d.Terms.Instalments[0]) },
		"terms.instalments[0].weight: neg":  func(d *deposit.Deposit) { d.Terms.Instalments[0].Weight = -1 },
		"terms.instalments[0].weight: miss": func(d *deposit.Deposit) { d.Terms.Instalments[0].Weight = 0 },
		"terms.remainder: remainder 3":      func(d *deposit.Deposit) { d.Terms.Remainder = 3 },
		"terms.top_up: top-up 2":            func(d *deposit.Deposit) { d.Terms.TopUp = 2 },
		"terms.threshold: negative":         func(d *deposit.Deposit) { d.Terms.Threshold = finance.MustRate("-1%") },
		"terms.threshold: nothing":          func(d *deposit.Deposit) { d.Terms.TopUp = deposit.Never },
		"terms.call_days: negative":         func(d *deposit.Deposit) { d.Terms.CallDays = -1 },
		"terms.call_days: 3661, at most":    func(d *deposit.Deposit) { d.Terms.CallDays = 3661 },
		"terms.return_days: negative":       func(d *deposit.Deposit) { d.Terms.ReturnDays = -1 },
		"terms.order: 121, at most":         func(d *deposit.Deposit) { d.Terms.Order = make([]deposit.Purpose, 121) },
		"terms.order[1]: duplicate":         func(d *deposit.Deposit) { d.Terms.Order = []deposit.Purpose{"a", "a"} },
		"terms.order[0]: missing":           func(d *deposit.Deposit) { d.Terms.Order = []deposit.Purpose{""} },
		"terms.order[0]: duplicate":         func(d *deposit.Deposit) { d.Terms.Order = []deposit.Purpose{deposit.Forfeits} },
		"terms.forfeit: forfeit 3":          func(d *deposit.Deposit) { d.Terms.Forfeit = 3 },
		"terms.interest.rates[0].source": func(d *deposit.Deposit) {
			d.Terms.Interest.Rates = rates("2026-01-01", "1%")
			d.Terms.Interest.Rates[0].Source = ""
		},
		"terms.interest.rates[0].value":  func(d *deposit.Deposit) { d.Terms.Interest.Rates = rates("2026-01-01", "-1%") },
		"terms.interest.rates: 10001":    func(d *deposit.Deposit) { d.Terms.Interest.Rates = make(civil.Timeline[finance.Rate], 10_001) },
		"terms.interest.count: count of": func(d *deposit.Deposit) { d.Terms.Interest.Count = 2 },
		"terms.interest.days: months": func(d *deposit.Deposit) {
			d.Terms.Interest.Count, d.Terms.Interest.Days = deposit.ByMonths, civil.ByAct360
		},
		"terms.interest.days: 30E/360":      func(d *deposit.Deposit) { d.Terms.Interest.Days = civil.ByThirtyE360 },
		"terms.interest.round_at: rounding": func(d *deposit.Deposit) { d.Terms.Interest.RoundAt = 3 },
		"terms.interest.rounding: rounding": func(d *deposit.Deposit) { d.Terms.Interest.Rounding = 9 },
	} {
		d := studio()
		require.NoError(t, d.Validate())
		change(&d)
		require.ErrorContains(t, d.Validate(), want)
		require.NotContains(t, d.Validate().Error(), "problems", want)
	}
	d := studio()
	d.Terms.Months, d.Terms.Interest.Days = 120, civil.ByActActISDA
	d.Terms.Interest.Rates = rates("2026-01-01", "0%") // nothing for a time is a rate
	d.Terms.CallDays, d.Terms.ReturnDays, d.HandedBack = 3660, 3660, day("2026-01-15")
	require.NoError(t, d.Validate())
}

func TestCallsRefuse(t *testing.T) {
	d, good := studio(), rents("2026-01-01", "50000.00")
	for want, r := range map[string]civil.Timeline[finance.Money]{
		"rents[0].value: negative":  rents("2026-01-01", "-1.00"),
		"rents[1].from: out of":     rents("2026-01-01", "1.00", "2026-01-01", "2.00"),
		"rents: 10001, at most":     make(civil.Timeline[finance.Money], 10_001),
		"rents: a rent on 2026-01-": nil,
	} {
		_, err := d.Calls(r, nil, day("2026-12-31"))
		require.ErrorContains(t, err, want)
	}
	_, err := d.Calls(good, nil, civil.Date{})
	require.EqualError(t, err, "at: missing")
	_, err = d.Calls(good, []deposit.Movement{{}}, day("2026-12-31"))
	require.ErrorContains(t, err, "movements[0].id: missing")
	huge := rents("2026-01-01", "50000.00", "2026-03-01", "1.00")
	huge[1].Value = finance.Minor(math.MaxInt64, finance.RUB)
	_, err = d.Calls(huge, nil, day("2026-12-31"))
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.ErrorContains(t, err, "rents[1]: ")
	huge[1].Value = finance.MustMoney("1.00 USD")
	_, err = d.Calls(huge, nil, day("2026-12-31"))
	require.ErrorIs(t, err, finance.ErrCurrency)
	huge[0].Value = finance.Minor(math.MaxInt64, finance.RUB)
	_, err = d.Calls(huge, nil, day("2026-12-31"))
	require.ErrorIs(t, err, finance.ErrOverflow)
	d.Terms.Instalments[0].Due = day("0001-01-03")
	_, err = d.Calls(rents("0001-01-01", "1.00"), nil, day("2026-12-31"))
	require.EqualError(t, err, "instalment 1: day of the call: out of range")
}

// What is written is read, with every field.
func TestTermsAsText(t *testing.T) {
	d := studio()
	d.HandedBack = day("2026-05-31")
	d.Terms.Remainder, d.Terms.Order, d.Terms.Forfeit = finance.Last, []deposit.Purpose{"keys", "arrears"}, deposit.All
	d.Terms.Interest = deposit.Interest{Rates: rates("2026-01-01", "7.5%"), Count: deposit.ByMonths, RoundAt: 1, Rounding: finance.HalfUp}
	text, err := terms.Encode(d, nil)
	require.NoError(t, err)
	require.Contains(t, string(text), `"top_up": "on-rise"`)
	require.Contains(t, string(text), `"threshold": "5%"`)
	var read deposit.Deposit
	require.NoError(t, terms.Decode(text, &read, nil))
	require.Equal(t, d, read)
	m := deposit.Movement{ID: "M-2", Kind: deposit.Applied, For: "keys", On: day("2026-03-01"), Known: day("2026-03-02"), Amount: rub("1.00")}
	text, err = terms.Encode(m, nil)
	require.NoError(t, err)
	var again deposit.Movement
	require.NoError(t, terms.Decode(text, &again, nil))
	require.Equal(t, m, again)
}
