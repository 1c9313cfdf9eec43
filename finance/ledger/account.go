package ledger

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Account is a place in the tree of accounts, from the root down, its levels
// parted by colons: income:rent:studios. The roots are assets, liabilities,
// equity, income and expenses; what grows from them is the host's.
//
// What grows from the sixth root, memo, stands off the balance: goods taken on
// commission, things kept for others, guarantees. Its lines are single-sided:
// they sum with nothing, and no trial balance has them.
type Account string

// The accounts that this package knows by name. A host may grow its own below
// them, such as assets:cash:till.
const (
	Cash       Account = "assets:cash"           // money that the owner holds, its own or not
	Receivable Account = "assets:receivable"     // what others owe the owner
	Payable    Account = "liabilities:payable"   // what the owner owes to others
	Makers     Account = "liabilities:makers"    // what was taken for goods on consignment: the makers' money from the sale; a payment to a maker names it in Against
	Deposits   Account = "liabilities:deposits"  // deposits held
	Subsidies  Account = "liabilities:subsidies" // subsidies and grants not spent yet
	Deferred   Account = "liabilities:deferred"  // what was paid for months to come
	Begun      Account = "equity:begun"          // against what each balance from another system stands; it sums to zero
	Goods      Account = "memo:goods"            // goods of others that the owner holds, at their price; off the balance
)

// settlement lists the accounts that are settled party by party: the control
// accounts of statements and open items.
var settlement = [...]Account{Receivable, Payable, Makers}

var roots = [...]string{"assets", "liabilities", "equity", "income", "expenses", memo}

// memo is the root of what stands off the balance.
const memo = "memo"

// OffBalance reports whether a grows from memo, whose lines are single-sided.
func (a Account) OffBalance() bool { return a.In(memo) }

// In reports whether a is root or grows from it. The empty root holds every
// account.
func (a Account) In(root Account) bool {
	rest, ok := strings.CutPrefix(string(a), string(root))
	return ok && (root == "" || rest == "" || rest[0] == ':')
}

// settles reports whether a is settled party by party.
func (a Account) settles() bool {
	for _, root := range settlement {
		if a.In(root) {
			return true
		}
	}
	return false
}

// Validate refuses an empty account (ErrMissing), one of another root
// (ErrUnknown), one longer than accrual.MaxText (ErrLimit), and a level that is
// empty, begins or ends with a space, or holds two spaces in a row, a
// semicolon or what does not print (ErrSyntax): such a name would not survive
// in a journal.
func (a Account) Validate() error {
	if err := checkName(string(a)); err != nil {
		return err
	}
	levels := strings.Split(string(a), ":")
	if !isRoot(levels[0]) {
		return fmt.Errorf("no root of accounts: %w", finance.ErrUnknown)
	}
	for _, level := range levels {
		if level == "" || strings.TrimSpace(level) != level || strings.Contains(level, "  ") || strings.ContainsFunc(level, unwelcome) {
			return fmt.Errorf("account %.40q: %w", string(a), finance.ErrSyntax)
		}
	}
	return nil
}

func isRoot(level string) bool {
	for _, root := range roots {
		if level == root {
			return true
		}
	}
	return false
}

func unwelcome(r rune) bool { return r == ';' || !unicode.IsPrint(r) }

// checkName is what is wrong with a name that must be given.
func checkName(s string) error { return finance.CheckName(s, accrual.MaxText) }
