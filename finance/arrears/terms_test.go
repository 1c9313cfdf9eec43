package arrears_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/arrears"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

func key(pairs ...string) (list civil.Timeline[finance.Rate]) {
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, civil.Entry[finance.Rate]{From: day(pairs[i]), Value: percent(pairs[i+1]), Source: "bank"})
	}
	return list
}

// Every term at its place, and that place alone.
func TestValidateNamesThePlace(t *testing.T) {
	for want, change := range map[string]func(*arrears.Terms){
		"clause: missing":                func(i *arrears.Terms) { i.Clause = "" },
		"clause: 257 bytes, at most 256": func(i *arrears.Terms) { i.Clause = strings.Repeat("x", 257) },
		"clause: not UTF-8":              func(i *arrears.Terms) { i.Clause = "\xff" },
		"except[1]: missing":             func(i *arrears.Terms) { i.Except = []string{"fine", ""} },
		"except: 10001, at most 10000":   func(i *arrears.Terms) { i.Except = make([]string, 10_001) },
		"rate: missing":                  func(i *arrears.Terms) { i.Rate = finance.Rate{} },
		"rate: negative":                 func(i *arrears.Terms) { i.Rate = percent("-1%") },
		"key: a rate is agreed":          func(i *arrears.Terms) { i.Key, i.Per = key("2025-01-01", "1%"), arrears.ByYear },
		"key[0].value: negative": func(i *arrears.Terms) {
			i.Key, i.Rate, i.Per = key("2025-01-01", "-1%"), finance.Rate{}, arrears.ByYear
		},
		"key[1].from: out of order": func(i *arrears.Terms) {
			i.Key, i.Rate, i.Per = key("2025-01-01", "1%", "2025-01-01", "1%"), finance.Rate{}, arrears.ByYear
		},
		"key: 10001, at most": func(i *arrears.Terms) {
			i.Key, i.Rate, i.Per = make(civil.Timeline[finance.Rate], 10_001), finance.Rate{}, arrears.ByYear
		},
		"steps: what share of":                          func(i *arrears.Terms) { i.Key, i.Rate = key("2025-01-01", "1%"), finance.Rate{} },
		"steps[0].from: the first step begins on day 1": func(i *arrears.Terms) { i.Steps = []arrears.Step{{2, percent("1")}} },
		"steps[1].from: out of order":                   func(i *arrears.Terms) { i.Steps = []arrears.Step{{1, percent("1")}, {1, percent("1")}} },
		"steps[1].from: 36601, at most":                 func(i *arrears.Terms) { i.Steps = []arrears.Step{{1, percent("1")}, {36601, percent("1")}} },
		"steps[0].share: negative":                      func(i *arrears.Terms) { i.Steps = []arrears.Step{{1, percent("-1")}} },
		"steps: 101, at most":                           func(i *arrears.Terms) { i.Steps = make([]arrears.Step, 101) },
		"per: time of a rate 2":                         func(i *arrears.Terms) { i.Per = 2 },
		"days: a rate per day":                          func(i *arrears.Terms) { i.Days = civil.ByAct360 },
		"days: 30E/360 does not":                        func(i *arrears.Terms) { i.Days, i.Per = civil.ByThirtyE360, arrears.ByYear },
		"grace_mode: grace 3":                           func(i *arrears.Terms) { i.GraceMode, i.Grace = 3, 1 },
		"grace_mode: missing":                           func(i *arrears.Terms) { i.Grace = 1 },
		"grace: missing":                                func(i *arrears.Terms) { i.GraceMode = arrears.FreeDays },
		"grace: negative":                               func(i *arrears.Terms) { i.GraceMode, i.Grace = arrears.FreeDays, -1 },
		"grace: 367, at most 366":                       func(i *arrears.Terms) { i.GraceMode, i.Grace = arrears.FreeDays, 367 },
		"payment_day: day of payment 2":                 func(i *arrears.Terms) { i.PaymentDay = 2 },
		"cap: negative":                                 func(i *arrears.Terms) { i.Cap = percent("-1%") },
		"cap_sum: capped by a share":                    func(i *arrears.Terms) { i.Cap, i.CapSum = percent("1%"), rub("1.00") },
		"cap_sum: negative":                             func(i *arrears.Terms) { i.CapSum = rub("-1.00") },
		"cap_sum: currency":                             func(i *arrears.Terms) { i.CapSum = finance.Minor(1, 0) },
		"fixed: negative":                               func(i *arrears.Terms) { i.Fixed = rub("-1.00") },
		"round_at: rounding step 3":                     func(i *arrears.Terms) { i.RoundAt = 3 },
		"rounding: rounding 9: out of ra":               func(i *arrears.Terms) { i.Rounding = 9 },
	} {
		i := daily()
		require.NoError(t, i.Validate())
		change(&i)
		require.ErrorContains(t, i.Validate(), want)
		require.NotContains(t, i.Validate().Error(), "problems", want)
	}
	full := arrears.Terms{
		Clause: strings.Repeat("x", 256), Except: []string{"fine"}, Key: key("2025-01-01", "21%", "2025-06-09", "20%"), Days: civil.ByActActISDA,
		Steps: []arrears.Step{{1, finance.Rate{}}, {36600, percent("1/300")}}, Grace: 366, GraceMode: arrears.PaidWithin, PaymentDay: arrears.OnNewBalance,
		Cap: percent("10%"), Fixed: rub("70.00"), RoundAt: arrears.EachLine, Rounding: finance.HalfUp,
	}
	require.NoError(t, full.Validate())
	text, err := terms.Encode(full, nil)
	require.NoError(t, err)
	var read arrears.Terms
	require.NoError(t, terms.Decode(text, &read, nil))
	require.Equal(t, full, read)
	require.NoError(t, terms.Decode([]byte(`{"clause": "late interest", "rate": "0.1%", "per": "day"}`), &read, nil))
	require.Equal(t, arrears.Terms{Clause: "late interest", Rate: percent("0.1%"), Per: arrears.ByDay}, read)
	debt := rentDebt(paid("2025-01-12", "1.00"))
	text, err = terms.Encode(debt, nil)
	require.NoError(t, err)
	var again arrears.Debt
	require.NoError(t, terms.Decode(text, &again, nil))
	require.Equal(t, debt, again)
}

func TestBears(t *testing.T) {
	i := daily()
	i.Except = []string{"fine"}
	require.Equal(t, []bool{true, false, false}, []bool{i.Bears("base rent"), i.Bears("fine"), i.Bears("late interest")})
}
