package terms

import (
	"fmt"
	"reflect"

	"github.com/creative-cluster/kvartal/finance"
)

// filling is a record while it is read.
type filling struct {
	*record
	value reflect.Value
	seen  []bool // by field
}

func (r *record) filling(v reflect.Value) filling { return filling{r, v, make([]bool, len(r.fields))} }

func (r *record) read(d *reader, n int, v reflect.Value) {
	if !d.expect(n, object) {
		return
	}
	parts := []filling{r.filling(v)}
	known := true
	if r.variant != nil {
		kind := r.choose(d, n)
		if known = kind != nil; known {
			parts = append(parts, kind.filling(reflect.New(kind.of).Elem()))
		}
	}
	r.readMembers(d, n, parts, known)
	for _, p := range parts {
		p.requireAll(d, n)
	}
	if len(parts) > 1 {
		r.variant.within(v).Set(parts[1].value)
	}
}

// choose reads the kind of the object n; nil is a problem that it noted.
func (r *record) choose(d *reader, n int) *alternative {
	d.enter(kindField)
	defer d.leave()
	at := d.doc.child(n, kindField)
	if at < 0 {
		d.failAt(n, finance.ErrMissing)
		return nil
	}
	var name string
	scalar{word{}}.read(d, at, reflect.ValueOf(&name).Elem())
	kind := r.variant.named(name)
	if kind == nil && d.doc.nodes[at].token == text {
		d.failAt(at, fmt.Errorf("kind %.40q: %w", name, finance.ErrUnknown))
	}
	return kind
}

// readMembers reads each member into the part that has its name. A name that
// none has is a problem, unless the kind, which may have it, is not known.
func (r *record) readMembers(d *reader, n int, parts []filling, known bool) {
	kinds := 0
	for name, at := range d.members(n) {
		if p, i := find(parts, name); p != nil {
			p.readField(d, at, i)
			continue
		}
		d.enter(string(name))
		switch isKind := r.variant != nil && string(name) == kindField; {
		case isKind && kinds > 0:
			d.failAt(at, finance.ErrDuplicate)
		case isKind:
			kinds++
		case known:
			d.failAt(at, finance.ErrUnknown)
		}
		d.leave()
	}
}

func find(parts []filling, name []byte) (*filling, int) {
	for i := range parts {
		if at, ok := parts[i].byName[string(name)]; ok {
			return &parts[i], at
		}
	}
	return nil, 0
}

// readField reads the field i from the node at, once.
func (p *filling) readField(d *reader, at, i int) {
	f := &p.fields[i]
	d.enter(f.name)
	defer d.leave()
	if p.seen[i] {
		d.failAt(at, finance.ErrDuplicate)
		return
	}
	p.seen[i] = true
	f.shape.read(d, at, f.within(p.value))
}

// requireAll notes each field that must be there and is not, unless the reading
// stopped before the end of the object.
func (p *filling) requireAll(d *reader, n int) {
	if d.full() {
		return
	}
	for i := range p.fields {
		if f := &p.fields[i]; f.shape != nil && !f.optional && !p.seen[i] {
			d.enter(f.name)
			d.failAt(n, finance.ErrMissing)
			d.leave()
		}
	}
}
