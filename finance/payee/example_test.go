package payee_test

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/payee"
)

// forms are two rows of a host's tables: to check, and to go on from.
var forms = payee.Tables{Forms: []payee.Form{
	{
		Name: "self-employed",
		Rules: civil.Timeline[payee.Rules]{{
			From: civil.MustDate("2019-01-01"), Source: "Federal law 422-FZ of 27 November 2018",
			Value: payee.Rules{Receipt: true, AsAgent: payee.NoAgent, Own: []payee.Own{
				{Buyer: "individual", Rate: finance.MustRate("4%")}, {Rate: finance.MustRate("6%")},
			}},
		}},
		Limits: []payee.Limit{{
			Name: "yearly income", Warn: []finance.Rate{finance.MustRate("80%")}, Then: payee.ThatDay, Form: "individual",
			Amounts: civil.Timeline[finance.Money]{{
				From: civil.MustDate("2019-01-01"), Value: finance.MustMoney("2400000.00 RUB"), Source: "Federal law 422-FZ of 27 November 2018, article 4",
			}},
		}},
	},
	{
		Name: "individual",
		Rules: civil.Timeline[payee.Rules]{{
			From: civil.MustDate("2014-01-01"), Source: "Tax code, articles 52 and 224 (to be checked by the host)",
			Value: payee.Rules{Invoices: payee.ByPayer, Withheld: []payee.Tax{{
				Name: "income tax", Rate: finance.MustRate("13%"), Unit: finance.MustMoney("1.00 RUB"), Rounding: finance.HalfUp,
			}}},
		}},
	},
}}

// potter is a maker (fictional).
var potter = payee.Payee{Party: "potter", Forms: civil.Timeline[string]{
	{From: civil.MustDate("2026-01-01"), Value: "self-employed", Source: "certificate of the maker"},
}}

// Nothing is withheld from a self-employed maker, who gives a receipt; of one who
// lost the status, 13 % is. The share is the same.
func ExampleTables_Withhold() {
	lost := potter
	lost.Forms = append(lost.Forms[:1:1], civil.Entry[string]{From: civil.MustDate("2026-07-01"), Value: "individual", Source: "statement of the maker"})
	for _, on := range []string{"2026-06-30", "2026-07-10"} {
		payout, err := forms.Withhold(lost, finance.MustMoney("12345.67 RUB"), civil.MustDate(on))
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(payout.Text(accrual.English))
	}
	// Output:
	// 2026-06-30, self-employed (Federal law 422-FZ of 27 November 2018): 12345.67 RUB, document by the payee, receipt by the payee
	// to pay 12345.67 RUB
	// 2026-07-10, individual (Tax code, articles 52 and 224 (to be checked by the host)): 12345.67 RUB, document by the payer
	// withheld income tax: 12345.67 RUB × 13% = 1605.00 RUB, rounded half-up to 1.00 RUB
	// to pay 10740.67 RUB
}

// Of a sale of 10,000 the shop kept 2,000: both are income of the maker.
func ExampleTables_Register() {
	lines, err := forms.Register(potter, []payee.Income{
		{On: civil.MustDate("2026-02-10"), Amount: finance.MustMoney("8000.00 RUB")},
		{On: civil.MustDate("2026-02-10"), Kind: payee.FeeWithheld, Amount: finance.MustMoney("2000.00 RUB")},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(lines[0].Text(accrual.English))
	// Output: 2026-Q1, self-employed: received 8000.00 RUB, set off 0.00 RUB, fee withheld 2000.00 RUB; income 10000.00 RUB
}

// The maker is warned in May, and is over the limit in September: an individual
// from that day.
func ExampleTables_Watch() {
	watches, err := forms.Watch(potter, []payee.Income{
		{On: civil.MustDate("2026-05-20"), Amount: finance.MustMoney("1950000.00 RUB")},
		{On: civil.MustDate("2026-09-15"), Amount: finance.MustMoney("460000.00 RUB")},
	}, civil.MustDate("2026-10-01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(watches[0].Text(accrual.English))
	for _, e := range potter.After(watches).Forms {
		fmt.Println(e.From, e.Value)
	}
	// Output:
	// self-employed, yearly income 2026: 2410000.00 RUB of 2400000.00 RUB (Federal law 422-FZ of 27 November 2018, article 4)
	// in the last month 460000.00 RUB, -10000.00 RUB left
	// 80% reached on 2026-05-20 with 1950000.00 RUB
	// crossed on 2026-09-15, counts from 2026-09-15, then individual
	// 2026-01-01 self-employed
	// 2026-09-15 individual
}
