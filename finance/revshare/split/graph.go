package split

import (
	"math/big"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// graph is a valid split with its names resolved.
type graph struct {
	nodes   []*Node
	edges   [][]edge // of each node, the rest last
	order   []int    // the nodes, each after those that lead to it
	slots   []slot   // who gets something, in the order of reading, the unallocated part last
	inOrder bool     // a node takes in order: shares depend on the total
}

// edge is a part of a node or its rest.
type edge struct {
	node int           // that it leads to, or -1
	slot int           // that it ends in, where it leads to no node
	rate *big.Rat      // of what the node has; nil in order
	upTo finance.Money // in order; of the rest the zero Money
	rest bool
}

// slot is who gets a line. The empty party is nobody: what is unallocated.
type slot struct{ party accrual.Party }

// newGraph resolves the names of s, which is valid.
func newGraph(s *Split) *graph {
	g := &graph{nodes: make([]*Node, len(s.Nodes)), edges: make([][]edge, len(s.Nodes))}
	find := s.places()
	g.order, _ = s.sorted(find)
	for i := range s.Nodes {
		g.nodes[i] = &s.Nodes[i]
		g.inOrder = g.inOrder || s.Nodes[i].By == InOrder
	}
	r := reader{g: g, find: find, seen: make([]bool, len(s.Nodes)), slots: map[accrual.Party]int{}}
	r.read(0)
	r.closeUnallocated()
	return g
}

// places is where the node of each name stands.
func (s *Split) places() map[string]int {
	find := make(map[string]int, len(s.Nodes))
	for i := range s.Nodes {
		if _, twice := find[s.Nodes[i].Name]; !twice {
			find[s.Nodes[i].Name] = i
		}
	}
	return find
}

// reader walks a split as one reads it and gives each party its slot.
type reader struct {
	g     *graph
	find  map[string]int
	seen  []bool
	slots map[accrual.Party]int
	open  bool // something is unallocated
}

// read makes the edges of node i, and of those that it names first.
func (r *reader) read(i int) {
	if r.seen[i] {
		return
	}
	r.seen[i] = true
	n := r.g.nodes[i]
	rates, left := n.rates()
	for k := range n.Parts {
		p := &n.Parts[k]
		e := r.edge(p.target())
		e.rate, e.upTo = rates[k], p.UpTo
		r.g.edges[i] = append(r.g.edges[i], e)
	}
	if n.Rest != (Target{}) || n.By == InOrder || left.Sign() > 0 {
		e := r.edge(n.Rest)
		e.rest = true
		if n.By != InOrder {
			e.rate = left
		}
		r.g.edges[i] = append(r.g.edges[i], e)
	}
}

// edge leads to t. Nobody's slot is made last.
func (r *reader) edge(t Target) edge {
	if t.Split != "" {
		i := r.find[t.Split]
		r.read(i)
		return edge{node: i}
	}
	if t.Party == "" {
		r.open = true
		return edge{node: -1, slot: -1}
	}
	k, known := r.slots[t.Party]
	if !known {
		k = len(r.g.slots)
		r.slots[t.Party] = k
		r.g.slots = append(r.g.slots, slot{t.Party})
	}
	return edge{node: -1, slot: k}
}

func (r *reader) closeUnallocated() {
	if !r.open {
		return
	}
	for _, edges := range r.g.edges {
		for k := range edges {
			if edges[k].node < 0 && edges[k].slot < 0 {
				edges[k].slot = len(r.g.slots)
			}
		}
	}
	r.g.slots = append(r.g.slots, slot{})
}

// rates are the parts of n as fractions of what it has, and what they leave.
// In order there are none.
func (n *Node) rates() (rates []*big.Rat, left *big.Rat) {
	rates, left = make([]*big.Rat, len(n.Parts)), big.NewRat(1, 1)
	if n.By == InOrder {
		return rates, left
	}
	var points big.Int
	for i := range n.Parts {
		points.Add(&points, big.NewInt(n.Parts[i].Points))
	}
	for i := range n.Parts {
		switch p := &n.Parts[i]; n.By {
		case Points:
			rates[i] = new(big.Rat).SetFrac(big.NewInt(p.Points), &points)
		case Equal:
			rates[i] = big.NewRat(1, int64(len(n.Parts)))
		default:
			rates[i] = big.NewRat(p.Share.Num(), p.Share.Den())
		}
		left.Sub(left, rates[i])
	}
	return rates, left
}
