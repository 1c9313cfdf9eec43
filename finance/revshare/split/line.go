package split

import (
	"math/big"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Line is what a party gets of a total.
type Line struct {
	Party       accrual.Party `json:"party,omitempty"`       // empty of what is unallocated
	Unallocated bool          `json:"unallocated,omitempty"` // nobody's: it stays with the owner
	Share       finance.Rate  `json:"share,omitzero"`        // of the total, exactly; zero where a node takes in order, as it then depends on the total
	Amount      finance.Money `json:"amount"`
	Ways        []Way         `json:"ways"` // how it comes from the whole; the amount sums over them
}

// Way is one way from the whole to a party, step by step.
type Way []Step

// Step is one part of one node. Of Part and UpTo it has the one that the node
// divides by; the rest of a node in order has neither.
type Step struct {
	Node string        `json:"node"`
	Part finance.Rate  `json:"part,omitzero"` // of what the node has; zero where it fits no Rate
	UpTo finance.Money `json:"up_to,omitzero"`
	Rest bool          `json:"rest,omitempty"` // what no part took
}

// lines are the lines of g without their amounts.
func (g *graph) lines() []Line {
	lines := make([]Line, len(g.slots))
	for i, s := range g.slots {
		lines[i] = Line{Party: s.party, Unallocated: s.party == ""}
	}
	if !g.inOrder {
		for i, x := range g.exact(big.NewRat(1, 1)) {
			lines[i].Share, _ = finance.NewRate(x.Num().Int64(), x.Denom().Int64()) // fits, as Validate has seen
		}
	}
	g.walk(0, nil, lines)
	return lines
}

// walk adds the ways that go through node i, after those steps that lead to it.
func (g *graph) walk(i int, before Way, lines []Line) {
	for k := range g.edges[i] {
		e := &g.edges[i][k]
		way := append(before[:len(before):len(before)], g.step(i, e))
		if e.node >= 0 {
			g.walk(e.node, way, lines)
			continue
		}
		lines[e.slot].Ways = append(lines[e.slot].Ways, way)
	}
}

func (g *graph) step(i int, e *edge) Step {
	s := Step{Node: g.nodes[i].Name, UpTo: e.upTo, Rest: e.rest}
	if e.rate != nil && e.rate.Num().IsInt64() && e.rate.Denom().IsInt64() {
		s.Part, _ = finance.NewRate(e.rate.Num().Int64(), e.rate.Denom().Int64())
	}
	return s
}

// phrases are the words of ways in one language.
type phrases struct{ upTo, rest, unallocated string }

var speak = [...]phrases{
	accrual.English: {"up to", "the rest", "unallocated"},
	accrual.Russian: {"до", "остаток", "не распределено"},
}

func words(l accrual.Language) *phrases {
	if int(l) >= len(speak) {
		l = accrual.English
	}
	return &speak[l]
}

// Text says how the line comes about: album 30% > band 1/3. Several ways are
// joined by a plus.
func (l Line) Text(in accrual.Language) string {
	texts := make([]string, len(l.Ways))
	for i, w := range l.Ways {
		texts[i] = w.Text(in)
	}
	text := strings.Join(texts, " + ")
	if l.Unallocated {
		text += ", " + words(in).unallocated
	}
	return text
}

// String is the text in English.
func (l Line) String() string { return l.Text(accrual.English) }

// Text is the way in words, step by step.
func (w Way) Text(in accrual.Language) string {
	texts := make([]string, len(w))
	for i, s := range w {
		texts[i] = s.Node + " " + s.part(in)
	}
	return strings.Join(texts, " > ")
}

func (s *Step) part(in accrual.Language) string {
	switch {
	case s.UpTo != finance.Money{}:
		return words(in).upTo + " " + in.Format(s.UpTo)
	case s.Part.IsZero():
		return words(in).rest
	case in == accrual.Russian:
		return strings.Replace(s.Part.String(), ".", ",", 1)
	}
	return s.Part.String()
}
