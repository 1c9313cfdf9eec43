package main

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

func (w *world) chart() {
	rent := func(net ledger.Account) ledger.Accounts {
		return ledger.Accounts{Control: ledger.Receivable, Net: net, Tax: "liabilities:tax:vat"}
	}
	takings := ledger.Accounts{Control: ledger.Makers, Net: "assets:takings"}
	fee := ledger.Accounts{Control: ledger.Makers, Net: "income:shop:fee", Tax: "liabilities:tax:vat"}
	w.set.Cluster.Chart = ledger.Chart{Rules: []ledger.Rule{
		{Clause: "base rent", Owed: rent("income:rent:base")},
		{Clause: "turnover rent", Owed: rent("income:rent:turnover")},
		{Clause: "on account", Owed: rent("income:rent:turnover")},
		{Clause: "true-up", Owed: rent("income:rent:turnover")},
		{Clause: brand.Proceeds, Owes: takings},
		{Clause: "co-creator", Owes: takings},
		{Clause: brand.Fee, Owed: fee},
		{Clause: "minimum fee", Owed: fee},
	}}
}

// supplier is who costs come from: so much a month, more in winter.
type supplier struct {
	id     accrual.Party
	name   string
	line   ledger.Account
	rubles int
	winter int // per cent more in the heating months
}

var suppliers = []supplier{
	{"staff", "Работники", "expenses:payroll", 3_400_000, 0},
	{"heat", "Тепло", "expenses:heating", 520_000, 160},
	{"power", "Свет", "expenses:power", 480_000, 20},
	{"cleaning", "Уборка", "expenses:cleaning", 430_000, 0},
	{"security", "Охрана", "expenses:security", 360_000, 0},
	{"repairs", "Ремонт", "expenses:repairs", 300_000, 0},
	{"press", "Реклама", "expenses:marketing", 140_000, 0},
	{"stage", "Программы", "expenses:programmes", 190_000, 0},
	{"insurer", "Страховщик", "expenses:insurance", 0, 0},
}

func winter(m civil.Month) bool { return m.Month() >= 10 || m.Month() <= 4 }

// costs are what suppliers charge, month by month, a year's insurance, and
// what public money pays.
func (w *world) costs() {
	for m := range firstMonth.Through(lastMonth) {
		for _, s := range suppliers {
			if s.rubles == 0 {
				continue
			}
			base := s.rubles * w.scale
			if winter(m) {
				base += base * s.winter / 100
			}
			on := m.Last()
			known := on
			if s.line == "expenses:repairs" && w.IntN(4) == 0 {
				known = on.AddDays(w.between(1, 6)) // an invoice that comes late
			}
			w.cost(s, m.Period(), on, known, w.roubles(base*96/100, base*104/100, 100))
		}
	}
	year := civil.Period{From: civil.MustDate("2026-02-01"), To: civil.MustDate("2027-02-01")}
	w.cost(suppliers[8], year, year.From, year.From, rub(int64(1_200_000*w.scale)))
	for _, x := range []struct {
		month string
		sum   int64
		funds cluster.Funds
		award string
	}{
		{"2026-04", 350_000, cluster.SubsidyFunds, "festival"}, {"2026-06", 1_150_000, cluster.SubsidyFunds, "festival"},
		{"2026-07", 600_000, cluster.SubsidyFunds, "festival"}, {"2026-09", 330_000, cluster.SubsidyFunds, "festival"},
		{"2026-06", 700_000, cluster.GrantFunds, "craft-lab"}, {"2026-08", 500_000, cluster.GrantFunds, "craft-lab"}, {"2026-10", 300_000, cluster.GrantFunds, "craft-lab"},
	} {
		m := civil.MustMonth(x.month)
		w.cost(suppliers[7], m.Period(), day(m, 25), day(m, 25), rub(x.sum))
		last := &w.set.Facts.Costs[len(w.set.Facts.Costs)-1]
		last.Funds, last.Award = x.funds, x.award
	}
}

func (w *world) cost(s supplier, period civil.Period, on, known civil.Date, net finance.Money) {
	w.set.Facts.Costs = append(w.set.Facts.Costs, cluster.Cost{
		ID: w.id("X"), Line: s.line, Supplier: s.id, Period: period, On: on, Known: known, Due: on.AddDays(15), Net: net,
	})
}

// payments follow from what the months owe: the generator closes them with the
// library, and pays what was posted.
func (w *world) payments() error {
	w.opening()
	w.takings()
	for _, x := range w.set.Facts.Costs {
		on := x.Due.AddDays(-w.between(0, 8))
		if x.Supplier == "staff" {
			on = x.On.AddDays(5)
		}
		w.pay(operator, x.Supplier, on, x.Net, "", "счёт "+x.ID)
	}
	var books cluster.Books
	for m := range firstMonth.Through(lastMonth) {
		for _, cutoff := range data.Cutoffs(m) {
			closed, err := w.set.Cluster.Close(books, m, cutoff, w.set.Facts)
			if err != nil {
				return err
			}
			books = closed.Books
			from := m.Next() // what is billed in advance is paid in the month itself
			if cutoff.Month() == m {
				from = m
			}
			w.settle(m, from, closed.Obligations)
		}
	}
	w.set.Facts.Payments = slices.DeleteFunc(w.set.Facts.Payments, func(p ledger.Payment) bool { return !p.On.Before(year.To) })
	slices.SortStableFunc(w.set.Facts.Payments, func(a, b ledger.Payment) int { return a.On.Compare(b.On) })
	for i := range w.set.Facts.Payments {
		w.set.Facts.Payments[i].ID = numbered("Z", i+1)
	}
	return nil
}

// opening is what there was before: the founder's money, a late payer's
// deposit, a subsidy, a grant.
func (w *world) opening() {
	w.pay("founder", operator, civil.MustDate("2025-12-01"), rub(int64(9_000_000*w.scale)), "equity:capital", "взнос")
	w.pay(late[0].party, operator, civil.MustDate("2025-12-02"), rub(100_000), ledger.Deposits, "обеспечительный платёж")
	w.pay("ministry", operator, civil.MustDate("2026-03-05"), rub(3_000_000), "liabilities:subsidies:festival", "субсидия")
	w.pay("fund", operator, civil.MustDate("2026-05-12"), rub(1_500_000), "liabilities:subsidies:craft-lab", "грант")
}

// late are residents who pay late: by so many days, from a month on.
var late = []struct {
	party accrual.Party
	days  int
	from  civil.Month
}{
	{"R-017", 75, civil.MustMonth("2026-05")},
	{"R-044", 40, civil.MustMonth("2026-08")},
	{"R-063", 120, civil.MustMonth("2026-07")},
	{"R-089", 25, civil.MustMonth("2026-01")},
}

// takings are what the acquirer pays each Monday: sales of the week before,
// less returns.
func (w *world) takings() {
	weeks := map[civil.Date]int64{}
	add := func(on civil.Date, minor int64) {
		weeks[on.AddDays(8-(int(on.Weekday())+6)%7-1)] += minor
	}
	for _, s := range w.set.Facts.Shop.Sales {
		add(s.On, s.Amount.Minor())
	}
	for _, r := range w.set.Facts.Shop.Returns {
		add(r.On, -r.Amount.Minor())
	}
	days := make([]civil.Date, 0, len(weeks))
	for d := range weeks {
		days = append(days, d)
	}
	slices.SortFunc(days, civil.Date.Compare)
	for _, d := range days {
		if weeks[d] > 0 {
			w.pay("acquirer", operator, d, finance.Minor(weeks[d], finance.RUB), "assets:takings", "карты за неделю")
		}
	}
}

func (w *world) pay(from, to accrual.Party, on civil.Date, amount finance.Money, against ledger.Account, purpose string) {
	w.set.Facts.Payments = append(w.set.Facts.Payments, ledger.Payment{
		ID: w.id("pay"), From: from, To: to, On: on, Known: on, Amount: amount, Against: against, Purpose: purpose,
	})
}

// settle pays what a month posted: residents by about the tenth, makers on the
// twentieth, tax on the 28th.
func (w *world) settle(m, from civil.Month, posted []accrual.Obligation) {
	owed := map[accrual.Party]int64{} // to the operator, with tax
	var tax int64
	for _, o := range posted {
		gross := o.Net.Minor() + o.Tax.Minor()
		if o.Creditor == operator {
			owed[o.Debtor] += gross
			tax += o.Tax.Minor()
		} else if o.Debtor == operator {
			owed[o.Creditor] -= gross
		}
	}
	parties := make([]accrual.Party, 0, len(owed))
	for p := range owed {
		parties = append(parties, p)
	}
	slices.SortFunc(parties, func(a, b accrual.Party) int { return cmp.Compare(a, b) })
	for _, p := range parties {
		switch n := owed[p]; {
		case n > 0:
			w.pay(p, operator, day(from, 8).AddDays(w.between(0, 4)+delayed(p, m)), finance.Minor(n, finance.RUB), against(p), "по счёту за "+m.String())
		case n < 0:
			account, purpose := back(p)
			w.pay(operator, p, day(from, 20), finance.Minor(-n, finance.RUB), account, purpose+m.String())
		}
	}
	w.pay(operator, "treasury", day(from, 28), finance.Minor(tax, finance.RUB), "liabilities:tax:vat", "НДС за "+m.String())
}

// against is what a payment to the operator settles: a maker's fee, or rent.
func against(p accrual.Party) ledger.Account {
	if p[0] == 'M' {
		return ledger.Makers
	}
	return ""
}

// back is what a payment of the operator settles, and what it is for: a maker's
// proceeds, or what a resident paid too much.
func back(p accrual.Party) (account ledger.Account, purpose string) {
	if p[0] == 'M' {
		return ledger.Makers, "по отчёту за "
	}
	return ledger.Receivable, "возврат за "
}

func delayed(p accrual.Party, m civil.Month) int {
	for _, x := range late {
		if x.party == p && !m.Before(x.from) {
			return x.days
		}
	}
	return 0
}

// awarded is what was planned to be spent of subsidies and of grants, in
// thousands. November's festival did not take place: that is what is left.
var awarded = map[string][2]int{
	"2026-04": {400, 0}, "2026-06": {1100, 700}, "2026-07": {600, 0}, "2026-08": {0, 500},
	"2026-09": {350, 0}, "2026-10": {0, 300}, "2026-11": {550, 0},
}

// budget is the plan of two years: a little more than what was signed. Awards
// do not grow with the scale.
func (w *world) budget() {
	line := func(m civil.Month, account ledger.Account, thousands int) {
		if thousands > 0 {
			w.set.Cluster.Budget = append(w.set.Cluster.Budget, cluster.BudgetLine{Month: m, Account: account, Amount: rub(int64(thousands * 1000))})
		}
	}
	for m := range firstMonth.Through(civil.MustMonth("2027-12")) {
		line(m, "income:rent:base", w.scale*(5350+10*m.Sub(firstMonth)))
		line(m, "income:rent:turnover", w.scale*int(330*season[m.Month()]))
		line(m, "income:shop:fee", w.scale*int(430*season[m.Month()]))
		subsidies, grants := awarded[m.String()][0], awarded[m.String()][1]
		line(m, cluster.Subsidies, subsidies)
		line(m, cluster.Grants, grants)
		for _, s := range suppliers {
			thousands := s.rubles / 1000
			if winter(m) {
				thousands += thousands * s.winter / 100
			}
			if s.id == "insurer" {
				thousands = 100
			}
			thousands *= w.scale
			if s.id == "stage" {
				thousands += subsidies + grants
			}
			line(m, s.line, thousands)
		}
	}
}
