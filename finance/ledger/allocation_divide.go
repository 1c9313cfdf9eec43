package ledger

import "github.com/creative-cluster/kvartal/finance"

// part is what an item gets of a sum, and why.
type part struct {
	item *debtItem
	n    int64
	why  Reason
}

// divide gives a sum to the open debts in their order, and within each to its
// items in theirs. What remains equal shares pro rata. What no debt takes is
// left.
func (d *debts) divide(rule *Allocation, pool int64) ([]part, error) {
	var parts []part
	open := d.inOrder(rule)
	for i := 0; i < len(open) && pool > 0; {
		to := i + 1
		for to < len(open) && rule.compare(&open[i].standing, &open[to].standing) == 0 {
			to++
		}
		shares, err := sharesOf(rule, pool, open[i:to], func(one *debt) int64 { return one.left })
		if err != nil {
			return nil, err
		}
		for k, share := range shares {
			pool -= share
			why := Reason{Why: ByRule, Place: i + 1, Debts: to - i}
			if parts, err = open[i+k].divide(rule, share, why, parts); err != nil {
				return nil, err
			}
		}
		i = to
	}
	return parts, nil
}

// divide gives at most what is left of the debt to its items.
func (d *debt) divide(rule *Allocation, pool int64, why Reason, parts []part) ([]part, error) {
	items := d.inOrder(rule)
	for i := 0; i < len(items) && pool > 0; {
		to := i + 1
		for to < len(items) && rule.compareItems(items[i], items[to]) == 0 {
			to++
		}
		shares, err := sharesOf(rule, pool, items[i:to], func(one *debtItem) int64 { return one.left })
		if err != nil {
			return nil, err
		}
		why.Items = to - i
		if rank := items[i].rank; rank > 0 {
			why.Source = rule.Within[rank-1].Source
		}
		for k, share := range shares {
			pool -= share
			parts = append(parts, part{items[i+k], share, why})
		}
		i = to
	}
	return parts, nil
}

// sharesOf are the shares of equals in a sum, each at most what is open of it:
// all of it where the sum is enough, else pro rata.
//
//	share = sum × open / Σ open, the rest of whole minor units by the remainder rule
func sharesOf[T any](rule *Allocation, pool int64, equals []T, open func(T) int64) ([]int64, error) {
	shares, total := make([]int64, len(equals)), int64(0)
	for i, one := range equals {
		shares[i] = open(one)
		total += shares[i] // bounded by what the ledger turned over
	}
	if pool >= total {
		return shares, nil
	}
	parts, err := finance.Allocate(finance.Minor(pool, finance.RUB), shares, rule.Remainder)
	for i, m := range parts {
		shares[i] = m.Minor()
	}
	return shares, err
}
