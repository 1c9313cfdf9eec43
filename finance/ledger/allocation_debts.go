package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// standing is what the criteria look at.
type standing struct {
	due, arisen civil.Date
	secured     bool
	posted      int // the place among all items
}

// debtItem is an item in its debt.
type debtItem struct {
	*claim
	standing
	debt *debt
	kind string
	rank int // from 1; 0 where the rule has none
}

// debt is what is owed together.
type debt struct {
	standing
	left  int64
	items []*debtItem
}

// debtKey says which debt an item is of.
type debtKey struct {
	agreement string
	slot      civil.Period
	item      uuid.UUID
}

func (d DebtOf) key(e *Entry) debtKey {
	switch {
	case d == OfAll:
		return debtKey{}
	case d == OfItem || e.Key == (accrual.Key{}):
		return debtKey{item: e.ID}
	case d == OfAgreement:
		return debtKey{agreement: e.Key.Agreement}
	}
	return debtKey{agreement: e.Key.Agreement, slot: e.Key.Slot}
}

// debts are those of one party in one currency.
type debts struct {
	byDebt  map[debtKey]*debt
	byEntry map[uuid.UUID]*debtItem
	byKey   map[accrual.Key][]*debtItem // by due day
	open    []*debt                     // with something left
	sorted  bool                        // open is in the order of the rule
}

func (d *debts) init() {
	d.byDebt, d.byEntry, d.byKey = map[debtKey]*debt{}, map[uuid.UUID]*debtItem{}, map[accrual.Key][]*debtItem{}
}

// add takes an item into its debt.
func (d *debts) add(rule *Allocation, c *claim, place int) error {
	kind, secured, err := rule.kindOf(c.entry)
	if err != nil {
		return err
	}
	item := &debtItem{claim: c, standing: standing{c.entry.due(), c.entry.day(), secured, place}, kind: kind, rank: rule.rankOf(kind)}
	one := entryOf(d.byDebt, rule.Debt.key(c.entry))
	one.join(item)
	if one.left == c.left {
		d.open = append(d.open, one) // it was not open before
	}
	d.sorted = false
	d.byEntry[c.entry.ID] = item
	if key := c.entry.Key; key != (accrual.Key{}) {
		d.byKey[key] = append(d.byKey[key], item)
		slices.SortStableFunc(d.byKey[key], func(a, b *debtItem) int { return a.due.Compare(b.due) })
	}
	return nil
}

// join makes the debt as old as its oldest item.
func (d *debt) join(item *debtItem) {
	s := item.standing
	if d.posted == 0 {
		d.standing = s
	}
	if s.due.Before(d.due) {
		d.due = s.due
	}
	if s.arisen.Before(d.arisen) {
		d.arisen = s.arisen
	}
	d.secured = d.secured || s.secured
	item.debt, d.left, d.items = d, d.left+item.left, append(d.items, item)
}

// drop forgets what is settled.
func (d *debts) drop() {
	d.open = slices.DeleteFunc(d.open, func(one *debt) bool {
		one.items = slices.DeleteFunc(one.items, func(i *debtItem) bool { return i.left == 0 })
		return one.left == 0
	})
}

// inOrder are the open debts in the order of the rule.
func (d *debts) inOrder(rule *Allocation) []*debt {
	if !d.sorted {
		slices.SortStableFunc(d.open, func(a, b *debt) int { return rule.compare(&a.standing, &b.standing) })
		d.sorted = true
	}
	return d.open
}

// inOrder are the items in the order of the rule.
func (d *debt) inOrder(rule *Allocation) []*debtItem {
	list := slices.Clone(d.items)
	slices.SortStableFunc(list, rule.compareItems)
	return list
}

// compare orders by the criteria; of equals none comes first.
func (a *Allocation) compare(x, y *standing) int {
	order := 0
	for i := 0; i < len(a.Among) && order == 0; i++ {
		order = a.Among[i].compare(x, y)
	}
	return order
}

func (a *Allocation) compareItems(x, y *debtItem) int {
	return cmp.Or(cmp.Compare(x.rank, y.rank), a.compare(&x.standing, &y.standing))
}

func (c Criterion) compare(x, y *standing) int {
	switch c {
	case Due:
		return x.due.Compare(y.due)
	case Arisen:
		return x.arisen.Compare(y.arisen)
	case Unsecured:
		if x.secured == y.secured {
			return 0
		}
		if y.secured {
			return -1
		}
		return 1
	}
	return cmp.Compare(x.posted, y.posted)
}

func (k *KindRule) fits(key accrual.Key) bool {
	return strings.HasPrefix(key.Agreement, k.Agreement) && (k.Clause == "" || k.Clause == key.Clause)
}

// kindOf is the kind of an entry's item, none where the rule has no kinds.
func (a *Allocation) kindOf(e *Entry) (kind string, secured bool, err error) {
	for i := range a.Kinds {
		if k := &a.Kinds[i]; k.fits(e.Key) {
			return k.Kind, k.Secured, nil
		}
	}
	if len(a.Within) > 0 {
		return "", false, fmt.Errorf("kind of clause %q, agreement %q, entry %s: %w", e.Key.Clause, e.Key.Agreement, e.ID, finance.ErrUnknown)
	}
	return "", false, nil
}

// rankOf is the place of a kind, from 1; 0 where there are no ranks.
func (a *Allocation) rankOf(kind string) int {
	return 1 + slices.IndexFunc(a.Within, func(r Rank) bool { return slices.Contains(r.Kinds, kind) })
}
