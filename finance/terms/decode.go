package terms

import (
	"fmt"
	"iter"
	"reflect"

	"github.com/creative-cluster/kvartal/finance"
)

// Decode reads a JSON text into what dst points at. A text in which something
// is wrong gives finance.Problems, all of them with their path and [Line], and
// leaves dst as it was. Once the text is right in itself, the Validate method
// of the value is asked, if it has one, and its problems are reported alike.
//
// What dst held before has no part in the result. A dst that is no pointer, a
// type that cannot be read and a wrong table of kinds are ErrType or what
// [Kinds.Validate] says.
func Decode(data []byte, dst any, kinds Kinds) error {
	target := reflect.ValueOf(dst)
	if target.Kind() != reflect.Pointer || target.IsNil() {
		return mistaken("%T is no pointer to read into", dst)
	}
	s, err := shapeOf(target.Type().Elem(), kinds)
	if err != nil {
		return err
	}
	fresh := reflect.New(target.Type().Elem())
	if err := decode(data, s, fresh); err != nil {
		return err
	}
	target.Elem().Set(fresh.Elem())
	return nil
}

func decode(data []byte, s shape, fresh reflect.Value) error {
	r := reader{}
	doc, err := scan(data)
	if err != nil {
		r.fail(err)
		return r.wrong.Err()
	}
	r.doc = doc
	s.read(&r, 0, fresh.Elem())
	if r.wrong.Len() == 0 {
		r.validate(fresh.Interface())
	}
	return r.wrong.Err()
}

// reader fills a value from a document.
type reader struct {
	place
	doc *document
}

// validate asks v whether it is right, and adds the lines to what it answers.
func (r *reader) validate(v any) {
	valid, ok := v.(interface{ Validate() error })
	if !ok {
		return
	}
	var found finance.Problems
	found.Add("", valid.Validate())
	for p := range found.All() {
		r.wrong.Add(p.Path, r.doc.located(r.doc.find(p.Path), p.Err))
	}
	for r.wrong.Len() < found.Len() { // those that were counted only
		r.wrong.Add("", finance.ErrLimit)
	}
}

// failAt notes err at the present place and the line of the node n.
func (r *reader) failAt(n int, err error) {
	var inside finance.Problems // err may say a place inside the value
	inside.Add("", err)
	for p := range inside.All() {
		r.fail(finance.Problem{Path: p.Path, Err: r.doc.located(n, p.Err)})
	}
}

// expect reports whether the node n is of the wanted token; another is a
// problem. A null stands for something that is missing.
func (r *reader) expect(n int, wanted token) bool {
	got := r.doc.nodes[n].token
	if got == wanted {
		return true
	}
	if got == null {
		r.failAt(n, fmt.Errorf("null, not %v: %w", wanted, finance.ErrMissing))
	} else {
		r.failAt(n, fmt.Errorf("%v, not %v: %w", got, wanted, finance.ErrSyntax))
	}
	return false
}

// values yields the nodes of a list, as long as going on helps.
func (r *reader) values(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := n + 1; at < r.doc.next(n) && !r.full(); at = r.doc.next(at) {
			if !yield(at) {
				return
			}
		}
	}
}

// members yields the names of an object with the nodes of their values. A name
// that is no proper text is a problem, and left out.
func (r *reader) members(n int) iter.Seq2[[]byte, int] {
	return func(yield func([]byte, int) bool) {
		for at := range r.doc.names(n) {
			if r.full() {
				return
			}
			name, err := unescape(r.doc.raw(at))
			if err != nil {
				r.failAt(at, fmt.Errorf("a name: %w", err))
				continue
			}
			if !yield(name, at+1) {
				return
			}
		}
	}
}
