package main

import (
	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/revshare"
	"github.com/creative-cluster/kvartal/finance/revshare/split"
	"github.com/creative-cluster/kvartal/finance/till"
	"github.com/creative-cluster/kvartal/finance/waterfall"
)

// year is the term of every agreement.
var year = civil.MustPeriod("2026-01-01/2027-01-01")

// vat is the tax on what the house charges: a dated table with its source.
var vat = civil.Timeline[finance.Rate]{
	{From: civil.MustDate("2019-01-01"), Value: finance.MustRate("20%"), Source: "Tax Code of Russia, art. 164, p. 3"},
	{From: civil.MustDate("2026-01-01"), Value: finance.MustRate("22%"), Source: "Tax Code of Russia, art. 164, p. 3, as of Federal law 425-FZ of 28 November 2025 (to be checked by the host)"},
}

// inside is VAT that the fee holds; onTop comes on top of a rent.
var (
	inside = accrual.Tax{Rates: vat, Included: true}
	onTop  = accrual.Tax{Rates: vat}
)

// card is the shop's rate card: a newcomer before the channel, the channel
// before the craft.
var card = revshare.RateCard{
	Meter: "sold", Order: []revshare.Dimension{revshare.ByBrand, revshare.ByChannel, revshare.ByCategory},
	Rules: []revshare.CardRule{
		{Name: "newcomer", Brand: "M-40", Rate: finance.MustRate("15%")},
		{Name: "fair", Channel: "fair", Rate: finance.MustRate("20%")},
		{Name: "site", Channel: "site", Rate: finance.MustRate("28%")},
		{Name: "prints", Category: "prints", Rate: finance.MustRate("25%")},
		{Name: "silver", Category: "jewellery", Rate: finance.MustRate("32%")},
	},
	Default: finance.MustRate("30%"),
}

// madeGood is the meter of discounts that the shop must bear alone.
const madeGood accrual.Meter = "made good"

// plan is how the fee of a maker is reckoned: by makers.csv.
func plan(name string) accrual.Clause {
	net, rate := till.Net, finance.MustRate
	switch name {
	case "slab": // the more is sold in a month, the less is kept of it
		return revshare.SlabCommission{Meter: net, Tiers: finance.Tiers{Steps: []finance.Tier{
			{Over: rub("0"), Rate: rate("32%")}, {Over: rub("15000"), Rate: rate("28%")}, {Over: rub("30000"), Rate: rate("24%")},
		}}}
	case "greater": // a shelf, or a share
		return revshare.Combined{Take: revshare.Greatest, Of: revshare.Parts(
			revshare.FixedFee{Amount: rub("2500"), Times: finance.MustNumber("1.2"), Unit: "m"},
			revshare.Commission{Meter: net, Rate: rate("22%")},
		)}
	case "capped": // of at most 2,500 an item
		return revshare.Combined{Of: revshare.Parts(revshare.Commission{Meter: net, Rate: rate("32%")}), AtMost: rub("2500"), Per: accrual.ByLine}
	case "net": // of what is left when the acquirer has had its fee
		return revshare.ShareOf{Rate: rate("30%"), Of: revshare.Part{Clause: revshare.NetBase{Meter: net, Deductions: []revshare.Deduction{
			{Name: "card fee", Meter: "acquired", Borne: rate("50%")},
			{Name: "fund of the craftsmen", Rate: rate("1%")},
		}}}}
	}
	return revshare.CardCommission{Card: card}
}

// half is the part of discounts, and of the acquirer's fees, that is not the
// maker's, and the shop's.
var half = finance.MustRate("50%")

// consignment is the agreement of a maker: the proceeds are its own, the
// discount of a campaign and the acquirer's fee are borne by halves.
func consignment(m maker) accrual.Agreement {
	set := []accrual.Named{
		{Name: "proceeds", Clause: revshare.PassThrough{Meter: till.Net}, Untaxed: true, Due: 15},
		{Name: "discount", Clause: revshare.Commission{Meter: till.Discount, Rate: half, Per: accrual.ByLine}, Untaxed: true, Due: 15},
		{Name: "discount made good", Clause: revshare.PassThrough{Meter: madeGood}, Untaxed: true, Due: 15},
		{Name: "fee", Clause: plan(m.Plan), Back: true, Due: 15},
		{Name: "card fee", Clause: revshare.Commission{Meter: "acquired", Rate: half}, Back: true, Untaxed: true, Due: 15},
	}
	switch m.Plan {
	case "advance":
		set = append(set,
			accrual.Named{Name: "advance", Clause: revshare.Advance{Instalments: []revshare.Instalment{
				{On: day("2026-01-12"), Amount: rub("20000")}, {On: day("2026-02-10"), Amount: rub("15000")},
			}}, Untaxed: true, Due: 0},
			accrual.Named{Name: "recoupment", Clause: revshare.Recoupment{
				Advanced: []accrual.Meter{accrual.Of("advance")}, Earned: []accrual.Meter{accrual.Of("proceeds")}, Share: half,
			}, Back: true, Untaxed: true, Due: 15})
	case "reserve":
		set = append(set, accrual.Named{Name: "reserve", Clause: revshare.Reserve{
			Meter: accrual.Of("proceeds"), Rate: finance.MustRate("10%"), Months: 2,
		}, Back: true, Untaxed: true, Due: 15})
	}
	return agreement("C-"+m.number(), m.ID, house, inside, append(card.Meters(), meters...), set...)
}

// meters are what the lines of the till feed, beside the rules of the card.
var meters = []accrual.Meter{
	till.Gross, till.Discount, till.Net, madeGood, "acquired",
	till.ByChannel("shop"), till.ByChannel("site"), till.ByChannel("fair"),
	till.ByTender("cash"), till.ByTender("card"), till.ByTender("sbp"),
}

// book is how four makers share an art book: words and pictures first, then
// what is theirs together.
var book = split.Split{Owner: house, Nodes: []split.Node{
	{Name: "art book", Parts: []split.Part{
		{Party: "M-31", Share: finance.MustRate("35%")}, {Party: "M-32", Share: finance.MustRate("30%")},
	}, Rest: split.Target{Split: "making"}},
	{Name: "making", By: split.Points, Parts: []split.Part{{Party: "M-33", Points: 4}, {Party: "M-34", Points: 2}, {Party: "M-31", Points: 1}}},
}}

// shared are the agreements of the four: each has its part of the proceeds, and
// pays the fee on it.
func shared() ([]accrual.Agreement, error) {
	parts, err := book.Clauses("proceeds", till.Net)
	if err != nil {
		return nil, err
	}
	var all []accrual.Agreement
	for _, part := range parts {
		party := part.To
		part.Name, part.To, part.Untaxed, part.Due = "proceeds", "", true, 15
		all = append(all, agreement("L-01/"+string(party), party, house, inside, meters, part, accrual.Named{
			Name: "fee", Clause: revshare.Commission{Meter: accrual.Of("proceeds"), Rate: finance.MustRate("25%")}, Back: true, Due: 15,
		}))
	}
	return all, nil
}

// project is a collection of furniture that two residents make together: one
// mostly pays for it, the other runs it.
var project = waterfall.Terms{
	Currency: finance.RUB, Term: year, Parties: []accrual.Party{"M-11", "M-13"}, Sponsor: "M-13",
	Tiers: []waterfall.Tier{
		{Kind: waterfall.Capital},
		{Kind: waterfall.Preferred, Yield: waterfall.Yield{Rate: finance.MustRate("14%"), Growth: waterfall.Simple}},
		{
			Name: printout.Phrase("profit up to the hurdle"), Kind: waterfall.Split,
			Shares: []waterfall.Share{{Party: "M-11", Share: finance.MustRate("70%")}, {Party: "M-13", Share: finance.MustRate("30%")}},
			Until:  waterfall.Hurdle{Multiple: finance.MustNumber("1.2")},
		},
		{Name: printout.Phrase("promote"), Kind: waterfall.Split, Shares: []waterfall.Share{{Party: "M-11", Share: half}, {Party: "M-13", Share: half}}},
	},
}

// paidIn is what the two put into the project.
var paidIn = []waterfall.Contribution{
	{On: day("2026-01-02"), Party: "M-11", Amount: rub("320000")},
	{On: day("2026-01-02"), Party: "M-13", Amount: rub("40000")},
}

// partnership is the account of the project with the shop: the project is a
// party of its own.
const partnership accrual.Party = "J-01"

// joint are the agreement of the project with the shop, and that of the house,
// which holds the money of the project, with the two.
func joint() []accrual.Agreement {
	return []accrual.Agreement{
		agreement("J-01", partnership, house, inside, meters,
			accrual.Named{Name: "proceeds", Clause: revshare.PassThrough{Meter: till.Net}, Untaxed: true, Due: 15},
			accrual.Named{Name: "fee", Clause: revshare.Commission{Meter: till.Net, Rate: stallFee, Per: accrual.ByLine}, Back: true, Due: 15}),
		agreement("W-01", "M-11", house, accrual.Tax{}, project.Meters(), project.Clauses(house)...),
	}
}

var stallFee = finance.MustRate("15%")

// lease is the rent of a maker that has a studio.
func lease(m maker) accrual.Agreement {
	return agreement("R-"+m.number(), house, m.ID, onTop, nil,
		accrual.Named{Name: "rent", Clause: revshare.FixedFee{Amount: m.Rent}, Advance: true, Due: 9})
}

func agreement(id string, creditor, debtor accrual.Party, tax accrual.Tax, meters []accrual.Meter, set ...accrual.Named) accrual.Agreement {
	return accrual.Agreement{
		ID: id, Currency: finance.RUB, Tax: tax, Meters: meters,
		Amendments: []accrual.Amendment{{
			From: year.From, Known: day("2025-12-15"), Term: &year,
			Parties: &accrual.Parties{Creditor: creditor, Debtor: debtor}, Set: set,
		}},
	}
}

// agreements are all of the house, in the order of the makers.
func (s *set) agreements() ([]accrual.Agreement, error) {
	all, err := shared()
	all = append(all, joint()...)
	var wrong finance.Problems
	wrong.Add("L-01", err)
	for _, m := range s.makers {
		all = append(all, consignment(m))
		if m.Rent.Sign() > 0 {
			all = append(all, lease(m))
		}
	}
	for i := range all {
		wrong.Add(all[i].ID, all[i].Validate())
	}
	return all, wrong.Err()
}

func day(text string) civil.Date { return civil.MustDate(text) }

func rub(text string) finance.Money { return finance.MustMoney(text + ".00 RUB") }
