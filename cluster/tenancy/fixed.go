package tenancy

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Fixed is what a clause implements whose rent of a whole month does not
// depend on what happens, such as [Amount]. A [RentRoll] adds these up and
// leaves others out.
type Fixed interface {
	// PerMonth is the rent of a whole month at what holds on a day, as the
	// clause rounds it; nothing if it is charged for something else than rent.
	PerMonth(on civil.Date) (finance.Money, error)
}

// priced is what a clause of this package implements to have the currency of
// its amounts checked.
type priced interface {
	In(c finance.Currency) error
}

// of refuses an amount in another currency than c. Where c itself is missing
// that is the problem, not each amount.
func of(m finance.Money, c finance.Currency) error {
	if m.Currency() != 0 && m.Currency() != c && c != 0 {
		return fmt.Errorf("%v, not in %v: %w", m, c, finance.ErrCurrency)
	}
	return nil
}

// problem is err at a path, nil when there is none.
func problem(path string, err error) error {
	if err == nil {
		return nil
	}
	return finance.Problem{Path: path, Err: err}
}

// addDuplicates notes each name of a list that is empty, too long, or stands in
// it before.
func addDuplicates(wrong *finance.Problems, list string, names []string) {
	seen := make(map[string]bool, len(names))
	for i, name := range names {
		wrong.AddAt(list, i, checkID(name))
		if seen[name] {
			wrong.AddAt(list, i, fmt.Errorf("%.40q: %w", name, finance.ErrDuplicate))
		}
		seen[name] = true
	}
}
