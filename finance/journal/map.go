package journal

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// MaxCodes is how many codes a map may have.
const MaxCodes = 1000

// Map gives the accounts of the books their codes in the host's own chart. Of
// several that fit an account the one with the longest name counts.
type Map []Code

// Code is an account in another chart, for an account of the books and all
// that grow from it.
type Code struct {
	Account ledger.Account `json:"account"`
	Code    string         `json:"code"`           // such as 62.01
	Name    string         `json:"name,omitempty"` // for people
}

// Code is the code of an account; ErrUnknown when nothing fits.
func (m Map) Code(a ledger.Account) (string, error) {
	best := -1
	for i := range m {
		if a.In(m[i].Account) && (best < 0 || len(m[i].Account) > len(m[best].Account)) {
			best = i
		}
	}
	if best < 0 {
		return "", fmt.Errorf("code of account %q: %w", string(a), finance.ErrUnknown)
	}
	return m[best].Code, nil
}

// Validate reports everything that is wrong with m, as finance.Problems: an
// account that cannot be one, an account twice (ErrDuplicate), no code.
func (m Map) Validate() error {
	var wrong finance.Problems
	if len(m) > MaxCodes {
		wrong.Add("", fmt.Errorf("%d codes, at most %d: %w", len(m), MaxCodes, finance.ErrLimit))
		return wrong.Err()
	}
	seen := map[ledger.Account]bool{}
	for i := range m {
		err := m[i].Validate()
		if seen[m[i].Account] {
			err = finance.Problem{Path: "account", Err: finance.ErrDuplicate}
		}
		wrong.AddAt("", i, err)
		seen[m[i].Account] = true
	}
	return wrong.Err()
}

// Validate reports everything that is wrong with c, as finance.Problems.
func (c Code) Validate() error {
	var wrong finance.Problems
	wrong.Add("account", c.Account.Validate())
	switch {
	case c.Code == "":
		wrong.Add("code", finance.ErrMissing)
	case len(c.Code) > accrual.MaxText:
		wrong.Add("code", finance.ErrLimit)
	}
	return wrong.Err()
}
