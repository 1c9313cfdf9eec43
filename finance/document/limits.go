package document

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// The limits of kinds and documents, beside accrual.MaxText for ids, names and
// numbers.
const (
	MaxText        = ledger.MaxText // bytes of a text in one language
	MaxSections    = 32             // sections of a kind
	MaxNames       = 1000           // names of clauses in a kind, and labels of a party
	MaxLines       = 100_000        // lines of a document, or of an account of theirs
	MaxReportLines = 10_000         // lines of a document with a life
	MaxEvents      = 1000           // events of a commission report
)

// checkName refuses an id or a name that is missing, too long or no text.
func checkName(s string) error { return finance.CheckName(s, accrual.MaxText) }

// checkCount refuses a list that is too long.
func checkCount(n, most int) error {
	if n > most {
		return fmt.Errorf("%d, at most %d: %w", n, most, finance.ErrLimit)
	}
	return nil
}
