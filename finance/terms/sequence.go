package terms

import "reflect"

// sequence is a slice: a list. An empty one is nil.
type sequence struct{ elem shape }

func (b *builder) sequence(t reflect.Type) (shape, error) {
	if t.Elem().Kind() == reflect.Uint8 {
		if coded, _ := isCoded(t.Elem()); !coded {
			return nil, mistaken("%v: bytes have no text", t)
		}
	}
	l := &sequence{}
	b.known[t] = l
	var err error
	l.elem, err = b.inside(t)
	return l, err
}

func (l *sequence) read(r *reader, n int, v reflect.Value) {
	if !r.expect(n, list) {
		return
	}
	count := 0
	for range r.values(n) {
		count++
	}
	if count == 0 {
		return
	}
	out := reflect.MakeSlice(v.Type(), count, count)
	i := 0
	for at := range r.values(n) {
		r.enterAt(i)
		l.elem.read(r, at, out.Index(i))
		r.leave()
		i++
	}
	v.Set(out)
}

func (l *sequence) write(w *writer, v reflect.Value) {
	if !w.open('[') {
		return
	}
	for i := range v.Len() {
		w.enterAt(i)
		l.elem.write(w, v.Index(i))
		w.leave()
	}
	w.close(']')
}

func (l *sequence) schema(s *schemaWriter) {
	s.member("type", "array")
	s.nested("items", l.elem)
}

// pointer is what may be null.
type pointer struct{ elem shape }

func (b *builder) pointer(t reflect.Type) (shape, error) {
	if t.Elem().Kind() == reflect.Pointer {
		return nil, mistaken("%v", t)
	}
	p := &pointer{}
	b.known[t] = p
	var err error
	p.elem, err = b.inside(t)
	return p, err
}

func (p *pointer) read(r *reader, n int, v reflect.Value) {
	if r.doc.nodes[n].token == null {
		return
	}
	v.Set(reflect.New(v.Type().Elem()))
	p.elem.read(r, n, v.Elem())
}

func (p *pointer) write(w *writer, v reflect.Value) {
	if v.IsNil() {
		w.raw([]byte("null"))
		return
	}
	p.elem.write(w, v.Elem())
}

func (p *pointer) schema(s *schemaWriter) {
	s.key("anyOf")
	s.open('[')
	s.value(p.elem)
	s.open('{')
	s.member("type", "null")
	s.close('}')
	s.close(']')
}
