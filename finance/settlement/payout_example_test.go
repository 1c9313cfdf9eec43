package settlement_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/document"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/settlement"
)

// exchange is how a shop with rouble books keeps dollars. The rates are made up.
var exchange = ledger.Exchange{
	Books: finance.RUB, Rounding: finance.HalfUp, Gain: "income:exchange", Loss: "expenses:exchange",
	Rates: ledger.Rates{{Of: finance.USD, In: finance.RUB, Rates: civil.Timeline[finance.Number]{
		{From: civil.MustDate("2026-02-10"), Value: finance.MustNumber("90"), Source: "central bank (fictional)"},
		{From: civil.MustDate("2026-03-07"), Value: finance.MustNumber("92.5"), Source: "central bank (fictional)"},
	}}},
}

// A maker abroad is owed 7,000 roubles and paid in dollars. At 90 roubles a dollar
// that is 77.777…, so 77.78: two legs, each balancing in its own currency.
func ExampleProposal_Entry() {
	books, err := ledger.New("shop").Post(chart, owes("2026-01", "proceeds", "10000.00 RUB", "2026-02-10"), owes("2026-01", "fee", "3000.00 RUB", "2026-02-10"))
	if err != nil {
		fmt.Println(err)
		return
	}
	view := settlement.View{Books: books, Exchange: exchange}
	terms := settlement.Terms{Party: "M-1", Account: ledger.Makers, Currency: finance.USD}
	proposals, err := view.Propose(civil.MustDate("2026-03-01"), terms)
	if err != nil {
		fmt.Println(err)
		return
	}
	c := proposals[0].Converted
	fmt.Println(proposals[0].Pay, "is", c.Amount, "at", c.Rate, "of", c.On, "by the", c.Source)
	payout, err := proposals[0].Entry("PO-17", "assets:cash:dollars", exchange)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, n := range payout.Lines {
		fmt.Println(n.Account, n.Amount)
	}
	books, err = books.Enter(payout)
	fmt.Println(books.Balance(ledger.Makers, civil.MustDate("2026-03-01")), err)

	_, err = view.Propose(civil.MustDate("2026-02-10"), settlement.Terms{Party: "M-1", Account: ledger.Makers, Currency: finance.EUR})
	fmt.Println(err)
	// Output:
	// 7000.00 RUB is 77.78 USD at 1/90 of 2026-02-10 by the central bank (fictional)
	// liabilities:makers 7000.00 RUB
	// equity:conversion -7000.00 RUB
	// assets:cash:dollars -77.78 USD
	// equity:conversion 77.78 USD
	// [0.00 RUB] <nil>
	// terms[0].currency: rate of RUB in EUR on 2026-02-10: unknown
}

// The report of January is objected to, that of February accepted. A payout of
// February must not settle January, though it is older: its instructions say so,
// and the rule reads the books by them.
func ExampleProposal_Instructions() {
	january, february := owes("2026-01", "proceeds", "10000.00 RUB", "2026-02-10"), owes("2026-02", "proceeds", "6000.00 RUB", "2026-03-10")
	books, err := ledger.New("shop").Post(chart, january, february)
	if err != nil {
		fmt.Println(err)
		return
	}
	view := settlement.View{
		Books: books, Rule: ledger.OldestFirst("agreement C-1, clause 4.2"),
		Released: settlement.Released{february.Posting(): {{From: civil.MustDate("2026-03-10")}}},
	}
	terms := settlement.Terms{Party: "M-1", Account: ledger.Makers, Report: true}
	for _, on := range []string{"2026-03-10", "2026-04-10"} {
		proposals, err := view.Propose(civil.MustDate(on), terms)
		if err != nil {
			fmt.Println(err)
			return
		}
		p := proposals[0]
		fmt.Println(on, "pay", p.Pay, "held", p.Held[0].Item.Key.Slot, p.Held[0].Item.Left)
		if p.Pay.IsZero() {
			return
		}
		payment, err := p.Payment("PO-17", "shop")
		if err != nil {
			fmt.Println(err)
			return
		}
		view.Books, err = view.Books.Pay(p.On.Month(), p.On.Month().Next().First(), payment)
		if err != nil {
			fmt.Println(err)
			return
		}
		view.Told = append(view.Told, p.Instructions(payment.Posting())...)
	}
	// Output:
	// 2026-03-10 pay 6000.00 RUB held 2026-01-01/2026-02-01 10000.00 RUB
	// 2026-04-10 pay 0.00 RUB held 2026-01-01/2026-02-01 10000.00 RUB
}

// A maker received the report of January on 5 February and objects to one vase
// on the tenth. Thirty days later the rest is deemed accepted and paid.
func ExampleReported() {
	sold := owes("2026-01", "proceeds", "10000.00 RUB", "2026-02-10")
	books, err := ledger.New("shop").Post(chart, sold)
	if err != nil {
		fmt.Println(err)
		return
	}
	kind := document.Kind{
		Name: "report", Title: document.Words{EN: "Commission agent's report"},
		Sections: []document.Section{{Name: "sales", Clauses: []string{"proceeds"}, Owed: document.ByIssuer, Untaxed: true}},
	}
	drafts, err := document.Register{}.Draw(kind, document.Source{
		Owner: "shop", Obligations: []accrual.Obligation{sold}, Parties: []document.Details{
			{Party: "shop", Name: document.Words{EN: "Shop (fictional)"}}, {Party: "M-1", Name: document.Words{EN: "Maker (fictional)"}},
		},
		Items: []document.Item{
			{Posting: sold.Posting(), Fact: accrual.Ref{ID: "S-1", On: civil.MustDate("2026-01-10")}, Text: document.Words{EN: "Vase"}, Amount: finance.MustMoney("4000.00 RUB")},
			{Posting: sold.Posting(), Fact: accrual.Ref{ID: "S-2", On: civil.MustDate("2026-01-20")}, Text: document.Words{EN: "Bowl"}, Amount: finance.MustMoney("6000.00 RUB")},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	report := document.Report{Document: drafts[0], Terms: document.Acceptance{Days: 30, Source: "Civil Code of the Russian Federation, art. 999"}}
	for _, e := range []document.Event{
		{Action: document.Send, On: civil.MustDate("2026-02-04"), Known: civil.MustDate("2026-02-04")},
		{Action: document.Receive, On: civil.MustDate("2026-02-05"), Known: civil.MustDate("2026-02-05")},
		{Action: document.Object, On: civil.MustDate("2026-02-10"), Known: civil.MustDate("2026-02-10"), Line: 1, Reason: "sold for 4,500", Amount: finance.MustMoney("4500.00 RUB")},
	} {
		if report, err = report.Apply(e); err != nil {
			fmt.Println(err)
			return
		}
	}
	terms := settlement.Terms{Party: "M-1", Account: ledger.Makers, Report: true}
	for _, on := range []civil.Date{civil.MustDate("2026-03-07"), civil.MustDate("2026-03-08")} {
		released, err := settlement.Reported(on, report)
		if err != nil {
			fmt.Println(err)
			return
		}
		proposals, err := settlement.Propose(books, on, released, terms)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(on, "pay", proposals[0].Pay)
		for _, h := range proposals[0].Held {
			fmt.Printf("  %v %v %q\n", h.Item.Left, h.Reason, h.Until)
		}
	}
	// Output:
	// 2026-03-07 pay 0.00 RUB
	//   4000.00 RUB awaits-report ""
	//   6000.00 RUB awaits-report "2026-03-08"
	// 2026-03-08 pay 6000.00 RUB
	//   4000.00 RUB awaits-report ""
}

// The maker was right: the vase was sold for 4,500. The next close posts the
// difference, a correction of the report shows it, and as the maker accepts the
// correction the difference may be paid.
func ExampleReported_correction() {
	sections := []document.Section{{Name: "sales", Clauses: []string{"proceeds"}, Owed: document.ByIssuer, Untaxed: true}}
	report := document.Kind{Name: "report", Title: document.Words{EN: "Commission agent's report"}, Sections: sections, CorrectedBy: "correction"}
	correction := document.Kind{Name: "correction", Title: document.Words{EN: "Correction of the report"}, Sections: sections, Corrects: "report"}
	january := owes("2026-01", "proceeds", "10000.00 RUB", "2026-02-10")
	difference := owes("2026-01", "proceeds", "500.00 RUB", "2026-03-10")
	difference.In, difference.Cutoff = civil.MustMonth("2026-02"), civil.MustDate("2026-03-05")
	books, err := ledger.New("shop").Post(chart, january, difference)
	if err != nil {
		fmt.Println(err)
		return
	}
	source := document.Source{Owner: "shop", Obligations: []accrual.Obligation{january, difference}, Parties: []document.Details{
		{Party: "shop", Name: document.Words{EN: "Shop (fictional)"}}, {Party: "M-1", Name: document.Words{EN: "Maker (fictional)"}},
	}}
	var register document.Register
	var reports []document.Report
	for _, kind := range []document.Kind{report, correction} {
		drafts, err := register.Draw(kind, source)
		if err != nil {
			fmt.Println(err)
			return
		}
		if register, err = register.Add(drafts...); err != nil {
			fmt.Println(err)
			return
		}
		reports = append(reports, document.Report{Document: drafts[0]})
	}
	terms := settlement.Terms{Party: "M-1", Account: ledger.Makers, Report: true}
	on := civil.MustDate("2026-03-10")
	for i := range reports { // first the report is accepted, then the correction
		for _, action := range []document.Action{document.Send, document.Receive, document.Accept} {
			if reports[i], err = reports[i].Apply(document.Event{Action: action, On: on, Known: on}); err != nil {
				fmt.Println(err)
				return
			}
		}
		released, err := settlement.Reported(on, reports...)
		if err != nil {
			fmt.Println(err)
			return
		}
		proposals, err := settlement.Propose(books, on, released, terms)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println("pay", proposals[0].Pay)
		for _, h := range proposals[0].Held {
			fmt.Println("  ", h.Item.Left, h.Reason)
		}
	}
	// Output:
	// pay 10000.00 RUB
	//    500.00 RUB awaits-report
	// pay 10500.00 RUB
}
