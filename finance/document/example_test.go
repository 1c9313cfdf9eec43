package document_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/document"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// A studio's rent and service of March in one act, numbered once.
func Example() {
	act, _ := kinds.Kind("act")
	var register document.Register
	drafts, err := register.Draw(act, document.Source{Owner: "quarter", Obligations: march(), Parties: parties, Agreements: agreements})
	if err != nil {
		fmt.Println(err)
		return
	}
	register, _ = register.Add(drafts...)
	register, err = register.Issue(document.Numbered{Document: drafts[0].ID, Number: "17", Date: civil.MustDate("2026-03-31")})
	if err != nil {
		fmt.Println(err)
		return
	}
	issued, _ := register.Document(drafts[0].ID)
	_ = issued.Write(os.Stdout, accrual.English)
	again, _ := register.Draw(act, document.Source{Owner: "quarter", Obligations: march(), Parties: parties, Agreements: agreements})
	fmt.Println(len(again), "to draw")
	// Output:
	// Act of services No. 17 of 2026-03-31
	//
	// Contractor: Quarter LLC (fictional)
	//   INN/KPP: 0000000001/000000001
	//   Address: 1 Example street
	// Customer: Studio (fictional)
	// Basis: Lease L-7
	// Period: 2026-03-01 – 2026-03-31
	//
	// No.  description            net  tax rate       tax     total
	//   1  Rent of a studio  45000.00       22%   9900.00  54900.00
	//   2  service            1500.55       22%    330.12   1830.67
	//      Total             46500.55            10230.12  56730.67
	// Total: 56,730.67 RUB
	// 0 to draw
}

// A commission agent's report: the maker's goods were sold for 12,200.00, the fee
// with tax is 1,220.00.
func ExampleRegister_Draw_commissionReport() {
	report, _ := kinds.Kind("report")
	drafts, err := document.Register{}.Draw(report, document.Source{Owner: "quarter", Obligations: march(), Parties: parties, Agreements: agreements})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, table, _ := strings.Cut(drafts[0].Text(accrual.English), "\n\nAgent")
	fmt.Println("Agent" + table)
	// Output:
	// Agent: Quarter LLC (fictional)
	//   INN/KPP: 0000000001/000000001
	//   Address: 1 Example street
	// Principal: Maker (fictional)
	// Basis: Commission agreement C-1
	// Period: 2026-01-01 – 2026-03-31
	//
	// No.  description  quantity  tax rate     tax     total
	// Sold
	//   1  proceeds                 no tax    0.00  12200.00
	//      subtotal                           0.00  12200.00
	// Fee
	//   2  fee                         22%  220.00   1220.00
	//      subtotal                         220.00   1220.00
	//      Total                                    10980.00
	// Quarter LLC (fictional) owes Maker (fictional): 10980.00 RUB
}

// In April the rent of March turns out to be 5,000.00 less.
func ExampleRegister_Draw_correction() {
	upd, _ := kinds.Kind("upd")
	ukd, _ := kinds.Kind("ukd")
	s := document.Source{Owner: "quarter", Obligations: march()[:1], Parties: parties, Agreements: agreements}
	var register document.Register
	drafts, _ := register.Draw(upd, s)
	register, _ = register.Add(drafts...)
	register, _ = register.Issue(document.Numbered{Document: drafts[0].ID, Number: "17", Date: civil.MustDate("2026-03-31")})
	s.Obligations = []accrual.Obligation{adjusts(march()[0], "2026-04", "-5000.00 RUB", "-1100.00 RUB")}
	drafts, err := register.Draw(ukd, s)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, n := range drafts[0].Lines {
		after, _ := n.After()
		fmt.Println("No.", drafts[0].Corrects.Number, n.Text.EN, n.Before.Gross, "now", after.Gross, "difference", n.Gross)
	}
	// Output: No. 17 Rent of a studio 54900.00 RUB now 48800.00 RUB difference -6100.00 RUB
}

// An advance of 61,000.00: 22/122 of it is tax.
func ExampleRegister_Draw_advance() {
	invoice, _ := kinds.Kind("advance")
	paid := ledger.Payment{ID: "bank 17", From: "R-3", To: "quarter", On: civil.MustDate("2026-03-20"), Known: civil.MustDate("2026-03-20"), Amount: finance.MustMoney("61000.00 RUB")}
	drafts, err := document.Register{}.Draw(invoice, document.Source{
		Owner: "quarter", Advances: []document.Advance{{Payment: paid, Agreement: "L-7"}}, Parties: parties, Agreements: agreements,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(drafts[0].Title.EN, drafts[0].Total.Net, drafts[0].Total.Tax)
	// Output: Tax invoice on an advance 50000.00 RUB 11000.00 RUB
}

// A maker received the report on 2 April and objects to one line on the 10th;
// the others are deemed accepted on 3 May and may be paid.
func ExampleReport_Apply() {
	report, _ := kinds.Kind("report")
	drafts, _ := document.Register{}.Draw(report, document.Source{Owner: "quarter", Obligations: march(), Parties: parties, Agreements: agreements})
	life := document.Report{
		Document: drafts[0],
		Terms:    document.Acceptance{Days: 30, Source: "Civil Code of the Russian Federation, art. 999"},
	}
	for _, e := range []document.Event{
		{Action: document.Send, On: civil.MustDate("2026-04-01"), Known: civil.MustDate("2026-04-01")},
		{Action: document.Receive, On: civil.MustDate("2026-04-02"), Known: civil.MustDate("2026-04-02")},
		{Action: document.Object, On: civil.MustDate("2026-04-10"), Known: civil.MustDate("2026-04-10"), Line: 2, Reason: "the fee is 25 %", Amount: finance.MustMoney("1000.00 RUB")},
	} {
		var err error
		if life, err = life.Apply(e); err != nil {
			fmt.Println(err)
			return
		}
	}
	may := civil.MustDate("2026-05-03")
	from, _ := life.PayableFrom(1, may)
	sum, _ := life.Payable(may, may)
	fmt.Println(life.State(may, may), from, sum)
	life, _ = life.Apply(document.Event{Action: document.Uphold, On: may, Known: may, Line: 2})
	list, _ := life.Corrections(may)
	fmt.Println(life.State(may, may), list[0].Key.Clause, list[0].Was, list[0].Becomes, list[0].Difference)
	_, err := life.Apply(document.Event{Action: document.Object, On: may, Known: may, Line: 1, Reason: "late", Amount: sum})
	fmt.Println(err)
	// Output:
	// objected 2026-05-03 12200.00 RUB
	// accepted fee 1220.00 RUB 1000.00 RUB -220.00 RUB
	// events[4]: object on 2026-05-03: not possible in this state: accepted
}

// The other side's account, as it came, beside ours.
func ExampleRegister_Reconcile() {
	books, _ := ledger.New("quarter").Post(chart, march()[:1]...)
	lines, err := terms.Rows[document.TheirLine](strings.NewReader("number,on,debit,credit\n17,2026-03-31,,54000.00 RUB\n"), "theirs.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	act, _ := kinds.Kind("reconciliation")
	march := civil.MustMonth("2026-03").Period()
	d, err := document.Register{}.Reconcile(act, books.Statement("R-3", march), finance.RUB, document.TheirAccount{Lines: lines}, parties)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range d.Account.Differences() {
		fmt.Println(p.By, p.Ours.Amount, p.Theirs.Amount, p.Difference)
	}
	fmt.Println(d.Account.Closing.Difference())
	// Output:
	// none 54900.00 RUB 0 54900.00 RUB
	// none 0 54000.00 RUB -54000.00 RUB
	// 900.00 RUB <nil>
}

// As much as possible of what two sides owe each other.
func ExampleKind_SetOff() {
	act, _ := kinds.Kind("set-off")
	d, err := act.SetOff(mutual())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range d.SetOff.Ours {
		left, _ := c.Left()
		fmt.Println(c.Text, c.Extinguished, "left", left)
	}
	// Output:
	// service 1830.67 RUB left 0.00 RUB
	// rent 38170.33 RUB left 16729.67 RUB
}
