package terms

import (
	"bytes"
	"iter"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// token is what a JSON value is.
type token uint8

const (
	null token = iota
	boolean
	number
	text
	list
	object
)

func (t token) String() string {
	return [...]string{"null", "a boolean", "a number", "a text", "a list", "an object"}[t]
}

// node is one value of a JSON text, or the name of a member.
type node struct {
	from, to uint32 // its bytes
	next     uint32 // the node after it and all that is in it
	token    token
}

// document is a JSON text whose syntax is right: its values in their order, a
// member's name before its value. What texts and numbers say is not looked at.
type document struct {
	data  []byte
	nodes []node
	lines []int // where the lines after the first begin; made when first needed
}

// lineOf is the line, from 1, of the byte at an offset.
func (d *document) lineOf(offset int) int {
	if d.lines == nil {
		d.lines = make([]int, 0, bytes.Count(d.data, []byte{'\n'}))
		for i, c := range d.data {
			if c == '\n' {
				d.lines = append(d.lines, i+1)
			}
		}
	}
	return 1 + sort.Search(len(d.lines), func(i int) bool { return d.lines[i] > offset })
}

// columnOf is the column, from 1 and in characters, of the byte at an offset.
func (d *document) columnOf(offset int) int {
	return 1 + utf8.RuneCount(d.data[1+bytes.LastIndexByte(d.data[:offset], '\n'):offset])
}

// raw is the text of a node as written, without the quotes of a text.
func (d *document) raw(n int) []byte {
	from, to := d.nodes[n].from, d.nodes[n].to
	if d.nodes[n].token == text {
		from, to = from+1, to-1
	}
	return d.data[from:to]
}

// located is err with the line of a node.
func (d *document) located(n int, err error) error {
	return &position{line: d.lineOf(int(d.nodes[n].from)), err: err}
}

// next is the node after n and all that is in it.
func (d *document) next(n int) int { return int(d.nodes[n].next) }

// names yields the nodes of an object's names. The value follows its name.
func (d *document) names(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := n + 1; at < d.next(n); at = d.next(at + 1) {
			if !yield(at) {
				return
			}
		}
	}
}

// child is the value under a name of the object n, the first one; -1 if there
// is none.
func (d *document) child(n int, name string) int {
	for at := range d.names(n) {
		if got, err := unescape(d.raw(at)); err == nil && string(got) == name {
			return at + 1
		}
	}
	return -1
}

// element is the value at an index of the list n; -1 if there is none.
func (d *document) element(n, i int) int {
	at := n + 1
	for ; at < d.next(n) && i > 0; i-- {
		at = d.next(at)
	}
	if at >= d.next(n) {
		return -1
	}
	return at
}

// find is the node at a path such as sets[1].rate, or the last one on the way
// that is there.
func (d *document) find(path string) int {
	n := 0
	for path != "" {
		var name string
		name, path = cutStep(path)
		next := -1
		if i, err := strconv.Atoi(name); err == nil && i >= 0 && d.nodes[n].token == list {
			next = d.element(n, i)
		} else if d.nodes[n].token == object {
			next = d.child(n, name)
		}
		if next < 0 {
			return n
		}
		n = next
	}
	return n
}

// cutStep cuts the first name or index off a path.
func cutStep(path string) (name, rest string) {
	path = strings.TrimPrefix(path, ".")
	if inner, ok := strings.CutPrefix(path, "["); ok {
		name, rest, _ = strings.Cut(inner, "]")
		return name, rest
	}
	end := strings.IndexAny(path, ".[")
	if end < 0 {
		return path, ""
	}
	return path[:end], path[end:]
}
