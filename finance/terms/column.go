package terms

import "reflect"

// column is one column of CSV: a field without parts.
type column struct {
	scalar
	name     string
	index    []int // in the row's struct
	optional bool
	omits    func(reflect.Value) bool // leaves the cell empty; nil never does
}

// columnsOf are the columns of a struct: its fields by their json tags, those
// of a struct inside it as of.id and of.on.
func columnsOf(t reflect.Type) ([]column, error) {
	s, err := shapeOf(t, nil)
	if err != nil {
		return nil, err
	}
	r, ok := s.(*record)
	if !ok || t.Kind() != reflect.Struct {
		return nil, mistaken("%v is no struct of columns", t)
	}
	columns, err := r.columns(nil, column{})
	if err == nil && len(columns) == 0 {
		err = mistaken("%v has no columns", t)
	}
	return columns, err
}

// columns adds the columns of r, which stands at a place.
func (r *record) columns(all []column, at column) ([]column, error) {
	for _, f := range r.fields {
		c := column{
			name:     at.name + f.name,
			index:    append(append([]int(nil), at.index...), f.index...),
			optional: at.optional || f.optional,
			omits:    f.omits,
		}
		var err error
		switch s := f.shape.(type) {
		case scalar:
			c.scalar = s
			all = append(all, c)
		case *record:
			c.name += "."
			all, err = s.columns(all, c)
		default:
			err = mistaken("%v: %q is no column", r.of, f.name)
		}
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}
