package ledger

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// MaxEstimates is how many lines an estimate may have.
const MaxEstimates = 1000

// Purpose is money that was given for a purpose: a grant or a subsidy with its
// estimate. Each has an account of its own, which holds what came and is not
// spent, with an account below it for each line of the estimate:
//
//	liabilities:subsidies:G-1            credited with what was received
//	liabilities:subsidies:G-1:equipment  debited with what was spent on equipment
//	liabilities:subsidies:G-1:returned   debited with what was given back
type Purpose struct {
	Account   Account       `json:"account"`
	Giver     accrual.Party `json:"giver"`
	Awarded   finance.Money `json:"awarded"` // above zero; the estimates sum to it
	Period    civil.Period  `json:"period"`  // in which it may be spent
	Estimates []Estimate    `json:"estimates"`
}

// Estimate is one line of what the money was given for.
type Estimate struct {
	Name   string        `json:"name"`            // the level below the account
	Amount finance.Money `json:"amount"`          // from zero up
	Excess finance.Rate  `json:"excess,omitzero"` // by which part of it the line may be exceeded at the cost of others: 0.1 for 10 %
}

// Returned is the level below the account of a Purpose for what was given back.
const Returned = "returned"

// Validate reports everything that is wrong with p, as finance.Problems.
func (p Purpose) Validate() error {
	var wrong finance.Problems
	if err := p.Account.Validate(); err != nil {
		wrong.Add("account", err)
	} else if p.Account.OffBalance() || p.Account.settles() {
		wrong.Add("account", fmt.Errorf("not one that holds money given: %w", finance.ErrRange))
	}
	wrong.Add("giver", checkName(string(p.Giver)))
	if p.Awarded.Sign() < 0 {
		wrong.Add("awarded", finance.ErrNegative)
	} else if p.Awarded.IsZero() {
		wrong.Add("awarded", finance.ErrMissing)
	}
	wrong.Add("period", p.Period.Validate())
	if len(p.Estimates) > MaxEstimates {
		wrong.Add("estimates", fmt.Errorf("%d, at most %d: %w", len(p.Estimates), MaxEstimates, finance.ErrLimit))
		return wrong.Err()
	}
	p.checkEstimates(&wrong)
	return wrong.Err()
}

func (p *Purpose) checkEstimates(wrong *finance.Problems) {
	sum, seen, before := finance.Zero(p.Awarded.Currency()), map[string]bool{Returned: true}, wrong.Len()
	for i, x := range p.Estimates {
		err := x.validate(p.Account)
		if err == nil && seen[x.Name] {
			err = finance.Problem{Path: "name", Err: finance.ErrDuplicate}
		}
		if seen[x.Name] = true; err == nil {
			sum, err = sum.Add(x.Amount)
		}
		wrong.AddAt("estimates", i, err)
	}
	if wrong.Len() == before && sum != p.Awarded {
		wrong.Add("estimates", fmt.Errorf("they sum to %s, not %s: %w", sum, p.Awarded, finance.ErrConflict))
	}
}

func (x *Estimate) validate(root Account) error {
	var wrong finance.Problems
	if strings.Contains(x.Name, ":") {
		wrong.Add("name", finance.ErrSyntax)
	} else if x.Name == "" {
		wrong.Add("name", finance.ErrMissing)
	} else if err := root.Validate(); err == nil {
		wrong.Add("name", (root + ":" + Account(x.Name)).Validate())
	}
	if x.Amount.Sign() < 0 {
		wrong.Add("amount", finance.ErrNegative)
	}
	if x.Excess.Sign() < 0 {
		wrong.Add("excess", finance.ErrNegative)
	}
	return wrong.Err()
}
