package accrual

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// Party is the id of whoever can owe or be owed: a resident, a maker, a
// partner, the operator of the cluster. The empty Party is nobody.
type Party string

// Region is the ISO 3166-2 code of a subject of a country, such as RU-SA for
// Sakha (Yakutia). The empty Region is no region.
type Region string

// Validate refuses what is not two capital letters, a dash and one to three
// capital letters or digits. It does not know which regions exist.
func (r Region) Validate() error {
	if r == "" {
		return finance.ErrMissing
	}
	if len(r) < 4 || len(r) > 6 || r[2] != '-' || !upper(r[0]) || !upper(r[1]) {
		return fmt.Errorf("%w: region %.20q is no ISO 3166-2 code", finance.ErrSyntax, string(r))
	}
	for i := 3; i < len(r); i++ {
		if !upper(r[i]) && (r[i] < '0' || r[i] > '9') {
			return fmt.Errorf("%w: region %.20q is no ISO 3166-2 code", finance.ErrSyntax, string(r))
		}
	}
	return nil
}

func upper(b byte) bool { return 'A' <= b && b <= 'Z' }
