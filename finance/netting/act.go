package netting

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Act is a set-off as data: what a document of it says, and what the ledgers
// take.
type Act struct {
	ID           string // the host's: the same one is the same act
	On           civil.Date
	Extinguished []Extinguished // by debtor, creditor, currency, then the oldest first
	Payments     []Payment      // what is owed in place of claims that Net cleared; none after SetOff
	LeftOut      []LeftOut      // in the order of the claims
	Positions    []Position     // by currency, then party
	Cleared      bool           // by Net: one entry for a party, not one for each other side
}

// Extinguished is a claim that the act settles, in whole or in part.
type Extinguished struct {
	Claim  Claim
	Amount finance.Money // settled by the act
	Own    finance.Money // the same in the claim's own currency, where it was converted
	Left   finance.Money // Claim.Amount - Amount
	Source string        // by which rule it may be set off
	Since  civil.Date    // SetOff only: the day on which it and what met it first were both due, from which a set-off counts (Civil Code of Russia, art. 410; Plenum of the Supreme Court, 11.06.2020 no. 6, p. 15)
}

// Payment is a new debt that stands in for cleared ones.
type Payment struct {
	Debtor, Creditor accrual.Party
	Amount           finance.Money
}

// Position is one party's place among the cleared claims of a currency.
//
//	Net = Owed - Owes; after SetOff that of what was extinguished is zero between each two
type Position struct {
	Party accrual.Party
	Owed  finance.Money // others owe it
	Owes  finance.Money // it owes others
	Net   finance.Money
}

// Total is the sum of what is extinguished in a currency, over all claims.
func (a Act) Total(c finance.Currency) finance.Money {
	sum := int64(0)
	for _, e := range a.Extinguished {
		if e.Amount.Currency() == c {
			sum += e.Amount.Minor() // checked when the act was made
		}
	}
	return finance.Minor(sum, c)
}

// positions sum what is extinguished, by currency and party.
func (a *Act) positions() {
	type place struct {
		party    accrual.Party
		currency finance.Currency
	}
	sums := map[place][2]int64{}
	for _, e := range a.Extinguished {
		for side, p := range [...]accrual.Party{e.Claim.Creditor, e.Claim.Debtor} {
			sum := sums[place{p, e.Amount.Currency()}]
			sum[side] += e.Amount.Minor()
			sums[place{p, e.Amount.Currency()}] = sum
		}
	}
	for at, sum := range sums {
		in := func(n int64) finance.Money { return finance.Minor(n, at.currency) }
		a.Positions = append(a.Positions, Position{at.party, in(sum[0]), in(sum[1]), in(sum[0] - sum[1])})
	}
	slices.SortFunc(a.Positions, func(x, y Position) int {
		return cmp.Or(cmp.Compare(x.Net.Currency().Code(), y.Net.Currency().Code()), cmp.Compare(x.Party, y.Party))
	})
}

func (a *Act) sort() {
	slices.SortFunc(a.Extinguished, func(x, y Extinguished) int {
		c, d := &x.Claim, &y.Claim
		return cmp.Or(cmp.Compare(c.Debtor, d.Debtor), cmp.Compare(c.Creditor, d.Creditor),
			cmp.Compare(c.Amount.Currency().Code(), d.Amount.Currency().Code()), older(c, d))
	})
}

// check is what is wrong with an act's head, terms and claims. The sum of the
// claims of a currency is bounded, so that no sum of theirs overflows.
func check(t *Terms, id string, on civil.Date, claims []Claim) error {
	var wrong finance.Problems
	wrong.Add("terms", t.Validate())
	wrong.Add("id", given(id))
	if on.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	wrong.Add("", checkClaims(claims))
	sums := map[finance.Currency]finance.Money{}
	for i := range claims {
		c := claims[i].Amount.Currency()
		sum, err := sums[c].Add(claims[i].Amount)
		if err != nil {
			wrong.AddAt("claims", i, finance.Problem{Path: "amount", Err: err})
			break
		}
		sums[c] = sum
	}
	return wrong.Err()
}
