package terms

import (
	"fmt"
	"reflect"

	"github.com/creative-cluster/kvartal/finance"
)

func (r *record) write(w *writer, v reflect.Value) {
	if !w.open('{') {
		return
	}
	r.writeFields(w, v)
	w.close('}')
}

func (r *record) writeFields(w *writer, v reflect.Value) {
	for i := range r.fields {
		f := &r.fields[i]
		if f.shape == nil {
			r.writeVariant(w, r.variant.within(v))
			continue
		}
		part := f.within(v)
		if f.omits != nil && f.omits(part) {
			continue
		}
		w.enter(f.name)
		w.key(f.name)
		f.shape.write(w, part)
		w.leave()
	}
}

// writeVariant writes the kind of what v holds, and the fields beside it.
func (r *record) writeVariant(w *writer, v reflect.Value) {
	w.enter(kindField)
	var kind *alternative
	if v.IsNil() {
		w.fail(finance.ErrMissing)
	} else if kind = r.variant.holding(v.Elem().Type()); kind == nil {
		w.fail(fmt.Errorf("kind of %v: %w", v.Elem().Type(), finance.ErrUnknown))
	}
	w.leave()
	if kind != nil {
		w.key(kindField)
		w.text([]byte(kind.name))
		kind.writeFields(w, addressable(v.Elem()))
	}
}
