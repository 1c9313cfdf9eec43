package partnership

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Reciprocity is what partners gave each other over a period.
type Reciprocity struct {
	Period   civil.Period `json:"period"`
	Balances []Balance    `json:"balances"` // one a partner, in the order of the exchange
	Pairs    []Pair       `json:"pairs"`    // that had a hosting in force, in the order of the exchange
}

// Balance is what one partner gave and received.
type Balance struct {
	Partner  accrual.Party `json:"partner"`
	Given    ShelfMonths   `json:"given"`    // hosted for others
	Received ShelfMonths   `json:"received"` // hosted by others
}

// Net is given less received. Over all partners it sums to zero.
func (b Balance) Net() ShelfMonths { return ShelfMonths{b.Given.n - b.Received.n} }

// Pair is what two partners hosted for each other. A stands before B in the
// exchange.
type Pair struct {
	A      accrual.Party `json:"a"`
	B      accrual.Party `json:"b"`
	AHosts ShelfMonths   `json:"a_hosts"` // A's shelves, B's brands
	BHosts ShelfMonths   `json:"b_hosts"` // B's shelves, A's brands
}

// Net is what A gave B less what it received from it.
func (p Pair) Net() ShelfMonths { return ShelfMonths{p.AHosts.n - p.BHosts.n} }

// Ratio is the smaller side over the larger: 1 is an even exchange, 0 a gift.
// Where neither side hosted anything there is no ratio.
func (p Pair) Ratio() (ratio finance.Rate, ok bool) {
	return over(min(p.AHosts.n, p.BHosts.n), max(p.AHosts.n, p.BHosts.n))
}

// over is a share of whole, unless there is nothing to have a share of.
func over(part, whole int64) (finance.Rate, bool) {
	ratio, err := finance.NewRate(part, whole) // counts fit; only a whole of zero is refused
	return ratio, err == nil
}

// Reciprocity returns what partners gave each other over a period: a fold of
// [Exchange.Stays], with its errors. A sum beyond what fits is ErrOverflow.
func (e Exchange) Reciprocity(period civil.Period, placements []Placement) (Reciprocity, error) {
	stays, err := e.Stays(period, placements)
	if err != nil {
		return Reciprocity{}, err
	}
	f := e.fold(period)
	for _, s := range stays {
		if err := f.add(s); err != nil {
			return Reciprocity{}, err
		}
	}
	slices.SortFunc(f.Pairs, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(f.places[a.A], f.places[b.A]), cmp.Compare(f.places[a.B], f.places[b.B]))
	})
	return f.Reciprocity, nil
}

// fold is a Reciprocity under way.
type fold struct {
	Reciprocity
	total  ShelfMonths
	places map[accrual.Party]int
	pairs  map[[2]int]int // their places in Pairs
}

// fold returns the balances and pairs of e, with nothing exchanged yet.
func (e Exchange) fold(period civil.Period) *fold {
	f := &fold{
		Reciprocity: Reciprocity{Period: period, Balances: make([]Balance, len(e.Partners))},
		places:      make(map[accrual.Party]int, len(e.Partners)),
		pairs:       map[[2]int]int{},
	}
	for i, p := range e.Partners {
		f.Balances[i].Partner = p.ID
		f.places[p.ID] = i
	}
	for _, h := range e.Hostings {
		if h.Term.Overlaps(period) {
			f.side(h.Host, h.Guest)
		}
	}
	return f
}

// add counts a stay. No sum can overflow while the sum of all of them fits.
func (f *fold) add(s Stay) (err error) {
	if f.total, err = f.total.Add(s.Given); err != nil {
		return err
	}
	f.Balances[f.places[s.Host]].Given.n += s.Given.n
	f.Balances[f.places[s.Guest]].Received.n += s.Given.n
	f.side(s.Host, s.Guest).n += s.Given.n
	return nil
}

// side is the side of a pair on which the host gives, made when it is new.
func (f *fold) side(host, guest accrual.Party) *ShelfMonths {
	a, b := min(f.places[host], f.places[guest]), max(f.places[host], f.places[guest])
	at, known := f.pairs[[2]int{a, b}]
	if !known {
		at = len(f.Pairs)
		f.pairs[[2]int{a, b}] = at
		f.Pairs = append(f.Pairs, Pair{A: f.Balances[a].Partner, B: f.Balances[b].Partner})
	}
	if f.Pairs[at].A == host {
		return &f.Pairs[at].AHosts
	}
	return &f.Pairs[at].BHosts
}

// Hosted is what the host gave the guest: a cell of the matrix of all partners.
func (r Reciprocity) Hosted(host, guest accrual.Party) ShelfMonths {
	for _, p := range r.Pairs {
		switch {
		case p.A == host && p.B == guest:
			return p.AHosts
		case p.B == host && p.A == guest:
			return p.BHosts
		}
	}
	return ShelfMonths{}
}

// TwoWay counts the pairs in which both sides hosted, out of those in which
// one did.
func (r Reciprocity) TwoWay() (both, all int) {
	for _, p := range r.Pairs {
		if !p.AHosts.IsZero() && !p.BHosts.IsZero() {
			both++
		}
		if !p.AHosts.IsZero() || !p.BHosts.IsZero() {
			all++
		}
	}
	return both, all
}

// Returned is the share of all that was given which its receiver gave back to
// the giver: 1 when every pair is even. Where nothing was given there is none.
//
//	returned = Σ 2 min(a hosts, b hosts) / Σ (a hosts + b hosts)    over all pairs
//
// Balances can be zero all round and the share still 0: in a ring, each gives to
// the next and receives from the one before.
//
// Also called weighted reciprocity. Source: Squartini, Picciolo, Ruzzenenti and
// Garlaschelli, Reciprocity of weighted networks, Scientific Reports 3 (2013).
func (r Reciprocity) Returned() (share finance.Rate, ok bool) {
	var returned, given int64
	for _, p := range r.Pairs {
		returned += 2 * min(p.AHosts.n, p.BHosts.n) // no more than given, which fits
		given += p.AHosts.n + p.BHosts.n
	}
	return over(returned, given)
}
