package ledger

import (
	"iter"

	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Store keeps the entries of one owner, in the order in which they came, for
// good. It is the host's: a table, a file, a service. As an fs.FS does, it
// speaks for one request: it holds the host's context and transaction where
// there are such. Package ledgertest has the suite that says whether a store
// keeps these promises.
type Store interface {
	// Append puts entries after the first at, all of them or, when it fails,
	// none. An entry that the store has, or that stands twice among entries, is
	// a retry when it is Equal, and left out; otherwise nothing is appended and
	// the error is finance.ErrConflict. When anything new is left and the store
	// does not hold exactly at entries, others came first: nothing is appended
	// and the error is finance.ErrOrder. Append keeps no slice of the caller's.
	Append(at int, entries []Entry) error

	// Entries yields what r asks for, in the order of appending. Whoever reads
	// may stop at any entry, and may change what it was given. An error is
	// yielded last. Of what is appended while it yields, whole batches may come,
	// after all else, or nothing.
	Entries(r Range) iter.Seq2[Stored, error]
}

// Range asks for entries of a store. The zero Range asks for all.
type Range struct {
	From  int           // how many entries of the store stand before the first one wanted; beyond the last there is nothing
	Party accrual.Party // only entries with a line that names this party; empty for all
}

// Stored is an entry in its place.
type Stored struct {
	At    int // how many entries of the store, of whatever party, stand before it
	Entry Entry
}
