package revshare_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// published is one worked case of testdata/cases.json: figures from public
// sources (mark S), recomputed from such (R), or our own (A).
type published struct {
	ID, Kind, Title, Source, Mark string
	Given, Want                   json.RawMessage
}

// leftOut lists the cases beside those tested that this package does not model.
var leftOut = map[string]string{
	"rev-014": "every line is floored and the first takes the unit, also from whom nothing was cut: in this house a party gets a unit only where its share was cut",
	"rev-128": "the same: an exact half gets a cent it is not due",
	"rev-037": "the cost of unsold stock: no clause is paid by it",
}

func cases(t *testing.T) []published {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	return all
}

// casesOf runs test on each published case of a kind, under its id.
func casesOf[G, W any](t *testing.T, kind string, test func(t *testing.T, given G, want W)) {
	t.Helper()
	found := false
	for _, c := range cases(t) {
		if c.Kind != kind || leftOut[c.ID] != "" {
			continue
		}
		found = true
		var given G
		var want W
		require.NoError(t, json.Unmarshal(c.Given, &given))
		require.NoError(t, json.Unmarshal(c.Want, &want))
		t.Run(c.ID+" "+c.Title, func(t *testing.T) { test(t, given, want) })
	}
	require.True(t, found, "no case of kind %s", kind)
}

// Each case is of a kind that a test below names, or left out with its reason.
func TestEveryCaseIsTestedOrLeftOut(t *testing.T) {
	text, err := os.ReadFile("cases_test.go")
	require.NoError(t, err)
	ids := map[string]bool{}
	for _, c := range cases(t) {
		ids[c.ID] = true
		if leftOut[c.ID] == "" {
			require.Contains(t, string(text), `t, "`+c.Kind+`", func`, c.ID)
		}
	}
	for id := range leftOut {
		require.True(t, ids[id], id)
	}
}

func usd(t *testing.T, number string) finance.Money { return in(t, finance.USD, number) }

// in reads a number, or an amount with its currency, with whatever zeros.
func in(t *testing.T, c finance.Currency, number string) finance.Money {
	t.Helper()
	if !strings.Contains(number, " ") {
		number += " " + c.Code()
	}
	m, err := finance.ParseMoney(number)
	require.NoError(t, err)
	return m
}

func mode(t *testing.T, s string) finance.Rounding {
	t.Helper()
	r, err := finance.ParseRounding(strings.ReplaceAll(s, "_", "-"))
	require.NoError(t, err)
	return r
}

// less is m without the others.
func less(t *testing.T, m finance.Money, others ...finance.Money) finance.Money {
	t.Helper()
	for _, o := range others {
		var err error
		m, err = m.Sub(o)
		require.NoError(t, err)
	}
	return m
}

// commission is a valid flat share.
func commission(t *testing.T, rate string) revshare.Commission {
	t.Helper()
	c := revshare.Commission{Meter: "gross", Rate: finance.MustRate(rate)}
	require.NoError(t, c.Validate())
	return c
}

type tiersGiven struct {
	Tiers []struct {
		Upto        *string
		Rate, Fixed string
	}
	Mode  string
	Items []struct{ Base, Method string }
}

func (g tiersGiven) clause(t *testing.T, method string) revshare.SlabCommission {
	t.Helper()
	c := revshare.SlabCommission{Meter: "gross", Rounding: mode(t, g.Mode)}
	require.NoError(t, c.Tiers.Mode.UnmarshalText([]byte(method)))
	over := finance.Zero(finance.USD)
	for _, tier := range g.Tiers {
		step := finance.Tier{Over: over, Rate: finance.MustRate(tier.Rate)}
		if tier.Fixed != "" {
			step.Base = usd(t, tier.Fixed)
		}
		c.Tiers.Steps = append(c.Tiers.Steps, step)
		if tier.Upto != nil {
			over = usd(t, *tier.Upto)
		}
	}
	require.NoError(t, c.Validate())
	return c
}

func TestPublishedTieredAmounts(t *testing.T) {
	casesOf(t, "tiered_amount", func(t *testing.T, given tiersGiven, want struct{ Amounts []string }) {
		for i, it := range given.Items {
			require.Equal(t, usd(t, want.Amounts[i]), earned(t, given.clause(t, it.Method), usd(t, it.Base)))
		}
	})
}

// At or above the target is over the cent below it.
func TestPublishedBonusCliff(t *testing.T) {
	type given struct {
		Target, Bonus string
		Bases         []string
	}
	casesOf(t, "bonus_cliff", func(t *testing.T, g given, want struct{ Bonus []string }) {
		bound := less(t, usd(t, g.Target), usd(t, "0.01"))
		c := revshare.SlabCommission{Meter: "gross", Tiers: finance.Tiers{Mode: finance.Whole, Steps: []finance.Tier{{}, {Over: bound, Base: usd(t, g.Bonus)}}}}
		require.NoError(t, c.Validate())
		for i, base := range g.Bases {
			require.Equal(t, usd(t, want.Bonus[i]), earned(t, c, usd(t, base)))
		}
	})
}

// Overage is a slab above the breakpoint; a natural one is rent over rate.
func TestPublishedPercentageRent(t *testing.T) {
	type given struct {
		Items []struct {
			BaseRent   string `json:"base_rent"`
			Rate       finance.Rate
			Sales      string
			Breakpoint string
		}
	}
	casesOf(t, "percentage_rent", func(t *testing.T, g given, want struct{ Breakpoint, Overage, Total []string }) {
		for i, it := range g.Items {
			rent := usd(t, it.BaseRent)
			per, err := it.Rate.Inverse()
			require.NoError(t, err)
			over, err := rent.MulRate(per, finance.HalfEven)
			require.NoError(t, err)
			if it.Breakpoint != "natural" {
				over = usd(t, it.Breakpoint)
			}
			require.Equal(t, usd(t, want.Breakpoint[i]), over)
			c := revshare.SlabCommission{Meter: "sales", Per: accrual.ByYear, Tiers: finance.Tiers{Steps: []finance.Tier{{}, {Over: over, Rate: it.Rate}}}}
			require.NoError(t, c.Validate())
			overage := earned(t, c, usd(t, it.Sales))
			require.Equal(t, usd(t, want.Overage[i]), overage)
			require.Equal(t, less(t, usd(t, want.Total[i]), overage), rent)
		}
	})
}

// methods are those of the cases that the house has; it has none that leave a
// unit to nobody.
var methods = map[string]finance.Remainder{
	"first_fit": finance.First, "last_fit": finance.Last, "largest_remainder": finance.LargestRemainder,
}

func TestPublishedAllocation(t *testing.T) {
	type given struct {
		Items []struct {
			Amount, Unit, Method string
			Weights              []json.Number
		}
	}
	casesOf(t, "allocate", func(t *testing.T, g given, want struct{ Shares [][]string }) {
		for i, it := range g.Items {
			rule, known := methods[it.Method]
			if !known {
				continue
			}
			currency := finance.USD
			if it.Unit == "1" {
				currency = finance.JPY
			}
			p := revshare.SplitShare{Meter: "gross", Remainder: rule}
			for _, w := range it.Weights {
				n, err := w.Int64()
				require.NoError(t, err)
				p.Weights = append(p.Weights, n)
			}
			for k, text := range split(t, p, in(t, currency, it.Amount)) {
				require.Equal(t, in(t, currency, want.Shares[i][k]).String(), text)
			}
		}
	})
}

func TestPublishedMinimumTopUp(t *testing.T) {
	type given struct {
		Items []struct {
			Minimum  string
			Quantity json.Number
			UnitRate string `json:"unit_rate"`
		}
	}
	casesOf(t, "minimum_topup", func(t *testing.T, g given, want struct{ Earned, Topup, Owed []string }) {
		for i, it := range g.Items {
			n, err := it.Quantity.Int64()
			require.NoError(t, err)
			royalty, err := in(t, finance.INR, it.UnitRate).Mul(n)
			require.NoError(t, err)
			require.Equal(t, in(t, finance.INR, want.Earned[i]), royalty)
			m := revshare.Minimum{Amount: in(t, finance.INR, it.Minimum), Of: "royalty"}
			require.NoError(t, m.Validate())
			topUp := earned(t, m, royalty)
			require.Equal(t, in(t, finance.INR, want.Topup[i]), topUp)
			require.Equal(t, less(t, in(t, finance.INR, want.Owed[i]), topUp), royalty)
		}
	})
}

// Two captures at two rates are two layers of a table, the second over the
// first capture.
func TestPublishedRefundAtTheFrozenRate(t *testing.T) {
	type capture struct {
		ID, Amount string
		Rate       finance.Rate `json:"commission_rate"`
	}
	type given struct {
		Captures []capture
		RefundOf string `json:"refund_of"`
		Refund   string
	}
	type want struct {
		Reversed string `json:"commission_reversed"`
		Left     string `json:"commission_left"`
	}
	casesOf(t, "refund_frozen_rate", func(t *testing.T, g given, w want) {
		c := revshare.FrozenCommission{Meter: "gross"}
		var facts []accrual.Fact
		var total int64
		for _, one := range g.Captures {
			c.Tiers.Steps = append(c.Tiers.Steps, finance.Tier{Over: finance.Minor(total, finance.RUB), Rate: one.Rate})
			amount := in(t, finance.RUB, one.Amount).Minor()
			facts = append(facts, sold(one.ID, "2026-03-05", amount))
			total += amount
		}
		require.NoError(t, c.Validate())
		require.Equal(t, "c1", g.RefundOf)
		charged, state := step(t, c, "", "2026-04-01", facts...)
		back, _ := step(t, c, state, "2026-05-01", sentBack("R-1", "2026-04-05", in(t, finance.RUB, g.Refund).Minor(), facts[0]))
		require.Equal(t, "-"+w.Reversed+" RUB", back)
		require.Equal(t, w.Left+" RUB", less(t, finance.MustMoney(charged), finance.MustMoney(w.Reversed+" RUB")).String())
	})
}

// The vendor is owed the proceeds; the platform's share and the gateway's
// charge, each on a meter of its own, go back. Shipping bears no share.
func TestPublishedVendorAfterRefund(t *testing.T) {
	type given struct {
		Price, Shipping string
		PlatformRate    string   `json:"platform_rate"`
		GatewayFees     []string `json:"gateway_fees"`
		Refunded        []string
	}
	casesOf(t, "vendor_after_refund", func(t *testing.T, g given, want struct{ Platform, Vendor, Net []string }) {
		for i := range g.Refunded {
			price := less(t, usd(t, g.Price), usd(t, g.Refunded[i]))
			gross, err := price.Add(usd(t, g.Shipping))
			require.NoError(t, err)
			platform := earned(t, commission(t, g.PlatformRate), price)
			require.Equal(t, usd(t, want.Platform[i]), platform)
			vendor := less(t, earned(t, revshare.PassThrough{Meter: "gross"}, gross), platform)
			require.Equal(t, usd(t, want.Vendor[i]), vendor)
			gateway := earned(t, revshare.PassThrough{Meter: "gateway"}, usd(t, g.GatewayFees[i]))
			require.Equal(t, usd(t, want.Net[i]), less(t, vendor, gateway))
		}
	})
}

// The platform's share is rounded, the vendor is owed the rest.
func TestPublishedRoundOneTakeRest(t *testing.T) {
	type given struct {
		Total, Mode string
		Rate        string `json:"commission_rate"`
	}
	casesOf(t, "round_one_take_rest", func(t *testing.T, g given, want struct{ Platform, Vendor string }) {
		c := commission(t, g.Rate)
		c.Rounding = mode(t, g.Mode)
		platform := earned(t, c, usd(t, g.Total))
		require.Equal(t, usd(t, want.Platform), platform)
		require.Equal(t, usd(t, want.Vendor), less(t, earned(t, revshare.PassThrough{Meter: "gross"}, usd(t, g.Total)), platform))
	})
}

// A percentage and a fixed sum an item are one step of a table, by the line.
func TestPublishedPercentPlusFixed(t *testing.T) {
	type given struct {
		Price string       `json:"price_gross"`
		Rate  finance.Rate `json:"commission_rate"`
		Fixed string
		Vat   finance.Rate `json:"vat_rate"`
		Mode  string
	}
	type want struct {
		Net    string `json:"commission_net"`
		Vat    string
		Gross  string `json:"commission_gross"`
		Payout string
	}
	casesOf(t, "commission_percent_plus_fixed", func(t *testing.T, g given, w want) {
		c := revshare.SlabCommission{Meter: "gross", Per: accrual.ByLine, Tiers: finance.Tiers{Mode: finance.Whole, Steps: []finance.Tier{{Rate: g.Rate, Base: usd(t, g.Fixed)}}}}
		require.NoError(t, c.Validate())
		net := earned(t, c, usd(t, g.Price))
		require.Equal(t, usd(t, w.Net), net)
		tax, gross, err := finance.AddTax(net, g.Vat, mode(t, g.Mode))
		require.NoError(t, err)
		require.Equal(t, usd(t, w.Vat), tax)
		require.Equal(t, usd(t, w.Gross), gross)
		require.Equal(t, usd(t, w.Payout), less(t, usd(t, g.Price), gross))
	})
}

// A fee with a minimum an order is a base up to where the share overtakes it.
func TestPublishedStackedFees(t *testing.T) {
	type given struct {
		Fees []struct {
			Name, Rate, Min, Fixed string
		}
		Mode  string
		Items []struct{ Order string }
	}
	casesOf(t, "fees_stacked", func(t *testing.T, g given, want struct{ Fees []map[string]string }) {
		for i, it := range g.Items {
			total := finance.Money{}
			for _, fee := range g.Fees {
				c := revshare.SlabCommission{Meter: "gross", Per: accrual.ByLine, Rounding: mode(t, g.Mode), Tiers: feeTable(t, fee.Rate, fee.Min, fee.Fixed)}
				require.NoError(t, c.Validate())
				amount := earned(t, c, usd(t, it.Order))
				require.Equal(t, usd(t, want.Fees[i][fee.Name]), amount, fee.Name)
				var err error
				total, err = total.Add(amount)
				require.NoError(t, err)
			}
			require.Equal(t, usd(t, want.Fees[i]["total"]), total)
		}
	})
}

func feeTable(t *testing.T, rate, least, fixed string) finance.Tiers {
	t.Helper()
	switch {
	case fixed != "":
		return finance.Tiers{Mode: finance.Whole, Steps: []finance.Tier{{Base: usd(t, fixed)}}}
	case least == "":
		return slabs("USD", "0", rate)
	}
	base := usd(t, least)
	per, err := finance.MustRate(rate).Inverse()
	require.NoError(t, err)
	over, err := base.MulRate(per, finance.HalfEven)
	require.NoError(t, err)
	return finance.Tiers{Mode: finance.BasePlus, Steps: []finance.Tier{{Base: base}, {Over: over, Base: base, Rate: finance.MustRate(rate)}}}
}

// Proceeds less the fee and what the agent is refunded; the fee's tax is in it.
func TestPublishedAgentSettlement(t *testing.T) {
	type given struct {
		Sale     string       `json:"sale_gross"`
		Fee      string       `json:"commission_gross"`
		Vat      finance.Rate `json:"vat_rate"`
		Refunded string       `json:"reimbursed_costs"`
		Own      string       `json:"agent_own_costs"`
	}
	type want struct {
		Remit    string
		AgentDue string `json:"agent_due"`
		Vat      string `json:"vat_in_commission"`
		Income   string `json:"agent_income_net"`
		Profit   string `json:"agent_profit"`
		Revenue  string `json:"principal_revenue_gross"`
	}
	casesOf(t, "agent_settlement", func(t *testing.T, g given, w want) {
		rub := func(s string) finance.Money { return in(t, finance.RUB, s) }
		proceeds := earned(t, revshare.PassThrough{Meter: "gross"}, rub(g.Sale))
		fee := earned(t, commission(t, "10%"), rub(g.Sale))
		refunded := earned(t, revshare.PassThrough{Meter: "delivery"}, rub(g.Refunded))
		require.Equal(t, rub(g.Fee), fee)
		require.Equal(t, rub(w.Revenue), proceeds)
		require.Equal(t, rub(w.Remit), less(t, proceeds, fee, refunded))
		require.Equal(t, rub(w.AgentDue), less(t, proceeds, rub(w.Remit)))
		net, tax, err := finance.SplitTax(fee, g.Vat, finance.HalfUp)
		require.NoError(t, err)
		require.Equal(t, rub(w.Vat), tax)
		require.Equal(t, rub(w.Income), net)
		require.Equal(t, rub(w.Profit), less(t, net, rub(g.Own)))
	})
}

func TestPublishedCommissionWithTax(t *testing.T) {
	type given struct {
		Sale, Mode string
		Rate       string       `json:"commission_rate"`
		Vat        finance.Rate `json:"vat_rate"`
		Items      []struct {
			Mode string `json:"vat_mode"`
		}
	}
	casesOf(t, "commission_vat_mode", func(t *testing.T, g given, want struct{ Net, Vat, Gross, Remit []string }) {
		rub := func(s string) finance.Money { return in(t, finance.RUB, s) }
		for i, it := range g.Items {
			fee := earned(t, commission(t, g.Rate), rub(g.Sale))
			var net, tax, gross finance.Money
			var err error
			if it.Mode == "inside" {
				gross = fee
				net, tax, err = finance.SplitTax(fee, g.Vat, mode(t, g.Mode))
			} else {
				net = fee
				tax, gross, err = finance.AddTax(fee, g.Vat, mode(t, g.Mode))
			}
			require.NoError(t, err)
			require.Equal(t, []finance.Money{rub(want.Net[i]), rub(want.Vat[i]), rub(want.Gross[i])}, []finance.Money{net, tax, gross})
			require.Equal(t, rub(want.Remit[i]), less(t, rub(g.Sale), gross))
		}
	})
}

// The guarantee of payment is a second commission, on a meter of its own where
// it covers credit sales only. The agent bears the bad debt out of both.
func TestPublishedDelCredere(t *testing.T) {
	type given struct {
		Cash     string `json:"cash_sales"`
		Credit   string `json:"credit_sales"`
		BadDebt  string `json:"bad_debt"`
		Ordinary string `json:"ordinary_rate"`
		Rate     string `json:"del_credere_rate"`
		Items    []struct {
			Base string `json:"del_credere_base"`
		}
	}
	type want struct {
		Ordinary   []string
		DelCredere []string `json:"del_credere"`
		Net        []string `json:"consignee_net"`
		Due        []string `json:"due_to_consignor"`
	}
	casesOf(t, "del_credere", func(t *testing.T, g given, w want) {
		inr := func(s string) finance.Money { return in(t, finance.INR, s) }
		gross, err := inr(g.Cash).Add(inr(g.Credit))
		require.NoError(t, err)
		for i, it := range g.Items {
			counted := map[string]finance.Money{"total_sales": gross, "credit_sales": inr(g.Credit)}[it.Base]
			ordinary, guarantee := earned(t, commission(t, g.Ordinary), gross), earned(t, commission(t, g.Rate), counted)
			require.Equal(t, inr(w.Ordinary[i]), ordinary)
			require.Equal(t, inr(w.DelCredere[i]), guarantee)
			require.Equal(t, inr(w.Due[i]), less(t, gross, ordinary, guarantee))
			require.Equal(t, inr(w.Net[i]), less(t, gross, inr(w.Due[i]), inr(g.BadDebt)))
		}
	})
}

// Of the accounts of a consignment the settlement is ours: fee and remittance.
// Stock cost and profit of the owner are not.
func TestPublishedConsignmentAccount(t *testing.T) {
	type given struct {
		Price   string   `json:"unit_price"`
		Rate    string   `json:"commission_rate"`
		Selling []string `json:"selling_costs"`
	}
	casesOf(t, "consignment_account", func(t *testing.T, g given, want struct{ Commission, Remit string }) {
		inr := func(s string) finance.Money { return in(t, finance.INR, s) }
		fee := earned(t, commission(t, g.Rate), inr(g.Price))
		require.Equal(t, inr(want.Commission), fee)
		require.Equal(t, inr(want.Remit), less(t, inr(g.Price), fee, inr(g.Selling[0])))
	})
}

// The card fee is a share of gross as the commission is; advertising is passed
// on. One story, published once as a settlement and once as an entry.
func TestPublishedShopRemits(t *testing.T) {
	type want struct {
		Commission, Remit, Remitted string
		CardFee                     string `json:"card_fee"`
	}
	remits := func(t *testing.T, sales, rate, card, advertising string, w want) {
		t.Helper()
		gross := usd(t, sales)
		fee, cardFee := earned(t, commission(t, rate), gross), earned(t, commission(t, card), gross)
		require.Equal(t, usd(t, w.Commission), fee)
		require.Equal(t, usd(t, w.CardFee), cardFee)
		passed := earned(t, revshare.PassThrough{Meter: "advertising"}, usd(t, advertising))
		require.Equal(t, usd(t, w.Remit+w.Remitted), less(t, gross, fee, cardFee, passed))
	}
	type settlement struct {
		Sales       string
		Percent     string `json:"commission_percent"`
		Card        string `json:"card_fee_percent"`
		Advertising string `json:"advertising_withheld"`
	}
	casesOf(t, "consignment_settlement", func(t *testing.T, g settlement, w want) {
		remits(t, g.Sales, g.Percent+"%", g.Card+"%", g.Advertising, w)
	})
	type entry struct {
		Sales       string
		Rate        string `json:"commission_rate"`
		Card        string `json:"card_fee_rate"`
		Advertising string `json:"advertising_paid_by_shop"`
	}
	casesOf(t, "consignment_posting", func(t *testing.T, g entry, w want) {
		remits(t, g.Sales, g.Rate, g.Card, g.Advertising, w)
	})
}

// Duty and selling costs that the agent paid are refunded to it.
func TestPublishedConsignmentCash(t *testing.T) {
	type owner struct {
		Revenue, Percent, Duty, Selling string
	}
	type want struct {
		Commission, Remit string
		Cash              string `json:"cash_from_consignee"`
	}
	cash := func(t *testing.T, g owner, w want) {
		t.Helper()
		fee := earned(t, commission(t, g.Percent), usd(t, g.Revenue))
		require.Equal(t, usd(t, w.Commission), fee)
		require.Equal(t, usd(t, w.Remit+w.Cash), less(t, usd(t, g.Revenue), fee, usd(t, g.Duty), usd(t, g.Selling)))
	}
	type result struct {
		Revenue string
		Percent string `json:"commission_percent"`
		Duty    string `json:"import_duty"`
		Selling string `json:"selling_expenses"`
	}
	casesOf(t, "consignment_result", func(t *testing.T, g result, w want) {
		cash(t, owner{g.Revenue, g.Percent + "%", g.Duty, g.Selling}, w)
	})
	type books struct {
		Sales   string
		Rate    string `json:"commission_rate"`
		Duty    string `json:"duty_by_agent"`
		Selling string `json:"selling_by_agent"`
	}
	casesOf(t, "consignment_two_books", func(t *testing.T, g books, w want) {
		cash(t, owner{g.Sales, g.Rate, g.Duty, g.Selling}, w)
	})
}

// The tax on a price is the platform's, shared with the price, or the vendor's:
// the same share of three bases.
func TestPublishedWhoKeepsTheTax(t *testing.T) {
	type given struct {
		Price  string       `json:"price_net"`
		Vat    finance.Rate `json:"vat_rate"`
		Vendor finance.Rate `json:"vendor_rate"`
		Items  []struct{ Mode string }
	}
	casesOf(t, "vat_split_mode", func(t *testing.T, g given, want struct{ Vendor, Admin []string }) {
		table := civil.Timeline[finance.Rate]{{From: civil.MustDate("2026-01-01"), Value: g.Vat, Source: "the case"}}
		withTax := revshare.NetBase{Meter: "gross", Deductions: []revshare.Deduction{{Name: "VAT", Tax: table, Adds: true}}}
		share := revshare.Commission{Meter: "gross", Rate: g.Vendor}
		less := revshare.NetBase{Meter: "gross", Deductions: []revshare.Deduction{{Name: "platform", Rate: g.Vendor}, {Name: "VAT", Rate: g.Vat, OfGross: true, Adds: true}}}
		vendors := map[string]accrual.Earner{
			"tax_to_admin":     share,
			"split_with_price": revshare.ShareOf{Rate: g.Vendor, Of: revshare.Part{Clause: withTax}},
			"tax_to_vendor":    less,
		}
		price := in(t, finance.EUR, g.Price)
		paid := earned(t, withTax, price)
		for i, it := range g.Items {
			vendor := earned(t, vendors[it.Mode], price)
			require.Equal(t, in(t, finance.EUR, want.Vendor[i]), vendor)
			admin, err := paid.Sub(vendor)
			require.NoError(t, err)
			require.Equal(t, in(t, finance.EUR, want.Admin[i]), admin)
		}
	})
}

// The commission is an input here, as what another clause charged.
func TestPublishedPayoutInvoice(t *testing.T) {
	type given struct {
		Vat   finance.Rate `json:"vat_rate"`
		Mode  string
		Items []struct{ Subtotal, Shipping, Commission string }
	}
	casesOf(t, "payout_invoice", func(t *testing.T, g given, want struct{ Net, Vat, Total []string }) {
		payout := revshare.NetBase{Meter: "gross", Deductions: []revshare.Deduction{
			{Name: "shipping", Meter: "shipping", Adds: true}, {Name: "commission", Meter: accrual.Of("fee")},
		}}
		require.NoError(t, payout.Validate())
		eur := func(s string) finance.Money { return in(t, finance.EUR, s) }
		for i, it := range g.Items {
			net, err := payout.Earned(full(finance.EUR, eur(it.Subtotal).Minor(), eur(it.Shipping).Minor(), eur(it.Commission).Minor()))
			require.NoError(t, err)
			require.Equal(t, eur(want.Net[i]), net)
			tax, total, err := finance.AddTax(net, g.Vat, mode(t, g.Mode))
			require.NoError(t, err)
			require.Equal(t, []finance.Money{eur(want.Vat[i]), eur(want.Total[i])}, []finance.Money{tax, total})
		}
	})
}

func TestPublishedGrossUp(t *testing.T) {
	type given struct {
		Received, Mode string
		Taken          finance.Rate `json:"deduction_rate"`
	}
	type want struct {
		AtSource string `json:"at_source"`
	}
	casesOf(t, "gross_up", func(t *testing.T, g given, w want) {
		got, err := revshare.GrossUp(in(t, finance.GBP, g.Received), g.Taken, mode(t, g.Mode))
		require.NoError(t, err)
		require.Equal(t, in(t, finance.GBP, w.AtSource), got)
	})
}

// Of the owner's accounts the way back to gross sales is ours; cost and profit are
// not.
func TestPublishedGrossFromRemittance(t *testing.T) {
	type given struct {
		Remitted string
		Costs    []string     `json:"deducted_costs"`
		Rate     finance.Rate `json:"commission_rate"`
	}
	type want struct {
		Gross      string `json:"gross_sales"`
		Commission string
	}
	casesOf(t, "consignment_gross_up", func(t *testing.T, g given, w want) {
		php := func(s string) finance.Money { return in(t, finance.PHP, s) }
		left := php(g.Remitted)
		for _, cost := range g.Costs {
			var err error
			left, err = left.Add(php(cost))
			require.NoError(t, err)
		}
		gross, err := revshare.GrossUp(left, g.Rate, finance.HalfUp)
		require.NoError(t, err)
		require.Equal(t, php(w.Gross), gross)
		require.Equal(t, php(w.Commission), earned(t, revshare.Commission{Meter: "gross", Rate: g.Rate}, gross))
	})
}

// Commission and tax are of the list price, whatever the buyer pays; what the
// retailer puts on top is its own.
func TestPublishedListPrice(t *testing.T) {
	type given struct {
		Charged string       `json:"commission_and_tax"`
		Rate    finance.Rate `json:"commission_rate"`
		Tax     finance.Rate `json:"tax_rate"`
		Markup  finance.Rate `json:"retailer_markup_rate"`
		Units   json.Number  `json:"units_sold"`
	}
	type want struct {
		Sales      string `json:"list_sales"`
		Price      string `json:"list_price"`
		Tax        string
		Commission string
		Income     string `json:"retailer_income"`
	}
	casesOf(t, "list_price_gross_up", func(t *testing.T, g given, w want) {
		php := func(s string) finance.Money { return in(t, finance.PHP, s) }
		both, err := g.Rate.Add(g.Tax)
		require.NoError(t, err)
		sales, err := revshare.BaseOf(php(g.Charged), both, finance.HalfUp)
		require.NoError(t, err)
		require.Equal(t, php(w.Sales), sales)
		units, err := g.Units.Int64()
		require.NoError(t, err)
		require.Equal(t, sales, earned(t, revshare.UnitFee{Meter: "units", Price: php(w.Price)}, finance.Minor(units, finance.PHP)))
		share := func(r finance.Rate) finance.Money {
			return earned(t, revshare.Commission{Meter: "gross", Rate: r}, sales)
		}
		require.Equal(t, php(w.Tax), share(g.Tax))
		require.Equal(t, php(w.Commission), share(g.Rate))
		income := revshare.Combined{Of: revshare.Parts(revshare.Commission{Meter: "gross", Rate: g.Rate}, revshare.Commission{Meter: "gross", Rate: g.Markup})}
		got, err := income.Earned(full(finance.PHP, sales.Minor(), sales.Minor()))
		require.NoError(t, err)
		require.Equal(t, php(w.Income), got)
	})
}

// The month's result of a shelf: proceeds less its fee and the commission. The
// balance is what they sum to; paying only what is above nothing is settlement's.
func TestPublishedShelfFee(t *testing.T) {
	type given struct {
		Fee   string       `json:"fee_per_month"`
		Rate  finance.Rate `json:"commission_rate"`
		Sales []string
	}
	type want struct {
		Result  []string
		Balance []string `json:"balance_before_payout"`
	}
	casesOf(t, "shelf_fee", func(t *testing.T, g given, w want) {
		rub := func(s string) finance.Money { return in(t, finance.RUB, s) }
		fees := revshare.Combined{Of: revshare.Parts(revshare.FixedFee{Amount: rub(g.Fee)}, revshare.Commission{Meter: "gross", Rate: g.Rate})}
		require.NoError(t, fees.Validate())
		balance := finance.Zero(finance.RUB)
		for i, sales := range g.Sales {
			result := less(t, rub(sales), earned(t, fees, rub(sales)))
			require.Equal(t, rub(w.Result[i]), result)
			var err error
			balance, err = balance.Add(result)
			require.NoError(t, err)
			require.Equal(t, rub(w.Balance[i]), balance)
		}
	})
}

// What was got over the named price is a meter of its own, shared apart from the
// fee.
func TestPublishedSoldAboveTheNamedPrice(t *testing.T) {
	type given struct {
		Named string       `json:"named_price"`
		Sold  string       `json:"sold_at"`
		Rate  finance.Rate `json:"commission_rate"`
		Share finance.Rate `json:"extra_share_agent"`
	}
	type want struct {
		Extra      string
		Agent      string `json:"agent_extra"`
		Commission string
		Remit      string
	}
	casesOf(t, "ru_gk992", func(t *testing.T, g given, w want) {
		rub := func(s string) finance.Money { return in(t, finance.RUB, s) }
		extra := less(t, rub(g.Sold), rub(g.Named))
		require.Equal(t, rub(w.Extra), extra)
		agent := earned(t, revshare.Commission{Meter: "extra", Rate: g.Share}, extra)
		fee := earned(t, revshare.Commission{Meter: "gross", Rate: g.Rate}, rub(g.Sold))
		require.Equal(t, []finance.Money{rub(w.Agent), rub(w.Commission)}, []finance.Money{agent, fee})
		require.Equal(t, rub(w.Remit), less(t, rub(g.Sold), agent, fee))
	})
}

// A line capped is a share with a maximum; what remains is the rest of the whole
// after the lines before.
func TestPublishedSplitLines(t *testing.T) {
	type line struct {
		To, Share, Max, Fixed string
		Remaining             bool
		Lines                 []line
	}
	type given struct {
		Currency, Unit string
		Items          []struct {
			Total string
			Lines []line
		}
	}
	casesOf(t, "split_lines", func(t *testing.T, g given, want struct{ Parts []map[string]string }) {
		currency := finance.USD
		if g.Unit == "1" {
			currency = finance.JPY
		}
		for i, it := range g.Items {
			total := in(t, currency, it.Total)
			got := map[string]string{}
			var pay func(lines []line, of finance.Money)
			pay = func(lines []line, of finance.Money) {
				rest := revshare.NetBase{Meter: "gross"}
				meters := []int64{of.Minor()}
				for _, l := range lines {
					var clause accrual.Earner
					switch {
					case l.Remaining:
						clause = rest
					case l.Fixed != "":
						clause = revshare.FixedFee{Amount: in(t, currency, l.Fixed)}
					case l.Max != "":
						clause = revshare.Combined{AtMost: in(t, currency, l.Max), Of: revshare.Parts(revshare.PassThrough{Meter: "gross"})}
					default:
						clause = commission(t, l.Share)
					}
					span := full(currency, of.Minor())
					if l.Remaining {
						span.Meters = meters
					}
					amount, err := clause.Earned(span)
					require.NoError(t, err)
					if l.Lines != nil {
						pay(l.Lines, amount)
						continue
					}
					got[l.To] = amount.String()
					rest.Deductions = append(rest.Deductions, revshare.Deduction{Name: l.To, Meter: accrual.Of(l.To)})
					meters = append(meters, amount.Minor())
				}
			}
			pay(it.Lines, total)
			require.Len(t, got, len(want.Parts[i]))
			for to, amount := range want.Parts[i] {
				require.Equal(t, in(t, currency, amount).String(), got[to], to)
			}
		}
	})
}
