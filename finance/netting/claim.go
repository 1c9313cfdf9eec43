package netting

import (
	"cmp"
	"fmt"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// MaxClaims is how many claims one act may look at.
const MaxClaims = 100_000

// Claim is what is open of what one party owes another.
type Claim struct {
	ID       uuid.UUID      // of the ledger's entry; an obligation has the same one in the ledgers of both sides
	Key      accrual.Key    // what it is for, by which Terms look it up; zero for none
	Debtor   accrual.Party  // who owes
	Creditor accrual.Party  // who is owed
	Amount   finance.Money  // what is open of it, above zero
	Arisen   civil.Date     // the day from which it counts
	Due      civil.Date     // the day on which it falls due; from then on it can be set off
	Owner    accrual.Party  // in whose books Account is; empty for nobody's
	Account  ledger.Account // where it stands in the books of Owner
	Text     string         // for people
	Was      Conversion     // how Convert made Amount; the zero Conversion for an amount in the claim's own currency
}

// Conversion is what a claim was in its own currency, and how it was converted.
type Conversion struct {
	ledger.Converted
	Rounding finance.Rounding
}

// Own is what is open of the claim in its own currency: Amount, where it was not
// converted.
func (c Claim) Own() finance.Money {
	if c.Was.From.IsZero() {
		return c.Amount
	}
	return c.Was.From
}

// part is what an amount of c is in its own currency; all of it exactly.
//
//	part = original × n / amount
func (c *Claim) part(n int64) (finance.Money, error) {
	if c.Was.From.IsZero() {
		return finance.Minor(n, c.Amount.Currency()), nil
	}
	return c.Was.From.MulDiv(n, c.Amount.Minor(), c.Was.Rounding)
}

// Validate reports everything that is wrong with c, as finance.Problems.
func (c Claim) Validate() error {
	var wrong finance.Problems
	if c.ID == uuid.Nil {
		wrong.Add("id", finance.ErrMissing)
	}
	wrong.Add("debtor", given(string(c.Debtor)))
	wrong.Add("creditor", given(string(c.Creditor)))
	if c.Debtor == c.Creditor && c.Debtor != "" {
		wrong.Add("creditor", finance.ErrConflict)
	}
	switch {
	case c.Amount.Currency().Validate() != nil:
		wrong.Add("amount", finance.ErrCurrency)
	case c.Amount.Sign() < 0:
		wrong.Add("amount", finance.ErrNegative)
	case c.Amount.IsZero():
		wrong.Add("amount", finance.ErrMissing)
	}
	if c.Due.IsZero() {
		wrong.Add("due", finance.ErrMissing)
	}
	if c.Account != "" {
		wrong.Add("account", c.Account.Validate())
		if c.Owner != c.Debtor && c.Owner != c.Creditor {
			wrong.Add("owner", finance.ErrConflict)
		}
	}
	return wrong.Err()
}

func given(s string) error {
	switch {
	case s == "":
		return finance.ErrMissing
	case len(s) > accrual.MaxText:
		return fmt.Errorf("%d bytes, at most %d: %w", len(s), accrual.MaxText, finance.ErrLimit)
	}
	return nil
}

func checkClaims(claims []Claim) error {
	if len(claims) > MaxClaims {
		return fmt.Errorf("claims: %d, at most %d: %w", len(claims), MaxClaims, finance.ErrLimit)
	}
	var wrong finance.Problems
	seen := make(map[uuid.UUID]bool, len(claims))
	for i := range claims {
		err := claims[i].Validate()
		if err == nil && seen[claims[i].ID] {
			err = finance.Problem{Path: "id", Err: finance.ErrDuplicate}
		}
		seen[claims[i].ID] = true
		wrong.AddAt("claims", i, err)
	}
	return wrong.Err()
}

// older orders by the day on which claims are due, then that on which they arose;
// of equals by their ids, so that the order of a list changes nothing.
func older(a, b *Claim) int {
	return cmp.Or(a.Due.Compare(b.Due), a.Arisen.Compare(b.Arisen), cmp.Compare(a.ID.String(), b.ID.String()))
}

// Claims are what is open in the books of one owner at the end of a day: what
// others owe it, what it owes, and the makers' money. What was paid ahead is no
// claim.
func Claims(books ledger.Ledger, at civil.Date) []Claim {
	var list []Claim
	for _, root := range [...]ledger.Account{ledger.Receivable, ledger.Payable, ledger.Makers} {
		list = append(list, ClaimsOf(books, root, books.Open(root, at))...)
	}
	return list
}

// ClaimsOf are the claims of what was found open in root by another rule of
// allocation.
func ClaimsOf(books ledger.Ledger, root ledger.Account, open []ledger.Open) []Claim {
	var list []Claim
	for _, one := range open {
		for _, item := range one.Items {
			c := Claim{
				ID: item.Entry, Key: item.Key, Debtor: one.Party, Creditor: books.Owner(), Amount: item.Left,
				Arisen: item.On, Due: item.Due, Owner: books.Owner(), Account: account(books, root, one.Party, item), Text: item.Text,
			}
			if item.Left.Sign() < 0 {
				c.Debtor, c.Creditor = c.Creditor, c.Debtor
				c.Amount = finance.Minor(-item.Left.Minor(), item.Left.Currency())
			}
			list = append(list, c)
		}
	}
	return list
}

// account is where the item stands: that of its first line in root.
func account(books ledger.Ledger, root ledger.Account, party accrual.Party, item ledger.Item) ledger.Account {
	e, _ := books.Entry(item.Entry)
	for _, n := range e.Lines {
		if n.Account.In(root) && n.Party == party && n.Amount.Currency() == item.Left.Currency() && n.Amount.Sign() == item.Left.Sign() {
			return n.Account
		}
	}
	return root
}
