package accrual

import (
	"cmp"
	"slices"
	"sort"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Books are what a host keeps between two closings: what was posted, where
// each open window stands at each month's end, and a tally of the facts and
// amendments that were known. They are a value: Close answers the next ones
// and leaves these as they are. The zero Books are open for their first month.
type Books struct {
	first, next civil.Month // the first month that was closed; the next to close
	final, last civil.Date  // cut-off of the last full close; of the last close of any kind
	records     []*record   // one for each close that changed something, oldest first; never changed
	tallied     civil.Month // facts are tallied since this month; zero before the first close
	facts       []monthTally
	terms       []termsTally
}

// record is what one close added.
type record struct {
	In          civil.Month  `json:"in"`
	Cutoff      civil.Date   `json:"cutoff"`
	Posted      []Obligation `json:"posted,omitempty"`      // by agreement
	Checkpoints []checkpoint `json:"checkpoints,omitempty"` // by agreement, then month
}

// checkpoint is where an agreement stands at the beginning of a month.
type checkpoint struct {
	Agreement string       `json:"agreement"`
	At        civil.Month  `json:"at"`
	Tracks    []savedTrack `json:"tracks,omitempty"`
	Waiting   []savedWait  `json:"waiting,omitempty"`
}

// savedTrack is a track with an open window, or with a state.
type savedTrack struct {
	Name     string        `json:"name"`
	Window   civil.Period  `json:"window,omitzero"`
	Cycle    Cycle         `json:"cycle,omitzero"`
	Since    civil.Date    `json:"since,omitzero"`
	Base     finance.Money `json:"base,omitzero"`
	Offset   finance.Money `json:"offset,omitzero"`
	Total    finance.Money `json:"total,omitzero"`
	Unposted finance.Money `json:"unposted,omitzero"`
	Counters []savedMeter  `json:"counters,omitempty"`
	State    State         `json:"state,omitempty"`
}

type savedMeter struct {
	Meter Meter `json:"meter"`
	N     int64 `json:"n"`
}

// savedWait is a charge that waits for its month.
type savedWait struct {
	Clause   string        `json:"clause"`
	Month    civil.Month   `json:"month"`
	Slot     civil.Period  `json:"slot"`
	Debtor   Party         `json:"debtor"`
	Creditor Party         `json:"creditor"`
	Rate     finance.Rate  `json:"rate,omitzero"`
	Amount   finance.Money `json:"amount"`
}

// kept is for how many months checkpoints are kept. A fact that comes later
// than that is still settled; the host then hands in facts from the start of
// the windows that it falls into.
const keptCheckpoints = 24

// First is the first month that was closed; zero if none was.
func (b Books) First() civil.Month { return b.first }

// Next is the month that the next full close is of; zero if none was closed.
func (b Books) Next() civil.Month { return b.next }

// Cutoff is the day before which everything is known to the books: the cut-off
// of the last close, early ones included.
func (b Books) Cutoff() civil.Date { return b.last }

// Posted yields every obligation that was posted, close after close.
func (b Books) Posted() func(yield func(Obligation) bool) {
	return func(yield func(Obligation) bool) {
		for _, r := range b.records {
			for _, o := range r.Posted {
				if !yield(o) {
					return
				}
			}
		}
	}
}

// sumKey is what amounts are compared by. The month is among it, as that of a
// window charged once may move: what was posted for one month is taken back and
// the whole is posted for the other.
type sumKey struct {
	Key
	debtor, creditor Party
	currency         finance.Currency
	month            civil.Month
}

func (o *Obligation) sumKey() sumKey {
	return sumKey{o.Key, o.Debtor, o.Creditor, o.Net.Currency(), o.For}
}

// posted sums what was posted under an agreement for the months from first to
// last, by key and parties; nil where nothing was.
func (b *Books) posted(agreement string, first, last civil.Month) (map[sumKey]Obligation, error) {
	var sums map[sumKey]Obligation
	for _, r := range b.records {
		if r.In.Before(first) {
			continue // but not those before it: a month may be billed in advance while earlier ones are open
		}
		for _, o := range r.of(agreement) {
			if o.For.Before(first) || o.For.After(last) {
				continue
			}
			if sums == nil {
				sums = map[sumKey]Obligation{}
			}
			sum, known := sums[o.sumKey()]
			if !known {
				sums[o.sumKey()] = o
				continue
			}
			var err error
			if sum.Net, err = sum.Net.Add(o.Net); err != nil {
				return nil, err
			}
			if sum.Tax, err = sum.Tax.Add(o.Tax); err != nil {
				return nil, err
			}
			sums[o.sumKey()] = sum
		}
	}
	return sums, nil
}

// of are the postings of one agreement.
func (r *record) of(agreement string) []Obligation {
	lo := sort.Search(len(r.Posted), func(i int) bool { return r.Posted[i].Agreement >= agreement })
	hi := lo
	for hi < len(r.Posted) && r.Posted[hi].Agreement == agreement {
		hi++
	}
	return r.Posted[lo:hi]
}

// checkpoint is where an agreement was last found to stand at the beginning of
// a month.
func (b *Books) checkpoint(agreement string, at civil.Month) *checkpoint {
	for i := len(b.records) - 1; i >= 0 && !b.records[i].In.Next().Before(at); i-- {
		saved := b.records[i].Checkpoints
		n, found := slices.BinarySearchFunc(saved, checkpoint{Agreement: agreement, At: at}, compareCheckpoints)
		if found {
			return &saved[n]
		}
	}
	return nil
}

func compareCheckpoints(a, b checkpoint) int {
	return cmp.Or(cmp.Compare(a.Agreement, b.Agreement), a.At.Compare(b.At))
}

// with are the books after a close added r.
func (b Books) with(r *record) Books {
	b.records = append(slices.Clip(b.records), r)
	oldest := r.In.Add(-keptCheckpoints)
	for i, x := range b.records {
		if len(x.Checkpoints) > 0 && x.In.Before(oldest) {
			b.records[i] = &record{In: x.In, Cutoff: x.Cutoff, Posted: x.Posted}
		}
	}
	return b
}
