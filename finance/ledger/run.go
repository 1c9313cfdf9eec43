package ledger

import (
	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance/accrual"
)

// run is a stretch of a ledger's entries with its index. It never changes, so
// ledgers share it. As in a binary counter, a run is merged into the next as
// soon as that is as long: a ledger of n entries has about log n runs, and an
// entry is copied about log n times however the entries came.
type run struct {
	entries []Entry
	places  map[uuid.UUID]int
	parties map[accrual.Party][]int // which entries settle something with a party, ascending
}

// appended is old with fresh entries after it. It keeps fresh, and changes
// neither.
func appended(old []*run, fresh []Entry) []*run {
	keep, n := len(old), len(fresh)
	for keep > 0 && len(old[keep-1].entries) <= n {
		keep--
		n += len(old[keep].entries)
	}
	merged := make([]Entry, 0, n)
	for _, r := range old[keep:] {
		merged = append(merged, r.entries...)
	}
	return append(old[:keep:keep], indexed(append(merged, fresh...)))
}

func indexed(entries []Entry) *run {
	r := &run{entries, make(map[uuid.UUID]int, len(entries)), map[accrual.Party][]int{}}
	for i := range entries {
		r.places[entries[i].ID] = i
		for k := range entries[i].Lines {
			r.note(i, &entries[i].Lines[k])
		}
	}
	return r
}

// note puts entry i into the list of the line's party, once.
func (r *run) note(i int, n *Line) {
	if !n.Account.settles() {
		return
	}
	list := r.parties[n.Party]
	if len(list) == 0 || list[len(list)-1] != i {
		r.parties[n.Party] = append(list, i)
	}
}
