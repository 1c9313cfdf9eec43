package terms

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/creative-cluster/kvartal/finance"
)

// place is where a walk stands, and what it found wrong so far.
type place struct {
	steps []step
	wrong finance.Problems
}

// step leads from a value to one inside it: by name, or by index where that is
// not negative.
type step struct {
	name  string
	index int
}

func (p *place) enter(name string) { p.steps = append(p.steps, step{name, -1}) }

func (p *place) enterAt(i int) { p.steps = append(p.steps, step{"", i}) }

func (p *place) leave() { p.steps = p.steps[:len(p.steps)-1] }

// fail notes err at the present place; nil adds nothing.
func (p *place) fail(err error) {
	if err != nil {
		p.wrong.Add(p.path(), err)
	}
}

// full reports whether so much is wrong that going on helps nobody.
func (p *place) full() bool { return p.wrong.Len() >= MaxProblems }

// path is the present place as people write it: leases[3].clauses[1].rate.
func (p *place) path() string {
	var b strings.Builder
	for _, s := range p.steps {
		switch {
		case s.index >= 0:
			b.WriteString("[" + strconv.Itoa(s.index) + "]")
		case b.Len() > 0:
			b.WriteString("." + shown(s.name))
		default:
			b.WriteString(shown(s.name))
		}
	}
	return b.String()
}

// shown is a name as a path shows it: in quotes when it is empty or holds what
// does not print.
func shown(name string) string {
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(name)
	}
	return name
}
