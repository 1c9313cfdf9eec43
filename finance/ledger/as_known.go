package ledger

import "github.com/creative-cluster/kvartal/finance/civil"

// AsKnown is the books with only what was known before a day, for every fold:
// books.AsKnown(cutoff).Balance(root, at) is what was thought of that balance
// when the close was drawn up. It takes no entries: ErrConflict. Nothing is
// copied.
//
// What becomes known on the day or later changes nothing of it. Entries that
// come late but were known before do, until a Lock of that day or later stands:
// after it none was.
func (l Ledger) AsKnown(before civil.Date) Ledger {
	if l.before.IsZero() || before.Before(l.before) {
		l.before = before
	}
	return l
}
