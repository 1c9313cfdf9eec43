package membership

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// source is where units come from.
type source uint8

const (
	included source = iota // granted by the plan, also of a cycle before
	goodwill
	bought
)

// lot is units of one source that are not used.
type lot struct {
	Source source     `json:"s,omitempty"`
	Until  civil.Date `json:"until,omitzero"` // the day on which they lapse; none is never
	Left   int64      `json:"left"`
	ID     string     `json:"id,omitempty"` // of what was bought: its fact, units, price, and the units given back
	On     civil.Date `json:"on,omitzero"`
	Units  int64      `json:"units,omitempty"`
	Paid   int64      `json:"paid,omitempty"`
	Back   int64      `json:"back,omitempty"`
}

// before is below 0 where a is used before b: what lapses sooner, of equals what
// was there first. What never lapses comes last, unless what was bought is first.
func (o Order) before(a, b lot) int {
	if o == BoughtFirst && (a.Source == bought) != (b.Source == bought) {
		return cmp.Compare(b.Source, a.Source)
	}
	if a.Until.IsZero() != b.Until.IsZero() {
		return b.Until.Compare(a.Until) // no day compares as the first one
	}
	return a.Until.Compare(b.Until)
}

// put adds x to the lots, in the order of their use.
func (a *account) put(x lot) {
	i := len(a.lots)
	for i > 0 && a.terms.Order.before(x, a.lots[i-1]) < 0 {
		i--
	}
	a.lots = slices.Insert(a.lots, i, x)
	a.next = min(a.next, i)
}

// take uses up to n units and answers how many there were.
func (a *account) take(n int64) (taken int64) {
	for ; a.next < len(a.lots); a.next++ {
		x := &a.lots[a.next]
		k := min(n-taken, x.Left)
		x.Left, taken = x.Left-k, taken+k
		if taken == n {
			break
		}
	}
	return taken
}

// lotOf is the lot of a purchase, nil if it is gone.
func (a *account) lotOf(id string, on civil.Date) *lot {
	for i := range a.lots {
		if x := &a.lots[i]; x.Source == bought && x.ID == id && x.On == on {
			return x
		}
	}
	return nil
}

// giveBack takes up to n units of x, or all where n is 0, and answers how many
// and what they cost. Each of the two products is rounded by itself, so that
// parts give back what the whole does.
//
//	refund = price × given back after / units - price × given back before / units
func (x *lot) giveBack(n int64, r finance.Rounding) (units, minor int64, err error) {
	if units = min(n, x.Left); n == 0 {
		units = x.Left
	}
	before, err := finance.MulDiv(x.Paid, x.Back, x.Units, r)
	if err != nil {
		return 0, 0, err
	}
	after, err := finance.MulDiv(x.Paid, x.Back+units, x.Units, r)
	if err != nil {
		return 0, 0, err
	}
	x.Left, x.Back = x.Left-units, x.Back+units
	return units, after - before, nil
}

// lapse drops what lapses on or before a day, and what is used up.
func (a *account) lapse(on civil.Date) {
	a.lots = slices.DeleteFunc(a.lots, func(x lot) bool {
		gone := !x.Until.IsZero() && !x.Until.After(on)
		if gone {
			a.Lapsed += x.Left
		}
		return gone || x.Left == 0
	})
	a.next = 0
}

// keepMost lets lapse, the oldest first, what is rolled over beyond most units.
func (a *account) keepMost(most int64) {
	over := -most
	for _, x := range a.lots {
		if x.Source == included {
			over += x.Left
		}
	}
	for i := range a.lots {
		if x := &a.lots[i]; x.Source == included && over > 0 {
			k := min(over, x.Left)
			x.Left, over, a.Lapsed = x.Left-k, over-k, a.Lapsed+k
		}
	}
}

// left is what is in all lots.
func (a *account) left() int64 { return leftOf(a.lots) }

func leftOf(lots []lot) (n int64) {
	for _, x := range lots {
		n += x.Left
	}
	return n
}
