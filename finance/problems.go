package finance

import (
	"errors"
	"iter"
	"strconv"
	"strings"
)

// Problem is one thing that is wrong, and where.
type Problem struct {
	Path string // such as leases[3].clauses[1].rate; empty for the whole
	Err  error
}

// Error reads "path: text". A path that would not print, such as one with a
// line break, is quoted.
func (p Problem) Error() string {
	path := p.Path
	if strings.ContainsFunc(path, func(r rune) bool { return !strconv.IsPrint(r) }) {
		path = strconv.Quote(path)
	}
	switch {
	case p.Err == nil:
		return path
	case path == "":
		return p.Err.Error()
	}
	return path + ": " + p.Err.Error()
}

// Unwrap returns the problem's error.
func (p Problem) Unwrap() error { return p.Err }

// Problems is everything that is wrong with a value, each with its path. The
// zero Problems is ready for use and costs nothing while nothing is wrong:
//
//	var wrong finance.Problems
//	wrong.Add("rate", l.Rate.Validate())
//	for i, c := range l.Clauses {
//		wrong.AddAt("clauses", i, c.Validate())
//	}
//	return wrong.Err()
//
// Problems is an error itself: errors.Is and errors.As see each problem, and
// errors.As finds the Problems. The first 100 are kept, all are counted.
type Problems struct {
	kept []Problem
	more int // found beyond the kept ones
}

// Add notes err under path. A nil err adds nothing. Problems inside err, and
// other errors that say their Path, are taken over one by one with path before
// theirs; a sentence that was wrapped around them is dropped, as the path now
// says where.
func (p *Problems) Add(path string, err error) {
	if err != nil {
		p.flatten(path, err)
	}
}

// AddAt is Add for the element i of a list: its path is list[i].
func (p *Problems) AddAt(list string, i int, err error) {
	if err != nil {
		p.flatten(list+"["+strconv.Itoa(i)+"]", err)
	}
}

// Err returns p, or nil when nothing was added.
func (p Problems) Err() error {
	if p.Len() == 0 {
		return nil
	}
	return p
}

// Len returns how many problems were found, kept or not.
func (p Problems) Len() int { return len(p.kept) + p.more }

// All yields the kept problems in the order of their finding.
func (p Problems) All() iter.Seq[Problem] {
	return func(yield func(Problem) bool) {
		for _, one := range p.kept {
			if !yield(one) {
				return
			}
		}
	}
}

// Error lists the kept problems and says how many more there are.
func (p Problems) Error() string {
	if p.Len() == 1 {
		return p.kept[0].Error()
	}
	var b strings.Builder
	b.WriteString(strconv.Itoa(p.Len()))
	b.WriteString(" problems")
	for i, one := range p.kept {
		b.WriteString(separator(i))
		b.WriteString(one.Error())
	}
	if p.more > 0 {
		b.WriteString("; and " + strconv.Itoa(p.more) + " more")
	}
	return b.String()
}

func separator(i int) string {
	if i == 0 {
		return ": "
	}
	return "; "
}

// Unwrap returns the kept problems, each of them a Problem.
func (p Problems) Unwrap() []error {
	errs := make([]error, len(p.kept))
	for i, one := range p.kept {
		errs[i] = one
	}
	return errs
}

// located is an error of a package below this one that says its place.
type located interface {
	error
	Path() string
	Unwrap() error
}

// flatten walks down err until it finds errors with places of their own.
func (p *Problems) flatten(path string, err error) {
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		if p.takeOver(path, inner) {
			return
		}
	}
	p.put(path, err)
}

// takeOver adds the problems that err itself holds, if it is of a kind that
// holds any.
func (p *Problems) takeOver(path string, err error) bool {
	switch e := err.(type) { //nolint:errorlint // flatten walks the chain, and a part must not be mistaken for the whole
	case Problems:
		p.merge(path, e)
	case *Problems:
		p.merge(path, *e)
	case Problem:
		return p.takeFrom(join(path, e.Path), e.Err)
	case located:
		return p.takeFrom(join(path, e.Path()), e.Unwrap())
	case interface{ Unwrap() []error }:
		return p.takeOverAll(path, err, e.Unwrap())
	default:
		return false
	}
	return true
}

// takeFrom adds the cause of an error that says its place. Without a cause the
// error itself is what there is.
func (p *Problems) takeFrom(path string, cause error) bool {
	if cause == nil {
		return false
	}
	p.flatten(path, cause)
	return true
}

func (p *Problems) merge(path string, from Problems) {
	for _, one := range from.kept {
		p.flatten(join(path, one.Path), one.Err)
	}
	p.more += from.more
}

// takeOverAll adds each of errs when err is no more than their list, as
// errors.Join makes it. An error that puts them into a sentence stays whole.
func (p *Problems) takeOverAll(path string, err error, errs []error) bool {
	texts := make([]string, len(errs))
	for i, one := range errs {
		texts[i] = one.Error()
	}
	if err.Error() != strings.Join(texts, "\n") {
		return false
	}
	for _, one := range errs {
		p.flatten(path, one)
	}
	return true
}

func (p *Problems) put(path string, err error) {
	if len(p.kept) >= maxProblems {
		p.more++
		return
	}
	p.kept = append(p.kept, Problem{Path: cut(path, maxPath), Err: err})
}

// join puts a parent's path before a child's: leases[3] and rate give
// leases[3].rate, rates and [1].from give rates[1].from.
func join(parent, child string) string {
	if parent == "" || child == "" || child[0] == '[' {
		return parent + child
	}
	return parent + "." + child
}
