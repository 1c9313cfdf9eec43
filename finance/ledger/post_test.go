package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// What each clause of the chart moves, from the owner's side.
func TestPostMovesTheAccountsOfTheChart(t *testing.T) {
	taxed := rent("2026-03", "45000.00")
	taxed.Tax = rub("9000.00")
	incentive := owed("incentive", owner, studio, "2026-03", "500.00")
	incentive.Tax = rub("100.00")
	for _, c := range []struct {
		o    accrual.Obligation
		want []string
	}{
		{rent("2026-03", "15967.74"), []string{"assets:receivable R-3 15967.74 RUB", "income:rent R-3 -15967.74 RUB"}},
		{taxed, []string{"assets:receivable R-3 54000.00 RUB", "income:rent R-3 -45000.00 RUB", "liabilities:tax  -9000.00 RUB"}},
		{incentive, []string{"liabilities:payable R-3 -600.00 RUB", "expenses:incentives R-3 500.00 RUB", "assets:tax  100.00 RUB"}},
		{owed("deposit", studio, owner, "2026-03", "90000.00"), []string{"assets:receivable R-3 90000.00 RUB", "liabilities:deposits R-3 -90000.00 RUB"}},
		{owed("proceeds", owner, maker, "2026-03", "8000.00"), []string{"liabilities:makers M-8 -8000.00 RUB", "assets:takings M-8 8000.00 RUB"}},
		{owed("commission", maker, owner, "2026-03", "1200.00"), []string{"liabilities:makers M-8 1200.00 RUB", "income:commission M-8 -1200.00 RUB"}},
		{rent("2026-03", "-300.00"), []string{"assets:receivable R-3 -300.00 RUB", "income:rent R-3 300.00 RUB"}},
	} {
		l := post(t, ledger.New(owner), c.o)
		require.Equal(t, 1, l.Len())
		e := entries(l)[0]
		require.Equal(t, c.want, lines(e), c.o.Clause)
		require.Equal(t, c.o.Key, e.Key)
		require.Equal(t, c.o.Due, e.Due)
		require.Equal(t, month("2026-03"), e.For)
		require.Equal(t, c.o.Posting(), e.ID)
		require.Equal(t, c.o.Clause+", 2026-03", e.Text)
	}
}

// A close bills on the day of its cut-off, moved into the month that it posts.
func TestPostedOn(t *testing.T) {
	for cutoff, on := range map[string]string{
		"2026-03-25": "2026-04-01", "2026-04-01": "2026-04-01", "2026-04-15": "2026-04-15", "2026-04-30": "2026-04-30", "2026-05-05": "2026-04-30",
	} {
		o := rent("2026-04", "1.00")
		o.Cutoff = day(cutoff)
		require.Equal(t, day(on), entries(post(t, ledger.New(owner), o))[0].On, cutoff)
	}
}

func TestAdjustmentNamesTheClosedMonth(t *testing.T) {
	o := rent("2026-04", "800.00")
	o.For, o.Slot, o.Source = month("2026-03"), whole("2026-03"), "S-1"
	e := entries(post(t, ledger.New(owner), rent("2026-03", "5000.00"), o))[1]
	require.Equal(t, "base rent, adjusts 2026-03 (S-1)", e.Text)
	require.Equal(t, month("2026-03"), e.For)
	require.Equal(t, month("2026-04"), e.Month)
	require.Equal(t, day("2026-04-30"), e.Day())
}

// The same posting again enters nothing, in one call or in two, also by another
// chart; with other content it is a conflict and nothing of the call is entered.
func TestPostOnce(t *testing.T) {
	march := rent("2026-03", "45000.00")
	l := post(t, ledger.New(owner), march, march)
	require.Equal(t, 1, l.Len())
	again, err := l.Post(ledger.Chart{}, march)
	require.NoError(t, err)
	require.Equal(t, entries(l), entries(again))

	changed := map[string]func(*accrual.Obligation){
		"net":  func(o *accrual.Obligation) { o.Net = rub("45000.01") },
		"tax":  func(o *accrual.Obligation) { o.Tax = rub("0.01") },
		"due":  func(o *accrual.Obligation) { o.Due = o.Due.AddDays(1) },
		"for":  func(o *accrual.Obligation) { o.For = o.For.Prev() },
		"both": func(o *accrual.Obligation) { o.Net, o.Tax = rub("44999.99"), rub("0.01") },
	}
	for name, change := range changed {
		o := march
		change(&o)
		same, err := l.Post(chart, rent("2026-04", "45000.00"), o)
		require.ErrorIs(t, err, finance.ErrConflict, name)
		require.ErrorContains(t, err, "obligations[1]: entry "+march.Posting().String(), name)
		require.Equal(t, entries(l), entries(same), name)
	}
	other := march
	other.Cutoff = march.Cutoff.AddDays(1) // another close
	require.Equal(t, 2, post(t, l, other).Len())
}

// The parts of a taxed charge are compared one by one.
func TestPostOnceComparesNetAndTax(t *testing.T) {
	o := rent("2026-03", "100.00")
	o.Tax = rub("20.00")
	l := post(t, ledger.New(owner), o)
	o.Net, o.Tax = rub("110.00"), rub("10.00") // the same gross
	_, err := l.Post(chart, o)
	require.ErrorIs(t, err, finance.ErrConflict)
}

// What stands between two others is in neither side's way.
func TestPostLeavesOutWhatIsBetweenOthers(t *testing.T) {
	l := post(t, ledger.New(owner), owed("base rent", studio, power, "2026-03", "1.00"))
	require.Zero(t, l.Len())
	third := owed("incentive", owner, power, "2026-03", "70.00") // owed by the owner to a third party
	require.Equal(t, "-70.00 RUB", balance(post(t, l, third), ledger.Payable, "2026-03-31"))
}

func TestPostRefuses(t *testing.T) {
	for path, c := range map[string]struct {
		want   error
		change func(*accrual.Obligation)
	}{
		"obligations[0].agreement":        {finance.ErrMissing, func(o *accrual.Obligation) { o.Agreement = "" }},
		"obligations[0].clause":           {finance.ErrMissing, func(o *accrual.Obligation) { o.Clause = "" }},
		"obligations[0].slot.to":          {finance.ErrOrder, func(o *accrual.Obligation) { o.Slot.To = o.Slot.From }},
		"obligations[0].source":           {finance.ErrSyntax, func(o *accrual.Obligation) { o.Source = "\xff" }},
		"obligations[0].debtor":           {finance.ErrMissing, func(o *accrual.Obligation) { o.Debtor = "" }},
		"obligations[0].creditor":         {finance.ErrMissing, func(o *accrual.Obligation) { o.Creditor = "" }},
		"obligations[0].creditor: confl":  {finance.ErrConflict, func(o *accrual.Obligation) { o.Debtor = o.Creditor }},
		"obligations[0].net":              {finance.ErrCurrency, func(o *accrual.Obligation) { o.Net = finance.Money{} }},
		"obligations[0].for":              {finance.ErrMissing, func(o *accrual.Obligation) { o.For = month("2026-01").Add(-1e6) }},
		"obligations[0].in":               {finance.ErrMissing, func(o *accrual.Obligation) { o.In = month("2026-01").Add(-1e6) }},
		"obligations[0].cutoff":           {finance.ErrMissing, func(o *accrual.Obligation) { o.Cutoff = day("2026-01-01").AddDays(-1e7) }},
		"obligations[0]: 1.00 RUB + 1.00": {finance.ErrCurrency, func(o *accrual.Obligation) { o.Tax = finance.MustMoney("1.00 KZT") }},
		"obligations[0]: account for clause \"tips\"": {finance.ErrUnknown, func(o *accrual.Obligation) {
			o.Clause, o.Agreement = "tips", "T-1"
		}},
		"obligations[0]: account for the tax of clause \"deposit\"": {finance.ErrMissing, func(o *accrual.Obligation) {
			o.Clause, o.Tax = "deposit", rub("1.00")
		}},
		"obligations[0]: turnover in RUB": {finance.ErrOverflow, func(o *accrual.Obligation) { o.Net = finance.Minor(1<<63-1, finance.RUB) }},
		"obligations[0]: ":                {finance.ErrOverflow, func(o *accrual.Obligation) { o.Net = finance.Minor(-1<<63, finance.RUB) }},
	} {
		o := rent("2026-03", "1.00")
		c.change(&o)
		l, err := post(t, ledger.New(owner), rent("2026-02", "1.00")).Post(chart, o, rent("2026-04", "1.00"))
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, path)
		require.Equal(t, 1, l.Len(), path)
	}
	_, err := ledger.Ledger{}.Post(chart)
	require.ErrorIs(t, err, finance.ErrMissing)
	require.ErrorContains(t, err, "owner")
	_, err = ledger.New(owner).Post(ledger.Chart{Rules: []ledger.Rule{{}}})
	require.ErrorContains(t, err, "chart.rules[0].owed")
}

// The first rule that fits counts, each side by itself.
func TestChartTakesTheFirstRule(t *testing.T) {
	to := func(net ledger.Account) ledger.Accounts { return ledger.Accounts{Control: ledger.Receivable, Net: net} }
	rules := ledger.Chart{Rules: []ledger.Rule{
		{Clause: "base rent", Owes: ledger.Accounts{Control: ledger.Payable, Net: "expenses:rent"}},
		{Agreement: "L-R-3", Clause: "base rent", Owed: to("income:rent:studios")},
		{Agreement: "L-", Clause: "base rent", Owed: to("income:rent")},
		{Agreement: "L-R", Owed: to("income:other:r")},
		{Owed: to("income:other")},
	}}
	require.NoError(t, rules.Validate())
	for _, c := range []struct{ agreement, clause, want string }{
		{"L-R-3", "base rent", "income:rent:studios"},
		{"L-R-30", "base rent", "income:rent:studios"}, // a prefix
		{"L-7", "base rent", "income:rent"},
		{"L-R-3", "turnover rent", "income:other:r"},
		{"L-7", "turnover rent", "income:other"},
		{"B-1", "base rent", "income:other"},
	} {
		o := rent("2026-03", "1.00")
		o.Agreement, o.Clause = c.agreement, c.clause
		l, err := ledger.New(owner).Post(rules, o)
		require.NoError(t, err)
		require.Equal(t, ledger.Account(c.want), entries(l)[0].Lines[1].Account, c.agreement+" "+c.clause)
	}
	o := owed("base rent", owner, studio, "2026-03", "1.00")
	l, err := ledger.New(owner).Post(rules, o)
	require.NoError(t, err)
	require.Equal(t, ledger.Account("expenses:rent"), entries(l)[0].Lines[1].Account)
	o.Clause = "turnover rent" // nobody said where the owner's own turnover rent goes
	_, err = ledger.New(owner).Post(rules, o)
	require.ErrorIs(t, err, finance.ErrUnknown)
}

func TestChartValidate(t *testing.T) {
	require.NoError(t, chart.Validate())
	good := ledger.Accounts{Control: "assets:receivable:rent", Net: "income:rent"}
	for want, rules := range map[string][]ledger.Rule{
		"rules[0].owed: missing":                {{Clause: "x"}},
		"rules[0].owed.control: not in assets":  {{Owed: ledger.Accounts{Control: "assets:cash", Net: "income"}}},
		"rules[0].owes.control: missing":        {{Owes: ledger.Accounts{Net: "income"}}},
		"rules[0].owes.net: settled by party":   {{Owes: ledger.Accounts{Control: ledger.Makers, Net: ledger.Makers}}},
		"rules[0].owed.net: missing":            {{Owed: ledger.Accounts{Control: ledger.Makers}}},
		"rules[0].owed.tax: no root":            {{Owed: ledger.Accounts{Control: ledger.Makers, Net: "income", Tax: "tax"}}},
		"rules[0].clause: not UTF-8":            {{Clause: "\xff", Owed: good}},
		"rules[0].agreement: not UTF-8":         {{Agreement: "\xff", Owed: good}},
		"rules[1]: never reached after rules[0": {{Owed: good}, {Clause: "x", Owed: good}},
		"rules[2]: never reached after rules[1": {{Clause: "x", Owed: good}, {Agreement: "L-", Owed: good}, {Agreement: "L-7", Clause: "y", Owed: good}},
	} {
		err := ledger.Chart{Rules: rules}.Validate()
		require.ErrorContains(t, err, want)
		require.NotContains(t, err.Error(), "problems", want)
	}
	for name, rules := range map[string][]ledger.Rule{
		"the other clause":    {{Clause: "x", Owed: good}, {Clause: "y", Owed: good}, {Owed: good}},
		"the other side":      {{Owed: good}, {Owes: good}},
		"one side more":       {{Owes: good}, {Owed: good, Owes: good}},
		"the longer id first": {{Agreement: "L-7", Owed: good}, {Agreement: "L-", Owed: good}},
		"all of them":         make([]ledger.Rule, 0),
	} {
		require.NoError(t, ledger.Chart{Rules: rules}.Validate(), name)
	}
	many := make([]ledger.Rule, ledger.MaxRules+1)
	err := ledger.Chart{Rules: many}.Validate()
	require.ErrorIs(t, err, finance.ErrLimit)
	require.NotErrorIs(t, ledger.Chart{Rules: many[1:]}.Validate(), finance.ErrLimit)
}

func TestAccounts(t *testing.T) {
	for _, a := range []ledger.Account{"assets", "assets:cash:till 2", "income:аренда", "equity", "expenses:power", "liabilities:tax"} {
		require.NoError(t, a.Validate(), a)
	}
	long := make([]byte, accrual.MaxText-len("assets:"))
	for i := range long {
		long[i] = 'x'
	}
	require.NoError(t, ledger.Account("assets:"+string(long)).Validate())
	for a, want := range map[ledger.Account]error{
		"": finance.ErrMissing, "cash": finance.ErrUnknown, "Assets": finance.ErrUnknown, ":assets": finance.ErrUnknown,
		"assets:": finance.ErrSyntax, "assets::cash": finance.ErrSyntax, "assets: cash": finance.ErrSyntax, "assets:cash ": finance.ErrSyntax,
		"assets:a  b": finance.ErrSyntax, "assets:a;b": finance.ErrSyntax, "assets:a\nb": finance.ErrSyntax, "assets:\xff": finance.ErrSyntax,
		ledger.Account("assets:x" + string(long)): finance.ErrLimit,
	} {
		require.ErrorIs(t, a.Validate(), want, a)
	}
	require.True(t, ledger.Account("assets:cash").In("assets"))
	require.True(t, ledger.Account("assets:cash").In("assets:cash"))
	require.True(t, ledger.Account("assets:cash").In(""))
	require.False(t, ledger.Account("assets:cashier").In("assets:cash"))
	require.False(t, ledger.Account("assets").In("assets:cash"))
}

// Takings that go straight to the cash are charged for the maker, not paid by
// it: nobody paid anything yet.
func TestTakingsInCashAreNoPayment(t *testing.T) {
	till := ledger.Chart{Rules: []ledger.Rule{{Owes: ledger.Accounts{Control: ledger.Makers, Net: ledger.Cash}}}}
	l, err := ledger.New(owner).Post(till, owed("proceeds", owner, maker, "2026-03", "8000.00"))
	require.NoError(t, err)
	s := l.Statement(maker, civil.MustMonth("2026-03").Period()).Section(finance.RUB)
	require.Equal(t, []string{"-8000.00 RUB", "0.00 RUB", "-8000.00 RUB"}, []string{s.Charged.String(), s.Paid.String(), s.Closing.String()})
	require.False(t, s.Lines[0].Paid)
}
