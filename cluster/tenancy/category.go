package tenancy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// SalesOf is the meter of what a resident sold of a category and of all that
// lies below it, in minor units, less returns. A category is a path, the widest
// first: food/coffee.
func SalesOf(category string) accrual.Meter { return Sales + "/" + accrual.Meter(category) }

// maxPath is how many steps a category's path may have.
const maxPath = 8

// checkCategory refuses a path with an empty step, one that is too deep or too
// long.
func checkCategory(category string) error {
	steps := strings.Split(category, "/")
	switch {
	case len(category) > accrual.MaxText-len(Sales)-1:
		return fmt.Errorf("%d bytes: %w", len(category), finance.ErrLimit)
	case slices.Contains(steps, ""):
		return fmt.Errorf("%.40q has an empty step: %w", category, finance.ErrSyntax)
	case len(steps) > maxPath:
		return fmt.Errorf("%.40q has %d steps, at most %d: %w", category, len(steps), maxPath, finance.ErrLimit)
	}
	return nil
}

// meters appends the meters that a sale of a category feeds: all sales, and
// those of the category and of each one above it.
func meters(dst []accrual.Meter, category string) []accrual.Meter {
	dst = append(dst, Sales)
	if category == "" {
		return dst
	}
	for i := range len(category) {
		if category[i] == '/' {
			dst = append(dst, SalesOf(category[:i]))
		}
	}
	return append(dst, SalesOf(category))
}

// maxCategories is how many categories a house may have: their meters and those
// above them are at most what an agreement may be fed.
const maxCategories = accrual.MaxFed / (maxPath + 1)

// salesMeters are those that the sales of all valid categories feed.
func salesMeters(categories []string) []accrual.Meter {
	all := []accrual.Meter{Sales}
	for _, c := range categories[:min(len(categories), maxCategories)] {
		if checkCategory(c) == nil {
			all = append(all, meters(nil, c)...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
