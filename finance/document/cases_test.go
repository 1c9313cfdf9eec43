package document_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/document"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// published is a worked case of testdata/cases.json: figures from public
// sources (mark S), recomputed from such (R), or edge cases (A).
//
// A document shows what was posted, so of the cases on commission agents the
// obligations are the inputs, and what is checked is the report: what it sums
// to, its tax, and what is to be paid over. Not checked are the cost of stock
// and the profit of either side (rev-032, rev-033, rev-044, rev-132), which no
// document shows; rev-037 has nothing else and is left out, as are plans whose
// amounts arise before a document: rev-034 and rev-040.
type published struct {
	ID, Kind, Title, Source, Mark string
	Given, Want                   json.RawMessage
}

var run = map[string]func(t *testing.T, given, want json.RawMessage){
	"consignment_account":           consignmentAccount,
	"consignment_gross_up":          consignmentGrossUp,
	"del_credere":                   delCredere,
	"payout_invoice":                payoutInvoice,
	"commission_percent_plus_fixed": percentPlusFixed,
	"agent_settlement":              agentSettlement,
	"commission_vat_mode":           commissionVAT,
	"ru_gk992":                      soldAbove,
	"consignment_posting":           consignmentPosting,
	"consignment_two_books":         twoBooks,
	"vat_lines":                     vatLines,
	"vat_extract":                   vatExtract,
}

func TestPublishedCases(t *testing.T) {
	data, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var cases []published
	require.NoError(t, json.Unmarshal(data, &cases))
	require.Len(t, cases, 12)
	for _, c := range cases {
		t.Run(c.ID+" "+c.Title, func(t *testing.T) {
			require.NotEmpty(t, c.Source)
			require.Contains(t, run, c.Kind)
			run[c.Kind](t, c.Given, c.Want)
		})
	}
}

func decode[T any](t *testing.T, raw json.RawMessage) (v T) {
	t.Helper()
	require.NoError(t, json.Unmarshal(raw, &v))
	return v
}

// share is amount × rate, both as a case has them.
func share(t *testing.T, amount, rate, currency string) finance.Money {
	t.Helper()
	m, err := rub(amount+" "+currency).MulRate(finance.MustRate(rate), finance.HalfUp)
	require.NoError(t, err)
	return m
}

func plus(t *testing.T, ms ...finance.Money) finance.Money {
	t.Helper()
	sum, err := finance.Sum(ms...)
	require.NoError(t, err)
	return sum
}

// account is a report of goods sold for somebody, with fees and costs, each of
// its own clause.
func account(t *testing.T, tax accrual.Tax, sales finance.Money, fees map[string]document.Amounts, costs ...finance.Money) document.Document {
	t.Helper()
	zero := finance.Zero(sales.Currency()).String()
	list := []accrual.Obligation{owed("C-1", "proceeds", "2026-03", "quarter", "M-1", sales.String(), zero)}
	for clause, fee := range fees {
		list = append(list, owed("C-1", "fee "+clause, "2026-03", "M-1", "quarter", fee.Net.String(), fee.Tax.String()))
	}
	for i, cost := range costs {
		list = append(list, owed("C-1", "cost "+string(rune('a'+i)), "2026-03", "M-1", "quarter", cost.String(), zero))
	}
	_, drawn := draw(t, document.Register{}, "report", document.Source{Obligations: list, Agreements: []document.Basis{{Agreement: "C-1", Tax: tax}}})
	require.Len(t, drawn, 1)
	return drawn[0]
}

// untaxed is a fee without tax.
func untaxed(m finance.Money) document.Amounts {
	return document.Amounts{Net: m, Tax: finance.Zero(m.Currency()), Gross: m}
}

func requireSection(t *testing.T, d document.Document, section string, gross finance.Money) {
	t.Helper()
	sum, err := d.SectionTotal(section)
	require.NoError(t, err)
	require.Equal(t, gross, sum.Gross, section)
}

func consignmentAccount(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Sold  string   `json:"units_sold"`
		Price string   `json:"unit_price"`
		Rate  string   `json:"commission_rate"`
		Costs []string `json:"selling_costs"`
	}](t, given)
	w := decode[struct{ Sales, Commission, Remit string }](t, want)
	require.Equal(t, "1", g.Sold)
	fee := share(t, g.Price, g.Rate, "INR")
	d := account(t, accrual.Tax{}, rub(g.Price+" INR"), map[string]document.Amounts{"": untaxed(fee)}, rub(g.Costs[0]+" INR"))
	requireSection(t, d, "sales", rub(w.Sales+" INR"))
	requireSection(t, d, "fee", rub(w.Commission+" INR"))
	require.Equal(t, rub(w.Remit+" INR"), d.Total.Gross)
}

// The sales that the case finds back give the remittance that it began with.
func consignmentGrossUp(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Remitted string
		Costs    []string `json:"deducted_costs"`
		Rate     string   `json:"commission_rate"`
	}](t, given)
	w := decode[struct {
		Gross      string `json:"gross_sales"`
		Commission string
	}](t, want)
	fee := share(t, w.Gross, g.Rate, "PHP")
	d := account(t, accrual.Tax{}, rub(w.Gross+" PHP"), map[string]document.Amounts{"": untaxed(fee)}, rub(g.Costs[0]+" PHP"), rub(g.Costs[1]+" PHP"))
	requireSection(t, d, "fee", rub(w.Commission+" PHP"))
	require.Equal(t, rub(g.Remitted+" PHP"), d.Total.Gross)
}

func delCredere(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Cash     string `json:"cash_sales"`
		Credit   string `json:"credit_sales"`
		Ordinary string `json:"ordinary_rate"`
		Rate     string `json:"del_credere_rate"`
		Items    []struct {
			Base string `json:"del_credere_base"`
		}
	}](t, given)
	w := decode[struct {
		Due []string `json:"due_to_consignor"`
	}](t, want)
	sales := plus(t, rub(g.Cash+" INR"), rub(g.Credit+" INR"))
	for i, item := range g.Items {
		base := map[string]finance.Money{"total_sales": sales, "credit_sales": rub(g.Credit + " INR")}[item.Base]
		extra, err := base.MulRate(finance.MustRate(g.Rate), finance.HalfUp)
		require.NoError(t, err)
		ordinary, err := sales.MulRate(finance.MustRate(g.Ordinary), finance.HalfUp)
		require.NoError(t, err)
		d := account(t, accrual.Tax{}, sales, map[string]document.Amounts{"ordinary": untaxed(ordinary), "del credere": untaxed(extra)})
		require.Equal(t, rub(w.Due[i]+" INR"), d.Total.Gross)
	}
}

// The invoice computes its tax once, on the net of three items; the obligation
// was posted a cent lower, which is the invoice's rounding.
func payoutInvoice(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Rate  finance.Rate `json:"vat_rate"`
		Items []struct{ Subtotal, Shipping, Commission string }
	}](t, given)
	w := decode[struct{ Net, VAT, Total []string }](t, want)
	tax := accrual.Tax{Rounding: finance.HalfUp, Rates: civil.Timeline[finance.Rate]{{From: day("2020-01-01"), Value: g.Rate, Source: "as given"}}}
	for i, x := range g.Items {
		posted, err := rub(w.VAT[i] + " EUR").Sub(rub("0.01 EUR"))
		require.NoError(t, err)
		o := owed("P-1", "service", "2026-03", "R-3", "quarter", w.Net[i]+" EUR", posted.String())
		item := func(text, amount string) document.Item {
			return document.Item{Posting: o.Posting(), Text: document.Words{EN: text}, Amount: rub(amount + " EUR")}
		}
		_, drawn := draw(t, document.Register{}, "invoice", document.Source{
			Obligations: []accrual.Obligation{o}, Agreements: []document.Basis{{Agreement: "P-1", Tax: tax, ByDocument: true}},
			Items: []document.Item{item("goods", x.Subtotal), item("shipping", x.Shipping), item("commission", "-"+x.Commission)},
		})
		require.Len(t, drawn[0].Lines, 3)
		require.Equal(t, document.Amounts{Net: rub(w.Net[i] + " EUR"), Tax: rub(w.VAT[i] + " EUR"), Gross: rub(w.Total[i] + " EUR")}, drawn[0].Total)
		require.Equal(t, rub("0.01 EUR"), drawn[0].Rounding)
	}
}

func percentPlusFixed(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Price string `json:"price_gross"`
	}](t, given)
	w := decode[struct {
		Net    string `json:"commission_net"`
		VAT    string
		Gross  string `json:"commission_gross"`
		Payout string
	}](t, want)
	fee := document.Amounts{Net: rub(w.Net + " EUR"), Tax: rub(w.VAT + " EUR")}
	d := account(t, accrual.Tax{}, rub(g.Price+" EUR"), map[string]document.Amounts{"": fee})
	requireSection(t, d, "fee", rub(w.Gross+" EUR"))
	require.Equal(t, rub(w.Payout+" EUR"), d.Total.Gross)
}

func agentSettlement(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Sale  string       `json:"sale_gross"`
		Fee   string       `json:"commission_gross"`
		Rate  finance.Rate `json:"vat_rate"`
		Costs string       `json:"reimbursed_costs"`
	}](t, given)
	w := decode[struct {
		Remit  string
		Due    string `json:"agent_due"`
		VAT    string `json:"vat_in_commission"`
		Income string `json:"agent_income_net"`
		Sale   string `json:"principal_revenue_gross"`
	}](t, want)
	net, tax, err := finance.SplitTax(rub(g.Fee+" RUB"), g.Rate, finance.HalfUp)
	require.NoError(t, err)
	rates := accrual.Tax{Included: true, Rates: civil.Timeline[finance.Rate]{{From: day("2020-01-01"), Value: g.Rate, Source: "as given"}}}
	d := account(t, rates, rub(g.Sale+" RUB"), map[string]document.Amounts{"": {Net: net, Tax: tax}}, rub(g.Costs+" RUB"))
	require.Equal(t, rub(w.Remit+" RUB"), d.Total.Gross)
	requireSection(t, d, "sales", rub(w.Sale+" RUB"))
	fee, err := d.SectionTotal("fee")
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub(w.Income + " RUB"), rub(w.VAT + " RUB")}, []finance.Money{fee.Net, fee.Tax})
	costs, err := d.SectionTotal("costs")
	require.NoError(t, err)
	require.Equal(t, rub(w.Due+" RUB"), plus(t, fee.Gross, costs.Gross))
	require.Equal(t, g.Rate, d.Lines[1].Rate)
	require.Equal(t, document.Untaxed, d.Lines[2].Taxed) // what is reimbursed bears none
}

func commissionVAT(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Sale  string
		Rate  finance.Rate `json:"vat_rate"`
		Items []struct {
			Mode string `json:"vat_mode"`
		}
	}](t, given)
	w := decode[struct{ Net, VAT, Gross, Remit []string }](t, want)
	for i, item := range g.Items {
		tax := accrual.Tax{Included: item.Mode == "inside", Rounding: finance.HalfUp, Rates: civil.Timeline[finance.Rate]{{From: day("2026-01-01"), Value: g.Rate, Source: "as given"}}}
		d := account(t, tax, rub(g.Sale+" RUB"), map[string]document.Amounts{"": {Net: rub(w.Net[i] + " RUB"), Tax: rub(w.VAT[i] + " RUB")}})
		requireSection(t, d, "fee", rub(w.Gross[i]+" RUB"))
		require.Equal(t, rub(w.Remit[i]+" RUB"), d.Total.Gross)
		require.Equal(t, document.AtRate, d.Lines[1].Taxed)
		require.Equal(t, g.Rate, d.Lines[1].Rate)
	}
}

// The agent's part of the gain is a line of its own, not a part of the fee.
func soldAbove(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Sold string `json:"sold_at"`
	}](t, given)
	w := decode[struct {
		Extra             string `json:"agent_extra"`
		Commission, Remit string
	}](t, want)
	d := account(t, accrual.Tax{}, rub(g.Sold+" RUB"), map[string]document.Amounts{"": untaxed(rub(w.Commission + " RUB")), "gain": untaxed(rub(w.Extra + " RUB"))})
	require.Len(t, d.Lines, 3)
	require.Equal(t, rub(w.Remit+" RUB"), d.Total.Gross)
}

func consignmentPosting(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Sales       string
		Advertising string `json:"advertising_paid_by_shop"`
	}](t, given)
	w := decode[struct {
		Commission string
		Card       string `json:"card_fee"`
		Remit      string
		Revenue    string `json:"maker_revenue"`
	}](t, want)
	d := account(t, accrual.Tax{}, rub(g.Sales+" USD"), map[string]document.Amounts{"": untaxed(rub(w.Commission + " USD"))}, rub(w.Card+" USD"), rub(g.Advertising+" USD"))
	requireSection(t, d, "sales", rub(w.Revenue+" USD"))
	require.Equal(t, rub(w.Remit+" USD"), d.Total.Gross)
}

func twoBooks(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Duty    string `json:"duty_by_agent"`
		Selling string `json:"selling_by_agent"`
		Sales   string
		Rate    string `json:"commission_rate"`
	}](t, given)
	w := decode[struct{ Commission, Remit string }](t, want)
	fee := share(t, g.Sales, g.Rate, "RUB")
	require.Equal(t, rub(w.Commission+" RUB"), fee)
	d := account(t, accrual.Tax{}, rub(g.Sales+" RUB"), map[string]document.Amounts{"": untaxed(fee)}, rub(g.Duty+" RUB"), rub(g.Selling+" RUB"))
	require.Equal(t, rub(w.Remit+" RUB"), d.Total.Gross)
}

// Ten obligations in one invoice: by line as posted, or by document.
func vatLines(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Rate finance.Rate
		Runs []struct{ Amount, Count string }
	}](t, given)
	type sums struct{ VAT, Gross string }
	w := decode[struct {
		PerTotal sums `json:"per_total"`
		PerLine  sums `json:"per_line"`
	}](t, want)
	require.Equal(t, "10", g.Runs[0].Count)
	tax := accrual.Tax{Rounding: finance.HalfUp, Rates: civil.Timeline[finance.Rate]{{From: day("2020-01-01"), Value: g.Rate, Source: "as given"}}}
	net := rub(g.Runs[0].Amount + " GBP")
	one, _, err := finance.AddTax(net, g.Rate, finance.HalfUp)
	require.NoError(t, err)
	var list []accrual.Obligation
	for i := range 10 {
		list = append(list, owed("S", "service "+string(rune('0'+i)), "2026-03", "R-3", "quarter", net.String(), one.String()))
	}
	for _, c := range []struct {
		byDocument bool
		sums
		rounding finance.Money
	}{{true, w.PerTotal, rub("0.02 GBP")}, {false, w.PerLine, finance.Money{}}} {
		_, drawn := draw(t, document.Register{}, "act", document.Source{Obligations: list, Agreements: []document.Basis{{Agreement: "S", Tax: tax, ByDocument: c.byDocument}}})
		require.Equal(t, []finance.Money{rub(c.VAT + " GBP"), rub(c.Gross + " GBP")}, []finance.Money{drawn[0].Total.Tax, drawn[0].Total.Gross})
		require.Equal(t, c.rounding, drawn[0].Rounding)
	}
}

// A price that no net price gives keeps its gross: the tax is inside an advance.
func vatExtract(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Items []struct {
			Gross string
			Rate  finance.Rate
		}
	}](t, given)
	w := decode[struct{ VAT, Net []string }](t, want)
	for i, x := range g.Items {
		tax := accrual.Tax{Rounding: finance.HalfUp, Rates: civil.Timeline[finance.Rate]{{From: day("2020-01-01"), Value: x.Rate, Source: "as given"}}}
		p := ledger.Payment{ID: "P", From: studio, To: quarter, On: day("2026-03-20"), Known: day("2026-03-20"), Amount: rub(x.Gross + " GBP")}
		_, drawn := draw(t, document.Register{}, "advance", document.Source{Advances: []document.Advance{{Payment: p, Agreement: "L-7"}}, Agreements: []document.Basis{{Agreement: "L-7", Tax: tax}}})
		require.Equal(t, document.Amounts{Net: rub(w.Net[i] + " GBP"), Tax: rub(w.VAT[i] + " GBP"), Gross: rub(x.Gross + " GBP")}, drawn[0].Total)
	}
}
