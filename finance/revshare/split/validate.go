package split

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Validate reports everything that is wrong with s, as finance.Problems: empty
// nodes, unknown names, cycles (finance.ErrCycle), nodes that nothing leads to
// (finance.ErrConflict), shares over 100 % (finance.ErrRange), one party twice in a node
// (finance.ErrDuplicate), a rest where nothing can be left, amounts in two
// currencies, and what is over the limits.
func (s Split) Validate() error {
	var wrong finance.Problems
	wrong.Add("owner", checkName(string(s.Owner)))
	wrong.Add("remainder", s.Remainder.Validate())
	s.checkWindow(&wrong)
	switch {
	case len(s.Nodes) == 0:
		wrong.Add("nodes", finance.ErrMissing)
	case len(s.Nodes) > MaxNodes:
		wrong.Add("nodes", fmt.Errorf("%d, at most %d: %w", len(s.Nodes), MaxNodes, finance.ErrLimit))
	default:
		s.checkNodes(&wrong)
	}
	return wrong.Err()
}

func (s *Split) checkWindow(wrong *finance.Problems) {
	_, err := s.Per.MarshalText()
	wrong.Add("per", err)
	_, err = s.Returns.MarshalText()
	wrong.Add("returns", err)
	if s.Per == accrual.ByLine && s.Returns != accrual.InOwnWindow {
		wrong.Add("returns", fmt.Errorf("a line has no other window: %w", finance.ErrConflict))
	}
}

// checkNodes looks at each node by itself and, once they are right, at the tree.
func (s *Split) checkNodes(wrong *finance.Problems) {
	find := s.places()
	for i := range s.Nodes {
		wrong.AddAt("nodes", i, s.Nodes[i].validate(find))
		if find[s.Nodes[i].Name] != i {
			wrong.AddAt("nodes", i, finance.Problem{Path: "name", Err: finance.ErrDuplicate})
		}
	}
	if wrong.Len() == 0 {
		s.checkTree(find, wrong)
	}
	if wrong.Len() == 0 {
		s.checkSize(wrong)
	}
}

// checkTree refuses cycles and nodes that nothing leads to.
func (s *Split) checkTree(find map[string]int, wrong *finance.Problems) {
	currency := s.currency()
	_, in := s.sorted(find)
	reached := make([]bool, len(s.Nodes))
	reached[0] = true
	for i := range s.Nodes {
		for _, t := range s.Nodes[i].targets() {
			if t.Split != "" {
				reached[find[t.Split]] = true
			}
		}
		for k := range s.Nodes[i].Parts {
			if p := &s.Nodes[i].Parts[k]; s.Nodes[i].By == InOrder && p.UpTo.Currency() != currency {
				wrong.AddAt("nodes", i, at("parts", k, "up_to", fmt.Errorf("in %v, not in %v: %w", p.UpTo.Currency(), currency, finance.ErrCurrency)))
			}
		}
	}
	for i := range s.Nodes {
		switch {
		case in[i] > 0:
			wrong.AddAt("nodes", i, finance.ErrCycle)
		case !reached[i]:
			wrong.AddAt("nodes", i, fmt.Errorf("nothing leads to it: %w", finance.ErrConflict))
		}
	}
}

// checkSize bounds what Divide answers.
func (s *Split) checkSize(wrong *finance.Problems) {
	g := newGraph(s)
	if len(g.slots) > MaxParties {
		wrong.Add("nodes", fmt.Errorf("%d parties, at most %d: %w", len(g.slots), MaxParties, finance.ErrLimit))
		return
	}
	if g.steps() > MaxSteps {
		wrong.Add("nodes", fmt.Errorf("over %d steps of ways to parties: %w", MaxSteps, finance.ErrLimit))
		return
	}
	if !g.inOrder {
		if _, err := weights(g.exact(big.NewRat(1, 1))); err != nil {
			wrong.Add("nodes", fmt.Errorf("shares: %w", err))
		}
	}
}

// steps counts the steps of all ways, up to somewhat over MaxSteps.
func (g *graph) steps() int {
	ways, lengths := make([]int, len(g.nodes)), make([]int, len(g.nodes)) // to each node
	ways[0] = 1
	total := 0
	for _, i := range g.order {
		for _, e := range g.edges[i] {
			if e.node < 0 {
				total += lengths[i] + ways[i]
				continue
			}
			ways[e.node] = min(ways[e.node]+ways[i], MaxSteps+1)
			lengths[e.node] = min(lengths[e.node]+lengths[i]+ways[i], MaxSteps+1)
		}
		total = min(total, MaxSteps+1)
	}
	return total
}

// sorted is the nodes, each after those that lead to it, and for each how many
// nodes on cycles, or between two, lead to it: none in a tree.
func (s *Split) sorted(find map[string]int) (order, in []int) {
	in = make([]int, len(s.Nodes))
	from := make([][]int, len(s.Nodes))
	for i := range s.Nodes {
		for _, t := range s.Nodes[i].targets() {
			if t.Split != "" {
				k := find[t.Split]
				in[k]++
				from[k] = append(from[k], i)
			}
		}
	}
	out := make([]int, len(s.Nodes))
	for _, nodes := range from {
		for _, i := range nodes {
			out[i]++
		}
	}
	order = peel(in, func(i int) []int { return s.Nodes[i].leadsTo(find) })
	for _, i := range peel(out, func(i int) []int { return from[i] }) {
		in[i] = 0 // below a cycle, but on none
	}
	return order, in
}

// peel takes away nodes that nothing leads to, as long as there are any.
func peel(count []int, next func(int) []int) []int {
	taken := make([]int, 0, len(count))
	for i, n := range count {
		if n == 0 {
			taken = append(taken, i)
		}
	}
	for k := 0; k < len(taken); k++ {
		for _, i := range next(taken[k]) {
			if count[i]--; count[i] == 0 {
				taken = append(taken, i)
			}
		}
	}
	return taken
}

// targets are those of the parts, and the rest if somebody gets it.
func (n *Node) targets() []Target {
	all := make([]Target, 0, len(n.Parts)+1)
	for i := range n.Parts {
		all = append(all, n.Parts[i].target())
	}
	if n.Rest != (Target{}) {
		all = append(all, n.Rest)
	}
	return all
}

func (n *Node) leadsTo(find map[string]int) []int {
	var nodes []int
	for _, t := range n.targets() {
		if t.Split != "" {
			nodes = append(nodes, find[t.Split])
		}
	}
	return nodes
}

func (s *Split) inOrder() bool {
	return slices.ContainsFunc(s.Nodes, func(n Node) bool { return n.By == InOrder })
}

// currency is that of the first amount of a node in order; the zero Currency
// without one.
func (s *Split) currency() finance.Currency {
	for i := range s.Nodes {
		if n := &s.Nodes[i]; n.By == InOrder && len(n.Parts) > 0 {
			return n.Parts[0].UpTo.Currency()
		}
	}
	return finance.Currency(0)
}
