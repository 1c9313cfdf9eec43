package accrual

import (
	"cmp"
	"fmt"
	"maps"
	"math/bits"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// tally counts things and sums a hash of each, in whatever order.
type tally struct {
	N   int64  `json:"n"`
	Sum uint64 `json:"sum,string"`
}

func (t *tally) add(h uint64) {
	t.N++
	t.Sum += h
}

// monthTally is of the facts that happened in a month.
type monthTally struct {
	Month civil.Month `json:"month"`
	tally
}

// termsTally is of the amendments of an agreement.
type termsTally struct {
	Agreement string `json:"agreement"`
	tally
}

// hash mixes words of 64 bits by a multiplication of which both halves are
// folded. It is stable across releases, for Books keep its sums; it is no
// defence against somebody who wants two histories to look alike.
type hash uint64

func (h hash) word(x uint64) hash {
	hi, lo := bits.Mul64(uint64(h)^x, 0x9E3779B97F4A7C15)
	return hash(hi ^ lo)
}

func (h hash) text(s string) hash {
	h = h.word(uint64(len(s)))
	if len(s) < 8 {
		var rest uint64
		for i := range len(s) {
			rest |= uint64(s[i]) << (8 * i)
		}
		return h.word(rest)
	}
	for i := 0; i < len(s)-8; i += 8 {
		h = h.word(eight(s[i:]))
	}
	return h.word(eight(s[len(s)-8:])) // may overlap the one before
}

// eight are the first eight bytes of s as a number.
func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// date mixes in the days since 1 January of year 1.
func (h hash) date(d civil.Date) hash { return h.word(uint64(d.Sub(civil.Date{}))) }

const seed hash = 0x6b76617274616c

// hash is that of all of f, given those of its id and its agreement's.
func (f *Fact) hash(id, agreement uint64) uint64 {
	h := hash(id).word(agreement).date(f.On).date(f.Known).word(uint64(len(f.Adds))<<2 | flags(f.Voids != (Ref{}), f.Of != (Ref{})))
	for _, r := range [2]*Ref{&f.Voids, &f.Of} {
		if *r != (Ref{}) {
			h = h.text(r.ID).date(r.On)
		}
	}
	for i := range f.Adds {
		h = h.text(string(f.Adds[i].Meter)).word(uint64(f.Adds[i].N))
	}
	return uint64(h)
}

// hash is that of the frame of m. The words of a clause are not in it: they
// are types of a host, which have no form that never changes.
func (m *Amendment) hash() uint64 {
	h := seed.date(m.From).date(m.Known).word(uint64(len(m.Set))).word(uint64(len(m.Drop))).word(flags(m.Parties != nil, m.Term != nil))
	for _, n := range m.Set {
		h = h.text(n.Name).text(string(n.To)).word(uint64(n.Change)).word(uint64(n.Due)).word(flags(n.Advance, n.Back, n.Untaxed))
	}
	for _, name := range m.Drop {
		h = h.text(name)
	}
	if m.Parties != nil {
		h = h.text(string(m.Parties.Creditor)).text(string(m.Parties.Debtor))
	}
	if m.Term != nil {
		h = h.date(m.Term.From).date(m.Term.To)
	}
	return uint64(h)
}

func flags(on ...bool) (n uint64) {
	for i, b := range on {
		if b {
			n |= 1 << i
		}
	}
	return n
}

// tallyOf counts the amendments of a that were known before a day.
func tallyOf(a *Agreement, known civil.Date) (t tally) {
	for i := range a.Amendments {
		if a.Amendments[i].Known.Before(known) {
			t.add(a.Amendments[i].hash())
		}
	}
	return t
}

// knownTerms is what the books hold of an agreement's amendments.
func (b *Books) knownTerms(agreement string) (t tally) {
	if i, ok := slices.BinarySearchFunc(b.terms, agreement, func(x termsTally, id string) int { return cmp.Compare(x.Agreement, id) }); ok {
		return b.terms[i].tally
	}
	return t
}

// tallyOfMonth is what was closed of the facts that happened in a month.
func (b *Books) tallyOfMonth(m civil.Month) (t tally) {
	if i, ok := slices.BinarySearchFunc(b.facts, m, func(x monthTally, m civil.Month) int { return x.Month.Compare(m) }); ok {
		return b.facts[i].tally
	}
	return t
}

// compareFacts reports each month, from the given one on, of which the facts
// handed in as known before the last cut-off are not those that were closed.
func (b *Books) compareFacts(handed map[civil.Month]tally, from civil.Month, wrong *finance.Problems) {
	for _, kept := range b.facts {
		if kept.Month.Before(from) || kept.Month.Before(b.tallied) {
			continue
		}
		if got := handed[kept.Month]; got != kept.tally {
			wrong.Add("facts["+kept.Month.String()+"]", b.differs(got, kept.tally))
		}
	}
	for _, m := range slices.SortedFunc(maps.Keys(handed), civil.Month.Compare) {
		got := handed[m]
		if b.tallyOfMonth(m) == (tally{}) && got.N > 0 && !m.Before(b.tallied) {
			wrong.Add("facts["+m.String()+"]", b.differs(got, tally{}))
		}
	}
}

func (b *Books) differs(got, kept tally) error {
	return fmt.Errorf("%d known before the last cut-off %v, which are not the %d that were known at it: %w", got.N, b.last, kept.N, finance.ErrConflict)
}

// tallies are those of the books up to a month, and the given ones from it on.
func (b *Books) tallies(handed map[civil.Month]tally, from civil.Month) []monthTally {
	var next []monthTally
	for _, kept := range b.facts {
		if kept.Month.Before(from) {
			next = append(next, kept)
		}
	}
	older := len(next)
	for m, t := range handed {
		next = append(next, monthTally{m, t})
	}
	slices.SortFunc(next[older:], func(a, c monthTally) int { return a.Month.Compare(c.Month) })
	return next
}
